"""Fillers of actors' roles as whole mentions."""

from __future__ import annotations

import re

import pytest

from sayso.fillers import named, settle
from sayso.frames import Frame


def spans(marked: str, opening: str, closing: str, others: str) -> list[tuple[int, int]]:
    """Where the marked stretches are in the text without any marks."""
    plain = re.sub(f"[{re.escape(others)}]", "", marked)
    out, start, at = [], 0, 0
    for letter in plain:
        if letter == opening:
            start = at
        elif letter == closing:
            out.append((start, at))
        else:
            at += 1
    return out


@pytest.mark.parametrize(
    ("marked", "kind", "wanted"),  # (mention), [filler]
    [
        ("([the White] House) said", "statement", ["the White House"]),
        ("([Mr]. Trump) said", "statement", ["Mr. Trump"]),
        ("([Israeli] minister Katz)", "affiliation", ["Israeli"]),
        ("([The Shield]'s leader) spoke", "event", ["The Shield"]),
        ("[(Greece) and (the Republic)] signed", "event", ["Greece", "the Republic"]),
        ("[(Facebook), (Google), and (Twitter)] met", "event", ["Facebook", "Google", "Twitter"]),
        ("[(a police officer) and his partner]", "event", ["a police officer and his partner"]),
        ("[(The traders) who] left", "event", ["The traders"]),
        ("said [(they) were on] duty", "event", ["they"]),
        ("[(terrorists) using the network]", "event", ["terrorists"]),
        ("[(Jeb Bush)'s] words", "event", ["Jeb Bush"]),
        ("[(Adam Segal), the author of a book], said", "statement", ["Adam Segal"]),
        ("[(the president), Ilse Brand], said", "statement", ["the president, Ilse Brand"]),
        ("[(64 civilians), including 29 children] died", "event", ["64 civilians, including 29 children"]),
        ("[The] losers and [Pres.] Brand", "event", []),
        ("[(the army)] and [the police]", "event", ["the army", "the police"]),
    ],
)
def test_a_filler_is_a_whole_mention(marked: str, kind: str, wanted: list[str]) -> None:
    text = re.sub(r"[][()]", "", marked)
    frame = Frame(kind, (0, 1), (0, 1), 0.9, roles={"actors": spans(marked, "[", "]", "()")})
    settle(text, [frame], [(chars, (0, 1)) for chars in spans(marked, "(", ")", "[]")])
    assert [text[start:end] for start, end in frame.roles.get("actors", [])] == wanted


def test_a_scrap_is_no_mention() -> None:
    assert named("the old mayor of Osk", [((0, 3), (0, 1)), ((0, 13), (0, 3))]) == [((0, 13), (0, 3))]


def test_a_time_that_is_only_pointed_to_is_none() -> None:
    frame = Frame("event", (0, 1), (0, 1), 0.9, roles={"time": [(10, 14)], "place": [(15, 18)]})
    settle("it struck this Osk", [frame], [])
    assert frame.roles == {"place": [(15, 18)]}


def test_what_is_no_actor_stays_as_read() -> None:
    frame = Frame("event", (0, 1), (0, 1), 0.9, roles={"place": [(0, 3)]})
    settle("the town hall", [frame], [((0, 13), (0, 3))])
    assert frame.roles == {"place": [(0, 3)]}


@pytest.mark.parametrize(("text", "recipients"), [("the rebels", []), ("the two sides", [(0, 13)])])
def test_one_filler_is_on_one_side(text: str, recipients: list[tuple[int, int]]) -> None:
    both = [(0, len(text))]
    frame = Frame("event", (0, 1), (0, 1), 0.9, roles={"actors": both, "recipients": both}, scores={"actors": 0.9, "recipients": 0.6})
    settle(text, [frame], [])
    assert (frame.roles["actors"], frame.roles.get("recipients", [])) == (both, recipients)
