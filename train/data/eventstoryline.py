"""EventStoryLine 1.5 (Caselli and Vossen 2017): which event of a story led to which, marked or not.

A relation's cue is the later event and its one role the earlier one. Only the development topics that hold ECB+ texts are here.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records

KIND = "sequel"
ASIDE = {KIND: ["cause"]}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/claims/eventstoryline15``; every eighth text is for development."""
    out: tuple[list[Example], list[Example]] = ([], [])
    for number, row in enumerate(records(gold / "claims" / "eventstoryline15" / "dev.jsonl")):
        spans = {m["id"]: (m["start"], m["end"]) for m in row["mentions"]}
        frames: dict[tuple[int, int], Frame] = {}
        for relation in row["relations"]:
            for first, later in zip(relation["source"], relation["target"], strict=True):
                if relation.get("relType") == "FALLING_ACTION":
                    first, later = later, first
                if first in spans and later in spans:
                    frames.setdefault(spans[later], Frame(KIND, spans[later], {"cause": []})).roles["cause"].append(spans[first])
        out[number % 8 == 7].append(Example(row["id"], row["text"], list(frames.values()), frozenset(ASIDE), frozenset(ASIDE[KIND])))
    return out
