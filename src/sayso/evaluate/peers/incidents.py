"""A ledger's violent incidents: those that MUC-4 asks for (Sundheim 1992, "Overview of MUC-4"; its task documentation, MUC-4's appendix A).

*Which.* MUC-4 asks for acts of terrorism: violence against persons or things that are not, or not only, fighters (a fight between
guerrillas and an army is none; nor is what is done to guerrillas or traffickers), told as something particular, lately done, tried or
threatened. So an incident starts with a mention of an ASSAULT or a threat of violence that says against whom or what, is not denied or
supposed, is not of long ago and is no war, struggle or campaign; and enough must be told of it (:data:`TOLD`).

*Merging.* Mentions are taken in the order of the text; each joins the incident that it has most in common with: a ``same`` link, a target,
a sentence, a place, a day, the kind. Different kinds, days, places and names keep it apart. What names no target ("the attack", "claimed
responsibility") only ever joins. What tells only whom it hurt, and too little to stand for itself, is of the incident beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cached_property

from sayso.evaluate.peers import incident_words as say
from sayso.evaluate.peers.incident_culprits import Culprits
from sayso.evaluate.peers.incident_mentions import Incident
from sayso.evaluate.peers.incident_phrases import Target
from sayso.kinds.event import Event

JOIN = 2.5
"""How much a mention must have in common with an incident to be one of it."""
GAP = 2
"""How many sentences may lie between an incident and what tells only whom it hurt."""
TOLD = 1.6
"""How much must be told of an incident."""
ONLY = 0.5
"""How much less is enough where a text tells no other."""
OLD = dt.timedelta(days=62)
"""MUC-4 leaves out what happened more than two months before."""


class Incidents(Culprits):
    """The incidents of one ledger."""

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
        harmed = any(c.what in say.HURT for c in event.counts)
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
        counted = any(c.what in say.HURT for e in events for c in e.counts)
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
