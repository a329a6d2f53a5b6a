"""Find institutions: a place, a level word or a parent body, perhaps words between, and an organ's ending.

包头市|司法局 · 市|律师协会 · 包头市司法局|政治|警务部 · 司法部 · (after its first full mention) 法律援助中心.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgraph.extract import naming
from lawgraph.lexicon.matcher import Found, Matcher
from lawgraph.lexicon.vocabulary import Organ, Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.places import Place
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.tokens import Token

#: The longest run of words between a place and an ending: 人力资源和社会保障 is nine letters, two such runs are none.
_MAX_GAP = 18
#: Tags of words that a name may hold: nouns, verb-nouns, short forms, adjectives of kind, idioms.
_NOMINAL = re.compile(r"^(n|vn|j|b|a|an|ng|eng|l|i|q|s|f|nz|ad|k|nr|z|g|tg|vg|post)")
_ORDINAL = re.compile(r"^(第?[一二三四五六七八九十百0-9]+)$")
_DEFINITION = re.compile(r"\(?(?:以下)?(?:统)?简称(?:为)?[:“]?“?([^“”()]{1,12}?)”?\)")


class _Lexicon(NamedTuple):
    """The automata and word sets, made once a process."""

    endings: Matcher
    organ_of: dict[str, Organ]
    national: Matcher
    national_of: dict[str, tuple[str, tuple[str, ...], str]]
    titles: Matcher
    gap_verbs: frozenset[str]
    gap_stop: frozenset[str]
    not_organs: frozenset[str]
    kinds: frozenset[str]


@functools.cache
def _lexicon() -> _Lexicon:
    vocabulary = Vocabulary.load()
    organ_of: dict[str, Organ] = {}
    for organ in vocabulary.organs:
        for ending in organ.endings:
            organ_of.setdefault(ending, organ)
    national_of = {
        form: (body.name, body.aliases, body.organ)
        for body in vocabulary.national
        for form in (body.name, *body.aliases)
        if form not in body.rhetorical
    }
    posts = vocabulary.posts
    gap: dict[str, Any] = vocabulary.gap
    return _Lexicon(
        endings=Matcher(organ_of),
        organ_of=organ_of,
        national=Matcher(national_of),
        national_of=national_of,
        titles=Matcher((*posts["heads"], *posts["others"])),
        gap_verbs=frozenset(gap["verbs"]),
        gap_stop=frozenset(gap["stop"]),
        not_organs=frozenset(gap["not_organs"]),
        kinds=frozenset(gap["kinds"]),
    )


def find_institutions(scene: Scene) -> list[Mention]:
    """Return the institutions of a text, in order. A unit (…局|政治部) overlaps its parent."""
    lexicon = _lexicon()
    mentions = _national(scene, lexicon)
    titles = [(found.start, found.end) for found in lexicon.titles.find(scene.folded)]
    for found in lexicon.endings.find(scene.folded):
        if any(mention.start <= found.start < mention.end for mention in mentions if mention.code is None):
            continue  # inside a national body's name
        mention = _at_ending(scene, lexicon, found, mentions, titles)
        if mention is not None:
            mentions.append(mention)
            mentions.sort(key=lambda one: (one.end, one.start))
    mentions = _longest(mentions)
    mentions += _short_forms(scene, lexicon, mentions)
    mentions = [one for one in mentions if not _masthead(scene, one)]
    return sorted(mentions, key=lambda one: (one.start, one.end))


#: A news outlet that only reports: 法治日报讯, 江津日报记者.
_REPORTS = re.compile("讯|记者|报道|客户端|消息|通讯员|[)-]|社记者")


def _masthead(scene: Scene, mention: Mention) -> bool:
    """Tell whether a news outlet stands here as the reporter and does nothing in the story."""
    if mention.organ != "media":
        return False
    publisher = scene.article.publisher or ""
    return mention.name in publisher or bool(_REPORTS.match(scene.folded, mention.end))


def _national(scene: Scene, lexicon: _Lexicon) -> list[Mention]:
    """Find the bodies that have one name in the country: 司法部, 最高人民法院."""
    out: list[Mention] = []
    for found in lexicon.national.find(scene.folded):
        token = scene.tokens.at(found.start)
        if token is not None and token.start < found.start and token.word not in found.word:
            continue  # 省|司法部门 is caught by its ending, 全国|人大代表 by its token
        after = scene.folded[found.end : found.end + 1]
        if after and after in "门长署代委员" and not scene.tokens.starts_at(found.end):
            continue
        if scene.folded.startswith(("门", "代表", "委员"), found.end):
            continue
        name, aliases, organ = lexicon.national_of[found.word]
        out.append(Mention(found.start, found.end, Kind.INSTITUTION, name, aliases, None, organ))
    return out


def _at_ending(
    scene: Scene, lexicon: _Lexicon, found: Found, mentions: list[Mention], titles: list[tuple[int, int]]
) -> Mention | None:
    organ = lexicon.organ_of[found.word]
    if not _is_ending(scene, lexicon, found):
        return None
    left = _left_bound(scene, lexicon, found.start)
    if organ.id in _LOCAL and left == found.start:
        left = _local_left(mentions, scene, found.start)
    place = _place_before(scene, left, found.start)
    masked = any(start <= found.start and found.end <= end for start, end in titles)
    if masked and not (found.word in {"党委", "党工委"} and _heads_committee(scene, place, left, found.start)):
        return None  # 党组书记, 人大代表: part of a title
    parent = _parent_before(mentions, left, found.start)
    if parent is not None and (place is None or place.end <= parent.end):
        level = _level_before(scene, parent.end, found.start)
        if level is None or level[0] != parent.end:
            return _unit(scene, parent, found, organ)
        return naming.of_level(scene, level, found, organ)  # 市委|市政府
    gap = scene.folded[place.end : found.start] if place is not None else ""
    if organ.id in _LOCAL and "“" in gap or _CLASS.search(gap):
        return None
    if place is not None and (not gap or organ.loose):
        return naming.of_place(scene, place, found, organ, gap)
    level = _level_before(scene, left, found.start)
    if level is not None and (level[1] == found.start or organ.loose):
        return naming.of_level(scene, level, found, organ)
    if place is None and organ.loose:
        return _quoted_team(scene, found, organ) or _proper(scene, left, found, organ) or _local(scene, lexicon, found, organ)
    return None


def _heads_committee(scene: Scene, place: Place | None, left: int, start: int) -> bool:
    """Tell whether 党委 of 党委书记 is a division's committee (自治区党委书记), not a bureau's (局党委书记)."""
    if place is not None and place.end == start:
        return True
    level = _level_before(scene, left, start)
    return level is not None and level[1] == start


def _local_left(mentions: list[Mention], scene: Scene, start: int) -> int:
    """Return where a body ends that stands up to five letters before an office's ending: …法院|大何庄|人民法庭."""
    for mention in mentions:
        if 0 < start - mention.end <= 5 and re.fullmatch(r"[\u4e00-\u9fff]+", scene.folded[mention.end : start]):
            return mention.end
    return start


def _is_ending(scene: Scene, lexicon: _Lexicon, found: Found) -> bool:
    """Tell whether the letters found end a name here: 局 of 布局 does not, 中心 of 中心组 does not."""
    folded = scene.folded
    if folded.startswith(("们", "级"), found.end):
        return False
    if found.word.endswith("中心") and folded.startswith(("组", "工作", "任务", "大局", "城区", "医院", "校", "小学"), found.end):
        return False
    if found.word in {"司法厅", "司法局", "公安厅", "公安局"} and folded.startswith("长", found.end):
        return False
    if found.word.endswith("部") and folded.startswith(("门", "分", "署", "级", "队"), found.end):
        return False
    if found.word.endswith(("委", "人大", "监委")) and folded.startswith(("员", "托", "派", "任", "屈", "代表", "书记员"), found.end):
        return False
    if found.word.endswith("委") and folded.startswith(("办公", "书记", "副书记", "常委", "常务"), found.end):
        return True
    if found.word == "政府" and folded.startswith(("部门", "工作", "购买", "采购", "法律顾问", "信息", "职能", "投资", "治理"), found.end):
        return False
    last = scene.tokens.at(found.end - 1)
    if last is None:
        return False
    if len(found.word) == 1 and (last.word in lexicon.not_organs and last.word != "局" and last.word != "部"):
        return found.word == "委" and last.word in {"县委", "党委"}
    # An ending inside a longer word is no ending, unless that word is a name itself (司法局机关).
    return last.end == found.end or len(found.word) >= 3


def _left_bound(scene: Scene, lexicon: _Lexicon, start: int) -> int:
    """Return where the run of name-like words before ``start`` begins."""
    left = start
    floor = max(0, start - _MAX_GAP)
    while left > floor:
        token = scene.tokens.at(left - 1)
        if token is None or not _nominal(token, lexicon):
            break
        if token.word == "和" and (_ends_body(scene, lexicon, token.start) or left == start):
            break
        left = token.start
    if scene.folded.startswith("和", left):
        left += 1
    return left


def _ends_body(scene: Scene, lexicon: _Lexicon, end: int) -> bool:
    """Tell whether an organ's ending stands right before ``end``: 公安局|和司法局 are two bodies."""
    return any(scene.folded[max(0, end - length) : end] in lexicon.organ_of for length in range(1, 8))


def _nominal(token: Token, lexicon: _Lexicon) -> bool:
    if token.word in lexicon.gap_stop:
        return False
    if token.word in lexicon.gap_verbs or _ORDINAL.match(token.word):
        return True
    if token.word == "和":
        return True  # 教育和体育局; one that joins two bodies is dropped in ``_unit`` and ``_at_ending``
    if token.tag == "x":
        return token.word in {"·", "(", ")", "“", "”"}
    if token.tag == "m":
        return token.word.startswith("第")
    return bool(_NOMINAL.match(token.tag))


def _place_before(scene: Scene, left: int, end: int) -> Place | None:
    """Return the first place that begins in [left, end), a chain that a word boundary cut included."""
    for place in scene.places:
        if place.start >= end:
            break
        if place.end <= end and (place.start >= left or left < place.end):
            return place
    return None


def _parent_before(mentions: list[Mention], left: int, end: int) -> Mention | None:
    """Return the body that ends in [left, end], the one nearest to ``end``."""
    best: Mention | None = None
    for mention in mentions:
        if left <= mention.end <= end and (best is None or (mention.end, mention.start) > (best.end, best.start)):
            best = mention
    return best


def _level_before(scene: Scene, left: int, end: int) -> tuple[int, int, str] | None:
    """Return the first level word (市, 自治区) that opens a word in [left, end)."""
    for token in scene.tokens.between(left, end):
        for word in naming.LEVEL_WORDS:
            if token.word == word or (token.word.startswith(word) and token.end >= end):
                return token.start, token.start + len(word), word
    # The tagger may have joined the level word and the ending (市委, 省法院).
    token = scene.tokens.at(end)
    if token is not None and token.start < end:
        for word in naming.LEVEL_WORDS:
            if scene.folded[token.start : end] == word:
                return token.start, end, word
    return None


#: A gap that holds one of these runs over from a meeting's name (第三届代表大会暨司法所工作推进会).
_EVENT_GAP = re.compile("[届暨]|大会|会议|仪式|称号")


#: Units that are the body itself under another word, or rooms and posts of it: no node of their own.
_NO_UNIT = re.compile(r"^(机关|领导班子|班子|大楼|大厅)?$")


def _unit(scene: Scene, parent: Mention, found: Found, organ: Organ) -> Mention | None:
    """Name a unit by its parent: 包头市司法局 + 政治 + 警务部."""
    gap = scene.folded[parent.end : found.start]
    if parent.organ == organ.id and not gap and organ.id != "institution":
        return None
    if "“" in gap and "”" not in gap + found.word:
        return None
    tail = gap + found.word
    if _EVENT_GAP.search(gap) or gap.startswith(("和", "与")):
        return None
    if found.word in {"委", "部", "局", "厅"} and not gap:
        return None
    if _NO_UNIT.match(tail):
        return None
    aliases = [tail] if len(tail) >= 4 else []
    aliases += [alias + tail for alias in parent.aliases]
    # A body known by its own kind below a bureau (乐平铺司法所) is also known without the bureau.
    name = parent.name + tail
    return Mention(parent.start, found.end, Kind.INSTITUTION, name, tuple(aliases), parent.code, organ.id)


#: What the name of a team in quotation marks ends in: “公共法律服务律师团”.
_TEAM = ("团", "联盟", "队", "中心", "站", "协会", "联合会", "委员会")


def _quoted_team(scene: Scene, found: Found, organ: Organ) -> Mention | None:
    """Accept a team whose whole name stands in quotation marks."""
    if not found.word.endswith(_TEAM):
        return None
    for quote in scene.text.quotes:
        if quote.end == found.end and quote.start < found.start and quote.end - quote.start <= _MAX_GAP:
            name = scene.folded[quote.start : quote.end]
            if _CLASS.search(name):
                return None
            if re.fullmatch(r"[\w·+-]+", name):
                return Mention(quote.start, quote.end, Kind.INSTITUTION, name, (f"“{name}”",), None, organ.id)
    return None


#: Kinds of body that stand in a township and are called by its short name: 横栏司法所.
_LOCAL = {"judicial-office", "tribunal", "police-unit"}
_LOCAL_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")


def _local(scene: Scene, lexicon: _Lexicon, found: Found, organ: Organ) -> Mention | None:
    """Accept a local office by the short name of its town, which no gazetteer lists: 横栏 + 司法所."""
    if organ.id not in _LOCAL or found.word not in {"司法所", "中心司法所", "派出所", "人民法庭", "法庭"}:
        return None
    clause = scene.text.clause(found.start)
    start = found.start
    while start > clause.start and found.start - start < 4:  # a town's short name has two to four letters
        token = scene.tokens.at(start - 1)
        if token is None or token.word in lexicon.kinds or token.tag[0] in "cpud" or (token.tag[0] in "rmvtf" and len(token.word) > 1):
            break
        if token.tag == "x" and not token.word.isalpha():
            break
        start = token.start
    name = scene.folded[start : found.start]
    if not _LOCAL_NAME.fullmatch(name) or any(name.endswith(kind) or name.startswith(kind) for kind in lexicon.kinds):
        return None
    return Mention(start, found.end, Kind.INSTITUTION, name + found.word, (), None, organ.id)


#: Names of classes and titles, not of one body: 各乡镇司法所, 全国模范人民调解委员会.
_CLASS = re.compile("^(?:各|全|该|本|某|每|多|属|直属|所属|和|级)|模范|先进|优秀|示范|最美|十佳")


def _proper(scene: Scene, left: int, found: Found, organ: Organ) -> Mention | None:
    """Accept a name of its own: 宜宾|学院, 盈科|律师事务所, where the first word is a proper noun."""
    for token in scene.tokens.between(left, found.start):
        if token.tag in {"ns", "nz", "nt", "nr", "nrt", "nrfg"} or (token.tag == "x" and token.word == "“"):
            start = token.start
            if start > 0 and scene.folded[start - 1] == "“" and "”" in scene.folded[start : found.end]:
                start -= 1
            name = scene.folded[start : found.end]
            if (organ.id in _LOCAL and "“" in name) or _CLASS.search(name):
                return None  # “枫桥式”司法所 is a pattern, 各乡镇司法所 a class, no office
            if name.count("“") != name.count("”") or name.count("(") != name.count(")"):
                return None
            if len(name) < 4 or (token.tag.startswith("nr") and organ.id == "institution"):
                return None
            return Mention(start, found.end, Kind.INSTITUTION, name, (), None, organ.id)
    return None


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Drop a mention that lies wholly inside another which does not start where it starts."""
    kept: list[Mention] = []
    for mention in mentions:
        inside = any(
            other is not mention
            and other.start <= mention.start
            and mention.end <= other.end
            and other.start != mention.start
            for other in mentions
        )
        if not inside:
            kept.append(mention)
    return kept


def _short_forms(scene: Scene, lexicon: _Lexicon, mentions: list[Mention]) -> list[Mention]:
    """Find later short forms of bodies named in full: 法律援助中心, and what 以下简称 defines."""
    known: dict[str, Mention] = {}
    for mention in mentions:
        for alias in naming.cores(scene, mention):
            known.setdefault(alias, mention)
        definition = _DEFINITION.match(scene.folded, mention.end)
        if definition:
            known[definition.group(1)] = mention
    if not known:
        return []
    covered = [(mention.start, mention.end) for mention in mentions]
    out: list[Mention] = []
    for found in Matcher(known).find(scene.folded):
        if any(start < found.end and found.start < end for start, end in covered):
            continue
        if not scene.tokens.starts_at(found.start):
            continue
        before = scene.tokens.at(found.start - 1)
        if before is not None and (before.word in {"各", "全市", "各级", "全省", "全国", "所有", "基层", "某"} or before.tag == "m"):
            continue
        if not _is_ending(scene, lexicon, found):
            continue
        source = known[found.word]
        out.append(replace(source, start=found.start, end=found.end))
    return out
