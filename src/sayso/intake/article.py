"""The content of one article, bytes or characters, to its document."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sayso.intake import html, language, pdf
from sayso.intake.limits import LIMIT, too_long
from sayso.intake.page import Page, day
from sayso.intake.text import decode
from sayso.model import ArgumentError, Document, SaysoError

HTML_SUFFIXES = {".html", ".htm", ".xhtml"}

NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
"""What a string may hold and no text does."""

MAGIC = {
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"{\\rtf": "a rich text document",
}
"""First bytes of what people take for text."""


def load(
    source: str | Path | bytes,
    *,
    name: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    author: str | None = None,
    published: dt.date | str | None = None,
    url: str | None = None,
) -> Document:
    """The document of a text (``str``), of a file's content (``bytes``) or of a file (``Path``; ``Path("-")`` is standard input).
    A PDF is known by its first bytes, HTML by its first tag or by the file's suffix. What is given as ``title``, ``publisher``,
    ``author``, ``published`` (a day, or its text such as "2026-06-14") and ``url`` goes before what the page or PDF states; what neither
    gives is None. ``language`` is "en", or None for a text too short to tell.
    SaysoError, one line beginning with ``name`` (the file's name, unless given), for what cannot be opened, is longer than
    :data:`LIMIT`, has no words, is binary, of unknown encoding or not English, for HTML without an article and a PDF without text.
    ArgumentError for an argument of another type.
    """
    if not isinstance(source, str | Path | bytes):
        raise ArgumentError(f"source: a text, a Path or bytes are wanted, not {source!r}")
    known: dict[str, Any] = {"title": title, "publisher": publisher, "author": author, "url": url}
    for field, given in known.items():
        if not isinstance(given, str | None):
            raise ArgumentError(f"{field}: a text is wanted, not {given!r}")
    known["published"] = _day(published)
    stdin = source == Path("-")
    path = printable(source) if isinstance(source, Path) and not stdin else None
    with naming(name or path or ("standard input" if stdin else "the text")):
        content = _content(source) if isinstance(source, Path) else source
        media = "text/html" if path and Path(path).suffix.lower() in HTML_SUFFIXES else None
        return document_of(content, media, known, path)


def _day(published: object) -> dt.date | None:
    found = day(published)
    if found is None and published is not None:
        raise ArgumentError(f"published: {published!r} is no day such as 2026-06-14")
    return found


def document_of(content: str | bytes, media: str | None, known: dict[str, Any], path: str | None) -> Document:
    """The document of an article's content. What is ``known`` goes before what the content states. SaysoError without a name."""
    page = _page(content, media)
    if odd := NO_CHARACTER.search(page.text):
        raise SaysoError(f"{'NUL' if odd[0] == chr(0) else 'half a character'} at {odd.start()} ({ascii(odd[0])[1:-1]})")
    found = {name: given or getattr(page, name) for name, given in known.items()}
    return Document.of(page.text, language=language.english(page.text), path=path, **found)


@contextmanager
def naming(name: str) -> Iterator[None]:
    """What goes wrong inside is a SaysoError of one line that begins with ``name``."""
    try:
        yield
    except TimeoutError:  # a caller's alarm
        raise
    except (SaysoError, OSError) as problem:
        raise SaysoError(f"{name}: {reason(problem)}") from problem


def reason(problem: Exception) -> str:
    """Why something went wrong, on one line."""
    told = (problem.strerror or str(problem)).lower() if isinstance(problem, OSError) else str(problem)
    return " ".join(told.split())


def printable(path: Path | str) -> str:
    """The path as Unicode: bytes of a file's name that are no UTF-8 are replaced."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _page(content: str | bytes, media: str | None) -> Page:
    if isinstance(content, bytes):
        if len(content) > LIMIT:
            raise SaysoError(too_long())
        if pdf.is_pdf(content):
            return pdf.article(content)
        if magic := next((m for m in MAGIC if content.startswith(m)), None):
            raise SaysoError(f"{MAGIC[magic]}; plain text, HTML and PDF are read as one article")
        content = decode(content)
    text = content.removeprefix("\ufeff").replace("\r\n", "\n")
    if not any(c.isalnum() for c in text):
        raise SaysoError(("no words in it" if text.strip() else "nothing but white space") if text else "empty")
    if len(text) > LIMIT:
        raise SaysoError(too_long())
    if media == "text/html" or html.is_html(text):
        return html.article(text)
    if text.lstrip().startswith("<?xml"):
        raise SaysoError("XML that is no web page; plain text, HTML and PDF are read as one article")
    return Page(text)


def _content(path: Path) -> bytes:
    """At most one byte over the limit, so that neither an endless nor a huge file costs more."""
    if path == Path("-"):
        return sys.stdin.buffer.read(LIMIT + 1)
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except ValueError as problem:  # a NUL in the name
        raise SaysoError(str(problem)) from problem
