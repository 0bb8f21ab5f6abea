from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from sayso.model import Entry, Mention

if TYPE_CHECKING:
    from sayso.building import Builder
    from sayso.frames import Frame


@dataclass(frozen=True, kw_only=True)
class Affiliation(Entry):
    """Who belongs to, leads, is part of or is allied with whom.

    ``relation`` is office, member, part, ally, ethnicity, origin, leads or subsidiary; ``former`` is true where it is over.

    "Yasaur Metin, *deputy minister* for frontier affairs"
    """

    kind: ClassVar = "affiliation"
    main_role: ClassVar = "members"
    roles: ClassVar = ("members", "groups")
    labels: ClassVar = ("relation", "former")

    members: tuple[Mention, ...] = ()
    groups: tuple[Mention, ...] = ()
    relation: str | None = None
    former: bool = False

    @classmethod
    def fill(cls, frame: Frame, made: Builder) -> dict[str, Any]:
        """``former`` is yes or no."""
        fields = super().fill(frame, made)
        return fields | {"former": fields["former"] == "true"}
