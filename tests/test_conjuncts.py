"""Actions promised in one breath."""

from __future__ import annotations

import re

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
        "[stop shooting], to [register its guns], and to [leave the schools]",
        "[cut its ties], to [open talks], and never again to [let militias man checkpoints]",
        "[nobody would be punished], that [the union might meet], and that [he would go]",
        "[wages], [water] and [a railway]",
        "[justice], [security], and [fight against terrorism]",
        "[a truth commission], [scholarships for the orphans] and [a monument]",
        "[aid for women, children and the sick]",
        "[!scrap the levy], [!halve the tax on diesel] and [!reopen talks with Osk]",
        "[!expel or !return a refugee]",
        "[!mediate between strikers and !striking hauliers]",
    ],
)
def test_parallel_actions_are_taken_apart_and_nothing_else(marked: str) -> None:
    told = re.sub(r"[][]", "", marked)
    doings = {match.start() - n + 2 for n, match in enumerate(re.finditer("!", told))}
    marked = marked.replace("!", "")
    text = re.sub(r"[][]", "", marked)
    wanted, at = [], 0
    for piece in marked.split("["):
        for words in piece.split("]")[:-1]:
            start = text.index(words, at)
            at = start + len(words)
            wanted.append((start, at))
    assert apart("x " + text, (2, 2 + len(text)), doings) == [(a + 2, b + 2) for a, b in wanted]


def test_a_long_list_without_an_end_is_one() -> None:
    """Its spaces can be shared out in as many ways as there are items; none of them is tried twice."""
    text = "roads" + ",  bridges" * 60
    assert apart(text, (0, len(text))) == [(0, len(text))]
