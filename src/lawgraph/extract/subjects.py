"""Who does what a verb says: the bodies, persons or places that a clause is about.

Chinese drops its subject freely. A verb's doer is the last body named before it in its clause, if
that body stands where a subject stands; else the subject of an earlier clause or sentence of the
paragraph; else the body that the article is about (marked by an anaphoric mention).
"""

from __future__ import annotations

import bisect
import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.text import Keyed, Span
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene

_JOINT = re.compile(r" ?(?:、|和|与|及|以及|同|会同|联合|携手|,) ?")
#: What may stand right behind a body that is no subject: its possessive, a place word, a crowd.
_NOT_SUBJECT_AFTER = re.compile(r"的(?!通知)|(?:内|里|门前|门口|大厅|现场|网站|官网|微信|公众号|大楼|会议室|主办|承办|指导下|支持下|领导下)")

#: What makes bodies part of another noun: 甲局、乙局等部门联合参与|的宣传活动.
_ATTRIBUTIVE = re.compile("(?:等[^,。;]{0,8}?)?(?:联合|共同)?(?:参与|参加|主办|承办|举办|组织|开展|牵头)的")


#: 省厅, 市局: of which kind they are the name does not say.
_BARE_ORGAN = re.compile("^[^司公检法]*[省区市县州旗](?:厅|局|院)$")


def focus_of(scene: Scene, headings: list[Mention]) -> Mention | None:
    """Return the body that the article is about, from the title's bodies and the text's.

    A body in the title counts five times, one in the first 300 letters twice. Superior and central
    bodies (党委, 政府, ministries) are named everywhere and seldom the subject: they count a third.
    """
    places = {one for one in scene.institutions if scene.folded.endswith(("在", "从", "抵达", "走进", "来到"), 0, one.start)}
    votes: dict[str, float] = {}
    first: dict[str, Mention] = {}
    for weight, mention in [(5.0, one) for one in headings] + [(2.0 if one.start < 300 else 1.0, one) for one in scene.institutions]:
        share = weight
        if mention.organ in {"party-committee", "government", "peoples-congress", "cppcc"} or mention.code is None:
            share /= 3
        if mention.organ == "media" or (mention.name[-1] in "厅局院" and _BARE_ORGAN.search(mention.name)):
            share = 0.0  # 省厅 and 市局 wait for the subject to say what they are
        elif mention in places:
            share = 0.0  # where something is done, and not who does it: 在|杭州奥体中心
        votes[mention.name] = votes.get(mention.name, 0.0) + share
        first.setdefault(mention.name, mention)
    for mention in scene.institutions:
        first[mention.name] = first.get(mention.name, mention)
    if not votes:
        return None
    name = max(votes, key=lambda one: (votes[one], -first[one].start, one))
    return first[name] if votes[name] >= 1.0 else None


#: Who is meant by a whole body: 全局|干警, 全院|上下.
_OF_ALL = re.compile("(?:上下|系统|各|共|现|干警|干部|党员|民警|辅警|警察|法官|检察官|职工|工作人员|人员|同志|\\d)")


#: The levels of the courts and procuratorates that 省院 and 市院 stand for.
_LEVELS = frozenset("省市区县州")


def _of_level(scene: Scene, start: int, end: int, word: str) -> Mention | None:
    """Return the court or procuratorate that 市院 stands for: the one of its level, of the kind that the article is about."""
    division = scene.setting.level(word[0])
    ending = _meanings(scene).get("院")
    if division is None or ending is None:
        return None
    organ = next(one for one in Vocabulary.load().organs if one.full and ending in one.endings)
    return naming.of_division(start, end, word, division, organ, ending)


def _meanings(scene: Scene) -> dict[str, str]:
    """Return what 厅, 局 and 院 alone mean: organs of the system of the article's body, else of all bodies that it names."""
    systems = Vocabulary.load().relations["systems"]
    organs = {scene.focus.organ} if scene.focus is not None else {one.organ for one in scene.institutions}
    told = [systems[one] for one in sorted(filter(None, organs)) if one in systems]
    return told[0] if told and all(one == told[0] for one in told) else {}


def find_anaphors(scene: Scene) -> list[Mention]:
    """Return 该局, 我局 and the like as mentions of the body that they stand for: 我局 on a bureau's own page is that bureau."""
    out: list[Mention] = []
    for start, end, word in scene.text.found_all(Term.ANAPHOR):
        if not scene.tokens.starts_at(start) and start > 0 and scene.folded[start - 1] not in ",。;:!?\n ":
            continue
        if any(one.start <= start < one.end for one in scene.institutions):
            continue
        if end < len(scene.folded) and not scene.tokens.starts_at(end):
            continue  # 党组 of 党组织, 全院 of 全院士
        if word[0] == "全" and not _OF_ALL.match(scene.folded, end):
            continue  # 从全局出发: the whole, and no bureau
        if word == "党组" and scene.folded[start - 1 : start] == "(":
            continue  # 各级党委(党组)
        if word.endswith(_INSIDE) and word[0] != "该" and _runs_on(scene, start):
            continue  # 行装|局机关: the end of another name
        if word[0] in _LEVELS:
            house = _of_level(scene, start, end, word)
            if house is not None:
                out.append(house)
            continue
        owner = antecedent(scene, start, word)
        if owner is not None:
            out.append(owner.anaphor(start, end))
    return out


#: What is inside a body that its letter stands for: 局|机关, 院|党组.
_INSIDE = ("机关", "党组")


def _runs_on(scene: Scene, position: int) -> bool:
    """Tell whether a noun that is no level runs on into the letters at ``position``: 行装|局."""
    token = scene.tokens.at(position - 1)
    return token is not None and token.tag[0] in "nbj" and not token.tag.startswith("nr") and token.word not in {"省", "市", "县", "区", "州", "同志"}


#: A clause that only says when.
_DATED = re.compile(r"[ \n]*(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[上下]午)?(?:近日|日前|今年以来|近年来|据悉|近期|昨日|昨天)?")


def antecedent(scene: Scene, position: int, word: str) -> Mention | None:
    """Return what 该局 stands for: the last body before it whose name ends so; 我局: the article's own."""
    tail = word[1:] if word[0] in "该我本此" else word[-1:] if word[0] == "全" else word.removesuffix("机关").removesuffix("党组")
    tail = {"委": "委员会", "办": "办公室", "狱": "监狱", "协会": "会"}.get(tail, tail)
    if word[0] == "我" and tail not in {"", "单位", "系统"}:
        ours = next((one for one in scene.publishers if one.organ != "media" and one.name.endswith(tail)), None)
        if ours is not None:
            return ours  # whatever guest the title names
    if tail in {"", "单位", "系统"} or word[0] in "我本全":
        if scene.focus is not None and (not tail or tail in {"单位", "系统"} or scene.focus.name.endswith(tail)):
            return scene.focus
        if not tail:
            return None
        for mention in (*scene.headings, *scene.publishers):
            if mention.name.endswith(tail) and word[0] in "我本":
                return mention
    floor = scene.folded.rfind("\n", 0, position) + 1
    for index in range(scene.text.sentence_index(position), -1, -1):
        sentence = scene.text.sentences[index] if scene.text.sentences else Span(0, position)
        if sentence.end <= floor:
            break
        visited = [one for one in scene.institutions if sentence.start <= one.start and one.end <= min(position, sentence.end) and one.name.endswith(tail) and _VISITED.search(scene.folded, max(sentence.start, one.start - 10), one.start)]
        if visited:
            return visited[-1]  # 甲院一行到|乙院|调研,为该院授牌
        clause = scene.text.clause(sentence.start)
        if clause.end < position and _DATED.fullmatch(scene.folded, clause.start, clause.end):
            clause = scene.text.clause(clause.end + 1)  # 日前,|鄞州区人民检察院收到最高人民检察院的决定:该院…
        for one in _opening_subject(scene, clause, (Kind.INSTITUTION,)):
            # What the paragraph speaks of, before any body that it only mentions; or what that is a unit of.
            house = next((body for body in (one, *scene.bodies_from(one.start)) if body.end <= position and body.name.endswith(tail) and not body.anaphoric), None)
            if house is not None:
                return house
    if scene.focus is not None and scene.focus.name.endswith(tail) and not (word[0] == "该" and _later(scene, scene.focus, position)):
        return scene.focus
    before = [one for one in scene.institutions if one.end <= position and one.name.endswith(tail) and not one.anaphoric]
    # A body of a division before one of the country, which texts name as the giver of honours and orders.
    return next((one for one in reversed(before) if one.code is not None), before[-1] if before else None)


def _later(scene: Scene, body: Mention, position: int) -> bool:
    """Tell whether the article names a body only after ``position``: 该委员会 before 中央政法委 is another."""
    named = [one.start for one in scene.institutions if one.name == body.name]
    return bool(named) and min(named) > position and all(one.name != body.name for one in (*scene.headings, *scene.publishers))


_VISITED = re.compile("(?:(?<![收接得受看感])到|赴|走进|来到|前往|莅临|抵达)(?:[\u4e00-\u9fff]{2,4}[省市县区州旗]){0,2}$")


_SHORT = re.compile("(?:省|自治区|市|区|县|州|旗)(?:厅|局|院)")


def settle_short(scene: Scene) -> list[Mention]:
    """Return the institutions with 省厅, 市局 and 区院 read as organs of the system that the article is about."""
    meanings = _meanings(scene)
    out: list[Mention] = []
    for mention in scene.institutions:
        short = _SHORT.match(scene.folded, mention.start, mention.end)
        if short is None:
            out.append(mention)
            continue
        printed, tail = short.group(), scene.folded[short.end() : mention.end]
        ending = meanings.get(printed[-1])
        division = scene.setting.level(printed[:-1])
        organ = next((one for one in Vocabulary.load().organs if one.full and ending in one.endings), None)
        if ending is not None and division is not None and organ is not None:
            named = naming.of_division(mention.start, mention.end, printed, division, organ, ending)
            # A unit (市局|机关党委) keeps its own kind under the full name of its body.
            aliases = tuple(form + tail for form in named.aliases)
            out.append(replace(named, name=named.name + tail, aliases=aliases, organ=mention.organ if tail else organ.id))
    return out


#: 驻局纪检监察组 sits in the body that the article is about.
_SEATED = Keyed("(?:派)?驻(?:本|该|我)?(?:局|院|厅|委|所|监狱)(?:纪检监察组|纪检组)", "纪检")
#: 成立了…领导小组: a team that the body spoken of has formed.
_FORMED = Keyed(r"(?:成立|组建)(?:了)?(?P<team>(?:(?![由的])[\u4e00-\u9fff“”]){2,22}?(?:领导小组|工作专班|工作组|指挥部))", "领导小组", "工作专班", "工作组", "指挥部")


def find_units(scene: Scene) -> list[Mention]:
    """Return teams that are named without the body they belong to, under that body's name."""
    out: list[Mention] = []
    for match in _SEATED.finditer(scene.folded):
        if scene.focus is not None:
            printed = match.group()
            name = f"驻{scene.focus.name}{'纪检监察组' if '监察' in printed else '纪检组'}"
            out.append(Mention(match.start(), match.end(), Kind.INSTITUTION, name, (printed, printed[printed.index("纪") :]), scene.focus.code, "discipline-team"))
    for match in _FORMED.finditer(scene.folded):
        start, end = match.span("team")
        owners = doers(scene, match.start())
        if owners and not any(one.start <= start < one.end for one in scene.institutions):
            team = match["team"]
            out.append(Mention(start, end, Kind.INSTITUTION, owners[0].name + team, (team,), owners[0].code, "institution"))
    return out


def doers(scene: Scene, position: int, *, kinds: tuple[Kind, ...] = (Kind.INSTITUTION,)) -> list[Mention]:
    """Return who does what the verb at ``position`` says, a joint subject as several."""
    clause = scene.text.clause(position)
    sentence = scene.text.sentence(position)
    found = _subject(scene, clause.start, position, kinds)
    if found:
        return found
    # Earlier clauses of the sentence, the nearest first.
    start = clause.start
    while start > sentence.start:
        before = scene.text.clause(start - 1)
        if before.start >= start:
            break
        found = _opening_subject(scene, before, kinds)
        if found:
            return found
        start = before.start
    return carried(scene, position, kinds)


def carried(scene: Scene, position: int, kinds: tuple[Kind, ...]) -> list[Mention]:
    """Return the subject that earlier sentences of the paragraph leave standing, else the focus."""
    floor = scene.folded.rfind("\n", 0, position) + 1
    index = scene.text.sentence_index(position) - 1
    while index >= 0 and scene.text.sentences[index].start >= floor:
        sentence = scene.text.sentences[index]
        start = sentence.start
        while start < sentence.end:
            clause = scene.text.clause(start)
            found = _opening_subject(scene, clause, kinds)
            if found:
                return [one.anaphor(position, position) for one in found]
            start = max(clause.end, start) + 1
        index -= 1
    if scene.focus is not None and Kind.INSTITUTION in kinds:
        return [scene.focus.anaphor(position, position)]
    return []


def _within(scene: Scene, start: int, end: int, kinds: tuple[Kind, ...]) -> list[Mention]:
    """Return the mentions in [start, end) outside quotation marks, of those that overlap the outermost."""
    found: list[Mention] = []
    for kind, mentions in ((Kind.INSTITUTION, None), (Kind.OFFICIAL, scene.officials), (Kind.PLACE, scene.place_mentions)):
        if kind not in kinds:
            continue
        behind = scene.bodies_behind(start) if mentions is None else itertools.islice(mentions, bisect.bisect_left(mentions, start, key=_start), None)
        for one in behind:
            if one.start > end:
                break
            if one.end <= end and not scene.text.in_quotes(one.start):
                found.append(one)
    return _outer(found)


def _start(mention: Mention) -> int:
    return mention.start


def _subject(scene: Scene, start: int, end: int, kinds: tuple[Kind, ...]) -> list[Mention]:
    """Return the last mention in [start, end) that stands as a subject, with those joined to it."""
    within = _within(scene, start, end, kinds)
    for index in range(len(within) - 1, -1, -1):
        mention = within[index]
        if _stands_as_subject(scene, mention, start):
            group = _joint(scene, within, index)
            if group[0] is mention or _stands_as_subject(scene, group[0], start):
                return group
            continue  # 以|甲站、乙站及丙中心|为引领
        if index > 0 and _JOINT.fullmatch(scene.folded[within[index - 1].end : mention.start]):
            group = _joint(scene, within, index)
            if _stands_as_subject(scene, group[0], start):
                return group
    return []


def _opening_subject(scene: Scene, clause: Span, kinds: tuple[Kind, ...]) -> list[Mention]:
    """Return the subject that opens a clause: the first mention in it that stands as one."""
    within = _within(scene, clause.start, clause.end, kinds)
    for index, mention in enumerate(within):
        if _stands_as_subject(scene, mention, clause.start):
            last = index
            while last + 1 < len(within) and _JOINT.fullmatch(scene.folded[within[last].end : within[last + 1].start]):
                last += 1
            if not _ATTRIBUTIVE.match(scene.folded, within[last].end):
                return _joint(scene, within, last)
    return []


def _outer(mentions: list[Mention]) -> list[Mention]:
    """Keep the longest of mentions that begin together, in order."""
    if len(mentions) < 2:
        return mentions
    best: dict[int, Mention] = {}
    for mention in mentions:
        if mention.start not in best or mention.end > best[mention.start].end:
            best[mention.start] = mention
    kept: list[Mention] = []
    for mention in sorted(best.values(), key=lambda one: (one.start, -one.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _stands_as_subject(scene: Scene, mention: Mention, clause_start: int) -> bool:
    folded = scene.folded
    after = _NOT_SUBJECT_AFTER.match(folded, mention.end)
    if after is not None and not (after.group() in {"主办", "承办"} and folded.endswith("由", 0, mention.start)):
        return False
    token = scene.tokens.at(mention.start - 1)
    if token is None or token.start < clause_start:
        return True
    relations = scene.vocabulary.relations
    if token.word in relations["agents"] or token.word == "据":
        return True
    if token.word in relations["prepositions"]:
        return False
    # A verb right before a body makes it an object (指导|市司法局), unless the verb is of saying (据…介绍).
    return not (token.tag == "v" and token.word not in {"是", "这是", "也是", "介绍", "获悉", "了解", "悉", "以来", "来", "召开", "结束"})


def _joint(scene: Scene, within: list[Mention], index: int) -> list[Mention]:
    """Return the mention at ``index`` with those joined before it: A、B和C."""
    group = [within[index]]
    while index > 0 and _JOINT.fullmatch(scene.folded[within[index - 1].end : within[index].start]):
        index -= 1
        group.insert(0, within[index])
    return group
