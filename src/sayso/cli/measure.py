"""Measuring."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.shared import app, show


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option(metavar="DIR", help="Where the gold sets are.")],
    name: Annotated[str, typer.Argument(metavar="[SET]", help="The gold set to measure.")] = "all",
    only: Annotated[Path | None, typer.Option(metavar="FILE", help="A list of the documents to keep.")] = None,
    predicted: Annotated[Path | None, typer.Option(metavar="DIR", help="Score the ledgers ID.jsonl there instead of reading.")] = None,
) -> None:
    """Measure gold sets: precision, recall and F1."""
    from sayso.evaluate import run

    for report in run(name, gold, only, predicted):
        show(report)
