"""Where a place's words lie, by an extract of GeoNames (``data/places.tsv``) and the table of countries. Exact names only, no likeness.

The rules, in their order:

1. A country's name gives the country and no point: a centroid would be an exact answer to a vague word ("western Afghanistan").
2. A run of capitalised words must be a name as a whole, but for words such as "City", "Province", "Airport". "Port Ellish" is no "Port".
3. A country or division in the same words ("Sinjar, Iraq", "Paris, Texas") excludes all others.
4. Otherwise places count by their inhabitants: :data:`WITHIN` times as much in a country that the document names, :data:`CAPITAL` times as
   a capital, :data:`VARIANT` times by a variant name. The first is taken where it counts :data:`MARGIN` times as much as the next that lies
   elsewhere, and outside those countries only where it counts :data:`KNOWN` or more. All else is None: an unknown place is better than a
   wrong one.
5. A settlement comes before a division of the same name, unless the words say "province", "state" and the like. A division's point is
   the mean of its settlements.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from sayso.places.countries import DATA, Word, lexicon, names, table, words
from sayso.places.countries import key as key_of

WITHIN = 100
MARGIN = 1.5
VARIANT = 0.1
CAPITAL = 30
KNOWN = 100_000
SAME = 0.5  # degrees

_DIVISION = lexicon("divisions")
_GENERIC = _DIVISION | lexicon("generic")
_PARTICLES = lexicon("place_particles")
_BREAK = re.compile(r"[,;:()/\n]")
_APART = re.compile(r"\b(?:with|and|to|between|from|or|into|against)\b")


class Known(NamedTuple):
    """What a place's words resolve to; the point in WGS84 degrees, None for a country."""

    name: str
    country: str | None  # ISO 3166-1 alpha-3
    latitude: float | None = None
    longitude: float | None = None


class Row(NamedTuple):
    """A line of ``data/places.tsv``. ``kind``: C settlement, A first and B second administrative division; ``within``: the A it lies in.

    ``own``: it was found by its main name, not by a variant.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    people: int
    kind: str
    within: str
    own: bool


@cache
def _lines() -> mmap.mmap:
    with (DATA / "places.tsv").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def rows(key: str) -> list[Row]:
    """The places of that name, found by bisection: the file is sorted by key, and nothing of it is read beforehand."""
    lines, wanted = _lines(), key.encode() + b"\t"
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        start = lines.rfind(b"\n", 0, middle) + 1
        if lines[start : start + len(wanted)] < wanted:
            low = lines.find(b"\n", middle) + 1 or high
        else:
            high = start
    found = []
    while lines[low : low + len(wanted)] == wanted:
        end = lines.find(b"\n", low)
        _, name, country, latitude, longitude, people, kind, within = lines[low:end].decode().split("\t")
        found.append(Row(name, country, float(latitude), float(longitude), int(people), kind, within, key_of(name) == key))
        low = end + 1
    return found


def row_of(known: Known) -> Row | None:
    """The line of a place that :func:`resolve` gave: its kind, and the division it lies in. None for a country."""
    return next((row for row in rows(key_of(known.name)) if row[:4] == known), None)


def _runs(text: str, found: Sequence[Word]) -> list[tuple[int, int]]:
    """The stretches of capitalised words, with the particles inside them."""
    out: list[tuple[int, int]] = []
    start = end = -1
    for i, word in enumerate(found):
        gap = text[found[i - 1].end : word.start] if i else ""
        if start >= 0 and (_BREAK.search(gap) or not (word.text[0].isupper() or word.text[0].isdigit() or word.key in _PARTICLES)):
            out.append((start, end))
            start = -1
        if word.text[0].isupper():
            start = i if start < 0 else start
            end = i + 1
    return [*out, (start, end)] if start >= 0 else out


def _bare(run: Sequence[Word]) -> tuple[Sequence[Word], bool]:
    """The run without generic words at its edges, and whether one of them was a division's."""
    first, last = 0, len(run)
    while first < last and run[first].key in _GENERIC:
        first += 1
    while last > first and run[last - 1].key in _GENERIC:
        last -= 1
    return run[first:last], any(w.key in _DIVISION for w in (*run[:first], *run[last:]))


def _candidates(run: Sequence[Word], division: bool, whole: bool) -> list[Row]:
    """The places that a run may name, of the kind that its words ask for; ``whole``: only with all of its words ("Port Sudan")."""
    found = rows(" ".join(w.key for w in run))
    if not found and not whole:
        bare, said = _bare(run)
        if not bare or len(bare) == len(run):
            return []
        found, division = rows(" ".join(w.key for w in bare)), division or said
    return [row for row in found if row.kind != "C"] or found if division else found


def _near(one: Row, other: Row) -> bool:
    """Whether two places lie within :data:`SAME` degrees of latitude and longitude."""
    return abs(one.latitude - other.latitude) <= SAME and abs(one.longitude - other.longitude) <= SAME


def _weight(row: Row) -> float:
    capital = row.kind == "C" and any(n.role == "capital" and n.of == row.country for n in names().match(words(row.name)))
    return row.people * (CAPITAL if capital else 1) * (1 if row.own else VARIANT)


def _choose(found: Sequence[Row], countries: Collection[str]) -> Row | None:
    """Rules 4 and 5 above."""
    ranked = sorted(((_weight(row) * (WITHIN if row.country in countries else 1), row) for row in found), reverse=True)
    if not ranked:
        return None
    weight, best = ranked[0]
    if best.kind != "C":
        seats = (
            row for _, row in ranked if row.kind == "C" and (_near(row, best) or (row.country, row.within) == (best.country, best.name))
        )
        best = next(seats, best)
    others = (
        w for w, row in ranked if not _near(row, best) and (row.kind == "C" or (row.country, row.name) != (best.country, best.within))
    )
    if weight < MARGIN * max(others, default=0):
        return None
    return best if best.country in countries or _weight(best) >= KNOWN else None


def _among(settled: Sequence[Sequence[Row]], only: Collection[str], countries: Collection[str]) -> Row | None:
    """The place that the first of some runs names, inside what the others name (rule 3)."""
    choice, *wider = settled
    if only:
        return _choose([row for row in choice if row.country in only], only)
    for around in wider:
        divisions = {(row.country, row.name) for row in around if row.kind == "A"}
        inside = [row for row in choice if (row.country, row.within) in divisions]
        if not inside and (town := _choose(around, countries)):
            inside = [row for row in choice if row.country == town.country]
        if inside:
            return _choose(inside, {row.country for row in inside})
    return _choose(choice, countries)


def resolve(place: str, countries: Collection[str] = ()) -> Known | None:
    """What a place's words name, None where that is unknown or open; ``countries`` are those that the document names (alpha-3)."""
    found = words(place)
    said: dict[tuple[int, int], str] = {}
    for start, end, of in names().find(found):
        codes = {n.of for n in of if n.role in ("name", "adjective")}
        if len(codes & set(countries)) == 1:
            codes &= set(countries)
        if len(codes) == 1 and "" not in codes:
            said[start, end] = codes.pop()
    division = any(w.key in _DIVISION and w.text.islower() for w in found)
    settled: list[list[Row]] = []
    unknown = False
    for start, end in _runs(place, found):
        if (start, end) in said:
            continue
        country = _is_country(range(start, end), found, said)
        if some := _candidates(found[start:end], division, whole=country):
            settled.append(some)
        elif not settled and not country:
            unknown = True
    if unknown and _APART.search(place):
        return None  # "between Orlo and Kabul" is not in Kabul
    only = frozenset(said.values())
    if settled and ((row := _among(settled, only, countries)) or not only):
        return Known(row.name, row.country, row.latitude, row.longitude) if row else None
    if len(only) != 1:
        return None
    (code,) = only
    return Known(table()[code].name, code)


def _is_country(run: Sequence[int], found: Sequence[Word], said: Collection[tuple[int, int]]) -> bool:
    """Whether a run is a country's name but for words such as "Northern"."""
    named = {i for start, end in said for i in range(start, end)}
    return not named.isdisjoint(run) and all(i in named or found[i].key in _GENERIC for i in run)
