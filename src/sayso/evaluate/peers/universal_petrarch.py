"""UniversalPETRARCH's own suite: records of one or two sentences with the events that they should give.

Its ``validation.py`` (openeventdata/UniversalPetrarch) compares source, target and code of each coded event with those expected, skips
coded events of which a side is unknown, and counts a record without events as right where none is coded. *Events* are that: right where
all three slots are. *Slot points* give one point for each slot: expected and coded events are paired, those with the most slots in common
first, and a record without events has three points. Code slots are compared by PLOVER type, since our codes are PLOVER's; of codes that
are no CAMEO (``345``) no point is made.
Most records are about invented countries; ``universal_petrarch.csv`` beside this file gives the codes of the suite's own dictionary of
actors where our tables have none or others (Kuwait is KUW there). Its dictionaries of verbs and agents are not used.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from sayso.evaluate.measure import Report, Share, Table
from sayso.evaluate.peers.cameo import Coded, events, expected
from sayso.evaluate.peers.cameo_actors import NOBODY
from sayso.evaluate.predictions import anew

TITLE = "UniversalPETRARCH's suite"
WHERE = "events/up_unit_records_petr2.jsonl"
THEIRS = 0.722  # of the slot points, measured on these records


@dataclass(slots=True)
class Score:
    """Points of slots made, by slot; events wholly right."""

    slots: dict[str, Share] = field(default_factory=lambda: {slot: Share() for slot in ("source", "target", "code")})
    events: Share = field(default_factory=Share)
    records: int = 0

    def add(self, gold: Sequence[Coded], coded: Sequence[Coded]) -> None:
        """Count a record."""
        self.records += 1
        if not gold:
            whole = [c for c in coded if not (c.source.startswith(NOBODY) or c.target.startswith(NOBODY))]
            for share in (*self.slots.values(), self.events):
                share.add(not whole)
            return
        pairs = sorted((-sum(_slots(g, c)), i, j) for i, g in enumerate(gold) for j, c in enumerate(coded))
        made: dict[int, tuple[bool, bool, bool]] = {}
        used: set[int] = set()
        for _, i, j in pairs:
            if i not in made and j not in used:
                made[i] = _slots(gold[i], coded[j])
                used.add(j)
        for i in range(len(gold)):
            right = made.get(i, (False, False, False))
            for share, one in zip(self.slots.values(), right, strict=True):
                share.add(one)
            self.events.add(all(right))

    @property
    def points(self) -> Share:
        """All slots together."""
        return Share(sum(s.right for s in self.slots.values()), sum(s.of for s in self.slots.values()))


def _slots(gold: Coded, coded: Coded) -> tuple[bool, bool, bool]:
    return gold.source == coded.source, gold.target == coded.target, gold.type is not None and gold.type == coded.type


@cache
def _dictionary() -> list[Mapping[str, str]]:
    with (files("sayso.evaluate.peers") / "universal_petrarch.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def names(day: str) -> dict[str, str]:
    """The suite's names with their codes on a day (YYYYMMDD); of several the first."""
    held: dict[str, str] = {}
    for row in _dictionary():
        if (row["from"] or day) <= day <= (row["until"] or day):
            held.setdefault(row["name"], row["code"])
    return held


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the records, or those whose ids ``only`` lists."""
    records = anew(gold_dir / WHERE, only, predicted)
    from sayso.reader import read

    total = Score()
    by_category: dict[str, Score] = {}
    for record in records:
        day = dt.datetime.strptime(record["date"], "%Y%m%d").date()
        coded = events(read(record["text"], published=day), names(record["date"]), half=True)
        for score in (total, by_category.setdefault(record["category"], Score())):
            score.add(expected(record["events"]), coded)
    rows = [*((f"slot points: {slot}", s.value, None) for slot, s in total.slots.items()), ("slot points", total.points.value, THEIRS)]
    return Report(
        f"{TITLE}: {total.records} records",
        (
            Table(TITLE, ("share", "sayso", "UniversalPETRARCH"), [*rows, ("events", total.events.value, None)]),
            Table(
                f"{TITLE}, by category",
                ("category", "records", "slot points", "events"),
                [(name, s.records, s.points.value, s.events.value) for name, s in by_category.items()],
            ),
        ),
    )
