"""What each other data set is worth: ``python -m train.supervision --gold ../shared/gold --first runs/6/checkpoint.pt``.

From a checkpoint, the same short training on our own gold and the trusted sets, once more with each further set added, each measured on
the development documents; writes ``docs/supervision.md``. A second seed without any addition shows how far chance goes. Hours on one core.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from sayso.evaluate.ledger import Score
from train.calibrate import calibrate
from train.curve import table
from train.data import TRUSTED, every
from train.export import export
from train.measure import development, measured
from train.run import Settings, train

PAGE = """# What other data sets are worth

Written by `python -m train.supervision --gold ../shared/gold --first runs/6/checkpoint.pt`: figures on the development documents
(`DEV.txt`) of our own gold after the same short training on it and on {trusted}, with one set added at a time. Two seeds without
an addition show how far chance goes. A set that has kinds by its own conventions trains those beside ours, through the same encoder.
What followed is in [errors.md](errors.md).{untried}

{table}
"""


def figures(score: Score) -> dict[str, float]:
    """The figures that a set may raise, by name."""
    kinds = score.kinds
    return {
        "all F1": score.all.found.f1,
        "event": kinds["event"].found.f1,
        "statement": kinds["statement"].found.f1,
        "causation": kinds["causation"].found.f1,
        "commitment": kinds["commitment"].found.f1,
        "roles": score.all.roles.f1,
        "factuality": score.all.factuality.value or 0.0,
        "without CT+": score.factuality_macro or 0.0,
        "type": kinds["event"].type.value or 0.0,
        "actors": score.actors_of_shared.f1,
        "full": score.all.full.f1,
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--first", type=Path, required=True)
    parser.add_argument("--runs", type=Path, default=Path("runs/supervision"))
    parser.add_argument("--epochs", type=float, default=0.25)
    parser.add_argument("--sets", nargs="*", default=sorted({*every()} - {*TRUSTED}))
    parser.add_argument("--out", type=Path, default=Path("docs/supervision.md"))
    a = parser.parse_args()
    trials = {"nothing": ("", 1), "nothing, another seed": ("", 2)} | {name: (name, 1) for name in a.sets}
    rows = {}
    for title, (added, seed) in trials.items():
        runs = a.runs / f"{added or 'nothing'}-{seed}"
        if not (runs / "weights" / "inventory.json").exists():
            sets = [*TRUSTED, *filter(None, [added])]
            settings = Settings(epochs=a.epochs, other_epochs=0.05 * len(sets), sets=",".join(sets), rate=1e-4, threads=1, seed=seed)
            export(train(a.gold, runs, settings, a.first), runs / "weights")
            calibrate(a.gold, runs / "weights")
        rows[title] = figures(measured(development(a.gold), runs / "weights"))
    rest = ", ".join(sorted({*every()} - {*TRUSTED, *a.sets}))
    untried = f" Not tried: {rest}." if rest else ""
    shown = table(["added", *rows["nothing"]], {title: row.values() for title, row in rows.items()})
    a.out.write_text(PAGE.format(trusted=" and ".join(TRUSTED), untried=untried, table=shown), encoding="utf-8")


if __name__ == "__main__":
    main()
