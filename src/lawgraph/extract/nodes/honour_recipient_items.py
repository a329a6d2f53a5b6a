"""The single recipients of an honour, read backwards from where one ends: 市司法局局长|张三, 石桥村, 全市法院系统."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.nodes.official_names import name_at, name_before
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from lawgraph.extract.nodes.name_words import Name
    from lawgraph.extract.scene import Scene

_HAN = "\u4e00-\u9fff"
BRACKET = re.compile(r"\((?:[^()\n]{1,48})\)$")
JOINT_BEFORE = re.compile(r" ?(?:、|和|及|以及|与|同|暨) ?$")


class _Words(NamedTuple):
    titles: tuple[str, ...]
    long_titles: Endings  # those of two letters and more
    crowds: tuple[str, ...]
    units: tuple[str, ...]
    conferring: tuple[str, ...]
    works: re.Pattern[str]
    that_work: re.Pattern[str]
    system: re.Pattern[str]


@functools.cache
def words() -> _Words:
    """Return the words that tell who a recipient is."""
    vocabulary = Vocabulary.load()
    table = vocabulary.honours
    works = "|".join(sorted(table["works"], key=lambda word: (-len(word), word)))
    systems = "|".join(sorted(table["systems"], key=lambda word: (-len(word), word)))
    titles = sorted({*vocabulary.posts["heads"], *vocabulary.posts["others"]}, key=lambda word: (-len(word), word))
    return _Words(
        tuple(titles),
        Endings(title for title in titles if len(title) > 1),
        tuple(table["crowds"]),
        tuple(table["units"]),
        tuple(table["conferring"]),
        re.compile(rf"(?:(?:报送|选送|推送|推荐|创作|拍摄|制作|办理|承办|审理|撰写|申报|打造|推出|主办|编写|建设|研发|探索|创新|创建|开发|运营|设计|录制|申请|编排)?的)?(?:[^,。;:!?\n、]{{0,24}}?(?:{works})|《[^《》\n]{{2,40}}》)$"),
        re.compile(rf"(?:该|这一|这个|此)(?:{works})"),
        re.compile(rf"(?P<place>(?!全[省市县区州旗])[{_HAN}]{{2,10}}?)?(?P<all>全[省市县区州旗])?(?P<kind>{systems})(?:系统|战线)$"),
    )


def joined(scene: Scene, floor: int, end: int, kinds: frozenset[Kind]) -> list[Mention]:
    """Return the recipients of a list that ends at ``end``: A局、B局局长甲和乙."""
    out: list[Mention] = []
    while end > floor:
        one = _item(scene, floor, end, kinds)
        if one is None:
            break
        mention, start = one
        out.insert(0, mention)
        joint = JOINT_BEFORE.search(scene.folded[floor:start])
        if joint is None:
            break
        end = floor + joint.start()
        end = _strip(scene.folded, floor, end)
    return out


def _strip(folded: str, floor: int, end: int) -> int:
    bracket = BRACKET.search(folded[floor:end])
    if bracket:
        end = floor + bracket.start()
    return end - 2 if folded.endswith("同志", floor, end) else end


def _item(scene: Scene, floor: int, end: int, kinds: frozenset[Kind]) -> tuple[Mention, int] | None:
    """Return the recipient that ends at ``end`` and where its whole phrase (局长|张三) begins."""
    if scene.folded.endswith("代表队", floor, end) and scene.bodies_to(end - 3):
        end -= 3  # 市司法局|代表队
    ending = end_of_person(scene, floor, end)
    if ending is not None:
        return ending, _phrase_start(scene, floor, ending)
    whole = _whole_clause(scene, floor, end) if kinds == {Kind.OFFICIAL} else None
    if whole is not None:
        return whole, floor
    bodies = [one for one in (*scene.institutions, *scene.place_mentions) if one.end == end and one.start >= floor and not in_name(scene, one)]
    if bodies:
        body = min(bodies, key=lambda one: (one.start, one.kind is Kind.PLACE))
        if governed(scene, floor, body.start):
            return None
        above = min((one.start for one in scene.bodies_to(body.start) if one.start >= floor), default=body.start)
        begin = with_place(scene, floor, above)
        return body, _phrase_above(scene, floor, begin) if body.kind is Kind.PLACE and body.name.endswith(("村", "社区")) else begin
    for read in (_system, unit, _own_unit, _branch, _village):
        made = read(scene, floor, end)
        if made is not None:
            return made, _phrase_above(scene, floor, made.start) if read is _village else made.start
    return _unknown(scene, floor, end, kinds)


def _phrase_above(scene: Scene, floor: int, start: int) -> int:
    """Return where the divisions begin that are printed before a village's town: 我市金湖县|吕良镇花园村."""
    while start > floor and "\u4e00" <= scene.folded[start - 1] <= "\u9fff" and scene.folded[start - 1] not in "和与及":
        start -= 1
    return start


def end_of_person(scene: Scene, floor: int, end: int) -> Mention | None:
    """Return the known person whose name, or name and title (张三局长), ends at ``end``."""
    folded = scene.folded
    if not scene.officials:
        return None
    stops = [end, *(end - len(title) for title in words().long_titles.every(folded, end, floor))]
    return next((one for one in scene.officials if one.end in stops and one.start >= floor and one.end > one.start), None)


def _phrase_start(scene: Scene, floor: int, person: Mention) -> int:
    """Return where the titles before a person begin: behind the person listed before, else at the body."""
    folded = scene.folded
    for other in sorted(scene.officials, key=lambda one: -one.end):
        if floor <= other.start and other.end <= person.start and re.match(r"(?:\([^()]{1,16}\))?(?:同志)?(?:、|和|及|以及|与)[^,。;]{0,45}$", folded[other.end : person.start]):
            joint = re.match(r"(?:\([^()]{1,16}\))?(?:同志)?(?:以及|[、和及与])", folded[other.end : person.start])
            return other.end + (joint.end() if joint else 0)
    return _item_start(scene, floor, person.start)


def _item_start(scene: Scene, floor: int, start: int) -> int:
    """Return where the item of a list begins whose name stands at ``start``: of 、县医调会|陈桂文 behind the mark."""
    lead = re.search("[^、和与及,。;:“”\n]*$", scene.folded[floor:start])
    if lead is None or not lead.group() or not (lead.group().endswith(words().titles) or _WHOSE.search(lead.group())):
        return start
    return floor + lead.start()


def with_place(scene: Scene, floor: int, start: int) -> int:
    """Take a place printed before a body's name along: 四川省|宜宾市司法局."""
    return min((place.start for place in scene.places if place.end == start and place.start >= floor), default=start)


GOVERNORS = {"在", "于", "从", "由", "经", "向", "对", "受", "据", "到", "赴", "给", "为", "对于", "按照", "根据", "经由", "以"}


def governed(scene: Scene, floor: int, start: int) -> bool:
    """Tell whether a preposition rules a body: 在市司法局…, 经省厅…."""
    token = scene.tokens.at(with_place(scene, floor, start) - 1)
    return token is not None and token.start >= floor and token.word in GOVERNORS


def in_name(scene: Scene, mention: Mention) -> bool:
    """Tell whether a mention stands within a short quotation, which is a name of something else."""
    return any(quote.start <= mention.start < quote.end and quote.end - quote.start <= 40 for quote in scene.text.quotes)


def _system(scene: Scene, floor: int, end: int) -> Mention | None:
    """Read a system of bodies: 宜宾|全市|司法行政系统 is 宜宾市司法行政系统."""
    window = scene.folded[max(floor, end - 24) : end]
    text = re.split("[、和与及,]", window)[-1]
    match = words().system.search(text)
    if match is None:
        return None
    start = end - len(text) + match.start()
    kind = match["kind"] + match.group()[-2:]
    printed = scene.quote(start, end)
    place = next((one for one in scene.places if start <= one.start < start + len(match["place"] or "") and one.division), None)
    division = place.division if place else scene.setting.level(match["all"][1:]) if match["all"] else None
    if division is None:
        return None
    begin = place.start if place else start
    return Mention(begin, end, Kind.INSTITUTION, division.name + kind, (printed,) if printed != division.name + kind else (), division.code, None)


_NO_UNIT = re.compile("[获荣因在以被将任为是的了和与及等]|组织(?![部处科人])|开展|坚持|带领|指导(?![处科室中站组])|报送|系统|工作$|全体|机关干部")


def _parts(scene: Scene, body: Mention) -> bool:
    """Tell whether a body's name ends where a word does, and no place follows: not 党组|织, not 该所的|常德市…中心."""
    following = body.end + (1 if scene.folded.startswith("的", body.end) else 0)
    return scene.tokens.starts_at(body.end) and not any(place.start == following for place in scene.places)


_BRANCH = re.compile(rf"(?P<short>[{_HAN}]{{2,4}})(?P<unit>党组织|党总支|党支部|党委)")


def _branch(scene: Scene, floor: int, end: int) -> Mention | None:
    """Read 明远|党支部 in an article with one 某市明远律师事务所: a clause that opens with its short name."""
    match = _BRANCH.fullmatch(scene.folded, floor, end)
    if match is None:
        return None
    owners = {one.name: one for one in scene.institutions if one.end <= floor and match["short"] in one.name.removesuffix("律师事务所") and one.name.endswith("事务所")}
    if len(owners) != 1:
        return None
    owner = next(iter(owners.values()))
    return Mention(floor, end, Kind.INSTITUTION, owner.name + match["unit"], (match.group(),), owner.code, None)


def unit(scene: Scene, floor: int, end: int) -> Mention | None:
    """Make a unit that no list of bodies has, named by its parent: 市司法局|普法科."""
    folded = scene.folded
    if not folded.endswith(words().units, floor, end):
        return None
    parents = [one for one in scene.institutions if floor <= one.start and one.end < end <= one.end + 16 and not in_name(scene, one) and _parts(scene, one)]
    if parents:
        parent = max(parents, key=lambda one: (one.end, -one.start))
        rest = folded[parent.end : end].removeprefix("的")
        name, code, start = parent.name + rest, parent.code, parent.start
    else:
        towns = [one for one in scene.places if floor <= one.start and one.end < end <= one.end + 16 and one.division is not None]
        if not towns:
            return None
        town = towns[-1]
        rest = folded[town.end : end]
        if len(rest) < 3:
            return None
        assert town.division is not None
        name, code, start = town.division.name + rest, town.division.code, town.start
    if not re.fullmatch(rf"[{_HAN}()“”\d·]+", rest) or _NO_UNIT.search(rest) or rest.count("“") != rest.count("”"):
        return None
    if any(token.tag[0] in "pdcru" and token.word != rest[-1] + "等" for token in scene.tokens.between(end - len(rest), end)):
        return None  # but 民事审判第三|庭等|15个集体
    printed = scene.quote(start, end)
    return Mention(start, end, Kind.INSTITUTION, name, (printed,) if printed != name else (), code, None)


#: A unit of the body that the article is about goes by its kind alone: 政治部|被评为…, 民二庭|获评….
_OWN_UNIT = re.compile(rf"(?!律师事务所)(?:政治部|政治处|办公室|综合办|研究室|执行局|机关党委|机关党支部|团支部|团委|妇委会|工会|政工科|督查室|法警大队|警令部|政工室|未检办|[{_HAN}]{{2,8}}(?:支部|服务中心)|[{_HAN}]{{1,6}}(?:庭|科|室|处|监区|大队|支队|中队|党支部))")


def _own_unit(scene: Scene, floor: int, end: int) -> Mention | None:
    """Make a unit that opens its clause by its kind, named by the body that the article is about."""
    focus = scene.focus
    start = end - len(re.split("[、和与及,; \n]", scene.folded[floor:end])[-1])
    if focus is None or focus.organ in {"media", "government", "party-committee"} or not _OWN_UNIT.fullmatch(scene.folded, start, end):
        return None
    printed = scene.quote(start, end)
    if printed in _STUDIOS:
        return _studio(scene, start, printed)
    if re.match("[该各全本其此我][^省]|[一两三]个", printed) or any(token.tag[0] in "pdcru" for token in scene.tokens.between(start, end)):
        return None
    if any(one.start < end and start < one.end for one in scene.places):
        return None
    own = next((word for word in ("分局", "支队", "大队", "总队") if focus.name.endswith(word) and printed.startswith(word)), "")
    return Mention(start, end, Kind.INSTITUTION, focus.name + printed.removeprefix(own), (printed,), focus.code, None)


_STUDIOS = {"工作室", "调解室"}


def _studio(scene: Scene, start: int, printed: str) -> Mention | None:
    """Return the only studio that the text has named in quotation marks: “春风工作室”…,|工作室|先后荣获."""
    named: dict[str, str] = {}
    for quote in scene.text.quotes:
        inner = scene.quote(quote.start, quote.end)
        if quote.end < start and len(inner) > len(printed) and inner.endswith(printed):
            named[inner.removesuffix(printed)] = inner
        elif quote.end < start and re.match(rf"[{_HAN}]{{0,6}}{printed}", scene.folded[quote.end + 1 :]):
            named.setdefault(inner, f"“{inner}”{printed}")
    return Mention(start, start + len(printed), Kind.INSTITUTION, next(iter(named.values())), (printed,)) if len(named) == 1 else None


_VILLAGE = re.compile(rf"(?P<up>[{_HAN}]*(?:市|县|区|镇|乡|街道))?(?P<own>[{_HAN}]{{1,5}}(?:村|社区))$")


def _village(scene: Scene, floor: int, end: int) -> Mention | None:
    """Read a village or community that no gazetteer lists: 石马镇|长湾村."""
    window = re.split("[、和与及,。;的]", scene.folded[max(floor, end - 24) : end])[-1]
    match = _VILLAGE.search(window)
    if match is None or re.search("示范|文明|各|个|名|全|该|本|先进|美丽", window) or window.startswith(("我", "全")):
        return None
    own = match["own"]
    up = re.search(rf"[{_HAN}]{{2,4}}(?:镇|乡|街道)$", match["up"] or "")
    start = end - len(own) - (len(up.group()) if up else 0)
    printed = scene.quote(start, end)
    code = scene.setting.focus.code if scene.setting.focus is not None else None
    return Mention(start, end, Kind.PLACE, own, (printed,) if printed != own else (), code)


def _name_before(scene: Scene, end: int, floor: int) -> Name | None:
    """Return the longest name that ends at ``end``: 周海涛 rather than 海涛, where both begin with a surname."""
    for start in range(max(floor, end - 4), end - 1):
        name = name_at(scene, start)
        if name is not None and name.end == end and (start == floor or not "\u4e00" <= scene.folded[start - 1] <= "\u9fff" or scene.tokens.starts_at(start)):
            return name
    return name_before(scene, end, floor)


#: Right before a name: its post, or whose person it is (某镇调委会|的).
_WHOSE = re.compile(rf"[{_HAN}]{{2,}}(?:会|所|局|院|庭|队|处|室|站|村|镇|中心|科|社区|街道|监狱|公司|支部)的?$")


def _titled_name(scene: Scene, floor: int, end: int) -> Mention | None:
    """Read two or three letters behind a post or a body as a name, whatever the tagger made of them: 调委会主任|王新和."""
    folded = scene.folded
    surnames = Vocabulary.load().surnames
    for length in (3, 2):
        start = end - length
        text = folded[start:end]
        if start < floor or not re.fullmatch(rf"[{_HAN}]+", text) or text[0] not in surnames:
            continue
        before = folded[floor:start]
        if not (before.endswith(words().titles) or _WHOSE.search(before)) or text.endswith((*words().titles, *words().crowds)):
            continue
        if any(one.start < end and start < one.end for one in (*scene.institutions, *scene.place_mentions)):
            continue
        first = scene.tokens.at(start)
        if first is None or first.start != start or any(token.word in words().titles or (len(token.word) > 1 and token.tag[0] in "nv" and not token.tag.startswith("nr") and token.end - token.start == length) for token in scene.tokens.between(start, end)):
            continue
        return Mention(start, end, Kind.OFFICIAL, text)
    return None


def _whole_clause(scene: Scene, floor: int, end: int) -> Mention | None:
    """Read the three letters that are all that stands before the verb as a name, though they hold a place's: 郑武进|获评福建省十大法治人物."""
    text = scene.folded[floor:end]
    if not re.fullmatch(rf"[{_HAN}]{{3}}", text) or text[0] not in Vocabulary.load().surnames or text.endswith((*words().titles, *words().crowds, *words().units)):
        return None
    taken = (*((one.start, one.end) for one in (*scene.institutions, *scene.place_mentions)), *((one.start, one.end) for one in scene.places))
    return None if any(start == floor < last for start, last in taken) else Mention(floor, end, Kind.OFFICIAL, text)


#: Who somebody is, where no post is told: 社员|宋志武.
_MEMBERS = ("先进人物", "先进典型", "社员", "党员", "会员", "盟员", "队员", "选手")


def _unknown(scene: Scene, floor: int, end: int, kinds: frozenset[Kind]) -> tuple[Mention, int] | None:
    """Read the name of a person who is named for the honour alone: 陈立|荣获“全国模范法官”."""
    if Kind.OFFICIAL not in kinds:
        return None
    name = _name_before(scene, end, floor)
    if name is None or len(name.text) < 2:
        made = _titled_name(scene, floor, end)
        return (made, _item_start(scene, floor, made.start)) if made is not None else None
    folded = scene.folded
    before_it = folded[name.start - 1 : name.start]
    titled = folded.endswith((*words().titles, *_MEMBERS), floor, name.start) or (scene.tokens.starts_at(name.start) and _WHOSE.search(folded[floor : name.start]) is not None)
    edge = name.start == floor or before_it in {",", "、", "。", ":", ";", "和", "与", " ", "”", "\n", ")", ""} or titled or bool(scene.bodies_to(name.start))
    tokens = scene.tokens.between(name.start, end)
    if before_it in {"的", "有"} and tokens and tokens[0].start == name.start and tokens[-1].end == end:
        edge = True  # 来自法律援助战线的|张立
    sure = any(token.tag.startswith("nr") for token in tokens) or titled
    if not edge or not (kinds == frozenset({Kind.OFFICIAL}) or sure):
        return None
    if any(token.tag[0] in "nv" and not token.tag.startswith("nr") and token.end - token.start > 2 for token in tokens):
        return None
    if any(one.start < end and name.start < one.end for one in (*scene.institutions, *scene.place_mentions)):
        return None
    return Mention(name.start, name.end, Kind.OFFICIAL, name.text), _item_start(scene, floor, name.start)
