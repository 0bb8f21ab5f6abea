"""Event tables: facts apart from the rest, one row for all mentions of an event, how the perpetrator stands, the field's columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pytest

from sayso import exports, inclusion, plover, restoring
from sayso.dates import when
from sayso.evaluate import gold
from sayso.exports import acled, parquet, polecat, ucdp
from sayso.happenings import OWN, Field
from sayso.inventory import Inventory
from sayso.kinds.affiliation import Affiliation
from sayso.kinds.event import Event
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.merging import groups
from sayso.model import Actor, Attribution, Count, Document, Entry, Link, Mention, Place, SaysoError
from sayso.perpetrators import perpetrators, remarks
from sayso.places import resolve
from sayso.quantities import resolve as bounds
from sayso.tables import Column, Table

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold" / "story"
CASES = Path(__file__).parent / "cases" / "acled.tsv"
TABLES: dict[str, Any] = {"acled": acled, "polecat": polecat, "ucdp": ucdp}
PUBLISHED = dt.date(2021, 8, 20)

ACTORS = (
    Actor("ARMY", "Army", "government", "AFG", "MIL"),
    Actor("TALIBAN", "Taliban", "armed_group", "AFG", "REB"),
    Actor("US", "United States", "state", "USA", "GOV"),
    Actor("VILLAGERS", "villagers", "population", "AFG", "CVL"),
    Actor("SPOKESMAN", "Zabihullah", "person", "AFG"),
    Actor("POLICE", "police", "organization", "AFG", "COP"),
)


class Desk:
    """A ledger put together by hand; words are found by themselves, the ``n``-th of several as ``("it", n)``."""

    def __init__(self, text: str) -> None:
        self.document = Document.of(text, id="doc", publisher="Wire", published=PUBLISHED, title="Title")
        self.entries: list[Entry] = []
        self.links: list[Link] = []

    def at(self, words: str | tuple[str, int]) -> tuple[int, int, str]:
        text, n = words if isinstance(words, tuple) else (words, 0)
        start = -1
        for _ in range(n + 1):
            start = self.document.text.index(text, start + 1)
        return start, start + len(text), text

    def who(self, **words: str) -> tuple[Mention, ...]:
        return tuple(Mention(*self.at(w), actor) for actor, w in words.items())

    def event(self, cue: str | tuple[str, int], type: str = "ASSAULT", **given: Any) -> Event:
        start, end, _ = self.at(cue)
        evidence = self.document.span(self.document.text.rfind(".", 0, start) + 1, self.document.text.find(".", end))
        fields: dict[str, Any] = {"actors": (), "recipients": (), "factuality": "CT+", "tense": "past", "attributions": ()} | given
        fields.setdefault("author_factuality", "Uu" if fields["attributions"] else fields["factuality"])
        for what in [name for name in ("killed", "wounded") if name in fields]:
            several = fields.pop(what)
            fields["counts"] = tuple(
                Count(*self.at(w), what, *(bounds(self.at(w)[2]) or (None, None)))
                for w in ([several] if isinstance(several, str) else several)
            )
        if place := fields.pop("where", None):
            known = resolve(place, ("AFG",))
            fields["place"] = (Place(*self.at(place), None, *(known or ())),)
        time = fields.pop("time_words", None)
        made = Event(
            id=f"e{len(self.entries)}", document="doc", evidence=evidence, cue=self.document.span(start, end), event_type=type,
            when=when(self.document, self.at(time)[:2], tense="past") if time else None, confidence=0.9, made_by="test", **fields,
        )  # fmt: skip
        self.entries.append(made)
        return made

    def statement(self, cue: str, act: str, speakers: tuple[Mention, ...]) -> Statement:
        span = self.document.span(*self.at(cue)[:2])
        made = Statement(
            id=f"s{len(self.entries)}", document="doc", evidence=span, cue=span, attributions=(), factuality="CT+",
            author_factuality="CT+", when=None, confidence=0.9, made_by="test", speakers=speakers, act=act,
        )  # fmt: skip
        self.entries.append(made)
        return made

    def said(self, source: tuple[Mention, ...], kind: Any = "named", statement: Statement | None = None) -> tuple[Attribution, ...]:
        return (Attribution(source[0] if source else None, None, None, source_kind=kind, statement=statement.id if statement else None),)

    def link(self, relation: str, subject: Entry, object: Entry) -> None:
        self.links.append(Link(relation, subject.id, object.id, 0.9))

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.document, ACTORS, tuple(self.entries), tuple(self.links))


# What is a fact.


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ()),
        ({"tense": "present"}, ()),
        ({"factuality": "PR+"}, ()),
        ({"factuality": "PS+"}, ("possible",)),
        ({"factuality": "Uu"}, ("hypothetical",)),
        ({"factuality": "CTu"}, ("hypothetical",)),
        ({"factuality": "CT-"}, ("denied",)),
        ({"factuality": "PS-"}, ("denied",)),
        ({"factuality": "Uu", "tense": "future"}, ("hypothetical", "future")),
        ({"factuality": "PR+", "tense": "future"}, ("future",)),
        ({"source": "named"}, ()),
        ({"source": "unnamed"}, ()),
        ({"source": None}, ()),
        ({"source": "vague"}, ("vague",)),
        ({"source": "nobody"}, ("vague",)),
        ({"source": "named", "author_factuality": "CT-"}, ("denied",)),
        ({"source": "named", "author_factuality": "CT+"}, ()),
        ({"source": "vague", "factuality": "CT-", "tense": "future"}, ("future", "denied", "vague")),
    ],
)
def test_inclusion(given: dict[str, Any], expected: tuple[str, ...]) -> None:
    desk = Desk("Police said that rebels attacked.")
    if "source" in given:
        given = dict(given)
        kind = given.pop("source")
        given["attributions"] = desk.said(() if kind == "nobody" else desk.who(POLICE="Police"), None if kind == "nobody" else kind)
    event = desk.event("attacked", **given)
    assert inclusion.reasons(event) == expected
    assert inclusion.included(event) == (not expected)
    assert inclusion.included(event, expected)
    assert len(list(polecat.rows([desk.ledger]))) == (not expected)
    (row,) = polecat.rows([desk.ledger], expected)
    assert row["not_a_fact"] == ("; ".join(expected) or None)


def test_rules_are_named() -> None:
    assert inclusion.named(["future, denied", "vague"]) == {"future", "denied", "vague"}
    assert inclusion.named(["all"]) == set(inclusion.RULES), "which never infers"
    assert inclusion.named(["all,inferred"]) == {*inclusion.RULES, "inferred"}
    with pytest.raises(SaysoError, match="no reason 'rumoured'"):
        inclusion.named(["rumoured"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ()),
        ({"factuality": "CT-"}, ("negation",)),
        ({"factuality": "Uu"}, ("hypothetical",)),
        ({"factuality": "Uu", "tense": "future"}, ("future",)),
        ({"time_words": "in 2014"}, ("historical",)),
        ({"time_words": "in 2014", "factuality": "CT-"}, ("historical", "negation")),
    ],
)
def test_auxiliary_modes(given: dict[str, Any], expected: tuple[str, ...]) -> None:
    event = Desk("Rebels attacked in 2014.").event("attacked", **given)
    assert inclusion.auxiliary(event, PUBLISHED) == expected
    assert "historical" not in inclusion.auxiliary(event, None)


def test_a_coming_event_is_what_plover_calls_it() -> None:
    desk = Desk("He will visit and release.")
    desk.event("visit", "CONSULT", mode="visit", tense="future", factuality="Uu")
    desk.event("release", "RETREAT", mode="release", tense="future", factuality="Uu")
    rows = list(polecat.rows([desk.ledger], {"hypothetical", "future"}))
    assert [(r["Event Type"], r["Event Mode"], r["Quad Code"], r["auxiliary_modes"]) for r in rows] == [
        ("AGREE", None, "VERBAL COOPERATION", None), ("CONCEDE", None, "VERBAL COOPERATION", None),
    ]  # fmt: skip


# Mentions of one event.

ATTACK = (
    "On Sunday the Taliban ambushed troops near Kandahar. The attack killed 14 people, five of them civilians. A later attack is feared."
)


def attack() -> Desk:
    desk = Desk(ATTACK)
    first = desk.event(
        "ambushed", actors=desk.who(TALIBAN="the Taliban"), recipients=desk.who(ARMY="troops"), where="Kandahar", time_words="Sunday"
    )
    second = desk.event("attack", mode="explosives", killed=["14 people", "five"])
    third = desk.event(("attack", 1), factuality="Uu")
    desk.link("same", second, first)
    desk.link("same", third, second)
    return desk


def test_mentions_are_merged_and_the_richer_kept() -> None:
    desk = attack()
    assert [[e.id for e in group] for group in groups(desk.ledger)] == [["e0", "e1", "e2"]]
    (row,) = ucdp.rows([desk.ledger])
    assert (row["entry"], row["mentions"]) == ("e0", "e0; e1; e2"), "every mention is listed, also one that is no fact"
    assert (row["side_a"], row["side_b"], row["type_of_violence"]) == ("Army", "Taliban", 1), "the state is side a"
    assert row["dyad_name"] == "Army - Taliban"
    assert (row["best"], row["low"], row["high"]) == (14, 14, 14)
    assert (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"]) == (0, 0, 5, 9)
    assert row["date_start"] == row["date_end"] == dt.date(2021, 8, 15)
    assert (row["where_coordinates"], row["adm_1"], row["country"], row["date_prec"]) == ("Kandahār", "Kandahar", "Afghanistan", 1)


def test_where_no_mention_is_a_fact_none_is_a_row() -> None:
    desk = Desk("They may attack. The attack would be the first.")
    desk.link("same", desk.event(("attack", 1), factuality="Uu"), desk.event("attack", factuality="PS+"))
    assert not list(acled.rows([desk.ledger]))
    (row,) = acled.rows([desk.ledger], {"possible"})
    assert (row["mentions"], row["not_a_fact"]) == ("e0; e1", "possible")


@pytest.mark.parametrize(
    ("killed", "expected"),
    [
        (["14 people"], (14, 14, 14)),
        (["at least 14 people"], (14, 14, None)),
        (["12 soldiers", "two children"], (14, 14, 14)),
        (["14 people", "three women"], (14, 14, 14)),
        (["20 guards", "six"], (20, 20, 20)),
        (["dozens"], (24, 24, 99)),
    ],
)
def test_tolls(killed: list[str], expected: tuple[int, int, int | None]) -> None:
    desk = Desk(
        "Killed were 14 people, including three women; at least 14 people; 12 soldiers, two children; 20 guards, six of them now; dozens."
    )
    desk.event("Killed", killed=killed)
    (row,) = ucdp.rows([desk.ledger])
    assert (row["best"], row["low"], row["high"]) == expected
    assert row["best"] == sum(row[f"deaths_{who}"] for who in ("a", "b", "civilians", "unknown"))


def test_several_tolls_of_one_event_are_a_span() -> None:
    desk = Desk("A blast killed 41. The blast killed at least 14.")
    desk.link("same", desk.event(("blast", 1), killed="at least 14"), desk.event("blast", killed="41", where=None, mode="explosives"))
    (row,) = acled.rows([desk.ledger])
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == (41, 14, None)


def test_a_number_of_killed_and_wounded_together_may_be_one_killed() -> None:
    desk = Desk("A blast killed and wounded 25 people.")
    desk.event("blast", counts=tuple(Count(*desk.at("25 people"), what, 25, 25) for what in ("killed", "wounded")))
    (row,) = acled.rows([desk.ledger])
    assert (row["fatalities"], row["fatalities_low"], row["fatalities_high"]) == (1, 1, 25)


@pytest.mark.parametrize("text", ["Army repelled the attack by Taliban.", "The Taliban attack was repelled by Army."])
def test_an_attack_and_that_it_was_repelled_are_one_row_of_the_attackers(text: str) -> None:
    desk = Desk(text)
    desk.event("repelled", actors=desk.who(ARMY="Army"), recipients=desk.who(TALIBAN="Taliban"))
    desk.event("attack", actors=desk.who(TALIBAN="Taliban"))
    (row,) = acled.rows([desk.ledger])
    assert (row["actor1"], row["actor2"], row["perpetrator"]) == ("Taliban", "Army", "reported as fact")
    assert set(perpetrators(desk.ledger)) == {"e1"}


def test_who_repels_an_attacker_acts_and_is_no_perpetrator() -> None:
    desk = Desk("Army repelled Taliban.")
    desk.event("repelled", actors=desk.who(ARMY="Army"), recipients=desk.who(TALIBAN="Taliban"))
    (row,) = acled.rows([desk.ledger])
    assert (row["actor1"], row["actor2"], row["perpetrator"]) == ("Army", "Taliban", None)


def test_those_who_are_killed_by_name_count_where_no_number_is_told() -> None:
    desk = Desk("Killed was Zabihullah. It killed two, Zabihullah said. It killed villagers.")
    desk.event("Killed", killed="Zabihullah", recipients=desk.who(SPOKESMAN="Zabihullah"))
    desk.event(("killed", 1), killed="villagers", recipients=desk.who(VILLAGERS="villagers"))
    (row,) = ucdp.rows([desk.ledger])
    assert (row["best"], row["low"], row["high"], row["deaths_unknown"]) == (1, 1, 1, 1)
    desk.link("same", desk.event(("killed", 0), killed="two"), desk.entries[0])
    assert [r["best"] for r in ucdp.rows([desk.ledger])] == [2]


def test_no_one_killed_is_no_row_of_ucdp() -> None:
    desk = Desk("The blast killed no one. Another killed.")
    desk.event("blast", killed="no one")
    desk.event(("killed", 1))
    assert not list(ucdp.rows([desk.ledger]))


# Sides and what ACLED calls it.


def acled_cases() -> list[list[str]]:
    return [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("case", acled_cases(), ids=lambda case: "-".join(case[:4]))
def test_acled(case: list[str]) -> None:
    type, mode, actor, recipient, *expected = (cell.strip("-") or None for cell in case)
    desk = Desk("It happened in Herat: ARMY TALIBAN US VILLAGERS SPOKESMAN POLICE.")
    sides = {role: desk.who(**{who: who}) for role, who in (("actors", actor), ("recipients", recipient)) if who}
    desk.event("happened", type or "", mode=mode, where="Herat", **sides)
    names = ("disorder_type", "event_type", "sub_event_type", "inter1", "inter2")
    assert [[row[name] for name in names] for row in acled.rows([desk.ledger])] == ([expected] if expected[0] else [])


def test_two_who_clash_are_a_dyad() -> None:
    desk = Desk("The army and the Taliban clashed.")
    desk.event("clashed", actors=desk.who(ARMY="The army", TALIBAN="the Taliban"))
    (row,) = acled.rows([desk.ledger])
    assert (row["actor1"], row["actor2"], row["sub_event_type"]) == ("Army", "Taliban", "Armed clash")
    desk.event("army", actors=desk.who(ARMY="The army", TALIBAN="the Taliban"))
    assert [r["assoc_actor_1"] for r in acled.rows([desk.ledger])] == [None, "Taliban"], "two who act together are one side"


@pytest.mark.parametrize(
    ("text", "cue", "type", "given", "expected"),
    [
        ("The army and US forces met.", "met", "CONSULT", {"actors": {"ARMY": "The army", "US": "US forces"}},
         ("Army; United States", "Army; United States", None, "joint")),
        ("The army and US forces attacked.", "attacked", "ASSAULT", {"actors": {"ARMY": "The army", "US": "US forces"}},
         ("Army; United States", None, None, None)),
        ("The army and US forces clashed.", "clashed", "ASSAULT", {"actors": {"ARMY": "The army", "US": "US forces"}},
         ("Army; United States", "Army; United States", None, "joint")),
        ("US forces attacked in Herat.", "attacked", "ASSAULT", {"actors": {"US": "US forces"}, "where": "Herat"},
         ("United States", "Herāt", None, "place")),
        ("US forces attacked in Orlo.", "attacked", "ASSAULT", {"actors": {"US": "US forces"}, "where": "Orlo"},
         ("United States", None, None, None)),
        ("US forces hit two in Herat.", "hit", "ASSAULT",
         {"actors": {"US": "US forces"}, "recipients": {"VILLAGERS": "two"}, "where": "Herat"}, ("United States", "villagers", None, None)),
        ("Men were held in Herat.", "held", "COERCE", {"recipients": {"VILLAGERS": "Men"}, "where": "Herat"},
         ("Herāt", "villagers", "place", None)),
    ],
)  # fmt: skip
def test_inferred_sides(text: str, cue: str, type: str, given: dict[str, Any], expected: tuple[str | None, ...]) -> None:
    desk = Desk(text)
    desk.event(cue, type, **{role: desk.who(**who) if isinstance(who, dict) else who for role, who in given.items()})
    names = ("Actor Name", "Recipient Name", "actor_inferred", "recipient_inferred")
    ((asked,), (plain,)) = (polecat.rows([desk.ledger], include) for include in (("inferred",), inclusion.RULES))
    assert tuple(asked[name] for name in names) == expected
    assert (plain["actor_inferred"], plain["recipient_inferred"]) == (None, None)
    for name, side in zip(names[:2], expected[2:], strict=True):
        assert plain[name] == (None if side else asked[name]), "what words fill is never touched"
    assert asked["Recipient Country"] == {"Army; United States": "AFG; USA", None: None}.get(asked["Recipient Name"], "AFG")


def test_inferred_sides_of_other_tables() -> None:
    desk = Desk("US forces killed two in Herat. The army and US forces agreed to a truce.")
    desk.event("killed", actors=desk.who(US="US forces"), where="Herat", killed="two")
    desk.event("agreed", "AGREE", mode="ceasefire", actors=(*desk.who(ARMY="The army"), Mention(*desk.at(("US forces", 1)), "US")))
    one, two = acled.rows([desk.ledger], ("inferred",))
    assert (one["actor2"], one["recipient_inferred"]) == (None, None), "a place fights nobody"
    assert (two["actor1"], two["actor2"], two["recipient_inferred"]) == ("Army", "United States", "joint")
    (row,) = ucdp.rows([desk.ledger], ("inferred",))
    assert (row["side_a"], row["side_b"]) == ("United States", None)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("Herat", ("Herāt", "Herāt", "Herat District", "Herat", "AFG", "settlement", 1, 1)),
        ("near Herat", ("Herāt", "Herāt", "Herat District", "Herat", "AFG", "settlement", 2, 2)),
        ("Nangarhar province", ("Nangarhar", None, None, "Nangarhar", "AFG", "first-order division", 3, 4)),
        ("western Afghanistan", ("Afghanistan", None, None, None, "AFG", "country", None, 6)),
        ("Orlo", (None, None, None, None, None, None, None, None)),
    ],
)
def test_places(place: str, expected: tuple[Any, ...]) -> None:
    desk = Desk(f"A blast {place} killed two.")
    desk.event("blast", where=place, killed="two")
    (one,), (two,), (three,) = polecat.rows([desk.ledger]), acled.rows([desk.ledger]), ucdp.rows([desk.ledger])
    names = ("Placename", "City", "District", "Province", "Country", "Feature Type")
    assert (*(one[name] for name in names), two["geo_precision"], three["where_prec"]) == expected
    assert (three["latitude"] is None) == (three["priogrid_gid"] is None) == (one["Latitude"] is None)


def test_codes() -> None:
    desk = Desk("ARMY shot TALIBAN in Herat: US VILLAGERS two.")
    desk.event("shot", actors=desk.who(US="US"), recipients=desk.who(TALIBAN="TALIBAN"), where="Herat", killed="two")
    (one,), (two,), (three,) = polecat.rows([desk.ledger]), acled.rows([desk.ledger]), ucdp.rows([desk.ledger])
    assert (one["Actor COW"], one["Recipient COW"], one["GeoNames ID"]) == ("2", "700", 1140026)
    assert (two["iso"], two["admin1"], two["admin2"]) == (4, "Herat", "Herat District")
    assert (three["country_id"], three["gwnoa"], three["gwnob"], three["adm_1"]) == (700, 2, None, "Herat")


def test_priogrid() -> None:
    assert ucdp.priogrid(-55.75, -69.25) == 49182, "its first cell with land"
    assert ucdp.priogrid(90, 180) == 360 * 720
    assert ucdp.priogrid(None, None) is None


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("on Sunday", (dt.date(2021, 8, 15), 2021, 1, 1)),
        ("in July", (dt.date(2021, 7, 1), 2021, 3, 4)),
        ("in 2014", (None, 2014, None, 5)),
        ("once", (None, None, None, None)),
    ],
)
def test_times(time: str, expected: tuple[Any, ...]) -> None:
    desk = Desk(f"A blast {time} killed two.")
    desk.event("blast", time_words=time, killed="two")
    (two,), (three,) = acled.rows([desk.ledger]), ucdp.rows([desk.ledger])
    assert (two["event_date"], two["year"], two["time_precision"], three["date_prec"]) == expected


# Perpetrators.

REPORT = "Police said the Taliban attacked. The Taliban admitted that. Zabihullah denied it. The Taliban attacked. Reports followed."


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "reported as fact"),
        ({"factuality": "PR+"}, "suspected"),
        ({"factuality": "CT-"}, "denied by the article"),
        ({"factuality": "Uu"}, None),
        ({"actors": ()}, None),
        ({"type": "CONSULT"}, None),
        ({"source": "Police"}, "accused by police"),
        ({"source": "Police", "factuality": "PR+"}, "suspected by police"),
        ({"source": "Police", "author_factuality": "CT+"}, "reported as fact"),
        ({"source": "Police", "author_factuality": "CT-"}, "denied by the article"),
        ({"source": "Police", "act": "admit"}, "claimed or admitted by police"),
        ({"source": "The Taliban"}, "claimed or admitted by Taliban"),
        ({"source": "The Taliban", "factuality": "CT-"}, "denied by Taliban"),
        ({"source": "Zabihullah"}, "accused by Zabihullah"),
        ({"source": "Zabihullah", "member": True}, "claimed or admitted by Zabihullah"),
        ({"source": "Reports"}, "suspected"),
        ({"source": "Police", "denied": True}, "accused by police; denied by Zabihullah"),
        ({"denied": True}, "reported as fact; denied by Zabihullah"),
    ],
)
def test_perpetrators(given: dict[str, Any], expected: str | None) -> None:
    desk = Desk(REPORT)
    ids = {"Police": "POLICE", "The Taliban": "TALIBAN", "Zabihullah": "SPOKESMAN", "Reports": None}
    given = dict(given)
    source, act, denied, member = (given.pop(name, None) for name in ("source", "act", "denied", "member"))
    if source:
        speaker = (Mention(*desk.at(source), ids[source]),)
        statement = desk.statement("said", act or "say", speaker)
        given["attributions"] = desk.said(speaker, "vague" if source == "Reports" else "named", statement)
    event = desk.event("attacked", **({"actors": desk.who(TALIBAN="the Taliban")} | given))
    if denied:
        desk.link("denies", desk.statement("denied", "deny", desk.who(SPOKESMAN="Zabihullah")), event)
    if member:
        span = desk.document.span(*desk.at("Zabihullah")[:2])
        desk.entries.append(
            Affiliation(
                id="a", document="doc", evidence=span, cue=None, attributions=(), factuality="CT+", author_factuality="CT+", when=None,
                confidence=1.0, made_by="test", members=desk.who(SPOKESMAN="Zabihullah"), groups=desk.who(TALIBAN="The Taliban"),
            )
        )  # fmt: skip
    found = perpetrators(desk.ledger).get(event.id)
    assert (str(found) if found else None) == expected
    assert ("Perpetrator: <b>" in str(exports.write(desk.ledger, "html"))) == (event.id in remarks(desk.ledger))


def test_another_mention_says_more_of_the_perpetrator() -> None:
    desk = Desk(REPORT)
    accused = desk.event("attacked", actors=desk.who(TALIBAN="the Taliban"), attributions=desk.said(desk.who(POLICE="Police")))
    told = desk.event(("attacked", 1), actors=desk.who(TALIBAN="The Taliban"))
    assert not remarks(desk.ledger)
    desk.link("same", told, accused)
    assert {i: str(p) for i, p in remarks(desk.ledger).items()} == {accused.id: "reported as fact"}
    assert "perpetrator: reported as fact" in str(exports.write(desk.ledger, "text"))


@pytest.mark.parametrize(
    ("actors", "expected"),
    [
        ("Alleged rebels", "suspected"),
        ("rebels", "suspected"),
        ("suspected members of the Taliban", "suspected by police"),
        ("the Taliban", "accused by police"),
    ],
)
def test_alleged_perpetrators_are_suspected(actors: str, expected: str) -> None:
    desk = Desk("Alleged rebels attacked. Police saw suspected members of the Taliban attack, but the Taliban fled.")
    said = desk.said(desk.who(POLICE="Police")) if expected.endswith("police") else ()
    event = desk.event("attacked", actors=desk.who(TALIBAN=actors), attributions=said)
    assert str(perpetrators(desk.ledger)[event.id]) == expected


def test_a_denial_that_is_denied_is_none() -> None:
    desk = Desk(REPORT)
    event = desk.event(
        "attacked", actors=desk.who(TALIBAN="the Taliban"), factuality="CT-", attributions=desk.said(desk.who(TALIBAN="The Taliban"))
    )
    desk.link("denies", desk.statement("said", "say", desk.who(POLICE="Police")), event)
    assert str(perpetrators(desk.ledger)[event.id]) == "denied by Taliban"


# Columns and forms.


def ledgers() -> list[Ledger]:
    found = [gold.ledger(gold.load(path)) for path in gold.find([GOLD])[:6]] if GOLD.is_dir() else []
    return [attack().ledger, *found]


def frame(name: str) -> Table:
    columns: tuple[Field, ...] = TABLES[name].COLUMNS
    rows = [tuple(row[c.name] for c in columns) for row in TABLES[name].rows(ledgers(), inclusion.RULES)]
    return Table(tuple(Column(c.name, c.type) for c in columns), rows)


def described(path: Path) -> list[Any]:
    return duckdb.connect().execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()


def test_every_event_table_is_named() -> None:
    assert set(exports.EVENT_TABLES) == set(TABLES) <= set(exports.FORMATS)


@pytest.mark.parametrize("name", TABLES)
def test_columns(name: str) -> None:
    columns: tuple[Field, ...] = TABLES[name].COLUMNS
    names = [c.name for c in columns]
    assert len(set(names)) == len(names)
    assert columns[-len(OWN) :] == OWN
    assert names[-3:] == ["perpetrator", "entry", "evidence"]
    types = {"text": str, "integer": int, "number": float, "date": dt.date}
    table = frame(name)
    assert len(table)
    for row in table.rows:
        for column, value in zip(columns, row, strict=True):
            assert value is None or type(value) is types[column.type], column
    for ledger in ledgers():
        for row in TABLES[name].rows([ledger], inclusion.RULES):
            assert list(row) == names, "cells stand in the order of the columns"
            assert ledger[row["entry"]].evidence.text == row["evidence"]
            assert all(ledger[i] for i in row["mentions"].split("; "))


@pytest.mark.parametrize("name", TABLES)
def test_many_ledgers_are_the_rows_of_each(name: str) -> None:
    rows = TABLES[name].rows
    assert list(rows(ledgers())) == [row for ledger in ledgers() for row in rows([ledger])]


@pytest.mark.parametrize("name", TABLES)
def test_written_as_text(name: str) -> None:
    text = str(exports.write(attack().ledger, name, include=inclusion.RULES))
    header, *rows = csv.reader(io.StringIO(text), delimiter="\t" if name == "polecat" else ",")
    assert header == [c.name for c in TABLES[name].COLUMNS]
    assert rows
    assert all(len(row) == len(header) for row in rows)
    read = pandas.read_csv(io.StringIO(text), sep="\t" if name == "polecat" else ",")
    assert list(read.columns) == header


@pytest.mark.parametrize("name", TABLES)
def test_opens_with_its_types(name: str, tmp_path: Path) -> None:
    path, table = tmp_path / "events.parquet", frame(name)
    table.to_parquet(path)
    asked = described(path)
    kinds = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE"}
    assert [(row[0], row[1]) for row in asked] == [(c.name, kinds[c.type]) for c in TABLES[name].COLUMNS]
    assert len(polars.read_parquet(path)) == len(pandas.read_parquet(path)) == len(table)


def test_flat_rows_as_parquet(tmp_path: Path) -> None:
    ledger, path = attack().ledger, tmp_path / "rows.parquet"
    exports.save(ledger, "parquet", path)
    types = dict(row[:2] for row in described(path))
    assert (types["evidence_start"], types["when_first"], types["inferred"], types["confidence"]) == ("BIGINT", "DATE", "BOOLEAN", "DOUBLE")
    read = polars.read_parquet(path)
    assert read["when_first"].dtype == polars.Date
    assert read["id"].to_list() == [e.id for e in ledger]
    assert read["when_first"].to_list() == [e.when.first if e.when else None for e in ledger]
    assert len(pandas.read_parquet(io.BytesIO(parquet.write(ledger)))) == len(ledger)


def test_formulas_are_disarmed() -> None:
    desk = Desk("=HYPERLINK(1) attacked.")
    desk.event("attacked", actors=(Mention(*desk.at("=HYPERLINK(1)")),))
    assert "'=HYPERLINK(1)" in str(exports.write(desk.ledger, "polecat"))


def test_a_ledger_is_restored_from_its_lines() -> None:
    for ledger in ledgers():
        assert restoring.ledger(ledger.document, ledger.to_dicts()) == ledger


# PLOVER and the page.


def test_every_type_and_mode_is_described() -> None:
    modes = Inventory.load(ROOT / "src/sayso/data/weights/inventory.json").modes
    assert {(type, mode) for type, several in modes.items() for mode in several if mode != "none"} <= set(plover.codes())
    assert {type for type, mode in plover.codes() if not mode} == set(modes)
    assert [code.quad for code in plover.codes().values() if not code.mode].count("") == 1, "OTHER alone has no quad category"
    order = [code.type for code in plover.codes().values()]
    assert len([1 for a, b in pairwise(order) if a != b]) == len(modes) - 1, "modes stand with their types"


def test_modes_outside_the_manual_stay_out_of_polecat() -> None:
    desk = Desk("They met and talked.")
    desk.event("met", "CONSULT", mode="meet")
    desk.entries.append(replace(desk.event("talked", "CONSULT"), id="x", mode="phone"))
    assert [row["Event Mode"] for row in polecat.rows([desk.ledger])] == [None, None, "phone"]


def test_the_codebook_is_up_to_date(tmp_path: Path) -> None:
    out = tmp_path / "codebook.md"
    subprocess.run([sys.executable, "-m", "scripts.codebook", str(out)], cwd=ROOT, check=True)
    assert out.read_text(encoding="utf-8") == (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8"), "python -m scripts.codebook"
