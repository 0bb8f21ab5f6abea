"""Who said what, against PolNeAR's attributions: source, cue, content.

PolNeAR counts other things as attributions than our guidelines count as statements, and ends cues and contents elsewhere. The weights
learned both: what they propose *as PolNeAR draws it* is measured first, the statements of the ledger second.
Newell, Margolin and Ruths 2018, "An Attribution Relations Corpus for Political News". Spans become sets of word tokens, so that
punctuation does not matter. *exact*: the whole set of a role equals a gold one. *link exact*: source and content both equal.
*link overlap*: content at IoU .5 or more and sources that share a token (or both empty), one to one, best first.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.evaluate.measure import MissingGold, Report, Share, Table, Tally
from sayso.evaluate.predictions import rows as ledger_rows

TITLE = "PolNeAR"
WHERE = "attribution/polnear_dev.jsonl"
KIND = "attribution"
ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+(?:['’]\w+)*")

Attribution = Mapping[str, Sequence[Sequence[int]]]
Tokens = frozenset[int]


@dataclass(slots=True)
class Score:
    """The figures of a set of documents, summed. ``recall`` is that of link overlap by how the gold content is quoted."""

    documents: int = 0
    exact: dict[str, Tally] = field(default_factory=lambda: {role: Tally() for role in ROLES})
    link_exact: Tally = field(default_factory=Tally)
    link_overlap: Tally = field(default_factory=Tally)
    recall: dict[str, Share] = field(default_factory=lambda: defaultdict(Share))

    def add(self, text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> None:
        """Count one document; attributions hold lists of ``(start, end)`` in characters by role."""
        self.documents += 1
        words = [m.span() for m in WORD.finditer(text)]
        golds = [{r: tokens(a.get(r) or (), words) for r in ROLES} for a in gold]
        given = [{r: tokens(a.get(r) or (), words) for r in ROLES} for a in predicted]
        given = [a for a in given if a["content"] or a["cue"]]
        for role, tally in self.exact.items():
            wanted, proposed = {a[role] for a in golds} - {Tokens()}, {a[role] for a in given} - {Tokens()}
            tally.add(len(wanted & proposed), len(proposed), len(wanted))
        given = [a for a in given if a["content"]]
        linked = [(a, raw) for a, raw in zip(golds, gold, strict=True) if a["content"]]
        pairs = [Counter((a["source"], a["content"]) for a in side) for side in (given, [a for a, _ in linked])]
        self.link_exact.add((pairs[0] & pairs[1]).total(), len(given), len(linked))
        met = _overlapping(given, [a for a, _ in linked])
        self.link_overlap.add(len(met), len(given), len(linked))
        inside = quoted(text)
        for number, (_, raw) in enumerate(linked):
            self.recall[_quotation(raw, text, inside)].add(number in met)

    def tables(self, reading: str) -> tuple[Table, Table]:
        """The figures as tables; ``reading`` says of what."""
        tallies = {f"{role} exact": t for role, t in self.exact.items()}
        tallies |= {"link exact": self.link_exact, "link overlap": self.link_overlap}
        return (
            Table(
                f"Attributions: {reading}",
                ("measure", "gold", "pred", "P", "R", "F1"),
                [(n, int(t.gold), int(t.predicted), t.precision, t.recall, t.f1) for n, t in tallies.items()],
            ),
            Table("Recall of link overlap", ("content", "gold", "R"), [(k, s.of, s.value) for k, s in sorted(self.recall.items())]),
        )


def tokens(spans: Iterable[Sequence[int]], words: Sequence[tuple[int, int]]) -> Tokens:
    """The positions of the words that some spans touch."""
    out: set[int] = set()
    for start, end in spans:
        first = bisect_left(words, start, key=lambda w: w[1] - 1)
        out.update(range(first, bisect_left(words, end, key=lambda w: w[0])))
    return Tokens(out)


def _overlapping(given: Sequence[Mapping[str, Tokens]], golds: Sequence[Mapping[str, Tokens]]) -> set[int]:
    """Positions of the gold attributions that a predicted one meets."""
    candidates = []
    for i, p in enumerate(given):
        for j, g in enumerate(golds):
            shared = len(p["content"] & g["content"]) / len(p["content"] | g["content"])
            if shared >= 0.5 and (p["source"] & g["source"] or not (p["source"] or g["source"])):
                candidates.append((shared, i, j))
    used: set[int] = set()
    met: set[int] = set()
    for _, i, j in sorted(candidates, reverse=True):
        if i not in used and j not in met:
            used.add(i)
            met.add(j)
    return met


def quoted(text: str) -> list[bool]:
    """For each character whether it stands in quotation marks; a paragraph ends a quotation unless the next one opens with a mark."""
    text = text.replace("''", '" ')
    inside, out = False, []
    for i, char in enumerate(text):
        if char == "“":
            inside = True
        elif char == "”":
            inside = False
        elif char == '"':
            inside = not inside
        elif char == "\n" and not (i + 2 < len(text) and text[i + 1 : i + 3].strip()[:1] in ("“", '"', "")):
            inside = False
        out.append(inside or char in '”"')
    return out


def _quotation(attribution: Attribution, text: str, inside: Sequence[bool]) -> str:
    letters = [i for start, end in attribution["content"] for i in range(start, end) if text[i].isalnum()]
    share = sum(inside[i] for i in letters) / max(1, len(letters))
    return "direct" if share > 0.95 else "mixed" if share > 0.05 else "indirect"


def attributions(rows: Iterable[Mapping[str, Any]], text: str) -> Iterator[Attribution]:
    """The statements of a ledger as PolNeAR puts them: with the "that" before a content, and none without content."""
    for row in rows:
        if row.get("kind") == "statement" and row.get("content"):
            content = [(m["start"], m["end"]) for m in row["content"]]
            if that := re.search(r"\bthat\s+$", text[: content[0][0]], re.IGNORECASE):
                content[0] = (that.start(), content[0][1])
            cue = row.get("cue")
            yield {
                "source": [(m["start"], m["end"]) for m in row.get("speakers") or ()],
                "cue": [(cue["start"], cue["end"])] if cue else [],
                "content": content,
            }


def proposed(text: str) -> Iterator[Attribution]:
    """What the weights propose as PolNeAR draws it; nothing where they did not learn that."""
    from sayso import encoder
    from sayso.frames import Decoder

    scores = encoder.load()(text)
    if KIND in scores.inventory.aside:
        for frame in Decoder(text, scores).frames([KIND]):
            if content := frame.roles.get("content"):
                yield {"source": frame.roles.get("speakers", []), "cue": [frame.cue], "content": content}


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score PolNeAR's development documents, or those whose ids ``only`` lists; of ``predicted`` ledgers the statements alone."""
    path = gold_dir / WHERE
    if not path.exists():
        raise MissingGold(f"{path}: no such file")
    wanted = set(only.read_text(encoding="utf-8").split()) if only else None
    own, ledger = Score(), Score()
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        if wanted is None or document["id"] in wanted:
            text, gold = document["text"], document["attributions"]
            rows = ledger_rows(document["id"], text, predicted)
            ledger.add(text, gold, list(attributions(rows, text)))
            if not predicted:
                own.add(text, gold, list(proposed(text)))
    tables = () if predicted else own.tables("as PolNeAR draws them")
    return Report(f"{TITLE}: {ledger.documents} documents", (*tables, *ledger.tables("the ledger's statements")))
