"""What is measured: what sayso reads now, or ledgers that were written before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.evaluate.measure import MissingGold
from sayso.ledger import Ledger
from sayso.model import SaysoError


def rows(document_id: str, text: str, predicted: Path | None = None) -> list[dict[str, Any]]:
    """The ledger of a gold text, as the rows of its JSON Lines form.

    Taken from ``ID.jsonl`` in the directory ``predicted`` where one is given (nothing where it lacks that file), else read by sayso.
    SaysoError where reading changes the text, since offsets would not compare, and where a line is no JSON.
    """
    if predicted:
        return list(_lines(predicted / f"{document_id}.jsonl"))
    from sayso.reader import read

    ledger: Ledger = read(text)
    if ledger.document.text != text:
        raise SaysoError(f"{document_id}: the text that was read differs from the annotated one")
    return ledger.to_dicts()


def anew(path: Path, only: Path | None = None, predicted: Path | None = None) -> Iterator[dict[str, Any]]:
    """The records of a gold set in JSON Lines that is always read anew, those whose ids ``only`` lists.

    MissingGold, at once, where the set is not there, and where ``predicted`` ledgers are to be scored.
    """
    if not path.exists():
        raise MissingGold(f"{path}: no such file")
    if predicted:
        raise MissingGold(f"{path}: is read anew, not taken from ledgers")
    wanted = set(only.read_text(encoding="utf-8").split()) if only else None
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return (record for record in records if wanted is None or record["id"] in wanted)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as problem:
                raise SaysoError(f"{path}, line {number}: {problem}") from problem
