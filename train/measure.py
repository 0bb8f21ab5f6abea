"""How some weights read annotated documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.evaluate import gold as annotated
from sayso.evaluate.ledger import Score
from sayso.reader import ledger_of


def development(gold: Path) -> list[annotated.GoldDocument]:
    """The documents that ``DEV.txt`` names."""
    root = gold / "sayso"
    return [annotated.load(path) for path in annotated.find([root], root / "DEV.txt")]


def measured(documents: Iterable[annotated.GoldDocument], weights: Path) -> Score:
    """The score of annotated documents as some weights read them."""
    total = Score()
    for document in documents:
        total.add(document, ledger_of(annotated.ledger(document).document, weights).to_dicts())
    return total
