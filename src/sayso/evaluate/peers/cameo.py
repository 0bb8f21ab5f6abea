"""Our events as CAMEO codes them: source, target, code, so that they can be laid beside what PETRARCH's suites expect.

``data/cameo.csv`` relates the two ontologies (PLOVER's own table of CAMEO codes, manual of 2021): an event of a type and mode is written
with the first three or more digits that its row gives; a CAMEO code has the type of the longest code there that begins it. STATEMENT
stands for CAMEO's 01, which PLOVER does not have. An actor's code is its country and the CAMEO role of its sector (Schrodt 2012, "CAMEO:
Conflict and Mediation Event Observations Event and Actor Codebook"); ``---`` where nothing is known.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import permutations, product
from typing import NamedTuple

from sayso.actors import resolve
from sayso.kinds.event import Event
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Actor, Document, Mention

NOBODY = "---"
_AND = re.compile(r",? and |, ")
ROLES = {
    "COP": "COP", "GOV": "GOV", "JUD": "JUD", "MIL": "MIL", "OPP": "OPP", "REB": "REB", "SPY": "SPY", "UAF": "UAF", "AGR": "AGR",
    "BUS": "BUS", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "LAB": "LAB", "REF": "REF", "LEG": "LEG", "MED": "HLH",
    "JRN": "MED", "REL": "REL", "PTY": "PTY", "PRM": "REB",
}  # fmt: skip
"""CAMEO's role for a PLOVER sector. CAMEO's MED are the media."""


class Coded(NamedTuple):
    """A coded event. ``type`` is the PLOVER type of ``code``, None where no code of the table begins it."""

    source: str
    target: str
    code: str
    type: str | None


@cache
def _table() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Types by code, codes by type and mode."""
    types: dict[str, str] = {}
    codes: dict[tuple[str, str], str] = {}
    with (files("sayso.data") / "cameo.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            types.setdefault(row["code"], row["type"])
            if len(row["code"]) > 2:
                codes.setdefault((row["type"], row["mode"]), row["code"])
    return types, codes


def type_of(code: str) -> str | None:
    """The PLOVER type of a CAMEO code, None for what is none (``345``)."""
    types = _table()[0]
    return next((types[code[:n]] for n in range(len(code), 1, -1) if code[:n] in types), None)


def code_of(event_type: str, mode: str | None) -> str | None:
    """The CAMEO code of a PLOVER type and mode; None for OTHER, which CAMEO does not have."""
    codes = _table()[1]
    return codes.get((event_type, mode or "")) or codes.get((event_type, ""))


def expected(events: Sequence[Mapping[str, str]]) -> list[Coded]:
    """A record's events as its suite expects them."""
    return [Coded(e["source"], e["target"], e["code"], type_of(e["code"])) for e in events]


Names = Mapping[str, str]


def events(ledger: Ledger, names: Names | None = None, *, half: bool = False) -> list[Coded]:
    """What a ledger holds, coded: each pair of one who acts and one who is acted upon, and meetings in both directions.

    ``names`` are codes of names that our tables do not know, a suite's own. As PETRARCH codes, one event of a type is kept for a pair, and
    none of one with itself. ``half``: whether events of which one side is unknown are kept, and statements (010). What did not happen is
    left out, as CAMEO has no way to say so.
    """
    out: dict[tuple[str, str, str], Coded] = {}
    for entry in ledger:
        if isinstance(entry, Event) and entry.event_type and not entry.factuality.endswith("-"):
            if code := code_of(entry.event_type, entry.mode):
                sides = [_codes(ledger, mentions, names or {}) for mentions in (entry.actors, entry.recipients)]
                for source, target in _pairs(*sides, mutual=entry.event_type == "CONSULT"):
                    if source != target and (half or not (source.startswith(NOBODY) or target.startswith(NOBODY))):
                        out.setdefault((source, target, entry.event_type), Coded(source, target, code, entry.event_type))
        elif half and isinstance(entry, Statement):
            for source in _codes(ledger, entry.speakers, names or {}) or [NOBODY]:
                out.setdefault((source, NOBODY, "STATEMENT"), Coded(source, NOBODY, "010", "STATEMENT"))
    return list(out.values())


def _pairs(actors: Sequence[str], recipients: Sequence[str], *, mutual: bool) -> Iterator[tuple[str, str]]:
    both = list(dict.fromkeys([*actors, *recipients]))
    if mutual and len(both) > 1:  # who takes part may stand on either side
        yield from permutations(both, 2)
    else:
        yield from product(actors or [NOBODY], recipients or [NOBODY])


def _codes(ledger: Ledger, mentions: Sequence[Mention], names: Names) -> list[str]:
    """The codes of some mentions, each once; a mention of several names ("Arnor and Gondor") has one for each."""
    return list(dict.fromkeys(code for mention in mentions for code in _code(ledger, mention, names)))


def _code(ledger: Ledger, mention: Mention, names: Names) -> list[str]:
    actor = ledger.actor(mention.actor)
    if found := _named(mention.text, names) or (_named(actor.name, names) if actor else []):
        role = _role(actor)
        return [code if len(code) > 3 else code + role for code in found]
    parts = _AND.split(mention.text)
    if len(parts) > 1 and all(part[:1].isupper() or part.startswith("the ") for part in parts):
        return [_own(_alone(part)) for part in parts]
    return [_own(actor)]


def _own(actor: Actor | None) -> str:
    return ((actor.country if actor else None) or NOBODY) + _role(actor)


def _role(actor: Actor | None) -> str:
    return ROLES.get(actor.sector or "", "") if actor and actor.type != "state" else ""


def _alone(words: str) -> Actor:
    """The actor that some words name by themselves."""
    document = Document.of(words)
    return resolve(document, [[document.span(0, len(words))]], [None])[0][0]


def _named(words: str, names: Names) -> list[str]:
    """The codes of the names among some words, in their order; the longest name counts where several begin at one place."""
    if not names:
        return []
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return [names[m[1].lower()] for m in re.finditer(rf"\b({pattern})", words, re.IGNORECASE)]
