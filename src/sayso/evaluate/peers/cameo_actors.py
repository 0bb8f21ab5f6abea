"""Actors as CAMEO codes them (Schrodt 2012, "CAMEO: Conflict and Mediation Event Observations Event and Actor Codebook").

A code is a country, or the kind of an international organisation, and the CAMEO role of a sector: ``USAGOV``, ``IGOUNOMIL``, ``---REB``;
``---`` where nothing is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sayso.actors import phrases, resolve
from sayso.dyads import apart
from sayso.ledger import Ledger
from sayso.model import Actor, Document, Mention, Place

NOBODY = "---"

ROLES = {
    "COP": "COP", "GOV": "GOV", "JUD": "JUD", "MIL": "MIL", "OPP": "OPP", "REB": "REB", "SPY": "SPY", "UAF": "UAF", "AGR": "AGR",
    "BUS": "BUS", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "LAB": "LAB", "REF": "REF", "LEG": "LEG", "MED": "HLH",
    "JRN": "MED", "REL": "REL", "PTY": "PTY", "PRM": "REB",
}  # fmt: skip
"""CAMEO's role for a PLOVER sector. CAMEO's MED are the media."""

INTERNATIONAL = {"IGO": "IGO", "NGO": "NGO", "MNC": "MNC"}
"""What stands for the country of an organisation that has none, by its sector."""

KNOWN = {
    "UN": "IGOUNO", "UNSC": "IGOUNO", "UNGA": "IGOUNO", "UN_SECRETARY_GENERAL": "IGOUNO", "UNHCR": "IGOUNOREFHCR", "OHCHR": "IGOUNOHRIHCH",
    "UNICEF": "IGOUNOKID", "WHO": "IGOUNOHLHWHO", "IAEA": "IGOUNOIAE", "ICJ": "IGOUNOJUDICJ", "WFP": "IGOUNOWFP", "UNDP": "IGOUNODEV",
    "UNESCO": "IGOUNODEV", "ILO": "IGOUNOLABILO", "FAO": "IGOUNOAGRFAO", "WORLD_BANK": "IGOUNODEVWBK", "IMF": "IGOBUSIMF",
    "EU": "IGOEUREEC", "EUROPEAN_COMMISSION": "IGOEUREEC", "EUROPEAN_COUNCIL": "IGOEUREEC", "NATO": "IGOWSTNAT",
    "HAMAS": "PSEREBHMS", "AL_QAEDA": "IMGMUSALQ", "ISIS": "IMGMUSISI",
}  # fmt: skip
"""Codes of organisations of our actor table, as in the dictionaries that PETRARCH2 comes with."""

_UN = re.compile(r"\b(?:UN|U\.N\.|United Nations)(?= )")
_SIDED = re.compile(r"\b(?:pro|anti)-([A-Z]\w+)", re.IGNORECASE)
_OFFICIAL, _SECRET = re.compile(r"\bofficials?\b", re.IGNORECASE), re.compile(r"intelligence|secret|\bsp(?:y|ies)\b", re.IGNORECASE)
_IN = re.compile(r" (?:in|from|of) ((?:the |[a-z]+ern )?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)")

Names = Mapping[str, str]


class Actors:
    """Codes the mentions of one ledger. ``names`` are codes of names that our tables do not know."""

    def __init__(self, ledger: Ledger, names: Names) -> None:
        self._ledger, self._names = ledger, names

    def codes(self, mentions: Sequence[Mention]) -> list[str]:
        """The codes of some mentions, each once; a mention of several names ("Arnor and Gondor") has one for each."""
        return list(dict.fromkeys(code for mention in mentions for code in self._mention(mention)))

    def named(self, words: str) -> Iterator[re.Match[str]]:
        """Where the given names stand in some words."""
        return _any_of(tuple(sorted(self._names, key=len, reverse=True))).finditer(words) if self._names else iter(())

    def _known(self, words: str) -> list[str]:
        """The codes of the given names among some words, in their order; the longest counts where several begin at one place."""
        return [self._names[name[1].lower()] for name in self.named(words)]

    def _mention(self, mention: Mention) -> list[str]:
        actor = self._ledger.actor(mention.actor)
        if found := self._known(mention.text) or (self._known(actor.name) if actor else []):
            role = "" if mention.text.lower().removeprefix("the ") in self._names else _role(actor, mention.text)
            return [code if len(code) > 3 else code + role for code in found]
        if isinstance(mention, Place):
            return [mention.country or self._alone(mention.text).country or NOBODY]
        parts = list(apart((mention,)))
        if len(parts) > 1 and all(part.text[:1].isupper() or part.text.startswith("the ") for part in parts):
            return [_own(self._alone(part.text)) for part in parts]
        code = _own(actor or (self._alone(mention.text) if mention.text[:1].isupper() else None), mention.text)
        sided = _SIDED.search(mention.text)
        if code.startswith(NOBODY) or (sided and code.startswith(self._alone(sided[1]).country or NOBODY)):
            return [self._whose(mention) + code[3:]]
        return [code]

    def _whose(self, mention: Mention) -> str:
        """Whose servants are named without a country: of the one that the noun phrase goes on to name ("troops in Iraq")."""
        if _UN.search(mention.text):
            return KNOWN["UN"]
        phrase = _IN.match(self._ledger.document.text, mention.end)
        return (phrase and self._alone(phrase[1]).country) or NOBODY

    def _alone(self, words: str) -> Actor:
        """The actor that some words name by themselves, on the document's day."""
        document = Document.of(words, published=self._ledger.document.published)
        return resolve(document, [[document.span(0, len(words))]], [None])[0][0]


def _own(actor: Actor | None, words: str = "") -> str:
    if actor and actor.id in KNOWN:
        return KNOWN[actor.id]
    where = (actor.country or INTERNATIONAL.get(actor.sector or "") if actor else None) or NOBODY
    return where + _role(actor, words)


def _role(actor: Actor | None, words: str = "") -> str:
    """CAMEO's role of an actor; of a state only where the words say which of its servants ("the government of")."""
    if actor and actor.type == "state":
        agent = phrases.parse(words).agent if words else None
        return ROLES.get(agent.sector or "", "") if agent else ""
    role = ROLES.get(actor.sector or "", "") if actor else ""
    return "GOV" if role == "SPY" and _OFFICIAL.search(words) and not _SECRET.search(words) else role


@cache
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, names))})(?:i|i?an)?s?\b", re.IGNORECASE)
