"""One article."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from sayso.cli.shared import ActorTables, Include, app, naming, show, write
from sayso.exports import EVENT_TABLES, FORMATS
from sayso.model import ArgumentError

Article = Annotated[Path, typer.Argument(metavar="FILE", help="The article: plain text, HTML or PDF; - is standard input.")]


def _day(words: str) -> dt.date:
    try:
        return dt.datetime.strptime(words, "%Y-%m-%d").date()
    except ValueError as problem:
        raise typer.BadParameter(f"{words!r} is no day such as 2022-07-27.") from problem


Date = Annotated[dt.date | None, typer.Option("--date", parser=_day, metavar="YYYY-MM-DD", help="Day of publication.")]
Publisher = Annotated[str | None, typer.Option(help="Who published it.")]
Title = Annotated[str | None, typer.Option(help="Its headline.")]


def _known_format(value: str) -> str:
    if value not in FORMATS:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(FORMATS)}.")
    return value


@app.command()
def read(
    file: Article,
    format: Annotated[str, typer.Option("--format", "-f", callback=_known_format, help=f"One of {', '.join(FORMATS)}.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, not to standard output.")] = None,
    date: Date = None,
    publisher: Publisher = None,
    title: Title = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out entries less sure than this.")] = 0,
    include: Include = None,
    actors: ActorTables = None,
) -> None:
    """Read an article and write its ledger."""
    from sayso import exports, inclusion, reader

    if include and format not in EVENT_TABLES:
        raise typer.BadParameter(f"only {', '.join(EVENT_TABLES)} leave events out.", param_hint="--include")
    options = {"include": inclusion.named(include)} if include else {}
    ledger = reader.read(file, **_known(date, publisher, title)).at_least(min_confidence)
    if output is None:
        written = exports.write(ledger, format, **options)
        if isinstance(written, bytes):
            raise ArgumentError(f"{format} is written to a file: --output FILE")
        write(written)
        return
    with naming(output):
        exports.save(ledger, format, output, **options)


@app.command()
def explain(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry's id, or how the id begins where only one begins so.")],
    file: Article,
    date: Date = None,
    publisher: Publisher = None,
    title: Title = None,
    actors: ActorTables = None,
) -> None:
    """Show an entry's words, scores and what else was weighed."""
    from sayso.explain import explanation, find
    from sayso.intake import load
    from sayso.reader import frames_of

    document = load(file, **_known(date, publisher, title))
    show(explanation(*find(entry, frames_of(document)), document))


@app.command()
def verify(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="A ledger in JSON Lines, or a ledger file.")],
    text: Annotated[Path | None, typer.Option(metavar="FILE", help="The article that JSON Lines are of; - is standard input.")] = None,
) -> None:
    """Check a ledger against its text, or a ledger file against all of its texts.

    Every span, the hash, every field and every id that is referred to; exits with 1 where something does not hold.
    """
    from sayso import verify, wording

    problems: list[verify.Problem]
    if verify.is_store(ledger):
        from sayso.store import Store

        with Store(ledger, read_only=True):  # which says what is wrong, where a later or an earlier sayso wrote it
            pass
        with Store(ledger, read_only=not os.access(ledger, os.W_OK)) as store:
            problems, checked = list(verify.verify_store(store)), f"{len(store.keys())} documents checked"
    else:
        from sayso.intake import load

        rows = verify.lines(ledger)
        if text is None:
            raise typer.BadParameter("a ledger in JSON Lines is checked against its article.", param_hint="--text")
        problems, checked = verify.verify(rows, load(text)), f"{len(rows)} lines checked"
    write("".join(f"{wording.line(f'{ledger}: {problem}')}\n" for problem in problems) or f"{ledger} holds: {checked}\n")
    raise typer.Exit(1 if problems else 0)


@app.command()
def kinds(kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="Only this kind, in full.")] = None) -> None:
    """Show the kinds of entry and their roles."""
    from sayso import explain

    write((explain.manual(kind) if kind else explain.kinds()) + "\n")


def _known(date: dt.date | None, publisher: str | None, title: str | None) -> dict[str, Any]:
    return {"published": date, "publisher": publisher, "title": title}
