"""Which entries a question is about, and how that is put to a ledger file."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from sayso.kinds import KINDS
from sayso.model import ACTOR_ROLES, FACTUALITY, ArgumentError, checked_confidence
from sayso.places import countries
from sayso.vocabulary import kind_of, labels, one_of, period, types

BY = ("actors", "speakers", "holders", "members")
"""Roles of those who act, speak, hold a stance, belong."""

TO = ("recipients", "addressees", "targets", "groups")
"""Roles of those to whom it is done or said, toward whom they stand, to whom they belong."""

VOUCHING = ("source", "speakers")
"""Roles of those on whose word an entry rests: its sources and, of a statement, its speakers."""

_ASIDE = {"place", "time", "due", "horizon", "condition", "means"}
WHAT = tuple(dict.fromkeys(r for kind in KINDS.values() for r in kind.roles if r not in ACTOR_ROLES | _ASIDE))
"""Roles of clauses: what is said, promised, aimed at, foretold; cause and effect."""

OF_KIND, NOT_REJECTED = "e.kind = ?", "e.verdict IS NOT 'reject'"

LAST = "\U0010ffff"  # above whatever an id may go on with


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which entries are meant; conditions combine. ArgumentError for a kind, type or date that does not exist.

    ``actor`` is whoever fills any role or vouches, ``by`` who acts, speaks or holds, ``to`` the recipient or target, ``source`` who
    vouches; each an actor's name, alias or id. ``type`` is a value of the kind's first label (event_type, act, polarity, ...). ``since``
    and ``until`` are days, months or years ("2021-08-15", "2021-08", "2021"), and all the days of an entry's own time must lie between
    them: an entry without a resolved date never fits. ``published_since`` and ``published_until`` are of the document. ``country`` (ISO
    3166-1 alpha-3 or a name) and ``place`` are where it happened. ``words`` must all stand in the evidence, in any form of the word;
    ``"several words"`` in quotation marks stand together, ``word*`` is how one begins. ``document`` is an id or how one begins.
    """

    kind: str | None = None
    actor: str | None = None
    by: str | None = None
    to: str | None = None
    source: str | None = None
    type: str | Sequence[str] = ()
    mode: str | Sequence[str] = ()
    factuality: str | Sequence[str] = ()
    author_factuality: str | Sequence[str] = ()
    since: str | dt.date | None = None
    until: str | dt.date | None = None
    published_since: str | dt.date | None = None
    published_until: str | dt.date | None = None
    publisher: str | None = None
    place: str | None = None
    country: str | None = None
    words: str | None = None
    min_confidence: float = 0
    document: str | None = None
    with_copies: bool = False
    all_versions: bool = False
    rejected: bool = False

    def __post_init__(self) -> None:
        for name in _TEXTS:
            if not isinstance(given := getattr(self, name), str | None):
                raise ArgumentError(f"{name}: a text is wanted, not {given!r}")
        kind = kind_of(self.kind) if self.kind else None
        known = {"type": types([kind] if kind else KINDS), "mode": labels("event")["mode"] if kind in {None, "event"} else ()}
        known |= {"factuality": FACTUALITY, "author_factuality": FACTUALITY}
        settled: dict[str, Any] = {"kind": kind}
        for name, among in known.items():
            given = getattr(self, name)
            asked = [given] if isinstance(given, str) else given
            if not (isinstance(asked, Collection) and all(isinstance(word, str) for word in asked)):
                raise ArgumentError(f"{name}: a text or several are wanted, not {given!r}")
            what = f"{name.replace('_', ' ')} of {kind}" if kind and name in {"type", "mode"} else name.replace("_", " ")
            settled[name] = tuple(one_of(word, among, what) for word in asked)
        for name, end in {"since": 0, "until": 1, "published_since": 0, "published_until": 1}.items():
            if (given := getattr(self, name)) is not None:
                settled[name] = period(given, name.replace("_", " "))[end].isoformat()
        for first, last in (("since", "until"), ("published_since", "published_until")):
            if first in settled and last in settled and settled[first] > settled[last]:
                raise ArgumentError(f"{first.replace('_', ' ')} {settled[first]} is after {last.replace('_', ' ')} {settled[last]}")
        if self.country:
            settled["country"] = _country(self.country)
        settled["min_confidence"] = checked_confidence(self.min_confidence)
        for name, value in settled.items():
            object.__setattr__(self, name, value)


_TEXTS = ("kind", "actor", "by", "to", "source", "publisher", "place", "country", "words", "document")


def asked(**conditions: Any) -> Filter:
    """A filter of conditions by name; ArgumentError for a name that is none."""
    known = [field.name for field in fields(Filter)]
    for name in conditions:
        one_of(name, known, "condition")
    return Filter(**conditions)


@dataclass(frozen=True, slots=True)
class Condition:
    """Entries that fit: ``keys`` looks them up; ``few`` asks of an entry ``e`` whether it is one, ``many`` where there are many."""

    keys: str
    few: str
    many: str
    values: tuple[Any, ...]


def own(filter: Filter) -> tuple[list[str], list[Any]]:
    """Conditions that an entry answers by itself."""
    asked: list[tuple[str, Any]] = []
    if filter.kind:
        asked.append((OF_KIND, filter.kind))
    if filter.since:
        asked.append(("e.first >= ?", filter.since))
    if filter.until:
        asked += [("e.last <= ?", filter.until), ("e.first <= ?", filter.until)]
    if not (filter.type or filter.mode):
        asked += [("e.factuality IN (SELECT value FROM json_each(?))", json.dumps(filter.factuality))] if filter.factuality else []
    if filter.author_factuality:
        asked.append(("e.author_factuality IN (SELECT value FROM json_each(?))", json.dumps(filter.author_factuality)))
    if filter.min_confidence:
        asked.append(("e.confidence >= ?", filter.min_confidence))
    return [sql for sql, _ in asked] + ([] if filter.rejected else [NOT_REJECTED]), [value for _, value in asked]


def of_documents(filter: Filter) -> bool:
    """Whether only some documents are asked for."""
    return any((filter.document, filter.publisher, filter.published_since, filter.published_until))


def documents(filter: Filter, column: str) -> tuple[str, list[Any]]:
    """That a column holds the key of a document that counts: of several copies that fit, the first."""
    asked: list[tuple[str, Any]] = []
    if not filter.all_versions:
        asked.append(("{0}.superseded IS NULL", ()))
    if filter.publisher:
        asked.append(("{0}.publisher = ? COLLATE NOCASE", (filter.publisher,)))
    if filter.published_since:
        asked.append(("{0}.published >= ?", (filter.published_since,)))
    if filter.published_until:
        asked.append(("{0}.published <= ?", (filter.published_until,)))
    if filter.document:
        asked.append(("{0}.id >= ? AND {0}.id < ?", (filter.document, filter.document + LAST)))
    values = [value for _, some in asked for value in some]
    fits = " AND ".join(sql for sql, _ in asked) or "1"
    sql = f"SELECT d.key FROM document d WHERE {fits.format('d')}"
    if not filter.with_copies:
        sql += f" AND NOT EXISTS (SELECT 1 FROM document c WHERE c.family = d.family AND c.key < d.key AND {fits.format('c')})"
        values *= 2
    return f"{column} IN ({sql})", values


def part(condition: str, *values: Any) -> Condition:
    """The entries of which a part fits a condition."""
    keys = f"SELECT DISTINCT entry FROM part WHERE {condition}"
    return Condition(keys, f"e.key IN ({keys})", f"EXISTS (SELECT 1 FROM part WHERE entry = e.key AND {condition})", values)


def in_roles(roles: Sequence[str]) -> str:
    """A further condition of a part: that its role is one of these; none where they are none."""
    return f" AND role IN ({quoted(roles)})" if roles else ""


def quoted(words: Iterable[str]) -> str:
    """Words of our own as SQL strings."""
    return ", ".join(f"'{word}'" for word in words)


def escaped(words: str) -> str:
    """Words for LIKE with ``ESCAPE '!'``."""
    return re.sub(r"[!%_]", r"!\g<0>", words)


def full_text(words: str) -> str:
    """What a person looks for in the language of FTS5: every word or quoted phrase, ``*`` at the end for how one begins."""
    terms = [
        (phrase or word, star) for phrase, word, star in re.findall(r'"([^"]*)"|([^\s"*]+)(\*?)', words) if re.search(r"\w", phrase or word)
    ]
    if not terms:
        raise ArgumentError(f"no word to look for in {words!r}")
    return " AND ".join(f'"{term}"{star}' for term, star in terms)


def _country(name: str) -> str:
    """The code of a country by its code or name."""
    wanted, code = countries.key(name), name.upper()
    if code in countries.table():
        return code
    for country in countries.table().values():
        if country.code and wanted in map(countries.key, (country.name, *country.variants)):
            return country.code
    raise ArgumentError(f"no country {name!r}: its ISO 3166-1 alpha-3 code or its name is wanted")
