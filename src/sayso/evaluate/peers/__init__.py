"""The peers' own suites: our figures beside those measured for them.

A suite is a module here with a ``TITLE`` and ``run(gold_dir, only, predicted) -> Report``; it is found by walking this folder. The first
table of its report holds the figures that are set beside others'.
"""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

from sayso.evaluate.measure import MissingGold, Report

TITLE = "the peers' own suites"


def suites() -> dict[str, ModuleType]:
    """The suites by name."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {m.__name__.rpartition(".")[2]: m for m in modules if hasattr(m, "run")}


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Run all suites that are there; MissingGold where none is. ``only`` and ``predicted`` as each takes them."""
    reports, missing = [], []
    for suite in suites().values():
        try:
            reports.append(suite.run(gold_dir, only, predicted))
        except MissingGold as problem:
            missing.append(str(problem))
    if not reports:
        raise MissingGold(missing[0])
    return Report("\n".join([TITLE, *(r.heading for r in reports), *missing]), [table for r in reports for table in r.tables])
