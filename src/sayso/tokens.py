"""Text to word pieces with their offsets, and the windows in which the encoder reads them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLS, SEP, MASK, BREAK = 101, 102, 103, 1  # BREAK is [unused0], a paragraph break
STOPS = frozenset((1012, 1029, 999))  # . ? !
AND = 1998
LEADING = (1996, 1037, 2019, 1997, AND, 2030, 2084)  # the a an of and or than: no phrase ends with these
SHAPES = 5  # other, lower case, Capitalised, ALL CAPITALS, digits: the vocabulary itself knows no case


@dataclass(frozen=True)
class Tokens:
    """``ids`` [n], ``shapes`` [n] and ``offsets`` [n, 2] in code points; a paragraph break has an empty offset."""

    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def chars(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the tokens [first, last)."""
        return self._starts[first], self._ends[last - 1]

    @cached_property
    def _starts(self) -> list[int]:
        return self.offsets[:, 0].tolist()  # type: ignore[no-any-return]

    @cached_property
    def _ends(self) -> list[int]:
        return self.offsets[:, 1].tolist()  # type: ignore[no-any-return]

    @property
    def stops(self) -> NDArray[np.int64]:
        """How many sentences have ended before each token, and before the end: [n + 1]."""
        return np.concatenate([[0], np.isin(self.ids, [*STOPS, BREAK]).cumsum()])

    def inside(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open range of tokens that share a character with [start, end); None where there is none."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        while first < last and self._starts[first] == self._ends[first]:
            first += 1
        while last > first and self._starts[last - 1] == self._ends[last - 1]:
            last -= 1
        return (first, last) if first < last else None


def shape(word: str) -> int:
    """Which of the :data:`SHAPES` a word has."""
    if word[0].isdigit():
        return 4
    if not word[0].isalpha():
        return 0
    if word.islower():
        return 1
    return 3 if len(word) > 1 and word.isupper() else 2


class Tokenizer:
    """WordPiece, uncased, from a ``tokenizer.json``."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer as Fast

        self._fast = Fast.from_file(str(path))
        self._fast.no_truncation()
        self._fast.no_padding()

    def __call__(self, text: str) -> Tokens:
        """The tokens of a text."""
        encoded = self._fast.encode(text, add_special_tokens=False)
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        shapes: list[int] = []
        last, last_word = 0, None
        for token, (start, end), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
            if ids and start > last and "\n" in text[last:start]:
                ids.append(BREAK)
                offsets.append((last, last))
                shapes.append(0)
            # a Hangul syllable falls into several pieces of one character
            if end <= start or start < last:
                continue
            ids.append(token)
            offsets.append((start, end))
            # a word keeps the shape of its first piece
            same_word = word is not None and word == last_word and offsets[-2][1] == start
            shapes.append(shapes[-1] if same_word else shape(text[start:end]))
            last, last_word = end, word
        return Tokens(np.array(ids, np.int64), np.array(shapes, np.int64), np.array(offsets, np.int64).reshape(-1, 2))


def windows(ids: NDArray[np.int64], size: int, first: int | None = None) -> list[tuple[int, int]]:
    """Cut [0, n) into stretches of at most ``size`` tokens, at paragraph breaks where one is near, else at full stops.

    ``first`` makes the first stretch shorter, so that training sees cuts at many places.
    """
    out: list[tuple[int, int]] = []
    start, n = 0, len(ids)
    while start < n:
        limit = first or size
        first = None
        end = min(n, start + limit)
        if end < n:
            near = range(start + max(1, limit * 6 // 10), end)
            breaks = [k for k in near if ids[k] == BREAK] or [k + 1 for k in near if int(ids[k]) in STOPS and k + 1 < end]
            end = breaks[-1] if breaks else end
        out.append((start, end))
        start = end
    return out
