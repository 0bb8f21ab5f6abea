"""Denies: a statement sets itself against what another says, or a deed against a denial or a claim.

The subject is the denial, the contradiction, the other figure, the later admission; the object is what it is set against: a statement,
or an event that the article itself reports. What a denial points back to ("denied *it*", "dismissed the *claim*") is sought among the
latest claims of others; what it spells out is sought by shared words, by acts of opposite factuality, and by differing counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.links.likeness import NEGATION, Party, Scene, View, small
from sayso.links.weighing import Clues, best
from sayso.model import Link

RELATION = "denies"

DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ials?|ying)|dismiss\w*|reject\w*|refut\w*|disown\w*|disput\w*|contradict\w*|disagree\w*|rebut\w*|contest(?:s|ed)|disavow\w*"
    r"|false|lie|lies|lying|fabricat\w*|slander|absurd|malicious|not guilty|innocent|untrue|nonsense|insinuation|fantasy|no evidence"
    r"|not accept(?:ed)?|nothing of the (?:kind|sort)|questioned|scoff\w*|countered)\b",
)
POINTING_BACK = re.compile(
    r"\b(?:(?:it|this|that|so)\W*$|(?:this|that|it) (?:is|was)\b|(?:the|these|this|those|such|any|all|that|its?|his|her|their|as an?)"
    r" (?:\w+ )?(?:claims?|allegations?|accusations?|charges?|reports?|account|version|insinuations?|suggestions?|figures?|numbers?|count"
    r"|theory|idea|story|involvement|responsibility|part)\b|involvement\b|responsibility\b)",
)
CONTRAST = re.compile(r"\b(?:but|however|although|though|while|whereas|yet|despite|instead|contrary|rather)\b")
CONCEDING = re.compile(r"\b(?:although|though|while|whereas|despite|notwithstanding)\b[^.;]*$")
ASSERTING = frozenset({"accuse", "claim", "report", "say", "believe", "criticize"})
COUNTERED = frozenset({"accuse", "claim", "report", "admit"})


def denying(view: View) -> bool:
    """Whether its words deny something."""
    return view.label == "deny" or DENYING.search(view.words) is not None


def negated(view: View) -> bool:
    """Whether it, something in it or its words are negative."""
    return view.negative or any(v.negative for v in view.holds) or NEGATION.search(view.words) is not None


def acts(view: View) -> frozenset[str]:
    """The lemmas of the events that it is or holds."""
    return frozenset().union(*[v.lemmas for v in view.parts])


def figures(view: View) -> frozenset[int]:
    """The numbers in its evidence that are no years."""
    return frozenset([n for n in view.numbers if not 1900 < n < 2100])


def counts(view: View) -> tuple[frozenset[int], frozenset[str]]:
    """How many, and what, the events count that it is or holds."""
    return frozenset().union(*[v.counts for v in view.parts]), frozenset().union(*[v.counted for v in view.parts])


def accused(view: View) -> frozenset[str]:
    """The ids of those to whom it speaks or of whose deeds it tells."""
    return view.patients.ids.union(*[v.agents.ids | v.patients.ids for v in view.parts])


def pointing_back(view: View) -> str:
    """The words with which it points back to something said ("*the claim*"); "" where it has matter of its own or there are none."""
    if len(view.matter) > 5:
        return ""
    said = " ".join([m.text for m in view.entry.role("content")]) if view.entry.kind == "statement" else ""
    text = said or view.entry.evidence.text
    found = POINTING_BACK.search(small(text))
    return text[found.start() : found.end()] if found else ""


def _names(denial: View, claim: View) -> bool:
    """Whether a denial names the claim that it denies ("rejected a *report* that ...")."""
    words = claim.entry.cue or claim.entry.evidence
    return denial.start < claim.start and denial.entry.evidence.covers(words) and denial.once(denying)


def opposed(a: View, b: View) -> bool:
    """Whether they hold the same act, affirmed in one and denied in the other."""
    return any((x.lemmas & y.lemmas or x.sense == y.sense) and x.negative != y.negative for x in a.parts for y in b.parts)


def candidates(scene: Scene) -> Iterator[tuple[View, View]]:
    """Each statement with those it may answer; each deed with the claims shortly before it."""
    statements, events = scene.kinds["statement"], scene.kinds["event"]
    for subject in statements:
        denial = subject.once(denying)
        for object in statements:
            gap = subject.sentence - object.sentence
            answers = (subject.label == "deny" and object.label in COUNTERED) or (subject.label == "admit" and object.label == "deny")
            near = -1 <= gap <= 2 or (denial and -3 <= gap <= 15)
            if (near or answers) and subject is not object and not _names(object, subject):
                yield subject, object
        if denial:
            for object in events:
                near = -2 <= subject.sentence - object.sentence <= 8
                if (
                    near
                    and object.within != subject.entry.id
                    and not object.negative
                    and (object.label == "ACCUSE" or opposed(subject, object))
                ):
                    yield subject, object
    for subject in events:
        if subject.within is None or subject.negative:
            for object in statements:
                if (
                    object.label in ("deny", "claim", "say", "promise")
                    and 0 <= subject.sentence - object.sentence <= 3
                    and subject.within != object.entry.id
                ):
                    yield subject, object


def compare(scene: Scene, subject: View, object: View) -> Clues:
    """What speaks for and against the subject denying the object."""
    clues = Clues()
    stated, of_stated = subject.entry.kind == "statement", object.entry.kind == "statement"
    denial = stated and subject.once(denying)
    clues.add("denying words", denial, (subject.cue,))
    clues.add("subject is an event", not stated)
    clues.add("object is an event", not of_stated)
    clues.add("denial of an accusation", denial and object.label in ("accuse", "ACCUSE"), (object.cue,))
    clues.add("denial of a claim", denial and object.label in ("claim", "report"), (object.cue,))
    clues.add("admission against denial", {subject.label, object.label} == {"admit", "deny"}, (subject.cue, object.cue))
    clues.add("claim against claim", of_stated and not denial and subject.label in ASSERTING and object.label in ASSERTING)
    clues.add("object is no claim", of_stated and object.label not in ASSERTING and object.label != "deny")
    clues.add("the object is the denial", of_stated and not denial and subject.label != "admit" and object.once(denying))
    clues.add("object only said", object.label == "say")
    clues.add("subject is no claim", stated and not denial and subject.label not in ASSERTING and subject.label != "admit")
    negative = subject.once(negated)
    one_negated = negative != object.once(negated)
    clues.add("one negated, one not", one_negated)
    clues.add("negated", negative)
    clues.add("same act, opposite factuality", opposed(subject, object), subject.once(acts))
    speaker = subject.agents.meets(object.agents)
    clues.add("same speaker", speaker == "same", subject.agents.names)
    clues.add("speaker of the same side", speaker == "like")
    clues.add("no speaker", speaker == "unnamed")
    clues.add("the accused answers", stated and speaker != "same" and subject.agents.ids & object.once(accused), subject.agents.names)
    clues.add("speaks of the speaker", stated and speaker != "same" and _speaks_of(object, subject.agents))
    mine, theirs = subject.matter - object.agents.words, object.matter - subject.agents.words
    shared, words = scene.overlap(mine, theirs), mine & theirs
    clues.add("shared words", shared, words)
    clues.add("nothing shared", not shared)
    clues.add("shared words, one negated", one_negated and min(1.0, 2 * shared), words)
    gap = subject.sentence - object.sentence
    back = subject.once(pointing_back)
    clues.add("points back", back and gap >= 0, (back,))
    clues.add("points back, close by", back and gap in (0, 1))
    clues.add("names the claim", stated and _names(subject, object), (object.cue,))
    clues.add("same sentence", gap == 0)
    clues.add("next sentence", gap == 1)
    clues.add("two sentences on", gap == 2)
    clues.add("comes before", gap < 0)
    clues.add("far apart", gap > 4)
    clues.add("object inside", object.within == subject.entry.id)
    clues.add("inside the object", subject.within == object.entry.id)
    clues.add(
        "a claim conceded and countered",
        not stated and gap == 0 and subject.start > object.start and _conceded(scene, object),
        (object.cue,),
    )
    clues.add("contrast", gap in (0, 1) and scene.found(CONTRAST, subject.sentence))
    if of_stated:
        (many, what), (others, of_others) = subject.once(counts), object.once(counts)
        clues.add("other count", speaker != "same" and what & of_others and _differ(many, others), what & of_others)
        clues.add("other number", not denial and speaker != "same" and _differ(subject.once(figures), object.once(figures)))
        clues.add("last claim before", denial and object.label in ASSERTING and _claim_before(scene, subject) is object)
    return clues


def _differ(some: frozenset[int], others: frozenset[int]) -> bool:
    """Whether both have numbers and none in common."""
    return bool(some and others) and some.isdisjoint(others)


def _speaks_of(view: View, speaker: Party) -> bool:
    """Whether it names the speaker, and not as its own."""
    return bool(speaker.names) and bool((speaker.names & view.names) - view.agents.names)


def _conceded(scene: Scene, claim: View) -> bool:
    """Whether "although", "despite" or "while" stands before a claim in its sentence."""
    return claim.label in ("claim", "deny", "promise") and bool(CONCEDING.search(scene.text, max(0, claim.start - 80), claim.start))


def _claim_before(scene: Scene, denial: View) -> View | None:
    """The latest claim of another before a denial."""
    for view in reversed(scene.kinds["statement"]):
        if (
            view.start < denial.start
            and view.label in ASSERTING
            and view.entry.id != denial.within
            and view.agents.meets(denial.agents) != "same"
        ):
            return view
    return None


def propose(scene: Scene) -> Iterator[Link]:
    """Each denial with what it most likely denies."""
    return best(RELATION, scene, candidates(scene), compare)
