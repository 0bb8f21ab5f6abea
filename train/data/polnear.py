"""PolNeAR (Newell et al. 2018): who said what in 924 political news articles. Attributions only: cue, source, content.

What counts as one, and where its cue and content end, is drawn otherwise than for our statements, so it is a kind of its own.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records

ASIDE = {"attribution": ["speakers", "content"]}


def _example(row: dict[str, object]) -> Example:
    text = str(row["text"])
    frames: dict[tuple[int, int], Frame] = {}
    attributions: list[dict[str, list[list[int]]]] = row["attributions"]  # type: ignore[assignment]
    for attribution in attributions:
        if not attribution["cue"]:
            continue
        cue = (attribution["cue"][0][0], attribution["cue"][-1][1])
        frame = frames.setdefault(cue, Frame("attribution", cue, roles={"speakers": [], "content": []}))
        frame.roles["speakers"] += [(s, e) for s, e in attribution["source"]]
        frame.roles["content"] += [(s, e) for s, e in attribution["content"]]
    return Example(str(row["id"]), text, list(frames.values()), frozenset(ASIDE), frozenset(ASIDE["attribution"]))


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/attribution``."""
    parts = []
    for part in ("train", "dev"):
        parts.append([_example(row) for row in records(gold / "attribution" / f"polnear_{part}.jsonl")])
    return parts[0], parts[1]
