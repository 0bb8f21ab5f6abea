"""Our annotation of others' texts, which may not be shipped: offsets only, in ``gold/standoff``, to texts under ``../shared/gold``.

A file there is JSON Lines named after its source: ``attribution.polnear_train.jsonl`` annotates records of
``attribution/polnear_train.jsonl``. A row has the record's ``id``, the ``sha256`` and the length of the beginning that was
annotated (``end``, in code points), and its ``entries``, ``actors`` and ``links`` as :class:`sayso.evaluate.gold.GoldDocument` has
them, without words.

``python -m train.data.standoff DIRECTORY --source attribution/polnear_train.jsonl`` writes such a file from ``ID.txt`` and ``ID.jsonl``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from sayso.evaluate.gold import GoldDocument, load
from sayso.kinds import KINDS
from sayso.model import SaysoError
from train.data import records

FIELDS = ("id", "kind", "at", "cue", "in", "fact", "author", "type", "counts")
WHERE = Path(__file__).parents[2] / "gold" / "standoff"


def documents(gold: Path, where: Path = WHERE) -> list[GoldDocument]:
    """The annotated documents; SaysoError where a text is missing or is another than was annotated."""
    return [document for path in sorted(where.glob("*.jsonl")) for document in _documents(gold / _source(path), path)]


def _source(path: Path) -> str:
    return path.stem.replace(".", "/") + ".jsonl"


def _documents(source: Path, path: Path) -> list[GoldDocument]:
    texts = {row["id"]: row["text"] for row in records(source)}
    out = []
    for row in records(path):
        text = texts.get(row["id"], "")[: row["end"]]
        if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
            raise SaysoError(f"{source}: {row['id']} is not the text that {path.name} annotates")
        actors = [actor | {"name": "", "mentions": _spans(actor["mentions"])} for actor in row["actors"]]
        out.append(GoldDocument(row["id"], text, [_placed(entry) for entry in row["entries"]], actors, row["links"]))
    return out


def _spans(value: list[list[int]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in value]


def _placed(entry: dict[str, Any]) -> dict[str, Any]:
    roles = {role: _spans(entry.get(role, [])) for role in KINDS[entry["kind"]].roles}
    counts = [count | {"span": tuple(count["span"])} for count in entry.get("counts", [])]
    cue = tuple(entry["cue"]) if entry.get("cue") else None
    return {"in": []} | entry | roles | {"at": tuple(entry["at"]), "cue": cue, "counts": counts}


def stripped(document: GoldDocument) -> dict[str, Any]:
    """A document's annotation as a row, without any of its words."""
    entries = []
    for entry in document.entries:
        known = {*FIELDS, *KINDS[entry["kind"]].roles, *KINDS[entry["kind"]].labels}
        kept = {key: value for key, value in entry.items() if key in known and value not in ([], None)}
        if "counts" in kept:
            kept["counts"] = [{"what": count["what"], "span": count["span"]} for count in entry["counts"]]
        entries.append(kept)
    actors = [{"id": a["id"], "type": a["type"], "mentions": a["mentions"]} for a in document.actors]
    links = [{key: link[key] for key in ("relation", "subject", "object")} for link in document.links]
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    return {"id": document.id, "sha256": digest, "end": len(document.text), "entries": entries, "actors": actors, "links": links}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--source", required=True, help="the file that the texts are from, under the gold")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--where", type=Path, default=WHERE)
    a = parser.parse_args()
    names = {str(row["id"]).replace("/", "_").lower(): str(row["id"]) for row in records(a.gold / a.source)}
    rows = []
    for path in sorted(a.directory.glob("*.txt")):
        if path.with_suffix(".jsonl").exists():
            rows.append(stripped(load(path)) | {"id": names[path.stem.lower()]})
    a.where.mkdir(parents=True, exist_ok=True)
    out = a.where / a.source.replace("/", ".")
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{out}: {len(rows)} texts, {sum(len(row['entries']) for row in rows)} entries")
    documents(a.gold, a.where)


if __name__ == "__main__":
    main()
