"""Fit the clue weights of the links: ``python -m train.links --gold ../shared/gold/sayso gold --out src/sayso/data/links.csv``.

A logistic regression a relation (Newton's method, L2), over the candidate pairs of the annotated documents outside every ``DEV.txt``; a
document that several directories hold is taken once; numpy only.
A pair is positive where the gold links it; for ``same`` also where gold links join the two through others. What is printed is the best F1
over held-out fifths of these documents, with the threshold there. What the table marks as set by hand stays: relations with fewer than 40
links in the gold when the table was made, and clues that it hardly shows.

``python -m train.links --mentions gold/gazettes gold/hearings`` fits ``mentions.csv`` instead, to be done after the weights change: mention
ranking (Denis and Baldridge 2008) by Adam over the training documents of GUM and the directories named, which must be some that the weights
were not trained on, as the encoder's own link is surer of those than it will be.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
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

LEAST = 0.2
"""The threshold of each: about the best over annotated entries. Of entries as read it asks more, as their confidence counts too."""

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
    """The weights, the best threshold over held-out folds, and the F1 at it."""
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
    best = max(THRESHOLDS, key=lambda least: figures[least].f1)
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


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A document's mentions: ``clues`` [pairs, clues] of each mention with each before it, and the number of each one's chain [m]."""

    clues: np.ndarray[Any, np.dtype[np.float16]]
    chains: np.ndarray[Any, np.dtype[np.int64]]


def mentioned(text: str, chain_of: Sequence[tuple[int, int, str]]) -> tuple[list[str], Mentioned]:
    """The names of the clues, and those of mentions given as start, end and chain."""
    from sayso import encoder, mentions

    scores = encoder.load()(text)
    placed = sorted((a, b, chain, inside) for a, b, chain in chain_of if (inside := scores.tokens.inside(a, b)))
    at = np.array([inside for *_, inside in placed])
    wordings = [mentions.Wording(a, b, text[a:b]) for a, b, *_ in placed]
    alike, types = mentions.features(wordings), mentions.softmax(scores.mean(at, "actor_type"))
    person = list(scores.inventory.actor_types).index("person")
    sentences = scores.tokens.stops[at[:, 0]]
    named = [("learned", mentions.learned(scores, at, alike)), *mentions.clues(wordings, alike, types, person, sentences)]
    before = np.tril_indices(len(placed), -1)
    columns = [np.broadcast_to(value, (len(placed), len(placed)))[before] for _, value in named]
    numbers = {chain: n for n, chain in enumerate(dict.fromkeys(chain for _, _, chain, _ in placed))}
    chains = np.array([numbers[chain] for _, _, chain, _ in placed])
    return [name for name, _ in named], Mentioned(np.stack(columns, -1).astype(np.float16), chains)


def slope(document: Mentioned, weights: Array, bias: float) -> tuple[Array, float]:
    """The gradient of the mean log likelihood that each mention takes one of its own chain before it, or none where there is none."""
    m, x = len(document.chains), document.clues.astype(np.float64)
    before = np.tril_indices(m, -1)
    odds = np.full((m, m + 1), -np.inf)
    odds[:, m] = 0
    odds[before] = x @ weights + bias
    right = np.zeros((m, m + 1), bool)
    right[before] = document.chains[before[0]] == document.chains[before[1]]
    right[:, m] = ~right[:, :m].any(1)
    shares = []
    for row in (odds, np.where(right, odds, -np.inf)):
        share = np.exp(row - row.max(1, keepdims=True))
        shares.append((share / share.sum(1, keepdims=True))[before])
    step = (shares[1] - shares[0]) / m
    return x.T @ step, float(step.sum())


def rank(documents: Sequence[tuple[Mentioned, float]], clues: int, epochs: int = 8, pull: float = 2e-4) -> tuple[Array, float]:
    """The weights, the first of which starts at 1 and is pulled there, the others to 0; each document counts as its number says."""
    start = np.zeros(clues + 1)
    start[0] = 1
    values, mean, square, steps = start.copy(), np.zeros(clues + 1), np.zeros(clues + 1), 0
    for epoch in range(epochs):
        rate = 0.05 / 3 ** ((epoch >= epochs // 2) + (epoch >= 3 * epochs // 4))
        for i in np.random.default_rng(epoch).permutation(len(documents)):
            document, counts = documents[i]
            up, bias = slope(document, values[:-1], float(values[-1]))
            gradient = 2 * pull * (values - start) - counts * np.append(up, bias)
            steps += 1
            mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
            values -= rate * (mean / (1 - 0.9**steps)) / (np.sqrt(square / (1 - 0.999**steps)) + 1e-8)
    return values[:-1], float(values[-1])


def fit_mentions(unseen: Sequence[Path], gum: Path, out: Path) -> None:
    """Fit and write ``mentions.csv``. The documents of our own count as much as those of GUM, all in all."""
    from sayso.evaluate.gum import gold as chains_of

    others: list[Mentioned] = []
    for record in map(json.loads, gum.read_text(encoding="utf-8").splitlines()):
        home = {i: str(n) for n, chain in enumerate(chains_of(record)) for i in chain}
        names, document = mentioned(record["text"], [(e["start"], e["end"], home[e["id"]]) for e in record["entities"]])
        others.append(document)
    annotated = [load(path) for path in find(unseen)]
    own = [mentioned(g.text, sorted({(*span, a["id"]) for a in g.actors for span in a["mentions"]}))[1] for g in annotated]
    weights, bias = rank([(d, 1.0) for d in others] + [(d, len(others) / len(own)) for d in own], len(names))
    rows = [("learned", weights[0]), ("bias", bias), *((n, w) for n, w in zip(names[1:], weights[1:], strict=True) if abs(w) >= 0.05)]
    with out.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("clue", "weight"))
        writer.writerows((name, f"{weight:.2f}") for name, weight in rows)


def main() -> None:
    """Fit, print the held-out F1, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, nargs="+", default=[Path("../shared/gold/sayso"), Path("gold")])
    parser.add_argument("--out", type=Path, default=Path("src/sayso/data/links.csv"))
    parser.add_argument("--mentions", type=Path, nargs="+", metavar="UNSEEN", help="fit mentions.csv")
    parser.add_argument("--gum", type=Path, default=Path("../shared/gold/documents/gum/coref_train.jsonl"))
    parser.add_argument("--mentions-out", type=Path, default=Path("src/sayso/data/mentions.csv"))
    options = parser.parse_args()
    if options.mentions:
        fit_mentions(options.mentions, options.gum, options.mentions_out)
        return
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
        rows.append({"relation": relation, "clue": "threshold", "weight": str(LEAST), "from": "fitted"})
        rows.append({"relation": relation, "clue": "confidence", "weight": "1", "from": "fitted"})
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
