"""Denies: a statement sets itself against what another says, or a deed against a denial or a claim.

The subject is the denial, the contradiction, the other figure, the later admission; the object is what it is set against: a statement,
or an event that the article itself reports. What a denial points back to ("denied *it*", "dismissed the *claim*") is sought among the
latest claims of others; what it spells out is sought by shared words, by acts of opposite factuality, and by differing counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.links.likeness import NEGATION, Scene, View, says
from sayso.links.weighing import Clues, best
from sayso.model import Link

RELATION = "denies"

DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ials?|ying)|dismiss\w*|reject\w*|refut\w*|disown\w*|disput\w*|contradict\w*|disagree\w*|rebut\w*|contest(?:s|ed)|disavow\w*"
    r"|false|lie|lies|lying|fabricat\w*|slander|absurd|malicious|not guilty|innocent|untrue|nonsense|insinuation|fantasy|no evidence"
    r"|not accept(?:ed)?|nothing of the (?:kind|sort)|questioned|scoff\w*|countered)\b",
    re.I,
)
POINTING_BACK = re.compile(
    r"\b(?:(?:it|this|that|so)\W*$|(?:this|that|it) (?:is|was)\b|(?:the|these|this|those|such|any|all|that|its?|his|her|their|as an?)"
    r" (?:\w+ )?(?:claims?|allegations?|accusations?|charges?|reports?|account|version|insinuations?|suggestions?|figures?|numbers?|count"
    r"|theory|idea|story|involvement|responsibility|part)\b|involvement\b|responsibility\b)",
    re.I,
)
CONTRAST = re.compile(r"\b(?:but|however|although|though|while|whereas|yet|despite|instead|contrary|rather)\b", re.I)
CONCEDING = re.compile(r"\b(?:although|though|while|whereas|despite|notwithstanding)\b[^.;]*$", re.I)
ASSERTING = frozenset({"accuse", "claim", "report", "say", "believe", "criticize"})
COUNTERED = frozenset({"accuse", "claim", "report", "admit"})


def denying(view: View) -> bool:
    """Whether its words deny something."""
    return view.label == "deny" or says(DENYING, view.entry.evidence.text)


def _names(denial: View, claim: View) -> bool:
    """Whether a denial names the claim that it denies ("rejected a *report* that ...")."""
    words = claim.entry.cue or claim.entry.evidence
    return denial.start < claim.start and denial.entry.evidence.covers(words) and denying(denial)


def opposed(a: View, b: View) -> bool:
    """Whether they hold the same act, affirmed in one and denied in the other."""
    return any((x.lemmas & y.lemmas or x.sense == y.sense) and x.negative != y.negative for x in a.parts for y in b.parts)


def candidates(scene: Scene) -> Iterator[tuple[View, View]]:
    """Each statement with those it may answer; each deed with the claims shortly before it."""
    statements, events = scene.kinds["statement"], scene.kinds["event"]
    for subject in statements:
        denial = denying(subject)
        for object in statements:
            gap = subject.sentence - object.sentence
            answers = (subject.label == "deny" and object.label in COUNTERED) or (subject.label == "admit" and object.label == "deny")
            if subject is not object and not _names(object, subject) and (-1 <= gap <= 2 or (denial and -3 <= gap <= 15) or answers):
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
    denial = stated and denying(subject)
    clues.add("denying words", denial, (subject.cue,))
    clues.add("subject is an event", not stated)
    clues.add("object is an event", not of_stated)
    clues.add("denial of an accusation", denial and object.label in ("accuse", "ACCUSE"), (object.cue,))
    clues.add("denial of a claim", denial and object.label in ("claim", "report"), (object.cue,))
    clues.add("admission against denial", {subject.label, object.label} == {"admit", "deny"}, (subject.cue, object.cue))
    clues.add("claim against claim", of_stated and not denial and {subject.label, object.label} <= ASSERTING)
    clues.add("object is no claim", of_stated and object.label not in ASSERTING and object.label != "deny")
    clues.add("the object is the denial", of_stated and not denial and subject.label != "admit" and denying(object))
    clues.add("object only said", object.label == "say")
    clues.add("subject is no claim", stated and not denial and subject.label not in ASSERTING and subject.label != "admit")
    negated = [v.negative or any(h.negative for h in v.holds) or says(NEGATION, v.entry.evidence.text) for v in (subject, object)]
    clues.add("one negated, one not", negated[0] != negated[1])
    clues.add("negated", negated[0])
    clues.add("same act, opposite factuality", opposed(subject, object), {w for v in subject.parts for w in v.lemmas})
    speaker = subject.agents.meets(object.agents)
    clues.add("same speaker", speaker == "same", subject.agents.names)
    clues.add("speaker of the same side", speaker == "like")
    clues.add("no speaker", speaker == "unnamed")
    accused = object.patients
    for part in object.parts:
        accused = accused | part.agents | part.patients
    clues.add("the accused answers", stated and speaker != "same" and accused.ids & subject.agents.ids, subject.agents.names)
    clues.add("speaks of the speaker", stated and speaker != "same" and subject.agents.names & (object.names - object.agents.names))
    mine, theirs = subject.matter - object.agents.words, object.matter - subject.agents.words
    shared = scene.overlap(mine, theirs)
    clues.add("shared words", shared, mine & theirs)
    clues.add("nothing shared", not shared)
    clues.add("shared words, one negated", min(1.0, 2 * shared) if negated[0] != negated[1] else 0, mine & theirs)
    gap = subject.sentence - object.sentence
    said = " ".join(m.text for m in subject.entry.role("content")) if stated else ""
    back = POINTING_BACK.search(said or subject.entry.evidence.text) if len(subject.matter) <= 5 else None
    clues.add("points back", back and gap >= 0, (back[0],) if back else ())
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
        counts = [{n for p in v.parts for n in p.counts} for v in (subject, object)]
        counted = {w for p in subject.parts for w in p.counted} & {w for p in object.parts for w in p.counted}
        clues.add("other count", speaker != "same" and counted and counts[0] and counts[1] and not counts[0] & counts[1], counted)
        numbers = [{n for n in v.numbers if not 1900 < n < 2100} for v in (subject, object)]
        clues.add("other number", not denial and speaker != "same" and numbers[0] and numbers[1] and not numbers[0] & numbers[1])
        clues.add("last claim before", denial and _claim_before(scene, subject) is object)
    return clues


def _conceded(scene: Scene, claim: View) -> bool:
    """Whether "although", "despite" or "while" stands before a claim in its sentence."""
    return bool(CONCEDING.search(scene.text, max(0, claim.start - 80), claim.start)) and claim.label in ("claim", "deny", "promise")


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
