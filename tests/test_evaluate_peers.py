"""The peers' suites: figures worked out by hand, on codes, rows, templates and ledgers made here."""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import sayso.evaluate as evaluate
from sayso import encoder
from sayso.evaluate import peers
from sayso.evaluate.measure import MissingGold
from sayso.evaluate.peers import cameo, dyad_types, muc4, petrarch2, plv, universal_petrarch
from sayso.evaluate.peers.cameo import Coded
from sayso.evaluate.peers.cameo_actors import Actors
from sayso.evaluate.peers.incident_templates import Fill
from sayso.inventory import Inventory
from sayso.kinds.event import Event
from sayso.kinds.intent import Intent
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Actor, Attribution, Document, Entry, Mention, Place, Span

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold"
TEXT = "France and Peru met in Lima. Police beat Ann. It was raided."
ACTORS = (
    Actor("FRA", "France", "state", "FRA"),
    Actor("PER", "Peru", "state", "PER"),
    Actor("police", "police", "government", "PER", "COP"),
)


def mention(words: str, actor: str | None = None) -> Mention:
    start = TEXT.index(words)
    return Mention(start, start + len(words), words, actor)


def event(kind: str, cue: str, actors: tuple[Mention, ...] = (), recipients: tuple[Mention, ...] = (), **more: Any) -> Event:
    at = TEXT.index(cue)
    span = Span(at, at + len(cue), cue)
    base: dict[str, Any] = {
        "id": f"event-{cue}", "document": "d", "evidence": span, "cue": span, "attributions": (), "factuality": "CT+",
        "author_factuality": "CT+", "when": None, "confidence": 0.9, "made_by": "hand", "tense": "past",
    }  # fmt: skip
    return Event(**base | {"event_type": kind, "actors": actors, "recipients": recipients} | more)


def ledger(*entries: Event) -> Ledger:
    return Ledger(Document.of(TEXT, id="d"), ACTORS, entries)


@pytest.mark.parametrize(
    ("code", "type"),
    [
        ("050", "SUPPORT"),
        ("1712", "ASSAULT"),
        ("1711", "COERCE"),
        ("0871", "RETREAT"),
        ("080", "CONCEDE"),
        ("163", "COERCE"),
        ("345", None),
    ],
)
def test_codes_to_types(code: str, type: str | None) -> None:
    assert cameo.type_of(code) == type


def test_the_table_goes_both_ways() -> None:
    with (files("sayso.data") / "cameo.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    inventory = Inventory.load(Path(str(files("sayso.data") / "weights" / "inventory.json")))
    for name in inventory.values["event_type"]:
        assert (cameo.code_of(name, None) is None) == (name == "OTHER")
    for row in rows:
        assert cameo.type_of(row["code"]) == row["type"]


def test_meetings_are_coded_both_ways_and_unknown_sides_left_out() -> None:
    met = event("CONSULT", "met", (mention("France", "FRA"),), (mention("Peru", "PER"),))
    beat = event("ASSAULT", "beat", (mention("Police", "police"),), (mention("Ann"),), mode="beat")
    denied = event("COERCE", "raided", (mention("France", "FRA"),), (mention("Peru", "PER"),), factuality="CT-")
    assert cameo.events(ledger(met, beat, denied)) == [Coded("FRA", "PER", "040", "CONSULT"), Coded("PER", "FRA", "040", "CONSULT")]
    assert Coded("PERCOP", "---", "182", "ASSAULT") in cameo.events(ledger(beat), half=True)


@pytest.mark.parametrize(
    ("kind", "sentence", "cue", "code"),
    [
        ("AGREE", "France signed a trade accord with Peru.", "signed", "057"),
        ("AGREE", "France agreed with Peru.", "agreed", "030"),
        ("RETREAT", "France will resume full diplomatic ties with Peru.", "resume", "050"),
        ("ASSAULT", "France shelled Peru.", "shelled", "194"),
        ("ASSAULT", "France shelled Peru. A plane flew an air strike.", "air strike", "195"),
        ("ACCUSE", "France filed a lawsuit against Peru.", "lawsuit", "115"),
        ("OTHER", "France elected Peru.", "elected", None),
    ],
)
def test_words_give_codes(kind: str, sentence: str, cue: str, code: str | None) -> None:
    france, peru = (Mention(at, at + len(name), name, name[:3].upper()) for name in ("France", "Peru") for at in [sentence.index(name)])
    made = replace(event(kind, "beat", (france,), (peru,)), cue=Span(sentence.index(cue), sentence.index(cue) + len(cue), cue))
    coded = cameo.events(Ledger(Document.of(sentence, id="d"), ACTORS, (made,)))
    assert [c.code for c in coded if c.source == "FRA"] == ([code] if code else [])


def test_what_is_wanted_or_refused_is_another_code() -> None:
    aid = event("AID", "beat", (mention("France", "FRA"),), (mention("Peru", "PER"),), factuality="Uu", tense="future")
    whole = Mention(0, len(TEXT), TEXT)
    base = {"id": "i", "document": "d", "evidence": aid.evidence, "attributions": (), "author_factuality": "Uu", "when": None}
    wish: dict[str, Any] = base | {"factuality": "CT+", "confidence": 0.9, "made_by": "hand", "goal": (whole,)}
    wants, soon = (Intent(cue=Span(0, len(cue), cue), **wish) for cue in ("wants to", "is about to"))

    def codes(*entries: Entry) -> list[str]:
        return [c.code for c in cameo.events(Ledger(Document.of(TEXT, id="d"), ACTORS, entries))]

    assert codes(aid) == codes(soon, aid) == ["070"]
    assert codes(wants, aid) == ["033"]
    assert codes(replace(aid, factuality="CT-")) == ["122"]
    assert codes(replace(aid, factuality="CT-", tense="past")) == []


def test_to_report_of_anothers_violence_is_to_accuse() -> None:
    france = mention("France", "FRA")
    said = (Attribution(france, None, None),)
    beat = event("ASSAULT", "beat", (mention("Police", "police"),), (mention("Peru", "PER"),), attributions=said)
    assert cameo.events(ledger(beat)) == [Coded("FRA", "PERCOP", "112", "ACCUSE")]
    own = replace(beat, actors=(france,))
    assert cameo.events(ledger(own)) == [Coded("FRA", "PER", "190", "ASSAULT")]


@pytest.mark.parametrize(
    ("word", "sought", "code"),
    [("urged", "AID", "023"), ("ordered", "CONSULT", "106"), ("asked", "ASSAULT", "020"), ("asked", None, "020")],
)
def test_what_is_asked_for_gives_the_code_of_the_asking(word: str, sought: str | None, code: str) -> None:
    sides = (mention("France", "FRA"),), (mention("Peru", "PER"),)
    cue = Span(0, len(word), word)
    asking = replace(event("REQUEST", "beat", *sides), cue=cue)
    said = (Attribution(sides[0][0], cue, None, statement="s"),)
    act = event(sought or "AID", "met", sides[1], factuality="Uu", attributions=said)
    base: dict[str, Any] = {
        "id": "s", "document": "d", "cue": cue, "evidence": act.evidence, "attributions": (), "factuality": "CT+",
        "author_factuality": "CT+", "when": None, "confidence": 0.9, "made_by": "hand",
    }  # fmt: skip
    demand = Statement(**base, speakers=sides[0], act="demand")
    entries = (asking, demand, act) if sought else (asking,)
    assert [c.code for c in cameo.events(Ledger(Document.of(TEXT, id="d"), ACTORS, entries))] == [code]
    if sought:  # where no event is the asking itself, the statement is
        assert [c.code for c in cameo.events(Ledger(Document.of(TEXT, id="d"), ACTORS, (demand, act)))] == [code]


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Troops in Peru fired.", "Troops", "PERMIL"),
        ("The UN troops left.", "UN troops", "IGOUNOMIL"),
        ("A pro-Russia rebel fired.", "A pro-Russia rebel", "---REB"),
        ("Security officials in Peru left.", "Security officials", "PERGOV"),
        ("Intelligence officials in Peru left.", "Intelligence officials", "PERSPY"),
        ("The IAEA left.", "The IAEA", "IGOUNOIAE"),
    ],
)
def test_codes_of_actors(text: str, words: str, code: str) -> None:
    at = text.index(words)
    assert Actors(Ledger(Document.of(text, id="d"), (), ()), {}).codes((Mention(at, at + len(words), words),)) == [code]


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (
            "France met Peru before it shelled Chad.",
            {"met": ("CONSULT", "France", "Peru", ""), "shelled": ("ASSAULT", "it", "Chad", "")},
            "FRA PER 040",
        ),
        (
            "France, who shelled Chad, met Peru.",
            {"shelled": ("ASSAULT", "France", "Chad", ""), "met": ("CONSULT", "France", "Peru", "")},
            "FRA PER 040",
        ),
        ("France and Peru met in Chad.", {"met": ("CONSULT", "France and Peru", "", "Chad")}, "FRA TCD 040"),
        ("Peru was shelled in Chad.", {"shelled": ("ASSAULT", "", "Peru", "Chad")}, "TCD PER 194"),
        ("Peru was shelled near Chad.", {"shelled": ("ASSAULT", "", "Peru", "Chad")}, None),
    ],
)
def test_the_uppermost_verb_of_a_sentence(text: str, told: dict[str, tuple[str, str, str, str]], expected: str | None) -> None:
    known = {"France": "FRA", "it": "FRA", "Peru": "PER", "Chad": "TCD"}

    def find(words: str) -> tuple[Mention, ...]:
        at = text.index(words)
        return (Mention(at, at + len(words), words, known.get(words)),) if words else ()

    def made(cue: str, kind: str, who: str, whom: str, where: str) -> Event:
        place = tuple(Place(m.start, m.end, m.text, country=known[m.text]) for m in find(where))
        return replace(event(kind, "met", find(who), find(whom)), cue=find(cue)[0], place=place)

    actors = tuple(Actor(id, name, "state", id) for name, id in known.items() if id != name)
    ledger = Ledger(Document.of(text, id="d"), actors, tuple(made(cue, *sides) for cue, sides in told.items()))
    coded = cameo.events(ledger, uppermost=True)
    assert (" ".join(coded[0][:3]) if coded else None) == expected
    assert {c.code for c in coded} <= {(expected or "").split(" ")[-1]}


def test_names_of_a_suite() -> None:
    there = mention("France and Peru")
    beat = event("ASSAULT", "beat", (there,), (mention("Ann", "FRA"),))
    coded = cameo.events(ledger(beat), {"france": "ARN", "peru": "GON", "ann": "BRE"})
    assert [c[:2] for c in coded] == [("ARN", "BRE"), ("GON", "BRE")]


def test_names_hold_for_a_time() -> None:
    assert universal_petrarch.names("19950101")["smeagol"] == "HOB"
    assert universal_petrarch.names("20010101")["smeagol"] == "HOBREB"


def test_slot_points() -> None:
    score = universal_petrarch.Score()
    gold = [Coded("ARN", "GON", "050", "SUPPORT"), Coded("GON", "ARN", "345", None)]
    score.add(gold, [Coded("ARN", "BRE", "051", "SUPPORT"), Coded("GON", "ARN", "040", "CONSULT")])
    score.add([], [Coded("ARN", "---", "040", "CONSULT")])  # a half-known event is none
    score.add([], [Coded("ARN", "GON", "040", "CONSULT")])
    assert {name: (s.right, s.of) for name, s in score.slots.items()} == {"source": (3, 4), "target": (2, 4), "code": (2, 4)}
    assert (score.points.right, score.points.of) == (7, 12)
    assert (score.events.right, score.events.of) == (1, 4)


def test_petrarch2_triples() -> None:
    score = petrarch2.Score()
    gold = [Coded("USAGOV", "CHN", "042", "CONSULT"), Coded("ISR", "PSE", "190", "ASSAULT")]
    score.add(
        gold, [Coded("USAGOV", "CHN", "040", "CONSULT"), Coded("ISRMIL", "PSE", "190", "ASSAULT"), Coded("ISR", "PSE", "190", "ASSAULT")]
    )
    assert score.exact.f1 == pytest.approx(2 / 5)
    assert score.typed.f1 == pytest.approx(4 / 5)
    assert score.countries.f1 == 1.0  # the two codings of one act are one


def test_plv() -> None:
    row = {
        "text": TEXT,
        "plover_root15": "ASSAULT",
        "source_spans": [{"start": TEXT.index("Police"), "end": TEXT.index("Police") + 6}],
        "target_spans": [{"start": TEXT.index("Ann"), "end": TEXT.index("Ann") + 3}],
    }
    met = event("CONSULT", "met", (mention("France"),))
    beat = event("ASSAULT", "beat", (mention("Police"),), (mention("Ann"),))
    score = plv.Score()
    score.add(row, ledger(met, beat))
    score.add(row | {"plover_root15": "YIELD"}, ledger(met))
    score.add(row | {"plover_root15": "AGREE"}, ledger(event("AID", "beat", (mention("Police"),), tense="future")))
    score.add(row | {"text": "another"}, ledger(beat))  # offsets would not compare
    assert (score.found.right, score.dyad.right, score.found.of) == (2, 1, 4)
    assert score.joining.chosen == {("ASSAULT", "ASSAULT"): 1, ("YIELD", "CONSULT"): 1, ("AGREE", "AGREE"): 1, ("ASSAULT", "none"): 1}
    assert score.joining.macro == pytest.approx((2 / 3 + 1 + 0) / 3)


def described(word: str, k: int = 0) -> dyad_types.Pair:
    """A pair that only its word tells from others."""
    return dyad_types.Pair(np.full(3, float(k % 2)), np.zeros(4), Counter([word, f"only {k}"]))


def test_a_type_is_learned_from_other_folds() -> None:
    words = ["shelled", "aided"] * 20
    pairs = [described(word, k) for k, word in enumerate(words)]
    assert dyad_types.folded([str(k) for k in range(40)], pairs, words) == words
    # one fold alone: nothing is left to learn from but the other class
    alone = next(str(k) for k in range(40) if dyad_types.fold(str(k)) == 0)
    rest = [str(k) for k in range(40) if dyad_types.fold(str(k)) != 0][:4]
    asked = dyad_types.folded([alone, *rest], pairs[:1] + pairs[1:5], ["shelled", *["aided"] * 4])
    assert asked[0] == "aided"


def test_a_pair_is_described_by_its_sentence() -> None:
    text = "France shelled Peru."
    scores = encoder.load()(text)
    pair = dyad_types.pair(text, scores, [(0, 6)], [(15, 19)])
    label = scores.inventory.label
    assert pair.cued.shape == (label,)
    assert pair.between.shape == (2 * label + len(scores.inventory.values["event_type"]),)
    assert set(pair.words) == {"ACTOR", "shell", "RECIPIENT", "ACTOR shell", "shell RECIPIENT", "ACTOR shell RECIPIENT"}
    turned = dyad_types.pair(text, scores, [(15, 19)], [(0, 6)])
    assert not np.allclose(pair.cued, turned.cued)


def fills(**slots: Any) -> dict[str, Any]:
    """A key template: of a fill the value, or the strings where it is a list; a "?" makes it optional, a ":" comes before a reference."""

    def fill(value: Any) -> dict[str, Any]:
        optional = isinstance(value, str) and value.endswith("?")
        if isinstance(value, list):
            return {"optional": optional, "raw": "", "value": None, "strings": value}
        said, _, of = value.rstrip("?").partition(" of ")
        return {"optional": optional, "raw": said, "value": said, "strings": [of] if of else []}

    return {"optional": False} | {slot: [fill(v) for v in values] for slot, values in slots.items()}


def ours(**slots: list[str]) -> dict[str, list[Fill]]:
    """A template of ours, " of " before a reference."""
    made = {slot: [v.partition(" of ") for v in values] for slot, values in slots.items()}
    return {slot: [Fill((said,), (of,) if of else ()) for said, _, of in values] for slot, values in made.items()}


def test_muc4_slots() -> None:
    score = muc4.Score()
    keys = [
        fills(
            incident_type=["BOMBING"],
            hum_tgt_description=[["TWO PEASANTS", "PEASANTS"], ["DRIVER"]],
            hum_tgt_number=["2 / PLURAL of PEASANTS", "1 of DRIVER"],
        ),
        fills(incident_type=["KIDNAPPING"], hum_tgt_name=[["ANN BRAVO"]]),
    ]
    given = [
        ours(incident_type=["ATTACK"], hum_tgt_description=["THE PEASANTS"], hum_tgt_number=["PLURAL of THE PEASANTS", "1 of A BOY"]),
        ours(incident_type=["ROBBERY"], perp_individual_id=["MEN"]),
    ]
    score.add(keys, given)
    assert (score.templates.right, score.templates.predicted, score.templates.gold) == (1, 2, 2)
    kind = score.slots["incident_type"]
    assert (kind.right, kind.predicted, kind.gold) == (0.5, 2, 2)  # an attack is partly a bombing
    assert score.slots["hum_tgt_description"].f1 == pytest.approx(2 / 3)
    number = score.slots["hum_tgt_number"]
    assert (number.right, number.predicted, number.gold) == (1.5, 2, 2)  # the right number, but of another
    assert score.slots["hum_tgt_name"].recall == 0.0
    assert (score.all.right, score.all.predicted, score.all.gold) == (3.0, 6, 7)


def test_muc4_optional_fills_may_be_missed() -> None:
    score = muc4.Score()
    score.add([fills(incident_type=["ARSON"], phys_tgt_number=["1?"])], [ours(incident_type=["ARSON"])])
    assert (score.all.right, score.all.predicted, score.all.gold) == (1, 1, 1)


def test_muc4_pairs_need_more_than_a_type() -> None:
    score = muc4.Score()
    key = fills(incident_type=["ATTACK"], hum_tgt_name=[["ANN BRAVO"]])
    score.add([key], [ours(incident_type=["ATTACK"], hum_tgt_name=["BOB CRUZ"])])
    score.add([key | {"optional": True}], [])
    assert (score.templates.right, score.templates.predicted, score.templates.gold) == (0, 1, 1)


@pytest.mark.parametrize(
    ("slot", "wanted", "given", "right"),
    [
        ("incident_date", "- 04 MAR 90", "- 04 MAR 90", 1.0),
        ("incident_date", "04 MAR 90", "- 04 MAR 90", 0.5),
        ("incident_date", "01 MAR 90 - 31 MAR 90", "04 MAR 90", 0.5),
        ("incident_date", "04 MAR 90", "05 MAR 90", 0.0),
        ("incident_location", "PERU: LIMA (CITY)", "PERU: LIMA", 1.0),
        ("incident_location", "PERU: LIMA (CITY): MIRAFLORES (DISTRICT)", "PERU: LIMA", 0.5),
        ("incident_location", "PERU", "CHILE", 0.0),
        ("incident_instrument_type", "RIFLE", "GUN", 0.5),
        ("incident_instrument_type", "GUN", "RIFLE", 0.0),
        ("perp_organization_confidence", "SUSPECTED OR ACCUSED BY AUTHORITIES", "SUSPECTED OR ACCUSED", 0.5),
        ("hum_tgt_number", "~30", "~30", 1.0),
        ("hum_tgt_number", "~30", "30", 0.5),
        ("phys_tgt_id", ["EMBASSY OF PERU"], "THE EMBASSY", 1.0),
        ("phys_tgt_id", ["EMBASSY OF PERU"], "EMBASSY OF CHILE", 0.5),
        ("phys_tgt_id", ["EMBASSY OF PERU"], "BANK", 0.0),
    ],
)
def test_muc4_fills(slot: str, wanted: Any, given: str, right: float) -> None:
    score = muc4.Score()
    score.add([fills(incident_type=["ATTACK"], **{slot: [wanted]})], [ours(incident_type=["ATTACK"]) | {slot: [Fill((given,))]}])
    if slot in muc4.MAPPING and not right:
        assert score.templates.right == 0
    else:
        assert score.slots[slot].right == right


def test_all_suites_are_one_set(tmp_path: Path) -> None:
    assert set(peers.suites()) == {"muc4", "petrarch2", "plv", "universal_petrarch"}
    assert "peers" in evaluate.sets()
    with pytest.raises(MissingGold):
        evaluate.run("peers", tmp_path)


@pytest.mark.skipif(not SHARED.exists(), reason="the suites are not here")
def test_suites_run_on_a_few_records(tmp_path: Path) -> None:
    for suite, count in ((universal_petrarch, 3), (plv, 3), (muc4, 1)):
        lines = (SHARED / suite.WHERE).read_text(encoding="utf-8").splitlines()
        rows = [row for row in map(json.loads, lines) if row.get("split") in (None, "train", "tst1")][:count]
        only = tmp_path / "only.txt"
        only.write_text("\n".join(row["id"] for row in rows), encoding="utf-8")
        report = suite.run(SHARED, only)
        assert f"{count} " in report.heading
        assert report.tables
