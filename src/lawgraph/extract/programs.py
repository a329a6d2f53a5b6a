"""Find programs: named undertakings, with quotation marks and without.

- ``quoted``: 打造“党建+法治”特色品牌 · 开展“亮微笑”“暖民心”等活动
- ``plain``: 深入开展提升行政执法质量三年行动
- ``running``: “一村(社区)一法律顾问”实现全覆盖
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.matcher import Found, Matcher
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span


@dataclass(frozen=True, slots=True)
class Launch:
    """A program as one passage names it, with the verb that launches it, if any."""

    program: Mention
    pattern: str
    verb: Found | None


class _Words(NamedTuple):
    verbs: Matcher
    weak: frozenset[str]
    tails: tuple[str, ...]
    strong: Matcher
    national: Matcher
    slogans: frozenset[str]
    unreal: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    table = Vocabulary.load().programs
    return _Words(
        Matcher(table["launched"]),
        frozenset(table["weak"]),
        tuple(sorted(table["tails"], key=lambda word: (-len(word), word))),
        Matcher(table["strong"]),
        Matcher(table["national"]),
        frozenset(table["slogans"]),
        re.compile("拟|力争|争取|计划|希望|要求|应当|必须|需要|建议|号召|下一步|今后|未来|将要|即将|将(?=启动|开展|打造|推出|建立|实施|继续|持续|全面|进一步)"),
    )


#: Tails that make even a bare quotation an undertaking; the others need a verb of launching.
_FIRM = ("活动", "行动", "品牌", "平台", "工作法", "调解法", "模式", "工程", "专项", "计划", "服务圈", "大讲堂", "讲堂", "机制", "专列", "系统", "小程序", "项目", "普法", "矩阵", "试点")
_TAIL_GAP = re.compile(r"(?:的)?(?:暨[\u4e00-\u9fff]{2,10})?(?:[\u4e00-\u9fff、]{0,8})$")
_SPEECH = re.compile(r"[。!?;]|^(?:要|必须|坚持|始终|我们|为了|让|对|以人民)|,.*,")
#: A quotation that a body is said to be, feel or face is a figure of speech.
_FIGURE = re.compile(r"(?:所谓|俗称|称为|称作|称之为|誉为|当作|视为|成为|牢记|践行|树立|增强|做到|破解|解决|打通|当好|争当|争做|畅通|架起|共绘|凝聚|牵住|紧盯|聚焦|杜绝|防止|避免|整治|精准整治|清除|树牢|坚定|违反|反对|纠治|不搞|打击|告别|化解|面对|针对|答好|交出|书写|注入|按下|跑出|厚植|守好|筑牢|扛起|拧紧|落实好)(?:了)?$")
_LEAD_IN = re.compile(r"^(?:了|落地|运行|全国|全省|全市|全区|全县|自治区|本市|我市|首个|首条|首家|第一个|首批|一个|一批|一系列|系列|为期[一-龥]{1,4}的|以|多种|各类|各项|新的|新|的|:|“)+")


def find_launches(scene: Scene, taken: set[int]) -> list[Launch]:
    """Return the programs of a text. ``taken`` holds the starts of quotations that are something else."""
    verbs = _words().verbs.find(scene.folded)
    launches: list[Launch] = []
    for group in _groups(scene):
        if not any(quote.start in taken for quote in group):
            launches.extend(_quoted(scene, group, verbs))
    covered = [(one.program.start, one.program.end) for one in launches]
    for one in _plain(scene, verbs):
        if not any(start < one.program.end and one.program.start < end for start, end in covered):
            launches.append(one)
            covered.append((one.program.start, one.program.end))
    return sorted(launches, key=lambda one: one.program.start)


def _groups(scene: Scene) -> list[list[Span]]:
    """Return runs of quotations: “亮微笑”“暖民心”等活动 is one run of two."""
    groups: list[list[Span]] = []
    for quote in scene.text.quotes:
        if groups and scene.folded[groups[-1][-1].end : quote.start] in {"”“", "”、“", "”和“", "”与“", "”及“"}:
            groups[-1].append(quote)
        else:
            groups.append([quote])
    return groups


def _quoted(scene: Scene, group: list[Span], verbs: list[Found]) -> Iterator[Launch]:
    words = _words()
    folded = scene.folded
    first, last = group[0], group[-1]
    clause = scene.text.clause(first.start - 1)
    verb = _verb_before(scene, verbs, clause.start, first.start - 1)
    tail, tail_end, plural = _tail(scene, last.end + 1)
    before = folded[clause.start : first.start - 1]
    if words.unreal.search(before) or _FIGURE.search(before):
        return
    if _is_doctrine(scene, clause.start, first.start):
        return
    running = bool(re.match(r"(?:实现全覆盖|正式上线|正式启动|上线|启动|入驻|投入使用|全面铺开|落地)", folded[last.end + 1 :]))
    firm = bool(tail) and tail.endswith(_FIRM)
    near = verb is not None and len(folded[verb.end : first.start - 1]) <= 14
    strong = verb is not None and verb.word not in words.weak
    if not (firm or running or (near and (tail or strong))):
        return
    if firm and verb is None and tail in {"模式", "机制", "计划", "系统", "专项"}:
        return
    for quote in group:
        inner = folded[quote.start : quote.end]
        if not _is_name(inner, tail, firm=firm):
            continue
        own_tail = "" if plural or quote is not last else tail
        end = quote.end + 1 if quote is not last or plural else tail_end
        yield Launch(_program(scene, quote, end, tail, own_tail, before, verb), "running" if running else "quoted", verb)


def _is_doctrine(scene: Scene, clause_start: int, start: int) -> bool:
    """Tell whether a leader's words or a report's heading open the quotation."""
    return scene.folded[max(clause_start, start - 8) : start - 1].endswith(("强调", "指出", "提出", "要求", "表示", "说", "主题", "题为", "主线", ":"))


def _is_name(inner: str, tail: str, *, firm: bool) -> bool:
    words = _words()
    if inner in words.slogans or len(inner) < 2 or len(inner) > 30:
        return False
    if _SPEECH.search(inner) and not (firm and len(inner) <= 24 and "。" not in inner):
        return False
    if not tail and (len(inner) > 16 or inner.isdigit()):
        return False
    return bool(re.search(r"[\u4e00-\u9fffA-Za-z]", inner)) or bool(tail)


def _tail(scene: Scene, position: int) -> tuple[str, int, bool]:
    """Return what follows a quotation and belongs to the name, its end, and whether it sums up several (等活动)."""
    folded = scene.folded
    plural = folded.startswith("等", position)
    start = position + 1 if plural else position
    if folded.startswith("的", start):
        start += 1
    stretch = re.match(r"[\u4e00-\u9fff、]{0,20}", folded[start:])
    text = stretch.group() if stretch else ""
    best = ""
    best_end = position
    for tail in _words().tails:
        index = text.find(tail)
        if index < 0 or index > 12:
            continue
        gap = text[:index]
        # Only nouns may stand between: “法律七+五进”暨基层示范创建|工作模式.
        if gap and not _nominal_gap(scene, start, start + index):
            continue
        # The longest reach of nouns wins, then the longest tail.
        if start + index + len(tail) > best_end:
            best, best_end = gap + tail, start + index + len(tail)
    return best, best_end if best else position, plural


def _nominal_gap(scene: Scene, start: int, end: int) -> bool:
    return all(
        token.tag[0] in "njbal" or token.tag in {"vn", "post"} or token.word in {"暨", "工作", "服务", "宣传", "创建", "整治", "学习", "教育", "训练", "调解", "志愿", "微信", "抖音"}
        for token in scene.tokens.between(start, end)
    )


def _verb_before(scene: Scene, verbs: list[Found], start: int, end: int) -> Found | None:
    """Return the last verb of launching in [start, end), as a word of its own."""
    for verb in reversed(verbs):
        if verb.end > end:
            continue
        if verb.start < start:
            return None
        token = scene.tokens.at(verb.start)
        if token is None or token.start == verb.start or len(verb.word) > 1:
            return verb
    return None


def _program(scene: Scene, quote: Span, end: int, tail: str, own_tail: str, before: str, verb: Found | None) -> Mention:
    inner = scene.quote(quote.start, quote.end).replace("\n", "")
    name = f"“{inner}”{own_tail or (tail if len(tail) <= 4 else '')}"
    aliases = [inner, f"“{inner}”"]
    if tail:
        aliases += [inner + tail, f"“{inner}”{tail}"]
        for short in ("活动", "行动", "品牌", "平台", "工作法", "模式", "机制", "建设", "创建"):
            if tail.endswith(short) and tail != short:
                aliases += [inner + short, f"“{inner}”{short}"]
    start = quote.start - 1
    if verb is not None:
        lead = _LEAD_IN.sub("", scene.folded[verb.end : quote.start - 1])
        if lead and re.fullmatch(r"[\u4e00-\u9fff]{2,12}", lead) and "的" not in lead:
            aliases += [lead + f"“{inner}”{tail}", lead + inner + tail]
    del before
    return Mention(start, max(end, quote.end + 1), Kind.PROGRAM, name, tuple(dict.fromkeys(aliases)))


def _plain(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:
    """Find names that end strongly and stand behind a verb of launching, and those of the whole country."""
    words = _words()
    folded = scene.folded
    for found in words.national.find(folded):
        clause = scene.text.clause(found.start)
        verb = _verb_before(scene, verbs, clause.start, found.start)
        if verb is not None and not words.unreal.search(folded[clause.start : found.start]) and len(folded[verb.end : found.start]) <= 12:
            yield Launch(_plain_mention(scene, found.start, found.end), "plain", verb)
    for found in words.strong.find(folded):
        if scene.text.in_quotes(found.start):
            continue
        clause = scene.text.clause(found.start)
        verb = _verb_before(scene, verbs, clause.start, found.start)
        if verb is None or words.unreal.search(folded[clause.start : found.start]):
            continue
        start = verb.end
        lead = _LEAD_IN.match(folded[start : found.end])
        start += lead.end() if lead else 0
        name = folded[start : found.end]
        if 5 <= len(name) <= 26 and re.fullmatch(r"[\u4e00-\u9fff0-9A-Za-z+、“”()《》]+", name) and name.count("“") == name.count("”"):
            if name.startswith(("该", "这", "此", "各项", "相关")) or name.count("、") > 2:
                continue
            yield Launch(_plain_mention(scene, start, found.end), "plain", verb)


def _plain_mention(scene: Scene, start: int, end: int) -> Mention:
    name = scene.quote(start, end).replace("\n", "")
    plain = re.sub("[“”]", "", name)
    aliases = [plain] if plain != name else []
    for suffix in ("工作", "活动", "任务"):
        if name.endswith(suffix):
            aliases.append(name.removesuffix(suffix))
    return Mention(start, end, Kind.PROGRAM, name, tuple(aliases))
