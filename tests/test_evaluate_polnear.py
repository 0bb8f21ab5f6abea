"""PolNeAR's measures: figures worked out by hand, and the reference scorer's on the same predictions."""

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import sayso.evaluate as evaluate
from sayso.evaluate.polnear import ROLES, Score, attributions, quoted

SHARED = Path(__file__).resolve().parents[2] / "shared" / "gold" / "attribution"

TEXT = 'Ministers said that rebels had fled. "We stayed," the rebels said. A witness agreed.'


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def attribution(source: str, cue: str, content: str) -> dict[str, list[tuple[int, int]]]:
    return {"source": [at(source)], "cue": [at(cue)], "content": [at(content)] if content else []}


GOLD = [
    attribution("Ministers", "said", "that rebels had fled"),
    attribution("the rebels", "rebels said", '"We stayed,"'),
    attribution("A witness", "agreed", ""),
]


def test_figures() -> None:
    score = Score()
    given = [
        attribution("Ministers", "said", "rebels had fled"),  # three of four words: overlap, not exact
        attribution("Ministers", "rebels said", "We stayed"),  # another source
    ]
    score.add(TEXT, GOLD, given)
    assert (score.exact["source"].precision, score.exact["source"].recall) == (1.0, 1 / 3)  # one set each, given twice
    assert (score.exact["cue"].precision, score.exact["cue"].recall) == (1.0, 2 / 3)
    assert (score.exact["content"].precision, score.exact["content"].recall) == (1 / 2, 1 / 2)
    assert score.link_exact.f1 == 0.0
    assert (score.link_overlap.precision, score.link_overlap.recall) == (1 / 2, 1 / 2)
    assert {k: (s.right, s.of) for k, s in score.recall.items()} == {"indirect": (1, 1), "direct": (0, 1)}


def test_perfect() -> None:
    score = Score()
    score.add(TEXT, GOLD, GOLD)
    assert score.link_exact.f1 == score.link_overlap.f1 == score.exact["cue"].f1 == 1.0


def test_statements_as_attributions() -> None:
    def spans(words: str) -> dict[str, int]:
        return dict(zip(("start", "end"), at(words), strict=True))

    rows: list[dict[str, Any]] = [
        {"kind": "statement", "speakers": [spans("Ministers")], "cue": spans("said"), "content": [spans("rebels had fled")]},
        {"kind": "statement", "speakers": [], "cue": None, "content": [spans("We stayed")]},
        {"kind": "statement", "speakers": [spans("A witness")], "cue": spans("agreed"), "content": []},
        {"kind": "event", "cue": spans("fled")},
    ]
    assert list(attributions(rows, TEXT)) == [GOLD[0], {"source": [], "cue": [], "content": [at("We stayed")]}]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('a "b" c', '"b"'),
        ("a “b” c", "“b”"),
        ('a "b\nc', '"b'),  # a paragraph ends what nobody closed
        ('"b\n\n"c" d', '"b\n\n"'),  # unless the next one opens: then its mark closes, as in the reference
    ],
)
def test_quoted(text: str, inside: str) -> None:
    assert "".join(c for c, q in zip(text, quoted(text), strict=True) if q)[: len(inside)] == inside


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/gold/attribution beside the repository")
def test_the_reference_scorer_gives_the_same_figures(tmp_path: Path) -> None:
    gold = [json.loads(line) for line in (SHARED / "polnear_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    rng = random.Random(1)
    score, lines = Score(), []
    for document in gold:
        given = [_moved(a, len(document["text"]), rng) for a in document["attributions"] if rng.random() < 0.8]
        score.add(document["text"], document["attributions"], given)
        lines.append(json.dumps({"id": document["id"], "attributions": given}))
    (tmp_path / "given.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "polnear_dev.jsonl"), str(tmp_path / "given.jsonl")]
    subprocess.run([*command, "--json", str(tmp_path / "out.json")], check=True, capture_output=True)
    reference: dict[str, Any] = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    ours = {f"{role} exact": tally for role, tally in score.exact.items()}
    ours |= {"link exact": score.link_exact, "link overlap": score.link_overlap}
    for name, tally in ours.items():
        mine = [round(100 * x, 1) for x in (tally.precision, tally.recall, tally.f1)]
        assert mine == [reference[name][k] for k in "PRF"], name
    assert {k: {"R": round(100 * (s.value or 0), 1), "n": s.of} for k, s in score.recall.items()} == reference["recall by type"]


def _moved(attribution: dict[str, Any], length: int, rng: random.Random) -> dict[str, Any]:
    def moved(span: list[int]) -> list[int]:
        if rng.random() < 0.5:
            return span
        start = max(0, span[0] + rng.randint(-8, 8))
        return [start, max(start + 1, min(length, span[1] + rng.randint(-8, 8)))]

    return {role: [moved(s) for s in attribution.get(role) or [] if rng.random() < 0.95] for role in ROLES}


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/gold/attribution beside the repository")
def test_listed_documents_only(tmp_path: Path) -> None:
    first = json.loads((SHARED / "polnear_dev.jsonl").read_text(encoding="utf-8").split("\n")[0])["id"]
    (tmp_path / "LIST").write_text(first, encoding="utf-8")
    (report,) = evaluate.run("polnear", SHARED.parent, tmp_path / "LIST", predicted=tmp_path)
    assert re.fullmatch("PolNeAR: 1 documents", report.heading)
