"""Read the demonstration articles and write their pages: ``python -m scripts.demo gold demo``.

Read are the story (one crisis, twelve articles, five outlets) and the development documents, which the weights were not trained on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections import Counter
from html import escape
from pathlib import Path

import sayso
from sayso import exports
from sayso.ledger import Ledger

HEAD = re.compile(r"(?P<title>.+)\n(?P<publisher>.+) \| (?P<published>\d{4}-\d\d-\d\d)\n")
"""The first two lines of an article under ``gold``."""

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>sayso: demonstration</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }}
li {{ margin: .6rem 0 }} small {{ display: block; opacity: .75 }}
</style>
<h1>Demonstration articles</h1>
<p>Written for this project; their countries, people and events are invented. Each page is the article taken apart.</p>
<h2>One crisis, five outlets</h2>
<p>The weights were trained on these.</p>
<ol>{story}</ol>
<h2>Not seen in training</h2>
<ol>{unseen}</ol>
</html>
"""


def read(path: Path) -> Ledger:
    """The ledger of an article, with the title, publisher and date that its first two lines give."""
    head = HEAD.match(path.read_text(encoding="utf-8"))
    if not head:
        return sayso.read(path)
    return sayso.read(path, title=head["title"], publisher=head["publisher"], published=dt.date.fromisoformat(head["published"]))


def item(ledger: Ledger, page: str) -> str:
    """An article's line on the index."""
    known = ledger.document
    counts = ", ".join(f"{n} {kind}{'s' * (n > 1)}" for kind, n in Counter(entry.kind for entry in ledger).most_common())
    origin = " · ".join(escape(str(x)) for x in (known.publisher, known.published) if x)
    return f'<li><a href="{page}">{escape(known.title or known.id)}</a><small>{origin}</small><small>{counts}</small></li>\n'


def main() -> None:
    """Read, write, and name the index page."""
    parser = argparse.ArgumentParser(description="Read the demonstration articles and write their pages.")
    parser.add_argument("gold", type=Path, help="the directory of annotated texts")
    parser.add_argument("out", type=Path, help="the directory to write pages to")
    args = parser.parse_args()
    chosen = {
        "story": sorted((args.gold / "story").glob("*.txt")),
        "unseen": [args.gold / f"{name}.txt" for name in (args.gold / "DEV.txt").read_text(encoding="utf-8").split()],
    }
    args.out.mkdir(parents=True, exist_ok=True)
    items: dict[str, str] = {}
    for part, paths in chosen.items():
        items[part] = ""
        for path in paths:
            ledger = read(path)
            page = f"{path.stem}.html"
            exports.save(ledger, "html", args.out / page)
            items[part] += item(ledger, page)
            print(f"{len(ledger):4d} entries  {ledger.document.title}")
    index = args.out / "index.html"
    index.write_text(PAGE.format(**items), encoding="utf-8")
    print(f"\nOpen {index}")


if __name__ == "__main__":
    main()
