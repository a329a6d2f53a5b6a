"""The bodies that titles stand at without naming them in full: 办公室|主任, 局机关|党委书记, a bare 局长."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.findings import Post
    from lawgraph.extract.scene import Scene

#: What a head's title says about the last letters of its body: 局长 leads a 局.
_FITS = {
    "局长": ("局",), "厅长": ("厅",), "院长": ("院",), "所长": ("所",), "会长": ("会",), "部长": ("部",), "校长": ("校", "学", "学院"),
    "处长": ("处",), "科长": ("科",), "股长": ("股",), "司长": ("司",), "庭长": ("庭",), "监狱长": ("监狱",), "站长": ("站",), "支队长": ("支队",), "大队长": ("大队",), "队长": ("队", "大队", "支队"),
    "主任": ("办", "委", "中心", "会", "室", "部", "所", "处", "办公厅", "站"), "组长": ("组",), "馆长": ("馆",), "检察长": ("检察院",), "理事长": ("会",),
    "监事长": ("会",), "总监事": ("会",), "理事": ("会",), "监事": ("会",), "秘书长": ("会", "委", "政府", "政协"), "主席": ("会", "政协", "联", "联合会"), "董事长": ("公司", "集团", "银行"), "总经理": ("公司", "集团"), "院党组书记": ("院",),
    "政委": ("队", "局", "监狱", "所", "处"), "教导员": ("所", "队", "监区"), "监区长": ("监区",), "中队长": ("中队",), "台长": ("台",), "社长": ("社",),
}
_FITTING = Endings(_FITS)


#: The longest short name in brackets behind a body's, with its marks.
_LONGEST_ASIDE = 16


def body_before(scene: Scene, end: int) -> Mention | None:
    """Return the body whose name ends right before a title, the longest."""
    if scene.folded.endswith(")", 0, end) and (opening := scene.folded.rfind("(", max(0, end - _LONGEST_ASIDE), end)) > 0:
        end = opening  # 中国国际经济贸易仲裁委员会(贸仲)|主任
    named = (one for one in scene.bodies_to(end) if one.start < end)
    return min(named, key=lambda one: one.start, default=None)


#: Posts that are told with 的 behind their body.
_OF_FIRMS = frozenset({"合伙人", "高级合伙人", "创始合伙人", "执业律师", "专职律师", "律师", "主任", "公证员", "仲裁员", "调解员", "检察官", "法官", "民警"})
#: Professions of stations, prisons, courts, whatever word is before them: 社区民警.
_OF_STATIONS = ("民警", "干警", "法官", "检察官", "律师", "调解员", "辅警")
#: What stands between a body and a profession there.
_OF_THEM = re.compile(r"(?:的?(?:\d\d后|青年|年轻|老|女|新)|的(?:一[名位])?|一[名位])$")


def body_of_staff(scene: Scene, start: int, title: str) -> Mention | None:
    """Return the body whose name ends before 的 or 的一名: 某律师事务所|的|合伙人, 城东派出所|的一名|社区民警."""
    of = _OF_THEM.search(scene.folded, max(0, start - 4), start)
    return body_before(scene, of.start()) if of is not None and (title in _OF_FIRMS or title.endswith(_OF_STATIONS)) else None


def court_of_committee(scene: Scene, start: int) -> Mention | None:
    """Return the court whose committee a title begins with: 最高人民法院|审判委员会专职委员."""
    committee = next((word for word in ("审判委员会", "检察委员会") if scene.folded.startswith(word, start)), None)
    house = next(iter(scene.bodies_to(start + len(committee))), None) if committee is not None else None
    return replace(house, name=house.name.removesuffix(committee or ""), aliases=(), end=start) if house is not None else None


def fits_some(title: str) -> bool:
    """Tell whether a title says what its body's name ends in: 局长 does, 主任科员 does not."""
    return _FITTING.at(title, len(title)) is not None


#: Professions, and what the names of the bodies hold at which they are practised.
_PRACTISED = {
    "公证员": ("公证处",), "仲裁员": ("仲裁",), "律师": ("律师事务所", "法律援助"), "合伙人": ("律师事务所",), "检察官": ("检察院",), "检察员": ("检察院",),
    "检察官助理": ("检察院",), "法官": ("法院", "法庭"), "审判员": ("法院", "法庭"), "法官助理": ("法院", "法庭"), "书记员": ("法院", "法庭", "检察院"), "执行员": ("法院",),
    "干警": ("监狱", "监区", "戒毒", "劳教", "法院", "法庭", "检察院"), "民警": ("公安", "派出所", "监狱", "戒毒", "支队", "大队"), "辅警": ("公安", "派出所"), "调解员": ("调解", "调委会"), "司法助理员": ("司法所",),
}  # fmt: skip
_PRACTISING = Endings(_PRACTISED)


def fits(title: str, body: Mention) -> bool:
    """Tell whether a title is one that such a body has: a 处长 leads a 处, a 公证员 works at a 公证处."""
    stem = _FITTING.at(title, len(title))
    if stem is not None:
        return body.name.endswith(_FITS[stem])
    profession = _PRACTISING.at(title, len(title))
    return profession is not None and not body.name.endswith(_SOCIETIES) and any(word in body.name for word in _PRACTISED[profession])


#: 张三等10名|法官: those honoured by a court may be of any court.
_CROWD = re.compile("等(?:\\d+|[一二三四五六七八九十]+)[名位]$")


def practised_at(scene: Scene, post: Post) -> Mention | None:
    """Return the body at which a profession is practised: the one that the sentence names before it, else the article's own."""
    stem = _PRACTISING.at(post.title, len(post.title))
    if stem is None:
        return None
    floor = scene.text.sentence(post.start).start
    named = [one for one in scene.institutions if floor <= one.start < one.end <= post.start]
    single = only(scene, _PRACTISED[stem], anywhere=True)
    own = scene.focus if stem in _OF_THE_STATE or _of_the_page(scene, scene.focus) or (single is not None and single.end <= post.start) else None
    single = single if stem in _OF_THE_STATE else None
    if _CROWD.search(scene.folded, max(0, post.start - 8), post.start):
        return next((body.anaphor(post.start, post.end) for body in reversed(named[-1:]) if fits(post.title, body)), None)
    # 布拖县|缉毒民警: of a body there, and of no other place's.
    there = next((place.division.code for place in scene.places_within(max(0, post.start - 16), post.start) if place.end == post.start and place.division is not None), None)
    for body in (*reversed(named[-1:]), own, single):
        if body is not None and there in {None, body.code} and fits(post.title, body):
            return body.anaphor(post.start, post.end)
    return None


#: Professions of bodies of the state: one named in an article with just one such body is of that. A lawyer may be of any firm.
_OF_THE_STATE = frozenset({"民警", "干警", "法官", "检察官"})
_OTHERS = frozenset({"兵团", "铁路", "林业", "军队", "武警"})
_AGENTS = frozenset("由请经向与和对")


def by_system(scene: Scene, letter: str, position: int) -> Mention | None:
    """Return the department or bureau that a letter means on a page of its system: 厅 on a lawyers' association's is the province's 司法厅."""
    systems = Vocabulary.load().relations["systems"]
    ending = systems.get(scene.focus.organ, {}).get(letter) if scene.focus is not None else None
    organ = organ_words().organ_of.get(ending or "")
    division = scene.setting.level("省") if letter == "厅" else scene.setting.focus
    if ending is None or organ is None or division is None or (letter == "局" and division.level == "province"):
        return None
    return naming.of_division(position, position, letter, division, organ, ending)


#: Kinds whose bodies bear names of their own before the word.
_BY_NAME = frozenset({"律师事务所", "司法所", "公证处", "派出所", "法庭", "司法鉴定所"})


#: Words before 委员会 that do not tell which: 全国委员会, 担任委员会主任.
_NO_KIND = frozenset({"全国", "任", "担任", "兼任", "出任", "接任", "当选", "当选为", "为", "是", "成立", "设立", "组建", "来到", "到"})


def by_plain_word(scene: Scene, position: int) -> tuple[Mention | None, int]:
    """Return the body that the word right before a title calls by its kind alone, and where that begins: 监狱|党委委员, 监区|干警, 戒毒所|所长."""
    word = scene.tokens.at(position - 1)
    if word is not None and len(word.word) == 2 and word.word[0] in _AGENTS and word.word[1] in HOUSES:
        # 大会由|院|党组成员…主持: the tagger joined the two
        owner = nearest(scene, position - 1, (word.word[1],))
        return (owner.anaphor(position - 1, position), position - 1) if owner is not None else (None, position)
    kind = scene.folded[word.start : position] if word is not None else ""  # 协会 of 协会会长, which the tagger reads as one word
    if word is None or (len(kind) == 1 and kind not in HOUSES):
        return None, position
    before = scene.tokens.at(word.start - 1)
    if before is not None and before.end == word.start and before.tag == "n" and before.word in _OTHERS:
        return None, position  # 兵团|监狱管理局 is another body than the province's
    if kind in _BY_NAME and scene.folded[word.start - 1 : word.start] not in {"", *"由和与及同在被向对、,。;:(“ \n"}:
        return None, position  # 地久|律师事务所|律师 is of a firm that was not made out
    if kind.endswith("委员会") and before is not None and before.end == word.start and before.tag[0] in "nlvji" and before.word not in _NO_KIND:
        return None, position  # 专家|委员会, 遴选|委员会 is one of its own
    owner = nearest(scene, word.start, (kind,))
    if owner is None and kind in {"厅", "局"}:
        owner = by_system(scene, kind, word.start)
    if owner is None and len(kind) > 1:
        owner = only(scene, (kind,))
    return (owner.anaphor(word.start, position), word.start) if owner is not None else (None, position)


#: A committee by some of its letters: 女工委 of the 女律师工作委员会.
_SHORT_COMMITTEE = re.compile("(?:^|[\u3001,;。:( ]|由|[省市县区])([\u4e00-\u9fff]{2,3})委$")


def by_short_committee(scene: Scene, position: int) -> Mention | None:
    """Return the committee whose letters, in order, stand right before a title: 省律协女律师工作委员会…,|女工委|主任."""
    short = _SHORT_COMMITTEE.search(scene.folded, max(0, position - 6), position) if scene.folded.endswith("委", 0, position) else None
    if short is None:
        return None
    for one in reversed(scene.institutions):
        whole = next((body.name for body in scene.institutions if one.name.startswith(body.name) and body.name != one.name), "")
        own = one.name.removeprefix(whole)
        if whole and own.endswith("委员会") and own[0] == short[1][0] and _in_order(short[1], own) and one.end <= position:
            return one.anaphor(short.start(1), position)
    return None


#: A committee of a field in a list, with no word of whose it is: …,|女律师工作委员会|副主任.
_FIELD_COMMITTEE = re.compile("(?:^|[、,;。:( ])([\u4e00-\u9fff]{2,14}(?:专业|工作|专门)委员会)$")


def by_field_committee(scene: Scene, position: int) -> Mention | None:
    """Return the committee of the society that the sentence told last: 市律协会长甲,|刑事专业委员会|主任."""
    if not scene.folded.endswith("委员会", 0, position):
        return None
    floor = scene.text.sentence(position).start
    field = _FIELD_COMMITTEE.search(scene.folded, max(floor, position - 22), position)
    if field is None or field[1][0] in "省市县区各该本全" or any(field.start(1) <= place.start < position for place in scene.places_within(field.start(1), position)):
        return None
    owner = next((one for one in reversed(scene.institutions) if floor <= one.start and one.end < field.start(1)), None)
    if owner is None or not owner.name.endswith(_SOCIETIES):
        return None
    return Mention(field.start(1), position, Kind.INSTITUTION, owner.name + field[1], (field[1],), owner.code, "institution")


def _in_order(letters: str, name: str) -> bool:
    """Tell whether a name holds the letters one behind the other."""
    at = -1
    return all((at := name.find(letter, at + 1)) >= 0 for letter in letters)


#: The letters by which a text calls the body it speaks of: 局|党组书记.
HOUSES = frozenset("局厅院所处会办委")


#: Heads of societies: no committee has one.
_NEVER_OF_COMMITTEES = frozenset({"会长", "理事长", "监事长", "总监事"})


def spoken_of(scene: Scene, post: Post) -> Mention | None:
    """Return the body spoken of that a title fits, standing at the title: 局长 fits the bureau named last."""
    stem = _FITTING.at(post.title, len(post.title))
    owner = nearest(scene, post.start, _FITS[stem], committees=stem not in _NEVER_OF_COMMITTEES) if stem is not None else None
    if owner is None and stem in _OF_THE_PAGE:
        owner = (only(scene, _FITS[stem]) if stem not in _OF_BUREAUS else None) or published(scene, _FITS[stem])
    if owner is not None and stem in _OF_SOCIETIES:
        owner = society_of(scene, owner)
    if stem in MEMBERS and owner is not None and not owner.name.endswith(_SOCIETIES):
        return None
    if owner is not None and (owner.name.startswith(("中国共产党", "中共")) or (stem in _NEVER_OF_COMMITTEES and owner.name.endswith("委员会"))):
        return None  # a committee has no 会长, the Party's no 主任
    return owner.anaphor(post.start, post.end) if owner is not None else None


#: Posts of a society and not of its council or its committees: 律师协会|监事.
_OF_SOCIETIES = _NEVER_OF_COMMITTEES | {"秘书长", "理事", "监事"}
#: Members whom a society has many of.
MEMBERS = frozenset({"理事", "监事", "常务理事"})
_SOCIETIES = ("协会", "学会", "商会", "研究会", "促进会", "联合会", "联谊会", "基金会")


def society_of(scene: Scene, body: Mention) -> Mention:
    """Return the society that a council or committee is part of: 选举产生法学会|理事会,甲当选会长."""
    return next((one for one in scene.institutions if one.name != body.name and body.name.startswith(one.name) and one.name.endswith(_SOCIETIES)), body)


#: Heads of bureaus, which titles name too (公安局长): the one bureau that a text names may be another.
_OF_BUREAUS = frozenset({"局长", "厅长"})
#: Heads that a page of their own body names without it: 院长张三 on a court's page. A 校长 or 主任 there is of anybody's.
_OF_THE_PAGE = frozenset({"局长", "厅长", "院长", "检察长", "监狱长", "所长"})


def published(scene: Scene, endings: tuple[str, ...]) -> Mention | None:
    """Return the body on whose page the article stands, or that its title names, if its name has one of these endings."""
    return next((one for one in (*scene.headings, *scene.publishers) if one.organ != "media" and one.name.endswith(endings)), None)


def only(scene: Scene, parts: tuple[str, ...], *, anywhere: bool = False) -> Mention | None:
    """Return the one body of the article whose name ends in one of these words, or holds one ``anywhere``."""
    named = {one.name: one for one in scene.institutions if not one.anaphoric and (any(part in one.name for part in parts) if anywhere else one.name.endswith(parts))}
    return next(iter(named.values())) if len(named) == 1 else None


def nearest(scene: Scene, position: int, endings: tuple[str, ...], *, committees: bool = True) -> Mention | None:
    """Return the last body before ``position`` in its paragraph with one of these endings, else the article's own."""
    floor = scene.folded.rfind("\n", 0, position)
    for mention in reversed(scene.institutions):
        if mention.end <= position and mention.start > floor and mention.name.endswith(endings) and not mention.name.endswith("党委" if committees else ("党委", "委员会")):
            return mention
    focus = scene.focus
    if focus is None or not focus.name.endswith(endings):
        return None
    return focus if focus.end <= position or _of_the_page(scene, focus) else None


def _of_the_page(scene: Scene, body: Mention | None) -> bool:
    """Tell whether a body is named by the title or the publisher."""
    return body is not None and any(one.name == body.name for one in (*scene.headings, *scene.publishers))
