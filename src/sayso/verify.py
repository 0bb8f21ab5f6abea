"""Whether a ledger holds: every span against the text, the hash, and every id that is referred to; and whether a ledger file does."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from sayso.indexing import Row, counts, indexed, parts, settled
from sayso.kinds import KINDS
from sayso.model import RELATIONS, Actor, Document, Link, SaysoError
from sayso.store import Store

NOUNS: dict[str, type] = {"document": Document, "actor": Actor, "link": Link, **KINDS}
FIELDS = {kind: [f.name for f in fields(noun) if f.name != "text"] for kind, noun in NOUNS.items()}
"""What a line of each kind must have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold, on a line of the ledger (from 1; None for the ledger as a whole); in a ledger file, of a document."""

    line: int | None
    message: str
    document: str | None = None

    def __str__(self) -> str:
        where = [f"document {self.document}"] if self.document else []
        return ": ".join([*where, *([f"line {self.line}"] if self.line is not None else []), self.message])


def is_store(path: Path) -> bool:
    """Whether a file is an SQLite database, as a ledger file is."""
    try:
        with path.open("rb") as file:
            return file.read(15) == b"SQLite format 3"
    except OSError:
        return False


def verify_store(store: Store) -> Iterator[Problem]:
    """All that does not hold in a ledger file: the database, each text's hash, each newest reading against its text, the index against it.

    The index of words can only be checked where the file may be written to.
    """
    yield from (Problem(None, f"the database: {said}") for (said,) in store.query("PRAGMA integrity_check") if said != "ok")
    for table, _, parent, _ in store.query("PRAGMA foreign_key_check"):
        yield Problem(None, f"the database: a row of {table} refers to a row of {parent} that is not there")
    if not store.words_hold():
        yield Problem(None, "the index of words is not that of the entries")
    for key in store.keys():  # noqa: SIM118 (no mapping)
        document = store.document(key)
        digest = Document.of(document.text).sha256
        if document.sha256 != digest:
            yield Problem(None, f"its sha256 is {document.sha256}, that of its text {digest}", document.id)
        if document.id != digest[:12]:
            yield Problem(None, f"its id is not how the hash of its text begins, {digest[:12]}", document.id)
        try:
            rows = store.ledger(key)
        except (ValueError, zlib.error, SaysoError) as problem:
            yield Problem(None, f"its reading cannot be unpacked: {problem}", document.id)
            continue
        found = verify((json.dumps(row) for row in rows), document)
        yield from (replace(problem, document=document.id) for problem in found)
        if not found and _index_of(store, key) != _index_from(store, key, rows):
            yield Problem(None, "the index is not that of its newest reading and judgements", document.id)


def _index_of(store: Store, key: int) -> Any:
    """What the index holds of a document."""
    entries = {}
    for row in store.query("SELECT * FROM entry WHERE document = ?", (key,)):
        named = store.query(
            "SELECT role, text, actor, source_kind, name, country, act FROM part WHERE entry = ? ORDER BY place", (row["key"],)
        )
        counted = store.query("SELECT what, low, high, text FROM count WHERE entry = ? ORDER BY place", (row["key"],))
        entry = {name: value for name, value in dict(row).items() if name not in {"key", "document"}}
        entries[row["id"]] = entry, list(map(tuple, named)), list(map(tuple, counted))
    links = store.query("SELECT relation, subject, object, score FROM link WHERE document = ? ORDER BY key", (key,))
    return entries, list(map(tuple, links))


def _index_from(store: Store, key: int, rows: list[Row]) -> Any:
    """What the index should hold of a document, by its newest reading."""
    judgements, entries = store.judgements(key), {}
    for row in rows:
        if row["kind"] in KINDS:
            entry = indexed(row, *settled(j for j in judgements if j["entry"] == row["id"]))
            named = [(*part, entry["type"] if part[0] == "speakers" else None) for part in parts(row)]
            entries[row["id"]] = entry, named, list(counts(row))
    links = [tuple(row[name] for name in ("relation", "subject", "object", "score")) for row in rows if row["kind"] == "link"]
    return entries, links


def lines(path: Path) -> list[bytes]:
    """The lines of a file of one ledger; SaysoError where it cannot be read, has no line of a ledger or documents of several."""
    try:
        found = path.read_bytes().splitlines()
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else None
        raise SaysoError(f"{path}: {(reason or str(problem)).lower()}") from problem
    kinds = [kind for line in found if (kind := _kind(line))]
    if not kinds:
        raise SaysoError(f"{path}: {'no ledger, neither JSON Lines nor a ledger file' if found else 'empty'}")
    if (several := kinds.count("document")) > 1:
        raise SaysoError(f"{path}: holds {several:,} documents; a text is of one")
    return found


def _kind(line: bytes) -> str | None:
    """The kind of a ledger's line; None for any other line."""
    try:
        return str(_row(line)["kind"])
    except ValueError:
        return None


def verify(lines: Iterable[str | bytes], document: Document) -> list[Problem]:
    """All that does not hold in a ledger in JSON Lines, given the document it is said to be of; empty where everything does.

    Malformed lines and missing fields are problems too; nothing is raised.
    """
    problems: list[Problem] = []
    rows: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append((number, _row(line)))
            except ValueError as problem:
                problems.append(Problem(number, str(problem)))
    if sum(row["kind"] == "document" for _, row in rows) != 1:
        problems.append(Problem(None, "a ledger has one line of kind 'document'"))
    ids = _Ids(rows)
    for number, row in rows:
        kind = row["kind"]
        found = [*_missing(row), *ids.problems(row)]
        if kind == "document" and row.get("sha256") != document.sha256:
            found.append(f"of another text: its sha256 is {row.get('sha256')}, that of the text {document.sha256}")
        if kind in KINDS:
            found += _wordless(row)
            found += (f"{where}: {reason}" for where, span in _spans(row) if (reason := _unsound(span, document.text)))
        problems += (Problem(number, message) for message in found)
    return sorted(problems, key=lambda p: p.line or 0)


def _row(line: str | bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as problem:
        raise ValueError(f"not UTF-8: {problem.reason} at byte {problem.start}") from problem
    except json.JSONDecodeError as problem:
        raise ValueError(f"no JSON: {problem.msg} at column {problem.colno}") from problem
    except RecursionError as problem:
        raise ValueError("no ledger line: too deeply nested") from problem
    if not isinstance(row, dict):
        raise ValueError(f"not an object but a JSON {type(row).__name__}")
    if "kind" not in row:
        raise ValueError("no field 'kind'")
    if not isinstance(row["kind"], str) or row["kind"] not in NOUNS:
        raise ValueError(f"unknown kind {row['kind']!r}")
    return row


def _missing(row: dict[str, Any]) -> Iterator[str]:
    yield from (f"no field {name!r}" for name in FIELDS[row["kind"]] if name not in row)


class _Ids:
    """What is referred to must be there."""

    def __init__(self, rows: Iterable[tuple[int, dict[str, Any]]]) -> None:
        named = [(row["kind"], row["id"]) for _, row in rows if isinstance(row.get("id"), str)]
        self.documents = {i for kind, i in named if kind == "document"}
        self.actors = {i for kind, i in named if kind == "actor"}
        self.entries = {i for kind, i in named if kind in KINDS}
        self.statements = {i for kind, i in named if kind == "statement"}
        self.times = Counter(("actor" if kind == "actor" else "entry", i) for kind, i in named if kind != "document")

    def problems(self, row: dict[str, Any]) -> Iterator[str]:
        kind = row["kind"]
        if kind == "link":
            if row.get("relation") not in RELATIONS:
                yield f"unknown relation {row.get('relation')!r}"
            for end in ("subject", "object"):
                yield from self._absent(end, row.get(end), self.entries, "entry")
            return
        if "id" in row and not isinstance(row["id"], str):
            yield f"id is no string: {row['id']!r}"
        elif kind != "document" and self.times["actor" if kind == "actor" else "entry", row.get("id")] > 1:
            yield f"id {row['id']!r} is not unique"
        if kind in KINDS:
            yield from self._absent("document", row.get("document"), self.documents, "document")
            for where, thing in _objects(row):
                if thing.get("actor") is not None:
                    yield from self._absent(f"{where}.actor", thing["actor"], self.actors, "actor")
                if thing.get("statement") is not None:
                    yield from self._absent(f"{where}.statement", thing["statement"], self.statements, "statement")

    @staticmethod
    def _absent(where: str, wanted: Any, known: set[str], what: str) -> Iterator[str]:
        if not isinstance(wanted, str) or wanted not in known:
            yield f"{where}: no {what} {wanted!r}"


def _objects(value: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object inside a line, and where it stands."""
    if isinstance(value, dict):
        if where:
            yield where, value
        for name, inner in value.items():
            yield from _objects(inner, f"{where}.{name}" if where else name)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _objects(inner, f"{where}[{i}]")


def _spans(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from ((where, thing) for where, thing in _objects(row) if {"start", "end", "text"} & thing.keys())


def _wordless(row: dict[str, Any]) -> Iterator[str]:
    """Places that must hold words and do not: no words, no entry."""
    places = {"evidence": [row.get("evidence")]} | {role: row.get(role, []) for role in KINDS[row["kind"]].roles}
    for where, fillers in places.items():
        if not isinstance(fillers, list):
            yield f"{where}: not a list"
        elif any(not isinstance(f, dict) or not {"start", "end", "text"} & f.keys() for f in fillers):
            yield f"{where}: no words"


def _unsound(span: dict[str, Any], text: str) -> str | None:
    start, end, words = (span.get(name) for name in ("start", "end", "text"))
    if type(start) is not int or type(end) is not int or not isinstance(words, str):
        return "a span has whole numbers 'start' and 'end', and 'text'"
    if not 0 <= start < end <= len(text):
        return f"no words at {start}:{end} in a text of {len(text)} characters"
    if text[start:end] != words:
        return f"{start}:{end} is {_short(text[start:end])} in the text, {_short(words)} in the ledger"
    return None


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "...")
