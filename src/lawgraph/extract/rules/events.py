"""Rules for ``held`` and ``attended``: who held an event, who was there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule, when
from lawgraph.extract.rules.launches import launchers
from lawgraph.lexicon.terms import Term
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.findings import Holding
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span
    from lawgraph.model import Claim, Mention


#: The session of a congress or of its standing committee: 区六届人大常委会第二次会议.
_CONGRESS = re.compile(r"(?:届|第[一二三四五六七八九十]+届)?(?:人大|人民代表大会)(常委会|常务委员会)?.{0,6}第?[一二三四五六七八九十]+次(?:全体)?会议")


def _congress(scene: Scene, holding: Holding) -> list[Mention]:
    """Return the congress or standing committee whose session an event is, as the article names it elsewhere."""
    clause = scene.text.clause(holding.event.start)
    session = _CONGRESS.search(scene.folded[clause.start : holding.event.end])
    if session is None:
        return []
    ending = "人民代表大会常务委员会" if session.group(1) else "人民代表大会"
    bodies = [one for one in scene.institutions if one.name.endswith(ending)]
    own = [one for one in bodies if holding.event.start <= one.start < holding.event.end]
    body = next(iter(own or sorted(bodies, key=lambda one: abs(one.start - holding.event.start))), None)
    return [] if body is None else [body.anaphor(holding.event.start, holding.event.start)]


def _subject_told(scene: Scene, position: int) -> bool:
    """Tell whether a body stands before a verb in its own clause."""
    clause = scene.text.clause(position)
    return any(clause.start <= one.start < one.end <= position for one in scene.institutions)


@rule(
    "held.verb", 4,
    example="3月9日,青州市司法局召开队伍教育整顿部署会。",
    expects=("青州市司法局", Property.HELD, "队伍教育整顿部署会"),
)
def held(scene: Scene) -> Iterator[Claim]:
    """Say that the subject of a verb of holding holds the event behind it."""
    for holding in scene.holdings:
        if not holding.held or holding.verb is None:
            continue
        if scene.folded.startswith("的", holding.verb.end) and not _subject_told(scene, holding.verb.start):
            continue  # 在昨日举行的|会议上: by whom is not said
        for doer in _congress(scene, holding) or launchers(scene, holding.verb.start):
            yield claim(scene, doer, Property.HELD, holding.event, holding.event.start)


@rule(
    "held.took-place", 3,
    example="5月8日,青州市法学会第三次会员代表大会在市委党校召开。",
    expects=("青州市法学会", Property.HELD, "青州市法学会第三次会员代表大会"),
)
def took_place(scene: Scene) -> Iterator[Claim]:
    """Say that a body whose name opens an event's held it, or one in whose rooms it took place."""
    for holding in scene.holdings:
        if not holding.held or holding.pattern != "before":
            continue
        bodies = _congress(scene, holding) or [
            one
            for one in scene.institutions
            if one.start == holding.event.start and one.end < holding.event.end and not one.anaphoric and not scene.folded.startswith("系统", one.end)
        ]
        for body in _joined(scene, bodies[-1:], holding) or _host(scene, holding):
            yield claim(scene, body, Property.HELD, holding.event, holding.event.start)


def _joined(scene: Scene, bodies: list[Mention], holding: Holding) -> list[Mention]:
    """Return a body that opens an event's name with those joined to it there: 甲与乙合作签约仪式."""
    out = list(bodies)
    while out and scene.folded[out[-1].end : out[-1].end + 1] in set("与和、暨"):
        following = [one for one in scene.institutions if one.start == out[-1].end + 1 and one.end < holding.event.end]
        if not following:
            break
        out.append(max(following, key=lambda one: one.end))
    return out


#: What a body does for an event; those who lend a hand (协办) or guide (指导) do not hold it.
_ROLE = re.compile("主办|承办|举办|组织|协办|指导|支持")
_HOSTING = frozenset({"主办", "承办", "举办", "组织"})


@rule(
    "held.named-after", 1,
    example="周立群参加青州市司法局庆祝建党节表彰会。",
    expects=("青州市司法局", Property.HELD, "青州市司法局庆祝建党节表彰会"),
)
def named_after(scene: Scene) -> Iterator[Claim]:
    """Say that the body whose name opens that of an event which others go to held it."""
    for holding in scene.holdings:
        if holding.pattern != "behind" or holding.held or scene.text.in_quotes(holding.event.start):
            continue
        bodies = [one for one in scene.bodies_from(holding.event.start) if one.end < holding.event.end - 3 and not one.anaphoric]
        bodies = bodies or [one for one in scene.institutions if re.fullmatch("(?:主办|举办|组织|召开|举行)的", scene.folded[one.end : holding.event.start])]
        for body in bodies[-1:]:
            if not re.match("系统|[、和与及对向在]", scene.folded[body.end :]):
                yield claim(scene, body, Property.HELD, holding.event, holding.event.start)


#: A sentence that tells by whom the event told before was held: 此次活动由甲局主办、乙局承办.
_HOSTED_BY = re.compile(r"(?:^|[。\n,;]) ?(?:据悉,)?(?:此次|本次|该次|这次|此项|该)?(?P<kind>活动|会议|仪式|论坛|大赛|比赛|竞赛|培训班|培训|启动仪式|座谈会|大会|讲座|研讨会|开放日|演练)由(?P<hosts>[^。;\n]{4,160}?(?:主办|承办|举办|组织|协办))(?!的)")


@rule(
    "held.hosted-by", 1,
    example="5月8日,法治宣传活动启动仪式在青州举行。此次活动由青州市司法局主办。",
    expects=("青州市司法局", Property.HELD, "法治宣传活动启动仪式"),
)
def hosted_by(scene: Scene) -> Iterator[Claim]:
    """Say that the bodies by whom a following sentence says that an event was held held the one told last."""
    for match in _HOSTED_BY.finditer(scene.folded):
        before = [one for one in scene.holdings if one.event.end <= match.start("kind") and one.pattern not in {"named", "inspection", "lecture"}]
        floor = scene.text.sentence_index(match.start("kind")) - _NEXT
        if not before or scene.text.in_quotes(match.start("kind")) or scene.text.sentence_index(before[-1].event.start) < floor:
            continue
        left, right = match.span("hosts")
        clause_end = scene.text.sentence(left).end
        # The outermost of those that begin together: 领导小组办公室, and not the 领导小组.
        bodies = {body.start: body for body in sorted(scene.institutions, key=lambda one: one.end) if not body.anaphoric}
        for body in bodies.values():
            if left <= body.start < body.end <= min(right + 60, clause_end) and (role := _ROLE.search(scene.folded, body.end, clause_end)) is not None and role.group() in _HOSTING:
                yield claim(scene, body, Property.HELD, before[-1].event, body.start)


def _host(scene: Scene, holding: Holding) -> list[Mention]:
    """Return who is named as host (由市司法局主办的…开幕), or in whose rooms an event took place."""
    start = scene.text.sentence(holding.event.start).start
    hosts = re.search(r"由(.{4,160}(?:主办|承办|举办|组织|协办))的$", scene.folded[start : holding.event.start])
    if hosts is not None:
        left, right = start + hosts.start(1), start + hosts.end(1)
        bodies = [one for one in scene.institutions if left <= one.start < one.end <= right]
        return [one for one in bodies if (role := _ROLE.search(scene.folded, one.end, right)) is not None and role.group() in _HOSTING]
    return [
        one
        for one in scene.institutions
        if holding.event.end < one.start <= holding.event.end + 2
        and scene.folded.startswith(("在", "于"), holding.event.end)
        and re.match(r"[\u4e00-\u9fff0-9]{0,6}(?:会议室|报告厅|多功能厅|机关|大楼)", scene.folded[one.end :])
    ][-1:]


#: Words that take up the event told before: 出席会议, 在仪式上.
_THE_EVENT = re.compile(r"(?:出席|参加|列席|主持|参加了|出席了)(?:了)?(?:本次|此次|该次|这次)?(?:活动|[换届启动揭牌座谈推进表彰部署动员研讨培训观摩总结交流现场]{0,4}(?:会议|大会|仪式|会|讲座|典礼))|(?:会|大会|会议|仪式|活动|座谈会|讲座)上|(?:大会|会议|仪式|座谈会|活动|会)由|到会|参会|与会|到场|出席并|主持(?:仪式|会议|大会|活动|座谈会)|(?:^|[。\n]) *(?:会议|大会|仪式)还|出席[。;,]|列席[。;,]|主持[。;,]|(?:作|做)了?(?:大会|会议)?(?:典型|交流|表态|主题|经验|总结|动员|主旨)+(?:发言|讲话|报告|部署)")
_GONE_TO = re.compile(r"(?:出席|参加|主持|列席)了?([\u4e00-\u9fff]{0,8}?(?:会议|大会|会|仪式|典礼|讲座|论坛|比赛|活动|培训班))")
#: What opens the part of a paragraph that tells how an event went.
_ON_STAGE = ("会上,", "会议上,", "仪式上,", "大会上,", "活动中,", "活动现场,", "座谈会上,", "启动仪式上,")
_NEXT = 4  # sentences behind an event in which its guests may be named
_TITLED = re.compile(r"《[^《》\n]*》")


def _kind(text: str) -> str:
    """Return what sort of event a name or a word for it means: 会议 never takes up a 仪式."""
    return "仪式" if text.endswith(("仪式", "典礼", "式")) else "会"


def _speaks_of(scene: Scene, sentence: Span, holding: Holding) -> bool:
    """Tell whether a sentence tells of the event: holds it, or takes it up by its kind."""
    text = scene.folded[sentence.start : sentence.end]
    if not scene.text.found_in(Term.ATTENDING, sentence.start, sentence.end):
        return False
    if sentence.start <= holding.event.start < sentence.end:
        return True
    # 出席|报告会: the last letters of the event's own name.
    if any(len(match[1]) > 1 and holding.event.name.endswith(match[1]) for match in _GONE_TO.finditer(text)):
        return True
    return any(("仪式" in match.group()) <= (_kind(holding.event.name) == "仪式") for match in _THE_EVENT.finditer(text))


def _sentences_of(scene: Scene, holding: Holding) -> Iterator[Span]:
    """Return the sentence of an event and those behind it, up to the next like event's, that speak of it."""
    index = scene.text.sentence_index(holding.event.start)
    on_stage = False
    others = [one for one in scene.holdings if one.pattern != "named" and one.event.name != holding.event.name and _kind(one.event.name) == _kind(holding.event.name)]
    for offset, sentence in enumerate(scene.text.sentences[index:]):
        if offset and any(sentence.start <= other.event.start < sentence.end for other in others):
            break
        # Where the article has one such event, 会议 further down is that one.
        if others and offset > _NEXT:
            break
        on_stage = scene.folded.startswith(_ON_STAGE, sentence.start) or (on_stage and "\n" not in scene.folded[sentence.start - 1 : sentence.start + 1])
        if _speaks_of(scene, sentence, holding) or (on_stage and bool(offset) and scene.text.found_in(Term.ATTENDING, sentence.start, sentence.end)):
            yield sentence


def _guests(scene: Scene, sentence: Span, holding: Holding) -> Iterator[Mention]:
    """Return the officials named before the last verb of attending, or in the clause of 由…主持."""
    masked = _TITLED.sub(lambda match: "□" * len(match.group()), scene.folded[sentence.start : sentence.end])
    verbs = [verb for verb in scene.text.found_in(Term.ATTENDING, sentence.start, sentence.end) if masked[verb.start - sentence.start] != "□"]
    if not verbs:
        return
    last = max(verb.end for verb in verbs)
    for official in scene.officials:
        if not sentence.start <= official.start < last or holding.event.start <= official.start < holding.event.end:
            continue
        clause = scene.folded[scene.text.clause(official.start).start : official.start]
        # Whom one visits, whose words one studies, who won: no guests.
        if re.search(r"(?:学习|传达|贯彻|转达|受|代表|授予|表彰|看望|慰问|为|给|选举|任命|推选)[^,、]{0,24}$", clause) and not clause.endswith(("代表", "主任")) and "主持" not in clause:
            continue
        if scene.text.in_quotes(official.start) or masked[official.start - sentence.start] == "□":
            continue
        yield official


@rule(
    "attended.same-sentence", 5,
    example="青州市司法局召开队伍教育整顿部署会,市司法局局长周立群出席并讲话。",
    expects=("周立群", Property.ATTENDED, "队伍教育整顿部署会"),
)
def attended(scene: Scene) -> Iterator[Claim]:
    """Say that an official who is said to attend, chair or speak in a sentence on an event was there."""
    for holding in scene.holdings:
        if holding.pattern in {"lecture", "named", "inspection"}:
            continue
        for sentence in _sentences_of(scene, holding):
            for official in [*_guests(scene, sentence, holding), *_came(scene, sentence, holding)]:
                observed = when(scene, official.start) or when(scene, holding.event.start)
                yield claim(scene, official, Property.ATTENDED, holding.event, official.start, observed=observed)


def _came(scene: Scene, sentence: Span, holding: Holding) -> list[Mention]:
    """Return the official whom a clause tells to have gone to the event: 参加表彰大会的青州市法院院长|周立群."""
    end = holding.event.end
    if not sentence.start <= holding.event.start < sentence.end or holding.verb is None or holding.held or not scene.folded.startswith("的", end):
        return []
    clause = scene.text.clause(end)
    return [one for one in scene.officials if end < one.start < one.end <= clause.end][:1]


#: Who went along, or received the visitors.
_ALONG = re.compile("陪同|随同|参加调研|参加督导|一同|接待|汇报")


@rule(
    "attended.inspection", 2,
    example="5月11日,山东省司法厅副厅长周立群一行到青州市司法局调研,局长王志明陪同。",
    expects=("王志明", Property.ATTENDED, "周立群一行到青州市司法局调研"),
)
def inspection(scene: Scene) -> Iterator[Claim]:
    """Say that an official who came to look into a body's work, and those who went along, were there."""
    for holding in scene.holdings:
        if holding.pattern != "inspection":
            continue
        sentence = scene.text.sentence(holding.event.start)
        index = scene.text.sentence_index(holding.event.start)
        paragraph = scene.folded.find("\n", holding.event.start)
        alone = sum(one.pattern == "inspection" for one in scene.holdings) == 1
        told = [one for one in scene.officials if sentence.start <= one.start < holding.event.start]
        for other in scene.text.sentences[index : index + 3]:
            if paragraph >= 0 and other.start > paragraph and other is not sentence and not (alone and "陪同" in scene.folded[other.start : other.end]):
                break
            verbs = [match.end() for match in _ALONG.finditer(scene.folded, max(other.start, holding.event.start), other.end)]
            told += [one for one in scene.officials if verbs and max(other.start, holding.event.start) <= one.start < max(verbs)]
        for official in told:
            yield claim(scene, official, Property.ATTENDED, holding.event, official.start, observed=when(scene, official.start) or when(scene, holding.event.start))


@rule(
    "attended.lecture", 1,
    example="3月23日,青州市司法局局长王志明为全体干警上了一堂生动的党课。",
    expects=("王志明", Property.ATTENDED, "党课"),
)
def lecture(scene: Scene) -> Iterator[Claim]:
    """Say that the official whom the sentence opens with gave the Party lecture that it tells of."""
    for holding in scene.holdings:
        if holding.pattern != "lecture":
            continue
        sentence = scene.text.sentence(holding.event.start)
        speaker = next((one for one in scene.officials if sentence.start <= one.start < holding.event.start and not scene.text.in_quotes(one.start)), None)
        if speaker is not None:
            yield claim(scene, speaker, Property.ATTENDED, holding.event, holding.event.start)


RULES = (held, took_place, named_after, hosted_by, attended, inspection, lecture)
