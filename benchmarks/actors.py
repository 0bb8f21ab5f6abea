"""Phrases to country and PLOVER sector: ``python benchmarks/actors.py [--misses]``. Reads ``../shared/gold/actors``.

182 cases of the tests of NGEC (Halterman, Schrodt, Beger, Bagozzi and Scarborough 2023), each expectation a slot: the country and the first
sector code. NGEC looks names up in Wikipedia as of a date and takes the present where none is given; the present of its tests is
taken as January 2023. What it writes as the countries IGO, UNO and EUR is here an IGO without a country; UNK and JNK are here None.
Slots that NGEC itself marks as failing are left out.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections import Counter
from pathlib import Path

from sayso.actors import resolve
from sayso.model import Document

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "actors" / "ngec_actor_cases.jsonl"
PRESENT = dt.date(2023, 1, 1)
UNKNOWN = ("", "UNK", "JNK")
SUPRANATIONAL = ("IGO", "UNO", "EUR")


def main() -> None:
    """Print the accuracy slot by slot."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in GOLD.open(encoding="utf-8"):
        case = json.loads(line)
        if case["skip_or_xfail"]:
            continue
        words = case["text"].strip()
        year = re.search(r"\d{4}", case["date"] or "")
        published = dt.date(int(year[0]), int((re.search(r"-(\d\d)-", case["date"]) or [0, 7])[1]), 1) if year else PRESENT
        document = Document.of(words + (f" ({case['context']})" if case["context"] else ""), published=published)
        (actor,), _ = resolve(document, [[document.span(0, len(words))]], [None])
        expected = case["expected"]
        wanted = {"country": "", "sector": ""} if expected.get("none") else {}
        wanted |= {"country": expected["country"]} if "country" in expected else {}
        wanted |= {"sector": expected["code_1"]} if "code_1" in expected else {}
        got = {"country": actor.country or "", "sector": actor.sector or ""}
        for slot, want in wanted.items():
            want = "" if want in UNKNOWN else want
            hit = got[slot] == want or (slot == "country" and want in SUPRANATIONAL and not got["country"])
            right[slot] += hit
            total[slot] += 1
            if not hit and "--misses" in sys.argv:
                print(f"{words!r}: {slot} {want or None} expected, {got[slot] or None} found ({actor.id})")
    for slot in ("country", "sector"):
        print(f"{slot:8} {right[slot]:4} of {total[slot]:4}  {right[slot] / total[slot]:.1%}")
    print(f"{'all':8} {right.total():4} of {total.total():4}  {right.total() / total.total():.1%}")


if __name__ == "__main__":
    main()
