"""ECB+ as a gold set: clusters over documents, heads, what stands for what."""

from pathlib import Path
from typing import Any

import pytest

from sayso import evaluate
from sayso.evaluate.ecbplus import Side, events, participants
from sayso.evaluate.measure import MissingGold


def test_clusters_reach_over_documents() -> None:
    side = Side()
    side.add("a", {(4, 8): "navy", (20, 24): "crew"}, {(0, 8): ((4, 8), "NAVY"), (15, 24): ((20, 24), "crew-1")})
    side.add("b", {(0, 4): "navy"}, {(0, 4): ((0, 4), "NAVY")})
    assert side.score().f1 == 1.0
    side.add("c", {(0, 4): "navy"}, {(0, 4): ((0, 4), "another")})
    assert side.score().muc.recall == 0.5


def test_a_mention_has_one_twin() -> None:
    side = Side()
    side.add("a", {(4, 8): "navy"}, {(0, 8): ((4, 8), "NAVY"), (0, 30): ((4, 8), "NAVY"), (40, 44): ((40, 44), "crew")})
    assert (side.score().b3.gold, side.score().b3.predicted) == (1, 3)
    assert (side.score(shared=True).b3.gold, side.score(shared=True).b3.predicted) == (1, 1)


def test_what_is_read() -> None:
    event: dict[str, Any] = {"kind": "event", "evidence": {"start": 0, "end": 9}}
    rows: list[dict[str, Any]] = [
        event | {"id": "e1", "cue": {"start": 0, "end": 4}},
        event | {"id": "e2", "cue": None},
        event
        | {"id": "e3", "cue": {"start": 20, "end": 24}, "actors": [{"start": 30, "end": 45, "text": "the navy of Sud", "actor": "N"}]},
        {"kind": "link", "relation": "same", "subject": "e3", "object": "e1"},
    ]
    assert list(events(rows)) == [((0, 4), (0, 4), "e1"), ((0, 9), (0, 9), "e2"), ((20, 24), (20, 24), "e1")]
    assert list(participants(rows)) == [((30, 45), (34, 38), "N")]


def test_without_gold(tmp_path: Path) -> None:
    with pytest.raises(MissingGold):
        evaluate.run("ecbplus", tmp_path)
