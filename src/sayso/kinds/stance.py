from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention


@dataclass(frozen=True, kw_only=True)
class Stance(Entry):
    """How someone feels about or stands toward someone or something: praise, hatred, worry, support, opposition.

    ``polarity`` is positive or negative.

    "the deep *hatred* of the militia among the villagers"
    """

    kind: ClassVar = "stance"
    main_role: ClassVar = "holders"
    roles: ClassVar = ("holders", "targets")
    labels: ClassVar = ("polarity",)

    holders: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    polarity: str | None = None
