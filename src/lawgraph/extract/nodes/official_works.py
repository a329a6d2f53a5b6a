"""Persons who are named with their work: 导演何平, 记者李强, 拉森教授.

The work makes an official of its bearer; it is a post at no body, so no claim comes of it. The
reporters of a page are its makers and no part of what it tells: where an article has a title or
creators, its reporters are left out. A bare sentence is no page, and whom it calls a reporter is one.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Post, Posting
from lawgraph.extract.nodes.foreign_names import LETTERS, foreign_at
from lawgraph.extract.nodes.name_words import Name, is_private, may_be_name
from lawgraph.extract.nodes.official_names import (
    name_at,
    name_before,
    names_before,
    original_of,
    person_at,
    stands_alone,
    surely_ends,
)
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.matcher import Found

#: What makes another word of a word of work: 律师|事务所, 教师|节, 明星|队.
_NO_PERSON = ("事务所", "协会", "行业", "团", "队", "节", "家", "证", "们", "会", "界", "级", "楼", "赛", "版", "资格", "公寓", "宣传", "工作", "管理", "执业")
_GAP = re.compile(r"[ /●○◎-]?")
#: Labels that a colon may follow: 作者:金庸.
_LABELS = frozenset({"作者", "译者", "导演", "编剧", "主演", "主持人", "设计", "编辑", "记者", "摄影", "通讯员"})
#: Makers and players whose Latin neighbour is a work or a firm: 开发商Valve.
_OF_WORKS = frozenset({"开发商", "解说", "战士", "玩家", "英雄", "明星"})
_JOINT = re.compile(r" ?(?:、|和|与|及|以及|/)? ?")
#: A name in a reporters' bracket is closed by the bracket, the next label or the place that they report from.
_CLOSED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})(?=[)、 /]|通讯员|实习生|编辑|摄影|报道|撰文)")

#: 由关锦鹏|当|监制 · 范保文|是宜兴的一位著名|画家: an act joins anywhere, 是 and 为 only behind a name that opens its clause.
_JOINED = re.compile(r"(?:(?P<act>当|任|担任|出任)|是|为|系)(?:[\u4e00-\u9fff]{0,9}(?:著名|知名|的))?$")
#: The longest link seen has twelve letters.
_LONGEST_LINK = 14
#: 法定代表人|为|戴剑虹.
_NAMED_AS = re.compile("[为是](?=[\u4e00-\u9fff]{2,4}[,。;)])")


@functools.cache
def _words(table: str) -> frozenset[str]:
    """Return one of the tables of works: before, after, rows, public."""
    return frozenset(Vocabulary.load().posts["works"][table])


@functools.cache
def _private() -> Endings:
    return Endings(_words("private"))


def find_works(scene: Scene) -> Iterator[Posting]:
    """Yield a posting without a body for each person whose work stands beside the name."""
    page = bool(scene.article.title or scene.article.creators)
    for found in scene.text.found(Term.WORK):
        in_row = found.word in _words("rows")
        if (page and (in_row or (found.word in _LABELS and scene.folded.startswith(":", found.end)))) or scene.folded.startswith(_NO_PERSON, found.end):
            continue  # 作者:张三 tells who wrote the page
        if is_private(scene, found.end):
            # A title that ends here too has been counted with the posts.
            scene.withheld += not any(title.end == found.end for title in scene.text.found(Term.TITLE))
            continue
        names = _names_behind(scene, found, in_row=in_row) if found.word in _words("before") else []
        if not names:
            names = _names_ahead(scene, found, address=found.word in _words("after"))
        if found.word in _words("public"):
            names = [*names, *(one for one in _names_near(scene, found) if one not in names)]
        for name in names:
            post = Post(found.start, found.end, found.start, found.word, False, None)
            yield Posting(Mention(name.start, name.end, Kind.OFFICIAL, name.text, original_of(scene, name)), post, "work")


def _names_behind(scene: Scene, found: Found, *, in_row: bool) -> list[Name]:
    """Return the names behind a word of work; in a row, those that follow each other without a mark too."""
    limit = scene.text.sentence(found.start).end
    gap = _GAP.match(scene.folded, found.end)
    position = gap.end() if gap else found.end
    if found.word in _LABELS and scene.folded[position : position + 1] == ":":
        position += 1
    if found.word in _OF_WORKS and scene.folded[position : position + 1].isascii():
        return []
    out: list[Name] = []
    while position < limit:
        name = person_at(scene, position, limit)
        if name is None or not (surely_ends(scene, name) or foreign_at(scene, position, limit) == name.end):
            name = _polite(scene, position) or _read_by_tagger(scene, position) or (_closed(scene, position) if in_row else None)
        if name is None:
            break
        out.append(name)
        joint = _JOINT.match(scene.folded, name.end)
        position = joint.end() if joint else name.end
        if position == name.end and not in_row:
            break
    return out


def _names_ahead(scene: Scene, found: Found, *, address: bool) -> list[Name]:
    """Return the name that a form of address follows, or those of a list: 拉森|教授, 罗比尼奥等|球星."""
    floor = scene.text.sentence(found.start).start
    if scene.folded.endswith("等", floor, found.start):
        several = [name for name in names_before(scene, found.start - 1, floor) if stands_alone(scene, name)]
        return several or _token_before(scene, found.start - 1)
    if joined := _JOINED.search(scene.folded, max(floor, found.start - _LONGEST_LINK), found.start):
        name = name_before(scene, joined.start(), floor)
        opens = name is not None and (joined["act"] is not None or scene.folded[name.start - 1 : name.start] in {"", "\n", "。", ",", ";"})
        return [name] if name is not None and opens and stands_alone(scene, name) else []
    if _NAMED_AS.match(scene.folded, found.end):
        name = person_at(scene, found.end + 1, scene.text.sentence(found.start).end)
        return [name] if name is not None and surely_ends(scene, name) else []
    if not address:
        return []
    name = name_before(scene, found.start, floor)
    if name is not None and stands_alone(scene, name):
        return [name]
    return _token_before(scene, found.start)


def _names_near(scene: Scene, found: Found) -> list[Name]:
    """Return the names within ten letters of a public work: both the tagger and the letters must say that they are names."""
    sentence = scene.text.sentence(found.start)
    out: list[Name] = []
    for token in scene.tokens.between(max(sentence.start, found.start - _NEAR), min(sentence.end, found.end + _NEAR)):
        if not token.tag.startswith("nr") or not 2 <= len(token.word) <= 3 or not may_be_name(token.word):
            continue
        if _private().at(scene.folded, token.start):
            continue
        name = name_at(scene, token.start, sentence.end)
        # Foreigners' names look like those of clubs and places (切尔西): those need their work right beside them.
        if name is not None and (name.start, name.end) == (token.start, token.end) and set(name.text[1:]) - set(LETTERS):
            out.append(name)
    return out


_NEAR = 10


def find_speakers(scene: Scene) -> Iterator[Posting]:
    """Yield whoever opens a line of a recorded talk: 章惠生:首先感谢各位."""
    for line in _SPEAKER.finditer(scene.folded):
        name = name_at(scene, line.start("name"))
        if name is not None and name.end == line.end("name") and _read_by_tagger(scene, name.start) == name:
            post = Post(line.end("name"), line.end(), line.end("name"), "", False, None)
            yield Posting(Mention(name.start, name.end, Kind.OFFICIAL, name.text), post, "work")


#: A speaker's label, with what was said behind it.
_SPEAKER = Keyed(r"(?:^|\n)(?P<name>[\u4e00-\u9fff]{2,4}):(?=[\u4e00-\u9fff“]{2})", ":")


def _token_before(scene: Scene, end: int) -> list[Name]:
    """Return the token that ends at ``end`` where the tagger takes it for a name: 罗比尼奥|等球星."""
    token = scene.tokens.at(end - 1)
    read = _read_by_tagger(scene, token.start) if token is not None and token.end == end else None
    if read is not None and any((place.start, place.end) == (read.start, read.end) for place in scene.places):
        return []  # 徐汇|律师
    return [read] if read is not None else []


def _read_by_tagger(scene: Scene, position: int) -> Name | None:
    """Return the token at ``position`` where the tagger takes it for a name that no list of surnames holds: 凡高, 笛安."""
    token = scene.tokens.at(position)
    if token is None or token.start != position or not token.tag.startswith("nr") or not 2 <= len(token.word) <= 6:
        return None
    if not may_be_name(token.word) or scene.folded[position - 1 : position] == "·":
        return None
    return Name(token.start, token.end, token.word)


#: 专家组长|开彦|先生, 设计师|隈研吾|女士: a form of address closes any name behind a work.
_POLITE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,3})(?=先生|女士|小姐|教授|博士|老师)")


def _polite(scene: Scene, position: int) -> Name | None:
    match = _POLITE.match(scene.folded, position)
    if match is None or not may_be_name(match["name"]):
        return None
    return Name(position, match.end("name"), match["name"])


def _closed(scene: Scene, position: int) -> Name | None:
    match = _CLOSED.match(scene.folded, position)
    if match is None or not may_be_name(match["name"]) or any(place.start == position for place in scene.places):
        return None
    return Name(position, match.end("name"), match["name"])
