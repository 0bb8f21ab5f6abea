"""From clues to scored links with reasons.

A relation compares two entries as named *clues*. ``data/links.csv`` gives each clue its weight in each relation: a logistic regression
fitted by ``train/links.py`` where the gold has enough links, set by hand where it has not (the table says which). A link's score is the
logistic function of the sum, its reasons the clues that spoke for it with the words that matched, weightiest first (as nomenklatura does).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files

from sayso.links.likeness import Scene, View
from sayso.model import Link


class Clues:
    """Named values, mostly 0 or 1, with the words behind them."""

    __slots__ = ("values", "words")

    def __init__(self) -> None:
        self.values: dict[str, float] = {"bias": 1.0}
        self.words: dict[str, Iterable[str]] = {}

    def add(self, name: str, value: object, words: Iterable[str] = ()) -> None:
        """Note a clue: a float counts as much as it says, anything else true counts 1, what is false is not noted."""
        if value:
            self.values[name] = value if isinstance(value, float) else 1.0
            if words:
                self.words[name] = words


Candidates = Iterable[tuple[View, View]]
Compare = Callable[[Scene, View, View], Clues]


@cache
def weights(relation: str) -> dict[str, float]:
    """The weight of each clue in a relation. ``threshold`` among them is the least score of a link, ``confidence`` the power to which the
    confidence of the two entries counts in it (1 where the clues were fitted, so that their sum is a likelihood; else 0)."""
    with (files("sayso.data") / "links.csv").open(encoding="utf-8") as lines:
        return {row["clue"]: float(row["weight"]) for row in csv.DictReader(lines) if row["relation"] == relation}


def score(relation: str, clues: Clues) -> float:
    """How likely the relation holds, 0..1."""
    table = weights(relation)
    return 1 / (1 + math.exp(-sum([table.get(name, 0.0) * value for name, value in clues.values.items()])))


def sure(relation: str, subject: View, object: View, clues: Clues) -> float:
    """How likely both entries were read right and the relation holds, 0..1."""
    read = subject.entry.confidence * object.entry.confidence
    return score(relation, clues) * math.pow(read, weights(relation).get("confidence", 0.0))


def link(relation: str, subject: View, object: View, clues: Clues, score: float) -> Link:
    """The link with its reasons."""
    table = weights(relation)
    spoke = sorted(
        (n for n, v in clues.values.items() if n != "bias" and not n.startswith("unnamed") and table.get(n, 0.0) * v > 0.1),
        key=lambda n: -table[n] * clues.values[n],
    )
    reasons = tuple(f"{name}: {', '.join(sorted(clues.words[name]))}" if name in clues.words else name for name in spoke)
    return Link(relation, subject.entry.id, object.entry.id, round(score, 3), reasons)


def best(relation: str, scene: Scene, candidates: Candidates, compare: Compare) -> Iterator[Link]:
    """For each subject the likeliest object, where it is likely enough; the nearer before the farther among equals."""
    chosen: dict[str, tuple[float, View, View, Clues]] = {}
    least = weights(relation).get("threshold", 0.5)
    for subject, object in candidates:
        clues = compare(scene, subject, object)
        value = sure(relation, subject, object, clues)
        held = chosen.get(subject.entry.id)
        if value >= least and (held is None or (value, -_apart(subject, object)) > (held[0], -_apart(held[1], held[2]))):
            chosen[subject.entry.id] = (value, subject, object, clues)
    for value, subject, object, clues in chosen.values():
        yield link(relation, subject, object, clues, value)


def _apart(a: View, b: View) -> int:
    return abs(a.start - b.start)
