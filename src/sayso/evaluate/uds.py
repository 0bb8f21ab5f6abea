"""UDS-It-Happened 2 (White et al. 2016, Rudinger et al. 2018): how surely each predicate happened, on its scale from -3 to 3.

The weights give a predicate a share of each whole number; the mean of these is the prediction. Pearson's r and the mean absolute error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from sayso.evaluate.measure import MissingGold, Report, Table
from sayso.evaluate.predictions import anew

TITLE = "UDS-It-Happened"
WHERE = "factuality/fact_uds_ih2/dev.jsonl"
KIND, LABEL = "happening", "belief"


def beliefs(text: str, spans: list[tuple[int, int]]) -> list[float]:
    """The belief in what each span of a text names, from -3 to 3."""
    from sayso import encoder
    from sayso.frames import Decoder

    scores = encoder.load()(text)
    found = [scores.tokens.inside(*span) or (0, 1) for span in spans]
    shares = Decoder(text, scores).weigh(KIND, LABEL, found)
    values = np.array([float(value) for value in scores.inventory.values[LABEL]])
    return [float(mean) for mean in shares @ values]


def agreement(predicted: list[float], judged: list[float]) -> Table:
    """Pearson's r and the mean absolute error of predictions."""
    p, j = np.array(predicted), np.array(judged)
    rows = [("Pearson r", float(np.corrcoef(p, j)[0, 1])), ("mean absolute error", float(abs(p - j).mean()))]
    return Table("Belief from -3 to 3", ("measure", "value"), rows)


def judged(path: Path, only: Path | None, predicted: Path | None) -> Iterator[dict[str, Any]]:
    """The records of a set on this scale; MissingGold where it is not there or these weights give no beliefs."""
    from sayso import encoder

    rows = anew(path, only, predicted)
    if LABEL not in encoder.load().inventory.values:
        raise MissingGold(f"{path}: these weights did not learn its scale")
    return rows


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the development sentences, or those whose ids ``only`` lists; ``predicted`` ledgers have nothing to say of them."""
    guesses: list[float] = []
    given: list[float] = []
    for row in judged(gold_dir / WHERE, only, predicted):
        if row["spans"]:
            guesses += beliefs(row["text"], [(s["start"], s["end"]) for s in row["spans"]])
            given += [s["factuality"] for s in row["spans"]]
    return Report(f"{TITLE}: {len(given)} predicates", (agreement(guesses, given),))
