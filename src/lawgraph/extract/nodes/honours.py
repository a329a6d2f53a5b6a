"""Find honours, and who was given them.

Patterns, each with an example; the rules in ``extract.rules.awards`` turn them into claims:

- ``subject``: 市司法局被授予“全国先进集体”称号 · 荣立个人二等功
- ``carried``: the same with its subject in an earlier clause or sentence
- ``object``: 司法部授予市司法局“全国先进集体”称号 · 给张三记个人二等功
- ``handed``: 把“全国先进集体”的牌子颁给市司法局
- ``named-after``: 获得“全国优秀法官”称号的是:张三、李四
- ``same``: 石桥村榜上有名 · 市公证处也获此殊荣
- ``listed``: a heading with an honour, and a name a line
- ``being``: 石桥村是全国乡村旅游模范村
- ``praised``: 对张三、李四等10名“金牌人民调解员”予以表彰
- ``apposition``: “全国优秀共产党员”吴立 · 全国模范人民调解员张三
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Award
from lawgraph.extract.nodes import honour_contests, honour_lists, honour_same, honour_sayings
from lawgraph.extract.nodes.honour_crowds import Found as Before
from lawgraph.extract.nodes.honour_crowds import crowd_at
from lawgraph.extract.nodes.honour_names import Piece, pieces
from lawgraph.extract.nodes.honour_recipient_items import joined, with_place
from lawgraph.extract.nodes.honour_recipients import (
    anaphor,
    bare_unit,
    before,
    carried,
    hero,
    last_person,
    respective,
    trim,
)
from lawgraph.extract.nodes.honour_verbs import Verb, folds, is_real, may_name, verbs_of, words
from lawgraph.extract.nodes.honour_words import for_places, is_marked, kinds_of
from lawgraph.extract.nodes.official_names import names_from
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span


def find_awards(scene: Scene) -> list[Award]:
    """Return the awards in a text, and take the bodies that are no bodies but part of an honour's name out of it."""
    awards: list[Award] = []
    for sentence, verbs in verbs_of(scene).items():
        if may_name(scene, sentence):
            awards.extend(_of_sentence(scene, sentence, verbs))
    awards.extend(honour_same.shared(scene, awards))
    taken = [(award.honour.start, award.honour.end) for award in awards]
    told = (*honour_lists.appositions(scene), *honour_lists.listings(scene))
    blocks = honour_sayings.by_name_spans(scene) if told else []
    for honour, people, pattern in told:
        at = honour.start
        if any(start <= at < end for start, end in blocks):
            continue
        if pattern == "apposition" and any(start <= at < end for start, end in taken):
            continue
        awards.append(Award(honour, pattern, at, people))
    taken = [(award.honour.start, award.honour.end) for award in awards]
    for honour, people, pattern in (*honour_sayings.sayings(scene), *honour_sayings.emerged(scene)):
        if not any(start < honour.end and honour.start < end for start, end in taken):
            awards.append(Award(honour, pattern, honour.start, people))
            taken.append((honour.start, honour.end))
    if not awards:
        return awards
    awards = _one_name(awards)
    spans = [(award.honour.start, award.honour.end) for award in awards]
    scene.institutions = [one for one in scene.institutions if not _within(scene, one, spans)]
    return sorted(awards, key=lambda one: (one.honour.start, one.honour.end, one.at))


def _within(scene: Scene, body: Mention, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a body is only part of an honour's name: 全国模范人民调解委员会, 省“枫桥式”司法所."""
    printed = scene.folded[body.start : body.end]
    return body.end > body.start and is_marked(printed) and any(body.start <= end and start <= body.end and body.end <= end + 1 for start, end in spans)


def _one_name(awards: list[Award]) -> list[Award]:
    """Call an honour by one name in an article: 第七届安徽省“…” and 全省“…” are one."""
    known: dict[str, str] = {}
    out: list[Award] = []
    for award in awards:
        forms = {re.sub("[“”‘’]", "", form) for form in (award.honour.name, *award.honour.aliases)}
        name = next((known[form] for form in sorted(forms) if form in known and len(form) > 5), award.honour.name)
        for form in forms:
            known.setdefault(form, name)
        if name != award.honour.name:
            award = replace(award, honour=replace(award.honour, name=name, aliases=(award.honour.name, *(one for one in award.honour.aliases if one != name))))  # noqa: PLW2901
        out.append(award)
    return out


def _of_sentence(scene: Scene, sentence: Span, verbs: list[Verb]) -> Iterator[Award]:
    last: list[Award] = []
    skip: int | None = None
    waiting: tuple[Verb, int] | None = None
    for index, verb in enumerate(verbs):
        limit = verbs[index + 1].start if index + 1 < len(verbs) else sentence.end
        following = verbs[index + 1] if index + 1 < len(verbs) else None
        if following is not None and folds(scene, verb, following):
            skip = verb.start if skip is None else skip
            continue
        found = list(_of_verb(scene, verb, limit, skip, last)) if is_real(scene, verb, sentence) else []
        skip = None
        if waiting is not None and found:
            found += list(_shared_object(scene, *waiting, found))
        waiting = (verb, limit - 1) if not found and verb.word in _GRANTS and following is not None and following.word in _GRANTS and scene.folded[limit - 1] == "、" else None
        if found:
            last = [*(last if found[-1].at and _same_clause(scene, last, found) else []), *found]
        yield from found


def _same_clause(scene: Scene, last: list[Award], found: list[Award]) -> bool:
    return bool(last) and scene.text.clause(last[-1].at) == scene.text.clause(found[0].at)


_GIVER = re.compile(r"被|由|受")
#: Behind 被 these give an honour and nothing else, whatever its name.
_DEFINITE = {"授予", "颁授", "命名表彰为", "树为", "树立为"}


def _of_verb(scene: Scene, verb: Verb, limit: int, skip: int | None, last: list[Award]) -> Iterator[Award]:
    """Read the honours of one verb and who got them."""
    clause = scene.text.clause(verb.start)
    start = max(clause.start, max((award.honour.end for award in last if award.honour.end <= verb.start), default=clause.start))
    if verb.word in words().receive or skip is not None:
        end = verb.start if skip is None else skip
        read = pieces(scene, _behind(scene, verb, skip), limit, weak=verb.weak)
        giver = _between_text(scene, (skip or verb.start), verb.start) if skip is not None else None
        yield from _received(scene, verb, read, floor=start, end=end, giver=giver, last=last)
        return
    passive = [match for match in _GIVER.finditer(scene.folded, start, verb.start) if not scene.text.in_quotes(match.start())]
    if passive and "," not in scene.folded[passive[-1].end() : verb.start]:
        giver = _between_text(scene, passive[-1].start(), verb.start)
        # 被司法部列为…: whom a body so names was honoured by it.
        named_by = any(passive[-1].end() <= one.start and one.end <= verb.start for one in scene.institutions)
        read = pieces(scene, verb.end, limit, weak=verb.weak and not named_by and verb.word not in _DEFINITE)
        yield from _received(scene, verb, read, floor=start, end=passive[-1].start(), giver=giver, last=last)
        return
    yield from _given(scene, verb, start, limit, last)


def _behind(scene: Scene, verb: Verb, skip: int | None) -> int:
    return verb.end + 1 if skip is not None and scene.folded.startswith("的", verb.end) else verb.end


def _between_text(scene: Scene, start: int, end: int) -> str | None:
    """Return who gives it as printed between 被 (or 获) and the verb: 被|中宣部、司法部|联合授予."""
    text = re.sub(r"^(?:被|由|受|先后|荣获|获得|喜获|再获|又获|曾获|获)+", "", scene.quote(start, end).strip())
    text = re.sub(r"(?:联合|分别|共同|先后|光荣|正式|授予|多次|再次|连续|首次|集体|同时|一致|等部门|[\d一二三四五六七八九十两]+[次度])+$", "", text)
    return text if 2 <= len(text) <= 30 and not re.search("[,。;]", text) else None


def _received(scene: Scene, verb: Verb, read: list[Piece], *, floor: int, end: int, giver: str | None, last: list[Award]) -> Iterator[Award]:
    """Give the honours read behind a verb to the subject before it."""
    read = read or honour_contests.prize(scene, verb.start, verb.end)
    if not read:
        return
    after = honour_lists.named_after(scene, read[-1].end, kinds_of(read[-1].honour.name)) or honour_lists.called(scene, read[-1].end, kinds_of(read[-1].honour.name))
    sides = {kinds_of(piece.honour.name) for piece in read}
    wanted = next(iter(sides)) if len(sides) == 1 else frozenset(Kind)
    role = scene.folded.rfind("作为", floor, end)
    if after == () and role > floor:
        after, end = None, role  # 田立|作为荣获“…”称号的唯一代表
    if after is None:
        found = before(scene, floor, end, wanted)
    shared = after is None and len(read) > 1 and scene.folded.find("分", floor, verb.start + 2) >= 0
    each = respective(scene, floor, end, len(read)) if shared else ()
    if each:
        found = Before(each)
    paired = bool(each) or (after is None and len(read) == len(found.mentions) > 1 and "分别" in scene.folded[floor : verb.end])
    for index, piece in enumerate(read):
        kinds = kinds_of(piece.honour.name)
        pattern = "subject"
        if after is not None:
            people, count, pattern = after, None, "named-after"
        else:
            people, count = found.mentions, found.crowd
            if not people and count is not None:
                people = honour_lists.told_on(scene, read[-1].end, kinds)
            if paired:
                people = (found.mentions[index],)
            if found.empty:
                people, pattern = tuple(_standing(scene, verb.start, piece, kinds, last)), "carried"
        yield _award(piece, pattern, verb.start, (one for one in people if one.kind in kinds), giver=piece.giver or giver, count=piece.times or count)


#: 授予甲等65名同志、|追授乙等4名同志“…”称号: the first has the second's honour.
_GRANTS = {"授予", "追授"}


def _shared_object(scene: Scene, verb: Verb, end: int, found: list[Award]) -> Iterator[Award]:
    """Give the honour of a second verb of granting to the holders behind the first."""
    crowd = crowd_at(scene, verb.end, end)
    for award in found:
        people = (one for one in (crowd.mentions if crowd else ()) if one.kind in kinds_of(award.honour.name))
        yield replace(award, at=verb.start, receivers=tuple(people), count=crowd.crowd if crowd else None)


def _award(piece: Piece, pattern: str, at: int, people: Iterable[Mention], *, giver: str | None, count: int | None) -> Award:
    unique = {(one.kind, one.name): one for one in people}
    return Award(piece.honour, pattern, at, tuple(unique.values()), giver, count or None)


#: A clause that is a name for something that another's clause goes on about: 其中向水务局发出的|一份,获评….
_PARTITIVE = re.compile("其中[^,。;]{2,30}的[一两三四五六七八九十\\d]+[份件篇项起部个],$")


def _is_partitive(scene: Scene, position: int) -> bool:
    """Tell whether the clause before a verb's is about one of the things told of: it is nobody's dropped subject."""
    clause = scene.text.clause(position)
    return _PARTITIVE.search(scene.folded, scene.text.sentence(position).start, clause.start) is not None


_OF_MANY = re.compile("(?:[两三四]级|各级|各地)(?:检察|法院|公安|司法|人民|政法)")


def _standing(scene: Scene, position: int, piece: Piece, kinds: frozenset[Kind], last: list[Award]) -> list[Mention]:
    """Return who a dropped subject is: of the award before in the sentence, of an earlier clause, or the article's."""
    if last and last[-1].at != position:
        same = [one for one in last[-1].receivers if one.kind in kinds]
        if same or ";" not in scene.folded[last[-1].at : position]:
            return same
    if _is_partitive(scene, position):
        return []
    found = carried(scene, position, kinds & {Kind.PLACE} if for_places(piece.honour.name) else kinds)
    if found:
        return found
    leading = hero(scene)
    if leading is not None and Kind.OFFICIAL in kinds:
        return [anaphor(leading, position)] if leading.start < position else []
    focus = scene.focus
    if _OF_MANY.search(scene.folded, scene.text.sentence(position).start, position):
        return []  # 三级检察机关共…,成功创建…: many bodies, and none of them named
    unit = bare_unit(scene, position)
    if unit is not None:
        return [anaphor(one, position) for one in unit if one.kind in kinds]
    if leading is not None or focus is None or _elsewhere(scene, position, focus) or Kind.INSTITUTION not in kinds or focus.organ == "media" or for_places(piece.honour.name):
        return []
    return [anaphor(focus, position)]


def _elsewhere(scene: Scene, position: int, focus: Mention) -> bool:
    """Tell whether a sentence speaks of another city than the article's body is in: it is then no subject of it."""
    sentence = scene.text.sentence(position)
    own = re.sub("(?:00)+$", "", focus.code or "")
    codes = (re.sub("(?:00)+$", "", place.division.code) for place in scene.places if place.division is not None and sentence.start <= place.start < position)
    return bool(own) and any(not own.startswith(code) and not code.startswith(own) for code in codes)


_TOWARDS = re.compile(r"将|把|给(?!予)|为|对|向")
_DIRECT = ("评为", "评定为", "评选为", "命名为", "确定为", "确立为", "认定为", "列为", "表彰为", "通报表彰为", "考评为", "考核为", "定为", "授牌为", "荣记", "命名表彰为", "选为", "推选为")


def _given(scene: Scene, verb: Verb, floor: int, limit: int, last: list[Award]) -> Iterator[Award]:
    """Give the honours of an active verb to its object: 授予A、B“…”, 将A评为…, 给A记…."""
    handed = list(_handed(scene, verb, floor, limit))
    if handed:
        yield from handed
        return
    towards = [match for match in _TOWARDS.finditer(scene.folded, floor, verb.start) if scene.tokens.starts_at(match.start()) or any(one.start == match.end() for one in (*scene.institutions, *scene.officials))]
    giver = _giver_before(scene, floor, towards[-1].start() if towards else verb.start)
    if verb.word in words().split:
        yield from _object(scene, verb, limit, giver, joint="为")
        return
    direct = pieces(scene, verb.end, limit, weak=verb.weak) if verb.word not in words().hand or verb.word == "授予" else []
    if direct and direct[0].giver is not None and not towards:
        direct = []  # 授予|青州市司法局|“…”: what stands there gets it
    if direct and any(direct[0].honour.start <= one.start and one.end < direct[0].honour.end for one in scene.officials):
        direct = []  # 授予|局长张三|…奖章
    if direct and towards:
        object_ = before(scene, towards[-1].end(), verb.start, frozenset(Kind))
        between = scene.folded[towards[-1].end() : verb.start].strip()
        if re.match(r"(?:其|他|她|它)", between):
            him = honour_same.spoken_to(scene, verb.start)
            object_ = Before((him,)) if him is not None else Before(empty=True)
        elif between and object_.empty:
            object_ = Before()  # 为|长期奉献的干警|颁发: nobody who is named
        for piece in direct:
            kinds = kinds_of(piece.honour.name)
            people = tuple(object_.mentions) if not object_.empty else tuple(_standing(scene, verb.start, piece, kinds, last))
            yield _award(piece, "object", verb.start, (one for one in people if one.kind in kinds), giver=giver, count=piece.times or object_.crowd)
        return
    if direct and verb.word in _DIRECT:
        yield from _received(scene, verb, direct, floor=floor, end=verb.start, giver=None, last=last)
        return
    if direct and not towards and verb.word == "记" and any(one.end == verb.start for one in (*scene.institutions, *scene.officials)):
        yield from _received(scene, verb, direct, floor=floor, end=verb.start, giver=None, last=last)
        return  # 章丘检察院|记|集体一等功
    if direct and not towards and (same := honour_same.told_on(scene, verb, last)):
        for piece in direct:
            kinds = kinds_of(piece.honour.name)
            yield _award(piece, "carried", verb.start, (one for one in same if one.kind in kinds), giver=None, count=piece.times)
        return
    if direct:
        him = last_person(scene, verb.start) if scene.folded.startswith("其", verb.end) else None
        for piece in direct:
            people = (anaphor(him, verb.start),) if him is not None and Kind.OFFICIAL in kinds_of(piece.honour.name) else ()
            yield _award(piece, "object", verb.start, people, giver=giver, count=piece.times)
        return
    yield from _object(scene, verb, limit, giver)


def _giver_before(scene: Scene, floor: int, end: int) -> str | None:
    """Return the bodies that are the subject of an active clause, as printed: 司法部、财政部|决定授予."""
    bodies = [one for one in scene.institutions if floor <= one.start and one.end <= end and not one.anaphoric]
    if not bodies:
        return None
    last = max(bodies, key=lambda one: (one.end, -one.start))
    start = last.start
    for one in sorted(bodies, key=lambda one: -one.start):
        if one.end <= start and re.fullmatch("[、和与及]|以及|会同|联合", scene.folded[one.end : start]):
            start = one.start
    return scene.quote(start, last.end)


def _object(scene: Scene, verb: Verb, limit: int, giver: str | None, joint: str = "") -> Iterator[Award]:
    """Read the recipients between a verb of giving and the honour: 授予|A局、B局等83个单位|“…”称号."""
    folded = scene.folded
    stop = min(limit, verb.end + 120)
    quote = folded.find("“", verb.end, stop)
    ends = {one.end for one in (*scene.institutions, *scene.officials, *scene.place_mentions) if verb.end <= one.start and one.end < stop}
    names = names_from(scene, verb.end, stop)
    ends |= {name.end for name in names}
    if quote >= 0 and not joint:
        ends.add(quote)
    ends |= {match.end() for match in re.finditer(r"同志|等(?:\d+|[一二三四五六七八九十]+)(?:个|名|位|家|人)[\u4e00-\u9fff]{0,4}?(?=“|为|全|省|市|“|\d|服务|荣誉|第|个人|集体|先进|优秀)|\d+名[\u4e00-\u9fff]{2,28}?(?:民警|干警|法官|检察官)(?=全国|全省|“)|(?:\d+|[一二三四五六七八九十])(?:个|名|位|家)(?:单位|集体|个人|同志|人|司法所|民警|法官|干警|村\(社区\)|村|社区|县|镇|街道|律师事务所|律所|人民调解委员会|公证处|律师|人民调解员|调解员)", folded[:stop]) if match.end() > verb.end}
    read: list[Piece] = []
    end = verb.end
    for stop_at in sorted(ends, key=lambda one: (one == quote, -one)):
        if not (verb.end < stop_at <= (quote if quote >= 0 else stop) and folded.startswith(joint, stop_at)):
            continue
        found = pieces(scene, stop_at + 1 if folded.startswith("为", stop_at) else stop_at, limit, weak=False)
        whole = bool(found) and _covers(scene, verb.end, stop_at, kinds_of(found[0].honour.name))
        if found and (not read or whole):
            read, end = found, stop_at
        if whole:
            break
    if not read:
        return
    crowd = crowd_at(scene, verb.end, end)
    wanted = kinds_of(read[0].honour.name)
    if crowd is not None:
        people: tuple[Mention, ...] = crowd.mentions
    else:
        people = tuple(joined(scene, verb.end, trim(scene, verb.end, end), wanted))
    if not people and (crowd is None or "等" in folded[verb.end : end]) and Kind.OFFICIAL in wanted:
        people = tuple(Mention(one.start, one.end, Kind.OFFICIAL, one.text) for one in names)
    if not people and crowd is not None:
        people = honour_lists.told_on(scene, read[-1].end, wanted)
    for piece in read:
        kinds = kinds_of(piece.honour.name)
        yield _award(piece, "object", verb.start, (one for one in people if one.kind in kinds), giver=giver, count=piece.times or (crowd.crowd if crowd else None))


def _covers(scene: Scene, start: int, end: int, kinds: frozenset[Kind]) -> bool:
    """Tell whether recipients fill all of [start, end): in 授予省公安厅大庆安保集体一等功 省公安厅 does, 大庆 does not."""
    if crowd_at(scene, start, end) is not None:
        return True
    people = joined(scene, start, trim(scene, start, end), kinds)
    return bool(people) and (people[0].kind is Kind.OFFICIAL or with_place(scene, start, people[0].start) == start)


def _handed(scene: Scene, verb: Verb, floor: int, limit: int) -> Iterator[Award]:
    """Read 把“…”的牌子|颁给|市司法局: the honour before the verb, the recipient behind it."""
    folded = scene.folded
    word = next((one for one in words().hand if folded.startswith(one, verb.start)), None)
    mark = max((match.end() for match in re.finditer("[将把]", folded[:verb.start]) if match.start() >= floor), default=None)
    if word is None or mark is None:
        return
    read = pieces(scene, mark, verb.start, weak=False)
    if not read:
        return
    position = verb.start + len(word) + (1 if folded.startswith("了", verb.start + len(word)) else 0)
    people = honour_lists.opening_list(scene, position, limit, kinds_of(read[0].honour.name))
    for piece in read:
        yield _award(piece, "handed", verb.start, people, giver=_giver_before(scene, floor, mark), count=piece.times)

