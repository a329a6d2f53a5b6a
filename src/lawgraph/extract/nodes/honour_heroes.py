"""The person whom a portrait is about, where no post is told: 今年77岁的郭凤萍是老党员,…, 周立群同志因…."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.name_words import is_private
from lawgraph.extract.nodes.official_names import name_at
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene

_HAN = "\u4e00-\u9fff"
#: What may open a clause before a name: 今年77岁的|郭凤萍, 在街上走着的|郭凤萍 is none.
_LEAD = re.compile(r"[ \u3000]*(?:(?:今年|现年)?\d{2}岁的|年近[\u4e00-\u9fff]{1,2}的|[\u4e00-\u9fff]{0,2}(?:党员|会员|社员)(?=[\u4e00-\u9fff]{2,3}(?:同志|[,是])))?")
#: What follows a name that opens a portrait.
_AFTER = re.compile("同志(?=[\u4e00-\u9fff,])|,(?:男|女|现年|今年|中共党员|19|20)|是[^,。;]{0,12}(?:党员|人大代表|能手|带头人|热心人)|(?:从警|从检|从业|入职|参加工作)")
#: A name told so often is the one that the article is about, and twice as often as any other.
_OFTEN = 3


def presented(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return the person whom a clause presents by name alone; [] where it opens otherwise."""
    lead = _LEAD.match(scene.folded, start, end)
    position = lead.end() if lead else start
    if is_private(scene, position):
        return []
    name = name_at(scene, position, end)
    if name is None or not re.fullmatch(rf"[{_HAN}]{{2,4}}", name.text):
        return []
    aged = lead is not None and lead.end() > start and scene.folded[lead.end() - 1] == "的"
    if not aged and not _AFTER.match(scene.folded, name.end):
        return []
    token = scene.tokens.at(name.start)
    if token is None or not token.tag.startswith("nr") or not scene.tokens.starts_at(name.end):
        return []
    return [Mention(name.start, name.end, Kind.OFFICIAL, name.text)]


def protagonist(scene: Scene) -> Mention | None:
    """Return the person whom a text names again and again, where it tells of nobody's post."""
    told: Counter[str] = Counter()
    first: dict[str, int] = {}
    for token in scene.tokens.between(0, len(scene.folded)):
        if token.tag.startswith("nr") and 2 <= len(token.word) <= 4:
            told[token.word] += 1
            first.setdefault(token.word, token.start)
    ranked = told.most_common(2)
    if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    word = ranked[0][0]
    name = name_at(scene, first[word])
    if name is None or name.text != word or is_private(scene, name.start):
        return None
    return Mention(name.start, name.end, Kind.OFFICIAL, word)
