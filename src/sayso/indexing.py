"""A document's ledger as rows of the index that questions are put to (see :mod:`sayso.store`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Self

from sayso.kinds import KINDS

Row = dict[str, Any]
"""A line of a ledger."""

ENTRY = (
    "id",
    "kind",
    "confidence",
    "type",
    "mode",
    "factuality",
    "author_factuality",
    "first",
    "last",
    "verdict",
    "cue",
    "start",
    "end",
    "evidence",
)
"""What the index has of an entry, in this order."""


class Index(NamedTuple):
    """The rows that a ledger adds to the index, ready but for the document's key; entries are numbered from 0.

    They are plain tuples, so that a reading process makes them and the writing one, of which there is but one, hands them on.
    """

    entries: list[tuple[Any, ...]]  # ENTRY
    parts: list[tuple[Any, ...]]  # entry, place, role, text, actor, source kind, place's name, country, act
    counts: list[tuple[Any, ...]]  # entry, place, what, low, high, text
    actors: list[tuple[Any, ...]]  # id, name, type, country, sector
    aliases: list[tuple[str, str, str]]  # folded, actor, text
    links: list[tuple[Any, ...]]  # relation, subject, object, score, reasons

    @classmethod
    def of(cls, rows: Iterable[Row], judgements: Sequence[Row] = ()) -> Self:
        """From a ledger's lines and people's words on its entries."""
        index = cls([], [], [], [], [], [])
        for row in rows:
            if row["kind"] in KINDS:
                number = len(index.entries)
                entry = indexed(row, *settled(j for j in judgements if j["entry"] == row["id"]))
                index.entries.append(tuple(entry[name] for name in ENTRY))
                for place, part in enumerate(parts(row)):
                    index.parts.append((number, place, *part, entry["type"] if part[0] == "speakers" else None))
                index.counts.extend((number, place, *count) for place, count in enumerate(counts(row)))
            elif row["kind"] == "actor":
                index.actors.append((row["id"], row["name"], row["type"], row["country"], row["sector"]))
                names = dict.fromkeys([row["name"], *(alias["text"] for alias in row["aliases"])])
                index.aliases.extend((name.casefold(), row["id"], name) for name in names)
            elif row["kind"] == "link":
                reasons = json.dumps(row["reasons"], ensure_ascii=False)
                index.links.append((row["relation"], row["subject"], row["object"], row["score"], reasons))
        return index


def settled(judgements: Iterable[Row]) -> tuple[str | None, Row]:
    """What people's words on an entry, the oldest first, come to: the last verdict and, where that corrects, the fields corrected.

    Corrections that follow one another add up; to accept an entry is to take it as it was read.
    """
    verdict: str | None = None
    fields: Row = {}
    for judgement in judgements:
        verdict = judgement["verdict"]
        fields = fields | judgement["correction"] if verdict == "correct" else {}
    return verdict, fields


def corrected(row: Row, fields: Row) -> Row:
    """An entry's line with fields corrected; ``first`` and ``last`` are those of ``when``, whose words stay."""
    days = {name: fields[name] for name in ("first", "last") if name in fields}
    out = row | {name: value for name, value in fields.items() if name not in days}
    if days:
        out["when"] = (row["when"] or dict.fromkeys(("start", "end", "text"))) | {"granularity": None, "rule": "corrected"} | days
    return out


def asked(row: Row, verdict: str | None, fields: Row) -> Row:
    """Of an entry's line, the columns of the index that people may correct."""
    labels, row = KINDS[row["kind"]].labels, corrected(row, fields)
    when = row["when"] or {}
    return {
        "type": row[labels[0]] if labels else None,
        "mode": row.get("mode"),
        "factuality": row["factuality"],
        "author_factuality": row["author_factuality"],
        "first": when.get("first"),
        "last": when.get("last"),
        "verdict": verdict,
    }


def indexed(row: Row, verdict: str | None, fields: Row) -> Row:
    """An entry's line as the index has it, but for its document."""
    words, cue = row["evidence"], row["cue"]
    known = {name: row[name] for name in ("id", "kind", "confidence")} | asked(row, verdict, fields)
    return known | {"cue": cue and cue["text"], "start": words["start"], "end": words["end"], "evidence": words["text"]}


def parts(row: Row) -> Iterator[tuple[Any, ...]]:
    """Who and what an entry names: (role, text, actor, source kind, place's name, country)."""
    for said in row["attributions"]:
        source = said["source"] or {}
        yield "source", source.get("text"), source.get("actor"), said["source_kind"], None, None
    for role in KINDS[row["kind"]].roles:
        kind = row.get("source_kind") if role == "speakers" else None
        for filler in row[role]:
            yield role, filler["text"], filler["actor"], kind, filler.get("name"), filler.get("country")


def counts(row: Row) -> Iterator[tuple[Any, ...]]:
    """What an event counts: (what, low, high, text)."""
    for count in row.get("counts", ()):
        yield count["what"], count["low"], count["high"], count["text"]
