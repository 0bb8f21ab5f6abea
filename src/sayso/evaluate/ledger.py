"""Ledgers against annotated ones: what was found, and of what was found, what is right.

An entry is *found* when a predicted entry of its kind has a cue that touches its cue, or evidence at IoU .5 or more;
each is used once, best first. Over the found: *roles* (F1 of role spans at token overlap of half or more), *factuality*,
*source* (the innermost source touches a speaker of the gold statement, or both have none), *type* (of events).
*full* is the F1 of entries right in all of these (of the roles: every filler of the first one that the gold gives).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.evaluate.coreference import Conll, clusters
from sayso.evaluate.gold import GoldDocument, Offsets, annotated, iou, ledger, load, touch
from sayso.evaluate.measure import Report, Share, Table, Tally
from sayso.evaluate.predictions import rows as ledger_rows
from sayso.kinds import KINDS
from sayso.model import FACTUALITY, RELATIONS

TITLE = "the nine kinds"
SYMMETRIC = ("same", "denies")

Row = Mapping[str, Any]


@dataclass(slots=True)
class KindScore:
    """The figures of one kind. ``labels`` are counted where the gold gives one."""

    found: Tally = field(default_factory=Tally)
    roles: Tally = field(default_factory=Tally)
    full: Tally = field(default_factory=Tally)
    factuality: Share = field(default_factory=Share)
    author: Share = field(default_factory=Share)
    source: Share = field(default_factory=Share)
    type: Share = field(default_factory=Share)
    labels: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))

    def __iadd__(self, other: KindScore) -> KindScore:
        self.found += other.found
        self.roles += other.roles
        self.full += other.full
        self.factuality += other.factuality
        self.author += other.author
        self.source += other.source
        self.type += other.type
        for label, share in other.labels.items():
            self.labels[label] += share
        return self


@dataclass(slots=True)
class Score:
    """The figures of a set of documents, summed."""

    documents: int = 0
    kinds: dict[str, KindScore] = field(default_factory=lambda: {k: KindScore() for k in KINDS})
    factuality: Counter[tuple[str, str]] = field(default_factory=Counter)  # (gold, predicted) of the found
    counts: Tally = field(default_factory=Tally)
    links: dict[str, Tally] = field(default_factory=lambda: {r: Tally() for r in RELATIONS})
    actors: Conll = field(default_factory=Conll)
    actors_of_shared: Conll = field(default_factory=Conll)

    def add(self, gold: GoldDocument, rows: Iterable[Row]) -> None:
        """Count one document and its predicted ledger, as the rows of its JSON Lines form."""
        rows = list(rows)
        self.documents += 1
        twin: dict[str, str] = {}
        by_id = {e["id"]: e for e in gold.entries}
        for kind, score in self.kinds.items():
            golds = [e for e in gold.entries if e["kind"] == kind]
            predicted = [r for r in rows if r.get("kind") == kind]
            matches = match(golds, predicted)
            full = 0
            for g, p in ((golds[i], predicted[j]) for i, j in matches):
                twin[p.get("id", "")] = g["id"]
                full += self._compare(gold.text, g, p, score, by_id)
            score.found.add(len(matches), len(predicted), len(golds))
            score.full.add(full, len(predicted), len(golds))
        self._add_links(gold, [r for r in rows if r.get("kind") == "link"], twin)
        self._add_actors(gold, rows)

    def _compare(self, text: str, gold: Row, row: Row, score: KindScore, by_id: Mapping[str, Row]) -> bool:
        """Whether a found entry is right in everything that ``full`` asks for."""
        main_right: bool | None = None
        for role in KINDS[gold["kind"]].roles:
            wanted, given = gold[role], _spans(row.get(role))
            hits = sum(any(close(text, w, g) for g in given) for w in wanted)
            score.roles.add(hits, len(given), len(wanted))
            if wanted and main_right is None:
                main_right = hits == len(wanted)
        factuality = row.get("factuality") == gold["fact"]
        source = _same_source(gold, row, by_id)
        kind = gold["kind"] != "event" or row.get("event_type") == gold.get("type")
        score.factuality.add(factuality)
        score.author.add(row.get("author_factuality") == (gold.get("author") or ("Uu" if gold["in"] else gold["fact"])))
        score.source.add(source)
        score.type.add(kind)
        self.factuality[gold["fact"], str(row.get("factuality"))] += 1
        for label in KINDS[gold["kind"]].labels:
            if label != "event_type" and gold.get(label) is not None:
                score.labels[label].add(row.get(label) == gold[label])
        if gold["kind"] == "event":
            counted = [(c["what"], _span(c)) for c in row.get("counts") or []]
            hits = sum(any(w == c["what"] and touch(s, c["span"]) for w, s in counted) for c in gold["counts"])
            self.counts.add(hits, len(counted), len(gold["counts"]))
        return main_right is not False and factuality and source and kind

    def _add_links(self, gold: GoldDocument, rows: Sequence[Row], twin: Mapping[str, str]) -> None:
        for relation, tally in self.links.items():
            wanted = [(x["subject"], x["object"]) for x in gold.links if x["relation"] == relation]
            ends = [(x["subject"], x["object"]) for x in rows if x["relation"] == relation]
            given = [(twin.get(a, f"?{a}"), twin.get(b, f"?{b}")) for a, b in ends]
            expected, proposed = implied(relation, wanted), implied(relation, given)
            tally += Tally(sum(x in expected for x in given), len(given), sum(x in proposed for x in wanted), len(wanted))

    def _add_actors(self, gold: GoldDocument, rows: Sequence[Row]) -> None:
        """Role mentions that name an actor; a predicted one stands for the gold one that it overlaps by half its tokens."""
        key = {(m.start, m.end): m.actor for e in ledger(gold) for r in e.roles for m in e.role(r) if m.actor}
        fillers = [m for r in rows if r.get("kind") in KINDS for role in KINDS[r["kind"]].roles for m in r.get(role) or []]
        response = {_span(m): m["actor"] for m in fillers if m.get("actor")}
        pairs = sorted(((iou(k, r), k, r) for k in key for r in response if close(gold.text, k, r)), reverse=True)
        same: dict[Offsets, Offsets] = {}
        shared: set[Offsets] = set()
        for _, k, r in pairs:
            if r not in same and k not in shared:
                same[r] = k
                shared.add(k)
        # A mention without a twin keeps its own offsets, marked so that it cannot meet a gold mention taken by another.
        found = {same.get(r, ("alone", r)): actor for r, actor in response.items()}
        self.actors.add(clusters(key), clusters(found))
        self.actors_of_shared.add(
            clusters({m: a for m, a in key.items() if m in shared}), clusters({m: a for m, a in found.items() if m in shared})
        )

    @property
    def all(self) -> KindScore:
        """The sum over all kinds."""
        total = KindScore()
        for score in self.kinds.values():
            total += score
        return total

    def factuality_f1(self) -> dict[str, Tally]:
        """The tally of each factuality value that the gold gives to a found entry."""
        out = {}
        for value in FACTUALITY:
            gold = sum(n for (g, _), n in self.factuality.items() if g == value)
            if gold:
                out[value] = Tally()
                out[value].add(self.factuality[value, value], sum(n for (_, p), n in self.factuality.items() if p == value), gold)
        return out

    @property
    def factuality_macro(self) -> float | None:
        """Mean F1 of the factuality values other than CT+, which most entries have; None where the gold has no other."""
        rare = [t.f1 for value, t in self.factuality_f1().items() if value != "CT+"]
        return sum(rare) / len(rare) if rare else None

    def report(self, heading: str) -> Report:
        """The figures as tables."""
        kinds = [*((k, s) for k, s in self.kinds.items()), ("all", self.all)]
        labels = sorted({label for s in self.kinds.values() for label in s.labels})
        labelled = [(label, k, s.labels[label]) for label in labels for k, s in self.kinds.items() if label in s.labels]
        return Report(
            f"{heading}: {self.documents} documents",
            (
                Table(
                    "Entries: found, and right of the found",
                    ("kind", "gold", "pred", "P", "R", "F1", "roles", "fact", "author", "source", "type", "full"),
                    [
                        (k, *_figures(s.found), s.roles.f1, s.factuality.value, s.author.value, s.source.value, s.type.value, s.full.f1)
                        for k, s in kinds
                    ],
                ),
                Table(
                    "Factuality of the found",
                    ("value", "gold", "pred", "P", "R", "F1"),
                    [*_tallied(self.factuality_f1()), ("mean without CT+", None, None, None, None, self.factuality_macro)],
                ),
                Table(
                    "Labels of the found, where the gold gives one",
                    ("label", "kind", "of", "right"),
                    [(n, k, s.of, s.value) for n, k, s in labelled],
                ),
                Table(
                    "Counts of the found events, links, actors of role mentions",
                    ("measure", "gold", "pred", "P", "R", "F1"),
                    [
                        *_tallied({"counts": self.counts} | {f"link {r}": t for r, t in self.links.items() if t.gold or t.predicted}),
                        *_coreferent("actors", self.actors),
                        *_coreferent("actors, shared mentions", self.actors_of_shared),
                    ],
                ),
            ),
        )


def _tallied(tallies: Mapping[str, Tally]) -> list[tuple[str, int, int, float, float, float]]:
    return [(name, *_figures(t)) for name, t in tallies.items()]


def _figures(tally: Tally) -> tuple[int, int, float, float, float]:
    return int(tally.gold), int(tally.predicted), tally.precision, tally.recall, tally.f1


def _coreferent(name: str, conll: Conll) -> list[tuple[str, int | None, int | None, float | None, float | None, float]]:
    parts = {f"{name}: {measure}": tally for measure, tally in conll.measures.items()}
    return [*_tallied(parts), (f"{name}: CoNLL", None, None, None, None, conll.f1)]


def match(golds: Sequence[Row], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Pairs of a gold entry and a predicted one of its kind, by position, each used once, the best first."""
    pairs = []
    for i, gold in enumerate(golds):
        for j, row in enumerate(rows):
            shared, cue = iou(gold["at"], _span(row["evidence"])), row.get("cue")
            met = bool(gold["cue"] and cue and touch(gold["cue"], _span(cue)))
            if met or shared >= 0.5:
                pairs.append((met + shared, i, j))
    out: list[tuple[int, int]] = []
    used_gold, used = set(), set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            out.append((i, j))
    return out


def close(text: str, a: Offsets, b: Offsets) -> bool:
    """Whether two spans share half of their tokens or more (Dice), so that articles and punctuation matter little."""
    if not touch(a, b):
        return False
    shared = len(text[max(a[0], b[0]) : min(a[1], b[1])].split())
    return 4 * shared >= len(text[slice(*a)].split()) + len(text[slice(*b)].split())


def implied(relation: str, links: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The links that some links of one relation state: the other way round where it is symmetric, and for ``same`` all that follows."""
    out = set(links)
    if relation in SYMMETRIC:
        out |= {(b, a) for a, b in out}
    if relation == "same":
        groups: list[set[str]] = []
        for pair in out:
            group = set(pair).union(*(g for g in groups if not g.isdisjoint(pair)))
            groups = [g for g in groups if g.isdisjoint(pair)] + [group]
        out = {(a, b) for group in groups for a in group for b in group if a != b}
    return out


def _same_source(gold: Row, row: Row, by_id: Mapping[str, Row]) -> bool:
    attributions = row.get("attributions") or []
    source = attributions[-1].get("source") if attributions else None
    if not gold["in"] or not attributions:
        return not gold["in"] and not attributions
    speakers = by_id[gold["in"][-1]]["speakers"]
    if not speakers or not source:
        return not speakers and not source
    return any(touch(s, _span(source)) for s in speakers)


def _span(row: Row) -> Offsets:
    return (row["start"], row["end"])


def _spans(filler: Any) -> list[Offsets]:
    return [_span(m) for m in filler or []]


def score(paths: Iterable[Path], predicted: Path | None = None) -> Score:
    """The score of annotated ``ID.txt`` files: of what sayso reads there, or of the ``ID.jsonl`` in the directory ``predicted``."""
    total = Score()
    for path in paths:
        gold = load(path)
        total.add(gold, ledger_rows(gold.id, gold.text, predicted))
    return total


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the annotated documents that ``only`` or ``DEV.txt`` lists, else all."""
    paths, listing = annotated(gold_dir, only)
    return score(paths, predicted).report(TITLE + (f", {listing.name}" if listing else ""))
