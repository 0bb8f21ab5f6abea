"""Annotated documents: where quoted words stand, and the ledger they make."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sayso.evaluate.gold import find, ledger, load, place
from sayso.kinds.event import Event
from sayso.model import SaysoError

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold" / "sayso"

TEXT = "The army said on Monday that it did not shell the army base. It blamed rebels, who it said fled."
ROWS: list[dict[str, Any]] = [
    {"kind": "actor", "id": "A1", "name": "Army", "type": "organization", "mentions": ["The army", "it@1"]},
    {"kind": "actor", "id": "A2", "name": "rebels", "type": "armed_group |", "mentions": ["rebels"]},
    {"kind": "statement", "id": "s1", "at": "The army said on Monday that it did not shell the army base", "cue": "said", "in": [],
     "fact": "CT+", "speakers": ["The army"], "content": ["it did not shell the army base"], "act": "deny"},
    {"kind": "event", "id": "e1", "at": "it did not shell the army base", "cue": "shell", "in": ["s1"], "fact": "CT-",
     "type": "ASSAULT", "mode": "artillery", "tense": "past", "actors": ["it"], "recipients": ["the army base"],
     "counts": [{"what": "attacks", "text": "not"}]},
    {"kind": "event", "id": "e2", "at": "rebels, who it said fled", "cue": "fled", "in": [], "fact": "CT+", "type": "RETREAT",
     "actors": ["rebels"]},
    {"kind": "link", "relation": "supports", "subject": "s1", "object": "e1"},
]  # fmt: skip


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    folder.mkdir()
    (folder / "d1.txt").write_text(TEXT, encoding="utf-8")
    (folder / "d1.jsonl").write_text("\n".join(map(json.dumps, ROWS)) + "\n", encoding="utf-8")
    return folder / "d1.txt"


@pytest.mark.parametrize(
    ("quoted", "box", "start"),
    [
        ("army", None, 4),
        ("army@2", None, 50),
        ("it", None, 29),  # whole words before parts of words
        ("it", (61, 97), 83),  # inside the box
        ("rebels", (0, 20), 71),  # nothing inside: the nearest
        ("the army", None, 46),  # as it is spelt
        ("shel", None, 40),  # no whole word is spelt so
    ],
)
def test_place(quoted: str, box: tuple[int, int] | None, start: int) -> None:
    assert place(TEXT, quoted, box) == (start, start + len(quoted.partition("@")[0]))


def test_place_keeps_an_at_sign_of_the_text() -> None:
    assert place("write to me@2 now", "me@2") == (9, 13)


@pytest.mark.parametrize("quoted", ["navy", "army@3", "", "@2"])
def test_words_that_do_not_stand_there(quoted: str) -> None:
    with pytest.raises(ValueError, match=r"not in the text|no occurrence|no words"):
        place(TEXT, quoted)


def test_ledger(annotated: Path) -> None:
    made = ledger(load(annotated))
    assert [e.id for e in made] == ["s1", "e1", "e2"]
    event = made["e1"]
    assert isinstance(event, Event)
    assert (event.event_type, event.mode, event.tense) == ("ASSAULT", "artillery", "past")
    assert (event.factuality, event.author_factuality) == ("CT-", "Uu")
    assert [(m.text, m.actor) for m in event.actors + event.recipients] == [("it", "A1"), ("the army base", None)]
    assert [(c.what, c.text, c.low) for c in event.counts] == [("attacks", "not", None)]
    (told,) = event.attributions
    assert (told.statement, told.source and told.source.actor, told.cue and told.cue.text) == ("s1", "A1", "said")
    assert told.content
    assert told.content.text == "it did not shell the army base"
    assert made["e2"].author_factuality == "CT+"
    assert [a.type for a in made.actors] == ["organization", "other"]
    assert [(x.relation, x.subject, x.object) for x in made.links] == [("supports", "s1", "e1")]
    assert all(made.document.holds(span) for entry in made for span in entry.spans())


def test_find(annotated: Path, tmp_path: Path) -> None:
    (annotated.parent / "bare.txt").write_text("No annotation.", encoding="utf-8")
    assert find([tmp_path]) == find([annotated.parent]) == [annotated]
    listing = tmp_path / "LIST"
    listing.write_text("set/d1\n", encoding="utf-8")
    assert find([tmp_path], listing) == [annotated]
    listing.write_text("set/d1\nset/d2\n", encoding="utf-8")
    with pytest.raises(SaysoError, match=r"no annotated document set/d2 \(1 of 2 missing\)"):
        find([tmp_path], listing)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", r"line 7: Expecting"),
        ('{"kind": "rumour"}', r"line 7: unknown kind 'rumour'"),
        ('{"kind": "event", "id": "e9"}', r"line 7: no field 'at'"),
        ('{"kind": "event", "id": "e9", "at": "nowhere"}', r"line 7: not in the text: 'nowhere'"),
        ('{"kind": "event", "id": "e9", "at": "rebels", "in": ["e1"]}', r"e9 stands in 'e1', which is no statement"),
    ],
)
def test_annotation_that_does_not_hold(annotated: Path, line: str, reason: str) -> None:
    with annotated.with_suffix(".jsonl").open("a", encoding="utf-8") as file:
        file.write(line)
    with pytest.raises(SaysoError, match=reason):
        load(annotated)


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/gold/sayso beside the repository")
def test_every_annotation_stands_where_the_reference_checker_puts_it(tmp_path: Path) -> None:
    paths = find([SHARED])
    checker = [sys.executable, str(SHARED / "check.py"), "--out", str(tmp_path), *map(str, paths)]
    subprocess.run(checker, check=True, capture_output=True)
    for path in paths:
        gold, reference = load(path), json.loads((tmp_path / f"{path.stem}.json").read_text(encoding="utf-8"))
        for ours, theirs in zip(gold.entries, reference["entries"], strict=True):
            spans = {k: v for k, v in theirs.items() if isinstance(v, list) and k not in ("in", "counts")}
            assert {k: ours[k] if k == "at" else list(ours[k]) for k in spans} == _tuples(spans), (path.stem, ours["id"])
        for ours, theirs in zip(gold.actors, reference["actors"], strict=True):
            assert ours["mentions"] == [tuple(m) for m in theirs["mentions"]]
        made = ledger(gold)
        assert all(made.document.holds(span) for entry in made for span in entry.spans())


def _tuples(spans: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if k == "at" else [tuple(x) if isinstance(x, list) else x for x in v] for k, v in spans.items()}
