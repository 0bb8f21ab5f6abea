"""Figures on published news that the weights have not learned from: ``python -m train.unseen --gold ../shared/gold``.

The texts are those of ``gold/standoff/dev``, our annotation by offsets of articles under ``../shared/gold``; neither biases nor
calibration were chosen on them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sayso import encoder
from sayso.evaluate.ledger import Score
from train.data import standoff
from train.measure import measured

TITLE = "Published news, held out"
WHERE = standoff.WHERE / "dev"


def score(gold: Path, weights: Path = encoder.WEIGHTS) -> Score:
    """The score of those texts as some weights read them."""
    return measured(standoff.documents(gold, WHERE), weights)


def main() -> None:
    """The command line."""
    from rich.console import Console

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=encoder.WEIGHTS)
    a = parser.parse_args()
    Console(width=130).print(score(a.gold, a.weights).report(TITLE))


if __name__ == "__main__":
    main()
