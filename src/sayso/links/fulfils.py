"""Fulfils: what is done keeps an undertaking ("agreed to exchange prisoners" ... "released 26 detainees")."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.links import undertaking
from sayso.links.likeness import Scene, View
from sayso.links.undertaking import compare
from sayso.links.weighing import best
from sayso.model import Link

RELATION = "fulfils"


def candidates(scene: Scene) -> Iterator[tuple[View, View]]:
    """What is certain to have been done, or left undone, and stands apart from the words of the promise."""
    for deed, promise in undertaking.candidates(scene):
        certain = deed.entry.factuality in ("CT+", "CT-") and getattr(deed.entry, "tense", None) != "future"
        if certain and promise.entry.kind == "commitment" and not deed.entry.evidence.overlaps(promise.entry.evidence):
            yield deed, promise


def propose(scene: Scene) -> Iterator[Link]:
    """Each deed with the undertaking it most likely keeps."""
    return best(RELATION, scene, candidates(scene), compare)
