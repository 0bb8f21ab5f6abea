"""Annotated data for training, one adapter a data set.

An adapter is a file here with ``load_examples(gold: Path) -> (train, dev)``, two lists of :class:`Example`, and ``ASIDE``: the kinds,
with their roles, in which its annotators drew lines otherwise than we do.

An adapter says in ``Example.kinds`` and ``Example.roles`` what its annotators marked; nothing else is learned from it.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

Chars = tuple[int, int]


@dataclass
class Frame:
    """One annotated entry: a cue with its roles; all spans in characters. ``parent`` is the index of the statement it stands in."""

    kind: str
    cue: Chars
    roles: dict[str, list[Chars]] = field(default_factory=dict)
    counts: list[tuple[str, Chars]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    parent: int | None = None


@dataclass
class Example:
    """A text with what is annotated of it.

    ``kinds``: the kinds whose cues are marked throughout. ``roles``: the roles marked on those. ``full``: whether labels, parents,
    counts, mentions and chains are marked too.
    """

    id: str
    text: str
    frames: list[Frame]
    kinds: frozenset[str]
    roles: frozenset[str]
    full: bool = False
    chains: list[tuple[str, list[Chars]]] = field(default_factory=list)  # (actor type, mentions)


def others() -> list[ModuleType]:
    """The adapters in this folder of every data set but sayso's own."""
    names = (module.name for module in pkgutil.iter_modules(__path__) if module.name != "ledgers")
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def other_examples(gold: Path) -> list[Example]:
    """The training examples of those sets."""
    return [example for adapter in others() for example in adapter.load_examples(gold)[0]]


def aside() -> dict[str, list[str]]:
    """Kinds that only those sets have, by their conventions, each with its roles."""
    return {kind: roles for adapter in others() for kind, roles in adapter.ASIDE.items()}
