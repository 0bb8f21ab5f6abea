"""What a document says elsewhere of where its places lie: the countries and places that it names beside the one in question.

A place is likely near the others of its text (Lieberman and Samet 2012, "Adaptive context features for toponym resolution in streaming
news"), and a name means one place throughout (Gale, Church and Yarowsky 1992). Only names that the words show to be places are witnesses:
after "in", "at", "near" and the like, before a division or country ("Paris, Texas"), or divisions by their own name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

from sayso.places.countries import Word, lexicon, named, names, words
from sayso.places.gazetteer import Row
from sayso.places.naming import DIVISION, candidates, runs, shortened

NEAR = 161.0  # kilometres, the hundred miles within which geoparsing counts a point as right
SURE = 0.8  # of a division's meanings, to say which country it is in
CLEAR = 10  # times as many inhabitants, where "Paris, Texas" may be two
MANY = 20  # meanings of a name, of which no more are weighed

_BEFORE = lexicon("locating")
_NO_PLACE = lexicon("streets") | lexicon("months")
_COMMA = re.compile(r",\s+")
_PARTICLES = "|".join(sorted(lexicon("place_particles")))
_CAPITALISED = re.compile(rf"\b[^\W\d_a-z]\S*(?:\s(?:(?:{_PARTICLES})[\s-]){{0,2}}[^\W\d_a-z]\S*)*")
_DEGREE = 111.2  # kilometres of a degree of latitude


class Witness(NamedTuple):
    """A place that the text names, and how likely each of its meanings is by its inhabitants alone."""

    key: str
    meanings: tuple[tuple[Row, float], ...]


class Surroundings:
    """The text around a place's words. Nothing is looked up before it is asked for."""

    def __init__(self, text: str, countries: Collection[str] = ()) -> None:
        self._text = text
        self._countries = frozenset(countries)
        self._support: dict[tuple[str, Row], float] = {}

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the document names, by themselves or by their divisions."""
        return self._countries | {code for w in self.witnesses for code in _countries(w)}

    def names(self, country: str, capital: str) -> bool:
        """Whether the document names a country in other words than its capital's."""
        return named(self._text)[country] > self._text.count(capital)

    def sense(self, name: str) -> Row | None:
        """What a name surely means, as the text says so in one place ("Paris, Texas")."""
        return self._read[0].get(name)

    @property
    def witnesses(self) -> Sequence[Witness]:
        """The places that the text names."""
        return self._read[1]

    def support(self, name: str, row: Row) -> float:
        """How many other names of the text, as far as their meanings are likely, lie in the same first division or near."""
        if (name, row) not in self._support:
            self._support[name, row] = sum(
                max((_speaks(row, other, share) for other, share in witness.meanings), default=0.0)
                for witness in self.witnesses
                if witness.key != name
            )
        return self._support[name, row]

    @cached_property
    def _read(self) -> tuple[dict[str, Row], list[Witness]]:
        senses: dict[str, Row] = {}
        heard: dict[str, Sequence[Row]] = {}
        for stretch in _CAPITALISED.finditer(self._text):
            text = stretch[0]
            found = words(text)
            last: Sequence[Word] = ()
            for start, end in _parts(found, runs(text, found)):
                run = found[start:end]
                before, last = last, run
                if run[-1].key in _NO_PLACE:
                    continue
                after = bool(before) and _COMMA.fullmatch(text, before[-1].end, run[0].start) is not None
                short = shortened(text, run, after)
                some = short or candidates(run)
                if after and some and (short or not _is_list(before, run, some)):
                    senses.update(_pair(before, run, some))
                ahead = found[start - 1].key if start else _last_word(self._text, stretch.start())
                if some and (_shown(run, ahead) or any(row.kind == "A" and row.own for row in some)):
                    heard.setdefault(_key(run), some)
        heard |= {name: [row] for name, row in senses.items()}
        witnesses = {likely[0][0]: Witness(name, likely) for name, some in heard.items() if (likely := _likely(some))}
        return senses, list(witnesses.values())


def _parts(found: Sequence[Word], stretches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The names in stretches of capitalised words: "Paris and Henry County" is two, "Clarke County" School Board ends in the middle."""
    for start, end in stretches:
        if any(word.key == "and" for word in found[start:end]) and not candidates(found[start:end], whole=True):
            cuts = [start - 1, *(i for i in range(start, end) if found[i].key == "and"), end]
        else:
            cuts = [start - 1, end]
        for first, last in pairwise(cuts):
            if first + 1 < last:
                yield first + 1, next((i + 1 for i in range(first + 2, last) if found[i].key in DIVISION), last)


def _is_list(before: Sequence[Word], run: Sequence[Word], some: Sequence[Row]) -> bool:
    """Whether a comma stands between equals: two countries, two divisions of one country."""
    divisions = {row.country for row in some if row.kind == "A" and row.own}
    return bool(_codes(before) and _codes(run)) or any(
        row.kind == "A" and row.own and row.country in divisions for row in candidates(before)
    )


def _pair(town: Sequence[Word], around: Sequence[Word], some: Sequence[Row]) -> dict[str, Row]:
    """What "Paris, Texas" says of both names; empty where there is no such place, or several."""
    inside = _inside(candidates(town), some, _codes(around))
    if not inside or (len(inside) > 1 and inside[0].people <= CLEAR * inside[1].people):
        return {}
    divisions = [row for row in some if row.kind == "A" and row.division == inside[0].division]
    return {_key(town): inside[0]} | {_key(around): row for row in divisions}


def _last_word(text: str, end: int) -> str:
    """The word that ends right before, as a key; empty at the start of a text or sentence."""
    found = text[max(end - 20, 0) : end].rsplit(None, 1)
    return found[-1].casefold() if found else ""


def _shown(run: Sequence[Word], before: str) -> bool:
    """Whether the words say that a run is a place."""
    return before in _BEFORE or run[-1].key in DIVISION or run[0].key in DIVISION


def _codes(run: Sequence[Word]) -> set[str]:
    return {n.of for n in names().match(run) if n.role == "name"}


def _countries(witness: Witness) -> set[str]:
    """The country that a witness surely lies in, if it is a division."""
    share: dict[str, float] = defaultdict(float)
    for row, part in witness.meanings:
        if row.kind != "C":
            share[row.country] += part
    return {code for code, part in share.items() if part > SURE}


def _key(run: Sequence[Word]) -> str:
    return " ".join(w.key for w in run)


def _inside(choice: Sequence[Row], around: Sequence[Row], codes: Collection[str]) -> list[Row]:
    """Of some places those that lie inside others, or in some countries."""
    divisions = {row.division for row in around if row.kind == "A"}
    return [row for row in choice if row.kind != "A" and (row.division in divisions or row.country in codes)]


def _likely(meanings: Sequence[Row]) -> tuple[tuple[Row, float], ...]:
    most = sorted(meanings, key=lambda row: -row.people)[:MANY]
    total = sum(row.people + 1 for row in most)
    return tuple((row, (row.people + 1) / total) for row in most)


def _speaks(one: Row, other: Row, share: float) -> float:
    """How much a likely meaning of another name speaks for a place: wholly if one lies in the other, a second division."""
    if one.country == other.country and one.admin1 == other.admin1:
        if other.kind == "A":
            return share / 2  # where states are listed, a "California" in Pennsylvania is not meant
        return 1.0 if one.kind != other.kind and one.kind != "A" and one.admin2 == other.admin2 else share
    return share if kilometres(one, other) <= NEAR else 0.0


def kilometres(one: Row, other: Row) -> float:
    """About how far two places are apart; good enough for some hundred kilometres."""
    north = one.latitude - other.latitude
    east = (abs(one.longitude - other.longitude) + 180) % 360 - 180
    return _DEGREE * float((north**2 + (east * cos(radians(one.latitude))) ** 2) ** 0.5)
