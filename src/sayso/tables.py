"""Answers as tables: typed columns, rows of plain Python, and the forms in which they leave."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from sayso import arrow, wording
from sayso.exports.csv import disarmed

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow
    from rich.console import RenderableType

Type = Literal["text", "integer", "number", "date", "list", "counts"]
"""*list*: of texts; *counts*: how often each of some values, as a list of ``{"value", "number"}``, the most frequent first."""

FORMATS = ("table", "jsonl", "csv", "parquet")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and type. On a terminal it is left out unless ``shown``, and its words stay on one line where ``whole``."""

    name: str
    type: Type = "text"
    shown: bool = True
    whole: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of plain Python: str, int, float, ``datetime.date``, lists; None where there is nothing. ``more``: a limit cut it short."""

    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    more: bool = False

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.to_dicts())

    @property
    def names(self) -> list[str]:
        """The columns' names."""
        return [column.name for column in self.columns]

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows by the columns' names."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table: string, int64, double, date32, list of string, list of struct. Needs the extra ``tables``."""
        pa = arrow.pyarrow()
        types: dict[Type, Any] = {
            "text": pa.string(),
            "integer": pa.int64(),
            "number": pa.float64(),
            "date": pa.date32(),
            "list": pa.list_(pa.string()),
            "counts": pa.list_(pa.struct([("value", pa.string()), ("number", pa.int64())])),
        }
        arrays = [pa.array([row[i] for row in self.rows], types[column.type]) for i, column in enumerate(self.columns)]
        return pa.table(arrays, names=self.names)

    def to_polars(self) -> polars.DataFrame:
        """A frame of Polars with the same types. Needs polars."""
        import polars as pl

        types: dict[Type, Any] = {
            "text": pl.String,
            "integer": pl.Int64,
            "number": pl.Float64,
            "date": pl.Date,
            "list": pl.List(pl.String),
            "counts": pl.List(pl.Struct({"value": pl.String, "number": pl.Int64})),
        }
        return pl.DataFrame(self.rows, {column.name: types[column.type] for column in self.columns}, orient="row")

    def to_pandas(self) -> pandas.DataFrame:
        """A frame of pandas: dates are ``datetime64[s]``, integers ``Int64``, lists stay lists. Needs pandas."""
        import numpy as np
        import pandas as pd

        def series(values: list[Any], type: Type) -> Any:
            if type == "date":
                return pd.Series(np.array(values, dtype="datetime64[s]"))
            return pd.Series(values, dtype={"integer": "Int64", "number": "float64"}.get(type, "object"))

        return pd.DataFrame({c.name: series([row[i] for row in self.rows], c.type) for i, c in enumerate(self.columns)}, columns=self.names)

    def to_jsonl(self) -> str:
        """One object a line; days are ISO 8601."""
        return "".join(json.dumps(row, ensure_ascii=False, default=dt.date.isoformat) + "\n" for row in self.to_dicts())

    def to_csv(self) -> str:
        """RFC 4180 with a header, lines ended by LF; lists are joined by "; ", formulas disarmed as :mod:`sayso.exports.csv` says."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.names)
        for row in self.rows:
            writer.writerow(disarmed(_plain(value)) for value in row)
        return out.getvalue()

    def to_parquet(self, where: Path | str | IO[bytes]) -> None:
        """A Parquet file. Needs the extra ``tables``."""
        arrow.pyarrow().parquet.write_table(self.to_arrow(), str(where) if isinstance(where, Path) else where, compression="zstd")

    def to_rich(self) -> RenderableType:
        """Laid out for a terminal: words on one line, hidden characters shown."""
        from rich.table import Table as Grid
        from rich.text import Text

        shown = [(i, column) for i, column in enumerate(self.columns) if column.shown]
        grid = Grid(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for _, column in shown:
            number = column.type in {"integer", "number"}
            whole = number or column.whole or column.type == "date"
            grid.add_column(column.name, justify="right" if number else "left", no_wrap=whole, overflow="fold")
        for row in self.rows:
            grid.add_row(*(Text(_words(row[i])) for i, _ in shown))
        return grid

    def to_text(self, width: int = 160) -> str:
        """What is shown on a terminal, as plain text of so many columns."""
        from rich.console import Console

        out = io.StringIO()
        Console(file=out, width=width, highlight=False).print(self.to_rich())
        return out.getvalue()

    @property
    def text(self) -> dict[str, Callable[[], str]]:
        """How it is written as text, by format."""
        return {"table": self.to_text, "jsonl": self.to_jsonl, "csv": self.to_csv}


def _plain(value: Any) -> Any:
    """A value for a cell of a spreadsheet."""
    if isinstance(value, list):
        return "; ".join(f"{v['value']} {v['number']}" if isinstance(v, dict) else str(v) for v in value)
    return value


def _words(value: Any) -> str:
    """A value for the terminal."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    return wording.line(str(_plain(value)))
