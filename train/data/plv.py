"""PLV, the PLOVER validation sentences: the PLOVER root of what a given actor does to a given recipient.

The cue is the actor, the role the recipient; what it does is the label ``root``. Neither actors nor events are marked throughout.
"""

from __future__ import annotations

from pathlib import Path

from train.data import Example, Frame, records, together

KIND = "dyad"
ASIDE = {KIND: ["recipient"]}


def load_examples(gold: Path) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/events/plv_train.jsonl``; every fifth sentence is for development."""
    out: tuple[list[Example], list[Example]] = ([], [])
    rows = records(gold / "events" / "plv_train.jsonl")
    for number, row in enumerate(r for r in rows if r["source_spans"] and r["target_spans"]):
        actor, recipient = row["source_spans"][0], row["target_spans"][0]
        frame = Frame(
            KIND,
            (actor["start"], actor["end"]),
            {"recipient": [(recipient["start"], recipient["end"])]},
            labels={"root": row["plover_root15"]},
        )
        out[number % 5 == 4].append(Example(row["id"], row["text"], [frame], frozenset(), frozenset(ASIDE[KIND])))
    return together(out[0]), out[1]
