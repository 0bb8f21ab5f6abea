"""Phrases to country and PLOVER sector, against the cases of NGEC's tests (Halterman, Schrodt, Beger, Bagozzi and Scarborough 2023).

182 cases, each expectation a slot: the country and the first sector code. NGEC looks names up in Wikipedia as of a date and takes the
present where none is given; the present of its tests is taken as January 2023. What it writes as the countries IGO, UNO and EUR is here
an IGO without a country; UNK and JNK are here None. Slots that NGEC itself marks as failing are left out.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.actors import resolve
from sayso.evaluate.measure import MissingGold, Report, Share, Table
from sayso.model import Document

TITLE = "NGEC actor cases"
WHERE = "actors/ngec_actor_cases.jsonl"
PRESENT = dt.date(2023, 1, 1)
UNKNOWN = ("", "UNK", "JNK")
SUPRANATIONAL = ("IGO", "UNO", "EUR")


@dataclass(slots=True)
class Score:
    """The shares of slots right, and the misses: words, slot, what was expected, what was found."""

    country: Share = field(default_factory=Share)
    sector: Share = field(default_factory=Share)
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, case: dict[str, Any]) -> None:
        """Count one case."""
        for slot, wanted, found in _slots(case):
            right = found == wanted or (wanted in SUPRANATIONAL and not found)
            getattr(self, slot).add(right)
            if not right:
                self.misses.append((case["text"].strip(), slot, wanted, found))


def _slots(case: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    expected = case["expected"]
    if expected.get("none"):
        expected = {"country": "", "code_1": ""}
    words = case["text"].strip()
    document = Document.of(words + (f" ({case['context']})" if case["context"] else ""), published=_day(case["date"]))
    (actor,), _ = resolve(document, [[document.span(0, len(words))]], [None])
    for slot, code, found in (("country", "country", actor.country), ("sector", "code_1", actor.sector)):
        if code in expected:
            yield slot, "" if expected[code] in UNKNOWN else expected[code], found or ""


def _day(written: str | None) -> dt.date:
    """The first day of the month, or of July where only the year is given."""
    found = re.search(r"(\d{4})(?:-(\d\d)-)?", written or "")
    return dt.date(int(found[1]), int(found[2] or 7), 1) if found else PRESENT


def score(path: Path, only: set[str] | None = None) -> Score:
    """The score of a file of cases, of those with these ids if any are given."""
    total = Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if not case["skip_or_xfail"] and (only is None or case["id"] in only):
            total.add(case)
    return total


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score NGEC's cases, or those whose ids ``only`` lists; ``predicted`` ledgers have nothing to say of them."""
    path = gold_dir / WHERE
    if not path.exists():
        raise MissingGold(f"{path}: no such file")
    if predicted:
        raise MissingGold(f"{path}: phrases without a text, of which there are no ledgers")
    found = score(path, set(only.read_text(encoding="utf-8").split()) if only else None)
    return Report(
        TITLE,
        (
            Table(
                "Phrases, slots right",
                ("slot", "right", "of", "share"),
                [(name, share.right, share.of, share.value) for name, share in (("country", found.country), ("sector", found.sector))],
            ),
            Table("Misses", ("words", "slot", "expected", "found"), found.misses),
        ),
    )
