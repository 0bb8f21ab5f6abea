"""Spans are read from scores as their docstrings say."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.frames import NEVER, Spans, runs, sure


def spans(begin: list[float], go_on: list[float], least: float = 0.0, never: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    ends = np.zeros(len(begin), np.float32)
    ends[list(never)] = NEVER
    found = Spans(np.array([[begin]], np.float32), np.array([[go_on]], np.float32), ends[None]).all(0, 0, least)
    return [(first, end) for _, first, end in found]


@pytest.mark.parametrize(
    ("begin", "go_on", "expected"),
    [
        ([-5, 3, -5, -5, -5], [-5, -5, 4, 4, -5], [(1, 4)]),
        ([-5, 3, -5, -5, -5], [-5, -5, 4, -1, 2], [(1, 5)]),  # a clause holds over one weak token
        ([-5, 3, -5, -5, -5], [-5, -5, 4, -3, 2], [(1, 3)]),  # but not over a strong break
        ([2, -5, -5, 3, -5], [-9, 1, -9, -9, 2], [(0, 2), (3, 5)]),  # two fillers
        ([-1, -2, -1, -2, -1], [-1, -1, -1, -1, -1], []),
    ],
)
def test_the_best_spans(begin: list[float], go_on: list[float], expected: list[tuple[int, int]]) -> None:
    assert spans(begin, go_on) == expected


def test_a_main_role_may_be_a_little_unlikely() -> None:
    begin, go_on = [-3.0, -1.0, -3.0], [-3.0, -3.0, 0.5]
    assert spans(begin, go_on) == []
    assert spans(begin, go_on, least=-2.0) == [(1, 3)]


def test_no_span_ends_with_an_article() -> None:
    begin, go_on = [3.0, -5.0, -5.0, 1.0], [-5.0, -1.0, -3.0, -5.0]
    assert spans(begin, go_on) == [(0, 1), (3, 4)]
    assert spans(begin, go_on, never=(0,)) == [(0, 2), (3, 4)]
    assert spans(begin, go_on, never=(0, 3)) == [(0, 2)]


def test_runs_of_tags() -> None:
    tags = np.array([[1, 0], [2, 0], [0, 2], [1, 2], [1, 0]])
    assert runs(tags) == [[(0, 2), (3, 4), (4, 5)], [(2, 4)]]


def test_sure_is_the_share_that_is_not_o() -> None:
    assert sure(np.array([0.0, 0.0, 0.0], np.float32)) == pytest.approx(2 / 3)
    assert sure(np.array([-50.0, 9.0, 0.0], np.float32)) == pytest.approx(1.0)
