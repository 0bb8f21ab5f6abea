"""Ways to read many shards: one file an engine, each with ``run(documents: Path, ledgers: Path, readers: int | None) -> None``.

The paths are directories of Parquet files. A new engine is a new file here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from sayso.model import ArgumentError

ENGINES: tuple[str, ...] = tuple(module.name for module in pkgutil.iter_modules(__path__))


def engine(name: str) -> Callable[[Path, Path, int | None], None]:
    """What runs the engine of that name; ArgumentError for any other."""
    if name not in ENGINES:
        raise ArgumentError(f"no engine {name!r}: there are {', '.join(ENGINES)}")
    run: Callable[[Path, Path, int | None], None] = importlib.import_module(f"{__name__}.{name}").run
    return run
