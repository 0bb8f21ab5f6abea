from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sayso.model import Entry, Mention


@dataclass(frozen=True, kw_only=True)
class Forecast(Entry):
    """Something said to come about or to be possible in future, that is no one's undertaking.

    "If the camps remain, the fighting *may* reach the cities"
    """

    kind: ClassVar = "forecast"
    main_role: ClassVar = "outcome"
    roles: ClassVar = ("outcome", "condition", "horizon")

    outcome: tuple[Mention, ...] = ()
    condition: tuple[Mention, ...] = ()
    horizon: tuple[Mention, ...] = ()
