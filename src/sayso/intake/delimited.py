"""Comma and tab separated values, with the names of the columns in the first row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from sayso.intake import table
from sayso.intake.limits import LIMIT, LINE, bear
from sayso.intake.records import Record, Skipped, Source
from sayso.intake.text import decode
from sayso.model import SaysoError

SEPARATORS = {".csv": ",;\t|", ".tsv": "\t", ".tab": "\t"}
"""What may part the cells, by suffix; that which the first row has most of."""


def reads(source: Source) -> bool:
    """By suffix: nothing else tells such a file from a text with commas."""
    return source.suffix in SEPARATORS


def records(source: Source) -> Iterator[Record | Skipped]:
    """A record a row, named by the line that it begins in. Nothing is read after a row over the limit."""
    text = io.TextIOWrapper(source.stream, encoding=_encoding(source.head), errors="surrogateescape", newline="")
    rows = _Lines(text)
    first = source.head.partition(b"\n")[0].decode("latin-1")
    csv.field_size_limit(LIMIT)
    reader = csv.reader(rows, delimiter=max(SEPARATORS[source.suffix], key=first.count))
    names: list[str] | None = None
    blank = 0
    while True:
        rows.taken, line = 0, reader.line_num + 1
        row = next(reader, None)
        if row is None:
            break
        if not any(row):
            blank += 1
            bear(blank)
            continue
        blank, location = 0, f"{source.location}#{line}"
        try:
            cells = [_cell(cell) for cell in row]
        except SaysoError as problem:
            yield Skipped(location, str(problem))
            continue
        if names is None:
            names = [name.strip() for name in cells]
        else:
            yield table.record(location, dict(zip(names, cells, strict=False)), source.columns)
    text.detach()


class _Lines:
    """The lines that a row is made of; csv.Error where these are too long, as a quotation mark left open makes them."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text, self.taken = text, 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self.text.readline(LINE + 1)
        self.taken += len(line)
        if self.taken > LINE:
            raise csv.Error(f"a row of more than {LINE / 1e6:g} MB")
        if not line:
            raise StopIteration
        return line


def _encoding(head: bytes) -> str:
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def _cell(cell: str) -> str:
    """The characters; bytes that are no UTF-8 came through as surrogates, and are decoded as those of a file are."""
    return cell if cell.isascii() or not any("\udc80" <= c <= "\udcff" for c in cell) else decode(cell.encode("utf-8", "surrogateescape"))
