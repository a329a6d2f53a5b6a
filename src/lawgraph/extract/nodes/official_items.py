"""Persons in lists and tables, whatever the tagger makes of their names: 甲检察院江德华、乙检察院公诉科许航等 · 李明远 男 青州市司法局 副局长."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Post, Posting
from lawgraph.extract.nodes.honour_recipient_items import with_place
from lawgraph.extract.nodes.name_words import may_be_name
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgraph.extract.nodes.official_posts import Chain
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


#: The cells before a body in a row of a table: a number, the name, the sex.
_ROW = re.compile(rf"[ \u3000]*(?:\d{{1,3}}[.、 ]? *)?(?P<name>[{_HAN}·]{{2,4}})[ \u3000]+(?:[男女][ \u3000]+)?(?=[{_HAN}])")
#: One such line alone may be anything.
_LEAST_ROWS = 2


def find_rows(scene: Scene, chains: Sequence[Chain]) -> Iterator[Posting]:
    """Yield the posts of a table with a person a row: 李明远 男 青州市司法局 副局长."""
    rows: list[Posting] = []
    for chain in chains:
        post = chain[0]
        line, end = scene.folded.rfind("\n", 0, post.start) + 1, scene.folded.find("\n", post.end)
        match = _ROW.match(scene.folded, line, post.start)
        if match is None or scene.folded[post.end : end if end >= 0 else len(scene.folded)].strip(" \u3000"):
            continue
        body = max((one for one in scene.bodies_from(match.end()) if one.end <= post.start), key=lambda one: one.end, default=None)
        if body is None or body.anaphoric or scene.folded[body.end : post.start].strip(" \u3000") or not _is_name(scene, *match.span("name")):
            continue
        name = Mention(*match.span("name"), Kind.OFFICIAL, match["name"])
        rows.append(Posting(name, replace(post, body=body), "resume", post.modality))
    if len(rows) >= _LEAST_ROWS:
        yield from rows
