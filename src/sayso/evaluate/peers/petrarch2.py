"""PETRARCH2's validation records (news sentences that its coders judged) and the coded sentences of its unit tests.

Exact: source, target and code are those expected, an F1 over all. Root: source, target and the first two digits of the code. Typed: source,
target and the PLOVER type of the code, for our codes are PLOVER's and only written as CAMEO's. Of our events those count that PETRARCH2
would choose (:mod:`sayso.evaluate.peers.uppermost`). The expected events were seeded by PETRARCH2's output, which favours it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.evaluate.measure import Cell, MissingGold, Report, Table, Tally
from sayso.evaluate.peers.cameo import Coded, events, expected, type_of

TITLE = "PETRARCH2's records"
RECORDS = "events/petrarch2_gsr_validation.jsonl"
TESTS = "events/petrarch2_pytest.jsonl"
THEIRS = {"PETRARCH2": 0.738, "UniversalPETRARCH": 0.784}  # exact F1, measured on these records
_TRIPLE = re.compile(r"\('(\S+?)', ?'(\S+?)', ?'(\d+)'\)")


@dataclass(slots=True)
class Score:
    """Coded events that are expected ones, each counted once, by how much of them must be right."""

    exact: Tally = field(default_factory=Tally)
    root: Tally = field(default_factory=Tally)
    typed: Tally = field(default_factory=Tally)
    countries: Tally = field(default_factory=Tally)

    def add(self, gold: Sequence[Coded], coded: Sequence[Coded]) -> None:
        """Count a sentence."""
        keys = {
            "exact": lambda c: (c.source, c.target, c.code),
            "root": lambda c: (c.source, c.target, c.code[:2]),
            "typed": lambda c: (c.source, c.target, c.type),
            "countries": lambda c: (c.source[:3], c.target[:3], c.type),
        }
        for name, key in keys.items():
            wanted, given = Counter(set(map(key, gold))), Counter(set(map(key, coded)))
            getattr(self, name).add((wanted & given).total(), given.total(), wanted.total())

    def rows(self, name: str) -> Iterator[tuple[Cell, ...]]:
        """The figures as a table's rows."""
        for how, tally in (
            ("exact", self.exact),
            ("root", self.root),
            ("typed", self.typed),
            ("typed, countries alone", self.countries),
        ):
            yield f"{name}, {how}", int(tally.gold), int(tally.predicted), tally.precision, tally.recall, tally.f1


Case = tuple[str, dt.date | None, list[Coded]]


def _tests(path: Path) -> Iterator[Case]:
    """The texts of the unit tests that say which events they give."""
    for line in path.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        triples = [t for said in test["asserts"] if "events" in said for t in _TRIPLE.findall(said)]
        if test["text"] and triples:
            yield test["text"], None, [Coded(source, target, code, type_of(code)) for source, target, code in triples]


def _records(path: Path) -> Iterator[Case]:
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        day = record["date"]
        published = dt.datetime.strptime(day, "%Y%m%d").date() if len(day) == 8 else None  # a few have six digits
        yield record["text"], published, expected(record["events"])


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score both files."""
    paths = [gold_dir / RECORDS, gold_dir / TESTS]
    for path in paths:
        if not path.exists():
            raise MissingGold(f"{path}: no such file")
    if only or predicted:
        raise MissingGold(f"{paths[0]}: is read anew and whole")
    from sayso.reader import read

    scores = Score(), Score()
    for score, cases in zip(scores, (_records(paths[0]), _tests(paths[1])), strict=True):
        for text, published, gold in cases:
            score.add(gold, events(read(text, published=published), uppermost=True) if text.strip() else [])
    theirs = [(f"records, exact: {name}", None, None, None, None, f1) for name, f1 in THEIRS.items()]
    return Report(
        TITLE,
        (
            Table(
                TITLE,
                ("events", "gold", "coded", "P", "R", "F1"),
                [*scores[0].rows("records"), *theirs, *scores[1].rows("unit tests")],
            ),
        ),
    )
