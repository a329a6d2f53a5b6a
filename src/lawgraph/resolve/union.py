"""Sets of mentions that are joined one pair at a time, with the reason of every join kept."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawgraph.model import MergeReason


class Union:
    """Disjoint sets of the numbers below ``size``; the least number stands for its set.

    ``joins`` holds the pairs that made two sets one, in order, so that the pairs of a set of n are
    n - 1 and each of its members can be reached from each other.
    """

    def __init__(self, size: int) -> None:
        self._parent = array("q", range(size))
        self.joins: list[tuple[int, int, MergeReason, str]] = []

    def find(self, one: int) -> int:
        """Return the number that stands for the set of ``one``."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        return one

    def join(self, one: int, other: int, reason: MergeReason, detail: str = "") -> bool:
        """Make the sets of two numbers one and keep the reason; return whether they are one."""
        low, high = self.find(one), self.find(other)
        if low == high:
            return True
        if high < low:
            low, high = high, low
        self._parent[high] = low
        self.joins.append((one, other, reason, detail))
        return True
