"""Names of institutions that begin with no place: teams in quotation marks, local offices, proper names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.institution_boundaries import MAX_GAP
from lawgraph.lexicon.terms import Term
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.nodes.institution_words import OrganWords
    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.matcher import Found
    from lawgraph.lexicon.vocabulary import Organ

#: What the name of a team in quotation marks ends in: “公共法律服务律师团”.
_TEAM = ("团", "联盟", "队", "中心", "站", "协会", "联合会", "委员会")


def quoted_team(scene: Scene, found: Found, organ: Organ) -> Mention | None:
    """Accept a team whose whole name stands in quotation marks."""
    if not found.word.endswith(_TEAM):
        return None
    for quote in scene.text.quotes:
        if quote.end == found.end and quote.start < found.start and quote.end - quote.start <= MAX_GAP:
            name = scene.folded[quote.start : quote.end]
            if CLASS.search(name):
                return None
            if re.fullmatch(r"[\w·+-]+", name):
                return Mention(quote.start, quote.end, Kind.INSTITUTION, name, (f"“{name}”",), None, organ.id)
    return None


#: Kinds of body that stand in a township and are called by its short name: 横栏司法所.
LOCAL = {"judicial-office", "tribunal", "police-unit"}
_LOCAL_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}$")
#: A town's short name of which one letter is a word elsewhere: 元和|司法所, 李家|司法所.
_SMALL_WORD = re.compile(r"[\u4e00-\u9fff](?:和|家|与|对)|(?:强|原|名)[\u4e00-\u9fff]")


def _opens(scene: Scene, position: int) -> bool:
    """Tell whether a place in the text opens a part of a list or of a sentence."""
    return position == 0 or (position > 0 and scene.folded[position - 1] in "\n,。、;: ")



def local_office(scene: Scene, words: OrganWords, found: Found, organ: Organ) -> Mention | None:
    """Accept a local office by the short name of its town, which no gazetteer lists: 横栏 + 司法所."""
    if organ.id not in LOCAL or found.word not in {"司法所", "中心司法所", "派出所", "人民法庭", "法庭", "公安检查站"}:
        return None
    clause = scene.text.clause(found.start)
    start = found.start
    while start > clause.start and found.start - start < 4:  # a town's short name has two to four letters
        token = scene.tokens.at(start - 1)
        if token is None or token.word in words.kinds or token.tag[0] in "cpud" or (token.tag[0] in "rmvtf" and len(token.word) > 1):
            break
        if token.tag == "x" and not token.word.isalpha():
            break
        start = token.start
    for ending in ("公安局", "司法局", "人民法院", "法院", "公安分局", "任", "在", "到", "为"):
        if scene.folded.startswith(ending, start) and start + len(ending) < found.start:
            start += len(ending)  # 公安局|几江派出所 without its place: the station by its own name
            break
    opening = found.start - _SITE_LETTERS
    small = _opens(scene, opening) and _SMALL_WORD.fullmatch(scene.folded, opening, found.start) is not None and scene.folded[opening : found.start] not in words.kinds
    name = scene.folded[opening if small else start : found.start]
    if small and not CLASS.search(name):
        return Mention(opening, found.end, Kind.INSTITUTION, name + found.word, (), None, organ.id)
    if not _LOCAL_NAME.fullmatch(name) or CLASS.search(name) or any(name.endswith(kind) or name.startswith(kind) for kind in words.kinds):
        return None
    return Mention(start, found.end, Kind.INSTITUTION, name + found.word, (), None, organ.id)


#: Names of classes and titles, not of one body: 各乡镇司法所, 全国模范人民调解委员会.
CLASS = re.compile(r"枫桥式|标杆|星级|样板|规范化|^行政$|^(?:上级|下级|同级|各|全|该|本|某|每|多|属|直属|所属|和|级)|模范|先进|优秀|示范|最美|十佳|首个|\d+个|现有|共有|所有|^[一二两三四五六七八九十]个")


#: Kinds of body that people name after themselves: 周立群|律师事务所, 老杨|调解工作室.
_OF_PERSONS = {"law-firm", "company", "mediation", "forensic-institute", "university"}
#: Grades of a local office or a prison: 智慧法庭, 现代化文明监狱.
_GRADES = re.compile("文明|现代化|标准化|智慧")


def proper_name(scene: Scene, left: int, found: Found, organ: Organ) -> Mention | None:
    """Accept a name of its own: 宜宾|学院, 盈科|律师事务所, where the first word is a proper noun."""
    for token in scene.tokens.between(left, found.start):
        zone = token.tag == "n" and scene.folded[token.end : found.start] in _ZONES  # 屈原|管理区|人民法院
        if zone or token.tag in {"ns", "nz", "nt", "nr", "nrt", "nrfg"} or (token.tag == "x" and token.word == "“"):
            start = token.start
            if start > 0 and scene.folded[start - 1] == "“" and "”" in scene.folded[start : found.end]:
                start -= 1
            name = scene.folded[start : found.end]
            if (organ.id in LOCAL and "“" in name) or "和" in name or CLASS.search(name) or (organ.id in {*LOCAL, "prison"} and _GRADES.search(name)):
                return None  # “枫桥式”司法所 is a pattern, 各乡镇司法所 a class, no office
            if name.count("“") != name.count("”") or name.count("(") != name.count(")"):
                return None
            if organ.id == "law-firm" and _SORTS.fullmatch(scene.folded, start, found.start):
                return None  # 外国律所, 中国律所
            if len(name) < 4 or (token.tag.startswith("nr") and organ.id not in _OF_PERSONS and not _of_site(scene, organ, token.word, name) and not _OF_ZONE.search(scene.folded, start, found.start)):
                return None
            return Mention(start, found.end, Kind.INSTITUTION, name, (), None, organ.id)
    return _firm(scene, found, organ) if organ.id == "law-firm" else None


#: A firm's name between a mark, or a word that firms follow, and its ending: 分别是|千里行|律师事务所, 、|中元|律师事务所.
_FIRM = re.compile(r"(?:^|[,、:;。(\n ]|分别是|分别为|来自|当选|以及|聘请|联合|携手|会同|邀请)([\u4e00-\u9fff]{2,5}?)$")
#: Words that tell what firms, and not which: 合伙制律师事务所35家.
_WHAT_FIRMS = re.compile("中小|合伙|合作|公职|个人|国资|国办|本地|外地|境外|国外|涉外|港澳|联营|知名|大型|小型|规模|专业|综合|优秀|先进|示范|多家|部分|家|所有|有关|相关|各|全|我|该|某|这|那|其|本|外|辖区|注册|驻|签约|顾问|对口|结对|指定|受托|委托|担任|组织|律师|法律|服务|管理|指导|成立|设立|创办|加入|开办|[省市县区州旗]")


#: Sorts of firms by where they are: 外国律所.
_SORTS = re.compile("(?:中国|外国|国内|国外|境外|跨国|全球|世界|本土|两岸|内地)+")
#: The same, as words.
_ZONES = frozenset({"管理区", "林区", "垦区", "矿区"})


def _of_site(scene: Scene, organ: Organ, word: str, name: str) -> bool:
    """Tell whether what the tagger takes for a person is a site: 崔家沟|监狱 told of twice, 柏泉|强制隔离戒毒所."""
    if organ.id in {"drug-rehabilitation", "public-security"}:
        return len(word) == _SITE_LETTERS
    return organ.id == "prison" and _SITE.search(word) is not None and scene.folded.count(name) > 1


#: Letters of most sites' names.
_SITE_LETTERS = 2
#: What names of sites end in that the tagger may take for a person: 崔家沟|监狱.
_SITE = re.compile("[\u4e00-\u9fff]{2}[沟口河湖江岭坪湾桥店庄坡台峪洲岛港湖滩]$")
#: An area with a court of its own that no gazetteer lists: 屈原管理区|人民法院.
_OF_ZONE = re.compile("(?:管理区|开发区|高新区|新区|林区|垦区|矿区|保税区|示范区)$")


def _firm(scene: Scene, found: Found, organ: Organ) -> Mention | None:
    """Accept a law firm's short name that the tagger takes for no proper noun."""
    match = _FIRM.search(scene.folded, max(0, found.start - 9), found.start)
    if match is None or _WHAT_FIRMS.search(match.group(1)):
        return None
    words = "v" if any(title.start == found.end for title in scene.text.found_in(Term.TITLE, found.end, found.end + 3)) else "vn"  # 雪乡|律师事务所|主任 is one by name
    if any(token.tag[0] in "cpdru" or (token.tag[0] in words and len(token.word) > 1) for token in scene.tokens.between(match.start(1), found.start)):
        return None  # 并实行|律师事务所: a clause, and no name
    return Mention(match.start(1), found.end, Kind.INSTITUTION, match.group(1) + found.word, (), None, organ.id)
