"""A small ledger file to question, of which every entry is known."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import Actor, Alias, Attribution, Count, Document, Entry, Link, Mention, Place, Span, When
from sayso.store import Reading, Store, Version

ACTORS = {
    "TALIBAN": Actor("TALIBAN", "Taliban", "armed_group", "AFG", "REB", (Alias("the group", "link"),)),
    "MUJAHID": Actor("MUJAHID", "Zabihullah Mujahid", "person", "AFG", "REB", (Alias("Mujahid", "surname"),)),
    "AFG_ARMY": Actor("AFG_ARMY", "Afghan army", "armed_group", "AFG", "MIL"),
    "o1": Actor("o1", "officials", "person"),
    "o2": Actor("o2", "Officials", "person"),
}


class Article:
    """A text and what is read in it; words are named by quoting them."""

    def __init__(self, text: str, **known: Any) -> None:
        self.document = Document.of(text, **known)
        self.entries: list[Entry] = []
        self.links: list[Link] = []

    def span(self, words: str) -> Span:
        start = self.document.text.index(words)
        return self.document.span(start, start + len(words))

    def mention(self, words: str, actor: str | None = None) -> Mention:
        span = self.span(words)
        return Mention(span.start, span.end, span.text, actor)

    def place(self, words: str, name: str, country: str) -> Place:
        span = self.span(words)
        return Place(span.start, span.end, span.text, None, name, country)

    def count(self, words: str, what: str, number: int) -> Count:
        span = self.span(words)
        return Count(span.start, span.end, span.text, what, number, number)

    def when(self, words: str, first: str, last: str) -> When:
        span = self.span(words)
        return When(span.start, span.end, span.text, dt.date.fromisoformat(first), dt.date.fromisoformat(last))

    def add(self, kind: str, evidence: str, cue: str, *, said: Entry | None = None, **known: Any) -> Entry:
        """``said``: the statement that it stands in."""
        attributions: tuple[Attribution, ...] = ()
        if said is not None:
            (speaker,) = said.role("speakers")
            known.setdefault("author_factuality", "Uu")
            attributions = (Attribution(speaker, said.cue, None, False, said.source_kind, said.id),)  # type: ignore[attr-defined]
        fixed = {"factuality": "CT+", "author_factuality": "CT+", "when": None, "confidence": 0.9, "made_by": "hand"}
        entry = KINDS[kind](
            id=f"{kind}-{self.document.id[:4]}{len(self.entries)}",
            document=self.document.id,
            evidence=self.span(evidence),
            cue=self.span(cue),
            attributions=attributions,
            **(fixed | known),
        )
        self.entries.append(entry)
        return entry

    def ledger(self) -> Ledger:
        named = {m.actor for e in self.entries for r in e.roles for m in e.role(r) if m.actor}
        return Ledger(self.document, tuple(ACTORS[i] for i in sorted(named)), tuple(self.entries), tuple(self.links))


def retreat(last: str = "", **known: Any) -> Article:
    """Four entries: an event on a day, a statement of a named source, one of an unnamed one and an event in it known to the month."""
    text = (
        "The Taliban withdrew from Kunduz on 15 August 2021, Zabihullah Mujahid said. Twelve soldiers were killed by the group in August, "
        f"officials said.{last}"
    )
    article = Article(text, **known)
    mujahid = article.add(
        "statement",
        "Zabihullah Mujahid said",
        "said",
        speakers=(article.mention("Zabihullah Mujahid", "MUJAHID"),),
        act="say",
        source_kind="named",
    )
    article.add(
        "event", "The Taliban withdrew from Kunduz", "withdrew", said=mujahid, actors=(article.mention("The Taliban", "TALIBAN"),),
        place=(article.place("Kunduz", "Kunduz", "AFG"),), event_type="RETREAT", mode="withdraw", tense="past",
        when=article.when("15 August 2021", "2021-08-15", "2021-08-15"),
    )  # fmt: skip
    officials = article.add(
        "statement", "officials said", "said", speakers=(article.mention("officials", "o1"),), act="say", source_kind="unnamed"
    )
    article.add(
        "event", "Twelve soldiers were killed by the group", "killed", said=officials, actors=(article.mention("the group", "TALIBAN"),),
        recipients=(article.mention("Twelve soldiers", "AFG_ARMY"),), event_type="ASSAULT", factuality="PR+", confidence=0.6,
        counts=(article.count("Twelve", "killed", 12),), when=article.when("in August", "2021-08-01", "2021-08-31"),
    )  # fmt: skip
    article.links.append(Link("supports", article.entries[1].id, article.entries[3].id, 0.7, ("one place",)))
    return article


def denial(last: str = "", **known: Any) -> Article:
    """Three entries: a denial, the event denied, known to the year, and a commitment without a time."""
    text = f"Mujahid denied that the Taliban had arrested reporters in 2021. The Taliban promised an amnesty.{last}"
    article = Article(text, **known)
    mujahid = article.add(
        "statement", "Mujahid denied", "denied", speakers=(article.mention("Mujahid", "MUJAHID"),), act="deny", source_kind="named"
    )
    article.add(
        "event", "the Taliban had arrested reporters", "arrested", said=mujahid, actors=(article.mention("the Taliban", "TALIBAN"),),
        recipients=(article.mention("reporters"),), event_type="COERCE", mode="arrest", factuality="CT-",
        when=article.when("in 2021", "2021-01-01", "2021-12-31"),
    )  # fmt: skip
    article.add(
        "commitment", "The Taliban promised an amnesty", "promised", actors=(article.mention("The Taliban", "TALIBAN"),),
        action=(article.mention("an amnesty"),), confidence=0.4,
    )  # fmt: skip
    return article


def fill(store: Store, articles: Iterable[tuple[str, Article]]) -> dict[str, int]:
    """Put articles into a ledger file by their locations; the keys of their documents."""
    run = store.begin("test", Version("1", "w", "t"))
    keys = {}
    for location, article in articles:
        store.put(run, location, article.document.sha256, Reading.of(article.document, article.ledger().to_dicts()))
        keys[location] = store.document_key(article.document.sha256) or 0
    store.end(run)
    return keys


def shelf(path: Path) -> Path:
    """Four documents: an article, its copy by another publisher, another article, and a later version of that."""
    with Store(path, create=True) as store:
        keys = fill(
            store,
            [
                ("a.txt", retreat(title="Out of Kunduz", publisher="Ulvane Wire Service", published=dt.date(2021, 8, 16))),
                ("b.txt", retreat(" (UWS)", publisher="The Median", published=dt.date(2021, 8, 17))),
                ("c.txt", denial(publisher="Tidegate Journal", published=dt.date(2022, 1, 5))),
            ],
        )
        store.join(keys["b.txt"], [keys["a.txt"]])
        fill(store, [("c.txt", denial(" Correction.", publisher="Tidegate Journal", published=dt.date(2022, 1, 6)))])
    return path
