"""What some tables show people, fitted to a terminal: an entry, a source, an article on two lines. Other forms have all columns."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from sayso import wording
from sayso.tables import Table

_WHO = 32  # characters of a name, so that what follows it is seen too
_GAP = 2  # blanks between columns

Row = dict[str, Any]


def listing(command: str | None, table: Table, width: int) -> RenderableType:
    """What a command shows of its table: a layout of its own where it has one here, else the table's columns."""
    own = {"find": entries, "actors": actors, "sources": sources, "origins": origins}
    return own[command](table, width) if command in own else table.to_rich()


def entries(table: Table, width: int) -> Grid:
    """Of :meth:`sayso.questions.Archive.find`: who, what, whom; below, when, how surely, in which document, who says so in which words."""
    names = ("id\nwhen, how surely", "who → what → whom\ndocument · who says so: “words”")
    rows = (
        (f"{row['id']}\n{' '.join(filter(None, (_when(row), row['factuality'])))}", f"{_who_what_whom(row)}\n{_vouched(row)}")
        for row in table
    )
    return _grid(names, rows, width, cut=1)


def actors(table: Table, width: int) -> Grid:
    """Of :meth:`sayso.questions.Archive.actors`: who, of which country, how often in which role, and when."""
    roles = ("acting", "receiving", "speaking")
    rows = (
        (
            wording.line(row["name"]) + (f" ({row['country']})" if row["country"] else ""),
            *(f"{row[role]:,}" for role in roles),
            _when(row),
        )
        for row in table
    )
    return _grid(("name", *roles, "when"), rows, width, numbers={1, 2, 3})


def sources(table: Table, width: int) -> Grid:
    """Of :meth:`sayso.questions.Archive.sources`: who, and in how many statements; below, with what acts, the most frequent first."""
    counts = ("statements", "documents", "families")
    rows = (
        (
            f"{wording.line(row['source'])}{_mark(row)}\n  {_acts(row)}",
            *(f"{row[count]:,}" for count in counts),
        )
        for row in table
    )
    return _grid(("source, acts", *counts), rows, width, cut=0, numbers={1, 2, 3})


def origins(table: Table, width: int) -> Grid:
    """Of :func:`sayso.provenance.origins`: what became of each article; below where it lies, why."""
    rows = (
        (
            row["outcome"],
            row["document"] or "",
            wording.line(row["location"]) + (f"\n  {wording.line(row['reason'])}" if row["reason"] else ""),
        )
        for row in table
    )
    return _grid(("outcome", "document", "location, reason"), rows, width)


def _who_what_whom(row: Row) -> str:
    what = "/".join(filter(None, (row["type"], row["mode"]))) or row["cue"] or row["kind"]
    whom = ": ".join(filter(None, ("; ".join(row["to"]), "; ".join(row["what"]))))
    parts = (wording.clip(wording.line("; ".join(row["by"])), _WHO), wording.line(what), wording.line(whom))
    return ("not: " if row["factuality"].endswith("-") else "") + " → ".join(filter(None, parts))


def _vouched(row: Row) -> str:
    source = " › ".join(map(wording.line, row["source"])) + _mark(row) if row["source"] else "article"
    said = f"{wording.clip(source, _WHO)}: “{wording.line(row['evidence'])}”"
    return " · ".join(filter(None, (row["document"], row["verdict"], said)))


def _when(row: Row) -> str:
    return wording.days(row["first"], row["last"])


def _acts(row: Row) -> str:
    return "; ".join(f"{act['value']} {act['number']:,}" for act in row["acts"])


def _mark(row: Row) -> str:
    return f" ({row['source_kind']})" if row["source_kind"] in {"unnamed", "vague"} else ""


def _grid(
    names: tuple[str, ...], rows: Iterable[tuple[str, ...]], width: int, cut: int | None = None, numbers: Collection[int] = ()
) -> Grid:
    """The rows under their columns' names; the lines of column ``cut`` are shortened to what the others leave of the width."""
    head, *body = ([Text(cell) for cell in row] for row in (names, *rows))
    if cut is not None:
        others = (i for i in range(len(names)) if i != cut)
        left = width - sum(max(_width(row[i]) for row in (head, *body)) + _GAP for i in others)
        for row in (head, *body):
            lines = row[cut].split("\n")
            for line in lines:
                line.truncate(max(left, _WHO), overflow="ellipsis")
            row[cut] = Text("\n").join(lines)
    grid = Grid(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold")
    for i, name in enumerate(head):
        grid.add_column(name, justify="right" if i in numbers else "left", no_wrap=i in numbers, overflow="fold")
    for row in body:
        grid.add_row(*row)
    return grid


def _width(cell: Text) -> int:
    return max(line.cell_len for line in cell.split("\n"))
