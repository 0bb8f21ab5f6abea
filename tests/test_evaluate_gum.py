"""GUM as a gold set: which links make a chain, and what is counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from sayso import evaluate
from sayso.evaluate.gum import WHERE, gold, score
from sayso.evaluate.measure import MissingGold

SHARED = Path(__file__).parents[2] / "shared" / "gold"


def record(text: str, words: list[str], links: list[tuple[str, int, int]]) -> dict[str, Any]:
    entities, at = [], 0
    for i, mention in enumerate(words):
        at = text.index(mention, at)
        entities.append({"id": str(i), "start": at, "end": at + len(mention)})
    return {"id": "d", "text": text, "entities": entities, "coref": [{"type": t, "src": str(a), "tgt": str(b)} for t, a, b in links]}


def test_bridges_join_nothing() -> None:
    told = record("The army left . It said its guns fell silent .", ["The army", "It", "its guns"], [("ana", 0, 1), ("bridge:def", 1, 2)])
    assert sorted(sorted(map(str, chain)) for chain in gold(told)) == [["0", "1"], ["2"]]


def test_given_mentions_are_linked(tmp_path: Path) -> None:
    text = "Odran Velishka spoke on Monday . Odran Velishka left ."
    told = record(text, ["Odran Velishka", "Monday", "Odran Velishka"], [("coref", 0, 2)])
    found = score([told])
    assert found.all.f1 == found.chains.f1 == 1.0
    path = tmp_path / WHERE
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(told) + "\n", encoding="utf-8")
    (report,) = evaluate.run("gum", tmp_path)
    assert report.tables[0].rows[3] == ("all: CoNLL", None, None, 1.0)


def test_no_mentions() -> None:
    assert score([record("Nothing .", [], [])]).all.f1 == 0.0


def test_without_gold(tmp_path: Path) -> None:
    with pytest.raises(MissingGold):
        evaluate.run("gum", tmp_path)


@pytest.mark.skipif(not (SHARED / WHERE).exists(), reason="needs ../shared/gold")
def test_gum() -> None:
    line = next(line for line in (SHARED / WHERE).open(encoding="utf-8") if "GUM_news_homeopathic" in line)
    assert score([json.loads(line)]).all.f1 > 0.65
