from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.quantities import find, resolve

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "quantities.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
GOLD = Path(__file__).parents[2] / "shared" / "gold" / "sayso"
FOUND = [
    "On 25 July 2022 [more than 1,800] prisoners and [at least nine] guards left in 2016 at 10:30.",
    "[Dozens] of men aged 15, [two or three] of them wounded, fled [12] villages; a 3-year-old died.",
    "[Between 30 and 40] men and [40-50] tanks crossed 12 km of road, 15 per cent of it for $4 million.",
    "[No one] died and [nobody] was hurt: [no] casualties; no doubt about it.",
    "One day the one man met [one] of them.",
    "In 2014 [3,000] left; Resolution 2254 and Article 5 were read; T-72s came. On 3 March. [Ten] stayed.",
    "[Some two dozen] and [tens of thousands], [half a million] or [several hundred].",
    "At 0512 on 20 and 21 November [two] of them fell.",
    "Test scores fell; [scores] of men did too.",
]
VOCABULARY = """
at least more than up to nearly about some between and to or - 0 1 12 1,800 2016 3.5 million
thousand hundred dozen dozens of tens two forty a few several no one another % $ years men soldiers , half
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_words_commit_to_bounds(case: list[str]) -> None:
    words, *expected = case
    bounds = None if expected == ["-"] else tuple(None if n == "-" else int(n) for n in expected)
    assert resolve(words) == bounds


@pytest.mark.parametrize("marked", FOUND)
def test_finds_counts_and_nothing_else(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    expected = [piece.split("]")[0] for piece in marked.split("[")[1:]]
    assert [text[s:e] for s, e in find(text)] == expected


@given(st.one_of(st.text(), WORDS))
def test_any_words_give_ordered_bounds_or_none(words: str) -> None:
    bounds = resolve(words)
    if bounds:
        low, high = bounds
        assert low >= 0
        assert high is None or low <= high


@given(st.one_of(st.text(), WORDS), st.integers(0, 30), st.integers(0, 30))
def test_spans_lie_in_the_stretch_in_order(text: str, start: int, length: int) -> None:
    spans = find(text, start, start + length)
    assert all(start <= s < e <= min(start + length, len(text)) for s, e in spans)
    assert spans == sorted(spans)


@pytest.mark.skipif(not GOLD.is_dir(), reason="needs ../shared/gold")
def test_gold_counts_that_begin_with_a_figure_resolve() -> None:
    """What has digits and no unit of money, time, share or measure is a count."""
    uncounted = r"$£€¥₿%"
    units = ("year", "month", "percent", "per cent", "kroner", "euros", "crowns", "marks", "florins", "square", "vote", "Ayes")
    counts = {
        c["text"] for path in GOLD.glob("*/*.jsonl") for line in path.open(encoding="utf-8") for c in json.loads(line).get("counts") or ()
    }
    figures = [w for w in counts if any(c.isdigit() for c in w) and not any(c in w for c in uncounted) and not any(u in w for u in units)]
    assert figures
    assert [w for w in figures if resolve(w) is None] == []
