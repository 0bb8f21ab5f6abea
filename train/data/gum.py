"""GUM (Zeldes 2017): coreference of everything that is spoken of, in 52 texts of many genres.

Only the chains are learned from: which mentions are one. What counts as a mention there is no matter of ours.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sayso.evaluate.gum import gold as joined
from train.data import Chars, Example, records

ASIDE: dict[str, list[str]] = {}
ACTORS = {"person", "organization", "place"}
SAME = {"coref", "ana", "cata", "appos", "pred"}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/documents/gum``, without those that are development documents of our own gold."""
    own = {Path(name).name for name in (gold / "sayso" / "DEV.txt").read_text(encoding="utf-8").split()}
    parts = []
    for part in ("train", "dev"):
        rows = [r for r in records(gold / "documents" / "gum" / f"coref_{part}.jsonl") if r["id"].lower() not in own]
        parts.append([Example(r["id"], r["text"], [], frozenset(), frozenset(), chains=chains(r)) for r in rows])
    return parts[0], parts[1]


def chains(row: dict[str, Any]) -> list[tuple[str, list[Chars]]]:
    """The chains of persons, organisations and places."""
    entities = {e["id"]: e for e in row["entities"]}
    members = [[entities[i] for i in sorted(chain)] for chain in joined(row, SAME)]
    return [("", [(m["start"], m["end"]) for m in ms]) for ms in members if any(m["type"] in ACTORS for m in ms)]
