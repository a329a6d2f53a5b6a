"""Stints: one name at one body for a time, and how two of them stand to each other in place and time."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Modality, Property

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.resolve.things import Body, Local, Post

#: Posts that the passage says are over, or are not begun.
_NOT_HELD = {Modality.FORMER, Modality.PROPOSED}
#: Kinds of organ that are many lines of work (民政局, 教育局): there the name is the line.
_MANY_LINES = {"department", "institution"}
#: Years by which news go on naming a post that is over, and name one before it begins.
LAG = 0.3


class Place(StrEnum):
    """How near two bodies are, the nearest first; each excludes those before it."""

    DIVISION = "same division"
    ABOVE = "superior and subordinate"
    CITY_LINE = "same prefecture and line of work"
    CITY = "same prefecture"
    PROVINCE_LINE = "same province and line of work"
    PROVINCE = "same province"
    ELSEWHERE = "different provinces"


class Gap(StrEnum):
    """The time between two stints."""

    TOGETHER = "at one time"
    NEXT = "within eighteen months"
    LATER = "within four years"
    LONG_AFTER = "after more than four years"


#: What stands for the country where divisions have codes.
NATION = "000000"
#: The longest gap of each kind, in years.
GAPS = ((Gap.NEXT, 1.5), (Gap.LATER, 4.0), (Gap.LONG_AFTER, float("inf")))


@dataclass(slots=True)
class Stint:
    """One name at one body: from the first to the last day, in years, on which an article shows the post held.

    Without a dated passage that shows it held, ``first`` is None.
    """

    name: str
    body: Body
    line: str
    officials: list[Local] = field(default_factory=list)
    first: float | None = None
    last: float = 0.0
    head: bool = False

    @property
    def code(self) -> str:
        """The division of the body, or that of the country for a national body; empty where it has none."""
        return self.body.code or (NATION if self.body.key.startswith("national|") else "")

    def seen(self, when: float) -> None:
        """Take in a day on which the post is held."""
        self.first = when if self.first is None else min(self.first, when)
        self.last = max(self.last, when)


def stints_of(posts: Iterable[Post]) -> list[Stint]:
    """Return the stints that posts tell of, by name and body."""
    found: dict[tuple[str, int], Stint] = {}
    for post in posts:
        name = post.official.name
        stint = found.get((name, post.body.number))
        if stint is None:
            stint = found[name, post.body.number] = Stint(name, post.body, line_of(post.body))
        stint.officials.append(post.official)
        if post.claim.modality not in _NOT_HELD and (when := years(post.claim.since or post.claim.observed)) is not None:
            stint.seen(when)
            stint.head = stint.head or post.claim.property is Property.LEADS
    return sorted(found.values(), key=lambda one: (one.name, one.body.key))


def years(date: str | None) -> float | None:
    """Return a date as years: 2015-07-02 is 2015.5; where only the year is told, its middle."""
    if not date:
        return None
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    return year + ((month - 1) / 12 + max(day - 1, 0) / 365 if month else 0.5)


def line_of(body: Body) -> str:
    """Return the line of work of a body: that of 包头市司法局 is that of 内蒙古自治区司法厅."""
    if body.organ and body.organ not in _MANY_LINES:
        return _lines().get(body.organ, body.organ)
    division = Gazetteer.load().by_code(body.code) if body.code else None
    return body.name.removeprefix(division.name) if division else body.name


@functools.cache
def _lines() -> dict[str, str]:
    return {organ.id: organ.line for organ in Vocabulary.load().organs}


def above(code: str) -> tuple[str, ...]:
    """Return the codes of the divisions above one: 150203 lies in 150200, 150000 and the country."""
    higher = (code[:4] + "00", code[:2] + "0000", NATION)
    return tuple(one for one in dict.fromkeys(higher) if one != code and len(one) <= len(code) and code != NATION)


def place_of(one: Stint, other: Stint) -> Place:
    """Return how near the bodies of two stints are. Both have a division."""
    left, right = one.code, other.code
    line = one.line == other.line
    if left == right:
        return Place.DIVISION
    if line and (left in above(right) or right in above(left)):
        return Place.ABOVE
    if left[:4] == right[:4]:
        return Place.CITY_LINE if line else Place.CITY
    if left[:2] == right[:2]:
        return Place.PROVINCE_LINE if line else Place.PROVINCE
    return Place.ELSEWHERE


def gap_of(one: Stint, other: Stint) -> Gap:
    """Return the time between two stints that are dated."""
    if one.first is None or other.first is None:
        raise ValueError("a stint without a date")
    years_between = max(other.first - one.last, one.first - other.last)
    if years_between < -LAG:
        return Gap.TOGETHER
    return next(gap for gap, longest in GAPS if years_between <= longest)
