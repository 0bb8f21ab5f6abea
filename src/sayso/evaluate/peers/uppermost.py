"""Which of the acts that a sentence tells PETRARCH2 codes, and between whom.

Its manual (Norris, "PETRARCH 2: PETRARCHer", in its repository) says: the event of a sentence is that of its uppermost verb; a verb's
source is its subject, its target the noun phrase below it, else one after a preposition; of a passive verb the source is what follows
"by", "from" or "in"; those who act together are each other's targets only where there is no other. There is no parse here: what stands
after "who", "as", "before", "by" and the like, or is only announced by another verb, is taken to be lower; of the rest the first is the
uppermost.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise, takewhile

from sayso.dyads import STOP, Dyads, Sides
from sayso.kinds.commitment import Commitment
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.model import Mention

_LOWER = re.compile(
    r"\b(?:who|whom|whose|which|that|where|as|after|before|when|while|since|unless|until|if|because)\b[^,;]*\Z"
    r"|\b(?:for|by|of|from|with|without|about|against) \Z",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}\s+\Z")  # "the U.S. Central Command"
_BY = re.compile(r"\b(?:by|from|in) \Z", re.IGNORECASE)
_AND = re.compile(r",? (?:and|or) |, ")


class Uppermost:
    """The events of a ledger as PETRARCH2 would choose them."""

    def __init__(self, ledger: Ledger, dyads: Dyads) -> None:
        self._text, self._dyads = ledger.document.text, dyads
        stops = (stop for stop in STOP.finditer(self._text) if not _INITIALS.search(self._text, max(0, stop.start() - 8), stop.end()))
        self._stops = [0, *(stop.end() for stop in stops)]
        self._events = sorted((e for e in ledger if isinstance(e, Event) and e.event_type and e.cue), key=_at)
        self._promises = {_at(e) for e in ledger if isinstance(e, Commitment) and e.cue and e.main}

    def __iter__(self) -> Iterator[list[Event]]:
        """The events of each sentence, the one that its uppermost verb is likeliest to tell first."""
        for _, told in groupby(self._events, key=lambda e: bisect(self._stops, _at(e))):
            yield sorted(told, key=self._rank)

    def _rank(self, event: Event) -> tuple[bool, bool, int]:
        at = _at(event)
        announced = event.event_type == "AGREE" and at in self._promises
        return announced, bool(_LOWER.search(self._text, self._stops[bisect(self._stops, at) - 1], at)), at

    def sides(self, event: Event) -> Sides:
        """The sides of an event as its verb has them: one noun phrase each, and the place where there is none."""
        found = self._dyads(event)
        place = event.place[:1]
        below = [next((p for p in place if p.covers(m) and p.text != m.text), m) for m in found.recipients]  # "a part of Peru"
        recipients = self._phrase(event, below if event.recipients or not place else place, after=True)
        actors = self._phrase(event, found.actors, after=False)
        return Sides(actors or tuple(p for p in place if _BY.search(self._text, max(0, p.start - 6), p.start)), recipients)

    def _phrase(self, event: Event, mentions: Iterable[Mention], *, after: bool) -> tuple[Mention, ...]:
        """The mention nearest to the cue where it is looked for, and those in a row with it; elsewhere where there are none."""
        cue = event.cue
        assert cue is not None
        given = sorted(set(mentions), key=lambda m: (m.start, -m.end))
        whole = [m for m in given if not any(o is not m and o.covers(m) for o in given)]
        beside = [m for m in whole if (m.start >= cue.end if after else m.end <= cue.start)] or whole
        ordered = beside if after else beside[::-1]
        pairs = pairwise(ordered)
        row = takewhile(lambda p: _AND.fullmatch(self._text, min(p[0].end, p[1].end), max(p[0].start, p[1].start)), pairs)
        return (*ordered[:1], *(second for _, second in row))


def _at(entry: Event | Commitment) -> int:
    assert entry.cue is not None
    return entry.cue.start
