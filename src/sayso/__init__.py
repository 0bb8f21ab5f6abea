"""sayso reads political and conflict reporting and keeps the ledger of it: who did what to whom, who says so, how surely.

>>> import sayso
>>> ledger = sayso.read("The ministry said on Monday that rebels had attacked a convoy near Orlo.")
>>> for entry in ledger.events:
...     print(entry.event_type, entry.factuality, entry.evidence.text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.model import Actor, Document, Entry, Link, Mention, SaysoError, Span
from sayso.version import __version__

if TYPE_CHECKING:
    from sayso.corpus import add
    from sayso.ledger import Ledger
    from sayso.questions import Archive
    from sayso.questions import Archive as open
    from sayso.reader import read

__all__ = ["Actor", "Archive", "Document", "Entry", "Ledger", "Link", "Mention", "SaysoError", "Span", "__version__", "add", "open", "read"]


def __getattr__(name: str) -> Any:
    # the reader is heavy; `sayso --help` should not wait for it
    if name == "read":
        from sayso.reader import read

        return read
    if name == "add":
        from sayso.corpus import add

        return add
    if name == "Ledger":
        from sayso.ledger import Ledger

        return Ledger
    if name in {"Archive", "open"}:
        from sayso.questions import Archive

        return Archive
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
