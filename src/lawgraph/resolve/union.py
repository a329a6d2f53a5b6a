"""Sets of mentions that are joined one pair at a time, with the reason of every join kept.

Two kinds of bar keep sets apart, whatever chain of joins leads from one to the other. Marks are what a
mention says of its thing that a thing has once: a division's code, a month of birth. A decision says of
two mentions that they are two.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, TypeAlias

from lawgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.model import Mention, MergeReason

Marks: TypeAlias = tuple[tuple[str, str], ...]
"""Sorted pairs: ``(("code", "150200"),)``, ``(("born", "1970-03"), ("gender", "female"))``."""

#: What a person is born with, and once. (Ethnicity is left out: a text may have it wrong or say 少数民族.)
_OF_A_PERSON = frozenset({"born", "gender"})
_WORDS = {"code": "division codes", "born": "dates of birth", "gender": "genders"}


def marks_of(mention: Mention) -> Marks:
    """Return what bars a mention from others: the code of a body or place, birth and gender of a person."""
    if mention.kind is Kind.OFFICIAL:
        return tuple(pair for pair in mention.traits if pair[0] in _OF_A_PERSON) if mention.traits else ()
    if mention.code is not None and mention.kind in {Kind.INSTITUTION, Kind.PLACE}:
        return (("code", mention.code),)
    return ()


class Union:
    """Disjoint sets of the numbers of ``mentions``; the least number stands for its set.

    ``joins`` holds the pairs that made two sets one, in order, so that the pairs of a set of n are
    n - 1 and each of its members can be reached from each other.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        shared: dict[Marks, Marks] = {}  # one tuple for the million mentions that say the same
        self._marks = [shared.setdefault(marks, marks) for marks in map(marks_of, mentions)]
        self._parent = array("q", range(len(self._marks)))
        self._barred: dict[int, dict[int, str]] = {}
        self.joins: list[tuple[int, int, MergeReason, str]] = []

    def find(self, one: int) -> int:
        """Return the number that stands for the set of ``one``."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        return one

    def bar(self, one: int, other: int, decision: str) -> bool:
        """Keep the sets of two numbers apart for good, by a decision's id; return False where they are one already."""
        left, right = self.find(one), self.find(other)
        if left == right:
            return False
        self._barred.setdefault(left, {}).setdefault(right, decision)
        self._barred.setdefault(right, {}).setdefault(left, decision)
        return True

    def obstacle(self, one: int, other: int) -> str | None:
        """Return in words why two sets cannot be one, None where they can: ``two division codes, 110106 and 110112``."""
        left, right = self.find(one), self.find(other)
        if decision := self._barred.get(left, {}).get(right):
            return f"decision {decision}"
        if differing := clash(self._marks[left], self._marks[right]):
            name, one_value, other_value = differing
            return f"two {_WORDS[name]}, {one_value} and {other_value}"
        return None

    def join(self, one: int, other: int, reason: MergeReason, detail: str = "") -> bool:
        """Make the sets of two numbers one and keep the reason; return False where a bar keeps them apart."""
        low, high = self.find(one), self.find(other)
        if low == high:
            return True
        if high < low:
            low, high = high, low
        mine, others = self._marks[low], self._marks[high]
        if mine is not others and clash(mine, others):
            return False
        if self._barred and not self._move_bars(low, high):
            return False
        if mine is not others:
            self._marks[low] = together(mine, others)
        self._parent[high] = low
        self.joins.append((one, other, reason, detail))
        return True

    def _move_bars(self, low: int, high: int) -> bool:
        """Give the set of ``low`` the bars of ``high``, which joins it; return False where the two are barred."""
        bars = self._barred.get(high, {})
        if low in bars:
            return False
        for other, decision in self._barred.pop(high, {}).items():
            self._barred[other].pop(high)
            self._barred[other].setdefault(low, decision)
            self._barred.setdefault(low, {}).setdefault(other, decision)
        return True


class Gathering:
    """Who was met under each key, so far: one mention of each of the sets that bars keep apart, mostly a single one."""

    def __init__(self, union: Union) -> None:
        self._union = union
        self._met: dict[object, list[int]] = {}

    def add(self, key: object, number: int, reason: MergeReason, detail: str = "") -> None:
        """Join a mention with the first under ``key`` that no bar keeps from it."""
        met = self._met.setdefault(key, [])
        if not any(self._union.join(one, number, reason, detail) for one in met):
            met.append(number)


def clash(marks: Marks, others: Marks) -> tuple[str, str, str] | None:
    """Return the first mark that differs, with both values; of two dates, 1970 and 1970-03 do not."""
    theirs = dict(others)
    for name, value in marks:
        other = theirs.get(name, value)
        if value != other and not (name == "born" and (value.startswith(other) or other.startswith(value))):
            return name, min(value, other), max(value, other)
    return None


def together(marks: Marks, others: Marks) -> Marks:
    """Return the marks of both; of two dates that agree the fuller one."""
    whole = dict(marks)
    for name, value in others:
        whole[name] = max(value, whole.get(name, ""), key=len)
    return tuple(sorted(whole.items()))
