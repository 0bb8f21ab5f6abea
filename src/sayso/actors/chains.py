"""Chains of mentions to actors: known ones by the tables, the others by their own names, one actor for all chains that name it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from sayso.actors.phrases import POSSESSIVE, Phrase, Reading, belonging, head, parse, read
from sayso.actors.sources import is_pronominal
from sayso.actors.tables import Known, names, using
from sayso.model import Actor, Alias, Document, Span
from sayso.places import countries
from sayso.places.countries import Word, words

PRONOUN = "pronoun, resolved by the coreference link"
LINKED = "resolved by the coreference link"

_LOCATIVE = re.compile(r"\b(?:in|at|near|around|outside|inside|into|across)\s+$", re.I)
_LOWER = re.compile(r"\b[a-z]\w*")
key = lru_cache(maxsize=8_192)(countries.key)
_LONGEST = 8  # words of a mention that may name an actor; longer ones describe


@dataclass(slots=True)
class _Chain:
    spans: list[Span]
    guess: str | None
    readings: list[Reading | None]  # None for a pronoun
    row: Known | None = None
    name: str = ""
    person: bool = False
    proper: bool = False  # named by words that are its own, in this document and others
    id: str = ""
    merged: str | None = None


@using()
def resolve(
    document: Document,
    chains: Sequence[Sequence[Span]],
    types: Sequence[str | None],
    why: Mapping[tuple[int, int], str] = MappingProxyType({}),
) -> tuple[list[Actor], list[str]]:
    """The actors that chains of mentions name, in the order of the chains, and for each chain the id of its actor.

    ``types`` holds the encoder's guess at each chain's actor type, None where there is none; the tables overrule it. Ids of known actors
    are those of the tables ("ISIS", "USA", "PAK_ARMY"), those of others are made of their names, so both are the same in all documents;
    what has no name of its own ("two residents", "they") gets an id of this document. Chains of one id become one actor, and so do a
    surname and initials that fit exactly one named actor of the document. ``why`` says of some mentions, by their offsets, why they are in
    their chains, where their words do not. The day of publication decides sectors that depend on it.
    """
    named = countries.named(document.text)
    lower = frozenset(_LOWER.findall(document.text))
    built = []
    for spans, guess in zip(chains, types, strict=True):
        chain = _Chain(
            list(spans), guess, [None if is_pronominal(s.text) else read(s.text, named, guess, document.published) for s in spans]
        )
        chain.row = _row(chain, document)
        if chain.row:
            chain.id, chain.name = chain.row.id, chain.row.name
        else:
            _name(chain, lower)
            chain.id = _id(chain, document)
        built.append(chain)
    _merge(built)
    grouped: dict[str, list[_Chain]] = defaultdict(list)
    for chain in built:
        grouped[chain.id].append(chain)
    return [_actor(group, document.published, why) for group in grouped.values()], [chain.id for chain in built]


def _row(chain: _Chain, document: Document) -> Known | None:
    """The row of the tables that the chain's mentions name, most of them and the plainest."""
    weight: dict[str, float] = defaultdict(float)
    rows: dict[str, Known] = {}
    for reading in chain.readings:
        if reading and reading.actor:
            rows[reading.actor.id] = reading.actor
            weight[reading.actor.id] += 0.5 if reading.capital else 1
    if not rows:
        return None
    row = rows[max(weight, key=lambda i: weight[i])]
    if (chain.guess == "person" or row.type == "person") and any(
        r.person and " " in r.person and r.actor is None for r in chain.readings if r
    ):
        return None  # "Hunter Biden ... Biden"
    seated = any(r.capital for r in chain.readings if r and r.actor and r.actor.id == row.id)
    if seated and all(r is None or r.actor is None or r.capital for r in chain.readings):
        at = [s.start for s, r in zip(chain.spans, chain.readings, strict=True) if r and r.capital]
        if chain.guess == "region" or all(_LOCATIVE.search(document.text[max(0, start - 12) : start]) for start in at):
            return None  # a town, not the government that sits in it
    return row


def _own(phrase: Sequence[Word], parsed: Phrase, lower: Collection[str]) -> list[Word]:
    """The capitalised words that make a phrase, the beginning of one parsed, a name: no country's or known actor's, nor written small.

    Common words count where all are capitalised and no single office or body is meant ("the Growers' Party", not "the Interior Ministry").
    """
    found = [f for f in parsed.found if f.end <= len(phrase)]
    known = {i for start, end, _ in names().find(phrase) for i in range(start, end)} if parsed.names else set()
    common = {i for f in found for i in range(f.start, f.end)}
    if len(phrase) > 1 and all(w.text[0].isupper() for w in phrase) and not any(f.end - f.start == len(phrase) for f in found):
        return [w for i, w in enumerate(phrase) if i not in known]
    return [
        w
        for i, w in enumerate(phrase)
        if i not in known | common and w.text[0].isupper() and (w.text.isupper() or w.text.lower() not in lower)
    ]


def _name(chain: _Chain, lower: Collection[str]) -> None:
    """Find the chain's own name: a person's fullest, otherwise its most proper mention."""
    persons = [r.person for r in chain.readings if r and r.person]
    if persons and chain.guess in (None, "person"):
        chain.name, chain.person, chain.proper = max(persons, key=lambda p: len(p.split())), True, True
        return
    best: tuple[bool, bool, int, int] | None = None
    for span, reading in zip(chain.spans, chain.readings, strict=True):
        parsed = parse(span.text)
        phrase, agent = parsed.words, parsed.agent
        if not phrase:
            continue
        described = agent is not None and (agent.kind in ("people", "office", "vague") or agent.type in ("person", "population"))
        own = 0 if described else len(_own(phrase[: parsed.end], parsed, lower))
        if own:
            phrase = phrase[: head(phrase, parsed.found, span.text, ("of", "for", "and"))]
            own = len(_own(phrase, parsed, lower))
        score = (reading is not None, len(phrase) <= _LONGEST, own, -len(phrase) if own else len(phrase))
        if best is None or score > best:
            best = score
            chain.name = POSSESSIVE.sub("", span.text[phrase[0].start : phrase[-1].end]) if reading else span.text
            chain.proper = own > 0 and reading is not None
    chain.name = chain.name or chain.spans[0].text


def _id(chain: _Chain, document: Document) -> str:
    plain = key(chain.name)
    if not chain.proper:
        plain = f"{document.id} {chain.spans[0].start} {plain}"
    slug = "-".join(key(chain.name).split())[:40].strip("-") or "actor"
    return f"{slug}-{hashlib.sha256(plain.encode('utf-8', 'surrogatepass')).hexdigest()[:6]}"


def _merge(chains: list[_Chain]) -> None:
    """Give a chain named by a bare surname, or by initials, the id of the one actor of the document whom they fit."""
    surnames: dict[str, set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    full: dict[str, str] = {}
    for chain in chains:
        parts = words(chain.name)
        full[chain.id] = chain.name
        if len(parts) < 2:
            continue
        if chain.person or (chain.row and chain.row.type == "person"):
            surnames[parts[-1].key].add(chain.id)
        elif chain.proper:
            initials["".join(w.text[0] for w in parts if w.text[0].isupper())].add(chain.id)
    for chain in chains:
        parts = words(chain.name)
        if chain.row or not chain.proper or len(parts) != 1:
            continue
        fits = surnames[parts[0].key] if chain.person else initials[parts[0].text] if parts[0].text.isupper() else set()
        if len(fits) == 1 and chain.id not in fits:
            chain.id = next(iter(fits))
            chain.merged = f"{'surname' if chain.person else 'initials'} of {full[chain.id]}"


def _why(chain: _Chain, span: Span, reading: Reading | None, name: str, linked: str) -> str:
    if reading is None:
        return PRONOUN
    if chain.merged:
        return chain.merged
    if chain.row:
        return reading.reason if reading.actor and reading.actor.id == chain.row.id else linked
    name_key = key(name)
    if key(span.text) == name_key:
        return "its own name" if chain.proper else "its own words"
    if " ".join([w.key for w in parse(span.text).words]) == name_key or (reading.person and key(reading.person) == name_key):
        return f"same words as {name}"
    if reading.person and set(key(reading.person).split()) <= set(name_key.split()):
        return f"part of the name {name}"
    return linked


def _actor(group: list[_Chain], day: dt.date | None, why: Mapping[tuple[int, int], str]) -> Actor:
    first = next((c for c in group if not c.merged), group[0])
    row = first.row
    reasons: dict[str, str] = {}
    for chain in group:
        for span, reading in zip(chain.spans, chain.readings, strict=True):
            if span.text not in reasons:
                reasons[span.text] = _why(chain, span, reading, first.name, why.get((span.start, span.end), LINKED))
    told = [(c, r) for c in group for r in c.readings if r]
    if row:
        said = [r for _, r in told if r.actor and r.actor.id == row.id]
        sector = row.sector(day)
        if row.type == "state":
            sector = "GOV" if any(r.government or r.capital for r in said) else None
        elif sector is None and row.type == "person":
            sector = next((r.sector for r in said if r.sector), None)
        kind, country = row.type or next((c.guess for c in group if c.guess), None) or "other", row.country
    else:
        name = key(first.name)
        told.sort(key=lambda cr: key(cr[1].person or "") != name)
        guess = next((c.guess for c in group if c.guess and c.guess != "other"), None)
        owned = [belonging(s.text, guess) for c in group for s, r in zip(c.spans, c.readings, strict=True) if r]
        told_type = "person" if first.person else next((r.type for _, r in told if r.type), None)
        kind = (owned[0] if owned and all(owned) else None) or guess or told_type or "other"
        country = next((r.country for _, r in told if r.country), None)
        sectors = [r for _, r in told if r.sector and not r.capital]
        sector = next((r.sector for r in sectors if r.strong), None) or next((r.sector for r in sectors), None)
    return Actor(first.id, first.name, kind, country, sector, tuple(Alias(text, reason) for text, reason in reasons.items()))
