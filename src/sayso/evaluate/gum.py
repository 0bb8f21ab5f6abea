"""Entity coreference with the mentions given: interviews, news and speeches of GUM (Zeldes 2017).

All of a document's annotated entities are given, of any type, and put into chains by the link that the reading uses. Chains are what GUM's
links of identity join (anaphora, lexical coreference, apposition, predication, cataphora, discourse deixis); its bridging links are none.
Counted twice: with the chains of one mention, as GUM annotates them, and, as CoNLL 2012 does, without.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sayso.copies import families
from sayso.evaluate.coreference import Cluster, Conll, clusters
from sayso.evaluate.measure import Cell, Report, Table
from sayso.evaluate.predictions import anew
from sayso.model import Document

TITLE = "GUM, development documents"
WHERE = "documents/gum/coref_dev.jsonl"
IDENTITY = frozenset({"coref", "ana", "cata", "appos", "pred", "disc"})


@dataclass(slots=True)
class Score:
    """The measures over some documents, with and without chains of one mention."""

    documents: int = 0
    all: Conll = field(default_factory=Conll)
    chains: Conll = field(default_factory=Conll)

    def add(self, key: Sequence[Cluster], response: Sequence[Cluster]) -> None:
        """Count one document."""
        self.documents += 1
        self.all.add(key, response)
        self.chains.add([c for c in key if len(c) > 1], [c for c in response if len(c) > 1])

    def rows(self) -> list[Sequence[Cell]]:
        """Precision, recall and F1 of each measure, and their mean F1."""
        out: list[Sequence[Cell]] = []
        for name, conll in (("all", self.all), ("without chains of one", self.chains)):
            for measure, tally in conll.measures.items():
                out.append((f"{name}: {measure}", tally.precision, tally.recall, tally.f1))
            out.append((f"{name}: CoNLL", None, None, conll.f1))
        return out


def gold(record: Mapping[str, Any], relations: Collection[str] = IDENTITY) -> list[Cluster]:
    """The annotated chains of a document that links of these relations make, as sets of mention ids."""
    known = dict.fromkeys(e["id"] for e in record["entities"])
    links = ((link["src"], link["tgt"]) for link in record["coref"] if link["type"] in relations)
    chain = families((a, b) for a, b in links if a in known and b in known)
    return clusters({i: chain.get(i, i) for i in known})


def linked(record: Mapping[str, Any]) -> list[Cluster]:
    """The chains that the reading's link makes of a document's mentions."""
    from sayso import encoder, mentions
    from sayso.actors.links import Mentions

    document = Document.of(record["text"], id=record["id"])
    scores = encoder.load()(document.text)
    placed = [(e["start"], e["end"], e["id"], scores.tokens.inside(e["start"], e["end"])) for e in record["entities"]]
    given = sorted((start, end, i, inside) for start, end, i, inside in placed if inside)
    if not given:
        return [{i} for _, _, i, _ in placed]
    at, names = np.array([inside for _, _, _, inside in given]), scores.inventory.actor_types
    types = mentions.softmax(scores.mean(at, "actor_type"))
    spans = [document.span(start, end) for start, end, _, _ in given]
    link = mentions.links(scores, at, [mentions.Wording(s.start, s.end, s.text) for s in spans], types)
    link[Mentions(document, spans, [names[k] for k in types.argmax(1)], types[:, names.index("person")]).unlike()] = -np.inf
    return [{given[i][2] for i in chain} for chain in mentions.chains(link)]


def score(records: Iterable[Mapping[str, Any]]) -> Score:
    """The score of the reading's link over these documents."""
    total = Score()
    for record in records:
        total.add(gold(record), linked(record))
    return total


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the development documents of GUM, or those whose ids ``only`` lists."""
    found = score(anew(gold_dir / WHERE, only, predicted))
    return Report(
        f"{TITLE}: {found.documents} documents", (Table("Coreference of given mentions", ("measure", "P", "R", "F1"), found.rows()),)
    )
