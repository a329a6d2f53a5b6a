"""Why the mentions of an entity are one: made when asked for, since most are never asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawgraph.model import Anchor, Identity, Merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgraph.model import Entity
    from lawgraph.resolve.things import Spot
    from lawgraph.resolve.union import Union


class Identities(Mapping[tuple[str, str], Identity]):
    """The identity of every entity, by its kind's value and its id, in the order of both.

    ``touched`` holds, by the number of a mention, the ids of the decisions that speak of it.
    """

    def __init__(self, spots: Sequence[Spot], union: Union, entities: Mapping[int, Entity], touched: Mapping[int, Sequence[str]]) -> None:
        self._spots = spots
        self._union = union
        found = {(entity.kind.value, entity.id): number for number, entity in entities.items()}
        self._numbers = {key: found[key] for key in sorted(found)}
        self._touched = touched
        self._members: dict[int, list[int]] | None = None
        self._joins: dict[int, list[int]] = defaultdict(list)

    def __getitem__(self, entity: tuple[str, str]) -> Identity:
        number = self._numbers[entity]
        if self._members is None:
            self._members = self._group()
        members = self._members[number]
        return Identity(
            mentions=tuple(self._anchor(member) for member in members),
            merges=tuple(self._merge(place) for place in self._joins.get(number, ())),
            decisions=tuple(sorted({one for member in members for one in self._touched.get(member, ())})),
        )

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def _group(self) -> dict[int, list[int]]:
        members: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._spots)):
            members[self._union.find(number)].append(number)
        for place, (left, *_) in enumerate(self._union.joins):
            self._joins[self._union.find(left)].append(place)
        return members

    def _merge(self, place: int) -> Merge:
        left, right, reason, detail = self._union.joins[place]
        return Merge(self._anchor(left), self._anchor(right), reason, detail)

    def _anchor(self, number: int) -> Anchor:
        article_id, mention = self._spots[number]
        return Anchor(mention.kind, article_id, mention.start, mention.end, mention.name)
