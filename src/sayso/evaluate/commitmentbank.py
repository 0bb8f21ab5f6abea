"""CommitmentBank (de Marneffe, Simons and Tonhauser 2019): how surely a speaker holds a clause under "not", "may", "if" or a question.

In five folds, by items, as there are no splits: a ridge regression on the verb with its environment (the floor: r .774) and on what the
weights, which did not learn this set, believe of the target and of the clause in it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from sayso.evaluate.measure import Report
from sayso.evaluate.uds import agreement, beliefs, judged

TITLE = "CommitmentBank"
WHERE = "factuality/commitmentbank/items.jsonl"
FOLDS = 5
RIDGE = 4.0


def features(rows: list[dict[str, Any]]) -> np.ndarray:
    """A row of numbers an item: its verb, its environment, both, and beliefs."""
    names: dict[str, int] = {}
    marks = []
    for row in rows:
        said = [f"verb {row['verb']}", f"in {row['embedding']}", f"modal {row['modal_type']}", f"tense {row['MatTense']}"]
        said += [f"person {row['MatSubjPer']}", f"{row['verb']} in {row['embedding']}", f"{row['genre']} in {row['embedding']}"]
        marks.append([names.setdefault(name, len(names)) for name in said])
    out = np.zeros((len(rows), len(names) + 3))
    for number, (row, mark) in enumerate(zip(rows, marks, strict=True)):
        out[number, mark] = 1
        target = (row["target_start"], row["target_end"])
        clause = tuple(row["prompt_span"]) if row["prompt_span"] else target
        out[number, -3:-1] = beliefs(row["text"], [target, (clause[0], clause[1])])
        out[number, -1] = 1
    return out


def folded(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Each item's prediction from the other folds."""
    out = np.zeros_like(y)
    for fold in range(FOLDS):
        held = np.arange(len(y)) % FOLDS == fold
        a, b = x[~held], y[~held]
        weights = np.linalg.solve(a.T @ a + RIDGE * np.eye(x.shape[1]), a.T @ b)
        out[held] = x[held] @ weights
    return out


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score all items, or those whose ids ``only`` lists; ``predicted`` ledgers have nothing to say of them."""
    rows = list(judged(gold_dir / WHERE, only, predicted))
    means = np.array([row["mean"] for row in rows])
    return Report(f"{TITLE}: {len(rows)} items", (agreement(list(folded(features(rows), means)), list(means)),))
