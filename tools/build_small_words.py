"""Rebuild ``src/sayso/data/small_words.txt``, the words that running text writes small: ``python tools/build_small_words.py GOLD``.

GOLD is the directory of the gold sets, whose texts in mixed case are counted; MUC-4's are in capitals and are left out. A word is
listed where it is small :data:`LEAST` times inside sentences, and not much rarer so than with a capital; with a ``+`` where it mostly has
a capital beside a capitalised word ("Front", "Department").
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.casing import SMALL_WORDS, stem

LEAST = 3
LONG = 60  # characters of a text, at the least: shorter strings are labels
_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[^\sA-Za-z]+|\n")
_OPENS = re.compile(r'[.?!:"“”\n(\[-]')


def texts(gold: Path) -> Iterator[str]:
    """All texts of the sets."""
    for path in gold.rglob("*.jsonl"):
        if "muc4" not in path.name and path.parent.parent.name != "sayso":  # there the texts stand beside the annotation
            for line in path.read_text(encoding="utf-8").split("\n"):
                yield from strings(json.loads(line)) if line.strip() else ()
    for path in (gold / "sayso").rglob("*.txt"):
        yield path.read_text(encoding="utf-8")


def strings(value: Any) -> Iterator[str]:
    """The texts in a JSON value."""
    if isinstance(value, str):
        if len(value) > LONG:
            yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def main(gold: Path) -> None:
    """Count and write."""
    counts: dict[str, list[int]] = defaultdict(
        lambda: [0, 0, 0, 0]
    )  # small alone, capital alone, small beside a capital, capital beside one
    for text in dict.fromkeys(texts(gold)):
        tokens = _TOKEN.findall(text)
        inside = [False, *(not _OPENS.search(before) for before in tokens[:-1])]
        capital = [t[0].isupper() and i for t, i in zip(tokens, inside, strict=True)]
        for k, token in enumerate(tokens):
            if token[0].isalpha() and inside[k]:
                beside = capital[k - 1] or (k + 1 < len(tokens) and capital[k + 1])
                counts[token.lower()][2 * beside + token[0].isupper()] += 1
    listed = {}
    for word, (small, large, small_beside, large_beside) in counts.items():
        often = small + small_beside >= max(LEAST, 0.25 * (large + large_beside)) and small >= large / 2
        if often and (len(word) > 1 or word == "a") and ("'" not in word or word.endswith("n't")):
            listed[word] = large_beside > small_beside
    kept = [w for w, plus in sorted(listed.items()) if plus or not any(s in listed and not listed[s] for s in stem(w))]
    head = "# Words that running text writes small; + beside a capitalised word mostly with a capital. By tools/build_small_words.py.\n"
    SMALL_WORDS.write_text(head + "".join(f"{word}{' +' * listed[word]}\n" for word in kept), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
