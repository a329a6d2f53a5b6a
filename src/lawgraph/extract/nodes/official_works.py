"""Persons who are named with their work: 导演何平, 记者李强, 拉森教授.

The work makes an official of its bearer; it is a post at no body, so no claim comes of it. The
reporters of a page are its makers and no part of what it tells: where an article has a title in
words or creators, its reporters are left out. A bare sentence is no page, and whom it calls a reporter is one.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Post, Posting
from lawgraph.extract.nodes.foreign_names import LETTERS, STRONG, foreign_at, leftmost
from lawgraph.extract.nodes.japanese_names import japanese_at
from lawgraph.extract.nodes.name_words import HAN, NEVER_LAST, Name, is_private, may_be_name, name_words
from lawgraph.extract.nodes.official_names import (
    name_at,
    name_before,
    opens_a_name,
    original_of,
    person_at,
    polite,
    stands_alone,
    stranger_before,
    surely_ends,
)
from lawgraph.extract.tokens import is_guess
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.extract.tokens import Token
    from lawgraph.lexicon.matcher import Found
    from lawgraph.model import Article

#: The longest sentence that stands alone in collections of sentences has fifty letters.
_BARE = 60
#: What makes another word of a word of work: 律师|事务所, 教师|节, 明星|队.
_NO_PERSON = ("事务所", "协会", "行业", "馆", "生", "团", "队", "节", "家", "证", "们", "会", "界", "级", "楼", "赛", "版", "资格", "公寓", "宣传", "工作", "管理", "执业")
_GAP = re.compile(r"[ /●○◎-]?(?:\([^()\n]{1,12}\))?")
#: Labels that a colon may follow: 作者:金庸.
_LABELS = frozenset({"作者", "译者", "导演", "编剧", "主演", "主持人", "设计", "整理", "编辑", "记者", "摄影", "通讯员", "化妆师", "造型师", "制片人", "监制", "摄影师", "设计师", "教练", "主教练", "裁判", "嘉宾", "选手", "评论员", "撰稿人", "撰文"})
#: Makers and players whose Latin neighbour is a work or a firm: 开发商Valve.
_OF_WORKS = frozenset({"开发商", "解说", "战士", "玩家", "英雄", "明星"})
#: Verbs as well: only names that a bracket or a label closes stand behind them.
_ROW_ALONE = frozenset({"设计", "整理", "编译"})
_BEFORE_LABEL = frozenset({"\n", "(", "/", " ", "、", ",", ";", "。"})
#: 何道洪|等紫砂工艺|大师: a list of names, and what they are.
_CROWD = re.compile(r"等(?:\d*|[一二三四五六七八九十数多两]+)[名位个]?[\u4e00-\u9fff]{0,6}$")
#: 曾担任|设计师|的|杰里米: the work stands before its bearer as a clause.
_CLAUSE = re.compile("(?:时任|曾任|担任|身为|作为|出任)[^,。;:、的 ]{0,12}$")
_LABEL = re.compile(":|包括")
_JOINT = re.compile(r" ?(?:、|和|与|及|以及|/)? ?")
#: The names of reporters that follow each other without a mark are closed by a bracket, the next label or 报道.
_ROW = re.compile(r"(?P<row>[\u4e00-\u9fff]{2,14}?)(?=(?:[文图摄] ?)?/|[)(、]|\s|通讯员|实习生|编辑|摄影|设计|整理|报道|撰文|发自|(?:实习|见习|本报|本刊|[\u4e00-\u9fff]{2}[日晚早时商]报)?记者|$)")

#: 由关锦鹏|当|监制 · 范保文|是宜兴的一位著名|画家: an act joins anywhere, 是 and 为 only behind a name that opens its clause.
_JOINED = re.compile(
    r"(?:曾经?|还|也|都|则|一直|先后|将|现|已|又|仍|才|便|正式|同时)*(?:(?P<act>当|任|担任|出任)过?|是|为|系)"
    r"(?:[\u4e00-\u9fff]{0,9}(?:著名|知名|的|首席|一[个位名])|知名?[\u4e00-\u9fff]{2,4}|著名[\u4e00-\u9fff]{2,4})?$"
)
#: Whoever is told to be one of these is a private citizen: 张某某是一家公司的老板.
_ORDINARY = frozenset({"老板", "老板娘", "店长", "商人", "股民", "教师", "老师", "医生", "护士"})
#: What stands in brackets between a name and a form of address: 尔冬升(blog)|导演, 拉森(Larsen)|教授.
_ASIDE = re.compile(r" ?\([^()\n]{1,12}\)$")
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
    page = _is_page(scene.article)
    for found in scene.text.found(Term.WORK):
        in_row = found.word in _words("rows")
        if (page and (in_row or (found.word in _LABELS and scene.folded.startswith(":", found.end)))) or _is_other_word(scene, found.end):
            continue  # 作者:张三 tells who wrote the page
        if not scene.tokens.starts_at(found.start) and not scene.tokens.starts_at(found.end) and found.end < len(scene.folded):
            continue  # 万州|长江 holds no 州长
        if is_private(scene, found.end):
            # A title that ends here too has been counted with the posts.
            scene.withheld += not any(title.end == found.end for title in scene.text.found(Term.TITLE))
            continue
        names = _names_behind(scene, found, in_row=in_row) if found.word in _words("before") else []
        if not names:
            names = _names_ahead(scene, found, address=found.word in _words("after"))
        if found.word in _words("public"):
            names = [*names, *(one for one in _names_near(scene, found) if all(one.end <= other.start or other.end <= one.start for other in names))]
        for name in names:
            if _in_a_title(scene, name.start):
                continue
            post = Post(found.start, found.end, found.start, found.word, False, None)
            yield Posting(Mention(name.start, name.end, Kind.OFFICIAL, name.text, original_of(scene, name)), post, "work")


def _is_page(article: Article) -> bool:
    """Tell a page, whose reporters are its makers, from a sentence of a collection: one with no title but a number, or the sentence itself."""
    if article.creators:
        return True
    bare = len(article.text) <= _BARE and article.text.startswith(article.title)
    return HAN.search(article.title) is not None and not bare


def _is_other_word(scene: Scene, end: int) -> bool:
    """Tell whether what follows makes another word of a word of work, and opens no name as 赛 of 外长|赛义多夫 does."""
    return scene.folded.startswith(_NO_PERSON, end) and any(len(ending) > 1 or not opens_a_name(scene, end) for ending in _NO_PERSON if scene.folded.startswith(ending, end))


def _names_behind(scene: Scene, found: Found, *, in_row: bool) -> list[Name]:
    """Return the names behind a word of work; in a row, those that follow each other without a mark too."""
    limit = scene.text.sentence(found.start).end
    before = scene.folded[max(0, found.start - 5) : found.start]
    if found.word in _ROW_ALONE and before and before[-1] not in _BEFORE_LABEL and "(" not in before and "/" not in before:
        return []  # 深圳设计|周
    gap = _GAP.match(scene.folded, found.end)
    position = gap.end() if gap else found.end
    if found.word in _LABELS and (label := _LABEL.match(scene.folded, position)):
        position = label.end()
        in_row = in_row or label.group() == ":"
    elif scene.folded.startswith("之一", position):
        position += 2  # 主演|之一|伊春德
    elif scene.folded.startswith("的", position) and _CLAUSE.search(scene.folded, max(0, found.start - _LONGEST_LINK), found.start):
        position += 1
    if found.word in _OF_WORKS and scene.folded[position : position + 1].isascii():
        return []
    out: list[Name] = []
    while position < limit:
        row = _row_of(scene, position) if in_row else []
        if row:
            out.extend(row)
            joint = _JOINT.match(scene.folded, row[-1].end)
            if joint is None or not joint.group():
                break
            position = joint.end()
            continue
        if found.word in _ROW_ALONE:
            break
        name = person_at(scene, position, limit)
        if name is None or not (surely_ends(scene, name) or name.end in {foreign_at(scene, position, limit), japanese_at(scene, position, limit)}):
            name = polite(scene, position) or read_by_tagger(scene, position)
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
    if crowd := _CROWD.search(scene.folded, max(floor, found.start - _LONGEST_LINK), found.start):
        return _list_before(scene, crowd.start(), floor)
    joined = _JOINED.search(scene.folded, max(floor, found.start - _LONGEST_LINK), found.start)
    if joined and found.word not in _ORDINARY:
        name = name_before(scene, joined.start(), floor)
        opens = name is not None and (joined["act"] is not None or scene.folded[name.start - 1 : name.start] in {"", "\n", "。", ",", ";"})
        if name is not None and opens and stands_alone(scene, name):
            return [name]
        stranger = stranger_before(scene, joined.start(), floor)
        return [stranger] if stranger is not None else []
    if _NAMED_AS.match(scene.folded, found.end):
        name = person_at(scene, found.end + 1, scene.text.sentence(found.start).end)
        return [name] if name is not None and surely_ends(scene, name) else []
    if beside := _beside(scene, found, floor):
        return beside
    if not address:
        return []
    aside = _ASIDE.search(scene.folded, max(floor, found.start - _LONGEST_LINK), found.start)
    name = one_before(scene, aside.start() if aside else found.start, floor)
    return [name] if name is not None else []


def _beside(scene: Scene, found: Found, floor: int) -> list[Name]:
    """Return whoever the work is told of in brackets or between commas: 吉姆·泰勒|(监制), 章明,|著名导演,."""
    match = _APPOSED.search(scene.folded, max(floor, found.start - _LONGEST_LINK), found.start)
    if match is None or found.word in _ORDINARY or scene.folded[found.end : found.end + 1] not in _CLOSES_APPOSED[match["mark"]]:
        return []
    name = one_before(scene, match.start(), floor)
    opens = name is not None and (match["mark"] == "(" or scene.folded[floor : name.start].strip() == "")
    return [name] if name is not None and opens else []


_APPOSED = re.compile(r" ?(?P<mark>[(,])[^(),。;:、\n]{0,12}$")
_CLOSES_APPOSED = {"(": frozenset("),、/"), ",": frozenset(",。") | {""}}


def one_before(scene: Scene, end: int, floor: int) -> Name | None:
    """Return the name, of whatever tongue, that ends at ``end``."""
    name = name_before(scene, end, floor)
    stranger = stranger_before(scene, end, floor)
    if stranger is not None and name is not None and stranger.start < name.start and set(name.text) <= set(LETTERS):
        return stranger  # 里|贝里
    if name is not None and stands_alone(scene, name):
        return name
    return stranger or _token_before(scene, end)


def _list_before(scene: Scene, end: int, floor: int) -> list[Name]:
    """Return the names of a list that ends at ``end``: 皮耶罗、内德维德|等老将."""
    out: list[Name] = []
    while (name := one_before(scene, end, floor)) is not None:
        out.insert(0, name)
        if name.start - 1 <= floor or scene.folded[name.start - 1] not in "、和与及":
            break
        end = name.start - 1
    return out


def _names_near(scene: Scene, found: Found) -> list[Name]:
    """Return the names within ten letters of a public work: both the tagger and the letters must say that they are names."""
    sentence = scene.text.sentence(found.start)
    out: list[Name] = []
    for token in scene.tokens.between(max(0, found.start - 2 * _NEAR), min(len(scene.folded), found.end + _NEAR)):
        if not (token.tag.startswith("nr") or token.word in STRONG or is_guess(token.word)) or (out and token.start < out[-1].end):
            continue
        name = _foreigner(scene, token)
        if name is not None and found.word in _OF_STATE and not name_words().after_long.at(scene.folded, name.end):
            name = None
        if name is not None and name.start < found.end and found.start < name.end:
            continue  # 博士|生
        inside = max(sentence.start, found.start - _NEAR) <= token.start < sentence.end  # a citizen of the next sentence is none of them
        if name is None and inside and token.tag.startswith("nr") and 2 <= len(token.word) <= 3 and may_be_name(token.word):
            chinese = name_at(scene, token.start, token.end)
            # Foreigners' names look like those of clubs and places (切尔西): those need more.
            if chinese is not None and chinese.end == token.end and set(chinese.text[1:]) - set(LETTERS) and leftmost(scene, token.start) == token.start:
                name = chinese
        if name is not None and name.end >= found.start - _NEAR and not _private().at(scene.folded, name.start):
            out.append(name)
    return out


def _in_a_title(scene: Scene, position: int) -> bool:
    """Tell whether a work's own name holds a position: 《大亨|小传》."""
    opened = scene.folded.rfind("《", max(0, position - _NEAR), position)
    return opened >= 0 and scene.folded.find("》", opened, position) < 0


def _foreigner(scene: Scene, token: Token) -> Name | None:
    """Return the foreigner's name of three letters or more that begins with a token, and is no club and no place."""
    if token.word.isascii():
        return None
    start = leftmost(scene, token.start)
    end = foreign_at(scene, start, len(scene.folded))
    if end is not None and scene.folded.startswith("·", end):
        whole = name_at(scene, start)
        end = whole.end if whole is not None else None
    if end is None or end - start < 3 or scene.folded[start - 1 : start] in _OF_SOMETHING or _NO_FOREIGNER.match(scene.folded, end):
        return None
    name = scene.folded[start:end]
    if name in clubs() or any(place.start < end and place.end > start for place in scene.places):
        return None
    # 加拉塔萨雷|主帅 is a club's, 阿拉伯|艺术家 a country's.
    title = next((one.word for one in scene.text.found_in(Term.WORK, end, end + _LONGEST_WORK) if one.start == end), None)
    return Name(start, end, name) if title is None or title in _words("after") else None


_LONGEST_WORK = 6
#: What stands right before the name of a place, a work or a part of a name.
_OF_SOMETHING = frozenset("在赴驻·《“")
#: What follows the name of a place or a club: 阿德莱德|港.
_NO_FOREIGNER = re.compile(r"的?(?:球队|俱乐部|主场|客场|队)|[省市州港区城站湾岛山河号》队]|大学|公司|集团|银行|航空|特种|系列|国际|\d{2}岁的")


@functools.cache
def clubs() -> frozenset[str]:
    """Return the names of clubs, leagues and works that look like a foreigner's."""
    return frozenset(Vocabulary.load().names["clubs"])


_NEAR = 10
#: Whoever holds one of these is named with countries, towns and other leaders: a name needs a verb behind it.
_OF_STATE = frozenset({"总统", "首相", "国务卿", "参议员", "皇帝", "皇后", "国王", "元帅", "将军", "上将", "中将", "少将", "上校", "上尉", "船长", "首领", "公爵"})


def _token_before(scene: Scene, end: int) -> Name | None:
    """Return the token that ends at ``end`` where the tagger takes it for a name: 罗比尼奥|等球星."""
    token = scene.tokens.at(end - 1)
    read = read_by_tagger(scene, token.start) if token is not None and token.end == end else None
    if read is not None and any((place.start, place.end) == (read.start, read.end) for place in scene.places):
        return None  # 徐汇|律师
    return read


def read_by_tagger(scene: Scene, position: int) -> Name | None:
    """Return the token at ``position`` where the tagger takes it for a name that no list of surnames holds: 凡高, 笛安."""
    token = scene.tokens.at(position)
    if token is None or token.start != position or not token.tag.startswith("nr") or not 2 <= len(token.word) <= 6:
        return None
    if not may_be_name(token.word) or scene.folded[position - 1 : position] == "·":
        return None
    if len(token.word) == 3 and token.word[-1] in NEVER_LAST and is_guess(token.word):
        return None  # 崔恺|出了
    return Name(token.start, token.end, token.word)


def _row_of(scene: Scene, position: int) -> list[Name]:
    """Return the names that follow each other without a mark up to a bracket or a label: 记者|陈昆才|李伊琳|上海报道."""
    match = _ROW.match(scene.folded, position)
    if match is None or any(place.start == position for place in scene.places):
        return []
    end = match.end("row")
    best = _cut(scene, position, end)
    for token in reversed(scene.tokens.between(position + 1, end)):
        nearer = _cut(scene, position, token.start) if token.tag == "ns" and len(token.word) > 1 else ()  # where they report from is no name of the row
        if not nearer:
            break
        end, best = token.start, nearer
    if not best and end - position <= 3 and may_be_name(scene.folded[position:end]) and _may_be_pen_name(scene, position, end):
        best = (position,)  # 通讯员|天法宣
    return [Name(start, stop, scene.folded[start:stop]) for start, stop in zip(best, (*best[1:], end), strict=False)]


def _may_be_pen_name(scene: Scene, start: int, end: int) -> bool:
    """Tell whether letters are no word of a dictionary as a whole: 天法宣, not 仪式."""
    token = scene.tokens.at(start)
    return token is not None and (token.end != end or token.tag.startswith("nr") or is_guess(token.word))


def _cut(scene: Scene, start: int, end: int) -> tuple[int, ...]:
    """Return where the names begin that fill [start, end): the cut that has most words of the tagger's begin with a name."""
    return max(_splits(scene.folded, start, end), key=lambda starts: sum(map(scene.tokens.starts_at, starts)), default=())


def _splits(letters: str, start: int, end: int) -> Iterator[tuple[int, ...]]:
    """Yield the ways to cut letters into names, each of which begins with a surname: where each name starts, longer names first."""
    for length in (3, 2, 4):
        stop = start + length
        name = letters[start:stop]
        if stop > end or not _may_open(name) or not may_be_name(name):
            continue
        if stop == end:
            yield (start,)
        for rest in _splits(letters, stop, end):
            yield (start, *rest)


def _may_open(name: str) -> bool:
    """Tell whether letters begin with a surname: one letter of it for two or three letters, two for four."""
    surnames = Vocabulary.load().surnames
    return name[:2] in surnames if len(name) == 4 else name[0] in surnames
