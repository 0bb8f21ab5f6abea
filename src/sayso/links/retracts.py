"""Retracts: a source takes back what it said ("the agency *withdrew* its report"); a correction withdraws what it corrects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.links.likeness import NEGATION, Scene, View, small
from sayso.links.weighing import Clues, best
from sayso.model import Link

RELATION = "retracts"

TAKING_BACK = re.compile(
    r"\b(?:withdr(?:ew|aws?|awn|awing)|retract\w*|took (?:it|that|this|them) back|tak(?:es?|ing|en) back|taken down|took down|recant\w*"
    r"|backtrack\w*|walked back|row(?:ed|ing) back|correct(?:ed|s|ing|ion)|removed|struck from|apologi[sz]ed for|misspoke|misheard"
    r"|premature|was wrong|were wrong|in error|relied on|retreated)\b",
)
SAID = re.compile(
    r"\b(?:report|claim|story|statement|figure|count|accusation|allegation|theory|testimony|words|version|account|remarks?|number)s?\b",
)


def candidates(scene: Scene) -> Iterator[tuple[View, View]]:
    """Each statement that takes something back with each other statement but those in it."""
    for subject in scene.kinds["statement"]:
        if subject.label in ("deny", "admit", "say", "report") and TAKING_BACK.search(_words(scene, subject)):
            for object in scene.kinds["statement"]:
                if object is not subject and object.within != subject.entry.id and abs(subject.sentence - object.sentence) <= 12:
                    yield subject, object


def _words(scene: Scene, view: View) -> str:
    """The evidence, and the speech where that lies outside it, in small letters."""
    return " ".join([view.words, *(small(m.text) for m in view.entry.role("content"))])


def compare(scene: Scene, subject: View, object: View) -> Clues:
    """What speaks for the subject taking the object back."""
    clues = Clues()
    words = TAKING_BACK.search(_words(scene, subject))
    clues.add("words of taking back", words, (words[0],) if words else ())
    clues.add("taking back is the cue", TAKING_BACK.search(small(subject.cue)), (subject.cue,))
    clues.add("not taken back", subject.negative or (words and NEGATION.search(words.string[max(0, words.start() - 15) : words.start()])))
    clues.add("names what was said", SAID.search(_words(scene, subject)))
    speaker = subject.agents.meets(object.agents)
    clues.add(f"{speaker} speaker", speaker != "other", subject.agents.names & object.agents.names)
    clues.add("the object is denied", object.label == "deny")
    shared = scene.overlap(subject.matter, object.matter)
    clues.add("shared words", shared, subject.matter & object.matter)
    gap = subject.sentence - object.sentence
    clues.add("same or next sentence", gap in (0, 1))
    clues.add("comes before", subject.start < object.start and not subject.entry.evidence.covers(object.entry.evidence))
    clues.add("far apart", gap > 4)
    return clues


def propose(scene: Scene) -> Iterator[Link]:
    """Each retraction with what it most likely takes back."""
    return best(RELATION, scene, candidates(scene), compare)
