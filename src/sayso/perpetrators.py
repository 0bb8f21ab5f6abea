"""Whether it stands that they did it: how the perpetrator of an event is told, after MUC-4's "perpetrator confidence". Never stored.

MUC-4 (1992, task documentation) tells apart what is reported as fact, claimed or admitted, suspected or accused, and possible. Of an
ASSAULT or COERCE whose words name who did it, the first that holds of its mentions that name the same:

* *fact*: the article itself says so for certain, or takes another's word for certain (author's factuality CT+);
* *claimed*: those who did it say so, or someone who by an affiliation belongs to them, or the act of the statement is ``admit``;
* *accused*: another source that can be pointed at says so for certain;
* *suspected*: it is probable or possible only, the source is vague, or the words for them say so ("alleged", "suspected rebels");
* *denied*: all that is said is that they did not.

Beside it stands who denies it: by a mention with negative factuality, or a ``denies`` link against a mention that affirms it or the
statement which that stands in. Those who repel an attack are no perpetrators.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.kinds.affiliation import Affiliation
from sayso.kinds.event import Event
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.merging import groups, turns
from sayso.model import Entry, Mention

Blame = Literal["fact", "claimed", "accused", "suspected", "denied"]

BLAMES: tuple[Blame, ...] = get_args(Blame)
"""From the firmest on."""

WORDS: dict[Blame, str] = {
    "fact": "reported as fact",
    "claimed": "claimed or admitted",
    "accused": "accused",
    "suspected": "suspected",
    "denied": "denied",
}

VIOLENT = frozenset(("ASSAULT", "COERCE"))
"""The types of events that have perpetrators."""

ARTICLE = "the article"

_ALLEGED = re.compile(r"\b(?:alleged|apparent|believed to be|presumed|purported|suspected)\b", re.I)


@dataclass(frozen=True, slots=True)
class Perpetrator:
    """How those who did it stand: ``by`` are the names of those who say so, ``denied_by`` of those who say that they did not."""

    blame: Blame
    by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()

    def __str__(self) -> str:
        said = f"{WORDS[self.blame]} by {', '.join(self.by)}" if self.by else WORDS[self.blame]
        return f"{said}; denied by {', '.join(self.denied_by)}" if self.denied_by else said


def perpetrators(ledger: Ledger) -> dict[str, Perpetrator]:
    """The perpetrators' standing by the ids of the events that have one."""
    court = _Court(ledger)
    found = {m.id: court.verdict(m, group) for group in groups(ledger) for m in group}
    return {i: verdict for i, verdict in found.items() if verdict}


def remarks(ledger: Ledger) -> dict[str, Perpetrator]:
    """Those that say more than an event's own factuality and source do: from other mentions, from denials, from the words for them, or
    that it is an admission."""
    court, events = _Court(ledger), {e.id: e for e in ledger if isinstance(e, Event)}
    said = ((events[i], p) for i, p in perpetrators(ledger).items())
    return {e.id: p for e, p in said if p.blame == "claimed" or p != court.of_one(e) or court.alleged(e)}


class _Court:
    """What a ledger says of who did what."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.belongs: set[tuple[str, str]] = set()
        self.deniers: dict[str, list[str]] = defaultdict(list)
        for entry in ledger:
            if isinstance(entry, Affiliation):
                self.belongs |= {(m.actor, g.actor) for m in entry.members for g in entry.groups if m.actor and g.actor}
        self.entries = {e.id: e for e in ledger}
        for link in ledger.links:
            if link.relation == "denies" and link.subject in self.entries:
                self.deniers[link.object] += self.voices(self.entries[link.subject])

    def verdict(self, event: Event, group: Sequence[Event]) -> Perpetrator | None:
        """The standing of an event's perpetrators, from all mentions that name the same."""
        if event.event_type not in VIOLENT or not event.actors or turns(event):
            return None
        naming = [m for m in group if m is event or self.one(m.actors, event.actors)]
        said: dict[Blame, list[str]] = defaultdict(list)
        denied: list[str] = []
        for mention in naming:
            if found := self.of_one(mention):
                said[found.blame] += found.by
            if not mention.factuality.endswith("-"):
                for i in (mention.id, *(a.statement for a in mention.attributions[-1:] if a.statement)):
                    denied += self.deniers.get(i, [])
        if not said:
            return None
        blame = next(b for b in BLAMES if b in said)
        against = [] if blame == "denied" else said.get("denied", [])
        return Perpetrator(blame, _once(said[blame]), _once(name for name in against + denied if name not in said[blame]))

    def of_one(self, event: Event) -> Perpetrator | None:
        """What one mention says of those who did it; None where it commits nobody."""
        by = self.voices(event)
        if event.factuality.endswith("-"):
            return Perpetrator("denied", _once(by or [ARTICLE]))
        if event.author_factuality.endswith("-"):
            return Perpetrator("denied", (ARTICLE,))
        if event.factuality in {"Uu", "CTu"}:
            return None
        sure = event.factuality == "CT+" and not self.alleged(event)
        if not event.attributions or event.author_factuality == "CT+":
            return Perpetrator("fact" if sure else "suspected")
        said = event.attributions[-1]
        if self.own(event):
            return Perpetrator("claimed", _once(by))
        if said.source is None or said.source_kind == "vague":
            return Perpetrator("suspected")
        return Perpetrator("accused" if sure else "suspected", _once(by))

    def alleged(self, event: Event) -> bool:
        """Whether the words for all who did it, or the word before them, say that this is only thought."""
        text = self.ledger.document.text
        spans = [(text.rfind(" ", 0, max(0, m.start - 1)) + 1, m.end) for m in event.actors]
        return bool(spans) and all(_ALLEGED.search(text, *span) for span in spans)

    def own(self, event: Event) -> bool:
        """Whether the one who says so is of those who did it."""
        said = event.attributions[-1]
        if getattr(self.entries.get(said.statement or ""), "act", None) == "admit":
            return True
        source = said.source
        if source is None:
            return False
        return self.one((source,), event.actors) or any((source.actor, m.actor) in self.belongs for m in event.actors)

    def one(self, some: Iterable[Mention], others: Iterable[Mention]) -> bool:
        """Whether any of them are the same: one actor, or the same words where they are not resolved."""
        keys = [{m.actor or m.text.casefold() for m in mentions} for mentions in (some, others)]
        return not keys[0].isdisjoint(keys[1])

    def voices(self, entry: Entry) -> list[str]:
        """Who says so: a statement's speakers, the innermost source of anything else; the article where it has none."""
        if isinstance(entry, Statement):
            return [self.name(m) for m in entry.speakers]
        if not entry.attributions:
            return [ARTICLE]
        source = entry.attributions[-1].source
        return [self.name(source)] if source else []

    def name(self, mention: Mention) -> str:
        """The actor's name, or the words."""
        actor = self.ledger.actor(mention.actor)
        return actor.name if actor else mention.text


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
