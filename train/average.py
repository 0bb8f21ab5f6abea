"""Average the weights of checkpoints that went on from one: ``python -m train.average runs/3 runs/4 --out src/sayso/data/weights``.

Runs that differ only in the order of what they saw end near each other, and their mean reads better than each (Wortsman et al. 2022,
"Model soups"); so does the mean of the stages of one training (the same, "Robust fine-tuning of zero-shot models"). What only later runs
learned, such as the kinds of a further data set, is the last run's where an earlier one did not know it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from train.export import export, load


def average(runs: list[Path], into: Path) -> Path:
    """Write the mean of the runs' checkpoints, laid out as the last one, to the directory ``into``; returns its path."""
    last = runs[-1] / "checkpoint.pt"
    states = []
    for run in runs:
        network = load(last)
        network.grow(load(run / "checkpoint.pt"))
        states.append(network.state_dict())
    mean = {
        name: torch.stack([state[name] for state in states]).mean(0) if value.is_floating_point() else value
        for name, value in states[-1].items()
    }
    into.mkdir(parents=True, exist_ok=True)
    torch.save(torch.load(last, weights_only=True) | {"state": mean}, into / "checkpoint.pt")
    return into / "checkpoint.pt"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, default=Path("runs/mean"))
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    path = average(arguments.runs, arguments.into)
    if arguments.out:
        export(path, arguments.out)
