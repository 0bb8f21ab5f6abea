"""Mentions of one event: which those are, and the one description that they give together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso import repelling
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Count, Mention, Place, When

HARMS = {"killed", "wounded"}

_OF_THEM = r"\b(?:among|of) (?:them|whom|those)\b"
_PART_BEFORE = re.compile(rf"(?:\bincluding\b|{_OF_THEM})[^.;]*$")
_PART_AFTER = re.compile(rf"\s*{_OF_THEM}")
_NAME = re.compile(r"(?:^|\s)[A-Z](?:\.|[\w’'-]*[a-z])$")


def groups(ledger: Ledger) -> list[tuple[Event, ...]]:
    """The events of a ledger, those joined by ``same`` links together, and an attack with the word that it was repelled; each group in
    the order of the text, as are the groups."""
    events = {e.id: e for e in ledger.entries if isinstance(e, Event)}
    head = {i: i for i in events}

    def root(i: str) -> str:
        while head[i] != i:
            i = head[i]
        return i

    for link in ledger.links:
        if link.relation == "same" and link.subject in head and link.object in head:
            head[root(link.subject)] = root(link.object)
    for repelled, attack in _repelled(ledger.document.text, events.values()):
        head[root(repelled.id)] = root(attack.id)
    found: dict[str, list[Event]] = defaultdict(list)
    for i, event in events.items():
        found[root(i)].append(event)
    return [tuple(group) for group in found.values()]


def _repelled(text: str, events: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
    """Events that turn an attack away, each with the attack."""
    told = sorted((e for e in events if e.cue), key=lambda e: (e.cue.start, e.cue.end) if e.cue else (0, 0))
    for i, k in repelling.pairs(text, [(e.cue.start, e.cue.end) for e in told if e.cue]):
        if turns(told[i]) and told[k].event_type == "ASSAULT":
            yield told[i], told[k]


def turns(event: Event) -> bool:
    """Whether it turns an attack away, and so is the deed of the attacked."""
    return event.cue is not None and repelling.turns(event.cue.text)


def facing(events: Sequence[Event]) -> list[Event]:
    """Mentions of one attack as its own: where it is told beside, who repelled it is whom it was aimed at."""
    if all(map(turns, events)):
        return list(events)
    return [replace(e, actors=e.recipients, recipients=e.actors) if turns(e) else e for e in events]


def richness(event: Event) -> tuple[int, int, float]:
    """How much a mention says: parts that are resolved, parts that are filled, how sure it is. The richer is the greater."""
    filled = [event.actors, event.recipients, event.place, event.counts, event.when, event.mode]
    resolved = [
        any(m.actor for m in event.actors),
        any(m.actor for m in event.recipients),
        any(p.name for p in event.place),
        any(c.low is not None for c in event.counts),
        event.when is not None and event.when.first is not None,
    ]
    return sum(resolved), sum(map(bool, filled)), event.confidence


@dataclass(frozen=True, slots=True)
class Toll:
    """How many: ``best`` is what the richest mention that counts them says at the least, ``low`` and ``high`` span what all say.

    ``high`` is None where a mention leaves it open.
    """

    best: int
    low: int
    high: int | None


@dataclass(frozen=True)
class Description:
    """What several mentions say of one event, each part by the richest mention that gives it. ``mentions`` are in that order."""

    text: str
    mentions: tuple[Event, ...]
    persons: frozenset[str] = frozenset()
    """The ids of the document's persons who have a name."""

    @classmethod
    def of(cls, ledger: Ledger, mentions: Sequence[Event]) -> Description:
        """The description that these mentions give."""
        persons = frozenset(a.id for a in ledger.actors if a.type == "person" and _NAME.search(a.name))
        return cls(ledger.document.text, tuple(sorted(mentions, key=richness, reverse=True)), persons)

    @property
    def event(self) -> Event:
        """The richest mention."""
        return self.mentions[0]

    @property
    def type(self) -> str | None:
        """The type of the richest mention."""
        return self.event.event_type

    @property
    def mode(self) -> str | None:
        """The mode, by a mention of the same type."""
        return next((m.mode for m in self.mentions if m.mode and m.event_type == self.type), None)

    @property
    def contexts(self) -> tuple[str, ...]:
        """The contexts that any mention names."""
        return tuple(dict.fromkeys(c for m in self.mentions for c in m.contexts))

    @property
    def when(self) -> When | None:
        """The time, a resolved one before words alone."""
        found = [m.when for m in self.mentions if m.when]
        return next((w for w in found if w.first), found[0] if found else None)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where, places with a point before countries, and these before words alone."""
        found = [p for m in self.mentions for p in m.place]
        return tuple(sorted(found, key=lambda p: (p.latitude is None, p.name is None)))

    def fillers(self, role: str) -> tuple[Mention, ...]:
        """Who fills a role, those resolved to actors before words alone."""
        found = [fillers for m in self.mentions if (fillers := m.role(role))]
        return next((f for f in found if any(m.actor for m in f)), found[0] if found else ())

    def counts(self, event: Event, what: str) -> Iterator[tuple[Count, bool]]:
        """A mention's resolved counts of something, and whether each is a part of the one before ("14, *including* three
        children", "14, five *of them* children"). Where no mention gives a number, those told by name count ("killed Ann Bravo"). Of a
        number of killed and wounded together only one need be either."""
        numbered = any(c.what == what and c.low is not None for m in self.mentions for c in m.counts)
        before: Count | None = None
        named: set[str] = set()
        for count in sorted(event.counts, key=lambda c: c.start):
            if count.what == what and not numbered:
                hurt = {r.actor for r in event.recipients if r.actor and r.overlaps(count)}
                new = hurt & self.persons - named
                named |= new
                count = replace(count, low=len(new) or None, high=len(new) or None)
            if count.low and {c.what for c in event.counts if (c.start, c.end) == (count.start, count.end)} >= HARMS:
                count = replace(count, low=1)
            if count.what == what and count.low is not None:
                yield count, before is not None and self._is_part(count, before)
                before = count

    def _is_part(self, count: Count, before: Count) -> bool:
        after = _PART_AFTER.match(self.text, count.end) or re.search(_OF_THEM, count.text)
        return bool(after or _PART_BEFORE.search(self.text, before.end, count.start))

    def toll(self, what: str) -> Toll | None:
        """How many were killed, wounded ...; the counts of one mention are added, parts of others left out. None where none counts."""
        said = []
        for mention in self.mentions:
            if whole := [count for count, part in self.counts(mention, what) if not part]:
                highs = [count.high for count in whole]
                open_ended = None in highs
                said.append((sum(c.low or 0 for c in whole), None if open_ended else sum(h or 0 for h in highs)))
        if not said:
            return None
        ends = [high for _, high in said]
        return Toll(said[0][0], min(low for low, _ in said), None if None in ends else max(h or 0 for h in ends))
