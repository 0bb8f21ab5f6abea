"""Average the weights of checkpoints that went on from one: ``python -m train.average runs/3 runs/4 --out src/sayso/data/weights``.

Runs that differ only in the order of what they saw end near each other, and their mean reads better than each (Wortsman et al. 2022,
"Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from train.export import export


def average(runs: list[Path], into: Path) -> Path:
    """Write the mean of the runs' checkpoints to the directory ``into``; returns its path."""
    stored = [torch.load(run / "checkpoint.pt", weights_only=True) for run in runs]
    state = {
        name: torch.stack([s["state"][name] for s in stored]).mean(0) if value.is_floating_point() else value
        for name, value in stored[0]["state"].items()
    }
    into.mkdir(parents=True, exist_ok=True)
    torch.save(stored[0] | {"state": state}, into / "checkpoint.pt")
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
