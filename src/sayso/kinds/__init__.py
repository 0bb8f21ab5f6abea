"""The kinds of entry, one file each: a frozen dataclass whose docstring is its manual. A new kind is a new file here."""

from __future__ import annotations

import importlib
import pkgutil

from sayso.model import Entry


def _find() -> dict[str, type[Entry]]:
    found: dict[str, type[Entry]] = {}
    for module in pkgutil.iter_modules(__path__):
        for thing in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if isinstance(thing, type) and issubclass(thing, Entry) and thing is not Entry:
                found[thing.kind] = thing
    return found


KINDS: dict[str, type[Entry]] = _find()
"""Every kind by its name, in alphabetical order."""
