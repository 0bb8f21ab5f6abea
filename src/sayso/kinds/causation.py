from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention


@dataclass(frozen=True, kw_only=True)
class Causation(Entry):
    """One thing is said to bring about, enable, worsen or prevent another.

    ``polarity`` is promotes or prevents; the cue is the signal ("due to", "led to", "poses a threat to").

    "the closing of the bridge *led to* a shortage of flour"
    """

    kind: ClassVar = "causation"
    main_role: ClassVar = "cause"
    roles: ClassVar = ("cause", "effect")
    labels: ClassVar = ("polarity",)

    cause: tuple[Mention, ...] = ()
    effect: tuple[Mention, ...] = ()
    polarity: str | None = None
