"""Given toponyms to points, on LGL and GeoVirus.

LGL (Lieberman, Samet and Sankaranarayanan 2010) is 588 articles of local newspapers, most of small towns of the United States; GeoVirus
(Gritta, Pilehvar and Collier 2018) 229 articles of Wikinews about epidemics. Accuracy@161 km (100 miles) is that of Gritta, Pilehvar and
Collier, "A Pragmatic Guide to Geoparsing Evaluation" (2020): of the toponyms with coordinates that get a point, those whose point lies so
near. Each is resolved from the text of its document alone. Countries get no point by design; they count as not resolved.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from sayso.evaluate.measure import MissingGold, Report, Table
from sayso.places import Surroundings, resolve
from sayso.places.countries import named

TITLE = "Geoparsing, given toponyms"
WHERE = "places/geoparsing"
SETS = {"LGL": "lgl.jsonl", "GeoVirus": "geovirus.jsonl"}
NEAR = 161.0  # kilometres
SHOWN = 10  # misses a set


@dataclass(slots=True)
class Score:
    """How many toponyms have coordinates, how many of these were taken for a country, got a point, got one near enough."""

    toponyms: int = 0
    countries: int = 0
    resolved: int = 0
    right: int = 0
    misses: Counter[tuple[str, str]] = field(default_factory=Counter)  # the words, and what they were taken for

    @property
    def accuracy(self) -> float | None:
        """Of those resolved; None where none was."""
        return self.right / self.resolved if self.resolved else None

    def add(self, document: dict[str, Any]) -> None:
        """Count the toponyms of a document."""
        countries = frozenset(named(document["text"]))
        around = Surroundings(document["text"], countries)
        for toponym in document["toponyms"]:
            if not toponym.get("lat"):
                continue
            self.toponyms += 1
            found = resolve(toponym["phrase"], countries, around)
            if found is None or found.latitude is None or found.longitude is None:
                self.countries += found is not None
                continue
            right = kilometres(found.latitude, found.longitude, float(toponym["lat"]), float(toponym["lon"])) <= NEAR
            self.resolved += 1
            self.right += right
            if not right:
                self.misses[toponym["phrase"], ", ".join(filter(None, (found.name, found.admin1, found.country)))] += 1


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance of two points."""
    a, b, c, d = map(radians, (latitude, longitude, other_latitude, other_longitude))
    return 2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def score(path: Path, only: set[str] | None = None) -> Score:
    """The score of a file of documents, of those with these ids if any are given."""
    total = Score()
    for document in _documents(path):
        if only is None or document["id"] in only:
            total.add(document)
    return total


def _documents(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score both sets, or the documents whose ids ``only`` lists; ``predicted`` ledgers hold no toponyms without an event."""
    if missing := [path for file in SETS.values() if not (path := gold_dir / WHERE / file).exists()]:
        raise MissingGold(f"{missing[0]}: no such file")
    if predicted:
        raise MissingGold(f"{gold_dir / WHERE}: toponyms, of which there are no ledgers")
    ids = set(only.read_text(encoding="utf-8").split()) if only else None
    found = {name: score(gold_dir / WHERE / file, ids) for name, file in SETS.items()}
    return Report(
        TITLE,
        (
            Table(
                "Toponyms with coordinates",
                ("set", "toponyms", "a country", "with a point", "within 161 km", "acc@161km"),
                [(name, s.toponyms, s.countries, s.resolved, s.right, s.accuracy) for name, s in found.items()],
            ),
            Table(
                "What was missed most",
                ("set", "words", "taken for", "times"),
                [(name, *miss, times) for name, s in found.items() for miss, times in s.misses.most_common(SHOWN)],
            ),
        ),
    )
