"""How many of the gold's count wordings resolve: ``python benchmarks/quantities.py [--misses]``. Reads ``../shared/gold/sayso``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from sayso.quantities import resolve

GOLD = Path(__file__).parents[2] / "shared" / "gold" / "sayso"


def main() -> None:
    """Print the coverage, by set, of distinct wordings, and with ``--misses`` those that stay unresolved."""
    missed: list[str] = []
    total = 0
    for folder in sorted(p for p in GOLD.iterdir() if p.is_dir()):
        entries = (json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
        words = sorted({count["text"] for entry in entries for count in entry.get("counts") or ()})
        misses = [w for w in words if resolve(w) is None]
        missed += misses
        total += len(words)
        print(f"{folder.name:10} {len(words) - len(misses):4} of {len(words):4}")
    print(f"{'all':10} {total - len(missed):4} of {total:4}")
    if "--misses" in sys.argv:
        print(*missed, sep="\n")


if __name__ == "__main__":
    main()
