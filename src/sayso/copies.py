"""Copies: which texts are one text reprinted, and how much of each stands in the other.

Candidates are found by MinHash (Broder 1997) over runs of some fifty words, not over whole texts: five paragraphs of a wire report in a
frame of the blogger's own are few of all the words of the two texts, but all the words of some runs. The minima of the runs are a text's
*bands*; their number grows with its length (about 34 for 500 words), and texts that share one are candidates. The exact measure decides.

To keep the work of a document constant in a collection of any size, look up each band for a bounded number of documents, the oldest first,
and measure those that share most bands: a band that very many share is a much reprinted report, whose family any of them gives, or
boilerplate.

Short texts: of a brief of fifty words within a longer text nothing is missed, of twenty-five a quarter; under twenty words only the same
words are a copy. What no measure of words can tell: the bulletins that one office issues daily on one pattern are copies here, though
each has its own news.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

import numpy as np

K = TypeVar("K", int, str)

SHINGLE = 8
"""Words in a row that candidates share: with fewer, set phrases ("on condition of anonymity because he") make many candidates."""
RUN, STEP, MINIMA, SEED = 40, 20, 2, 1
"""Shingles a run, shingles from one run to the next, minima a run."""

ROW = 5
"""Words in a row that count as standing in another text: the least that unrelated reports seldom share."""
LESSER = 0.2
"""A copy shares at least this much of either text. A digest that holds a report among much else is no copy of it: it would make one family
of all the reports it holds."""
GREATER, COPIED = 0.4, 50
"""... and at least this much of one of them, in words: more than a long quotation, less than part of a report in a frame. Set on
``benchmarks/copies.py``, where unrelated texts share a tenth at most."""
NEARLY_ALL, SHORT = 0.8, 20
"""... or, where fewer words are shared, nearly all of one of them."""

WORD = re.compile(r"[^\W_][\w\u00ad\u0300-\u036f]*")


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts: its words, those that stand in the other in rows of at least :data:`ROW`, and where (code points, half-open)."""

    words: int
    copied: int
    spans: tuple[tuple[int, int], ...]

    @property
    def share(self) -> float:
        """How much of it stands in the other, 0..1."""
        return self.copied / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Resemblance:
    """What two texts have in common: ``jaccard``, of their sets of :data:`ROW` words in a row (0..1), and what of each is in the other."""

    jaccard: float
    a: Side
    b: Side

    @property
    def copy(self) -> bool:
        """Whether one is a copy, a part or a version of the other, or both are of a third.

        Under :data:`SHORT` words only what is the same word for word is a copy; what has no words never is.
        """
        return _is_copy(self.jaccard, self.a, self.b)

    @property
    def reason(self) -> str:
        """The measure in words, for who asks why."""
        return (
            f"{self.a.copied} of the {self.a.words} words of the one ({self.a.share:.0%}) stand in the other, "
            f"{self.b.copied} of its {self.b.words} ({self.b.share:.0%}) in the one"
        )


def method() -> str:
    """What signatures depend on: those made by another method are not to be compared with these, but made anew."""
    from rensa import CMinHash  # type: ignore[import-untyped]

    return f"C-MinHash {CMinHash.ALGORITHM_VERSION}, {SHINGLE} words, {MINIMA} minima of {RUN} by {STEP}, seed {SEED}"


def signature(text: str) -> bytes:
    """The minima of each run of a text, 8 bytes each (little-endian), sorted; the same over runs and machines for one :func:`method`.

    About 260 bytes for 500 words. A text without a word has none; one of fewer than :data:`SHINGLE` words is one shingle.
    """
    from rensa import CMinHash, RMinHash

    shingles = [" ".join(row) for row in _rows(_words(text), SHINGLE)]
    if not shingles:
        return b""
    hashes = np.array(RMinHash.hash_token_sets([shingles])[0], np.uint64)
    runs = [hashes[i : i + RUN] for i in range(0, max(1, len(hashes) - RUN + STEP), STEP)]
    minima = CMinHash.digests64_from_token_hash_sets(runs, MINIMA, SEED)
    return np.unique(np.array(minima, "<u8")).tobytes()


def bands(signature: bytes) -> list[int]:
    """The minima as signed 64-bit integers, as SQLite keeps them: texts that share one are candidates."""
    return np.frombuffer(signature, "<i8").tolist()  # type: ignore[no-any-return]


def resemblance(a: str, b: str) -> Resemblance:
    """The exact measure of two texts; case, accents and punctuation do not count, nor does the order of what is copied."""
    jaccard, one, other = _measured(a, b)
    return Resemblance(jaccard, _side(a, one), _side(b, other))


def is_copy(a: str, b: str) -> bool:
    """Whether two texts are copies: :attr:`Resemblance.copy`, without the places."""
    jaccard, one, other = _measured(a, b)
    return _is_copy(jaccard, Side(len(one), one.count(1), ()), Side(len(other), other.count(1), ()))


def families(pairs: Iterable[tuple[K, K]]) -> dict[K, K]:
    """The family of each member of the pairs, in whatever order these come: a family is named by its smallest member.

    A copy of a copy is of the same family.
    """
    parent: dict[K, K] = {}

    def root(member: K) -> K:
        parent.setdefault(member, member)
        while parent[member] != member:
            parent[member] = member = parent[parent[member]]
        return member

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    return {member: root(member) for member in sorted(parent)}


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    """A word without case, accents and soft hyphens."""
    return "".join(c for c in unicodedata.normalize("NFKD", word).casefold() if c.isalnum())


def _words(text: str) -> list[str]:
    """The words of a text, folded, one for each match of :data:`WORD`."""
    return [_fold(w) for w in WORD.findall(text)]


def _rows(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Every ``size`` words in a row; all words where there are fewer."""
    if len(words) >= size:
        return zip(*(words[i:] for i in range(size)), strict=False)
    return iter([tuple(words)] if words else [])


def _measured(a: str, b: str) -> tuple[float, bytearray, bytearray]:
    """The Jaccard index of two texts' rows of words; for each word of either, whether it stands in a row that both have: 1 or 0."""
    one, other = _words(a), _words(b)
    rows, others = list(_rows(one, ROW)), list(_rows(other, ROW))
    kinds, other_kinds = set(rows), set(others)
    common = kinds & other_kinds
    jaccard = len(common) / max(1, len(kinds | other_kinds))
    return jaccard, _covered(len(one), rows, common), _covered(len(other), others, common)


def _covered(words: int, rows: Sequence[tuple[str, ...]], common: set[tuple[str, ...]]) -> bytearray:
    covered = bytearray(words)
    for i, row in enumerate(rows):
        if row in common:
            covered[i : i + len(row)] = b"\1" * len(row)
    return covered


def _side(text: str, covered: bytearray) -> Side:
    marked = zip(covered, WORD.finditer(text), strict=True)
    stretches = [[m.span() for _, m in group] for inside, group in groupby(marked, key=lambda x: x[0]) if inside]
    return Side(len(covered), covered.count(1), tuple((s[0][0], s[-1][1]) for s in stretches))


def _is_copy(jaccard: float, a: Side, b: Side) -> bool:
    lesser, greater = sorted((a.share, b.share))
    copied = min(a.copied, b.copied)
    if a.words == b.words and jaccard == 1:
        return True
    return lesser >= LESSER and ((greater >= GREATER and copied >= COPIED) or (greater >= NEARLY_ALL and copied >= SHORT))
