"""A ledger as linking sees it: each entry's parties, words, numbers and place in the text, read once and compared often."""

from __future__ import annotations

import csv
import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sayso.ledger import Ledger
from sayso.model import Entry, Mention, Span

if TYPE_CHECKING:
    from sayso.links.weighing import Clues

T = TypeVar("T")

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUMBER = re.compile(r"\d[\d,]*")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n+")
DETERMINERS = frozenset(
    {"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "a", "an", "another", "second", "new", "fresh", "other"}
)
# The patterns of all relations are searched in small letters: several times as fast as ignoring case.
NEGATION = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|refrain|halt|avoid)\b|n[’']t\b")

NUMERALS = {
    "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20,
}  # fmt: skip
SUFFIXES = {
    "n": ("ation", "ion"), "t": ("ment",), "g": ("ing",), "r": ("er",), "d": ("ed",), "y": ("ly",), "e": ("e",),
    "s": ("ations", "ments", "ions", "ings", "ers", "es", "s"),
}  # fmt: skip
NAME_SUFFIXES = ("ians", "ian", "ans", "an", "ese", "is", "i", "ia", "as", "a", "e", "s")

AGENTS = frozenset({"actors", "speakers", "holders", "members"})
PATIENTS = frozenset({"recipients", "addressees", "targets", "groups"})
MATTER = frozenset({"content", "action", "goal", "outcome", "matter", "cause", "effect"})


def small(text: str) -> str:
    """A text in small letters, each in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower()[0] for c in text)


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
    for suffix in SUFFIXES.get(word[-1:], ()):
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
def _read(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What :func:`names_in` and :func:`words_of` give."""
    words, stopwords, titles = WORD.findall(text), _words("stopwords.txt"), _words("titles.txt")
    content = {w.lower() for w in words} - stopwords
    capitalised = [w for w in words if w[0].isupper() and len(w) > 2]
    return (
        frozenset([name_key(w) for w in capitalised if w.lower() in content and w.lower() not in titles]),
        frozenset([stem(w) for w in content if len(w) > 1]),
    )


def names_in(text: str) -> frozenset[str]:
    """The keys of the capitalised words, titles left out."""
    return _read(text)[0]


def words_of(text: str) -> frozenset[str]:
    """The stems of the content words."""
    return _read(text)[1]


@lru_cache(maxsize=20_000)
def numbers_in(text: str) -> frozenset[int]:
    """The whole numbers, in figures or, up to twenty, in words."""
    figures = [int(n.replace(",", "")) for n in NUMBER.findall(text)]
    return frozenset([*figures, *(NUMERALS[w] for w in NUMERALS.keys() & text.lower().split())])


@lru_cache(maxsize=20_000)
def _lemmas_of(cue: str) -> tuple[str, ...]:
    """The lemmas of a cue's content words; where it has none, of all its words."""
    words = WORD.findall(cue)
    return tuple([stem(w) for w in words if w.lower() not in _words("stopwords.txt")] or map(stem, words))


class Party(NamedTuple):
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
        if not (self.ids or self.words) or not (other.ids or other.words):
            return "unnamed"
        if not self.ids.isdisjoint(other.ids):
            return "same"
        return "other" if self.names.isdisjoint(other.names) and self.words.isdisjoint(other.words) else "like"


NOBODY = Party()


@dataclass(slots=True)
class View:
    """One entry, ready to be compared. ``start`` is where its cue begins, ``matter`` the stems of what it is about."""

    entry: Entry
    label: str | None  # the event's type or the statement's act
    cue: str  # the words that carry it, in theirs
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
    negative: bool  # by its factuality
    counted: frozenset[str]  # what its counts count
    counts: frozenset[int]
    within: str | None  # the statement it stands in
    rank: int = 0  # how many of its kind and label come before
    holds: list[View] = field(default_factory=list)  # for a statement: the entries in it
    parts: list[View] = field(default_factory=list)  # the events that it is or holds
    _noted: dict[Callable[[View], Any], Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Its evidence, in small letters."""
        return small(self.entry.evidence.text)

    @property
    def names(self) -> frozenset[str]:
        """Those in its evidence and of its parties."""
        return names_in(self.entry.evidence.text).union(self.agents.names, self.patients.names)

    @property
    def numbers(self) -> frozenset[int]:
        """Those in its evidence."""
        return numbers_in(self.entry.evidence.text)

    def once(self, reading: Callable[[View], T]) -> T:
        """What a function reads off this view; it reads once, as a view is compared many times."""
        if reading not in self._noted:
            self._noted[reading] = reading(self)
        noted: T = self._noted[reading]
        return noted


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
    """A ledger read once for linking: the text in small letters, the views in the order of the text, all and by kind."""

    def __init__(self, ledger: Ledger) -> None:
        text = ledger.document.text
        self.text = small(text)
        self._ends = _ends(text)
        self._found: dict[tuple[re.Pattern[str], int], tuple[str, ...]] = {}
        self._names = {a.id: names_in(a.name) for a in ledger.actors}
        self._parties: dict[tuple[str, str | None], Party] = {}
        self.compared: dict[tuple[str, str], Clues] = {}  # a deed with an undertaking
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
        for view in self.views:
            view.parts = [v for v in (view.holds if view.entry.kind == "statement" else [view]) if v.entry.kind == "event"]
        spread = Counter(w for v in self.views for w in v.matter)
        self._rarity = {w: math.log((1 + len(self.views)) / n) for w, n in spread.items()}

    def found(self, pattern: re.Pattern[str], number: int) -> tuple[str, ...]:
        """The first words in the sentence with that number, from 0, that a pattern matches; empty where none does."""
        found = self._found.get((pattern, number))
        if found is None:
            start = self._ends[number - 1] if number else 0
            match = pattern.search(self.text, start, self._ends[number] if number < len(self._ends) else len(self.text))
            found = self._found[pattern, number] = (match[0],) if match else ()
        return found

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """The cosine of two sets of stems, each weighed by how rare it is among the entries; 0..1.

        ``fsum`` makes it the same in whatever order a set gives its stems.
        """
        shared = a & b
        if not shared:
            return 0.0
        rarity = self._rarity
        norm = math.sqrt(math.fsum([rarity.get(w, 0.0) for w in a]) * math.fsum([rarity.get(w, 0.0) for w in b]))
        return math.fsum([rarity.get(w, 0.0) for w in shared]) / norm if norm else 0.0

    def _party(self, mentions: Sequence[Mention]) -> Party:
        party = NOBODY
        for m in mentions:
            one = self._parties.get((m.text, m.actor)) or self._parties.setdefault((m.text, m.actor), self._one(m.text, m.actor))
            party = one if party is NOBODY else party | one
        return party

    def _one(self, text: str, actor: str | None) -> Party:
        names, words = _read(text)
        return Party(frozenset([actor]), names | self._names.get(actor, frozenset()), words) if actor else Party(frozenset(), names, words)

    def _view(self, entry: Entry) -> View:
        cue = entry.cue or entry.evidence
        lemmas = _lemmas_of(cue.text)
        by: list[Mention] = []
        to: list[Mention] = []
        about: list[Span] = []
        for role in entry.roles:
            if role in AGENTS:
                by += entry.role(role)
            elif role in PATIENTS:
                to += entry.role(role)
            elif role in MATTER:
                about += entry.role(role)
        agents, patients, place = self._party(by), self._party(to), self._party(getattr(entry, "place", ()))
        before = self.text[max(0, cue.start - 40) : cue.start].split()[-4:]
        counts = getattr(entry, "counts", ())
        return View(
            entry=entry,
            label=getattr(entry, "event_type", None) or getattr(entry, "act", None),
            cue=entry.cue.text if entry.cue else "",
            start=cue.start,
            sentence=bisect_right(self._ends, cue.start),
            determiner=next((w for w in reversed(before) if w in DETERMINERS), ""),
            lemmas=frozenset(lemmas),
            sense=sense(lemmas[-1]) if lemmas else "",
            agents=agents,
            patients=patients,
            place=place,
            objects=patients | place if place else patients,
            matter=frozenset().union(*[words_of(m.text) for m in about or [entry.evidence]]),
            negative=entry.factuality.endswith("-"),
            counted=frozenset([c.what for c in counts]),
            counts=frozenset().union(*[numbers_in(c.text) for c in counts]),
            within=entry.attributions[-1].statement if entry.attributions else None,
        )
