"""How many copies are found, how many texts are wrongly called copies, and what it costs.

Run: ``python benchmarks/copies.py [FOLDER ...]`` (default: those of ``gold``, and ``../shared/articles``). Copies are made by a seeded
program of the texts under ``gold``, else of all, each kind at several strengths. *Candidate*: the two share a band. *Copy*: they are also
measured as one. *Share*: the greater share of either text that stands in the other, mean and least. ``frame 0.35`` and ``embed 8`` lie
outside what counts as a copy. False alarms are counted over all pairs of distinct texts, less those that ``LINKS.jsonl`` calls copies.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean

from sayso.copies import bands, families, resemblance, signature

SEED, TRIALS = 1, 60
Edit = Callable[[list[str], list[str], float, random.Random], list[str]]
"""Paragraphs of a text, words of others, a strength and chance give the paragraphs of a copy."""


def cut(paragraphs: list[str], _: list[str], share: float, chance: random.Random) -> list[str]:
    """Leave out a share of the paragraphs."""
    keep = max(1, round(len(paragraphs) * (1 - share)))
    return [paragraphs[i] for i in sorted(chance.sample(range(len(paragraphs)), keep))]


def reorder(paragraphs: list[str], _: list[str], __: float, chance: random.Random) -> list[str]:
    """Shuffle the paragraphs."""
    return chance.sample(paragraphs, len(paragraphs))


def reword(paragraphs: list[str], others: list[str], rate: float, chance: random.Random) -> list[str]:
    """Replace, leave out or add a word at a rate."""

    def edit(word: str) -> str:
        kind = chance.random() / rate
        other = chance.choice(others)
        return word if kind >= 1 else other if kind < 0.6 else "" if kind < 0.8 else f"{word} {other}"

    return [" ".join(map(edit, p.split())) for p in paragraphs]


def embed(paragraphs: list[str], others: list[str], times: float, chance: random.Random) -> list[str]:
    """Set the whole text into another, so many times as long."""
    host = stretch(others, int(times * length(paragraphs)), chance)
    at = chance.randrange(len(host) + 1)
    return [" ".join(host[:at]), *paragraphs, " ".join(host[at:])]


def frame(paragraphs: list[str], others: list[str], share: float, chance: random.Random) -> list[str]:
    """Keep a share of the text, in a row, in a frame that makes it as long as before."""
    words = " ".join(paragraphs).split()
    keep = int(len(words) * share)
    start = chance.randrange(len(words) - keep + 1)
    own = stretch(others, len(words) - keep, chance)
    half = len(own) // 2
    return [" ".join(own[:half]), " ".join(words[start : start + keep]), " ".join(own[half:])]


def reprint(paragraphs: list[str], others: list[str], rate: float, chance: random.Random) -> list[str]:
    """A new headline, two new sentences, the last paragraph cut, and words changed at a rate."""
    kept = reword(paragraphs[1:-1] or paragraphs, others, rate, chance) if rate else paragraphs[1:-1] or paragraphs
    kept.insert(chance.randrange(len(kept) + 1), " ".join(stretch(others, 40, chance)))
    return [" ".join(stretch(others, 9, chance)), *kept]


def correct(paragraphs: list[str], others: list[str], _: float, chance: random.Random) -> list[str]:
    """A later version: other figures and a note."""
    return [*(re.sub(r"\d+", lambda m: str(chance.randrange(99)), p) for p in paragraphs), " ".join(stretch(others, 25, chance))]


EDITS: dict[Edit, tuple[float, ...]] = {
    reprint: (0, 0.05, 0.1),
    correct: (1,),
    cut: (0.25, 0.5, 0.7),
    reorder: (1,),
    reword: (0.02, 0.05, 0.1, 0.2, 0.3),
    frame: (0.7, 0.5, 0.35),
    embed: (1, 3, 8),
}


def length(paragraphs: list[str]) -> int:
    """Words."""
    return sum(len(p.split()) for p in paragraphs)


def stretch(words: list[str], n: int, chance: random.Random) -> list[str]:
    """So many words in a row from somewhere, from the beginning again after the end."""
    at = chance.randrange(len(words))
    return [words[(at + i) % len(words)] for i in range(n)]


def paragraphs(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


def row(title: str, pairs: list[tuple[str, str]]) -> None:
    """Print how many pairs are candidates and copies."""
    found = [not set(bands(signature(a))).isdisjoint(bands(signature(b))) for a, b in pairs]
    measured = [resemblance(a, b) for a, b in pairs]
    shares = [max(r.a.share, r.b.share) for r in measured]
    copies = [f and r.copy for f, r in zip(found, measured, strict=True)]
    print(f"{title:32} {len(pairs):5} {mean(found):9.1%} {mean(copies):9.1%} {mean(shares):7.2f} {min(shares):6.2f}")


def edited(texts: dict[str, str], chance: random.Random) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each kind and strength with its pairs of original and copy; then texts that only share a quotation or boilerplate."""
    names = list(texts)
    words = {n: t.split() for n, t in texts.items()}
    for edit, strengths in EDITS.items():
        for strength in strengths:
            pairs = []
            for name in chance.sample(names, min(TRIALS, len(names))):
                others = [w for n in chance.sample(names, 20) if n != name for w in words[n]]
                pairs.append((texts[name], "\n\n".join(edit(paragraphs(texts[name]), others, strength, chance))))
            yield f"{edit.__name__} {strength:g}", pairs
    for size in (25, 50):
        longer = [stretch(words[n], 3 * size, chance) for n in chance.choices(names, k=TRIALS)]
        yield f"brief of {size} words in {3 * size}", [(" ".join(w[:size]), " ".join(w)) for w in longer]
    for size in (40, 80):
        pairs = []
        for _ in range(TRIALS):
            a, b, c = chance.sample(names, 3)
            shared = " ".join(stretch(words[c], size, chance))
            pairs.append((f"{texts[a]}\n\n{shared}", f"{shared}\n\n{texts[b]}"))
        yield f"not copies: {size} words shared", pairs


def alarms(texts: dict[str, str], known: set[frozenset[str]]) -> None:
    """Print the candidates and the copies among distinct texts."""
    sharing: dict[int, list[str]] = defaultdict(list)
    for name, text in texts.items():
        for band in bands(signature(text)):
            sharing[band].append(name)
    pairs = Counter(pair for names in sharing.values() for pair in combinations(names, 2))
    measured = {pair: resemblance(texts[pair[0]], texts[pair[1]]) for pair in pairs}
    copies = [pair for pair, r in measured.items() if r.copy]
    family = families(copies)
    true = {pair for pair in combinations(texts, 2) if frozenset(Path(n).stem for n in pair) in known}
    true |= {(a, b) for a, b in combinations(texts, 2) if a in families(true) and families(true)[a] == families(true).get(b)}
    wrong = [pair for pair in copies if pair not in true]
    other = max((max(r.a.share, r.b.share) for pair, r in measured.items() if pair not in true), default=0.0)
    print(f"\n{len(texts)} texts, {len(texts) * (len(texts) - 1) // 2} pairs: {len(pairs)} candidates, {len(copies)} copies in", end=" ")
    print(f"{len(set(family.values()))} families, {len(true)} annotated, {len(wrong)} wrong, {len(true - set(copies))} missed;", end=" ")
    print(f"greatest share of another pair {other:.2f}, most texts that share a band {max(map(len, sharing.values()))}")
    for a, b in wrong:
        print(f"    {a} {b}: {measured[a, b].reason}")


def main() -> None:
    """Print recall by kind and strength, false alarms, and milliseconds a text."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, nargs="*", default=[*Path("gold").glob("*/"), Path("../shared/articles")])
    files = sorted(p for folder in parser.parse_args().texts for p in folder.rglob("*.txt"))
    texts = {str(p): p.read_text(encoding="utf-8") for p in files}
    gold = {name: text for name, text in texts.items() if Path(name).parts[0] == "gold"}
    links = [json.loads(line) for p in Path("gold").rglob("LINKS.jsonl") for line in p.read_text(encoding="utf-8").splitlines()]
    print(f"{'edit':32} {'pairs':>5} {'candidate':>9} {'copy':>9} {'share':>7} {'least':>6}")
    for title, pairs in edited(gold or texts, random.Random(SEED)):
        row(title, pairs)
    alarms(texts, {frozenset((x["subject"], x["object"])) for x in links if x["relation"] == "copies"})
    words = sum(len(t.split()) for t in texts.values())
    began = time.process_time()
    stored = sum(len(bands(signature(t))) for t in texts.values())
    seconds = time.process_time() - began
    print(f"signature and bands: {500_000 * seconds / words:.2f} ms and {500 * stored / words:.0f} bands for 500 words", end="; ")
    some = list(texts.values())[:200]
    began = time.process_time()
    for a, b in pairwise(some):
        resemblance(a, b)
    print(f"resemblance: {500_000 * (time.process_time() - began) / sum(len(t.split()) for t in some):.2f} ms for two of 500 words")


if __name__ == "__main__":
    main()
