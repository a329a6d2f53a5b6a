"""Crowds that are honoured: 4名干部 names nobody, 甲局、乙局等5个单位 those before its number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.nodes.honour_recipient_items import JOINT_BEFORE, joined, unit, words
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene

_HAN = "\u4e00-\u9fff"
#: A crowd has this number of members where the text gives no figure: 多名干警.
UNCOUNTED = 0


class Found(NamedTuple):
    """The recipients before a verb. ``crowd`` is the number in 4名干部, and set for a list that 等5个单位 sums up.

    ``empty`` says that nothing that could be a subject stands there: look further back.
    """

    mentions: tuple[Mention, ...] = ()
    crowd: int | None = None
    empty: bool = False


_NUMBER = r"\d+余?多?|[一二两三四五六七八九十百]+|多|数|若干|\d+余|\d+多"
_CROWD = re.compile(rf"(?P<n>{_NUMBER})(?P<q>个|名|位|家|件|项|支|篇|起|人次|人|所)(?P<noun>[{_HAN}()]{{0,30}})$")
_LOOSE_CROWD = re.compile(rf"(?:一批|一大批|部分|全体|广大|各|每名|许多|大批|不少|一些|所有)(?P<noun>[{_HAN}]{{1,12}})$")
#: The level of an honour behind those who got it: 15个集体|市“巾帼文明岗”.
_LEVEL_BEHIND = re.compile("(?<=集体|单位|个人|同志|干警|民警|法官)[省市县区州]$")
_CROWD_LEAD = re.compile(r"(?:等|共|共计|共有|有|已有|其中|另有|还有|下属|所属|辖区|辖|涌现出|的)+$")
_DIGIT = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_PERSONS = {"名", "位", "人", "人次"}


def crowd_at(scene: Scene, floor: int, end: int) -> Found | None:
    """Return what a crowd that ends at ``end`` names: nobody, or the list before it (A、B等5个单位)."""
    folded = scene.folded
    total: int | None = None
    persons = False
    noun = ""
    stop = end
    while True:
        window = folded[floor:stop]
        match = _CROWD.search(window)
        loose = _LOOSE_CROWD.search(window)
        found = match or loose
        noun_here = _LEVEL_BEHIND.sub("", found["noun"]) if found is not None else ""
        if found is None or not _is_crowd(noun_here, match):
            break
        if match is not None and (match["q"] == "名" and match.start() and window[match.start() - 1] == "第"):
            break
        total = (_count(match["n"]) if match else UNCOUNTED) if total is None else total
        persons = match is not None and match["q"] in _PERSONS
        noun = noun_here
        stop = floor + found.start()
        joint = JOINT_BEFORE.search(folded[floor:stop])
        if joint is None:
            break
        after = floor + joint.start()
        if not _CROWD.search(folded[floor:after]):
            break
        stop = after
    if total is None:
        return None
    head = folded[floor:stop]
    lead = _CROWD_LEAD.search(head)
    listed = lead is not None and lead.group().startswith("等")
    stop = floor + lead.start() if lead else stop
    wanted = frozenset({Kind.OFFICIAL}) if persons else _members(noun)
    names = [one for one in joined(scene, floor, stop, wanted) if one.kind in wanted]
    if listed and persons and not names:
        names = _first_of_many(scene, floor, stop)
    if listed and not persons and not any(one.end == stop for one in names):
        last = unit(scene, max(floor, names[-1].end) if names else floor, stop)  # 甲法院|民一庭等15个集体
        names += [last] if last is not None and last.kind in wanted else []
    if listed or (names and len(names) == total and lead is None):
        return Found(tuple(names), total)
    return Found((), total)


def _members(noun: str) -> frozenset[Kind]:
    """Return what a crowd of bodies is made of: 3个市 are places, 3个市司法局 are not, 3个单位 may be either."""
    if noun.endswith(("城市", "县", "区", "市", "村", "社区", "乡镇", "街道", "镇", "县(市、区)", "村(社区)")):
        return frozenset({Kind.PLACE})
    if noun.endswith(("单位", "集体", "个", "家")) or not noun:
        return frozenset({Kind.INSTITUTION, Kind.PLACE})
    return frozenset({Kind.INSTITUTION})


def _first_of_many(scene: Scene, floor: int, end: int) -> list[Mention]:
    """Read the one name before 等38名 where a word runs over its end: 柳平|等 (平等)."""
    text = re.split("[,;、:。 ]", scene.folded[floor:end])[-1]
    if 2 <= len(text) <= 3 and text[0] in Vocabulary.load().surnames and re.fullmatch(rf"[{_HAN}]+", text):
        return [Mention(end - len(text), end, Kind.OFFICIAL, text)]
    return []


def _is_crowd(noun: str, match: re.Match[str] | None) -> bool:
    if match is not None and match["q"] in {"人", "人次"} and not noun:
        return True
    if match is not None and match["q"] in {"名", "个", "家"} and not noun:
        return match["q"] != "个"
    return noun.endswith(words().crowds)


def _count(number: str) -> int:
    digits = re.match(r"\d+", number)
    if digits:
        return int(digits.group())
    if number in _DIGIT:
        return _DIGIT[number]
    ten = re.fullmatch("([二三四五六七八九])?十([一二三四五六七八九])?", number)
    if ten:
        return 10 * _DIGIT.get(ten.group(1) or "一", 1) + _DIGIT.get(ten.group(2) or "", 0)
    return UNCOUNTED
