"""Questions to a ledger file."""

from __future__ import annotations

import functools
import getpass
import inspect
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sayso.cli.shared import LedgerFile, app, ledger_file, naming, show, write
from sayso.model import ArgumentError, SaysoError

if TYPE_CHECKING:
    from sayso.questions import Archive
    from sayso.tables import Table

FORMATS = ("table", "jsonl", "csv", "parquet")


def _known_format(value: str) -> str:
    if value not in FORMATS:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(FORMATS)}.")
    return value


Format = Annotated[str, typer.Option("--format", "-f", callback=_known_format, help=f"One of {', '.join(FORMATS)}.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write there, not to standard output.")]
Limit = Annotated[int, typer.Option(min=0, help="At most so many rows; 0 for all.")]
Offset = Annotated[int, typer.Option(min=0, help="Pass over so many rows.")]

Words = Annotated[str | None, typer.Option(help="Words of the evidence.")]
Kind = Annotated[str | None, typer.Option(help="Only entries of this kind.")]

_TEXT, _SEVERAL, _DATE = str | None, list[str] | None, "YYYY[-MM[-DD]]"

FILTERS: dict[str, Any] = {
    "actor": Annotated[_TEXT, typer.Option(metavar="ACTOR", help="In any role or as source: a name, alias or id.")],
    "by": Annotated[_TEXT, typer.Option(metavar="ACTOR", help="Who acts, speaks, holds a stance, belongs.")],
    "to": Annotated[_TEXT, typer.Option(metavar="ACTOR", help="To or toward whom.")],
    "source": Annotated[_TEXT, typer.Option(metavar="ACTOR", help="Who vouches.")],
    "type": Annotated[_SEVERAL, typer.Option(metavar="TYPE", help="Event type, act, polarity, effect or relation; may be repeated.")],
    "mode": Annotated[_SEVERAL, typer.Option(metavar="MODE", help="An event's mode; may be repeated.")],
    "factuality": Annotated[_SEVERAL, typer.Option(metavar="VALUE", help="CT+, PR+, ... of the innermost source; may be repeated.")],
    "author_factuality": Annotated[_SEVERAL, typer.Option(metavar="VALUE", help="The same of the article itself.")],
    "since": Annotated[_TEXT, typer.Option(metavar=_DATE, help="Own time not before.")],
    "until": Annotated[_TEXT, typer.Option(metavar=_DATE, help="Own time not after.")],
    "published_since": Annotated[_TEXT, typer.Option(metavar=_DATE, help="Published not before.")],
    "published_until": Annotated[_TEXT, typer.Option(metavar=_DATE, help="Published not after.")],
    "publisher": Annotated[_TEXT, typer.Option(metavar="NAME", help="Who published the document.")],
    "place": Annotated[_TEXT, typer.Option(metavar="PLACE", help="Where it happened.")],
    "country": Annotated[_TEXT, typer.Option(metavar="COUNTRY", help="In which country: ISO 3166-1 alpha-3 or a name.")],
    "min_confidence": Annotated[float, typer.Option(min=0, max=1, help="Leave out entries less sure than this.")],
    "document": Annotated[_TEXT, typer.Option(metavar="ID", help="Only of this document.")],
    "with_copies": Annotated[bool, typer.Option("--with-copies", help="All copies of an article, not one.")],
    "all_versions": Annotated[bool, typer.Option("--all-versions", help="Superseded versions of articles too.")],
    "rejected": Annotated[bool, typer.Option("--rejected", help="Entries that people rejected too.")],
}
"""The conditions of every question, as options."""

UNSET: dict[str, Any] = {"min_confidence": 0.0, "with_copies": False, "all_versions": False, "rejected": False}


def question(ask: Callable[..., Table]) -> Callable[..., None]:
    """A command that asks: ``ask`` is called with the archive, what it takes itself and the conditions; the command shows the table."""

    @functools.wraps(ask)
    def command(ledger: Path | None, format: str, output: Path | None, **asked: Any) -> None:
        given = {name: _several(value) for name, value in asked.items() if value is not None}
        with _open(ledger) as archive:
            present(ask(archive, **given | {"limit": given["limit"] or None}), format, output, ask.__name__)

    unevaluated = {"Archive": object, "Table": object}  # they are imported for the type checker alone
    taken = inspect.signature(ask, eval_str=True, locals=unevaluated).parameters.values()
    own = [p for p in taken if p.name not in {"archive", "asked"}]
    shared = {"limit": (Limit, 100), "offset": (Offset, 0), "ledger": (LedgerFile, None), "format": (Format, "table")}
    conditions = {name: (annotation, UNSET.get(name)) for name, annotation in FILTERS.items()}
    options = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in (conditions | shared | {"output": (Output, None)}).items()
    ]
    parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own] + options
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in parameters}
    return app.command()(command)


def present(table: Table, format: str, output: Path | None, command: str | None = None) -> None:
    """Write a table, for people as the ``command`` lays it out; on standard error, that there is more."""
    if format == "parquet":
        if output is None:
            raise ArgumentError("Parquet is written to a file: --output FILE")
        with naming(output), output.open("wb") as file:
            table.to_parquet(file)
    elif format == "table" and output is None and len(table) and (width := _terminal()):
        from sayso.cli.listing import listing

        show(listing(command, table, width))
    else:
        text = _laid_out(table, command) if format == "table" else table.text[format]()
        if output is None:
            write(text)
        else:
            with naming(output):
                output.write_text(text, encoding="utf-8", newline="")
    if table.more:
        print(f"the first {len(table)}; there are more: --limit, --offset", file=sys.stderr)


def _terminal() -> int | None:
    """How wide what is written to is; None for a pipe whose width nobody tells."""
    from rich.console import Console

    return Console().width if sys.stdout.isatty() or "COLUMNS" in os.environ else None


def _laid_out(table: Table, command: str | None, width: int = 160) -> str:
    """A table for people as plain text, its lines without blanks at the end."""
    from rich.console import Console

    from sayso.cli.listing import listing

    out = io.StringIO()
    Console(file=out, width=width, highlight=False).print(listing(command, table, width) if len(table) else "nothing found")
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


@question
def find(
    archive: Archive,
    kind: Annotated[str | None, typer.Argument(metavar="[KIND]", help="events, statements, ...; all for any.")] = None,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words of the evidence, in any form; word* for how it begins.")
    ] = None,
    **asked: Any,
) -> Table:
    """Find entries by kind, words, actor, source, type, factuality, date, place.

    The newest first, by their own time.
    """
    text = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words or ())
    return archive.find(None if kind == "all" else kind, words=text or None, **asked)


@question
def timeline(
    archive: Archive,
    per: Annotated[str, typer.Option(metavar="UNIT", help="day, week, month or year.")] = "month",
    kind: Annotated[str, typer.Option(help="Entries of this kind.")] = "event",
    words: Words = None,
    **asked: Any,
) -> Table:
    """Show how many events fall on each day, week or month, by type.

    By their own time; one known only to the month is counted with the month.
    """
    return archive.timeline(per, kind, words=words, **asked)  # type: ignore[arg-type]


@question
def actors(
    archive: Archive,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Only those of whom a name or alias holds this.")] = None,
    kind: Kind = None,
    words: Words = None,
    **asked: Any,
) -> Table:
    """Show who acts, is acted upon and speaks, how often and from when to when."""
    return archive.actors(name, kind=kind, words=words, **asked)


@question
def sources(archive: Archive, words: Words = None, **asked: Any) -> Table:
    """Show who is quoted, how often, by name or not, and with what acts."""
    return archive.sources(words=words, **asked)


@app.command("show")
def show_entry(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="An entry's id, or how it begins; DOCUMENT/ENTRY where several have it.")],
    ledger: LedgerFile = None,
    format: Format = "table",
    output: Output = None,
) -> None:
    """Show an entry whole: its words, document, sources, links and what people say of it."""
    with _open(ledger) as archive:
        present(archive.show(entry), format, output)


@app.command()
def judge(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="As in show.")],
    verdict: Annotated[str, typer.Argument(metavar="accept|reject|correct", help="Whether the entry is as it was read.")],
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who judges; the login name unless given.")] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    set: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What a correction sets; may be repeated.")] = None,
    ledger: LedgerFile = None,
) -> None:
    """Accept, reject or correct an entry. Judgements are only ever added; the last one holds."""
    from sayso import wording
    from sayso.review import judge as add

    fields = dict(_field(words) for words in set or ())
    known = add(ledger_file(ledger), entry, verdict, by or _login(), note, fields)
    said = known["judgements"][-1]
    corrected = "".join(f", {name}={value}" for name, value in said["correction"].items())
    write(wording.line(f"{known['entry']['id']}: {said['verdict']}{corrected}, by {said['by']}") + "\n")


def _field(words: str) -> tuple[str, str]:
    name, equals, value = words.partition("=")
    if not equals:
        raise typer.BadParameter(f"{words!r} is no FIELD=VALUE.", param_hint="--set")
    return name.strip(), value.strip()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as problem:
        raise SaysoError("who judges is not known: --by NAME") from problem


def _several(value: Any) -> Any:
    """Values that may be repeated, or stand in one with commas between."""
    return [one.strip() for some in value for one in some.split(",")] if isinstance(value, list) else value


def _open(ledger: Path | None) -> Archive:
    from sayso.questions import Archive

    return Archive(ledger_file(ledger))
