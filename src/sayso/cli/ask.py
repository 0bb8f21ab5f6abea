"""Questions to a ledger file."""

from __future__ import annotations
