"""Scores: precision, recall and F1 by class and property, each with its interval.

An interval is the percentile bootstrap over articles (Efron and Tibshirani, An Introduction to the
Bootstrap, 1993, chapter 13): articles are drawn with replacement, since the errors within one hang
together. Of five articles it says little, and where nothing is wrong it can only say 1.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from lawgraph.model import Kind, Property

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from lawgraph.evaluate.matching import Outcome

CORE_KINDS = frozenset({Kind.INSTITUTION, Kind.OFFICIAL, Kind.PROGRAM, Kind.HONOUR})
CORE_PROPERTIES = frozenset({Property.LEADS, Property.HOLDS_POST, Property.LAUNCHED, Property.AWARDED})

#: The summed rows, and the classes or properties that each sums.
GROUPS: dict[str, tuple[Kind | Property, ...]] = {
    "NODES core": tuple(kind for kind in Kind if kind in CORE_KINDS),
    "NODES all": tuple(Kind),
    "EDGES core": tuple(prop for prop in Property if prop in CORE_PROPERTIES),
    "EDGES all": tuple(Property),
}
MEASURES = ("precision", "recall", "f1")

#: Samples drawn: enough that the bounds stay within 0.005 when the seed changes.
RESAMPLES = 2000
#: Share of the samples that an interval holds.
LEVEL = 0.95
_SEED = 20_210_407


class Figure(NamedTuple):
    """A measure in [0, 1] with the bounds of its interval. None where there is nothing to measure."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one class or property, or of a group: what was found (tp), wrong (fp), missed (fn), told as several nodes."""

    name: str
    tp: int
    fp: int
    fn: int
    split: int
    precision: Figure
    recall: Figure
    f1: Figure


def score(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """Return the rows of all classes, all properties, then the groups, summed over the articles."""
    samples = _samples(len(outcomes))
    members: dict[str, tuple[Kind | Property, ...]] = {one.value: (one,) for one in (*Kind, *Property)}
    return tuple(_row(name, kinds, outcomes, samples) for name, kinds in (members | GROUPS).items())


def _samples(articles: int) -> NDArray[np.int64]:
    """Return how often each article is in each sample, of shape [RESAMPLES, articles].

    The raw bits of PCG64 are the same in every version of numpy, which its methods of drawing are not.
    """
    drawn = np.random.PCG64(_SEED).random_raw(RESAMPLES * articles).reshape(RESAMPLES, articles) % np.uint64(max(articles, 1))
    out = np.zeros((RESAMPLES, articles), dtype=np.int64)
    np.add.at(out, (np.arange(RESAMPLES)[:, None], drawn.astype(np.int64)), 1)
    return out


def _row(name: str, kinds: tuple[Kind | Property, ...], outcomes: Sequence[Outcome], samples: NDArray[np.int64]) -> Row:
    columns = ("tp", "fp", "fn", "split")
    sums = [sum((outcome.counts.get(kind, Counter()) for kind in kinds), Counter[str]()) for outcome in outcomes]
    counts = np.array([[one[column] for column in columns] for one in sums], dtype=np.int64).reshape(len(sums), len(columns))
    total, drawn = counts.sum(axis=0), samples @ counts
    tp, fp, fn, split = (int(one) for one in total)
    figures = [_figure(above, below, drawn, total) for above, below in _RATIOS]
    return Row(name, tp, fp, fn, split, *figures)


#: Precision, recall and F1 as ratios of weighted sums of tp, fp, fn and split.
_RATIOS = (
    (np.array([1, 0, 0, 0]), np.array([1, 1, 0, 0])),
    (np.array([1, 0, 0, 0]), np.array([1, 0, 1, 0])),
    (np.array([2, 0, 0, 0]), np.array([2, 1, 1, 0])),
)


def _figure(above: NDArray[np.int64], below: NDArray[np.int64], drawn: NDArray[np.int64], total: NDArray[np.int64]) -> Figure:
    divisor = int(total @ below)
    if divisor == 0:
        return Figure(None, None, None)
    upper, lower = drawn @ above, drawn @ below
    ratios = upper[lower > 0] / lower[lower > 0]
    edge = (1 - LEVEL) / 2
    low, high = np.quantile(ratios, [edge, 1 - edge])
    return Figure(int(total @ above) / divisor, float(low), float(high))
