"""Why the mentions of an entity are one: made when asked for, since most are never asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawgraph.model import Anchor, Merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgraph.model import Entity
    from lawgraph.resolve.things import Spot
    from lawgraph.resolve.union import Union


class Merges(Mapping[tuple[str, str], tuple[Merge, ...]]):
    """The merges of every entity by its kind's value and its id, in the order in which they were made.

    An entity of one mention has none: its key gives an empty tuple.
    """

    def __init__(self, spots: Sequence[Spot], union: Union, entities: Mapping[int, Entity]) -> None:
        self._spots = spots
        self._numbers = {(entity.kind.value, entity.id): number for number, entity in entities.items()}
        self._joins = union.joins
        self._of: dict[int, list[int]] = defaultdict(list)
        for place, (left, *_) in enumerate(self._joins):
            self._of[union.find(left)].append(place)

    def __getitem__(self, entity: tuple[str, str]) -> tuple[Merge, ...]:
        return tuple(self._merge(place) for place in self._of.get(self._numbers[entity], ()))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(sorted(self._numbers))

    def __len__(self) -> int:
        return len(self._numbers)

    def _merge(self, place: int) -> Merge:
        left, right, reason, detail = self._joins[place]
        return Merge(self._anchor(left), self._anchor(right), reason, detail)

    def _anchor(self, number: int) -> Anchor:
        article_id, mention = self._spots[number]
        return Anchor(mention.kind, article_id, mention.start, mention.end, mention.name)
