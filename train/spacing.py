"""Texts as treebanks set them: a blank before each mark, "did n't", a sentence a line. Some of what people read is set so."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from train.data import Chars, Example

BLANK = re.compile(
    r"(?<=\w)(?=n['’]t\b)|(?<=\w)(?=['’](?:s|re|ve|ll|d|m)\b)|(?<=\w)(?=[,;:!?%\")”\]…])|(?<=[(“\"\[$€£])(?=\w)|(?<=\w)(?=-\w)|(?<=\w-)(?=\w)"
    r"|(?<=[a-z)])(?=\.(?:\s|[”\"]|$))|(?<=[.,!?])(?=[”\"])"
)
LINE = re.compile(r"(?<=[.!?])(?=[ ]+[A-Z“\"])|(?<=[.!?][”\"])(?=[ ]+[A-Z“\"])")


def spaced(example: Example) -> Example:
    """The same annotation on the text so set."""
    put = {m.start(): " " for m in BLANK.finditer(example.text)} | {m.start(): "\n" for m in LINE.finditer(example.text)}
    cuts = sorted(put)
    text = "".join(put.get(i, "") + c for i, c in enumerate(example.text))

    def moved(chars: Chars) -> Chars:
        # a blank put in right where a span begins stands before it, one where it ends after it
        start, end = chars
        return start + bisect_right(cuts, start), end + bisect_right(cuts, end - 1)

    frames = [
        replace(
            frame,
            cue=moved(frame.cue),
            roles={role: [moved(s) for s in spans] for role, spans in frame.roles.items()},
            counts=[(what, moved(s)) for what, s in frame.counts],
        )
        for frame in example.frames
    ]
    chains = [(kind, [moved(s) for s in spans]) for kind, spans in example.chains]
    return replace(example, id=f"{example.id} spaced", text=text, frames=frames, chains=chains)
