"""What exact code adds to the learned link of mentions: which two are surely not one, and what a bare noun or a short name takes up.

Kept is what raised the CoNLL score of actors on the development documents and on those that the link was learned from. That a bare noun
takes up a name of its sort ("the group" an armed group named before) did not: where the link finds no antecedent, there mostly is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.actors.genders import gender
from sayso.actors.phrases import POSSESSIVE, SEVERAL, Reading, parse, read
from sayso.actors.sources import is_pronominal
from sayso.actors.tables import using
from sayso.model import Document, Span
from sayso.places import countries
from sayso.places.countries import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

TAKEN_UP = "the last one called so that acted or spoke"
SHORT = "short for {}"

PERSON, NO_PERSON = 0.9, 0.1
"""From, and up to, what likelihood a mention is surely a person, and surely none."""

_SIDES = dict.fromkeys(("COP", "GOV", "JUD", "LEG", "MIL", "SPY"), "state") | dict.fromkeys(("CRM", "OPP", "PRM", "REB", "UAF"), "other")
_SHORT_NAMES = countries.lexicon("short_names")
_BARE = re.compile(r"(?:the|this|that)\s+[a-z]+(?:['’]s?)?", re.I)
_OWNED = re.compile(r"(.+)(?:['’]s|(?<=s)['’])\s+(\S.*)", re.S)
_PART = re.compile(r"(?:all|some|many|most|several|few|none|both)\s+of\s+", re.I)
_MEANT = re.compile(r".+\s\[([^\[\]]+)\]")  # what an editor says is meant: "the army [Free Army]"
_NAME = re.compile(r"(?:[Tt]he\s+)?([A-Z]\w+(?:\s(?:(?:of|the|for|and)\s)*[A-Z]\w+)*)(?:\s\([A-Z]+\))?(?:['’]s?)?")


class _Body(NamedTuple):
    """A named body: the word for what it is ("Union", "Army"), those before it, and all of the mention."""

    head: str
    own: frozenset[str]
    words: frozenset[str]


class Mentions:
    """A document's mentions in the order of the text, each with what its words say.

    ``types`` are the encoder's guesses at their actors' types, ``person`` [m] how likely each is a person.
    """

    def __init__(self, document: Document, spans: Sequence[Span], types: Sequence[str], person: NDArray[np.float32]) -> None:
        self.spans, self.types, self.person = spans, types, person
        named = countries.named(document.text)
        with using():
            self.readings: list[Reading | None] = [
                None if is_pronominal(s.text) else read(s.text, named, guess, document.published)
                for s, guess in zip(spans, types, strict=True)
            ]

    def unlike(self) -> NDArray[np.bool_]:
        """Which two are surely not one [m, m].

        Those that are different known actors, of different countries, of a state and against one ("the army", "the militia"), persons whose
        names share no word or whose given names differ ("Jeb Bush", "Laura Bush"), a person and none, a man and a woman, one person and
        several, a person and those of his, a state and what only shares a word with it ("the regional states"), two named bodies that
        share but the word for what they are ("the Hearth Union", "the Teachers Union").
        """

        def differ(values: Sequence[str | None]) -> NDArray[np.bool_]:
            index: dict[str | None, int] = {None: -1}
            ids = np.array([index.setdefault(v, len(index)) for v in values])
            out: NDArray[np.bool_] = (ids[:, None] != ids[None]) & (ids[:, None] >= 0) & (ids[None] >= 0)
            return out

        out = differ([r.actor.id if r and r.actor and not r.capital else None for r in self.readings])
        out |= differ([r.country if r else None for r in self.readings])
        out |= differ([self._side(i) for i in range(len(self.spans))])
        out |= differ(["yes" if p > PERSON else "no" if p < NO_PERSON else None for p in self.person])
        out |= differ(
            [
                gender(s.text, r.person if r else None) if guess == "person" else None
                for s, r, guess in zip(self.spans, self.readings, self.types, strict=True)
            ]
        )
        for i, j in self._beside():
            out[i, j] = out[j, i] = True
        persons = [
            (i, [w.key for w in words(reading.person)])
            for i, (reading, guess) in enumerate(zip(self.readings, self.types, strict=True))
            if reading and reading.person and guess == "person"
        ]
        joined = {pair for _, name in persons for pair in permutations(name, 2)}  # "Jeb" may be "Bush" where Jeb Bush is named
        for (i, one), (j, other) in combinations(persons, 2):
            shared = {*one} & {*other} or (len(one) == len(other) == 1 and (one[0], other[0]) in joined)
            if not shared or _kin(one, other):
                out[i, j] = out[j, i] = True
        return out

    def _side(self, i: int) -> str | None:
        """Whether a mention is of a state or against one; a named army of no country that is likely an armed group is no state's."""
        reading, text = self.readings[i], self.spans[i].text
        side = _SIDES.get(reading.sector or "") if reading and reading.strong else None
        if side == "state" and self.types[i] == "armed_group" and reading and not (reading.actor or reading.country):
            meant = _MEANT.fullmatch(text)
            return "other" if _body(meant[1] if meant else text) else side
        return side

    def _beside(self) -> Iterator[tuple[int, int]]:
        """Pairs of which one is a person or a state and the other what is only beside it, and pairs of named bodies that are two."""
        texts = [s.text for s in self.spans]
        of = [(i, reading) for i, reading in enumerate(self.readings) if reading]
        persons = {i: _plain(POSSESSIVE.sub("", texts[i])) for i, r in of if r.person and self.types[i] == "person"}
        states = {i: {w.key for w in words(r.actor.name)} for i, r in of if r.actor and r.type == "state"}
        bodies: dict[str, list[tuple[int, _Body]]] = {}
        for i, reading in of:
            body = _body(texts[i])
            none = not reading.person and self.types[i] != "person" and (body or reading.actor)
            if none or SEVERAL.match(texts[i]):
                yield from ((i, j) for j in persons)
            elif owner := _owner(texts[i]):
                yield from ((i, j) for j, name in persons.items() if name == owner)
            if plural := _plural(texts[i]):
                yield from ((i, j) for j, name in states.items() if plural in name)
            if body:
                before = bodies.setdefault(body.head, [])
                yield from ((i, j) for j, other in before if not body.own & other.words and not other.own & body.words)
                before.append((i, body))

    def take_up(self, chains: Sequence[Sequence[int]], acting: Collection[tuple[int, int]]) -> tuple[list[list[int]], dict[int, str]]:
        """The chains with two sorts of mentions put where they belong, and for each of these why.

        "The Front" is the Yemmi Front where no other name before it ends so. "The army" without an antecedent is the last mention with
        that noun, rather one that acts or speaks (``acting``, by offsets) than one that is only named inside other words.
        """
        out = [list(chain) for chain in chains]
        home = {i: k for k, chain in enumerate(out) for i in chain}
        why: dict[int, str] = {}
        endings: dict[str, dict[str, int]] = {}
        inside = self._inside()
        for i, span in enumerate(self.spans):
            before = [j for j in out[home[i]] if j < i]
            name = _name(span.text)
            if name and " " in name and not ((reading := self.readings[i]) and reading.person):
                endings.setdefault(name.split()[-1], {})[name] = i
            full = list(endings.get(name or "", {}).values()) if span.text[:4].lower() == "the " else []
            if len(full) == 1 and home[full[0]] != home[i]:
                j: int | None = full[0]
                why[i] = SHORT.format(self.spans[full[0]].text)
            elif not before and (j := self._last_called(i, acting, inside)) is not None:
                why[i] = TAKEN_UP
            else:
                continue
            assert j is not None
            moved = [x for x in out[home[i]] if x >= i]
            out[home[i]] = before
            out[home[j]] = sorted((*out[home[j]], *moved))
            home |= dict.fromkeys(moved, home[j])
        return [chain for chain in out if chain], why

    def _inside(self) -> list[bool]:
        """Whether each mention stands inside another."""
        out, end = [], -1
        for span in self.spans:
            out.append(span.end <= end)
            end = max(end, span.end)
        return out

    def _last_called(self, i: int, acting: Collection[tuple[int, int]], inside: Sequence[bool]) -> int | None:
        span = self.spans[i]
        if not _BARE.fullmatch(span.text) or _name(span.text) or parse(span.text).agent is None:
            return None
        noun = words(span.text)[-1].key
        able = [
            j
            for j in range(i)
            if self.readings[j] and self.spans[j].end <= span.start and noun in {w.key for w in words(self.spans[j].text)}
        ]
        free = [j for j in able if not inside[j]]
        acted = [j for j in free if (self.spans[j].start, self.spans[j].end) in acting]
        return next((group[-1] for group in (acted, free, able) if group), None)


def _kin(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, in small letters, are two given names with one surname, initials aside; of short forms ("Bill") none can tell."""
    a, b = ([part for part in name if len(part) > 1] for name in (one, other))
    return len(a) == len(b) == 2 and a[1] == b[1] and a[0][0] != b[0][0] and not {a[0], b[0]} & _SHORT_NAMES


@lru_cache(maxsize=8_192)
def _plain(text: str) -> str:
    return " ".join(w.key for w in parse(text).words)


@lru_cache(maxsize=8_192)
def _owner(text: str) -> str | None:
    """The words for the one whose people a mention is of ("Odran Velishka's aide")."""
    owned = _OWNED.fullmatch(text)
    if owned is None:
        return None
    _, found, end, _, _ = parse(owned[2])
    return _plain(owned[1]) if any(f.end == end and f.agent.type in ("person", "population") for f in found) else None


@lru_cache(maxsize=8_192)
def _plural(text: str) -> str | None:
    """The head, where it is a common noun in the plural with more said of it."""
    phrase, _, end, _, _ = parse(_PART.sub("", text))
    last = phrase[end - 1] if end > 1 else None
    return last.key if last and last.text[0].islower() and last.key.endswith("s") else None


@lru_cache(maxsize=8_192)
def _body(text: str) -> _Body | None:
    phrase, found, end, _, _ = parse(text)
    before = phrase[: max(0, end - 1)]
    if not any(w.text[0].isupper() for w in before) or not phrase[end - 1].text[0].isupper():
        return None
    if not any(f.end == end and f.agent.type not in ("person", "population") for f in found):
        return None
    return _Body(phrase[end - 1].key.removesuffix("s"), frozenset(w.key for w in before), frozenset(w.key for w in words(text)))


def _name(text: str) -> str | None:
    """The capitalised words of a mention that is nothing but a name."""
    found = _NAME.fullmatch(text)
    return found[1] if found else None
