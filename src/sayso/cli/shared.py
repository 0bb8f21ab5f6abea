"""The application that commands belong to, and how they show what they have."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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

LedgerFile = Annotated[Path | None, typer.Option("--ledger", metavar="FILE", envvar="SAYSO_LEDGER", help="The ledger file.")]


def _look_in(tables: list[Path] | None) -> list[Path] | None:
    """Let this process and those that it starts look actors up in users' tables; SaysoError where one does not hold."""
    if tables:
        from sayso.actors.tables import VARIABLE, load

        for path in tables:
            load(path)
        os.environ[VARIABLE] = os.pathsep.join(str(path.resolve()) for path in tables)
    return tables


ActorTables = Annotated[
    list[Path] | None,
    typer.Option("--actors", metavar="FILE", envvar="SAYSO_ACTORS", callback=_look_in, help="Look actors up in this table first."),
]

Include = Annotated[
    list[str] | None, typer.Option(metavar="REASON", help="Event tables: also what is no fact, by why it is none; and inferred sides.")
]


def ledger_file(given: Path | None) -> Path:
    """The ledger file that was named; SaysoError where none was."""
    if given is None:
        raise SaysoError("which ledger file? Name it with --ledger FILE or in the environment variable SAYSO_LEDGER")
    return given


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        write(f"sayso {version('sayso')}\n")
        raise typer.Exit


@app.callback()
def _sayso(version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="Show the version.")] = False) -> None:
    pass


@contextmanager
def naming(output: Path) -> Iterator[None]:
    """Let what goes wrong with writing a file be told with the file's name."""
    try:
        yield
    except OSError as problem:
        raise SaysoError(f"{output}: {(problem.strerror or str(problem)).lower()}") from problem


@contextmanager
def _read_on() -> Iterator[None]:
    """End as a shell's own commands do when nobody reads any further what is written: quietly, as by SIGPIPE."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as closed:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter complains when it closes
        raise typer.Exit(128 + 13) from closed


def write(text: str) -> None:
    """Write text to standard output."""
    with _read_on():
        sys.stdout.write(text)


def show(thing: RenderableType) -> None:
    """Show something laid out, as wide as the terminal."""
    from rich.console import Console

    with _read_on():
        Console(highlight=False).print(thing)
