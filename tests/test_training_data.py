"""The adapters of training data: every span on its words, nothing lost in joining, no words of others' texts in what ships."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from sayso.evaluate.gold import load
from sayso.model import SaysoError
from train.data import Example, Frame, every, standoff, together, unannotated

GOLD = Path(__file__).parents[1] / "gold"
SHARED = Path(__file__).parents[2] / "shared" / "gold"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared/gold is not here")


def _example(text: str, word: str) -> Example:
    at = text.index(word)
    frame = Frame("happening", (at, at + len(word)), {"cause": [(0, 3)]}, labels={"belief": "+3"})
    return Example(word, text, [frame], frozenset(), frozenset(), chains=[("", [(at, at + len(word))])])


def test_joined_examples_keep_their_words() -> None:
    parts = [_example("She left early.", "left"), _example("They may stay.", "stay"), _example("Rain fell.", "fell")]
    joined = together(parts, characters=35)
    assert [example.text for example in joined] == ["She left early.\n\nThey may stay.", "Rain fell."]
    first = joined[0]
    assert [first.text[slice(*frame.cue)] for frame in first.frames] == ["left", "stay"]
    assert [first.text[slice(*frame.roles["cause"][0])] for frame in first.frames] == ["She", "The"]
    assert [first.text[slice(*mentions[0])] for _, mentions in first.chains] == ["left", "stay"]


@needs_shared
@pytest.mark.parametrize("name", every())
def test_an_adapter_gives_sound_examples(name: str) -> None:
    adapter = importlib.import_module(f"train.data.{name}")
    train, dev = adapter.load_examples(SHARED)
    assert train
    for example in [*train, *dev]:
        assert example.kinds <= set(adapter.ASIDE)
        for frame in example.frames:
            assert frame.kind in adapter.ASIDE
            assert set(frame.roles) <= set(adapter.ASIDE[frame.kind])
            for start, end in [frame.cue, *(span for spans in frame.roles.values() for span in spans)]:
                assert 0 <= start < end <= len(example.text)
        for _, mentions in example.chains:
            assert all(example.text[start:end].strip() for start, end in mentions)


@needs_shared
def test_no_development_text_is_learned_from() -> None:
    from train.data import ledgers

    _, dev = ledgers.load_examples(SHARED)
    openings = {" ".join(example.text.split()[:25]) for example in dev}
    for name in ["ledgers", *every()]:
        for example in importlib.import_module(f"train.data.{name}").load_examples(SHARED)[0]:
            assert " ".join(example.text.split()[:25]) not in openings, f"{name}: {example.id}"


def test_annotation_goes_apart_from_its_text_and_together_again(tmp_path: Path) -> None:
    document = load(GOLD / "opinion" / "op07.txt")
    (tmp_path / "set").mkdir()
    row = {"id": document.id, "text": document.text + " And more."}
    (tmp_path / "set" / "part.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "set.part.jsonl").write_text(json.dumps(standoff.stripped(document)) + "\n", encoding="utf-8")
    (again,) = standoff.documents(tmp_path, tmp_path)
    assert again.text == document.text
    assert [(e["at"], e["cue"], e["in"], e["fact"]) for e in again.entries] == [
        (e["at"], e["cue"], e["in"], e["fact"]) for e in document.entries
    ]
    assert [a["mentions"] for a in again.actors] == [a["mentions"] for a in document.actors]
    (tmp_path / "set" / "part.jsonl").write_text(json.dumps(row | {"text": "Another text."}) + "\n", encoding="utf-8")
    with pytest.raises(SaysoError, match="not the text"):
        standoff.documents(tmp_path, tmp_path)


def test_nothing_that_is_annotated_apart_holds_words() -> None:
    values = {"what", "id", "kind", "fact", "author", "type", "mode", "tense", "act", "polarity", "effect", "relation", "subject", "object"}
    for path in standoff.WHERE.rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            for entry in json.loads(line)["entries"]:
                for key, value in entry.items():
                    assert key in values or not isinstance(value, str), f"{path.name}: {key}"


def test_a_teacher_reads_nothing_that_is_held_out(tmp_path: Path) -> None:
    gold, days = tmp_path / "gold", tmp_path / "articles" / "current-events-2026"
    (gold / "attribution").mkdir(parents=True)
    story = "The ministers of both countries met in Osk to sign a treaty."
    (gold / "attribution" / "polnear_train.jsonl").write_text(
        json.dumps({"id": "a", "text": f"A title\n{story}\nMore."}) + "\n", encoding="utf-8"
    )
    with pytest.raises(SaysoError, match="no texts here"):
        unannotated.texts(gold, [])
    days.mkdir(parents=True)
    (days / "2026-01-01.txt").write_text("A quiet day.", encoding="utf-8")
    assert [example.id for example in unannotated.texts(gold, [])] == ["2026-01-01", "a"]
    assert [example.id for example in unannotated.texts(gold, [f"{story}\nAnd then."])] == ["2026-01-01"]
