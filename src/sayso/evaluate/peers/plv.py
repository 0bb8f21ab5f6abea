"""PLV: sentences with the PLOVER root of what a given actor does to a given recipient (Hu et al. 2024, "Leveraging Codebook Knowledge
with NLI and ChatGPT for Zero-Shot Political Relation Classification"; the training part, from which nothing is learned here).

Its 15 roots put CONCEDE and RETREAT together as YIELD. *Raw text*: the gold root is among the events found; *with the dyad*: and an event
of that root has an actor and a recipient that touch the given ones. *Given actor and recipient*: the type of the event that joins them
(both touched, else the actor, else the recipient, the surest first), a macro-F1 over the roots; nothing found is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.evaluate.gold import Offsets, touch
from sayso.evaluate.measure import Report, Share, Table, Tally
from sayso.evaluate.predictions import anew
from sayso.kinds.event import Event
from sayso.model import Mention

TITLE = "PLV"
AHEAD = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
WHERE = "events/plv_train.jsonl"
THEIRS = {"root among the events found": 0.496, "with the dyad": 0.425}  # UniversalPETRARCH, measured on these rows


def root(event: Event) -> str:
    """PLV's root of an event. PLOVER codes cooperation to come as AGREE (manual 2021); the ledger keeps the type of the act."""
    if event.tense == "future" and event.event_type in AHEAD:
        return "AGREE"
    return "YIELD" if event.event_type in {"CONCEDE", "RETREAT"} else event.event_type or "OTHER"


@dataclass(slots=True)
class Score:
    """Shares of rows of raw text, and (gold, chosen) roots given actor and recipient."""

    found: Share = field(default_factory=Share)
    dyad: Share = field(default_factory=Share)
    chosen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, row: dict[str, Any], events: Sequence[Event]) -> None:
        """Count a row and the events found in its text."""
        sides = [[(s["start"], s["end"]) for s in row[f"{side}_spans"]] for side in ("source", "target")]
        right = [e for e in events if root(e) == row["plover_root15"]]
        self.found.add(bool(right))
        self.dyad.add(any(_met(e.actors, sides[0]) and _met(e.recipients, sides[1]) for e in right))
        joining = max(events, key=lambda e: (2 * _met(e.actors, sides[0]) + _met(e.recipients, sides[1]), e.confidence), default=None)
        self.chosen[row["plover_root15"], root(joining) if joining else "none"] += 1

    def roots(self) -> dict[str, Tally]:
        """The tally of each root, given actor and recipient."""
        out = {}
        for name in sorted({gold for gold, _ in self.chosen}):
            given = sum(n for (_, chosen), n in self.chosen.items() if chosen == name)
            gold = sum(n for (wanted, _), n in self.chosen.items() if wanted == name)
            out[name] = Tally()
            out[name].add(self.chosen[name, name], given, gold)
        return out

    @property
    def macro(self) -> float:
        """Mean F1 of the roots."""
        tallies = self.roots().values()
        return sum(t.f1 for t in tallies) / len(tallies) if tallies else 0.0


def _met(mentions: Iterable[Mention], spans: Iterable[Offsets]) -> bool:
    return any(touch((m.start, m.end), span) for m in mentions for span in spans)


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the rows, or those whose ids ``only`` lists."""
    records = anew(gold_dir / WHERE, only, predicted)
    from sayso.reader import read

    score = Score()
    for row in records:
        ledger = read(row["text"])
        if ledger.document.text == row["text"]:
            score.add(row, [e for e in ledger if isinstance(e, Event)])
        else:  # its offsets would not compare
            score.add(row, [])
    shares = {"root among the events found": score.found, "with the dyad": score.dyad}
    rows = [(f"raw text: {name}", share.value, THEIRS[name]) for name, share in shares.items()]
    tallies = score.roots()
    return Report(
        f"{TITLE}: {score.found.of} sentences",
        (
            Table(TITLE, ("figure", "sayso", "UniversalPETRARCH"), [*rows, ("given actor and recipient: macro-F1", score.macro, None)]),
            Table(
                f"{TITLE}: given actor and recipient",
                ("root", "gold", "chosen", "P", "R", "F1"),
                [(name, int(t.gold), int(t.predicted), t.precision, t.recall, t.f1) for name, t in tallies.items()],
            ),
        ),
    )
