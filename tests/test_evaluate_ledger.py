"""The scorer: figures worked out by hand, and the reference scorer's on the same predictions."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rich.console import Console

import sayso.evaluate as evaluate
from sayso.evaluate.gold import GoldDocument, find, ledger, load
from sayso.evaluate.ledger import Score, close, implied, match, score
from sayso.evaluate.predictions import rows
from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import FACTUALITY, Document, SaysoError

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold" / "sayso"

Row = dict[str, Any]


def span(text: str, words: str, **more: Any) -> Row:
    start = text.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


TEXT = "Ministers said rebels attacked the town. Rebels denied it. Troops left."


def at(words: str) -> tuple[int, int]:
    found = span(TEXT, words)
    return found["start"], found["end"]


def event(id: str, evidence: str, cue: str, **more: Any) -> Row:
    blank = {"place": [], "time": [], "counts": [], "in": [], "fact": "CT+"}
    return {"id": id, "kind": "event", "at": at(evidence), "cue": at(cue), "actors": [], "recipients": [], **blank, **more}


def statement(id: str, evidence: str, cue: str, speaker: str, content: str) -> Row:
    roles = {"speakers": [at(speaker)], "addressees": [], "content": [at(content)]}
    return {"id": id, "kind": "statement", "at": at(evidence), "cue": at(cue), "in": [], "fact": "CT+", "counts": [], **roles}


GOLD = GoldDocument(
    id="d1",
    text=TEXT,
    entries=[
        statement("s1", "Ministers said rebels attacked the town", "said", "Ministers", "rebels attacked the town"),
        statement("s2", "Rebels denied it", "denied", "Rebels", "it"),
        event("e1", "rebels attacked the town", "attacked", type="ASSAULT", tense="past", actors=[at("rebels")],
              recipients=[at("the town")], **{"in": ["s1"]}),
        event("e2", "Troops left", "left", type="RETREAT", tense="past", actors=[at("Troops")]),
    ],
    actors=[
        {"id": "A1", "name": "rebels", "type": "armed_group", "mentions": [at("rebels"), at("Rebels")]},
        {"id": "A2", "name": "troops", "type": "organization", "mentions": [at("Troops")]},
    ],
    links=[{"kind": "link", "relation": "denies", "subject": "s2", "object": "e1"}],
)  # fmt: skip


def predicted() -> list[Row]:
    """Three of the four entries, one in excess; e1 has its source, its fact wrong and half of its roles; e2 is right in everything."""
    said = {"source": span(TEXT, "Ministers"), "cue": None, "content": None}
    blank = {"kind": "event", "attributions": [], "factuality": "CT+", "author_factuality": "CT+", "place": [], "time": [], "counts": []}
    return [
        blank | {"id": "p1", "evidence": span(TEXT, "attacked the town. Rebels"), "cue": span(TEXT, "attacked"), "factuality": "PR+",
                 "author_factuality": "Uu", "attributions": [said], "event_type": "ASSAULT", "tense": "future",
                 "actors": [span(TEXT, "rebels", actor="X")], "recipients": []},
        blank | {"id": "p2", "evidence": span(TEXT, "Troops left"), "cue": None, "event_type": "RETREAT", "tense": "past",
                 "actors": [span(TEXT, "Troops", actor="X")], "recipients": []},
        blank | {"id": "p3", "evidence": span(TEXT, "Ministers said"), "cue": span(TEXT, "said"), "event_type": "OTHER", "actors": []},
        blank | {"id": "p4", "kind": "statement", "evidence": span(TEXT, "Rebels denied it"), "cue": span(TEXT, "denied"),
                 "act": "deny", "speakers": [span(TEXT, "Rebels", actor="Y")], "content": [span(TEXT, "it")]},
        {"kind": "link", "relation": "denies", "subject": "p1", "object": "p4"},
        {"kind": "link", "relation": "denies", "subject": "p4", "object": "p2"},
    ]  # fmt: skip


@pytest.fixture
def scored() -> Score:
    total = Score()
    total.add(GOLD, predicted())
    return total


def test_finding(scored: Score) -> None:
    events, statements = scored.kinds["event"].found, scored.kinds["statement"].found
    assert (events.precision, events.recall, events.f1) == (2 / 3, 1.0, 4 / 5)
    assert (statements.precision, statements.recall, statements.f1) == (1.0, 1 / 2, 2 / 3)
    assert scored.all.found.f1 == 6 / 8


def test_right_of_the_found(scored: Score) -> None:
    events = scored.kinds["event"]
    assert events.roles.f1 == 4 / 5  # two hits, three in the gold, two given
    assert (events.factuality.value, events.author.value, events.source.value, events.type.value) == (0.5, 1.0, 1.0, 1.0)
    assert events.full.f1 == 2 / 5
    assert events.labels["tense"].value == 0.5
    assert scored.kinds["statement"].full.f1 == 2 / 3


def test_factuality_by_value(scored: Score) -> None:
    assert scored.factuality == {("CT+", "PR+"): 1, ("CT+", "CT+"): 2}
    assert scored.factuality_f1()["CT+"].f1 == 4 / 5
    assert scored.factuality_macro is None


def test_links(scored: Score) -> None:
    denies = scored.links["denies"]
    assert (denies.precision, denies.recall) == (1 / 2, 1.0)  # either way round; the second names the wrong entry


def test_actors(scored: Score) -> None:
    # Gold {rebels, Rebels} {Troops}; given {rebels, Troops} {Rebels}: no link is right; B³ 1/2 + 1/2 + 1/2 of 3 (recall: 1/2 + 1/2 + 1).
    actors = scored.actors
    assert (actors.muc.precision, actors.muc.recall) == (0.0, 0.0)
    assert actors.b3.precision == pytest.approx(2 / 3)
    assert actors.b3.recall == pytest.approx(2 / 3)
    # {rebels, Rebels} with {Rebels} 2/3, {Troops} with {rebels, Troops} 2/3: better than crosswise, 1/2 and 0.
    assert actors.ceafe.f1 == pytest.approx(2 / 3)
    assert actors.f1 == pytest.approx(4 / 9)
    assert scored.actors_of_shared.f1 == actors.f1


def test_a_perfect_ledger_is_perfect() -> None:
    total = Score()
    total.add(GOLD, ledger(GOLD).to_dicts())
    assert total.all.full.f1 == total.links["denies"].f1 == total.actors.f1 == 1.0


def test_an_entry_is_used_once_the_best_first() -> None:
    golds: list[Row] = [{"at": (0, 10), "cue": (0, 3)}, {"at": (0, 12), "cue": None}]
    given: list[Row] = [
        {"evidence": {"start": 0, "end": 12}, "cue": None},
        {"evidence": {"start": 5, "end": 20}, "cue": {"start": 2, "end": 6}},
    ]
    assert match(golds, given) == [(0, 1), (1, 0)]
    assert match(golds[:1], [given[1] | {"cue": None}]) == []


def test_close() -> None:
    text = "the four armed men of the group"
    assert close(text, (0, 18), (4, 18))
    assert close(text, (0, 18), (14, 18)) is False  # one of four and one of one: 2 / 5
    assert close(text, (0, 8), (9, 18)) is False


def test_implied() -> None:
    assert implied("supports", [("a", "b")]) == {("a", "b")}
    assert implied("denies", [("a", "b")]) == {("a", "b"), ("b", "a")}
    assert implied("same", [("a", "b"), ("c", "b")]) == {(x, y) for x in "abc" for y in "abc" if x != y}


def test_reports_are_printed(tmp_path: Path) -> None:
    (tmp_path / "d1.txt").write_text(TEXT, encoding="utf-8")
    notes = [
        {"kind": "event", "id": "e2", "at": "Troops left", "cue": "left", "in": [], "fact": "CT+", "type": "RETREAT", "actors": ["Troops"]}
    ]
    (tmp_path / "d1.jsonl").write_text("\n".join(map(json.dumps, notes)), encoding="utf-8")
    ledgers = tmp_path / "ledgers"
    ledgers.mkdir()
    (ledgers / "d1.jsonl").write_text("\n".join(map(json.dumps, predicted())), encoding="utf-8")
    reports = evaluate.run("all", tmp_path, predicted=ledgers)
    assert set(evaluate.sets()) >= {"ledger", "polnear"}
    console = Console(width=140)
    with console.capture() as captured:
        console.print(*reports)
    text = captured.get()
    assert re.search(r"event +1 +3 +0\.333 +1\.000 +0\.500", text)
    assert "PolNeAR: not measured" in text


def test_gold_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match=r"no gold set 'rumours': there are .*ledger.*, all"):
        evaluate.run("rumours", tmp_path)
    with pytest.raises(SaysoError, match="no annotated documents"):
        evaluate.run("ledger", tmp_path)
    with pytest.raises(SaysoError, match="no such file"):
        evaluate.run("polnear", tmp_path)


def test_what_is_read_must_keep_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    reader = ModuleType("sayso.reader")
    monkeypatch.setitem(sys.modules, "sayso.reader", reader)
    monkeypatch.setattr(reader, "read", lambda text: Ledger(Document.of(text)), raising=False)
    assert [row["kind"] for row in rows("d1", TEXT)] == ["document"]
    monkeypatch.setattr(reader, "read", lambda text: Ledger(Document.of(text.strip("."))))
    with pytest.raises(SaysoError, match="d1: the text that was read differs"):
        rows("d1", TEXT)


def test_a_ledger_that_is_no_json(tmp_path: Path) -> None:
    (tmp_path / "d1.jsonl").write_text('{"kind": "document"}\n{', encoding="utf-8")
    with pytest.raises(SaysoError, match=r"d1\.jsonl, line 2"):
        rows("d1", TEXT, tmp_path)
    assert rows("d2", TEXT, tmp_path) == []


def perturbed(gold: GoldDocument) -> list[Row]:
    """The gold as an imperfect reader might give it: spans moved, entries lost, doubled and mislabelled."""
    rng = random.Random(gold.id)

    def moved(found: Row | None) -> Row | None:
        if found is None or rng.random() < 0.6:
            return found
        start = max(0, min(len(gold.text) - 2, found["start"] + rng.randint(-15, 15)))
        return found | {"start": start, "end": min(len(gold.text), max(start + 1, found["end"] + rng.randint(-15, 15)))}

    out = []
    for row in ledger(gold).to_dicts():
        if row["kind"] not in KINDS or rng.random() < 0.15:
            continue
        row |= {"evidence": moved(row["evidence"]), "cue": moved(row["cue"]) if rng.random() < 0.9 else None}
        row |= {role: [moved(m) for m in row[role] if rng.random() < 0.9] for role in KINDS[row["kind"]].roles}
        if rng.random() < 0.2:
            row["factuality"] = rng.choice(FACTUALITY)
        if row.get("event_type") and rng.random() < 0.2:
            row["event_type"] = "OTHER"
        row["attributions"] = [a | {"source": moved(a["source"]) if rng.random() < 0.9 else None} for a in row["attributions"]]
        if row["attributions"] and rng.random() < 0.2:
            row["attributions"].pop()
        out.append(row)
        if rng.random() < 0.1:
            out.append(row | {"id": row["id"] + "x", "evidence": moved(row["evidence"])})
    return out


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/gold/sayso beside the repository")
@pytest.mark.parametrize("name", ["story", "speech", "wikinews"])
def test_the_reference_scorer_gives_the_same_figures(name: str, tmp_path: Path) -> None:
    paths = find([SHARED / name])
    for path in paths:
        given = perturbed(load(path))
        (tmp_path / f"{path.stem}.jsonl").write_text("\n".join(map(json.dumps, given)), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / name), str(tmp_path)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ours = score(paths, tmp_path)
    for line in printed.splitlines()[2:]:
        kind, *figures = line.replace("|", " ").split()
        s = ours.all if kind == "ALL" else ours.kinds[kind]
        mine = [s.found.precision, s.found.recall, s.found.f1, s.roles.f1, s.factuality.value, s.source.value, s.type.value, s.full.f1]
        assert figures == [f"{s.found.gold:.0f}", f"{s.found.predicted:.0f}", *(f"{m or 0:.3f}" for m in mine)], kind
