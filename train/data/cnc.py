"""Causal News Corpus V2 (Tan et al. 2022): sentences on protests with the spans of causes, effects and signals.

Its annotators draw whole clauses, and mark causation without a signal too: each of the three is a kind of its own, its span the cue.
"""

from __future__ import annotations

from pathlib import Path

from sayso.evaluate.cnc import KIND, TYPES
from train.data import Example, Frame, records, together

ASIDE: dict[str, list[str]] = {KIND + name: [] for name in TYPES}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/claims/cnc_v2``."""
    parts = []
    for part in ("train", "dev"):
        examples = []
        for row in records(gold / "claims" / "cnc_v2" / f"subtask2_{part}.jsonl"):
            spans = {(s["label"], s["start"], s["end"]) for relation in row["relations"] for s in relation if s["label"] in TYPES}
            frames = [Frame(KIND + label, (start, end)) for label, start, end in sorted(spans)]
            examples.append(Example(row["id"], row["text"], frames, frozenset(ASIDE), frozenset()))
        parts.append(examples)
    return together(parts[0]), parts[1]
