"""Tokens keep their way back to the text; windows cover it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.encoder import WEIGHTS
from sayso.tokens import BREAK, Tokenizer, shape, windows

TOKENIZER = Tokenizer(WEIGHTS / "tokenizer.json")


@given(st.text(max_size=300))
@example("a \uc990\uc990 b")
def test_offsets_are_in_order_and_name_characters(text: str) -> None:
    tokens = TOKENIZER(text)
    assert len(tokens.ids) == len(tokens.shapes) == len(tokens.offsets)
    last = 0
    for token, (start, end) in zip(tokens.ids, tokens.offsets.tolist(), strict=True):
        assert last <= start <= end <= len(text)
        assert (start == end) == (token == BREAK)
        last = end


def test_a_paragraph_break_is_a_token_and_a_word_keeps_its_shape() -> None:
    tokens = TOKENIZER("The US Ghorazani army.\n\nIt fled in 2019.")
    assert list(tokens.ids).count(BREAK) == 1
    word = {tokens.shapes[i] for i in range(*tokens.inside(7, 16))}  # type: ignore[misc]
    assert word == {2}, "every piece of a capitalised word is capitalised"
    assert [shape(w) for w in ("us", "US", "Us", "7", ".", "A")] == [1, 3, 2, 4, 0, 2]


@pytest.mark.parametrize(("start", "end", "words"), [(4, 6, "us"), (0, 3, "the"), (3, 4, None), (900, 901, None)])
def test_inside(start: int, end: int, words: str | None) -> None:
    text = "the us army"
    span = TOKENIZER(text).inside(start, end)
    offsets = TOKENIZER(text).offsets
    assert (text[offsets[span[0], 0] : offsets[span[1] - 1, 1]] if span else None) == words


@given(st.lists(st.sampled_from([5, BREAK, 1012, 2000]), min_size=1, max_size=500), st.integers(4, 60), st.integers(1, 60))
def test_windows_cover_all_tokens_once(ids: list[int], size: int, first: int) -> None:
    found = windows(np.array(ids), size, min(first, size))
    assert found[0][0] == 0
    assert found[-1][1] == len(ids)
    assert all(a < b and b - a <= size for a, b in found)
    assert all(left[1] == right[0] for left, right in pairwise(found))


def test_windows_end_at_paragraphs_and_sentences() -> None:
    ids = np.full(20, 5)
    ids[8] = BREAK
    assert windows(ids, 10)[0] == (0, 8)
    ids[8] = 1012
    assert windows(ids, 10)[0] == (0, 9)
