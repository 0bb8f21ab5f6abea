"""The table of places, an extract of GeoNames (``data/places.tsv``), and of divisions' abbreviations (``data/abbreviations.csv``)."""

from __future__ import annotations

import mmap
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.places.countries import DATA
from sayso.places.countries import rows as table_rows


class Row(NamedTuple):
    """A place of ``data/places.tsv``. ``kind``: C settlement, A first and B second administrative division.

    ``admin1`` is GeoNames' code of the first division it is or lies in, ``admin2`` the name of the second; both are empty where unknown.
    ``id`` is GeoNames', None where unknown. ``own``: it was found by its main name, not by another.
    """

    name: str
    country: str  # ISO 3166-1 alpha-3
    latitude: float
    longitude: float
    people: int
    kind: str
    admin1: str
    admin2: str
    id: int | None
    own: bool

    @property
    def division(self) -> str:
        """The first division as the table writes it: ``USA.LA``."""
        return f"{self.country}.{self.admin1}"

    def is_called(self, reference: str) -> bool:
        """Whether a line that refers to a place means this one."""
        if self.kind == "C":
            return reference == str(self.id)
        return reference == (self.division if self.kind == "A" else f"{self.division}.{self.name}")


@cache
def _table() -> mmap.mmap:
    with (DATA / "places.tsv").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _lines(key: str) -> list[list[str]]:
    """The lines with that key, found by bisection: the file is sorted by key, and nothing of it is read beforehand."""
    table, wanted = _table(), key.encode() + b"\t"
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", 0, middle) + 1
        if table[start : start + len(wanted)] < wanted:
            low = table.find(b"\n", middle) + 1
        else:
            high = start
    found = []
    while table[low : low + len(wanted)] == wanted:
        end = table.find(b"\n", low)
        found.append(table[low:end].decode().split("\t")[1:])
        low = end + 1
    return found


def _row(cells: list[str], own: bool) -> Row:
    name, country, latitude, longitude, people, kind, admin1, admin2, id = cells
    return Row(name, country, float(latitude), float(longitude), int(people), kind, admin1, admin2, int(id) if id else None, own)


@lru_cache(maxsize=8_192)
def rows(key: str) -> tuple[Row, ...]:
    """The places of that name."""
    found: list[Row] = []
    for cells in _lines(key):
        if len(cells) > 2:
            found.append(_row(cells, own=True))
        else:
            found += [row for line in _lines(cells[0]) if len(line) > 2 and (row := _row(line, own=False)).is_called(cells[1])]
    return tuple(found)


@lru_cache(maxsize=1_024)
def division(code: str) -> Row | None:
    """The first division of a code such as ``USA.LA``."""
    return next(iter(rows(code)), None)


@cache
def _abbreviations() -> dict[str, list[str]]:
    out: dict[str, list[str]] = defaultdict(list)
    for row in table_rows("abbreviations.csv"):
        out[row["abbreviation"]].append(row["division"])
    return dict(out)


def abbreviated(text: str) -> list[Row]:
    """The divisions that exactly these letters and dots stand for."""
    return [row for code in _abbreviations().get(text, ()) if (row := division(code))]
