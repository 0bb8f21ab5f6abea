"""JSON Lines: one object a line, described in ``docs/ledger.md``."""

from __future__ import annotations

from sayso.ledger import Ledger


def write(ledger: Ledger) -> str:
    """The ledger as JSON Lines."""
    return ledger.to_jsonl()
