"""Text in capitals and with lines of a fixed width, read as running text."""

from __future__ import annotations

import pytest

from sayso.casing import in_capitals, restored
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Document, Mention, Span
from sayso.unwrapping import unwrapped
from sayso.wires import as_written, readable

WIRE = """   LIMA, 4 MAR 90 (EFE) -- [TEXT] HOODED MEN SHOT DEAD TWO
PEASANTS NEAR THE TOWN OF HUANTA TODAY.  THE SHINING PATH
CLAIMED RESPONSIBILITY FOR IT, AND THE U.S. EMBASSY IN THE
UNITED KINGDOM DENIED THAT D'AUBUISSON'S GUARD WAS
THERE.

   COLONEL PONCE OF THE 1ST BRIGADE OF THE ARMY [EPS] SAID
THAT THE EPS WOULD GO IN MAY 1990.
"""
PLAIN = """   Lima, 4 Mar 90 (EFE) -- [text] hooded men shot dead two peasants near the town of Huanta today.  The Shining Path \
claimed responsibility for it, and the U.S. embassy in the United Kingdom denied that D'Aubuisson's guard was there.

   Colonel Ponce of the 1st Brigade of the army [EPS] said that the EPS would go in May 1990.
"""


def test_a_wire() -> None:
    text = readable(Document.of(WIRE)).text
    assert len(text) == len(WIRE)
    words, expected = text.split(), PLAIN.replace("\\\n", "").split()
    assert [w for w, e in zip(words, expected, strict=True) if w.casefold() != e.casefold()] == []
    for name in ("Lima,", "Huanta", "Shining", "Path", "U.S.", "United", "Kingdom", "D'Aubuisson's", "Ponce", "[EPS]", "1st", "May", "Mar"):
        assert name in words
    for word in ("men", "peasants", "town", "claimed", "responsibility", "denied", "go", "said", "of", "the"):
        assert word in words
    assert text.count("\n") == 3  # one between the paragraphs, with its blank line, and one at the end


@pytest.mark.parametrize("text", ["The US said so. NATO and the EU agreed, and no more was said of it.", "NATO", ""])
def test_other_texts_keep_their_case(text: str) -> None:
    assert restored(text) == text
    assert not in_capitals(text)


@pytest.mark.parametrize(
    "text",
    [
        "A paragraph that is one long line, whatever its length may be, as pages on the web have it.\nAnd another one of these.\n" * 3,
        "Short lines\nof a poem\nor a list\nof things\nare left\nalone.\nEach ends.\n" + "x" * 120,
        "Sentences end with their lines.\nThis one does so too.\nAnd this as well, always.\nNobody broke them.\nNot one.\n",
    ],
)
def test_other_texts_keep_their_lines(text: str) -> None:
    assert unwrapped(text) == text


def test_items_and_indented_lines_begin_anew() -> None:
    text = "the first line of this text goes on in the\nsecond line of it, which itself goes on in\n"
    text += "the third line, and so on, until there is\n"
    text += "the fourth of them, with a list after that\n1. one item of a list\n- another item\n  an indented line\n"
    assert unwrapped(text).count("\n") == 4


def test_what_is_found_keeps_the_words_as_written() -> None:
    document = Document.of(WIRE, id="d")
    plain = readable(document)
    at = plain.text.index("two peasants")
    span = Span(at, at + 12, "two peasants")
    entry = Event(
        id="e", document="d", evidence=span, cue=span, attributions=(), factuality="CT+", author_factuality="CT+", when=None,
        confidence=1.0, made_by="hand", recipients=(Mention(at, at + 12, "two peasants", "a"),),
    )  # fmt: skip
    ledger = as_written(Ledger(plain, (), (entry,)), document)
    (read,) = ledger.of("event")
    assert isinstance(read, Event)
    assert read.recipients == (Mention(at, at + 12, "TWO\nPEASANTS", "a"),)
    assert all(document.holds(s) for s in read.spans())
