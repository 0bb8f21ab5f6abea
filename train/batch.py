"""Examples as tensors: token labels for cues and mentions, role targets around each cue, pairs."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor

from sayso.inventory import Inventory, distance
from sayso.mentions import Wording, features
from sayso.tokens import BREAK, CLS, MASK, SEP, Tokenizer, Tokens, windows
from train.data import Chars, Example

if TYPE_CHECKING:
    from train.network import Network

IGNORE = -100
BUCKETS = np.array([distance(gap) for gap in range(-600, 601)])


def buckets(gap: Tensor) -> Tensor:
    """Signed token distances as buckets."""
    return torch.from_numpy(BUCKETS)[gap.clamp(-600, 600) + 600]


def around(cues: Tensor, reach: int, n: int) -> tuple[Tensor, Tensor, Tensor]:
    """The tokens within reach of each cue [c, 2] of n tokens: [c, w] indices, which of them lie outside the text, and buckets."""
    where = cues[:, :1] + torch.arange(-reach, reach + 1)[None]
    outside = (where < 0) | (where >= n)
    where = where.clamp(0, n - 1)
    return where, outside, buckets(where - cues[:, :1])


@dataclass
class Cues:
    """The cues of one kind in a document with the targets of their roles."""

    spans: Tensor  # [c, 2]
    where: Tensor  # [c, w] tokens in reach
    gap: Tensor  # [c, w] buckets
    targets: Tensor  # [c, w, roles] O, B, I or IGNORE
    whats: Tensor | None  # [c, w] what a count counts, at its first token


@dataclass
class Item:
    """A document made ready: everything but the windows, which are cut anew each time."""

    example: Example
    tokens: Tokens
    tags: Tensor  # [n, kinds + 1]
    cues: dict[int, Cues] = field(default_factory=dict)
    frames: Tensor | None = None  # [f, 2]
    kinds: Tensor | None = None  # [f]
    labels: dict[str, Tensor] = field(default_factory=dict)  # [f]
    statements: Tensor | None = None  # [s, 2]
    parents: Tensor | None = None  # [f, s]
    stand_gap: Tensor | None = None
    mentions: Tensor | None = None  # [m, 2]
    features: Tensor | None = None  # [m, m, FEATURES]
    chain: Tensor | None = None  # [m]
    actor_types: Tensor | None = None  # [m]


def prepare(example: Example, inventory: Inventory, tokenizer: Tokenizer) -> Item:
    """Put an example's annotation on its tokens."""
    tokens = tokenizer(example.text)
    n = len(tokens)
    tags = torch.full((n, len(inventory.kinds) + 1), IGNORE)
    item = Item(example, tokens, tags)
    for k, kind in enumerate(inventory.kinds):
        if kind in example.kinds:
            tags[:, k] = 0
    located = [(i, frame, tokens.inside(*frame.cue)) for i, frame in enumerate(example.frames)]
    kept = [(i, frame, span) for i, frame, span in located if span]
    by_kind: dict[int, list[int]] = {}
    for at, (_, frame, span) in enumerate(kept):
        k = inventory.kinds.index(frame.kind)
        _mark(tags[:, k], span)
        by_kind.setdefault(k, []).append(at)
    for k, members in by_kind.items():
        if inventory.roles[inventory.kinds[k]]:
            item.cues[k] = _targets(item, inventory, k, [kept[m][1] for m in members], [kept[m][2] for m in members])
    _mentions(item, inventory)
    if not any(frame.labels for _, frame, _ in kept):
        return item
    item.frames = torch.tensor([span for _, _, span in kept])
    item.kinds = torch.tensor([inventory.kinds.index(frame.kind) for _, frame, _ in kept])
    for name, values in inventory.values.items():
        item.labels[name] = torch.tensor([values.index(v) if (v := frame.labels.get(name)) in values else IGNORE for _, frame, _ in kept])
    if not example.full:
        return item
    stated = [at for at, (_, frame, _) in enumerate(kept) if frame.kind == "statement"]
    if stated:
        item.statements = item.frames[stated]
        item.parents = torch.tensor([[float(frame.parent == kept[s][0]) for s in stated] for _, frame, _ in kept])
        item.stand_gap = buckets(item.frames[:, None, 0] - item.statements[None, :, 0])
        item.parents[stated, range(len(stated))] = IGNORE
    return item


def _mark(column: Tensor, span: Chars) -> None:
    if (column[span[0] : span[1]] > 0).any():
        return
    column[span[0] : span[1]] = 2
    column[span[0]] = 1


def _targets(item: Item, inventory: Inventory, k: int, frames: list, spans: list[Chars]) -> Cues:  # type: ignore[type-arg]
    kind = inventory.kinds[k]
    reach, n, roles = inventory.reach[kind], len(item.tokens), inventory.roles[kind]
    cues = torch.tensor(spans)
    where, outside, gap = around(cues, reach, n)
    columns = len(roles) + (kind == "event")
    full = torch.full((len(frames), n, columns), IGNORE)
    whats = torch.full((len(frames), n), IGNORE) if kind == "event" else None
    for c, frame in enumerate(frames):
        for r, role in enumerate(roles):
            if role in item.example.roles:
                full[c, :, r] = 0
                for chars in frame.roles.get(role, []):
                    if span := item.tokens.inside(*chars):
                        _mark(full[c, :, r], span)
        if whats is not None and item.example.full:
            full[c, :, -1] = 0
            for what, chars in frame.counts:
                if span := item.tokens.inside(*chars):
                    _mark(full[c, :, -1], span)
                    whats[c, span[0]] = inventory.counts.index(what)
    rows = torch.arange(len(frames))[:, None]
    targets = full[rows, where]
    targets[outside] = IGNORE
    if whats is not None:
        whats = whats[rows, where]
        whats[outside] = IGNORE
    return Cues(cues, where, gap, targets, whats)


def _mentions(item: Item, inventory: Inventory) -> None:
    found: dict[Chars, tuple[Chars, int, int]] = {}
    for c, (kind, spans) in enumerate(item.example.chains):
        for chars in spans:
            if span := item.tokens.inside(*chars):
                found.setdefault(span, (chars, c, inventory.actor_types.index(kind) if kind in inventory.actor_types else IGNORE))
    order = sorted(found)
    if item.example.full:
        item.tags[:, -1] = 0
        for span in sorted(order, key=lambda s: s[0] - s[1]):
            _mark(item.tags[:, -1], span)  # the longest of nested mentions
    if len(order) < 2:
        return
    wordings = [Wording(*found[s][0], item.example.text[slice(*found[s][0])]) for s in order]
    item.mentions = torch.tensor(order)
    item.features = torch.from_numpy(features(wordings))
    item.chain = torch.tensor([found[s][1] for s in order])
    item.actor_types = torch.tensor([found[s][2] for s in order])


def rows_of(network: Network, item: Item, jitter: random.Random | None, masked: float = 0.0) -> Tensor:
    """The encoder's output for a document, [n, width]."""
    return torch.cat([network.encoder(ids, shapes)[0, 1:-1] for ids, shapes in cut(item, network.inventory.window, jitter, masked)])


def cut(item: Item, size: int, jitter: random.Random | None, masked: float = 0.0) -> list[tuple[Tensor, Tensor]]:
    """Windows of a document, each as ids and shapes [1, n] with the marks of beginning and end; a share of the tokens ``masked``."""
    ids, shapes = item.tokens.ids, item.tokens.shapes
    stretch = jitter.randint(size // 2, size) if jitter else size
    shown = [MASK if jitter and i != BREAK and jitter.random() < masked else i for i in ids.tolist()]
    out = []
    for a, b in windows(ids, stretch, jitter.randint(stretch // 3, stretch) if jitter else None):
        out.append((torch.tensor([[CLS, *shown[a:b], SEP]]), torch.tensor([[0, *shapes[a:b].tolist(), 0]])))
    return out
