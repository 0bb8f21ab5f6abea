"""What more gold would bring: the same training on 25, 50, 75 and 100 % of our own, measured on the development documents.

``python -m train.curve --gold ../shared/gold`` writes ``docs/curve.md``. Each share is learned from scratch, with nothing beside it, in
the same number of steps; the smaller shares are parts of the larger ones. About an hour on one core.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path

from sayso.kinds import KINDS
from train.calibrate import calibrate
from train.export import export
from train.measure import development, measured
from train.run import Settings, train

SHARES = (0.25, 0.5, 0.75, 1.0)

PAGE = """# The learning curve

Written by `python -m train.curve --gold ../shared/gold`: finding F1 on the development documents (`DEV.txt`) after the same training, from
scratch and in the same number of steps, on a part of our own gold. The released weights were trained longer and beside other sets, so the
figures here are lower; what counts is how they rise. What followed from it is in [errors.md](errors.md).

{table}
"""


def table(heads: Iterable[str], rows: Mapping[str, Iterable[float]]) -> str:
    """Figures as a table in Markdown, a named row each; ``heads`` begin with that of the names."""
    heads = list(heads)
    lines = [f"| {name} | " + " | ".join(f"{x:.3f}" for x in figures) + " |" for name, figures in rows.items()]
    return "\n".join(["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|", *lines])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--runs", type=Path, default=Path("runs/curve"))
    parser.add_argument("--epochs", type=float, default=2.0, help="over the whole of the own gold")
    parser.add_argument("--out", type=Path, default=Path("docs/curve.md"))
    a = parser.parse_args()
    scores = []
    for share in SHARES:
        runs = a.runs / f"{share:.0%}"
        if not (runs / "weights" / "inventory.json").exists():
            export(
                train(a.gold, runs, Settings(epochs=a.epochs / share, other_epochs=0, sets="", share=share, threads=1)), runs / "weights"
            )
            calibrate(a.gold, runs / "weights")
        scores.append(measured(development(a.gold), runs / "weights"))
    rows = {kind: [s.kinds[kind].found.f1 for s in scores] for kind in KINDS}
    rows |= {
        "all kinds": [s.all.found.f1 for s in scores],
        "roles, of what was found": [s.all.roles.f1 for s in scores],
        "factuality right, of what was found": [s.all.factuality.value or 0.0 for s in scores],
        "everything right (`full`)": [s.all.full.f1 for s in scores],
    }
    a.out.write_text(PAGE.format(table=table(["share", *(f"{share:.0%}" for share in SHARES)], rows)), encoding="utf-8")


if __name__ == "__main__":
    main()
