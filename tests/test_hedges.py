"""What stands before a cue: which hedges reach it, and what they make of it."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from sayso.hedges import features


def before(sentence: str, cue: str, other: str = "", *, inside: bool = False) -> list[str]:
    return features(sentence, sentence.index(cue), sentence.index(other) if other else -1, inside)


@pytest.mark.parametrize(
    ("sentence", "cue", "expected"),
    [
        ("The front may attack the dam.", "attack", ["possible"]),
        ("The front may have been attacked.", "attacked", ["possible"]),  # auxiliaries are no distance
        ("The front may launch a new attack.", "attack", ["possible", "possible far"]),
        ("The front may one day launch a new attack.", "attack", []),  # too far
        ("The front may rest, the raid began.", "raid", []),  # another clause
        ("They didn’t attack.", "attack", ["not"]),
        ("They will not attack.", "attack", ["will", "not", "will not"]),
        ("They have yet to withdraw.", "withdraw", ["missed"]),  # the longest phrase: not "to"
        ("The marshal ordered his gunners to shell the mill.", "shell", ["open"]),
        ("The marshal, who was ordered home, let his gunners shell the mill.", "shell", []),
        ("Snow prevented the mediators from visiting.", "visiting", ["missed"]),
        ("The front attacked the dam.", "attacked", []),
    ],
)
def test_hedges_that_reach_a_cue(sentence: str, cue: str, expected: list[str]) -> None:
    assert before(sentence, cue) == expected


def test_a_hedge_belongs_to_the_first_cue_after_it() -> None:
    sentence = "They did not free men seized in May."
    assert before(sentence, "free") == ["not"]
    assert before(sentence, "seized") == ["not", "not far"]
    assert before(sentence, "seized", "free") == []


def test_a_hedge_may_hold_the_cue_before() -> None:
    assert before("The court ordered the militia to leave.", "leave", "ordered") == ["open"]


def test_inside_a_statement() -> None:
    assert before("He said it may attack.", "attack", inside=True) == ["possible", "possible in"]


def test_no_phrase_is_in_two_classes() -> None:
    with (files("sayso.data") / "hedges.csv").open(encoding="utf-8") as lines:
        phrases = [phrase for row in csv.DictReader(lines) for phrase in row["words"].split(";")]
    assert sorted(phrases) == sorted(set(phrases))
