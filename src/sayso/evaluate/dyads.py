"""Sides that the words do not name: how often what stands in for them (:mod:`sayso.dyads`) is right by the annotation.

Of the events found, as :mod:`sayso.evaluate.ledger` pairs them: *right* is a filling of which a mention, or another mention of the same
actor, touches an actor that the annotation has in this role; *other*, the annotation has others; *none*, it has none in this role. It
holds what words give, so that a filling it lacks may still be what an event-data coder would put there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.dyads import REASONS, Dyads
from sayso.evaluate.gold import GoldDocument, Offsets, annotated, ledger, load, touch
from sayso.evaluate.ledger import match
from sayso.evaluate.measure import MissingGold, Report, Table
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Mention, plain

TITLE = "sides that are not named"
ROLES = ("actors", "recipients")
VERDICTS = ("right", "other", "none")

Verdicts = Counter[tuple[str, str, str]]
"""How many by role, reason and verdict."""


def verdicts(gold: GoldDocument, found: Ledger) -> Verdicts:
    """What stands in for sides in a ledger of an annotated text."""
    out: Verdicts = Counter()
    events, dyads = [e for e in found if isinstance(e, Event)], Dyads(found)
    golds, annotation = [e for e in gold.entries if e["kind"] == "event"], ledger(gold)
    for i, j in match(golds, [plain(e) for e in events]):
        for role, filling in dyads.fillings(events[j]).items():
            wanted = _spans(gold, annotation[golds[i]["id"]].role(role))
            given = [(w.start, w.end) for m in filling.mentions for w in dyads.wordings(m)]
            right = any(touch(w, g) for w in wanted for g in given)
            out[role, filling.reason, "right" if right else "other" if wanted else "none"] += 1
    return out


def _spans(gold: GoldDocument, fillers: Sequence[Mention]) -> list[Offsets]:
    """Where the fillers of an annotated role stand, and the other mentions of their actors."""
    actors = {m.actor for m in fillers}
    return [*((m.start, m.end) for m in fillers), *(span for a in gold.actors if a["id"] in actors for span in a["mentions"])]


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the annotated documents that ``only`` or ``DEV.txt`` lists, else all; they are always read anew."""
    paths, listing = annotated(gold_dir, only)
    if predicted:
        raise MissingGold(f"{gold_dir}: is read anew, not taken from ledgers")
    from sayso.reader import read

    found: Verdicts = Counter()
    for gold in map(load, paths):
        found += verdicts(gold, read(gold.text))
    rows = [row for role in ROLES for reason in REASONS if any((row := _row(found, role, reason))[2:5])]
    rows += [_row(found, role) for role in ROLES]
    heading = f"{TITLE}: {len(paths)} documents" + (f", {listing.name}" if listing else "")
    columns = ("role", "filled by", *VERDICTS, "share right")
    return Report(heading, (Table("What stands in for a side of a found event", columns, rows),))


def _row(found: Verdicts, role: str, reason: str | None = None) -> tuple[str, str, int, int, int, float | None]:
    """The verdicts on a role, by one reason or by all."""
    right, other, none = (
        sum(n for (r, why, v), n in found.items() if r == role and v == name and reason in (None, why)) for name in VERDICTS
    )
    whole = right + other + none
    return role, reason or "all", right, other, none, right / whole if whole else None
