"""Parquet; needs pyarrow, the extra ``tables``."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.arrow import pyarrow
from sayso.intake import table
from sayso.intake.records import Record, Skipped, Source
from sayso.model import SaysoError

MAGIC = b"PAR1"

ROWS = 16
"""Rows in memory at a time: 16 articles of the largest size are 80 MB."""

NAMES = 10_000_000
"""Bytes and items that a file's own description may have."""


def reads(source: Source) -> bool:
    """By suffix or first bytes."""
    return source.suffix == ".parquet" or source.head.startswith(MAGIC)


def records(source: Source) -> Iterator[Record | Skipped]:
    """A record a row, numbered from 1. SaysoError without pyarrow, and for a file in an archive, which cannot be read from its end."""
    pq = pyarrow().parquet
    if not source.stream.seekable():
        raise SaysoError("Parquet in an archive; unpack it first")
    with pq.ParquetFile(
        source.stream, memory_map=False, pre_buffer=False, thrift_string_size_limit=NAMES, thrift_container_size_limit=NAMES
    ) as file:
        columns = table.wanted(file.schema_arrow.names, source.columns)
        if not columns:
            yield table.record(source.location, dict.fromkeys(file.schema_arrow.names), source.columns)
            return
        number = 0
        for batch in file.iter_batches(batch_size=ROWS, columns=columns, use_threads=False):
            for row in batch.to_pylist():
                number += 1
                yield table.record(f"{source.location}#{number}", row, source.columns)
