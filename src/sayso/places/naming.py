"""Which words may name a place, and which places of the table they may name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.places.countries import Word, lexicon
from sayso.places.gazetteer import Row, abbreviated, rows

DIVISION = lexicon("divisions")
GENERIC = DIVISION | lexicon("generic")

_PARTICLES = lexicon("place_particles")
_BREAK = re.compile(r"[,;:()/!?\n]|(?<=\w{4})\.\s")  # "St. Louis" is one


def runs(text: str, found: Sequence[Word]) -> list[tuple[int, int]]:
    """The stretches of capitalised words, with the particles inside them, as (first word, end)."""
    out: list[tuple[int, int]] = []
    start = end = -1
    for i, word in enumerate(found):
        if start >= 0 and (
            _BREAK.search(text, found[i - 1].end, word.start)
            or not (word.text[0].isupper() or word.text[0].isdigit() or word.key in _PARTICLES)
        ):
            out.append((start, end))
            start = -1
        if word.text[0].isupper():
            start = i if start < 0 else start
            end = i + 1
    return [*out, (start, end)] if start >= 0 else out


def candidates(run: Sequence[Word], division: bool = False, whole: bool = False) -> Sequence[Row]:
    """The places that a run may name, of the kind that its words ask for; ``whole``: only with all of its words ("Port Sudan")."""
    found = rows(" ".join(w.key for w in run))
    if not found and not whole:
        bare, said = _bare(run)
        if not bare or len(bare) == len(run):
            return []
        found, division = rows(" ".join(w.key for w in bare)), division or said
    return [row for row in found if row.kind != "C"] or found if division else found


def shortened(text: str, run: Sequence[Word], after_comma: bool) -> list[Row]:
    """The divisions whose abbreviation a run is; one without a dot counts after a comma only ("in OK", but "Tulsa, OK")."""
    written = text[run[0].start : run[-1].end]
    if text[run[-1].end : run[-1].end + 1] == "." and (found := abbreviated(written + ".")):
        return found
    return abbreviated(written) if after_comma or "." in written else []


def _bare(run: Sequence[Word]) -> tuple[Sequence[Word], bool]:
    """The run without generic words at its edges, and whether one of them was a division's."""
    first, last = 0, len(run)
    while first < last and run[first].key in GENERIC:
        first += 1
    while last > first and run[last - 1].key in GENERIC:
        last -= 1
    return run[first:last], any(w.key in DIVISION for w in (*run[:first], *run[last:]))
