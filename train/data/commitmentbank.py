"""CommitmentBank (de Marneffe, Simons and Tonhauser 2019): how surely a speaker holds a clause under not, may, if or a question."""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records

KIND = "happening"
ASIDE: dict[str, list[str]] = {KIND: []}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/factuality/commitmentbank``, where the clause itself is marked; a fifth for development."""
    out: tuple[list[Example], list[Example]] = ([], [])
    for number, row in enumerate(r for r in records(gold / "factuality" / "commitmentbank" / "items.jsonl") if r["prompt_span"]):
        frame = Frame(KIND, tuple(row["prompt_span"]), labels={"belief": f"{round(row['mean']):+d}"})
        out[number % 5 == 4].append(Example(row["id"], row["text"], [frame], frozenset(), frozenset()))
    return out
