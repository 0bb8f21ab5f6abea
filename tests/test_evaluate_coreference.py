"""Coreference measures, on the examples that the papers and the reference scorer work through."""

from itertools import permutations
from random import Random

import pytest

from sayso.evaluate.coreference import Conll, most


def conll(key: list[str], response: list[str]) -> Conll:
    score = Conll()
    score.add([frozenset(c) for c in key], [frozenset(c) for c in response])
    return score


def test_perfect() -> None:
    assert conll(["abc", "de", "f"], ["abc", "de", "f"]).f1 == 1.0


def test_one_cluster_too_wide() -> None:
    # Bagga and Baldwin 1998: 12345, 67, 89ABC; the response joins the last two groups.
    score = conll(["12345", "67", "89ABC"], ["12345", "6789ABC"])
    assert (score.muc.precision, score.muc.recall) == (9 / 10, 1.0)
    assert score.b3.precision == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12)  # .762
    assert score.b3.recall == 1.0


def test_mentions_without_a_twin() -> None:
    # Pradhan et al. 2014, figure 1: key {a b c} {d e f g}, response {a b} {c d} {f g h i}.
    score = conll(["abc", "defg"], ["ab", "cd", "fghi"])
    assert score.muc.recall == pytest.approx(2 / 5)
    assert score.muc.precision == pytest.approx(2 / 5)
    assert score.b3.recall == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7)  # .417
    assert score.b3.precision == pytest.approx((4 / 2 + 1 / 2 + 1 / 2 + 4 / 4) / 8)  # .5
    assert score.ceafe.right == pytest.approx(0.8 + 0.5)
    assert score.ceafe.precision == pytest.approx(1.3 / 3)  # .433
    assert score.ceafe.recall == pytest.approx(1.3 / 2)  # .65


def test_nothing_given() -> None:
    assert conll(["ab"], []).f1 == conll([], ["ab"]).f1 == conll([], []).f1 == 0.0


def test_the_best_assignment() -> None:
    rng = Random(1)
    for _ in range(200):
        rows, columns = rng.randint(1, 5), rng.randint(1, 5)
        weights = [[rng.choice((0.0, rng.random())) for _ in range(columns)] for _ in range(rows)]
        if rows <= columns:
            tried = (sum(weights[i][j] for i, j in enumerate(p)) for p in permutations(range(columns), rows))
        else:
            tried = (sum(weights[i][j] for j, i in enumerate(p)) for p in permutations(range(rows), columns))
        assert most(weights) == pytest.approx(max(tried))


def test_clusters_that_share_nothing_are_matched_apart() -> None:
    random = Random(1)
    for _ in range(50):
        one, other = ([random.randrange(9) for _ in range(12)] for _ in range(2))
        key, response = (
            [c for n in range(9) if (c := frozenset(m for m in range(12) if cut[m] == n and m % k))] for cut, k in ((one, 5), (other, 3))
        )
        score = Conll()
        score.add(key, response)
        assert score.ceafe.right == pytest.approx(most([[2 * len(k & r) / (len(k) + len(r)) for r in response] for k in key]))
