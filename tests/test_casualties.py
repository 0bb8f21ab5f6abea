"""The killed and the wounded told in one breath."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.casualties import complete
from sayso.frames import Frame

CASES = Path(__file__).parent / "cases" / "casualties.tsv"
MARKS = {"{": "killed", "<": "wounded", "*": "cue"}


def cases() -> list[list[str]]:
    return [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0])
def test_both_are_counted(case: list[str]) -> None:
    marked, counts, cue = case
    text, spans = "", []
    for mark, words in re.findall(r"([{<*]?)([^{}<>*]+)[}>]?(?:\*(?=\W|$))?", marked):
        spans.append((MARKS.get(mark, ""), len(text), len(text) + len(words)))
        text += words
    assert text == re.sub(r"[{}<>*]", "", marked)
    (at,) = [(a, b) for what, a, b in spans if what == "cue"]
    frame = Frame("event", at, (0, 1), 0.9, counts=[span for span in spans if span[0] in {"killed", "wounded"}])
    complete(text, [frame])
    assert [f"{what} {text[a:b]}" for what, a, b in frame.counts] == counts.split("; ")
    assert text[slice(*frame.cue)] == cue


def test_a_second_verb_that_is_an_event_keeps_its_count() -> None:
    text = "They killed 14 soldiers and wounded 30."
    events = [Frame("event", (5, 11), (0, 1), 0.9, counts=[("killed", 12, 23)]), Frame("event", (28, 35), (0, 1), 0.9)]
    complete(text, events)
    assert [frame.counts for frame in events] == [[("killed", 12, 23)], []]


def test_two_events_keep_their_cues() -> None:
    text = "20 were killed and injured"
    events = [Frame("event", (8, 14), (0, 1), 0.9), Frame("event", (19, 26), (0, 1), 0.9)]
    complete(text, events)
    assert [frame.cue for frame in events] == [(8, 14), (19, 26)]
