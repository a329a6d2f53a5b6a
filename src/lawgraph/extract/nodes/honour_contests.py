"""Prizes of contests: 在…大赛中荣获一等奖 is the contest's first prize, and the owners of the works that got it."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.honour_names import Piece
from lawgraph.extract.nodes.honour_recipient_items import in_name, words
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene

_HAN = "\u4e00-\u9fff"
_RANK = r"(?:特等|一等|二等|三等|优秀|优胜|最佳组织|优秀组织|金|银|铜|提名|创新)奖(?!金)"
_PRIZE = re.compile(rf"(?:了|得|过)?(?:团体|个人|集体)?{_RANK}|(?:团体|个人)?(?:第[一二三]名|冠军|亚军|季军)")
_KINDS = "大赛|竞赛|比赛|评选|评比|展演|展示会|征集|活动|辩论赛|比武|大会|展播|展评|赛"
_CONTEST = re.compile(rf"在(?P<name>[^,。;:在]{{4,40}}?(?:{_KINDS})(?:活动)?)(?:中|上|里),?[^,。;]{{0,24}}$")
_CONTEST_BARE = re.compile(rf"在(?P<name>[^,。;:在]{{4,40}}?(?:{_KINDS})(?:活动)?),?[^,。;]{{0,24}}$")
#: A contest wherever an article names it: from its year, its number or its level on.
_NAMED = re.compile(
    rf"(?:^|(?<=[,。;:\n“《在了办开加和与及、])|(?<=举行)|(?<=的))(?P<batch>\d{{4}}年度?|第[一二三四五六七八九十\d]+届|首届)?"
    rf"(?P<event>(?:全国|全省|全市|全区|全县|[{_HAN}]{{2,6}}[省市县区州])[{_HAN}“”]{{2,24}}?(?:大赛|竞赛|技能赛|比赛|展示会|辩论赛|比武))(?!的?(?:通知|方案))"
)


def prize(scene: Scene, start: int, end: int) -> list[Piece]:
    """Read a bare prize and name it by its contest: 在全省公证员技能大赛中|荣获|一等奖."""
    match = _PRIZE.match(scene.folded, end)
    if match is None:
        return []
    sentence = scene.text.sentence(start)
    lead = scene.folded[sentence.start : start]
    contest = _CONTEST.search(lead) or _CONTEST_BARE.search(lead)
    event = contest["name"] if contest else _only(scene, start)
    if event is None:
        return []
    rank = re.sub("^[了得过]", "", match.group())
    start = match.end() - len(rank)
    bare = re.sub("[“”]", "", event)
    short = re.sub(r"^(?:\d{4}年度?|第[^届]{1,3}届|首届)", "", bare)
    only = re.sub("^(?:团体|个人|集体)", "", rank)
    forms = (rank, event + rank, f"{bare}“{rank}”", short + rank, only, bare + only, short + only)
    return [Piece(Mention(start, match.end(), Kind.HONOUR, bare + rank, tuple(dict.fromkeys(forms))), match.end())]


def _only(scene: Scene, position: int) -> str | None:
    """Return the one contest that an article names before ``position``; None where it names none or several."""
    names = [(event, printed) for start, event, printed in _first_contests(scene.folded) if start < position]
    return names[0][1] if len(names) == 1 else None


@functools.lru_cache(maxsize=4)
def _first_contests(folded: str) -> tuple[tuple[int, str, str], ...]:
    """Return where each contest of a text is named first, and how."""
    found: dict[str, tuple[int, str, str]] = {}
    for match in _NAMED.finditer(folded):
        event = re.sub("[“”]", "", match["event"])
        found.setdefault(event, (match.start(), event, match.group()))
    return tuple(found.values())


def _opens(scene: Scene, start: int, body: Mention) -> bool:
    """Tell whether a body stands at ``start``, places before its name taken along: 海口市|龙华区检察院."""
    return body.start < body.end and (body.start == start or any(place.start == start and place.end >= body.start > start for place in scene.places))


_COUNT = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_WORKS = re.compile(r"(?P<n>\d{1,2}|[两二三四五六七八九十])[个项部篇件](?P<noun>[\u4e00-\u9fff]{2,10})$")


def owners(scene: Scene, floor: int, end: int) -> tuple[Mention, ...] | None:
    """Return the bodies whose works a list names and counts: A“…”、B“…”|两个品牌; nobody where the count is another.

    None says that no such list of several bodies stands there.
    """
    folded = scene.folded
    aside = re.search("在[^,。;:“”]{2,40}[中上里]$", folded[floor:end])
    end = floor + aside.start() if aside else end
    crowd = _WORKS.search(folded[floor:end])
    if crowd is None or not words().works.fullmatch("的" + crowd["noun"]):
        return None
    more = folded.startswith("等", floor + crowd.start() - 1) and crowd.start() > 0
    stop = floor + crowd.start() - more
    out: list[Mention] = []
    start, depth = floor, 0
    for position in range(floor, stop + 1):
        sign = folded[position] if position < stop else "、"
        depth += (sign in "“《") - (sign in "”》")
        if depth or (sign not in "、和"):
            continue
        if sign == "和" and folded[position - 1] not in "”》":
            continue
        found = [one for one in scene.institutions if _opens(scene, start, one) and one.end <= position and not in_name(scene, one)]
        if not found:
            return None
        out.append(min(found, key=lambda one: one.end))
        start = position + 1
    count = int(crowd["n"]) if crowd["n"].isdecimal() else _COUNT[crowd["n"]]
    if len(out) < 2:
        return None
    return tuple(out) if len(out) == count or (more and len(out) < count) else ()
