"""Attacks repelled or foiled, and fire that ceases."""

from __future__ import annotations

import pytest

from sayso.frames import Frame
from sayso.repelling import settle, turns


def event(text: str, cue: str, actors: str = "", type: str = "ASSAULT") -> Frame:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    roles = {"actors": [at(words) for words in actors.split(";")]} if actors else {}
    return Frame("event", at(cue), (0, 1), 0.9, roles=roles, labels={"event_type": type, "mode": "none", "factuality": "CT+"})


def settled(text: str, *events: Frame) -> list[tuple[list[str], str, str]]:
    settle(text, sorted(events, key=lambda frame: frame.cue))
    return [([text[a:b] for a, b in e.roles.get("actors", [])], e.labels["event_type"], e.labels["factuality"]) for e in events]


@pytest.mark.parametrize(
    ("text", "verb", "attack", "wanted"),
    [
        ("The army repelled an attack by rebels", "repelled", "The army;rebels", ["rebels"]),
        ("The army repelled eleven attacks", "repelled", "The army", []),
        ("The army fended off the attack of rebels", "fended", "The army;rebels", ["rebels"]),
        ("The attack by rebels was bravely repulsed by The army", "repulsed", "rebels;The army", ["rebels"]),
        ("The army repelled them and The army began an attack", "repelled", "The army", ["The army"]),
        ("The army regretted the attack", "regretted", "The army", ["The army"]),
    ],
)
def test_who_repels_an_attack_is_not_of_the_attackers(text: str, verb: str, attack: str, wanted: list[str]) -> None:
    defence, assault = settled(text, event(text, verb, "The army"), event(text, "attack", attack))
    assert defence == (["The army"], "ASSAULT", "CT+")
    assert assault == (wanted, "ASSAULT", "CT+")


@pytest.mark.parametrize("text", ["Police foiled a bomb attack", "Police thwarted a plot to attack the mill"])
def test_what_is_foiled_did_not_happen(text: str) -> None:
    verb = text.split()[1]
    assert settled(text, event(text, verb, "Police"), event(text, "attack", "Police")) == [
        (["Police"], "OTHER", "CT+"),
        ([], "ASSAULT", "CT-"),
    ]


@pytest.mark.parametrize(
    ("cue", "wanted"), [("cease fire", "RETREAT"), ("ceased all fire", "RETREAT"), ("held fire", "RETREAT"), ("opened fire", "ASSAULT")]
)
def test_to_cease_fire_is_no_assault(cue: str, wanted: str) -> None:
    text = f"They {cue} at noon"
    assert settled(text, event(text, cue))[0][1] == wanted


def test_words_for_repelling() -> None:
    assert turns("Repelled")
    assert turns("beat back")
    assert not turns("beat")
    assert not turns("attack")
