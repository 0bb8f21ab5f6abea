"""Coreference: MUC, B³ and CEAFe, whose mean F1 is the CoNLL score.

MUC: Vilain et al. 1995. B³: Bagga and Baldwin 1998. CEAFe: Luo 2005. Mentions without a twin on the other side count as in
Pradhan et al. 2014, "Scoring coreference partitions of predicted mentions". Clusters of one mention count in B³ and CEAFe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from sayso.evaluate.measure import Tally

Cluster = Set[Hashable]


@dataclass(slots=True)
class Conll:
    """The three measures, summed over documents."""

    muc: Tally = field(default_factory=Tally)
    b3: Tally = field(default_factory=Tally)
    ceafe: Tally = field(default_factory=Tally)

    def add(self, key: Sequence[Cluster], response: Sequence[Cluster]) -> None:
        """Count one document: its gold clusters and the predicted ones, each mention in at most one cluster of a side."""
        self.muc += Tally(
            right=_muc(response, key), predicted=_links(response), covered=_muc(key, response), gold=_links(key)
        )  # fmt: skip
        self.b3 += Tally(right=_b3(response, key), predicted=_size(response), covered=_b3(key, response), gold=_size(key))
        self.ceafe.add(_ceafe(key, response), len(response), len(key))

    @property
    def measures(self) -> dict[str, Tally]:
        """The three, by name."""
        return {"MUC": self.muc, "B³": self.b3, "CEAFe": self.ceafe}

    @property
    def f1(self) -> float:
        """The CoNLL score: the mean of the three F1."""
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3


def clusters(homes: Mapping[Any, Hashable]) -> list[Cluster]:
    """The mentions of each cluster, from the cluster of each mention."""
    out: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in homes.items():
        out[cluster].add(mention)
    return list(out.values())


def _size(clusters: Iterable[Cluster]) -> int:
    return sum(len(c) for c in clusters)


def _links(clusters: Iterable[Cluster]) -> int:
    return sum(len(c) - 1 for c in clusters)


def _muc(clusters: Iterable[Cluster], others: Iterable[Cluster]) -> int:
    """The links of ``clusters`` that survive when each is cut up by ``others``."""
    home = {mention: number for number, other in enumerate(others) for mention in other}
    return sum(len(c) - len({home.get(m, ("alone", m)) for m in c}) for c in clusters)


def _b3(clusters: Iterable[Cluster], others: Iterable[Cluster]) -> float:
    home = {mention: other for other in others for mention in other}
    nobody: Cluster = frozenset()
    return sum(len(c & home.get(m, nobody)) / len(c) for c in clusters for m in c)


def _ceafe(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """The similarity of the best one-to-one pairs of clusters, found apart where no shared mention joins clusters, however indirectly."""
    home = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    groups: dict[int, tuple[list[Cluster], set[int]]] = {}  # of gold clusters and the numbers of the others, by each such number
    for cluster in key:
        met = {home[m] for m in cluster if m in home}
        together: tuple[list[Cluster], set[int]] = ([cluster], met)
        for one in {id(groups[n]): groups[n] for n in met if n in groups}.values():
            together[0].extend(one[0])
            together[1].update(one[1])
        groups |= dict.fromkeys(together[1], together)
    apart = {id(group): group for group in groups.values()}.values()
    return sum(most([[2 * len(k & response[n]) / (len(k) + len(response[n])) for n in met] for k in keys]) for keys, met in apart)


def most(weights: Sequence[Sequence[float]]) -> float:
    """The largest total of one-to-one pairs of a row and a column (Kuhn and Munkres, O(n³)). Weights are not negative."""
    if not weights or not weights[0]:
        return 0.0
    if len(weights) > len(weights[0]):
        weights = list(zip(*weights, strict=True))
    rows, columns = len(weights), len(weights[0])
    # Row 0 and column 0 stand for "none yet"; potentials keep every reduced cost -weight - u - v at 0 or more.
    u, v, taken = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        taken[0], column = row, 0
        slack, before, seen = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        while taken[column]:
            seen[column] = True
            current, step, following = taken[column], float("inf"), 0
            for j in range(1, columns + 1):
                if seen[j]:
                    continue
                cost = -weights[current - 1][j - 1] - u[current] - v[j]
                if cost < slack[j]:
                    slack[j], before[j] = cost, column
                if slack[j] < step:
                    step, following = slack[j], j
            for j in range(columns + 1):
                if seen[j]:
                    u[taken[j]] += step
                    v[j] -= step
                else:
                    slack[j] -= step
            column = following
        while column:
            taken[column], column = taken[before[column]], before[column]
    return sum(weights[taken[j] - 1][j - 1] for j in range(1, columns + 1) if taken[j])
