"""The article taken apart, for a terminal: who vouches for what, and what is suggested without anyone vouching.

Plain text without markup; every control or bidirectional character of the article is printed as its name.
"""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
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
_READINGS: dict[wording.Reading, tuple[str, str]] = {
    "reported": ("Reported as fact", "In the article's own voice, as certain."),
    "insinuated": ("Insinuated without a source", "Hedged, or an aim, a gain or a loss imputed, in the article's own voice."),
    "said": ("Only said, and by whom", "Indented: what a statement holds."),
    "denied": ("Denied or negated", "Said not to be so, and by whom."),
    "open": ("Planned or left open", "In the article's own voice: announced, wished, conditional."),
}


def write(ledger: Ledger, width: int = 100) -> str:
    """The ledger as lines of at most ``width`` columns (at least 40), save where one word is longer.

    Every entry stands in full once, in the section of its :func:`sayso.wording.reading`; the statement that holds it and the list of its
    kind name it by its id.
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
        self.reading = {e.id: wording.reading(e) for e in ledger}
        self.parent = {e.id: parent for e in ledger if (parent := self.statement(e))}
        self.holds: dict[str, list[Entry]] = defaultdict(list)  # entries by the statement that they stand in
        for entry in ledger:
            if entry.id in self.parent:
                self.holds[self.parent[entry.id]].append(entry)

    def statement(self, entry: Entry) -> str | None:
        """The statement here that an entry stands in."""
        parent = entry.attributions[-1].statement if entry.attributions else None
        return parent if parent in self.reading and parent != entry.id else None

    def lines(self) -> Iterator[str]:
        yield from self.head()
        if not len(self.ledger):
            yield from ("", "No entries.")
            return
        for reading, (title, note) in _READINGS.items():
            put = [e for e in self.ledger if self.reading[e.id] == reading]
            yield from self.section(title, note, put, self.by_source if reading == "said" else self.trees)
        for kind in [*_TITLES, *(k for k in KINDS if k not in _TITLES and k not in {"event", "statement"})]:
            yield from self.section(_TITLES.get(kind, wording.heading(kind)), "", self.ledger.of(kind), self.index)
        yield from self.section(
            "Set side by side", "Links between entries, proposals until a person judges them.", self.ledger.links, self.links
        )
        yield from self.section("Actors", "", self.ledger.actors, self.actors)

    def head(self) -> Iterator[str]:
        document = self.ledger.document
        yield from self.wrap(wording.title(document), 0)
        known = [
            document.publisher,
            document.published and str(document.published),
            f"document {document.id}",
            wording.number(len(self.ledger)),
        ]
        yield from self.wrap(" · ".join(wording.line(k) for k in known if k), 0)
        counts: Counter[str] = Counter(self.reading.values())
        if counts:
            yield from self.wrap(" · ".join(f"{counts[r]} {words}" for r, words in wording.READINGS.items() if counts[r]), 0)
            yield from self.wrap("Each entry stands in full once, by how it is put; lists by kind name it again.", 0)
            yield from self.wrap("Percentages say how sure the reading is, not whether a claim is true.", 0)

    def section(self, title: str, note: str, things: Sequence[T], body: Callable[[Sequence[T]], Iterator[str]]) -> Iterator[str]:
        if not things:
            return
        heading = f"{title.upper()} ({len(things)})"
        yield from ("", heading, "─" * len(heading))
        if note:
            yield from self.wrap(note, 0)
        yield from body(things)

    def by_source(self, entries: Sequence[Entry]) -> Iterator[str]:
        """Under the name of each source what is said by it, the most first."""
        sources: dict[str, wording.Voice] = {}
        said: dict[str, list[Entry]] = defaultdict(list)
        for entry in self.roots(entries):
            v = wording.speaker(self.ledger, entry) if isinstance(entry, Statement) else wording.voices(self.ledger, entry)[-1]
            sources.setdefault(v.key, v)
            said[v.key].append(entry)
        for key, some in sorted(said.items(), key=lambda item: -len(item[1])):
            v = sources[key]
            marks = f" ({', '.join(v.marks)})" if v.marks else ""
            yield from ("", *self.wrap(f"▪ {wording.group_name(self.ledger, v)}{marks}", 0))
            yield from self.trees(some)

    def roots(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those that stand in no statement of the same section."""
        return [e for e in entries if e.id not in self.parent or self.reading[self.parent[e.id]] != self.reading[e.id]]

    def trees(self, entries: Sequence[Entry]) -> Iterator[str]:
        for entry in self.roots(entries):
            yield from self.entry(entry)
            yield from self.held(entry, 1)

    def held(self, statement: Entry, depth: int) -> Iterator[str]:
        """What a statement holds: in full what belongs in the same section, of the rest the ids."""
        indent = self.column + 2 * depth
        elsewhere: dict[str, list[str]] = defaultdict(list)
        for entry in self.holds.get(statement.id, ()):
            if self.reading[entry.id] != self.reading[statement.id]:
                elsewhere[wording.READINGS[self.reading[entry.id]]].append(entry.id)
                continue
            facts = " · ".join([self.meta(entry), *self.facts(entry)])
            yield from self.wrap(f"{entry.id} {entry.kind}: {self.gist(entry)} · {facts}", indent - 2, indent)
            yield from self.held(entry, depth + 1)
        for words, ids in elsewhere.items():
            yield from self.wrap(f"{words}: {', '.join(ids)}", indent - 2, indent)

    def entry(self, entry: Entry) -> Iterator[str]:
        yield from self.wrap(f"{entry.id:<{self.column}}{self.gist(entry)}", 0, self.column)
        how = [wording.how_insinuated(entry)] if wording.insinuated(entry) else []
        if entry.attributions:
            inside = f" in {self.parent[entry.id]}" if entry.id in self.parent else ""
            how.append(f"according to {'; '.join(str(v) for v in wording.voices(self.ledger, entry))}{inside}")
        yield from self.wrap(" · ".join([*how, self.meta(entry), *self.facts(entry)]), self.column)
        if not (isinstance(entry, Statement) and entry.content):
            yield from self.wrap(f"“{wording.clip(wording.line(entry.evidence.text), _QUOTE)}”", self.column)

    def index(self, entries: Sequence[Entry]) -> Iterator[str]:
        """A line for each: its id and what it is, as far as the line reaches."""
        for entry in entries:
            yield wording.clip(f"{entry.id:<{self.column}}{self.gist(entry)}", self.width)

    def facts(self, entry: Entry) -> list[str]:
        return [f"{name} {value}" for name, value in wording.details(self.ledger, entry)]

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
