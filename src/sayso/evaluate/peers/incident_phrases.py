"""Phrases for what an incident is done to: which kind of person or thing MUC-4 calls it, how many, whose name. By words alone."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso import quantities
from sayso.actors import phrases
from sayso.evaluate.peers import incident_words as say
from sayso.model import Actor
from sayso.places.countries import named

FIGHTERS = frozenset(("MIL", "REB", "PRM", "UAF", "CRM"))
STATE = frozenset(("MIL", "GOV", "COP", "SPY"))


@cache
def lexicon(slot: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """The words that tell a slot's fill, the longest first, and what each tells."""
    with Path(__file__).with_name("muc4.csv").open(encoding="utf-8", newline="") as lines:
        told: dict[str, str] = {}
        for row in csv.DictReader(lines):
            for word in row["words"].split(";") if row["slot"] == slot else ():
                told.setdefault(word, row["value"])
    order = sorted(told, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, order))})(?![\w])", re.I), told


@dataclass(slots=True)
class Target:
    """Who or what it is done to, in the words of its mentions; ``harm`` as MUC-4 calls it."""

    thing: bool
    names: list[str]
    descriptions: list[str]
    number: str
    kind: str
    country: str | None = None
    harm: str | None = None
    fighter: bool = False
    definite: bool = False

    @property
    def keys(self) -> set[str]:
        """Words to know it again by."""
        said = self.names or self.descriptions
        return {w for s in said for w in re.findall(r"[A-Z]{3,}", s.upper()) if w not in say.COMMON}

    def take(self, other: Target) -> None:
        """Another mention of the same."""
        self.names += [n for n in other.names if n not in self.names]
        self.descriptions += [d for d in other.descriptions if d not in self.descriptions]
        if self.number in ("PLURAL", "1") and other.number not in ("PLURAL", "1"):
            self.number = other.number
        if self.kind in ("CIVILIAN", "OTHER"):
            self.kind = other.kind
        self.country = self.country or other.country
        self.harm = other.harm if self.harm is None or other.harm == "DEATH" else self.harm


def thing(text: str) -> str | None:
    """What sort of thing some words name, by the head; None for persons."""
    pattern, told = lexicon("phys_tgt_type")
    bare = say.OPENERS.sub("", text.lower())
    head = say.STOP.split(f"{bare} ")[0].strip()
    if is_person(head):
        return None
    found = [m[0] for m in pattern.finditer(head) if m.end() == len(head)] or [m[0] for m in pattern.finditer(head)]
    if not found and (inner := pattern.search(bare)):
        found = [inner[0]]
    if not found:
        return None
    if re.search(r"embass|consulat|ambassador", bare):
        return "DIPLOMAT OFFICE OR RESIDENCE"
    return told[found[-1]]


def is_person(head: str) -> bool:
    """Whether a phrase's head is a word for persons."""
    pattern, _ = lexicon("hum_tgt_type")
    return bool(say.PERSON.search(head)) or any(m.end() == len(head) for m in pattern.finditer(head))


def is_name(head: str, actor: Actor | None) -> bool:
    """Whether a phrase's head is a person's name."""
    return bool(actor and actor.type == "person" and re.search(r"[A-Z][\w'-]+$", head))


def person_name(text: str) -> str | None:
    """The name that a phrase for a person ends in."""
    text = re.sub(r"\b(?:\d\d|[a-z]+)- ?years?- ?old ", "", text)
    if not re.search(r"[A-Z]", text):
        return None
    name = phrases.person(text, not re.search(r"\b[a-z]{4,}", text))
    if not name or not text.endswith(name):
        return None
    first, _, rest = name.partition(" ")
    if " " in rest and named(first):  # "Spaniard Jose Maria Martinez"
        name = rest
    return None if re.fullmatch(r"[A-Z]{2,}", name) or is_person(name.lower()) else name


def person_kind(text: str, sector: str | None) -> tuple[str, bool]:
    """MUC-4's type of a person, and whether it is a fighter."""
    pattern, told = lexicon("hum_tgt_type")
    found = [told[m[0].lower()] for m in pattern.finditer(text)]
    agent = phrases.parse(text).agent
    sector = sector or (agent.sector if agent else None)
    armed = bool(say.ARMED.search(say.STOP.split(f"{text} ")[0]))
    if found:
        kind = found[0]
        return kind, kind == "ACTIVE MILITARY" or armed
    kind = {
        "MIL": "ACTIVE MILITARY",
        "COP": "LAW ENFORCEMENT",
        "JUD": "LEGAL OR JUDICIAL",
        "GOV": "GOVERNMENT OFFICIAL",
        "LEG": "POLITICAL FIGURE",
    }.get(sector or "", "CIVILIAN")
    return kind, sector in FIGHTERS or armed


def parts(text: str) -> list[str]:
    """The parts of a coordination, where each stands for itself ("a driver and two guards"); else the whole."""
    found = [p.strip().removeprefix("of ") for p in say.AND.split(text) if p.strip()]
    alone = all(
        re.match(r"(?:the|a|an|his|her|their|its|one|two|three|four|five|six|seven|eight|nine|ten|several|some|other|\d+)\b|[A-Z]", p)
        or person_name(p)
        for p in found
    )
    return found if len(found) > 1 and alone else [text]


def number(text: str) -> str:
    """How many some words name, as MUC-4 writes it."""
    found = quantities.resolve(text)
    if found and found[0] == found[1]:
        return str(found[0])
    figure = re.search(r"\d[\d,]*", text)
    if found and figure:
        digits = figure[0].replace(",", "")
        if say.ABOUT.search(text):
            return f"~{digits}"
        if found[1] is None:
            return f"{digits}-"
        return f"-{digits}" if found[0] == 0 else "PLURAL"
    head = say.STOP.split(f"{text} ")[0].strip()
    return "PLURAL" if re.search(r"(?:[^s]s|men|people|children|police|personnel|population|family|troops)$", head, re.I) else "1"


def plain(text: str) -> str:
    """Without accents and the word for what sort of place it is."""
    letters = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"(?i) (?:department|province|municipality|neighborhood|town|village)$", "", letters)
