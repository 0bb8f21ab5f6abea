"""MiMac's election manifestos of India (Fornaciari et al. 2021): whether a sentence is a pledge.

A pledge is a whole sentence there, with no word of it marked, so that it is a kind of its own whose cue is the sentence.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records, together

KIND = "pledge"
ASIDE: dict[str, list[str]] = {KIND: []}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/claims/pledges_mimac_en``."""
    parts = []
    for part in ("train", "dev"):
        examples = []
        for row in records(gold / "claims" / "pledges_mimac_en" / f"{part}.jsonl"):
            frames = [Frame(KIND, (0, len(row["text"])))] if row["binary_pledge"] else []
            examples.append(Example(row["id"], row["text"], frames, frozenset(ASIDE), frozenset()))
        parts.append(examples)
    return together(parts[0]), parts[1]
