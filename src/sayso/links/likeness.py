"""A ledger as linking sees it: each entry's parties, words, numbers and place in the text, read once and compared often."""

from __future__ import annotations

import csv
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from sayso.ledger import Ledger
from sayso.model import Entry, Mention

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBER = re.compile(r"\d[\d,]*")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
DETERMINERS = frozenset(
    {"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "a", "an", "another", "second", "new", "fresh", "other"}
)
NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|refrain|halt|avoid)\b|n[’']t\b", re.I)

NUMERALS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
SUFFIXES = ("ations", "ation", "ments", "ment", "ions", "ion", "ings", "ing", "ers", "er", "ed", "es", "s", "ly", "e")
NAME_SUFFIXES = ("ians", "ian", "ans", "an", "ese", "is", "i", "ia", "as", "a", "e", "s")

AGENTS = frozenset({"actors", "speakers", "holders", "members"})
PATIENTS = frozenset({"recipients", "addressees", "targets", "groups"})
MATTER = frozenset({"content", "action", "goal", "outcome", "matter", "cause", "effect"})


@cache
def _words(name: str) -> frozenset[str]:
    """A list in ``data/``, one word a line: ``stopwords.txt``, which carry no matter; ``titles.txt``, capitalised but no names."""
    return frozenset((files("sayso.data") / name).read_text(encoding="utf-8").split())


@cache
def _lemmas() -> tuple[dict[str, str], dict[str, str]]:
    """``data/lemmas.csv``: form to lemma, and lemma to sense (lemmas that can name one happening share a sense)."""
    lemmas, senses = {}, {}
    with (files("sayso.data") / "lemmas.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            senses[row["lemma"]] = row["sense"]
            for form in (row["lemma"], *row["forms"].split()):
                lemmas[form] = row["lemma"]
    return lemmas, senses


def sense(lemma: str) -> str:
    """What a lemma is about: attack for bombing, strike and raid; the lemma itself where the table has none."""
    return _lemmas()[1].get(lemma, lemma)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word's lemma from the table, else the word without its ending: released, releasing -> release; militias -> militia."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    if lemma := _lemmas()[0].get(word):
        return lemma
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return word[:-3] + "y"
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            word = word[: -len(suffix)]
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=50_000)
def name_key(word: str) -> str:
    """What a name and its adjective share: Iran, Iranian -> iran; Syria, Syrians -> syri."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    for suffix in NAME_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word


@lru_cache(maxsize=20_000)
def words_of(text: str) -> frozenset[str]:
    """The stems of the content words."""
    return frozenset(stem(w) for w in WORD.findall(text) if len(w) > 1 and w.lower() not in _words("stopwords.txt"))


@lru_cache(maxsize=20_000)
def names_in(text: str) -> frozenset[str]:
    """The keys of the capitalised words, titles left out."""
    others = _words("titles.txt") | _words("stopwords.txt")
    return frozenset(name_key(w) for w in WORD.findall(text) if w[0].isupper() and len(w) > 2 and w.lower() not in others)


@lru_cache(maxsize=20_000)
def numbers_in(text: str) -> frozenset[int]:
    """The whole numbers, in figures or, up to twenty, in words."""
    words = {NUMERALS.index(w) for w in text.lower().split() if w in NUMERALS}
    return frozenset(words | {int(n.replace(",", "")) for n in NUMBER.findall(text)})


@lru_cache(maxsize=20_000)
def says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text holds what a pattern matches; remembered, as an entry is compared many times."""
    return pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class Party:
    """Who fills a role: the ids of resolved actors, the keys of names, the stems of the words."""

    ids: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ids or self.words)

    def __or__(self, other: Party) -> Party:
        return Party(self.ids | other.ids, self.names | other.names, self.words | other.words)

    def meets(self, other: Party) -> str:
        """How two compare: "same" (an actor in common), "like" (a name or word in common), "other", or "unnamed" if either is missing."""
        if not (self and other):
            return "unnamed"
        if self.ids & other.ids:
            return "same"
        return "like" if self.names & other.names or self.words & other.words else "other"


@dataclass(slots=True)
class View:
    """One entry, ready to be compared. ``start`` is where its cue begins, ``matter`` the stems of what it is about."""

    entry: Entry
    label: str | None  # the event's type or the statement's act
    start: int
    sentence: int
    determiner: str  # the article or pronoun before the cue
    lemmas: frozenset[str]  # of the cue
    sense: str  # of the cue's last word
    agents: Party
    patients: Party
    place: Party
    objects: Party  # patients and place: where one mention says "in Orlo", another says "of Orlo"
    matter: frozenset[str]
    names: frozenset[str]
    negative: bool  # by its factuality
    counted: frozenset[str]  # what its counts count
    counts: frozenset[int]
    numbers: frozenset[int]  # all in its evidence
    within: str | None  # the statement it stands in
    rank: int = 0  # how many of its kind and label come before
    holds: list[View] = field(default_factory=list)  # for a statement: the entries in it

    @property
    def parts(self) -> list[View]:
        """The events that it is or holds."""
        return [v for v in (self.holds if self.entry.kind == "statement" else [self]) if v.entry.kind == "event"]

    @property
    def cue(self) -> str:
        """The words that carry it."""
        return self.entry.cue.text if self.entry.cue else ""


LONGEST_SENTENCE = 1500
"""In characters. What runs on for longer counts as several sentences, so that few pairs of entries share one."""


def _ends(text: str) -> list[int]:
    """Where sentences end."""
    out: list[int] = []
    for end in [*(m.end() for m in SENTENCE_END.finditer(text)), len(text)]:
        while end - (out[-1] if out else 0) > LONGEST_SENTENCE:
            out.append((out[-1] if out else 0) + LONGEST_SENTENCE)
        if end < len(text):
            out.append(end)
    return out


class Scene:
    """A ledger read once for linking: its views in the order of the text, all and by kind."""

    def __init__(self, ledger: Ledger) -> None:
        self.text = ledger.document.text
        self._ends = _ends(self.text)
        self._found: dict[tuple[re.Pattern[str], int], tuple[str, ...]] = {}
        self._names = {a.id: names_in(a.name) for a in ledger.actors}
        self.views = sorted(map(self._view, ledger.entries), key=lambda v: (v.start, v.entry.evidence.start, v.entry.id))
        self.by_id = {v.entry.id: v for v in self.views}
        self.kinds: dict[str, list[View]] = defaultdict(list)
        seen: Counter[tuple[str, str | None]] = Counter()
        for view in self.views:
            self.kinds[view.entry.kind].append(view)
            view.rank = seen[view.entry.kind, view.label]
            seen[view.entry.kind, view.label] += 1
            if view.within in self.by_id:
                self.by_id[view.within].holds.append(view)
        spread = Counter(w for v in self.views for w in v.matter)
        self._rarity = {w: math.log((1 + len(self.views)) / n) for w, n in spread.items()}

    def found(self, pattern: re.Pattern[str], number: int) -> tuple[str, ...]:
        """The first words in the sentence with that number, from 0, that a pattern matches; empty where none does."""
        if (pattern, number) not in self._found:
            start = self._ends[number - 1] if number else 0
            match = pattern.search(self.text, start, self._ends[number] if number < len(self._ends) else len(self.text))
            self._found[pattern, number] = (match[0].lower(),) if match else ()
        return self._found[pattern, number]

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The cosine of two sets of stems, each weighed by how rare it is among the entries; 0..1."""
        shared = a & b
        if not shared:
            return 0.0
        rarity = self._rarity
        norm = math.sqrt(sum(rarity.get(w, 0.0) for w in a) * sum(rarity.get(w, 0.0) for w in b))
        return sum(rarity.get(w, 0.0) for w in shared) / norm if norm else 0.0

    def _party(self, mentions: Iterable[Mention]) -> Party:
        party = Party()
        for m in mentions:
            known = self._names.get(m.actor, frozenset()) if m.actor else frozenset()
            party |= Party(frozenset([m.actor] if m.actor else ()), names_in(m.text) | known, words_of(m.text))
        return party

    def _view(self, entry: Entry) -> View:
        cue = entry.cue or entry.evidence
        words = WORD.findall(cue.text)
        lemmas = [stem(w) for w in words if w.lower() not in _words("stopwords.txt")] or [stem(w) for w in words]
        fillers = {role: entry.role(role) for role in entry.roles}
        agents = self._party(m for role, filler in fillers.items() if role in AGENTS for m in filler)
        patients = self._party(m for role, filler in fillers.items() if role in PATIENTS for m in filler)
        place = self._party(fillers.get("place", ()))
        about = [m.text for role, filler in fillers.items() if role in MATTER for m in filler] or [entry.evidence.text]
        before = self.text[max(0, cue.start - 40) : cue.start].lower().split()[-4:]
        counts = getattr(entry, "counts", ())
        return View(
            entry=entry,
            label=getattr(entry, "event_type", None) or getattr(entry, "act", None),
            start=cue.start,
            sentence=bisect_right(self._ends, cue.start),
            determiner=next((w for w in reversed(before) if w in DETERMINERS), ""),
            lemmas=frozenset(lemmas),
            sense=sense(lemmas[-1]) if lemmas else "",
            agents=agents,
            patients=patients,
            place=place,
            objects=patients | place,
            matter=frozenset().union(*map(words_of, about)),
            names=names_in(entry.evidence.text) | agents.names | patients.names,
            negative=entry.factuality.endswith("-"),
            counted=frozenset(c.what for c in counts),
            counts=frozenset().union(*(numbers_in(c.text) for c in counts)),
            numbers=numbers_in(entry.evidence.text),
            within=entry.attributions[-1].statement if entry.attributions else None,
        )
