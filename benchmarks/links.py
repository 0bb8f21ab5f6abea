"""How well links are proposed between annotated entries, and how fast.

Run: ``python benchmarks/links.py [GOLD_DIR] [--all] [--misses RELATION]``. The entries are the gold's own, so the figures are those of
linking alone; ``sayso evaluate`` gives those of the whole reading. Counted as there: ``same`` by what follows from it (A same B, B same C:
A same C), ``supports`` either way round, the others as annotated. Only the documents of ``DEV.txt`` are counted; the weights were fitted
on the others (``--all`` counts those too). *On the matter* counts a link right where each end meets the gold's or stands in or holds it:
the gold is free to say that a denial denies the claim or the event claimed.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from sayso.evaluate.gold import find, ledger, load
from sayso.evaluate.ledger import implied
from sayso.evaluate.measure import Tally
from sayso.ledger import Ledger
from sayso.links import propose
from sayso.model import RELATIONS, Link

GOLD = Path("../shared/gold/sayso")
Ends = tuple[str, str]


def around(gold: Ledger, entry: str) -> set[str]:
    """An entry, the statements it stands in and the entries that stand right in it."""
    held = {e.id for e in gold if e.attributions and e.attributions[-1].statement == entry}
    return {entry, *held, *(a.statement for a in gold[entry].attributions if a.statement)}


def on_the_matter(gold: Ledger, a: Ends, b: Ends) -> bool:
    """Whether two links join the same matters, either way round."""
    near = {end: around(gold, end) for end in b}
    return any(x in near[b[0]] and y in near[b[1]] for x, y in (a, a[::-1]))


def count(gold: Ledger, given: list[Ends], wanted: list[Ends], relation: str) -> tuple[Tally, Tally]:
    """The tallies of one relation in one document: as annotated, and on the matter."""
    expected, stated = implied(relation, wanted), implied(relation, given)
    strict = Tally(sum(x in expected for x in given), len(given), sum(x in stated for x in wanted), len(wanted))
    right = sum(any(on_the_matter(gold, x, w) for w in expected) for x in given)
    covered = sum(any(on_the_matter(gold, x, w) for x in stated) for w in wanted)
    return strict, Tally(right, len(given), covered, len(wanted))


def show(gold: Ledger, title: str, links: list[Link]) -> None:
    """Print links with the words of their ends."""
    for x in links:
        print(f"{title} {gold.document.id} {x.score} {'; '.join(x.reasons)}")
        print(*(f"    {gold[end].evidence.text}" for end in (x.subject, x.object)), sep="\n")


def main() -> None:
    """Print precision, recall and F1 a relation, and milliseconds a document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=GOLD)
    parser.add_argument("--all", action="store_true", help="count every document, not only those of DEV.txt")
    parser.add_argument("--misses", metavar="RELATION", choices=RELATIONS, help="print what is missed and what is wrong")
    options = parser.parse_args()
    development = options.gold / "DEV.txt"
    golds = [ledger(load(p)) for p in find([options.gold], development if development.exists() and not options.all else None)]
    strict, loose = ({r: Tally() for r in RELATIONS} for _ in range(2))
    seconds = 0.0
    for gold in golds:
        began = time.process_time()
        links = propose(gold)
        seconds += time.process_time() - began
        for relation in RELATIONS:
            given, wanted = ([x for x in side if x.relation == relation] for side in (links, gold.links))
            ends = [[(x.subject, x.object) for x in side] for side in (given, wanted)]
            tallies = count(gold, ends[0], ends[1], relation)
            strict[relation] += tallies[0]
            loose[relation] += tallies[1]
            if options.misses == relation:
                show(gold, "EXTRA ", [x for x in given if (x.subject, x.object) not in implied(relation, ends[1])])
                show(gold, "MISSED", [x for x in wanted if (x.subject, x.object) not in implied(relation, ends[0])])
    entries, words = sum(map(len, golds)), sum(len(g.document.text.split()) for g in golds)
    speed = f"{1000 * seconds / len(golds):.1f} ms of processor time a document, {1000 * 900 * seconds / words:.1f} ms for 900 words"
    print(f"{len(golds)} documents, {entries} entries; {speed}")
    print(f"{'relation':10} gold  given      P     R    F1 | on the matter P     R    F1")
    for relation in RELATIONS:
        s, m = strict[relation], loose[relation]
        figures = f"{s.precision:6.3f}{s.recall:6.3f}{s.f1:6.3f} |         {m.precision:6.3f}{m.recall:6.3f}{m.f1:6.3f}"
        print(f"{relation:10} {s.gold:4}  {s.predicted:5} {figures}")


if __name__ == "__main__":
    main()
