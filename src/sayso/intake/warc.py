"""WARC (ISO 28500), the form in which crawlers keep what servers answered; read by fastwarc."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

from sayso.intake.limits import LIMIT, too_long
from sayso.intake.records import Record, Skipped, Source
from sayso.model import SaysoError

ARTICLES = {"text/html", "application/xhtml+xml", "text/plain", "application/pdf", None}
"""Media types that may be articles; None where the server gave none."""

HEADERS = 1 << 16
"""Bytes that the headers of a record may have."""


def reads(source: Source) -> bool:
    """By suffix or first bytes."""
    return source.suffix == ".warc" or source.head.startswith(b"WARC/")


def records(source: Source) -> Iterator[Record | Skipped]:
    """The pages, texts and PDFs that a server gave with status 200, named by their address; pictures, scripts, redirections and the like
    are passed over in silence."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    seen: set[bytes] = set()
    for response in ArchiveIterator(
        source.stream, record_types=WarcRecordType.response, auto_decode="none", stream_detect=False, max_header_len=HEADERS
    ):
        http = response.http_headers
        media = (response.http_content_type or "").lower() or None
        if http is None or http.status_code != 200 or media not in ARTICLES:
            continue
        url = (response.headers.get("WARC-Target-URI") or "").strip("<>") or None
        location = _new(f"{source.location}#{url}", response.headers, seen)
        declared, body = response.content_length, response.reader.read(LIMIT + 1)
        if len(body) > LIMIT:
            yield Skipped(location, too_long())
        elif len(body) < declared:
            yield Skipped(location, f"cut short: {len(body)} of {declared} bytes")
        else:
            yield _record(location, body, http, media, url)


def _record(location: str, body: bytes, http: Any, media: str | None, url: str | None) -> Record | Skipped:
    try:
        content = _decoded(body, http)
    except (SaysoError, OSError) as problem:
        return Skipped(location, f"broken ({problem})")
    if len(content) > LIMIT:
        return Skipped(location, too_long())
    return Record(location, content, "text/html" if media == "application/xhtml+xml" else media, url=url)


def _decoded(body: bytes, http: Any) -> bytes:
    """What the server sent, without the encodings it was sent in; at most one byte over the limit."""
    from fastwarc import stream_io

    readers = {"gzip": "Gzip", "x-gzip": "Gzip", "br": "Brotli", "zstd": "Zstd", "chunked": "Chunked"}
    # applied in the order in which they are listed, so undone from the last
    listed = [c.strip().lower() for name in ("Content-Encoding", "Transfer-Encoding") for c in (http.get(name) or "").split(",")]
    stream: Any = io.BytesIO(body)
    for coding in reversed([c for c in listed if c not in {"", "identity"}]):
        if coding not in readers:
            raise SaysoError(f"content in the unknown encoding {coding!r}")
        stream = getattr(stream_io, f"{readers[coding]}Reader")(stream)
    content: bytes = stream.read(LIMIT + 1)
    return content


def _new(location: str, headers: Any, seen: set[bytes]) -> str:
    """The location, with the date of the record where the address came before, and with its id where even that came before."""
    for more in ("", headers.get("WARC-Date"), headers.get("WARC-Record-ID")):
        location = f"{location} {more}" if more else location
        digest = hashlib.blake2b(location.encode("utf-8", "replace"), digest_size=8).digest()  # a crawl has millions of addresses
        if digest not in seen:
            break
    seen.add(digest)
    return location
