"""The full name of an institution, from what is printed and the article's setting.

市司法局 in an article about 中山市 is 中山市司法局; 市委 is 中国共产党中山市委员会, also 中山市委.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import MUNICIPALITIES
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.vocabulary import Organ, Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.findings import Place
    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.divisions import Division
    from lawgraph.lexicon.matcher import Found

#: Words for a level that stand for the article's own division, the longest first.
LEVEL_WORDS = tuple(sorted(Vocabulary.load().relations["levels"], key=lambda word: (-len(word), word)))


#: The other parties, by the short form that stands before a place: 民盟山东省委.
_PARTIES = {
    "民革": "中国国民党革命委员会", "民盟": "中国民主同盟", "民建": "中国民主建国会", "民进": "中国民主促进会",
    "农工党": "中国农工民主党", "致公党": "中国致公党", "九三学社": "九三学社", "台盟": "台湾民主自治同盟",
}  # fmt: skip


def of_place(scene: Scene, place: Place, found: Found, organ: Organ, gap: str) -> Mention | None:
    """Name a body that begins with a place: 四川省宜宾市 + 司法局."""
    if gap.count("“") != gap.count("”") or gap.count("(") != gap.count(")"):
        return None
    start = place.start
    for party, full in _PARTIES.items():
        if scene.folded.endswith(party, 0, start) and found.word == "委" and place.division is not None:
            printed = scene.folded[start - len(party) : found.end]
            return Mention(start - len(party), found.end, Kind.INSTITUTION, f"{full}{place.division.name}委员会", (printed,), place.division.code, "association")
    for opening in ("中国共产党", "中共", "共青团"):
        if scene.folded.endswith(opening, 0, start):
            start -= len(opening)
            if opening == "共青团":
                organ = next(one for one in Vocabulary.load().organs if one.id == "youth-league")
            break
    printed = scene.folded[start : found.end]
    division = place.division or (_by_level(place.printed, organ) if not gap else None)
    if division is None:
        return Mention(start, found.end, Kind.INSTITUTION, printed, (), None, organ.id)
    numbered = _NUMBERED_COURT.fullmatch(gap + found.word) if organ.id == "intermediate-court" else None
    if numbered is not None:
        gap = f"第{numbered.group(1)}"  # 北京|一中院 is the city's 第一中级人民法院
    names = _names(division, organ, gap, found.word)
    if (gap and not names[0].endswith("特别行政区政府")) or not organ.full:
        # A name of its own is kept as printed from its last place on: 宜宾学院, not 宜宾市学院.
        last = division.name if numbered or place.printed.endswith(division.name) else division.short
        if numbered or place.printed.endswith(last):
            names.insert(0, last + gap + (organ.endings[0] if organ.id == "intermediate-court" else found.word))
    return _mention(start, found.end, printed, list(dict.fromkeys(names)), division.code, organ)


#: One of the several intermediate courts of a municipality.
_NUMBERED_COURT = re.compile("第?([一二三四五])中(?:院|级法院|级人民法院)")


#: Kinds of organ that provinces alone have, and those that a province has under another name.
_OF_PROVINCES = frozenset({"justice-department", "public-security-department", "high-court"})
BELOW_PROVINCES = frozenset({"justice-bureau", "public-security", "intermediate-court"})


def _by_level(printed: str, organ: Organ) -> Division | None:
    """Return the division that an ambiguous name means by the organ's own level: 吉林|司法厅 is the province's, 吉林|司法局 the city's."""
    found = [one for one in Gazetteer.load().named(printed) if one.valid_in()]
    if organ.id in _OF_PROVINCES:
        found = [one for one in found if one.level == "province"]
    elif organ.id == "intermediate-court" and sum(one.level == "prefecture" for one in found) == 1:
        found = [one for one in found if one.level == "prefecture"]  # 安阳|中院: counties have none
    elif organ.id in BELOW_PROVINCES and any(one.level == "province" and not one.name.endswith("市") for one in found):
        found = [one for one in found if one.level != "province"]
    else:
        return None
    return found[0] if len(found) == 1 else None


#: The levels that a word for a level may stand for.
_LEVELS = {"市": {"prefecture"}, "县": {"county"}, "区": {"county"}, "旗": {"county"}, "州": {"prefecture"}, "盟": {"prefecture"}, "镇": {"township"}, "乡": {"township"}}


def is_level(division: Division, word: str) -> bool:
    """Tell whether a level word may stand for a division: 市 for 南京市, and for 重庆市."""
    return division.name.endswith(word) and (division.level in _LEVELS.get(word, ()) or (word == "市" and division.code in MUNICIPALITIES))


def division_of(scene: Scene, word: str, position: int) -> Division | None:
    """Return the division that a level word at ``position`` means: the article's own, else the last named in its sentence.

    市 in an article about a province means 南京市 where that has been named just before.
    """
    division = scene.setting.level(word)
    if division is not None or word not in _LEVELS:
        return division
    floor = scene.text.sentence(position).start
    for place in reversed(scene.places):
        if floor <= place.start and place.end <= position and place.division is not None and is_level(place.division, word):
            return place.division
    return None


#: The name of a town that the gazetteer lacks, between a mark and its level word: 、安蔡楼|镇法律服务所.
_TOWN = re.compile("(?:^|[,、;:。\n (])([\u4e00-\u9fff]{2,4})$")


def of_level(scene: Scene, level: tuple[int, int, str], found: Found, organ: Organ) -> Mention | None:
    """Name a body that begins with a level word: 市 + 律师协会 in an article about 包头市."""
    start, end, word = level
    for party, full in _PARTIES.items():
        division = scene.setting.level(word)
        if scene.folded.endswith(party, 0, start) and found.word == "委" and division is not None:
            printed = scene.folded[start - len(party) : found.end]
            return Mention(start - len(party), found.end, Kind.INSTITUTION, f"{full}{division.name}委员会", (printed,), division.code, "association")
    if scene.folded.endswith(("共青团", "团"), 0, start):
        organ = next(one for one in Vocabulary.load().organs if one.id == "youth-league")
    before = scene.tokens.at(start - 1)
    if before is not None and before.word in {"各", "全", "本", "某", "每", "多", "各县", "各市"}:
        return None
    gap = scene.folded[end : found.start]
    gap = "" if TERM.fullmatch(gap) else gap
    if word in {"镇", "乡"} and (own := _TOWN.search(scene.folded, max(0, start - 6), start)) is not None:
        if any(token.tag[0] in "pcudrmf" or (token.tag[0] == "v" and len(token.word) > 1) or token.word in organ_words().gap_stop for token in scene.tokens.between(own.start(1), start)):
            return None
        return Mention(own.start(1), found.end, Kind.INSTITUTION, scene.folded[own.start(1) : found.end], (), None, organ.id)
    if gap[:1] in {"属", "级", "直"} or (len(gap) > 1 and gap[0] in "市县区旗"):  # 市县法院, 市级部门: a class of bodies
        return None
    division = division_of(scene, word, start)
    printed = scene.folded[start : found.end]
    if division is None:
        if not organ.bare:
            return None
        name = word + gap + found.word  # 省人大常委会, of whatever term
        named = {place.printed for place in scene.places if place.division is None and place.printed.endswith(word)}
        if len(named) == 1 and organ.full and not gap:
            # 区法院 where the text names 通州区 alone, and not which: as little known as 通州区人民法院.
            name = organ.full.replace("{place}", named.pop())
        return Mention(start, found.end, Kind.INSTITUTION, name, (printed,) if printed != name else (), None, organ.id)
    names = _names(division, organ, gap, found.word)
    return _mention(start, found.end, printed, names, division.code, organ)


def of_division(start: int, end: int, printed: str, division: Division, organ: Organ, ending: str) -> Mention:
    """Name an organ of a division at a span that prints it in part: 公安局 (of 包头市)."""
    return _mention(start, end, printed, _names(division, organ, "", ending), division.code, organ)


def _mention(start: int, end: int, printed: str, names: list[str], code: str, organ: Organ) -> Mention:
    aliases = tuple(dict.fromkeys(form for form in (*names[1:], printed) if form != names[0]))
    return Mention(start, end, Kind.INSTITUTION, names[0], aliases, code, organ.id)


def _names(division: Division, organ: Organ, gap: str, ending: str) -> list[str]:
    """Return the full name, then its other full forms."""
    if organ.id == "court" and not gap:
        organ = _court_of(division, organ)
    if organ.id == "government" and division.name.endswith("特别行政区") and gap in {"", "特区", "特别行政区"}:
        return [f"{division.name}政府", f"{division.short}特区政府", f"{division.short}政府"]
    places = place_forms(division)
    if gap:
        whole = organ.endings[0] if organ.id == "intermediate-court" else ending  # 长春林区|中院
        return list(dict.fromkeys(place + gap + last for last in (whole, ending) for place in places))
    forms = [organ.full, *organ.also] if organ.full else []
    governed = _GOVERNED.search(ending)
    if governed is not None:  # 县委全面|依法治县|委员会, under an entry that speaks of a city
        forms = list(dict.fromkeys(_GOVERNED.sub(governed.group(), form) for form in forms))
    full = [form.replace("{place}", place) for form in forms for place in places]
    printed = [place + ending for place in places]
    return list(dict.fromkeys([*full, *printed]))


#: The term of a congress or a conference between its place and its name: 省|十二届|人大常委会.
TERM = re.compile("第?[一二三四五六七八九十]{1,3}届")
#: What is governed by law: the level that a committee's own name tells.
_GOVERNED = re.compile("依法治[省市县区]")


def _court_of(division: Division, organ: Organ) -> Organ:
    """Return the court that a division has: 省法院 is the high court, 市法院 of a prefecture the intermediate one."""
    kind = {"province": "high-court", "prefecture": "intermediate-court"}.get(division.level)
    return next((one for one in Vocabulary.load().organs if one.id == kind), organ)


@functools.lru_cache(maxsize=1 << 12)
def place_forms(division: Division) -> tuple[str, ...]:
    """Return 丰台区, 北京市丰台区: the name alone, then the name within each division above it."""
    path = Gazetteer.load().path(division.code)
    forms = [division.name]
    prefix = ""
    for above in reversed(path[:-1]):
        prefix = above.name + prefix
        forms.append(prefix + division.name)
    return tuple(forms)


def of_sub_district(start: int, end: int, division: Division, printed: str = "") -> Mention:
    """Name the office of a sub-district, which is known by the place alone: 上塘街道."""
    forms = place_forms(division)
    aliases = dict.fromkeys((*forms[1:], printed or division.name, *(form + "办事处" for form in forms)))
    return Mention(start, end, Kind.INSTITUTION, forms[0], tuple(one for one in aliases if one != forms[0]), division.code, "sub-district-office")


def cores(scene: Scene, mention: Mention) -> list[str]:
    """Return the short forms that may stand for a body later in its article: 法律援助中心, 市法律援助中心.

    Only what is specific enough: four letters and more without its place.
    """
    if mention.code is None:
        return []
    division = Gazetteer.load().by_code(mention.code)
    printed = scene.folded[mention.start : mention.end]
    out: list[str] = []
    if division is not None:
        for place in (division.name, division.short):
            position = printed.find(place)
            if position >= 0:
                core = printed[position + len(place) :]
                if len(core) >= 4 and core not in {"人民政府", "人民法院", "人大常委会", "公安分局", "律师协会", "人民检察院", "数据中心"}:
                    out.append(core)
    if mention.aliases and printed == mention.name and len(mention.aliases[0]) >= 4 and mention.name.endswith(mention.aliases[0]):
        out.append(mention.aliases[0])
    return out
