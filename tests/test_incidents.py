"""Ledgers to MUC-4's templates: what words tell, and incidents of ledgers made here."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sayso.evaluate.peers import incident_phrases, incident_templates
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Actor, Count, Document, Mention, Span

TEXT = (
    "Lima, 4 Mar 90 (EFE) -- [text] Hooded men today shot dead two peasants near the river. A guard was hurt. A bomb destroyed the Banco "
    "Azul in Lima on 2 March. The National Liberation Front [NLF] claimed responsibility for the bombing. Soldiers killed five guerrillas "
    "in the hills. Two men accused of the murder of a priest were arrested."
)
ACTORS = (Actor("g", "guerrillas", "armed_group", "PER", "REB"),)


def mention(words: str, actor: str | None = None) -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), words, actor)


def event(cue: str, evidence: str, actors: tuple[Mention, ...] = (), recipients: tuple[Mention, ...] = (), **more: Any) -> Event:
    base: dict[str, Any] = {
        "id": f"event-{cue}", "document": "d", "evidence": span(evidence), "cue": span(cue), "attributions": (), "factuality": "CT+",
        "author_factuality": "CT+", "when": None, "confidence": 0.97, "made_by": "hand", "tense": "past", "event_type": "ASSAULT",
    }  # fmt: skip
    return Event(**base | {"actors": actors, "recipients": recipients} | more)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


SHOT = event(
    "shot dead",
    "Hooded men today shot dead two peasants near the river",
    (mention("Hooded men"),),
    (mention("two peasants"),),
    mode="firearms",
    counts=(Count(TEXT.index("two p"), TEXT.index("two p") + 12, "two peasants", "killed", 2, 2),),
)
BOMBED = event("destroyed", "A bomb destroyed the Banco Azul in Lima", (), (mention("the Banco Azul"),), mode="destroy")
FOUGHT = event("killed", "Soldiers killed five guerrillas", (mention("Soldiers"),), (mention("five guerrillas", "g"),), mode="targeted")


def templates(*events: Event) -> list[dict[str, list[incident_templates.Fill]]]:
    document = Document.of(TEXT, id="d", published=dt.date(1990, 3, 4))
    return incident_templates.templates(Ledger(document, ACTORS, events))


def first(template: dict[str, list[incident_templates.Fill]], slot: str) -> list[str]:
    return [fill.values[0] for fill in template[slot]]


def test_incidents_of_a_ledger() -> None:
    shot, bombed = templates(SHOT, BOMBED, FOUGHT)  # a fight between fighters is none
    assert first(shot, "incident_type") == ["ATTACK"]
    assert first(shot, "hum_tgt_description") == ["TWO PEASANTS"]
    assert shot["hum_tgt_number"] == [incident_templates.Fill(("2",), ("TWO PEASANTS",))]
    assert first(shot, "hum_tgt_type") == ["CIVILIAN"]
    assert first(shot, "hum_tgt_effect_of_incident") == ["DEATH"]
    assert first(shot, "perp_individual_id") == ["HOODED MEN"]
    assert first(shot, "incident_date") == ["04 MAR 90"]
    assert first(bombed, "incident_type") == ["BOMBING"]
    assert first(bombed, "phys_tgt_type") == ["FINANCIAL"]
    assert first(bombed, "phys_tgt_effect_of_incident") == ["DESTROYED"]
    assert first(bombed, "incident_date") == ["02 MAR 90"]
    assert first(bombed, "incident_instrument_type") == ["BOMB"]
    assert first(bombed, "perp_organization_id") == ["NATIONAL LIBERATION FRONT"] or "NLF" in bombed["perp_organization_id"][0].values
    assert first(bombed, "perp_organization_confidence") == ["CLAIMED OR ADMITTED"]


def test_who_is_only_said_to_be_hurt_belongs_to_the_incident_beside() -> None:
    hurt = event("hurt", "A guard was hurt", (), (mention("A guard"),), confidence=0.5)
    (found,) = templates(BOMBED, hurt)
    assert (first(found, "phys_tgt_id"), first(found, "hum_tgt_effect_of_incident")) == (["BANCO AZUL"], ["INJURY"])


def test_those_accused_are_no_victims() -> None:
    at = TEXT.index("a priest")
    murder = event(
        "murder", "the murder of a priest", (), (mention("Two men"), mention("a priest")),
        mode="targeted", counts=(Count(at, at + 8, "a priest", "killed", 1, 1),),
    )  # fmt: skip
    (found,) = templates(murder)
    assert first(found, "hum_tgt_description") == ["PRIEST"]


def test_what_is_denied_or_only_mentioned_is_no_incident() -> None:
    assert not templates(event("shot dead", "Hooded men", (), (mention("two peasants"),), factuality="CT-"))
    assert not templates(event("shot dead", "Hooded men", (), (mention("two peasants"),), confidence=0.5))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("two peasants", "2"),
        ("about 50 peasants", "~50"),
        ("at least 5 people", "5-"),
        ("the workers", "PLURAL"),
        ("a driver", "1"),
        ("up to 9 men", "-9"),
    ],
)
def test_numbers(words: str, number: str) -> None:
    assert incident_phrases.number(words) == number


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("the headquarters of the union", "ORGANIZATION OFFICE"),
        ("a bus driver", None),
        ("two police stations", "LAW ENFORCEMENT FACILITY"),
        ("the residence of the U.S. ambassador", "DIPLOMAT OFFICE OR RESIDENCE"),
        ("four power pylons", "ENERGY"),
        ("Ann Bravo", None),
    ],
)
def test_things(words: str, sort: str | None) -> None:
    assert incident_phrases.thing(words) == sort


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Judge Ann Bravo", "LEGAL OR JUDICIAL"),
        ("three peasants", "CIVILIAN"),
        ("a retired general", "FORMER ACTIVE MILITARY"),
        ("his bodyguards", "SECURITY GUARD"),
    ],
)
def test_persons(words: str, kind: str) -> None:
    assert incident_phrases.person_kind(words, None)[0] == kind


@pytest.mark.parametrize(
    ("words", "name"), [("Judge Ann Bravo", "Ann Bravo"), ("Spaniard Juan Perez", "Juan Perez"), ("two peasants", None)]
)
def test_names(words: str, name: str | None) -> None:
    assert incident_phrases.person_name(words) == name


def test_datelines() -> None:
    assert incident_templates.published("   LIMA, 4 MAR 90 (EFE) -- [TEXT]") == dt.date(1990, 3, 4)
    assert incident_templates.published("LIMA, 31 FEB 90 -- ") is None
    assert incident_templates.published("no date") is None
