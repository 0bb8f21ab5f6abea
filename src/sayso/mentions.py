"""Which mentions of a document name one actor: chains, from a learned link and a few facts about the words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.encoder import Scores

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
_INDEFINITE = re.compile(r"(?:a|an|another|some|any|no|many|several)\b")
_POINTING = re.compile(r"(?:this|that|these|those)\b")
_ONE = re.compile(r"(?:a|an|this|that|each|every|another|one)\b")
_COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|many|several|some|few|most|all"
    r"|both|these|those)\b"
)
_LIGHT = frozenset({"the", "a", "an", "of", "in", "and", "this", "that"})
_SINGULAR, _PLURAL = frozenset({"he", "she", "it", "i"}), frozenset({"they", "we"})
_PEOPLE = frozenset({"people", "children", "men", "women", "police", "militants", "troops"})


class Words(NamedTuple):
    """A mention's words, taken apart: all without articles and quotes, each, the head, and the group of a pronoun."""

    plain: str
    words: frozenset[str]
    head: str
    pronoun: str | None
    definite: bool
    initials: str
    number: str  # "s", "p", or "" where the words do not tell
    indefinite: bool
    pointing: bool
    named: bool  # its head is capitalised
    counted: bool
    long: int  # how many words


@lru_cache(maxsize=8_192)
def apart(text: str) -> Words:
    """Take the words of a mention apart."""
    small = text.casefold()
    plain = _EDGES.sub("", small.strip())
    words = _WORD.findall(plain)
    heads = _WORD.findall(_TAIL.sub("", plain)) or words
    head = heads[-1] if heads else ""
    pronoun = PRONOUNS.get(plain) or PRONOUNS.get(small.strip())
    named = bool(head) and not pronoun and any(w[0].isupper() and w.casefold().startswith(head) for w in text.split())
    return Words(
        plain,
        frozenset(words),
        head,
        pronoun,
        _DEFINITE.match(small) is not None,
        "".join(_INITIAL.findall(text)).casefold(),
        _number(small, head, pronoun, named),
        _INDEFINITE.match(small) is not None,
        _POINTING.match(small) is not None,
        named,
        _COUNTED.search(small) is not None,
        max(1, len(text.split())),
    )


def _number(small: str, head: str, pronoun: str | None, named: bool) -> str:
    """Singular, plural or untold."""
    if pronoun:
        return "s" if pronoun in _SINGULAR else "p" if pronoun in _PLURAL else ""
    if " and " in small or (head in _PEOPLE and not named):
        return "p"
    if _ONE.match(small):
        return "s"
    if named:
        return ""
    return "p" if head.endswith("s") and not head.endswith(("ss", "us", "is", "ics")) else "s"


class Wording:
    """A mention's words, taken apart once so that pairs compare quickly."""

    __slots__ = ("apart", "definite", "end", "head", "initials", "plain", "pronoun", "start", "words")

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end = start, end
        self.apart = apart(text)
        self.plain, self.words, self.head, self.pronoun, self.definite, self.initials = self.apart[:6]


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


NAMES = (
    *("same words", "same head", "words inside", "initials", "a pronoun", "same pronoun", "other pronoun", "definite, unlike"),
    *("a pronoun before", "nested", "mentions between", "unlike"),
)
"""The columns of :func:`features`."""


def clues(
    wordings: Sequence[Wording], alike: NDArray[np.float32], types: NDArray[np.float32], person: int, sentences: NDArray[np.int64]
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """What speaks for and against each two mentions being one, by name: matrices that broadcast to [m, m], anaphor first.

    ``alike`` are their :func:`features`, ``types`` [m, types] how likely each is of each actor type, of which ``person`` is one,
    ``sentences`` [m] the numbers of their sentences.
    """
    yield from ((name, alike[..., i]) for i, name in enumerate(NAMES))
    m, taken = len(wordings), [w.apart for w in wordings]

    def column(values: Iterable[object]) -> NDArray[np.float32]:
        return np.array([float(bool(v)) for v in values], np.float32)[:, None]

    same, head = alike[..., 0], alike[..., 1]
    unlike = alike[..., 7] + alike[..., 11]
    pronoun = column(t.pronoun for t in taken)
    noun = 1 - pronoun
    said = {p: column(t.pronoun == p for t in taken) for p in ("it", "they", "who")}
    one = column(t.pronoun in ("he", "she") for t in taken)
    speaker = column(t.pronoun in ("i", "you") for t in taken)
    plural, singular = column(t.number == "p" for t in taken), column(t.number == "s" for t in taken)
    indefinite, counted, named = (column(getattr(t, k) for t in taken) for k in ("indefinite", "counted", "named"))
    clash = plural * singular.T + singular * plural.T
    apart_by = np.log1p(np.abs(sentences[:, None] - sentences[None])).astype(np.float32)
    content = [w.words - _LIGHT for w in wordings]
    vocabulary: dict[str, int] = {}
    bag = np.zeros((m, 1 + sum(map(len, content))), np.float32)
    for i, words in enumerate(content):
        for word in words:
            bag[i, vocabulary.setdefault(word, len(vocabulary))] = 1
    size = bag.sum(1)
    shared = bag @ bag.T
    adds = (shared < size[:, None]).astype(np.float32)  # words that the one before has not
    differ = adds * adds.T
    start, end = np.array([w.start for w in wordings]), np.array([w.end for w in wordings])
    beside = ((start[:, None] >= end[None]) & (start[:, None] - end[None] <= 4)).astype(np.float32)
    likely = types[:, person : person + 1] - np.float32(0.5)
    yield "of one type", types @ types.T
    yield "other number", clash
    yield "other number, a pronoun", clash * np.maximum(pronoun, pronoun.T)
    yield "same name", same * named
    yield "same words, several", same * column(t.long > 1 for t in taken)
    yield "same words, indefinite", same * indefinite
    yield "same words, indefinite before", same * indefinite.T
    yield "same words, plural", same * plural
    yield "same head of a name", head * named * named.T
    yield "same head, words added", head * adds
    yield "same head, both differ", head * differ
    yield "same head, both counted and differ", head * differ * counted * counted.T
    yield "same head, plural", head * plural
    yield "pointing word", column(t.pointing for t in taken)
    yield "he or she", one
    yield "it", said["it"]
    yield "they", said["they"]
    yield "he or she, a person", one * likely.T * noun.T
    yield "it, a person", said["it"] * likely.T * noun.T
    yield "I or you", speaker
    yield "I or you after a noun", speaker * noun.T
    yield "a noun after I or you", noun * speaker.T
    yield "side by side", beside
    yield "side by side, nouns", beside * noun * noun.T
    yield "side by side, who", beside * said["who"]
    yield "sentences between, a pronoun", apart_by * pronoun
    yield "sentences between, pronouns", apart_by * pronoun * pronoun.T
    yield "sentences between, unlike", apart_by * unlike
    yield "a pronoun in the same sentence", (apart_by == 0) * pronoun
    yield "long before", np.log(np.array([t.long for t in taken], np.float32))[None]


@cache
def weights() -> dict[str, float]:
    """What each clue adds to a link's score: ``data/mentions.csv``. *learned* scales the encoder's own score, *bias* is added to all."""
    with (files("sayso.data") / "mentions.csv").open(encoding="utf-8") as lines:
        return {row["clue"]: float(row["weight"]) for row in csv.DictReader(lines)}


def learned(scores: Scores, at: NDArray[np.int64], alike: NDArray[np.float32]) -> NDArray[np.float32]:
    """The encoder's own score of each two mentions [m, m]; ``at`` [m, 2] are their tokens, ``alike`` their :func:`features`."""
    anaphor, antecedent = scores.mean(at, "anaphor"), scores.mean(at, "antecedent")
    link: NDArray[np.float32] = anaphor @ antecedent.T / np.float32(scores.inventory.link**0.5)
    pair = alike.reshape(-1, FEATURES) @ scores.heads["pair_weights.weight"][0]
    link += pair.reshape(link.shape) + scores.heads["pair_weights.bias"]
    return link


def softmax(likely: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores to shares of 1, along the last axis."""
    share = np.exp(likely - likely.max(-1, keepdims=True))
    out: NDArray[np.float32] = share / share.sum(-1, keepdims=True)
    return out


def links(scores: Scores, at: NDArray[np.int64], wordings: Sequence[Wording], types: NDArray[np.float32]) -> NDArray[np.float32]:
    """The score of each mention with each before it [m, m]: the encoder's and what the words add; above 0, likely one.

    ``at`` [m, 2] are the mentions' tokens, ``types`` [m, types] how likely each is of each actor type.
    """
    alike, table = features(wordings), weights()
    out: NDArray[np.float32] = np.float32(table["learned"]) * learned(scores, at, alike) + np.float32(table["bias"])
    person = list(scores.inventory.actor_types).index("person")
    for name, value in clues(wordings, alike, types, person, scores.tokens.stops[at[:, 0]]):
        if name in table:
            out += np.float32(table[name]) * value
    return out


def chains(scores: NDArray[np.float32]) -> list[list[int]]:
    """Mentions into chains: each joins its best antecedent where that scores above 0, the score of having none.

    ``scores`` [m, m] holds the score of each mention (row) with each before it (column), -inf of those that are surely not one: a
    mention joins no chain that holds such a one.
    """
    chain_of: list[int] = []
    out: list[list[int]] = []
    for i in range(len(scores)):
        row = scores[i, :i]
        barred = {chain_of[j] for j in np.flatnonzero(np.isneginf(row))}
        row = np.where([c in barred for c in chain_of], -np.inf, row)
        best = int(row.argmax()) if i else -1
        if best >= 0 and row[best] > 0:
            chain_of.append(chain_of[best])
            out[chain_of[i]].append(i)
        else:
            chain_of.append(len(out))
            out.append([i])
    return out
