"""What changed between two runs over a ledger file: which entries came, went or read otherwise, and what about sayso had changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sayso.indexing import Row
from sayso.kinds import KINDS
from sayso.model import SaysoError
from sayso.store import Store, unpack

SLIGHT = 0.1
"""A change of confidence smaller than this is none."""


@dataclass(frozen=True, slots=True)
class Change:
    """An entry that is there in one run's reading only, or whose ``fields`` differ: name, (old, new). ``evidence`` are its words."""

    document: str
    entry: str
    what: Literal["added", "gone", "changed"]
    evidence: str
    fields: dict[str, tuple[Any, Any]]


def why(store: Store, old: int, new: int) -> dict[str, tuple[str, str]]:
    """What differed between the versions of two runs: "code", "weights", "tables". SaysoError where there is no such run."""
    rows = {row["key"]: row for row in store.query("SELECT * FROM run WHERE key IN (?, ?)", (old, new))}
    for key in (old, new):
        if key not in rows:
            known = [str(row["key"]) for row in store.query("SELECT key FROM run ORDER BY key")]
            raise SaysoError(f"{store.path}: no run {key}; there are {', '.join(known) or 'none'}")
    return {name: (rows[old][name], rows[new][name]) for name in ("code", "weights", "tables") if rows[old][name] != rows[new][name]}


def diff(store: Store, old: int, new: int) -> Iterator[Change]:
    """How the ledger as the run ``new`` left it differs from how ``old`` left it, document after document, in the order of the text."""
    why(store, old, new)
    low, high = sorted((old, new))
    touched = store.query("SELECT DISTINCT document FROM reading WHERE run > ? AND run <= ? ORDER BY document", (low, high))
    for (document,) in touched:
        was, became = _entries(store, document, old), _entries(store, document, new)
        for entry in sorted(was | became, key=lambda i: (became.get(i) or was[i])["evidence"]["start"]):
            a, b = was.get(entry), became.get(entry)
            row: Row = b or a or {}
            fields = _differing(a, b) if a and b else {}
            if fields or not (a and b):
                (name,) = store.query("SELECT id FROM document WHERE key = ?", (document,))[0]
                yield Change(name, entry, "changed" if a and b else "added" if b else "gone", row["evidence"]["text"], fields)


def _entries(store: Store, document: int, run: int) -> dict[str, Row]:
    """The entries of a document as of a run."""
    found = store.query("SELECT ledger FROM reading WHERE document = ? AND run <= ? ORDER BY run DESC LIMIT 1", (document, run))
    return {row["id"]: row for (ledger,) in found for row in unpack(ledger) if row["kind"] in KINDS}


def _differing(a: Row, b: Row) -> dict[str, tuple[Any, Any]]:
    out = {}
    for name in a.keys() | b.keys():
        old, new = _words(a.get(name)), _words(b.get(name))
        if old != new and name not in {"made_by", "confidence"}:
            out[name] = (old, new)
    if abs(a["confidence"] - b["confidence"]) >= SLIGHT or out:
        out["confidence"] = (a["confidence"], b["confidence"])
    return dict(sorted(out.items()))


def _words(value: Any) -> Any:
    """A field as people compare it: spans by their words and actors, without offsets."""
    if isinstance(value, list):
        return [_words(v) for v in value]
    if isinstance(value, dict):
        return {k: _words(v) for k, v in value.items() if k not in {"start", "end"}}
    return value
