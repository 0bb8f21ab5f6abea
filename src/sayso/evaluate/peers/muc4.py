"""MUC-4's templates of terrorist incidents, on its test sets tst1 and tst2, scored as its scorer does (Chinchor 1992, "MUC-4 Evaluation
Metrics", MUC-4; the slots and their hierarchies after its ``slotconfig``). How a ledger becomes templates is
:mod:`.incident_templates`; that was made looking at MUC-4's development documents, never at the test sets.

*Mapping.* Templates are paired one to one, the pair with most fills right first. A pair needs incident types that are the same or one
above the other in the hierarchy (ATTACK is above all others), and a target or perpetrator in common, at least in part; where a key names
none, the type will do. *All templates*: the fills of keys that are missed count as missing, those of templates that are spurious as
spurious; optional keys that are missed and optional fills that are not given do not count.

*Fills.* Right is 1, partly right is a half, as in MUC-4:

* set fills: right where equal to an alternative, partly where above it in the hierarchy (``GUN`` for ``RIFLE``);
* numbers: right where equal, partly where only "about" or "at least" differs (``30`` for ``~30``);
* a set fill or number that refers to a string ("50: PEASANTS") is at most partly right where it refers to another one;
* strings: right where the words are the same but for modifiers (one has all words of the other), partly where they share a word that
  is no small word. The official scorer asked a person here;
* dates: right where the interval is the same, partly where it shares an end or lies inside;
* places: right where the country and the most special place of the key are there and nothing more special, partly where only the country.

Template ids are not scored, as in MUC-4. Its scorer let people correct its mapping; ours does not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sayso.evaluate.measure import Report, Table, Tally
from sayso.evaluate.peers.incident_templates import MONTHS, Fill, Template, published, templates
from sayso.evaluate.predictions import anew

TITLE = "MUC-4, tst1 and tst2"
WHERE = "events/muc4_templates.jsonl"
SPLITS = ("tst1", "tst2")
THEIRS = "GE 1992: 55.9 and 57.2 on tst3 and tst4"

STRINGS = ("incident_instrument_id", "perp_individual_id", "perp_organization_id", "phys_tgt_id", "hum_tgt_name", "hum_tgt_description")
MAPPING = STRINGS[1:]
NUMBERS = ("phys_tgt_number", "phys_tgt_total_number", "hum_tgt_number", "hum_tgt_total_number")
SLOTS = (
    "incident_date", "incident_location", "incident_type", "incident_stage_of_execution", "incident_instrument_id",
    "incident_instrument_type", "perp_incident_category", "perp_individual_id", "perp_organization_id", "perp_organization_confidence",
    "phys_tgt_id", "phys_tgt_type", "phys_tgt_number", "phys_tgt_foreign_nation", "phys_tgt_effect_of_incident", "phys_tgt_total_number",
    "hum_tgt_name", "hum_tgt_description", "hum_tgt_type", "hum_tgt_number", "hum_tgt_foreign_nation", "hum_tgt_effect_of_incident",
    "hum_tgt_total_number",
)  # fmt: skip
"""Those that MUC-4 scores, all but the two ids."""

ABOVE = {
    **dict.fromkeys(("ARSON", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE"), "ATTACK"),
    **dict.fromkeys(("MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"), "GUN"),
    **dict.fromkeys(("VEHICLE BOMB", "DYNAMITE", "MINE", "AERIAL BOMB"), "BOMB"),
    **dict.fromkeys(("BOMB", "GRENADE", "MOLOTOV COCKTAIL"), "EXPLOSIVE"),
    **dict.fromkeys(("MISSILE", "ROCKET"), "PROJECTILE"),
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "SUSPECTED OR ACCUSED",
    "GOVERNMENT OFFICE OR RESIDENCE": "POLITICAL FIGURE OFFICE OR RESIDENCE",
    "SOME DAMAGE": "DESTROYED",
    "GOVERNMENT OFFICIAL": "POLITICAL FIGURE",
    "FORMER GOVERNMENT OFFICIAL": "GOVERNMENT OFFICIAL",
    "FORMER ACTIVE MILITARY": "ACTIVE MILITARY",
    "NO DEATH": "NO INJURY",
    "NO INJURY OR DEATH": "NO DEATH",
}
"""The next above in the hierarchies of ``slotconfig``."""

_SMALL = frozenset(
    ("the", "a", "an", "of", "in", "on", "at", "and", "or", "to", "by", "for", "from", "with", "members", "group", "de", "la", "el")
)
_WORD = re.compile(r"[A-Z0-9]+(?:[-'.][A-Z0-9]+)*")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d\d)")


class Wanted(NamedTuple):
    """A fill of a key: its alternatives, the strings that it refers to, whether it may be missing."""

    values: tuple[str, ...]
    of: tuple[str, ...]
    optional: bool


def key(template: Mapping[str, Any]) -> dict[str, list[Wanted]]:
    """A key's fills by slot."""
    out = {}
    for slot in SLOTS:
        fills = []
        for fill in template.get(slot) or []:
            strings = tuple(s for s in fill["strings"] if _words(s))
            said = fill["raw"] if slot == "incident_location" else fill["value"]
            values = strings if slot in STRINGS else tuple(map(_bare, filter(_bare, re.split(" ?/ ?", said or ""))))
            if values:
                fills.append(Wanted(values, () if slot in STRINGS else strings, bool(fill["optional"])))
        out[slot] = fills
    return out


def _bare(value: str) -> str:
    """A fill without brackets around it; nothing for a dash."""
    inside = re.fullmatch(r"\((.*)\)", value.strip())
    return (
        (inside[1] if inside else value).strip().lstrip("(" if value.count("(") > value.count(")") else "") if value.strip(" ()-") else ""
    )


@dataclass(slots=True)
class Score:
    """Fills right (a half where partly), given and expected, by slot, over all templates."""

    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    templates: Tally = field(default_factory=Tally)

    def add(self, keys: Sequence[Mapping[str, Any]], given: Sequence[Template]) -> None:
        """Count one document: its key templates, as annotated, and ours."""
        expected = [key(k) for k in keys]
        matched = mapping(expected, given)
        for i, wanted in enumerate(expected):
            if i not in matched and keys[i]["optional"]:
                continue
            template = given[matched[i]] if i in matched else {}
            for slot in SLOTS:
                self.slots[slot].add(*_fills(slot, wanted[slot], template.get(slot, ())))
        for j, template in enumerate(given):
            if j not in matched.values():
                for slot in SLOTS:
                    self.slots[slot].add(0, len(template.get(slot, ())), 0)
        required = sum(not k["optional"] or i in matched for i, k in enumerate(keys))
        self.templates.add(len(matched), len(given), required)

    @property
    def all(self) -> Tally:
        """All slots of all templates."""
        total = Tally()
        for tally in self.slots.values():
            total += tally
        return total


def mapping(expected: Sequence[Mapping[str, Sequence[Wanted]]], given: Sequence[Template]) -> dict[int, int]:
    """Which of the templates given stands for which key, by their places."""
    pairs = []
    for i, wanted in enumerate(expected):
        for j, template in enumerate(given):
            made = {slot: _fills(slot, wanted[slot], template.get(slot, ()))[0] for slot in SLOTS}
            if _types_meet(wanted, template) and (any(made[s] for s in MAPPING) or not any(wanted[s] for s in MAPPING)):
                pairs.append((sum(made.values()), -i, -j))
    matched: dict[int, int] = {}
    for _, i, j in sorted(pairs, reverse=True):
        if -i not in matched and -j not in matched.values():
            matched[-i] = -j
    return matched


def _types_meet(wanted: Mapping[str, Sequence[Wanted]], template: Template) -> bool:
    ours = {v for fill in template.get("incident_type", ()) for v in fill.values}
    theirs = {v for fill in wanted["incident_type"] for v in fill.values}
    return any(a in _up(b) or b in _up(a) for a in ours for b in theirs)


def _up(value: str) -> list[str]:
    """A value and all above it."""
    out = [value]
    while out[-1] in ABOVE:
        out.append(ABOVE[out[-1]])
    return out


def _fills(slot: str, wanted: Sequence[Wanted], given: Sequence[Fill]) -> tuple[float, int, int]:
    """How many of the fills given are right, how many are given, how many are expected."""
    pairs = sorted(
        ((made, -i, -j) for i, w in enumerate(wanted) for j, g in enumerate(given) if (made := _right(slot, w, g))), reverse=True
    )
    right, keys, ours = 0.0, set(), set()
    for made, i, j in pairs:
        if i not in keys and j not in ours:
            right += made
            keys.add(i)
            ours.add(j)
    return right, len(given), sum(not w.optional or -i in keys for i, w in enumerate(wanted))


def _right(slot: str, wanted: Wanted, fill: Fill) -> float:
    """How right a fill is for one of the key: 1, a half or 0."""
    one = {"incident_date": _date, "incident_location": _place}.get(slot) or (
        _string if slot in STRINGS else _number if slot in NUMBERS else _set
    )
    made = max(one(w, f) for w in wanted.values for f in fill.values)
    if made and wanted.of and fill.of and not any(_string(w, f) for w in wanted.of for f in fill.of):
        return 0.5
    return made


def _set(wanted: str, given: str) -> float:
    return 1.0 if wanted == given else 0.5 if given in _up(wanted) else 0.0


def _number(wanted: str, given: str) -> float:
    return 1.0 if wanted.replace(" ", "") == given else 0.5 if wanted.strip(" ~-") == given.strip("~-") else 0.0


def _string(wanted: str, given: str) -> float:
    some, others = _words(wanted), _words(given)
    if not some & others:
        return 0.0
    return 1.0 if some <= others or others <= some else 0.5


def _date(wanted: str, given: str) -> float:
    some, others = _interval(wanted), _interval(given)
    if not some or not others:
        return 0.0
    if some == others:
        return 1.0
    ends = some[1] == others[1] or (some[0] is not None and some[0] == others[0])
    return 0.5 if ends or _inside(some, others) or _inside(others, some) else 0.0


_Interval = tuple[dt.date | None, dt.date | None]


def _interval(words: str) -> _Interval | None:
    """A date or two: "- 04 MAR 90" is until that day."""
    days = [day for d, m, y in _DAY.findall(words) if (day := _day(d, m, y))]
    if len(days) == 1:
        return (None if words.strip().startswith("-") else days[0], None if words.strip().endswith("-") else days[0])
    return (days[0], days[1]) if len(days) == 2 else None


def _day(day: str, month: str, year: str) -> dt.date | None:
    try:
        return dt.date(1900 + int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:  # no such month or day
        return None


def _inside(some: _Interval, others: _Interval) -> bool:
    """Whether the first interval lies in the second, both having ends."""
    if None in some or None in others:
        return False
    return others[0] <= some[0] and some[1] <= others[1]  # type: ignore[operator]


def _place(wanted: str, given: str) -> float:
    some, others = ([re.sub(r"\s*\(.*?\)", "", p).strip() for p in words.split(":")] for words in (wanted, given))
    return 0.0 if some[0] != others[0] else 1.0 if some[-1] == others[-1] else 0.5


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.upper()) if word.lower() not in _SMALL)


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score both test sets, or those of their documents whose ids ``only`` lists."""
    records = anew(gold_dir / WHERE, only, predicted)
    from sayso.reader import read

    score, documents = Score(), 0
    for document in records:
        if document["split"] in SPLITS:
            documents += 1
            ledger = read(document["text"], published=published(document["text"]))
            score.add(document["templates"], templates(ledger))
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
