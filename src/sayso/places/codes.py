"""The codes of countries in other schemes, from ``data/country_codes.csv``."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sayso.places.countries import rows


class Codes(NamedTuple):
    """A country's codes. None where a scheme has none: COW and Gleditsch-Ward know states of today, ISO does not know Kosovo."""

    alpha2: str | None = None  # ISO 3166-1; XK for Kosovo, as GeoNames writes it
    numeric: int | None = None  # ISO 3166-1
    cow: int | None = None  # Correlates of War
    gw: int | None = None  # Gleditsch and Ward, which UCDP uses
    geonames: int | None = None  # GeoNames' id


@cache
def _table() -> dict[str, Codes]:
    def number(cell: str) -> int | None:
        return int(cell) if cell else None

    return {
        row["code"]: Codes(row["alpha2"], number(row["numeric"]), number(row["cow"]), number(row["gw"]), number(row["geonames"]))
        for row in rows("country_codes.csv")
    }


def codes(country: str | None) -> Codes:
    """The codes of a country by its ISO 3166-1 alpha-3 code; all None for none and for an unknown one."""
    return _table().get(country or "", Codes())
