"""A name in one wrong character: 张志钢 for 张志刚, where both hold one post of one body at one time.

Not a distance between strings: the names must sound alike, which four in five wrong characters in
Chinese do (Liu et al., "Visually and Phonologically Similar Characters in Incorrect Chinese Words",
TALIP 10(2), 2011), and the one that is met rarely must be met only while the other is in that post.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import MergeReason
from lawgraph.resolve.stints import LAG
from lawgraph.resolve.things import Join

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgraph.resolve.stints import Stint

#: The right form is met at least so many times as often as the wrong one.
_TIMES = 4


def misspelt_joins(named: Mapping[str, Sequence[Stint]]) -> Iterator[Join]:
    """Yield the officials whose name is another's in a wrong character of the same sound."""
    bodies: dict[tuple[int, str, int], list[Stint]] = defaultdict(list)
    for group in named.values():
        for stint in group:
            if stint.first is not None:
                bodies[stint.body.number, stint.name[0], len(stint.name)].append(stint)
    for group in bodies.values():
        for one, other in combinations(group, 2):
            rare, usual = sorted((one, other), key=lambda stint: (len(_articles(stint)), stint.name))
            if _within(rare, usual) and pinyin(rare.name, person=True) == pinyin(usual.name, person=True):
                yield Join(usual.officials[0], rare.officials[0], MergeReason.SAME_SOUND, f"{usual.name}, {rare.name} at {usual.body.name}")


def _within(rare: Stint, usual: Stint) -> bool:
    """Tell whether the one is met seldom, in the same kind of post, and only while the other holds it."""
    if rare.first is None or usual.first is None or rare.head != usual.head:
        return False
    if len(_articles(rare)) * _TIMES > len(_articles(usual)):
        return False
    return usual.first - LAG <= rare.first and rare.last <= usual.last + LAG


def _articles(stint: Stint) -> set[str]:
    return {official.article_id for official in stint.officials}
