"""A whole ledger file as ledgers, one a document, as people have corrected them; and as lines, judgements among them."""

from __future__ import annotations

import importlib
import json
from collections.abc import Collection, Iterator
from typing import Any

from sayso import restoring
from sayso.exports import EVENT_TABLES
from sayso.indexing import Row, corrected, settled
from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.store import Store
from sayso.tables import Column, Table
from sayso.vocabulary import one_of


def documents(store: Store, with_copies: bool = False) -> list[int]:
    """The documents that count: the last version of each article, and unless ``with_copies`` the first of each family of copies."""
    counted = "key" if with_copies else "family"
    return sorted(key for (key,) in store.query(f"SELECT min(key) FROM document WHERE superseded IS NULL GROUP BY {counted}"))


def lines(store: Store, key: int) -> Iterator[Row]:
    """A document's newest ledger, then people's words on it, as they were given."""
    yield from store.ledger(key)
    (name,) = store.query("SELECT id FROM document WHERE key = ?", (key,))[0]
    for judgement in store.judgements(key):
        yield {"kind": "judgement", "document": name, **judgement}


def ledgers(store: Store, keys: Collection[int]) -> Iterator[Ledger]:
    """The ledgers of some documents: what was rejected is left out, what was corrected stands corrected."""
    for key in keys:
        judgements, rows = store.judgements(key), []
        for row in store.ledger(key):
            verdict, fields = settled(j for j in judgements if row["kind"] in KINDS and j["entry"] == row["id"])
            if verdict != "reject":
                rows.append(corrected(row, fields) if fields else row)
        found = restoring.ledger(store.document(key), rows)
        yield found.keep(found.entries)  # without links to what was rejected


def jsonl(store: Store, keys: Collection[int]) -> Iterator[str]:
    """JSON Lines of all of it."""
    return (json.dumps(row, ensure_ascii=False) + "\n" for key in keys for row in lines(store, key))


def table(store: Store, format: str, keys: Collection[int], include: Collection[str] = ()) -> Table:
    """One of the event tables over all documents. ArgumentError for any other format."""
    one_of(format, EVENT_TABLES, "event table")
    module: Any = importlib.import_module(f"sayso.exports.{format}")
    columns = tuple(Column(field.name, field.type) for field in module.COLUMNS)
    return Table(columns, [tuple(row.values()) for row in module.rows(ledgers(store, keys), include)])
