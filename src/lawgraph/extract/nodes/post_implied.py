"""The bodies that titles name by themselves: 副市长 sits at the city's government, a bare 公安局长 at the 公安局 spoken of."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import MUNICIPALITIES
from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.post_bodies import nearest, published
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.vocabulary import Organ, Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.findings import Post
    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.divisions import Division

#: What joins two posts of one person: 党组书记|、|局长.
BETWEEN = re.compile(r"(?:[、,](?:代理|原|时任|首任|第[一二三四五六七八九十]{1,3}届)|、|兼|,|,兼|、兼|和|及|暨|;)?")
#: A chain of divisions, each by its full name, has fewer letters than this: the longest county has 15, its path 35.
_LONGEST_PLACE = 60


@functools.cache
def _own_titles() -> Endings:
    posts = Vocabulary.load().posts
    return Endings((*posts["government"], *posts["body"]))


def own_body(title: str) -> bool:
    """Tell whether a title names its body by itself: 副市长, 公安局长."""
    return _own_titles().at(title, len(title)) is not None


def _of_the_same(scene: Scene, level: str, start: int, previous: Post | None) -> Division | None:
    """Return the division of the post right before, where the level is its own: 安丘市委副书记、|市长."""
    if previous is None or previous.body is None or previous.body.code is None or not BETWEEN.fullmatch(scene.folded, previous.end, start):
        return None
    division = Gazetteer.load().by_code(previous.body.code)
    return division if division is not None and division.name.endswith(level) else None


#: Another country's parliament or government right before a title.
_THEIRS = re.compile("(?:议会|国会|朝鲜|最高人民会议|代表会议)[^,。;]{0,6}$")


#: What stands before a minister of ours: another of the posts, 中国. Other countries' ministers come in lists too.
_OURS = re.compile("(?:国务委员[兼、]|政治局委员[、兼]|中国|我国|任命[\u4e00-\u9fff]{2,4}为)$")


def _ours(scene: Scene, word: str, start: int) -> bool:
    """Tell whether a title of one body in the country is told of that body here."""
    floor = scene.text.sentence(start).start
    if word.endswith("部长"):
        return _OURS.search(scene.folded, floor, start) is not None
    return _THEIRS.search(scene.folded, floor, start) is None


@functools.cache
def _organ_of_national(name: str) -> str:
    return next(body.organ for body in Vocabulary.load().national if body.name == name)


#: What stands before China's own head of state: nothing, a mark, another of the posts, 中国.
_BEFORE_STATE = re.compile(r"(?:^|[,、;:。\n (]|中国|我国|任命|选举|当选)国家$")


def _state_before(scene: Scene, start: int) -> Mention | None:
    """Return the presidency as the body of 国家|主席 and 国家|副主席, where it is China's."""
    sentence = scene.text.sentence(start)
    before = scene.folded[sentence.start : start]
    if not _BEFORE_STATE.search(before) or any(party in before for party in ("越共", "越南", "老挝", "老党", "古巴", "古共", "朝鲜")):
        return None
    name = "中华人民共和国主席"
    return Mention(start - 2, start, Kind.INSTITUTION, name, (), None, "institution")


def _of_the_sentence(scene: Scene, level: str, start: int) -> Division | None:
    """Return the division of the Party committee or government named last in the sentence: 山东省委书记甲和|省长|乙, in news of another province."""
    floor = scene.text.sentence(start).start
    for body in reversed(scene.institutions):
        if floor <= body.start and body.end <= start and body.code is not None and body.organ in {"party-committee", "government"}:
            division = Gazetteer.load().by_code(body.code)
            return division if division is not None and division.name.endswith(level) else None
    return None


def _of_elsewhere(scene: Scene, start: int) -> bool:
    """Tell whether a place that the gazetteer lacks stands right before a title: 旧金山|市长."""
    token = scene.tokens.at(start - 1)
    known = any(place.end in {start, start + 1} for place in scene.places_within(max(0, start - _LONGEST_PLACE), start + 1))
    return token is not None and token.tag == "ns" and not known


#: A town's name that opens its part of a list: 、东升乡|乡长.
_TOWN = re.compile(r"(?:^|[,、;:。\n ]|以及|及|和|由|,时任)([\u4e00-\u9fff]{1,4}[镇乡])$")


def implied_body(scene: Scene, word: str, start: int, previous: Post | None) -> tuple[Mention | None, int]:
    """Return the body that a title names by itself: 副市长 the city's government, 公安局长 the 公安局."""
    posts = Vocabulary.load().posts
    division = None
    full_start = start
    level = posts["government"].get(word)
    for place in scene.places_within(max(0, start - _LONGEST_PLACE), start):
        # 廊坊|市长: the place's own last letter opens the title.
        if place.end == start or (level is not None and place.end == start + len(level) and scene.folded.startswith(word, start)):
            division, full_start = place.division, place.start
    if level is not None:
        town = _TOWN.search(scene.folded, max(0, start - 8), start) if division is None and level in "镇乡" else None
        if town is not None:  # one that the gazetteer lacks, or that is gone: it stays without a code
            name = f"{town.group(1)}人民政府"
            return Mention(town.start(1), start, Kind.INSTITUTION, name, (town.group(1) + "政府",), None, "government"), town.start(1)
        if division is None and _of_elsewhere(scene, start):
            return None, start
        division = division or _of_the_same(scene, level, start, previous) or _of_the_sentence(scene, level, start) or naming.division_of(scene, level, start)
        if division is None:
            return None, start
        organ = _organ("government")
        if full_start == start and scene.folded.endswith("政府", 0, start) and scene.folded[start - 3 : start - 2] in _OPENING:
            full_start = start - len("政府")  # 市委常委、|政府|副市长
        return naming.of_division(start, start + len(word), word, division, organ, "人民政府"), full_start
    if (national := posts["national"].get(word)) is not None and _ours(scene, word, start):
        return Mention(start, start + len(word), Kind.INSTITUTION, national, (word,), None, _organ_of_national(national), anaphoric=True), start
    if word == "主席" and (state := _state_before(scene, start)) is not None:
        return state, state.start
    if word == "主任" and division is not None and division.name.endswith("街道"):
        return naming.of_sub_district(full_start, start, division), full_start
    ending = posts["body"].get(word)
    if ending is not None:
        return _body_of_title(scene, word, ending, division, start, full_start, previous)
    return None, start


#: Words for the place of a body before its name: 县|公安局长.
_LEVELS = frozenset("省市县区旗")
#: What stands before such a word, so that it is not the end of a place that the gazetteer lacks.
_OPENING = frozenset("、,。;:()兼和与由任为\n")


def _body_of_title(
    scene: Scene, word: str, ending: str, division: Division | None, start: int, full_start: int, previous: Post | None
) -> tuple[Mention | None, int]:
    if ending in _OFFICES:
        house = previous.body if previous is not None and previous.body is not None and previous.body.name.endswith("院") else nearest(scene, start, ("院",)) or published(scene, ("院",))
        if house is None:
            return None, start
        return Mention(start, start + len(ending), Kind.INSTITUTION, house.name + ending, (ending,), house.code, "institution"), full_start
    level = scene.folded[start - 1 : start]
    opens = start - 1 == scene.text.sentence(start).start or scene.folded[start - 2 : start - 1] in _OPENING
    if division is None and level in _LEVELS and opens and ending.endswith(("局", "厅")):
        # 副县长、县|公安局长: the level is told before the body that the title names.
        division = _of_the_same(scene, level, start - 1, previous) or naming.division_of(scene, level, start - 1)
        full_start = start - 1 if division is not None else start
    endings = (ending.removeprefix("人民"),)  # 铁路运输检察院 has a 检察长 too
    if previous is not None and previous.body is not None and previous.body.name.endswith(endings) and BETWEEN.fullmatch(scene.folded, previous.end, start):
        return previous.body, start
    if division is None and previous is not None and previous.body is not None and previous.body.code is not None and previous.body.organ in _OF_DIVISIONS and BETWEEN.fullmatch(scene.folded, previous.end, start):
        division = Gazetteer.load().by_code(previous.body.code)  # 保康县委常委、|公安局长, whatever 公安局 was named before
    near = nearest(scene, start, endings) or published(scene, endings) if division is None else None
    if near is not None:
        return near.anaphor(start, start + len(word)), full_start
    if division is None and previous is not None and previous.body is not None and previous.body.code is not None:
        division = Gazetteer.load().by_code(previous.body.code)
    if division is None:
        division = scene.setting.focus
    organ = next((one for one in Vocabulary.load().organs if ending in one.endings and one.full), None)
    if ending in _OF_TOWNS and full_start < start and scene.folded[start - 1] not in "镇乡道区县市":
        # 黄陂|司法所长: the office of a town by its short name, and not of a 黄陂区 elsewhere.
        return Mention(full_start, start, Kind.INSTITUTION, scene.folded[full_start:start] + ending, (), None, organ.id if organ is not None else None), full_start
    if division is None or organ is None or (ending in _OF_TOWNS and full_start == start):
        return None, start  # 司法所长 of a list: a county has no 司法所 of its own
    return naming.of_division(start, start + len(word), word, division, organ, ending), full_start


#: Offices of a court or procuratorate that a title names with its head: 执行局长.
_OFFICES = frozenset({"执行局", "反贪局", "反渎局"})


def office_of_title(title: str) -> str | None:
    """Return the office that a title names, inside the body before it: the 执行局 of a 执行局长."""
    ending = Vocabulary.load().posts["body"].get(title)
    return ending if ending in _OFFICES else None


#: Offices that stand in a town.
_OF_TOWNS = frozenset({"司法所", "派出所"})


@functools.cache
def _bare_organs() -> dict[str, Organ]:
    """Return the endings that name an organ of the division spoken of, and which: 公安局, 检察院, 监委."""
    out: dict[str, Organ] = {}
    for organ in Vocabulary.load().organs:
        if organ.full and (organ.bare or organ.id == "judicial-office"):
            for ending in organ.endings:
                if len(ending) > 1:
                    out.setdefault(ending, organ)
    return out


@functools.cache
def _bare_endings() -> Endings:
    return Endings(_bare_organs())


#: Bodies whose posts stand beside those of the division's other organs: 县委常委、|纪委书记.
_OF_DIVISIONS = frozenset({"party-committee", "government", "peoples-congress", "cppcc", "discipline", "party-political-legal"})


#: Members of the Party group of a bureau, and not of a division's committee.
_OF_A_GROUP = frozenset({"党委委员", "党组成员", "党委副书记", "党组副书记"})


def bare_organ(scene: Scene, end: int, previous: Post | None) -> tuple[Mention | None, int]:
    """Return the organ named right before a title without its place: 副县长、公安局|局长."""
    ending = _bare_endings().at(scene.folded, end)
    if ending is None:
        return None, end
    start, organ = end - len(ending), _bare_organs()[ending]
    before = scene.folded[start - 1 : start]
    if before and before not in "、,;:。\n (兼和":
        return None, end
    same = previous is not None and scene.text.sentence(previous.start) == scene.text.sentence(end - 1)
    if ending == "纪委" and same and previous is not None and previous.body is not None and previous.body.organ not in _OF_DIVISIONS and BETWEEN.fullmatch(scene.folded, previous.end, start):
        # 监狱党委委员、|纪委|书记: the prison's own, and not the city's.
        return Mention(start, end, Kind.INSTITUTION, previous.body.name + ending, (ending,), previous.body.code, "institution"), start
    if ending == "纪委" and same and previous is not None and previous.body is None and previous.title in _OF_A_GROUP and BETWEEN.fullmatch(scene.folded, previous.end, start):
        return None, end  # 厅党委委员、|纪委|书记, of a body that was not made out
    if same and previous is not None and previous.body is not None and previous.body.code is not None:
        division = Gazetteer.load().by_code(previous.body.code)
    else:
        known = nearest(scene, start, (ending,))
        if known is not None:
            return known.anaphor(start, end), start
        division = scene.setting.focus
        if ending.endswith(_OF_PROVINCES) and scene.setting.path:
            division = scene.setting.path[0]
        if division is not None and division.level == "province" and organ.id in naming.BELOW_PROVINCES and division.code not in MUNICIPALITIES:
            division = _last_named(scene, start)
            if division is None:
                return None, end  # 公安局 of a place that the sentence does not name, and never the province's
    if organ.id == "judicial-office" and (division is None or division.level != "township"):
        return None, end
    if division is None:
        # No place in the whole article: the organ stays without one, and is nobody else's.
        return Mention(start, end, Kind.INSTITUTION, ending, (), None, organ.id), start
    return naming.of_division(start, end, ending, division, organ, ending), start


#: Organs that only a province has.
_OF_PROVINCES = ("厅", "监狱管理局", "戒毒管理局")


def _last_named(scene: Scene, position: int) -> Division | None:
    """Return the prefecture or county that a body or place named last in the sentence lies in: 正安县政法委副书记甲,|公安局|副局长乙."""
    floor = scene.text.sentence(position).start
    for body in reversed(scene.institutions):
        if floor <= body.start and body.end <= position and body.code is not None:
            division = Gazetteer.load().by_code(body.code)
            return division if division is not None and division.level in {"prefecture", "county"} else None
    return None


@functools.cache
def _organ(identifier: str) -> Organ:
    return next(one for one in Vocabulary.load().organs if one.id == identifier)
