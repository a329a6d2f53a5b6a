"""Find programs that are named without quotation marks.

- ``plain``: 深入开展基层执法规范三年行动 · 建成全市首个民法典广场
- ``activity``: 开展局领导包联乡镇司法所活动
- ``running``: 智慧矫正一体化平台正式上线
- ``undertaken``: 承担全国社区矫正改革试点任务 · ``followed``: 按照规范化建设三年行动的部署
"""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Launch
from lawgraph.extract.nodes import program_names as names
from lawgraph.extract.nodes.program_names import is_unreal, words
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.matcher import Found
from lawgraph.lexicon.terms import Term
from lawgraph.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene

#: What says that the program stands: the mark of a ``running`` one.
RUNS = re.compile(r"(?:正式|全面|顺利|成功|如期|已经|已|在[\u4e00-\u9fff]{2,8})?(?:实现全覆盖|上线|启动|投入使用|投入运行|全面铺开|铺开|落地|启用|投用|开通|揭牌|落成|建成|推开|开讲)(?!仪式|会|以来|后)")
#: A plain name that one of these follows stands within a longer name, or is not what the verb governs.
_LONGER = re.compile(
    r"(?:工作)?(?:目标(?!责任)|成果|精神|相关|有关|情况|内容|领导小组|办公室|动员|启动仪式|启动会|推进会|部署会|总结会|工作会|大会|会议|座谈|实施方案|方案|经验|要求|进展|成效|专题|进行时|专栏|纪实"
    r"|先进|示范|县|单位|等(?:工作|活动)?[\u4e00-\u9fff]{0,4}情况|的(?:通知|意见|方案|决定|精神|要求|部署|安排|成效|经验|成果|目标))"
)
_TRIAL = re.compile(r"([^,;。:!?\n“”《》]{5,90}?)(等)?((?:国家级|省级|市级|部级|全国|全省|、|\d+[余多]?项|多项|系列)*)(试点|示范)(?:任务|工作|项目|建设任务|(?=[,。;]))")


def find_undertaken(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:  # noqa: ARG001  # one signature for all finders
    """Find what a body carries out for another: 承担了司法部甲、乙等国家级、省级试点任务."""
    for verb in scene.text.found(Term.UNDERTAKING):
        if not scene.tokens.starts_at(verb.start) or is_unreal(scene, verb.start):
            continue
        start = verb.end + (1 if scene.folded.startswith(("了", "起"), verb.end) else 0)
        trial = _TRIAL.match(scene.folded, start)
        if trial is None:
            continue
        heads = re.finditer("[^、]+", trial.group(1)) if trial.group(2) else [re.match(".*", trial.group(1))]
        for head in heads:
            if head is None:
                continue
            begin, end = start + head.start(), start + head.end()
            # The body that set it up is no part of the name: 承担|司法部|甲体系建设试点.
            begin = max([begin, *(one.end for one in scene.bodies_from(begin) if one.end < end - 4)])
            name = scene.quote(begin, end)
            if len(name) < 6 or "的" in name or re.search(r"等$|并|被|列入|纳入", name):
                continue
            whole = end if trial.group(2) else trial.end(4)
            bare = re.sub(r"^(?:全国|全省|全市)", "", name)
            forms = tuple(dict.fromkeys((name, bare, *(form + trial.group(4) for form in (name, bare)), name + trial.group(4) + "任务")))
            title = scene.quote(begin, whole)
            mention = names.plain_mention(scene, begin, whole)
            yield Launch(Mention(begin, whole, mention.kind, title, tuple(form for form in forms if form != title)), "undertaken", verb)


#: What is fought through is named, whether it is told or asked for: 决战决胜|扫黑除恶专项斗争.
_FOUGHT = re.compile(r"(?:决战决胜|决胜|打赢|打好|纵深推进)$")
_FOLLOWED = ("按照", "根据", "依照", "贯彻落实", "落实", "贯彻", "对照")
_USED = re.compile(r"(?:演示|使用|运用|登录|借助|利用|依托|通过|应用|接入)了?$")


#: A version says that a system is one of its own: 青法智能卷宗3.0系统.
_NUMBERED = Keyed(r"(?<=[\u4e00-\u9fff])\d\.\d(?:版)?(?P<kind>系统|平台)", ".")


def find_plain(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:
    """Find names that end strongly and stand behind a verb, and those of the whole country."""
    folded = scene.folded
    for found in scene.text.found(Term.CAMPAIGN):
        clause = scene.text.clause(found.start)
        if _FOUGHT.search(folded[clause.start : found.start]) and not _LONGER.match(folded, found.end):
            yield Launch(names.plain_mention(scene, found.start, found.end), "named", None)
            continue
        verb = names.verb_before(scene, verbs, clause.start, found.start)
        if verb is None or verb.word in words().weak or found.start - verb.end > 12 or names.in_title(scene, found.start):
            continue
        if not is_unreal(scene, verb.start) and not _LONGER.match(folded, found.end) and names.all_nominal(scene, verb.end, found.start):
            yield Launch(names.plain_mention(scene, found.start, found.end), "plain", verb)
    earlier: tuple[Found, int, Found] | None = None
    numbered = [Found(one.start("kind"), one.end(), one["kind"]) for one in _NUMBERED.finditer(folded)]
    for found in sorted([*scene.text.found(Term.PROGRAM), *numbered]):
        if scene.text.in_quotes(found.start) or names.in_title(scene, found.start):
            continue
        end = found.end + 2 if folded.startswith(("活动", "行动", "计划", "工程"), found.end) and not folded.startswith("行动计划", found.end - 4) else found.end
        if not scene.tokens.starts_at(end) and end < len(folded):
            continue
        clause = scene.text.clause(found.start)
        reach = _reach(scene, verbs, clause.start, found)
        # 甲专项行动和乙专项行动: the second has the first one's verb.
        if earlier is not None and reach is not None and reach[1] < earlier[1] <= found.start and re.match(r"[、和与及]", folded[earlier[1] :]):
            reach = (earlier[0], earlier[1] + 1)
        if _goes_on(scene, end, clause.end):
            continue
        if reach is None:
            yield from _unlaunched(scene, clause.start, found, end)
            continue
        verb, start = reach
        earlier = (verb, end, found)
        if found.word in words().particular:
            start = max(start, *(folded.rfind(mark, start, found.start) + 1 for mark in "、和与及"))
            if not names.is_particular(folded[start:end]):
                continue
        if _ANY_KIND.fullmatch(folded, start, found.start):
            continue  # 重要|创建活动
        if names.is_plain_name(folded[start:end]) and not _LONGER.match(folded, end) and not is_unreal(scene, verb.start):
            yield Launch(names.plain_mention(scene, start, end), "plain", verb)


_ANY_KIND = re.compile("(?:重要|各项|各类|一系列|多种|特色|系列|专题|全面|集中|主题)+")


def _goes_on(scene: Scene, end: int, limit: int) -> bool:
    """Tell whether a name runs on to another telling ending: 隐患大排查|大整治专项行动."""
    following = next((one for one in scene.text.found_in(Term.PROGRAM, end, min(limit, end + 16)) if one.start <= end + 8), None)
    if following is None:
        return False
    between = scene.folded[end : following.start]
    return not re.search("[、和与及,“”]", between) and names.all_nominal(scene, end, following.start)


def _reach(scene: Scene, verbs: list[Found], floor: int, found: Found) -> tuple[Found, int] | None:
    """Return the verb that launches what ends in ``found``, and where the name behind it begins.

    The nearest hard verb wins; a verb that is a noun too (创建) does so only where no hard one is
    reached over nouns, and then the farthest: 推进|法治政府建设示范创建活动.
    """
    best: tuple[Found, int] | None = None
    for verb in reversed(verbs[: bisect.bisect_left(verbs, (found.start,))]):
        if verb.end > found.start or verb.word in words().weak | words().writing:
            continue
        if verb.start < floor:
            break
        if verb.word not in words().hard and _is_noun_here(scene, floor, verb):
            continue
        if not (scene.tokens.starts_at(verb.start) or (len(verb.word) > 1 and scene.tokens.starts_at(verb.end))):
            continue
        start = names.after_lead_in(scene, verb.end, found.end)
        if not scene.tokens.starts_at(start) or start >= found.end:
            continue
        opening = scene.tokens.at(start)
        inside = start if opening is None or opening.tag[0] != "v" or start >= found.start else opening.end
        if not names.all_nominal(scene, inside, found.start):
            break
        best = (verb, start)
        if verb.word in words().hard:
            break
    return best


def _is_noun_here(scene: Scene, floor: int, verb: Found) -> bool:
    """Tell whether a verb that is a noun too follows a noun and is one: 规范化|建设, but not 市司法局|推进."""
    token = scene.tokens.at(verb.start - 1)
    if token is None or token.start < floor or token.word in words().hard or not names.is_nominal(token) or token.word in {"、", "和", "与"}:
        return False
    return not scene.bodies_to(verb.start)


def _unlaunched(scene: Scene, floor: int, found: Found, end: int) -> Iterator[Launch]:
    """Find a plain name that runs (甲平台正式上线), is followed (按照甲行动的部署) or used (演示了甲平台)."""
    folded = scene.folded
    start = names.run_before(scene, floor, found.start)
    owner = next((one for one in scene.bodies_from(start) if one.end <= found.start), None)
    if owner is not None:
        start = owner.end
    name = folded[start:end]
    if not names.is_plain_name(name) or is_unreal(scene, start) or (found.word in words().particular and not names.is_particular(name)):
        return
    before = folded[floor:start]
    verb = next((word for word in _FOLLOWED if before.endswith(word)), None)
    if verb is not None:
        yield Launch(names.plain_mention(scene, start, end), "followed", Found(start - len(verb), start, verb))
    elif RUNS.match(folded, end) and (owner is not None or len(name) >= 8):
        yield Launch(names.plain_mention(scene, start, end), "running", None)
    elif _USED.search(before) and len(name) >= 8:
        yield Launch(names.plain_mention(scene, start, end), "named", None)


_OPENED = Keyed(r"(?P<verb>拉开)了?(?:全[省市县区州])?(?P<name>[^,。;:“”《》\n]{6,30}?(?:活动|行动|宣传月|宣传周|宣传|工作))?的?(?:帷幕|序幕|大幕)", "帷幕", "序幕", "大幕")


def find_opened(scene: Scene) -> Iterator[Launch]:
    """Find what is begun as a play is: 拉开了|社区矫正法宣传月活动|的帷幕."""
    for match in _OPENED.finditer(scene.folded):
        start, end = match.span("name")
        if match["name"] and names.is_plain_name(match["name"]) and not match["name"].endswith(("宣传", "工作")) and (names.is_particular(match["name"]) or re.search("宣传[月周]", match["name"])) and not is_unreal(scene, match.start()):
            yield Launch(names.plain_mention(scene, start, end), "plain", Found(match.start(), match.end("verb"), "拉开"))


_ACTIVITY = re.compile(r"(?:开展|启动|举办|组织开展|部署开展|组织实施|实施|发起|推出|推行|打造|承办|部署)(?!仪式|大?会|式)(?:了|好)?([\u4e00-\u9fff“”·+]{6,28}?(?:活动|行动|计划|工程|项目))(?![\u4e00-\u9fff]*会)")


def find_activities(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:  # noqa: ARG001  # one signature for all finders
    """Find a long activity right behind its verb that is like no other: 开展局领导包联乡镇司法所活动."""
    for match in _ACTIVITY.finditer(scene.folded):
        start, end = names.after_lead_in(scene, match.start(1), match.end(1)), match.end(1)
        name = scene.folded[start:end]
        opening = scene.tokens.at(start)
        if re.match(r"[了好]?(?:一[次场期]|\d+[余多]?[次场期])", match.group(1)):
            continue
        if opening is None or opening.start != start or scene.text.in_quotes(start) or "“" in name:
            continue
        inside = opening.end if opening.tag[0] in "vd" else start
        if len(name) < 8 or "、" in name or not names.is_plain_name(name) or not names.is_particular(name) or _LONGER.match(scene.folded, end):
            continue
        if names.is_flowing(scene, inside, end - 2) and not is_unreal(scene, match.start()):
            yield Launch(names.plain_mention(scene, start, end), "activity", Found(match.start(), match.start(1), scene.folded[match.start() : match.start(1)]))
