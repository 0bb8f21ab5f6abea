"""The network: one small encoder, one wide layer over its states, and small layers that join cues with tokens and statements."""

from __future__ import annotations

from pathlib import Path

from torch import Tensor, nn

from sayso.inventory import DISTANCES, Inventory
from sayso.mentions import FEATURES
from sayso.tokens import SHAPES


class Encoder(nn.Module):
    """Word pieces to one row of numbers each: the part that becomes ``encoder.onnx``. Rows are laid out by ``inventory.layout``."""

    def __init__(self, start: Path, layers: int, inner: int, width: int) -> None:
        super().__init__()
        from transformers import BertModel

        self.bert = BertModel.from_pretrained(start, add_pooling_layer=False, attn_implementation="sdpa")
        del self.bert.encoder.layer[layers:]
        self.inner = inner
        for layer in self.bert.encoder.layer:
            narrow(layer.intermediate.dense, layer.output.dense, inner)
        self.bert.embeddings.word_embeddings.weight.requires_grad_(False)
        size = self.bert.config.hidden_size
        # the vocabulary is uncased: "us" and "US" differ only in this
        self.shapes = nn.Embedding(SHAPES, size)
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(size, width)

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """ids, shapes [1, n] -> [1, n, width]. One window at a time: no padding, no mask."""
        words = self.bert.embeddings.word_embeddings(ids) + self.shapes(shapes)
        states = self.bert(inputs_embeds=words).last_hidden_state
        return self.out(self.drop(states))


def narrow(up: nn.Linear, down: nn.Linear, inner: int) -> None:
    """Keep the ``inner`` units of a feed-forward layer that weigh most: the product of the norms of their weights in and out."""
    weight = up.weight.norm(dim=1) * down.weight.norm(dim=0)
    keep = weight.topk(min(inner, len(weight))).indices.sort().values
    up.weight = nn.Parameter(up.weight[keep].detach())
    up.bias = nn.Parameter(up.bias[keep].detach())
    down.weight = nn.Parameter(down.weight[:, keep].detach())
    up.out_features = down.in_features = len(keep)


class Heads(nn.Module):
    """The small layers: what becomes ``heads.npz``."""

    def __init__(self, inventory: Inventory) -> None:
        super().__init__()
        self.inventory = inventory
        self.kind = nn.Embedding(len(inventory.kinds), inventory.pair)
        self.near = nn.Embedding(DISTANCES, inventory.pair)
        self.roles = nn.ModuleList(nn.Linear(inventory.pair, inventory.outputs(kind)) for kind in inventory.kinds)
        self.kind_label = nn.Embedding(len(inventory.kinds), inventory.label)
        self.labels = nn.ModuleDict({name: nn.Linear(inventory.label, len(values)) for name, values in inventory.values.items()})
        self.stand_near = nn.Embedding(DISTANCES, inventory.stand)
        self.stand = nn.Linear(inventory.stand, 1)
        self.pair_weights = nn.Linear(FEATURES, 1)
        self.drop = nn.Dropout(0.1)
        for embedding in (self.kind, self.near, self.kind_label, self.stand_near):
            nn.init.normal_(embedding.weight, std=0.1)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, inventory: Inventory, start: Path, layers: int, inner: int) -> None:
        super().__init__()
        self.inventory = inventory
        self.encoder = Encoder(start, layers, inner, inventory.width)
        self.heads = Heads(inventory)

    def columns(self, rows: Tensor, name: str) -> Tensor:
        """The columns of the encoder's output that carry ``name``."""
        first, last = self.inventory.layout[name]
        return rows[..., first:last]

    def mean(self, rows: Tensor, spans: Tensor, name: str) -> Tensor:
        """The mean of some columns over spans [s, 2] of tokens -> [s, columns]."""
        total = nn.functional.pad(self.columns(rows, name).cumsum(0), (0, 0, 1, 0))
        return (total[spans[:, 1]] - total[spans[:, 0]]) / (spans[:, 1] - spans[:, 0]).unsqueeze(1)

    def role_scores(self, rows: Tensor, cues: Tensor, kind: int, where: Tensor, gap: Tensor) -> Tensor:
        """How each token stands to each cue. cues [c, 2], where [c, w] token indices, gap [c, w] buckets -> [c, w, outputs]."""
        h = self.heads
        cue = self.mean(rows, cues, "cue") + h.kind.weight[kind]
        gate = self.mean(rows, cues, "cue_gate")
        joined = self.columns(rows, "token")[where] + cue[:, None] + h.near(gap) + self.columns(rows, "token_gate")[where] * gate[:, None]
        out: Tensor = h.roles[kind](h.drop(joined.relu()))
        return out

    def label_scores(self, rows: Tensor, cues: Tensor, kinds: Tensor) -> dict[str, Tensor]:
        """cues [c, 2], kinds [c] -> a label's name: [c, values]."""
        h = self.heads
        state = h.drop((self.mean(rows, cues, "label") + h.kind_label(kinds)).relu())
        return {name: layer(state) for name, layer in h.labels.items()}

    def stand_scores(self, rows: Tensor, cues: Tensor, statements: Tensor, gap: Tensor) -> Tensor:
        """Whether each cue [c, 2] stands in each statement [s, 2]; gap [c, s] buckets -> [c, s]."""
        h = self.heads
        joined = self.mean(rows, cues, "stands")[:, None] + self.mean(rows, statements, "holds")[None] + h.stand_near(gap)
        out: Tensor = h.stand(joined.relu()).squeeze(-1)
        return out

    def link_scores(self, rows: Tensor, mentions: Tensor, features: Tensor) -> Tensor:
        """mentions [m, 2], features [m, m, FEATURES] -> [m, m]: anaphor (row) with antecedent (column)."""
        a, b = self.mean(rows, mentions, "anaphor"), self.mean(rows, mentions, "antecedent")
        out: Tensor = a @ b.T / self.inventory.link**0.5 + self.heads.pair_weights(features).squeeze(-1)
        return out

    def grow(self, older: Network) -> None:
        """Take over what an older network learned, by name; what it did not know stays as it began."""
        new, old = self.inventory, older.inventory
        state, known = self.state_dict(), older.state_dict()
        columns = [(self._places(name), older._places(name)) for name in new.layout]
        rows = {
            "heads.kind.weight": (new.kinds, old.kinds),
            "heads.kind_label.weight": (new.kinds, old.kinds),
        } | {
            f"heads.labels.{name}.{part}": (values, old.values.get(name, []))
            for name, values in new.values.items()
            for part in ("weight", "bias")
        }
        for name, value in state.items():
            if name.startswith("encoder.out."):
                for places, before in columns:
                    shared = [(places[key], before[key]) for key in places if key in before]
                    value[[to for to, _ in shared]] = known[name][[at for _, at in shared]]
            elif name in rows:
                for at, key in enumerate(rows[name][0]):
                    if key in rows[name][1]:
                        value[at] = known[name][rows[name][1].index(key)]
            elif name.startswith("heads.roles."):
                kind = new.kinds[int(name.split(".")[2])]
                if kind in old.kinds:
                    value.copy_(known[name.replace(f".{new.kinds.index(kind)}.", f".{old.kinds.index(kind)}.")])
            else:
                value.copy_(known[name])
        self.load_state_dict(state)

    def _places(self, name: str) -> dict[object, int]:
        """The columns of the encoder's output under a name, each by what it means."""
        first, last = self.inventory.layout[name]
        if name != "tags":
            return {n: first + n for n in range(last - first)}
        return {(kind, n): first + 3 * k + n for k, kind in enumerate([*self.inventory.kinds, "mention"]) for n in range(3)}
