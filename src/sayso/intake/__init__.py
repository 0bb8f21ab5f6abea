"""Bytes in, a :class:`~sayso.model.Document` out.

What ``Document.text`` is, so that offsets can be found again: of plain text, the decoded characters as they stand, without a leading
byte order mark and with each CR LF turned into LF, nothing else changed; of HTML, the article's body as trafilatura finds it, a paragraph
a line, in Unicode's form NFC and without invisible characters. Control and bidirectional characters of a plain text are kept; showing
them safely is the business of whoever prints.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

from sayso.intake import html, language
from sayso.intake.text import decode
from sayso.model import Document, SaysoError

LIMIT = 5_000_000
"""The largest file that is read, in bytes; a longer one is refused after so many."""

HTML_SUFFIXES = {".html", ".htm", ".xhtml"}

LONE = re.compile("[\ud800-\udfff]")
"""What a string may hold and no encoding can write."""

MAGIC = {
    b"%PDF-": "a PDF",
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
    published: dt.date | None = None,
) -> Document:
    """The document of a text (``str``), of a file's content (``bytes``) or of a file (``Path``; ``Path("-")`` is standard input).
    HTML is known by its first tag, or by the file's suffix. What is given as ``title``, ``publisher`` and ``published`` goes before what
    an HTML page states; what neither gives is None. ``language`` is "en", or None for a text too short to tell.
    SaysoError, one line beginning with ``name`` (the file's name, unless given), for what cannot be opened, is longer than
    :data:`LIMIT`, has no words, is binary, of unknown encoding or not English, and for HTML without an article.
    """
    stdin = source == Path("-")
    path = _printable_path(source) if isinstance(source, Path) and not stdin else None
    name = name or path or ("standard input" if stdin else "the text")
    try:
        text = source if isinstance(source, str) else _decoded(source if isinstance(source, bytes) else _content(source))
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        if not any(c.isalnum() for c in text):
            raise SaysoError(("no words in it" if text.strip() else "nothing but white space") if text else "empty")
        if len(text) > LIMIT:
            raise SaysoError(_too_long())
        if html.is_html(text) or (path and Path(path).suffix.lower() in HTML_SUFFIXES):
            page = html.article(text)
            text = page.text
            title, publisher, published = title or page.title, publisher or page.publisher, published or page.published
        elif text.lstrip().startswith("<?xml"):
            raise SaysoError("XML that is no web page; plain text and HTML are read")
        if lone := LONE.search(text):
            raise SaysoError(f"half a character at {lone.start()} (a lone surrogate)")
        return Document.of(text, title=title, publisher=publisher, published=published, language=language.english(text), path=path)
    except (SaysoError, OSError) as problem:
        reason = (problem.strerror or str(problem)).lower() if isinstance(problem, OSError) else str(problem)
        raise SaysoError(f"{name}: {reason}".replace("\n", " ")) from problem


def _printable_path(path: Path) -> str:
    """The path as Unicode: bytes of a file's name that are no UTF-8 are replaced."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _content(path: Path) -> bytes:
    """At most one byte over the limit, so that neither an endless nor a huge file costs more."""
    if path == Path("-"):
        return sys.stdin.buffer.read(LIMIT + 1)
    try:
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except ValueError as problem:  # a NUL in the name
        raise SaysoError(str(problem)) from problem


def _decoded(data: bytes) -> str:
    if len(data) > LIMIT:
        raise SaysoError(_too_long())
    for magic, what in MAGIC.items():
        if data.startswith(magic):
            raise SaysoError(f"{what}; plain text and HTML are read")
    return decode(data)


def _too_long() -> str:
    return f"larger than {LIMIT / 1e6:g} MB, the most that is read at once"
