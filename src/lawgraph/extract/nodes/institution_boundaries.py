"""Where an institution's name begins and ends: the words around an organ's ending."""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.institution_naming import LEVEL_WORDS
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.lexicon.terms import Term

if TYPE_CHECKING:
    from lawgraph.extract.findings import Place
    from lawgraph.extract.nodes.institution_words import OrganWords
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.tokens import Token
    from lawgraph.lexicon.matcher import Found
    from lawgraph.model import Mention

#: The longest run of words between a place and an ending: 人力资源和社会保障 is nine letters, two such runs are none.
MAX_GAP = 18
#: Tags of words that a name may hold: nouns, verb-nouns, short forms, adjectives of kind, idioms.
_NOMINAL = re.compile(r"^(n|vn|j|b|a|an|ng|eng|l|i|q|s|f|nz|ad|k|nr|z|g|tg|vg|post)")
#: The letters of a place's name that a tagger may take for another word.
_LONGEST_PLACE = 6
#: A level word that the tagger draws into the verb before it.
_DRAWN = re.compile("[兼任为系][省市县区]")
_ORDINAL_OPENINGS = frozenset("第一二三四五六七八九十百0123456789")
_ORDINAL = re.compile(r"^(第?[一二三四五六七八九十百0-9]+)$")


@functools.cache
def _other_words(ending: str) -> tuple[str, ...]:
    """Return what makes another word of an ending: 中心|组, 部|门, 政府|购买."""
    behind = ["们", "级"]
    if ending.endswith("中心"):
        behind += ["法庭", "派出所", "司法所", "组", "工作", "任务", "大局", "城市", "城区", "医院", "校", "小学"]
    if ending in {"司法厅", "司法局", "公安厅", "公安局"}:
        behind.append("长")
    if ending.endswith("部"):
        behind += ["门", "分", "署", "队"]
    if ending == "律所":
        behind.append("联盟")
    if ending == "政府":
        behind += ["部门", "工作", "购买", "采购", "法律顾问", "信息", "职能", "投资", "治理"]
    return tuple(behind)


def is_ending(scene: Scene, words: OrganWords, found: Found) -> bool:
    """Tell whether the letters found end a name here: 局 of 布局 does not, 中心 of 中心组 does not."""
    folded = scene.folded
    if folded.startswith(_other_words(found.word), found.end):
        return False
    if found.word == "部" and folded[found.start - 1 : found.start] in "东南西北中内外全大局上下前后":
        return False
    if found.word.endswith(("委", "人大", "监委")) and not scene.tokens.starts_at(found.end) and folded.startswith(("员", "托", "派", "任", "屈", "代表", "书记员"), found.end):
        return False
    if found.word.endswith("委") and folded.startswith(("办公", "书记", "副书记", "常委", "常务"), found.end):
        return True
    if folded.endswith(words.not_bodies, 0, found.end):
        return False  # 城市副中心, 国际金融中心
    last = scene.tokens.at(found.end - 1)
    if last is None:
        return False
    if last.start == found.end - 1 < last.end - 1 and last.tag.startswith("nr") and len(found.word) > 1:
        return True  # 市律协|林晓克|会长, where the tagger draws 协 into the name
    if len(found.word) == 1 and last.word in words.not_organs and last.word not in {"局", "部"}:
        return found.word == "委" and last.word in {"县委", "党委"}
    # An ending inside a longer word is no ending, unless that word is a name itself (司法局机关) or a title
    # begins there (市律|协会|长 of 市律协会长).
    return last.end == found.end or len(found.word) >= 3 or (len(found.word) == 2 and any(title.start == found.end for title in scene.text.found(Term.TITLE)))


def left_bound(scene: Scene, words: OrganWords, start: int) -> int:
    """Return where the run of name-like words before ``start`` begins."""
    left = start
    floor = max(0, start - MAX_GAP)
    while left > floor:
        token = scene.tokens.at(left - 1)
        if token is not None and token.end == left and _DRAWN.fullmatch(token.word):
            return token.start + 1  # 任|市法学会|秘书长, where the tagger draws the level into the verb
        if token is None or not (_nominal(token, words) or _branch(scene, token)):
            # 遵义|监狱: a place, whatever the tagger takes it for.
            left = next((place.start for place in scene.places_within(max(0, left - _LONGEST_PLACE), left) if place.end == left), left)
            break
        if len(token.word) == 2 and token.word[0] == "和" and token.word[1] in "省市县区" and scene.folded[token.start - 1 : token.start] not in {"", "\n", ",", "。", "、"}:
            return token.start + 1  # 陈喜明|和|县医调会, and no 和县
        if token.word in {"和", "与"} and (_ends_body(scene, words, token.start) or _begins_body(scene, token.end) or _ends_name(scene, token.start)):
            break
        left = token.start
    if scene.folded.startswith(("和", "与"), left):
        left += 1
    return left


def _branch(scene: Scene, token: Token) -> bool:
    """Tell whether a word in brackets is the city of a firm's branch, whatever the tagger takes it for: 中联(大连)律师事务所."""
    return scene.folded[token.start - 1 : token.start] == "(" and scene.folded[token.end : token.end + 1] == ")" and token.tag == "d"


def _begins_body(scene: Scene, start: int) -> bool:
    """Tell whether a level word or a place with its level stands behind 和: 警示教育馆和|市戒毒所 are two bodies."""
    if any(place.start == start and place.printed[-1] in "省市县区旗州盟" for place in scene.places):
        return True
    return scene.folded[start : start + 1] in {"省", "市", "县", "区"} or scene.folded.startswith("自治区", start)


def _ends_name(scene: Scene, end: int) -> bool:
    """Tell whether a person stands right before ``end``: 王忠|与|长海法庭."""
    token = scene.tokens.at(end - 1)
    return token is not None and token.tag.startswith("nr") and len(token.word) < 4


def _ends_body(scene: Scene, words: OrganWords, end: int) -> bool:
    """Tell whether an organ's ending stands right before ``end``: 公安局|和司法局 are two bodies."""
    return any(scene.folded[max(0, end - length) : end] in words.organ_of for length in range(1, 8))


def _nominal(token: Token, words: OrganWords) -> bool:
    if token.word in words.gap_stop:
        return False
    if token.word in words.gap_verbs or (token.word[0] in _ORDINAL_OPENINGS and _ORDINAL.match(token.word)):
        return True
    if token.word in {"和", "与"}:
        return True  # 教育和体育局, 对外合作与交流委员会; one that joins two bodies is dropped in ``_unit`` and ``_at_ending``
    if token.tag == "x":
        return token.word in {"·", "(", ")", "“", "”"}
    if token.tag == "m":
        return token.word.startswith("第") or token.word.endswith("届")
    return _nominal_tag(token.tag)


@functools.cache
def _nominal_tag(tag: str) -> bool:
    """Tell whether words of a tag may stand in a name; there are some sixty tags."""
    return _NOMINAL.match(tag) is not None


def place_before(scene: Scene, left: int, end: int) -> Place | None:
    """Return the first place that begins in [left, end), a chain that a word boundary cut included."""
    return next((place for place in _places_behind(scene, left) if place.start < end and place.end <= end), None)


def _places_behind(scene: Scene, position: int) -> list[Place]:
    """Return the places whose names end behind ``position``: they never overlap, so ends come in order too."""
    return scene.places[bisect.bisect_right(scene.places, position, key=lambda place: place.end) :]


def parent_before(mentions: list[Mention], left: int, end: int) -> Mention | None:
    """Return the body that ends in [left, end], the one nearest to ``end``; ``mentions`` are in the order of their ends."""
    for mention in reversed(mentions):
        if mention.end <= end:
            return mention if mention.end >= left else None
    return None


#: The first letters of the level words.
_LEVEL_OPENINGS = frozenset(word[0] for word in LEVEL_WORDS)
_OURS = frozenset({"我省", "我市", "我县", "我区", "我州", "本省", "本市", "本县", "本区", "其省", "其市", "其县", "其区"})


def level_before(scene: Scene, left: int, end: int) -> tuple[int, int, str] | None:
    """Return the first level word (市, 自治区) that opens a word in [left, end), or that 我 stands before (我市)."""
    if scene.folded[left - 2 : left] in _OURS and scene.folded[left:end] not in LEVEL_WORDS:  # 我市|市委 has its own
        return left - 1, left, scene.folded[left - 1]
    drawn = scene.tokens.at(left)
    if drawn is not None and drawn.end == left + 1 and _DRAWN.fullmatch(drawn.word):
        return left, left + 1, scene.folded[left]
    for token in scene.tokens.between(left, end):
        if token.word in _OURS:
            return token.start + 1, token.end, token.word[1]
        for word in LEVEL_WORDS if token.word[0] in _LEVEL_OPENINGS else ():
            if token.word == word or (token.word.startswith(word) and token.end > end):
                return token.start, token.start + len(word), word
    # The tagger may have cut across the two (市民|政局).
    last = scene.tokens.at(end - 1)
    if last is not None and (
        (scene.folded[end - 1] in "省市县区" and last.start == end - 1 and last.end > end)
        or (scene.folded[end - 1] in "省市县区州旗盟" and last.end == end and last.word[0] in "为任由在到兼")
        or (scene.folded[end - 1] in "省市县区" and last.start == end - 2 and last.end > end and last.word[0] in "为任由在到兼")  # 由省律|协
    ):
        return end - 1, end, scene.folded[end - 1]  # and 为|市 of 赵军为市民政局局长
    # It may have joined the level word and the ending (市委, 省法院).
    across = scene.tokens.at(end)
    if across is not None and across.start < end:
        for word in LEVEL_WORDS:
            if scene.folded[across.start : end] == word:
                return across.start, end, word
    return None


def heads_committee(scene: Scene, place: Place | None, left: int, start: int) -> bool:
    """Tell whether 党委 of 党委书记 is a division's committee (自治区党委书记), not a bureau's (局党委书记)."""
    if (place is not None and place.end == start) or _ZONE.fullmatch(scene.folded, left, start):
        return True  # 西咸新区|党工委书记
    level = level_before(scene, left, start)
    return level is not None and level[1] == start


#: Kinds of body that bear a name of their own behind their place: 四川|鼎立|律师事务所.
_NAMED = {"law-firm", "company", "forensic-institute", "notary-office", "prison", "drug-rehabilitation", "school"}
#: Offices that bear a town's short name behind their county.
_TOWNS = {"judicial-office", "tribunal"}
_TOWN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
#: Areas that are no divisions: 长春|净月高新技术产业开发区|人民法院.
_ZONE = re.compile("[\u4e00-\u9fff]{1,16}(?:开发区|高新区|新区|示范区|园区|保税区|度假区|管理区|实验区|工业区|试验区|合作区|林区|垦区|矿区)")


def named_left(scene: Scene, left: int, end: int, organ_id: str) -> int:
    """Return where the place of a body begins whose own name the tagger does not take for a noun."""
    kinds = organ_words().kinds
    for place in _places_behind(scene, end - MAX_GAP - 1):
        if place.start >= left or place.end >= end:
            break
        own = scene.folded[place.end : end]
        if _ZONE.fullmatch(own):
            return place.start
        token = scene.tokens.at(place.end)
        if organ_id in _TOWNS and _TOWN_NAME.fullmatch(own) and place.printed[-1] in "市县区旗" and not any(one.tag[0] in "pcud" or one.word in kinds or one.word in _FUNCTION or (one.tag[0] == "v" and len(one.word) > 1) for one in scene.tokens.between(place.end, end)):
            return place.start  # 荔城区|西天尾|司法所
        if organ_id in _NAMED and _TOWN_NAME.fullmatch(own) and all(len(one.word) == 1 and one.word not in _FUNCTION and one.tag[0] not in "pcm" for one in scene.tokens.between(place.end, end)):
            return place.start  # 湖北|地久|律师事务所, of letters that the tagger makes no word of
        if organ_id in _NAMED and token is not None and 2 <= len(token.word) <= 4 and token.tag[0] not in "pcurxm" and token.word not in {"所有", "多家", "知名", "著名"} and token.end >= left:
            return place.start
    return left


#: Words that no town's name holds where it stands before an office (曾厝垵 and 大何庄 do hold 曾 and 何).
_FUNCTION = frozenset("对向把被将在与和及由为的让使令请并还从是")


def local_left(mentions: list[Mention], scene: Scene, words: OrganWords, start: int) -> int:
    """Return where a body ends that stands up to five letters before an office's ending: …法院|大何庄|人民法庭."""
    for mention in mentions:
        if 0 < start - mention.end <= 5 and re.fullmatch(r"[\u4e00-\u9fff]+", scene.folded[mention.end : start]) and scene.folded[mention.end] not in "和与及同":
            between = scene.tokens.between(mention.end, start)
            if any(token.word in _FUNCTION or token.word in words.gap_stop or (token.tag == "v" and len(token.word) > 1) for token in between):
                continue  # 司法局|探索|司法所: a verb and its object
            return mention.end
    return start
