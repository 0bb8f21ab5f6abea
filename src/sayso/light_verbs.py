"""Light verbs: "imposed sanctions" is one happening, told by a verb that says little and the noun that is its object.

The table ``data/light_verbs.csv`` gives verbs in all their forms, the nouns with which they are light ("*" lets a noun go on) and which
of the two is the cue. So the annotators of our gold have it: in its training texts the noun alone is the cue of 103 such pairs out of
115, the verb alone of 22 out of 25 where someone signs or concludes. Who threatens with sanctions or offers help does something
besides: there both stay.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.frames import Frame


# "imposed *new and harsh* sanctions", "talks *were then* held", "sanctions *that have been* imposed"
_ACTIVE = re.compile(
    r"(?:\s+(?!(?:of|on|in|to|for|by|with|from|at|against|that|which|who|after|before|over|when|as)\b)[\w’'“\"-]+){0,4}\s+", re.I
)
_PASSIVE = re.compile(
    r"(?:\s+(?:that|which))?(?:\s+(?:was|were|is|are|be|been|being|has|have|had|will|would|may|might|could|can|to|not|also|then|now|\w+ly))*\s+",
    re.I,
)
_BESIDE = frozenset(("AGREE", "REQUEST", "REJECT", "THREATEN"))
"""Types of what is done with words about something else."""


def joined(text: str, frames: list[Frame]) -> list[Frame]:
    """The frames without those that are one with another, whose roles this other takes over where it has none of its own."""
    events = [frame for frame in frames if frame.kind == "event"]
    gone = set()
    for one, other in pairwise(events):
        if id(one) in gone or not (keep := _kept(text, one, other)):
            continue
        lost = other if keep is one else one
        _take_over(keep, lost)
        gone.add(id(lost))
    return [frame for frame in frames if id(frame) not in gone]


def _kept(text: str, one: Frame, other: Frame) -> Frame | None:
    """Which of two neighbours is the cue of both; None where they are two."""
    gap = text[one.cue[1] : other.cue[0]]
    for verb, noun, between in ((one, other, _ACTIVE), (other, one, _PASSIVE)):
        said = verb.labels["event_type"]
        if between.fullmatch(gap) and not (said in _BESIDE and said != noun.labels["event_type"]):
            for verbs, nouns, keep in _table():
                if verbs.fullmatch(text, *verb.cue) and nouns.search(text, *noun.cue):
                    return noun if keep == "noun" else verb
    return None


def _take_over(keep: Frame, lost: Frame) -> None:
    taken = [keep.cue, lost.cue, *(span for spans in keep.roles.values() for span in spans)]
    for role, spans in lost.roles.items():
        if role not in keep.roles:
            new = [span for span in spans if not any(a < span[1] and span[0] < b for a, b in taken)]
            if new:
                keep.roles[role] = new
    keep.counts += [count for count in lost.counts if count not in keep.counts]


@cache
def _table() -> list[tuple[re.Pattern[str], re.Pattern[str], str]]:
    with (files("sayso.data") / "light_verbs.csv").open(encoding="utf-8") as lines:
        return [(_any(row["verbs"]), _any(row["nouns"]), row["keep"]) for row in csv.DictReader(lines)]


def _any(words: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + words.replace(" ", r"\s+").replace("*", r"\w*").replace(";", "|") + r")\b", re.I)
