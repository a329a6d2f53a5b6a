"""Who got an honour: the bodies, persons, places and systems that stand right before (or behind) an award.

A recipient is read backwards from the verb: adverbs and years are passed over, and what ends there
decides. A list gives several, a crowd (4名干部) none, a pronoun the one it stands for. Only where
nothing stands there is the subject of an earlier clause or sentence taken.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.honour_contests import owners
from lawgraph.extract.nodes.honour_crowds import Found, crowd_at
from lawgraph.extract.nodes.honour_heroes import presented, protagonist
from lawgraph.extract.nodes.honour_recipient_items import (
    BRACKET,
    GOVERNORS,
    governed,
    in_name,
    joined,
    unit,
    with_place,
    words,
)
from lawgraph.extract.nodes.official_names import name_at
from lawgraph.extract.scene import Scene, words_of
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = "\u4e00-\u9fff"
_ADVERB = re.compile(
    r"(?:给予|予以|这次|此次|本次|夫妇|夫妻|先后|分别|曾经|曾|多次|屡次|连续|再次|再度|再|又|也|还|均|都|共|一并|同时|首次|成功|光荣|荣幸|有幸|一举|双双|双|已经|已|近[\d一二两三四五六七八九十几]+年来?|今年|去年|前年|近日|日前|最终|因此|从而|更是|更|则|便|即|就|才|并且|并|而|且|数次|两度|三度|再一次|接连|相继|陆续|一直|每年|共同|分获|(?<![部积百得评高低充])分|曾多次|累计|率先|连年|年年|喜|特|亦|其间|期间|此前|随后|后来|后|来|共计"
    r"|\d+次|[一二三两四五六七八九十]次|连续?[\d一二两三四五六七八九十多]+(?:年|届|次|度)(?:度)?|(?:于|在|自)?\d{4}(?:[-至、和]\d{4})*年度?(?:\d+月)?(?:和\d{4}年)?(?:\d+月)?(?:\d+日)?|(?:\d+月)?\d+日|近年|近几年|(?<!该)同志|等人|等|最终|一起|(?<![个名家])集体(?=$))$"
)
def trim(scene: Scene, floor: int, end: int) -> int:
    """Return where what stands before a verb ends, adverbs, years and brackets passed over."""
    folded = scene.folded
    while end > floor:
        text = folded[floor:end]
        match = _ADVERB.search(text) or re.search(" $", text)
        if match is None and text.endswith(")"):
            match = BRACKET.search(text)
        if match is None or match.start() == match.end():
            return end
        if any(one.start <= floor + match.start() < end for one in scene.bodies_to(end)):
            return end  # the adverb's letter is a name's own
        end = floor + match.start()
    return end


_OBJECT = re.compile("[对给]")
#: 其|“专家会诊”制度|被列为…: the work of the one spoken of before.
_ITS_WORK = re.compile(r"(?:其|它的|自己的|该[局院所会厅委庭处])(?![他中实余])")


def before(scene: Scene, floor: int, end: int, kinds: frozenset[Kind]) -> Found:
    """Return who stands right before a verb at ``end``, not further back than ``floor``."""
    folded = scene.folded
    end = trim(scene, floor, end)
    text = folded[floor:end]
    if _ITS_WORK.match(text) and words().works.search(text):
        return Found(empty=True)
    if words().that_work.match(text):
        # 该项目|在…中|获…: whose work it is, its own sentence says or nobody does.
        return Found(tuple(anaphor(one, floor) for one in _earlier(scene, floor, frozenset(Kind))))
    if text.endswith(("让", "使", "使得", "为")) or not text.strip(" ,、"):
        return Found(empty=True)
    works = owners(scene, floor, end)
    crowd = Found(works) if works is not None else crowd_at(scene, floor, end)
    if crowd is not None:
        return crowd
    pronoun = _pronoun(scene, floor, end) or _workplace(scene, floor, end)
    if pronoun is not None:
        return pronoun
    found = joined(scene, floor, end, kinds)
    if found:
        return Found(tuple(found))
    if _OBJECT.search(folded, floor, end) and any(one.start >= floor and folded[one.start - 1] in "对给" for one in scene.bodies_to(end)):
        return Found()  # 对|最高人民法院|荣获…的代表进行表彰
    work = _of_work(scene, floor, end)
    if work:
        return Found(tuple(work))
    found = opening(scene, floor, end) or (presented(scene, floor, end) if Kind.OFFICIAL in kinds else [])
    if found:
        return Found(tuple(found))
    return Found(empty=_subjectless(scene, floor, end))


_PRONOUN = re.compile(r"(?P<person>他|她|该同志|本人)$|(?P<they>他们|她们)$|(?P<it>它|其|自己)$|该(?P<that>[\u4e00-\u9fff]{1,7})$|(?:我|全|本|该)(?P<level>[省市县区州旗])$")


#: A clause that opens with one of these means the only body of that kind named before.
_BARE = re.compile("中心|工作室|调解室|监狱|戒毒所|看守所|派出所|司法所|法庭|公证处|支队|大队|中队")


def _pronoun(scene: Scene, floor: int, end: int) -> Found | None:
    """Return what a pronoun stands for: 他 the person named last, 我市 the article's city, 该所 the body of that kind."""
    bare = _BARE.fullmatch(scene.folded[floor:end].strip())
    if bare is not None and not any(one.end > one.start for one in scene.bodies_to(end)):
        same = {one.name: one for one in scene.institutions if one.end <= end and one.name.endswith(bare.group())}
        if not same and scene.focus is not None and scene.focus.name.endswith(bare.group()):
            same = {scene.focus.name: scene.focus}
        if same:
            return Found((anaphor(max(same.values(), key=lambda one: one.end), end - len(bare.group())),))
    match = _PRONOUN.search(scene.folded[floor:end])
    if match is None or scene.bodies_to(end):
        return None
    start = floor + match.start()
    if match["they"]:
        return Found()  # several persons, and no body
    if match["person"]:
        person = last_person(scene, start)
        return Found((anaphor(person, start),) if person else ())
    if match["level"]:
        division = scene.setting.level(match["level"])
        return Found((Mention(start, end, Kind.PLACE, division.name, (), division.code, None, anaphoric=True),) if division else ())
    if match["that"]:
        tail = match["that"]
        known: Iterable[Mention] = (*scene.institutions, *scene.place_mentions)
        owners = [one for one in known if one.end <= start and (one.name.endswith(tail) or (tail == "律所" and one.name.endswith("律师事务所")))]
        owner = max(owners, key=lambda one: one.end, default=None)
        return Found((anaphor(owner, start),)) if owner else None
    return Found(empty=True)


#: A clause of the paragraph that opens with a unit by its kind alone: 中队年年受到…,|2010年被评为….
_UNIT_OPENS = re.compile(rf"(?:^|[,。;\n ])(?:{_BARE.pattern})(?=[先年连每多成全坚现自还也被荣获])")


def bare_unit(scene: Scene, position: int) -> list[Mention] | None:
    """Return the unit that the paragraph speaks of by its kind, None where it speaks of none, [] where none is known."""
    floor = scene.folded.rfind("\n", 0, position) + 1
    last = None
    for match in _UNIT_OPENS.finditer(scene.folded, floor, position):
        last = match
    if last is None:
        return None
    kind = last.group().lstrip(",。;\n ")
    return [one for one in scene.institutions if one.end <= last.start() + 1 and one.name.endswith(kind)][-1:]


_WHERE = re.compile(rf"(?:^|[,、 ])(?:其|他|她|个人)?所在的?(?P<kind>(?:单位|科室|部门|团队)|[{_HAN}]{{0,4}}(?:[局院所庭处队科镇乡村区]|社区|街道|监狱|中心|乡镇|支部|调委会))$")
_TOWNS = ("镇", "乡")


def _workplace(scene: Scene, floor: int, end: int) -> Found | None:
    """Return where the person spoken of works, or the town of that: 其|所在司法所|被评为…, 所在乡镇|荣获…; nobody where that is not told."""
    match = _WHERE.search(scene.folded[floor:end])
    if match is None:
        return None
    person = last_person(scene, floor)
    bodies = [one.post.body for one in scene.postings if one.post.body is not None and one.modality is None and person is not None and one.official.name == person.name]
    kind = match["kind"]
    if kind.endswith(_TOWNS):
        towns = {name[0]: place for place in scene.places if place.end <= end and place.division is not None and (name := re.search(rf"[{_HAN}]{{2,6}}[镇乡]$", place.division.name))}
        if len(towns) != 1:
            return Found()
        place = next(iter(towns.values()))
        assert place.division is not None
        return Found((Mention(end, end, Kind.PLACE, place.division.name, (), place.division.code, None, anaphoric=True),))
    fitting = {body.name: body for body in bodies if body.name.endswith(kind)}
    return Found((anaphor(next(iter(fitting.values())), end),)) if len(fitting) == 1 else Found()


def anaphor(mention: Mention, position: int) -> Mention:
    """Return a mention without letters at ``position`` that stands for ``mention``."""
    return Mention(position, position, mention.kind, mention.name, mention.aliases, mention.code, mention.organ, anaphoric=True)


def last_person(scene: Scene, position: int) -> Mention | None:
    """Return the person named last before ``position`` in its paragraph, else the title's, else the article's only one."""
    floor = scene.folded.rfind("\n", 0, position) + 1
    near = [one for one in scene.officials if floor <= one.start and one.end <= position]
    if near:
        return max(near, key=lambda one: one.end)
    leading = hero(scene)
    if leading is not None:
        return leading
    names = {one.name: one for one in scene.officials if one.end <= position}
    if not names and not scene.officials:
        return protagonist(scene)
    return next(iter(names.values())) if len(names) == 1 else None


def respective(scene: Scene, floor: int, end: int, count: int) -> tuple[Mention, ...]:
    """Return ``count`` recipients of as many honours, read over the commas of their list: 副主任|甲,公证员|乙、丙分获…; () if there are not so many."""
    found = joined(scene, floor, trim(scene, floor, end), frozenset({Kind.OFFICIAL, Kind.INSTITUTION}))
    while found and len(found) < count and floor > 0 and scene.folded[floor - 1] == ",":
        before_it = scene.text.clause(floor - 1)
        more = joined(scene, before_it.start, floor - 1, frozenset({Kind.OFFICIAL, Kind.INSTITUTION}))
        if not more:
            break
        found, floor = [*more, *found], before_it.start
    return tuple(found) if len(found) == count else ()


def _made_by(scene: Scene, floor: int, body: Mention) -> bool:
    """Tell whether a work is said to be made by a body: 由|市司法局|编排的…视频."""
    start = with_place(scene, floor, body.start)
    return start > floor and scene.folded[start - 1] == "由" and not scene.folded.startswith("的", body.end)


#: 律师|张三|办理的案件: the one who did the work gets its honour, not the body.
_AUTHOR = re.compile("(?:办理|承办|审理|撰写|主讲|创作|代理|主持调解|调解|起草|制作)的")


def _of_work(scene: Scene, floor: int, end: int) -> list[Mention]:
    """Return the body in whose name a work was sent in: 县法院|报送的《…》, 县法院|案例."""
    for mention in sorted((one for one in (*scene.institutions, *scene.officials) if one.start >= floor), key=lambda one: (one.start, -one.end)):
        if mention.end <= end and not in_name(scene, mention) and words().works.match(scene.folded, mention.end, end) and (not governed(scene, floor, mention.start) or _made_by(scene, floor, mention)):
            author = next((one for one in scene.officials if mention.end < one.start and _AUTHOR.match(scene.folded, one.end, end)), None)
            if author is not None:
                return [author]
            inner = [one for one in (*scene.institutions, *scene.officials) if one.start == mention.start and one.end <= end and words().works.match(scene.folded, one.end, end)]
            return [max(inner, key=lambda one: one.end)]
    return []


_AFTER_SUBJECT = re.compile(r"[,、 ]?(?:带领下|的带领下|领导下|指导下|介绍|说|表示|告诉|指出|强调|要求|代表|陪同|出席|主持|宣读|致辞|讲话|内|里|门前|现场|网站|官网)")


#: 某大队|一中队: a unit that only its number tells from others.
_NUMBERED_UNIT = re.compile("第?[一二三四五六七八九十]+(?:中队|大队|分队|监区|支部|车间)")


#: 来自甲局、乙局的|代表…从省司法厅领导手中|领取了: they fetch what their bodies got.
_FETCHED = re.compile("的?代表[^,。;]{0,24}(?:从[^,。;]{2,20}手中|上台)")


def opening(scene: Scene, floor: int, end: int) -> list[Mention]:
    """Return the subject that opens a clause: 宜宾市|凭借创新荣获…, with those joined to it."""
    folded = scene.folded
    inside = [one for one in (*scene.institutions, *scene.officials, *scene.place_mentions) if floor <= one.start and one.end <= end and not in_name(scene, one)]
    inside.sort(key=lambda one: (one.start, -one.end))
    taken = 0
    group: list[Mention] = []
    for mention in inside:
        if mention.start < taken:
            continue
        if group and not re.fullmatch(r"(?:\([^()]*\))? ?(?:、|和|及|以及|与) ?", folded[group[-1].end : mention.start]):
            if mention.kind is Kind.OFFICIAL and not re.search("[,。;以由与为]", folded[group[-1].end : mention.start]) and folded.endswith(words().titles, floor, mention.start):
                group = [mention]  # 市司法局局长|张三: the person, not the body
                taken = mention.end
                continue
            break
        taken = mention.end
        if not group and not _stands(scene, mention, floor):
            continue
        group.append(mention)
    if not group:
        return []
    rest = folded[group[-1].end : end]
    if _FETCHED.match(rest):
        return group
    if _AFTER_SUBJECT.match(rest) or rest.startswith(words().conferring) or re.match(r"[又也]?[把将](?:它|其|该|他|她)|[又也还]?有[一两二三多数几\d]", rest) or (rest.startswith("的") and not (words().works.match(rest) or _OWN_WORK.match(rest))):
        return []
    first = next(iter(scene.tokens.between(group[-1].end, end)), None)
    if first is not None and (first.tag[0] in "nsbj" or (first.tag == "vn" and not rest.startswith("的", len(first.word)))) and first.word not in {"年", "今年"} and group[-1].kind is not Kind.OFFICIAL:
        return []  # a longer name that nobody knows: 市司法局|党员志愿者
    numbered = _NUMBERED_UNIT.match(rest) if group[-1].kind is Kind.INSTITUTION and len(group) == 1 else None
    if numbered is not None:
        body, text = group[0], numbered.group()
        return [Mention(body.start, body.end + len(text), body.kind, body.name + text, tuple(form + text for form in body.aliases), body.code, body.organ)]
    if group[-1].kind is not Kind.OFFICIAL and re.search("[A-Za-z“]", rest) and rest.endswith(words().units) and not any(token.tag == "p" for token in scene.tokens.between(group[-1].end, end)):
        return []  # 省公安厅|G15高速“8·27”事故处置组
    return group


#: 县法院|的“春风”品牌: what a body's own named work gets is the body's.
_OWN_WORK = re.compile(r"的(?:“[^“”\n]{2,20}”|《[^《》\n]{2,30}》)(?:[\u4e00-\u9fff]{0,4}(?:品牌|项目|案例|做法|工作法|作品|视频|微电影|课件))?")
_SPOKEN = {"介绍", "获悉", "了解", "悉", "以来", "来", "召开", "结束", "其中", "使", "让", "助", "助力", "推动"}


def _stands(scene: Scene, mention: Mention, floor: int) -> bool:
    """Tell whether a mention stands where a subject stands: not behind a preposition or a verb."""
    token = scene.tokens.at(with_place(scene, floor, mention.start) - 1)
    if token is None or token.start < floor or token.word in _SPOKEN:
        return True
    if token.word == "来自":
        return scene.folded.startswith("代表", mention.end) or scene.folded.startswith("、", mention.end)
    if token.word in GOVERNORS or token.word in {"把", "将", "被", "与", "和", "同"}:
        return False
    return not token.tag.startswith("v") and token.word not in {"了", "着", "过"}


def _subjectless(scene: Scene, floor: int, end: int) -> bool:
    """Tell whether a clause has no subject of its own, so that an earlier one stands: 在考核中荣获…."""
    tokens = [token for token in scene.tokens.between(floor, end) if token.tag != "x" and token.word != "其中"]
    if not tokens:
        return True
    if tokens[-1].tag.startswith("nr") and tokens[-1].end == end:
        return False  # a name that nobody could read is a subject all the same: 来自战线的|张立
    if tokens[0].tag[0] in "pvdct" or tokens[0].word in {"为此", "会上"}:
        return True
    return scene.folded.endswith(("中", "上", "里", "下", "时", "后", "来", "内", "间"), floor, end)


#: A clause that says when, or by whom one knows it, and of nobody anything: 据悉,|近五年来,|该法庭….
_ADVERBIAL = re.compile(rf" ?(?:(?:\d{{4}}年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:[上下]午)?|据(?:悉|了解|介绍|统计)|近日|日前|近年来|多年来|长期以来|同时|其间|期间|近[几\d一二两三四五六七八九十]+年来|[{_HAN}\d]{{2,8}}以来)")


def _earlier(scene: Scene, position: int, kinds: frozenset[Kind]) -> list[Mention]:
    """Return the subject of the nearest earlier clause of the sentence that has one of these kinds."""
    floor = max(scene.text.sentence(position).start, scene.folded.rfind("\n", 0, position) + 1)
    start = scene.text.clause(position).start
    while start > floor:
        clause = scene.text.clause(start - 1)
        if clause.start >= start:
            break
        crowd = crowd_at(scene, clause.start, clause.end) if clause.end == start - 1 else None
        if crowd is not None and crowd.mentions:
            return [one for one in crowd.mentions if one.kind in kinds]
        found = [one for one in opening(scene, clause.start, clause.end) or _coined(scene, clause.start, clause.end) or presented(scene, clause.start, clause.end) if one.kind in kinds]
        if found:
            return found
        start = clause.start
    return []


def carried(scene: Scene, position: int, kinds: frozenset[Kind]) -> list[Mention]:
    """Return the subject of the nearest earlier clause or sentence of the paragraph that may have got the honour."""
    folded = scene.folded
    paragraph = folded.rfind("\n", 0, position) + 1
    found = _earlier(scene, position, kinds)
    if found:
        return [anaphor(one, position) for one in found]
    start = max(scene.text.sentence(position).start, paragraph)
    index = scene.text.sentence_index(position) - 1
    while index >= 0 and scene.text.sentences[index].start >= paragraph:
        clause = scene.text.clause(scene.text.sentences[index].start)
        told = opening(scene, clause.start, clause.end)
        while not told and clause.end + 1 < scene.text.sentences[index].end and _ADVERBIAL.fullmatch(folded, clause.start, clause.end):
            clause = scene.text.clause(clause.end + 1)
            told = opening(scene, clause.start, clause.end)
        found = [one for one in told or presented(scene, clause.start, clause.end) if one.kind in kinds]
        if found:
            return [anaphor(one, position) for one in found]
        index -= 1
    if start == paragraph and scene.text.clause(position).start == paragraph and Kind.OFFICIAL in kinds:
        return _portrayed(scene, paragraph, position)
    return []


def _portrayed(scene: Scene, paragraph: int, position: int) -> list[Mention]:
    """Return the person with whom the paragraph before opens, where one opens with the verb itself: 毛立,某所民警。…|先后荣获…."""
    opening_of = scene.folded.rfind("\n", 0, max(0, paragraph - 1)) + 1
    person = next((one for one in scene.officials if one.start == opening_of and one.end < paragraph), None)
    others = {one.name for one in scene.officials if opening_of <= one.start < paragraph}
    return [anaphor(person, position)] if person is not None and len(others) == 1 else []


def _coined(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return a unit that no list of bodies has, where it opens a clause: 青州市|涉毒人员收治中心|自2014年设立."""
    stop = next((token.start for token in scene.tokens.between(start, end) if token.word in {"自", "以", "于", "坚持", "成立", "始建"}), start)
    made = unit(scene, start, stop) if stop > start else None
    return [made] if made is not None else []


@functools.lru_cache(maxsize=8)
def _title_names(title: str) -> tuple[str, ...]:
    named = re.findall(rf"(?:^|[】\])::| ——”]|“(?![{_HAN}]{{2,4}}”))([{_HAN}]{{2,4}})(?=[:: ,,“”]|$|同志|荣获|获评|获)", title)
    # 记某司法所所长|张三: a portrait ends with its person's post and name.
    portrayed = re.search(rf"记[{_HAN}“”]{{2,30}}?(?:长|主任|书记|民警|法官|检察官|律师|调解员|公证员|干警)([{_HAN}]{{2,3}})(?:同志)?$", title)
    return tuple(dict.fromkeys([*named, *(portrayed.groups() if portrayed else ())]))


def hero(scene: Scene) -> Mention | None:
    """Return the person whom the article's title names: 王立:二十年如一日."""
    title = scene.article.title
    for person in scene.officials:
        if person.name in title:
            return person
    folded, tokens = words_of(title)
    heading = Scene(scene.article, scene.vocabulary, folded, tokens, scene.setting, [])
    for text in _title_names(folded.folded):
        at = folded.folded.find(text)
        name = name_at(heading, at)
        if name is not None and name.text == text and text in scene.folded:
            first = scene.folded.find(text)
            return Mention(first, first + len(text), Kind.OFFICIAL, text)
    return None


