from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention


@dataclass(frozen=True, kw_only=True)
class Commitment(Entry):
    """An actor's undertaking to do or not to do something: promise, pledge, vow, guarantee, agreement, threat to act.

    ``actors`` undertake, ``recipients`` are promised; ``action`` is what, ``condition`` on what terms, ``due`` by when.
    Four things promised are four entries.

    "the Council *promised* that it would hand over the killers within sixty days"
    """

    kind: ClassVar = "commitment"
    main_role: ClassVar = "action"
    roles: ClassVar = ("actors", "recipients", "action", "condition", "due")

    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    action: tuple[Mention, ...] = ()
    condition: tuple[Mention, ...] = ()
    due: tuple[Mention, ...] = ()
