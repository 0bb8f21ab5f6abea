"""PolNeAR (Newell et al. 2018): who said what in 924 political news articles. Statements only: cue, source, content.

Its contents begin with "that" where ours do not; the word is left out here and put back when PolNeAR is scored.
"""

from __future__ import annotations

import json
from pathlib import Path

from train.data import Example, Frame


def _example(row: dict[str, object]) -> Example:
    text = str(row["text"])
    frames: dict[tuple[int, int], Frame] = {}
    attributions: list[dict[str, list[list[int]]]] = row["attributions"]  # type: ignore[assignment]
    for attribution in attributions:
        if not attribution["cue"]:
            continue
        cue = (attribution["cue"][0][0], attribution["cue"][-1][1])
        frame = frames.setdefault(cue, Frame("statement", cue, roles={"speakers": [], "content": []}))
        frame.roles["speakers"] += [(s, e) for s, e in attribution["source"]]
        for start, end in attribution["content"]:
            skip = 5 if text[start : start + 5].lower() == "that " and end - start > 5 else 0
            frame.roles["content"].append((start + skip, end))
    return Example(str(row["id"]), text, list(frames.values()), frozenset({"statement"}), frozenset({"speakers", "content"}))


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/attribution``."""
    parts = []
    for part in ("train", "dev"):
        lines = (gold / "attribution" / f"polnear_{part}.jsonl").read_text(encoding="utf-8").splitlines()
        parts.append([_example(json.loads(line)) for line in lines])
    return parts[0], parts[1]
