"""What every evaluation counts, and how its report is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.model import SaysoError

if TYPE_CHECKING:
    from rich.console import Group


@dataclass(slots=True)
class Tally:
    """How many were predicted and how many of these are right; how many the gold has and how many of these are covered.

    ``right`` and ``covered`` are the same number wherever predictions and gold are matched one to one.
    """

    right: float = 0
    predicted: float = 0
    covered: float = 0
    gold: float = 0

    def add(self, hits: float, predicted: float, gold: float) -> None:
        """Count ``hits`` matched one to one among so many predicted and so many in the gold."""
        self += Tally(hits, predicted, hits, gold)

    def __iadd__(self, other: Tally) -> Tally:
        self.right += other.right
        self.predicted += other.predicted
        self.covered += other.covered
        self.gold += other.gold
        return self

    @property
    def precision(self) -> float:
        """Right of the predicted; 0 where nothing was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Covered of the gold; 0 where the gold has none."""
        return self.covered / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are."""
        if self.right == self.covered:  # the same number, but exact
            return 2 * self.right / (self.predicted + self.gold) if self.right else 0.0
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Share:
    """So many right of so many."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one more."""
        self.right += right
        self.of += 1

    def __iadd__(self, other: Share) -> Share:
        self.right += other.right
        self.of += other.of
        return self

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.right / self.of if self.of else None


class MissingGold(SaysoError):
    """The gold set is not where it was looked for."""


Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table; fractions are printed to three digits, None as a dash."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Report:
    """What one gold set says: a heading and its tables. ``rich.print`` shows it."""

    heading: str
    tables: Sequence[Table] = ()

    def __rich__(self) -> Group:
        from rich import box
        from rich.console import Group
        from rich.table import Table as RichTable
        from rich.text import Text

        shown: list[Text | RichTable] = [Text(self.heading, style="bold")]
        for table in self.tables:
            rich = RichTable(title=table.title, title_justify="left", title_style="italic", box=box.SIMPLE_HEAD, pad_edge=False)
            for number, column in enumerate(table.columns):
                rich.add_column(column, justify="left" if number == 0 else "right", no_wrap=True)
            for row in table.rows:
                rich.add_row(*map(_shown, row), style="bold" if row[0] == "all" else None)
            shown.append(rich)
        return Group(*shown)


def _shown(cell: Cell) -> str:
    if cell is None:
        return "–"
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)
