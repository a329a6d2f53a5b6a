"""Find events: dated or named meetings, ceremonies, lectures, with the verb that holds them.

- ``behind``: 召开队伍教育整顿部署会 · 出席全省司法行政工作会议
- ``before``: 全省司法行政工作会议在杭州召开 · 调研座谈会由局长主持
- ``lecture``: 上了一堂生动的“党课”
- ``named``: 在全国公安工作会议上强调: a node without an edge
- ``inspection``: 7月4日,局长一行到青州市司法局调研: those who came and those who went with them
"""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.findings import Holding
from lawgraph.extract.nodes.event_forms import (
    find_bare,
    find_of_unit,
    find_opening,
    find_quoted,
    find_sessions,
    find_signing,
    find_themed,
)
from lawgraph.extract.nodes.event_visits import find_inspections, find_tours
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.matcher import Found
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene


class _Words(NamedTuple):
    going: frozenset[str]
    generic: tuple[str, ...]
    vague: re.Pattern[str]
    took_place: re.Pattern[str]


#: A name longer than this runs over a whole clause.
_MAX_NAME = 44
#: A name of so many letters means the same event wherever an article has it.
_SURE_NAME = 9
_LEAD_IN = re.compile(
    r"^(?:了|过|好|一场|一次|一期|首次|首场|首期|多场|\d+[余多]?[场次期]|第一时间|为期[一二三四五六七八九十两0-9]+天的|题为|主题为|名为|专门|如期|隆重|集中|线上|统一|以|全体|:|的|生动的|-)+"
)
#: Who does it is no part of the name: 参加|市政府组织的|禁毒宣传启动仪式.
_HOSTED = re.compile("[^“”,、]{4,40}(?:主办|承办|举办|协办|组织|召开|举行)的")
_COUNT = re.compile(r"\d+[余多]?[场次期]|[两三四五六七八九十多]+(?:余)?[场次期]$")
_LECTURE = Keyed(r"(?:讲授|讲|上)了?(?:一堂|一节|一次)?(?:题为|主题为)?(“[^“”\n]{4,40}”)?的?([\u4e00-\u9fff]{0,6}?(?:的)?“?(?:专题|廉政|廉洁|法治)?党课”?)", "党课")


@functools.cache
def _words() -> _Words:
    table = Vocabulary.load().events
    by_length = sorted(table["took_place"], key=lambda word: (-len(word), word))
    return _Words(
        frozenset(table["going"]),
        tuple(sorted(table["generic"], key=lambda word: (-len(word), word))),
        re.compile("|".join(map(re.escape, table["vague"]))),
        re.compile(
            r"(?:正式|隆重|顺利|胜利|圆满|成功|如期|简朴|热烈)?(?:\(.{1,20}\))?(?:(?:日前|近日|当天|当日|今天|今日|昨日|昨天|(?:\d+月)?\d+日)?(?:上午|下午|晚间|晚)?)"
            r"(?:[在于][^,。;:!?\n]{1,24}?)?(?:正式|隆重|顺利|胜利|圆满|成功|如期|同步)?(?:" + "|".join(by_length) + ")(?!后|以来|前|期间|之际|仪式|的)"
        ),
    )


#: What tells of an event in the forms below, where neither a verb of holding nor a listed kind of event does.
_UNLISTED = ("开幕", "全会")


def find_events(scene: Scene) -> list[Holding]:
    """Return the events of a text: 召开队伍教育整顿部署会, 第二次会议召开, 上了一堂“党课”."""
    out: list[Holding] = []
    later: list[Holding] = []
    endings = scene.text.found(Term.EVENT)
    if endings or scene.text.found(Term.HOLDING) or any(word in scene.folded for word in _UNLISTED):  # else visits alone
        for form in (find_themed, find_quoted, find_of_unit, find_opening):
            out += form(scene)
        for finder in (_behind, _before, _lectures, _session, _named):
            spans = [(one.event.start, one.event.end) for one in out]
            out += [one for one in finder(scene, endings) if not any(start < one.event.end and one.event.start < end for start, end in spans)]
        later += (*find_bare(scene), *find_signing(scene))
    spans = [(one.event.start, one.event.end) for one in out]
    visits = list(find_inspections(scene))
    seen = {one.event.start for one in visits}
    visits += [one for one in find_tours(scene) if one.event.start not in seen]
    out += [one for one in (*later, *visits) if not any(start < one.event.end and one.event.start < end for start, end in spans)]
    return sorted(_under_full_names(out), key=lambda one: one.event.start) if out else out


def _under_full_names(found: list[Holding]) -> list[Holding]:
    """Give an event that a text names twice the longer name: 省十三届人大…会议 is 山东省十三届人大…会议."""
    names = sorted({one.event.name for one in found}, key=lambda name: (-len(name), name))
    out: list[Holding] = []
    for one in found:
        short = one.event.name
        longer = next((name for name in names if len(name) > len(short) and name.endswith(short)), None) if len(short) >= _SURE_NAME else None
        out.append(one if longer is None else replace(one, event=replace(one.event, name=longer, aliases=(short, *one.event.aliases))))
    return out


def _holding(scene: Scene, start: int, end: int, verb: Found | None, pattern: str, *, held: bool) -> Holding:
    folded = scene.folded[start:end]
    aliases = [re.sub("[“”]", "", folded)]
    aliases += [inner for inner in re.findall("“([^”]+)”", folded) if len(inner) > 4]
    for one in scene.bodies_from(start):  # 青州市法学会|第三届会员代表大会
        if one.end < end - 5:
            aliases += [folded[one.end - start :], one.name + folded[one.end - start :]]
    for lead in ("全国", "全省", "全市", "全县", "全区"):
        if folded.startswith(lead) and len(folded) > 8:
            aliases.append(folded.removeprefix(lead))
    name = scene.quote(start, end).replace("\n", "")
    return Holding(Mention(start, end, Kind.EVENT, name, tuple(form for form in dict.fromkeys(aliases) if form != name)), verb, held, pattern)


#: 法治宣传|系列活动|启动仪式: the ceremony is one, however many events it opens.
_OPENED_SERIES = re.compile("系列[\u4e00-\u9fff]{0,6}?活动(?=[\u4e00-\u9fff]{0,6}(?:仪式|启动会|开幕式|启动大会))")


def is_particular(name: str, ending: str, *, dated: bool = False) -> bool:
    """Tell whether a name says more than what kind of meeting it is: 队伍教育整顿|部署会, not 专题|学习会.

    A date makes even a meeting of the common kinds one of its own: 3月5日召开党组中心组学习会.
    """
    rest = name.removesuffix(ending)
    if _words().vague.search(_OPENED_SERIES.sub("", name)) or re.match(r"^(?:第[一二三四五]、|该|此|这|本|其|各|每|某|等|和|与|及|、|人(?![民员大才口]))", name) or rest.count("“") != rest.count("”"):
        return False
    if re.search("[,;。!?]", re.sub("“[^”]*”", "", name)):
        return False
    if dated and len(rest) >= 4:
        return True
    for word in _words().generic:
        rest = rest.replace(word, "")
    return len(re.sub(r"[的和、“”()]", "", rest)) >= 2


#: Adverbs that the tagger draws into the verb behind them: 隆重召开.
_SOLEMNLY = frozenset({"隆重", "胜利", "圆满", "成功", "如期", "正式", "顺利", "联合", "共同"})


def _behind(scene: Scene, endings: list[Found]) -> Iterator[Holding]:
    """Find the event behind its verb."""
    folded = scene.folded
    starts = [one.start for one in endings]
    quoted = [quote.start for quote in scene.text.quotes]
    for verb in scene.text.found(Term.HOLDING):
        # 召集|人 and 组织|部 are no verbs here.
        opens = scene.tokens.starts_at(verb.start) or folded[max(0, verb.start - 2) : verb.start] in _SOLEMNLY
        if not (opens and scene.tokens.starts_at(verb.end)) and not folded.startswith("了", verb.end):
            continue
        if scene.text.in_quotes(verb.start):
            continue  # speech
        clause = scene.text.clause(verb.start)
        limit = min(scene.text.sentence(verb.start).end, verb.end + _MAX_NAME)
        near = endings[bisect.bisect_left(starts, verb.end) : bisect.bisect_left(starts, limit)]
        quotes = scene.text.quotes[bisect.bisect_left(quoted, verb.end) : bisect.bisect_left(quoted, limit)]
        inside = [one for one in near if one.end <= limit and not scene.text.in_quotes(one.start) and _ends_word(scene, one)]
        inside += [Found(quote.end - 3, quote.end + 1, "开放日”") for quote in quotes if quote.end < limit and folded.endswith("开放日", quote.start, quote.end)]
        end = _name_end(scene, verb, sorted(inside))
        if end is None:
            continue
        if folded.startswith("的", verb.end) and _words().took_place.match(folded, end):
            continue  # 由甲主办、乙承办的|启动仪式|举行
        if folded.startswith("活动", end) and folded.endswith(("开放日", "开放日”"), verb.end, end):
            end += 2
        lead = _LEAD_IN.match(folded[verb.end : end])
        start = verb.end + (lead.end() if lead else 0)
        hosts = _HOSTED.match(folded[start:end])
        start += hosts.end() if hosts else 0
        name = folded[start:end]
        # 召集成员|举行会议 and 出席|并作党课: another verb governs what follows it.
        if name.startswith(("并", "作")) or "举行" in name or "召开" in name:
            continue
        ending = next((one.word for one in sorted(inside, reverse=True) if one.end == end), "")
        before = folded[clause.start : verb.start]
        dated = bool(_MONTH_OR_DAY.search(before + folded[scene.text.sentence(verb.start).start : clause.start][-16:]))
        if len(name) < 4 or not (is_particular(name, ending, dated=dated) or ("开放日" in name and ("“" in name or dated))):
            continue
        if verb.word in {"开展", "组织", "组织开展"} and not ("“" in name or dated):
            continue
        if _NOT_ONCE.search(before) or _COUNT.match(folded[verb.end : end].lstrip("了过")):
            continue
        yield _holding(scene, start, end, verb, "behind", held=verb.word not in _words().going)


_MONTH_OR_DAY = re.compile(r"\d+[月日]")
#: What is planned, asked for, or done again and again.
_NOT_ONCE = re.compile(r"拟|将(?!于)|要求|计划|准备|应当|定期|每[年月周季]|适时|多次|先后|累计|共(?=[召举开组])")


def _ends_word(scene: Scene, found: Found) -> bool:
    """Tell whether an ending ends a word: 会议 of 会议室 and 大会 of 大会堂 do not."""
    return not scene.folded.startswith(("室", "厅", "堂", "中心", "纪要", "精神", "材料", "代表", "现场", "主题"), found.end)


def _name_end(scene: Scene, verb: Found, inside: list[Found]) -> int | None:
    """Return where the name ends: at the last ending before a comma, a full stop or another verb."""
    end: int | None = None
    for one in inside:
        between = scene.folded[verb.end : one.start]
        if re.search("[,;。\n:]", re.sub("“[^”]*(?:”|$)", "", between)):
            break
        if end is None and re.search(r"[在对向为]|参加|出席|走进", re.sub("“[^”]*(?:”|$)|《[^》]*(?:》|$)", "", between)):
            break
        if end is not None and not re.fullmatch(r"(?:[、和暨及]|[\u4e00-\u9fff“”、]{0,14})", scene.folded[end : one.start]):
            break
        if end is not None and any(token.tag == "v" for token in scene.tokens.between(end, one.start)):
            break
        end = one.end
    return end


#: What may open a clause before an event's name: a date, a source.
_OPENING = re.compile(
    r"^[ \u3000]*(?:.{0,12}?(?:讯|电)\)? ?(?:\([^)]{2,24}\))? ?)?(?:\d+年)?(?:\d+月)?(?:\d+日|[上中下]旬|初|末|底)?(?:至\d+日)?(?:上午|下午|晚上?|晚间)?(?:日前|近日|当天|当日|今日|今天|昨日|昨天|最后|会前|随后|其间|同日|由[\u4e00-\u9fff]{4,24}?(?:主办|承办|组织|举办)的)?,?"
)
#: Who wrote or took the picture, run into the line: 记者 周海 摄|全省司法行政工作会议召开.
_BYLINE = re.compile(r"(?:讯|电|摄)(?: ?\([^()]{2,24}\))? ?|记者 ?[\u4e00-\u9fff]{2,4} ")
_CHAIRED = re.compile(r"由[^,。;:!?\n]{2,60}?主持")


def _before(scene: Scene, endings: list[Found]) -> Iterator[Holding]:
    """Find the event named before its verb: 表彰大会在京举行, 第二次会议召开, 座谈会由局长主持."""
    folded = scene.folded
    for found in endings:
        took_place = _words().took_place.match(folded, found.end)
        chaired = _CHAIRED.match(folded, found.end) if took_place is None else None
        if (took_place is None and chaired is None) or scene.text.in_quotes(found.start) or not _ends_word(scene, found):
            continue
        clause = scene.text.clause(found.start)
        opening = _OPENING.match(folded[clause.start : found.start])
        start = clause.start + (opening.end() if opening else 0)
        # 由市禁毒委主办的|禁毒宣传活动…: the name begins behind who does it.
        hosts = re.match(r"[^“”]{4,40}(?:主办|承办|举办|协办|组织)的-*", folded[start : found.start])
        start += hosts.end() if hosts else 0
        yearly = re.match("(?:[一两三四五]年一[度次届]|为期[一二三四五六七八九十两\\d]+天)的", folded[start : found.start])
        start += yearly.end() if yearly else 0
        verbal = re.match(r"(?:决定|提请|关于|审议)(?=[区县市省州全第])", folded[start : found.start])
        start += verbal.end() if verbal else 0
        byline = max((one.end() for one in _BYLINE.finditer(folded, start, found.start)), default=start)
        start = byline
        name = folded[start : found.end]
        if not 5 <= len(name) <= _MAX_NAME or not is_particular(name, found.word):
            continue
        if _VERBAL.search(re.sub("“[^”]*”", "", name)) or re.search(r"拟|将(?!军)|计划|定期|每[年月周季]", folded[clause.start : found.end]):
            continue
        yield _holding(scene, start, found.end, None, "before", held=took_place is not None)


def _session(scene: Scene, endings: list[Found]) -> Iterator[Holding]:  # noqa: ARG001  # one signature for all finders
    yield from find_sessions(scene)


#: A stretch that holds one of these is a clause and no name.
_VERBAL = re.compile(r"[是在了被把向对]|召开|举行|举办|参加|出席|通过|根据|按照|传达|贯彻落实|所有|以来|之后|期间")


def _lectures(scene: Scene, endings: list[Found]) -> Iterator[Holding]:  # noqa: ARG001  # one signature for all finders
    """Find a Party lecture that somebody gave: 上了一堂生动的“党课”."""
    for match in _LECTURE.finditer(scene.folded):
        clause = scene.text.clause(match.start())
        if not match.group().startswith(("上了", "讲了", "讲授了")) and not match.group(1) and not re.search(r"\d+[月日]", scene.folded[scene.text.sentence(match.start()).start : match.start()]):
            continue
        if re.search(r"书记讲|领导讲|带头|通过", scene.folded[clause.start : match.start() + 1]):
            continue
        bare = re.search(r"“?(?:专题|廉政|廉洁|法治)?党课”?$", match.group())
        start = match.start(1) if match.group(1) else match.start() + (bare.start() if bare else 0)
        name = scene.quote(start, match.end())
        aliases = tuple(form for form in dict.fromkeys((re.sub("[“”]", "", scene.folded[start : match.end()]), (match.group(1) or "").strip("“”"))) if form and form != name)
        yield Holding(Mention(start, match.end(), Kind.EVENT, name, aliases), Found(match.start(), start, "上"), False, "lecture")  # a record's field


_SPOKEN = re.compile(r"在((?:全国|全省|全市|全区|全县|第|省|市|县|区|[\u4e00-\u9fff]{2,4}届)[^,。;:!?\n“”《》在]{4,30}?)上(?:的|强调|指出|作|发言|讲话|受|交流|介绍|被|要求|说)")
_OPENS = re.compile(r"(?:近日|日前),((?:全国|全省|全市|全区|全县)[^,。;:!?\n“”《》在]{4,30}?)上(?=传来|,)")
_SPOKEN_LOCALLY = re.compile(r"在([^,。;:!?\n“”《》在]{6,34}?)上(?:的|强调|指出|作|发言|讲话|受|交流|介绍|被|要求|说|,)")
_NUMBERED = re.compile(r"第[一二三四五六七八九十]{1,3}[次届]全[国省市][^,。;:!?\n“”的]{2,20}?(?:会议|大会)")


def _named(scene: Scene, endings: list[Found]) -> Iterator[Holding]:
    """Find an event that is spoken of only: 在全省法治宣传动员大会上的讲话."""
    ends = {one.end: one for one in endings}
    spans: list[tuple[int, int]] = []
    above = any(scene.folded.startswith("上", end) for end in ends)  # 会议|上 stands in a text of three
    if above:
        spans += [match.span(1) for match in _SPOKEN.finditer(scene.folded)]
    if endings:
        spans += [match.span() for match in _NUMBERED.finditer(scene.folded)]
    if above:
        spans += [match.span(1) for match in _OPENS.finditer(scene.folded)]
        local = {one.start for one in scene.places}
        spans += [match.span(1) for match in _SPOKEN_LOCALLY.finditer(scene.folded) if match.start(1) in local]
    for start, end in spans:
        ending = ends.get(end)
        if ending is not None and scene.tokens.starts_at(start) and is_particular(scene.folded[start:end], ending.word):
            yield _holding(scene, start, end, None, "named", held=False)
