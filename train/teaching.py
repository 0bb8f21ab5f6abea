"""Self-training: a student that sees texts with words masked is held to what a teacher reads in the same texts whole.

The teacher is a network trained before; the texts are real ones that nobody annotated for all kinds. After Xie et al. 2020
("Self-training with Noisy Student improves ImageNet classification"), with the teacher's shares as soft targets.
"""

from __future__ import annotations

import torch
from torch import Tensor

from sayso.frames import runs
from train.batch import Item, around, rows_of
from train.losses import TOKENS
from train.network import Network


def lesson(teacher: Network, student: Network, rows: Tensor, item: Item) -> dict[str, Tensor]:
    """The student's losses on a text by the teacher's reading; ``rows`` [n, width] are the student's. Both have one layout."""
    inventory = teacher.inventory
    read = [*range(len(inventory.read)), len(inventory.kinds)]
    with torch.no_grad():
        known = rows_of(teacher, item, None)
        taught = teacher.columns(known, "tags").view(len(known), -1, 3)[:, read]
    out = {"tags": _apart(student.columns(rows, "tags").view(len(rows), -1, 3)[:, read], taught).mean(0).sum()}
    roles, labels = [], []
    found = runs(taught.argmax(-1).numpy())[: len(inventory.read)]
    total = sum(map(len, found))
    for k, (kind, spans) in enumerate(zip(inventory.read, found, strict=True)):
        if not spans:
            continue
        cues = torch.tensor(spans)
        where, outside, gap = around(cues, inventory.reach[kind], len(rows))
        columns = 3 * len(inventory.roles[kind])
        with torch.no_grad():
            right = teacher.role_scores(known, cues, k, where, gap)[..., :columns].unflatten(-1, (-1, 3))
            named = teacher.label_scores(known, cues, torch.full((len(cues),), k))
        roles.append(_apart(student.role_scores(rows, cues, k, where, gap)[..., :columns].unflatten(-1, (-1, 3)), right)[~outside].sum())
        own = student.label_scores(rows, cues, torch.full((len(cues),), k))
        labels.append(torch.stack([_apart(own[name], named[name]).sum() for name in inventory.labels[kind]]).sum())
    if total:
        out["roles"] = torch.stack(roles).sum() / (total * TOKENS)
        out["labels"] = torch.stack(labels).sum() / total
    return out


def _apart(student: Tensor, teacher: Tensor) -> Tensor:
    """The cross-entropy of the student's scores [..., values] under the teacher's shares: [...]."""
    return -(teacher.softmax(-1) * student.log_softmax(-1)).sum(-1)
