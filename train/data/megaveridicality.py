"""MegaVeridicality 2 (White and Rawlins 2018): what 517 verbs say of the clause in them, with and without "not", in bare sentences."""

from __future__ import annotations

from pathlib import Path

from train.data import Example, together
from train.data.uds import rated

ASIDE: dict[str, list[str]] = {"happening": []}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/factuality/fact_megaveridicality2``."""
    parts = [rated(gold / "factuality" / "fact_megaveridicality2" / f"{part}.jsonl", frozenset()) for part in ("train", "dev")]
    return together(parts[0]), parts[1]
