from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention


@dataclass(frozen=True, kw_only=True)
class Affiliation(Entry):
    """Who belongs to, leads, is part of or is allied with whom.

    ``relation`` is office, member, part, ally, ethnicity, origin, leads or subsidiary; ``former`` is true where it is over.

    "Amir Khan Mutaghi, the *acting foreign minister* of the Taliban government"
    """

    kind: ClassVar = "affiliation"
    main_role: ClassVar = "members"
    roles: ClassVar = ("members", "groups")
    labels: ClassVar = ("relation", "former")

    members: tuple[Mention, ...] = ()
    groups: tuple[Mention, ...] = ()
    relation: str | None = None
    former: bool = False
