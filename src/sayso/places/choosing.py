"""Which of the places of a name is meant: rules 4 and 5 of :mod:`sayso.places.resolving`.

A place counts by its inhabitants: :data:`WITHIN` times as much in a country that the document names, :data:`CAPITAL` times as a capital,
:data:`VARIANT` times by a variant name, and up to :data:`AMONG` times near other places that the document names. The first is taken where
it counts :data:`MARGIN` times as much as the next that lies elsewhere; where nothing in the document speaks for it, only if it counts
:data:`KNOWN` or more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from sayso.places.countries import names, words
from sayso.places.gazetteer import Row
from sayso.places.surroundings import Surroundings

WITHIN = 100
MARGIN = 2.0
VARIANT = 0.1
CAPITAL = 30
KNOWN = 100_000
AMONG = 10_000
ENOUGH = 1.5  # other names near, beyond which more do not count
SAME = 0.5  # degrees


def _near(one: Row, other: Row) -> bool:
    """Whether two places lie within :data:`SAME` degrees of latitude and longitude."""
    return abs(one.latitude - other.latitude) <= SAME and abs(one.longitude - other.longitude) <= SAME


@lru_cache(maxsize=8_192)
def _is_capital(row: Row) -> bool:
    return row.kind == "C" and row.own and any(n.role == "capital" and n.of == row.country for n in names().match(words(row.name)))


class Chooser:
    """Chooses among the places of a name, in the light of a document."""

    def __init__(self, countries: Collection[str], around: Surroundings | None) -> None:
        self._countries = countries
        self._around = around

    def _named(self, row: Row) -> bool:
        """Whether the document names the country of a place, and not by this very place."""
        if self._around is None:
            return row.country in self._countries
        if _is_capital(row) and not self._around.names(row.country, row.name):
            return False
        return row.country in self._countries or row.country in self._around.countries

    def _alone(self, row: Row) -> float:
        return row.people * (CAPITAL if _is_capital(row) else 1) * (1 if row.own else VARIANT)

    def _support(self, name: str, row: Row) -> float:
        return min(self._around.support(name, row), ENOUGH) if self._around else 0.0

    def choose(self, name: str, found: Sequence[Row], within: Collection[str] = ()) -> Row | None:
        """The place that is meant, None where that is open; ``within`` are countries that the same words name."""
        if not found:
            return None
        if len(found) == 1 and found[0].country in {*within, *self._countries} and not _is_capital(found[0]):
            return found[0]  # whatever the text says elsewhere
        if self._around and (sense := self._around.sense(name)) and sense in found:
            return sense
        weights = {
            row: self._alone(row)
            * (WITHIN if row.country in within or self._named(row) else 1)
            * AMONG ** (self._support(name, row) / ENOUGH)
            for row in found
        }
        ranked = sorted(weights, key=lambda row: -weights[row])
        best = ranked[0]
        weight = weights[best]
        if best.kind != "C":
            best = next((row for row in ranked if row.kind == "C" and (_near(row, best) or _seat(row, best))), best)
        others = (weights[row] for row in ranked if not _near(row, best) and (row.kind == "C" or not _seat(best, row)))
        if weight < MARGIN * max(others, default=0):
            return None
        known = best.country in within or self._named(best) or self._alone(best) >= KNOWN or self._support(name, best) >= 1
        return best if known else None

    def among(self, settled: Sequence[tuple[str, Sequence[Row]]], only: Collection[str]) -> Row | None:
        """The place that the first of some runs names, inside what the others name (rule 3)."""
        (name, choice), *wider = settled
        if only:
            return self.choose(name, [row for row in choice if row.country in only], only)
        for other, around in wider:
            divisions = {row.division for row in around if row.kind == "A"}
            inside = [row for row in choice if row.kind != "A" and row.division in divisions]
            if not inside and (town := self.choose(other, around)):
                inside = [row for row in choice if row.country == town.country]
            if inside:
                return self.choose(name, inside, {row.country for row in inside})
        return self.choose(name, choice)


def _seat(town: Row, of: Row) -> bool:
    """Whether a place lies in that first division."""
    return of.kind == "A" and town.division == of.division
