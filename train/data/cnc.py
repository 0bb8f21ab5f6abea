"""Causal News Corpus V2 (Tan et al. 2022): sentences on protests with the spans of causes, effects and signals.

Its annotators also mark causation without a signal, so a relation's cue is the first word of its effect: a kind of its own.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records, together

KIND = "causality"
ASIDE = {KIND: ["cause", "effect", "signal"]}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/claims/cnc_v2``."""
    parts = []
    for part in ("train", "dev"):
        examples = []
        for row in records(gold / "claims" / "cnc_v2" / f"subtask2_{part}.jsonl"):
            frames: dict[tuple[int, int], Frame] = {}
            for relation in row["relations"]:
                start, text = next((s["start"], s["text"]) for s in relation if s["label"] == "effect")
                cue = (start, start + len(text.split()[0]))
                frame = frames.setdefault(cue, Frame(KIND, cue, {role: [] for role in ASIDE[KIND]}))
                for span in relation:
                    if span["label"] in frame.roles:
                        frame.roles[span["label"]].append((span["start"], span["end"]))
            examples.append(Example(row["id"], row["text"], list(frames.values()), frozenset(ASIDE), frozenset(ASIDE[KIND])))
        parts.append(examples)
    return together(parts[0]), parts[1]
