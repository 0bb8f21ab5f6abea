"""Actions promised in one breath."""

from __future__ import annotations

import pytest

from sayso.conjuncts import apart


@pytest.mark.parametrize(
    "marked",
    [
        "[free the miners] and to [pay them by May]",
        "[fighting the gangs] and [preventing attacks on its neighbours]",
        "[withdraw its guns], and not to [return], nor to [arm the militia]",
        "[open talks and a border post]",
        "[give food to the camps and to the towns]",
        "[release prisoners and wounded]",
        "[host talks], and also to [send grain]",
        "[ending the siege and the shelling]",
        "[pay teachers, including those in hiding]",
    ],
)
def test_parallel_actions_are_taken_apart_and_nothing_else(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    wanted, at = [], 0
    for piece in marked.split("["):
        for words in piece.split("]")[:-1]:
            start = text.index(words, at)
            at = start + len(words)
            wanted.append((start, at))
    assert apart("x " + text, (2, 2 + len(text))) == [(a + 2, b + 2) for a, b in wanted]
