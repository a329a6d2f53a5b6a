"""Honours that stand beside their recipients without a verb between: appositions, lists and headings."""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.honour_recipient_items import joined
from lawgraph.extract.nodes.honour_words import (
    BATCH,
    has_level,
    is_ended,
    is_marked,
    kinds_of,
    marked_sentences,
    named,
)
from lawgraph.extract.nodes.official_names import name_at, names_from
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.nodes.name_words import Name
    from lawgraph.extract.scene import Scene

_HAN = "\u4e00-\u9fff"
_HOLDER = re.compile(r"(?:荣誉)?(?:称号)?(?:荣誉)?(?:获得者|得主|获奖者|代表(?=--))?(?:、|,|:|--)?(?:同志)?")
PERSONAL = "先进工作者|先进个人|劳动模范|劳模|模范人民调解员|优秀人民调解员|金牌人民调解员|金牌调解员|优秀共产党员|优秀党务工作者|优秀人民警察|优秀法官|模范法官|优秀检察官|模范检察官|优秀律师|优秀公务员|道德模范|人民满意的公务员|二级英模|一级英模|二级英雄模范|一级英雄模范|英雄模范|三八红旗手|模范司法所长|先进司法所长|优秀司法所长|人民调解能手|模范个人|法治人物|法院办案标兵|办案标兵|业务标兵|优秀公诉人|见义勇为模范|见义勇为英雄|人民满意的政法干警|优秀仲裁员|优秀公证员"


@functools.cache
def _apposed() -> re.Pattern[str]:
    """A level, and what a person is called who is honoured at it: 全省最美人民调解员."""
    endings = sorted({*PERSONAL.split("|"), *Vocabulary.load().honours["personal"]}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:全国|全省|全市|全区|全县|自治区|[省市区县](?!.{{0,2}}[省市区县]))[{_HAN}]{{0,12}}?(?:{'|'.join(endings)})")


_QUOTED = re.compile(r"“([^“”\n]{4,30})”")


def appositions(scene: Scene) -> Iterator[tuple[Mention, tuple[Mention, ...], str]]:
    """Find an honour right before its holder: “全国优秀共产党员”吴立, 全国劳动模范、石马司法所所长李四."""
    folded = scene.folded
    if not scene.text.found_all(Term.DISTINCTION):
        return
    for match in _QUOTED.finditer(folded):
        start, end = match.span(1)
        text = match.group(1)
        if not ((is_marked(text) and is_ended(text)) or _among_models(scene, start, end)) or Kind.OFFICIAL not in kinds_of(text):
            continue
        if _OTHERS.search(folded[max(0, start - 8) : start]) and _ONE_MORE.match(folded, end):
            continue
        people = _holder(scene, _chained(scene, end + 1), sure=kinds_of(text) == {Kind.OFFICIAL})
        if people:
            prefix = re.search(rf"(?:全国|全省|全市|(?<![{_HAN}])[省市县]|[{_HAN}]{{2,4}}[省市县区])$", folded[max(0, start - 7) : start - 1])
            yield named(scene, start, end, prefix.group() if prefix else "", ""), people, "apposition"
    for match in itertools.chain.from_iterable(_apposed().finditer(folded, *sentence) for sentence in marked_sentences(scene)):
        if not is_marked(match.group()) or _GIVEN.search(match.group()):
            continue
        if folded[match.start() - 1 : match.start()] == "“" or folded[match.end() : match.end() + 1] == "”":
            continue
        people = _holder(scene, _chained(scene, match.end()), sure=True) or _bearer(scene, match.start(), match.end()) or _counted(scene, match.start())
        if people:
            yield named(scene, match.start(), match.end(), "", "", plain=True), people, "apposition"
    yield from _holders(scene)


#: A title whose holders stand before it, and the holders of the next: 甲等30名“甲省优秀警察”、乙等260名“…”.
_OTHERS = re.compile(r"等\d{1,4}[名位个人]{1,2}“$")
_ONE_MORE = re.compile(rf"”、[{_HAN}·]{{2,12}}等\d{{1,4}}[名位个人]{{1,2}}“")

#: 省司法厅|荣记|个人二等功 is no name.
_GIVEN = re.compile("荣[记立获膺]|授予|颁发|被|获评|获得|等功$|嘉奖$")
_MODELS = re.compile("等(?:一批|一大批)?(?:先进|优秀|典型|模范|英模|楷模)")


def _among_models(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a quotation stands among those that a body brought forth: 涌现出“甲省好警察”杨立等先进典型."""
    clause = scene.text.clause(start)
    sentence = scene.text.sentence(start)
    return "涌现" in scene.folded[clause.start : start] and _MODELS.search(scene.folded, end, sentence.end) is not None


def _bearer(scene: Scene, start: int, end: int) -> tuple[Mention, ...]:
    """Return the known person of whom an honour is told: 张三系全国优秀律师."""
    if re.match(rf"[{_HAN}]", scene.folded[end : end + 1]):
        return ()
    link = re.search(r"(?:\([^()]{1,12}\))?,?(?:系|是|曾是)$", scene.folded[max(0, start - 18) : start])
    if link is None:
        return ()
    stop = start - len(link.group())
    return tuple(one for one in scene.officials if one.end == stop and one.end > one.start)[:1]


#: The next of several titles of one person: “全国先进工作者”|“人民满意的公务员”姜立群, 全国先进个人|、青州市“最美司法人”代表.
_NEXT_TITLE = re.compile(rf"(?:、?(?:[{_HAN}]{{1,4}}[国省市县区州])?“(?P<next>[^“”\n]{{4,24}})”)")


def _chained(scene: Scene, position: int) -> int:
    """Return where the last of several titles of one person ends."""
    match = _NEXT_TITLE.match(scene.folded, position)
    while match is not None and Kind.OFFICIAL in kinds_of(match["next"]) and is_marked(match["next"]):
        position = match.end()
        match = _NEXT_TITLE.match(scene.folded, position)
    return position


_COUNT = re.compile("(?P<more>等)?(?P<n>\\d{1,2}|[两三四五六七八九十])[名位]$")


def _counted(scene: Scene, start: int) -> tuple[Mention, ...]:
    """Return the persons whom a number before an honour sums up: 张三、李四两位|全国模范人民调解员."""
    count = _COUNT.search(scene.folded[max(0, start - 4) : start])
    if count is None:
        return ()
    floor, end = scene.text.clause(start).start, start - len(count.group())
    total = int(count["n"]) if count["n"].isdecimal() else "一二三四五六七八九十".find(count["n"]) + 1 or 2
    items = list(re.finditer("[^、]+", scene.folded[floor:end]))
    if len(items) == total > 1 and all(re.fullmatch(rf"[{_HAN}·]{{2,7}}", item.group()) for item in items):
        return tuple(Mention(floor + item.start(), floor + item.end(), Kind.OFFICIAL, scene.quote(floor + item.start(), floor + item.end())) for item in items)
    found = joined(scene, floor, end, frozenset({Kind.OFFICIAL}))
    return tuple(found) if len(found) == total or (count["more"] and found) else ()


_HELD = Keyed(rf"(?:全国|全省|全市|中国|省|市)[{_HAN}]{{2,18}}?(?=(?:称号|荣誉)?(?:获得者|得主))", "获得者", "得主")


def _holders(scene: Scene) -> Iterator[tuple[Mention, tuple[Mention, ...], str]]:
    """Find a plain honour before 获得者 and a name: 全国道德模范提名奖获得者杨立."""
    for match in _HELD.finditer(scene.folded):
        text = match.group()
        if is_marked(text) and is_ended(text) and has_level(text) and not _apposed().fullmatch(text):
            people = _holder(scene, match.end(), sure=True)
            if people:
                yield named(scene, match.start(), match.end(), "", "", plain=True), people, "apposition"


def _holder(scene: Scene, position: int, *, sure: bool) -> tuple[Mention, ...]:
    """Return the persons who stand at ``position``, behind 获得者 or their posts where those are printed."""
    folded = scene.folded
    match = _HOLDER.match(folded, position)
    start = match.end() if match else position
    joint = folded[position:start]
    stop = scene.text.sentence(position).end
    if joint in {"、", ","} and folded.startswith("“", start):
        return ()
    known = next((one for one in scene.officials if start <= one.start <= start + 40 and one.end > one.start), None)
    if known is not None and (known.start == start or _is_post(scene, start, known.start)):
        return tuple(_mention(name) for name in names_from(scene, known.start, stop)) if known.start == start else (known,)
    if joint.endswith(","):
        return ()
    names = names_from(scene, start, stop)
    if not names or (not sure and not scene.tokens.starts_at(names[0].end)):
        return ()
    token = scene.tokens.at(names[0].start)
    if token is not None and token.tag[0] in "vp" and token.end == names[0].end and "获得者" not in joint:
        return ()
    return tuple(_mention(name) for name in names)


def _is_post(scene: Scene, start: int, end: int) -> bool:
    """Tell whether nothing but a body and a title stands between an honour and a name."""
    text = scene.folded[start:end]
    if re.search("[,。;:“”!?]", text):
        return False
    body = max((one.end for one in scene.bodies_from(start)), default=start)
    titles = (*Vocabulary.load().posts["heads"], *Vocabulary.load().posts["others"])
    return text.endswith(titles) and (body > start or len(text) <= 6)


def _mention(name: Name) -> Mention:
    return Mention(name.start, name.end, Kind.OFFICIAL, name.text)


_RELATIVE = re.compile(rf"的(?P<who>[{_HAN}]{{0,6}}?)(?P<be>分别是|分别为|分别有|有|是|为|包括)(?P<colon>[: ]*)")
#: 的 and one of these say no more of the honour itself: “…”的荣誉.
_NO_RELATIVE = re.compile(r"的(?:荣誉|称号|殊荣|好|成绩|优异|奖|牌|美誉|桂冠|光荣|佳绩|嘉奖|表彰|消息|喜讯|通报|决定|名单|肯定|最高|大奖|先进典型|通知)")


def named_after(scene: Scene, position: int, kinds: frozenset[Kind]) -> tuple[Mention, ...] | None:
    """Return who a relative clause names: 获得“…”称号的|是A、B; None where no such clause opens at ``position``."""
    folded = scene.folded
    if not folded.startswith("的", position) or _NO_RELATIVE.match(folded, position):
        return None
    stop = scene.text.sentence(position).end
    stop = next((scene.text.clause(verb.start).start for verb in scene.text.found_in(Term.AWARDING, position, stop) if len(verb.word) > 1 and "," in folded[position : verb.start]), stop)
    match = _RELATIVE.match(folded, position)
    if match:
        return tuple(everybody(scene, match.end(), stop, kinds))
    return tuple(opening_list(scene, position + 1, stop, kinds))


#: Those honoured are told one by one: …称号,他们是:|某局民警张三;….
_THEY = re.compile("[,。]?(?:他们|她们|分别|获奖者|受表彰的|获奖的)(?:分别)?(?:是|为):")
#: A number of holders is named one by one behind it: 3个村上榜,分别为|甲村、乙村; …。这7个村(社区)是:|甲村、乙村; 6名民警分别是:|, a line each.
_TOLD_ON = re.compile(
    r"(?:荣誉|称号|光荣)*[,。;:\n ]*(?:[\u4e00-\u9fff]{0,4}名单[:\n ]*)?(?:(?:这|该|他们|她们|其中|获奖的?|受表彰的?|入选的?|上榜的?)?(?:\d+|[一二两三四五六七八九十]+)?[个名位家]?[\u4e00-\u9fff]{0,6}(?:\([\u4e00-\u9fff]{1,3}\))?分别(?:是|为|有)"
    r"|(?:这|上述|他们|她们)(?:\d+|[一二两三四五六七八九十]+)?[个名位家]?[\u4e00-\u9fff]{0,6}(?:\([\u4e00-\u9fff]{1,3}\))?(?:是|为)(?=:))[: ]*"
)


def told_on(scene: Scene, position: int, kinds: frozenset[Kind]) -> tuple[Mention, ...]:
    """Return the holders whom the words behind a number of them name one by one; () where none are."""
    opened = _TOLD_ON.match(scene.folded, position)
    if opened is None:
        return ()
    start, out = opened.end(), list[Mention]()
    if not scene.folded.startswith("\n", start):
        stop = next((at for at in range(start, len(scene.folded)) if scene.folded[at] in "。\n"), len(scene.folded))
        return tuple(everybody(scene, start, stop, kinds))
    for line in re.compile(r"[^\n]+").finditer(scene.folded, start):
        found = _line(scene, *line.span(), kinds) if line.group().strip() else []
        if line.group().strip() and not found:
            break
        out += [one for one in found if one not in out]
    return tuple(out)


_CALLED = re.compile(r"(?:\([^()\n]{1,10}\))?(?:有|是|分别是|为)?: ?")


def called(scene: Scene, position: int, kinds: frozenset[Kind]) -> tuple[Mention, ...] | None:
    """Return who is called behind a colon: 受到表彰的先进集体(10个):|A局、B镇、C中学; None where no such list opens at ``position``."""
    they = _THEY.match(scene.folded, position)
    if they is not None and Kind.OFFICIAL in kinds:
        limit = scene.folded.find("\n", they.end())
        limit = limit if limit >= 0 else len(scene.folded)
        return tuple(one for one in scene.officials if they.end() <= one.start < min(limit, scene.text.sentence(they.end()).end)) or None
    opened = _CALLED.match(scene.folded, position)
    if opened is None:
        return None
    end = scene.text.sentence(position).end
    stop = next((at for at in range(opened.end(), end) if scene.folded[at] in ";。\n"), end)
    items = scene.folded[opened.end() : stop]
    if "、" not in items or re.search("[,:“”]", items):
        return None
    out = everybody(scene, opened.end(), stop, kinds)
    if Kind.INSTITUTION in kinds:
        out += [Mention(match.start(1), match.end(1), Kind.INSTITUTION, scene.quote(*match.span(1))) for match in _UNKNOWN_BODY.finditer(scene.folded, opened.end() - 1, stop) if not any(one.start < match.end(1) and match.start(1) < one.end for one in out)]
    return tuple(sorted(out, key=lambda one: one.start)) or None


#: An item that no list of bodies has: a school, a works, a firm.
_UNKNOWN_BODY = re.compile(rf"(?<=[、: ])([{_HAN}]{{2,16}}(?:中学|小学|学校|学院|医院|厂|公司|集团|银行|支行|幼儿园))(?=[、;。\n]|$)")


def opening_list(scene: Scene, position: int, limit: int, kinds: frozenset[Kind]) -> tuple[Mention, ...]:
    """Return the recipients of a list that begins at ``position``: A局、B局; or 市司法局局长张三."""
    if kinds == {Kind.OFFICIAL} or Kind.OFFICIAL in kinds:
        known = next((one for one in scene.officials if position <= one.start <= position + 40 and one.end > one.start), None)
        if known is not None and (known.start == position or _is_post(scene, position, known.start)):
            return tuple(_mention(name) for name in names_from(scene, known.start, limit)) or (known,)
        if kinds == {Kind.OFFICIAL}:
            return tuple(_mention(name) for name in names_from(scene, position, limit))
    out: list[Mention] = []
    while True:
        here = [one for one in (*scene.institutions, *scene.place_mentions) if one.start == position and one.end > one.start and one.kind in kinds]
        if not here:
            return tuple(out)
        best = max(here, key=lambda one: one.end)
        if not re.match(rf"[^{_HAN}]|等|和|及|与|$", scene.folded[best.end : best.end + 1]):
            return tuple(out)
        out.append(best)
        joint = re.match(r"[、和及与]", scene.folded[best.end : best.end + 1])
        if joint is None:
            return tuple(out)
        position = best.end + 1


def everybody(scene: Scene, start: int, end: int, kinds: frozenset[Kind]) -> list[Mention]:
    """Return all persons (or bodies and places) of a list: A所所长甲,B所乙."""
    out: list[Mention] = []
    position = start
    for match in re.finditer(r"[、,;。 和及\n]|$", scene.folded[start:end]):
        stop = start + match.start()
        if stop < position:
            continue
        item = _entry(scene, position, stop, kinds)
        if item is not None and item not in out:
            out.append(item)
        if item is not None or match.group() in {"、", ",", ";", " "}:
            position = start + match.end()
    return out


def _entry(scene: Scene, start: int, end: int, kinds: frozenset[Kind]) -> Mention | None:
    """Return the recipient that one entry of a list names: 县法院|执行局, 石马司法所所长|张三(女)."""
    folded = scene.folded
    while start < end and folded[start] == " ":
        start += 1
    bracket = re.search(r"(?:\([^()\n]{1,16}\)|等[\d一二三四五六七八九十]+[名个人位家][^、,]{0,6}|同志|等)+$", folded[start:end])
    stop = start + bracket.start() if bracket else end
    while stop > start and folded[stop - 1] == " ":
        stop -= 1
    if stop - start < 2:
        return None
    found = joined(scene, start, stop, kinds)
    if found and found[-1].kind in kinds:
        return found[-1]
    if Kind.OFFICIAL in kinds:
        name = name_at(scene, start)
        if name is not None and name.end <= stop and (name.end == stop or folded[name.end] in " (,:-"):
            return _mention(name)
    return None


_BULLET = re.compile(r"[ ●◆■▲★○·*#\-◎※☆▶>►☞]*(?:[一二三四五六七八九十]{1,3}、|\d{1,3}[.、)]|\([一二三四五六七八九十\d]{1,3}\))?[ ●◆■]*")
_HEAD_TAIL = re.compile(r"(?:\([^()\n]{1,16}\)|获得者|获奖者|获奖名单|名单|称号|荣誉|共?\d+[个名人位家]|如下|:| )+$")
#: A line longer than this is no entry of a list.
_ENTRY = 60


#: Between a heading and its names: (青州市).
_ASIDE = re.compile(r" *\([^()\n]{2,12}\) *")


def listings(scene: Scene) -> Iterator[tuple[Mention, tuple[Mention, ...], str]]:
    """Find a heading that is an honour's name, and the names under it, one or several a line."""
    marks = scene.text.found_all(Term.DISTINCTION)
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", scene.folded) if match.group().strip()] if marks else []
    for index, (start, end) in enumerate(lines):
        if not any(start <= mark.start < end for mark in marks):
            continue
        head = _heading(scene, start, end)
        if head is None:
            continue
        honour, behind = head
        kinds = kinds_of(honour.name)
        people: list[Mention] = []
        if behind < end and scene.folded[behind:end].strip(" :"):
            people = everybody(scene, behind, end, kinds)
        else:
            for first, last in lines[index + 1 :]:
                if not people and _ASIDE.fullmatch(scene.folded, first, last):
                    continue
                found = _line(scene, first, last, kinds)
                if not found:
                    break
                people += [one for one in found if one not in people]
        if people:
            yield honour, tuple(people), "listed"


def _heading(scene: Scene, start: int, end: int) -> tuple[Mention, int] | None:
    """Return the honour that a line names as a heading, and where its colon ends."""
    folded = scene.folded
    bullet = _BULLET.match(folded, start, end)
    begin = bullet.end() if bullet else start
    colon = folded.find(":", begin, end)
    stop = colon if colon >= 0 else end
    tail = _HEAD_TAIL.search(folded[begin:stop])
    name_end = begin + tail.start() if tail else stop
    text = folded[begin:name_end]
    bare = text.strip("“” ")
    if not 5 <= len(bare) <= 36 or re.search("[,。;!?《》]|表彰|关于|召开|荣获|获评|被|授予", text):
        return None
    if not (is_marked(bare) and is_ended(bare) and has_level(bare)) or (colon < 0 and folded[end - 1] in "。!?"):
        return None
    opening = text.find("“")
    if opening >= 0 and text.endswith("”") and not BATCH.sub("", text[:opening]):
        honour = named(scene, begin + opening + 1, name_end - 1, "", "", titled=False)
    else:
        honour = named(scene, begin, name_end, "", "", plain=True)
    return honour, (colon + 1 if colon >= 0 else end)


def _line(scene: Scene, start: int, end: int, kinds: frozenset[Kind]) -> list[Mention]:
    """Return whom a line under a heading names; nobody where the line is prose or another heading."""
    folded = scene.folded
    bullet = _BULLET.match(folded, start, end)
    begin = bullet.end() if bullet else start
    text = folded[begin:end].rstrip()
    if not text or len(text) > _ENTRY or re.search("[。!?:;]", text) or _heading(scene, start, end) is not None:
        return []
    first = name_at(scene, begin) if Kind.OFFICIAL in kinds else None
    if first is not None and re.match(r"[ (,:-]", folded[first.end : first.end + 1]) and re.match(rf"(?:\([^()]*\))?[ ,:-]+[{_HAN}“]{{5,}}", folded[first.end : end]):
        return [_mention(first)]  # 张三(女) 县检察院副主任
    return everybody(scene, begin, begin + len(text), kinds)
