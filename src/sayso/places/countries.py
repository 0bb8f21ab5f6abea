"""Countries by their names: formal and variant names, demonyms, capitals, seats of government, from ``data/countries.csv``.

A name is looked up by its *key*: case-folded words without accents, apostrophes or a closing 's, so that "Türkiye", "TURKIYE" and
"Turkiye's" are one. Two rules keep words and names apart: a name with a capital letter is only read where the text has one in it, and a
name all in capitals ("US", "CAR") only where the text has capitals too.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parents[1] / "data"

_WORD = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+\b\.?|[^\W_]+(?:['’‘ʼʻ`][^\W_]+)*")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z]\S*(?:\s(?:(?:of|the|and|&)\s){0,2}[^\W\d_a-z]\S*)*")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼʻ`.")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe"})


class Word(NamedTuple):
    """A word of a text: its key, its letters as they stand, and where they stand."""

    key: str
    text: str
    start: int
    end: int


def _key(text: str) -> str:
    if text.isalnum():
        key = text.casefold()
    else:
        if len(text) > 2 and text[-1] in "sS" and text[-2] in "'’‘ʼʻ`":
            text = text[:-2]
        key = text.translate(_APOSTROPHES).casefold()
    if not key.isascii():
        key = "".join(c for c in unicodedata.normalize("NFKD", key.translate(_LETTERS)) if not unicodedata.combining(c))
    return key


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(_key(m[0]), m[0], *m.span()) for m in _WORD.finditer(text))


_remembered = lru_cache(maxsize=8_192)(_words)


def words(text: str) -> tuple[Word, ...]:
    """The words of a text, initials such as "U.S." as one. Those of a phrase are remembered, as each is asked for many times."""
    return _remembered(text) if len(text) < 200 else _words(text)


def key(text: str) -> str:
    """The key of a name."""
    return " ".join(w.key for w in words(text))


class Name(NamedTuple):
    """What a name stands for. ``case`` is 2 where it must be in capitals, 1 where it must hold a capital, 0 otherwise."""

    of: str
    role: str
    case: int
    letters: int


class Names:
    """Names of many things, found in a text by longest match, in time linear in its words."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[Name]] = {}
        self._lengths: dict[str, set[int]] = {}

    def __iter__(self) -> Iterator[str]:
        """The keys of the names."""
        return iter(self._by_key)

    def add(self, of: str, role: str, names: Iterable[str], unless: Container[str] = ()) -> None:
        """Let ``names`` stand for ``of``, but for those whose key is in ``unless``."""
        for name in names:
            keys = [_key(word) for word in _WORD.findall(name)]
            if keys and keys[0] in _ARTICLES and len(keys) > 1:
                keys = keys[1:]
            if not keys or " ".join(keys) in unless:
                continue
            case = 2 if name.isupper() and len(keys) == 1 else 0 if name.islower() else 1
            known = self._by_key.setdefault(" ".join(keys), [])
            if not any(n.of == of and n.case <= case for n in known):
                known.append(Name(of, role, case, len(name)))
            self._lengths.setdefault(keys[0], set()).add(len(keys))

    def match(self, text: Sequence[Word]) -> list[Name]:
        """What exactly these words stand for."""
        known = self._by_key.get(" ".join(w.key for w in text))
        if not known:
            return []
        letters = [w.text for w in text]
        case = 2 if all(t.upper() == t for t in letters) else 0 if all(t.islower() for t in letters) else 1
        return [n for n in known if n.case <= case]

    def find(self, text: Sequence[Word], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, list[Name]]]:
        """Names in a text, longest first from the left, as (first word, end, what they stand for)."""
        end = len(text) if end is None else end
        at = start
        while at < end:
            for length in sorted(self._lengths.get(text[at].key, ()), reverse=True):
                if at + length <= end and (names := self.match(text[at : at + length])):
                    yield at, at + length, names
                    at += length - 1
                    break
            at += 1


_ARTICLES = frozenset(("the", "a", "an"))


@dataclass(frozen=True, slots=True)
class Country:
    """A row of ``data/countries.csv``."""

    code: str  # ISO 3166-1 alpha-3; XKX is Kosovo, as the European Union and the World Bank write it
    name: str
    variants: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    government: tuple[str, ...] = field(default=())


def cell(text: str) -> tuple[str, ...]:
    """The names in a cell of a table, which semicolons part."""
    return tuple(filter(None, (name.strip() for name in text.split(";"))))


@cache
def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table in ``data/``."""
    with (DATA / table).open(encoding="utf-8", newline="") as file:
        head, *rest = csv.reader(file)
    return [dict(zip(head, row, strict=True)) for row in rest]


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(cell(row["words"])) for row in rows("words.csv")}


def lexicon(name: str) -> frozenset[str]:
    """A list of small words from ``data/words.csv``."""
    return _lexicon()[name]


@cache
def table() -> dict[str, Country]:
    """The countries by their codes. The row without a code holds names that look like a country's and are not."""
    return {
        row["code"]: Country(
            row["code"], row["name"], *(cell(row[c]) for c in ("variants", "adjectives", "people", "capitals", "government"))
        )
        for row in rows("countries.csv")
    }


ROLES = ("name", "adjective", "people", "capital", "government")
"""What a name may be to a country; "people" are nouns for its citizens, "government" names of buildings and offices that stand for it."""


def add_to(names: Names, unless: Container[str] = ()) -> None:
    """Add the countries' names to ``names``, but for those whose key is in ``unless``."""
    for code, country in table().items():
        for role, group in zip(
            ROLES,
            ((country.name, *country.variants), country.adjectives, country.people, country.capitals, country.government),
            strict=True,
        ):
            names.add(code, role, group, unless)


@cache
def names() -> Names:
    """The countries' names."""
    found = Names()
    add_to(found)
    return found


@lru_cache(maxsize=64)
def named(text: str) -> Counter[str]:
    """How often a text names each country, by name, demonym, capital or seat of government; ambiguous names do not count."""
    out: Counter[str] = Counter()
    for run in _CAPITALISED.findall(text):
        for _, _, found in names().find(words(run)):
            if len(codes := {n.of for n in found}) == 1 and "" not in codes:
                out.update(codes)
    return out
