"""Events in the columns and the order of POLECAT, tab-separated as POLECAT is.

POLECAT (Halterman et al. 2023, "PLOVER and POLECAT"; Harvard Dataverse, doi:10.7910/DVN/AJGVIT) codes news by PLOVER, as do we. Our own
columns follow its own. Only PLOVER's sixteen types are rows. What POLECAT takes from Wikipedia and its intensity scale stay
empty. Several values in a cell are joined by "; ".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sayso import plover
from sayso.exports import delimited
from sayso.happenings import OWN, Field, Happening, Party, happenings, joined
from sayso.ledger import Ledger
from sayso.places import codes

COLUMNS: tuple[Field, ...] = (
    Field("Event ID", "text", "DOCUMENT/ENTRY"),
    Field("Event Date", "date", "the day, where the words mean one day"),
    Field("Event Type", "text", "PLOVER's type; of a coming event the type that expresses this (AGREE, CONCEDE)"),
    Field("Event Mode", "text", "PLOVER's mode; one that is not in its manual stays out"),
    Field("Intensity", "number", "empty"),
    Field("Quad Code", "text", "VERBAL or MATERIAL, COOPERATION or CONFLICT"),
    Field("Contexts", "text", "PLOVER's contexts that the words name"),
    Field("Actor Name", "text", "who acts: the actor's name, or the words where they are not resolved"),
    Field("Actor Country", "text", "ISO 3166-1 alpha-3"),
    Field("Actor COW", "text", "the country's number in the Correlates of War"),
    Field("Primary Actor Sector", "text", "PLOVER's sector of the first actor that has one"),
    Field("Actor Sectors", "text", "the sectors of all actors"),
    Field("Actor Title", "text", "empty"),
    Field("Actor Name Raw", "text", "the words that name the actors"),
    Field("Wikipedia Actor ID", "text", "empty"),
    Field("Recipient Name", "text", "who is acted upon"),
    Field("Recipient Country", "text", "as of actors"),
    Field("Recipient COW", "text", "as of actors"),
    Field("Primary Recipient Sector", "text", "as of actors"),
    Field("Recipient Sectors", "text", "as of actors"),
    Field("Recipient Title", "text", "empty"),
    Field("Recipient Name Raw", "text", "as of actors"),
    Field("Wikipedia Recipient ID", "text", "empty"),
    Field("Placename", "text", "the name of the place that the words resolve to"),
    Field("City", "text", "the settlement"),
    Field("District", "text", "the second administrative division, where it is known"),
    Field("Province", "text", "the first administrative division"),
    Field("Country", "text", "of the place, ISO 3166-1 alpha-3"),
    Field("Latitude", "number", "WGS84 degrees"),
    Field("Longitude", "number", "WGS84 degrees"),
    Field("GeoNames ID", "integer", "of the settlement or country"),
    Field("Raw Placename", "text", "the words of the place"),
    Field("Feature Type", "text", "settlement, first-order division, second-order division, country"),
    Field("Source", "text", "the publisher"),
    Field("Publication Date", "date", "the day of publication"),
    Field("Story People", "text", "the people that the document names"),
    Field("Story Organizations", "text", "the organisations, groups, parties, media that it names"),
    Field("Story Locations", "text", "the places of its events"),
    Field("Language", "text", "ISO 639-1, as the document states"),
    Field("Version", "text", "the sayso that read it"),
    *OWN,
)

FEATURES = {
    "settlement": "settlement",
    "admin1": "first-order division",
    "admin2": "second-order division",
    "country": "country",
}

AHEAD = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE") | {"RETREAT": "CONCEDE"}
"""What PLOVER calls a coming event of a type; there the auxiliary mode *future* is not given."""

_ORGANISATIONS = ("organization", "armed_group", "party", "media")


def write(ledger: Ledger, include: Collection[str] = ()) -> str:
    """The rows of one ledger, tab-separated, with a header."""
    return delimited([field.name for field in COLUMNS], rows([ledger], include), "\t")


def rows(ledgers: Iterable[Ledger], include: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """A row for each event of PLOVER's types in some ledgers, by the names of :data:`COLUMNS`."""
    return (_row(h) for h in happenings(ledgers, include, placed=True) if plover.quad(h.told.type))


def _row(h: Happening) -> dict[str, Any]:
    document, days, site, own = h.ledger.document, h.days, h.site, h.own()
    type, mode = h.told.type, h.told.mode
    if h.event.tense == "future" and type in AHEAD:
        type, mode = AHEAD[type], None
        own["auxiliary_modes"] = joined(m for m in h.auxiliary if m != "future")
    return {
        **dict.fromkeys(field.name for field in COLUMNS),
        "Event ID": h.id,
        "Event Date": days[0] if days and days[0] == days[1] else None,
        "Event Type": type,
        "Event Mode": mode if plover.is_mode(type, mode) else None,
        "Quad Code": (plover.quad(type) or "").upper(),
        "Contexts": joined(h.told.contexts),
        **_party("Actor", h.actors),
        **_party("Recipient", h.recipients),
        "Placename": site.place.name if site else None,
        "City": site.city if site else None,
        "District": site.place.admin2 if site else None,
        "Province": site.place.admin1 if site else None,
        "Country": site.place.country if site else None,
        "Latitude": site.place.latitude if site else None,
        "Longitude": site.place.longitude if site else None,
        "GeoNames ID": site.place.geonames if site else None,
        "Raw Placename": site.place.text if site else None,
        "Feature Type": FEATURES.get(site.place.feature or "") if site else None,
        "Source": document.publisher,
        "Publication Date": document.published,
        "Story People": joined(a.name for a in h.ledger.actors if a.type == "person"),
        "Story Organizations": joined(a.name for a in h.ledger.actors if a.type in _ORGANISATIONS),
        "Story Locations": joined(p.name for e in h.ledger.of("event") for p in getattr(e, "place", ())),
        "Language": document.language,
        "Version": h.event.made_by,
        **own,
    }


def _party(side: str, parties: tuple[Party, ...]) -> dict[str, str | None]:
    sectors = [p.actor.sector for p in parties if p.actor and p.actor.sector]
    return {
        f"{side} Name": joined(p.name for p in parties),
        f"{side} Country": joined(p.country for p in parties),
        f"{side} COW": joined(str(code) for p in parties if (code := codes(p.country).cow)),
        f"Primary {side} Sector": sectors[0] if sectors else None,
        f"{side} Sectors": joined(sectors),
        f"{side} Name Raw": joined(p.words for p in parties),
    }
