"""Causal News Corpus V2 (Tan et al. 2022): which sentences are causal, and the spans of cause, effect and signal as it draws them.

Figures are those of its shared tasks (CASE 2022 and 2023): F1 of causal sentences, and F1 of spans of the three types, a span right when
all its words are; predicted and annotated relations of a sentence are paired so that most spans agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

from sayso.evaluate.measure import MissingGold, Report, Table, Tally
from sayso.evaluate.polnear import WORD, Tokens, tokens
from sayso.evaluate.predictions import anew

TITLE = "Causal News Corpus"
WHERE = "claims/cnc_v2/subtask2_dev.jsonl"
KIND = "causality: "  # and one of the three types
TYPES = ("cause", "effect", "signal")
PAIRED = 4  # relations of a sentence that are tried in every order

Relation = Mapping[str, Sequence[Sequence[int]]]
Chars = tuple[int, int]
Scored = tuple[float, Chars]  # log odds, and where


@dataclass(slots=True)
class Score:
    """The figures of some sentences, summed."""

    sentences: Tally = field(default_factory=Tally)
    spans: dict[str, Tally] = field(default_factory=lambda: {t: Tally() for t in TYPES})

    def add(self, text: str, gold: Sequence[Relation], predicted: Sequence[Relation]) -> None:
        """Count one sentence; relations hold lists of ``(start, end)`` in characters by type."""
        self.sentences.add(bool(gold) and bool(predicted), bool(predicted), bool(gold))
        words = [m.span() for m in WORD.finditer(text)]
        wanted = [_placed(relation, words) for relation in gold]
        given = [_placed(relation, words) for relation in predicted]
        shared = _paired(wanted, given)
        for name, tally in self.spans.items():
            hits = sum(len(a[name] & b[name]) for a, b in shared)
            tally.add(hits, sum(len(g[name]) for g in given), sum(len(w[name]) for w in wanted))

    @property
    def all_spans(self) -> Tally:
        """The sum over the three types."""
        total = Tally()
        for tally in self.spans.values():
            total += tally
        return total


def _placed(relation: Relation, words: Sequence[tuple[int, int]]) -> dict[str, set[Tokens]]:
    return {name: {tokens([span], words) for span in relation.get(name, ())} - {Tokens()} for name in TYPES}


def _paired(
    wanted: list[dict[str, set[Tokens]]], given: list[dict[str, set[Tokens]]]
) -> list[tuple[dict[str, set[Tokens]], dict[str, set[Tokens]]]]:
    """The pairing of relations in which most spans agree; who is first in a pair is left open."""
    short, long = sorted((wanted[:PAIRED], given[:PAIRED]), key=len)
    orders = ([*zip(short, order, strict=True)] for order in permutations(long, len(short)))
    return max(orders, key=lambda pairs: sum(len(a[name] & b[name]) for a, b in pairs for name in TYPES))


def proposed(text: str) -> list[Relation]:
    """What the weights propose as this corpus draws it: an effect and a cause where the log odds of both sum to more than 0."""
    from sayso import encoder
    from sayso.frames import Decoder

    found = dict(zip(TYPES, Decoder(text, encoder.load()(text)).stretches([KIND + name for name in TYPES]), strict=True))
    causes, effects = found["cause"], found["effect"]
    if not causes or not effects or max(causes)[0] + max(effects)[0] <= 0:
        return []
    causes, effects = ([x for x in spans if x[0] > 0] or [max(spans)] for spans in (causes, effects))
    pairs = [(c, min(effects, key=lambda e: _gap(c, e))) for c in causes] if len(causes) > len(effects) else []
    pairs = pairs or [(min(causes, key=lambda c: _gap(c, e)), e) for e in effects]
    signals: list[list[Chars]] = [[] for _ in pairs]
    for signal in found["signal"]:
        if signal[0] > 0:
            nearest = min(range(len(pairs)), key=lambda i: sum(_gap(signal, part) for part in pairs[i]))
            signals[nearest].append(signal[1])
    return [{"cause": [c[1]], "effect": [e[1]], "signal": by} for (c, e), by in zip(pairs, signals, strict=True)]


def _gap(a: Scored, b: Scored) -> int:
    return max(a[1][0] - b[1][1], b[1][0] - a[1][1], 0)


def run(gold_dir: Path, only: Path | None = None, predicted: Path | None = None) -> Report:
    """Score the development sentences, or those whose ids ``only`` lists; ``predicted`` ledgers draw causation otherwise."""
    from sayso import encoder

    rows = anew(gold_dir / WHERE, only, predicted)
    if KIND + TYPES[0] not in encoder.load().inventory.aside:
        raise MissingGold(f"{gold_dir / WHERE}: these weights did not learn its convention")
    score, count = Score(), 0
    for row in rows:
        gold = [{name: [(s["start"], s["end"]) for s in relation if s["label"] == name] for name in TYPES} for relation in row["relations"]]
        score.add(row["text"], gold, proposed(row["text"]))
        count += 1
    tallies = {"causal sentences": score.sentences, "spans": score.all_spans} | {f"spans: {t}": s for t, s in score.spans.items()}
    figures = [(name, int(t.gold), int(t.predicted), t.precision, t.recall, t.f1) for name, t in tallies.items()]
    return Report(f"{TITLE}: {count} sentences", (Table("Causation", ("measure", "gold", "pred", "P", "R", "F1"), figures),))
