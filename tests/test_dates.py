from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.dates import find, resolve, when
from sayso.model import Document

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "dates.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
FOUND = [
    "On [25 July 2022] the group freed prisoners it had held [since 2012].",
    "May told the court that March on the capital was the second in Sun City; the August body will meet.",
    "The deal was signed by May and read in [March] of all months.",
    "[Yesterday] two men died; [last week] it was four, and [two days ago] none.",
    "It is to end [by the end of the year] or [within sixty days].",
    "Fighting [from 19 to 21 May 2026] followed a truce that began [before dawn on Monday].",
    "In [2016] 2,000 people fled; in 2000 people stayed.",
    "Since the raid the army has lost 1,990 men; in [1990] it lost none.",
    "[In recent years] and [over the past week], as in [the 1990s], little changed.",
    "They must go within seven days of the signing.",
]
VOCABULARY = """
since by before until from to and the end of early last next this past in within two sixty a few days weeks ago May March
25 July 2022 31 February 0000 9999 2016 Monday morning at 10:30 10 a.m. noon on - , yesterday year month spring between
9999999999 century later
"""
WORDS = st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join)
TENSES: list[Literal["past", "future"] | None] = [None, "past", "future"]


def _day(words: str) -> dt.date | None:
    return None if words == "-" else dt.date.fromisoformat(words)


@pytest.mark.parametrize("case", CASES, ids=lambda c: " | ".join(c[:3]))
def test_words_denote_days(case: list[str]) -> None:
    words, published, tense, *expected = case
    reading = resolve(words, _day(published), tense=next((t for t in TENSES if t == tense), None))
    if len(expected) == 1:
        assert reading is None
    else:
        assert reading is not None
        assert (reading.first, reading.last, reading.granularity) == (_day(expected[0]), _day(expected[1]), expected[2])
        assert reading.rule


@pytest.mark.parametrize("marked", FOUND)
def test_finds_times_and_nothing_else(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    expected = [piece.split("]")[0] for piece in marked.split("[")[1:]]
    assert [text[s:e] for s, e in find(text)] == expected


def test_finds_within_a_stretch() -> None:
    text = "On Monday, on Tuesday, on Wednesday."
    assert [text[s:e] for s, e in find(text, 10, 25)] == ["Tuesday"]


def test_when_keeps_the_words() -> None:
    document = Document.of("It fell on Monday, before the rains.", published=dt.date(2022, 7, 29))
    monday = when(document, (8, 17))
    assert (monday.text, monday.first, monday.last, monday.granularity) == ("on Monday", dt.date(2022, 7, 25), dt.date(2022, 7, 25), "day")
    rains = when(document, (19, 35))
    assert (rains.text, rains.first, rains.last, rains.granularity, rains.rule) == ("before the rains", None, None, None, None)
    assert when(Document.of(document.text), (8, 17)).first is None
    with pytest.raises(ValueError, match="no words"):
        when(document, (5, 5))


@given(st.one_of(st.text(), WORDS), st.one_of(st.none(), st.dates()), st.sampled_from(TENSES))
def test_any_words_give_an_ordered_interval_or_none(words: str, published: dt.date | None, tense: Literal["past", "future"] | None) -> None:
    reading = resolve(words, published, tense=tense)
    if reading and reading.first and reading.last:
        assert reading.first <= reading.last


@given(st.one_of(st.text(), WORDS), st.integers(0, 30), st.integers(0, 30))
def test_spans_lie_in_the_stretch_in_order(text: str, start: int, length: int) -> None:
    spans = find(text, start, start + length)
    assert all(start <= s < e <= min(start + length, len(text)) for s, e in spans)
    assert spans == sorted(spans)
    assert all(resolve(text[s:e]) for s, e in find(text))
