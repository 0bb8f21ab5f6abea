"""Events as researchers tabulate them: one for all its mentions, facts apart from the rest, sides, tolls, sites, times.

What ``--format polecat``, ``acled`` and ``ucdp`` share. Mentions are merged within a document only: the same event in two articles is two.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from sayso import inclusion
from sayso.actors import phrases
from sayso.dyads import Dyads, Filling
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.merging import Description, facing, groups, turns
from sayso.model import Actor, Mention, Place
from sayso.perpetrators import ARTICLE, Perpetrator, perpetrators
from sayso.places import Codes, codes
from sayso.places.countries import table

Force = Literal["state", "armed", "civilian", "crowd"]
"""*state*: its government, soldiers, police; *armed*: fighters who are not the state's; *crowd*: protesters; None where not known."""

_FORCES: dict[str, Force] = {
    **dict.fromkeys(("MIL", "COP", "SPY", "GOV", "JUD", "LEG"), "state"),
    **dict.fromkeys(("REB", "PRM", "UAF"), "armed"),
    **dict.fromkeys(("CVL", "AGR", "BUS", "EDU", "MED", "JRN", "REF", "LAB", "REL", "NGO"), "civilian"),
}
_TYPES: dict[str, Force] = {"state": "state", "government": "state", "armed_group": "armed", "media": "civilian"}
_CROWD = frozenset(("protester", "protesters", "demonstrator", "demonstrators", "rioter", "rioters", "marcher", "marchers"))
_MUTUAL = re.compile(r"\b(?:clash|fight|fought|battl|skirmish|war\b|warfare|firefight|gunfight|gun battle|exchang|crossfire)")
_NEAR = re.compile(r"\b(?:near|outside|around|outskirts|between|off|north|south|east|west|km|miles?|kilomet(?:er|re)s?)\b")


class Field(NamedTuple):
    """A column of an event table. ``type``: text, integer, number or date; a cell is None where the words do not tell."""

    name: str
    type: Literal["text", "integer", "number", "date"]
    meaning: str


OWN: tuple[Field, ...] = (
    Field("first_day", "date", "the first day that the time of the event may mean"),
    Field("last_day", "date", "the last such day"),
    Field("time_words", "text", "the words of its time"),
    Field("auxiliary_modes", "text", "PLOVER's: historical, future, hypothetical, negation; joined by “; ”"),
    Field("not_a_fact", "text", "why it is none (see the inclusion rules); empty for facts"),
    Field("factuality", "text", "FactBank's value, of the richest mention, to its innermost source"),
    Field("sources", "text", "the innermost sources of the mentions that the row is made of; “the article” where it speaks itself"),
    Field("confidence", "number", "how sure the richest mention was read, from 0 to 1"),
    Field("document", "text", "the document's id"),
    Field("mentions", "text", "the entry ids of all mentions in the order of the text, joined by “; ”"),
    Field("actor_inferred", "text", "by which rule others stand in for actors whom the words do not name; empty where the words name them"),
    Field("recipient_inferred", "text", "likewise of recipients"),
    Field("perpetrator", "text", "how the perpetrator stands: reported as fact, claimed or admitted, accused, suspected, denied; by whom"),
    Field("entry", "text", "the entry id of the richest mention"),
    Field("evidence", "text", "the words of that mention, as they stand in the text"),
)
"""The columns that every event table ends with."""


@dataclass(frozen=True, slots=True)
class Party:
    """One who acts or is acted upon: its words, its actor where they are resolved, what force it is; or the place that stands for it."""

    words: str
    actor: Actor | None
    force: Force | None
    place: Place | None = None

    @property
    def name(self) -> str:
        """The actor's name or the place's, or the words."""
        known = self.actor or self.place
        return (known and known.name) or self.words

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-3."""
        known = self.actor or self.place
        return known.country if known else None


@dataclass(frozen=True, slots=True)
class Site:
    """Where: the words and what they resolve to."""

    place: Place

    @property
    def country(self) -> str | None:
        """The country's name."""
        return table()[self.place.country].name if self.place.country in table() else None

    @property
    def codes(self) -> Codes:
        """The country's codes in other schemes."""
        return codes(self.place.country)

    @property
    def near(self) -> bool:
        """Whether the words say that it was not in the place itself but near it or in a part of it."""
        return _NEAR.search(self.place.text.casefold()) is not None

    @property
    def city(self) -> str | None:
        """The settlement."""
        return self.place.name if self.place.feature == "settlement" else None


@dataclass(frozen=True)
class Happening:
    """An event of a document. ``told`` is its description by the mentions that count; ``reasons`` are why they make no fact.

    ``fillings`` are what stands in for sides that these do not name, by role.
    """

    ledger: Ledger
    mentions: tuple[Event, ...]
    told: Description
    reasons: tuple[str, ...]
    perpetrator: Perpetrator | None
    fillings: Mapping[str, Filling] = field(default_factory=dict)

    @property
    def event(self) -> Event:
        """The richest mention."""
        return self.told.event

    @property
    def id(self) -> str:
        """``DOCUMENT/ENTRY``, as ``sayso show`` takes it."""
        return f"{self.event.document}/{self.event.id}"

    def party(self, mention: Mention) -> Party:
        """Whom a mention names. A place fights nobody."""
        if isinstance(mention, Place):
            return Party(mention.text, None, None, mention)
        return Party(mention.text, self.ledger.actor(mention.actor), force(self.ledger.actor(mention.actor), mention.text))

    @cached_property
    def actors(self) -> tuple[Party, ...]:
        """Who acts, each once."""
        return self._parties("actors")

    @cached_property
    def recipients(self) -> tuple[Party, ...]:
        """Who is acted upon, each once."""
        return self._parties("recipients")

    def _parties(self, role: str) -> tuple[Party, ...]:
        found: dict[str, Party] = {}
        for mention in self.told.fillers(role) or (self.fillings[role].mentions if role in self.fillings else ()):
            found.setdefault(mention.actor or mention.text.casefold(), self.party(mention))
        return tuple(found.values())

    @cached_property
    def sides(self) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Who stands against whom: actors and recipients; of several who act toward each other the first and the others."""
        if self._inferred("recipients") == "joint":
            return self.recipients[:1], self.recipients[1:]
        if not self.told.fillers("recipients") and len(self.actors) == 2 and self.mutual:
            return self.actors[:1], self.actors[1:]
        return self.actors, self.recipients

    def _inferred(self, role: str) -> str | None:
        """By which of :data:`sayso.dyads.REASONS` others stand in for a side that the words do not name."""
        return self.fillings[role].reason if role in self.fillings else None

    @property
    def mutual(self) -> bool:
        """Whether both sides fight."""
        return any(map(mutual, self.told.mentions))

    @property
    def site(self) -> Site | None:
        """Where, the place that is best resolved."""
        return Site(self.told.places[0]) if self.told.places else None

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day, where both are known."""
        when = self.told.when
        return (when.first, when.last) if when and when.first and when.last else None

    @property
    def auxiliary(self) -> tuple[str, ...]:
        """PLOVER's auxiliary modes of the richest mention."""
        return inclusion.auxiliary(self.event, self.ledger.document.published)

    def own(self) -> dict[str, Any]:
        """The cells of :data:`OWN`."""
        when = self.told.when
        return {
            "first_day": when.first if when else None,
            "last_day": when.last if when else None,
            "time_words": when.text if when else None,
            "auxiliary_modes": joined(self.auxiliary),
            "not_a_fact": joined(self.reasons),
            "factuality": self.event.factuality,
            "sources": joined(self._sources()),
            "confidence": self.event.confidence,
            "document": self.event.document,
            "mentions": joined(m.id for m in self.mentions),
            "actor_inferred": self._inferred("actors"),
            "recipient_inferred": self._inferred("recipients"),
            "perpetrator": str(self.perpetrator) if self.perpetrator else None,
            "entry": self.event.id,
            "evidence": self.event.evidence.text,
        }

    def _sources(self) -> Iterator[str]:
        for mention in self.told.mentions:
            if not mention.attributions:
                yield ARTICLE
            elif source := mention.attributions[-1].source:
                yield self.party(source).name


def happenings(ledgers: Iterable[Ledger], include: Collection[str] = (), placed: bool = False) -> Iterator[Happening]:
    """The events of some documents, in the order of the text: facts, and what else ``include`` names of :data:`sayso.inclusion.RULES`.

    A row is made of the mentions that are facts; only where none is, of those that are not for these reasons. Where ``include`` names
    :data:`sayso.inclusion.INFERRED` others stand in for the sides that no mention names, places only where ``placed``.
    """
    for ledger in ledgers:
        blame, dyads = perpetrators(ledger), Dyads(ledger) if inclusion.INFERRED in include else None
        for group in groups(ledger):
            facts = [m for m in group if inclusion.included(m)]
            if counted := facts or [m for m in group if inclusion.included(m, include)]:
                told = Description.of(ledger, facing(counted))
                naming = (m for m in told.mentions if m.actors and m.actors == told.fillers("actors") and not turns(m))
                stands = next((blame.get(m.id) for m in naming), None)
                fillings = _fillings(dyads, told, placed) if dyads else {}
                yield Happening(ledger, group, told, inclusion.reasons(told.event), stands, fillings)


def _fillings(dyads: Dyads, told: Description, placed: bool) -> dict[str, Filling]:
    """What stands in for the sides that no mention names, by the richest that has it. Assailants who only act together are one side."""
    found: dict[str, Filling] = {}
    for mention in told.mentions:
        for role, filling in dyads.fillings(mention).items():
            allies = filling.reason == "joint" and told.type == "ASSAULT" and not mutual(mention)
            known = placed or not any(isinstance(m, Place) for m in filling.mentions)
            if known and not allies and not told.fillers(role):
                found.setdefault(role, filling)
    return found


def mutual(event: Event) -> bool:
    """Whether its cue says that both sides fight ("clashed")."""
    return event.cue is not None and _MUTUAL.search(event.cue.text.casefold()) is not None


def force(actor: Actor | None, words: str) -> Force | None:
    """What force an actor is, by its sector or else its type; or else by the common words that name it ("gunmen", "villagers")."""
    agent = phrases.parse(words).agent
    if agent and agent.words in _CROWD:
        return "crowd"
    if actor and (found := _FORCES.get(actor.sector or "") or _TYPES.get(actor.type)):
        return found
    return _FORCES.get(agent.sector or "") if agent else None


def joined(parts: Iterable[str | None]) -> str | None:
    """Each part once, joined by "; "; None where there is none."""
    return "; ".join(dict.fromkeys(p for p in parts if p)) or None
