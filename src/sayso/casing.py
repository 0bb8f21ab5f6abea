"""Mixed case for a text that is all in capitals, as cables and wire copy are, so that it is read as other text is: offsets stay.

A word is written small where ``data/small_words.txt`` lists it, or it derives from a listed one ("machinegunned"); all others are names.
Small words are capitalised that begin a sentence, that belong to a name of several words in the tables of countries and actors ("United
States"), that mostly are so beside a name ("Arce *Battalion*"), and months beside a number. What stands in brackets as an acronym does
("[FMLN]"), what has no vowel, and single letters ("U.S.") stay as they are. It is truecasing by counts (Lita et al. 2003, "tRuEcasIng",
ACL) with the crudest context.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

DATA = Path(__file__).parent / "data"
SMALL_WORDS = DATA / "small_words.txt"

LETTERS = 40
"""In capitals is a text with at least so many letters, of which :data:`SHARE` are."""
SHARE = 0.9

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.?!][\"”)\]]*\s+[\"“(\[]*$|\n\s*\n[\s\"“(\[]*$|\A\W*$")
_ACRONYM = re.compile(r"[\[(]([A-Z]{2,6})[\])]")
_MONTHS = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|[a-z]+(?:uary|ember|ober|ch|il|ust))$")
_NUMERAL = re.compile(r"[IVX]{2,}$")
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("er", ""),
    ("er", "e"), ("ment", ""), ("ness", ""), ("men", "man"), ("ist", ""), ("able", ""), ("able", "e"),
)  # fmt: skip
_BEGINNINGS = ("un", "non", "anti", "counter", "re", "dis", "over", "pro", "para", "ex", "machine", "watch", "sub")


def in_capitals(text: str) -> bool:
    """Whether a text is all in capitals, but for a few letters."""
    letters = sum(map(str.isalpha, text))
    return letters >= LETTERS and sum(map(str.isupper, text)) >= SHARE * letters


def restored(text: str) -> str:
    """A text in capitals in mixed case, of the same length; any other as it is."""
    if not in_capitals(text):
        return text
    words = list(_WORD.finditer(text))
    acronyms = {a for a in _ACRONYM.findall(text) if not is_small(a.lower())}
    forms = [_form(text, word, acronyms) for word in words]
    named = _named(words, text)
    loose = [i not in named and plus(_base(w.group())) for i, w in enumerate(words)]
    for order, step in ((range(1, len(words)), -1), (range(len(words) - 2, -1, -1), 1)):
        for i in order:
            a, b = sorted((i, i + step))
            if loose[i] and forms[i].islower() and forms[i + step][0].isupper() and text[words[a].end() : words[b].start()].isspace():
                forms[i] = _capitalised(words[i].group())
    out, last = [], 0
    for i, (word, form) in enumerate(zip(words, forms, strict=True)):
        if i in named:
            form = named[i]
        elif form.islower() and _SENTENCE.search(text, max(0, last - 1), word.start()):
            form = _capitalised(word.group())
        out += [text[last : word.start()], form]
        last = word.end()
    return "".join([*out, text[last:]])


def _form(text: str, word: re.Match[str], acronyms: set[str]) -> str:
    """How a word is written by itself."""
    said = word.group()
    base = _base(said)
    if text[word.start() - 1 : word.start()].isdigit():
        return said.lower()  # 1st
    if said in acronyms or (len(said) == 1 and said != "A") or _NUMERAL.match(said):
        return said
    if _MONTHS.match(base) and re.search(
        r"\d\s\0|\0\s\d", f"{text[max(0, word.start() - 2) : word.start()]}\0{text[word.end() : word.end() + 2]}"
    ):
        return _capitalised(said)
    if is_small(base):
        return said.lower()
    return said if not re.search("[aeiouy]", base) else _capitalised(said)


def _base(word: str) -> str:
    """A word in small letters without what an apostrophe adds: "d'aubuisson" stays whole."""
    base, mark, _ = word.lower().replace("’", "'").partition("'")
    return base if mark and len(base) > 1 else word.lower()


def _capitalised(word: str) -> str:
    """With a capital first, and one after the apostrophe of "D'Aubuisson"."""
    first = 3 if word[1:2] in ("'", "’") and len(word) > 3 else 1
    return word[:first] + word[first:].lower()


def stem(word: str) -> Iterator[str]:
    """The words that one may derive from."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(found := word.removesuffix(ending) + instead) > 2:
            yield found
            if len(found) > 3 and found[-1] == found[-2]:
                yield found[:-1]
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) > len(beginning) + 2:
            yield word.removeprefix(beginning)


@cache
def _small() -> dict[str, bool]:
    """The listed words, and those of the table of common words for actors; whether they have a ``+``."""
    lines = (line.partition(" ") for line in SMALL_WORDS.read_text(encoding="utf-8").splitlines() if line[0] != "#")
    with (DATA / "agents.csv").open(encoding="utf-8", newline="") as rows:
        agents = {word: False for row in csv.DictReader(rows) for word in re.findall("[a-z]+", row["words"])}
    return agents | {word: bool(mark) for word, _, mark in lines}


@cache
def is_small(word: str) -> bool:
    """Whether a word, given in small letters, is written small inside a sentence."""
    listed = _small()
    return word in listed or any(s in listed or any(t in listed for t in stem(s)) for s in stem(word))


def plus(word: str) -> bool:
    """Whether a small word mostly has a capital beside a capitalised one."""
    return _small().get(word, False)


@cache
def _names() -> dict[str, list[list[str]]]:
    """The names of several words in the tables of countries and actors, by their first word in capitals, longest first."""
    found: dict[str, list[list[str]]] = {}
    for table, columns in (("countries", ("name", "variants", "government")), ("actors", ("name", "aliases"))):
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for name in ";".join(row.get(c) or "" for c in columns).split(";"):
                    parts = name.split()
                    if len(parts) > 1 and all(_WORD.fullmatch(p) for p in parts) and any(p[0].isupper() for p in parts):
                        found.setdefault(parts[0].upper(), []).append(parts)
    return {first: sorted(several, key=len, reverse=True) for first, several in found.items()}


def _named(words: list[re.Match[str]], text: str) -> dict[int, str]:
    """The words that are part of a table's name, as it writes them, by their place among the words."""
    out: dict[int, str] = {}
    for i, word in enumerate(words):
        for parts in _names().get(word.group(), ()) if i not in out else ():
            said = words[i : i + len(parts)]
            apart = any(not text[a.end() : b.start()].isspace() for a, b in pairwise(said))
            if [w.group() for w in said] == [p.upper() for p in parts] and not apart:
                out |= dict(enumerate(parts, i))
                break
    return out
