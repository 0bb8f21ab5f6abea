"""Many articles: into a ledger file, and again; shards for many machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.ask import Format, Output, present
from sayso.cli.shared import ActorTables, Include, LedgerFile, app, ledger_file, naming, write
from sayso.model import ArgumentError

if TYPE_CHECKING:
    from sayso.corpus import Progress, Tally

Sources = Annotated[list[str], typer.Argument(metavar="PATH...", help="Files, folders and patterns such as 'feeds/*.xml'.")]
Column = Annotated[list[str] | None, typer.Option("--column", metavar="FIELD=COLUMN", help="Of tables: which column holds a field.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Reading processes; one a core unless given.")]


@app.command()
def add(
    paths: Sources,
    to: Annotated[Path, typer.Option(metavar="FILE", help="The ledger file; made if it is not there.")],
    column: Column = None,
    workers: Workers = None,
    retry: Annotated[bool, typer.Option("--retry", help="Look again at what was skipped before.")] = False,
    actors: ActorTables = None,
) -> None:
    """Read articles into a ledger file.

    Files, folders, archives, feeds and tables; each article once. Stopped at any moment, the same command goes on from there. Exits with
    1 where a file that was named by itself could not be read.
    """
    from sayso import corpus
    from sayso.intake.records import size

    with _progress(size(paths)) as progress:
        tally = corpus.add(paths, to, workers=workers, columns=_columns(column), retry=retry, progress=progress)
    _told(tally)
    write(f"`sayso origins --ledger {to}` says what became of each.\n")
    if tally.unread:
        raise typer.Exit(1)


@app.command()
def reread(
    ledger: LedgerFile = None,
    workers: Workers = None,
    all: Annotated[bool, typer.Option("--all", help="Also what this version read.")] = False,
    actors: ActorTables = None,
) -> None:
    """Read again what an earlier version of sayso, its weights or tables had read.

    The earlier readings stay; `sayso diff` shows what changed. Judgements stay with their entries.
    """
    from sayso import corpus

    with _progress(None) as progress:
        _told(corpus.reread(ledger_file(ledger), workers=workers, all=all, progress=progress))


@app.command()
def runs(ledger: LedgerFile = None, format: Format = "table", output: Output = None) -> None:
    """Show the runs that a ledger file had, and by which versions."""
    from sayso import provenance
    from sayso.store import Store

    with Store(ledger_file(ledger), read_only=True) as store:
        present(provenance.runs(store), format, output)


@app.command()
def origins(
    outcome: Annotated[str | None, typer.Option(metavar="OUTCOME", help="Only what was read, duplicate or skipped.")] = None,
    run: Annotated[int | None, typer.Option(help="Only what this run looked at first.")] = None,
    ledger: LedgerFile = None,
    format: Format = "table",
    output: Output = None,
) -> None:
    """Show every article that was looked at, and what became of it."""
    from sayso import provenance
    from sayso.store import Store

    with Store(ledger_file(ledger), read_only=True) as store:
        present(provenance.origins(store, outcome, run), format, output, "origins")


@app.command()
def copies(ledger: LedgerFile = None, format: Format = "table", output: Output = None) -> None:
    """Show which articles copy one another, and what they share."""
    from sayso import provenance
    from sayso.store import Store

    with Store(ledger_file(ledger), read_only=True) as store:
        present(provenance.copies(store), format, output)


@app.command()
def export(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="jsonl (all lines, judgements too); acled, polecat, ucdp.")],
    ledger: LedgerFile = None,
    include: Include = None,
    with_copies: Annotated[bool, typer.Option("--with-copies", help="Each of several copies.")] = False,
    format: Format = "csv",
    output: Output = None,
) -> None:
    """Write a whole ledger file: as JSON Lines or as an event table."""
    from sayso import inclusion, whole
    from sayso.exports import EVENT_TABLES
    from sayso.store import Store
    from sayso.vocabulary import one_of

    with Store(ledger_file(ledger), read_only=True) as store:
        keys = whole.documents(store, with_copies)
        if one_of(what, ("jsonl", *EVENT_TABLES), "form") != "jsonl":
            present(whole.table(store, what, keys, inclusion.named(include or ())), format, output)
        elif output is None:
            for line in whole.jsonl(store, keys):
                write(line)
        else:
            with naming(output), output.open("w", encoding="utf-8") as file:
                file.writelines(whole.jsonl(store, keys))


@app.command()
def diff(
    old: Annotated[int, typer.Argument(metavar="RUN", help="The number of a run; `sayso runs` lists them.")],
    new: Annotated[int, typer.Argument(metavar="RUN", help="The number of another.")],
    ledger: LedgerFile = None,
) -> None:
    """Show what changed between two runs, and why."""
    from sayso import wording
    from sayso.changes import diff as changes
    from sayso.changes import why
    from sayso.store import Store

    with Store(ledger_file(ledger), read_only=True) as store:
        reasons = why(store, old, new)
        write("".join(f"{name}: {a} -> {b}\n" for name, (a, b) in reasons.items()) or "the same code, weights and tables\n")
        tally = {"added": 0, "gone": 0, "changed": 0}
        for change in changes(store, old, new):
            tally[change.what] += 1
            told = "; ".join(f"{name}: {_short(a)} -> {_short(b)}" for name, (a, b) in change.fields.items())
            write(
                wording.line(f"{change.what:8}{change.document}  {change.entry}  “{change.evidence}”{'  ' + told if told else ''}") + "\n"
            )
        write(", ".join(f"{n} {what}" for what, n in tally.items()) + "\n")


@app.command()
def shard(
    paths: Sources,
    to: Annotated[Path, typer.Option(metavar="DIR", help="Where documents/ and ledgers/ are written.")],
    column: Column = None,
    rows: Annotated[int, typer.Option(min=1, help="Articles a shard.")] = 500,
    engine: Annotated[str, typer.Option(help="Who reads the shards: processes, ray, or none yet.")] = "processes",
    workers: Workers = None,
    actors: ActorTables = None,
) -> None:
    """Read articles as Parquet shards, on this machine or on many.

    Takes sources apart into DIR/documents and reads these into DIR/ledgers; `sayso merge` takes them into a ledger file.
    """
    from sayso import engines, shards

    run = None if engine == "none" else engines.engine(engine)
    made = list(shards.write_documents(paths, to / "documents", _columns(column), rows))
    write(f"{sum(n for _, n in made):,} articles in {len(made)} shard{'s' * (len(made) != 1)} under {to / 'documents'}\n")
    if run:
        run(to / "documents", to / "ledgers", workers)
        write(f"their ledgers are under {to / 'ledgers'}\n")


@app.command()
def merge(
    shards: Annotated[list[Path], typer.Argument(metavar="SHARD...", help="Shards of ledgers, or folders of them.")],
    to: Annotated[Path, typer.Option(metavar="FILE", help="The ledger file; made if it is not there.")],
) -> None:
    """Take shards of ledgers into a ledger file; each article once."""
    from sayso.shards import merge as merged

    with _progress(None) as progress:
        tally = merged([file for path in shards for file in (sorted(path.glob("*.parquet")) if path.is_dir() else [path])], to, progress)
    _told(tally)


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _columns(given: list[str] | None) -> dict[str, str]:
    pairs = [one.partition("=") for one in given or ()]
    if bad := next((field + sign + column for field, sign, column in pairs if not (field and column)), None):
        raise ArgumentError(f"--column {bad}: write FIELD=COLUMN, such as text=body")
    return {field: column for field, _, column in pairs}


def _told(tally: Tally) -> None:
    from sayso import wording

    parts = {"read": tally.read, "the same text as another": tally.duplicate, "skipped": tally.skipped, "known before": tally.known}
    told = ", ".join(f"{n:,} {what}" for what, n in parts.items() if n or what == "read")
    write(f"{tally.all:,} article{'s' * (tally.all != 1)}: {told}; {tally.words:,} words\n")
    if tally.skipped <= len(tally.first):
        write("".join(f"  skipped: {wording.line(f'{location}: {reason}')}\n" for location, reason in tally.first))
        return
    for reason, n in sorted(tally.reasons.items(), key=lambda pair: -pair[1])[:10]:
        write(f"  {n:,} skipped: {wording.line(reason)}\n")


@contextmanager
def _progress(size: int | None) -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal: how far, how fast, how long yet."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn()) if size else ()
    with Bar(*columns, TimeElapsedColumn(), TextColumn("{task.description}"), console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=size)

        def progress(tally: Tally) -> None:
            done = bar.tasks[0]
            rate = tally.words / done.elapsed if done.elapsed else 0
            bar.update(task, completed=tally.bytes, description=f"{tally.all:,} articles, {tally.skipped:,} skipped, {rate:,.0f} words/s")

        yield progress
