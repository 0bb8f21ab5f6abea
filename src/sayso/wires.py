"""Wire copy and cables, in capitals and with lines of a fixed width, are read as running text; what is found keeps their words."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from sayso.casing import restored
from sayso.ledger import Ledger
from sayso.model import Document, Span
from sayso.unwrapping import unwrapped


def readable(document: Document) -> Document:
    """The document as it is best read: its text unwrapped and in mixed case where it was not, every character where it was."""
    text = restored(unwrapped(document.text))
    return document if text == document.text else replace(document, text=text)


def as_written(ledger: Ledger, document: Document) -> Ledger:
    """A ledger of a :func:`readable` document with each span in the words of the document itself. Actors keep their names as read."""
    return replace(ledger, document=document, entries=_spelled(ledger.entries, document.text))


def _spelled(value: Any, text: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_spelled(v, text) for v in value)
    if isinstance(value, Span):
        return replace(value, text=text[value.start : value.end])
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _spelled(getattr(value, f.name), text) for f in fields(value)})
    return value
