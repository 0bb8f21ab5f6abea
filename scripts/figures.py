"""Every figure beside its floor, what others reached and its human ceiling: ``python -m scripts.figures --gold ../shared/gold`` writes
``docs/figures.md``, with how far confidence can be trusted. Takes some minutes.

``references.csv`` says which figures, where each stands in the reports of ``sayso evaluate``, and what it is held against.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from sayso import evaluate
from sayso.encoder import load
from sayso.evaluate import gold as annotated
from sayso.evaluate.ledger import match
from sayso.evaluate.measure import Cell, Report
from sayso.evaluate.predictions import rows as read

REFERENCES = Path(__file__).with_name("references.csv")
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
WIDE = 40  # characters of a full bar

PAGE = """# Figures

Written by `python -m scripts.figures --gold ../shared/gold` with the weights {weights}. Our own gold's figures are those of the
development documents (`DEV.txt`), on which nothing was trained but how readily each kind is found and the calibration of confidence were
chosen. *Floor*: what a simple method reaches; *published*: what others report on the same or a like set; *ceiling*: a second annotator.

| figure | sayso | floor | published | ceiling | |
|---|---|---|---|---|---|
{rows}

What peers reach on their own suites is in [peers.md](peers.md).

## How far confidence can be trusted

Of the entries read on the development documents, by their confidence: how many, the mean confidence, and the share that the annotation
has too. The curves were fitted on these documents, so that others may fit a little less well.

```text
confidence   entries   mean   right
{bins}
```

`--min-confidence 0.9` keeps {kept:,} of {all:,} entries, of which {right:.0%} are right.
"""


def figure(reports: dict[str, Report], row: dict[str, str]) -> Cell:
    """A figure of the reports; KeyError where it is not there."""
    for table in reports[row["set"]].tables:
        if table.title.startswith(row["table"]):
            for cells in table.rows:
                if cells[0] == row["row"]:
                    return cells[list(table.columns).index(row["column"])]
    raise KeyError(f"{row['set']}: {row['table']}, {row['row']}, {row['column']}")


def confidences(gold: Path) -> Iterator[tuple[float, bool]]:
    """The confidence of every entry read on the development documents, and whether the annotation has it."""
    root = gold / "sayso"
    for path in annotated.find([root], root / "DEV.txt"):
        document = annotated.load(path)
        made = read(document.id, document.text)
        for kind in {row["kind"] for row in made}:
            given = [row for row in made if row["kind"] == kind and "confidence" in row]
            hits = {j for _, j in match([e for e in document.entries if e["kind"] == kind], given)}
            yield from ((row["confidence"], j in hits) for j, row in enumerate(given))


def bins(found: list[tuple[float, bool]]) -> Iterator[str]:
    """A line for each stretch of confidence."""
    for low, high in pairwise(EDGES):
        inside = [(c, right) for c, right in found if low <= c < high or c == high == 1.0]
        if inside:
            mean, share = (sum(x) / len(inside) for x in zip(*inside, strict=True))
            yield f"{low:.1f} to {high:.1f}   {len(inside):7,}   {mean:.2f}    {share:.2f}  {'#' * round(share * WIDE)}"


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, default=Path("docs/figures.md"))
    options = parser.parse_args()
    with REFERENCES.open(encoding="utf-8", newline="") as lines:
        references = list(csv.DictReader(lines))
    reports = {name: evaluate.run(name, options.gold)[0] for name in dict.fromkeys(row["set"] for row in references)}
    rows = []
    for row in references:
        value = figure(reports, row)
        shown = f"{value:.3f}" if isinstance(value, float) else str(value)
        rows.append(f"| {row['figure']} | {shown} | {row['floor']} | {row['published']} | {row['ceiling']} | {row['note']} |")
    found = list(confidences(options.gold))
    sure = [right for confidence, right in found if confidence >= 0.9]
    page = PAGE.format(
        weights=load().inventory.name, rows="\n".join(rows), bins="\n".join(bins(found)), kept=len(sure), all=len(found),
        right=sum(sure) / max(1, len(sure)),
    )  # fmt: skip
    options.out.write_text(page, encoding="utf-8")
    print(f"wrote {options.out}")


if __name__ == "__main__":
    main()
