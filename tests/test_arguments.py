"""What Python hands over is checked: a wrong argument is a SaysoError that names it, never a text read by mistake."""

from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.model import ArgumentError, Document, SaysoError

SENTENCE = "The army shelled Orlo on Monday."


@pytest.mark.parametrize(
    "name", ["nope.txt", "Nope.PDF", "news/nope", r"C:\news\nope", "./nope", "https://example.org/nope.html", "feeds/*.xml"]
)
def test_the_name_of_a_file_that_is_not_there_is_no_text(name: str) -> None:
    with pytest.raises(SaysoError) as problem:
        sayso.read(name)
    assert str(problem.value) == f"{name}: no such file or directory"


@pytest.mark.parametrize("text", ["Ceasefire.", "Ceasefire", "U.S.", "He sent nope.txt", "Orlo/Sarn: ceasefire", "a.txt\nb.txt"])
def test_a_text_that_only_looks_like_a_name(text: str) -> None:
    assert sayso.read(text).document.text == text


def test_a_day_may_be_given_as_a_text() -> None:
    (event,) = sayso.read(SENTENCE, published="2022-07-27").events
    assert event.when
    assert str(event.when.first) == "2022-07-25"


@pytest.mark.parametrize(
    ("source", "known", "said"),
    [
        (None, {}, "source: a text, a Path or bytes are wanted, not None"),
        (SENTENCE, {"published": "yesterday"}, "published: 'yesterday' is no day"),
        (SENTENCE, {"publisher": 3}, "publisher: a text is wanted, not 3"),
        (SENTENCE, {"actors": "nope.csv"}, "nope.csv: no such file or directory"),
    ],
)
def test_wrong_arguments_of_read(source: Any, known: dict[str, Any], said: str) -> None:
    with pytest.raises(SaysoError, match=said):
        sayso.read(source, **known)


@pytest.mark.parametrize("confidence", [3, -0.1, "high", None])
def test_a_confidence_is_a_share(confidence: Any) -> None:
    with pytest.raises(ArgumentError, match="a confidence is between 0 and 1, not"):
        sayso.Ledger(Document.of(SENTENCE)).at_least(confidence)


def test_one_path_is_enough(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "empty.txt").touch()
    tally = sayso.add(str(folder / "empty.txt"), str(tmp_path / "x.ledger"), workers=1)
    assert (tally.skipped, tally.unread, tally.first) == (1, 1, [(str(folder / "empty.txt"), "empty")])
    tally = sayso.add(folder, tmp_path / "y.ledger", workers=1)
    assert (tally.skipped, tally.unread) == (1, 0)
