"""Figures on sets whose conventions the weights learn beside ours: Causal News Corpus, UDS-It-Happened, CommitmentBank."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso import encoder
from sayso.evaluate import cnc, commitmentbank, uds
from sayso.evaluate.measure import MissingGold
from sayso.frames import Decoder

TEXT = "Crowds burned tyres because fuel ran out, so shops closed."


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_relations_are_paired_so_that_most_spans_agree() -> None:
    one = {"cause": [span("fuel ran out")], "effect": [span("Crowds burned tyres")], "signal": [span("because")]}
    two = {"cause": [span("fuel ran out")], "effect": [span("shops closed")], "signal": [span("so")]}
    score = cnc.Score()
    score.add(TEXT, [one, two], [two, one | {"signal": []}])
    assert (score.all_spans.right, score.all_spans.predicted, score.all_spans.gold) == (5, 5, 6)
    assert score.sentences.f1 == 1


def test_a_span_counts_only_whole_and_punctuation_does_not() -> None:
    gold = {"cause": [span("fuel ran out")], "effect": [span("shops closed")]}
    score = cnc.Score()
    score.add(TEXT, [gold], [{"cause": [span("fuel ran out,")], "effect": [span("closed")]}])
    assert (score.spans["cause"].right, score.spans["effect"].right) == (1, 0)
    score.add(TEXT, [], [gold])
    assert (score.sentences.right, score.sentences.predicted, score.sentences.gold) == (1, 2, 1)


def test_agreement_is_pearsons_and_absolute() -> None:
    table = uds.agreement([1.0, 2.0, 3.0], [2.0, 4.0, 6.0])
    assert [round(float(row[1] or 0), 6) for row in table.rows] == [1.0, 2.0]


def test_every_item_is_predicted_from_the_other_folds() -> None:
    x = np.eye(10)[:, :5] + np.eye(10, 5, k=-5)  # items five apart are alike, and fall into one fold
    assert np.abs(commitmentbank.folded(x, np.arange(10.0))).max() == 0


@pytest.mark.parametrize("module", [cnc, uds, commitmentbank])
def test_a_set_that_is_not_there_is_told(module: object, tmp_path: Path) -> None:
    with pytest.raises(MissingGold, match="no such file"):
        module.run(tmp_path)  # type: ignore[attr-defined]


def test_shares_of_a_label_sum_to_one() -> None:
    scores = encoder.load()(TEXT)
    shares = Decoder(TEXT, scores).weigh("event", "factuality", [(1, 2), (5, 6)])
    assert shares.shape == (2, len(scores.inventory.values["factuality"]))
    assert np.allclose(shares.sum(1), 1, atol=1e-5)
