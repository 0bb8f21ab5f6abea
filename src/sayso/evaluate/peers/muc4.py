"""MUC-4's templates of terrorist incidents, on its test sets tst1 and tst2 (Sundheim 1992; the scoring after Chinchor 1992, "MUC-4
Evaluation Metrics"), reimplemented in its main lines.

*Templates.* The mentions of an ASSAULT or of a THREATEN of violence that ``same`` joins, and those of one sentence, make one template, if
they say against whom or how many, are not denied, and those it is done to are not only fighters: MUC-4 leaves fights between armies and
guerrillas out. Perpetrator confidence is :mod:`sayso.perpetrators`.
*Alignment.* Templates are paired one to one so that most slots are right; a pair must have the incident type or a target or perpetrator in
common. *Slots.* A fill is right where it equals one of the key's alternatives (set fills, numbers) or shares a word that is no small word
with one (strings). Kinds of attack are partly right for one another (half). *All templates*: the fills of templates that are missed
count as missing, those of templates that are spurious as spurious. Optional templates and fills that are not filled do not count.
Slots that our entries do not hold (kinds of buildings and instruments, foreign nations, totals) are left empty and count as missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.actors import is_pronominal
from sayso.evaluate.measure import Report, Table, Tally
from sayso.evaluate.predictions import anew
from sayso.kinds.event import Event
from sayso.ledger import Ledger
from sayso.merging import groups
from sayso.model import Mention
from sayso.perpetrators import Perpetrator, perpetrators

TITLE = "MUC-4, tst1 and tst2"
WHERE = "events/muc4_templates.jsonl"
SPLITS = ("tst1", "tst2")
THEIRS = "GE 1992: 55.9 and 57.2 on tst3 and tst4"

STRINGS = ("incident_instrument_id", "perp_individual_id", "perp_organization_id", "phys_tgt_id", "hum_tgt_name", "hum_tgt_description")
SETS = (
    "incident_type", "incident_stage_of_execution", "incident_location", "incident_instrument_type", "perp_incident_category",
    "perp_organization_confidence", "phys_tgt_type", "phys_tgt_number", "phys_tgt_foreign_nation", "phys_tgt_effect_of_incident",
    "phys_tgt_total_number", "hum_tgt_type", "hum_tgt_number", "hum_tgt_foreign_nation", "hum_tgt_effect_of_incident",
    "hum_tgt_total_number",
)  # fmt: skip
SLOTS = (*SETS[:2], *STRINGS, *SETS[2:])
ATTACKS = frozenset(("ATTACK", "BOMBING", "ARSON"))
FIGHTERS = frozenset(("MIL", "REB", "PRM", "UAF"))
CONFIDENCE = {
    "fact": "REPORTED AS FACT",
    "claimed": "CLAIMED OR ADMITTED",
    "accused": "SUSPECTED OR ACCUSED",
    "suspected": "POSSIBLE",
}
SMALL = frozenset(("the", "a", "an", "of", "in", "on", "at", "and", "or", "to", "by", "for", "from", "with", "members", "group"))
_WORD = re.compile(r"[A-Z0-9]+(?:[-'.][A-Z0-9]+)*")
_KINDS = (
    ("BOMBING", re.compile(r"BOMB|DYNAMIT|EXPLO|BLAST|BLEW|GRENADE|MINE\b|DETONAT", re.I)),
    ("ARSON", re.compile(r"BURN|ARSON|SET FIRE|SET ON FIRE|TORCH", re.I)),
    ("KIDNAPPING", re.compile(r"KIDNAP|ABDUCT|HOSTAGE|HIJACK", re.I)),
    ("ROBBERY", re.compile(r"ROBB|STOLE|LOOT", re.I)),
)
_INSTRUMENT = re.compile(r"\b(?:DYNAMITE|(?:CAR )?BOMBS?|GRENADES?|ROCKETS?|RIFLES?|MACHINE ?GUNS?)\b", re.I)
_HARM = (
    ("DEATH", re.compile(r"KILL|MURDER|DEATH|DEAD|DIED|ASSASSINAT|SLAIN|MASSACRE|EXECUT", re.I)),
    ("INJURY", re.compile(r"WOUND|INJUR|HURT", re.I)),
)
_DAMAGE = (
    ("DESTROYED", re.compile(r"DESTROY|BURNED DOWN|BLEW UP|BLOWN UP|GUTTED", re.I)),
    ("SOME DAMAGE", re.compile(r"DAMAG|BURN|BOMB|EXPLO|DYNAMIT", re.I)),
)
_THINGS = re.compile(
    r"BUILDING|OFFICES?\b|HOUSE|HOME|RESIDENCE|EMBASSY|BRIDGE|BANK|TOWER|PYLON|LINE|POLE|STATION|PLANT|FARM|CAR\b|TRUCK|BUS\b|BUSES|"
    r"VEHICLE|PLANE|HELICOPTER|AMBULANCE|HOTEL|CHURCH|STORE|PIPELINE|FACILIT|INSTALLATION|HEADQUARTERS|SCHOOL|UNIVERSITY|SYSTEM",
    re.I,
)

_NAMELESS = re.compile(
    r"GUERRILLA|TERRORIST|REBELS?\b|SUBVERSIVE|EXTREMIST|GUNM[AE]N|M[AE]N\b|SOLDIER|TROOP|INDIVIDUAL|ASSAILANT|UNIT", re.I
)
TYPES = {
    "MIL": "ACTIVE MILITARY",
    "COP": "LAW ENFORCEMENT",
    "GOV": "GOVERNMENT OFFICIAL",
    "JUD": "LEGAL OR JUDICIAL",
    "LEG": "POLITICAL FIGURE",
}

Template = Mapping[str, list[list[str]]]
"""By slot its fills, each a list of alternatives."""


def key(template: Mapping[str, Any]) -> dict[str, list[tuple[list[str], bool]]]:
    """A key's fills by slot, each with its alternatives and whether it is optional."""
    out = {}
    for slot in SLOTS:
        fills = []
        for fill in template.get(slot) or []:
            value = fill["strings"] if slot in STRINGS else _alternatives(fill["value"])
            if value:
                fills.append((value, bool(fill["optional"])))
        out[slot] = fills
    return out


def _alternatives(value: str | None) -> list[str]:
    return [part.strip(" ()") for part in (value or "").split(" / ") if part.strip(" ()")]


@dataclass(slots=True)
class Score:
    """Fills right (a half where partly), given and expected, by slot, over all templates."""

    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    templates: Tally = field(default_factory=Tally)

    def add(self, keys: Sequence[Mapping[str, Any]], given: Sequence[Template]) -> None:
        """Count one document: its key templates, as annotated, and ours."""
        expected = [key(k) for k in keys]
        pairs = []
        for i, wanted in enumerate(expected):
            for j, template in enumerate(given):
                made = {slot: _fills(slot, wanted[slot], template.get(slot, []))[0] for slot in SLOTS}
                if made["incident_type"] or any(made[slot] for slot in STRINGS):
                    pairs.append((sum(made.values()), -i, -j))
        matched: dict[int, int] = {}
        for _, i, j in sorted(pairs, reverse=True):
            if -i not in matched and -j not in matched.values():
                matched[-i] = -j
        for i, wanted in enumerate(expected):
            if i not in matched and keys[i]["optional"]:
                continue
            template = given[matched[i]] if i in matched else {}
            for slot in SLOTS:
                self.slots[slot].add(*_fills(slot, wanted[slot], template.get(slot, [])))
        for j, template in enumerate(given):
            if j not in matched.values():
                for slot in SLOTS:
                    self.slots[slot].add(0, len(template.get(slot, [])), 0)
        required = sum(not k["optional"] or i in matched for i, k in enumerate(keys))
        self.templates.add(len(matched), len(given), required)

    @property
    def all(self) -> Tally:
        """All slots of all templates."""
        total = Tally()
        for tally in self.slots.values():
            total += tally
        return total


def _fills(slot: str, wanted: Sequence[tuple[list[str], bool]], given: Sequence[list[str]]) -> tuple[float, int, int]:
    """How many of the fills given are right, how many are given, how many are expected."""
    right, left = 0.0, list(wanted)
    for fill in given:
        best = max(left, key=lambda w: _right(slot, w[0], fill), default=None)
        if best is not None and (made := _right(slot, best[0], fill)):
            right += made
            left.remove(best)
    return right, len(given), len(wanted) - sum(optional for _, optional in left)


def _right(slot: str, alternatives: Sequence[str], fill: Sequence[str]) -> float:
    if slot in STRINGS:
        return float(any(_words(a) & _words(f) for a in alternatives for f in fill))
    if any(f in alternatives for f in fill):
        return 1.0
    if slot == "incident_type" and ATTACKS.intersection(alternatives) and ATTACKS.intersection(fill):
        return 0.5
    return 0.0


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.upper()) if word.lower() not in SMALL}


def templates(ledger: Ledger) -> list[dict[str, list[list[str]]]]:
    """The incidents of a ledger as templates; each fill with the alternatives that mentions of one actor give."""
    blame = perpetrators(ledger)
    return [made for group in _incidents(ledger) if (made := _template(ledger, group, blame))]


def _incidents(ledger: Ledger) -> list[list[Event]]:
    """Groups of mentions that tell of violence against someone; those that share a sentence are one incident."""
    found: list[list[Event]] = []
    for group in groups(ledger):
        told = [e for e in group if _is_incident(e)]
        if any(e.recipients or e.counts for e in told):
            near = next((g for g in found if any(_one_sentence(ledger, a, b) for a in g for b in told)), None)
            if near is None:
                found.append(told)
            else:
                near += told
    return found


def _one_sentence(ledger: Ledger, a: Event, b: Event) -> bool:
    first, second = sorted((a, b), key=lambda e: e.evidence.start)
    between = ledger.document.text[first.evidence.end : second.evidence.start]
    return second.evidence.start <= first.evidence.end or not re.search(r"[.;]\s|\n\s*\n", between)


def _template(ledger: Ledger, incidents: Sequence[Event], blame: Mapping[str, Perpetrator]) -> dict[str, list[list[str]]] | None:
    sectors = {actor.sector if (actor := ledger.actor(m.actor)) else None for e in incidents for m in e.recipients}
    if sectors and sectors <= FIGHTERS:
        return None
    words = " ".join(e.evidence.text for e in incidents)
    kind = next((name for name, pattern in _KINDS if pattern.search(" ".join(e.cue.text for e in incidents if e.cue))), "ATTACK")
    people = [m for e in incidents for m in e.recipients if not _THINGS.search(m.text)]
    things = [m for e in incidents for m in e.recipients if _THINGS.search(m.text)]
    bodies = {"armed_group", "organization", "party"}
    organisations = [m for e in incidents for m in e.actors if _type(ledger, m) in bodies and not _NAMELESS.search(m.text)]
    persons = [m for e in incidents for m in e.actors if m not in organisations]
    counted = [c for e in incidents for c in e.counts if c.what in {"killed", "wounded", "abducted"}]
    made: dict[str, list[list[str]]] = {
        "incident_type": [[kind]],
        "incident_stage_of_execution": [[_stage(incidents)]],
        "incident_location": [[country] for country in _countries(ledger, incidents)],
        "incident_instrument_id": [[found[0].upper()]] if (found := _INSTRUMENT.search(words)) else [],
        "perp_individual_id": _names(ledger, persons),
        "perp_organization_id": (known := _names(ledger, organisations)),
        "perp_organization_confidence": [[sure]] * len(known) if (sure := _confidence(incidents, blame)) else [],
        "perp_incident_category": [[_category(ledger, persons)]] if persons or known else [],
        "phys_tgt_id": (harmed := _names(ledger, things)),
        "phys_tgt_number": [[_number(fill[0])] for fill in harmed],
        "hum_tgt_name": _names(ledger, [m for m in people if _type(ledger, m) == "person" and _named(m)]),
        "hum_tgt_description": _names(ledger, [m for m in people if not (_type(ledger, m) == "person" and _named(m))]),
    }
    victims = [*made["hum_tgt_name"], *made["hum_tgt_description"]]
    number = {c.text.upper(): str(c.low) for c in counted if c.low is not None and c.low == c.high}
    made["hum_tgt_number"] = [[next((n for text, n in number.items() if text in v[0]), _number(v[0]))] for v in victims]
    told = [m for m in people if not is_pronominal(m.text)]
    made["hum_tgt_type"] = [[_kind(ledger, next(m for m in told if m.text.upper() in fill))] for fill in victims]
    effect = _first(_HARM, words)
    made["hum_tgt_effect_of_incident"] = [[effect] for _ in victims] if effect else []
    damage = _first(_DAMAGE, words)
    made["phys_tgt_effect_of_incident"] = [[damage] for _ in harmed] if damage else []
    return made


def _is_incident(event: Event) -> bool:
    if event.factuality.endswith("-"):
        return False
    if event.event_type == "ASSAULT":
        return event.factuality != "Uu"
    return event.event_type == "THREATEN" and event.mode == "violence"


def _stage(incidents: Sequence[Event]) -> str:
    return "ACCOMPLISHED" if any(e.event_type == "ASSAULT" for e in incidents) else "THREATENED"


def _first(named: Sequence[tuple[str, re.Pattern[str]]], words: str) -> str | None:
    """The first effect that the words name."""
    return next((effect for effect, pattern in named if pattern.search(words)), None)


def _kind(ledger: Ledger, mention: Mention) -> str:
    actor = ledger.actor(mention.actor)
    return TYPES.get(actor.sector or "", "CIVILIAN") if actor else "CIVILIAN"


def _confidence(incidents: Sequence[Event], blame: Mapping[str, Perpetrator]) -> str | None:
    """The firmest standing of a mention's perpetrators."""
    said = {found.blame for e in incidents if (found := blame.get(e.id))}
    return next((CONFIDENCE[b] for b in CONFIDENCE if b in said), None)


def _countries(ledger: Ledger, incidents: Sequence[Event]) -> list[str]:
    from sayso.places.countries import table

    codes = [p.country for e in incidents for p in e.place if p.country]
    codes += [a.country for a in ledger.actors if a.country and a.type == "state"][:1]
    return [table()[codes[0]].name.upper()] if codes and codes[0] in table() else []


def _type(ledger: Ledger, mention: Mention) -> str:
    actor = ledger.actor(mention.actor)
    return actor.type if actor else "other"


def _category(ledger: Ledger, mentions: Iterable[Mention]) -> str:
    sectors = {actor.sector for m in mentions if (actor := ledger.actor(m.actor))}
    return "STATE-SPONSORED VIOLENCE" if sectors & {"MIL", "GOV", "COP"} else "TERRORIST ACT"


def _named(mention: Mention) -> bool:
    return not re.match(r"(?i)(?:the|a|an|\d+|two|three|four|five|six|several|some|\w+s$)\b", mention.text)


def _number(words: str) -> str:
    from sayso.quantities import resolve

    found = resolve(words.split()[0])
    if found and found[0] is not None and found[0] == found[1]:
        return str(found[0])
    return "PLURAL" if re.search(r"(?:[^S]S|MEN|PEOPLE|CHILDREN)$", words.upper()) else "1"


def _names(ledger: Ledger, mentions: Iterable[Mention]) -> list[list[str]]:
    """The fills of some mentions: those of one actor together, in the order of the text; pronouns name nobody."""
    out: dict[str, list[str]] = {}
    for mention in mentions:
        if not is_pronominal(mention.text):
            out.setdefault(mention.actor or mention.text.upper(), []).append(mention.text.upper())
    return [list(dict.fromkeys(texts)) for texts in out.values()]


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score both test sets, or those of their documents whose ids ``only`` lists."""
    records = anew(gold_dir / WHERE, only, predicted)
    from sayso.reader import read

    score, documents = Score(), 0
    for document in records:
        if document["split"] in SPLITS:
            documents += 1
            score.add(document["templates"], templates(read(document["text"])))
    rows = [("templates", score.templates), *score.slots.items(), ("all", score.all)]
    return Report(
        f"{TITLE}: {documents} documents ({THEIRS})",
        (
            Table(
                f"{TITLE}: slots, all templates",
                ("slot", "key", "given", "P", "R", "F1"),
                [(name, t.gold, t.predicted, t.precision, t.recall, t.f1) for name, t in rows],
            ),
        ),
    )
