"""Find honours, and who was given them.

- ``quoted``: 被授予“全国司法行政系统先进集体”称号 · 先后被评为“A”“B”“C”
- ``plain``: 荣立个人二等功 · 被评为全省优秀司法所
- ``apposition``: “全国优秀共产党员”吴诗华 · 全国模范人民调解员张三
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.names import name_at, names_from
from lawgraph.lexicon.matcher import Found, Matcher
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span


@dataclass(frozen=True, slots=True)
class Award:
    """An honour as one passage gives it. ``trigger`` is the verb, None for an apposition."""

    honour: Mention
    pattern: str
    trigger: Found | None
    recipients: tuple[Mention, ...] = ()
    count: int | None = None


class _Words(NamedTuple):
    triggers: Matcher
    weak: frozenset[str]
    marks: re.Pattern[str]
    endings: tuple[str, ...]
    unreal: re.Pattern[str]
    levels: tuple[str, ...]
    cut: tuple[str, ...]


@functools.cache
def _words() -> _Words:
    table = Vocabulary.load().honours
    levels = [word for words in table["levels"].values() for word in words]
    return _Words(
        Matcher(table["awarded"]),
        frozenset(table["weak"]),
        re.compile("|".join(map(re.escape, table["marks"]))),
        tuple(sorted(table["endings"], key=lambda word: (-len(word), word))),
        re.compile("|".join(map(re.escape, table["unreal"]))),
        tuple(sorted(levels, key=lambda word: (-len(word), word))),
        tuple(sorted(table["cut"]["suffixes"], key=lambda word: (-len(word), word))),
    )


_MERIT = re.compile(r"(?:集体|个人)?(?:特等|一等|二等|三等|[一二三]级)功(?!能)|(?:集体|个人)嘉奖")
_LEVEL = re.compile(r"^(?:第[一二三四五六七八九十0-9]+[批届])?(?:\d{4}年度?)?(?:[-0-9年至度]+)?“?(?:全国|全省|全市|全区|全县|全州|自治区|国家|省|市|县|区|州|中国|中央|司法部|公安部|最高|部级|[\u4e00-\u9fff]{2,4}[省市县区州盟旗]|[\u4e00-\u9fff]{2,3}(?=十|百|最|优|好|杰|首|第|法|司))")
_COUNT = re.compile(r"(\d+)(?:余)?(?:个|名|位|人|家|次)")
_STOP = re.compile(r"[,;:。!?\n)]|等(?:荣誉|称号|\d|多|国家|省|奖项|一系列|表彰)|并(?!购)|的(?:好成绩|成绩|优异)")
_PLAIN_SKIP = re.compile(r"(?:了|过|的是|由[\u4e00-\u9fff]{2,12}(?:颁发|授予)的|到)?")


def find_awards(scene: Scene) -> list[Award]:
    """Return the awards in a text, each honour once a place."""
    words = _words()
    awards: list[Award] = []
    for sentence in scene.text.sentences:
        triggers = [
            Found(found.start + sentence.start, found.end + sentence.start, found.word)
            for found in words.triggers.find(scene.folded[sentence.start : sentence.end])
        ]
        for index, trigger in enumerate(triggers):
            limit = triggers[index + 1].start if index + 1 < len(triggers) else sentence.end
            if _real(scene, trigger, sentence):
                awards.extend(_after_trigger(scene, trigger, limit))
    taken = {(award.honour.start, award.honour.end) for award in awards}
    for award in _appositions(scene):
        if not any(start <= award.honour.start < end for start, end in taken):
            awards.append(award)
            taken.add((award.honour.start, award.honour.end))
    return sorted(awards, key=lambda one: one.honour.start)


def _real(scene: Scene, trigger: Found, sentence: Span) -> bool:
    """Refuse what is planned, proposed or asked for: 拟授予, 力争获评, 推荐…为."""
    clause = scene.text.clause(trigger.start)
    before = scene.folded[max(sentence.start, clause.start - 12) : trigger.start]
    if _words().unreal.search(before):
        return False
    token = scene.tokens.at(trigger.start)
    # 立 and 记 are verbs by themselves here, no parts of 设立 or 登记.
    if token is not None and token.start < trigger.start and len(trigger.word) == 1:
        return False
    return not (len(trigger.word) == 1 and trigger.word in "立记获" and not _MERIT.search(scene.folded, trigger.end, trigger.end + 14) and trigger.word != "获")


def _after_trigger(scene: Scene, trigger: Found, limit: int) -> Iterator[Award]:
    words = _words()
    weak = trigger.word in words.weak
    quotes = [quote for quote in scene.text.quotes if trigger.end <= quote.start and quote.end <= limit]
    found = False
    for quote in quotes:
        if not found and not _reaches(scene, trigger.end, quote.start):
            break
        name = scene.folded[quote.start : quote.end]
        tail = scene.folded[quote.end + 1 : quote.end + 8]
        if _is_honour(name, tail, weak=weak):
            found = True
            yield Award(_honour(scene, quote.start, quote.end, quote=True), "quoted", trigger, count=_count(scene, trigger))
    if found:
        return
    yield from _plain(scene, trigger, limit, weak=weak)


def _reaches(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the words between a verb and a quotation belong to the award: 第八批, 全省, 由…授予的."""
    between = scene.folded[start:end]
    return len(between) <= 45 and "。" not in between and between.count(",") <= 1


def _is_honour(name: str, tail: str, *, weak: bool) -> bool:
    words = _words()
    if len(name) > 40 or "。" in name or len(name) < 2:
        return False
    if tail.startswith(("”称号", "称号", "荣誉", "奖", "等称号", "等荣誉", "先进", "荣誉称号", "光荣称号")):
        return True
    if words.marks.search(name):
        return True
    if weak:
        return bool(_LEVEL.match(name)) and name.endswith(words.endings)
    return name.endswith(words.endings) or bool(_LEVEL.match(name))


def _honour(scene: Scene, start: int, end: int, *, quote: bool = False) -> Mention:
    name = scene.quote(start, end).replace("\n", "")
    aliases: list[str] = []
    folded = scene.folded
    if quote:
        aliases.append(f"“{name}”")
        opening = start - 1
        prefix = _prefix(folded, opening)
        if prefix:
            aliases += [f"{prefix}“{name}”", prefix + name]
        for suffix in ("荣誉称号", "称号"):
            if folded.startswith(suffix, end + 1):
                aliases += [name + "称号", f"“{name}”称号"]
                break
        tail = re.match(r"[\u4e00-\u9fff]{2,8}", folded[end + 1 :])
        if tail and tail.group().endswith(("先进集体", "先进个人", "先进单位", "示范点", "示范单位", "奖", "集体", "个人", "单位")):
            aliases += [name + tail.group(), f"“{name}”{tail.group()}"]
    for suffix in _words().cut:
        if name.endswith(suffix) and len(name) > len(suffix) + 2:
            aliases.append(name)
            name = name.removesuffix(suffix)
            break
    return Mention(start, end, Kind.HONOUR, name, tuple(dict.fromkeys(aliases)))


_PREFIX = re.compile(r"(?:第[一二三四五六七八九十百0-9]+[批届]|\d{4}(?:[-至]\d{4})?年度?|全国|全省|全市|全区|全县|自治区|[\u4e00-\u9fff]{2,4}[省市县区])+$")


def _prefix(folded: str, end: int) -> str:
    match = _PREFIX.search(folded, max(0, end - 16), end)
    if match is None or match.end() != end:
        # search finds the leftmost run: only one that reaches the quotation mark counts
        return ""
    return match.group()


def _plain(scene: Scene, trigger: Found, limit: int, *, weak: bool) -> Iterator[Award]:
    """Find honours without quotation marks right behind a verb: 荣立|个人二等功."""
    folded = scene.folded
    skip = _PLAIN_SKIP.match(folded, trigger.end)
    start = skip.end() if skip else trigger.end
    stop = _STOP.search(folded, start, limit)
    end = stop.start() if stop else limit
    position = start
    for part in re.split("、|和|及", folded[start:end]):
        name_end = position + len(part)
        name_start = position + len(part) - len(part.lstrip(" "))
        text = folded[name_start:name_end].rstrip(" ")
        merit = _MERIT.search(text)
        if merit:
            head = merit.start()
            if _LEVEL.match(text) and text[: merit.start()].startswith(("全国", "全省", "全市", "省", "市")):
                head = 0
            yield Award(_merit(scene, name_start + head, name_start + merit.end()), "plain", trigger, count=_count(scene, trigger))
        elif _plain_honour(text, weak=weak):
            cut = _cut(text)
            yield Award(_honour(scene, name_start, name_start + cut), "plain", trigger, count=_count(scene, trigger))
        position = name_end + 1


def _merit(scene: Scene, start: int, end: int) -> Mention:
    name = scene.quote(start, end)
    return Mention(start, end, Kind.HONOUR, name, ())


_TRAIL = re.compile(r"(?:\d+|[一二三四五六七八九十]+)(?:次|个|名|项|枚|人次)?$")


def _cut(text: str) -> int:
    trail = _TRAIL.search(text)
    return trail.start() if trail else len(text)


def _plain_honour(text: str, *, weak: bool) -> bool:
    words = _words()
    text = text[: _cut(text)]
    if not 4 <= len(text) <= 30 or "“" in text or "《" in text:
        return False
    marked = bool(words.marks.search(text))
    ended = text.endswith(words.endings)
    if weak:
        return marked and ended and bool(_LEVEL.match(text))
    return ended and (marked or bool(_LEVEL.match(text)))


def _count(scene: Scene, trigger: Found) -> int | None:
    """Return how many got it, where the clause says so before the verb: 4名干部荣立个人二等功."""
    clause = scene.text.clause(trigger.start)
    match = _COUNT.search(scene.folded, clause.start, trigger.start)
    return int(match.group(1)) if match else None


_APPOSED = re.compile(r"(?:全国|全省|全市|全区|全县|自治区|省|市|区|县)[\u4e00-\u9fff]{0,14}?(?:先进工作者|先进个人|劳动模范|模范人民调解员|优秀共产党员|优秀党务工作者|优秀人民警察|优秀法官|优秀检察官|优秀律师|优秀公务员|道德模范|人民满意的公务员|二级英模|一级英模|三八红旗手|模范司法所长|优秀人民调解员|人民调解能手|模范个人|先进司法所长|法治人物)(?:称号)?(?:获得者|得主)?[、,]?")


def _appositions(scene: Scene) -> Iterator[Award]:
    """Find an honour right before a name: “全国优秀共产党员”吴诗华."""
    folded = scene.folded
    for quote in scene.text.quotes:
        text = folded[quote.start : quote.end]
        if not _words().marks.search(text) or len(text) > 30 or folded[quote.end + 1 : quote.end + 2] in {"", "、", "“"}:
            continue
        position = quote.end + 1
        holder = re.match(r"(?:称号)?(?:荣誉)?(?:获得者|得主)?[、,]?", folded[position:])
        position += holder.end() if holder else 0
        names = [name_at(scene, position)]
        recipients = tuple(Mention(name.start, name.end, Kind.OFFICIAL, name.text) for name in names if name is not None)
        if recipients:
            yield Award(_honour(scene, quote.start, quote.end, quote=True), "apposition", None, recipients)
    for match in _APPOSED.finditer(folded):
        found = names_from(scene, match.end(), scene.text.sentence(match.start()).end)
        if found and match.start() > 0 and folded[match.start() - 1] != "“":
            end = match.end()
            while folded[end - 1] in "、,":
                end -= 1
            end -= len("获得者") if folded.endswith("获得者", 0, end) else 0
            recipients = (Mention(found[0].start, found[0].end, Kind.OFFICIAL, found[0].text),)
            yield Award(_honour(scene, match.start(), end), "apposition", None, recipients)
