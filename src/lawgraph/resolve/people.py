"""Officials across articles: which of one name are one person, and why.

The surest reason first: one name at one body; one text that names both bodies of a move; then a name at
bodies so near that chance hardly puts two of its bearers there (:mod:`lawgraph.resolve.chance`). What
forbids goes before all: a different month of birth or gender, two heads' posts at one time in different
divisions.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from lawgraph.model import MergeReason
from lawgraph.resolve.chance import Chance
from lawgraph.resolve.company import unposted_joins
from lawgraph.resolve.familiar import familiar_joins
from lawgraph.resolve.misspelt import misspelt_joins
from lawgraph.resolve.placing import is_provisional, place_bodies
from lawgraph.resolve.stints import Gap, Place, gap_of, place_of, stints_of
from lawgraph.resolve.things import Join
from lawgraph.resolve.union import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgraph.resolve.stints import Stint
    from lawgraph.resolve.things import Local, Post

#: The highest probability of two people at which a name is still taken for one. Joins at the limit are
#: few: with the sure ones, one pair in several hundred is then wrong (benchmarks/README.md).
LIMIT = 0.05


def official_joins(officials: Sequence[Local], posts: Iterable[Post]) -> Iterator[Join]:
    """Yield the officials of different articles that are one person, and the bodies that their staff tells.

    The answer does not depend on the order of either.
    """
    known = list(posts)
    settled = stints_of(post for post in known if not is_provisional(post))
    chance = Chance(settled, (one.name for one in officials))
    placed, joins = place_bodies(known, settled, chance)
    yield from joins
    named: dict[str, list[Stint]] = defaultdict(list)
    for stint in stints_of(placed):
        named[stint.name].append(stint)
    people: dict[int, int] = {}
    for group in named.values():
        yield from _people(group, chance, people)
    yield from misspelt_joins(named)
    posted = {post.official.number for post in known}
    unposted = [one for one in officials if one.number not in posted]
    yield from familiar_joins(unposted, named, people, chance)
    yield from unposted_joins(unposted, placed, named, people, chance)


class _Person:
    """Stints that are one person's so far."""

    def __init__(self, stint: Stint) -> None:
        self.stints = [stint]
        self.marks = {kind: {value} for official in stint.officials for mention in official.mentions for kind, value in marks_of(mention)}

    def differs(self, other: _Person) -> bool:
        """Tell whether what is stated of both, or their posts, cannot be one person's."""
        if any(kind in other.marks and values.isdisjoint(other.marks[kind]) for kind, values in self.marks.items()):
            return True
        return any(_exclude(one, another) for one in self.stints for another in other.stints)

    def take(self, other: _Person) -> None:
        """Take in all that is known of the other."""
        self.stints += other.stints
        for kind, values in other.marks.items():
            self.marks.setdefault(kind, set()).update(values)


def _exclude(one: Stint, other: Stint) -> bool:
    """Tell whether two posts cannot be held by one person: both heads' at one time, in different divisions."""
    if one.first is None or other.first is None or not one.code or not other.code or one.code == other.code:
        return False
    return gap_of(one, other) is Gap.TOGETHER and one.head and other.head


def _people(stints: list[Stint], chance: Chance, numbers: dict[int, int]) -> Iterator[Join]:
    """Yield the joins among the stints of one name; enter in ``numbers`` who holds each, by its first official."""
    people = {number: _Person(stint) for number, stint in enumerate(stints)}
    owner: dict[int, int] = {}
    for number, stint in enumerate(stints):
        yield from _at_one_body(stint)
        for official in stint.officials:
            # One text that names two bodies of somebody has made their officials one already.
            first = owner.setdefault(official.number, number)
            if people[first] is not people[number]:
                _unite(people, first, number)
    for probability, left, right in sorted(_candidates(stints, people, chance)):
        if people[left] is people[right] or people[left].differs(people[right]):
            continue
        one, other = stints[left], stints[right]
        place = place_of(one, other)
        reason = MergeReason.ADJACENT_BODY if place in {Place.DIVISION, Place.ABOVE} else MergeReason.NEAR_BODY
        detail = f"{one.body.name}, {other.body.name}: {place}, {gap_of(one, other)}; two people of that name with a probability of {probability:.4f}"
        yield Join(one.officials[0], other.officials[0], reason, detail)
        _unite(people, left, right)
    for number, stint in enumerate(stints):
        numbers[stint.officials[0].number] = min(one.officials[0].number for one in people[number].stints)


def _at_one_body(stint: Stint) -> Iterator[Join]:
    """Yield the joins of those of one name at one body, each with the first of whom nothing else is stated."""
    met: list[Local] = []
    for official in dict.fromkeys(stint.officials):
        stated = dict(pair for mention in official.mentions for pair in marks_of(mention))
        alike = [one for one in met if not any(stated.get(kind, value) != value for mention in one.mentions for kind, value in marks_of(mention))]
        if alike:
            yield Join(alike[0], official, MergeReason.SAME_BODY, stint.body.name)
        if not alike or stated:
            met.append(official)


def _unite(people: dict[int, _Person], left: int, right: int) -> None:
    kept, gone = people[left], people[right]
    kept.take(gone)
    for number, person in people.items():
        if person is gone:
            people[number] = kept


def _candidates(stints: list[Stint], people: dict[int, _Person], chance: Chance) -> Iterator[tuple[float, int, int]]:
    """Yield pairs of stints that chance does not explain."""
    for left, right in combinations(range(len(stints)), 2):
        one, other = stints[left], stints[right]
        if people[left] is people[right] or one.first is None or other.first is None or not one.code or not other.code:
            continue
        probability = chance.namesakes(one, other)
        if probability <= LIMIT:
            yield probability, left, right
