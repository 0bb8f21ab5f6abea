"""A ledger from its lines: the inverse of :meth:`sayso.ledger.Ledger.to_dicts`, for what a ledger file keeps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sayso.kinds import KINDS
from sayso.ledger import Ledger
from sayso.model import Actor, Alias, Attribution, Count, Document, Entry, Link, Mention, Place, Span, When


def ledger(document: Document, lines: Iterable[Mapping[str, Any]]) -> Ledger:
    """The ledger of a document that these lines are, its own line among them or not. KeyError and TypeError for what is no line of one."""
    actors, entries, links = [], [], []
    for line in lines:
        fields = {name: value for name, value in line.items() if name != "kind"}
        match line["kind"]:
            case "document":
                continue
            case "actor":
                actors.append(Actor(**fields | {"aliases": tuple(Alias(**a) for a in fields["aliases"])}))
            case "link":
                links.append(Link(**fields | {"reasons": tuple(fields["reasons"])}))
            case kind:
                entries.append(_entry(KINDS[kind], fields))
    return Ledger(document, tuple(actors), tuple(entries), tuple(links))


def _entry(kind: type[Entry], fields: dict[str, Any]) -> Entry:
    made: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
    made |= {role: tuple(_mention(m) for m in fields[role]) for role in kind.roles}
    made["evidence"], made["cue"], made["when"] = Span(**fields["evidence"]), _span(fields["cue"]), _when(fields["when"])
    made["attributions"] = tuple(_attribution(a) for a in fields["attributions"])
    if "counts" in fields:
        made["counts"] = tuple(Count(**c) for c in fields["counts"])
    return kind(**made)


def _span(fields: dict[str, Any] | None) -> Span | None:
    return Span(**fields) if fields else None


def _mention(fields: dict[str, Any]) -> Mention:
    return Place(**fields) if "latitude" in fields else Mention(**fields)


def _when(fields: dict[str, Any] | None) -> When | None:
    if fields is None:
        return None
    days = {name: dt.date.fromisoformat(fields[name]) for name in ("first", "last") if fields[name]}
    return When(**fields | days)


def _attribution(fields: dict[str, Any]) -> Attribution:
    source = _mention(fields["source"]) if fields["source"] else None
    return Attribution(**fields | {"source": source, "cue": _span(fields["cue"]), "content": _span(fields["content"])})
