"""Which events an event table takes for facts, and why it does not take others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from sayso.kinds.event import Event
from sayso.model import ArgumentError

RULES: dict[str, str] = {
    "hypothetical": "its source leaves it open (Uu): a condition, wish, order, request, plan; or does not say which way (CTu)",
    "possible": "to its source it is only possible (PS+)",
    "future": "it is still to come (tense future)",
    "denied": "its source says that it is not so (CT-, PR-, PS-), or the article itself does",
    "vague": "nobody in particular vouches for it: its source is vague (“reports”, “some”) or is not named at all",
}
"""Why an event may not be a fact, by the name under which ``--include`` brings such events."""

INFERRED = "inferred"
"""The name under which ``--include`` lets others stand in for the sides that the words of an event do not name; not one of ``all``."""

HISTORICAL = dt.timedelta(days=365)
"""How long before publication an event must have ended to be historical; PLOVER's manual sets no figure, this one is ours."""


def reasons(event: Event) -> tuple[str, ...]:
    """Why an event, as its words put it, is not taken for a fact: names of :data:`RULES` in their order, none where it is one.

    A fact is past or present, and certain or probable (CT+, PR+) to its innermost source, which is the article itself or one who can be
    pointed at: by name ("the ministry") or without ("a senior official"). That the source may be wrong or lie changes nothing; who
    vouches stands in the row. That someone else denies it changes nothing either; the perpetrator's standing says so.
    """
    values = {event.factuality, event.author_factuality}
    source = event.attributions[-1] if event.attributions else None
    holds = {
        "hypothetical": event.factuality in {"Uu", "CTu"},
        "possible": event.factuality == "PS+",
        "future": event.tense == "future",
        "denied": any(value.endswith("-") for value in values),
        "vague": source is not None and (source.source is None or source.source_kind == "vague"),
    }
    return tuple(name for name in RULES if holds[name])


def included(event: Event, include: Collection[str] = ()) -> bool:
    """Whether it is a fact, or none for these reasons only."""
    return set(reasons(event)) <= set(include)


def named(words: Iterable[str]) -> frozenset[str]:
    """What a person names, several in one with commas between: :data:`RULES`, ``all`` for all of these, :data:`INFERRED`.

    ArgumentError for what is none.
    """
    found = [word.strip() for several in words for word in several.split(",") if word.strip()]
    for word in found:
        if word not in {*RULES, "all", INFERRED}:
            raise ArgumentError(f"no reason {word!r} to leave an event out: there are {', '.join(RULES)} and all; for sides, {INFERRED}")
    return frozenset(found).union(RULES if "all" in found else ()) - {"all"}


def auxiliary(event: Event, published: dt.date | None = None) -> tuple[str, ...]:
    """PLOVER's auxiliary modes: historical, future, hypothetical, negation; historical only where both days are known."""
    last = event.when.last if event.when else None
    old = event.tense != "future" and published is not None and last is not None and published - last > HISTORICAL
    return (*(("historical",) if old else ()), *event.auxiliary)
