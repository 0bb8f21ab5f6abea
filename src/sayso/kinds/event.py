from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sayso.model import Count, Entry, Mention, Place

if TYPE_CHECKING:
    from sayso.building import Builder
    from sayso.frames import Frame


@dataclass(frozen=True, kw_only=True)
class Event(Entry):
    """Something that political actors do or undergo.

    PLOVER 2021 gives ``event_type`` (16 types; OTHER for a political happening outside PLOVER), ``mode`` and ``contexts``.
    ``tense`` is past, present or future. Planned, denied and hypothetical events are all entered; ``factuality`` tells them apart, and
    ``auxiliary`` derives PLOVER's auxiliary modes from it: future, hypothetical, negation.
    ``counts`` are how many were killed, wounded, detained, released ..., with the words that say so.

    "the rebels *released* 240 prisoners near the old mill"
    """

    kind: ClassVar = "event"
    main_role: ClassVar = "actors"
    roles: ClassVar = ("actors", "recipients", "place", "time")
    labels: ClassVar = ("event_type", "mode", "tense")

    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: tuple[Place, ...] = ()
    time: tuple[Mention, ...] = ()
    event_type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    tense: str | None = None
    counts: tuple[Count, ...] = ()

    @classmethod
    def fill(cls, frame: Frame, made: Builder) -> dict[str, Any]:
        """Places are looked up, counts bounded, contexts read off the evidence; a mode that only says there is none is None."""
        fields = super().fill(frame, made)
        fields["place"] = tuple(made.place(chars) for chars in frame.roles.get("place", ()))
        fields["counts"] = tuple(made.count(what, (start, end)) for what, start, end in frame.counts)
        fields["contexts"] = made.contexts(frame)
        if fields["mode"] == "none":
            fields["mode"] = None
        return fields

    @property
    def auxiliary(self) -> tuple[str, ...]:
        """PLOVER's auxiliary modes, from factuality and tense (PLOVER manual 2021, "auxiliary modes")."""
        out = []
        if self.factuality.endswith("-"):
            out.append("negation")
        if self.tense == "future":
            out.append("future")
        elif self.factuality == "Uu":
            out.append("hypothetical")
        return tuple(out)
