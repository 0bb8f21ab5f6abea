"""PLOVER 2021's event types and modes, from ``data/plover.csv``: what each means, in our own words, and its quad category.

The source is the PLOVER manual (Open Event Data Alliance, draft 0.8, 17 September 2021). What has ``sayso`` as its origin is not in it.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Code(NamedTuple):
    """A row of the table: a type, or where ``mode`` is set one of its modes. ``quad`` is empty for modes and for OTHER."""

    type: str
    mode: str
    quad: str
    origin: str
    definition: str


@cache
def codes() -> dict[tuple[str, str], Code]:
    """Every type (its mode ``""``) and mode, in the order of the manual."""
    with (files("sayso.data") / "plover.csv").open(encoding="utf-8") as lines:
        return {(row["type"], row["mode"]): Code(**row) for row in csv.DictReader(lines)}


def quad(event_type: str | None) -> str | None:
    """The quad category of a type: verbal or material cooperation or conflict; None for OTHER and for no type."""
    code = codes().get((event_type or "", ""))
    return code.quad or None if code else None


def is_mode(event_type: str | None, mode: str | None) -> bool:
    """Whether the manual gives that type that mode."""
    code = codes().get((event_type or "", mode or ""))
    return bool(mode) and code is not None and code.origin == "PLOVER"
