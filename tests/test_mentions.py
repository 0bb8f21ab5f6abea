"""What two mentions' words have in common, and how scores become chains."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.mentions import FEATURES, Wording, chains, features

NAMES = (
    *("same", "head", "inside", "initials", "pronoun", "same_pronoun", "other_pronoun"),
    *("definite", "pronoun_before", "nested", "between", "different"),
)


def pair(earlier: str, later: str) -> dict[str, float]:
    wordings = [Wording(0, len(earlier), earlier), Wording(len(earlier) + 1, len(earlier) + 1 + len(later), later)]
    return dict(zip(NAMES, features(wordings)[1, 0].tolist(), strict=True))


@pytest.mark.parametrize(
    ("earlier", "later", "true"),
    [
        ("the Nizam Council", "Nizam Council", {"same"}),
        ("the Nizam Council", "the council", {"head", "inside"}),
        ("Rising Paddy Army", "the RPA", {"initials"}),
        ("Rising Paddy Army", "it", {"pronoun"}),
        ("they", "their", {"pronoun", "same_pronoun"}),
        ("he", "them", {"pronoun", "other_pronoun"}),
        ("the ministry", "the group", {"definite"}),
        ("she", "Mae Chanthi", {"pronoun_before"}),
        ("Ghorazan", "Pardesh", {"different"}),
    ],
)
def test_features(earlier: str, later: str, true: set[str]) -> None:
    found = pair(earlier, later)
    assert len(found) == FEATURES
    assert {name for name, value in found.items() if value and name != "between"} == true


def test_chains_take_the_best_antecedent_above_zero() -> None:
    scores = np.full((4, 4), -1.0, np.float32)
    scores[2, 0] = 2.0
    scores[3, 2] = 0.5
    scores[3, 1] = 0.2
    assert chains(scores) == [[0, 2, 3], [1]]
