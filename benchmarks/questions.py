"""How fast a large ledger file answers.

    python benchmarks/questions.py [--entries 1000000] [--ledger FILE] [--rounds 5]

The ledger file is made of the project's own annotated texts, told again and again: names changed letter for letter, so that every span
stays where it is, a few names far more often than others; days of publication over eleven years, times set near them. One document in
twenty copies an earlier one, one in fifty is a later version. FILE is made where it is not there (minutes); without it, in a temporary
directory. Each question is asked once to warm up, then timed; the figure is the median of the rounds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso import actors
from sayso.evaluate import gold
from sayso.ledger import Ledger
from sayso.model import Document, SaysoError, plain
from sayso.questions import Archive
from sayso.store import Reading, Store, Version
from sayso.tables import Table

ROOT = Path(__file__).resolve().parent.parent
DAY0, DAYS = dt.date(2015, 1, 1), 11 * 365
COUNTRIES = ["AFG", "PAK", "IRN", "IND", "SYR", "IRQ", "TUR", "UKR", "RUS", "ARM", "AZE", "SDN", "ETH", "SOM", "MLI", "LBY", "YEM", "MMR"]
PUBLISHERS = ["Ulvane Wire Service", "The Median", "Tidegate Journal", "Keth Radio", "Mekraya Newsroom", "Orlo Times", "Concord Monitor"]
EVERYWHERE = "Orvania"  # takes part in one article of three
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvz"


def ledgers() -> list[Ledger]:
    """The annotated texts under ``gold`` as ledgers; one whose annotation does not hold is left out."""
    found = []
    for path in sorted((ROOT / "gold").glob("*/*.txt")):
        try:
            found.append(gold.ledger(gold.load(path)))
        except SaysoError:
            continue
    return found


class Teller:
    """Tells annotated texts again, with other names and times; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.told = 0
        self.lines: dict[str, list[dict[str, Any]]] = {}  # of each annotated text but the first, which is the document's own

    def tell(self, ledger: Ledger) -> tuple[Document, list[dict[str, Any]]]:
        """A document and the lines of its ledger. ``told`` counts them, so that no two texts are the same."""
        self.told += 1
        published = DAY0 + dt.timedelta(days=self.random.randrange(DAYS))
        names = self._names(ledger, min(int(self.random.paretovariate(0.6)), 100_000))
        text = ledger.document.text
        for old, new in names.items():
            text = text.replace(old, new)
        told = f"{text.rstrip()}\nDispatch {self.told}.\n"
        title = told.split("\n", 1)[0][:80]
        document = replace(Document.of(told), title=title, publisher=self.random.choice(PUBLISHERS), published=published, language="en")
        ids = {e.id: f"{e.kind}-{hashlib.sha256(f'{document.sha256} {e.id}'.encode()).hexdigest()[:8]}" for e in ledger}
        called = {a.id: self._renamed(a.name, names) for a in ledger.actors}
        if self.told % 3 == 0 and called:
            called[next(iter(called))] = EVERYWHERE
        if ledger.document.id not in self.lines:
            self.lines[ledger.document.id] = ledger.to_dicts()[1:]
        lines = self.lines[ledger.document.id]
        return document, [plain(document), *(self._line(row, told, ids, called, document) for row in lines)]

    def _names(self, ledger: Ledger, seed: int) -> dict[str, str]:
        """Other words, letter for letter, for the capitalised words of actors' names; those themselves where the seed is 1."""
        words = {w.strip("'’s.,") for a in ledger.actors for w in a.name.split()}
        changed = random.Random(seed)
        vowels = "".join(changed.sample(VOWELS, len(VOWELS)))
        consonants = "".join(changed.sample(CONSONANTS, len(CONSONANTS)))
        letters = str.maketrans(
            VOWELS + VOWELS.upper() + CONSONANTS + CONSONANTS.upper(), vowels + vowels.upper() + consonants + consonants.upper()
        )
        plain = {w for w in words if len(w) > 3 and w[0].isupper() and w.isalpha()}
        return {w: w.translate(letters) for w in sorted(plain, key=lambda w: (-len(w), w))} if seed > 1 else {}

    @staticmethod
    def _renamed(name: str, names: dict[str, str]) -> str:
        for old, new in names.items():
            name = name.replace(old, new)
        return name

    def _line(self, row: dict[str, Any], text: str, ids: dict[str, str], called: dict[str, str], document: Document) -> dict[str, Any]:
        kind = row["kind"]
        if kind == "link":
            return row | {"subject": ids[row["subject"]], "object": ids[row["object"]]}
        if kind == "actor":
            name = called[row["id"]]
            aliases = [a | {"text": name} for a in row["aliases"][:1]] + row["aliases"][1:]
            return row | {"id": _slug(name), "name": name, "aliases": aliases, "country": self.random.choice(COUNTRIES)}
        line: dict[str, Any] = self._retold(row, text, ids, called)
        line |= {"id": ids[row["id"]], "document": document.id, "confidence": round(self.random.uniform(0.3, 1), 3)}
        line["when"] = self._when(document, line)
        for said in line["attributions"]:
            said["source_kind"] = actors.source_kind(said["source"]["text"]) if said["source"] else None
        if kind == "statement" and line["speakers"]:
            line["source_kind"] = actors.source_kind(line["speakers"][0]["text"])
        for place in line.get("place", ()):
            place |= {"country": self.random.choice(COUNTRIES), "name": place["text"].removeprefix("the ")}
        return line

    def _retold(self, value: Any, text: str, ids: dict[str, str], called: dict[str, str]) -> Any:
        """A line with its words taken from the text as told, and the new names of what it refers to."""
        if isinstance(value, list):
            return [self._retold(v, text, ids, called) for v in value]
        if not isinstance(value, dict):
            return value
        out = {k: self._retold(v, text, ids, called) for k, v in value.items()}
        if "start" in out:
            out["text"] = text[out["start"] : out["end"]]
        if out.get("actor"):
            out["actor"] = _slug(called[out["actor"]])
        if out.get("statement"):
            out["statement"] = ids[out["statement"]]
        return out

    def _when(self, document: Document, line: dict[str, Any]) -> dict[str, Any] | None:
        """For two entries in three a time shortly before the day of publication: of these, four in six a day, one a month, one a year."""
        assert document.published
        if self.random.random() > 0.66:
            return None
        day = document.published - dt.timedelta(days=int(self.random.paretovariate(0.5)) % 700)
        granularity = self.random.choice(["day", "day", "day", "day", "month", "year"])
        first, last = day, day
        if granularity != "day":
            first = day.replace(day=1) if granularity == "month" else day.replace(month=1, day=1)
            last = (first + dt.timedelta(days=31)).replace(day=1) if granularity == "month" else first.replace(year=first.year + 1)
            last -= dt.timedelta(days=1)
        days = {"first": first.isoformat(), "last": last.isoformat()}
        words = line["cue"] or line["evidence"]
        return {name: words[name] for name in ("start", "end", "text")} | days | {"granularity": granularity, "rule": "made up"}


def _slug(name: str) -> str:
    return "-".join(name.casefold().split())


def make(path: Path, entries: int, seed: int = 20260301) -> None:
    """A ledger file with about so many entries; it is whole once it is there."""
    teller, originals, made = Teller(seed), ledgers(), 0
    building = path.with_name(path.name + ".building")
    building.unlink(missing_ok=True)
    with Store(building, create=True) as store:
        run = store.begin("benchmark", Version("0", "none", "none"))
        while made < entries:
            with store.writing():
                for ledger in originals:
                    document, rows = teller.tell(ledger)
                    at = teller.told - 1 if teller.told % 50 == 0 else teller.told
                    store.put(run, f"made/{at}", document.sha256, Reading.of(document, rows))
                    key = store.document_key(document.sha256)
                    if key and key % 20 == 0:
                        store.join(key, [teller.random.randrange(1, key)])
                    made += len(ledger)
                    if made >= entries:
                        break
        store.end(run)
    building.rename(path)


def questions(archive: Archive) -> Iterator[tuple[str, float, Callable[[], Table]]]:
    """(what is asked, seconds allowed, the question)."""
    find = archive.find
    common, *_, rare = [str(row["actor"]) for row in archive.actors(limit=2000).to_dicts()]
    yield "find events", 0.3, lambda: find("events")
    yield (
        "find events --type RETREAT --since 2021-08 --factuality CT+",
        0.3,
        lambda: find("events", type="RETREAT", since="2021-08", factuality="CT+"),
    )
    yield "find events --actor (the most frequent)", 0.3, lambda: find("events", actor=common)
    yield "find events --actor (the 2,000th)", 0.3, lambda: find("events", actor=rare)
    yield (
        "find --actor (most frequent) --type RETREAT --since 2021-08 --factuality CT+",
        0.3,
        lambda: find("events", actor=common, type="RETREAT", since="2021-08", factuality="CT+"),
    )
    yield "find events --by A --to B", 0.3, lambda: find("events", by=common, to=rare)
    yield "find --source (most frequent) --factuality CT-", 0.3, lambda: find(source=common, factuality="CT-")
    yield (
        "find events --country SYR --type ASSAULT --mode aerial",
        0.3,
        lambda: find("events", country="SYR", type="ASSAULT", mode="aerial"),
    )
    yield (
        "find statements --publisher --published-since --published-until",
        0.3,
        lambda: find("statements", publisher="Keth Radio", published_since="2020-03", published_until="2020-03"),
    )
    yield "find all shelled (full text)", 0.3, lambda: find(words="shelled")
    yield "find all the (the most frequent word)", 0.3, lambda: find(words="the")
    yield 'find all "prisoner exchange" --min-confidence 0.9', 0.3, lambda: find(words='"prisoner exchange"', min_confidence=0.9)
    yield "find all zanzibar (no match)", 0.3, lambda: find(words="zanzibar")
    yield (
        "find events --type AID --mode weapons --factuality PS- --min-confidence 0.99",
        0.3,
        lambda: find("events", type="AID", mode="weapons", factuality="PS-", min_confidence=0.99),
    )
    yield "timeline by month", 1, lambda: archive.timeline(per="month")
    yield "timeline by day", 1, lambda: archive.timeline(per="day")
    yield "timeline by week --actor (most frequent)", 1, lambda: archive.timeline(per="week", actor=common)
    yield "sources", 1, lambda: archive.sources()
    yield "sources --published-since 2024", 1, lambda: archive.sources(published_since="2024")
    yield "sources --words attack", 1, lambda: archive.sources(words="attack")
    yield "actors", 1, lambda: archive.actors()
    yield "actors --kind event --type ASSAULT", 1, lambda: archive.actors(kind="event", type="ASSAULT")


def main() -> None:
    """Print a table of medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path: Path = arguments.ledger or Path(scratch) / "made.ledger"
        if not path.exists():
            began = time.perf_counter()
            make(path, arguments.entries)
            print(f"made {path.stat().st_size / 1e6:,.0f} MB in {time.perf_counter() - began:.0f} s")
        with Archive(path) as archive:
            print(archive.summary())
            for what, allowed, ask in questions(archive):
                found, wall, cpu = ask(), [], []
                for _ in range(arguments.rounds):
                    began, worked = time.perf_counter(), time.process_time()
                    ask()
                    wall.append(time.perf_counter() - began)
                    cpu.append(time.process_time() - worked)
                seconds = statistics.median(wall)
                mark = " " if seconds <= allowed else "!"
                print(f"{seconds:6.3f} s {mark} {statistics.median(cpu):6.3f} s of CPU {len(found):6,} rows  {what}", flush=True)


if __name__ == "__main__":
    main()
