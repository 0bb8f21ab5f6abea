"""How the factuality of events is read, by the construction that decides it: ``python benchmarks/probe.py [--misses]``.

``tests/cases/probe.tsv`` holds sentences written for this, with invented names: the event's word, its type, the factuality that its
innermost source is committed to and, where it differs, the article's own. Every second sentence is held out: its errors are not looked at.
An event is *found* where an event entry's cue touches its word; the other shares are of the found.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sayso.evaluate.measure import Report, Share, Table
from sayso.kinds.event import Event
from sayso.reader import read

PROBE = Path(__file__).parents[1] / "tests" / "cases" / "probe.tsv"


@dataclass(slots=True)
class Score:
    """What was found, and what is right of the found."""

    found: Share = field(default_factory=Share)
    type: Share = field(default_factory=Share)
    factuality: Share = field(default_factory=Share)
    author: Share = field(default_factory=Share)

    def add(self, case: Mapping[str, str], event: Event | None) -> None:
        """Count one sentence and the event read there."""
        self.found.add(event is not None)
        if event:
            self.type.add(event.event_type == case["type"])
            self.factuality.add(event.factuality == case["factuality"])
            self.author.add(event.author_factuality == (case["author"] or case["factuality"]))

    def row(self, name: str) -> tuple[str, int, float | None, float | None, float | None, float | None]:
        """The figures as a table's row."""
        return name, self.found.of, self.found.value, self.type.value, self.factuality.value, self.author.value


def cases() -> list[dict[str, str]]:
    """The sentences, each with ``held`` "1" where it is held out."""
    with PROBE.open(encoding="utf-8", newline="") as lines:
        return [row | {"held": str(n % 2)} for n, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))]


def event_at(sentence: str, words: str) -> Event | None:
    """The event whose cue touches the words, and of several the one whose cue is shortest."""
    start = sentence.index(words)
    met = [
        e
        for e in read(sentence).entries
        if isinstance(e, Event) and e.cue and min(e.cue.end, start + len(words)) > max(e.cue.start, start)
    ]  # fmt: skip
    return min(met, key=lambda e: e.cue.end - e.cue.start if e.cue else 0, default=None)


def run(*, misses: bool = False) -> Iterator[tuple[str, Score]]:
    """The scores by construction, then of each half and of all; ``misses`` prints what is wrong in the half that is not held out."""
    scores: dict[str, Score] = {}
    totals = {name: Score() for name in ("visible", "held out", "all")}
    for case in cases():
        event = event_at(case["sentence"], case["event"])
        held = case["held"] == "1"
        for score in (scores.setdefault(case["construction"], Score()), totals["held out" if held else "visible"], totals["all"]):
            score.add(case, event)
        if misses and not held:
            got = (event.event_type, event.factuality, event.author_factuality) if event else ("not found", "", "")
            want = (case["type"], case["factuality"], case["author"] or case["factuality"])
            if got != want:
                print(f"{case['construction']:18} {'/'.join(want):18} {'/'.join(map(str, got)):18} {case['event']}: {case['sentence']}")
    yield from scores.items()
    yield from totals.items()


def main() -> None:
    """Print the table."""
    from rich import print as show

    columns = ("construction", "of", "found", "type", "factuality", "author")
    rows = [score.row(name) for name, score in run(misses="--misses" in sys.argv)]
    show(Report("The factuality probe", [Table("Events found, and right of the found", columns, rows)]))


if __name__ == "__main__":
    main()
