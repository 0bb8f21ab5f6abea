"""Fit how far the words before a cue turn its factuality.

``python -m train.hedges --gold ../shared/gold --weights src/sayso/data/weights`` rewrites ``hedges`` in ``inventory.json`` there.

A multinomial logistic regression of the annotated factuality on :func:`sayso.hedges.features`, on training documents; the weights of the
features, without what every entry has, go into ``inventory.json``. The encoder has no part in it, so that its own certainty on what it
was trained on does not count.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sayso import hedges
from sayso.inventory import Inventory
from train.data import Example, ledgers

RIDGE, STEPS, RARE = 1.0, 600, 4
WEIGHT = 1.4  # of the words before a cue against what the encoder reads; chosen on development documents

Rows = NDArray[np.float64]


def cases(examples: list[Example]) -> Iterator[tuple[list[str], bool, str]]:
    """Of each annotated event and statement the features, whether it stands in a statement, and its factuality."""
    for example in examples:
        before = dict.fromkeys(hedges.KINDS, -1)
        for frame in sorted(example.frames, key=lambda f: f.cue):
            if frame.kind in before:
                inside = frame.parent is not None
                yield hedges.features(example.text, frame.cue[0], before[frame.kind], inside), inside, frame.labels["factuality"]
                before[frame.kind] = frame.cue[0]


def regression(x: Rows, y: Rows) -> Rows:
    """Weights [features, values] of a multinomial logistic regression, ridge on all; accelerated gradient (Nesterov 1983)."""
    step = 1 / (0.5 * float(np.linalg.eigvalsh(x.T @ x)[-1]) + RIDGE)
    w = ahead = np.zeros((x.shape[1], y.shape[1]))
    for t in range(STEPS):
        scores = x @ ahead
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        following = ahead - step * (x.T @ (p - y) + RIDGE * ahead)
        ahead = following + t / (t + 3) * (following - w)
        w = following
    return w


def fit(examples: list[Example], factuality: list[str]) -> dict[str, list[float]]:
    """The log odds that each feature gives to each factuality."""
    found = list(cases(examples))
    often = Counter(name for names, _, _ in found for name in names)
    known = {name: i for i, name in enumerate(sorted(name for name, n in often.items() if n >= RARE))}
    x, y = np.zeros((len(found), len(known) + 2)), np.zeros((len(found), len(factuality)))
    for row, (names, inside, value) in enumerate(found):
        x[row, [known[name] for name in names if name in known]] = 1
        x[row, -2:] = 1, inside  # what every entry has, and every one in a statement
        y[row, factuality.index(value)] = 1
    weights = WEIGHT * regression(x, y)
    return {name: [round(float(v), 3) for v in weights[i] - weights[i].mean()] for name, i in known.items()}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    path = arguments.weights / "inventory.json"
    inventory = Inventory.load(path)
    replace(inventory, hedges=fit(ledgers.load_examples(arguments.gold)[0], inventory.values["factuality"])).save(path)
