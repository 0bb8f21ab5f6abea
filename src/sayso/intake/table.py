"""A row of a table to a record: which column holds what."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.intake.page import day, words
from sayso.intake.records import Record, Skipped
from sayso.model import ArgumentError

COLUMNS = {
    "text": ("text", "content", "body", "article", "maintext"),
    "html": ("html",),
    "title": ("title", "headline"),
    "publisher": ("publisher", "source", "outlet", "source_domain"),
    "author": ("author", "authors", "byline"),
    "published": ("published", "date", "date_publish", "publish_date"),
    "url": ("url", "link"),
}
"""What a row says, and the names of columns that are known to say it, the first that is there and not empty being taken."""

TEXTLESS = "no column of text"


def checked(columns: Mapping[str, str]) -> Mapping[str, str]:
    """A mapping as it is. ArgumentError where it maps what no row says."""
    for name in columns:
        if name not in COLUMNS:
            raise ArgumentError(f"columns: {name!r} is not one of {', '.join(COLUMNS)}")
    return columns


def wanted(names: list[str], columns: Mapping[str, str]) -> list[str]:
    """Those of a table's columns that are read."""
    known = {name for field, fallback in COLUMNS.items() for name in ([columns[field]] if field in columns else fallback)}
    return [name for name in names if name in known or name.lower() in known]


def record(location: str, row: object, columns: Mapping[str, str]) -> Record | Skipped:
    """The record of a row; a column that ``columns`` does not map is known by its name."""
    if not isinstance(row, Mapping):
        return Skipped(location, "a row that is no object")
    folded = {name.lower(): value for name, value in row.items() if isinstance(name, str)}

    def value(field: str) -> object:
        if field in columns:
            return row.get(columns[field])
        return next((v for name in COLUMNS[field] if (v := folded.get(name)) not in (None, "", [])), None)

    text, page = value("text"), value("html")
    content, media = (text, None) if isinstance(text, str) and text.strip() else (page, "text/html")
    if not isinstance(content, str) or not content.strip():
        column = columns.get("text") or columns.get("html")
        if column and column not in row:
            return Skipped(location, f"no column {column!r}")
        if column or any(name in folded for field in ("text", "html") for name in COLUMNS[field]):
            return Skipped(location, "no text in this row")
        return Skipped(location, f"{TEXTLESS} among {', '.join(list(map(str, row))[:8])[:200] or 'none'}")
    known = {field: words(value(field)) for field in ("title", "publisher", "author", "url")}
    return Record(location, content, media, published=day(value("published")), **known)
