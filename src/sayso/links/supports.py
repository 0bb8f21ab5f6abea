"""Supports: one statement backs another: a confirmation, or two sources who tell the same in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.links.likeness import NEGATION, Scene, View, small
from sayso.links.weighing import Clues, best
from sayso.model import Link

RELATION = "supports"

BACKING = re.compile(
    r"\b(?:confirm(?:s|ed|ing)?|corroborat\w*|verif(?:y|ies|ied)|back(?:s|ed) (?:up|that|the)|accepted|echoed|endors\w*|bears? out|bore out"
    r"|agreed that|also|too|likewise)\b",
)
ASSERTING = frozenset({"claim", "report", "say", "believe", "admit", "accuse", "deny"})


def candidates(scene: Scene) -> Iterator[tuple[View, View]]:
    """Each assertion with each earlier one close by, or with any earlier one that tells of the same act."""
    told: list[View] = [v for v in scene.kinds["statement"] if v.label in ASSERTING]
    for i, subject in enumerate(told):
        for object in told[:i]:
            if (
                subject.within != object.entry.id
                and object.within != subject.entry.id
                and (subject.sentence - object.sentence <= 2 or subject.matter & object.matter)
            ):
                yield subject, object


def compare(scene: Scene, subject: View, object: View) -> Clues:
    """What speaks for the subject backing the object."""
    clues = Clues()
    words = BACKING.search(subject.words)
    clues.add("words of backing", words, (words[0],) if words else ())
    clues.add("not backed", words and (subject.negative or NEGATION.search(words.string[max(0, words.start() - 15) : words.end() + 15])))
    clues.add("backing is the cue", BACKING.search(small(subject.cue)), (subject.cue,))
    speaker = subject.agents.meets(object.agents)
    clues.add("same speaker", speaker == "same", subject.agents.names & object.agents.names)
    clues.add("another speaker", speaker in ("like", "other"), subject.agents.names)
    shared = scene.overlap(subject.matter, object.matter)
    clues.add("shared words", shared, subject.matter & object.matter)
    same = {w for x in subject.parts for y in object.parts if x.label == y.label and x.negative == y.negative for w in x.lemmas & y.lemmas}
    clues.add("same act, same factuality", same, same)
    counts = [{n for p in v.parts for n in p.counts} for v in (subject, object)]
    clues.add("same count", counts[0] & counts[1], map(str, counts[0] & counts[1]))
    clues.add("other count", counts[0] and counts[1] and not counts[0] & counts[1])
    clues.add("one denies", (subject.label == "deny") != (object.label == "deny"))
    clues.add("both deny", subject.label == object.label == "deny")
    gap = subject.sentence - object.sentence
    clues.add("same or next sentence", gap in (0, 1))
    clues.add("far apart", gap > 4)
    return clues


def propose(scene: Scene) -> Iterator[Link]:
    """Each assertion with the one it most likely backs."""
    return best(RELATION, scene, candidates(scene), compare)
