"""Find institutions: a place, a level word or a parent body, perhaps words between, and an organ's ending.

包头市|司法局 · 市|律师协会 · 包头市司法局|政治|警务部 · 司法部 · (after its first full mention) 法律援助中心.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import MUNICIPALITIES
from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.institution_boundaries import (
    heads_committee,
    is_ending,
    left_bound,
    level_before,
    local_left,
    named_left,
    parent_before,
    place_before,
)
from lawgraph.extract.nodes.institution_forms import one_name
from lawgraph.extract.nodes.institution_own_names import CLASS, LOCAL, local_office, proper_name, quoted_team
from lawgraph.extract.nodes.institution_shared import share_kind
from lawgraph.extract.nodes.institution_words import OrganWords, organ_words
from lawgraph.extract.nodes.post_villages import village_office
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.body_names import BodyNames
from lawgraph.lexicon.matcher import Found, occurrences
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.findings import Place
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Text
    from lawgraph.lexicon.vocabulary import Organ

_DEFINITION = re.compile(r"\(?(?:以?下|又)?(?:统)?简?称(?:为)?[:“]?“?([^“”()]{1,12}?)”?\)")


def may_name_bodies(text: Text, places: list[Place]) -> bool:
    """Tell whether a text has anything that a body's name has."""
    return bool(places or text.found(Term.ORGAN) or text.found(Term.NATIONAL_BODY))


def find_institutions(scene: Scene) -> list[Mention]:
    """Return the institutions of a text, in order. A unit (…局|政治部) overlaps its parent."""
    if not may_name_bodies(scene.text, scene.places):
        return []
    words = organ_words()
    mentions = _national(scene, words)
    titles = [(found.start, found.end) for found in scene.text.found(Term.TITLE)]
    for found in scene.text.found(Term.ORGAN):
        over = itertools.takewhile(lambda mention: mention.end > found.start, reversed(mentions))  # noqa: B023  # read at once
        if any(mention.start <= found.start for mention in over if mention.code is None):
            continue  # inside a national body's name
        mention = _at_ending(scene, words, found, mentions, titles)
        if mention is not None:
            mentions.append(mention)
            mentions.sort(key=lambda one: (one.end, one.start))
    mentions = one_name(_settled(_longest(mentions)))
    mentions += _sub_districts(scene, mentions)
    mentions += _short_forms(scene, words, mentions)
    shared, misread = share_kind(scene, mentions)
    if shared:
        mentions = [*(one for one in mentions if one not in misread), *shared]
    mentions = [one for one in mentions if not _masthead(scene, one) and not _anybody(one)]
    return sorted(mentions, key=lambda one: (one.start, one.end))


def _anybody(mention: Mention) -> bool:
    """Return whether a name tells a sort of body and not which one: 商业银行, “双中心”; “党员突击队” in quotation marks is one team's."""
    team = mention.name.endswith(("队", "团")) and any(alias.startswith("“") for alias in mention.aliases)
    if mention.organ == "government" and mention.name[0] in "省市县区州旗盟":
        return False  # 市政府 in a text that does not tell which city's: one body, and provisional
    return mention.code is None and not team and BodyNames.load().is_generic(mention.name)


@functools.cache
def _countries() -> Endings:
    return Endings(Vocabulary.load().relations["countries"])


def _national(scene: Scene, words: OrganWords) -> list[Mention]:
    """Find the bodies that have one name in the country: 司法部, 最高人民法院."""
    out: list[Mention] = []
    abroad: set[str] = set()  # the names that the text also gives to bodies of other countries
    for found in scene.text.found(Term.NATIONAL_BODY):
        token = scene.tokens.at(found.start)
        if token is not None and token.start < found.start and token.word not in found.word and token.word != f"中国{found.word}":
            continue  # 省|司法部门 is caught by its ending, 全国|人大代表 by its token
        last = scene.tokens.at(found.end - 1)
        if len(found.word) == _SHORT_FORM and last is not None and last.end > found.end and last.start > found.start:
            continue  # 庭长中|办案数量
        country = _country_before(scene, found)
        if country is not None:
            abroad.add(found.word)  # 乌克兰国防部|长 tells of that ministry too
        after = scene.folded[found.end : found.end + 1]
        member = found.word.endswith(("委员会", "常委会")) and not found.word.endswith("审判委员会")  # 全国人大常委会|委员
        if after and after in "门长署代委员" and not member and not scene.tokens.starts_at(found.end) and not scene.folded.startswith("委员长", found.end):
            continue
        if scene.folded.startswith(("门", "代表", "委员"), found.end) and not member and not scene.folded.startswith(("委员长", "委员会"), found.end):
            continue
        if scene.folded.startswith("律", found.end) and found.word.endswith("法"):
            continue  # 最高法|律规范
        name, aliases, organ = words.national_of[found.word]
        if country is not None:
            printed = country + found.word  # 越南|司法部 is no Chinese ministry
            out.append(Mention(found.start - len(country), found.end, Kind.INSTITUTION, printed, (), None, organ))
        elif not _of_their_party(scene, found.start):
            out.append(Mention(found.start, found.end, Kind.INSTITUTION, name, aliases, None, organ))
    # Where 乌国防部 has been told of, a bare 国防部 may be either country's.
    return [one for one in out if scene.folded[one.start : one.end] not in abroad or scene.folded.endswith(("中国", "我国"), 0, one.start)]


#: Short forms of two letters (中办) are words by themselves or none.
_SHORT_FORM = 2
#: Words between a country and a ministry whose name holds one of ours: 韩国|企划|财政部.
_THEIR_WORDS = frozenset({"企划", "联邦", "两国", "政府"})
_BETWEEN_COUNTRY = 2
#: Ministries that every country has: one letter before them is a country's (乌国防部, 叙外交部).
_MINISTRIES = frozenset({"国防部", "外交部", "财政部", "司法部", "商务部", "教育部", "农业农村部", "交通运输部", "公安部", "应急管理部"})


def _country_before(scene: Scene, found: Found) -> str | None:
    """Return the country that stands right before a body's name, in full or as one letter."""
    country = _countries().at(scene.folded, found.start)
    if country is None and found.start > _BETWEEN_COUNTRY and scene.folded[found.start - _BETWEEN_COUNTRY : found.start] in _THEIR_WORDS:
        named = _countries().at(scene.folded, found.start - _BETWEEN_COUNTRY)
        country = named and named + scene.folded[found.start - _BETWEEN_COUNTRY : found.start]
    if country is None and found.word in _MINISTRIES and found.start > 0:
        letter = scene.folded[found.start - 1]
        opens = found.start < 2 or not ("\u4e00" <= scene.folded[found.start - 2] <= "\u9fff") or scene.folded[found.start - 2] in "据和与向由对被,"
        country = letter if letter in _letters() and opens else None
    return country


@functools.cache
def _letters() -> frozenset[str]:
    return frozenset(Vocabulary.load().relations["country_letters"])


#: A list of posts that a brother party's name opens: 越共中央政治局委员、|中央书记处|书记.
_THEIR_PARTY = Keyed(r"(?:越共|越南共产党|古共|古巴共产党|老挝人民革命党|老挝人革党|老党|朝鲜劳动党)(?:(?!中共|中国)[^,。;\n])*$", "共", "党")


#: Who came with a guest: 陪同某某访华的有总统夫人、|外交部|部长等.
_THEIR_SUITE = Keyed(r"陪同[^。;\n]{2,12}访华的有[^。;\n]*$", "访华的有")


def _of_their_party(scene: Scene, start: int) -> bool:
    """Tell whether a body's name stands in a list of another country's posts."""
    if _THEIR_SUITE.search(scene.folded, scene.text.sentence(start).start, start):
        return True
    return _THEIR_PARTY.search(scene.folded, scene.text.clause(start).start, start) is not None


def _at_ending(
    scene: Scene, words: OrganWords, found: Found, mentions: list[Mention], titles: list[tuple[int, int]]
) -> Mention | None:
    organ = words.organ_of[found.word]
    if not is_ending(scene, words, found):
        return None
    left = left_bound(scene, words, found.start)
    if organ.id in LOCAL:
        left = min(left, local_left(mentions, scene, words, found.start))
    left = named_left(scene, left, found.start, organ.id)
    place = place_before(scene, left, found.start)
    title = bisect.bisect_right(titles, (found.start, sys.maxsize)) - 1
    masked = title >= 0 and found.end <= titles[title][1]
    if masked and not (found.word in {"党委", "党工委"} and heads_committee(scene, place, left, found.start)):
        return None  # 党组书记, 人大代表: part of a title
    parent = parent_before(mentions, left, found.start)
    if parent is not None:
        nearer = place_before(scene, parent.end, found.start)
        if nearer is not None and not _below(nearer, parent) and not _town(nearer, organ) and not (nearer.start == parent.end and organ.id in LOCAL and nearer.printed[-1] in "镇乡"):
            place, parent = nearer, None  # 甲市司法局|乙市公安局: two bodies side by side
    branch = parent is not None and place is not None and found.word == "分局" and place.start == parent.end and _below(place, parent)  # 市公安局|潞州|分局
    if parent is not None and (place is None or place.end <= parent.end or branch):
        level = level_before(scene, parent.end, found.start)
        if level is None or (level[0] != parent.end and not _leads_on(scene.folded[parent.end : level[0]])):
            return _unit(scene, parent, found, organ)
        return naming.of_level(scene, level, found, organ)  # 市委|市政府
    if place is not None and _town(place, organ) and place.end == found.start:
        return Mention(place.start, found.end, Kind.INSTITUTION, scene.folded[place.start : found.end], (), None, organ.id)
    gap = scene.folded[place.end : found.start] if place is not None else ""
    gap = "" if naming.TERM.fullmatch(gap) else gap
    if (organ.id in LOCAL and "“" in gap) or CLASS.search(gap):
        return None
    if place is not None and not gap and organ.id in {"prison", "intermediate-court"} and (_province(place) or scene.folded.startswith("系统", found.end)):
        return None  # 福建|监狱, 辽宁省|中级法院: the prisons and courts of a province
    if place is not None and not gap and organ.id in _OWN_NAMED:
        return None  # 陇南市|律师事务所: the firms of a city, none by name
    level = level_before(scene, left, found.start)
    if found.word == "委员会" and (gap or (level is not None and level[1] != found.start)):
        organ = words.organ_of["协会"]  # 金山区|律师工作|委员会 is no Party committee
    if place is not None and (not gap or organ.loose or gap.endswith("区")):
        return naming.of_place(scene, place, found, organ, gap)
    if level is not None and not CLASS.search(scene.folded, level[1], found.start) and (level[1] == found.start or organ.loose or naming.TERM.fullmatch(scene.folded, level[1], found.start)):
        return _unlisted(scene, left, level, found, organ) or naming.of_level(scene, level, found, organ)
    if place is None and found.word in _OF_A_PROVINCE and scene.setting.path and left == found.start:
        return naming.of_division(found.start, found.end, found.word, scene.setting.path[0], organ, found.word)
    if place is None and (organ.loose or found.word == "公安分局"):
        return quoted_team(scene, found, organ) or village_office(scene, found.word, found.start) or proper_name(scene, left, found, organ) or local_office(scene, words, found, organ)
    return None


#: Prisons of which a province has one, told in its own news without it.
_OF_A_PROVINCE = frozenset({"女子监狱", "未成年犯管教所"})


def _province(place: Place) -> bool:
    """Tell whether a place is a province other than a municipality."""
    return place.division is not None and place.division.level == "province" and place.division.code not in MUNICIPALITIES


#: Kinds of which a place has many: without a name of its own none is meant.
_OWN_NAMED = {"law-firm", "forensic-institute"}
#: The longest names of units seen have 35 letters; longer ones are lists without marks.
_LONGEST = 45


def _town(place: Place, organ: Organ) -> bool:
    """Tell whether a short name before a local office is a town's: 河口|司法所 is not of 河口区, whatever shares the name."""
    return organ.id in LOCAL and place.printed[-1] not in "省市县区旗州盟镇乡道村"


def _below(place: Place, parent: Mention) -> bool:
    """Tell whether a place lies in the parent's division: 茌平区司法局|乐平铺镇|司法所."""
    division = place.division
    return division is not None and parent.code is not None and division.code != parent.code and division.code.startswith(parent.code.rstrip("0"))


#: A gap that holds one of these runs over from a post or a meeting's name (第三届代表大会暨司法所工作推进会).
_EVENT_GAP = re.compile("[届暨兼]|大会|会议|仪式|称号|现任|拟任|主任(?!委员)|书记(?!员)|[局院所厅处部会校庭科队市县区镇乡]长|带队|合伙人")


#: Units that are the body itself under another word, or rooms and posts of it: no node of their own.
_NO_UNIT = re.compile(r"^(机关|领导班子|班子|大楼|大厅)?$")


_UNLISTED = re.compile(r"[\u4e00-\u9fff]{1,6}")


def _unlisted(scene: Scene, left: int, level: tuple[int, int, str], found: Found, organ: Organ) -> Mention | None:
    """Name a body of a division that the gazetteer lacks, as printed: 两江新|区|司法局. It stays provisional."""
    own = scene.folded[left : level[0]]
    if level[1] != found.start or level[2] not in {"市", "县", "区", "旗", "州", "盟", "地区"} or not _UNLISTED.fullmatch(own) or scene.setting.level(level[2]) is not None:
        return None
    if any(token.tag[0] in "vad" for token in scene.tokens.between(left, level[0])):
        return None
    before = scene.tokens.at(left - 1)
    if before is not None and before.tag[0] in "nb":
        return None
    return Mention(left, found.end, Kind.INSTITUTION, scene.folded[left : found.end], (), None, organ.id)


_POST_GAP = re.compile("(?:[局院所厅处会]长|主任|书记)[、,]?兼")


#: What joins a body to what stands behind it, and is no part of a unit's name.
_JOIN_GAP = re.compile("^(?:启动|参观|考察|推进|开展|创建|成立|组建|设立|指派|选派|派出|走访|深入|召集|报告|汇报|通报|反映|会同|联合|携手|联手|牵头|组织|要求|指导|让|使)")


def _leads_on(gap: str) -> bool:
    """Tell whether what stands between a body and a level word leads to another body: 司法局|参观|市公共法律服务中心."""
    return gap.endswith(("兼", "到", "赴")) or _JOIN_GAP.match(gap) is not None


def _unit(scene: Scene, parent: Mention, found: Found, organ: Organ) -> Mention | None:
    """Name a unit by its parent: 包头市司法局 + 政治 + 警务部."""
    gap = scene.folded[parent.end : found.start]
    if parent.organ == organ.id and not gap and organ.id != "institution" and not found.word.endswith("学院"):
        return None
    if ("“" in gap and "”" not in gap + found.word) or gap.count("(") != gap.count(")"):
        return None
    tail = gap + found.word
    if _POST_GAP.search(gap):
        return None  # 司法局|副局长兼县|公共法律服务中心: a post stands between two bodies
    if "”和" in gap or "”、" in gap:
        return None  # “志愿服务突击队”和13家|律所: two bodies
    if gap.endswith("驻") and organ.id in LOCAL:
        return None  # 检察院|驻看守所|检察室 is of the one and in the other
    if "和" in gap and ("“" in gap or found.word in {"委", "党委", "市委"}):
        return None  # 省委“1310”部署和|市委: two bodies
    if CLASS.search(gap) and scene.text.in_quotes(found.start):
        return None  # “北京市法院|十佳人民法庭”: an honour
    if organ.id in LOCAL and re.match("[一二三四五特]级", gap):
        return None  # 公安部一级派出所 is a grade of station, no station of the ministry's
    if _EVENT_GAP.search(gap) or _JOIN_GAP.match(gap) or gap.startswith(("和", "与", "以", "为", "在", "到")):
        return None
    if found.word in {"委", "部", "局", "厅"} and not gap:
        return None
    if _NO_UNIT.match(tail):
        return None
    aliases = [tail] if len(tail) >= 4 else []
    aliases += [alias + tail for alias in parent.aliases]
    # A body known by its own kind below a bureau (乐平铺司法所) is also known without the bureau.
    name = parent.name + tail
    if len(name) > _LONGEST:
        return None
    return Mention(parent.start, found.end, Kind.INSTITUTION, name, tuple(aliases), parent.code, organ.id)


def _sub_districts(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """Read a sub-district that does something as its office: 上塘街道|联合区法院…."""
    out: list[Mention] = []
    for place in scene.places:
        division = place.division
        if division is None or division.level != "township" or not division.name.endswith("街道"):
            continue
        following = scene.tokens.at(place.end)
        opens = place.start == 0 or scene.folded[place.start - 1] in ",;。!?\n: " or scene.folded.endswith(("由", "日"), 0, place.start)
        if not opens or following is None or following.tag[0] not in "vpd" or any(one.start <= place.start < one.end for one in mentions):
            continue
        out.append(naming.of_sub_district(place.start, place.end, division, place.printed))
    return out


#: A news outlet that only reports: 法治日报讯, 江津日报记者.
_REPORTS = re.compile("讯|记者|报道|客户端|消息|通讯员|[)-]|社记者")


def _masthead(scene: Scene, mention: Mention) -> bool:
    """Tell whether a news outlet stands here as the reporter and does nothing in the story."""
    if mention.organ != "media":
        return False
    publisher = scene.article.publisher or ""
    return mention.name in publisher or bool(_REPORTS.match(scene.folded, mention.end))


def _settled(mentions: list[Mention]) -> list[Mention]:
    """Give 县司法局 the name of the one unlisted body that ends so (岚川县司法局), or drop it."""
    named = {one.name for one in mentions if one.code is None}
    out: list[Mention] = []
    for mention in mentions:
        if (mention.code is None and mention.name[0] in "区县旗镇乡") or mention.name.startswith("街道"):
            owners = sorted(name for name in named if name != mention.name and name.endswith(mention.name))
            if len(owners) == 1:
                out.append(replace(mention, name=owners[0], aliases=(mention.name,)))
            continue
        out.append(mention)
    return out


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Drop a mention that lies wholly inside another which does not start where it starts."""
    before: dict[int, int] = {}  # how far those reach that begin before a place where one begins
    farthest = 0
    for start, group in itertools.groupby(sorted(mentions, key=_start), key=_start):
        before[start] = farthest
        farthest = max(farthest, *(one.end for one in group), 0)
    return [mention for mention in mentions if mention.end > before[mention.start]]


def _start(mention: Mention) -> int:
    return mention.start


def _short_forms(scene: Scene, words: OrganWords, mentions: list[Mention]) -> list[Mention]:
    """Find later short forms of bodies named in full: 法律援助中心, and what 以下简称 defines."""
    known: dict[str, Mention] = {}
    defined: set[str] = set()
    for mention in mentions:
        for alias in naming.cores(scene, mention):
            known.setdefault(alias, mention)
        definition = _DEFINITION.match(scene.folded, mention.end)
        if definition:
            defined.add(definition.group(1))
            known[definition.group(1)] = mention
    if not known:
        return []
    covered = [(mention.start, mention.end) for mention in mentions]
    out: list[Mention] = []
    for found in occurrences(known, scene.folded):
        if any(start < found.end and found.start < end for start, end in covered):
            continue
        source = known[found.word]
        if found.word in defined:
            # 广州仲裁委员会(以下简称“广仲”): what the text defines needs no ending and no word boundary.
            out.append(replace(source, start=found.start, end=found.end, aliases=(*source.aliases, found.word)))
            continue
        if not scene.tokens.starts_at(found.start):
            continue
        before = scene.tokens.at(found.start - 1)
        if before is not None and (before.word in {"兵团", "各", "全市", "各级", "全省", "全国", "所有", "基层", "某"} or before.tag == "m"):
            continue
        if not is_ending(scene, words, found):
            continue
        out.append(replace(source, start=found.start, end=found.end))
    return out
