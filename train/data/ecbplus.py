"""ECB+ (Cybulska and Vossen 2014): persons and organisations of 575 news articles, the same ones joined.

Only the chains inside an article are learned from, among the mentions in the sentences that were annotated.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Chars, Example, records

ASIDE: dict[str, list[str]] = {}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/links/ecbplus``."""
    parts = []
    for part in ("train", "dev"):
        examples = []
        for row in records(gold / "links" / "ecbplus" / f"{part}.jsonl"):
            chains: dict[str, list[Chars]] = {}
            for mention in row["mentions"]:
                if mention["type"].startswith("HUMAN") and mention["sent"] in row["validated_sentences"]:
                    chains.setdefault(mention.get("coref", mention["id"]), []).append((mention["start"], mention["end"]))
            if len(chains) > 1:
                examples.append(Example(row["id"], row["text"], [], frozenset(), frozenset(), chains=[("", m) for m in chains.values()]))
        parts.append(examples)
    return parts[0], parts[1]
