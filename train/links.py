"""Fit the clue weights of the links: ``python -m train.links --gold ../shared/gold/sayso gold --out src/sayso/data/links.csv``.

A logistic regression a relation (Newton's method, L2), over the candidate pairs of the annotated documents outside every ``DEV.txt``; a
document that several directories hold is taken once; numpy only.
A pair is positive where the gold links it; for ``same`` also where gold links join the two through others. Each threshold is the
highest of those whose F1 over held-out fifths of these documents is within .01 of the best. What the table marks as
set by hand stays: relations with fewer than 40 links in the gold, and clues that it hardly shows.
"""

from __future__ import annotations

import argparse
import csv
import importlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sayso.evaluate.gold import find, ledger, load
from sayso.evaluate.ledger import implied
from sayso.evaluate.measure import Tally
from sayso.links.likeness import Scene

FITTED = {"same": 1.0, "denies": 2.0, "violates": 1.0}
"""The relations fitted, and the strength of the L2 penalty."""

FOLDS = 5
THRESHOLDS = [round(0.05 * i, 2) for i in range(2, 13)]

Array = np.ndarray[Any, np.dtype[np.float64]]
Ends = tuple[str, str]


@dataclass(slots=True)
class Example:
    """The candidate pairs of one document, their clues, and the gold links of the relation."""

    pairs: list[Ends] = field(default_factory=list)
    clues: list[dict[str, float]] = field(default_factory=list)
    gold: list[Ends] = field(default_factory=list)


def examples(relation: str, texts: Sequence[Path]) -> Iterator[Example]:
    """One example a document."""
    module = importlib.import_module(f"sayso.links.{relation}")
    for path in texts:
        gold = ledger(load(path))
        scene = Scene(gold)
        example = Example(gold=[(x.subject, x.object) for x in gold.links if x.relation == relation])
        for a, b in module.candidates(scene):
            example.pairs.append((a.entry.id, b.entry.id))
            example.clues.append(module.compare(scene, a, b).values)
        yield example


def matrix(names: Sequence[str], example: Example) -> Array:
    """A row a pair, a column a clue."""
    column = {name: i for i, name in enumerate(names)}
    out = np.zeros((len(example.clues), len(names)))
    for row, clues in zip(out, example.clues, strict=True):
        for name, value in clues.items():
            row[column[name]] = value
    return out


def fit(x: Array, y: Array, penalty: float) -> Array:
    """The weights of a logistic regression, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = sigmoid(x @ weights)
        hessian = (x * (p * (1 - p))[:, None]).T @ x + penalty * np.eye(len(weights))
        step = np.linalg.solve(hessian, x.T @ (p - y) + penalty * weights)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def sigmoid(z: Array) -> Array:
    """Log odds to probability."""
    out: Array = 1 / (1 + np.exp(-z))
    return out


def proposed(relation: str, example: Example, scores: Array, least: float) -> list[Ends]:
    """The likeliest object of each subject, as the package takes it."""
    chosen: dict[str, tuple[float, str]] = {}
    for (subject, object), score in zip(example.pairs, scores, strict=True):
        if score >= least and score > chosen.get(subject, (0.0, ""))[0]:
            chosen[subject] = (float(score), object)
    if relation != "same":
        kept: dict[frozenset[str], tuple[float, Ends]] = {}
        for subject, (score, object) in chosen.items():
            pair = frozenset((subject, object))
            if score > kept.get(pair, (0.0,))[0]:
                kept[pair] = (score, (subject, object))
        return [ends for _, ends in kept.values()]
    heads: dict[str, str] = {}
    for subject, _ in example.pairs:
        if subject in chosen and subject not in heads:
            heads[subject] = heads.get(chosen[subject][1], chosen[subject][1])
    return list(heads.items())


def tally(relation: str, given: Sequence[Ends], gold: Sequence[Ends]) -> Tally:
    """As ``sayso evaluate`` counts links."""
    expected, stated = implied(relation, gold), implied(relation, given)
    return Tally(sum(x in expected for x in given), len(given), sum(x in stated for x in gold), len(gold))


def train(relation: str, documents: Sequence[Example], penalty: float) -> tuple[dict[str, float], float, float]:
    """The weights, the threshold, and the F1 at it over held-out folds."""
    names = sorted({name for d in documents for clues in d.clues for name in clues})
    x = [matrix(names, d) for d in documents]
    y = [np.array([pair in implied(relation, d.gold) for pair in d.pairs], dtype=float) for d in documents]
    order = np.random.default_rng(0).permutation(len(documents))
    held: dict[int, Array] = {}
    for k in range(FOLDS):
        rest = [i for n, i in enumerate(order) if n % FOLDS != k]
        weights = fit(np.vstack([x[i] for i in rest]), np.concatenate([y[i] for i in rest]), penalty)
        held |= {i: sigmoid(x[i] @ weights) for n, i in enumerate(order) if n % FOLDS == k}
    figures: dict[float, Tally] = defaultdict(Tally)
    for least in THRESHOLDS:
        for i, document in enumerate(documents):
            figures[least] += tally(relation, proposed(relation, document, held[i], least), document.gold)
    best = max(least for least in THRESHOLDS if figures[least].f1 > max(f.f1 for f in figures.values()) - 0.01)
    weights = fit(np.vstack(x), np.concatenate(y), penalty)
    return dict(zip(names, weights.round(2).tolist(), strict=True)), best, figures[best].f1


def outside_development(roots: Sequence[Path]) -> list[Path]:
    """The annotated documents of some directories, each once, without those that the ``DEV.txt`` of any of them names."""
    listed = {name for root in roots if (root / "DEV.txt").exists() for name in (root / "DEV.txt").read_text(encoding="utf-8").split()}
    texts: dict[str, Path] = {}
    for root in roots:
        for path in find([root]):
            texts.setdefault(f"{path.resolve().parent.name}/{path.stem}", path)
    return [path for name, path in sorted(texts.items()) if name not in listed]


def main() -> None:
    """Fit, print the held-out F1, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="+", default=[Path("../shared/gold/sayso"), Path("gold")])
    parser.add_argument("--out", type=Path, default=Path("src/sayso/data/links.csv"))
    options = parser.parse_args()
    texts = outside_development(options.gold)
    with options.out.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["relation"] not in FITTED or row["from"] == "hand"]
    by_hand = {(row["relation"], row["clue"]) for row in rows}
    for relation, penalty in FITTED.items():
        documents = list(examples(relation, texts))
        weights, least, f1 = train(relation, documents, penalty)
        reach = sum(pair in implied(relation, d.pairs) for d in documents for pair in d.gold)
        links = sum(len(d.gold) for d in documents)
        print(
            f"{relation:9} {links} links, {reach} among {sum(len(d.pairs) for d in documents)} candidates; held-out F1 {f1:.3f} at {least}"
        )
        rows.append({"relation": relation, "clue": "threshold", "weight": str(least), "from": "fitted"})
        ordered = sorted(weights.items(), key=lambda item: -item[1])
        rows += [
            {"relation": relation, "clue": clue, "weight": f"{weight:.2f}", "from": "fitted"}
            for clue, weight in ordered
            if abs(weight) >= 0.05 and (relation, clue) not in by_hand
        ]
    with options.out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, ["relation", "clue", "weight", "from"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: row["relation"]))


if __name__ == "__main__":
    main()
