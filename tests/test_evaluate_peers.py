"""The peers' suites: figures worked out by hand, on codes, rows, templates and ledgers made here."""

from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import sayso.evaluate as evaluate
from sayso.evaluate import peers
from sayso.evaluate.measure import MissingGold
from sayso.evaluate.peers import cameo, muc4, petrarch2, plv, universal_petrarch
from sayso.evaluate.peers.cameo import Coded
from sayso.inventory import Inventory
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Actor, Document, Mention, Span

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
        "plover_root15": "ASSAULT",
        "source_spans": [{"start": TEXT.index("Police"), "end": TEXT.index("Police") + 6}],
        "target_spans": [{"start": TEXT.index("Ann"), "end": TEXT.index("Ann") + 3}],
    }
    met = event("CONSULT", "met", (mention("France"),))
    beat = event("ASSAULT", "beat", (mention("Police"),), (mention("Ann"),))
    score = plv.Score()
    score.add(row, [met, beat])
    score.add(row | {"plover_root15": "YIELD"}, [met])
    score.add(row | {"plover_root15": "AGREE"}, [event("AID", "beat", (mention("Police"),), tense="future")])
    assert (score.found.right, score.dyad.right, score.found.of) == (2, 1, 3)
    assert score.chosen == {("ASSAULT", "ASSAULT"): 1, ("YIELD", "CONSULT"): 1, ("AGREE", "AGREE"): 1}
    assert score.macro == pytest.approx(2 / 3)


def fills(**slots: Any) -> dict[str, Any]:
    """A key template: of a fill the value, or the strings where it is a list; a "?" makes it optional."""

    def fill(value: Any) -> dict[str, Any]:
        optional = value == "?" or (isinstance(value, str) and value.endswith("?"))
        return {"optional": optional, "value": None if isinstance(value, list) else value.rstrip("?"), "strings": value}

    return {"optional": False} | {slot: [fill(v) for v in values] for slot, values in slots.items()}


def test_muc4_slots() -> None:
    score = muc4.Score()
    keys = [
        fills(
            incident_type=["BOMBING"], hum_tgt_description=[["TWO PEASANTS", "PEASANTS"], ["DRIVER"]], hum_tgt_number=["2 / PLURAL", "1"]
        ),
        fills(incident_type=["KIDNAPPING"], hum_tgt_name=[["ANN BRAVO"]]),
    ]
    given = [
        {"incident_type": [["ATTACK"]], "hum_tgt_description": [["THE PEASANTS"]], "hum_tgt_number": [["PLURAL"]]},
        {"incident_type": [["ROBBERY"]], "perp_individual_id": [["MEN"]]},
    ]
    score.add(keys, given)
    assert (score.templates.right, score.templates.predicted, score.templates.gold) == (1, 2, 2)
    kind = score.slots["incident_type"]
    assert (kind.right, kind.predicted, kind.gold) == (0.5, 2, 2)  # an attack is partly a bombing
    assert score.slots["hum_tgt_description"].f1 == pytest.approx(2 / 3)
    assert score.slots["hum_tgt_number"].f1 == pytest.approx(2 / 3)
    assert score.slots["hum_tgt_name"].recall == 0.0
    assert (score.all.right, score.all.predicted, score.all.gold) == (2.5, 5, 7)


def test_muc4_optional_fills_may_be_missed() -> None:
    score = muc4.Score()
    score.add([fills(incident_type=["ARSON"], phys_tgt_number=["1?"])], [{"incident_type": [["ARSON"]]}])
    assert (score.all.right, score.all.predicted, score.all.gold) == (1, 1, 1)


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
