"""Find events by their form rather than by the ending of a long name.

- ``themed``: 举办了以“清风”为主题的开放日活动
- ``quoted``: “弘扬宪法精神”主题活动举行
- ``bare``: 5月9日,青州市司法局召开座谈会: the day and the body make it one of its own
- ``signing``: 双方举行签约仪式: under the names of those who signed
- ``session``: 青州市第十八届人民代表大会常务委员会第五次会议: its number tells it from every other
- ``of-the-unit``: 该中心揭牌仪式举行: under the unit's name
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Holding
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.matcher import Found
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene

_UNREAL = re.compile(r"拟|将(?!军)|计划|准备|要求|应当|定期|每[年月周季]|多次|先后|累计")
_THEMED = Keyed(
    r"(?P<verb>举办|举行|召开|组织|开展)了?(?P<lead>(?:“[^“”\n]{2,16}”)?[\u4e00-\u9fff]{0,12}?)以?“(?P<theme>[^“”\n]{4,40})”为主题的?"
    r"(?P<kind>[\u4e00-\u9fff]{0,16}(?:启动仪式|启动大会|启动会|揭牌仪式|颁奖仪式|开幕式|开放日活动|开放日|座谈会|论坛|研讨会|演讲比赛|知识竞赛|比赛|竞赛|讲座|报告会|文艺演出|晚会|沙龙))",
    "为主题",
)
_QUOTED = Keyed(
    r"“[^“”\n]{6,40}”(?:主题|系列|专题)[\u4e00-\u9fff]{0,8}活动"
    r"(?=(?:[在于][^,。;:!?\n]{1,24}?)?(?:正式|隆重|顺利|成功|如期)?(?:举行|举办|开幕)(?!后|以来|前|期间|之际|的))",
    "”主题",
    "”系列",
    "”专题",
)


_NAMED_WHOLE = Keyed(
    r"“(?P<name>[^“”\n]{8,60}(?:座谈会|研讨会|推进会|论坛|大会|会议|仪式|培训班|讲座|大赛|比赛|报告会|峰会))”"
    r"(?=(?:[在于][^,。;:!?\n]{1,24}?)?(?:正式|隆重|顺利|成功|如期)?(?:举行|举办|召开|开幕|闭幕|落幕|开班)(?!后|以来|前|期间|之际|的))",
    "会”",
    "坛”",
    "式”",
    "班”",
    "赛”",
    "座”",
)


def find_themed(scene: Scene) -> Iterator[Holding]:
    """Find 举办了以“清风”为主题的|开放日活动: the theme and the kind of event are the name."""
    for match in _THEMED.finditer(scene.folded):
        clause = scene.text.clause(match.start())
        if _UNREAL.search(scene.folded[clause.start : match.start()]) or scene.text.in_quotes(match.start()):
            continue
        start, end = match.start("theme") - 2, match.end()
        theme, kind = scene.quote(*match.span("theme")), match["kind"]
        forms: tuple[str, ...] = (f"“{theme}”{kind}", scene.folded[start:end], theme)
        if lead := match["lead"].removesuffix("以"):
            start = match.start("lead")
            forms = (*forms, lead + kind, scene.folded[start:end])
        yield Holding(Mention(start, end, Kind.EVENT, f"“{theme}”主题{kind}", forms), Found(match.start(), match.end("verb"), match["verb"]), True, "behind")


def find_quoted(scene: Scene) -> Iterator[Holding]:
    """Find a named activity that took place: “弘扬宪法精神”主题活动|举行."""
    for match in _NAMED_WHOLE.finditer(scene.folded):
        if not _UNREAL.search(scene.folded[scene.text.clause(match.start()).start : match.start()]):
            name = scene.quote(*match.span("name"))
            yield Holding(Mention(match.start(), match.end(), Kind.EVENT, name, (scene.quote(*match.span()),)), None, True, "before")
    for match in _QUOTED.finditer(scene.folded):
        clause = scene.text.clause(match.start())
        if _UNREAL.search(scene.folded[clause.start : match.start()]):
            continue
        name = scene.quote(*match.span()).replace("\n", "")
        inner = name[1 : name.index("”")] if "”" in name else name
        yield Holding(Mention(match.start(), match.end(), Kind.EVENT, name, tuple(dict.fromkeys((re.sub("[“”]", "", name), inner)))), None, True, "before")


#: Meetings that a body's name and a day make particular; 会议 and 例会 alone say too little.
_BARE = Keyed(
    r"(?P<verb>组织召开|联合召开|召开|举行)了?(?:一次|一场)?"
    r"(?P<name>(?:全体|全局|全院|全所|工作|专题|总结|学习|交流|新闻|党员|民主){0,2}(?:座谈会|表彰会|表彰大会|干部大会|干部会议|职工大会|动员大会|总结大会|发布会|通报会|听证会|联席会议|联席会|推进会|部署会|培训会|协调会|调度会|民主生活会|团拜会|茶话会|约谈会|反馈会|汇报会|授奖仪式|升旗仪式|宣誓仪式))(?=[,。;])",
    "召开",
    "举行",
)
_DAY = re.compile(r"\d+日(?:上午|下午|晚上?|晚间)?,?$|(?:当天|当日)(?:上午|下午)?,?$")


def find_bare(scene: Scene) -> Iterator[Holding]:
    """Find a meeting that only its day and its body tell apart: 5月9日,甲局|召开座谈会."""
    for match in _BARE.finditer(scene.folded):
        sentence = scene.text.sentence(match.start())
        hosts = [one for one in scene.bodies_to(match.start()) if one.end > one.start >= sentence.start]
        if not hosts or scene.text.in_quotes(match.start()):
            continue
        # 5月9日,|县司法局、县人民调解协会|召开: the first of those joined is the name's.
        host = min(hosts, key=lambda one: one.start)
        joined = [host]
        while (before := next((one for one in scene.bodies_to(joined[0].start - 1) if scene.folded[one.end] in "、和与"), None)) is not None:
            joined.insert(0, before)
        if not _DAY.search(scene.folded[sentence.start : joined[0].start].rstrip()):
            continue
        start, end = match.span("name")
        name = joined[0].name + match["name"]
        forms = [scene.folded[joined[0].start : joined[0].end] + match["name"]]
        if sum(other["name"] == match["name"] for other in _BARE.finditer(scene.folded)) == 1:
            forms.append(match["name"])  # the only one of its kind in the article
        yield Holding(Mention(start, end, Kind.EVENT, name, tuple(one for one in forms if one != name)), Found(match.start(), match.end("verb"), match["verb"]), True, "behind")


_OF_UNIT = re.compile(r"该(?P<unit>中心|院|所|局|庭|监狱|会|站)(?P<rest>[\u4e00-\u9fff]{0,8}(?:揭牌仪式|启动仪式|落成仪式|成立大会|签约仪式|授牌仪式|开馆仪式))(?:在[^,。;]{2,16})?(?:正式|隆重|顺利)?(?:举行|举办|召开)")


def find_of_unit(scene: Scene) -> Iterator[Holding]:
    """Find the ceremony of a unit named before: 该中心揭牌仪式|举行."""
    for match in _OF_UNIT.finditer(scene.folded):
        units = [scene.quote(one.start, one.end) for one in scene.institutions if one.end <= match.start() and not one.anaphoric and one.name.endswith(match["unit"])]
        floor = scene.folded.rfind("\n", 0, match.start()) + 1
        local = (re.match(r"[\u4e00-\u9fff]{4,20}?" + match["unit"], scene.folded[one.start : match.start()]) for one in scene.places if floor <= one.start < match.start())
        units += [one.group() for one in local if one is not None]
        if not units or _UNREAL.search(scene.folded[scene.text.clause(match.start()).start : match.start()]):
            continue
        start, end = match.start(), match.end("rest")
        yield Holding(Mention(start, end, Kind.EVENT, units[-1] + match["rest"], (f"该{match['unit']}{match['rest']}",)), None, True, "before")


_SESSION = Keyed(
    r"第?[一二三四五六七八九十\d]{1,3}届(?:[\u4e00-\u9fff]{0,16}?)第[一二三四五六七八九十\d]{1,4}次(?:全体|扩大)?(?:会议|全会|代表大会)(?!精神|以来|后|前|审议通过的|通过的)",
    "届",
)
#: Words that tell where a session's name has its place or body: 青州市|第十八届, 中共青州市|第十四届.
_WHOSE = re.compile(r"(?:中国共产党|中共|政协|[\u4e00-\u9fff]{2,12}(?:协会|学会|联合会|总工会|会)|省|市|县|区)$")


def find_sessions(scene: Scene) -> Iterator[Holding]:
    """Find a session by its number: 青州市第十八届人民代表大会常务委员会第五次会议, 市十八届人大常委会第五次会议."""
    for match in _SESSION.finditer(scene.folded):
        clause = scene.text.clause(match.start())
        before = scene.folded[clause.start : match.start()]
        if _UNREAL.search(before) or scene.text.in_quotes(match.start()) or re.search("贯彻|学习|传达|落实", before):
            continue
        start = min((place.start for place in scene.places if place.end == match.start()), default=match.start())
        start = min((one.start for one in scene.institutions if one.end == match.start() and not one.anaphoric), default=start)
        whose = _WHOSE.search(scene.folded, max(clause.start, start - 14), start)
        if whose and start == match.start():
            start = whose.start()
        name = scene.quote(start, match.end()).replace("\n", "")
        yield Holding(Mention(start, match.end(), Kind.EVENT, name, (match.group(),) if start < match.start() else ()), None, True, "before")


_OPENED = Keyed(r"(?:主持|出席|参加)了?(?P<name>启动仪式|开幕式|启动会|揭牌仪式)(?=[,。;、])", "启动仪式", "开幕式", "启动会", "揭牌仪式")
_ACTIVITY = re.compile(r"(?:开展|启动|举办|举行)了?(?P<name>“[^“”\n]{4,40}”[\u4e00-\u9fff]{0,14}活动)(?![\u4e00-\u9fff]{0,4}(?:仪式|会))")


def find_opening(scene: Scene) -> Iterator[Holding]:
    """Find the ceremony that opens the one activity just told: 开展“A”活动。…局长主持|启动仪式."""
    for match in _OPENED.finditer(scene.folded):
        floor = scene.folded.rfind("\n", 0, match.start()) + 1
        told = list(_ACTIVITY.finditer(scene.folded, floor, match.start()))
        if len(told) != 1 or re.search("仪式|开幕|启动", scene.folded[: match.start()]) or scene.text.in_quotes(match.start()):
            continue
        name = scene.quote(*told[0].span("name")).replace("\n", "") + match["name"]
        forms = (re.sub("[“”]", "", name), match["name"])
        yield Holding(Mention(*match.span("name"), Kind.EVENT, name, forms), None, False, "before")


#: A day, or a word for one.
DATED = re.compile(r"\d+日|昨日|昨天|今天|今日|日前|近日")
_SIGNING = Keyed(
    r"(?:双方|各方|两家单位|共同|联合)(?:共同|联合|现场)?(?:举行|举办)了?(?P<name>(?:[\u4e00-\u9fff]{0,10})(?:签约仪式|签字仪式|揭牌仪式|授牌仪式|启动仪式))(?=[,。;])",
    "仪式",
)


def find_signing(scene: Scene) -> Iterator[Holding]:
    """Find the ceremony of those named before: 甲与乙签署协议,双方举行|签约仪式."""
    for match in _SIGNING.finditer(scene.folded):
        sentence = scene.text.sentence(match.start())
        parties = [one for one in scene.institutions if sentence.start <= one.start < one.end <= match.start()][:2]
        if len(parties) < 2 or not DATED.search(scene.folded[sentence.start : match.start()]):
            continue
        name = f"{parties[0].name}与{parties[1].name}{match['name']}"
        yield Holding(Mention(*match.span("name"), Kind.EVENT, name, (match["name"],)), None, False, "before")
