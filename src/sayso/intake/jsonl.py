"""JSON Lines, and JSON of one article or of one list of them."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from itertools import islice

from sayso.intake import table
from sayso.intake.limits import LINE, bear
from sayso.intake.records import BUFFER, Record, Skipped, Source, lines
from sayso.model import SaysoError

SUFFIXES = {".jsonl", ".ndjson", ".json"}

BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*"')

TRIED = 20

BETWEEN = re.compile(r"[\s,]*")


def reads(source: Source) -> bool:
    """By suffix, or an object, or a list of them, at the beginning."""
    return source.suffix in SUFFIXES or BEGINS.match(source.head) is not None


def records(source: Source) -> Iterator[Record | Skipped]:
    """A record a line, named by its number; a record an item of a list, or an object set out over lines, numbered likewise from 1."""
    if source.suffix in {".jsonl", ".ndjson"} or _is_lines(source.head):
        yield from _unless_textless(source.location, _lines(source))
        return
    for number, item in enumerate(_items(source), 1):
        yield table.record(f"{source.location}#{number}", item, source.columns)


def _lines(source: Source) -> Iterator[Record | Skipped]:
    blank = 0
    for number, line in enumerate(lines(source.stream, LINE), 1):
        location = f"{source.location}#{number}"
        if line is None:
            yield Skipped(location, f"a line of more than {LINE / 1e6:g} MB")
        elif line.strip():
            yield _row(location, line, source)
            blank = -1
        blank += 1
        bear(blank)


def _unless_textless(location: str, rows: Iterator[Record | Skipped]) -> Iterator[Record | Skipped]:
    """A file of which the first :data:`TRIED` lines hold no text is no file of articles: that is said once, not of every line."""
    first = list(islice(rows, TRIED))
    if len(first) == TRIED and all(isinstance(row, Skipped) and row.reason.startswith(table.TEXTLESS) for row in first):
        yield Skipped(location, f"no text in its first {TRIED} lines")
        return
    yield from first
    yield from rows


def _is_lines(head: bytes) -> bool:
    first, end, _ = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not first.startswith(b"{"):
        return False
    try:
        return not end or isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _row(location: str, line: bytes, source: Source) -> Record | Skipped:
    try:
        return table.record(location, json.loads(line), source.columns)
    except UnicodeDecodeError as problem:
        return Skipped(location, f"broken UTF-8 at byte {problem.start} of the line")
    except ValueError as problem:
        return Skipped(location, f"broken JSON: {problem}")
    except RecursionError:
        return Skipped(location, "JSON nested too deep")


def _items(source: Source) -> Iterator[object]:
    """The items of the list, each parsed as soon as it is there. One that does not parse is tried again with twice as much text."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    buffer, at, step, over = "", 0, BUFFER, False

    def more(least: int) -> None:
        nonlocal buffer, at, over
        buffer, at = buffer[at:], 0
        while not over and len(buffer) < least:
            chunk = source.stream.read(BUFFER)
            over = not chunk
            buffer += decoder.decode(chunk, over)

    more(BUFFER)
    if found := re.match(r"\s*\[", buffer):
        at = found.end()
    while True:
        if at >= len(buffer) - BUFFER // 2:
            more(BUFFER)
        at = BETWEEN.match(buffer, at).end()  # type: ignore[union-attr]  # it matches nothing too
        if at >= len(buffer):
            if over:
                return
            continue
        if buffer[at] == "]":
            return
        try:
            item, at = json.JSONDecoder().raw_decode(buffer, at)
        except RecursionError as problem:
            raise SaysoError("JSON nested too deep") from problem
        except ValueError as problem:
            step = 2 * max(step, len(buffer) - at)
            if over:
                raise SaysoError(f"broken JSON: {getattr(problem, 'msg', problem)}") from problem
            if step > 2 * LINE:
                raise SaysoError(f"broken JSON, or an article of more than {LINE / 1e6:g} MB") from problem
            more(step)
        else:
            step = BUFFER
            yield item
