"""Tables of actors of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.shared import app, naming, write

table = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Tables of actors of one's own, for --actors.")
app.add_typer(table, name="actor-table")


@table.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Dictionaries of actors and agents in PETRARCH's format.")],
    to: Annotated[Path, typer.Option(metavar="FILE", help="The table to write.")],
) -> None:
    """Turn PETRARCH dictionaries into a table; what it cannot hold is told, a line each."""
    from sayso.actors import petrarch
    from sayso.wording import line

    rows, left = petrarch.convert(files)
    with naming(to):
        to.write_text(petrarch.table(rows), encoding="utf-8", newline="")
    actors = sum(1 for row in rows if row["id"])
    write("".join(f"{line(what)}\n" for what in left))
    write(f"{to}: {_number(actors, 'actor')}, {_number(len(rows) - actors, 'word')} for agents; {len(left):,} could not be carried over\n")


@table.command()
def check(file: Annotated[Path, typer.Argument(metavar="FILE", help="A table.")]) -> None:
    """Check a table: every row, and which of our names and actors it takes the place of."""
    from sayso.actors.tables import load, taken
    from sayso.wording import line

    actors, words = load(file)
    for name, mine, ours in taken(file):
        write(line(f"{name!r} is {mine}, no longer {ours}") + "\n")
    write(line(f"{file} holds: {_number(len(actors), 'actor')}, {_number(len(words), 'word')} for agents") + "\n")


def _number(n: int, what: str) -> str:
    return f"{n:,} {what}{'s' * (n != 1)}"
