from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention, SourceKind


@dataclass(frozen=True, kw_only=True)
class Statement(Entry):
    """Someone other than the article says, thinks, believes, knows, denies or reports something.

    ``act`` is one of say, claim, deny, admit, accuse, demand, promise, threaten, praise, criticize, believe, expect, hope, report, ask.
    ``content`` has several pieces where a quotation is split. ``source_kind`` marks unnamed and vague speakers;
    ``inferred`` is true where the speaker is borrowed from a neighbouring statement.

    "the Taliban *claims* that it has managed to control the activities of ISIS"
    """

    kind: ClassVar = "statement"
    main_role: ClassVar = "speakers"
    roles: ClassVar = ("speakers", "addressees", "content")
    labels: ClassVar = ("act",)

    speakers: tuple[Mention, ...] = ()
    addressees: tuple[Mention, ...] = ()
    content: tuple[Mention, ...] = ()
    act: str | None = None
    source_kind: SourceKind | None = None
    inferred: bool = False
