"""What two mentions' words have in common, and how scores become chains."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.mentions import FEATURES, Wording, apart, chains, clues, features, weights

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


def test_a_mention_joins_no_chain_that_holds_what_it_surely_is_not() -> None:
    scores = np.full((4, 4), -1.0, np.float32)
    scores[1, 0] = 2.0
    scores[3, 1] = 1.0
    scores[3, 0] = -np.inf
    assert chains(scores) == [[0, 1], [2], [3]]
    scores[3, 2] = 0.1
    assert chains(scores) == [[0, 1], [2, 3]]


def spoken(earlier: str, later: str) -> dict[str, float]:
    """The clues that are not 0 for the later of two mentions, the first a sentence before the second."""
    text = f"{earlier} left . {later}"
    wordings = [Wording(0, len(earlier), earlier), Wording(text.rindex(later), len(text), later)]
    types = np.array([[0.5, 0.5]] * 2, np.float32)
    found = clues(wordings, features(wordings), types, 1, np.array([0, 1]))
    return {name: value for name, matrix in found if (value := float(np.broadcast_to(matrix, (2, 2))[1, 0]))}


@pytest.mark.parametrize(
    ("earlier", "later", "spoke", "silent"),
    [
        ("11 monks", "the lieutenants", {"definite, unlike"}, {"other number"}),
        ("two protesters", "the protester", {"other number"}, {"other number, a pronoun"}),
        ("the northern army", "the southern army", {"same head, both differ"}, {"same name"}),
        ("Odran Velishka", "they", {"they"}, {"other number"}),
        ("the minister", "they", {"other number", "other number, a pronoun"}, set()),
        ("Odran Velishka", "Odran Velishka", {"same name", "same words, several"}, {"other number"}),
        ("a soldier", "a soldier", {"same words, indefinite", "same words, indefinite before"}, {"same name"}),
        ("the crowd", "these people", {"pointing word"}, set()),
    ],
)
def test_clues(earlier: str, later: str, spoke: set[str], silent: set[str]) -> None:
    found = spoken(earlier, later)
    assert spoke <= found.keys(), found
    assert not silent & found.keys(), found


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("she", "s"),
        ("their", "p"),
        ("Beni and Orlo", "p"),
        ("police", "p"),
        ("a crowd", "s"),
        ("Hamas", ""),
        ("troops", "p"),
        ("the crisis", "s"),
    ],
)
def test_number(words: str, number: str) -> None:
    assert apart(words).number == number


def test_the_weights_are_known_clues() -> None:
    wordings = [Wording(0, 3, "she")]
    names = {name for name, _ in clues(wordings, features(wordings), np.ones((1, 1), np.float32), 0, np.zeros(1, np.int64))}
    assert {"learned", "bias"} <= weights().keys() <= names | {"learned", "bias"}
