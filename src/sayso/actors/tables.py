"""The tables of actors (``data/actors.csv``) and of the words for agents (``data/agents.csv``), with the countries' names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.places import countries
from sayso.places.countries import Name, Names, Word, cell, rows, words


@dataclass(frozen=True, slots=True)
class Known:
    """A row of ``data/actors.csv``, or a country.

    ``sectors`` are PLOVER sector codes with the years in which they hold, both included, None where open; the first that fits counts.
    """

    id: str
    name: str
    type: str
    country: str | None
    sectors: tuple[tuple[str, int | None, int | None], ...] = ()

    def sector(self, year: int | None) -> str | None:
        """The sector in a year; where that depends on the year and no year is given, None."""
        for code, first, last in self.sectors:
            if first is None and last is None:
                return code
            if year is None:
                return None
            if (first or 0) <= year <= (last or 9999):
                return code
        return None


def _sectors(text: str) -> tuple[tuple[str, int | None, int | None], ...]:
    """``GOV 2017-2020;GOV 2025-;ELI`` taken apart."""
    out = []
    for part in cell(text):
        code, _, years = part.partition(" ")
        first, _, last = years.partition("-")
        out.append((code, int(first) if first else None, int(last) if last else None))
    return tuple(out)


@cache
def known() -> dict[str, Known]:
    """The actors of the tables by their ids; a country's id is its code."""
    out = {c.code: Known(c.code, c.name, "state", c.code) for c in countries.table().values() if c.code}
    for row in rows("actors.csv"):
        out[row["id"]] = Known(row["id"], row["name"], row["type"], row["country"] or None, _sectors(row["sector"]))
    return out


@cache
def names() -> Names:
    """The names of all actors and countries."""
    found = Names()
    for row in rows("actors.csv"):
        found.add(row["id"], "actor", (row["name"], *cell(row["aliases"])))
    countries.add_to(found)
    return found


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
    return row.country is not None and row.type in ("armed_group", "party", "organization")


class Agent(NamedTuple):
    """A row of ``data/agents.csv``: what a common word says of the one it stands for.

    ``kind``: *body* (an institution, one of its kind in a country), *office* (held by one person), *people*, *weak* (says little by
    itself), *vague* (nobody in particular). ``body``: what makes an id with a country's code.
    """

    sector: str | None
    type: str
    kind: str
    body: str | None
    words: str


class Found(NamedTuple):
    """An agent's word in a phrase, by its first word and end."""

    start: int
    end: int
    agent: Agent


@cache
def _agents() -> tuple[dict[str, Agent], dict[str, tuple[int, ...]]]:
    by_words: dict[str, Agent] = {}
    lengths: dict[str, set[int]] = {}
    for row in rows("agents.csv"):
        for name in cell(row["words"]):
            keys = [w.key for w in words(name)]
            by_words.setdefault(" ".join(keys), Agent(row["sector"] or None, row["type"], row["kind"], row["body"] or None, name))
            lengths.setdefault(keys[0], set()).add(len(keys))
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
def _starts(word: str) -> list[tuple[str, int]]:
    """What a word may begin: the first words and lengths of agents' words, in the order in which they are tried."""
    _, lengths = _agents()
    return [(first, length) for first in _singulars(word) for length in lengths.get(first, ())]


def agents(text: Sequence[Word]) -> list[Found]:
    """The agents' words in a phrase, longest first from the left; the last word may be a plural."""
    by_words, _ = _agents()
    out: list[Found] = []
    end = 0
    for at, word in enumerate(text):
        if at < end:
            continue
        for first, length in _starts(word.key):
            if found := _agent_at(by_words, text, at, length, first):
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
