"""Find places, rooms, systems and teams that a body sets up under a name of their own, without quotation marks.

设立家庭教育指导服务站 names one; 设立26个调解室 counts many, 搭建公共法律服务平台 says only what kind it is.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Launch
from lawgraph.extract.nodes import program_names as names
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.matcher import Found


#: Verbs and what they bring about, with how many letters must tell it from others of its kind.
_FORMS = ((Term.FOUNDING, Term.FACILITY, 2), (Term.REFORMING, Term.REFORM, 3))


@functools.cache
def _plain() -> re.Pattern[str]:
    """Words that say no more than what kind of thing it is."""
    table = Vocabulary.load().programs
    words = sorted({*table["common"], *table["kinds"]}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)))


#: The longest name, in letters: longer ones are clauses.
_MAX = 26
_MIN = 6
#: What tells of many: 26个…, 一批…, 各类….
_MANY = re.compile(r"(?:\d+[余多]?|[两二三四五六七八九十百]+[余多]?|多|数|一批|一系列|系列|若干|各|所有|村级|镇级|县乡村?三?级|[三四五]级)(?:个|处|家|所|支|条|座|名|项|类|套|间|批|级)?$")
_ONE = re.compile(r"^(?:了|起|出|成)?(?:全国|全省|全市|全县|全区|我省|我市|我县|我区|省内|市内|国内|本市|西北|西南|华东)?(?:首[个家条支座批间所套]|第一[个家条支座间所套]|唯一|一[个家条支座间所套处])?(?:集[^,。;]{4,40}(?:于一体|为一体)的)?(?:[^,。;的]{2,16}的)?")
#: Behind a name: it is part of a longer one, names work on it, or is counted (服务站21个).
_ON = re.compile(r"的?(?:工作)?(?:要求|部署|通知|精神|意见)|建设|工作|管理|服务|运行|标准|规范|方案|制度|办法|主任|成员|工作人员|负责人|揭牌|负责|网络|体系|群|等工作|\d+[余多]?[个处家所支条座间]")


def find_facilities(scene: Scene, verbs: list[Found]) -> Iterator[Launch]:  # noqa: ARG001  # one signature for all finders
    """Find what stands behind a verb of founding and ends as places and systems do."""
    for doing, done, telling in _FORMS:
        heads = scene.text.found(done)
        for verb in scene.text.found(doing):
            if (scene.tokens.starts_at(verb.start) or scene.tokens.starts_at(verb.end)) and not scene.text.in_quotes(verb.start):
                yield from _governed(scene, verb, heads, telling)


def _governed(scene: Scene, verb: Found, heads: list[Found], telling: int) -> Iterator[Launch]:
    """Find the names right behind a verb, and those that 、 and 和 go on with."""
    position, limit = verb.end, min(scene.text.clause(verb.start).end, verb.end + 70)
    for head in heads:
        if head.start <= position or head.end > limit:
            continue
        found = _name(scene, position, head, telling)
        if found is None:
            continue
        start, end = found
        if not names.is_unreal(scene, verb.start):
            yield Launch(names.plain_mention(scene, start, end), "founded", verb)
        if not re.match("[、和及与]", scene.folded[end:]):
            return
        position = end + 1


def _name(scene: Scene, position: int, head: Found, telling: int) -> tuple[int, int] | None:
    """Return where the name that begins behind a verb and ends in ``head`` stands; None where none does."""
    folded = scene.folded
    lead = _ONE.match(folded[position : head.start])
    start = position + (lead.end() if lead else 0)
    if re.search("[“”《》]", folded[position : head.end]) or _MANY.search(folded[position:start]) or _MANY.match(folded[start : start + 5]):
        return None
    name = folded[start : head.end]
    if not _MIN <= len(name) <= _MAX or not re.fullmatch(r"[\u4e00-\u9fffA-Za-z0-9+()·]+", name):
        return None
    if re.match(r"(?:\d+|[两二三四五六七八九十百]+|多|一)[余多]?[个处家所支条座名项类套间批]", name):
        return None
    if not (scene.tokens.starts_at(start) and (head.end == len(folded) or scene.tokens.starts_at(head.end))) or _ON.match(folded, head.end):
        return None
    following = scene.tokens.at(head.end)
    if following is not None and following.tag[0] == "n" and following.word != "等":
        return None
    inside = scene.tokens.between(start, head.start)
    if any(token.tag[0] in "pruc" or token.word in {"的", "了", "等", "将", "把", "以", "并", "让"} for token in inside) or any(token.word in names.words().hard for token in inside):
        return None
    if any((one.start <= start and head.end <= one.end) or (one.start == start and one.end > head.start) for one in scene.institutions if one.end > one.start):
        return None
    stem = name[: len(name) - len(head.word)]
    return (start, head.end) if len(_plain().sub("", stem)) >= telling else None
