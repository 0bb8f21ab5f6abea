"""RSS and Atom, read by feedparser."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any

from sayso.intake.limits import LIMIT, too_long
from sayso.intake.page import day, words
from sayso.intake.records import Record, Skipped, Source
from sayso.model import SaysoError

ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:(?:<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*>)\s*)*<(?:rss|feed|rdf:RDF)[\s>]", re.DOTALL)

TAGS_MOST = 60_000
"""Tags that a feed has at most: they take some 3 s in all."""

SUFFIXES = {".rss", ".atom", ".rdf"}


def reads(source: Source) -> bool:
    """By suffix or root element."""
    return source.suffix in SUFFIXES or ROOT.match(source.head) is not None


def records(source: Source) -> Iterator[Record | Skipped]:
    """The entries, named by their id or address, with the feed's title as the publisher. An Atom entry's date is that of its publication,
    never that of its last change."""
    import feedparser

    data = source.stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise SaysoError(too_long())
    if data.count(b"<") > TAGS_MOST:
        raise SaysoError(f"a feed of more than {TAGS_MOST:,} tags")
    # a stream: bytes that look like an address would be fetched
    feed: Any = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    publisher = words(feed.feed.get("title"))
    seen: dict[str, int] = {}
    for number, entry in enumerate(feed.entries, 1):
        name = entry.get("id") or entry.get("link") or str(number)
        seen[name] = seen.get(name, 0) + 1
        location = f"{source.location}#{name}{f' {seen[name]}' if seen[name] > 1 else ''}"
        content = max((part.get("value") or "" for part in [*entry.get("content", ()), {"value": entry.get("summary")}]), key=len)
        if not content.strip():
            yield Skipped(location, "an entry without a text")
            continue
        known = {"title": words(entry.get("title")), "author": words(entry.get("author")), "url": words(entry.get("link"))}
        yield Record(location, content, "text/html", publisher=publisher, published=_published(entry, feed.version), **known)
    if not feed.entries and feed.bozo:
        raise SaysoError(f"a broken feed ({' '.join(str(feed.bozo_exception).split())[:200]})")


def _published(entry: Any, version: str) -> dt.date | None:
    # feedparser takes Dublin Core's date, the only one that RSS 1.0 has, for that of a change; it is of publication
    return day(entry.get("published")) or (day(entry.get("updated")) if version.startswith("rss") else None)
