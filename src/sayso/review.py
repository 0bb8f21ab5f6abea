"""Review: people's words on entries, checked before they are added to a ledger file. Nothing is ever changed or taken away."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.kinds import KINDS
from sayso.model import FACTUALITY, ArgumentError
from sayso.questions import Archive
from sayso.store import Store
from sayso.vocabulary import labels, modes, one_of, period

VERDICTS = ("accept", "reject", "correct")


def judge(path: Path, id: str, verdict: str, by: str, note: str | None = None, fields: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Add a person's word on an entry of a ledger file; returns the entry as it then stands, see :meth:`Archive.entry`.

    ``accept``: it is as it was read; ``reject``: it is not there; ``correct``: it is, but for ``fields``, see :func:`correction`.
    SaysoError for an entry, verdict, field or value that does not exist.
    """
    one_of(verdict, VERDICTS, "verdict")
    if not by.strip():
        raise ArgumentError("a judgement says who judges")
    if bool(fields) != (verdict == "correct"):
        raise ArgumentError("a correction says what it corrects" if verdict == "correct" else f"{verdict} corrects no field; correct does")
    with Archive(path) as archive:
        entry, at = archive.entry(id)["entry"], archive.locate(id)
    correct = correction(entry, fields) if fields else None
    with Store(path) as store:
        store.judge(at["document"], at["id"], verdict, by.strip(), note, correct)
    with Archive(path) as archive:
        return archive.entry(f"{at['document_id']}/{at['id']}")


def correction(entry: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an entry's line that a correction sets, from what a person writes; an empty value is None.

    ``factuality``, ``author_factuality``, each label of the kind (``type`` is its first), and ``when``: a day, month or year, or two with
    a slash between. A mode that a corrected type does not have falls away.
    """
    kind, out = entry["kind"], dict[str, Any]()
    closed = labels(kind) | {"factuality": FACTUALITY, "author_factuality": FACTUALITY}
    for name, value in fields.items():
        field = KINDS[kind].labels[0] if name == "type" and KINDS[kind].labels else name
        if field == "when":
            first, slash, last = value.partition("/")
            out["first"] = period(first, "when")[0].isoformat() if value else None
            out["last"] = period(last if slash else first, "when")[1].isoformat() if value else None
            if value and out["first"] > out["last"]:
                raise ArgumentError(f"when: {value!r} ends before it begins")
        elif field == "former" and kind == "affiliation":
            out[field] = one_of(value, ("true", "false"), "value of former") == "true"
        elif field not in closed:
            raise ArgumentError(f"no field {name!r} of {kind} to correct: there are {', '.join([*closed, *_others(kind), 'when'])}")
        else:
            out[field] = one_of(value, closed[field], field.replace("_", " ")) if value or field.endswith("factuality") else None
    if kind == "event":
        type, mode = out.get("event_type", entry["event_type"]), out.get("mode", entry["mode"])
        if mode and mode not in modes().get(type or "", ()):
            if "mode" in out:
                one_of(mode, modes().get(type or "", ()), f"mode of {type}")
            out["mode"] = None
    return out


def _others(kind: str) -> list[str]:
    return [label for label in KINDS[kind].labels if label not in labels(kind)]
