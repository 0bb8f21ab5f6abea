"""How well the body of an article is found in a page: F1 over 4-word shingles, and how long it takes.

The gold is scrapinghub's article-extraction benchmark (181 pages, ``gold.jsonl`` and ``html/``); its score, averaged over pages, is
computed as its official script does. Run: ``python benchmarks/extraction.py GOLD_DIR [--compare]``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import mean

from sayso.intake import html
from sayso.intake.text import decode
from sayso.model import SaysoError

SHINGLE = 4
GOLD = Path("../shared/gold/documents/article_extraction")

ALTERNATIVES: dict[str, dict[str, bool]] = {
    "trafilatura's defaults": {},
    "without comments": {"include_comments": False},
    "without comments, tables": {"include_comments": False, "include_tables": False},
    "recall": {"include_comments": False, "favor_recall": True},
    "precision, without tables": {"include_comments": False, "include_tables": False, "favor_precision": True},
    "precision, fast": {"include_comments": False, "favor_precision": True, "fast": True},
}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Every run of :data:`SHINGLE` words and how often it occurs; a shorter text is one shingle."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


def body(page: str) -> str:
    """What intake takes for the article; nothing where it refuses the page."""
    try:
        return html.article(page).text
    except SaysoError:
        return ""


def score(extract: Callable[[str], str], pages: list[str], bodies: list[str]) -> tuple[float, float, float, float, int]:
    """F1, precision, recall (each 0 to 1, averaged over pages), seconds a page, and pages that give nothing."""
    precisions, recalls, empty = [], [], 0
    began = time.perf_counter()
    found = [extract(page) for page in pages]
    seconds = (time.perf_counter() - began) / len(pages)
    for text, gold in zip(found, bodies, strict=True):
        got, wanted = shingles(text), shingles(gold)
        both = (got & wanted).total()
        empty += not text
        if got:
            precisions.append(both / got.total())
        if wanted:
            recalls.append(both / wanted.total())
    precision, recall = mean(precisions), mean(recalls)
    return 2 * precision * recall / (precision + recall), precision, recall, seconds, empty


def main() -> None:
    """Print the figures, a row a way of extracting."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("gold", type=Path, nargs="?", default=GOLD)
    arguments.add_argument("--compare", action="store_true", help="other options of trafilatura too")
    given = arguments.parse_args()
    rows = [json.loads(line) for line in (given.gold / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [decode(gzip.decompress((given.gold / row["html"]).read_bytes())) for row in rows]
    bodies = [row["articleBody"] for row in rows]
    ways: dict[str, Callable[[str], str]] = {"sayso": body}
    if given.compare:
        import trafilatura

        for name, options in ALTERNATIVES.items():
            ways[name] = lambda page, options=options: trafilatura.extract(page, **options) or ""  # type: ignore[misc]
    print(f"{len(pages)} pages{'':17} F1  precision  recall  s/page  nothing")
    for name, way in ways.items():
        f1, precision, recall, seconds, empty = score(way, pages, bodies)
        print(f"{name:26} {f1:.3f}      {precision:.3f}   {recall:.3f}   {seconds:.3f}  {empty:7}")


if __name__ == "__main__":
    main()
