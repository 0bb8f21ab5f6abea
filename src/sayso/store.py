"""The ledger file: many documents with all that was read in them, in one SQLite database.

What is stored never changes: a document's text, each run's reading of it, people's judgements. Beside that stands an index of the newest
readings, to be questioned (:mod:`sayso.questions`). Whatever is written together is one transaction, so a process may be killed at any
moment; writers take turns, readers never wait (SQLite's write-ahead log).
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sayso.indexing import ENTRY, Index, Row, asked, settled
from sayso.kinds import KINDS
from sayso.model import Document, SaysoError

DATA = Path(__file__).parent / "data"
MIGRATIONS = sorted((DATA / "migrations").glob("*.sql"))
"""In order; a file's ``user_version`` is how many of them it has had."""

APPLICATION = 0x73617973  # "says", by which `file` and we know a ledger file
PATIENCE = 120.0  # seconds that a writer waits for another


@dataclass(frozen=True, slots=True)
class Version:
    """What a reading depends on: the program, the weights, the tables of actors and places."""

    code: str
    weights: str
    tables: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as read: its ``ledger`` in JSON Lines, packed, and the marks by which its copies are found.

    ``index`` is the ledger's; None where it is yet to be made.
    """

    document: Document
    ledger: bytes
    bands: tuple[int, ...] = ()
    index: Index | None = None

    @classmethod
    def of(cls, document: Document, rows: Sequence[Row], bands: Iterable[int] = ()) -> Reading:
        """From a ledger's lines."""
        return cls(document, pack(rows), tuple(bands), Index.of(rows))


def pack(rows: Iterable[Row]) -> bytes:
    """Lines of a ledger as JSON Lines under zlib."""
    text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(ledger: bytes) -> list[Row]:
    """What :func:`pack` packed."""
    return [json.loads(line) for line in zlib.decompress(ledger).decode("utf-8", "surrogatepass").splitlines()]


@functools.cache
def tables_version() -> str:
    """A digest of the tables of actors, places and words that ship with the program."""
    digest = hashlib.sha256()
    for path in sorted([*DATA.glob("*.csv"), *DATA.glob("*.tsv")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def now() -> str:
    """This moment in UTC, ISO 8601, to the millisecond."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


class Store:
    """A ledger file, open. Errors of SQLite become SaysoError with the file's name."""

    def __init__(self, path: Path, *, create: bool = False, read_only: bool = False) -> None:
        self.path = path
        if not create and not path.exists():
            raise SaysoError(f"{path}: no such ledger file")
        if path.is_dir():
            raise SaysoError(f"{path}: a directory, not a ledger file")
        with self._clear_errors():
            mode = "ro" if read_only else "rwc" if create else "rw"
            address = f"file:{_quoted(path)}?mode={mode}"
            self._db = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, cached_statements=256)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA cache_size = -65536")
            if read_only:
                self._check(self._db.execute("PRAGMA application_id").fetchone()[0])
            else:
                self._migrate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    # ---- opening

    def _check(self, application: int) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION:
            raise SaysoError(f"{self.path}: not a ledger file of sayso")
        if version > len(MIGRATIONS):
            raise SaysoError(f"{self.path}: written by a later sayso (format {version}; this one knows {len(MIGRATIONS)})")
        if version < len(MIGRATIONS):
            raise SaysoError(
                f"{self.path}: written by an earlier sayso (format {version}); any command that writes to it brings it up to date"
            )

    def _migrate(self) -> None:
        """Bring the file to the newest format, each step whole or not at all."""
        application = self._db.execute("PRAGMA application_id").fetchone()[0]
        if application == 0 and not self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            self._db.execute("PRAGMA journal_mode = WAL")
        elif application != APPLICATION or self._db.execute("PRAGMA user_version").fetchone()[0] > len(MIGRATIONS):
            self._check(application)
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA wal_autocheckpoint = 4000")  # pages: those of the index are written again and again
        for number, migration in enumerate(MIGRATIONS, 1):
            with self.writing():
                if self._db.execute("PRAGMA user_version").fetchone()[0] < number:
                    for statement in _statements(migration.read_text(encoding="utf-8")):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA application_id = {APPLICATION}")
                    self._db.execute(f"PRAGMA user_version = {number}")

    @contextmanager
    def _clear_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as problem:
            raise SaysoError(f"{self.path}: {_plainly(problem)}") from problem

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is written inside it or nothing. Waits for other writers."""
        with self._clear_errors():
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def query(self, sql: str, values: Iterable[Any] | dict[str, Any] = ()) -> list[sqlite3.Row]:
        """All rows of a question."""
        with self._clear_errors():
            return self._db.execute(sql, values if isinstance(values, dict) else tuple(values)).fetchall()

    def words_hold(self) -> bool:
        """Whether the index of words is that of the entries; taken for granted where the file cannot be written to."""
        try:
            self._db.execute("INSERT INTO entry_words (entry_words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.OperationalError:  # read-only
            return True
        except sqlite3.DatabaseError:
            return False
        return True

    def _one(self, sql: str, *values: Any) -> Any:
        row = self._db.execute(sql, values).fetchone()
        return row[0] if row else None

    # ---- runs and what was looked at

    def begin(self, command: str, version: Version) -> int:
        """A new run; returns its number."""
        with self.writing():
            self._db.execute(
                "INSERT INTO run (command, began, code, weights, tables) VALUES (?, ?, ?, ?, ?)",
                (command, now(), version.code, version.weights, version.tables),
            )
            return int(self._one("SELECT last_insert_rowid()"))

    def end(self, run: int) -> None:
        """The run came to its end."""
        with self.writing():
            self._db.execute("UPDATE run SET ended = ? WHERE key = ?", (now(), run))

    def seen(self, location: str, raw_sha256: str, retry: bool = False) -> bool:
        """Whether exactly these bytes were looked at in exactly this place before; with ``retry``, not in vain."""
        with self._clear_errors():
            outcome = self._one("SELECT outcome FROM origin WHERE location = ? AND raw_sha256 = ?", location, raw_sha256)
            return outcome is not None and not (retry and outcome == "skipped")

    def document_key(self, sha256: str) -> int | None:
        """The key of the document with this text."""
        with self._clear_errors():
            key: int | None = self._one("SELECT key FROM document WHERE sha256 = ?", sha256)
            return key

    def keys(self) -> list[int]:
        """The keys of all documents."""
        return [key for (key,) in self.query("SELECT key FROM document ORDER BY key")]

    def stale(self, version: Version) -> list[int]:
        """The keys of the documents whose last reading was made by another version."""
        return [
            key
            for (key,) in self.query(
                "SELECT document FROM reading r JOIN run ON run.key = r.run GROUP BY document"
                " HAVING r.key = max(r.key) AND (code, weights, tables) != (?, ?, ?) ORDER BY document",
                (version.code, version.weights, version.tables),
            )
        ]

    def document(self, key: int) -> Document:
        """A document."""
        (row,) = self.query("SELECT * FROM document WHERE key = ?", (key,))
        known = {name: row[name] for name in ("id", "sha256", "title", "publisher", "author", "language", "path", "url")}
        return Document(row["text"], published=dt.date.fromisoformat(row["published"]) if row["published"] else None, **known)

    def texts(self, keys: Iterable[int]) -> dict[int, str]:
        """The texts of some documents."""
        return {key: self.query("SELECT text FROM document WHERE key = ?", (key,))[0][0] for key in keys}

    def ledger(self, key: int) -> list[Row]:
        """The lines of a document's newest ledger."""
        (row,) = self.query("SELECT ledger FROM reading WHERE document = ? ORDER BY key DESC LIMIT 1", (key,))
        return unpack(row[0])

    # ---- writing

    def skip(self, run: int, location: str, raw_sha256: str, reason: str) -> None:
        """Note what could not be read, and why."""
        self._origin(run, location, raw_sha256, "skipped", reason, None)

    def put(self, run: int, location: str, raw_sha256: str, reading: Reading) -> bool:
        """Keep a document read at a location; False where its text was there before. A changed article supersedes its earlier version."""
        with self.writing():
            document = reading.document
            key = self.document_key(document.sha256)
            new = key is None
            if key is None:
                key = self._document(document)
                self._reading(run, key, reading)
                self._mark(key, reading.bands)
            reason = None if new else f"the same text as {self._one('SELECT location FROM origin WHERE document = ? ORDER BY key', key)}"
            self._origin(run, location, raw_sha256, "read" if new else "duplicate", reason, key)
            self._supersede(location, key)
            return new

    def reread(self, run: int, key: int, reading: Reading) -> None:
        """Keep a new reading of a document that is there; the earlier ones stay."""
        with self.writing():
            self._unindex(key)
            self._reading(run, key, reading)

    def join(self, key: int, others: Iterable[int]) -> None:
        """Put a document and others, which it copies or which copy it, into one family."""
        with self.writing():
            families = {self._one("SELECT family FROM document WHERE key = ?", k) for k in (key, *others)}
            first = min(families)
            for family in families - {first}:
                self._db.execute("UPDATE document SET family = ? WHERE family = ?", (first, family))

    def mark(self, method: str, bands: Callable[[str], Iterable[int]]) -> None:
        """See to it that the marks of copies are those of a ``method``, by which ``bands`` makes them of a text: else make all anew."""
        with self.writing():
            if self._one("SELECT method FROM method WHERE name = 'copies'") != method:
                self._db.execute("DELETE FROM band")
                for key in self.keys():
                    self._mark(key, bands(self.texts([key])[key]))
                self._db.execute("INSERT OR REPLACE INTO method VALUES ('copies', ?)", (method,))

    def _mark(self, key: int, bands: Iterable[int]) -> None:
        self._db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", ((band, key) for band in bands))

    def judge(self, document: int, entry: str, verdict: str, by: str, note: str | None = None, correction: Row | None = None) -> None:
        """Add a person's word on an entry."""
        given = json.dumps(correction, ensure_ascii=False) if correction else None
        with self.writing():
            self._db.execute(
                "INSERT INTO judgement (document, entry, verdict, correction, by, at, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (document, entry, verdict, given, by, now(), note),
            )
            judged = settled(self.judgements(document, entry))
            for row in self.ledger(document):
                if row["kind"] in KINDS and row["id"] == entry:
                    columns = asked(row, *judged)
                    self._db.execute(
                        f"UPDATE entry SET {', '.join(f'{name} = :{name}' for name in columns)} WHERE document = :document AND id = :id",
                        columns | {"document": document, "id": entry},
                    )
                    self._db.execute(
                        "UPDATE part SET act = ? WHERE role = 'speakers'"
                        " AND entry IN (SELECT key FROM entry WHERE document = ? AND id = ?)",
                        (columns["type"], document, entry),
                    )

    def judgements(self, document: int, entry: str | None = None) -> list[Row]:
        """People's words on a document's entries or one of them, the oldest first."""
        rows = self.query(
            "SELECT entry, verdict, correction, by, at, note FROM judgement WHERE document = ? AND entry = coalesce(?, entry) ORDER BY key",
            (document, entry),
        )
        return [dict(row) | {"correction": json.loads(row["correction"] or "{}")} for row in rows]

    def sharing(self, bands: Iterable[int], most: int = 32) -> list[int]:
        """The documents that share some of these bands, those that share most of them first; of each band the oldest so many are seen."""
        met: Counter[int] = Counter()
        with self._clear_errors():
            for band in bands:
                found = self._db.execute("SELECT document FROM band WHERE hash = ? ORDER BY document LIMIT ?", (band, most))
                met.update(key for (key,) in found)
        return sorted(met, key=lambda key: (-met[key], key))

    def _origin(self, run: int, location: str, raw_sha256: str, outcome: str, reason: str | None, document: int | None) -> None:
        with self.writing():
            row = (outcome, reason, document, run, location, raw_sha256)
            new = self._db.execute(
                "INSERT INTO origin (outcome, reason, document, run, location, raw_sha256) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (location, raw_sha256) DO NOTHING",
                row,
            )
            if not new.rowcount and outcome != "skipped":
                self._db.execute(
                    "UPDATE origin SET outcome = ?, reason = ?, document = ?, run = ?"
                    " WHERE location = ? AND raw_sha256 = ? AND outcome = 'skipped'",
                    row,
                )

    def _document(self, document: Document) -> int:
        key = int(self._one("SELECT coalesce(max(key), 0) + 1 FROM document"))
        known = (
            document.title,
            document.publisher,
            document.author,
            _iso(document.published),
            document.language,
            document.path,
            document.url,
        )
        row = (key, document.id, document.sha256, *known, len(document.text.split()), key, document.text)
        self._db.execute(
            "INSERT INTO document (key, id, sha256, title, publisher, author, published, language, path, url, words, family, text)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return key

    def _supersede(self, location: str, key: int) -> None:
        """Of the documents seen at one location the last one counts, unless an earlier one stands elsewhere too."""
        earlier = self._db.execute(
            "SELECT DISTINCT o.document FROM origin o WHERE o.location = ? AND o.document IS NOT NULL AND o.document != ?"
            " AND NOT EXISTS (SELECT 1 FROM origin x WHERE x.document = o.document AND x.location != o.location)",
            (location, key),
        ).fetchall()
        for (old,) in earlier:
            self._db.execute("UPDATE document SET superseded = ? WHERE key = ?", (key, old))
        self._db.execute("UPDATE document SET superseded = NULL WHERE key = ?", (key,))

    def _reading(self, run: int, key: int, reading: Reading) -> None:
        self._db.execute("INSERT OR REPLACE INTO reading (document, run, ledger) VALUES (?, ?, ?)", (key, run, reading.ledger))
        judgements = self.judgements(key)
        ready = None if judgements else reading.index
        self._index(key, ready or Index.of(unpack(reading.ledger), judgements))

    # ---- the index

    def _unindex(self, key: int) -> None:
        rows = self._db.execute("SELECT key, evidence FROM entry WHERE document = ?", (key,)).fetchall()
        self._db.executemany("INSERT INTO entry_words (entry_words, rowid, evidence) VALUES ('delete', ?, ?)", rows)
        for table in ("part", "count"):
            self._db.executemany(f"DELETE FROM {table} WHERE entry = ?", ((k,) for k, _ in rows))
        for table in ("entry", "link"):
            self._db.execute(f"DELETE FROM {table} WHERE document = ?", (key,))

    def _index(self, key: int, index: Index) -> None:
        many = self._db.executemany
        first = 1 + (self._one("SELECT max(key) FROM entry") or 0)
        many(_ENTRY, [(n, key, *entry) for n, entry in enumerate(index.entries, first)])
        evidence = ENTRY.index("evidence")
        many("INSERT INTO entry_words (rowid, evidence) VALUES (?, ?)", [(n, e[evidence]) for n, e in enumerate(index.entries, first)])
        many("INSERT INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(first + n, place, key, *part) for n, place, *part in index.parts])
        many("INSERT INTO count VALUES (?, ?, ?, ?, ?, ?)", [(first + n, *count) for n, *count in index.counts])
        many(_ACTOR, index.actors)
        many("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)", index.aliases)
        links = [(key, *link) for link in index.links]
        many("INSERT INTO link (document, relation, subject, object, score, reasons) VALUES (?, ?, ?, ?, ?, ?)", links)


_COLUMNS = ", ".join(f'"{name}"' for name in ENTRY)
_ENTRY = f"INSERT INTO entry (key, document, {_COLUMNS}) VALUES (?, ?{', ?' * len(ENTRY)})"
_ACTOR = (
    "INSERT INTO actor VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
    " country = coalesce(country, excluded.country), sector = coalesce(sector, excluded.sector)"
    " WHERE country IS NULL AND excluded.country IS NOT NULL OR sector IS NULL AND excluded.sector IS NOT NULL"
)


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.absolute()))


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one at a time, so that they share a transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _plainly(problem: sqlite3.Error) -> str:
    said = str(problem)
    for words, plain in (
        ("readonly", "cannot be written to (read-only)"),
        ("disk is full", "the disk is full; nothing already kept is lost"),
        ("not a database", "not a ledger file of sayso"),
        ("unable to open", "cannot be opened"),
        ("locked", f"another process has been writing to it for {PATIENCE:.0f} seconds"),
    ):
        if words in said:
            return plain
    return said
