"""The contexts of an event: those of PLOVER 2021 that its words name plainly, by the table ``data/contexts.csv``.

A row gives a context and its words, which semicolons part. A word is matched whole and in either case; ``*`` at its end lets it go on
("ballot*"); a space in a phrase is any white space or hyphen. Where several begin at one place the longest is read, and the reading goes
on after it; so a word under ``none`` is a false friend that hides what it holds ("clinical trial*" hides "trial"), and a word under
several contexts names them all. The rows stand in the order of PLOVER's vocabulary.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby

SPECIFIC_CRIMES = frozenset({"corruption", "illegal_drugs", "trafficking"})
"""PLOVER's ``crime`` excludes events that have one of these."""


def find(words: str) -> tuple[str, ...]:
    """The contexts that the words name, in the order of PLOVER's vocabulary; empty where they name none."""
    order, pattern, named = _table()
    found: set[str] = set()
    for match in pattern.finditer(words.lower().replace("’", "'")):
        found |= named[match.lastindex or 0]
    if found & SPECIFIC_CRIMES:
        found.discard("crime")
    return tuple(sorted(found, key=order.__getitem__))


@cache
def _table() -> tuple[dict[str, int], re.Pattern[str], list[frozenset[str]]]:
    """The rank of each context, one pattern for all words, and the contexts named by each of its groups."""
    naming: dict[str, set[str]] = defaultdict(set)
    order: dict[str, int] = {}
    with (files("sayso.data") / "contexts.csv").open(encoding="utf-8") as lines:
        for rank, row in enumerate(csv.DictReader(lines)):
            order[row["context"]] = rank
            for word in row["words"].split(";"):
                naming[word].add(row["context"])
    words = sorted(naming, key=lambda word: word.replace("*", "\0"), reverse=True)
    return order, re.compile(rf"\b{_tree(words)}"), [frozenset(), *(frozenset(naming[word] - {"none"}) for word in words)]


def _tree(words: Iterable[str]) -> str:
    """A pattern of words sorted backwards, hence the longest first, that reads what they share at their beginning once.

    Each word ends in an empty group of its own, numbered in the order of the words.
    """
    branches = []
    for first, same in groupby(words, key=lambda word: word[:1]):
        if first == "":
            branches.append(r"\b()")
        elif first == "*":
            branches.append(r"\w*()")
        else:
            step = r"[\s-]+" if first == " " else re.escape(first)
            branches.append(step + _tree(word[1:] for word in same))
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
