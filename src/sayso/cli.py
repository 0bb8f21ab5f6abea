"""The command line: one command a verb. What is heavy is imported inside the commands, so that ``--help`` answers at once."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.exports import FORMATS
from sayso.model import SaysoError

if TYPE_CHECKING:
    from rich.console import RenderableType

app = typer.Typer(
    help="Read political and conflict reporting: who did what to whom, who says so, how surely.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # importing rich would double what --help takes
)

Article = Annotated[Path, typer.Argument(metavar="FILE", help="The article, plain text or HTML; - is standard input.")]
Date = Annotated[dt.datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="Day of publication.")]
Publisher = Annotated[str | None, typer.Option(help="Who published it.")]
Title = Annotated[str | None, typer.Option(help="Its headline.")]


def _known_format(value: str) -> str:
    if value not in FORMATS:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(FORMATS)}.")
    return value


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        _write(f"sayso {version('sayso')}\n")
        raise typer.Exit


@app.callback()
def _sayso(version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version.")] = False) -> None:
    pass


@app.command()
def read(
    file: Article,
    format: Annotated[str, typer.Option("--format", "-f", callback=_known_format, help=f"One of {', '.join(FORMATS)}.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, not to standard output.")] = None,
    date: Date = None,
    publisher: Publisher = None,
    title: Title = None,
    min_confidence: Annotated[float, typer.Option(min=0, max=1, help="Leave out entries less sure than this.")] = 0,
) -> None:
    """Read an article and write its ledger."""
    from sayso import exports, reader

    ledger = reader.read(file, **_known(date, publisher, title))
    text = exports.write(ledger.at_least(min_confidence), format)
    if output is None:
        _write(text)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as problem:
        raise SaysoError(f"{output}: {(problem.strerror or str(problem)).lower()}") from problem


@app.command()
def explain(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry's id, or how the id begins where only one begins so.")],
    file: Article,
    date: Date = None,
    publisher: Publisher = None,
    title: Title = None,
) -> None:
    """Show an entry's words, scores and what else was weighed."""
    from sayso.explain import explanation, find
    from sayso.intake import load
    from sayso.reader import frames_of

    document = load(file, **_known(date, publisher, title))
    _show(explanation(*find(entry, frames_of(document)), document))


@app.command()
def verify(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="A ledger in JSON Lines.")],
    text: Annotated[Path, typer.Option(metavar="FILE", help="The article it is of; - is standard input.")],
) -> None:
    """Check a ledger against its text.

    Every span, the hash, every field and every id that is referred to; exits with 1 where something does not hold.
    """
    from sayso import wording
    from sayso.intake import load
    from sayso.verify import lines
    from sayso.verify import verify as problems_of

    rows = lines(ledger)
    problems = problems_of(rows, load(text))
    _write("".join(f"{wording.line(f'{ledger}: {problem}')}\n" for problem in problems) or f"{ledger} holds: {len(rows)} lines checked\n")
    raise typer.Exit(1 if problems else 0)


@app.command()
def kinds(kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="Only this kind, in full.")] = None) -> None:
    """Show the kinds of entry and their roles."""
    from sayso import explain

    _write((explain.manual(kind) if kind else explain.kinds()) + "\n")


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
        _show(report)


def _known(date: dt.datetime | None, publisher: str | None, title: str | None) -> dict[str, Any]:
    return {"published": date.date() if date else None, "publisher": publisher, "title": title}


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _show(thing: RenderableType) -> None:
    from rich.console import Console

    Console(highlight=False).print(thing)
    sys.stdout.flush()


def main() -> None:
    """Run the command line. Bad input is one line on standard error and exit code 1, bad usage exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains when it closes
        sys.exit(1)
    except (SaysoError, OSError) as problem:
        from sayso.wording import line

        reason = (problem.strerror or str(problem)).lower() if isinstance(problem, OSError) else str(problem)
        print(f"sayso: {line(reason)}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
