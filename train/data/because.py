"""BECAUSE 2.1 (Dunietz, Levin and Carbonell 2017): causal connectives with their causes and effects, in hearings and news.

Connectives of purpose count there and lexical verbs of causing often do not, so they are a kind of their own.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from train.data import Example, Frame, records

KIND = "connective"
ASIDE = {KIND: ["cause", "effect"]}
PIECE = 4000  # characters of the longest piece; the hearings run to ten times that


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/claims/because21``; every eighth piece is for development."""
    out: tuple[list[Example], list[Example]] = ([], [])
    for row in records(gold / "claims" / "because21" / "docs.jsonl"):
        spans = {s["id"]: (s["start"], s["end"]) for s in row["spans"]}
        frames = [
            Frame(
                KIND,
                spans[event["trigger"]],
                {role.lower(): [spans[at] for name, at in event["args"] if name == role] for role in ("Cause", "Effect")},
            )
            for event in row["events"]
            if event["type"] != "NonCausal"
        ]
        for number, (start, end) in enumerate(_pieces(row["text"])):
            inside = [_moved(f, start, end) for f in frames if start <= f.cue[0] and f.cue[1] <= end]
            example = Example(f"{row['id']}-{number}", row["text"][start:end], inside, frozenset(ASIDE), frozenset(ASIDE[KIND]))
            out[number % 8 == 7].append(example)
    return out


def _pieces(text: str) -> list[tuple[int, int]]:
    ends = [0]
    for at in [i for i, char in enumerate(text) if char == "\n"] + [len(text)]:
        if at - ends[-1] > PIECE or at == len(text) > ends[-1]:
            ends.append(at)
    return list(pairwise(ends))


def _moved(frame: Frame, start: int, end: int) -> Frame:
    """The frame in the piece from ``start`` to ``end``, without what lies outside it."""
    roles = {role: [(a - start, b - start) for a, b in spans if start <= a and b <= end] for role, spans in frame.roles.items()}
    return Frame(frame.kind, (frame.cue[0] - start, frame.cue[1] - start), roles)
