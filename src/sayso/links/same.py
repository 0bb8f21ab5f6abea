"""Same: two mentions of one event ("gunmen *ambushed* a convoy" ... "the *attack*").

Later mentions are linked to the first of their group, so a group is a star. Two mentions must be of one type or their cues of one sense
(``data/lemmas.csv``); parties, places, counts, tense and factuality speak for or against. Mention ranking with pairwise weights, as in
mention-pair coreference (Soon, Ng and Lim 2001), each mention joining the group of its likeliest antecedent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sayso.links.likeness import Scene, View
from sayso.links.weighing import Clues, link, sure, weights
from sayso.model import Link

RELATION = "same"

POINTING = frozenset({"this", "that", "these", "those", "such"})
INDEFINITE = frozenset({"a", "an", "another", "second", "new", "fresh", "other"})
GENERIC = frozenset(
    {"attack", "war", "offensive", "operation", "incident", "act", "violence", "decision", "move", "crackdown", "meet", "kill", "fight"}
)
TOLL = (frozenset({"kill", "attack"}), frozenset({"wound", "attack"}))


def candidates(scene: Scene) -> Iterator[tuple[View, View]]:
    """Each event with each earlier one of its type or sense that it may repeat."""
    groups: dict[str | None, list[View]] = defaultdict(list)
    for later in scene.kinds["event"]:
        keys = dict.fromkeys((later.label, later.sense))
        for key in keys:
            for earlier in groups[key]:
                met_before = key != later.label and earlier.label == later.label
                if not met_before and _may_be_one(later, earlier):
                    yield later, earlier
        for key in keys:
            groups[key].append(later)


def _may_be_one(later: View, earlier: View) -> bool:
    """Words of one sense may, unless actors and objects both differ; other words only where actors, modes and tenses agree.

    Of the pairs thus passed over, one in 80 is one event in the gold.
    """
    actors = later.agents.meets(earlier.agents)
    if later.sense == earlier.sense or later.lemmas & earlier.lemmas:
        return actors != "other" or later.objects.meets(earlier.objects) != "other"
    a, b = earlier.entry, later.entry
    modes = {getattr(a, "mode", None), getattr(b, "mode", None)} - {None}
    return later.label != "OTHER" and actors != "other" and len(modes) < 2 and getattr(a, "tense", None) == getattr(b, "tense", None)


def compare(scene: Scene, later: View, earlier: View) -> Clues:
    """What speaks for and against one event behind two mentions."""
    clues = Clues()
    a, b = earlier.entry, later.entry
    lemma, kin = later.lemmas & earlier.lemmas, later.sense == earlier.sense
    clues.add("same type", later.label == earlier.label, (later.label or "",))
    clues.add("same word", lemma, lemma)
    clues.add("words of one sense", kin and not lemma, (later.cue, earlier.cue))
    told = (later.lemmas & earlier.matter) | (earlier.lemmas & later.matter)
    clues.add("the word of one in the other", told and not lemma, told)
    clues.add("attack and its toll", {later.sense, earlier.sense} in TOLL, (later.cue, earlier.cue))
    modes = getattr(a, "mode", None), getattr(b, "mode", None)
    clues.add("same mode", modes[0] and modes[0] == modes[1], (modes[0] or "",))
    clues.add("other mode", modes[0] and modes[1] and modes[0] != modes[1])
    definite = later.determiner == "the" or later.determiner in POINTING
    bare = not later.agents and not later.objects
    clues.add("definite", later.determiner == "the", ("the " + later.cue,))
    clues.add("pointing word", later.determiner in POINTING, (later.determiner,))
    clues.add("indefinite", later.determiner in INDEFINITE)
    clues.add("definite after indefinite", definite and earlier.determiner in INDEFINITE)
    clues.add("definite general word", definite and later.lemmas & GENERIC)
    clues.add("short, definite, of one sense", definite and kin and len(later.matter) <= 3)
    clues.add("names no one", bare)
    against, agree = False, 0
    for role, x, y in (
        ("actor", later.agents, earlier.agents),
        ("recipient", later.patients, earlier.patients),
        ("place", later.place, earlier.place),
    ):
        met = x.meets(y)
        against |= met == "other"
        agree += met == "same"
        clues.add(f"{met} {role}", met != "other", x.names & y.names)
    clues.add("same object", later.objects.ids & earlier.objects.ids or later.objects.names & earlier.objects.names)
    clues.add("other object", later.objects.meets(earlier.objects) == "other")
    shared = later.objects.words & earlier.objects.words
    clues.add("shared words of the object", scene.overlap(later.objects.words, earlier.objects.words), shared)
    clues.add("same word, nothing against", lemma and not against)
    clues.add("same word, a role agrees", lemma and agree)
    clues.add("two roles agree", agree > 1)
    clues.add("same count", later.counts & earlier.counts, map(str, later.counts & earlier.counts))
    clues.add("other count", later.counts and earlier.counts and not later.counts & earlier.counts)
    clues.add("same factuality", a.factuality == b.factuality)
    clues.add("opposite factuality", later.negative != earlier.negative)
    clues.add("same tense", getattr(a, "tense", None) == getattr(b, "tense", None))
    times = [{m.text.lower() for m in getattr(e, "time", ())} for e in (a, b)]
    clues.add("other time", times[0] and times[1] and not times[0] & times[1])
    clues.add("new names", min(3.0, len(later.names - earlier.names)))
    gap = later.sentence - earlier.sentence
    clues.add("same sentence", gap == 0)
    clues.add("next sentence", gap == 1)
    clues.add("far apart", gap > 8)
    clues.add("in the first sentence", earlier.sentence == 0 and gap)
    clues.add("shared words", scene.overlap(later.matter, earlier.matter), later.matter & earlier.matter)
    clues.add("first of its type", earlier.rank == 0 and later.label == earlier.label)
    clues.add("nearest of its type", later.rank - earlier.rank == 1 and later.label == earlier.label)
    clues.add("many of its type", later.rank > 8)
    clues.add("in one statement", later.within and later.within == earlier.within)
    clues.add("told again", later.within != earlier.within)
    return clues


def propose(scene: Scene) -> Iterator[Link]:
    """Each later mention linked to the first mention of its event."""
    least = weights(RELATION)["threshold"]
    antecedent: dict[str, tuple[float, View, Clues]] = {}
    first: dict[str, View] = {}
    for later, earlier in candidates(scene):
        clues = compare(scene, later, earlier)
        value = sure(RELATION, later, earlier, clues)
        if value >= least and value > antecedent.get(later.entry.id, (0.0,))[0]:
            antecedent[later.entry.id] = (value, earlier, clues)
    for later in scene.kinds["event"]:
        if found := antecedent.get(later.entry.id):
            value, earlier, clues = found
            head = first[later.entry.id] = first.get(earlier.entry.id, earlier)
            yield link(RELATION, later, head, clues, value)
