"""Bodies that share one kind at the end of a list of places: 利通区、盐池县|司法局 are two bureaus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.lexicon.terms import Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.findings import Place
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Mention

#: How many there are, between the last place and the kind: 杭州、宁波|两市|中级人民法院.
_COUNT = re.compile(r"(?:[两二三四五六七八九十]|\d{1,2})个?(?:[市县区旗州盟]|县区|县市|区县|地)$")
_LEVELS = frozenset("市县区旗州盟地")
#: The longest name of a place with those above it.
_LONGEST = 16
_JOINTS = "、和与及"
#: Kinds of which each division has its own. 政府 and 党委 are told of a list of places in other ways.
_KINDS = ("司法局", "公安局", "法院", "检察院", "中院", "政法委", "中级人民法院", "人民法院", "人民检察院", "普法办", "依法治市办", "监委", "律师协会", "律协", "公证处", "法律援助中心")


def share_kind(scene: Scene, mentions: list[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Return the bodies of the places listed before one with a place of its own, and those bodies that were read with the list's count in their names."""
    made: list[Mention] = []
    wrong: list[Mention] = []
    for found in scene.text.found(Term.ORGAN):
        before = scene.folded[found.start - 1 : found.start]
        if found.word not in _KINDS:
            continue
        count = _COUNT.search(scene.folded, max(0, found.start - 5), found.start) if before in _LEVELS else None
        end = count.start() if count else found.start
        last = next((one for one in scene.places_within(max(0, end - _LONGEST), end) if one.end == end), None)
        if last is None or last.division is None or scene.folded[last.start - 1 : last.start] not in _JOINTS:
            continue
        listed = [*_listed(scene, last), *((last,) if count else ())]
        for one in listed if last.start else ():
            assert one.division is not None
            printed = scene.folded[one.start : one.end] + found.word
            made.append(naming.of_division(one.start, found.end if one is last else one.end, printed, one.division, organ_words().organ_of[found.word], found.word))
        if count:
            wrong += [one for one in mentions if one.end == found.end and one.start >= last.start]
    return made, wrong


def _listed(scene: Scene, last: Place) -> Iterator[Place]:
    """Yield the places of one level that stand before ``last`` in its list."""
    assert last.division is not None
    position = last.start
    while position > 1 and scene.folded[position - 1] in _JOINTS:
        place = next((one for one in scene.places_within(max(0, position - _LONGEST), position) if one.end == position - 1), None)
        if place is None or place.division is None or place.division.level != last.division.level:
            return
        yield place
        position = place.start
