"""What single mentions tell of an incident: its kind, day and place, who and what it is done to, what harm came to them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sayso.actors import is_pronominal
from sayso.evaluate.peers import incident_words as say
from sayso.evaluate.peers.incident_phrases import Target, is_name, is_person, number, parts, person_kind, person_name, thing
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.merging import groups
from sayso.model import Actor, Mention
from sayso.perpetrators import perpetrators
from sayso.places.countries import named


@dataclass(slots=True)
class Incident:
    """What mentions tell of one incident."""

    events: list[Event] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    targets: list[Target] = field(default_factory=list)
    attackers: list[str] = field(default_factory=list)

    def add(self, target: Target) -> None:
        """One more target, or another mention of one."""
        known = next((t for t in self.targets if t.thing == target.thing and t.keys & target.keys), None)
        if not known and target.definite:
            named_ones = [t for t in self.targets if t.names]
            known = named_ones[0] if len(named_ones) == 1 else None
        if known:
            known.take(target)
        else:
            self.targets.append(target)

    @property
    def kind(self) -> str:
        """The kind that most mentions tell, a particular one before ATTACK."""
        special = [k for k in self.kinds if k != "ATTACK"]
        return max(special, key=self.kinds.__getitem__, default="ATTACK")


class Mentions:
    """The mentions of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.text = ledger.document.text
        self.stops = [m.end() for m in say.SENTENCE.finditer(self.text)]
        self.groups = {e.id: i for i, group in enumerate(groups(ledger)) for e in group}
        self.blame = perpetrators(ledger)

    def sentence(self, event: Event) -> tuple[int, int]:
        """Where the sentence of an event's cue begins and ends."""
        at = (event.cue or event.evidence).start
        first = max((s for s in self.stops if s <= at), default=0)
        return first, min((s for s in self.stops if s > at), default=len(self.text))

    def words(self, mention: Mention) -> str | None:
        """A mention's words, those of another mention of the same for a pronoun."""
        if not is_pronominal(mention.text):
            return " ".join(mention.text.split())
        actor = self.ledger.actor(mention.actor)
        told = [a.text for a in actor.aliases if not is_pronominal(a.text)] if actor else []
        return " ".join(max(told, key=len).split()) if told else None

    def kind(self, event: Event) -> str:
        """ATTACK, BOMBING ..., by the cue, the mode, then the words around."""
        cue = event.cue.text if event.cue else ""
        if event.mode == "abduct" and not re.search(r"taken|took|held", cue):
            return "KIDNAPPING"
        for name, pattern in say.KINDS:
            if pattern.search(cue):
                return name
        if event.mode in ("explosives", "suicide-attack"):
            return "BOMBING"
        return next((name for name, pattern in say.KINDS[1:3] if pattern.search(event.evidence.text)), "ATTACK")

    def towns(self, events: Iterable[Event]) -> set[str]:
        """The places that are resolved to a point."""
        return {p.name for e in events for p in e.place if p.name and p.latitude is not None}

    def days(self, events: Iterable[Event]) -> set[dt.date]:
        """The days told, where a single one is."""
        return {e.when.first for e in events if e.when and e.when.first and e.when.first == e.when.last}

    def targets(self, event: Event) -> list[Target]:
        """Who and what it is done to: recipients, those who are counted, buildings that it is said to be at."""
        found: list[Target] = []
        seen: list[Mention] = []
        counted = [c for c in event.counts if c.what in say.HURT]
        for mention in (*event.recipients, *(Mention(c.start, c.end, c.text) for c in counted)):
            if any(map(mention.overlaps, seen)):
                continue
            seen.append(mention)
            found += self.of_mention(event, mention)
        if not any(t.thing for t in found) and self.kind(event) in ("BOMBING", "ARSON", "ATTACK"):
            sites = {p.text: thing(p.text) for p in event.place if not say.OPEN.search(p.text)}
            found += [self.target(event, text, sort) for text, sort in sites.items() if sort and sort != "TRANSPORTATION ROUTE"]
        return found

    def of_mention(self, event: Event, mention: Mention) -> Iterator[Target]:
        """The targets that a mention names, each part of a coordination."""
        text = self.words(mention)
        actor = self.ledger.actor(mention.actor)
        if text is None or say.NONE.match(text) or self.charged(mention):
            return
        counted = any(c.what in say.HURT and mention.overlaps(c) for c in event.counts)
        for part in parts(text):
            if (
                not re.search(r"[A-Za-z]{3}", part)
                or say.ATTACKERS.search(say.STOP.split(f"{part} ")[0])
                or say.NO_TARGET.search(part)
                or say.NUMBER_ONLY.match(part)
            ):
                continue
            head = say.STOP.split(f"{say.OPENERS.sub('', part)} ")[0].strip()
            sort = thing(part)
            if not sort and not counted and not is_person(head) and not is_name(head, actor):
                if not actor or actor.type not in ("organization", "party", "media", "government") or not re.search(r"[A-Z]", part):
                    continue
                sort = "ORGANIZATION OFFICE"
            yield self.target(event, part, sort, actor if part == text else None)

    def charged(self, mention: Mention) -> bool:
        """Whether they are said to have done it ("two men accused of the murder")."""
        return bool(say.CHARGED.match(self.text, mention.end))

    def attackers(self, event: Event) -> list[str]:
        """Those among whom it is said to be done to who rather did it: unnamed gunmen."""
        said = (part for m in event.recipients for part in parts(" ".join(m.text.split())))
        return [say.OPENERS.sub("", p) for p in said if say.ATTACKERS.search(say.STOP.split(f"{p} ")[0])]

    def target(self, event: Event, text: str, sort: str | None, actor: Actor | None = None) -> Target:
        """A target by its words."""
        bare = say.OPENERS.sub("", text)
        if sort:
            fought = bool(say.ARMED.search(say.STOP.split(f"{bare} ")[0]))
            return Target(True, [], [bare.upper()], number(text), sort, None, self.first(say.DAMAGED, event), fought)
        name = person_name(bare)
        said = bare.removesuffix(name).strip(" ,") if name else bare
        if not name and actor and len(actor.aliases) > 1 and number(text) == "1":
            name = next((n for a in actor.aliases if (n := person_name(say.OPENERS.sub("", " ".join(a.text.split())))) and " " in n), None)
        kind, fighter = person_kind(bare, actor.sector if actor else None)
        country = next(iter(named(bare)), None)
        return Target(
            False,
            [name.upper()] if name else [],
            [said.upper()] if said else [],
            "1" if name else number(text),
            kind,
            country,
            self.harm(event, text),
            fighter and not name,
            not name and number(text) == "1" and bool(re.match(r"(?:the|this) [a-z]", text, re.I)),
        )

    def first(self, told: Sequence[tuple[str, re.Pattern[str]]], event: Event) -> str | None:
        """The first harm that an event's words tell."""
        words = event.evidence.text
        return next((name for name, pattern in told if pattern.search(words)), None)

    def harm(self, event: Event, text: str) -> str | None:
        """What came to a person: by the counts that hold the words, the cue, the evidence."""
        for count in event.counts:
            if count.what in ("killed", "wounded") and (count.text in text or text in count.text):
                return "DEATH" if count.what == "killed" else "INJURY"
        cue = event.cue.text if event.cue else ""
        told = next((name for name, pattern in say.HARMED if pattern.search(cue)), None)
        return told or self.first(say.HARMED, event)
