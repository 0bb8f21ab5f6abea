"""One row an entry, of one fixed shape whatever its kind: for spreadsheets and data frames.

Spreadsheets take a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and an article can be written to hold one. In the
CSV form such a cell gets an apostrophe before it, and so does one that begins with a tab or a line break, or with apostrophes and then
such a character. To have the exact words back, drop one apostrophe from each cell that matches ``^'+[=+\\-@＝＋－＠\\t\\r\\n]``.
:func:`rows` holds the words as they stand.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from sayso.kinds import KINDS
from sayso.kinds.statement import Statement
from sayso.ledger import Ledger
from sayso.model import Count, Entry, Mention

ROLES: tuple[str, ...] = tuple(dict.fromkeys(role for kind in KINDS.values() for role in kind.roles))
"""Every role of every kind; each is a column."""

ACTOR_ROLES: tuple[str, ...] = ("actors", "recipients", "speakers", "addressees", "holders", "targets", "members", "groups")
"""Roles that actors fill; ``<role>_actor`` holds the names that their words stand for."""

LABELS: dict[tuple[str, str], str] = {
    (kind, label): f"{kind}_{label}" if label in ROLES else label for kind, found in KINDS.items() for label in found.labels
}
"""The column of each kind's labels: by the label's name, unless a role has it (``interest_effect``)."""

_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r\n]")


def rows(ledger: Ledger) -> list[dict[str, Any]]:
    """The entries as flat rows with the same columns in the same order.

    Several fillers are joined by "; ". ``source``, ``source_actor``, ``source_kind`` and ``inferred`` are those of the innermost source,
    ``sources`` the whole chain, outermost first, joined by " > " ("?" where nobody is named); ``speaker_kind`` and ``speaker_inferred``
    are those of a statement's own speakers. ``counts`` are ``what:low-high``, an end empty where it is open or unknown. Days are
    ISO 8601. What the text does not give is None.
    """
    return [_row(ledger, entry) for entry in ledger]


def write(ledger: Ledger) -> str:
    """The rows as RFC 4180 CSV with a header, text quoted, lines ended by LF, formulas disarmed (see above)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(), quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
    writer.writeheader()
    for row in rows(ledger):
        writer.writerow({name: disarmed(value) for name, value in row.items()})
    return out.getvalue()


def columns() -> list[str]:
    """The names of the columns, in order."""
    actors = [f"{role}_actor" for role in ROLES if role in ACTOR_ROLES]
    shared = ["id", "kind", "document", "evidence_text", "evidence_start", "evidence_end", "cue", "factuality", "author_factuality"]
    source = ["source", "source_actor", "source_kind", "inferred", "sources"]
    rest = ["contexts", "counts", "place_name", "country", "when", "when_first", "when_last", "confidence", "made_by"]
    speaker = ["speaker_kind", "speaker_inferred"]
    return [*shared, *source, *dict.fromkeys(LABELS.values()), *ROLES, *actors, *speaker, *rest]


def _row(ledger: Ledger, entry: Entry) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(columns())
    row |= {name: getattr(entry, name) for name in ("id", "kind", "document", "factuality", "author_factuality", "confidence", "made_by")}
    row |= {"evidence_text": entry.evidence.text, "evidence_start": entry.evidence.start, "evidence_end": entry.evidence.end}
    row["cue"] = entry.cue.text if entry.cue else None
    if entry.attributions:
        inner = entry.attributions[-1]
        row["source"] = inner.source.text if inner.source else None
        row["source_actor"] = _names(ledger, [inner.source] if inner.source else [])
        row["source_kind"], row["inferred"] = inner.source_kind, inner.inferred
        row["sources"] = " > ".join(a.source.text if a.source else "?" for a in entry.attributions)
    row |= {LABELS[entry.kind, label]: getattr(entry, label) for label in entry.labels}
    for role in entry.roles:
        row[role] = _joined(m.text for m in entry.role(role))
        if role in ACTOR_ROLES:
            row[f"{role}_actor"] = _names(ledger, entry.role(role))
    if isinstance(entry, Statement):
        row["speaker_kind"], row["speaker_inferred"] = entry.source_kind, entry.inferred
    places = getattr(entry, "place", ())
    row["contexts"] = _joined(getattr(entry, "contexts", ()))
    row["counts"] = _joined(map(_count, getattr(entry, "counts", ())))
    row["place_name"] = _joined(p.name for p in places if p.name)
    row["country"] = _joined(dict.fromkeys(p.country for p in places if p.country))
    if entry.when:
        row["when"] = entry.when.text
        row["when_first"] = entry.when.first.isoformat() if entry.when.first else None
        row["when_last"] = entry.when.last.isoformat() if entry.when.last else None
    return row


def _joined(parts: Iterable[str]) -> str | None:
    return "; ".join(parts) or None


def _names(ledger: Ledger, fillers: Iterable[Mention]) -> str | None:
    found = (ledger.actor(m.actor) for m in fillers)
    return _joined(dict.fromkeys(actor.name for actor in found if actor))


def _count(count: Count) -> str:
    low, high = ("" if n is None else str(n) for n in (count.low, count.high))
    return f"{count.what}:{low}-{high}"


def disarmed(value: Any) -> Any:
    """A cell as it may stand in a spreadsheet: what would be taken for a formula gets an apostrophe."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
