"""How often what stands in for a side is right, worked out by hand."""

from pathlib import Path
from typing import Any

import pytest

from sayso import evaluate
from sayso.evaluate.dyads import verdicts
from sayso.evaluate.gold import GoldDocument, Offsets
from sayso.evaluate.measure import MissingGold
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Document, Mention

TEXT = "Peru and Chile met. Peru and Ecuador traded. Peru and Bolivia talked."
DOCUMENT = Document.of(TEXT, id="d")


def at(words: str, before: str | None = None) -> Offsets:
    start = TEXT.rindex(words, 0, TEXT.index(before)) if before else TEXT.index(words)
    return start, start + len(words)


def event(cue: str, other: str) -> Event:
    """Peru and another who do something together."""
    actors = tuple(Mention(*at(name, cue), name, name) for name in ("Peru", other))
    span = DOCUMENT.span(*at(cue))
    return Event(
        id=cue, document="d", evidence=span, cue=span, attributions=(), factuality="CT+", author_factuality="CT+", when=None,
        confidence=1.0, made_by="hand", event_type="CONSULT", actors=actors,
    )  # fmt: skip


def gold(cue: str, **roles: list[Offsets]) -> dict[str, Any]:
    blank: dict[str, Any] = {"actors": [], "recipients": [], "place": [], "time": [], "counts": [], "in": []}
    return {"id": cue, "kind": "event", "at": at(cue), "cue": at(cue), "fact": "CT+"} | blank | roles


def test_verdicts() -> None:
    entries = [gold("met", recipients=[at("Chile")]), gold("traded", recipients=[at("Chile")]), gold("talked", actors=[at("Bolivia")])]
    actors = [{"id": "A", "name": "Chile", "type": "state", "mentions": [at("Chile")]}]
    found = Ledger(DOCUMENT, (), (event("met", "Chile"), event("traded", "Ecuador"), event("talked", "Bolivia")))
    assert verdicts(GoldDocument("d", TEXT, entries, actors), found) == {
        ("recipients", "joint", verdict): 1 for verdict in ("right", "other", "none")
    }


def test_without_gold(tmp_path: Path) -> None:
    with pytest.raises(MissingGold):
        evaluate.run("dyads", tmp_path)
