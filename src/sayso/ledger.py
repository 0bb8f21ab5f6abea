"""The ledger of one document: its actors, entries and links, to iterate, filter and convert."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sayso.kinds import KINDS
from sayso.model import Actor, Document, Entry, Link, Mention, checked_confidence, plain

if TYPE_CHECKING:
    import pandas
    import polars


@dataclass(frozen=True)
class Ledger:
    """What a document says, each entry tied to its words. Iterates over its entries in the order of the text."""

    document: Document
    actors: tuple[Actor, ...] = ()
    entries: tuple[Entry, ...] = ()
    links: tuple[Link, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, entry_id: str) -> Entry:
        """The entry with that id; KeyError where there is none."""
        return self._by_id[entry_id]

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {e.id: e for e in self.entries}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return {a.id: a for a in self.actors}

    def __getattr__(self, name: str) -> tuple[Entry, ...]:
        """``ledger.events``, ``ledger.statements``, ``ledger.stances`` ...: the entries of one kind."""
        kind = name.removesuffix("s")
        if name.endswith("s") and kind in KINDS:
            return self.of(kind)
        raise AttributeError(name)

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind; KeyError for a kind that does not exist."""
        KINDS[kind]
        return tuple(e for e in self.entries if e.kind == kind)

    def actor(self, actor_id: str | None) -> Actor | None:
        """The actor with that id."""
        return self._actors.get(actor_id) if actor_id else None

    def named(self, name: str) -> tuple[Actor, ...]:
        """The actors that go by that name or alias, whatever the case."""
        wanted = name.casefold()
        return tuple(a for a in self.actors if wanted in {a.name.casefold(), *(x.text.casefold() for x in a.aliases)})

    def by(self, name: str) -> Ledger:
        """The part of the ledger that an actor vouches for or takes part in, by name or alias."""
        ids = {a.id for a in self.named(name)}

        def has(entry: Entry) -> bool:
            fillers: list[Mention] = [m for r in entry.roles for m in entry.role(r)]
            fillers += [a.source for a in entry.attributions if a.source]
            return any(m.actor in ids for m in fillers)

        return self.keep(e for e in self.entries if has(e))

    def keep(self, entries: Iterable[Entry]) -> Ledger:
        """A ledger of these entries, with the links among them and all actors."""
        kept = tuple(entries)
        ids = {e.id for e in kept}
        return replace(self, entries=kept, links=tuple(x for x in self.links if x.subject in ids and x.object in ids))

    def at_least(self, confidence: float) -> Ledger:
        """The part of the ledger with at least this confidence; ArgumentError for one that is not from 0 to 1."""
        least = checked_confidence(confidence)
        return self.keep(e for e in self.entries if e.confidence >= least)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The document, its actors, entries and links as plain dicts: the lines of the JSON Lines form."""
        return [plain(self.document), *map(plain, self.actors), *map(plain, self.entries), *map(plain, self.links)]

    def to_jsonl(self) -> str:
        """One JSON object a line, as ``docs/ledger.md`` describes and ``ledger.schema.json`` checks."""
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in self.to_dicts())

    def to_pandas(self) -> pandas.DataFrame:
        """One row an entry, roles as joined words. Needs pandas."""
        import pandas

        return pandas.DataFrame(self.rows())

    def to_polars(self) -> polars.DataFrame:
        """One row an entry, roles as joined words. Needs polars."""
        import polars

        return polars.DataFrame(self.rows(), infer_schema_length=None)

    def rows(self) -> list[dict[str, Any]]:
        """The entries as flat rows of one shape, whatever their kind: what the CSV form and the data frames hold."""
        from sayso.exports.csv import rows

        return rows(self)

    def _repr_html_(self) -> str:
        from sayso.exports.html import fragment

        return fragment(self)
