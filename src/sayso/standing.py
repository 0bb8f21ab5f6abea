"""Standing: what a whole ledger makes of an entry. Computed, never stored, so it cannot go stale; it says nothing of truth.

For a commitment:

* *retracted*: it, or the statement it stands in, is the object of ``retracts``;
* *broken*: a ``violates`` link has it as object (broken outweighs kept: of two prisoners promised, one was freed);
* *kept*: a ``fulfils`` link has it as object;
* *expired*: its due date has passed ``today`` and no link says what came of it; only where ``today`` is given and the date is known;
* *open*: none of these.

For every other entry, the first that holds:

* *retracted*: it, or the statement it stands in, is the object of ``retracts``;
* *disputed*: a ``denies`` link joins it, the statement it stands in, or another mention of it to something else, whichever way round; or
  its mentions are certain of opposite things (CT+ and CT-) by different sources;
* *corroborated*: two independent sources vouch for it with factuality of one sign;
* *single-source*: anything else.

Mentions of one thing are those joined by ``same``. The sources that count are those of all mentions and of what ``supports`` them (or the
statements they stand in), retracted ones left out. A source is the innermost of the attributions (of a statement its speaker): an actor,
or where none is resolved the words that name it in that document. Vague sources ("reports", "analysts") and missing ones never count, for
nothing shows that they are independent. An article's own voice stands for its publisher, and counts beside other publishers but not
beside the sources that the same document quotes, on whom it may rely. That two actors belong to one side is not seen here.

Every proposed link counts until a judgement rejects it. Judgements are only ever added; of several on one link the last one holds; to
accept a link that nothing proposed is to make it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.ledger import Ledger
from sayso.model import Entry, Link, Mention

Standing = Literal["single-source", "corroborated", "disputed", "retracted", "open", "kept", "broken", "expired"]

STANDINGS: tuple[str, ...] = get_args(Standing)

SYMMETRIC = frozenset({"same", "supports"})
"""The relations that say the same either way round."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's word on a link: ``accept`` or ``reject``. Kept in the order given; the last one on a link holds."""

    verdict: Literal["accept", "reject"]
    relation: str
    subject: str
    object: str
    by: str | None = None
    at: dt.datetime | None = None
    note: str | None = None


def judged(links: Iterable[Link], judgements: Iterable[Judgement] = ()) -> tuple[Link, ...]:
    """The links that count: the proposed ones less the rejected, and those accepted that nothing proposed (score 1)."""
    verdicts = {_key(j): j for j in judgements}  # a later one replaces an earlier one
    kept = {_key(x): x for x in links}
    for key, judgement in verdicts.items():
        if judgement.verdict == "reject":
            kept.pop(key, None)
        elif key not in kept:
            reason = f"accepted by {judgement.by}" if judgement.by else "accepted"
            kept[key] = Link(judgement.relation, judgement.subject, judgement.object, 1.0, (reason,))
    return tuple(kept.values())


def _key(link: Link | Judgement) -> tuple[str, str, str]:
    subject, object = link.subject, link.object
    if link.relation in SYMMETRIC:
        subject, object = sorted((subject, object))
    return link.relation, subject, object


def standing(
    entries: Ledger | Iterable[Entry],
    links: Iterable[Link] | None = None,
    judgements: Iterable[Judgement] = (),
    today: dt.date | None = None,
    publishers: Mapping[str, str] | None = None,
) -> dict[str, Standing]:
    """The standing of each entry by its id, in the order given.

    ``entries`` are a ledger or entries of any number of documents; ``links`` are the ledger's own unless given. ``publishers`` maps
    document ids to publishers; a document without one is its own. Links to entries that are not there are passed over.
    """
    if isinstance(entries, Ledger):
        links = entries.links if links is None else links
        if publishers is None and entries.document.publisher:
            publishers = {entries.document.id: entries.document.publisher}
    found = {e.id: e for e in entries}
    counted = [x for x in judged(links or (), judgements) if x.subject in found and x.object in found]
    return _Reckoning(found, counted, today, publishers or {}).all()


class _Reckoning:
    """One computation: the entries and what the links say of each."""

    def __init__(self, entries: dict[str, Entry], links: list[Link], today: dt.date | None, publishers: Mapping[str, str]) -> None:
        self.entries, self.today, self.publishers = entries, today, publishers
        self.objects: dict[str, set[str]] = defaultdict(set)
        self.contested: set[str] = set()
        self.backers: dict[str, set[str]] = defaultdict(set)
        self.group: dict[str, list[str]] = {i: [i] for i in entries}
        for x in links:
            self.objects[x.relation].add(x.object)
            if x.relation == "denies":
                self.contested |= {x.subject, x.object}
            elif x.relation == "supports":
                self.backers[x.subject].add(x.object)
                self.backers[x.object].add(x.subject)
            elif x.relation == "same" and self.group[x.subject] is not self.group[x.object]:
                self.group[x.subject] += self.group[x.object]
                for member in self.group[x.object]:
                    self.group[member] = self.group[x.subject]
        self.retracted = {i for i, e in entries.items() if not self.objects["retracts"].isdisjoint(self._self_and_statement(e))}

    def all(self) -> dict[str, Standing]:
        return {i: self._commitment(e) if e.kind == "commitment" else self._other(e) for i, e in self.entries.items()}

    def _commitment(self, entry: Entry) -> Standing:
        mentions = self.group[entry.id]
        if entry.id in self.retracted:
            return "retracted"
        if not self.objects["violates"].isdisjoint(mentions):
            return "broken"
        if not self.objects["fulfils"].isdisjoint(mentions):
            return "kept"
        due = _due(entry)
        return "expired" if self.today and due and due < self.today else "open"

    def _other(self, entry: Entry) -> Standing:
        if entry.id in self.retracted:
            return "retracted"
        mentions = [self.entries[i] for i in self.group[entry.id]]
        if any(not self.contested.isdisjoint(self._self_and_statement(m)) for m in mentions):
            return "disputed"
        live = [m for m in mentions if m.id not in self.retracted]
        affirmed, denied = ({self._source(m) for m in live if m.factuality == value} for value in ("CT+", "CT-"))
        if any(a != b for a in affirmed for b in denied):
            return "disputed"
        return "corroborated" if self._independent(entry, live) > 1 else "single-source"

    def _independent(self, entry: Entry, mentions: list[Entry]) -> int:
        """How many independent sources vouch for an entry: those that agree with it in sign, and those that back them."""
        agreeing = [m for m in mentions if m.factuality[-1] == entry.factuality[-1] and m.factuality != "Uu"]
        backing = {b for m in agreeing for i in self._self_and_statement(m) for b in self.backers[i]} - self.retracted
        vouching = agreeing + [self.entries[i] for i in backing]
        quoted = [(m.document, s) for m in vouching if (s := self._source(m)) and s[0] != "publisher"]
        own = {s for m in vouching if (s := self._source(m)) and s[0] == "publisher" and m.document not in {d for d, _ in quoted}}
        return len({s for _, s in quoted}) + len(own)

    def _source(self, entry: Entry) -> tuple[str, ...] | None:
        """Who vouches for it, comparable across entries; None where nobody in particular does."""
        if entry.kind == "statement":
            speakers = entry.role("speakers")
            return self._named(speakers[0], entry.document) if speakers and getattr(entry, "source_kind", None) != "vague" else None
        if not entry.attributions:
            return ("publisher", self.publishers.get(entry.document, entry.document))
        said = entry.attributions[-1]
        return self._named(said.source, entry.document) if said.source and said.source_kind != "vague" else None

    @staticmethod
    def _named(source: Mention, document: str) -> tuple[str, ...]:
        return ("actor", source.actor) if source.actor else ("words", document, source.text.casefold())

    @staticmethod
    def _self_and_statement(entry: Entry) -> set[str]:
        return {entry.id, *(a.statement for a in entry.attributions[-1:] if a.statement)}


def _due(entry: Entry) -> dt.date | None:
    """The last day of a commitment's time, where that time is when it falls due."""
    when = entry.when
    return when.last if when and any(when.overlaps(due) for due in entry.role("due")) else None
