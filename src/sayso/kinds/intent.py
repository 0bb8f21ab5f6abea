from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention


@dataclass(frozen=True, kw_only=True)
class Intent(Entry):
    """An aim or plan imputed to an actor, by the article or by a source, or stated by the actor without a promise.

    "the president *seeks to* split the opposition before the vote"
    """

    kind: ClassVar = "intent"
    main_role: ClassVar = "goal"
    roles: ClassVar = ("actors", "goal", "means")

    actors: tuple[Mention, ...] = ()
    goal: tuple[Mention, ...] = ()
    means: tuple[Mention, ...] = ()
