"""The article taken apart, for a terminal: who vouches for what, and what is suggested without anyone vouching.

Plain text without markup; every control or bidirectional character of the article is printed as its name.
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from sayso import wording
from sayso.kinds import KINDS
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Actor, Entry, Link
from sayso.perpetrators import remarks
from sayso.standing import standing

T = TypeVar("T")

_QUOTE = 280  # characters of a quotation; the other forms have all of it

_TITLES = {
    "commitment": "Promised",
    "forecast": "Foretold",
    "causation": "What is said to cause what",
    "interest": "Who gains, who loses",
    "intent": "Who wants what",
    "stance": "Who stands how toward whom",
    "affiliation": "Who belongs to whom",
}
_OWN_PLACE = {"event", "statement"}  # under what is reported, said, denied or planned


def write(ledger: Ledger, width: int = 100) -> str:
    """The ledger as lines of at most ``width`` columns (at least 40), save where one word is longer.

    An entry may stand in more than one section: a denied promise is both denied and promised.
    """
    page = _Page(ledger, max(width, 40))
    text = "\n".join(page.lines())
    return wording.visible(text, keep="\n") + "\n"


class _Page:
    def __init__(self, ledger: Ledger, width: int) -> None:
        self.ledger, self.width = ledger, width
        self.standing = standing(ledger)
        self.blame = remarks(ledger)
        self.column = max((len(e.id) for e in ledger), default=2) + 1
        ids = {e.id for e in ledger}
        self.within: dict[str, list[Entry]] = defaultdict(list)  # entries by the statement that they stand in
        self.roots: dict[str, list[Entry]] = defaultdict(list)  # by source: statements, and what else no statement here holds
        self.source: dict[str, wording.Voice] = {}
        for entry in ledger:
            parent = entry.attributions[-1].statement if entry.attributions else None
            if parent in ids and parent is not None and parent != entry.id:
                self.within[parent].append(entry)
            elif isinstance(entry, Statement) or entry.attributions:
                v = wording.speaker(ledger, entry) if isinstance(entry, Statement) else wording.voices(ledger, entry)[-1]
                self.source.setdefault(v.key, v)
                self.roots[v.key].append(entry)

    def lines(self) -> Iterator[str]:
        yield from self.head()
        if not len(self.ledger):
            yield from ("", "No entries.")
            return
        put = {reading: [e for e in self.ledger if wording.reading(e) == reading] for reading in wording.READINGS}
        yield from self.section("Reported as fact", "In the article's own voice, as certain.", put["reported"], self.by_kind)
        note = "Hedged, or an aim, a gain or a loss imputed, in the article's own voice."
        yield from self.section("Insinuated without a source", note, put["insinuated"], self.suggested)
        said = [e for roots in self.roots.values() for e in roots]
        yield from self.section("Only said, and by whom", "Indented: what a statement holds.", said, self.said)
        yield from self.section("Denied or negated", "Said not to be so, and by whom.", put["denied"], self.listed)
        for kind in [*_TITLES, *(k for k in KINDS if k not in _TITLES and k not in _OWN_PLACE)]:
            yield from self.section(_TITLES.get(kind, wording.heading(kind)), "", self.ledger.of(kind), self.listed)
        ahead = [e for e in put["open"] if e.kind in _OWN_PLACE]
        yield from self.section("Planned or left open", "In the article's own voice: announced, wished, conditional.", ahead, self.listed)
        yield from self.section(
            "Set side by side", "Links between entries, proposals until a person judges them.", self.ledger.links, self.links
        )
        yield from self.section("Actors", "", self.ledger.actors, self.actors)

    def head(self) -> Iterator[str]:
        document = self.ledger.document
        yield from self.wrap(wording.line(document.title or document.path or document.id), 0)
        known = [
            document.publisher,
            document.published and str(document.published),
            f"document {document.id}",
            f"{len(self.ledger)} entries",
        ]
        yield from self.wrap(" · ".join(wording.line(k) for k in known if k), 0)
        counts: Counter[str] = Counter(wording.reading(e) for e in self.ledger)
        if counts:
            yield from self.wrap(" · ".join(f"{counts[r]} {words}" for r, words in wording.READINGS.items() if counts[r]), 0)
            yield from self.wrap("Percentages say how sure the reading is, not whether a claim is true.", 0)

    def section(self, title: str, note: str, things: Sequence[T], body: Callable[[Sequence[T]], Iterator[str]]) -> Iterator[str]:
        if not things:
            return
        heading = f"{title.upper()} ({len(things)})"
        yield from ("", heading, "─" * len(heading))
        if note:
            yield from self.wrap(note, 0)
        yield from body(things)

    def by_kind(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Events in full; of the other kinds, which have a section of their own, the ids."""
        yield from self.listed([e for e in entries if e.kind == "event"])
        others = defaultdict(list)
        for entry in entries:
            if entry.kind != "event":
                others[wording.heading(entry.kind).lower()].append(entry.id)
        for name, ids in others.items():
            yield from self.wrap(f"and {name}, below: {', '.join(ids)}", 0)

    def suggested(self, entries: Sequence[Entry]) -> Iterator[str]:
        for entry in entries:
            yield from self.entry(
                entry, [reason for reason, holds in (("hedged", wording.hedged(entry)), ("imputed", wording.imputed(entry))) if holds]
            )

    def listed(self, entries: Sequence[Entry]) -> Iterator[str]:
        for entry in entries:
            yield from self.entry(entry)

    def said(self, entries: Sequence[Entry]) -> Iterator[str]:
        for key, roots in sorted(self.roots.items(), key=lambda item: -len(item[1])):
            v = self.source[key]
            marks = f" ({', '.join(v.marks)})" if v.marks else ""
            yield from ("", *self.wrap(f"▪ {wording.group_name(self.ledger, v)}{marks}", 0))
            for entry in roots:
                yield from self.entry(entry)
                yield from self.nested(entry, 1)

    def nested(self, statement: Entry, depth: int) -> Iterator[str]:
        for entry in self.within.get(statement.id, ()):
            indent = self.column + 2 * depth
            yield from self.wrap(f"{entry.id} {entry.kind}: {self.gist(entry)} · {self.meta(entry)}", indent - 2, indent)
            yield from self.nested(entry, depth + 1)

    def entry(self, entry: Entry, extra: Iterable[str] = ()) -> Iterator[str]:
        yield from self.wrap(f"{entry.id:<{self.column}}{self.gist(entry)}", 0, self.column)
        facts = [f"{name} {value}" for name, value in wording.details(self.ledger, entry)]
        told = "; ".join(str(v) for v in wording.voices(self.ledger, entry)) if entry.attributions else ""
        yield from self.wrap(" · ".join([*extra, *([f"according to {told}"] if told else []), self.meta(entry), *facts]), self.column)
        if not (isinstance(entry, Statement) and entry.content):
            yield from self.wrap(f"“{wording.clip(wording.line(entry.evidence.text), _QUOTE)}”", self.column)

    def gist(self, entry: Entry) -> str:
        before, cue, after = wording.gist(self.ledger, entry)
        tag = wording.tag(entry)
        act = f"{cue} ({tag})" if cue and tag else cue or f"({tag or entry.kind})"
        negation = "not: " if entry.factuality.endswith("-") else ""
        return negation + " → ".join(wording.clip(part, _QUOTE) for part in (before, act, after) if part)

    def meta(self, entry: Entry) -> str:
        standing = self.standing[entry.id]
        remark = "" if standing in wording.UNREMARKABLE else f" · {standing}"
        if blame := self.blame.get(entry.id):
            remark += f" · perpetrator: {wording.line(str(blame))}"
        return f"{wording.sureness(entry)} · {wording.percent(entry.confidence)}{remark}"

    def links(self, links: Sequence[Link]) -> Iterator[str]:
        for link in links:
            yield from self.wrap(f"{link.subject} {link.relation} {link.object} · {wording.percent(link.score)}", 0)
            for end in (link.subject, link.object):
                yield from self.wrap(
                    f"{end:<{self.column}}“{wording.clip(wording.line(self.ledger[end].evidence.text), 120)}”", 2, self.column + 2
                )
            if link.reasons:
                yield from self.wrap(f"because: {'; '.join(map(wording.line, link.reasons))}", 2, 4)

    def actors(self, actors: Sequence[Actor]) -> Iterator[str]:
        for actor in actors:
            known = [actor.type.replace("_", " "), actor.country, actor.sector]
            also = [a.text for a in actor.aliases if a.text.casefold() != actor.name.casefold()]
            names = f" · also {', '.join(f'“{wording.line(a)}”' for a in also)}" if also else ""
            yield from self.wrap(f"{wording.line(actor.name)} · {' · '.join(k for k in known if k)}{names}", 0, 4)

    def wrap(self, text: str, indent: int, rest: int | None = None) -> list[str]:
        """The text wrapped: the first line set in by ``indent`` columns, the others by ``rest`` (as the first where not given)."""
        hanging = " " * (indent if rest is None else rest)
        return textwrap.wrap(
            text, self.width, initial_indent=" " * indent, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
        )
