"""MEANTIME (Minard et al. 2016): events of 120 Wikinews articles with their certainty and polarity.

Its events are more than ours, hence a kind of its own, but its values are those of FactBank, which ours are too.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records

KIND = "occurrence"
ASIDE: dict[str, list[str]] = {KIND: []}
CERTAINTY = {"CERTAIN": "CT", "PROBABLE": "PR", "POSSIBLE": "PS"}
POLARITY = {"POS": "+", "NEG": "-"}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/documents/meantime``; every eighth article is for development."""
    out: tuple[list[Example], list[Example]] = ([], [])
    for number, row in enumerate(records(gold / "documents" / "meantime" / "docs.jsonl")):
        frames = []
        for mention in (m for m in row["mentions"] if m["type"] == "EVENT_MENTION"):
            certainty, polarity = CERTAINTY.get(mention.get("certainty", "")), POLARITY.get(mention.get("polarity", ""))
            labels = {}
            if mention.get("time") == "FUTURE" or mention.get("certainty") == "UNDERSPECIFIED":
                labels["factuality"] = "Uu"
            elif certainty and polarity:
                labels["factuality"] = certainty + polarity
            frames.append(Frame(KIND, (mention["start"], mention["end"]), labels=labels))
        # most sentences of an article are annotated in part
        out[number % 8 == 7].append(Example(row["id"], row["text"], frames, frozenset(), frozenset()))
    return out
