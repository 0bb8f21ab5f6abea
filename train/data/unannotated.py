"""Real news that nobody annotated for all kinds, for a teacher to read: day files of current events, and PolNeAR's articles."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.model import SaysoError
from train.data import Example, records


def texts(gold: Path, held_out: Iterable[str]) -> list[Example]:
    """The texts under ``gold`` and beside it, but none that has a paragraph of a ``held_out`` text.

    SaysoError where there are no day files beside the gold.
    """
    days = gold.parent / "articles" / "current-events-2026"
    found = {path.stem: path.read_text(encoding="utf-8") for path in sorted(days.glob("*.txt"))}
    if not found:
        raise SaysoError(f"{days}: no texts here to teach from")
    found |= {row["id"]: row["text"] for row in records(gold / "attribution" / "polnear_train.jsonl")}
    known = {paragraph for text in held_out for paragraph in _paragraphs(text)}
    return [Example(name, text, [], frozenset(), frozenset()) for name, text in found.items() if not known & _paragraphs(text)]


def _paragraphs(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if len(line) > 40}
