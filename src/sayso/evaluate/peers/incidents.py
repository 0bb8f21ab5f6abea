"""A ledger's violent incidents as MUC-4's templates (Sundheim 1992, "Overview of MUC-4"; its task documentation, MUC-4's appendix A).

*Which.* MUC-4 asks for acts of terrorism: violence against persons or things that are not, or not only, fighters (a fight between
guerrillas and an army is none; nor is what is done to guerrillas or traffickers), told as something particular, lately done, tried or
threatened. So an incident starts with a mention of an ASSAULT or a threat of violence that says against whom or what, is not denied or
supposed, is not of long ago and is no war, struggle or campaign; and enough must be told of it (:data:`TOLD`).

*Merging.* Mentions are taken in the order of the text; each joins the incident that it has most in common with: a ``same`` link, a target,
a sentence, a place, a day, the kind. Different kinds, days, places and names keep it apart. What names no target ("the attack", "claimed
responsibility") only ever joins.

*Fills.* Kinds of targets and instruments are told by their words (``muc4.csv``), what harm came to them by those that tell it, who did it
and how that stands by :mod:`sayso.perpetrators` and the words of claim and suspicion beside.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sayso import dates, places, quantities, wires
from sayso.actors import is_pronominal, phrases
from sayso.evaluate.peers import incident_words as say
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.merging import groups
from sayso.model import Actor, Mention
from sayso.perpetrators import Perpetrator, perpetrators
from sayso.places import Known
from sayso.places.countries import named, table

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
OLD = dt.timedelta(days=62)
"""MUC-4 leaves out what happened more than two months before."""

FIGHTERS = frozenset(("MIL", "REB", "PRM", "UAF", "CRM"))
STATE = frozenset(("MIL", "GOV", "COP", "SPY"))


class Fill(NamedTuple):
    """A fill of a slot: what it may be called, and the strings of another slot that it refers to."""

    values: tuple[str, ...]
    of: tuple[str, ...] = ()


Template = Mapping[str, Sequence[Fill]]
"""By slot its fills."""


def published(text: str) -> dt.date | None:
    """The date of a report, from its dateline ("SAN SALVADOR, 3 JAN 90 --")."""
    found = re.search(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})[A-Z]* (\d\d)\b", text[:300])
    try:
        return dt.date(1900 + int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) if found else None
    except ValueError:
        return None


@cache
def lexicon(slot: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The words that tell a slot's fill, the longest first, and what each tells."""
    with Path(__file__).with_suffix("").with_name("muc4.csv").open(encoding="utf-8", newline="") as lines:
        told: dict[str, str] = {}
        for row in csv.DictReader(lines):
            for word in row["words"].split(";") if row["slot"] == slot else ():
                told.setdefault(word, row["value"])
    order = sorted(told, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, order))})(?![\w])", re.I), told


@dataclass(slots=True)
class Target:
    """Who or what it is done to, in the words of its mentions; ``harm`` as MUC-4 calls it."""

    thing: bool
    names: list[str]
    descriptions: list[str]
    number: str
    kind: str
    country: str | None = None
    harm: str | None = None
    fighter: bool = False
    definite: bool = False

    @property
    def keys(self) -> set[str]:
        """Words to know it again by."""
        said = self.names or self.descriptions
        return {w for s in said for w in re.findall(r"[A-Z]{3,}", s.upper()) if w not in say.COMMON}

    def take(self, other: Target) -> None:
        """Another mention of the same."""
        self.names += [n for n in other.names if n not in self.names]
        self.descriptions += [d for d in other.descriptions if d not in self.descriptions]
        if self.number in ("PLURAL", "1") and other.number not in ("PLURAL", "1"):
            self.number = other.number
        if self.kind in ("CIVILIAN", "OTHER"):
            self.kind = other.kind
        self.country = self.country or other.country
        self.harm = other.harm if self.harm is None or other.harm == "DEATH" else self.harm


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


class _Reader:
    """One ledger on its way to templates."""

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

    def incidents(self) -> list[Incident]:
        """The incidents that are MUC-4's."""
        found: list[Incident] = []
        for event in self.ledger.of("event"):
            assert isinstance(event, Event)
            if not self.violent(event):
                continue
            targets = self.targets(event)
            if not targets and self.between_fighters(event):
                continue
            kind = self.kind(event)
            ranked = sorted(((self.common(i, event, kind, targets), n) for n, i in enumerate(found)), reverse=True)
            if ranked and ranked[0][0] >= JOIN:
                incident = found[ranked[0][1]]
            elif targets and self.particular(event):
                incident = Incident()
                found.append(incident)
            else:
                continue
            incident.events.append(event)
            incident.attackers += self.attackers(event)
            incident.kinds[kind] += 2 if kind != "ATTACK" else 1
            for target in targets:
                incident.add(target)
        return self.gathered([i for i in found if self.relevant(i)])

    def gathered(self, found: list[Incident]) -> list[Incident]:
        """Those of which enough is told, each with what is told beside it of who was hurt."""
        told = [i for i in found if self.told(i) >= TOLD - (ONLY if len(found) == 1 else 0)]
        for rest in found:
            if any(rest is i for i in told) or not self.toll(rest):
                continue
            if near := [i for i in told if self.beside(i, rest)]:
                incident = min(near, key=lambda i: self.gap(i, rest))
                incident.events += rest.events
                for target in rest.targets:
                    incident.add(target)
        return told

    def toll(self, incident: Incident) -> bool:
        """Whether no more is told than whom it hurt."""
        return all(say.TOLL.search(e.cue.text if e.cue else "") for e in incident.events)

    def gap(self, incident: Incident, other: Incident) -> int:
        """How many sentences lie between the nearest mentions of two."""
        return min(
            len(say.SENTENCE.findall(self.text[min(a.evidence.end, b.evidence.end) : max(a.evidence.start, b.evidence.start)]))
            for a in incident.events
            for b in other.events
        )

    def beside(self, incident: Incident, other: Incident) -> bool:
        """Whether two are told beside each other and nothing keeps them apart."""
        kinds = {incident.kind, other.kind}
        if self.gap(incident, other) > GAP or (len(kinds) > 1 and "ATTACK" not in kinds):
            return False
        days, day = self.days(incident.events), self.days(other.events)
        towns, town = self.towns(incident.events), self.towns(other.events)
        return not (days and day and not days & day) and not (towns and town and not towns & town)

    def violent(self, event: Event) -> bool:
        """Whether a mention may tell of an incident at all."""
        cue = event.cue.text if event.cue else ""
        if event.factuality.endswith("-") or event.factuality == "CTu" or not say.VIOLENT.search(cue):
            return False
        if say.WAR.search(cue) and not re.search(r"\d|kill|murder|bomb", cue):
            return False
        if event.event_type == "THREATEN":
            return (event.mode == "violence" or bool(say.DEATH_THREAT.search(event.evidence.text))) and bool(event.recipients)
        if event.event_type == "ASSAULT":
            return not (event.factuality == "Uu" and event.tense == "future")
        harmed = any(c.what in ("killed", "wounded", "abducted") for c in event.counts)
        return harmed or (event.event_type in ("OTHER", "COERCE") and any(p.search(cue) for _, p in say.KINDS[:3]))

    def between_fighters(self, event: Event) -> bool:
        """Whether it is done to guerrillas and the like by the state's forces."""
        return any(say.GROUPED.search(m.text) for m in event.recipients) and any(say.STATE.search(m.text) for m in event.actors)

    def particular(self, event: Event) -> bool:
        """Whether a mention can begin an incident: it is of late and no war."""
        cue = event.cue.text if event.cue else ""
        if event.event_type not in ("ASSAULT", "THREATEN") or say.WAR.search(cue):
            return False
        if event.factuality == "Uu" or event.tense == "present":
            return False
        when, published = event.when, self.ledger.document.published
        if not when or not when.first or not when.last:
            return True
        return when.last - when.first <= OLD and (published is None or published - when.last <= OLD)

    def relevant(self, incident: Incident) -> bool:
        """Whether it is done to others than fighters only."""
        vague = [t for t in incident.targets if not t.fighter and not t.names and say.VAGUE.match(t.descriptions[0])]
        plain = [t for t in incident.targets if not t.fighter and t not in vague]
        return bool(plain) or (bool(vague) and not any(t.fighter for t in incident.targets))

    def told(self, incident: Incident) -> float:
        """How much is told of it: what is only mentioned in passing is no incident to report."""
        events, targets = incident.events, incident.targets
        persons, bodies, state = self.blamed(incident)
        counted = any(c.what in ("killed", "wounded", "abducted") for e in events for c in e.counts)
        return sum(
            weight
            for weight, holds in (
                (1.0, any(t.thing for t in targets)),
                (0.7, bool(self.days(events))),
                (0.7, counted),
                (0.6, bool(persons)),
                (0.4, bool(bodies)),
                (0.5, any(t.names for t in targets)),
                (0.5, len(events) > 1),
                (0.3, len(events) > 3),
                (0.5, max(e.confidence for e in events) >= 0.95),
                (0.4, any(t.harm in ("DEATH", "INJURY") for t in targets)),
                (0.5, any(e.mode for e in events)),
                (-0.6, state),
                (-0.7, any(t.fighter for t in targets)),
                (-0.3, all(t.number == "PLURAL" for t in targets)),
                (-0.5, self.personal),
            )
            if holds
        )

    @cached_property
    def personal(self) -> bool:
        """Whether it is someone's speech: the text says "we" and "I" again and again."""
        return len(say.FIRST.findall(self.text)) >= 6

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

    def common(self, incident: Incident, event: Event, kind: str, targets: Sequence[Target]) -> float:
        """How much an incident has in common with a mention."""
        score = 0.0
        last = incident.events[-1]
        if any(self.groups[e.id] == self.groups[event.id] for e in incident.events):
            score += 2
        keys = {k for t in incident.targets for k in t.keys}
        new = {k for t in targets for k in t.keys}
        if keys & new:
            score += 3
        elif not new:
            score += 1.5
        elif any(t.names for t in targets) and any(t.names for t in incident.targets):
            score -= 1.5
        if any(self.sentence(e) == self.sentence(event) for e in incident.events):
            score += 2
        between = self.text[(last.cue or last.evidence).end : (event.cue or event.evidence).start]
        gap = len(say.SENTENCE.findall(between))
        score += 0.5 if gap <= 1 else 0 if gap <= 3 else -0.5
        if kind == incident.kind:
            score += 1
        elif "ATTACK" not in (kind, incident.kind):
            score -= 3
        elif "KIDNAPPING" in (kind, incident.kind):
            score -= 1.5
        here, there = self.towns(incident.events), self.towns([event])
        if here and there:
            score += 1 if here & there else -1.5
        days, day = self.days(incident.events), self.days([event])
        if days and day:
            score += 0.5 if days & day else -1.5
        return score

    def towns(self, events: Iterable[Event]) -> set[str]:
        """The places that are resolved to a point."""
        return {p.name for e in events for p in e.place if p.name and p.latitude is not None}

    def days(self, events: Iterable[Event]) -> set[dt.date]:
        """The days told, where a single one is."""
        return {e.when.first for e in events if e.when and e.when.first and e.when.first == e.when.last}

    # targets

    def targets(self, event: Event) -> list[Target]:
        """Who and what it is done to: recipients, those who are counted, buildings that it is said to be at."""
        found: list[Target] = []
        spans: list[tuple[int, int]] = []
        counted = [c for c in event.counts if c.what in ("killed", "wounded", "abducted")]
        for mention in (*event.recipients, *(Mention(c.start, c.end, c.text) for c in counted)):
            if any(a < mention.end and mention.start < b for a, b in spans):
                continue
            spans.append((mention.start, mention.end))
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
        counted = any(mention.start < c.end and c.start < mention.end and c.what in ("killed", "wounded", "abducted") for c in event.counts)
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
            if not sort and not counted and not _is_person(head) and not is_name(head, actor):
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

    # fills

    def template(self, incident: Incident, alone: bool = False) -> dict[str, list[Fill]]:
        """The fills of an incident."""
        people = [t for t in incident.targets if not t.thing and (t.names or not t.fighter)]
        things = [t for t in incident.targets if t.thing]
        out: dict[str, list[Fill]] = {
            "incident_type": [Fill((incident.kind,))],
            "incident_stage_of_execution": [Fill((self.stage(incident),))],
            "incident_date": self.date(incident),
            "incident_location": self.location(incident),
        }
        out["incident_instrument_id"], out["incident_instrument_type"] = self.instruments(incident)
        out |= self.culprits(incident, alone)
        out["phys_tgt_id"] = [Fill(tuple(t.descriptions)) for t in things]
        out["phys_tgt_type"] = [Fill((t.kind,), tuple(t.descriptions)) for t in things]
        out["phys_tgt_number"] = [Fill((t.number,), tuple(t.descriptions)) for t in things]
        out["phys_tgt_effect_of_incident"] = [Fill((t.harm,), tuple(t.descriptions)) for t in things if t.harm]
        out["hum_tgt_name"] = [Fill(tuple(t.names)) for t in people if t.names]
        out["hum_tgt_description"] = [Fill(tuple(t.descriptions), tuple(t.names)) for t in people if t.descriptions]
        known = [(t, tuple(t.names or t.descriptions)) for t in people]
        out["hum_tgt_type"] = [Fill((t.kind,), of) for t, of in known]
        out["hum_tgt_number"] = [Fill((t.number,), of) for t, of in known]
        out["hum_tgt_effect_of_incident"] = [Fill((t.harm,), of) for t, of in known if t.harm and incident.kind != "KIDNAPPING"]
        here = self.country(incident)
        nations = [
            (table()[t.country].name.upper(), of) for t, of in known if t.country and here and t.country != here and t.country in table()
        ]
        out["hum_tgt_foreign_nation"] = [Fill((nation,), of) for nation, of in nations]
        return out

    def stage(self, incident: Incident) -> str:
        """How far it came."""
        if all(e.event_type == "THREATEN" for e in incident.events):
            return "THREATENED"
        first = incident.events[0]
        start, end = self.sentence(first)
        before = self.text[start : (first.cue or first.evidence).end]
        if first.factuality == "Uu" and say.THREAT.search(before):
            return "THREATENED"
        harmed = any(t.harm in ("DEATH", "INJURY", "DESTROYED", "SOME DAMAGE") for t in incident.targets)
        return "ATTEMPTED" if say.TRIED.search(self.text[start:end]) and not harmed else "ACCOMPLISHED"

    def date(self, incident: Incident) -> list[Fill]:
        """When, or else until the day of the report."""
        for event in incident.events:
            when = event.when
            if when and when.first and when.last and when.last - when.first <= OLD:
                return [Fill((_days(when.first, when.last),))]
        for event in incident.events:
            start, end = self.sentence(event)
            for said in say.DAY_WORDS.finditer(self.text, start, end):
                told = dates.resolve(said[0], self.ledger.document.published, tense="past")
                if told and told.first and told.last and told.last - told.first <= OLD:
                    return [Fill((_days(told.first, told.last),))]
        reported = self.ledger.document.published
        return [Fill((f"- {_day(reported)}",))] if reported else []

    def country(self, incident: Incident) -> str | None:
        """The country: of its places, of the dateline, or that which the text names most."""
        known = named(self.text)
        codes = [p.country for e in incident.events for p in e.place if p.country and (known[p.country] or p.country == self.home)]
        return codes[0] if codes else self.home

    @cached_property
    def home(self) -> str | None:
        """The country that the document names most, that of the dateline twice more."""
        codes = named(self.text) + Counter([self.dateline.country] * 2 if self.dateline and self.dateline.country else [])
        return codes.most_common(1)[0][0] if codes else None

    @cached_property
    def dateline(self) -> Known | None:
        """Where the report was sent from."""
        place = re.match(r"\s*([^\d\n]{3,40}?),? (?:\d{1,2} [A-Z][a-z]{2}|no date)", self.text)
        return places.resolve(place[1], named(self.text)) if place else None

    def location(self, incident: Incident) -> list[Fill]:
        """Where, as MUC-4 writes it: from the country on."""
        code = self.country(incident)
        if code not in table():
            return []
        nation = table()[code].name.upper()
        towns = [p.name for e in incident.events for p in e.place if p.name and p.latitude is not None and p.country == code]
        unknown = [p.text for e in incident.events for p in e.place if p.latitude is None and not p.country and not thing(p.text)]
        called = [m[0].strip() for said in unknown if (m := re.search(r"(?:[A-Z][\w'’]+\s?)+", say.OPENERS.sub("", said)))]
        if not towns:
            sentences = " ".join(self.text[slice(*self.sentence(e))] for e in incident.events)
            if self.dateline and self.dateline.latitude is not None and self.dateline.country == code and say.HERE.search(sentences):
                towns = [self.dateline.name]
            towns += [
                name for name in self.places.get(code, ()) if re.search(rf"\b(?:in|at|near|of|from) {re.escape(name)}\b", _plain(sentences))
            ]
        return [Fill((_plain(": ".join([nation, *(t.upper() for t in (towns or called)[:1])])),))]

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """The places of the document that are resolved to a point, by country."""
        found: dict[str, list[str]] = {}
        for entry in self.ledger.of("event"):
            for p in getattr(entry, "place", ()):
                if p.name and p.country and p.latitude is not None and _plain(p.name) not in found.setdefault(p.country, []):
                    found[p.country].append(_plain(p.name))
        return found

    def instruments(self, incident: Incident) -> tuple[list[Fill], list[Fill]]:
        """With what, by the words of the sentences."""
        pattern, told = lexicon("incident_instrument_type")
        words: dict[str, str] = {}
        for start, end in dict.fromkeys(map(self.sentence, incident.events)):
            for found in pattern.finditer(self.text, start, end):
                word = " ".join(found[0].lower().split())
                if (told[word] in say.EXPLOSIVES) == (incident.kind == "BOMBING") and not any(word in other for other in words):
                    words[word] = told[word]
        strings: dict[str, list[str]] = {}
        for word, kind in words.items():
            strings.setdefault(kind, []).append(word.upper())
        if len(strings) > 1:
            strings.pop("GUN", None)
            strings.pop("EXPLOSIVE", None)
        nouns = {kind: [w for w in said if not say.DEED.search(w)] for kind, said in strings.items()}
        return [Fill(tuple(said)) for said in nouns.values() if said], [Fill((kind,), tuple(said)) for kind, said in nouns.items()]

    def blamed(self, incident: Incident, alone: bool = False) -> tuple[dict[str, list[str]], dict[str, tuple[list[str], str]], bool]:
        """Individuals, organisations with how that stands, and whether one of them is the state's."""
        persons: dict[str, list[str]] = {}
        bodies: dict[str, tuple[list[str], str]] = {}
        state = False
        done_to = {k for t in incident.targets for k in t.keys}
        for event in incident.events:
            for mention in event.actors:
                actor = self.ledger.actor(mention.actor)
                bare = say.OPENERS.sub("", self.words(mention) or "")
                if len(bare) < 3 or say.NONE.match(bare) or done_to & set(re.findall(r"[A-Z]{3,}", bare.upper())):
                    continue
                head = say.STOP.split(f"{bare} ")[0].strip()
                nameless = bool(say.NAMELESS.search(head))
                is_body = not nameless and self.is_body(bare, actor)
                if (
                    not is_body
                    and not nameless
                    and not (actor and actor.type == "person" and re.match(r"(?:[A-Z][\w'-]+ ){1,4}[A-Z][\w'-]+$", bare))
                ):
                    continue
                state = state or (bool(say.STATE.search(head)) and not say.GROUPED.search(bare))
                sure = self.standing(event, self.blame.get(event.id))
                if is_body and (groups := self.groups_in(bare)):
                    for names in groups:
                        bodies.setdefault(names[0], ([n.upper() for n in names], sure))
                elif is_body:
                    said = [bare.upper(), *(a.text.upper() for a in (actor.aliases if actor else ()) if not is_pronominal(a.text))]
                    bodies.setdefault(mention.actor or bare.upper(), (said, sure))
                else:
                    persons.setdefault(mention.actor or bare.upper(), [bare.upper()])
                    for names in self.groups_in(bare):
                        bodies.setdefault(names[0], ([n.upper() for n in names], sure))
        for names, sure in self.told_of(incident, alone):
            bodies.setdefault(names[0], ([n.upper() for n in names], sure))
        for target in incident.attackers:
            if not persons:
                persons[target.upper()] = [target.upper()]
        return persons, once(bodies), state

    def is_body(self, words: str, actor: Actor | None) -> bool:
        """Whether some words name an organisation that may do such things."""
        if actor and actor.id.isupper() and actor.sector in FIGHTERS | STATE:
            return True
        return bool(say.BODY.search(say.STOP.split(f"{words} ")[0])) and not say.NO_BODY.search(words)

    @cached_property
    def armed(self) -> dict[str, tuple[str, ...]]:
        """The armed groups that the text names: each of their names, with all of them."""
        found: dict[str, tuple[str, ...]] = {}
        for actor in self.ledger.actors:
            if actor.id.isupper() and (actor.sector in FIGHTERS or actor.type == "armed_group") and actor.sector != "MIL":
                said = {say.OPENERS.sub("", a.text) for a in actor.aliases}
                names = tuple(
                    n for n in said if re.match(r"[A-Z]", n) and len(n) > 2 and not is_pronominal(n) and not say.NAMELESS.search(n)
                )
                found |= dict.fromkeys(names, (actor.name, *names))
        for group in say.GROUP.finditer(self.text):
            name = " ".join(group["name"].split())
            names = (name, group["short"]) if group["short"] else (name,)
            if not any(n in found for n in names):
                found |= dict.fromkeys(names, names)
            else:
                of = next(found[n] for n in names if n in found)
                found |= {n: tuple(dict.fromkeys((*of, *names))) for n in (*of, *names)}
        return found

    def groups_in(self, words: str) -> list[tuple[str, ...]]:
        """The armed groups that some words name, in their order, each with all its names."""
        at = {m.start(): names for n, names in self.armed.items() if (m := re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-])", words))}
        return list(dict.fromkeys(at[i] for i in sorted(at)))

    def told_of(self, incident: Incident, alone: bool) -> Iterator[tuple[tuple[str, ...], str]]:
        """Who the sentences of an incident, those after and, where it is the only one, others say did it; how that stands."""
        near = [self.sentence(e) for e in incident.events]
        near += [(end, min((s for s in self.stops if s > end), default=len(self.text))) for _, end in near]
        away = list(pairwise([0, *self.stops, len(self.text)])) if alone else []
        for first, last in dict.fromkeys([*near, *away]):
            words = " ".join(self.text[first:last].split())
            if not say.AGAIN.search(words):
                continue
            if (claim := say.CLAIM.search(words)) and not re.search(r"\b(?:no|none|nobody|neither)\b", words[: claim.start()], re.I):
                yield from ((names, "CLAIMED OR ADMITTED") for names in self.groups_in(words[: claim.start()]))
            own = (first, last) in near[: len(incident.events)]
            if own:
                for agent in say.AGENT.finditer(words):
                    found = self.groups_in(agent["who"]) or [(m[0],) for m in [say.FORCE.search(agent["who"])] if m]
                    yield from ((names, self.doubt(agent[0]) or "REPORTED AS FACT") for names in found)
            if blame := say.BLAME.search(words) if own else say.ACCUSED.search(words):
                passive = re.search(r"\b(?:is|are|was|were|be|been|being) (?:\w+ )?$", words[: blame.start()])
                said = (
                    words[: blame.start()]
                    if passive and not re.search(r"\b(?:on|to|by)\b", words[blame.end() : blame.end() + 40])
                    else words[blame.end() :]
                )
                sure = self.doubt(words[blame.start() : blame.end()]) or "SUSPECTED OR ACCUSED"
                if sure.startswith("SUSPECTED") and say.AUTHORITY.search(words[: blame.start()]):
                    sure = "SUSPECTED OR ACCUSED BY AUTHORITIES"
                found = self.groups_in(said) or [(m[0],) for m in [say.FORCE.search(said)] if m and say.ACCUSED.match(words, blame.start())]
                yield from ((names, sure) for names in found)

    def unnamed(self, incident: Incident) -> str | None:
        """Unnamed gunmen in the sentences of an incident."""
        done_to = {k for t in incident.targets for k in t.keys}
        for event in incident.events:
            found = say.UNNAMED.search(" ".join(self.text[slice(*self.sentence(event))].split()))
            if found and not done_to & set(re.findall(r"[A-Z]{3,}", found[0].upper())):
                return found[0].upper()
        return None

    def culprits(self, incident: Incident, alone: bool) -> dict[str, list[Fill]]:
        """Who did it, individuals and organisations, and how that stands."""
        persons, bodies, state = self.blamed(incident, alone)
        if not persons and not bodies and (unnamed := self.unnamed(incident)):
            persons[unnamed] = [unnamed]
        if not bodies and any(say.GROUPED.search(p) for said in persons.values() for p in said):
            groups = Counter(
                names for n, names in self.armed.items() for _ in re.finditer(rf"(?<![\w-]){re.escape(n)}(?![\w-])", self.text)
            )
            if groups:
                names, _ = groups.most_common(1)[0]
                first = incident.events[0]
                bodies[names[0]] = ([n.upper() for n in names], self.standing(first, self.blame.get(first.id)))
        return {
            "perp_incident_category": [Fill(("STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT",))],
            "perp_individual_id": [Fill(tuple(dict.fromkeys(p))) for p in persons.values()],
            "perp_organization_id": [Fill(tuple(dict.fromkeys(b))) for b, _ in bodies.values()],
            "perp_organization_confidence": [Fill((sure,), tuple(dict.fromkeys(b))) for b, sure in bodies.values()],
        }

    def words(self, mention: Mention) -> str | None:
        """A mention's words, those of another mention of the same for a pronoun."""
        if not is_pronominal(mention.text):
            return " ".join(mention.text.split())
        actor = self.ledger.actor(mention.actor)
        told = [a.text for a in actor.aliases if not is_pronominal(a.text)] if actor else []
        return " ".join(max(told, key=len).split()) if told else None

    def standing(self, event: Event, found: Perpetrator | None) -> str:
        """How it stands that they did it."""
        start, end = self.sentence(event)
        if doubt := self.doubt(self.text[start:end]):
            return doubt
        blame = found.blame if found else "fact"
        if blame == "claimed":
            return "CLAIMED OR ADMITTED"
        return "POSSIBLE" if blame == "suspected" else "REPORTED AS FACT"

    def doubt(self, words: str) -> str | None:
        """What a sentence says of how sure it is who did it."""
        if say.CLAIM.search(words):
            return "CLAIMED OR ADMITTED"
        for name, pattern in say.DOUBT:
            if found := pattern.search(words):
                official = name == "SUSPECTED OR ACCUSED" and say.AUTHORITY.search(words, max(0, found.start() - 60), found.start())
                return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else name
        return None


JOIN = 2.5
"""How much a mention must have in common with an incident to be one of it."""
GAP = 2
"""How many sentences may lie between an incident and what tells only whom it hurt."""
TOLD = 1.6
"""How much must be told of an incident."""
ONLY = 0.5
"""How much less is enough where a text tells no other."""


def once(bodies: Mapping[str, tuple[list[str], str]]) -> dict[str, tuple[list[str], str]]:
    """Organisations, those that share a name as one."""
    out: dict[str, tuple[list[str], str]] = {}
    for key, (names, sure) in bodies.items():
        same = next(
            (k for k, (known, _) in out.items() if any(_plain(n) in _plain(m) or _plain(m) in _plain(n) for n in names for m in known)),
            None,
        )
        if same:
            out[same][0].extend(names)
        else:
            out[key] = (list(names), sure)
    return out


def thing(text: str) -> str | None:
    """What sort of thing some words name, by the head; None for persons."""
    pattern, told = lexicon("phys_tgt_type")
    bare = say.OPENERS.sub("", text.lower())
    head = say.STOP.split(f"{bare} ")[0].strip()
    if _is_person(head):
        return None
    found = [m[0] for m in pattern.finditer(head) if m.end() == len(head)] or [m[0] for m in pattern.finditer(head)]
    if not found and (inner := pattern.search(bare)):
        found = [inner[0]]
    if not found:
        return None
    if re.search(r"embass|consulat|ambassador", bare):
        return "DIPLOMAT OFFICE OR RESIDENCE"
    return told[found[-1]]


def _is_person(head: str) -> bool:
    """Whether a phrase's head is a word for persons."""
    pattern, _ = lexicon("hum_tgt_type")
    return bool(say.PERSON.search(head)) or any(m.end() == len(head) for m in pattern.finditer(head))


def is_name(head: str, actor: Actor | None) -> bool:
    """Whether a phrase's head is a person's name."""
    return bool(actor and actor.type == "person" and re.search(r"[A-Z][\w'-]+$", head))


def person_name(text: str) -> str | None:
    """The name that a phrase for a person ends in."""
    text = re.sub(r"\b(?:\d\d|[a-z]+)- ?years?- ?old ", "", text)
    if not re.search(r"[A-Z]", text):
        return None
    name = phrases.person(text, not re.search(r"\b[a-z]{4,}", text))
    if not name or not text.endswith(name):
        return None
    first, _, rest = name.partition(" ")
    if " " in rest and named(first):  # "Spaniard Jose Maria Martinez"
        name = rest
    return None if re.fullmatch(r"[A-Z]{2,}", name) or _is_person(name.lower()) else name


def person_kind(text: str, sector: str | None) -> tuple[str, bool]:
    """MUC-4's type of a person, and whether it is a fighter."""
    pattern, told = lexicon("hum_tgt_type")
    found = [told[m[0].lower()] for m in pattern.finditer(text)]
    agent = phrases.parse(text).agent
    sector = sector or (agent.sector if agent else None)
    armed = bool(say.ARMED.search(say.STOP.split(f"{text} ")[0]))
    if found:
        kind = found[0]
        return kind, kind == "ACTIVE MILITARY" or armed
    kind = {
        "MIL": "ACTIVE MILITARY",
        "COP": "LAW ENFORCEMENT",
        "JUD": "LEGAL OR JUDICIAL",
        "GOV": "GOVERNMENT OFFICIAL",
        "LEG": "POLITICAL FIGURE",
    }.get(sector or "", "CIVILIAN")
    return kind, sector in FIGHTERS or armed


def parts(text: str) -> list[str]:
    """The parts of a coordination, where each stands for itself ("a driver and two guards"); else the whole."""
    found = [p.strip().removeprefix("of ") for p in say.AND.split(text) if p.strip()]
    alone = all(
        re.match(r"(?:the|a|an|his|her|their|its|one|two|three|four|five|six|seven|eight|nine|ten|several|some|other|\d+|[A-Z])\b|[A-Z]", p)
        or person_name(p)
        for p in found
    )
    return found if len(found) > 1 and alone else [text]


def number(text: str) -> str:
    """How many some words name, as MUC-4 writes it."""
    found = quantities.resolve(text)
    if found and found[0] == found[1]:
        return str(found[0])
    figure = re.search(r"\d[\d,]*", text)
    if found and figure:
        digits = figure[0].replace(",", "")
        if say.ABOUT.search(text):
            return f"~{digits}"
        if found[1] is None:
            return f"{digits}-"
        return f"-{digits}" if found[0] == 0 else "PLURAL"
    head = say.STOP.split(f"{text} ")[0].strip()
    return "PLURAL" if re.search(r"(?:[^s]s|men|people|children|police|personnel|population|family|troops)$", head, re.I) else "1"


def _plain(text: str) -> str:
    """Without accents and the word for what sort of place it is."""
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"(?i) (?:department|province|municipality|neighborhood|town|village)$", "", letters)


def _days(first: dt.date, last: dt.date) -> str:
    """A night is the day on which it begins."""
    return _day(first) if last - first <= dt.timedelta(days=1) else f"{_day(first)} - {_day(last)}"


def _day(day: dt.date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}"


def templates(ledger: Ledger) -> list[dict[str, list[Fill]]]:
    """The incidents of a ledger as templates. A text in capitals is looked at in mixed case."""
    reader = _Reader(wires.as_written(ledger, wires.readable(ledger.document)))
    found = reader.incidents()
    return [reader.template(incident, len(found) == 1) for incident in found]
