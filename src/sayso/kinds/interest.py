from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention


@dataclass(frozen=True, kw_only=True)
class Interest(Entry):
    """Someone is said to gain or lose, benefit or pay.

    ``effect`` is gains or loses; ``matter`` is from what, or what.

    "the only *gainer* is the company that sells the water"
    """

    kind: ClassVar = "interest"
    main_role: ClassVar = "actors"
    roles: ClassVar = ("actors", "matter")
    labels: ClassVar = ("effect",)

    actors: tuple[Mention, ...] = ()
    matter: tuple[Mention, ...] = ()
    effect: str | None = None
