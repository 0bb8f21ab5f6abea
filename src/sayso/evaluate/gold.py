"""Annotated documents: ``ID.txt`` with ``ID.jsonl`` beside it, every annotated string placed at its offsets.

An annotation names words by quoting them ("the group", or "it@3" for the third "it"); :func:`place` says where they stand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.evaluate.measure import MissingGold
from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import ACTOR_TYPES, Actor, Alias, Attribution, Count, Document, Entry, Link, Mention, Place, SaysoError

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its annotation. Spans are ``(start, end)`` in code points of ``text``.

    ``entries`` hold ``id``, ``kind``, ``at`` (the evidence), ``cue`` (None where no word does it),
    ``in`` (ids of the statements it stands in, outermost first), ``fact``, perhaps ``author``, the labels as annotated,
    every role of the kind as a list of spans, and ``counts`` as ``{"what", "text", "span"}``.
    ``actors`` hold ``id``, ``name``, ``type`` and ``mentions`` as spans. ``links`` hold ``relation``, ``subject``, ``object``.
    """

    id: str
    text: str
    entries: list[dict[str, Any]] = field(default_factory=list)
    actors: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)


def place(text: str, quoted: str, box: Offsets | None = None) -> Offsets:
    """Where ``quoted`` stands in ``text``; ValueError where it does not.

    ``@k`` at its end picks the k-th occurrence. Without it the first inside ``box`` is taken, else the nearest to it; without a box the
    first in the text. A single word matches whole words where there are any.
    """
    words, nth = quoted, 0
    if (numbered := re.fullmatch(r"(.*?)@(\d+)", quoted, re.DOTALL)) and quoted not in text:
        words, nth = numbered[1], int(numbered[2])
    if not words:
        raise ValueError("no words are quoted")
    starts = list(_occurrences(text, words))
    if not starts:
        raise ValueError(f"not in the text: {quoted!r}")
    if re.fullmatch(r"\w+", words):
        starts = [i for i in starts if not (text[i - 1 : i].isalnum() or text[i + len(words) :][:1].isalnum())] or starts
    if nth:
        if nth > len(starts):
            raise ValueError(f"no occurrence {nth} of {words!r}")
        start = starts[nth - 1]
    elif box:
        inside = (i for i in starts if box[0] <= i and i + len(words) <= box[1])
        start = next(inside, min(starts, key=lambda i: min(abs(i - box[0]), abs(i - box[1]))))
    else:
        start = starts[0]
    return start, start + len(words)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def load(path: Path) -> GoldDocument:
    """The annotated document of an ``ID.txt``; SaysoError where its annotation is missing or does not hold."""
    text = path.read_text(encoding="utf-8")
    notes = path.with_suffix(".jsonl")
    if not notes.exists():
        raise SaysoError(f"{path}: no annotation {notes.name} beside it")
    gold = GoldDocument(path.stem, text)
    for number, line in enumerate(notes.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row["kind"] not in {"actor", "link", *KINDS}:
                raise ValueError(f"unknown kind {row['kind']!r}")
            if row["kind"] == "actor":
                gold.actors.append(row | {"mentions": [place(text, m) for m in row.get("mentions", [])]})
            elif row["kind"] == "link":
                gold.links.append(row)
            else:
                gold.entries.append(_entry(text, row))
        except KeyError as missing:
            raise SaysoError(f"{notes}, line {number}: no field {missing}") from missing
        except (ValueError, TypeError) as problem:
            raise SaysoError(f"{notes}, line {number}: {problem}") from problem
    statements = {e["id"] for e in gold.entries if e["kind"] == "statement"}
    for entry in gold.entries:
        if strange := set(entry["in"]) - statements:
            raise SaysoError(f"{notes}: {entry['id']} stands in {strange.pop()!r}, which is no statement")
    return gold


def _entry(text: str, row: dict[str, Any]) -> dict[str, Any]:
    at = place(text, row["at"])
    roles = {}
    for role in KINDS[row["kind"]].roles:
        quoted = row.get(role) or []
        roles[role] = [place(text, q, at) for q in ([quoted] if isinstance(quoted, str) else quoted)]
    return (
        row
        | roles
        | {
            "at": at,
            "cue": place(text, row["cue"], at) if row.get("cue") else None,
            "in": row.get("in") or [],
            "counts": [c | {"span": place(text, c["text"], at)} for c in row.get("counts", [])],
        }
    )


def find(places: Iterable[Path], only: Path | None = None) -> list[Path]:
    """The annotated ``ID.txt`` of some directories and of those right under them, sorted; texts without annotation are passed over.

    ``only`` is a list of documents to keep, one ``directory/ID`` a line. SaysoError where a directory or a listed document is missing.
    """
    found: dict[str, Path] = {}
    for directory in places:
        if not directory.is_dir():
            raise MissingGold(f"{directory}: no such directory of annotated documents")
        for text in [*directory.glob("*.txt"), *directory.glob("*/*.txt")]:
            if text.with_suffix(".jsonl").exists():
                found[f"{text.resolve().parent.name}/{text.stem}"] = text
    if only is None:
        return [found[name] for name in sorted(found)]
    wanted = only.read_text(encoding="utf-8").split()
    if missing := [name for name in wanted if name not in found]:
        raise SaysoError(f"{only}: no annotated document {missing[0]} ({len(missing)} of {len(wanted)} missing)")
    return [found[name] for name in sorted(set(wanted))]


def annotated(gold_dir: Path, only: Path | None = None) -> tuple[list[Path], Path | None]:
    """The documents of a directory (or its ``sayso`` part) that ``only`` or its ``DEV.txt`` lists, else all; and that list.

    MissingGold where there are none.
    """
    root = gold_dir / "sayso" if (gold_dir / "sayso").is_dir() else gold_dir
    listing = only or (root / "DEV.txt" if (root / "DEV.txt").exists() else None)
    if paths := find([root], listing):
        return paths, listing
    raise MissingGold(f"{root}: no annotated documents (ID.txt with ID.jsonl beside it)")


def ledger(gold: GoldDocument) -> Ledger:
    """The annotation as a ledger: what a perfect reading would give, less what is not annotated: ``when``, bounds of counts, countries."""
    document = Document.of(gold.text, id=gold.id)
    named = [(span, actor["id"]) for actor in gold.actors for span in actor["mentions"]]
    by_id = {e["id"]: e for e in gold.entries}

    def mention(span: Offsets) -> Mention:
        best = max(((iou(span, m), actor) for m, actor in named), default=(0.0, None))
        return Mention(*span, gold.text[slice(*span)], actor=best[1] if best[0] >= 0.5 else None)

    def count(what: str, start: int, end: int) -> Count:
        return Count(start, end, gold.text[start:end], what)

    def attribution(statement: dict[str, Any], entry: dict[str, Any]) -> Attribution:
        anchor = entry["cue"] or entry["at"]
        pieces = statement["content"]
        piece = next((p for p in pieces if touch(p, anchor)), pieces[0] if pieces else None)
        return Attribution(
            source=mention(statement["speakers"][0]) if statement["speakers"] else None,
            cue=document.span(*statement["cue"]) if statement["cue"] else None,
            content=document.span(*piece) if piece else None,
            statement=statement["id"],
        )

    def entry(row: dict[str, Any]) -> Entry:
        kind = KINDS[row["kind"]]
        fillers: dict[str, Any] = {role: tuple(map(mention, row[role])) for role in kind.roles}
        if row["kind"] == "event":
            fillers["place"] = tuple(Place(m.start, m.end, m.text, m.actor) for m in fillers["place"])
            fillers["event_type"] = row.get("type")
            fillers["counts"] = tuple(count(c["what"], *c["span"]) for c in row["counts"])
        fillers |= {label: row[label] for label in kind.labels if label in row}
        return kind(
            id=row["id"],
            document=document.id,
            evidence=document.span(*row["at"]),
            cue=document.span(*row["cue"]) if row["cue"] else None,
            attributions=tuple(attribution(by_id[s], row) for s in row["in"]),
            factuality=row["fact"],
            author_factuality=row.get("author") or ("Uu" if row["in"] else row["fact"]),
            when=None,
            confidence=1.0,
            made_by="annotation",
            **fillers,
        )

    return Ledger(
        document,
        actors=tuple(_actor(a, gold.text) for a in gold.actors),
        entries=tuple(sorted(map(entry, gold.entries), key=lambda e: (e.evidence.start, e.evidence.end))),
        links=tuple(Link(x["relation"], x["subject"], x["object"], 1.0, ("annotated",)) for x in gold.links),
    )


def _actor(row: dict[str, Any], text: str) -> Actor:
    wordings = dict.fromkeys(text[slice(*span)] for span in row["mentions"])
    kind = row.get("type")
    return Actor(row["id"], row["name"], kind if kind in ACTOR_TYPES else "other", aliases=tuple(Alias(w, "annotated") for w in wordings))


def touch(a: Offsets, b: Offsets) -> bool:
    """Whether two spans share at least one character."""
    return min(a[1], b[1]) > max(a[0], b[0])


def iou(a: Offsets, b: Offsets) -> float:
    """Characters in both spans over characters in either."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0
