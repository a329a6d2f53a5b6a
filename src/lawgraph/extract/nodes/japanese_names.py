"""Names of Japan as Chinese text writes them: a family name of the list, then a given name of one to three letters.

Neither the list of Chinese surnames nor the letters of transcriptions tell them: 艺术家|草间弥生, 设计者|村上隆.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.name_words import END, HAN, may_be_name, name_words
from lawgraph.lexicon.affixes import Openings
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene

#: Given names of two letters are the commonest, then those of one; three are seldom.
_GIVEN = (2, 1, 3)
_LONGEST = 6
#: Letters that follow a name and open no given name.
_BEHIND = frozenset("所与和及的在也就曾还等将以为对向任说称")


@functools.cache
def _family() -> Openings:
    return Openings(Vocabulary.load().names["japanese"])


def japanese_at(scene: Scene, start: int, limit: int) -> int | None:
    """Return where the Japanese name that begins at ``start`` ends, or None."""
    family = _family().at(scene.folded, start)
    if family is None or name_words().after.at(scene.folded, start + len(family)):
        return None
    for length in _GIVEN:
        end = start + len(family) + length
        if end <= limit and end - start > 2 and _given(scene, start + len(family), end) and _closed(scene, end):
            return end
    return None


def japanese_before(scene: Scene, end: int, floor: int) -> int | None:
    """Return where the Japanese name that ends at ``end`` begins, or None: 市川准|导演."""
    for start in range(max(floor, end - _LONGEST), end - 2):
        family = _family().at(scene.folded, start)
        if family is not None and 1 <= end - start - len(family) <= _GIVEN[-1] and scene.tokens.starts_at(start) and _given(scene, start + len(family), end):
            return start
    return None


def _given(scene: Scene, start: int, end: int) -> bool:
    given = scene.folded[start:end]
    return HAN.fullmatch(given) is not None and _BEHIND.isdisjoint(given) and may_be_name(given)


def _closed(scene: Scene, end: int) -> bool:
    """Tell whether a name may end here: before a mark, a word that follows names, or any word of its own."""
    following = scene.folded[end : end + 1]
    return not following or following in END or following in _BEHIND or name_words().after.at(scene.folded, end) is not None or scene.tokens.starts_at(end)
