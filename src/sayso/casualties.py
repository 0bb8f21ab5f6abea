"""The killed and the wounded told in one breath: "killed and injured", "killing 14 soldiers and wounding 30".

One number of both is the number of each, as the gold has it; a number behind the second verb is a count of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso import quantities

if TYPE_CHECKING:
    from sayso.frames import Chars, Frame

_DEAD = r"(?:kill(?:s|ed|ing)?|dead|died)"
_HURT = r"(?:wound(?:s|ed|ing)?|injur(?:e|es|ed|ing)|hurt(?:s|ing)?)"
_JOINT = r"\s+(?:and(?:/or)?|or)\s+(?:\w+ly\s+)?"
_BOTH = rf"\b(?:{_DEAD}{_JOINT}{_HURT}|{_HURT}{_JOINT}{_DEAD})\b"
_BOTH_BEFORE = re.compile(rf"{_BOTH}\s+$", re.I)
_BOTH_AFTER = re.compile(rf"(?:\s+(?:who|that|have|has|had|were|was|are|been|being|\w+ly))*\s+{_BOTH}", re.I)
_BOTH_IN = re.compile(_BOTH, re.I)
_OTHER = re.compile(
    r"(?:,|,?\s+and)\s+(?:\w+ly\s+)?(?:(?P<killed>kill(?:ed|ing|s))|(?P<wounded>wound(?:ed|ing|s)|injur(?:ed|ing|es)))\s+", re.I
)
_THEM = re.compile(r"\s+(?:others?|more|people)\b")
_HARM = ("killed", "wounded")


def complete(text: str, frames: list[Frame]) -> None:
    """Give events the counts and the words of the cue that are told along, changing the frames."""
    events = [frame for frame in frames if frame.kind == "event"]
    cues = {frame.cue[0] for frame in events}
    for frame in events:
        frame.cue = _whole(text, frame.cue, cues)
        told = dict.fromkeys(frame.counts)
        for what, start, end in frame.counts:
            if what in _HARM:
                if _shared(text, start, end):
                    told |= dict.fromkeys((harm, start, end) for harm in _HARM)
                elif (other := _other(text, end, what, cues)) and not any(a < other[2] and other[1] < b for _, a, b in told):
                    told[other] = None
        frame.counts = list(told)


def _whole(text: str, cue: Chars, cues: set[int]) -> Chars:
    """A cue that is a part of "killed and injured" as the whole, unless the other part is an event of its own."""
    for found in _BOTH_IN.finditer(text, max(0, cue[0] - 30), cue[1] + 30):
        inside = found.start() <= cue[0] and cue[1] <= found.end()
        if inside and not any(found.start() <= start < found.end() for start in cues - {cue[0]}):
            return found.span()
    return cue


def _shared(text: str, start: int, end: int) -> bool:
    after = _BOTH_AFTER.match(text, end)
    if after and not _number(text, after.end()):  # "20 were killed and wounded 30" is no English, "12 wounded and killed 3" is two
        return True
    return bool(_BOTH_IN.search(text, start, end) or _BOTH_BEFORE.search(text[max(0, start - 40) : start]))


def _other(text: str, end: int, what: str, cues: set[int]) -> tuple[str, int, int] | None:
    """The count behind a second verb that is no event of its own."""
    found = _OTHER.match(text, end)
    if not found or found.lastgroup in (None, what) or found.start(found.lastgroup or 0) in cues:
        return None
    number = _number(text, found.end())
    return (found.lastgroup or "", *number) if number else None


def _number(text: str, at: int) -> Chars | None:
    at += len(text[at : at + 1]) - len(text[at : at + 1].lstrip())
    start, end = next(iter(quantities.find(text, at, at + 40)), (-1, -1))
    if start != at:
        return None
    them = _THEM.match(text, end)
    return start, them.end() if them else end
