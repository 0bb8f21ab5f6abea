"""Where a place's words lie, by the tables of places and countries. Exact names only, no likeness.

The rules, in their order:

1. A country's name gives the country and no point: a centroid would be an exact answer to a vague word ("western Afghanistan").
2. A run of capitalised words must be a name as a whole, but for words such as "City", "Province", "Airport". "Port Ellish" is no "Port".
3. A country or division in the same words ("Sinjar, Iraq", "Paris, Texas", "Tulsa, Okla.") excludes all others; where the text has them
   elsewhere, they hold for the name throughout.
4. Otherwise places count by their inhabitants, and more by what the document names elsewhere: :class:`~sayso.places.choosing.Chooser`.
   Where that leaves it open it is None: an unknown place is better than a wrong one.
5. A settlement comes before a division of the same name, unless the words say "province", "state" and the like. A division's point is
   about the middle of its settlements.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sayso.model import Feature
from sayso.places.choosing import Chooser
from sayso.places.codes import codes
from sayso.places.countries import Word, names, table, words
from sayso.places.gazetteer import Row, division
from sayso.places.naming import DIVISION, GENERIC, candidates, runs, shortened
from sayso.places.surroundings import Surroundings

_APART = re.compile(r"\b(?:with|and|to|between|from|or|into|against)\b")

_FEATURES: dict[str, Feature] = {"A": "admin1", "B": "admin2", "C": "settlement"}


class Known(NamedTuple):
    """What a place's words resolve to; the point in WGS84 degrees, None for a country."""

    name: str
    country: str  # ISO 3166-1 alpha-3
    feature: Feature
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None  # GeoNames' id
    admin1: str | None = None  # the first administrative division's name
    admin1_code: str | None = None  # and its code as GeoNames writes it: "US.LA"
    admin2: str | None = None

    @classmethod
    def of(cls, row: Row) -> Known:
        """A place of the table."""
        first = division(row.division) if row.admin1 else None
        return cls(
            row.name, row.country, _FEATURES[row.kind], row.latitude, row.longitude, row.id,
            first.name if first else None, f"{codes(row.country).alpha2}.{row.admin1}" if first else None, row.admin2 or None,
        )  # fmt: skip


def resolve(place: str, countries: Collection[str] = (), around: Surroundings | None = None) -> Known | None:
    """What a place's words name, None where that is unknown or open.

    ``countries`` are those that the document names (alpha-3), ``around`` is its text.
    """
    found = words(place)
    said = _said(found, countries)
    lower = any(w.key in DIVISION and w.text.islower() for w in found)
    settled: list[tuple[str, Sequence[Row]]] = []
    unknown = False
    stretches = runs(place, found)
    for i, (start, end) in enumerate(stretches):
        run = found[start:end]
        name = " ".join(w.key for w in run)
        after = i > 0 and "," in place[found[stretches[i - 1][1] - 1].end : run[0].start]
        country = _is_country(range(start, end), found, said)
        some = shortened(place, run, after) or candidates(run, lower, whole=country) or _initials(place, run, countries)
        if (start, end) in said:
            then = found[slice(*stretches[i + 1])] if i + 1 < len(stretches) else ()
            beyond = (shortened(place, then, after_comma=True) or candidates(then)) if then else ()
            others = [row for row in some if row.own and row.country != said[start, end]]
            some = _no_country(name, others, settled[-1][1] if settled else (), beyond, around) if others else ()
            if not some:
                continue
        if some:
            settled.append((name, some))
            for part in [p for p in said if start <= p[0] and p[1] <= end]:
                if all(row.own and row.country != said[part] for row in some):
                    del said[part]  # a longer name: "Inner Mongolia", "Lebanon County"
        elif not settled and not country:
            unknown = True
    if unknown and _APART.search(place):
        return None  # "between Orlo and Kabul" is not in Kabul
    only = frozenset(said.values())
    if settled and ((row := Chooser(countries, around).among(settled, only)) or not only):
        return Known.of(row) if row else None
    if len(only) != 1:
        return None
    (code,) = only
    return Known(table()[code].name, code, "country", geonames=codes(code).geonames)


def _said(found: Sequence[Word], countries: Collection[str]) -> dict[tuple[int, int], str]:
    """The countries that some words name, by the words."""
    said: dict[tuple[int, int], str] = {}
    for start, end, of in names().find(found):
        named = {n.of for n in of if n.role in ("name", "adjective")}
        if len(named & set(countries)) == 1:
            named &= set(countries)
        if len(named) == 1 and "" not in named:
            said[start, end] = named.pop()
    return said


def _no_country(
    name: str, others: Sequence[Row], before: Sequence[Row], beyond: Sequence[Row], around: Surroundings | None
) -> Sequence[Row]:
    """Which ``others`` a country's name means here, empty if the country.

    That is a place in the division that follows ("Lebanon, Tenn."), the division of a place that goes before and is not in the country
    ("Atlanta, Georgia"), or what the document shows it to be.
    """
    if around and (sense := around.sense(name)) and sense in others:
        return [sense]
    inside = {row.division for row in before if row.kind != "A"}
    around_it = {row.division for row in beyond if row.kind == "A"}
    if found := [row for row in others if row.division in (inside if row.kind == "A" else around_it)]:
        return found
    return [row for row in others if row.kind == "A" and around and around.support(name, row) >= 1]


def _initials(place: str, run: Sequence[Word], countries: Collection[str]) -> Sequence[Row]:
    """The divisions of a country that the document names whose initials a run is ("NSW")."""
    return [row for row in shortened(place, run, after_comma=True) if row.country in countries]


def _is_country(run: Sequence[int], found: Sequence[Word], said: Collection[tuple[int, int]]) -> bool:
    """Whether a run is a country's name but for words such as "Northern"."""
    named = {i for start, end in said for i in range(start, end)}
    return not named.isdisjoint(run) and all(i in named or found[i].key in GENERIC for i in run)
