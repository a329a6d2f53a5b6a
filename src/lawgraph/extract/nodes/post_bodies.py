"""The bodies that titles stand at without naming them in full: 办公室|主任, 局机关|党委书记, a bare 局长."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.extract.nodes.official_names import name_before
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.terms import Term
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
#: Units inside a body that a title may name without the body: 办公室|主任, 社区矫正科|科长.
_UNIT = re.compile(r"[\u4e00-\u9fff“”()]{0,12}(?:办公室|(?<![举主承协])办|法庭|科|处|司|股|室|部|大队|支队|庭|队|站|组|局|中心|监区|党委|党总支|党支部|支部)$")
#: An office by its short name, between two posts or behind a mark: 政治部副主任、|司改办|主任.
_OFFICE = re.compile(r"(?:^|[、,兼])([\u4e00-\u9fff]{1,3}(?<![举主承协])办)$")
#: The number of a unit, and one that the tagger draws into its name: 一|监区, 警务|三队, 刑二庭.
_NUMBERED = re.compile("第.*|[民刑行执立审]?[一二三四五六七八九十]{1,3}[队科处部室庭组]?")
#: Words between the parts of a unit's name: 人民参与|和|促进法治处, 普法|与|依法治理科.
_WITHIN = frozenset({"和", "与", "参与"})
#: The last letters of these.
_UNIT_LETTERS = frozenset("室庭科处司股部队站组局心委支办区")
#: Verbs of holding a post, which are no part of a unit's name: 曾担任|民一庭|庭长.
_TENURE = frozenset({"现任", "拟任", "曾任", "时任", "担任", "兼任", "出任", "调任", "升任", "历任", "接任", "原任", "任", "任职", "是", "系", "为"})
#: Words for a unit that tell nothing of which: one spoken of.
_PLAIN = frozenset({"监区", "分监区", "大队", "中队", "支队"})
#: Units so small that they are surely part of the body spoken of.
_SMALL_UNIT = re.compile(r"(?:办公室|办|科|处|股|室|法庭|庭|大队|中队|(?:警务|执法|侦查|调查|巡逻|特勤)[\u4e00-\u9fff]{0,3}队|支部|机关党委|监区|政治处|执行局|政治部|(?:政治|警务|检察|业务|综合|法制|党建)[\u4e00-\u9fff()]{0,5}部)$")


def body_before(scene: Scene, end: int) -> Mention | None:
    """Return the body whose name ends right before a title, the longest."""
    named = (one for one in scene.bodies_to(end) if one.start < end)
    return min(named, key=lambda one: one.start, default=None)


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
    return profession is not None and any(word in body.name for word in _PRACTISED[profession])


def practised_at(scene: Scene, post: Post) -> Mention | None:
    """Return the body at which a profession is practised: the one that the sentence names before it, else the article's own."""
    if _PRACTISING.at(post.title, len(post.title)) is None:
        return None
    floor = scene.text.sentence(post.start).start
    named = [one for one in scene.institutions if floor <= one.start < one.end <= post.start]
    stem = _PRACTISING.at(post.title, len(post.title))
    only = _only(scene, _PRACTISED[stem], anywhere=True) if stem in _OF_THE_STATE else None
    for body in (*reversed(named[-1:]), scene.focus, only):
        if body is not None and fits(post.title, body):
            return replace(body, start=post.start, end=post.end, anaphoric=True)
    return None


#: Professions of bodies of the state: one named in an article with just one such body is of that. A lawyer may be of any firm.
_OF_THE_STATE = frozenset({"民警", "干警", "法官", "检察官"})
_OTHERS = frozenset({"兵团", "铁路", "林业", "军队", "武警"})
_AGENTS = frozenset("由请经向与和对")


def by_plain_word(scene: Scene, position: int) -> tuple[Mention | None, int]:
    """Return the body that the word right before a title calls by its kind alone, and where that begins: 监狱|党委委员, 监区|干警, 戒毒所|所长."""
    word = scene.tokens.at(position - 1)
    if word is not None and len(word.word) == 2 and word.word[0] in _AGENTS and word.word[1] in HOUSES:
        # 大会由|院|党组成员…主持: the tagger joined the two
        owner = nearest(scene, position - 1, (word.word[1],))
        return (replace(owner, start=position - 1, end=position, anaphoric=True), position - 1) if owner is not None else (None, position)
    if word is None or (len(word.word) == 1 and word.word not in HOUSES):
        return None, position
    before = scene.tokens.at(word.start - 1)
    if before is not None and before.end == word.start and before.tag == "n" and before.word in _OTHERS:
        return None, position  # 兵团|监狱管理局 is another body than the province's
    owner = nearest(scene, word.start, (word.word,))
    if owner is None and len(word.word) > 1:
        owner = _only(scene, (word.word,))
    return (replace(owner, start=word.start, end=word.end, anaphoric=True), word.start) if owner is not None else (None, position)


#: The letters by which a text calls the body it speaks of: 局|党组书记.
HOUSES = frozenset("局厅院所处会")


#: Heads of societies: no committee has one.
_NEVER_OF_COMMITTEES = frozenset({"会长", "理事长", "监事长", "总监事"})


def spoken_of(scene: Scene, post: Post) -> Mention | None:
    """Return the body spoken of that a title fits, standing at the title: 局长 fits the bureau named last."""
    stem = _FITTING.at(post.title, len(post.title))
    owner = nearest(scene, post.start, _FITS[stem], committees=stem not in _NEVER_OF_COMMITTEES) if stem is not None else None
    if owner is None and stem in _OF_THE_PAGE:
        owner = published(scene, _FITS[stem])
    if owner is not None and stem in _OF_SOCIETIES:
        owner = society_of(scene, owner)
    if stem in MEMBERS and owner is not None and not owner.name.endswith(_SOCIETIES):
        return None
    if owner is not None and (owner.name.startswith("中国共产党") or (stem in _NEVER_OF_COMMITTEES and owner.name.endswith("委员会"))):
        return None  # a committee has no 会长, the Party's no 主任
    return replace(owner, start=post.start, end=post.end, anaphoric=True) if owner is not None else None


#: Posts of a society and not of its council or its committees: 律师协会|监事.
_OF_SOCIETIES = _NEVER_OF_COMMITTEES | {"秘书长", "理事", "监事"}
#: Members whom a society has many of.
MEMBERS = frozenset({"理事", "监事", "常务理事"})
_SOCIETIES = ("协会", "学会", "商会", "研究会", "促进会", "联合会", "基金会")


def society_of(scene: Scene, body: Mention) -> Mention:
    """Return the society that a council or committee is part of: 选举产生法学会|理事会,甲当选会长."""
    return next((one for one in scene.institutions if one.name != body.name and body.name.startswith(one.name) and one.name.endswith(_SOCIETIES)), body)


#: Heads that a page of their own body names without it: 院长张三 on a court's page. A 校长 or 主任 there is of anybody's.
_OF_THE_PAGE = frozenset({"局长", "厅长", "院长", "检察长", "监狱长", "所长"})


def published(scene: Scene, endings: tuple[str, ...]) -> Mention | None:
    """Return the body on whose page the article stands, or that its title names, if its name has one of these endings."""
    return next((one for one in (*scene.headings, *scene.publishers) if one.organ != "media" and one.name.endswith(endings)), None)


def _after_mark(scene: Scene, position: int) -> int:
    """Return ``position`` if a mark of enumeration stands right before it, else -1."""
    return position if scene.folded[position - 1 : position] in {"、", " ", "("} else -1


def unit_before(scene: Scene, end: int) -> Mention | None:
    """Name a unit that stands before a title without its body: 办公室|主任 is the focus body's office."""
    if scene.folded[end - 1 : end] not in _UNIT_LETTERS:
        return None
    clause = scene.text.clause(end)
    office = _OFFICE.search(scene.folded, max(clause.start, end - 8), end)
    start = office.start(1) if office is not None else end
    while start > clause.start and office is None:
        token = scene.tokens.at(start - 1)
        if (start < end and body_before(scene, start) is not None) or (token is not None and token.word in _TENURE):
            break
        if token is not None and token.start + 1 == start == end and token.word == scene.folded[end - 1] * 2:
            start = token.start  # 基层|处|处长: the tagger's 处处 is two words
            continue
        if token is not None and (start < end or token.word[-1] in _UNIT_LETTERS) and token.tag[0] == "v" and (
            (start < end and len(token.word) > 1 and token.start in (clause.start, _after_mark(scene, token.start))) or body_before(scene, token.start) is not None
        ):
            start = token.start  # a verb that opens the name: 丰收|法庭, or what the tagger takes for one: 司法局|法宣处
            break
        if token is not None and token.word in {"(", ")"}:
            start = token.start
            continue
        if token is not None and token.word[0] in "全各该某" and token.word in organ_words().gap_stop:
            break  # 全市|法院民庭
        if token is not None and _NUMBERED.fullmatch(token.word) and (start < end or token.word[-1] in _UNIT_LETTERS):
            start = token.start  # 第二|监区, 警务|三|队, 刑二庭
            continue
        if token is not None and token.word in _WITHIN and _goes_on(scene, token.start):
            start = token.start
            continue
        # 社区|矫正|管理处, whatever the tagger takes 矫正 for
        verbal = token is not None and (token.word in organ_words().gap_verbs or token.word in _UNIT_LETTERS or len(token.word) > 3 or token.end > end)
        if token is None or token.tag[0] not in "nvjbasl" or (token.tag == "nr" and not verbal) or end - start > 10:
            break
        if token.tag[0] == "v" and token.tag != "vn" and token.end <= end and token.word not in organ_words().gap_verbs:
            break
        start = token.start
    printed = scene.folded[start:end]
    if "兼" in printed:
        return None  # 局长兼县|公共法律服务中心: a post and a body of its own
    if len(printed) < 2 or printed in _PLAIN or not _UNIT.fullmatch(printed) or printed[0] in "市省县区":
        return None
    adjacent = body_before(scene, start)
    ahead = scene.tokens.at(start - 1) if adjacent is None and start > clause.start else None
    if ahead is not None and ahead.tag[0] in "nvl" and ahead.tag != "nr" and ahead.word not in _TENURE and not ahead.tag.startswith("post"):
        return None  # 外事工作|委员会办公室: the end of a name that we do not know
    if adjacent is None and start > clause.start and (before := scene.tokens.at(start - 1)) is not None and before.tag[0] in "dhbkq":
        return None  # 非|公办: the end of a name
    if adjacent is None and (known := _printed_again(scene, printed)) is not None:
        return Mention(start, end, Kind.INSTITUTION, known.name + printed[_overlap(known.name, printed) :], (printed,), known.code, "institution")
    if adjacent is None and printed[0] in "局院厅" and len(printed) > 3:
        # 局|机关党委, 厅|律师工作处: the letter stands for the body spoken of.
        house = nearest(scene, start, (printed[0],))
        if house is not None:
            return Mention(start, end, Kind.INSTITUTION, house.name + printed[1:], (printed, printed[1:]), house.code, "institution")
    owner = adjacent or _owner(scene, start, printed)
    if owner is None or owner.organ == "company":
        return None
    if adjacent is None and not _SMALL_UNIT.search(printed):
        return None  # 应急管理部|部长 stands for itself and is no unit of the body named before it
    organ = organ_words().organ_of.get(printed)
    division = Gazetteer.load().by_code(owner.code) if adjacent is None and organ is not None and organ.bare and owner.code is not None else None
    if organ is not None and division is not None:
        return naming.of_division(start, end, printed, division, organ, printed)  # 禁毒办|主任, beside a post at another organ of the place
    if adjacent is None and owner.name.endswith(printed):
        return replace(owner, start=start, end=end, anaphoric=True)  # 二监区 of the ward that the title names
    start = adjacent.start if adjacent is not None else start
    return Mention(start, end, Kind.INSTITUTION, owner.name + printed, (printed,), owner.code, "institution")


#: Units that courts, prisons and police alone have, and what the names of their bodies end in.
_AT_HOME = (
    (re.compile("(?:分?监区)$"), ("监狱", "戒毒所", "管教所")),
    (re.compile("庭$"), ("法院",)),
    (re.compile("(?:警|刑侦|治安|禁毒|经侦|网安)[\u4e00-\u9fff]{0,4}(?:大队|支队|中队)$"), ("公安局", "分局", "公安厅", "公安处")),
)


def _owner(scene: Scene, start: int, printed: str) -> Mention | None:
    """Return the body whose unit is named without it: the one of the right kind that is spoken of, or the only one of the article."""
    for unit, endings in _AT_HOME:
        if unit.search(printed):
            known = nearest(scene, start, endings) or published(scene, endings) or _only(scene, endings)
            if known is not None and printed not in known.name:
                return known
            if endings[0] == "公安局" and scene.setting.focus is not None and scene.setting.focus.level in {"prefecture", "county"}:
                organ = organ_words().organ_of["公安局"]
                return naming.of_division(start, start, "", scene.setting.focus, organ, "公安局")  # 交警大队 is no unit of the 县委 just named
    return nearest(scene, start, ("局", "院", "厅", "监狱", "所", "处", "会", "政府", "委")) or scene.focus


def _only(scene: Scene, parts: tuple[str, ...], *, anywhere: bool = False) -> Mention | None:
    """Return the one body of the article whose name ends in one of these words, or holds one ``anywhere``."""
    named = {one.name: one for one in scene.institutions if not one.anaphoric and (any(part in one.name for part in parts) if anywhere else one.name.endswith(parts))}
    return next(iter(named.values())) if len(named) == 1 else None


def unit_in_title(scene: Scene, post: Post) -> Mention | None:
    """Return the unit whose name a head's title ends: 司法行政|处长 heads the 司法行政处."""
    before = scene.tokens.at(post.start - 1)
    if post.title not in _OF_UNITS or before is None or before.tag[:2] in {"nr", "ns"} or name_before(scene, post.start, max(0, post.start - 4)) is not None:
        return None  # 邓建平|大队长 is addressed so
    unit = unit_before(scene, post.end - 1)
    return unit if unit is not None and scene.folded[unit.start : unit.end] != post.title[:-1] and unit.start < post.start else None


#: Heads of units: 处长 of 司法行政处长.
_OF_UNITS = frozenset({"处长", "科长", "股长", "庭长", "支队长", "大队长", "中队长"})


def _overlap(name: str, printed: str) -> int:
    """Return how many letters of the end of a body's name a unit's name begins with: 3 of 最高人民法院行装局 and 行装局机关财务处."""
    return next((length for length in range(len(printed) - 1, 2, -1) if name.endswith(printed[:length])), 0)


def _printed_again(scene: Scene, printed: str) -> Mention | None:
    """Return the body whose short name a unit's name begins with."""
    return next((one for one in reversed(scene.institutions) if not one.anaphoric and _overlap(one.name, printed)), None)


def _goes_on(scene: Scene, start: int) -> bool:
    """Tell whether a unit's name goes on before a joining word at ``start``: 普法|与|依法治理科, not 局长|和|办公室."""
    before = scene.tokens.at(start - 1)
    if before is None or before.tag[0] not in "nvl" or any(title.end == start for title in scene.text.found_in(Term.TITLE, max(0, start - 6), start)):
        return False
    return body_before(scene, start) is None and scene.folded[start - 1] not in _UNIT_LETTERS


def nearest(scene: Scene, position: int, endings: tuple[str, ...], *, committees: bool = True) -> Mention | None:
    """Return the last body before ``position`` in its paragraph with one of these endings, else the article's own."""
    floor = scene.folded.rfind("\n", 0, position)
    for mention in reversed(scene.institutions):
        if mention.end <= position and mention.start > floor and mention.name.endswith(endings) and not mention.name.endswith("党委" if committees else ("党委", "委员会")):
            return mention
    if scene.focus is not None and scene.focus.name.endswith(endings):
        return scene.focus
    return None
