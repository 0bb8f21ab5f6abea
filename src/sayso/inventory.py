"""What the weights know: kinds, roles, labels and how the encoder's output is laid out. Written by training, read at run time."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Inventory:
    """``roles`` and ``labels`` a kind; ``values`` a label; ``reach`` a kind: how many tokens from its cue a role may stand.

    ``kinds`` ends with those ``aside``: a data set's own conventions, learned beside ours, and read only to be measured on that set.
    """

    kinds: list[str]
    roles: dict[str, list[str]]
    labels: dict[str, list[str]]
    values: dict[str, list[str]]
    counts: list[str]
    actor_types: list[str]
    reach: dict[str, int]
    aside: list[str] = field(default_factory=list)
    bias: dict[str, float] = field(default_factory=dict)  # added to a kind's B and I, chosen on development documents
    modes: dict[str, list[str]] = field(default_factory=dict)  # an event type's modes, "none" among them
    given: dict[str, list[float]] = field(default_factory=dict)  # log odds that a statement's act gives to each factuality inside it
    hedges: dict[str, list[float]] = field(default_factory=dict)  # log odds that a hedge before a cue gives to each factuality
    calibration: dict[str, list[float]] = field(default_factory=dict)  # slope and offset on the log odds of a kind's cues
    hold: float = 1.0  # added to a token's log odds of going on with a role's span
    holds: dict[str, float] = field(default_factory=dict)  # the same, of kinds where it is another
    borrow: int = 25  # how many tokens away, a sentence's end counting 15, a statement without speakers may borrow them
    daring: float = 2.0  # how unlikely a main role may be and still be taken, in log odds
    dares: dict[str, float] = field(default_factory=dict)  # the same, of other roles ("event.recipients"); 0 where none is given
    window: int = 192
    pair: int = 128  # width of the layer that joins a cue and a token
    label: int = 192  # width of the layer that labels a cue
    stand: int = 48  # width of the layer that joins an entry and the statement it stands in
    link: int = 64  # width of the coreference link
    name: str = ""

    def confidence(self, kind: str, sure: float) -> float:
        """The share of entries this sure that are right, where that was measured."""
        slope, offset = self.calibration.get(kind, (1.0, 0.0))
        odds = math.log(max(sure, 1e-4) / max(1 - sure, 1e-4))
        return 1 / (1 + math.exp(-(slope * odds + offset)))

    @property
    def read(self) -> list[str]:
        """The kinds that a ledger is made of."""
        return self.kinds[: len(self.kinds) - len(self.aside)]

    @cached_property
    def layout(self) -> dict[str, tuple[int, int]]:
        """Columns of the encoder's output, by name: what each token says of itself, as a cue, and as a mention."""
        widths = {
            "tags": 3 * (len(self.kinds) + 1),  # O, B, I for each kind's cues, then for actor mentions
            "token": self.pair,
            "token_gate": self.pair,
            "cue": self.pair,
            "cue_gate": self.pair,
            "label": self.label,
            "stands": self.stand,
            "holds": self.stand,
            "anaphor": self.link,
            "antecedent": self.link,
            "actor_type": len(self.actor_types),
        }
        out: dict[str, tuple[int, int]] = {}
        at = 0
        for name, width in widths.items():
            out[name] = (at, at + width)
            at += width
        return out

    @property
    def width(self) -> int:
        """How many columns the encoder's output has."""
        return max(end for _, end in self.layout.values())

    def outputs(self, kind: str) -> int:
        """How many numbers the role layer of a kind gives for a token: O, B, I a role; for events also what a count counts."""
        return 3 * len(self.roles[kind]) + (3 + len(self.counts) if kind == "event" else 0)

    def save(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Inventory:
        """Read what :meth:`save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))


DISTANCES = 41


def distance(gap: int) -> int:
    """A signed distance in tokens as one of :data:`DISTANCES` buckets: exact to 8, then ever coarser, to 512."""
    sign = 1 if gap > 0 else -1
    gap = abs(gap)
    bucket = gap if gap <= 8 else min(20, 8 + sum(gap > edge for edge in (8, 11, 15, 20, 27, 36, 48, 64, 96, 144, 216, 324)))
    return 20 + sign * bucket
