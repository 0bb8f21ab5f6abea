"""Questions to a ledger file: which entries, when, who, by whose word.

What counts is the last reading of each document as people have corrected it. Unless asked for, rejected entries are left out, and so are
documents that a later version supersedes; of several copies of one article the first that fits stands for all.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Self

from sayso import filters, sheet
from sayso.filters import BY, LAST, NOT_REJECTED, OF_KIND, TO, VOUCHING, WHAT, Condition, Filter
from sayso.indexing import corrected, settled
from sayso.kinds import KINDS
from sayso.model import ArgumentError, SaysoError
from sayso.store import Store
from sayso.tables import Column, Table
from sayso.vocabulary import few, one_of, period

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")

FEW, MANY = 20_000, 250_000
"""Up to so many entries that fit one condition are looked up; beyond, all entries are gone through and the condition is put to each: where
the first of them are wanted, and where all are."""

MISSPELT = 2
"""Letters by which a misspelt name may be longer or shorter than the right one."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What follows FROM in a question about the entries ``e`` that fit a filter."""

    sql: str
    values: tuple[Any, ...]


FOUND = (
    Column("id", whole=True),
    Column("kind", shown=False),
    Column("first", "date"),
    Column("last", "date", shown=False),
    Column("type", whole=True),
    Column("mode", shown=False),
    Column("factuality", whole=True),
    Column("author_factuality", shown=False),
    Column("by", "list", shown=False),
    Column("to", "list", shown=False),
    Column("what", "list", shown=False),
    Column("cue", shown=False),
    Column("evidence"),
    Column("source", "list"),
    Column("source_kind", shown=False),
    Column("place", "list", shown=False),
    Column("country", "list", shown=False),
    Column("confidence", "number", shown=False),
    Column("verdict", shown=False),
    Column("document", shown=False),
    Column("title", shown=False),
    Column("publisher", shown=False),
    Column("published", "date", shown=False),
    Column("family", "integer", shown=False),
    Column("start", "integer", shown=False),
    Column("end", "integer", shown=False),
)


class Archive:
    """A ledger file to question; it is only read.

    ``find``, ``timeline``, ``actors`` and ``sources`` take the conditions of :class:`Filter` by name. ``limit`` is the number of rows at
    most, None for all; ``offset`` how many to pass over.
    """

    def __init__(self, path: Path | str) -> None:
        self.store = Store(Path(path), read_only=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.store.close()

    def summary(self) -> dict[str, int]:
        """How many documents, copy families, entries, actors and judgements there are."""
        asked = {name: f"(SELECT count(*) FROM {name})" for name in ("document", "entry", "actor", "judgement")}
        asked["family"] = "(SELECT count(DISTINCT family) FROM document)"
        (row,) = self.store.query(f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in asked.items())}")
        return dict(row)

    # ---- find

    def find(self, kind: str | None = None, *, limit: int | None = 100, offset: int = 0, **asked: Any) -> Table:
        """Entries that fit, the newest first by their own time, those without a time last.

        ``by``, ``to`` and ``source`` name actors where the words are resolved and give the words where they are not; ``what`` is what is
        said, promised, foretold; ``start`` and ``end`` are the evidence's place in the text, in code points.
        """
        _check(limit, offset)
        chosen = self._chosen(filters.asked(kind=kind, **asked), ordered=limit is not None)
        keys = [
            key
            for (key,) in self.store.query(
                f"SELECT e.key FROM {chosen.sql} ORDER BY e.first DESC, e.document DESC, e.key LIMIT ? OFFSET ?",
                (*chosen.values, -1 if limit is None else limit + 1, offset),
            )
        ]
        shown = keys[:limit]
        return Table(FOUND, [row for some in _batches(shown) for row in self._found(some)], more=len(keys) > len(shown))

    def _found(self, keys: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        wanted = json.dumps(keys)
        parts: dict[int, list[Any]] = defaultdict(list)
        for part in self.store.query(
            "SELECT p.entry, p.role, p.text, p.source_kind, p.country, coalesce(p.name, a.name, p.text) AS called"
            " FROM json_each(?) j CROSS JOIN part p ON p.entry = j.value LEFT JOIN actor a ON a.id = p.actor ORDER BY p.entry, p.place",
            (wanted,),
        ):
            parts[part["entry"]].append(part)
        for row in self.store.query(
            "SELECT e.*, d.id AS document_id, d.title, d.publisher, d.published, d.family"
            " FROM json_each(?) j CROSS JOIN entry e ON e.key = j.value JOIN document d ON d.key = e.document ORDER BY j.id",
            (wanted,),
        ):
            own = parts[row["key"]]

            def named(*roles: str, own: list[Any] = own) -> list[str]:
                return list(dict.fromkeys(p["called"] or "?" for p in own if p["role"] in roles))

            speaking = "speakers" if row["kind"] == "statement" else "source"
            yield (
                row["id"], row["kind"], _day(row["first"]), _day(row["last"]), row["type"], row["mode"], row["factuality"],
                row["author_factuality"], named(*BY), named(*TO), [p["text"] for p in own if p["role"] in WHAT], row["cue"],
                row["evidence"], named("source"), next((p["source_kind"] for p in reversed(own) if p["role"] == speaking), None),
                named("place"), list(dict.fromkeys(p["country"] for p in own if p["role"] == "place" and p["country"])),
                row["confidence"], row["verdict"], row["document_id"], row["title"], row["publisher"], _day(row["published"]),
                row["family"], row["start"], row["end"],
            )  # fmt: skip

    # ---- timeline

    def timeline(
        self, per: Unit = "month", kind: str | None = "event", *, limit: int | None = None, offset: int = 0, **asked: Any
    ) -> Table:
        """How many entries fall on each day, week, month or year, by their own time, the earliest first; with their types and ids.

        An entry known only to the month is counted with the month, not with a day: each stands in the smallest of the asked-for unit,
        month and year that holds all its days, and under no period where none does (open ends, spans over years). What has no resolved
        time is not there.
        """
        _check(limit, offset)
        unit: Unit = one_of(per, UNITS, "unit of time")  # type: ignore[assignment]
        chosen = self._chosen(filters.asked(kind=kind, **asked), dated=True)
        periods: dict[str, _Period] = {}
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        ids: dict[str, list[str]] = defaultdict(list)
        for first, last, types, some in self.store.query(
            f"SELECT e.first, e.last, group_concat(coalesce(e.type, 'none'), ' '), group_concat(e.id, ' ') FROM {chosen.sql}"
            " GROUP BY e.first, e.last",
            chosen.values,
        ):
            at = _period(first, last, unit)
            periods[at.name] = at
            counted[at.name].update(types.split(" "))
            ids[at.name] += some.split(" ")
        columns = (
            Column("period", whole=True),
            Column("first", "date", shown=False),
            Column("last", "date", shown=False),
            Column("number", "integer"),
            Column("types", "counts"),
            Column("entries", "list", shown=False),
        )
        order = sorted(periods.values(), key=lambda p: (p.first is None, p.first or dt.date.min, p.last or dt.date.min))
        rows = [(*p, counted[p.name].total(), _counts(counted[p.name]), ids[p.name]) for p in order]
        return _page(columns, rows, limit, offset)

    # ---- who

    def actors(self, name: str | None = None, *, limit: int | None = 100, offset: int = 0, **asked: Any) -> Table:
        """Who takes part, the most frequent first; ``name``: those of whom a name or alias holds these words.

        ``acting``, ``receiving`` and ``speaking`` count how often someone fills the roles :data:`BY` less speakers, :data:`TO`, and
        speakers; ``documents`` are those where this is so, ``first`` and ``last`` the earliest and latest day of these entries' own times.
        """
        _check(limit, offset)
        filter = filters.asked(**asked)
        where = "{0}actor IS NOT NULL AND {0}role != 'source'"  # besides sources, only fillers of the roles BY and TO have an actor
        source, values = self._parts(filter, where)
        if name is not None:
            source += " AND p.actor IN (SELECT actor FROM alias WHERE folded LIKE ? ESCAPE '!')"
            values = (*values, f"%{filters.escaped(name.casefold())}%")
        page = self.store.query(
            f"SELECT p.actor FROM {source} GROUP BY p.actor ORDER BY count(*) DESC, p.actor LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit + 1, offset),
        )
        ids = [actor for (actor,) in page[:limit]]
        known, roles = self._actors(ids), {"acting": [role for role in BY if role != "speakers"], "receiving": TO, "speaking": ["speakers"]}
        sums = ", ".join(f"sum(p.role IN ({filters.quoted(some)}))" for some in roles.values())
        source, values = self._parts(filter, where, "CROSS JOIN entry x ON x.key = p.entry")
        counted = {
            row[0]: tuple(row)[1:]
            for row in self.store.query(
                f"SELECT p.actor, {sums}, count(DISTINCT p.document), min(x.first), max(x.last) FROM {source}"
                " AND p.actor IN (SELECT value FROM json_each(?)) GROUP BY p.actor",
                (*values, json.dumps(ids)),
            )
        }
        columns = (
            Column("actor", shown=False),
            Column("name"),
            Column("type", shown=False),
            Column("country", whole=True),
            Column("sector", shown=False),
            *(Column(title, "integer") for title in roles),
            Column("documents", "integer", shown=False),
            Column("first", "date"),
            Column("last", "date"),
        )
        rows = [(*known[id], *counted[id][:-2], *map(_day, counted[id][-2:])) for id in ids]
        return Table(columns, rows, more=len(page) > len(rows))

    def _actors(self, ids: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """The rows of some actors: id, name, type, country, sector."""
        rows = self.store.query("SELECT a.* FROM json_each(?) j CROSS JOIN actor a ON a.id = j.value", (json.dumps(list(ids)),))
        return {row["id"]: tuple(row) for row in rows}

    def sources(self, *, limit: int | None = 100, offset: int = 0, **asked: Any) -> Table:
        """Who is quoted, the most often quoted first: in how many statements, documents and copy families, and with what acts.

        Named sources are told apart as actors. Those without a name, whom no two articles need mean alike ("officials"), are counted
        together by their words, and have no ``actor``. Statements of which nobody is said to be the speaker are not counted.
        """
        _check(limit, offset)
        filter = filters.asked(**(asked | {"kind": "statement"}))
        families = "count(DISTINCT (SELECT family FROM document d WHERE d.key = p.document))" if filter.with_copies else "NULL"
        most = -1 if limit is None else offset + limit + 1
        tallies: list[tuple[Any, ...]] = []
        for voice in _VOICES:
            source, values = self._parts(filter, f"{{0}}role = 'speakers' AND {voice.where}", voice.join, of_kind=True)
            tallies += [
                (voice, *row)
                for row in self.store.query(
                    f"SELECT {voice.who} AS who, p.source_kind, count(*) AS number, count(DISTINCT p.document), {families},"
                    f" min({voice.one}), group_concat(coalesce(p.act, 'none'), ' ') FROM {source}"
                    " GROUP BY who, p.source_kind ORDER BY number DESC, who LIMIT ?",
                    (*values, most),
                )
            ]
        tallies.sort(key=lambda tally: (-tally[3], tally[1] or ""))
        page = tallies[offset : None if limit is None else offset + limit]
        columns = (
            Column("source"),
            Column("actor", shown=False),
            Column("source_kind", whole=True),
            Column("statements", "integer"),
            Column("documents", "integer"),
            Column("families", "integer"),
            Column("acts", "counts"),
        )
        known = self._actors(one for *_, one, _ in page)
        rows = [
            (
                known[one][1] if one in known else one,
                *(who if voice is _VOICES[0] else None, kind, number, documents),
                *(documents if several is None else several, _counts(Counter(acts.split(" ")))),
            )
            for voice, who, kind, number, documents, several, one, acts in page
        ]
        return Table(columns, rows, more=len(tallies) > offset + len(page))

    # ---- one entry

    def entry(self, id: str) -> dict[str, Any]:
        """All that is known of an entry, named by its id or how that begins, "DOCUMENT/ID" where several documents have it.

        ``entry`` is its line in the ledger as people have corrected it, ``read`` as it was read; ``document`` the document less its text,
        with its ``family`` and where it was found (``locations``); ``actors`` those that the entry names; ``links`` the links to and from
        it; ``judgements`` people's words on it, the oldest first. SaysoError where there is none or more than one.
        """
        row = self.locate(id)
        lines = self.store.ledger(row["document"])
        read = next(line for line in lines if line["kind"] in KINDS and line["id"] == row["id"])
        judgements = self.store.judgements(row["document"], row["id"])
        (document,) = self.store.query("SELECT * FROM document WHERE key = ?", (row["document"],))
        named = {m.get("actor") for r in KINDS[read["kind"]].roles for m in read[r]} | {
            (a["source"] or {}).get("actor") for a in read["attributions"]
        }
        located = self.store.query("SELECT location FROM origin WHERE document = ? ORDER BY key", (row["document"],))
        return {
            "entry": corrected(read, settled(judgements)[1]),
            "read": read,
            "document": {name: value for name, value in dict(document).items() if name not in {"key", "text", "superseded"}}
            | {"superseded": document["superseded"] is not None, "locations": [location for (location,) in located]},
            "actors": [line for line in lines if line["kind"] == "actor" and line["id"] in named],
            "links": [line for line in lines if line["kind"] == "link" and row["id"] in {line["subject"], line["object"]}],
            "judgements": judgements,
        }

    def show(self, id: str) -> Table:
        """What :meth:`entry` gives as rows of ``part``, ``field`` and ``value``: the entry, its sources, document, links and judgements."""
        known = self.entry(id)
        return Table((Column("part", whole=True), Column("field", whole=True), Column("value")), list(sheet.rows(known)))

    def locate(self, id: str) -> Mapping[str, Any]:
        """An entry's ``id`` and its ``document``'s key, named as :meth:`entry` says."""
        document, _, entry = id.rpartition("/")
        found = self.store.query(
            "SELECT e.document, e.id, d.id AS document_id FROM entry e JOIN document d ON d.key = e.document"
            " WHERE e.id >= ? AND e.id < ? AND d.id >= ? AND d.id < ? ORDER BY e.id, e.document LIMIT 9",
            (entry, entry + LAST, document, document + LAST),
        )
        exact = [row for row in found if row["id"] == entry] or found
        if len(exact) == 1:
            return dict(exact[0])
        if not exact or not entry:
            raise SaysoError(f"no entry {id!r} in {self.store.path}")
        several = [f"{row['document_id']}/{row['id']}" if exact[0]["id"] == exact[1]["id"] else row["id"] for row in exact]
        raise SaysoError(f"{id!r} may be any of {few(several)}")

    # ---- from a filter to SQL

    def _chosen(self, filter: Filter, *, ordered: bool = False, dated: bool = False, among: Condition | None = None) -> _Chosen:
        """The entries that fit. Where one condition holds for few of them, these are looked up and the others put to them; else all are
        gone through in the order of the index, the newest first. ``ordered``: so that the first of them come soon, and not all are wanted.
        """
        conditions = [*([among] if among else []), *self._conditions(filter)]
        most = FEW if ordered else MANY
        sizes = {c: self._size(c, most) for c in conditions}
        first = among or min((c for c in conditions if sizes[c] <= most), key=sizes.__getitem__, default=None)
        own, values = filters.own(filter)
        if dated:
            own.append("e.first IS NOT NULL")
        for c in conditions:
            if c is not first:
                own.append(c.many if ordered and sizes[c] > most else c.few)
                values += c.values
        if not filters.of_documents(filter):
            counts, given = filters.documents(filter, "e.document")
            own.append(counts)
            values += given
        where = " AND ".join(own)
        if first:
            return _Chosen(
                f"({first.keys}) s CROSS JOIN entry e ON e.key = s.entry WHERE {where}",
                (*first.values, *values),
            )
        return _Chosen(f"entry e INDEXED BY entry_asked WHERE {where}", tuple(values))

    def _size(self, condition: Condition, most: int) -> int:
        ((size,),) = self.store.query(f"SELECT count(*) FROM ({condition.keys} LIMIT {most + 1})", condition.values)
        return int(size)

    def _parts(self, filter: Filter, where: str, join: str = "", *, of_kind: bool = False) -> tuple[str, tuple[Any, ...]]:
        """What follows FROM in a question about those parts ``p``, of the entries that fit a filter, of which ``where`` holds.

        ``where`` names their columns after "{0}"; ``join`` is what else is joined. ``of_kind``: only the filter's kind has such parts.
        """
        if self._conditions(filter, documents=False) or set(filters.own(filter)[0]) - {NOT_REJECTED} - ({OF_KIND} if of_kind else set()):
            chosen = self._chosen(filter)
            return (
                f"(SELECT e.key FROM {chosen.sql}) e CROSS JOIN part p ON p.entry = e.key {join} WHERE {where.format('+p.')}",
                chosen.values,
            )
        # all entries of some documents: an index has all that is asked
        documents, values = filters.documents(filter, "+p.document")
        left_out = "" if filter.rejected else " AND p.entry NOT IN (SELECT key FROM entry WHERE verdict = 'reject')"
        return f"part p {join} WHERE {where.format('p.')} AND {documents}{left_out}", tuple(values)

    def _conditions(self, filter: Filter, documents: bool = True) -> list[Condition]:
        """The conditions by which entries can be looked up."""
        out = []
        for name, roles in {"actor": (), "by": BY, "to": TO, "source": VOUCHING}.items():
            if (who := getattr(filter, name)) is not None:
                out.append(filters.part(f"actor IN (SELECT value FROM json_each(?)){filters.in_roles(roles)}", json.dumps(self.ids(who))))
        if filter.country:
            out.append(filters.part("country = ?", filter.country))
        if filter.place:
            out.append(filters.part("(name = ? COLLATE NOCASE OR role = 'place' AND text = ? COLLATE NOCASE)", filter.place, filter.place))
        if filter.words:
            keys = "SELECT rowid AS entry FROM entry_words WHERE entry_words MATCH ?"
            few = "e.key IN (SELECT rowid FROM entry_words WHERE entry_words MATCH ?)"
            # the words that begin so are many, and would be sought anew for each entry
            many = few if "*" in filter.words else "EXISTS (SELECT 1 FROM entry_words WHERE entry_words MATCH ? AND rowid = e.key)"
            out.append(Condition(keys, few, many, (filters.full_text(filter.words),)))
        if filter.type or filter.mode:
            labels = {name: getattr(filter, name) for name in ("type", "mode", "factuality") if getattr(filter, name)}
            sql = " AND ".join(f"{{0}}{name} IN ({', '.join('?' * len(some))})" for name, some in labels.items())
            asked = sql.format("e.")
            out.append(
                Condition(
                    f"SELECT key AS entry FROM entry WHERE {sql.format('')}",
                    asked,
                    asked,
                    tuple(v for some in labels.values() for v in some),
                )
            )
        if documents and filters.of_documents(filter):
            asked, values = filters.documents(filter, "e.document")
            keys = f"SELECT key AS entry FROM entry e WHERE {asked}"
            out.append(Condition(keys, asked, asked, tuple(values)))
        return out

    def ids(self, name: str) -> list[str]:
        """The ids of the actors that go by a name, an alias or an id. SaysoError with likely names where there is none."""
        found = self.store.query(
            "SELECT id FROM actor WHERE id = ? UNION SELECT actor FROM alias WHERE folded = ?", (name, name.casefold())
        )
        if not found:
            alike = self.store.query(
                "SELECT DISTINCT a.name FROM alias JOIN actor a ON a.id = alias.actor WHERE folded LIKE ? ESCAPE '!' LIMIT 8",
                (f"%{filters.escaped(name.casefold())}%",),
            )
            likely = [alike for (alike,) in alike] or self._misspelt(name)
            hint = f"; perhaps {', '.join(likely)}" if likely else ""
            raise SaysoError(f"no actor goes by {name!r}{hint}")
        return [id for (id,) in found]

    def _misspelt(self, name: str) -> list[str]:
        """Names that differ from this one in few letters, the likest first."""
        near = self.store.query(
            "SELECT folded, a.name FROM alias JOIN actor a ON a.id = alias.actor WHERE length(folded) BETWEEN ? AND ? LIMIT 100000",
            (len(name) - MISSPELT, len(name) + MISSPELT),
        )
        known: dict[str, str] = {row[0]: row[1] for row in near}
        return list(dict.fromkeys(known[folded] for folded in get_close_matches(name.casefold(), known, n=3, cutoff=0.75)))


@dataclass(frozen=True, slots=True)
class _Voice:
    """How those of whom ``where`` holds are told apart: by ``who``, for which ``join`` is joined; ``one``: one of their names."""

    who: str
    where: str
    one: str  # an actor's id, or words
    join: str = ""


_VOICES = (
    _Voice("p.actor", "{0}actor IS NOT NULL AND {0}source_kind = 'named'", "p.actor"),
    _Voice(
        "lower(a.name)",
        "{0}actor IS NOT NULL AND {0}source_kind IS NOT 'named'",
        "p.actor",
        "CROSS JOIN actor a ON a.id = p.actor",
    ),
    _Voice("lower(p.text)", "{0}actor IS NULL", "p.text"),
)


class _Period(NamedTuple):
    """A stretch of the calendar and what it is called; no days where it has no bounds."""

    name: str
    first: dt.date | None
    last: dt.date | None


@lru_cache(maxsize=65_536)
def _period(first: str, last: str | None, unit: Unit) -> _Period:
    """The smallest of a unit, month and year that holds all of some days."""
    if last:
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        if unit == "day" and start == end:
            return _Period(first, start, end)
        monday = start - dt.timedelta(days=start.weekday())
        if unit == "week" and end <= monday + dt.timedelta(days=6):
            year, week, _ = start.isocalendar()
            return _Period(f"{year}-W{week:02}", monday, monday + dt.timedelta(days=6))
        for length in (7, 4) if unit != "year" else (4,):
            if first[:length] == last[:length]:
                return _Period(first[:length], *period(first[:length], ""))
    return _Period("longer", None, None)


def _day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


def _counts(counter: Counter[str]) -> list[dict[str, Any]]:
    return [{"value": value, "number": number} for value, number in sorted(counter.items(), key=lambda item: (-item[1], item[0]))]


def _check(limit: object, offset: object) -> None:
    """That so many rows can be shown."""
    for name, given in {"limit": limit, "offset": offset}.items():
        if not (isinstance(given, int) and given >= 0) and (name, given) != ("limit", None):
            raise ArgumentError(f"{name}: a whole number from 0 is wanted, not {given!r}")


def _page(columns: tuple[Column, ...], rows: list[tuple[Any, ...]], limit: int | None, offset: int) -> Table:
    page = rows[offset : None if limit is None else offset + limit]
    return Table(columns, page, more=len(rows) > offset + len(page))


def _batches(keys: Sequence[int], size: int = 2_000) -> Iterator[Sequence[int]]:
    return (keys[i : i + size] for i in range(0, len(keys), size))
