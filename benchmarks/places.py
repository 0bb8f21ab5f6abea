"""Given toponyms to coordinates: ``python benchmarks/places.py [--misses]``. Reads ``../shared/gold/places/geoparsing``.

Accuracy@161 km (100 miles), as in Gritta, Pilehvar and Collier, "A Pragmatic Guide to Geoparsing Evaluation" (2020), over all toponyms that
have coordinates; countries, to which sayso gives none, count as wrong. "answered" is the share that got a point, "right" how many of those
lie within 161 km. The floor is the settlement with the most inhabitants of that name: 23.4 % on LGL, 19.8 % on GeoVirus.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

from sayso.places import resolve
from sayso.places.countries import named, names, words

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "places" / "geoparsing"


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great-circle distance of two points."""
    a, b, c, d = map(radians, (latitude, longitude, other_latitude, other_longitude))
    return 2 * 6371 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def main() -> None:
    """Print the accuracy, set by set."""
    for name in ("lgl", "geovirus"):
        count: Counter[str] = Counter()
        missed: Counter[str] = Counter()
        for line in (GOLD / f"{name}.jsonl").open(encoding="utf-8"):
            document = json.loads(line)
            context = frozenset(named(document["text"]))
            for toponym in document["toponyms"]:
                if not toponym.get("lat"):
                    continue
                country = bool(names().match(words(toponym["phrase"])))
                found = resolve(toponym["phrase"], context)
                count["all"] += 1
                count["country"] += country
                if found is None or found.latitude is None or found.longitude is None:
                    missed[toponym["phrase"]] += not country
                    continue
                count["answered"] += 1
                count["right"] += kilometres(found.latitude, found.longitude, float(toponym["lat"]), float(toponym["lon"])) <= 161
        print(
            f"{name:9} {count['all']:5} toponyms  accuracy@161km {count['right'] / count['all']:.1%}"
            f"  without countries {count['right'] / (count['all'] - count['country']):.1%}"
            f"  answered {count['answered'] / count['all']:.1%}  right {count['right'] / count['answered']:.1%}"
        )
        if "--misses" in sys.argv:
            print("  no point:", *(f"{phrase} ({n})" for phrase, n in missed.most_common(60)), sep="  ")


if __name__ == "__main__":
    main()
