"""What questions answer leaves in forms that others open with the right types."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from shelf import shelf

from sayso import tables
from sayso.model import SaysoError
from sayso.questions import Archive
from sayso.tables import Column, Table

COLUMNS = (
    Column("words"),
    Column("number", "integer"),
    Column("share", "number"),
    Column("day", "date"),
    Column("several", "list"),
    Column("often", "counts"),
)
ROWS: list[tuple[Any, ...]] = [
    (
        'Orlo, "the" town\nby the river',
        3,
        0.5,
        dt.date(2021, 8, 15),
        ["a", "b; c"],
        [{"value": "say", "number": 2}, {"value": "deny", "number": 1}],
    ),
    ("=1+1", None, None, None, [], []),
    (None, 4, -0.5, dt.date(1815, 6, 18), ["مكتب"], [{"value": "ask", "number": 1}]),
]
TABLE = Table(COLUMNS, ROWS)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    with Archive(shelf(tmp_path_factory.mktemp("shelf") / "my.ledger")) as archive:
        return {
            "made up": TABLE,
            "find": archive.find(),
            "timeline": archive.timeline("day"),
            "actors": archive.actors(),
            "sources": archive.sources(),
            "nothing": archive.find("forecasts"),
        }


ANSWERS = ["made up", "find", "timeline", "actors", "sources", "nothing"]
DUCK = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "list": "VARCHAR[]"}
DUCK["counts"] = "STRUCT(value VARCHAR, number BIGINT)[]"
POLARS: dict[str, Any] = {"text": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date, "list": pl.List(pl.String)}
POLARS["counts"] = pl.List(pl.Struct({"value": pl.String, "number": pl.Int64}))


def ask_duck(sql: str) -> duckdb.DuckDBPyRelation:
    found = duckdb.sql(sql)
    assert found is not None
    return found


def duck_types(found: duckdb.DuckDBPyRelation) -> dict[str, str]:
    return {name: str(type).replace('"', "") for name, type in zip(found.columns, found.types, strict=True)}


@pytest.mark.parametrize("name", ANSWERS)
def test_arrow(answers: dict[str, Table], name: str) -> None:
    table = answers[name]
    arrow = table.to_arrow()
    assert arrow.column_names == table.names
    assert arrow.to_pylist() == table.to_dicts()
    types = {c.name: arrow.schema.field(c.name).type for c in table.columns}
    assert all(types[c.name] == pa.date32() for c in table.columns if c.type == "date")


@pytest.mark.parametrize("name", ANSWERS)
def test_frames(answers: dict[str, Table], name: str) -> None:
    table = answers[name]
    frame = table.to_polars()
    assert frame.schema == {c.name: POLARS[c.type] for c in table.columns}
    assert frame.to_dicts() == table.to_dicts()
    pandas = table.to_pandas()
    assert list(pandas.columns) == table.names
    assert len(pandas) == len(table)
    for column in table.columns:
        if column.type in {"integer", "number", "date"}:
            assert str(pandas[column.name].dtype) == {"integer": "Int64", "number": "float64", "date": "datetime64[s]"}[column.type]


@pytest.mark.parametrize("name", ANSWERS)
def test_parquet(answers: dict[str, Table], name: str, tmp_path: Path) -> None:
    table, path = answers[name], tmp_path / "a.parquet"
    table.to_parquet(path)
    duck = ask_duck(f"SELECT * FROM '{path}'")
    assert duck_types(duck) == {c.name: DUCK[c.type] for c in table.columns}
    assert duck.fetchall() == table.rows
    assert pl.read_parquet(path).to_dicts() == table.to_dicts()
    assert pl.read_parquet(path).schema == {c.name: POLARS[c.type] for c in table.columns}
    pandas = pd.read_parquet(path, dtype_backend="pyarrow")
    assert pandas[[c.name for c in table.columns if c.type == "date"]].dtypes.map(str).isin(["date32[day][pyarrow]"]).all()
    assert len(pandas) == len(table)


@pytest.mark.parametrize("name", ANSWERS[:-1])
def test_json_lines(answers: dict[str, Table], name: str, tmp_path: Path) -> None:
    table, path = answers[name], tmp_path / "a.jsonl"
    path.write_text(table.to_jsonl(), encoding="utf-8")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == len(table)
    empty = {c.name for c in table.columns if not any(row[c.name] for row in table.to_dicts())}  # of which nobody can tell a type
    duck = ask_duck(f"SELECT * FROM read_json('{path}')")
    types = duck_types(duck)
    assert {n: t for n, t in types.items() if n not in empty} == {c.name: DUCK[c.type] for c in table.columns if c.name not in empty}
    assert duck.fetchall() == [tuple(row[n] for n in types) for row in table.to_dicts()]
    schema = {c.name: pl.String if c.type == "date" else POLARS[c.type] for c in table.columns}
    frame = pl.read_ndjson(path, schema=schema).with_columns(pl.col(c.name).str.to_date() for c in table.columns if c.type == "date")
    assert frame.to_dicts() == table.to_dicts()
    pandas = pd.read_json(path, lines=True, dtype=False)
    assert len(pandas) == len(table)
    for column in table.columns:
        if column.type == "date":
            assert pd.to_datetime(pandas[column.name]).dropna().dt.date.tolist() == [
                row[column.name] for row in table.to_dicts() if row[column.name]
            ]


@pytest.mark.parametrize("name", ANSWERS[:-1])
def test_csv(answers: dict[str, Table], name: str, tmp_path: Path) -> None:
    table, path = answers[name], tmp_path / "a.csv"
    path.write_text(table.to_csv(), encoding="utf-8", newline="")
    plain = {"integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
    days = [c.name for c in table.columns if c.type == "date"]
    filled = {c.name: plain.get(c.type, "VARCHAR") for c in table.columns if any(row[c.name] is not None for row in table.to_dicts())}
    duck = ask_duck(f"SELECT * FROM read_csv('{path}', header = true)")
    types = duck_types(duck)
    assert {n: types[n] for n, t in filled.items() if t != "VARCHAR"} == {n: t for n, t in filled.items() if t != "VARCHAR"}
    assert len(duck.fetchall()) == len(table)
    frame = pl.read_csv(path, try_parse_dates=True)
    assert [frame[day].to_list() for day in days] == [[row[day] for row in table.to_dicts()] for day in days]
    pandas = pd.read_csv(path, parse_dates=days)
    assert all(str(pandas[day].dtype).startswith("datetime64") for day in days)
    assert list(pandas.columns) == table.names


def test_formulas_are_disarmed() -> None:
    lines = TABLE.to_csv().splitlines()
    assert "'=1+1,,,,," in lines
    assert "-0.5" in lines[-1].split(",")


def test_a_table_on_a_terminal() -> None:
    hidden = Table(
        (Column("words"), Column("n", "integer"), Column("aside", shown=False)),
        [("a\x1b[31m\n\u202eb [bold]", 1234, "never"), (None, None, None)],
    )
    text = hidden.to_text(80)
    assert not {"\x1b", "\u202e"} & set(text)
    assert "a⟨U+001B⟩[31m ⟨U+202E⟩b [bold]" in text
    assert "1,234" in text
    assert "never" not in text


def test_without_pyarrow(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(SaysoError, match=r"pip install 'sayso\[tables\]'"):
        TABLE.to_parquet(tmp_path / "a.parquet")
    assert tables.FORMATS == ("table", "jsonl", "csv", "parquet")
