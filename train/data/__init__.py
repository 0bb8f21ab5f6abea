"""Annotated data for training, one adapter a data set.

An adapter is a file here with ``load_examples(gold: Path) -> (train, dev)``, two lists of :class:`Example`, and ``ASIDE``: the kinds,
with their roles, in which its annotators drew lines otherwise than we do. ``TRUSTED`` names the adapters that are learned from by default,
those that raise the figures of our own gold (docs/supervision.md); others are there to be tried.

An adapter says in ``Example.kinds`` and ``Example.roles`` what its annotators marked; nothing else is learned from it.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

Chars = tuple[int, int]
TRUSTED = ("polnear",)
APART = "\n\n"  # between sentences that are shown together


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

    ``kinds``: the kinds whose cues are marked throughout. ``roles``: the roles marked on the frames. ``full``: whether parents, counts
    and all mentions of actors are marked too; labels and chains are learned where they are given. ``published``: a real text, not
    one written for this project, in which entries stand closer than in most.
    """

    id: str
    text: str
    frames: list[Frame]
    kinds: frozenset[str]
    roles: frozenset[str]
    full: bool = False
    chains: list[tuple[str, list[Chars]]] = field(default_factory=list)  # (actor type, mentions)
    published: bool = False


def others(names: Iterable[str]) -> list[ModuleType]:
    """Adapters of data sets other than sayso's own."""
    return [importlib.import_module(f"{__name__}.{name}") for name in names]


def every() -> list[str]:
    """The names of all those adapters."""
    return [module.name for module in pkgutil.iter_modules(__path__) if module.name not in {"ledgers", "standoff", "unannotated"}]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def together(examples: Sequence[Example], characters: int = 1200) -> list[Example]:
    """Neighbouring examples joined into texts of about so many characters: sentences of their own make slow steps."""
    out: list[Example] = []
    for example in examples:
        if out and len(out[-1].text) + len(example.text) < characters:
            out[-1] = _joined(out[-1], example)
        else:
            out.append(example)
    return out


def _joined(a: Example, b: Example) -> Example:
    by = len(a.text) + len(APART)

    def moved(spans: list[Chars]) -> list[Chars]:
        return [(start + by, end + by) for start, end in spans]

    frames = [replace(f, cue=moved([f.cue])[0], roles={role: moved(spans) for role, spans in f.roles.items()}) for f in b.frames]
    return replace(a, text=a.text + APART + b.text, frames=[*a.frames, *frames], chains=[*a.chains, *((t, moved(m)) for t, m in b.chains)])
