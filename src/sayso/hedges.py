"""What stands right before a cue and decides how its words are meant: "may", "failed to", "ordered ... to", "no longer", "if".

``data/hedges.csv`` gives the classes and their words; how far each class turns factuality is fitted on annotated documents
(``train/hedges.py``). Auxiliaries, negation and implicative verbs as cues of factuality: Saurí and Pustejovsky 2012, "Are You Sure That
This Happened?"; the classes of verbs: Karttunen 1971, "Implicative Verbs".
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

KINDS = ("event", "statement")
"""The kinds whose factuality hedges decide; those of the others are part of their cues ("may", "will")."""

WINDOW = 90  # characters
REACH = 3  # how many words may stand between a hedge and its cue
_CLAUSE = re.compile(r".*[.;:!?,\"“”()]\s", re.DOTALL)
_LIGHT = frozenset(("be", "been", "being", "have", "has", "had", "also", "even", "ever", "again", "soon"))


def features(text: str, start: int, before: int, inside: bool) -> list[str]:
    """What the words before a cue say, as names of features; empty where no hedge reaches it.

    ``start`` is where the cue begins, ``before`` where the cue before it of its kind begins (-1 for none): a hedge that ends before that
    one belongs to it. ``inside`` says whether the cue stands in a statement. A class that reaches the cue gives its name; with "far" where
    words stand between, with "in" inside a statement; and the two nearest classes together theirs: "may not".
    """
    lead = text[max(0, start - WINDOW) : start]
    if clause := _CLAUSE.match(lead):
        lead = lead[clause.end() :]
    lead = lead.lower().replace("’", "'")
    words = lead.split()
    if _table().keys().isdisjoint(words) and "n't" not in lead:
        return []
    least = max(0, len(words) - len(text[before:start].split())) if before >= 0 else 0
    out: list[str] = []
    classes: list[str] = []
    for name, end in _hedges(words):
        gap = sum(word not in _LIGHT for word in words[end:])
        if end > least and gap <= REACH:
            classes.append(name)
            out.append(name)
            if gap > 1:
                out.append(f"{name} far")
            if inside:
                out.append(f"{name} in")
    if len(classes) > 1:
        out.append(f"{classes[-2]} {classes[-1]}")
    return out


def _hedges(words: list[str]) -> Iterator[tuple[str, int]]:
    """Each hedge among the words, the longest from where it begins: its class, and the position after its last word."""
    starts = _table()
    at = 0
    while at < len(words):
        found = ("", 0)
        for rest, name in starts.get("not" if words[at].endswith("n't") else words[at], ()):
            end = _end(words, at + 1, rest)
            if end > found[1]:
                found = name, end
        if found[1]:
            yield found
        at = max(at + 1, found[1])


def _end(words: list[str], at: int, rest: tuple[str, ...]) -> int:
    """The position after a phrase whose first word is passed, 0 where it does not stand there; "…" stands for one word or more."""
    for i, word in enumerate(rest):
        if word == "…":
            later = (_end(words, j, rest[i + 1 :]) for j in range(at + 1, len(words)))
            return next((end for end in later if end), 0)
        if at >= len(words) or words[at] != word:
            return 0
        at += 1
    return at


@cache
def _table() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """For each first word of a hedge what may follow it, and the class."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    with (files("sayso.data") / "hedges.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for phrase in row["words"].split(";"):
                first, *rest = phrase.split()
                out[first].append((tuple(rest), row["class"]))
    return dict(out)
