"""Deadly violence in the columns and the order of UCDP's Georeferenced Event Dataset, as CSV: dyads, and deaths best, high and low.

UCDP GED (Sundberg and Melander 2013; codebook of version 24.1) counts the deaths of organised violence; rows are ASSAULTs of which the
words count someone killed. The ids of conflicts, dyads and sides, and what takes other articles to know, stay empty. Our own
columns follow UCDP's.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sayso.actors import phrases
from sayso.exports import delimited
from sayso.happenings import OWN, Field, Force, Happening, Party, Site, force, happenings, joined
from sayso.ledger import Ledger
from sayso.places import codes

_EMPTY = "empty"

COLUMNS: tuple[Field, ...] = (
    Field("id", "text", "DOCUMENT/ENTRY"),
    Field("relid", "text", _EMPTY),
    Field("year", "integer", "the year, where the time lies in one"),
    Field("active_year", "integer", _EMPTY),
    Field("code_status", "text", _EMPTY),
    Field("type_of_violence", "integer", "1 state-based, 2 non-state, 3 one-sided; empty where a side's force is unknown"),
    Field("conflict_dset_id", "text", _EMPTY),
    Field("conflict_new_id", "integer", _EMPTY),
    Field("conflict_name", "text", _EMPTY),
    Field("dyad_dset_id", "text", _EMPTY),
    Field("dyad_new_id", "integer", _EMPTY),
    Field("dyad_name", "text", "“side_a - side_b”, where both are known"),
    Field("side_a_dset_id", "text", _EMPTY),
    Field("side_a_new_id", "integer", _EMPTY),
    Field("side_a", "text", "who acts, or the state's side of a fight; several joined by “; ”"),
    Field("side_b_dset_id", "text", _EMPTY),
    Field("side_b_new_id", "integer", _EMPTY),
    Field("side_b", "text", "the other side; “Civilians” in one-sided violence"),
    Field("number_of_sources", "integer", _EMPTY),
    Field("source_article", "text", "publisher, day and headline"),
    Field("source_office", "text", "the publisher"),
    Field("source_date", "date", "the day of publication"),
    Field("source_headline", "text", "the headline"),
    Field("source_original", "text", "whom the article names as its source"),
    Field("where_prec", "integer", "1 a settlement, 2 near one, 3 a second-order division, 4 a first-order division, 6 a country"),
    Field("where_coordinates", "text", "the name of the place that the words resolve to"),
    Field("where_description", "text", "the words of the place"),
    Field("adm_1", "text", "the first administrative division"),
    Field("adm_2", "text", "the second, where it is known"),
    Field("latitude", "number", "WGS84 degrees"),
    Field("longitude", "number", "WGS84 degrees"),
    Field("geom_wkt", "text", "“POINT (longitude latitude)”"),
    Field("priogrid_gid", "integer", "the PRIO-GRID cell of the point (half a degree wide)"),
    Field("country", "text", "the country of the place"),
    Field("country_id", "integer", "its Gleditsch-Ward number"),
    Field("region", "text", _EMPTY),
    Field("event_clarity", "integer", _EMPTY),
    Field("date_prec", "integer", "1 a day, 2 two to six days, 3 a week, 4 at most a month, 5 at most a year"),
    Field("date_start", "date", "the first day that the time may mean"),
    Field("date_end", "date", "the last such day"),
    Field("deaths_a", "integer", "of those that best counts, whom the words count among side a"),
    Field("deaths_b", "integer", "among side b"),
    Field("deaths_civilians", "integer", "those whom they call civilians, women, children, villagers and the like"),
    Field("deaths_unknown", "integer", "all others, “people” among them"),
    Field("best", "integer", "killed, at the least by the richest mention that counts them"),
    Field("high", "integer", "the highest that a mention says; empty where one leaves it open"),
    Field("low", "integer", "the lowest"),
    Field("gwnoa", "integer", "the Gleditsch-Ward number of side a, where it is one state"),
    Field("gwnob", "integer", "of side b, likewise"),
    *OWN,
)

_ANYONE = frozenset(("people", "person", "man", "men", "man's", "individual", "individuals"))
_CLAUSE = re.compile(r"[^,.;:\n]+")
_FIGHTING: tuple[Force, ...] = ("state", "armed")


def write(ledger: Ledger, include: Collection[str] = ()) -> str:
    """The rows of one ledger as CSV with a header."""
    return delimited([field.name for field in COLUMNS], rows([ledger], include))


def rows(ledgers: Iterable[Ledger], include: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """A row for each deadly ASSAULT of some ledgers, by the names of :data:`COLUMNS`."""
    return (_row(h) for h in happenings(ledgers, include) if h.told.type == "ASSAULT" and _deadly(h))


def _deadly(h: Happening) -> bool:
    toll = h.told.toll("killed")
    return toll is not None and toll.high != 0


def _row(h: Happening) -> dict[str, Any]:
    document, site, days, toll = h.ledger.document, h.site, h.days, h.told.toll("killed")
    assert toll is not None  # by _deadly
    a, b = h.sides
    if _force(b) == "state" and _force(a) == "armed":
        a, b = b, a
    violence = type_of_violence(_force(a), _force(b))
    side_a, side_b = joined(p.name for p in a), "Civilians" if violence == 3 else joined(p.name for p in b)
    point = (site.place.latitude, site.place.longitude) if site else (None, None)
    article = (document.publisher, document.published and str(document.published), document.title)
    return {
        **dict.fromkeys(field.name for field in COLUMNS),
        "id": h.id,
        "year": days[0].year if days and days[0].year == days[1].year else None,
        "type_of_violence": violence,
        "dyad_name": f"{side_a} - {side_b}" if side_a and side_b else None,
        "side_a": side_a,
        "side_b": side_b,
        "source_article": ",".join(part for part in article if part) or None,
        "source_office": document.publisher,
        "source_date": document.published,
        "source_headline": document.title,
        "source_original": joined(h.party(s).name for m in h.told.mentions for a in m.attributions[-1:] if (s := a.source)),
        "where_prec": _where_prec(site),
        "where_coordinates": site.place.name if site else None,
        "where_description": site.place.text if site else None,
        "adm_1": site.place.admin1 if site else None,
        "adm_2": site.place.admin2 if site else None,
        "latitude": point[0],
        "longitude": point[1],
        "geom_wkt": f"POINT ({point[1]} {point[0]})" if point[0] is not None else None,
        "priogrid_gid": priogrid(*point),
        "country": site.country if site else None,
        "country_id": site.codes.gw if site else None,
        "date_prec": _date_prec(days),
        "date_start": days[0] if days else None,
        "date_end": days[1] if days else None,
        **_deaths(h, _force(a), _force(b)),
        "best": toll.best,
        "high": toll.high,
        "low": toll.low,
        "gwnoa": _state(a),
        "gwnob": _state(b),
        **h.own(),
    }


def type_of_violence(a: Force | None, b: Force | None) -> int | None:
    """1 where a state fights, 2 where other armed groups fight each other, 3 where either harms civilians; None for all else."""
    if a in _FIGHTING and b == "civilian":
        return 3
    if a in _FIGHTING and b in _FIGHTING:
        return 1 if "state" in (a, b) else 2
    return None


def priogrid(latitude: float | None, longitude: float | None) -> int | None:
    """The cell of PRIO-GRID (Tollefsen et al. 2012): half a degree wide, counted from 1 eastward and then northward from 180 W, 90 S."""
    if latitude is None or longitude is None:
        return None
    row, column = min(int((latitude + 90) * 2), 359), min(int((longitude + 180) * 2), 719)
    return row * 720 + column + 1


def _force(side: tuple[Party, ...]) -> Force | None:
    return side[0].force if side else None


def _state(side: tuple[Party, ...]) -> int | None:
    """The number of the one state that a side is."""
    states = {p.actor.country for p in side if p.actor and p.force == "state"}
    return codes(states.pop()).gw if len(states) == 1 else None


def _deaths(h: Happening, a: Force | None, b: Force | None) -> dict[str, int]:
    """Of those killed by the richest mention that counts them, who is of which side; their sum is ``best``."""
    dead = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    whole = "deaths_unknown"
    for mention in h.told.mentions:
        for count, part in h.told.counts(mention, "killed"):
            said = _CLAUSE.match(h.told.text, count.start) if part else None  # "five of them civilians"
            who, number = _among(said[0] if said else count.text, a, b), count.low or 0
            if part:
                number = min(number, dead[whole])
                dead[whole] -= number
            else:
                whole = who
            dead[who] += number
        if any(h.told.counts(mention, "killed")):
            break
    return dead


def _among(words: str, a: Force | None, b: Force | None) -> str:
    agent = phrases.parse(words).agent
    killed = None if agent is None or agent.words in _ANYONE else force(None, words)
    if killed == "civilian":
        return "deaths_civilians"
    if killed is None or a == b or killed not in (a, b):
        return "deaths_unknown"
    return "deaths_a" if killed == a else "deaths_b"


def _date_prec(days: tuple[dt.date, dt.date] | None) -> int | None:
    if days is None:
        return None
    length = (days[1] - days[0]).days + 1
    return next((code for most, code in ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)) if length <= most), None)


def _where_prec(site: Site | None) -> int | None:
    if site is None:
        return None
    if site.place.feature == "settlement":
        return 2 if site.near else 1
    return {"admin2": 3, "admin1": 4, "country": 6}.get(site.place.feature or "")
