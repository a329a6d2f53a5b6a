"""How far a rule is to be trusted: its precision on gold articles that it was not written with."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from typing import NamedTuple


class Record(NamedTuple):
    """What is on record of a rule: ``right`` of its ``n`` claims, and which ``version`` of it was measured (0: none)."""

    n: int
    right: int
    version: int = 0

    @property
    def confidence(self) -> float:
        """The smoothed precision."""
        return smoothed(self.right, self.n)


@functools.cache
def _table() -> dict[str, dict[str, int]]:
    text = resources.files("lawgraph.extract").joinpath("confidence.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def record_of(identifier: str) -> Record:
    """Return what was measured of a rule; of one never measured, 0 of 0."""
    return Record(**_table().get(identifier, {"right": 0, "n": 0}))


def smoothed(right: int, n: int) -> float:
    """Return the precision (right + 1) / (n + 2), to two digits: 0.5 for a rule never measured.

    Laplace's rule of succession: the chance that the next claim is right, where nothing is known of
    the rule before. A rule seen right twice in two cases is at 0.75, not at 1.
    """
    return round((right + 1) / (n + 2), 2)


@functools.cache
def confidence_of(identifier: str) -> float:
    """Return the smoothed precision of a rule, as its claims carry it."""
    return record_of(identifier).confidence
