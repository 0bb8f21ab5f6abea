"""UDS-It-Happened 2 (White et al. 2016, Rudinger et al. 2018): how surely each predicate of a web text happened, from -3 to 3.

The mean judgement is rounded to a whole number: the label ``belief``.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records, together

KIND = "happening"
ASIDE: dict[str, list[str]] = {KIND: []}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/factuality/fact_uds_ih2``."""
    parts = [rated(gold / "factuality" / "fact_uds_ih2" / f"{part}.jsonl", frozenset(ASIDE)) for part in ("train", "dev")]
    return together(parts[0]), parts[1]


def rated(path: Path, kinds: frozenset[str]) -> list[Example]:
    """Texts with rated predicates; ``kinds`` as in :class:`Example`."""
    examples = []
    for row in records(path):
        frames = [Frame(KIND, (s["start"], s["end"]), labels={"belief": f"{round(s['factuality']):+d}"}) for s in row["spans"]]
        examples.append(Example(row["id"], row["text"], frames, kinds, frozenset()))
    return examples
