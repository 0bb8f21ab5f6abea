"""Paths in, the articles that lie there out, one at a time and as they lie there."""

from __future__ import annotations

import datetime as dt
import glob
import importlib
import io
import mimetypes
import os
import pkgutil
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

from sayso.intake.article import HTML_SUFFIXES, document_of, naming, printable, reason
from sayso.intake.limits import DEPTH, IN_VAIN, LIMIT, too_long
from sayso.model import Document, SaysoError

HEAD = 4096
"""Bytes by which a format is known."""

BUFFER = 1 << 16

FEWEST = 20
"""Words that an article of an archive has at least: below it are captions, teasers and pages that say that they are gone. What is handed
to :func:`~sayso.intake.load` by itself is meant to be read, however short it is."""

MEDIA = mimetypes.MimeTypes()
"""Only Python's own table: what the system adds differs from one to the next."""

NO_ARTICLE = re.compile(r"(?:image|audio|video|font)/|(?:text|application)/(?:css|javascript|x-python|x-sh|wasm)")
"""Media types that lie beside articles, in the folder of a saved page for one."""


@dataclass(frozen=True, slots=True)
class Record:
    """One article as it lies in a source: its raw bytes (or characters) and what the source itself says of it.

    ``location`` stays the same from run to run: "news/a.html", "crawl.warc.gz#https://example.org/a", "dump.jsonl#17" (the line, from
    1), "feed.xml#ID". ``media`` is None where it is to be found out.
    """

    location: str
    content: bytes | str
    media: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not read, and why: one line, without the location."""

    location: str
    reason: str


@dataclass
class Source:
    """An opened file, or a file in an archive. ``name`` is what its suffix is taken from."""

    location: str
    name: str
    stream: io.BufferedReader
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0

    @cached_property
    def head(self) -> bytes:
        """The first bytes, up to :data:`HEAD`; they are still to be read."""
        return self.stream.peek(HEAD)[:HEAD]

    @cached_property
    def suffix(self) -> str:
        """The last suffix of the name, in lower case and with its dot."""
        return PurePosixPath(self.name).suffix.lower()

    def inside(self, stream: io.BufferedReader, *, location: str | None = None, name: str | None = None) -> Source:
        """A file in this one. SaysoError where it lies too deep."""
        if self.depth >= DEPTH:
            raise SaysoError(f"archives in archives, more than {DEPTH} deep")
        return Source(location or self.location, name or self.name, stream, self.columns, self.depth + 1)


class Format(Protocol):
    """What a module of this package is that reads files of more than one article; a new one is found by being there."""

    def reads(self, source: Source) -> bool:
        """Whether a file is of this format, by its suffix or its first bytes."""

    def records(self, source: Source) -> Iterator[Record | Skipped]:
        """What it holds. It may raise whatever it likes; what came before stays."""


@cache
def formats() -> tuple[Format, ...]:
    """Every module of this package that ``reads``."""
    names = [module.name for module in pkgutil.iter_modules(importlib.import_module("sayso.intake").__path__)]
    modules = [importlib.import_module(f"sayso.intake.{name}") for name in sorted(names)]
    return tuple(cast(Format, module) for module in modules if hasattr(module, "reads"))


def records(
    paths: Iterable[Path | str], columns: Mapping[str, str] | None = None, passed: Callable[[int], None] = lambda size: None
) -> Iterator[Record | Skipped]:
    """Every article in files, folders (all that lies below, in sorted order, without hidden files) and globs, one at a time.

    ``columns`` says which column of a table holds what, by the names in :data:`sayso.intake.table.COLUMNS`. Of a broken container all that
    could be read comes, then one Skipped. ``passed`` is told how many more bytes of :func:`size` are behind, now and then. SaysoError, at
    once, for a path that does not exist and a column that is none.
    """
    from sayso.intake import table

    columns = table.checked(columns or {})
    roots = [Path(root) for path in paths for root in _expanded(path)]

    def each() -> Iterator[Record | Skipped]:
        for file in (file for root in roots for file in _files(root, set())):
            if isinstance(file, Skipped):
                yield file
            else:
                behind = 0
                for one, at in _opened(file[0], columns):
                    passed(max(0, min(at, file[1]) - behind))
                    behind = max(behind, min(at, file[1]))
                    yield one
                passed(file[1] - behind)

    return each()


def size(paths: Iterable[Path | str]) -> int:
    """Bytes of all the files that :func:`records` would read, as they lie on the disk."""
    files = (file for path in paths for root in _expanded(path) for file in _files(Path(root), set()))
    return sum(file[1] for file in files if not isinstance(file, Skipped))


def document(record: Record) -> Document:
    """The document of a record; everything that takes long happens here. SaysoError, one line that begins with the location, for what is
    no article in English or has fewer than :data:`FEWEST` words."""
    known = {name: getattr(record, name) for name in ("title", "publisher", "author", "published", "url")}
    with naming(record.location):
        made = document_of(record.content, record.media, known, record.location)
        words = len(re.findall(r"\w+", made.text[: 20 * HEAD]))
        if words < FEWEST:
            raise SaysoError(f"too short: {words} word{'s' * (words != 1)}")
        return made


def read(source: Source) -> Iterator[Record | Skipped]:
    """The articles of an opened file. Nothing is raised: what goes wrong is Skipped."""
    in_vain, one = 0, None
    try:
        format = next((f for f in formats() if f.reads(source)), None)
        for one in format.records(source) if format else _single(source):
            yield one
            in_vain = 0 if isinstance(one, Record) else in_vain + 1
            if in_vain >= IN_VAIN:
                raise SaysoError(f"{IN_VAIN:,} in succession without an article; the rest is not read")
        if one is None:
            yield Skipped(source.location, "no article in it")
    except SaysoError as problem:
        yield Skipped(source.location, reason(problem))
    except Exception as problem:  # whatever a parser makes of bytes that somebody else wrote
        yield Skipped(source.location, f"broken ({type(problem).__name__}: {reason(problem)[:200]})")


def _single(source: Source) -> Iterator[Record | Skipped]:
    media = MEDIA.guess_type(source.name.lower())[0] or ""
    if NO_ARTICLE.match(media):
        yield Skipped(source.location, f"no article, by its suffix ({media})")
        return
    content = source.stream.read(LIMIT + 1)
    if len(content) > LIMIT:
        yield Skipped(source.location, too_long())
    else:
        yield Record(source.location, content, "text/html" if source.suffix in HTML_SUFFIXES else None)


def _expanded(path: Path | str) -> list[str]:
    """The path, or what a glob stands for that no shell expanded."""
    text = str(path)
    try:
        os.stat(text)
        return [text]
    except (OSError, ValueError) as problem:
        found = sorted(glob.glob(text, recursive=True)) if glob.has_magic(text) else []
        if not found:
            told = "nothing fits it" if glob.has_magic(text) else reason(problem)
            raise SaysoError(f"{printable(text)}: {told}") from problem
        return found


def _files(path: Path, seen: set[tuple[int, int]]) -> Iterator[tuple[Path, int] | Skipped]:
    """The files below and their sizes. ``seen``: the folders, by device and number, so that no link leads round in a circle."""
    try:
        status = path.stat()
        names = sorted(name for name in os.listdir(path) if not name.startswith(".")) if stat.S_ISDIR(status.st_mode) else []
    except OSError as problem:
        yield Skipped(printable(path), reason(problem))
        return
    if stat.S_ISREG(status.st_mode):
        yield path, status.st_size
    elif not stat.S_ISDIR(status.st_mode):
        yield Skipped(printable(path), "neither a file nor a folder")
    elif (status.st_dev, status.st_ino) not in seen:
        seen.add((status.st_dev, status.st_ino))
        for name in names:
            yield from _files(path / name, seen)


def _opened(path: Path, columns: Mapping[str, str]) -> Iterator[tuple[Record | Skipped, int]]:
    """What a file holds, and up to which byte it had been read."""
    location = printable(path)
    try:
        stream = path.open("rb", buffering=BUFFER)
    except OSError as problem:
        yield Skipped(location, reason(problem)), 0
        return
    with stream:
        for one in read(Source(location, location, cast(io.BufferedReader, stream), columns)):
            yield one, 0 if stream.closed else stream.tell()


def lines(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one of more than ``most`` bytes, which is passed over."""
    while line := stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(BUFFER)
        yield None
