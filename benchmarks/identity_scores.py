"""Scores of a clustering against the truth: pairwise and B-cubed precision and recall."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

#: A mention: its article, its start, its kind.
Spot = tuple[str, int, Kind]
KINDS = {"officials": {Kind.OFFICIAL}, "institutions": {Kind.INSTITUTION}, "together": {Kind.OFFICIAL, Kind.INSTITUTION}}


class Scores(NamedTuple):
    """Shares between 0 and 1. B-cubed weighs each mention alike (Bagga and Baldwin 1998)."""

    precision: float
    recall: float
    b3_precision: float
    b3_recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of pairwise precision and recall."""
        return _f1(self.precision, self.recall)

    @property
    def b3(self) -> float:
        """B-cubed F1."""
        return _f1(self.b3_precision, self.b3_recall)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(found: Mapping[Spot, Hashable], truth: Mapping[Spot, str]) -> dict[str, Scores]:
    """Return the scores of officials, of institutions and of both. A mention in no cluster is alone."""
    return {name: _score(found, {spot: one for spot, one in truth.items() if spot[2] in kinds}) for name, kinds in KINDS.items()}


def _score(found: Mapping[Spot, Hashable], truth: Mapping[Spot, str]) -> Scores:
    cells = Counter(((spot[2], found.get(spot, spot)), (spot[2], one)) for spot, one in truth.items())
    clusters: Counter[Hashable] = Counter()
    things: Counter[Hashable] = Counter()
    for (cluster, thing), count in cells.items():
        clusters[cluster] += count
        things[thing] += count
    both = _pairs(cells)
    size = max(1, len(truth))
    return Scores(
        both / max(1, _pairs(clusters)),
        both / max(1, _pairs(things)),
        sum(count * count / clusters[cluster] for (cluster, _), count in cells.items()) / size,
        sum(count * count / things[thing] for (_, thing), count in cells.items()) / size,
    )


def _pairs(counts: Mapping[Hashable, int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())
