"""The closed words of a ledger, kinds, labels, factuality, and how to take them from what a person writes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sayso.inventory import Inventory
from sayso.kinds import KINDS
from sayso.model import ArgumentError

DATA = Path(__file__).parent / "data"


@cache
def _schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / "ledger.schema.json").read_text(encoding="utf-8"))["$defs"]
    return found


@cache
def labels(kind: str) -> dict[str, tuple[str, ...]]:
    """The values of each closed label of a kind, as the schema lists them; those of ``mode`` are all types' modes."""
    found = {label: tuple(v for v in _schema()[kind]["properties"][label].get("enum", ()) if v) for label in KINDS[kind].labels}
    if "mode" in found:
        found["mode"] = tuple(sorted({mode for several in modes().values() for mode in several}))
    return {label: values for label, values in found.items() if values}


@cache
def modes() -> dict[str, tuple[str, ...]]:
    """The modes of each event type."""
    inventory = Inventory.load(DATA / "weights" / "inventory.json")
    return {name: tuple(mode for mode in several if mode != "none") for name, several in inventory.modes.items()}


def kind_of(word: str) -> str:
    """The kind that a word names, in singular or plural."""
    name = word.casefold()
    if name not in KINDS:
        name = name.removesuffix("s")
    if name not in KINDS:
        raise ArgumentError(f"no kind {word!r}: there are {', '.join(f'{kind}s' for kind in KINDS)}")
    return name


def one_of(word: str, among: Collection[str], what: str) -> str:
    """The value that a word names, whatever the case; ArgumentError lists what there is."""
    found = next((value for value in among if value == word), None) or next((v for v in among if v.casefold() == word.casefold()), None)
    if found is None:
        raise ArgumentError(f"no {what} {word!r}: there {'are ' + ', '.join(among) if among else 'is none'}")
    return found


def few(words: Sequence[str], most: int = 8) -> str:
    """Words as a list of which only the first are named."""
    return ", ".join(words[:most]) + " and more" * (len(words) > most)


def types(kinds: Iterable[str]) -> tuple[str, ...]:
    """The values of the first label of some kinds, by which their entries are told apart."""
    return tuple(dict.fromkeys(v for kind in kinds for v in labels(kind).get(next(iter(KINDS[kind].labels), ""), ())))


def period(words: str | dt.date, what: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a day, month or year: ``2021-08-15``, ``2021-08``, ``2021``."""
    if isinstance(words, dt.date):
        exact = words.date() if isinstance(words, dt.datetime) else words
        return exact, exact
    found = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", words.strip(), re.ASCII) if isinstance(words, str) else None
    if found:
        year, month, day = (int(x) if x else None for x in found.groups())
        try:
            first = dt.date(year or 0, month or 1, day or 1)
            if day:
                return first, first
            if not month:
                return first, dt.date(first.year, 12, 31)
            return first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
        except (ValueError, OverflowError):
            pass
    raise ArgumentError(f"{what}: {words!r} is no day, month or year such as 2021-08-15, 2021-08 or 2021")
