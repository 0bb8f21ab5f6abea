"""Shards: documents in Parquet in, ledgers in Parquet out, so that any number of machines can share the reading of one archive.

A shard of documents holds records as they lie in their sources; a shard of ledgers holds what became of each. Reading is a pure function
of a shard: a machine that dies is replaced by reading its shard again, and :func:`merge` keeps each article once however often it was read.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso import arrow, copies, corpus
from sayso.intake.records import Record, Skipped, records
from sayso.model import Document, SaysoError
from sayso.store import Reading, Store, Version

if TYPE_CHECKING:
    import pyarrow

ROWS = 500
"""Articles a shard, unless told otherwise."""

Each = Callable[[Callable[[Record], corpus.Outcome], Iterable[Record]], Iterable[corpus.Outcome]]
"""How records are read one after another: ``map``, or whatever gives the outcomes in the same order."""

KNOWN = [f.name for f in fields(Document) if f.name != "text"]


def documents_schema() -> pyarrow.Schema:
    """The columns of a shard of documents: a :class:`Record`, its content as bytes and whether these are characters in UTF-8."""
    pa = arrow.pyarrow()
    texts = ("location", "media", "title", "publisher", "author", "url", "reason")
    return pa.schema(
        [*((name, pa.string()) for name in texts), ("published", pa.date32()), ("content", pa.binary()), ("characters", pa.bool_())]
    )


def ledgers_schema() -> pyarrow.Schema:
    """The columns of a shard of ledgers: an :class:`~sayso.corpus.Outcome` and what made it; ``ledger`` is JSON Lines under zlib."""
    pa = arrow.pyarrow()
    texts = ("location", "raw_sha256", "reason", "text", *(name for name in KNOWN if name != "published"), "code", "weights", "tables")
    rest = [("published", pa.date32()), ("ledger", pa.binary()), ("bands", pa.list_(pa.int64()))]
    return pa.schema([*((name, pa.string()) for name in texts), *rest])


def write_documents(
    paths: Iterable[str | Path], to: Path, columns: Mapping[str, str] | None = None, rows: int = ROWS
) -> Iterator[tuple[Path, int]]:
    """Take sources apart into shards ``to/00000.parquet`` ... of so many articles; yields each with the number of its articles."""
    batch: list[dict[str, Any]] = []
    number = 0
    for record in records(paths, columns or {}):
        batch.append(_row(record))
        if len(batch) == rows:
            yield _write(batch, documents_schema(), to / f"{number:05}.parquet"), len(batch)
            batch, number = [], number + 1
    if batch:
        yield _write(batch, documents_schema(), to / f"{number:05}.parquet"), len(batch)


def read_table(table: pyarrow.Table, each: Each = map) -> pyarrow.Table:
    """A shard of documents, or part of one, to the shard of their ledgers. The function that every engine runs."""
    made_by = corpus.version()
    taken = [_record(row) for row in table.to_pylist()]
    read = iter(each(corpus.read_record, [one for one in taken if isinstance(one, Record)]))
    out = []
    for one in taken:
        outcome = next(read) if isinstance(one, Record) else corpus.Outcome(one.location, "", reason=one.reason)
        known: dict[str, Any] = {"location": outcome.location, "raw_sha256": outcome.raw_sha256, "reason": outcome.reason}
        if reading := outcome.reading:
            known |= {name: getattr(reading.document, name) for name in ("text", *KNOWN)}
            known |= {"ledger": reading.ledger, "bands": list(reading.bands)}
        out.append(known | {"code": made_by.code, "weights": made_by.weights, "tables": made_by.tables})
    return arrow.pyarrow().Table.from_pylist(out, ledgers_schema())


def read_file(documents: Path, ledgers: Path, each: Each = map) -> int:
    """Read the shard ``documents`` into the file ``ledgers``, which appears whole or not at all; returns the number of articles."""
    table = arrow.pyarrow().parquet.read_table(documents)
    _save(read_table(table, each), ledgers)
    return int(table.num_rows)


def merge(shards: Iterable[Path], to: Path, progress: corpus.Progress = lambda tally: None) -> corpus.Tally:
    """Keep what shards of ledgers hold in the ledger file ``to``; what is there already is passed over."""
    pa, tally = arrow.pyarrow(), corpus.Tally()
    with Store(to, create=True) as store:
        store.mark(copies.method(), corpus.marks)
        runs: dict[Any, int] = {}
        for shard in shards:
            try:
                file = pa.parquet.ParquetFile(shard)
                batches = file.iter_batches(64)
                if file.schema_arrow.names != ledgers_schema().names:
                    raise SaysoError(f"{shard}: not a shard of ledgers")
            except (OSError, pa.ArrowException) as problem:
                raise SaysoError(f"{shard}: {problem}".replace("\n", " ")) from problem
            for row in (row for batch in batches for row in batch.to_pylist()):
                made_by = Version(row["code"], row["weights"], row["tables"])
                run = runs.get(made_by) or runs.setdefault(made_by, store.begin("merge", made_by))
                outcome = corpus.Outcome(row["location"], row["raw_sha256"], _reading(row), row["reason"])
                tally.location = outcome.location
                if store.seen(outcome.location, outcome.raw_sha256):
                    tally.known += 1
                else:
                    corpus.count(tally, corpus.keep(store, run, outcome), outcome)
                progress(tally)
        for run in runs.values():
            store.end(run)
    return tally


def _row(record: Record | Skipped) -> dict[str, Any]:
    if isinstance(record, Skipped):
        return {"location": record.location, "reason": record.reason}
    characters = isinstance(record.content, str)
    content = record.content.encode("utf-8", "surrogatepass") if isinstance(record.content, str) else record.content
    names = ("location", "media", "title", "publisher", "author", "published", "url")
    return {name: getattr(record, name) for name in names} | {"content": content, "characters": characters}


def _record(row: Mapping[str, Any]) -> Record | Skipped:
    if row["content"] is None:
        return Skipped(row["location"], row["reason"])
    content = row["content"].decode("utf-8", "surrogatepass") if row["characters"] else row["content"]
    names = ("location", "media", "title", "publisher", "author", "published", "url")
    return Record(content=content, **{name: row[name] for name in names})


def _reading(row: Mapping[str, Any]) -> Reading | None:
    if row["ledger"] is None:
        return None
    published: dt.date | None = row["published"]
    known = {name: row[name] for name in KNOWN if name != "published"}
    return Reading(Document(row["text"], published=published, **known), row["ledger"], tuple(row["bands"]))


def _write(rows: list[dict[str, Any]], schema: pyarrow.Schema, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return _save(arrow.pyarrow().Table.from_pylist(rows, schema), path)


def _save(table: pyarrow.Table, path: Path) -> Path:
    scratch = path.with_suffix(".part")
    try:
        arrow.pyarrow().parquet.write_table(table, scratch, compression="zstd")
        os.replace(scratch, path)
    except OSError as problem:
        raise SaysoError(f"{path}: {(problem.strerror or str(problem)).lower()}") from problem
    return path
