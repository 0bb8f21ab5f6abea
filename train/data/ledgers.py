"""sayso's own gold: all heads. Development documents are those that ``DEV.txt`` names."""

from __future__ import annotations

from pathlib import Path

from sayso.evaluate.gold import GoldDocument, load
from sayso.kinds import KINDS
from train.data import Example, Frame, standoff

OWN = Path(__file__).parents[2] / "gold"


PUBLISHED = {"digests", "re3d", "speech", "wikinews"}
"""The sets of real texts; the others were written for the project."""


def example(gold: GoldDocument, name: str) -> Example:
    """Entries with one cue of one kind become one frame, their roles joined: the reader takes them apart again."""
    frames: list[Frame] = []
    at: dict[tuple[str, tuple[int, int]], int] = {}
    index: dict[str, int] = {}
    for entry in gold.entries:
        cue = entry.get("cue")
        if not cue:
            continue
        kind = entry["kind"]
        key = (kind, tuple(cue))
        if key not in at:
            labels = {k: str(entry[k]).lower() for k in KINDS[kind].labels if k in entry}
            labels["factuality"] = entry["fact"]
            if kind == "event":
                labels["event_type"] = entry["type"]
            if entry.get("in"):
                labels["author_factuality"] = entry.get("author", "Uu")
            if kind == "event":
                labels.setdefault("mode", "none")
            if kind == "affiliation":
                labels.setdefault("former", "false")
            at[key] = len(frames)
            frames.append(Frame(kind, (cue[0], cue[1]), labels=labels))
        frame = frames[at[key]]
        index[entry["id"]] = at[key]
        for role in KINDS[kind].roles:
            frame.roles[role] = sorted({*frame.roles.get(role, []), *entry[role]})
        for count in entry.get("counts", []):
            frame.counts.append((count["what"], count["span"]))
    for entry in gold.entries:
        if entry.get("in") and entry["id"] in index and entry["in"][-1] in index:
            frames[index[entry["id"]]].parent = index[entry["in"][-1]]
    roles = frozenset(role for kind in KINDS.values() for role in kind.roles)
    chains = [(actor["type"], [(a, b) for a, b in actor["mentions"]]) for actor in gold.actors if actor["mentions"]]
    published = name.split("/")[0] in {"standoff", *PUBLISHED}
    return Example(name, gold.text, frames, frozenset(KINDS), roles, True, chains, published)


def load_examples(gold: Path, own: Path = OWN) -> tuple[list[Example], list[Example]]:
    """(train, development) examples from ``gold/sayso`` and from the project's own ``gold``; a text that is in both counts once.

    Training takes what the project annotated of others' texts too (:mod:`train.data.standoff`).
    """
    root = gold / "sayso"
    dev = set((root / "DEV.txt").read_text(encoding="utf-8").split())
    out: tuple[list[Example], list[Example]] = ([], [])
    seen = set()
    for path in sorted([*root.glob("*/*.txt"), *own.glob("*/*.txt")]):
        name = f"{path.parent.name}/{path.stem}"
        if name not in seen and path.with_suffix(".jsonl").exists():
            seen.add(name)
            out[name in dev].append(example(load(path), name))
    out[0].extend(example(document, f"standoff/{document.id}") for document in standoff.documents(gold))
    return out
