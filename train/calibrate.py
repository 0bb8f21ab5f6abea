"""Choose, on development documents, how readily each kind is found, and make confidence mean the share that is right.

``python -m train.calibrate --gold ../shared/gold --weights src/sayso/data/weights`` rewrites ``inventory.json`` there.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from sayso import encoder
from sayso.evaluate import gold as annotated
from sayso.evaluate.ledger import match
from sayso.frames import Decoder, Frame
from sayso.inventory import Inventory
from sayso.reader import frames_of
from train import hedges
from train.data import Example, ledgers
from train.measure import development

BIASES = np.arange(-0.75, 1.26, 0.25)
PRIOR, SMOOTH = 2.0, 10.0
REACH = {"statement": 64, "attribution": 64}
HOLDS = {"attribution": 0.5}
DARES = {"event.recipients": 1.0}
ASIDE = {"attribution": -0.5}  # the readiness to find what is no kind of ours
WEIGHT = 1.5  # of an act against what the encoder reads in the words; chosen on development documents


def _found(golds: list[annotated.GoldDocument], frames: list[list[Frame]], kind: str) -> tuple[int, int, int]:
    """(found, predicted, annotated) cues of a kind."""
    tally = np.zeros(3, int)
    for gold, document in zip(golds, frames, strict=True):
        wanted = [e for e in gold.entries if e["kind"] == kind]
        given = [{"evidence": _row(f.cue), "cue": _row(f.cue)} for f in document if f.kind == kind]
        tally += (len(match(wanted, given)), len(given), len(wanted))
    return int(tally[0]), int(tally[1]), int(tally[2])


def _row(chars: tuple[int, int]) -> dict[str, int]:
    return {"start": chars[0], "end": chars[1]}


def choose_bias(golds: list[annotated.GoldDocument], weights: Path) -> dict[str, float]:
    """The bias of each kind with the best finding F1, pulled towards no bias where it hardly matters."""
    inventory = Inventory.load(weights / "inventory.json")
    reader = encoder.load(weights)
    scores = [reader(g.text) for g in golds]
    best: dict[str, tuple[float, float]] = {}
    for bias in BIASES:
        trial = replace(inventory, bias=dict.fromkeys(inventory.read, float(bias)))
        frames = [Decoder(g.text, replace(s, inventory=trial)).frames() for g, s in zip(golds, scores, strict=True)]
        for kind in inventory.read:
            hit, given, wanted = _found(golds, frames, kind)
            f1 = 2 * hit / max(1, given + wanted) - 0.04 * abs(bias)
            best[kind] = max(best.get(kind, (-1.0, 0.0)), (f1, float(bias)))
    return {kind: bias for kind, (_, bias) in best.items()}


def fit(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:  # type: ignore[type-arg]
    """Slope and offset of a logistic curve through (log odds, right or not): Platt 1999, with his smoothed targets."""
    right, wrong = y.sum(), len(y) - y.sum()
    target = np.where(y > 0, (right + 1) / (right + 2), 1 / (wrong + 2))
    a, b = 1.0, 0.0
    for _ in range(100):
        p = 1 / (1 + np.exp(-(a * x + b)))
        w = p * (1 - p)
        # few examples must not bend the curve far: slope and offset are held near 1 and 0
        gradient = np.array([((p - target) * x).sum() + PRIOR * (a - 1), (p - target).sum() + PRIOR * b])
        hessian = np.array([[(w * x * x).sum() + PRIOR, (w * x).sum()], [(w * x).sum(), w.sum() + PRIOR]])
        step = np.clip(np.linalg.solve(hessian, gradient), -0.5, 0.5)
        a, b = a - step[0], b - step[1]
        if abs(step).max() < 1e-6:
            break
    return float(a), float(b)


def odds_given(examples: list[Example], factuality: list[str]) -> dict[str, list[float]]:
    """For each act of a statement, the log odds of each factuality of what it holds against that of all that is held.

    Apart for what a statement holds first and for the rest, named with a "+": "denied that it *shelled* the town where it had *stayed*".
    Shares are smoothed towards that of all.
    """
    inside: dict[str, Counter[str]] = {}
    for example in examples:
        seen = set()
        for frame in sorted(example.frames, key=lambda f: f.cue):
            if frame.parent is not None and "act" in (stated := example.frames[frame.parent].labels):
                place = stated["act"] + "+" * (frame.parent in seen)
                seen.add(frame.parent)
                inside.setdefault(place, Counter()).update([frame.labels["factuality"]])
    everywhere = sum(inside.values(), Counter())
    usual = {v: (everywhere[v] + 1) / (everywhere.total() + len(factuality)) for v in factuality}

    def odds(counts: Counter[str], value: str) -> float:
        share = (counts[value] + SMOOTH * usual[value]) / (counts.total() + SMOOTH)
        return float(np.log(share / usual[value]))

    return {place: [round(WEIGHT * odds(counts, v), 3) for v in factuality] for place, counts in sorted(inside.items())}


def modes_of_types(examples: list[Example]) -> dict[str, list[str]]:
    """The modes that the annotation gives to events of each type, more than once."""
    seen: dict[str, Counter[str]] = {}
    for frame in (f for example in examples for f in example.frames if f.kind == "event"):
        seen.setdefault(frame.labels["event_type"], Counter()).update([frame.labels["mode"]])
    return {kind: sorted(mode for mode, n in modes.items() if n > 1) for kind, modes in sorted(seen.items())}


def calibrate(gold: Path, weights: Path) -> None:
    """Rewrite ``weights/inventory.json`` with biases, calibration, and what acts and hedges say of factuality."""
    golds = development(gold)
    path = weights / "inventory.json"
    plain = replace(Inventory.load(path), bias={}, calibration={})
    # roles beyond this were found to be right too seldom to pay for looking
    plain = replace(plain, reach={kind: min(reach, REACH.get(kind, 32)) for kind, reach in plain.reach.items()})
    plain = replace(plain, holds=HOLDS, dares=DARES)
    examples = ledgers.load_examples(gold)[0]
    values = plain.values["factuality"]
    turned = {"given": odds_given(examples, values), "hedges": hedges.fit(examples, values)}
    replace(plain, modes=modes_of_types(examples), **turned).save(path)
    encoder.load.cache_clear()
    bias = choose_bias(golds, weights)
    replace(Inventory.load(path), bias=bias | ASIDE, calibration={}).save(path)
    encoder.load.cache_clear()
    sure: dict[str, list[tuple[float, bool]]] = {}
    for g in golds:
        made = frames_of(annotated.ledger(g).document, weights)
        for kind in bias:
            given = [(e, f) for e, f in made if e.kind == kind]
            rows = [{"evidence": _row((e.evidence.start, e.evidence.end)), "cue": _row(f.cue)} for e, f in given]
            hits = {j for _, j in match([x for x in g.entries if x["kind"] == kind], rows)}
            sure.setdefault(kind, []).extend((f.sure, j in hits) for j, (_, f) in enumerate(given))
    curves = {}
    for kind, pairs in sure.items():
        p = np.array([x for x, _ in pairs]).clip(1e-4, 1 - 1e-4)
        curves[kind] = list(fit(np.log(p / (1 - p)), np.array([float(y) for _, y in pairs])))
    replace(Inventory.load(path), calibration=curves).save(path)
    encoder.load.cache_clear()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    calibrate(arguments.gold, arguments.weights)
