"""Violates: what is done, or left undone, breaks an undertaking ("promised to clear the mines" ... "neither has begun")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.links.likeness import Scene, View
from sayso.links.undertaking import BREACH, candidates, compare, compared
from sayso.links.weighing import best, link, sure
from sayso.model import Link

RELATION = "violates"


def propose(scene: Scene) -> Iterator[Link]:
    """Each deed with the undertaking it most likely breaks, each undertaking called broken with the likeliest deed of the sentence."""
    pairs = list(candidates(scene))
    yield from best(RELATION, scene, pairs, compare)
    called_broken: dict[str, list[tuple[View, View]]] = defaultdict(list)
    for deed, promise in pairs:
        if deed.sentence == promise.sentence and BREACH.search(scene.text, max(0, promise.start - 40), promise.start):
            called_broken[promise.entry.id].append((deed, promise))
    for rivals in called_broken.values():
        yield max((_named(scene, deed, promise) for deed, promise in rivals), key=lambda x: x.score)


def _named(scene: Scene, deed: View, promise: View) -> Link:
    """A link to an undertaking that the words before it say is broken ("contrary to the *promises* they made")."""
    clues = compared(scene, deed, promise)
    clues.add("called broken", True, (promise.cue,))
    return link(RELATION, deed, promise, clues, sure(RELATION, deed, promise, clues))
