"""The same event, the same participant, over a whole corpus: ECB+ (Cybulska and Vossen 2014), in sentences whose annotation was validated.

Everything is as read: no mention, topic or document boundary is given. Participants (ECB+'s human ones) of two documents are one where the
reading gives them one actor; events are joined within a document only, by *same*, so what ECB+ joins across documents is missed by
design. A predicted mention stands for the annotated head words that its own head, or its cue, touches. Mentions of either side without a
twin count against it, though ECB+ annotates little beside the events of its topics; *shared* counts only those with a twin.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.copies import families
from sayso.evaluate.coreference import Conll, clusters
from sayso.evaluate.gold import Offsets, touch
from sayso.evaluate.measure import Cell, Report, Table
from sayso.evaluate.predictions import anew
from sayso.evaluate.predictions import rows as ledger_rows
from sayso.kinds import KINDS
from sayso.mentions import apart

TITLE = "ECB+, development documents"
WHERE = "links/ecbplus/dev.jsonl"
TYPES = {"event": ("ACTION_", "NEG_ACTION_"), "participant": ("HUMAN_PART_",)}

Row = Mapping[str, Any]
Homes = dict[Hashable, Hashable]  # the cluster of each mention


@dataclass(slots=True)
class Side:
    """One sort of mention over the corpus: the clusters of gold and of predicted mentions; one with a twin is named as the gold one."""

    key: Homes = field(default_factory=dict)
    response: Homes = field(default_factory=dict)

    def add(self, document: str, gold: Mapping[Offsets, Hashable], given: Mapping[Offsets, tuple[Offsets, Hashable]]) -> None:
        """Count a document's mentions: gold spans with their clusters; predicted ones with heads and clusters, the narrow first."""
        self.key |= {(document, span): cluster for span, cluster in gold.items()}
        free = set(gold)
        for span, (head, cluster) in sorted(given.items(), key=lambda item: (item[0][1] - item[0][0], item[0])):
            twin = min((g for g in free if touch(g, head)), default=None)
            free.discard(twin or span)
            self.response[(document, twin) if twin else (document, "alone", span)] = cluster

    def score(self, shared: bool = False) -> Conll:
        """The measures over the corpus."""
        both = self.key.keys() & self.response.keys()
        total = Conll()
        total.add(*(clusters({m: c for m, c in side.items() if not shared or m in both}) for side in (self.key, self.response)))
        return total


def events(rows: Iterable[Row]) -> Iterator[tuple[Offsets, Offsets, Hashable]]:
    """The spans, heads and clusters of the events read: one cluster for those that *same* joins."""
    found = {r["id"]: r for r in rows if r["kind"] == "event"}
    links = ((r["subject"], r["object"]) for r in rows if r["kind"] == "link" and r["relation"] == "same")
    group = families((a, b) for a, b in links if a in found and b in found)
    for i, row in found.items():
        cue = row.get("cue") or row["evidence"]
        yield (cue["start"], cue["end"]), (cue["start"], cue["end"]), group.get(i, i)


def participants(rows: Iterable[Row]) -> Iterator[tuple[Offsets, Offsets, Hashable]]:
    """The spans, heads and actors of the role mentions read."""
    for row in rows:
        for role in KINDS[row["kind"]].roles if row["kind"] in KINDS else ():
            for m in row.get(role) or ():
                if m.get("actor"):
                    head = apart(m["text"]).head
                    at = m["start"] + max(0, m["text"].lower().find(head))
                    yield (m["start"], m["end"]), (at, at + max(1, len(head))), m["actor"]


def score(records: Iterable[Row]) -> dict[str, Side]:
    """The two sorts of mentions over all documents, each as read by sayso now."""
    sides = {sort: Side() for sort in TYPES}
    for record in records:
        text, name = record["text"], record["id"]
        rows = ledger_rows(name, text)
        validated = set(record["validated_sentences"])
        for sort, read in (("event", events), ("participant", participants)):
            gold = {
                (m["start"], m["end"]): m.get("coref") or (name, m["id"]) for m in record["mentions"] if m["type"].startswith(TYPES[sort])
            }
            given: dict[Offsets, tuple[Offsets, Hashable]] = {}
            for span, head, cluster in read(rows):
                if text.count("\n", 0, head[0]) in validated:
                    given[span] = head, (name, cluster) if sort == "event" else cluster
            sides[sort].add(name, gold, given)
    return sides


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the development documents of ECB+, or those whose ids ``only`` lists."""
    table: list[tuple[Cell, ...]] = []
    for sort, side in score(anew(gold_dir / WHERE, only, predicted)).items():
        for name, conll in ((f"{sort}s", side.score()), (f"{sort}s, shared", side.score(shared=True))):
            size = [int(conll.b3.gold), int(conll.b3.predicted)]
            for measure, tally in conll.measures.items():
                table.append((f"{name}: {measure}", *size, tally.precision, tally.recall, tally.f1))
            table.append((f"{name}: CoNLL", *size, None, None, conll.f1))
    return Report(TITLE, (Table("Coreference over the corpus, mentions as read", ("measure", "gold", "pred", "P", "R", "F1"), table),))
