"""What a given actor does to a given recipient, learned from annotated pairs over the frozen encoder.

A pair is described by three things, each as a vector of length one: the encoder's label rows, averaged over its tokens by how surely each
is the cue of an event with this actor and this recipient; the rows between the two; and the words of the sentence, the two replaced
by marks, in runs of one to three, weighed by tf-idf. A ridge regression on the classes, in its dual form, joins them. Which parts and
which weights was chosen inside training folds (see docs/peers.md).
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.encoder import Scores
from sayso.evaluate.gold import Offsets
from sayso.inventory import distance
from sayso.mentions import softmax

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 5
RIDGE = 0.2
WORDS = 1.5  # the weight of the words; each half of the rows has 1
RUNS = (1, 2, 3)
ACTOR, RECIPIENT = "ACTOR", "RECIPIENT"
_ENDINGS = ("ations", "ation", "ing", "ed", "es", "s", "e", "ly")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence with two given sides: ``cued`` [label] and ``between`` [2 * label + types] are of its rows, ``words`` counts its runs."""

    cued: NDArray[np.float64]
    between: NDArray[np.float64]
    words: Counter[str]


def fold(name: str) -> int:
    """Which of the folds a sentence is in, by a hash of its name."""
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % FOLDS


def pair(text: str, scores: Scores, actor: Sequence[Offsets], recipient: Sequence[Offsets]) -> Pair:
    """Describe the pair of which ``actor`` and ``recipient`` are the spans, in characters; the whole sentence stands for a side without."""
    tokens, heads, inventory = scores.tokens, scores.heads, scores.inventory
    sides = [[t for span in side if (t := tokens.inside(*span))] or [(0, len(tokens))] for side in (actor, recipient)]
    event = inventory.kinds.index("event")
    cue = 1 - softmax(scores.columns("tags").reshape(len(tokens), -1, 3)[:, event])[:, 0]
    state = np.maximum(scores.columns("label") + heads["kind_label"][event], 0)
    types = softmax(state @ heads["labels.event_type.weight"].T + heads["labels.event_type.bias"])
    acts, undergoes = (_fills(scores, role, side) for role, side in zip(("actors", "recipients"), sides, strict=True))
    joins = (cue + 0.01) * acts * (undergoes + 0.05)
    for first, last in sides[0]:
        joins[first:last] *= 0.05  # an actor's name is seldom the cue
    first, last = (f(side[0][n] for side in sides) for f, n in ((min, 1), (max, 0)))
    inner = slice(first, last) if first < last else slice(None)
    near = cue[inner] + 0.02
    between = [scores.columns("label")[inner].mean(0), _mean(types[inner], near), _mean(state[inner], near)]
    return Pair(_mean(state, joins), np.concatenate(between), Counter(_runs(_masked(text, actor, recipient))))


def _mean(rows: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float64]:
    out: NDArray[np.float64] = (weights / weights.sum()) @ rows
    return out


def _fills(scores: Scores, role: str, spans: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """How likely each token, were it the cue of an event, has the spans in a role: [tokens]."""
    heads, inventory, n = scores.heads, scores.inventory, len(scores.tokens)
    event = inventory.kinds.index("event")
    at = 3 * inventory.roles["event"].index(role)
    weight, bias = heads[f"roles.{event}.weight"][at : at + 3], heads[f"roles.{event}.bias"][at : at + 3]
    filler = np.concatenate([np.arange(first, last) for first, last in spans])
    buckets = np.array([distance(gap) for gap in range(-n, n + 1)])[filler[None] - np.arange(n)[:, None] + n]
    joined = scores.columns("token_gate")[filler] * scores.columns("cue_gate")[:, None] + scores.columns("token")[filler]
    joined = np.maximum(joined + heads["near"][buckets] + (scores.columns("cue") + heads["kind"][event])[:, None], 0)
    scored = joined @ weight.T + bias
    odds = (scored[..., 1:].max(-1) - scored[..., 0]).max(1)
    out: NDArray[np.float32] = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return out


def _masked(text: str, actor: Sequence[Offsets], recipient: Sequence[Offsets]) -> list[str]:
    """The words, shortened by their endings, with marks for the two sides."""
    marks = sorted([(*span, ACTOR) for span in actor] + [(*span, RECIPIENT) for span in recipient], reverse=True)
    for start, end, mark in marks:
        text = f"{text[:start]} {mark} {text[end:]}"
    return [word if word in {ACTOR, RECIPIENT} else _stem(word.lower()) for word in re.findall(rf"{ACTOR}|{RECIPIENT}|[A-Za-z]+", text)]


def _stem(word: str) -> str:
    return next((word.removesuffix(e) for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 4), word)


def _runs(words: list[str]) -> Iterator[str]:
    for length in RUNS:
        yield from (" ".join(words[i : i + length]) for i in range(len(words) - length + 1))


class Typing:
    """Learned from pairs with their classes."""

    def __init__(self, pairs: Sequence[Pair], classes: Sequence[str]) -> None:
        self.classes = sorted(set(classes))
        seen = Counter(word for p in pairs for word in p.words)
        self._rare = {word: (k, math.log(len(pairs) / n)) for k, (word, n) in enumerate(x for x in seen.items() if x[1] > 1)}
        self._scales = [(rows.mean(0), rows.std(0) + 1e-6) for rows in (self._stack(pairs, "cued"), self._stack(pairs, "between"))]
        known = self._vectors(pairs)
        target = np.full((len(pairs), len(self.classes)), -1 / max(1, len(self.classes) - 1))
        target[np.arange(len(pairs)), [self.classes.index(name) for name in classes]] = 1
        self._known = known
        self._dual = np.linalg.solve(known @ known.T + RIDGE * np.eye(len(pairs)), target)

    def __call__(self, pairs: Sequence[Pair]) -> list[str]:
        """The likeliest class of each pair."""
        best = (self._vectors(pairs) @ self._known.T @ self._dual).argmax(1)
        return [self.classes[k] for k in best]

    def _stack(self, pairs: Sequence[Pair], part: str) -> NDArray[np.float64]:
        return np.stack([getattr(p, part) for p in pairs])

    def _vectors(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """[pairs, columns]; the last column is constant."""
        words = np.zeros((len(pairs), len(self._rare)))
        for row, p in zip(words, pairs, strict=True):
            for word, times in p.words.items():
                if word in self._rare:
                    k, rare = self._rare[word]
                    row[k] = (1 + math.log(times)) * rare
        parts = [(self._stack(pairs, name) - mean) / scale for name, (mean, scale) in zip(("cued", "between"), self._scales, strict=True)]
        weighted = [_unit(x) * weight**0.5 for x, weight in zip((*parts, words), (1.0, 1.0, WORDS), strict=True)]
        return np.concatenate([*weighted, np.full((len(pairs), 1), 0.5)], 1)


def _unit(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    out: NDArray[np.float64] = rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
    return out


def folded(names: Sequence[str], pairs: Sequence[Pair], classes: Sequence[str]) -> list[str]:
    """The class of each pair, learned from the folds that it is not in."""
    folds = np.array([fold(name) for name in names])
    out = [""] * len(pairs)
    for k in sorted(set(folds.tolist())):
        known, asked = (np.flatnonzero(where).tolist() for where in (folds != k, folds == k))
        typing = Typing([pairs[i] for i in known], [classes[i] for i in known])
        for i, name in zip(asked, typing([pairs[i] for i in asked]), strict=True):
            out[i] = name
    return out
