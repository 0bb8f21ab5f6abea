"""Links between the entries of one document, one file a relation: entries in, proposed links with scores and reasons out.

A relation is a module here with ``RELATION``, its name, and ``propose(scene)``, an iterator of links. A new relation is a new file.
A link says "subject *relation* object". It is a proposal: what two entries say may look alike and be two matters. A person judges.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache

from sayso.ledger import Ledger
from sayso.links.likeness import Scene
from sayso.model import Link


@cache
def relations() -> dict[str, Callable[[Scene], Iterator[Link]]]:
    """What proposes each relation, by its name, in alphabetical order."""
    modules = (importlib.import_module(f"{__name__}.{m.name}") for m in pkgutil.iter_modules(__path__))
    return {m.RELATION: m.propose for m in modules if hasattr(m, "RELATION")}


def propose(ledger: Ledger) -> tuple[Link, ...]:
    """The links that the entries of a document suggest, in the order of the text.

    No entry is linked to itself, and a relation links two entries once at most, whichever way, the likelier way. No deed both keeps and
    breaks one undertaking: the likelier link stays.
    """
    scene = Scene(ledger)
    kept: dict[tuple[str, frozenset[str]], Link] = {}
    for name, suggest in relations().items():
        for link in suggest(scene):
            pair = (name, frozenset((link.subject, link.object)))
            if len(pair[1]) == 2 and (pair not in kept or link.score > kept[pair].score):
                kept[pair] = link
    for kept_one, broken in [(("fulfils", ends), ("violates", ends)) for name, ends in kept if name == "violates"]:
        if kept_one in kept:
            del kept[min(kept_one, broken, key=lambda pair: kept[pair].score)]
    order = {view.entry.id: i for i, view in enumerate(scene.views)}
    return tuple(sorted(kept.values(), key=lambda x: (order[x.subject], order[x.object], x.relation)))
