"""What a deed and an undertaking have in common: shared by *violates* and *fulfils*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.links.likeness import NEGATION, Scene, View, small
from sayso.links.weighing import Clues

BREACH = re.compile(
    r"\b(?:br[eo]ke|broken|breaking|breach\w*|(?:in )?violat\w*|contrary to|in defiance of|defied|despite|reneged?|betray\w*|went back on"
    r"|abandon\w*|dishonou?r\w*|unfulfilled|fail(?:ed|s|ure)? to|yet to)\b",
)
CONTRAST = re.compile(r"\b(?:instead|but|still|late|never|only|neither|none|although|though)\b")
KEEPING = re.compile(
    r"\b(?:kept|honou?r(?:ed|s|ing)?|as (?:promised|agreed|pledged|planned|part of)|fulfil\w*|implement\w*|in line with|in accordance"
    r"|under (?:it|the|a)|went ahead|delivered|accordingly|carried out|of which|ahead of)\b",
)
PROMISING = re.compile(r"promis|pledg|vow|sw[eo]r|guarant|undert|gave|word|agreed|commitment|oath")
PLANNING = re.compile(r"will|shall|would|plan|intend")
HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})


def candidates(scene: Scene) -> Iterator[tuple[View, View]]:
    """Each deed or omission with each undertaking or truce, save the act that is itself the thing promised."""
    truces = [v for v in scene.kinds["event"] if v.sense == "truce" or v.label == "AGREE" or getattr(v.entry, "mode", None) == "ceasefire"]
    for promise in scene.kinds["commitment"] + truces:
        action = promise.entry.role("action") if promise.entry.kind == "commitment" else ()
        for deed in scene.kinds["event"]:
            if abs(deed.sentence - promise.sentence) > 5 and deed.matter.isdisjoint(promise.matter):
                continue
            cue = deed.entry.cue or deed.entry.evidence
            if (
                deed is not promise
                and deed.entry.factuality != "Uu"
                and not any(a.covers(cue) for a in action)
                and deed.start != promise.start
            ):
                yield deed, promise


def own(view: View) -> frozenset[str]:
    """Its matter without the words for its agents."""
    return view.matter - view.agents.words


def forswearing(promise: View) -> bool:
    """Whether it promises to leave something undone."""
    return promise.entry.kind == "commitment" and any(NEGATION.search(small(m.text)) for m in promise.entry.role("action"))


def solemn(promise: View) -> bool:
    """Whether its cue is a word for promising."""
    return PROMISING.search(small(promise.cue)) is not None


def planning(promise: View) -> bool:
    """Whether its cue only says what is planned."""
    return promise.entry.kind == "commitment" and PLANNING.match(small(promise.cue)) is not None


def compare(scene: Scene, deed: View, promise: View) -> Clues:
    """What the two have in common; asked for by both relations, found once."""
    pair = deed.entry.id, promise.entry.id
    return scene.compared.get(pair) or scene.compared.setdefault(pair, compared(scene, deed, promise))


def compared(scene: Scene, deed: View, promise: View) -> Clues:
    """The same, found anew, to be added to."""
    clues = Clues()
    truce = promise.sense == "truce" or "ceasefire" in promise.matter
    clues.add("promise is an event", promise.entry.kind == "event")
    clues.add("a truce", truce)
    clues.add("force against a truce", truce and deed.label in HOSTILE and not deed.negative, (deed.cue,))
    who = deed.agents.meets(promise.agents)
    clues.add(f"{who} actor", who != "other", deed.agents.names & promise.agents.names)
    mine, theirs = deed.once(own), promise.once(own)
    shared, words = scene.overlap(mine, theirs), mine & theirs
    act = deed.lemmas & promise.matter
    clues.add("shared words", shared, words)
    clues.add("nothing shared", not shared)
    forsworn = promise.once(forswearing)
    clues.add("does what was forsworn", forsworn and not deed.negative and (shared > 0.05 or act), words)
    clues.add("does not do it", not forsworn and deed.negative, (deed.cue,))
    clues.add("does not do what was promised", not forsworn and deed.negative and (shared or act), words)
    kept = not forsworn and not deed.negative and (shared > 0.1 or act)
    clues.add("does what was promised", kept, words)
    clues.add("the promiser does what was promised", kept and who in ("same", "like"))
    clues.add("does not do what was forsworn", forsworn and deed.negative and (shared or act), words)
    clues.add("not done", deed.negative)
    clues.add("the promiser does not", not forsworn and deed.negative and who == "same", deed.agents.names)
    clues.add("happened", deed.entry.factuality == "CT+" and getattr(deed.entry, "tense", None) == "past")
    gap = deed.sentence - promise.sentence
    if abs(gap) <= 1:
        for name, pattern in (("breach", BREACH), ("contrast", CONTRAST), ("keeping", KEEPING)):
            said = scene.found(pattern, deed.sentence)
            clues.add(f"words of {name}", said, said)
    clues.add("same sentence", gap == 0)
    clues.add("next sentence", gap == 1)
    clues.add("two or three sentences on", gap in (2, 3))
    clues.add("comes before", gap < 0)
    clues.add("far apart", gap > 5 or gap < -2)
    clues.add("the last promise before", gap >= 0 and _promise_before(scene, deed) is promise)
    clues.add("a promise in so many words", promise.once(solemn), (promise.cue,))
    clues.add("a mere plan", promise.once(planning))
    clues.add("only said by another", deed.within is not None)
    clues.add("yet to come", getattr(deed.entry, "tense", None) == "future")
    return clues


def _promise_before(scene: Scene, deed: View) -> View | None:
    return next((v for v in reversed(scene.kinds["commitment"]) if v.start < deed.start), None)
