from __future__ import annotations

import csv
import json
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import contexts

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "contexts.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
with (files("sayso.data") / "contexts.csv").open(encoding="utf-8") as lines:
    TABLE = {row["context"]: row["words"].split(";") for row in csv.DictReader(lines)}
VOCABULARY = Path(__file__).parents[2] / "shared" / "gold" / "events" / "plover_2021_vocab.json"


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[c[0] for c in CASES])
def test_words_name_their_contexts_and_no_other(words: str, expected: str) -> None:
    assert contexts.find(words) == (() if expected == "-" else tuple(expected.split()))


def test_rows_are_plovers_contexts_in_its_order() -> None:
    if not VOCABULARY.exists():
        pytest.skip(f"no vocabulary at {VOCABULARY}")
    assert [c for c in TABLE if c != "none"] == json.loads(VOCABULARY.read_text(encoding="utf-8"))["contexts"]


@pytest.mark.parametrize("context", TABLE)
def test_every_word_of_the_table_is_read(context: str) -> None:
    for word in TABLE[context]:
        expected = {c for c, words in TABLE.items() if word in words} - {"none"}
        said = f"Orlo{word}" if word.startswith("'") else word.rstrip("*")
        assert set(contexts.find(said)) == expected - ({"crime"} if expected & contexts.SPECIFIC_CRIMES else set()), word


@pytest.mark.parametrize("context", TABLE)
def test_words_are_lower_case_once_and_starred_only_at_the_end(context: str) -> None:
    words = TABLE[context]
    assert len(words) == len(set(words))
    for word in words:
        assert word
        assert word == " ".join(word.lower().split())
        assert "-" not in word, "a space stands for a hyphen too"
        assert "*" not in word[:-1]


def test_every_context_has_a_case() -> None:
    assert {c for _, expected in CASES for c in expected.split()} - {"-"} == set(TABLE) - {"none"}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert set(contexts.find(text)) <= set(TABLE) - {"none"}
