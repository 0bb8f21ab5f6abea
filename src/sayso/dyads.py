"""Who does it to whom, where the roles of an event alone do not say it: what stands in for a side that is not named.

Event data count dyads (PLOVER manual 2021; Schrodt 2012, CAMEO codebook, on implied targets). The ledger holds the words of the event
itself; here the other words of its sentence fill an empty side, by the first of :data:`REASONS` that applies.

One's own forces and weapons are nobody that one acts upon ("withdrew its troops from Peru"). Names that stand in a row are taken together.
Nothing here changes the ledger.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from sayso.kinds.event import Event
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import ACTOR_ROLES, Entry, Mention, Place, Span

REASONS: dict[str, str] = {
    "joint": "those who act together, each toward the others (“France and Peru signed”)",
    "cue": "what else stands on its cue: speakers, addressees, holders, targets of a statement or stance, parties of a commitment",
    "demand": "who demands or promises it, for an act without an actor (“ordered the release of Ann”)",
    "place": "the place, which is acted upon (“attacks in Peru”), and whose authorities detain and release (“was arrested in Peru”)",
    "object": "whom the act concerns that it holds (“refused to lift the ban on Peru”, “agreed to help Peru”)",
}
"""What stands in for a side that is not named, in the order in which they apply, by name."""

JOINT = frozenset(("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "RETREAT", "ASSAULT"))
"""Types of what some may do together, each toward the others; they fight too."""

CUSTODY = frozenset(("COERCE", "RETREAT"))
"""Types of what a country's authorities do to those in it: arrest, release."""

ACTING, ACTED_UPON = ("speakers", "actors", "holders"), ("addressees", "recipients", "targets")
DEPTH = 3  # "refused to agree to lift the ban"
SIZE = 2  # of how many cues after its own the first may be the act that it holds
REACH = 80  # characters before a name in which a row of names may begin

STOP = re.compile(r"[.!?][\"”’')\]]*\s+(?=[A-Z\"“])|\n")
_FEW = r"(?:(?:some|all|most|part|many|more|several|thousands|hundreds|dozens|[\d,.]+)(?: [a-z]+)? (?:of )?)?"
_OWN = re.compile(rf"{_FEW}(?:its|his|her|their|our|my)\b(?! \w*\s?(?:counterpart|neighbou?r|rival|all(?:y|ies))s?\b)", re.IGNORECASE)
_FORCES = re.compile(
    rf"{_FEW}(?:the |an? )?(?:more |additional |extra |ground |combat )*(?:army|troops|soldiers|forces|tanks|warships|police|reservists)",
    re.IGNORECASE,
)
_ARMS = re.compile(r"\b(?:shells?|rockets?|missiles?|bombs?|mortars?|bullets?|shots?|drones?|grenades?|rounds?)\Z", re.IGNORECASE)
_AND = re.compile(r",? and (?!\d)|, (?=(?:the |The )?[A-Z])| as well as ")
_NAME = r"(?:[Tt]he )?[A-Z][\w'’-]*+(?: [A-Z][\w'’-]*+)*+"
_NO_NAME = re.compile(
    r"(?:In|On|At|By|For|From|Of|To|With|After|Before|Since|During|As|But|And|When|While|If|He|She|It|They|We|Both|Neither|Either"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_BEFORE = re.compile(rf"(?:{_NAME}, )*{_NAME},? and \Z")
_AFTER = re.compile(rf"(?:, {_NAME})*,? and {_NAME}(?!,? (?:said|says|has|have|had|was|were|is|are|will|would|may|\w+ed)\b)")


class Sides(NamedTuple):
    """Who acts and who is acted upon."""

    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]


class Filling(NamedTuple):
    """What stands in for a side that is not named, and by which of :data:`REASONS`."""

    mentions: tuple[Mention, ...]
    reason: str


class Dyads:
    """The sides of a ledger's events."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._text = ledger.document.text
        self._stops = [stop.end() for stop in STOP.finditer(self._text)]
        self._on_cue: dict[int, list[Entry]] = defaultdict(list)
        for entry in ledger:
            if entry.cue:
                self._on_cue[entry.cue.start].append(entry)
        self._acts = sorted((e for e in ledger if isinstance(e, Event) and e.cue), key=_at)
        self._order = {e.id: at for at, e in enumerate(self._acts)}

    def __call__(self, event: Event) -> Sides:
        """The sides of an event, with what stands in for one that is not named; empty where nothing does."""
        actors, recipients = self._together(event.actors, event.recipients), self._together(self._others(event), event.actors)
        if event.event_type == "REQUEST" and event.attributions and _same(actors, recipients):
            actors = self._source(event)  # "Peru says that France must leave"
        actors = actors or _filler(self._who(event))
        return Sides(actors, recipients or _filler(self._whom(event, actors, DEPTH)))

    def fillings(self, event: Event) -> dict[str, Filling]:
        """What stands in for ``actors`` and ``recipients`` where the event's own words name none, by role.

        A place only where it is resolved to a country, and nobody who is named on the other side.
        """
        who = _apart_from(event.recipients, None if event.actors else self._who(event))
        actors = event.actors or _filler(who)
        whom = _apart_from(actors, None if event.recipients else self._whom(event, actors, DEPTH))
        return {role: found for role, found in (("actors", who), ("recipients", whom)) if found}

    @cached_property
    def _mentions(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for entry in self._ledger:
            for role in ACTOR_ROLES.intersection(entry.roles):
                for mention in entry.role(role):
                    if mention.actor:
                        found[mention.actor].append(mention)
        return found

    def wordings(self, mention: Mention) -> Sequence[Mention]:
        """The mention, and wherever else the ledger names the same actor."""
        return (mention, *self._mentions.get(mention.actor or "", ()))

    def _others(self, event: Event) -> tuple[Mention, ...]:
        """The recipients but those who are the actors' own, and what is fired."""
        moved = event.event_type in {"MOBILIZE", "RETREAT"}
        own = (_OWN.match(m.text) or _ARMS.search(m.text) or (moved and _FORCES.fullmatch(m.text)) for m in event.recipients)
        return tuple(m for m, aside in zip(event.recipients, own, strict=True) if not aside)

    def _together(self, mentions: tuple[Mention, ...], opposite: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The mentions, and the names that stand in a row with them but for those of the opposite side."""
        rows = (m for mention in mentions for m in self._row(mention) if m is mention or not any(m.overlaps(o) for o in opposite))
        return tuple(dict.fromkeys(rows))

    def _row(self, mention: Mention) -> Iterator[Mention]:
        yield mention
        if mention.text[:1].isupper() or mention.text.startswith("the "):
            before = _BEFORE.search(self._text, max(0, mention.start - REACH), mention.start)
            after = _AFTER.match(self._text, mention.end)
            for row in filter(None, (before, after)):
                for start, end in _pieces(row[0]):
                    name = row[0][start:end]
                    if _NO_NAME.match(name):
                        continue
                    yield Mention(row.start() + start, row.start() + end, name, self._named.get(name))

    @cached_property
    def _named(self) -> dict[str, str]:
        """The actors by the words of their mentions."""
        return {m.text: actor for actor, mentions in self._mentions.items() for m in mentions}

    def _who(self, event: Event) -> Filling | None:
        if found := self._beside(event, ACTING):
            return Filling(found, "cue")
        demanded = any(isinstance(s, Statement) and s.act in {"demand", "promise"} for s in self._said(event))
        if demanded and (found := self._source(event)):
            return Filling(found, "demand")
        return Filling(event.place, "place") if event.place and event.event_type in CUSTODY else None

    def _whom(self, event: Event, actors: tuple[Mention, ...], depth: int) -> Filling | None:
        if event.event_type in JOINT and len(parts := tuple(apart(actors))) > 1:
            return Filling(parts, "joint")
        if found := self._beside(event, ACTED_UPON):
            return Filling(found, "cue")
        if event.place:
            return Filling(event.place, "place")
        held = self._held(event) if depth else None
        if held is None:
            return None
        others = tuple(m for m in self._others(held) if not _same((m,), actors))
        found = others or held.place or _filler(self._whom(held, actors, depth - 1))
        return Filling(found, "object") if found else None

    def _beside(self, event: Event, roles: Iterable[str]) -> tuple[Mention, ...]:
        """Who fills one of these roles of another entry on the same cue."""
        others = [e for e in self._on_cue[_at(event)] if e is not event]
        return next((f for e in others for role in roles if role in e.roles and (f := e.role(role))), ())

    def _said(self, event: Event) -> Iterator[Entry]:
        """The innermost statement that it stands in."""
        for said in event.attributions[-1:]:
            if said.statement:
                yield self._ledger[said.statement]

    def _source(self, event: Event) -> tuple[Mention, ...]:
        source = event.attributions[-1].source if event.attributions else None
        return (source,) if source else ()

    def _held(self, event: Event) -> Event | None:
        """The act that an act holds: the next in its sentence that is said by its cue, that has the same actors, or none."""
        at = self._order.get(event.id, len(self._acts))
        for held in self._acts[at + 1 : at + 1 + SIZE]:
            if bisect(self._stops, _at(held)) != bisect(self._stops, _at(event)):
                return None
            cue = held.attributions[-1].cue if held.attributions else None
            if not held.actors or _same(held.actors, event.actors) or (cue and cue.start == _at(event)):
                return held
        return None


def apart(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions, one of several ("France and Peru") as several; what it names together is then left open."""
    for mention in mentions:
        pieces = _pieces(mention.text)
        if len(pieces) == 1:
            yield mention
        else:
            yield from (Mention(mention.start + a, mention.start + b, mention.text[a:b]) for a, b in pieces)


def _pieces(words: str) -> list[tuple[int, int]]:
    """Where the names of a row begin and end."""
    ends = [m.span() for m in _AND.finditer(words)]
    return [(a, b) for a, b in zip([0, *(b for _, b in ends)], [*(a for a, _ in ends), len(words)], strict=True) if b > a]


def _filler(filling: Filling | None) -> tuple[Mention, ...]:
    return filling.mentions if filling else ()


def _apart_from(others: tuple[Mention, ...], filling: Filling | None) -> Filling | None:
    """What is left of a filling; of those who act together each stands on both sides."""
    if filling is None:
        return None
    known = (m for m in filling.mentions if not isinstance(m, Place) or m.country)
    left = tuple(m for m in known if filling.reason == "joint" or not _same((m,), others))
    return filling._replace(mentions=left) if left else None


def _same(some: Iterable[Mention], others: Iterable[Mention]) -> bool:
    """Whether any of them are one actor, or one stretch of words."""
    keys = [{m.actor or m.text.casefold() for m in mentions} for mentions in (some, others)]
    return not keys[0].isdisjoint(keys[1])


def _at(entry: Entry) -> int:
    cue: Span | None = entry.cue
    return cue.start if cue else -1
