"""Events in the columns and the order of ACLED, as CSV.

ACLED (Raleigh et al. 2010; codebook of 2024, https://acleddata.com/knowledge-base/codebook) is coded by people who know more than one
article says; here is what the words of one say. Rows are what has a place in ACLED's scheme: violence (ASSAULT), demonstrations (PROTEST,
but not strikes, hunger strikes and boycotts), and of strategic developments arrests, ceasefires, withdrawals, disarmament and mobilisation.
What follows from neither PLOVER's mode nor the parties stays empty, be it the event type itself. Our own columns follow ACLED's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sayso.exports import delimited
from sayso.happenings import OWN, Field, Force, Happening, Party, Site, happenings, joined
from sayso.ledger import Ledger

COLUMNS: tuple[Field, ...] = (
    Field("event_id_cnty", "text", "DOCUMENT/ENTRY"),
    Field("event_date", "date", "the first day that the time may mean, where that is one of a month's length at most"),
    Field("year", "integer", "the year, where the time lies in one"),
    Field("time_precision", "integer", "1 a day, 2 at most a week, 3 at most a month"),
    Field("disorder_type", "text", "Political violence, Demonstrations, Strategic developments"),
    Field("event_type", "text", "ACLED's, by mode and parties"),
    Field("sub_event_type", "text", "ACLED's, likewise"),
    Field("actor1", "text", "the first who acts: the actor's name, or the words where they are not resolved"),
    Field("assoc_actor_1", "text", "the others"),
    Field("inter1", "text", "ACLED's kind of actor, where its sector tells"),
    Field("actor2", "text", "the first who is acted upon, or the other of two who fight each other"),
    Field("assoc_actor_2", "text", "the others"),
    Field("inter2", "text", "as inter1"),
    Field("interaction", "text", "both kinds, where both are known"),
    Field("civilian_targeting", "text", "“Civilian targeting” where civilians are the target of violence"),
    Field("iso", "integer", "of the place's country, ISO 3166-1 numeric"),
    Field("region", "text", "empty"),
    Field("country", "text", "the country of the place"),
    Field("admin1", "text", "the first administrative division"),
    Field("admin2", "text", "the second, where it is known"),
    Field("admin3", "text", "empty"),
    Field("location", "text", "the place's name, or its words where they are not resolved"),
    Field("latitude", "number", "WGS84 degrees"),
    Field("longitude", "number", "WGS84 degrees"),
    Field("geo_precision", "integer", "1 a settlement, 2 near one or a second-order division, 3 a first-order division"),
    Field("source", "text", "the publisher"),
    Field("source_scale", "text", "empty"),
    Field("notes", "text", "the words of all mentions that the row is made of"),
    Field("fatalities", "integer", "killed, at the least by the richest mention that counts them; empty where none does"),
    Field("tags", "text", "PLOVER's contexts"),
    Field("timestamp", "integer", "empty"),
    Field("plover_type", "text", "PLOVER's type"),
    Field("plover_mode", "text", "PLOVER's mode"),
    Field("country_code", "text", "of the place, ISO 3166-1 alpha-3"),
    Field("fatalities_low", "integer", "the lowest that a mention says"),
    Field("fatalities_high", "integer", "the highest; empty where one leaves it open"),
    *OWN,
)


class Sort(NamedTuple):
    """ACLED's disorder type, event type and sub-event type; None for what does not follow."""

    disorder: str
    event: str | None = None
    sub: str | None = None


_VIOLENCE, _DEMONSTRATION, _STRATEGIC = "Political violence", "Demonstrations", "Strategic developments"
_REMOTE = "Explosions/Remote violence"
_CIVILIANS = "Violence against civilians"

BY_MODE: dict[tuple[str, str | None], Sort] = {
    ("ASSAULT", "aerial"): Sort(_VIOLENCE, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "drone"): Sort(_VIOLENCE, _REMOTE, "Air/drone strike"),
    ("ASSAULT", "heavy-weapons"): Sort(_VIOLENCE, _REMOTE, "Shelling/artillery/missile attack"),
    ("ASSAULT", "explosives"): Sort(_VIOLENCE, _REMOTE, "Remote explosive/landmine/IED"),
    ("ASSAULT", "suicide-attack"): Sort(_VIOLENCE, _REMOTE, "Suicide bomb"),
    ("ASSAULT", "sexual"): Sort(_VIOLENCE, _CIVILIANS, "Sexual violence"),
    ("ASSAULT", "destroy"): Sort(_STRATEGIC, _STRATEGIC, "Looting/property destruction"),
    ("PROTEST", "demo"): Sort(_DEMONSTRATION, "Protests", "Peaceful protest"),
    ("PROTEST", "obstruct"): Sort(_DEMONSTRATION, "Protests"),
    ("PROTEST", "riot"): Sort(_DEMONSTRATION, "Riots", "Violent demonstration"),
    ("PROTEST", "vandalize"): Sort(_DEMONSTRATION, "Riots"),
    ("PROTEST", None): Sort(_DEMONSTRATION),
    ("COERCE", "arrest"): Sort(_STRATEGIC, _STRATEGIC, "Arrests"),
    ("AGREE", "ceasefire"): Sort(_STRATEGIC, _STRATEGIC, "Agreement"),
    ("RETREAT", "ceasefire"): Sort(_STRATEGIC, _STRATEGIC),
    ("RETREAT", "withdraw"): Sort(_STRATEGIC, _STRATEGIC),
    ("RETREAT", "disarm"): Sort(_STRATEGIC, _STRATEGIC),
    **{("MOBILIZE", mode): Sort(_STRATEGIC, _STRATEGIC) for mode in (None, "troops", "weapons", "police", "militia")},
}
"""What follows from PLOVER's type and mode alone."""

_FIGHTING: tuple[Force, ...] = ("state", "armed")


def sort(h: Happening) -> Sort | None:
    """Where an event stands in ACLED's scheme: by its mode, as the table says; else by who does violence to whom.

    Between fighters it is a battle, of anyone who is no civilian against civilians violence against civilians. Where a side's force is
    not known an ASSAULT is political violence and no more. None where the event has no place there.
    """
    if found := BY_MODE.get((h.told.type or "", h.told.mode)):
        return found
    if h.told.type != "ASSAULT":
        return None
    one, other = ((side[0].force if side else None) for side in h.sides)
    if one in _FIGHTING and other in _FIGHTING and h.told.mode != "abduct":
        return Sort(_VIOLENCE, "Battles", "Armed clash" if h.mutual else None)
    if one in (*_FIGHTING, None) and other == "civilian":
        return Sort(_VIOLENCE, _CIVILIANS, "Abduction/forced disappearance" if h.told.mode == "abduct" else "Attack")
    return Sort(_VIOLENCE)


def write(ledger: Ledger, include: Collection[str] = ()) -> str:
    """The rows of one ledger as CSV with a header."""
    return delimited([field.name for field in COLUMNS], rows([ledger], include))


def rows(ledgers: Iterable[Ledger], include: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """A row for each event of some ledgers that has a place in ACLED's scheme, by the names of :data:`COLUMNS`."""
    return (_row(h, found) for h in happenings(ledgers, include) if (found := sort(h)))


def _row(h: Happening, found: Sort) -> dict[str, Any]:
    (one, other), site, days, toll = h.sides, h.site, h.days, h.told.toll("killed")
    inter = [_inter(side[0], h) if side else None for side in (one, other)]
    violent = found.disorder == _VIOLENCE
    return {
        **dict.fromkeys(field.name for field in COLUMNS),
        "event_id_cnty": h.id,
        "event_date": days[0] if days and _time_precision(days) else None,
        "year": days[0].year if days and days[0].year == days[1].year else None,
        "time_precision": _time_precision(days),
        "disorder_type": found.disorder,
        "event_type": found.event,
        "sub_event_type": found.sub,
        "actor1": one[0].name if one else None,
        "assoc_actor_1": joined(p.name for p in one[1:]),
        "inter1": inter[0],
        "actor2": other[0].name if other else None,
        "assoc_actor_2": joined(p.name for p in other[1:]),
        "inter2": inter[1],
        "interaction": f"{inter[0]}-{inter[1]}" if all(inter) else None,
        "civilian_targeting": "Civilian targeting" if violent and other and other[0].force == "civilian" else None,
        "iso": site.codes.numeric if site else None,
        "country": site.country if site else None,
        "admin1": site.place.admin1 if site else None,
        "admin2": site.place.admin2 if site else None,
        "location": (site.place.name or site.place.text) if site else None,
        "latitude": site.place.latitude if site else None,
        "longitude": site.place.longitude if site else None,
        "geo_precision": _geo_precision(site),
        "source": h.ledger.document.publisher,
        "notes": " … ".join(dict.fromkeys(m.evidence.text for m in h.told.mentions)),
        "fatalities": toll.best if toll else None,
        "fatalities_low": toll.low if toll else None,
        "fatalities_high": toll.high if toll else None,
        "tags": joined(h.told.contexts),
        "plover_type": h.told.type,
        "plover_mode": h.told.mode,
        "country_code": site.place.country if site else None,
        **h.own(),
    }


def _inter(party: Party, h: Happening) -> str | None:
    """ACLED's kind of actor. Which militia a militia is, and which protesters turned violent, a sector does not tell."""
    actor = party.actor
    if h.told.type == "PROTEST" and party in h.actors:
        return {"riot": "Rioters", "demo": "Protesters"}.get(h.told.mode or "")
    if party.force == "state":
        here = h.site.place.country if h.site else None
        return "External/Other forces" if here and actor and actor.country and actor.country != here else "State forces"
    if party.force == "armed":
        return "Rebel group" if actor and actor.sector == "REB" else None
    return "Civilians" if party.force == "civilian" else None


def _time_precision(days: tuple[dt.date, dt.date] | None) -> int | None:
    length = (days[1] - days[0]).days if days else None
    return None if length is None or length > 30 else 1 if length == 0 else 2 if length < 7 else 3


def _geo_precision(site: Site | None) -> int | None:
    if site is None:
        return None
    if site.place.feature == "settlement":
        return 2 if site.near else 1
    return {"admin2": 2, "admin1": 3}.get(site.place.feature or "")
