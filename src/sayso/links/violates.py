"""Violates: what is done, or left undone, breaks an undertaking ("promised to clear the mines" ... "neither has begun")."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.links.likeness import Scene
from sayso.links.undertaking import candidates, compare
from sayso.links.weighing import best
from sayso.model import Link

RELATION = "violates"


def propose(scene: Scene) -> Iterator[Link]:
    """Each deed or omission with the undertaking it most likely breaks."""
    return best(RELATION, scene, candidates(scene), compare)
