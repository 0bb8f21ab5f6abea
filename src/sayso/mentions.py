"""Which mentions of a document name one actor: chains, from a learned link and a few facts about the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PRONOUNS = {
    word: group
    for group, words in {
        "he": "he him his himself",
        "she": "she her hers herself",
        "it": "it its itself",
        "they": "they them their theirs themselves",
        "we": "we us our ours ourselves",
        "i": "i me my mine myself",
        "you": "you your yours",
        "who": "who whom whose which that",
    }.items()
    for word in words.split()
}
FEATURES = 12
# these read small letters
_EDGES = re.compile(r"^(?:(?:the|a|an|this|that|these|those|its|their|his|her|some|all|both)\s+)+|(?:['’]s|['’])$|[\"“”‘’]")
_TAIL = re.compile(r"\s*(?:,|\bof\b|\bin\b|\bfrom\b|\bfor\b|\bwho\b|\bthat\b|\bwith\b|\bat\b|\bon\b|\bto\b).*$", re.S)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|both)\b")
_WORD = re.compile(r"\w+")
_INITIAL = re.compile(r"\b[A-Z]")


class Words(NamedTuple):
    """A mention's words, taken apart: all without articles and quotes, each, the head, and the group of a pronoun."""

    plain: str
    words: frozenset[str]
    head: str
    pronoun: str | None
    definite: bool
    initials: str


@lru_cache(maxsize=8_192)
def apart(text: str) -> Words:
    """Take the words of a mention apart."""
    small = text.casefold()
    plain = _EDGES.sub("", small.strip())
    words = _WORD.findall(plain)
    heads = _WORD.findall(_TAIL.sub("", plain)) or words
    return Words(
        plain,
        frozenset(words),
        heads[-1] if heads else "",
        PRONOUNS.get(plain) or PRONOUNS.get(small.strip()),
        _DEFINITE.match(small) is not None,
        "".join(_INITIAL.findall(text)).casefold(),
    )


class Wording:
    """A mention's words, taken apart once so that pairs compare quickly."""

    __slots__ = ("definite", "end", "head", "initials", "plain", "pronoun", "start", "words")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end = start, end
        self.plain, self.words, self.head, self.pronoun, self.definite, self.initials = apart(text)


def features(wordings: Sequence[Wording]) -> NDArray[np.float32]:
    """What the words of each two mentions have in common: [m, m, FEATURES], anaphor first."""
    m = len(wordings)
    index: dict[str, int] = {}

    def ids(values: Iterable[str]) -> NDArray[np.int32]:
        return np.array([index.setdefault(v, len(index)) for v in values], np.int32)

    def equal(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.bool_]:
        out: NDArray[np.bool_] = a[:, None] == b[None]
        return out

    plain = ids(w.plain.replace(".", "") for w in wordings)
    head = ids(w.head or f"\0{i}" for i, w in enumerate(wordings))
    initials = ids(w.initials if len(w.initials) > 1 else f"\1{i}" for i, w in enumerate(wordings))
    pronoun = ids(f"\2{w.pronoun}" if w.pronoun else f"\3{i}" for i, w in enumerate(wordings))
    is_pronoun = np.array([bool(w.pronoun) for w in wordings])
    definite = np.array([w.definite for w in wordings])[:, None]
    start, end = np.array([w.start for w in wordings]), np.array([w.end for w in wordings])
    vocabulary: dict[str, int] = {}
    words = [(i, vocabulary.setdefault(word, len(vocabulary))) for i, w in enumerate(wordings) for word in w.words]
    bag = np.zeros((m, max(1, len(vocabulary))), np.float32)
    if words:
        bag[tuple(zip(*words, strict=True))] = 1
    shared, size = bag @ bag.T, bag.sum(1)
    named = ~is_pronoun[:, None] & ~is_pronoun[None]
    same = named & equal(plain, plain)
    same_head = named & ~same & equal(head, head)
    inside = named & ~same & (shared > 0) & (shared == np.minimum(size[:, None], size[None]))
    short = named & ~same & (equal(plain, initials) | equal(initials, plain))
    alike = same | same_head | inside | short
    both = is_pronoun[:, None] & is_pronoun[None]
    nested = (start[:, None] < end[None]) & (start[None] < end[:, None])
    between = np.abs(np.arange(m)[:, None] - np.arange(m)[None])
    same_pronoun = equal(pronoun, pronoun)
    unlike = named & ~alike
    columns = [
        same,
        same_head,
        inside,
        short,
        is_pronoun[:, None],
        both & same_pronoun,
        both & ~same_pronoun,
        unlike & definite,
        is_pronoun[None] & ~is_pronoun[:, None],
        nested,
        np.log1p(np.arange(m))[between],
        unlike & ~definite,
    ]
    out = np.empty((m, m, FEATURES), np.float32)
    for i, column in enumerate(columns):
        out[..., i] = column
    return out


def chains(scores: NDArray[np.float32]) -> list[list[int]]:
    """Mentions into chains: each joins its best antecedent where that scores above 0, the score of having none.

    ``scores`` [m, m] holds the score of each mention (row) with each before it (column).
    """
    chain_of: list[int] = []
    out: list[list[int]] = []
    for i in range(len(scores)):
        row = scores[i, :i]
        best = int(row.argmax()) if i else -1
        if best >= 0 and row[best] > 0:
            chain_of.append(chain_of[best])
            out[chain_of[i]].append(i)
        else:
            chain_of.append(len(out))
            out.append([i])
    return out
