"""Gold sets in; precision, recall and F1 out.

A gold set is a module here with a ``TITLE`` and ``run(gold_dir, only, predicted) -> Report``; it is found by walking this folder.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

from sayso.evaluate.measure import MissingGold, Report
from sayso.model import ArgumentError


def sets() -> dict[str, ModuleType]:
    """The gold sets by name."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {m.__name__.rpartition(".")[2]: m for m in modules if hasattr(m, "run")}


def run(name: str, gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> list[Report]:
    """Measure one gold set, or ``all`` of them; ``rich.print`` shows a report.

    ``only`` is a file that lists the documents to keep. ``predicted`` is a directory of ledgers ``ID.jsonl`` to score in place of
    reading. ArgumentError for a name that does not exist, SaysoError for gold that is not there; ``all`` reports
    what is not there and goes on.
    """
    known = sets()
    if name != "all":
        if name not in known:
            raise ArgumentError(f"no gold set {name!r}: there are {', '.join(known)}, all")
        report: Report = known[name].run(gold_dir, only, predicted)
        return [report]
    reports = []
    for module in known.values():
        try:
            reports.append(module.run(gold_dir, only, predicted))
        except MissingGold as problem:
            reports.append(Report(f"{module.TITLE}: not measured ({problem})"))
    return reports
