"""What the network is held to, a head at a time; a head that a data set does not label costs nothing."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from train.batch import IGNORE, Item
from train.network import Network

WEIGHTS = {"tags": 3.0, "roles": 4.0, "whats": 0.3, "labels": 0.25, "stands": 1.0, "links": 0.3, "actor_types": 0.15}

TOKENS = 100  # by which the loss of a cue's roles, a sum over the tokens in reach, is shared out


def losses(network: Network, rows: Tensor, item: Item) -> dict[str, Tensor]:
    """The loss of each head on one document; ``rows`` [n, width] is the encoder's output over all its windows."""
    inventory = network.inventory
    out: dict[str, Tensor] = {}
    tags = network.columns(rows, "tags").view(len(rows), -1, 3)
    marked = [k for k in range(tags.shape[1]) if item.tags[0, k] != IGNORE]
    if marked:
        out["tags"] = torch.stack([F.cross_entropy(tags[:, k], item.tags[:, k]) for k in marked]).sum()
    roles: list[Tensor] = []
    whats: list[Tensor] = []
    total = sum(len(c.spans) for c in item.cues.values())
    for k, cues in item.cues.items():
        scores = network.role_scores(rows, cues.spans, k, cues.where, cues.gap)
        columns = cues.targets.shape[2]
        loss = F.cross_entropy(scores[..., : 3 * columns].reshape(-1, 3), cues.targets.reshape(-1), ignore_index=IGNORE, reduction="sum")
        roles.append(loss / (total * TOKENS))
        if cues.whats is not None and (cues.whats != IGNORE).any():
            whats.append(
                F.cross_entropy(scores[..., 3 * columns :].reshape(-1, len(inventory.counts)), cues.whats.reshape(-1), ignore_index=IGNORE)
            )
    if roles:
        out["roles"] = torch.stack(roles).sum()
    if whats:
        out["whats"] = whats[0]
    if item.frames is not None and item.kinds is not None:
        scored = network.label_scores(rows, item.frames, item.kinds)
        out["labels"] = torch.stack(
            [
                F.cross_entropy(s, item.labels[name], ignore_index=IGNORE)
                for name, s in scored.items()
                if (item.labels[name] != IGNORE).any()
            ]
        ).sum()
        if item.statements is not None and item.parents is not None and item.stand_gap is not None:
            stands = network.stand_scores(rows, item.frames, item.statements, item.stand_gap)
            known = item.parents != IGNORE
            if known.any():
                out["stands"] = F.binary_cross_entropy_with_logits(stands[known], item.parents[known])
    if item.mentions is not None and item.features is not None and item.chain is not None and item.actor_types is not None:
        links = network.link_scores(rows, item.mentions, item.features)
        m = len(links)
        before = torch.ones(m, m).tril(-1).bool()
        links = links.masked_fill(~before, float("-inf"))
        links = torch.cat([torch.zeros(m, 1), links], 1)  # the first column: no antecedent
        good = (item.chain[:, None] == item.chain[None]) & before
        good = torch.cat([~good.any(1, keepdim=True), good], 1)
        out["links"] = (links.logsumexp(1) - links.masked_fill(~good, float("-inf")).logsumexp(1)).mean()
        if (item.actor_types != IGNORE).any():
            out["actor_types"] = F.cross_entropy(network.mean(rows, item.mentions, "actor_type"), item.actor_types, ignore_index=IGNORE)
    return out
