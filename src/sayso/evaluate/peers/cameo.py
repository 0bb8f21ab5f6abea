"""Our events as CAMEO codes them: source, target, code, so that they can be laid beside what PETRARCH's suites expect.

``data/cameo.csv`` relates the two ontologies (PLOVER's own table of CAMEO codes, manual of 2021): an event of a type and mode is written
with the first three or more digits that its row gives; a CAMEO code has the type of the longest code there that begins it.
``data/cameo_words.csv`` gives what CAMEO tells apart and PLOVER does not, or elsewhere, by the words about the cue ("signed an accord" is
057, for PLOVER's manual a SUPPORT, in the ledger an AGREE). STATEMENT stands for CAMEO's 01, which PLOVER does not have. As the codebook
has it (Schrodt 2012), what one says that another did in conflict is the first accusing the other (112), what one wants or undertakes to
do is an intent (03) or a threat (138), and what is asked for is an appeal (02) or demand (10), not the act.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import permutations, product
from typing import NamedTuple

from sayso.dyads import STOP, Dyads, Sides, apart
from sayso.evaluate.peers.cameo_actors import NOBODY, Actors, Names
from sayso.evaluate.peers.uppermost import Uppermost
from sayso.kinds.commitment import Commitment
from sayso.kinds.event import Event
from sayso.kinds.intent import Intent
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import ACTOR_ROLES, Entry, Mention, Place, Span

_NOT = re.compile(r"(?:not|never)\b", re.IGNORECASE)
_AHEAD = re.compile(r"(?:(?:am|is|are|was|were|be|will|would|shall|about|due|set|scheduled|to)\b ?)+", re.IGNORECASE)
_DEMAND = re.compile(r"(?:demand|order|insist|requir|instruct|command|press|compel)", re.IGNORECASE)
SOUGHT = {"COOPERATE": "1", "SUPPORT": "2", "AID": "3", "RETREAT": "5", "CONCEDE": "5", "CONSULT": "6"}
"""The last digit of CAMEO's codes for an act that is asked for (02), only wanted or undertaken (03) or demanded (10)."""

REFUSED = {"REJECT": "120", "COOPERATE": "121", "SUPPORT": "121", "AID": "122", "RETREAT": "124", "CONCEDE": "124", "CONSULT": "125"}
"""The code of what is said not to come ("will not help")."""

CONFLICT = frozenset(("ASSAULT", "COERCE"))
"""Types of acts that to report of another is to accuse."""


class Coded(NamedTuple):
    """A coded event. ``type`` is the PLOVER type of ``code``, None where no code of the table begins it."""

    source: str
    target: str
    code: str
    type: str | None


class Rule(NamedTuple):
    """Words that give a CAMEO code to an event of one of the ``types``, of any where there are none."""

    code: str
    types: frozenset[str]
    words: re.Pattern[str]


@cache
def _rules() -> list[Rule]:
    with (files("sayso.data") / "cameo_words.csv").open(encoding="utf-8") as lines:
        return [
            Rule(row["code"], frozenset(row["types"].split()), re.compile(rf"\b(?:{row['words']})\b", re.IGNORECASE))
            for row in csv.DictReader(lines)
        ]


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


def events(ledger: Ledger, names: Names | None = None, *, half: bool = False, uppermost: bool = False) -> list[Coded]:
    """What a ledger holds, coded: each pair of one who acts and one who is acted upon, and what is done together in both directions.

    ``names`` are codes of names that our tables do not know, a suite's own. As PETRARCH codes, one event of a type is kept for a pair, and
    none of one with itself. ``half``: whether events of which a side or the code is unknown are kept (``---``), and statements (010).
    ``uppermost``: whether only what the uppermost verb of a sentence tells is coded, between whom PETRARCH2 would
    (:mod:`sayso.evaluate.peers.uppermost`).
    CAMEO has no code for OTHER and no way to say that something did not happen.
    """
    out: dict[tuple[str, str, str | None], Coded] = {}
    coder = _Coder(ledger, names or {}, half)
    for coded in coder.uppermost() if uppermost else coder.events():
        if half or _whole(coded):
            out.setdefault((coded.source, coded.target, coded.type), coded)
    return [coded for coded in out.values() if coded.source != coded.target]


def _whole(coded: Coded) -> bool:
    return NOBODY not in coded[:2] and coded.source != coded.target


class _Coder:
    """Codes one ledger."""

    def __init__(self, ledger: Ledger, names: Names, half: bool) -> None:
        self.ledger, self.actors, self.half, self.dyads = ledger, Actors(ledger, names), half, Dyads(ledger)
        text = ledger.document.text
        self.stops = [0, *(stop.end() for stop in STOP.finditer(text)), len(text)]
        self.sought = [e for e in ledger if isinstance(e, Event) and self._asked(e)]
        self.requests = {e.cue.start for e in ledger if isinstance(e, Event) and e.cue and e.event_type == "REQUEST"}
        aims = [e for e in ledger if isinstance(e, Intent | Commitment) and not (e.cue and _AHEAD.fullmatch(e.cue.text))]
        self.aims = [content for aim in aims for content in aim.main]

    def events(self) -> Iterator[Coded]:
        """Every pair of every event, and where half-known ones are wanted every statement; each as often as it is told."""
        for entry in self.ledger:
            if isinstance(entry, Event) and entry.event_type:
                yield from self._event(entry, self.dyads(entry))
            elif self.half and isinstance(entry, Statement):
                yield from self._statement(entry)

    def uppermost(self) -> Iterator[Coded]:
        """The pairs of one event a sentence: of the uppermost that has a pair of known sides."""
        chosen = Uppermost(self.ledger, self.dyads)
        for told in chosen:
            coded = ([self._placed(c, event) for c in self._event(event, chosen.sides(event))] for event in told)
            yield from next((pairs for pairs in coded if any(map(_whole, pairs))), ())

    def _placed(self, coded: Coded, event: Event) -> Coded:
        """With the country of the place, where those acted upon are only servants of no known country."""
        if coded.target == NOBODY or not coded.target.startswith(NOBODY):
            return coded
        where = next(iter(self.actors.codes(event.place)), NOBODY)
        return coded._replace(target=where + coded.target[3:])

    def _statement(self, said: Statement) -> Iterator[Coded]:
        """A statement, about whom its content names first; whoever is of no known country speaks about nobody in particular."""
        for source in self.actors.codes(said.speakers) or [NOBODY]:
            about = [] if source.startswith(NOBODY) else [code for m in self._inside(said) for code in self.actors.codes((m,))]
            target = next((code for code in about if code != source and not code.startswith(NOBODY)), NOBODY)
            yield Coded(source, target, "010", "STATEMENT")

    def _inside(self, said: Statement) -> list[Mention]:
        """The mentions of actors in what a statement says, and what of the suite's names stands there, in the order of the text."""
        found = {
            (m.start, -m.end): m
            for entry in self.ledger
            for role in ACTOR_ROLES.intersection(entry.roles)
            for m in entry.role(role)
            if any(piece.covers(m) for piece in said.content)
        }
        for piece in said.content:
            for name in self.actors.named(piece.text):
                at = piece.start + name.start()
                found.setdefault((at, -at - len(name[0])), Mention(at, at + len(name[0]), name[0]))
        return [found[at] for at in sorted(found)]

    def _event(self, event: Event, sides: Sides) -> Iterator[Coded]:
        if self._asked(event):
            yield from self._appeal(event, sides)
            return
        code = self._code(event)
        if code is None and not self.half:
            return
        actors, recipients = self.actors.codes(sides.actors), self.actors.codes(sides.recipients)
        said = self._said(event)
        if event.event_type in CONFLICT and said and not set(said) & set(actors):
            yield from (Coded(source, target, "112", "ACCUSE") for source, target in _pairs(said, actors, mutual=False))
            return
        placed = bool(sides.recipients) and all(isinstance(m, Place) for m in sides.recipients)
        joint = not event.recipients and sides.recipients == tuple(apart(sides.actors))
        for source, target in _pairs(actors, recipients, mutual=joint or (event.event_type == "CONSULT" and not placed)):
            yield Coded(source, target, code or NOBODY, type_of(code) if code else None)

    def _appeal(self, event: Event, sides: Sides) -> Iterator[Coded]:
        """What is asked for, where no event is the asking itself ("wants Peru to help")."""
        asking = event.attributions[-1]
        if asking.cue and asking.source and asking.cue.start not in self.requests:
            code = self._request(asking.cue)
            asked = self.actors.codes(sides.actors or sides.recipients)
            yield from (Coded(*pair, code, type_of(code)) for pair in _pairs(self.actors.codes((asking.source,)), asked, mutual=False))

    def _said(self, event: Event) -> list[str]:
        """The codes of who is told to say so before it is said, where these are of a country and not of its media."""
        source = event.attributions[-1].source if event.attributions else None
        codes = self.actors.codes((source,)) if source and event.cue and source.start < event.cue.start else []
        return [code for code in codes if not (code.startswith(NOBODY) or code.endswith("MED"))]

    def _code(self, event: Event) -> str | None:
        """The code of an event; None for what is only asked for, and for OTHER unless its words have one."""
        cue = event.cue
        if cue is None or event.event_type is None:
            return None
        if event.factuality.endswith("-") or _NOT.match(cue.text):
            return REFUSED.get(event.event_type) if event.tense == "future" else None
        rule = self._rule(event.event_type, cue)
        if event.event_type == "REQUEST":
            return rule.code if rule else self._request(cue, event.mode)
        if event.factuality == "Uu" and any(m.covers(cue) for m in self.aims):
            if event.event_type in SOUGHT:
                return "03" + SOUGHT[event.event_type]
            if event.event_type == "ASSAULT":
                return "138"
        return rule.code if rule else code_of(event.event_type, event.mode)

    def _request(self, cue: Span, mode: str | None = None) -> str:
        """The code of a request, by its word and by the act that is sought, else by its mode."""
        held = next((e for e in self.sought if e.attributions[-1].cue == cue), None)
        last = SOUGHT.get(held.event_type or "", "0") if held else (code_of("REQUEST", mode) or "100")[2]
        return ("10" if _DEMAND.match(cue.text) else "02") + last

    def _rule(self, event_type: str, cue: Span) -> Rule | None:
        """The first rule for the type whose words, somewhere in the sentence, take in the cue or a part of it."""
        start, end = max(s for s in self.stops if s <= cue.start), min(s for s in self.stops if s >= cue.end)
        sentence = self.ledger.document.text[start:end]
        for rule in _rules():
            if not rule.types or event_type in rule.types:
                found = rule.words.finditer(sentence)
                if any(m.start() + start < cue.end and cue.start < m.end() + start for m in found):
                    return rule
        return None

    def _asked(self, event: Event) -> bool:
        said = event.attributions[-1].statement if event.attributions else None
        entry: Entry | None = self.ledger[said] if said else None
        return event.factuality == "Uu" and isinstance(entry, Statement) and entry.act in {"demand", "ask"}


def _pairs(actors: Sequence[str], recipients: Sequence[str], *, mutual: bool) -> Iterator[tuple[str, str]]:
    both = list(dict.fromkeys([*actors, *recipients]))
    if mutual and len(both) > 1:  # who takes part may stand on either side
        yield from permutations(both, 2)
    else:
        yield from product(actors or [NOBODY], recipients or [NOBODY])
