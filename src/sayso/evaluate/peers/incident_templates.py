"""A ledger's violent incidents (:mod:`.incidents`) as MUC-4's templates.

*Fills.* Kinds of targets and instruments are told by their words (``muc4.csv``), what harm came to them by those that tell it, who did it
and how that stands by :mod:`sayso.perpetrators` and the words of claim and suspicion beside.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from sayso import dates, places, wires
from sayso.evaluate.peers import incident_words as say
from sayso.evaluate.peers.incident_mentions import Incident
from sayso.evaluate.peers.incident_phrases import lexicon, plain, thing
from sayso.evaluate.peers.incidents import OLD, Incidents
from sayso.ledger import Ledger
from sayso.places import Known
from sayso.places.countries import named, table

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


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


class _Fills(Incidents):
    """The fills of a ledger's incidents."""

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
                name for name in self.places.get(code, ()) if re.search(rf"\b(?:in|at|near|of|from) {re.escape(name)}\b", plain(sentences))
            ]
        return [Fill((plain(": ".join([nation, *(t.upper() for t in (towns or called)[:1])])),))]

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """The places of the document that are resolved to a point, by country."""
        found: dict[str, list[str]] = {}
        for entry in self.ledger.of("event"):
            for p in getattr(entry, "place", ()):
                if p.name and p.country and p.latitude is not None and plain(p.name) not in found.setdefault(p.country, []):
                    found[p.country].append(plain(p.name))
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


def _days(first: dt.date, last: dt.date) -> str:
    """A night is the day on which it begins."""
    return _day(first) if last - first <= dt.timedelta(days=1) else f"{_day(first)} - {_day(last)}"


def _day(day: dt.date) -> str:
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}"


def templates(ledger: Ledger) -> list[dict[str, list[Fill]]]:
    """The incidents of a ledger as templates. A text in capitals is looked at in mixed case."""
    reader = _Fills(wires.as_written(ledger, wires.readable(ledger.document)))
    found = reader.incidents()
    return [reader.template(incident, len(found) == 1) for incident in found]
