"""What the words of one mention say of an actor: which row of the tables they name, whose country, what sector, which person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from sayso import places
from sayso.actors.tables import Agent, Found, Known, Tables, agents, current, known, names, settle
from sayso.places.countries import Word, lexicon, table, words

_OPENERS = lexicon("openers")
_STOPS = lexicon("stops")
_SOURCES = lexicon("owning")  # after these stands whose the actor is
_APPOSED = lexicon("apposed")
_BACKED = lexicon("backed")
_BACKED_BY = _BACKED - {"based"}
_QUALIFYING = _APPOSED | _BACKED
_PEOPLE = lexicon("people")
_FORMER = lexicon("former") - {"late", "outgoing"}
_HONORIFICS = lexicon("honorifics")
_PARTICLES = lexicon("person_particles")
_YIELDING = frozenset(("REB", "UAF", "PRM"))  # of unnamed fighters, who are of the group they are named with
_OFFICIAL = frozenset(("COP", "GOV", "JUD", "LEG", "MIL", "SPY"))
_PARTS = re.compile(r"[,;()]|\s[–—-]\s")
SEVERAL = re.compile(r"(?:these|those|(?:some|many|most|several|few|none)\s+of)\b", re.I)
"""How a mention begins that is of several, whoever's name follows."""
POSSESSIVE = re.compile(r"['’]s$")
_THINGS, _STATES, _MANIFOLD = lexicon("things"), lexicon("states"), lexicon("manifold")
_OWNER = re.compile(r"\w['’]s?\s")
_NAME = 6  # words of a person's name, at the most
_TITLES = ("people", "office", "weak")


class Reading(NamedTuple):
    """What a mention says. ``actor`` is an id in the tables or one made of a country and an institution; ``reason`` says why.

    ``government``: the words stand for a country's government; ``capital``: only its capital is named.
    ``person``: the words of a person's name. ``strong``: the sector is the tables' or that of a telling word.
    """

    actor: Known | None = None
    reason: str = ""
    country: str | None = None
    sector: str | None = None
    type: str | None = None
    strong: bool = False
    government: bool = False
    capital: bool = False
    person: str | None = None


def core(phrase: Sequence[Word]) -> Sequence[Word]:
    """The phrase without articles and the like at its beginning."""
    first = 0
    while first < len(phrase) - 1 and phrase[first].key in _OPENERS and not (len(phrase[first].text) > 1 and phrase[first].text.isupper()):
        first += 1
    return phrase[first:]


def head(phrase: Sequence[Word], found: Sequence[Found], text: str, through: Collection[str] = ()) -> int:
    """Where the head ends: at the first preposition, conjunction or comma in no agent's words, but for those to go ``through``."""
    inside = {i for f in found for i in range(f.start, f.end)}
    for i, word in enumerate(phrase):
        if i and i not in inside:
            gap = text[phrase[i - 1].end : word.start]
            if (word.key in _STOPS and word.text.islower() and word.key not in through) or (gap != " " and _PARTS.search(gap)):
                return i
    return len(phrase)


class Phrase(NamedTuple):
    """A mention's words from its :func:`core` on, the agents' words in them, where its head ends, and the agent that tells most.

    ``names``: whether the words hold a name of the tables; those of most mentions hold none, and need not be looked up again.
    """

    words: Sequence[Word]
    found: Sequence[Found]
    end: int
    agent: Agent | None
    names: bool


def parse(text: str) -> Phrase:
    """A mention taken apart."""
    return _parse(text, current())


@lru_cache(maxsize=8_192)
def _parse(text: str, tables: Tables) -> Phrase:
    phrase = core(words(text))
    found = agents(phrase)
    end = head(phrase, found, text)
    named = [(first, last) for first, last, _ in tables.names.find(phrase)]
    able = [f for f in found if not any(first <= f.start and f.end <= last for first, last in named) and not _manifold(phrase, f)]
    return Phrase(phrase, found, end, telling(able, end), bool(named))


def _manifold(phrase: Sequence[Word], found: Found) -> bool:
    """Whether an agent's word is one in a name that does not tell of what sort the named is ("the Soviet Union")."""
    word = phrase[found.start]
    return found.end - found.start == 1 and word.key in _MANIFOLD and word.text[0].isupper()


def telling(found: Sequence[Found], end: int) -> Agent | None:
    """The agent's word that tells most: in the head a strong one before a weak one, the last of them; after it the first."""
    inside = [f.agent for f in found if f.end <= end]
    strong = [a for a in inside if a.kind not in ("weak", "vague")]
    if strong:
        return strong[-1]
    after = [f.agent for f in found if f.start >= end and f.agent.kind not in ("weak", "vague")]
    rest = after or [a for a in inside if a.kind == "weak"][::-1] or inside or [f.agent for f in found]
    return rest[0] if rest else None


def belonging(text: str, guess: str | None) -> str | None:
    """The type of what belongs to a state, a person or another, where its head tells and the guess may be of the owner.

    "U.S. officials" are no state but government, "Turkey's role" is neither, "Odran Velishka's email" no person.
    """
    phrase, found, end, _, has_names = parse(text)
    if end < 2 or phrase[end - 1].text[0].isupper():
        return None
    last = phrase[end - 1]
    owned = _OWNER.search(text, phrase[0].start, last.start) is not None
    if not owned and not (has_names and any(first == 0 and stop < end for first, stop, _ in names().find(phrase, 0, end))):
        return None
    if last.key in _THINGS:
        return "other"
    agent = next((f.agent for f in found if f.end == end and f.agent.kind != "vague"), None)
    if guess == "state" and last.key not in _STATES:
        if agent and agent.type in ("person", "population") and agent.sector in _OFFICIAL and last.key.endswith("s"):
            return "government"
        return agent.type if agent else "other"
    return agent.type if guess == "person" and agent and agent.type not in ("person", "population") else None


def person(text: str, sure: bool) -> str | None:
    """The name of the one person that a mention names; ``sure``: the mention is known to name a person, no title is needed."""
    if SEVERAL.match(text):
        return None
    for part in _PARTS.split(text):
        whole, found, head_end, _, has_names = parse(part)
        phrase, rest = whole[:head_end], whole[head_end:]
        if rest and rest[0].key == "and" and any(w.text[0].isupper() for w in rest):
            continue  # several persons
        start = _capitals(phrase, part)
        for f in found:
            if start <= f.end < len(phrase) and f.agent.kind != "body":
                start = f.end
        for first, end, of in names().find(phrase, start) if has_names else ():
            if end < len(phrase) and first == start and any(n.role in ("adjective", "actor") for n in of):
                start = end
        while start < len(phrase) and phrase[start].key in _HONORIFICS:
            start += 1
        # "Florida Gov. Jeb Bush": behind a title that is cut short the name begins anew; "Amartya Sen Gupta" has none
        start = max([start, *(i + 1 for i, word in enumerate(phrase[:-1]) if i > start and _cut_short(word, part))])
        name = phrase[start:]
        if not name or len(name) > _NAME or any(f.end == len(phrase) and f.start <= start for f in found):
            continue
        titled = any(f.end == start and f.agent.kind in _TITLES and f.agent.type == "person" for f in found)
        titled = titled or (start > 0 and phrase[start - 1].key in _HONORIFICS)
        if sure or titled or (len(name) > 1 and _explained(text, part)):
            return POSSESSIVE.sub("", part[name[0].start : name[-1].end])
    return None


def _cut_short(word: Word, text: str) -> bool:
    return word.key in _HONORIFICS and text[word.end : word.end + 1] == "."


def _capitals(phrase: Sequence[Word], text: str) -> int:
    """Where the capitalised words begin that a phrase ends in, with particles and what a hyphen joins ("Kim Jong-un")."""
    start = len(phrase)
    while start:
        word = phrase[start - 1]
        if not (word.text[0].isupper() or word.key in _PARTICLES or text[word.start - 1 : word.start] == "-"):
            break
        start -= 1
    while start < len(phrase) and phrase[start].text[0].islower():
        start += 1
    return start


def _explained(text: str, part: str) -> bool:
    """Whether another part of the mention says who that is ("Amir Khan Muttaqi, the acting foreign minister")."""
    others = (parse(other) for other in _PARTS.split(text) if other != part)
    return any(f.agent.kind in _TITLES and f.agent.type == "person" for other in others for f in other.found)


def _exact(phrase: Sequence[Word], named: Collection[str], guess: str | None) -> tuple[Known, str, str] | None:
    """The row that exactly these words name, the role of the name, and why."""
    found = names().match(phrase)
    if guess == "person":
        # a guess: groups are seldom called as persons are, firms and agencies only by letters ("FBI")
        able = {"person", None, "armed_group", "party"} | ({"government", "organization"} if phrase[-1].text.isupper() else set())
        found = [n for n in found if n.role == "actor" and known()[n.of].type in able]
    name = settle(found, named)
    if name is None:
        return None
    row = known()[name.of]
    if name.role == "people" or (name.role == "adjective" and guess == "population"):
        return _people(row), "people", f"demonym of {row.name}"
    why = {
        "actor": "in the actor table",
        "name": "in the country table",
        "adjective": f"demonym of {row.name}",
        "capital": f"capital of {row.name}",
        "government": f"seat of the government of {row.name}",
    }[name.role]
    if name.role in ("actor", "name") and " ".join(w.key for w in phrase) != " ".join(w.key for w in core(words(row.name))):
        why += f": alias of {row.name}"
    return row, name.role, why


def _people(country: Known) -> Known:
    adjective = (table()[country.id].adjectives or (f"{country.name}'s",))[0]
    return Known(f"{country.id}_PEOPLE", f"{adjective} people", "population", country.id)


def _apposed(phrase: Sequence[Word], named: Collection[str], guess: str | None) -> tuple[Known, str, str] | None:
    """A row's name between words that only say what it is ("the ISIS terrorist group", "Iran-backed Houthi rebels")."""
    first, last = 0, len(phrase)
    while last > first + 1 and phrase[last - 1].key in _APPOSED and phrase[last - 1].text.islower():
        last -= 1
    while first < last:
        if last - first < len(phrase) and (exact := _exact(phrase[first:last], named, guess)):
            row, role, why = exact
            if row.type not in ("state", "population", "region", "person") and role == "actor":
                return row, role, why if "alias" in why else f"{why}: {row.name}"
        step = next((e for s, e, of in names().find(phrase, first, last) if s == first and any(n.role != "actor" for n in of)), None)
        if step is None and (phrase[first].text.islower() and phrase[first].key in _QUALIFYING):
            step = first + 1
        if step is None:
            return None
        first = step
    return None


def _institution(phrase: Sequence[Word], found: Sequence[Found], named: Collection[str]) -> tuple[Known, bool] | None:
    """A country's government or another of its institutions ("Pakistan's army", "the government of Iraq"); whether it is the government."""
    bodies = [f for f in found if f.agent.body]
    if len(bodies) != 1 or (len(found) > 1 and any(f.agent.kind != "body" for f in found)):
        return None
    at, end, agent = bodies[0]
    before, after = list(phrase[:at]), list(phrase[end:])
    if before and after:
        return None
    if after:
        if after[0].key not in ("of", "in"):
            return None
        after = list(core(after[1:]))
    name = settle(names().match(before or after), named)
    if name is None:
        return None
    row = known()[name.of]
    leads = row.type == "person" and agent.body == "GOVERNMENT"
    if row.country is None or not (row.type == "state" or leads):
        return None
    if agent.body == "GOVERNMENT":
        return known()[row.country], True
    made = f"{row.country}_{agent.body}"
    country = table()[row.country]
    title = f"{(country.adjectives or (country.name,))[0]} {agent.words}"
    return known().get(made) or Known(made, title, agent.type, row.country, ((agent.sector, None, None),) if agent.sector else ()), False


def read(text: str, named: Collection[str] = (), guess: str | None = None, day: dt.date | None = None) -> Reading:
    """What a mention says on a day; ``named`` are the countries that its document names, ``guess`` is the actor's type by the encoder."""
    phrase, found, end, agent, has_names = parse(text)
    if not phrase:
        return Reading()
    who = person(text, guess == "person") if guess in (None, "person") else None
    exact = _exact(phrase, named, guess) if has_names else None
    if exact is None and "(" in text and text.index("(") > 0:
        exact = _exact(core(words(text[: text.index("(")])), named, guess)
    if exact is None and has_names:
        exact = _apposed(phrase, named, guess)
    if exact is None and who:
        exact = _exact(words(who), named, "person")
    if exact and not (exact[0].type == "person" and SEVERAL.match(text)):
        row, role, why = exact
        sector = row.sector(day)
        if row.type == "person" and agent and agent.kind != "vague" and sector is None:
            sector = agent.sector
        seat = role in ("government", "capital")
        return Reading(row, why, row.country, "GOV" if seat else sector, row.type, True, role == "government", role == "capital", who)
    if has_names and guess != "person" and (made := _institution(phrase, found, named)):
        row, government = made
        if government:
            return Reading(row, f"government of {row.name}", row.country, "GOV", row.type, True, True)
        return Reading(row, f"institution of {table()[row.country or ''].name}", row.country, row.sector(day), row.type, True)
    country, group = _whose(phrase, end, named) if has_names else (None, None)
    if country and (people := _peoples(phrase, country)):
        return Reading(people, f"people of {table()[country].name}", country, None, "population", True)
    if group and country is None:
        country = group.country
    local = guess == "region" or (agent and agent.kind in ("body", "people") and not who and guess != "person")
    if country is None and local and (has_names or any(w.text[0].isupper() for w in phrase[:end])):
        place = places.resolve(text[phrase[0].start : phrase[end - 1].end], named)
        country = place.country if place else None
    sector, strong = (agent.sector, agent.kind not in ("weak", "vague")) if agent else (None, False)
    if group and (not strong or (group.type == "armed_group" and sector in _YIELDING)):
        sector, strong = group.sector(day) or sector, True
    if sector in ("GOV", "LEG", "JUD") and any(w.key in _FORMER for w in phrase[:end]):
        sector = "ELI"
    return Reading(None, "", country, sector, "person" if who else agent.type if agent else None, strong, False, False, who)


def _whose(phrase: Sequence[Word], end: int, named: Collection[str]) -> tuple[str | None, Known | None]:
    """The country and the group to whom the one that a phrase describes belongs: named in its head, or after "of", "in", "from", "for"."""
    stretches = [(0, end)]
    for i in range(end, len(phrase)):
        if phrase[i].key in _SOURCES:
            stretches.append((i + 1, next((j for j in range(i + 1, len(phrase)) if phrase[j].key in _STOPS), len(phrase))))
    country: str | None = None
    group: Known | None = None
    for first, last in stretches:
        for _, stop, of in names().find(phrase, first, last):
            name = settle(of, named)
            if name is None or (stop < len(phrase) and phrase[stop].key in _BACKED_BY):
                continue
            row = known()[name.of]
            if row.type in ("state", "region"):
                country = country or row.country
            elif row.type != "person" or stop < last:
                group = group or row
    if end < len(phrase) and phrase[end].key == "and":
        others = (
            {n.of for _, _, of in names().find(phrase, end) for n in of if n.of and known()[n.of].type == "state"} if country else set()
        )
        if others - {country}:
            country = None  # "Congolese and Rwandan forces" are of two
    return country, group


def _peoples(phrase: Sequence[Word], country: str) -> Known | None:
    """The people of a country, where the phrase says no more than that ("the Afghan people", "the people of Turkey")."""
    rest = [w for w in phrase if w.key not in ("of", "the")]
    at = [i for i, w in enumerate(rest) if w.key in _PEOPLE]
    if len(at) != 1:
        return None
    others = rest[: at[0]] or rest[at[0] + 1 :]
    if len(others) + 1 != len(rest) or not any(n.of == country for n in names().match(others)):
        return None
    return _people(known()[country])
