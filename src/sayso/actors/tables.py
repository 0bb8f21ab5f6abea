"""The tables of actors (``data/actors.csv``) and of agents' words (``data/agents.csv``), with the countries' names; and a user's own.

A user's table is a CSV with the columns of ``data/actors.csv``. Its rows win: a row with an id of ours stands in its place, with the
names of both, and a name of theirs is no longer ours. A row without an id is a word for agents, as in ``data/agents.csv``. Which
tables are in use is said by :func:`using`, else by the environment variable ``SAYSO_ACTORS``, which other processes see too.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from sayso.model import ACTOR_TYPES, SaysoError
from sayso.places import countries
from sayso.places.countries import Name, Names, Word, cell, rows, words

VARIABLE = "SAYSO_ACTORS"
"""The environment variable that names users' tables, parted as in ``PATH``."""

COLUMNS = ("id", "name", "type", "country", "sector", "aliases")

SECTORS = frozenset(
    ("COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB",
     "MED", "REF", "OPP", "PRE", "REL", "SOC", "IGO", "NGO")
)  # fmt: skip
"""PLOVER's sector codes, with IGO and NGO, which PLOVER writes in the country's place."""

_BOUND = re.compile(r"(?:\d{4}|\d{8})?")

Term = tuple[str, int | None, int | None]
"""A sector and the days between which it holds, both included, as YYYYMMDD; None where open."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row of ``data/actors.csv`` or of a user's table, or a country.

    ``sectors`` are PLOVER sector codes with the days between which they hold; the first that fits counts. ``type`` is None where a
    user's table does not say.
    """

    id: str
    name: str
    type: str | None
    country: str | None
    sectors: tuple[Term, ...] = ()

    def sector(self, day: dt.date | None) -> str | None:
        """The sector on a day; where that depends on the day and none is given, None."""
        if day is None:
            codes = {code for code, _, _ in self.sectors}
            return codes.pop() if len(codes) == 1 and any(first is last is None for _, first, last in self.sectors) else None
        number = day.year * 10_000 + day.month * 100 + day.day
        return next((code for code, first, last in self.sectors if (first or 0) <= number <= (last or 99_991_231)), None)


def terms(text: str) -> tuple[Term, ...]:
    """A cell such as ``GOV 2017-2020;GOV 20250120-;ELI`` taken apart; ValueError where it cannot be."""
    out: list[Term] = []
    for part in cell(text):
        code, _, span = part.partition(" ")
        first, dash, last = (bound.strip() for bound in span.partition("-"))
        if code not in SECTORS:
            raise ValueError(f"{code!r} is no sector")
        if not (_BOUND.fullmatch(first) and _BOUND.fullmatch(last)) or (span and not dash):
            raise ValueError(f"{span!r} is no time: write years or days, 2017-2020 or 20170120-")
        out.append((code, int(f"{first:0<4}0101"[:8]) if first else None, int(f"{last}1231"[:8]) if last else None))
    return tuple(out)


class Agent(NamedTuple):
    """A row of ``data/agents.csv``: what a common word says of the one it stands for.

    ``kind``: *body* (an institution, one of its kind in a country), *office* (held by one person), *people*, *weak* (says little by
    itself), *vague* (nobody in particular). ``body``: what makes an id with a country's code.
    """

    sector: str | None
    type: str | None
    kind: str
    body: str | None
    words: str


class Found(NamedTuple):
    """An agent's word in a phrase, by its first word and end."""

    start: int
    end: int
    agent: Agent


@dataclass(frozen=True, eq=False)
class Tables:
    """All that is looked up: actors by id, names, agents by their words, and how many words there are to those by the first."""

    known: dict[str, Known]
    names: Names
    agents: dict[str, Agent]
    lengths: dict[str, tuple[int, ...]]


_using: ContextVar[Tables | None] = ContextVar("tables", default=None)


@contextmanager
def using(tables: Path | Iterable[Path] | None = None) -> Iterator[None]:
    """Look actors up in these tables of a user's, before ours; without any in those in use already, else in those of the environment.

    SaysoError where a table is not there or does not hold.
    """
    paths = [tables] if isinstance(tables, Path) else tables
    token = _using.set(_load(_stamped(paths)) if paths is not None else current())
    try:
        yield
    finally:
        _using.reset(token)


def current() -> Tables:
    """The tables in use."""
    return _using.get() or _load(_stamped(_environment()))


def known() -> dict[str, Known]:
    """The actors of the tables by their ids; a country's id is its code."""
    return current().known


def names() -> Names:
    """The names of all actors and countries."""
    return current().names


def version() -> str:
    """A digest of the users' tables that the environment names, empty where it names none."""
    paths = _environment()
    if not paths:
        return ""
    _load(_stamped(paths))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:8]


def _environment() -> list[Path]:
    named = os.environ.get(VARIABLE)
    return [Path(path) for path in named.split(os.pathsep) if path] if named else []


def _stamped(paths: Iterable[Path]) -> tuple[tuple[Path, int, int], ...]:
    """The tables with what changes when they do."""
    out = []
    for path in paths:
        try:
            stat = path.stat()
        except OSError as problem:
            raise SaysoError(f"{path}: {(problem.strerror or str(problem)).lower()}") from problem
        out.append((path, stat.st_mtime_ns, stat.st_size))
    return tuple(out)


@lru_cache(maxsize=4)
def _load(stamped: tuple[tuple[Path, int, int], ...]) -> Tables:
    own: dict[str, tuple[Known, tuple[str, ...]]] = {}
    spoken: list[tuple[str, Agent]] = []
    for path, _, _ in stamped:
        actors, agents_ = load(path)
        own |= {row.id: (row, called) for row, called in actors}
        spoken += agents_
    shipped, ours = Names(), _shipped()
    if own:
        _add_ours(shipped, ours)
    mine = Names()
    for row, called in own.values():
        for name in called:  # what ours say of the same actor may say more: that it is a demonym, or a capital
            if not any(n.of == row.id for n in shipped.match(words(name))):
                mine.add(row.id, "actor", (name,))
    _add_ours(mine, ours, frozenset(mine))
    everyone = {c.code: Known(c.code, c.name, "state", c.code) for c in countries.table().values() if c.code}
    everyone |= {row.id: row for row, _ in ours} | {row.id: row for row, _ in own.values()}
    by_words, lengths = _agents(spoken)
    return Tables(everyone, mine, by_words, lengths)


def _add_ours(names: Names, ours: Iterable[tuple[Known, tuple[str, ...]]], unless: Collection[str] = ()) -> None:
    for row, called in ours:
        names.add(row.id, "actor", called, unless)
    countries.add_to(names, unless)


@cache
def _shipped() -> tuple[tuple[Known, tuple[str, ...]], ...]:
    """Our actors with their names."""
    return tuple(
        (Known(r["id"], r["name"], r["type"], r["country"] or None, terms(r["sector"])), (r["name"], *cell(r["aliases"])))
        for r in rows("actors.csv")
    )


def load(path: Path) -> tuple[list[tuple[Known, tuple[str, ...]]], list[tuple[str, Agent]]]:
    """A user's table: actors with their names, and agents by their words. SaysoError with the line where it does not hold."""
    actors: list[tuple[Known, tuple[str, ...]]] = []
    spoken: list[tuple[str, Agent]] = []
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = csv.DictReader(file, strict=True)
            if missing := {"id", "name"} - set(lines.fieldnames or ()):
                raise SaysoError(f"{path}: no column {' or '.join(sorted(missing))}; a table of actors has {', '.join(COLUMNS)}")
            if odd := [c for c in lines.fieldnames or () if c not in COLUMNS]:
                raise SaysoError(f"{path}: column {odd[0]!r} is none of {', '.join(COLUMNS)}")
            for line in lines:
                row = {c: (line.get(c) or "").strip() for c in COLUMNS}
                if problem := _problem(row, seen) or ("more cells than columns" if None in line else None):
                    raise SaysoError(f"{path}, line {lines.line_num}: {problem}")
                seen.add(row["id"])
                called = (row["name"], *cell(row["aliases"]))
                if row["id"]:
                    known = Known(row["id"], row["name"], row["type"] or None, row["country"] or None, terms(row["sector"]))
                    actors.append((known, called))
                else:
                    kind = "body" if row["type"] in ("government", "organization", "party", "media") else "people"
                    spoken += [(word, Agent(row["sector"] or None, row["type"] or None, kind, None, word)) for word in called]
    except (OSError, UnicodeError, csv.Error) as problem:
        reason = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
        raise SaysoError(f"{path}: {reason.lower()}") from problem
    return actors, spoken


def taken(path: Path) -> Iterator[tuple[str, str, str]]:
    """Names that a user's table takes from others of ours: the name, the id there, the ids here."""
    with using(()):
        ours = current().names
    for row, called in load(path)[0]:
        for name in called:
            found = sorted({n.of for n in ours.match(words(name)) if n.of})
            if found and row.id not in found:
                yield name, row.id, ", ".join(found)


def _problem(row: dict[str, str], seen: Collection[str]) -> str | None:
    """What is wrong with a row of a user's table."""
    codes = countries.table()
    if not row["name"] or not words(row["name"]):
        return "no name"
    if row["type"] and row["type"] not in ACTOR_TYPES:
        return f"{row['type']!r} is no type: there are {', '.join(ACTOR_TYPES)}"
    if row["country"] and row["country"] not in codes:
        return f"{row['country']!r} is no country's code (ISO 3166-1 alpha-3, XKX for Kosovo)"
    if (row["type"] == "state" or (row["id"] and row["id"] in codes)) and not (row["type"] == "state" and row["id"] == row["country"]):
        return "a state, and nothing else, has its country's code as id"
    if row["id"] and row["id"] in seen:
        return f"{row['id']!r} stands there twice"
    if not row["id"] and (row["country"] or not re.fullmatch(r"\w*", row["sector"])):
        return "a row without an id is a word for agents: it has no country, and one sector at all times"
    try:
        terms(row["sector"])
    except ValueError as problem:
        return str(problem)
    return None


def settle(found: Sequence[Name], named: Collection[str]) -> Name | None:
    """The one thing that a name stands for in a document that names those countries, None where it may be several.

    An acronym of up to three letters counts for a group only where the document names the group's country.
    """
    able = [n for n in found if n.of and not (_is_short(n) and known()[n.of].country not in named)]
    if len({n.of for n in able}) > 1:
        able = [n for n in able if known()[n.of].country in named]
    return able[0] if len({n.of for n in able}) == 1 else None


def _is_short(name: Name) -> bool:
    if name.case < 2 or name.letters > 3:
        return False
    row = known()[name.of]
    return row.country is not None and row.type in (None, "armed_group", "party", "organization")


def _agents(spoken: Iterable[tuple[str, Agent]]) -> tuple[dict[str, Agent], dict[str, tuple[int, ...]]]:
    by_words: dict[str, Agent] = {}
    lengths: dict[str, set[int]] = {}
    for row in rows("agents.csv"):
        for name in cell(row["words"]):
            ours = Agent(row["sector"] or None, row["type"], row["kind"], row["body"] or None, name)
            by_words.setdefault(" ".join(w.key for w in words(name)), ours)
    for name, agent in spoken:
        if keys := " ".join(w.key for w in words(name)):
            before = by_words.get(keys)  # a user's word that says no type keeps what ours says beside its sector
            by_words[keys] = before._replace(sector=agent.sector) if before and agent.type is None else agent
    for keys in by_words:
        first, *rest = keys.split()
        lengths.setdefault(first, set()).add(1 + len(rest))
    return by_words, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("s"):
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]


@lru_cache(maxsize=8_192)
def _starts(word: str, tables: Tables) -> list[tuple[str, int]]:
    """What a word may begin: the first words and lengths of agents' words, in the order in which they are tried."""
    return [(first, length) for first in _singulars(word) for length in tables.lengths.get(first, ())]


def agents(text: Sequence[Word]) -> list[Found]:
    """The agents' words in a phrase, longest first from the left; the last word may be a plural."""
    tables = current()
    out: list[Found] = []
    end = 0
    for at, word in enumerate(text):
        if at < end:
            continue
        for first, length in _starts(word.key, tables):
            if found := _agent_at(tables.agents, text, at, length, first):
                out.append(found)
                end = found.end
                break
    return out


def _agent_at(by_words: dict[str, Agent], text: Sequence[Word], at: int, length: int, first: str) -> Found | None:
    if at + length > len(text):
        return None
    keys = [w.key for w in text[at : at + length]]
    if length == 1:
        keys = [first]
    for last in _singulars(keys[-1]):
        if agent := by_words.get(" ".join([*keys[:-1], last])):
            return Found(at, at + length, agent)
    return None
