"""PLV: sentences with the PLOVER root of what a given actor does to a given recipient (Hu et al. 2024, "Leveraging Codebook Knowledge
with NLI and ChatGPT for Zero-Shot Political Relation Classification"; the training part).

Its 15 roots put CONCEDE and RETREAT together as YIELD. *Raw text*: the gold root is among the events found; *with the dyad*: and an event
of that root has an actor and a recipient (:mod:`sayso.dyads`) of whom a mention touches the given ones; *filled*: of the sides of such
events that their own words do not name, where the other is the given one or unnamed too, those rightly filled.

*Given actor and recipient*, a macro-F1 over the roots: *learned*, in five folds by sentence (:mod:`sayso.evaluate.peers.dyad_types`);
*as read*, without learning: the type of the event that joins them (both touched, else the actor, else the recipient, the surest first),
nothing found is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.dyads import Dyads
from sayso.evaluate.gold import Offsets, touch
from sayso.evaluate.measure import Report, Share, Table, Tally
from sayso.evaluate.predictions import anew
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Mention

TITLE = "PLV"
AHEAD = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID"))
WHERE = "events/plv_train.jsonl"
THEIRS = {"root found": 0.496, "with its dyad": 0.425}  # UniversalPETRARCH, measured on these rows


def root(event: Event) -> str:
    """PLV's root of an event. PLOVER codes cooperation to come as AGREE (manual 2021); the ledger keeps the type of the act."""
    if event.tense == "future" and event.event_type in AHEAD:
        return "AGREE"
    return "YIELD" if event.event_type in {"CONCEDE", "RETREAT"} else event.event_type or "OTHER"


def sides_of(row: dict[str, Any]) -> tuple[list[Offsets], list[Offsets]]:
    """The spans of a row's actor and of its recipient."""
    actor, recipient = ([(s["start"], s["end"]) for s in row[f"{side}_spans"]] for side in ("source", "target"))
    return actor, recipient


@dataclass(slots=True)
class Roots:
    """(gold, chosen) roots, and how right they are."""

    chosen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, gold: str, chosen: str) -> None:
        """Count a row."""
        self.chosen[gold, chosen] += 1

    def tallies(self) -> dict[str, Tally]:
        """The tally of each root."""
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
        tallies = self.tallies().values()
        return sum(t.f1 for t in tallies) / len(tallies) if tallies else 0.0


@dataclass(slots=True)
class Score:
    """Shares of rows of raw text, and the roots of what joins the given actor and recipient."""

    found: Share = field(default_factory=Share)
    dyad: Share = field(default_factory=Share)
    filled: dict[str, Share] = field(default_factory=lambda: {"actors": Share(), "recipients": Share()})
    joining: Roots = field(default_factory=Roots)

    def add(self, row: dict[str, Any], ledger: Ledger) -> None:
        """Count a row and the events found in its text; none of them where the text was changed, as offsets would not compare."""
        events = [e for e in ledger if isinstance(e, Event)] if ledger.document.text == row["text"] else []
        actor, recipient = sides_of(row)
        right = [e for e in events if root(e) == row["plover_root15"]]
        self.found.add(bool(right))
        dyads = Dyads(ledger)
        pairs = [[_wordings(dyads, side) for side in dyads(e)] for e in right]
        self.dyad.add(any(_met(actors, actor) and _met(recipients, recipient) for actors, recipients in pairs))
        for event in right:
            for role, filling in dyads.fillings(event).items():
                given, other, known = (actor, recipient, event.recipients) if role == "actors" else (recipient, actor, event.actors)
                if not known or _met(_wordings(dyads, known), other):
                    self.filled[role].add(_met(_wordings(dyads, filling.mentions), given))
        joining = max(events, key=lambda e: (2 * _met(e.actors, actor) + _met(e.recipients, recipient), e.confidence), default=None)
        self.joining.add(row["plover_root15"], root(joining) if joining else "none")


def _wordings(dyads: Dyads, mentions: Iterable[Mention]) -> list[Mention]:
    return [wording for mention in mentions for wording in dyads.wordings(mention)]


def _met(mentions: Iterable[Mention], spans: Iterable[Offsets]) -> bool:
    return any(touch((m.start, m.end), span) for m in mentions for span in spans)


def learned(rows: Sequence[dict[str, Any]]) -> Roots:
    """The roots of the rows, each by what the other folds teach."""
    from sayso import encoder
    from sayso.evaluate.peers import dyad_types

    read, out = encoder.load(), Roots()
    pairs = [dyad_types.pair(row["text"], read(row["text"]), *sides_of(row)) for row in rows]
    gold = [row["plover_root15"] for row in rows]
    for wanted, chosen in zip(gold, dyad_types.folded([row["sentence_id"] for row in rows], pairs, gold), strict=True):
        out.add(wanted, chosen)
    return out


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the rows, or those whose ids ``only`` lists."""
    records = list(anew(gold_dir / WHERE, only, predicted))
    from sayso.reader import read

    score = Score()
    for row in records:
        score.add(row, read(row["text"]))
    roots = learned(records)
    shares = {"root found": score.found, "with its dyad": score.dyad}
    rows = [
        *((f"raw text: {name}", share.value, THEIRS[name]) for name, share in shares.items()),
        *((f"raw text: {role} filled, right of {share.of}", share.value, None) for role, share in score.filled.items()),
        ("dyad given, learned in 5 folds: macro-F1", roots.macro, None),
        ("dyad given, as read: macro-F1", score.joining.macro, None),
    ]
    return Report(
        f"{TITLE}: {score.found.of} sentences",
        (
            Table(TITLE, ("figure", "sayso", "peer"), rows),
            Table(
                f"{TITLE}: dyad given, learned in 5 folds",
                ("root", "gold", "chosen", "P", "R", "F1"),
                [(name, int(t.gold), int(t.predicted), t.precision, t.recall, t.f1) for name, t in roots.tallies().items()],
            ),
        ),
    )
