"""Attacks that came to nothing: repelled by those they were aimed at, foiled before they began; and fire that ceases.

The gold has "repelled" as a blow of the defenders at the attackers, the attack beside it as theirs; "foiled" as a deed of another type
and what was foiled as not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.frames import Chars, Frame


_TURN = r"(?:repel(?:s|led|ling)?|repuls(?:e|es|ed|ing)|(?:fend|ward)(?:s|ed|ing)?(?:\s+off)?|beat(?:s|en|ing)?\s+(?:back|off))"
_FOIL = r"(?:foil|thwart)(?:s|ed|ing)?"
_TURNED, _FOILED, _EITHER = (re.compile(words, re.I) for words in (_TURN, _FOIL, f"{_TURN}|{_FOIL}"))
# "repelled *eleven* assaults", "fended *off the* attack", "foiled *a plot to* kill"; "the attack *on Sake was* repelled"
_ACTIVE = re.compile(r"(?:\s+(?!(?:of|on|in|for|with|from|at|against|that|which|who|and|or|after|before|as|when)\b)[\w’'-]+){0,4}\s+", re.I)
_PASSIVE = re.compile(r"[^.,;:!?\n]{0,60}\s(?:was|were|is|are|be|been|being)\s+(?:\w+ly\s+)?", re.I)
_CEASE = re.compile(r"(?:ceas(?:e|es|ed|ing)|h[eo]ld(?:s|ing)?)\s+(?:(?:all|its|their)\s+)?fire", re.I)


def turns(cue: str) -> bool:
    """Whether a cue says that someone turned an attack away."""
    return _TURNED.fullmatch(cue) is not None


def pairs(text: str, cues: Sequence[Chars]) -> Iterator[tuple[int, int]]:
    """Which of some cues, in the order of the text, repel or foil which of their neighbours, as indices."""
    for i, cue in enumerate(cues):
        if _EITHER.fullmatch(text, *cue):
            if i + 1 < len(cues) and _ACTIVE.fullmatch(text, cue[1], cues[i + 1][0]):
                yield i, i + 1
            elif i and _PASSIVE.fullmatch(text, cues[i - 1][1], cue[0]):
                yield i, i - 1


def settle(text: str, frames: list[Frame]) -> None:
    """Take those who repelled or foiled an attack from its actors, and set what fire that ceases and foiled attacks are, changing the
    frames."""
    events = [frame for frame in frames if frame.kind == "event"]
    for frame in events:
        if frame.labels["event_type"] == "ASSAULT":
            if _CEASE.fullmatch(text, *frame.cue):
                frame.labels |= {"event_type": "RETREAT", "mode": "ceasefire"}
            elif _FOILED.fullmatch(text, *frame.cue):
                frame.labels |= {"event_type": "OTHER", "mode": "none"}
    for i, k in pairs(text, [frame.cue for frame in events]):
        verb, attack = events[i], events[k]
        if attack.labels["event_type"] != "ASSAULT":
            continue
        against = verb.roles.get("actors", [])
        theirs = [span for span in attack.roles.get("actors", []) if not any(a < span[1] and span[0] < b for a, b in against)]
        attack.roles = {role: spans for role, spans in (attack.roles | {"actors": theirs}).items() if spans}
        if _FOILED.fullmatch(text, *verb.cue) and verb.labels["factuality"] == attack.labels["factuality"] == "CT+":
            attack.labels["factuality"] = "CT-"
