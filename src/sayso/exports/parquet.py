"""The flat rows of the CSV form as a Parquet file with types: days date32, offsets int64, yes and no bool. Needs the extra ``tables``."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from sayso.arrow import pyarrow
from sayso.exports.csv import columns, rows
from sayso.ledger import Ledger

OFFSETS = ("evidence_start", "evidence_end")
DAYS = ("when_first", "when_last")
FLAGS = ("former", "inferred", "speaker_inferred")


def write(ledger: Ledger) -> bytes:
    """The whole file. SaysoError where pyarrow is not installed."""
    pa = pyarrow()
    types = {
        **dict.fromkeys(OFFSETS, pa.int64()),
        **dict.fromkeys(DAYS, pa.date32()),
        **dict.fromkeys(FLAGS, pa.bool_()),
        "confidence": pa.float64(),
    }
    flat = rows(ledger)
    schema = pa.schema([(name, types.get(name, pa.string())) for name in columns()])
    out = io.BytesIO()
    pa.parquet.write_table(pa.Table.from_pylist([_typed(row) for row in flat], schema), out, compression="zstd")
    return out.getvalue()


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return row | {name: dt.date.fromisoformat(row[name]) for name in DAYS if row[name]}
