"""Where what a ledger file holds comes from: the runs that read it, what each of them looked at, and which articles copy one another."""

from __future__ import annotations

import datetime as dt

from sayso import copies as likeness
from sayso.model import Document
from sayso.store import Store
from sayso.tables import Column, Table
from sayso.vocabulary import one_of

OUTCOMES = ("read", "duplicate", "skipped")

COMPARED = 20
"""Members of a family, the oldest first, that each later one is compared with."""


def runs(store: Store) -> Table:
    """Every run: what it was, when, by which code, weights and tables, and how many documents it read; None for an end that never came."""
    names = ("command", "began", "ended", "code", "weights", "tables")
    columns = (Column("run", "integer"), *map(Column, names), Column("documents", "integer"))
    read = "(SELECT count(*) FROM reading WHERE reading.run = run.key)"
    return Table(columns, [tuple(row) for row in store.query(f"SELECT key, {', '.join(names)}, {read} FROM run ORDER BY key")])


def origins(store: Store, outcome: str | None = None, run: int | None = None) -> Table:
    """Everything that was looked at, in order: where it lies, what became of it and why, and the document that it is."""
    outcome = one_of(outcome, OUTCOMES, "outcome") if outcome is not None else None
    columns = [Column(name) for name in ("location", "outcome", "reason", "document")]
    columns += [Column(name, shown=False) for name in ("title", "publisher", "author", "language", "raw_sha256")]
    columns += [Column("published", "date", shown=False), Column("run", "integer", shown=False)]
    found = store.query(
        "SELECT location, outcome, reason, d.id, title, publisher, author, language, raw_sha256, published, run"
        " FROM origin LEFT JOIN document d ON d.key = document"
        " WHERE outcome = coalesce(:outcome, outcome) AND run = coalesce(:run, run) ORDER BY origin.key",
        {"outcome": outcome, "run": run},
    )
    return Table(tuple(columns), [(*row[:9], dt.date.fromisoformat(row[9]) if row[9] else None, row[10]) for row in found])


def copies(store: Store) -> Table:
    """The families of copies: each article but the first, the earlier one of its family that it is most like, and what they share."""
    columns = (*map(Column, ("family", "document", "title", "path", "most_like")), Column("share", "number"), Column("shared"))
    rows = []
    for family, members in store.query(
        "SELECT f.id, group_concat(d.key) FROM document d JOIN document f ON f.key = d.family GROUP BY d.family HAVING count(*) > 1"
    ):
        earlier: list[Document] = []
        for one in map(store.document, sorted(map(int, members.split(",")))):
            alike = [(likeness.resemblance(one.text, other.text), other.id) for other in earlier]
            if alike:
                most, other = max(alike, key=lambda pair: pair[0].jaccard)
                rows.append((family, one.id, one.title, one.path, other, round(most.a.share, 3), most.reason))
            if len(earlier) < COMPARED:
                earlier.append(one)
    return Table(columns, rows)
