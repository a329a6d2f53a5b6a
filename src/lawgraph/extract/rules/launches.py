"""Rules for ``launched``: who started, built or runs which program; and programs carried out for another."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.subjects import doers
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.findings import Launch
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim

#: Words that make the body behind them a partner or a source, and no doer: 与民盟市委建立“X”基地.
_PARTNER = re.compile(r"(?:与|和|同(?![属为是样])|跟|联合|会同|携手|协同|依托|按照|根据|对照|贯彻|落实|向)[^,]{0,12}$|在[^,]{0,3}$|(?:成立|设立|组建|建立|建成|新建|召开|了)$")
#: A list of partners without a subject of its own in the clause: 又与|甲中心、乙婚姻登记处、丙银行建立“X”机制.
_PARTNERS = re.compile(r"(?:与|联合|会同|携手|协同)(?:[^,、]{2,24}、)+[^,、]{0,24}$")
#: Bodies above the one that a text is about: named everywhere, and seldom the subject that a sentence leaves out.
_SUPERIOR = frozenset({"party-committee", "government", "peoples-congress", "cppcc", "party-political-legal", "party-organization", "discipline"})

_TOGETHER = re.compile("协同|协作|合作|联动|签订|签署|结对|共建|建立|对接")
#: A subject that is nobody in particular.
_GENERAL = re.compile(
    r"(?:^|[,;:。\n]|近年来|以来|同时|据悉) ?(?:我[省市县区](?=律师行业|各)|全市|全省|全县|全区|全国|各地|各级|广大|我国|[\u4e00-\u9fff]{0,4}[两三四]级(?=检察|法院|公安|司法|人民)|各(?=司法所|县|乡|街道|社区|律|调解|法院|检察))(?:各级|各地|广大|各)?[\u4e00-\u9fff]{0,8}?"
    r"(?:律师行业|组织|机关|部门|单位|调解员|司法所|法院|检察院|律师|律所|事务所|干警|民警|支部|党员|群众|企业|学校|乡镇|街道|县区|社区(?!矫正|戒毒))"
)


@functools.cache
def _central() -> frozenset[str]:
    """Return the names of the country's own bodies, ministries and the like."""
    return frozenset(body.name for body in Vocabulary.load().national)


def launchers(scene: Scene, position: int) -> list[Mention]:
    """Return who does what the verb at ``position`` says, partners and superiors only named apart."""
    found = _unbranded(scene, _doers_proper(scene, position), position)
    unit = _unit(scene, position)
    if unit is not None and not any(one.end > one.start > unit.start for one in found):
        return [unit.anaphor(position, position)]
    clause = scene.text.clause(position)
    if any(one.start >= clause.start and one.end > one.start for one in found):
        return found
    system = _system(scene, position, found)
    if system is not None:
        return [system]
    if _has_general_subject(scene, position) or _has_unknown_subject(scene, position, found):
        return []
    focus = scene.focus
    # The leading group of the body that the text is about acts for it: 局党组 stands for 该局.
    found = [replace(one, name=focus.name, aliases=focus.aliases, organ=focus.organ) if focus is not None and one.name == focus.name + "党组" else one for one in found]
    if len(found) > 1 and _TOGETHER.match(scene.folded, max(one.end for one in found)):
        found = found[:1]  # 该所与镇调委会协同联动: what follows is the first one's deed
    first = scene.text.sentence(position).start
    kept = [one for one in found if _may_carry(scene, one) or (one.end > one.start >= first and _opens(scene, first, one.start))]
    if found and not kept and focus is not None:
        floor = scene.folded.rfind("\n", 0, position) + 1
        if any(one.name == focus.name and floor <= one.start < position for one in scene.institutions):
            return [focus.anaphor(position, position)]
    return kept


#: The bodies of one kind of a division, where a clause or its sentence opens with them: 青州市检察机关|打造….
_SYSTEM = re.compile(r"[ \n]*(?:\d+年)?(?:\d+月)?(?:\d+日)?(?:近日|日前|今年以来|近年来|去年|今年)?,?(?P<place>(?![全该][省市县区州旗])[\u4e00-\u9fff]{2,7}?)?(?P<all>[全该][省市县区州旗])?(?P<kind>(?:司法行政戒毒|司法行政|检察|公安|政法|法院|监狱|戒毒)(?:机关|系统))(?![的各内中里])")


def _system(scene: Scene, position: int, found: list[Mention]) -> Mention | None:
    """Return the system of bodies that is the subject of a verb's clause or sentence; None where there is none."""
    sentence, clause = scene.text.sentence(position), scene.text.clause(position)
    for start in (clause.start, sentence.start):
        match = _SYSTEM.match(scene.folded, start, position)
        if match is not None and (start == clause.start or not any(one.start >= sentence.start and one.end > one.start for one in found)):
            begin, at = match.start("place") if match["place"] else match.start("all"), match.start("kind")
            place = next((one for one in scene.places if one.start == begin and match["place"] and one.division is not None), None)
            division = place.division if place is not None else scene.setting.level(match["all"][1:]) if match["all"] else None
            if division is not None and (place is None or place.end in {at, match.start("all")}):
                name, printed = division.name + match["kind"], scene.quote(begin, match.end())
                return Mention(begin, match.end(), Kind.INSTITUTION, name, (printed,) if printed != name else (), division.code, None)
    return None


#: A unit that the article has named before goes by its kind alone: 工作室先后…, 法庭开展….
_UNIT = Keyed(
    r"(?:^|[,;:。\n] ?)(工作室|调解室|检察室|警务室|法庭|监区)(?=先后|还|也|引入|联合|依托|积极|充分|不断|坚持|创新|探索|开展|推出|打造|建立|成立|推行|与|每|已|通过|立足|聚焦|创建|组织|常态化|以)",
    *("工作室", "调解室", "检察室", "警务室", "法庭", "监区"),
)


def _unit(scene: Scene, position: int) -> Mention | None:
    """Return the unit that the paragraph speaks of by its kind, at the place where it does so."""
    floor = scene.folded.rfind("\n", 0, position) + 1
    last = None
    for match in _UNIT.finditer(scene.folded, max(floor - 1, 0), position):
        last = match
    if last is None or any(one.start <= last.start(1) < one.end and not one.anaphoric for one in scene.institutions):
        return None
    named = [one for one in scene.institutions if one.end <= last.start(1) and one.name.endswith(last.group(1)) and not one.anaphoric]
    # Two units of the kind: which one is meant is not said.
    return replace(named[-1], start=last.start(1), end=last.end(1)) if len({one.name for one in named}) == 1 else None


def _unbranded(scene: Scene, found: list[Mention], position: int) -> list[Mention]:
    """Put the body that runs a brand for the brand, where a brand's name passes for a body's (“茉莉法庭”品牌)."""
    out: list[Mention] = []
    for one in found:
        brand = next((launch for launch in scene.launches if launch.verb is not None and launch.program.name.endswith("品牌") and one.name in launch.program.aliases), None)
        if brand is None or brand.verb is None:
            out.append(one)
            continue
        doing = [other for other in _doers_proper(scene, brand.verb.start) if other.name != one.name]
        out += [other.anaphor(position, position) for other in doing]
    return out


#: A place as subject: 我市|举行…, whichever of its bodies it was.
_OURS = re.compile("我(?:镇|乡|街道|村|社区)(?=[\u4e00-\u9fff])|(?:我|全|该)(?:省|市|县|区|州|旗|镇|乡)(?=[在于又将还也各隆正共已先首率积召举开启组印出下])")


_DATED = re.compile(r"[ \n]*(?:\d+年)?(?:\d+月)?(?:\d+日)?(?:近日|日前|今年以来|近年来)?")


def _has_unknown_subject(scene: Scene, position: int, found: list[Mention]) -> bool:
    """Tell whether the sentence opens with a body that was not made out: 泸水市|禁毒办在…开展."""
    clause = scene.text.clause(position)
    if any(one.end > one.start >= clause.start for one in found):
        return False
    opening = clause.start + len(_DATED.match(scene.folded[clause.start : position]).group())  # type: ignore[union-attr]
    if _OURS.match(scene.folded, opening) or _unread(scene, opening, position):
        return True
    return any(
        one.end <= position and scene.folded[one.end] not in "的内," and scene.tokens.starts_at(one.end)
        for one in scene.places_within(opening, opening + 1)
    )


#: Right before a verb, or before the word that follows a subject: a body that no list of bodies has.
_UNREAD = re.compile(r"(?:由|自(?:\d{4}年)?)?(?:[^,。;:“”]*的)?(?![该本我全各两某这与和同联会携为向对在以从由将把])[\u4e00-\u9fff]{2,14}(?:报社|杂志社|[局厅]|(?<!法)院|协会|学会|联合会|委员会|公司|集团|中学|大学|办事处|分局|支队|大队|中队)(?:近日|日前)?(?:在[^,。;:“”]{2,16}|于[^,。;:“”]{2,16}|率先|积极|正式|共同|创新|首次|先后)?$")


def _unread(scene: Scene, start: int, position: int) -> bool:
    """Tell whether what stands before a verb in its clause ends as a body's name does, though none was read there: 检察日报社|开展."""
    return not any(start <= one.start < one.end <= position for one in scene.institutions) and _UNREAD.match(scene.folded, start, position) is not None


def _doers_proper(scene: Scene, position: int) -> list[Mention]:
    """Return the doers, objects and partners passed over: of 与民盟市委建立“X”基地 the doer stands further up."""
    found: list[Mention] = []
    for _ in range(4):
        found = doers(scene, position)
        named = [one.start for one in found if one.end > one.start]
        if not named:
            break
        # What has just been built is no doer yet: 打造|东湖法治文化馆,开发小程序.
        built = next((launch for launch in scene.launches if launch.verb is not None and launch.program.start <= min(named) < launch.program.end), None)
        if built is not None and built.verb is not None and built.verb.start < position:
            position = built.verb.start
            continue
        before = scene.folded[scene.text.clause(min(named)).start : min(named)]
        partners = _PARTNERS.search(before)
        clause_start = min(named) - len(before)
        if partners is not None and not any(clause_start <= one.start < one.end <= clause_start + partners.start() for one in scene.institutions):
            position = clause_start + partners.start()
            continue
        listed = before.endswith("、") and not scene.bodies_to(min(named) - 1)
        if not listed and not _PARTNER.search(before):
            break
        position = min(named)
    return found


#: What may stand before the subject that opens a sentence: a date.
_OPENING = re.compile(r"[ \n]*(?:\d+年)?(?:\d+月)?(?:\d+日)?(?:近日|日前|今年以来|近年来|去年|今年|据悉)?,?")


def _opens(scene: Scene, start: int, position: int) -> bool:
    """Tell whether only a date stands before ``position`` in its sentence: 2024年2月,|最高人民检察院出台《…》,决定…."""
    return _OPENING.fullmatch(scene.folded, start, position) is not None


def _may_carry(scene: Scene, body: Mention) -> bool:
    """Tell whether a body named in another clause may be the subject here: the focus, or no superior one."""
    if scene.focus is not None and body.name == scene.focus.name:
        return True
    return body.organ not in _SUPERIOR and body.name not in _central()


def _has_general_subject(scene: Scene, position: int) -> bool:
    """Tell whether the sentence is about nobody in particular: 全市广大人民调解组织…探索出了."""
    sentence = scene.text.sentence(position)
    last = None
    for match in _GENERAL.finditer(scene.folded, sentence.start, position):
        last = match
    return last is not None and not any(last.start() <= one.start < position and one.end > one.start for one in scene.institutions)


#: A body's call is answered: the program is what it asks for, and who runs it is not said.
_CALLED_FOR = re.compile("(?:落实|按照|根据|依照|响应|对照|围绕|紧扣)(?:了)?$")
_CALL = re.compile("(?:工作)?(?:要求|标准|部署|通知|精神|安排|号召|任务)")


def _owner(scene: Scene, launch: Launch) -> Mention | None:
    """Return the body whose name stands right before a program: 青州市司法局(的)“法润青州”品牌."""
    start = launch.program.start
    clause = scene.text.clause(start)
    if scene.folded.endswith("的是", clause.start, start):  # 青州市法院最有特色的是“庭前会商”工作机制
        return next((one for one in scene.institutions if clause.start <= one.start <= clause.start + 1 and one.end < start), None)
    if scene.folded.startswith("的", start - 1):
        start -= 1
    # The outermost body: 市司法局法援中心, and not 市司法局.
    body = min((one for one in scene.bodies_to(start) if one.end > one.start), key=lambda one: one.start, default=None)
    if body is not None and _CALLED_FOR.search(scene.folded, clause.start, body.start) and _CALL.match(scene.folded, launch.program.end) and launch.program.name.endswith(("创建", "建设", "评选", "试点")):
        return None  # 落实|司法部|“智慧矫正中心”创建|要求
    return body


def _by_others(scene: Scene, launch: Launch) -> bool:
    """Tell whether a clause only speaks of a program that was made, and not by whom: 参观了|举办的“A”大赛作品展."""
    assert launch.verb is not None
    if not scene.folded.startswith("的", launch.verb.end):
        return False
    clause = scene.text.clause(launch.verb.start)
    return not any(clause.start <= one.start < launch.verb.start for one in scene.institutions)


@rule(
    "launched.verb", 9,
    example="青州市司法局打造“法润青州”普法品牌。",
    expects=("青州市司法局", Property.LAUNCHED, "“法润青州”普法品牌"),
)
def verb(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of launching runs the program behind it."""
    for launch in scene.launches:
        if launch.verb is None or launch.pattern not in {"quoted", "plain"} or _owner(scene, launch) is not None or _by_others(scene, launch):
            continue
        for doer in launchers(scene, launch.verb.start):
            yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


_HOW_FAR = re.compile("(?:推进|开展|进展|落实|完成|贯彻|工作){0,2}情况")


@rule(
    "launched.owner", 4,
    example="青州市司法局的“法润青州”普法品牌深受欢迎。",
    expects=("青州市司法局", Property.LAUNCHED, "“法润青州”普法品牌"),
)
def owner(scene: Scene) -> Iterator[Claim]:
    """Say that a body whose name stands right before a program runs it."""
    for launch in scene.launches:
        if _HOW_FAR.match(scene.folded, launch.program.end):
            continue  # 县法院|“基本解决执行难”工作|推进情况: its share of what others launched
        body = _owner(scene, launch) if launch.pattern in {"quoted", "plain", "running", "named", "owned"} else None
        if body is not None:
            yield claim(scene, body, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "launched.told", 2,
    example="“法润青州”是青州市司法局重点打造的普法品牌。",
    expects=("青州市司法局", Property.LAUNCHED, "“法润青州”"),
)
def told(scene: Scene) -> Iterator[Claim]:
    """Say that the body by whom a program is said to have been made runs it."""
    for launch in scene.launches:
        if launch.pattern == "told":
            for body in launch.bodies:
                yield claim(scene, body, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "launched.themed", 2,
    example="青州市司法局启动以“法润青州”为主题的宪法宣传活动。",
    expects=("青州市司法局", Property.LAUNCHED, "“法润青州”宪法宣传活动"),
)
def themed(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of launching runs the activity whose theme stands between them."""
    for launch in scene.launches:
        if launch.pattern == "themed" and launch.verb is not None:
            for doer in launchers(scene, launch.verb.start):
                yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "launched.activity", 4,
    example="青州市司法局开展局领导挂点联系基层司法所活动。",
    expects=("青州市司法局", Property.LAUNCHED, "局领导挂点联系基层司法所活动"),
)
def activity(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of launching runs the particular activity right behind it."""
    for launch in scene.launches:
        if launch.pattern == "activity" and launch.verb is not None:
            for doer in launchers(scene, launch.verb.start):
                yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "launched.founded", 3,
    example="青州市人民检察院设立家庭教育指导服务站。",
    expects=("青州市人民检察院", Property.LAUNCHED, "家庭教育指导服务站"),
)
def founded(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of founding set up the place, room, system or team that it names."""
    for launch in scene.launches:
        if launch.pattern == "founded" and launch.verb is not None and _owner(scene, launch) is None:
            for doer in launchers(scene, launch.verb.start):
                yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "launched.ceremony", 3,
    example="青州市司法局举行“法润青州”普法行动启动仪式。",
    expects=("青州市司法局", Property.LAUNCHED, "“法润青州”普法行动"),
)
def ceremony(scene: Scene) -> Iterator[Claim]:
    """Say that who holds the opening ceremony of a program runs it."""
    for launch in scene.launches:
        if launch.pattern == "ceremony" and launch.verb is not None:
            for doer in launchers(scene, launch.verb.start):
                yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "launched.running", 3,
    example="青州市司法局扩大服务,“一村一法律顾问”实现全覆盖。",
    expects=("青州市司法局", Property.LAUNCHED, "“一村一法律顾问”"),
)
def running(scene: Scene) -> Iterator[Claim]:
    """Say that a program that is said to stand is run by the body that its own sentence is about."""
    for launch in scene.launches:
        if launch.pattern != "running" or _owner(scene, launch) is not None:
            continue
        start = scene.text.sentence(launch.program.start).start
        for doer in launchers(scene, launch.program.start):
            # A subject of an earlier sentence is too far off: 平台上线 may be anybody's.
            if doer.end > doer.start >= start:
                yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "implements.undertaken", 2,
    example="青州市司法局圆满完成了全国社区矫正信息化改革试点任务。",
    expects=("青州市司法局", Property.IMPLEMENTS, "全国社区矫正信息化改革试点"),
)
def undertaken(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of carrying out implements the trial that another body set up."""
    for launch in scene.launches:
        if launch.pattern == "undertaken" and launch.verb is not None:
            for doer in launchers(scene, launch.verb.start):
                yield claim(scene, doer, Property.IMPLEMENTS, launch.program, launch.program.start)


@rule(
    "implements.followed", 2,
    example="青州市司法局按照司法所标准化创建三年行动的部署,新建司法所五个。",
    expects=("青州市司法局", Property.IMPLEMENTS, "司法所标准化创建三年行动"),
)
def followed(scene: Scene) -> Iterator[Claim]:
    """Say that who acts by a named campaign's plan implements it."""
    for launch in scene.launches:
        if launch.pattern == "followed" and launch.verb is not None:
            for doer in launchers(scene, launch.verb.start):
                yield claim(scene, doer, Property.IMPLEMENTS, launch.program, launch.program.start)


RULES = (verb, owner, told, themed, activity, founded, ceremony, running, undertaken, followed)
