"""What is measured: what sayso reads now, or ledgers that were written before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as problem:
                raise SaysoError(f"{path}, line {number}: {problem}") from problem
