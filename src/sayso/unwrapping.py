"""Running text for a text whose lines are broken at a fixed width, as cables, mail and plain-text archives break them: offsets stay.

The encoder takes the end of a line for the end of a paragraph, which it is on web pages, so that a line broken inside a sentence cuts
names and roles in two.
"""

from __future__ import annotations

import re

WIDTH = 100
"""No line of such a text is longer."""
SHARE = 0.6
"""At least so many of its broken lines end without the end of a sentence."""
LEAST = 3
"""It has at least so many broken lines."""

_BROKEN = re.compile(r"(?<=\S)[ \t]*\n(?=[ \t]?(?!\d+[.)]\s|[•*-])\S)")
_ENDS = re.compile(r"[.?!:;][\"”’')\]]*$")
_SHORT = 0.6  # of the longest line: a shorter one ends of itself


def unwrapped(text: str) -> str:
    """A text with lines of a fixed width with each paragraph in one line, of the same length; any other as it is.

    A line goes on in the next where that is not empty, indented, or an item of a list, and it is long itself.
    """
    longest = max((len(line) for line in text.split("\n")), default=0)
    if longest > WIDTH:
        return text
    starts = {m.start(): text.rfind("\n", 0, m.start()) + 1 for m in _BROKEN.finditer(text)}
    long = [at for at, start in starts.items() if at - start >= _SHORT * longest]
    open_ended = [at for at in long if not _ENDS.search(text[starts[at] : at])]
    if len(long) < LEAST or len(open_ended) < SHARE * len(long):
        return text
    out = list(text)
    for at in long:
        out[text.index("\n", at)] = " "
    return "".join(out)
