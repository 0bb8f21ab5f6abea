"""What a source states about an article."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

NUMERIC = re.compile(r"(?P<year>\d{4})([-/.]?)(?P<month>\d\d)\2(?P<day>\d\d)(?!\d)")
"""ISO 8601's forms and what is near them. Where the year stands last ("03/04/2026") nobody knows which is the month."""

NAMED = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})|(?P<month2>{'|'.join(MONTHS)})[a-z]*\.?\s+(?P<day2>\d{{1,2}}))"
    r"[a-z]*\.?,?\s+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
"""RFC 5322's form ("Sun, 14 Jun 2026") and the long American one ("June 14, 2026")."""

YEARS = range(1600, 2200)


@dataclass(frozen=True, slots=True)
class Page:
    """An article's body, a paragraph a line, and what its file states about it."""

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None


def day(value: object) -> dt.date | None:
    """The day that a date, a time or a text of one states, in the time zone it is stated in; None for anything else."""
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    text = value.strip() if isinstance(value, str) else ""
    if found := NUMERIC.match(text):
        year, month, number = int(found["year"]), int(found["month"]), int(found["day"])
    elif found := NAMED.search(text):
        month = MONTHS.index((found["month"] or found["month2"]).lower()) + 1
        year, number = int(found["year"]), int(found["day"] or found["day2"])
    else:
        return None
    try:
        return dt.date(year, month, number) if year in YEARS else None
    except ValueError:  # 31 June
        return None


def words(value: object) -> str | None:
    """A stated name on one line: of a list all, of an object its name; None where there is none."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list | tuple):
        return "; ".join(name for v in value if not isinstance(v, list) and (name := words(v))) or None
    return " ".join(value.split()) or None if isinstance(value, str) else None
