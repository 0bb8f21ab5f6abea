"""Forms in which a ledger leaves: one file a format, each with ``write(ledger: Ledger) -> str``. A new format is a new file here."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.ledger import Ledger

FORMATS: tuple[str, ...] = tuple(module.name for module in pkgutil.iter_modules(__path__))


def write(ledger: Ledger, format: str) -> str:
    """The ledger in one of :data:`FORMATS`; KeyError for any other."""
    if format not in FORMATS:
        raise KeyError(format)
    text: str = importlib.import_module(f"{__name__}.{format}").write(ledger)
    return text
