"""Verbs that say little and the nouns that are their objects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sayso.frames import Frame
from sayso.light_verbs import joined

CASES = Path(__file__).parent / "cases" / "light_verbs.tsv"


def frames(marked: str, *types: str) -> tuple[str, list[Frame]]:
    """The text and its events, in brackets."""
    pieces = re.split(r"[][]", marked)
    ends = [sum(map(len, pieces[: n + 1])) for n in range(len(pieces))]
    cues = [(ends[n - 1], ends[n]) for n in range(1, len(pieces), 2)]
    told = types or ("SANCTION",) * len(cues)
    return "".join(pieces), [
        Frame("event", cue, (0, 1), 0.9, labels={"event_type": type, "mode": "none", "factuality": "CT+"})
        for cue, type in zip(cues, told, strict=True)
    ]


def cases() -> list[list[str]]:
    return [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: "-".join(case))
def test_two_words_of_one_event_are_one(case: list[str]) -> None:
    marked, wanted, *types = case
    text, found = frames(marked, *types)
    kept = joined(text, found)
    assert (["both"] if len(kept) == 2 else [text[slice(*frame.cue)] for frame in kept]) == [wanted]


def test_what_stays_takes_over_roles_that_it_lacks() -> None:
    text, (verb, noun) = frames("Osk [imposed] [sanctions] on Teka on Monday")
    verb.roles = {"actors": [(0, 3)], "recipients": [(12, 21)], "time": [(33, 39)]}
    noun.roles = {"recipients": [(25, 29)]}
    assert joined(text, [verb, noun]) == [noun]
    assert noun.roles == {"recipients": [(25, 29)], "actors": [(0, 3)], "time": [(33, 39)]}


def test_other_kinds_stand_between_unharmed() -> None:
    text, (verb, noun) = frames("[imposed] [sanctions]")
    between = Frame("stance", (0, 7), (0, 1), 0.9)
    assert joined(text, [verb, between, noun]) == [between, noun]
