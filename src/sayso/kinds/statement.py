from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sayso.model import Entry, Mention, SourceKind

if TYPE_CHECKING:
    from sayso.building import Builder
    from sayso.frames import Frame


@dataclass(frozen=True, kw_only=True)
class Statement(Entry):
    """Someone other than the article says, thinks, believes, knows, denies or reports something.

    ``act`` is one of say, claim, deny, admit, accuse, demand, promise, threaten, praise, criticize, believe, expect, hope, report, ask.
    ``content`` has several pieces where a quotation is split. ``source_kind`` marks unnamed and vague speakers;
    ``inferred`` is true where the speaker is borrowed from a neighbouring statement.

    "the ministry *claims* that the valley is calm"
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

    @classmethod
    def fill(cls, frame: Frame, made: Builder) -> dict[str, Any]:
        """Speakers are told apart into named, unnamed and vague."""
        fields = super().fill(frame, made)
        speakers = frame.roles.get("speakers")
        fields["source_kind"] = made.source_kind(speakers[0]) if speakers else None
        fields["inferred"] = frame.inferred
        return fields
