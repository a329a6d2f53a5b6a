"""Persons named behind their bodies in a list, whatever the tagger makes of their names: 甲检察院江德华、乙检察院公诉科许航等."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Post, Posting
from lawgraph.extract.nodes.honour_recipient_items import with_place
from lawgraph.extract.nodes.name_words import may_be_name
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene

_HAN = "\u4e00-\u9fff"
#: A unit of the body and a name of two or three letters, to the end of the item.
_ITEM = re.compile(rf"(?P<unit>[{_HAN}]{{1,7}}?[科处室庭队股组局]|第[一二三四五六七八九十]+分院)?(?P<name>[{_HAN}]{{2,3}})(?:\((?:女|[{_HAN}]{{1,4}}族)\))?(?=、|和[{_HAN}]{{4}}|等)")
_BEFORE = "、,;:。\n 和"
#: Bodies before whose names stand titles, or that name where somebody is.
_NOBODYS = frozenset({"media", "party-committee", "government", "peoples-congress", "cppcc"})
#: One item alone may be anything; so many of one form are persons.
_LEAST = 3


def find_items(scene: Scene) -> Iterator[Posting]:
    """Yield a posting without a title for each item of such a list."""
    found: dict[int, list[Posting]] = {}
    longest: dict[int, Mention] = {}
    for body in scene.institutions:
        if not body.anaphoric and body.organ not in _NOBODYS and (body.start not in longest or longest[body.start].end < body.end):
            longest[body.start] = body
    if len(longest) < _LEAST:
        return
    for body in longest.values():
        start = with_place(scene, 0, body.start)
        if start and scene.folded[start - 1] not in _BEFORE:
            continue
        item = _ITEM.match(scene.folded, body.end)
        if item is None or not _is_name(scene, *item.span("name")):
            continue
        house = body
        if item["unit"]:
            house = Mention(body.start, item.end("unit"), Kind.INSTITUTION, body.name + item["unit"], (), body.code, "institution")
        begin, end = item.span("name")
        posting = Posting(Mention(begin, end, Kind.OFFICIAL, scene.quote(begin, end)), Post(begin, begin, house.start, "", False, house), "body-name")
        found.setdefault(scene.text.sentence(begin).start, []).append(posting)
    for postings in found.values():
        if len(postings) >= _LEAST:
            yield from postings


def _is_name(scene: Scene, start: int, end: int) -> bool:
    """Tell whether letters begin with a surname and are no word and no title."""
    text = scene.folded[start:end]
    vocabulary = Vocabulary.load()
    if text[0] not in vocabulary.surnames or not may_be_name(text) or text.endswith((*vocabulary.posts["heads"], *vocabulary.posts["others"])):
        return False
    token = scene.tokens.at(start)
    return token is None or token.start < start or token.end < end or token.tag.startswith("nr")
