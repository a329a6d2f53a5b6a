"""The units that titles name without the body they are part of: 办公室|主任, 二监区|监区长, 司法行政|处长."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.extract.nodes.official_names import name_before
from lawgraph.extract.nodes.post_bodies import body_before, by_system, nearest, only, published
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.findings import Post
    from lawgraph.extract.scene import Scene

#: Units inside a body that a title may name without the body: 办公室|主任, 社区矫正科|科长.
_UNIT = re.compile(r"[\u4e00-\u9fff“”()]{0,12}(?:办公室|(?<![举主承协])办|法庭|科|处|司|股|室|部|大队|支队|庭|队|站|组|局|中心|基地|监区|党委|党总支|党支部|支部)$")
#: An office by its short name, between two posts or behind a mark: 政治部副主任、|司改办|主任.
_OFFICE = re.compile(r"(?:^|[、,兼])([\u4e00-\u9fff]{1,3}(?<![举主承协])办)$")
#: The number of a unit, and one that the tagger draws into its name: 一|监区, 警务|三队, 刑二庭.
_NUMBERED = re.compile("第.*|[民刑行执立审]?[一二三四五六七八九十]{1,3}[队科处部室庭组]?")
#: Words between the parts of a unit's name: 人民参与|和|促进法治处, 普法|与|依法治理科.
_WITHIN = frozenset({"和", "与", "参与"})
#: The last letters of these.
_UNIT_LETTERS = frozenset("室庭科处司股部队站组局心委支办区地")
#: Verbs of holding a post, which are no part of a unit's name: 曾担任|民一庭|庭长.
_TENURE = frozenset({"现任", "拟任", "曾任", "时任", "担任", "兼任", "出任", "调任", "升任", "历任", "接任", "原任", "任", "任职", "是", "系", "为"})
#: Words for a unit that tell nothing of which: one spoken of.
_PLAIN = frozenset({"监区", "分监区", "大队", "中队", "支队"})
#: Units so small that they are surely part of the body spoken of.
_SMALL_UNIT = re.compile(r"(?:办公室|办|科|处|股|室|法庭|庭|大队|中队|(?:警务|执法|侦查|调查|巡逻|特勤)[\u4e00-\u9fff]{0,3}队|(?:指挥|诉讼服务|案件管理|案管|社区矫正|社矫|信息|作战|实战|研判|反诈|矫治)[\u4e00-\u9fff]{0,3}中心|支部|机关党委|监区|政治处|执行局|政治部|(?:政治|警务|检察|业务|综合|法制|党建)[\u4e00-\u9fff()]{0,5}部)$")


def _after_mark(scene: Scene, position: int) -> int:
    """Return ``position`` if a mark of enumeration stands right before it, else -1."""
    return position if scene.folded[position - 1 : position] in {"、", " ", "("} else -1


def _start(scene: Scene, end: int, floor: int) -> int:
    """Return where the name of a unit that ends at ``end`` begins, not before ``floor``."""
    office = _OFFICE.search(scene.folded, max(floor, end - 8), end)
    start = office.start(1) if office is not None else end
    if start == end and (short := short_unit(scene, end)) is not None:
        return end - len(short)  # 法宣科, 社矫股, whatever the tagger takes them for
    while start > floor and office is None:
        token = scene.tokens.at(start - 1)
        if (start < end and body_before(scene, start) is not None) or (token is not None and token.word in _TENURE):
            break
        if token is not None and token.start + 1 == start == end and token.word == scene.folded[end - 1] * 2:
            start = token.start  # 基层|处|处长: the tagger's 处处 is two words
            continue
        if token is not None and (start < end or token.word[-1] in _UNIT_LETTERS) and token.tag[0] == "v" and (
            (start < end and len(token.word) > 1 and token.start in (floor, _after_mark(scene, token.start))) or body_before(scene, token.start) is not None
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
        if token is None or (token.tag[0] not in "nvjbasl" and token.word not in _UNIT_LETTERS) or (token.tag == "nr" and not verbal) or end - start > 10:
            break
        if token.tag[0] == "v" and token.tag != "vn" and token.end <= end and token.word not in organ_words().gap_verbs:
            break
        start = token.start
    return start


_LEVELS = frozenset("省市县区旗州")
#: A body's ending that opens what was taken for a unit.
_OTHERS_BODY = re.compile("[\u4e00-\u9fff]{2}[局厅]")
#: Marks and words right before a unit that is told without its body.
_OPENS_UNIT = frozenset("、,;:。 和由及")


@functools.cache
def _short_units() -> Endings:
    return Endings([short + letter for short in Vocabulary.load().posts["short_units"] for letter in "科股室处"])


def short_unit(scene: Scene, end: int) -> str | None:
    """Return the short name of a unit that ends here, behind a body or a mark: 法宣科."""
    short = _short_units().at(scene.folded, end) if scene.folded[end - 1 : end] in _UNIT_LETTERS else None
    start = end - len(short or "")
    opens = start == scene.text.clause(end).start or scene.folded[start - 1 : start] in _OPENS_UNIT or body_before(scene, start) is not None
    return short if opens else None


#: The most letters of a unit's name that the tagger takes for other words: 家事少年|审判庭.
_LEFT_OVER = 6


def _whole(scene: Scene, start: int, end: int, floor: int) -> int:
    """Draw in what stands between a body and a unit's name: 司法局|律|管科, 人民法院|家事少年|审判庭."""
    if start == end or start <= floor or body_before(scene, start) is not None:
        return start
    for position in range(start - 1, max(floor, start - _LEFT_OVER) - 1, -1):
        if not "\u4e00" <= scene.folded[position] <= "\u9fff":
            return start
        if body_before(scene, position) is not None:
            between = scene.tokens.between(position, start)
            other = any(token.tag[0] in "pcud" or token.tag.startswith(("nr", "post")) or (token.tag == "v" and len(token.word) > 1) for token in between if len(token.word) > 1 or token.tag[0] in "pcu")
            return start if other or scene.text.found_in(Term.TITLE, position, start) else position
    return start


#: What opens the name of a body of the country: no unit of the body told before.
_CENTRAL = ("中央", "全国", "国家", "国务院")


def unit_before(scene: Scene, end: int) -> Mention | None:
    """Name a unit that stands before a title without its body: 办公室|主任 is the focus body's office."""
    office = _beside_committee(scene, end)
    if office is not None:
        return office
    if scene.folded[end - 1 : end] not in _UNIT_LETTERS:
        return None
    clause = scene.text.clause(end)
    start = _whole(scene, _start(scene, end, clause.start), end, clause.start)
    printed = scene.folded[start:end]
    if "兼" in printed:
        return None  # 局长兼县|公共法律服务中心: a post and a body of its own
    if len(printed) < 2 or printed in _PLAIN or not _UNIT.fullmatch(printed) or printed[0] in "市省县区镇乡" or printed.startswith(_CENTRAL):
        return None
    if printed.startswith("工作室") or (scene.folded[start - 1 : start] in _LEVELS and _OTHERS_BODY.match(printed)):
        return None  # “小马说法”|工作室|负责人, 县|司法局公管股|股长 where the county is not known
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
        house = nearest(scene, start, (printed[0],)) or by_system(scene, printed[0], start)
        if house is None and printed[0] != "院":
            return None  # 厅|律公处 is no unit of the association just named
        if house is not None:
            return Mention(start, end, Kind.INSTITUTION, house.name + printed[1:], (printed, printed[1:]), house.code, "institution")
    if adjacent is None and printed.startswith("中院") and len(printed) > 3:
        # 中院|办公室主任 of the guests, on the page of a court below.
        house = nearest(scene, start, ("中级人民法院",)) or published(scene, ("中级人民法院",)) or only(scene, ("中级人民法院",))
        return Mention(start, end, Kind.INSTITUTION, house.name + printed[2:], (printed, printed[2:]), house.code, "institution") if house is not None else None
    owner = adjacent or _owner(scene, start, printed)
    if owner is None or owner.organ == "company":
        return None
    if adjacent is None and not (_SMALL_UNIT.search(printed) or (_POLICE.search(printed) and owner.name.endswith(_AT_HOME[-1][1]))):
        return None  # 应急管理部|部长 stands for itself and is no unit of the body named before it
    organ = organ_words().organ_of.get(printed)
    division = Gazetteer.load().by_code(owner.code) if adjacent is None and organ is not None and organ.bare and owner.code is not None else None
    if organ is not None and division is not None:
        return naming.of_division(start, end, printed, division, organ, printed)  # 禁毒办|主任, beside a post at another organ of the place
    if adjacent is None and owner.name.endswith(printed):
        return owner.anaphor(start, end)  # 二监区 of the ward that the title names
    start = adjacent.start if adjacent is not None else start
    return Mention(start, end, Kind.INSTITUTION, owner.name + printed, (printed,), owner.code, "institution")


#: 交警支队, 刑事侦查大队, 法制总队; a 法警大队 is a court's, a 武警支队 of the armed forces.
_POLICE = re.compile("(?:(?<![法武])警|刑侦|刑事侦查|治安|禁毒|经侦|经济犯罪侦查|网安|法制|出入境|国保|监管|技侦|反诈|户政|督察|内保)[\u4e00-\u9fff]{0,4}(?:大队|支队|中队|总队)$")
_BAILIFFS = re.compile("法警(?:大队|支队|总队|队)$")
#: What stands beside the Party's committee of an area: the sub-district's 办事处, the zone's 管委会.
_BESIDE = {
    "办事处": re.compile("(?:中共|中国共产党)?([\u4e00-\u9fff]{2,12}街道)(?:党工委|工委|工作委员会|办事处|党委)?"),
    "管委会": re.compile("(?:中共|中国共产党)?([\u4e00-\u9fff]{2,16}区)(?:党工委|工委|工作委员会|管委会)"),
}
_ORGANS = {"办事处": "sub-district-office", "管委会": "institution"}


def _beside_committee(scene: Scene, end: int) -> Mention | None:
    """Return the office of the area whose committee was told last: 湖滨街道党工委副书记、|办事处|主任, 高新区党工委书记、|管委会|主任."""
    office = scene.folded[end - 3 : end]
    start = end - len("街道办事处" if scene.folded.endswith("街道办事处", 0, end) else office)
    if office not in _BESIDE or scene.folded[start - 1 : start] not in {"、", ",", "兼", "任", ""}:
        return None
    floor = scene.folded.rfind("\n", 0, start)
    for one in reversed(scene.institutions):
        if floor < one.start and one.end <= start and (area := _BESIDE[office].fullmatch(one.name)) is not None:
            if one.name.endswith(office):
                return one.anaphor(start, end)
            return Mention(start, end, Kind.INSTITUTION, area[1] + office, (area[1],) if office == "办事处" else (), None, _ORGANS[office])
    return None


#: Units that courts, prisons and police alone have, and what the names of their bodies end in.
_AT_HOME = (
    (re.compile("(?:分?监区)$"), ("监狱", "戒毒所", "管教所")),
    (re.compile("庭$"), ("法院",)),
    (_BAILIFFS, ("法院", "检察院")),
    (_POLICE, ("公安局", "分局", "公安厅", "公安处")),
)


def _owner(scene: Scene, start: int, printed: str) -> Mention | None:
    """Return the body whose unit is named without it: the one of the right kind that is spoken of, or the only one of the article."""
    for unit, endings in _AT_HOME:
        if unit.search(printed):
            known = nearest(scene, start, endings) or published(scene, endings) or only(scene, endings)
            if known is not None and printed not in known.name:
                return known
            if endings[0] == "公安局" and scene.setting.focus is not None and scene.setting.focus.level in {"prefecture", "county"}:
                organ = organ_words().organ_of["公安局"]
                return naming.of_division(start, start, "", scene.setting.focus, organ, "公安局")  # 交警大队 is no unit of the 县委 just named
    if _BAILIFFS.search(printed):
        return None
    return nearest(scene, start, ("局", "院", "厅", "监狱", "所", "处", "会", "政府", "委")) or scene.focus


def unit_in_title(scene: Scene, post: Post) -> Mention | None:
    """Return the unit whose name a head's title ends: 司法行政|处长 heads the 司法行政处."""
    before = scene.tokens.at(post.start - 1)
    if scene.folded.endswith(post.title[:-1], 0, post.start):
        return None  # 法警大队|大队长 tells its unit twice, and it is nobody's here
    place = before is not None and before.tag[:2] == "ns" and body_before(scene, before.start) is None  # 公安局|治安|科长 is no place's
    if post.title not in _OF_UNITS or before is None or before.tag[:2] == "nr" or place or name_before(scene, post.start, max(0, post.start - 4)) is not None:
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
