"""Read the names of honours: one after the other behind a verb, quoted or plain.

Of 荣获第三批省级“文明单位”称号、全国先进集体和个人二等功1次 three honours are read, with what stands
around them (batch, level, 称号, how many times), so that each is found again under other forms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.nodes.honour_words import (
    BATCH,
    LEVEL,
    has_level,
    is_certain,
    is_ended,
    is_marked,
    made,
    named,
    words,
)
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene



class Piece(NamedTuple):
    """An honour read at one place. ``end`` is behind its 称号 and its count, ``giver`` what is printed before it."""

    honour: Mention
    end: int
    giver: str | None = None
    times: int | None = None


_HAN = "\u4e00-\u9fff"
_MERIT = re.compile(rf"(?P<by>[{_HAN}]{{0,16}}?)(?P<who>集体|个人)?(?P<rank>(?:特等|一等|二等|三等|[一二三]级)功(?!能)|嘉奖|(?:革命)?烈士(?![\u4e00-\u9fff]))(?:奖章)?")
_TIMES = re.compile(r"(?:荣誉|称号)?(?:各)?(?:\((\d{1,2})次\)|(\d{1,2}|[一二两三四五六七八九十])(?:次|项|个|枚|人次|等次)|[各共]?[一二两三四五六七八九十]次)")
_DIGIT = {letter: number for number, letter in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_JOIN = re.compile(r" ?(?:、|和|及|以及|与|暨)? ?")
#: A name runs no further than one of these; 的 and 等 have their exceptions below.
_HARD = re.compile(rf"[,;:。!?\n“”《》<>]|\((?![县市区村乡镇社、]{{1,9}}\)|[{_HAN}]{{2,8}}\)(?:建设|工作|创建|先进|示范))|的|等|并|后|以来|时|之一|[{_HAN}]{{0}}是")
_SOFT = re.compile(r"(?:、|和|及|与|暨)(?![^()]{0,8}\))")
_GIVEN_BY = re.compile(rf"由?[{_HAN}、]{{2,24}}?(?:颁发|授予|评选|命名|评定|认定|表彰|颁授|联合颁发)的")
_LEAD = re.compile(r"(?:了|过|到|为|的是|其为|其)?(?:\d{1,3}[项个名位]|[一二三多两][项个]|[两三四五六七八九十]{1,2}[名位])?(?:的)?(?:[又另][一1][项个份块面](?:[国省市][家级]{1,2})?(?:荣誉|殊荣|大奖|奖项|奖牌)(?:--|:|,)?)?(?:[\u4e00-\u9fff]{0,14}最高(?:荣誉|奖项|奖)(?:称号)?(?:--|:)?(?=“))?(?:[该我本][省市县区](?=首届|第|“))?")
#: Words that are in no honour's name: a phrase that holds one is a sentence that ran on.
_BAD = re.compile("推荐|获得|荣获|获评|成为|召开|举行|颁发|宣读|位列|排名|分别|进行|被|拟|以来|期间|受到|指出|强调|坚持|努力|确保|提供|关于|授予|评为|位居|名列|[了您我你他她]|实现|奖金|代表|参加|先进集体(?:和|、)?先进个人$")
#: A body with a part in some work is not honoured by that.
_DUTY = re.compile("(?:责任|成员|试点|联系|牵头|参与|主办|承办|协办|候选|创建)(?:单位|集体|城市|区|县|市)$")
_RANK = re.compile("(?:特等|[一二三]等|优秀|优胜|[金银铜])奖(?!金)")
#: The prize of a contest says by itself what it is.
_EVENT_PRIZE = re.compile(r".{4}(?:大赛|竞赛|比赛|评选|评比|展演|展示会|辩论赛|比武|成果|征集)[^、]{0,8}(?:[一二三]等|特等|优秀|优胜|最佳|创新|组织|提名|[金银铜])[^、]{0,4}奖$")
#: What may follow a plain name at once.
_NEXT = re.compile(rf"$|\d|以及|和(?=[全省市县][国省市县级])|[一二两三四五六七八九十][次个项]|光荣|[^{_HAN}(]")


def pieces(scene: Scene, start: int, limit: int, *, weak: bool) -> list[Piece]:
    """Read the honours that stand one after the other from ``start`` on."""
    out: list[Piece] = []
    position, giver = _lead(scene, start, limit)
    while position < limit:
        found = _next_prize(scene, position, out) or _quoted(scene, position, limit, weak=weak) or _plain(scene, position, limit, weak=weak and not out, first=not out)
        if not found:
            break
        found = [_inherit(out, one) for one in found]
        out.extend(found)
        position = found[-1].end
        joint = _JOIN.match(scene.folded, position, limit)
        if joint and joint.end() > position:
            position = joint.end()
        elif scene.folded.startswith(",", position) and _goes_on(scene, position + 1, limit):
            position += 1
        elif not scene.folded.startswith("“", position):
            break
    return [one._replace(giver=one.giver or giver) for one in out]


def _lead(scene: Scene, start: int, limit: int) -> tuple[int, str | None]:
    """Skip what stands between a verb and the first name: 了, 由省委颁发的, 2项."""
    folded = scene.folded
    lead = _LEAD.match(folded, start, limit)
    position = lead.end() if lead else start
    given = _GIVEN_BY.match(folded, position, limit)
    if given is None:
        return position, None
    return given.end(), re.sub(r"^由|(?:联合)?[^、]{2}的$", "", given.group()) or None


def _goes_on(scene: Scene, position: int, limit: int) -> bool:
    """Tell whether a list goes on behind a comma: only with a quoted name or a merit."""
    found = _quoted(scene, position, limit, weak=False)
    if found:
        return scene.folded.find("“", position) - position <= 6
    merit = _MERIT.match(scene.folded, position, limit)
    if merit is not None:
        return len(merit["by"]) == 0
    plain = _plain(scene, position, limit, weak=True, first=False) if has_level(scene.folded[position:limit]) else []
    return bool(plain) and scene.folded.startswith(("等", "、", ",", "。", ";"), plain[-1].end)


#: Bare, these stand for those of the work that the one before names: 全省普法工作先进集体和|先进个人.
_PAIRED = {"先进集体", "先进个人", "先进单位"}


def _inherit(before: list[Piece], piece: Piece) -> Piece:
    """Give a bare merit the 个人 or 集体 of the one before it: 个人二等功1次、三等功2次."""
    if not before:
        return piece
    stem = before[-1].honour.name[:-4]
    if piece.honour.name in _PAIRED and before[-1].honour.name[-4:] in _PAIRED and len(stem) >= 4 and "“" not in stem:
        honour = piece.honour
        return piece._replace(honour=Mention(honour.start, honour.end, Kind.HONOUR, stem + honour.name, (honour.name, *honour.aliases)))
    if not re.match(r"(?:特等|一等|二等|三等|[一二三]级)功", piece.honour.name):
        return piece
    owner = re.match("集体|个人", before[-1].honour.name)
    if owner is None:
        return piece
    honour = piece.honour
    return piece._replace(honour=Mention(honour.start, honour.end, Kind.HONOUR, owner.group() + honour.name, (honour.name, *honour.aliases)))


def _next_prize(scene: Scene, position: int, before: list[Piece]) -> list[Piece]:
    """Read a bare prize behind one of the same contest: …大赛三等奖和|优秀奖."""
    match = _RANK.match(scene.folded, position)
    last = _RANK.search(before[-1].honour.name) if before and match else None
    if match is None or last is None or last.end() < len(before[-1].honour.name) or last.start() < 4:
        return []
    name = before[-1].honour.name[: last.start()] + match.group()
    return [Piece(Mention(position, match.end(), Kind.HONOUR, name, (match.group(),)), match.end())]


_QUOTED = re.compile(r"(?P<before>(?:[省市县区]、){0,3}[^“”,。;:!?\n、《》]{0,26})“(?P<inner>(?:(?!’’)[^“”\n]){2,40})(?:”|’’)")


_NOMINATED = re.compile("提名(?!奖)|入围|候选")
#: A list in quotation marks that closes as one of honours: “枫桥故里”、“平安先锋”|等荣誉称号.
_TOLD_AS_LIST = re.compile(rf"(?:[、和及]?[{_HAN}]{{0,14}}“[^“”\n]{{2,24}}”|[、和及][{_HAN}]{{4,20}})*(?:等[^,。;“”]{{0,12}}?|、|等)(?:荣誉|称号|殊荣)")


def _quoted(scene: Scene, position: int, limit: int, *, weak: bool) -> list[Piece]:
    """Read a quoted name with the level before it and the noun behind it: 省首批|“枫桥式”|司法所."""
    match = _QUOTED.match(scene.folded, position, limit)
    if match is None or "。" in match["inner"] or match["inner"].count(",") > 1:
        return []
    giver, before = _giver(scene, position, match.start("inner") - 1)
    prefix = scene.folded[before : match.start("inner") - 1]
    if not _is_prefix(scene, before, match.start("inner") - 1):
        return []
    close = match.end()
    tail, end, titled = _tail(scene, close, limit)
    inner = match["inner"]
    whole = inner + tail
    if (scene.folded.startswith(words().undone, end) and not titled) or _NOMINATED.match(scene.folded, end):
        return []
    signs = is_marked(whole), is_ended(whole)
    good = titled or all(signs) or (not weak and any(signs)) or _TOLD_AS_LIST.match(scene.folded, end, limit) is not None
    if not good or (len(whole) < 4 and not signs[0] and not titled):
        return []
    times = _TIMES.match(scene.folded, end, limit)
    stop = times.end() if times else end
    return [Piece(named(scene, match.start("inner"), match.end("inner"), prefix, tail, titled=titled), stop, giver, _number(times))]


def _giver(scene: Scene, start: int, end: int) -> tuple[str | None, int]:
    """Return the body printed right before a name, and where the rest begins: 司法部|全国先进集体."""
    best = max((one.end for one in scene.bodies_from(start) if one.end <= end and not is_marked(scene.folded[start : one.end])), default=start)
    if best == start:
        return None, start
    for joint in ("、", "和"):
        if scene.folded.startswith(joint, best):
            more, rest = _giver(scene, best + 1, end)
            return (f"{scene.quote(start, best)}{joint}{more}", rest) if more else (None, start)
    return scene.quote(start, best), best


def _is_prefix(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the words before a quotation mark belong to the name: a batch, a level, a field of work."""
    text = scene.folded[start:end]
    if not text:
        return True
    rest = LEVEL.sub("", BATCH.sub("", text)).strip("、和")
    if rest in {"", "的", "年", "荣誉", "光荣", "最高", "度"} or _names_place(scene, start, end, rest):
        return True
    if _BAD.search(rest) or len(rest) > 16 or not (has_level(text) or text.endswith(_FIELDS)):
        return False
    return not any(token.tag[0] in "pdru" for token in scene.tokens.between(start, end))


#: The field of work in which an honour is given, before its name: 司法行政系统|“最佳团队”.
_FIELDS = ("系统", "战线", "行业", "机关")


def _names_place(scene: Scene, start: int, end: int, rest: str) -> bool:
    """Tell whether what a batch leaves before a name is a place by its short name: 2022河南|“最美基层民警”."""
    return any(one.start == end - len(rest) and one.end == end for one in scene.places if start <= one.start)


_TAIL = re.compile(rf"[{_HAN}]{{0,20}}(?:\([县市区村乡镇社、]{{1,9}}\))?")


def _tail(scene: Scene, start: int, limit: int) -> tuple[str, int, bool]:
    """Return the noun behind a quoted name, where it all ends, and whether 称号 or the like follows."""
    folded = scene.folded
    known = words()
    position = start + 1 if folded.startswith("的", start) else start
    for title in known.titles:
        if folded.startswith(title, position):
            return "", position + len(title), True
    match = _TAIL.match(folded, start, limit)
    run = match.group() if match else ""
    hard = _hard(run, 0)
    run = run[:hard]
    for length in range(len(run), 0, -1):
        text = run[:length]
        if known.endings.at(text, length) is None or _BAD.search(text) or _SOFT.search(text) or _ends_in_title(text):
            continue
        rest = run[length:]
        title = next((one for one in known.titles if rest.startswith(one)), "")
        if title or _NEXT.match(rest) or length == len(run):
            return text, start + length + len(title), bool(title)
    return "", start, False


def _ends_in_title(text: str) -> bool:
    """Tell whether 荣誉称号 or the like closes a noun that is an honour's without it: 先进单位|荣誉称号."""
    title = next((one for one in words().titles if text.endswith(one)), "")
    rest = text.removesuffix(title)
    return bool(title) and words().endings.at(rest, len(rest)) is not None


def _hard(text: str, start: int) -> int:
    """Return where a name must end in ``text``: at a comma, 等 (not 二等奖), 的 (not 人民满意的)."""
    for match in _HARD.finditer(text, start):
        word, at = match.group(), match.start()
        if word == "的" and re.search("(?:满意|突出|显著|喜爱|信赖|优异)$", text[:at]) and re.match("公务员|单位|个人|集体|政法|律师|法|检|警|民|基层|司法|窗口", text[at + 1 :]):
            continue
        if word == "等" and at and text[at - 1] in "一二三特优" and text[at + 1 : at + 2] in {"奖", "功", "次"}:
            continue
        if word == "后" and text[at + 1 : at + 2] == "勤":
            continue
        if word == "时" and text[at + 1 : at + 2] == "代":
            continue
        return at
    return len(text)


def _plain(scene: Scene, position: int, limit: int, *, weak: bool, first: bool) -> list[Piece]:
    """Read a name without quotation marks; 、 and 和 may be part of it: 法律援助和公共法律服务先进集体."""
    folded = scene.folded
    while position < limit and folded[position] == " ":
        position += 1
    stop = position + _hard(folded[position : min(limit, position + 60)], 0)
    merit = _merit(scene, position, stop)
    if merit is not None:
        return [merit]
    ends = [match.start() for match in _SOFT.finditer(folded, position, stop)][:3]
    for end in [*ends, stop]:
        found = _plain_until(scene, position, end, limit, weak=weak)
        if not found and end < stop and _are_twins(folded[position:end], folded[end + 1 : stop]):
            found = [Piece(named(scene, position, end, "", "", plain=True), end)]
        if found:
            return found
        if not first and not has_level(folded[position:stop]):
            break
    return []


def _are_twins(first: str, second: str) -> bool:
    """Tell whether two names joined end alike, so that the second's mark tells of the first: 省级法治主题公园|和|十佳法治主题公园."""
    return len(first) > 5 and first[-2:] == second[-2:] and has_level(first) and is_ended(first) and is_marked(second) and is_ended(second)


def _plain_until(scene: Scene, start: int, end: int, limit: int, *, weak: bool) -> list[Piece]:
    giver, begin = _giver(scene, start, end)
    if giver is not None and not (has_level(scene.folded[begin:end]) and end - begin >= 4):
        begin = start  # 司法部先进个人: without the body the name says too little
    text = scene.folded[begin:end]
    times_at = re.search(r"(?:\d{1,2}|[一二两三四五六七八九十])(?:次|项|枚|人次|个)$|\(\d+次\)$", text)
    core = text[: times_at.start()] if times_at else text
    title = next((one for one in words().titles if core.endswith(one) and len(core) >= len(one) + 4), "")
    bare, endings = core.removesuffix(title), words().endings
    name = next((bare[:length] for length in range(len(bare), 3, -1) if endings.at(bare, length) is not None and _NEXT.match(bare[length:])), "")
    if not 4 <= len(name) <= 34 or _BAD.search(name) or _DUTY.search(name) or scene.folded.startswith(words().undone, begin + len(name)):
        return []
    signs = is_marked(name), has_level(name)
    if not signs[0] or (weak and not signs[1] and not is_certain(name) and not _EVENT_PRIZE.search(name) and not re.match("[一二三]级公安派出所", name)) or "“" in name:
        return []
    stop = begin + len(core)
    if name in _PAIRED and re.match(r"\d+个", scene.folded[begin + len(name) : begin + len(name) + 6]):
        return []  # 受到表彰的先进集体|68个次
    times = _TIMES.match(scene.folded, stop, limit) or (times_at if times_at and times_at.re.groups else None)
    after = max(times.end() if times else stop, begin + len(text) if times_at else stop)
    after = _behind_title(scene, after)
    levels = re.match(rf"({LEVEL.pattern})、({LEVEL.pattern})", name)
    if levels:
        # 全国、全省先进集体 are two honours with one noun.
        rest = name[levels.end() :]
        return [Piece(made(scene, begin, begin + len(name), level + rest, []), after, giver, _number(times)) for level in levels.groups()]
    return [Piece(named(scene, begin, begin + len(name), "", "", titled=bool(title), plain=True), after, giver, _number(times))]


def _behind_title(scene: Scene, position: int) -> int:
    for title in words().titles:
        if scene.folded.startswith(title, position):
            return position + len(title)
    return position


def _number(match: re.Match[str] | None) -> int | None:
    if match is None:
        return None
    found = next((one for one in match.groups() if one), None)
    if found is None:
        return None
    return int(found) if found.isdecimal() else _DIGIT.get(found)


def _merit(scene: Scene, start: int, stop: int) -> Piece | None:
    """Read a merit: 重庆市公安局|个人二等功|1次. Who recorded it is the giver, no part of the name."""
    match = _MERIT.match(scene.folded, start, stop)
    if match is None or _BAD.search(match["by"]):
        return None
    begin = match.start("who") if match["who"] else match.start("rank")
    name = scene.folded[begin : match.end()]
    by = match["by"]
    giver, _ = _giver(scene, start, begin)
    times = _TIMES.match(scene.folded, match.end())
    aliases = [by + name] if by and (giver or has_level(by) or by == "公务员") else []
    if match["who"]:
        aliases.append(match["rank"])
    return Piece(Mention(begin, match.end(), Kind.HONOUR, name, tuple(aliases)), times.end() if times else match.end(), giver, _number(times))
