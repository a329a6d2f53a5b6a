"""Find programs that a list, a frame or a renaming names, without a verb of launching right before them.

- ``owned``: 甲县检察院“A”、乙市检察院乙检“B”两个特色品牌获二等奖 · 甲市法院“A”获评文化品牌
- ``means``: 以民主法治示范村(社区)创建为抓手
- ``items``: 开展宪法进机关、宪法进农村等活动
- ``told``: “甲工作室”是青州市检察院重点打造的品牌 · “乙”系统由青州市法院自主研发
- ``renamed``: 将调解室更名为“老周家事调解室”
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Launch
from lawgraph.extract.nodes import program_names as names
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.matcher import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Mention

#: What sums a list of owned brands up, or what one of them won: it has to say that they are brands.
_BRANDS = re.compile(r"(?:\d+|[两二三四五六七八九十]+)个(?:[\u4e00-\u9fff]{2,6})?品牌")
_WON = re.compile(r"(?:等)?(?:先后|成功|双双|分别)?(?:荣获|获评|获得|获|入选|被评为|荣膺)[^,。;]{2,30}品牌")
#: A brand behind its owner: a quotation with what surrounds it, or a named studio or team.
_OWNED = re.compile(r"的?(?P<lead>[\u4e00-\u9fff]{0,4})“(?P<inner>[^“”\n]{1,24})”(?P<tail>(?:(?!等|[两三四五六七八九十]个)[\u4e00-\u9fff]){0,10})|(?P<plain>[\u4e00-\u9fff]{2,10}(?:工作室|小分队|志愿服务队|宣讲团|服务团))")


def find_owned(scene: Scene) -> list[Launch]:
    """Find brands that a list gives right behind their owners; the owner's rule draws the edge."""
    out: list[Launch] = []
    for sentence in scene.text.sentences if "品牌" in scene.folded else ():
        stretch = scene.folded[sentence.start : sentence.end]
        if "“" not in stretch or "品牌" not in stretch:
            continue
        floor = sentence.start
        for match in sorted([*_BRANDS.finditer(stretch), *_WON.finditer(stretch)], key=lambda one: one.start()):
            end = sentence.start + match.start()
            if end < floor:
                continue
            start = max(floor, *(scene.folded.rfind(mark, floor, end) + 1 for mark in ";:"))
            out.extend(_owned_between(scene, start, end))
            floor = sentence.start + match.end()
    return out


def _owned_between(scene: Scene, start: int, end: int) -> Iterator[Launch]:
    """Find the brands in a list that ends at ``end``: each item is a body and the name behind it."""
    bodies = [one for one in scene.institutions if start <= one.start < one.end < end and not scene.text.in_quotes(one.start)]
    for body in bodies:
        # An item belongs to the shortest body that opens it: 甲院|“A”工作室, 甲院|爱民工作室.
        if any(one.start == body.start and one.end < body.end for one in bodies) or any(one.start < body.start and body.end <= one.end for one in bodies):
            continue
        item = _OWNED.match(scene.folded, body.end, end)
        if item is None or not (item.end() == end or scene.folded[item.end()] in "、和与及,等"):
            continue
        if body.start > start and scene.folded[body.start - 1] not in "、和与及,的;:":
            continue
        left = item.start() + (1 if item.group().startswith("的") else 0)
        if item["plain"]:
            yield Launch(names.plain_mention(scene, left, item.end()), "owned", None)
            continue
        whole = scene.quote(left, item.end())
        inner = item["inner"]
        forms = dict.fromkeys((inner, f"“{inner}”", f"“{inner}”{item['tail']}", inner + item["tail"], f"“{inner}”品牌", f"“{inner}”特色品牌"))
        mention = names.plain_mention(scene, left, item.end())
        bare = f"“{inner}”" if not item["lead"] and not item["tail"] else whole
        yield Launch(names.with_forms(mention, bare, forms), "owned", None)


_MEANS = Keyed(r"以([^,。;:“”《》\n]{4,26}?(?:创建|行动|活动|试点))(?:工作|活动)?为(?:抓手|载体|牵引|龙头)", "为抓手", "为载体", "为牵引", "为龙头")


def find_means(scene: Scene) -> Iterator[Launch]:
    """Find the undertaking that a body works by: 以民主法治示范村(社区)创建|为抓手."""
    for match in _MEANS.finditer(scene.folded):
        start, end = match.span(1)
        name = scene.folded[start:end]
        if not names.is_plain_name(name) or len(name) < 7 or names.is_unreal(scene, match.start()) or names.in_title(scene, start):
            continue
        if scene.tokens.starts_at(start) and names.all_nominal(scene, start, end) and (name.endswith("创建") or names.is_particular(name)):
            yield Launch(names.plain_mention(scene, start, end), "plain", Found(match.start(), start, "以"))


#: 宪法进机关 says what goes where; a single one is a kind of activity, several side by side are named.
_ENTERING = re.compile(r"(?<=[、,展“动”])(?P<what>宪法|民法典|法律|法治|普法|禁毒|反诈|国家安全|廉洁|消防|信访法治化)进(?:机关|农村|乡村|企业|校园|学校|社区|军营|网络|宗教场所|家庭|单位|万家|商场|车站|景区|工地|园区)(?=[、,等”])")

#: The same without what stands around it: quicker to look for.
_ENTERED = re.compile("进(?:机关|农村|乡村|企业|校园|学校|社区|军营|网络|宗教场所|家庭|单位|万家|商场|车站|景区|工地|园区)[、,等”]")


def find_items(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:
    """Find parallel names: 开展宪法进机关、宪法进农村|等活动, “宪法进机关”“宪法进农村”."""
    for sentence in scene.text.sentences if _ENTERED.search(scene.folded) else ():
        items = list(_ENTERING.finditer(scene.folded, sentence.start, sentence.end))
        if len(items) < 2 or len({item["what"] for item in items}) > 1 or len({item.group() for item in items}) < 2:
            continue
        first, last = items[0], items[-1]
        clause = scene.text.clause(first.start())
        verb = names.verb_before(scene, verbs, clause.start, first.start(), hard=True)
        if verb is None or last.end() > clause.end or not re.search(r"活动|行动|宣传|宣讲", scene.folded[last.end() : clause.end]):
            continue
        if first.start() - verb.end > 30 or names.is_unreal(scene, verb.start):
            continue
        for item in items:
            yield Launch(names.plain_mention(scene, *item.span()), "plain", verb)


#: What a list of so many named activities counts up, each of its own kind: 等12项主题活动.
_SUMMED = re.compile(r"等\d+项(?:主题|系列|重点)?活动")
_ITEM = re.compile(r"(?<=、)[\u4e00-\u9fff]{5,24}(?:评定|评选|开放日|大赛|竞赛|展演)(?=[、等])")


def find_listed(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:
    """Find the particular items of a list: 开展甲、普法责任单位年度等级评定|等12项主题活动."""
    for match in _SUMMED.finditer(scene.folded):
        clause = scene.text.clause(match.start())
        verb = names.verb_before(scene, verbs, clause.start, match.start(), hard=True)
        first = scene.folded.find("、", clause.start, match.start())
        if verb is None or first < 0 or verb.end > first or names.is_unreal(scene, verb.start):
            continue
        for item in _ITEM.finditer(scene.folded, first, match.start() + 1):
            if names.is_particular(item.group()) and not scene.text.in_quotes(item.start()):
                yield Launch(names.plain_mention(scene, *item.span()), "plain", verb)


_RENAMED = Keyed(r"(?:更名|命名|取名|改名|定名|冠名)(?:为|叫)“([^“”\n]{2,16}(?:调解室|工作室|服务站|讲堂|课堂|品牌|警务室|工作站))”", "名为“", "名叫“")


def find_renamed(scene: Scene) -> Iterator[Launch]:
    """Find what a room or studio was named: 更名为“老周家事调解室”; who did so is not said."""
    for match in _RENAMED.finditer(scene.folded):
        start, end = match.span(1)
        name = scene.quote(start, end)
        yield Launch(names.with_forms(names.plain_mention(scene, start, end), name, {f"“{name}”": None}), "named", None)


#: What is said of a quotation: by whom it was made.
_TOLD = re.compile(
    r"(?P<tail>[\u4e00-\u9fff]{0,10}?)(?:,?(?:这)?(?:是|系(?![统列])|为|作为)(?:由)?|,?由)(?P<who>[^,。;:“”]{3,40}?)(?:[于在]\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?)?(?P<how>(?:着力|重点|倾力|精心|全力|联合|率先|共同|自主|首创|创新|近年来|今年|历时[\u4e00-\u9fff]{1,4})*"
    r"(?:打造|推出|研发|开发|创建|开展|发起|创立|创办|建设|推行|首创|建立|设立|策划|承办|探索|实施|培育|(?:组织|发起|牵头)?成立|(?:牵头)?组建|组织|(?:主办|举办)(?=,|。|;|并)))(?:而成|完成|形成|出来)?(?=的|,|。|;|并)"
)


_HELD = ("主办", "举办")


def _joint_bodies(scene: Scene, start: int, end: int) -> tuple[Mention, ...]:
    """Return the bodies of a list that fills [start, end): 由|甲局、乙局和丙会|联合发起; () where it is no such list."""
    out: list[Mention] = []
    while start < end:
        body = max((one for one in scene.bodies_from(start) if one.end > one.start and one.end <= end), key=lambda one: one.end, default=None)
        if body is None:
            return ()
        out.append(body)
        joint = re.compile("[、和与及]|以及|联合|会同|携手|$").match(scene.folded, body.end, end)
        if joint is None and body.end < end:
            return ()
        start = joint.end() if joint else end
    return tuple(out) if len(out) > 1 else ()


def find_told(scene: Scene) -> Iterator[Launch]:
    """Find a quotation of which is said who made it: “甲工作室”|是青州市检察院|重点打造的品牌."""
    honours = {award.honour.name for award in scene.awards}
    for quote in scene.text.quotes:
        told = _TOLD.match(scene.folded, quote.end + 1)
        inner = scene.folded[quote.start : quote.end]
        if told is None or not 2 <= len(inner) <= 24 or inner in names.words().slogans or re.search("[。!?]", inner) or names.in_title(scene, quote.start):
            continue
        if any(name == inner or name.endswith(f"“{inner}”") for name in honours):
            continue  # 全国“示范法院”: |“示范法院”|是最高法评选的
        start, end = told.span("who")
        bodies = _joint_bodies(scene, start, end) or tuple(one for one in scene.institutions if start <= one.start < one.end <= end and one.end == end) or tuple(
            one for one in scene.bodies_from(start) if one.end > one.start and re.fullmatch("[、和与]?.{0,16}|(?:、|联合|会同|携手).{2,40}", scene.folded[one.end : end])
        )
        if not bodies or names.is_unreal(scene, told.start("how")):
            continue
        if told["how"].endswith(_HELD) and not told["tail"].endswith("活动"):
            continue  # a meeting is held; a contest is run
        tail = names.Tail(told["tail"], told.end("tail"), plural=False)
        yield Launch(names.quoted_mention(scene, quote, tail.end, tail, own_tail=tail.text, lead=""), "told", None, bodies)
