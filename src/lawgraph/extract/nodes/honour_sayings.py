"""Honours told without a verb of award: X是全国模范…, 对A、B等10名“…”予以表彰, a name line with its honours under it."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.nodes.honour_lists import PERSONAL
from lawgraph.extract.nodes.honour_names import pieces
from lawgraph.extract.nodes.honour_recipient_items import in_name, joined
from lawgraph.extract.nodes.honour_recipients import anaphor, last_person
from lawgraph.extract.nodes.honour_words import is_ended, is_marked, kinds_of, marked_sentences, named
from lawgraph.extract.nodes.official_names import names_from
from lawgraph.extract.text import Keyed
from lawgraph.lexicon.terms import Term
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene

    Saying = tuple[Mention, tuple[Mention, ...], str]

_HAN = "\u4e00-\u9fff"


def sayings(scene: Scene) -> Iterator[Saying]:
    """Return every honour of this module with its holders and the pattern that told them."""
    if scene.text.found_all(Term.DISTINCTION):
        yield from _being(scene)
        yield from _praised(scene)
        yield from _same_rank(scene)
        yield from _delegates(scene)
        yield from _recounted(scene)
        yield from _by_name(scene)


_BEING = Keyed(
    rf"(?=[同也还都既便就曾是系])(?:同样|也|还|都|既|便|就|曾)?(?:是|系)(?:一[座个家所名位])?(?P<name>(?:全国|全省|全市|全区|全县|国家级|公安部|司法部|[省市县部]级)[{_HAN}]{{4,22}}?)(?P<end>[,。;!\n]|$)",
    *("全国", "全省", "全市", "全区", "全县", "国家级", "公安部", "司法部", "省级", "市级", "县级", "部级"),
)


def _being(scene: Scene) -> Iterator[Saying]:
    """Read 石桥村|是全国乡村旅游模范村 and 主任张三|同样是全国模范人民调解员: what somebody is said to be."""
    folded = scene.folded
    for match in itertools.chain.from_iterable(_BEING.finditer(folded, *sentence) for sentence in marked_sentences(scene)):
        text = match["name"]
        if not is_marked(text) or not is_ended(text) or re.search("[的和与及等了在之]|代表|试点|创建", text):
            continue
        clause = scene.text.clause(match.start())
        floor = max(clause.start, match.start() - 40)
        wanted = kinds_of(text)
        found = tuple(one for one in joined(scene, floor, match.start(), wanted) if one.kind in wanted)
        if len(found) != 1 and clause.start == match.start() and match.start() and folded[match.start() - 1] == ",":
            found = _named_before(scene, match.start() - 1, wanted) or _topic(scene, match.start(), wanted)
        if len(found) == 1:
            yield named(scene, match.start("name"), match.end("name"), "", "", plain=True), found, "being"


_GOVERNED = re.compile("位于|地处|坐落|来自|走进|走访|来到|[到向对与和]|(?<!所)在|[了过着]")


def _named_before(scene: Scene, end: int, wanted: frozenset[Kind]) -> tuple[Mention, ...]:
    """Return whom a clause is that only names somebody: 张三所在的永红村,|是…."""
    floor = scene.text.clause(end).start
    found = joined(scene, floor, end, wanted)
    if len(found) != 1 or found[0].kind not in wanted or found[0].end != end or _GOVERNED.search(scene.folded, floor, found[0].start):
        return ()
    return (anaphor(found[0], end),)


def _topic(scene: Scene, position: int, wanted: frozenset[Kind]) -> tuple[Mention, ...]:
    """Return the body that opens the sentence, of which 始建于1982年 alone is told before: 青州监狱始建于1982年,是….

    Any other body named between makes it unclear whom the words are about: nobody then.
    """
    start = scene.text.sentence(position).start
    inside = {(one.start, one.name): one for one in scene.institutions if start <= one.start and one.end <= position and not in_name(scene, one)}
    if len(inside) != 1:
        return ()
    body = next(iter(inside.values()))
    told = re.fullmatch(rf"(?:始建|成立|组建|创建|建|位于|地处)[{_HAN}\d]{{1,20}},", scene.folded[body.end : position])
    return (anaphor(body, position),) if told and body.start == start and body.kind in wanted else ()


_PRAISED = re.compile("(?:给予|予以|进行)(?:了)?(?:通报)?(?:表彰|表扬|嘉奖|褒奖)")
_HONOURED = re.compile(r"(?P<n>\d{1,4}|[一二两三四五六七八九十]{1,3})[名个位家](?P<level>[省市县]级|全[国省市区县])?“(?P<name>[^“”\n]{4,24})”[、和及与]?")


def _praised(scene: Scene) -> Iterator[Saying]:
    """Read 对|张三、李四等10名|“金牌人民调解员”、王村等5个|“…村”|给予表彰: the named ones got each."""
    folded = scene.folded
    for match in _PRAISED.finditer(folded):
        clause = scene.text.clause(match.start())
        told = list(_HONOURED.finditer(folded, clause.start, match.start()))
        if not told or told[-1].end() != match.start():
            continue
        mark = folded.rfind("对", clause.start, told[0].start()) + 1
        lead = folded[max(clause.start, mark - 24) : mark]
        if not mark or re.search("拟|将|建议", lead):
            continue
        for before in told:
            if is_marked(before["name"]) and is_ended(before["name"]):
                yield _of_many(scene, mark, before)
            mark = before.end()


def _of_many(scene: Scene, mark: int, before: re.Match[str]) -> Saying:
    """Return an honour of so many holders, with those whom the words from ``mark`` on name."""
    wanted = kinds_of(before["name"])
    end = before.start("n") - (1 if scene.folded[before.start("n") - 1] == "等" else 0)
    people = joined(scene, mark, end, wanted) if end > mark else []
    if not people and Kind.OFFICIAL in wanted:
        people = [Mention(one.start, one.end, Kind.OFFICIAL, one.text) for one in names_from(scene, mark, end)]
    honour = named(scene, before.start("name"), before.end("name"), before["level"] or "", "")
    return honour, tuple(one for one in people if one.kind in wanted), "praised"


_RECOUNTED = Keyed("(?:荣誉称号|光荣称号|称号|荣誉|殊荣|奖项)(?:有|包括|如下)?:(?=[^,。;\\n]{4,40}[、,])", "号:", "誉:", "荣:", "项:", "有:", "括:", "下:")
_LED = re.compile("(?:身上|有着|拥有|曾获|所获|获得|主要|一串|众多)")


def _recounted(scene: Scene) -> Iterator[Saying]:
    """Read 在张三身上,有着众多荣誉称号:|全国模范人民调解员、“十佳调解员”: a list behind a colon is the person's whom the words are about."""
    for match in _RECOUNTED.finditer(scene.folded):
        sentence = scene.text.sentence(match.start())
        if not _LED.search(scene.folded, sentence.start, match.start()):
            continue
        read = pieces(scene, match.end(), sentence.end, weak=False)
        person = last_person(scene, match.start()) if len(read) > 1 else None
        if person is None:
            continue
        for piece in read:
            yield piece.honour, (anaphor(person, match.start()),) if Kind.OFFICIAL in kinds_of(piece.honour.name) else (), "apposition"


#: Each of these holds a word of distinction.
_DELEGATE = re.compile(rf"(?<![{_HAN}])(?:(?P<name>{PERSONAL})代表|(?P<rank>[一二]级英模|[一二]级英雄模范))(?=[{_HAN}])")


def _delegates(scene: Scene) -> Iterator[Saying]:
    """Read 办案标兵|代表|张三、李四 and 二级英模|王五: who speaks for the holders is one of them."""
    for match in itertools.chain.from_iterable(_DELEGATE.finditer(scene.folded, *sentence) for sentence in marked_sentences(scene)):
        names = names_from(scene, match.end(), scene.text.clause(match.end()).end)
        if names and (scene.tokens.starts_at(names[-1].end) or re.match("[作等,。发上接分]", scene.folded[names[-1].end :])):
            people = tuple(Mention(one.start, one.end, Kind.OFFICIAL, one.text) for one in names)
            printed = "name" if match["name"] else "rank"
            yield named(scene, match.start(printed), match.end(printed), "", "", plain=True), people, "apposition"


_RANKED = re.compile(rf"(?P<head>全[国省市][{_HAN}]{{0,8}}?)[一二]级(?P<noun>英模|英雄模范)[{_HAN}、]{{2,30}}?[,、和及](?P<next>[一二]级(?P=noun))")


def _same_rank(scene: Scene) -> Iterator[Saying]:
    """Read 全国公安系统一级英模甲、乙,|二级英模丙: the second honour takes the first one's opening."""
    for match in _RANKED.finditer(scene.folded):
        names = names_from(scene, match.end("next"), scene.text.clause(match.end("next")).end)
        if names:
            start, end = match.span("next")
            name = match["head"] + match["next"]
            people = tuple(Mention(one.start, one.end, Kind.OFFICIAL, one.text) for one in names)
            yield Mention(start, end, Kind.HONOUR, name, (match["next"],)), people, "apposition"


_NAME_LINE = re.compile(r"^[ \u3000]*[●◆■▲★○◎▶►·][ ]*(?P<name>[^\n“”:;。,]{2,30})[ ]*\n(?P<block>(?:[ ]*“[^“”\n]{6,40}”(?:\([^()\n]{2,30}\))?[ ]*(?:\n|$))+)", re.MULTILINE)


def _by_name(scene: Scene) -> Iterator[Saying]:
    """Read a marked line with one recipient, and under it, a line each, the honours it got."""
    for match in _NAME_LINE.finditer(scene.folded):
        start, end = match.span("name")
        end = start + len(match["name"].rstrip())
        kinds = frozenset(Kind)
        people = joined(scene, start, end, kinds) or [
            Mention(one.start, one.end, Kind.OFFICIAL, one.text) for one in names_from(scene, start, end) if one.end == end
        ]
        for line in re.finditer(r"“([^“”\n]+)”", scene.folded[match.start("block") : match.end("block")]):
            first, last = (match.start("block") + at for at in line.span(1))
            if not (is_marked(line.group(1)) and is_ended(line.group(1))):
                continue
            wanted = kinds_of(line.group(1))
            holders = tuple(one for one in people if one.kind in wanted) if len(people) == 1 else ()
            yield named(scene, first, last, "", "", titled=False), holders, "listed"


_EMERGED = Keyed(r"(?:涌现|培育|培养|走)出(?:了)?(?:一批)?", "涌现出", "培育出", "培养出", "走出")


def emerged(scene: Scene) -> Iterator[Saying]:
    """Read 涌现出“全市十佳法官”等一批先进: honours of a body's people, whom nobody names."""
    for match in _EMERGED.finditer(scene.folded):
        limit = scene.text.sentence(match.start()).end
        for piece in pieces(scene, match.end(), limit, weak=True):
            if scene.folded.startswith(("、", "等", "和"), piece.end):
                yield piece.honour, (), "apposition"


def by_name_spans(scene: Scene) -> list[tuple[int, int]]:
    """Return where name lines with honours under them stand: there a quoted line heads no list."""
    return [match.span("block") for match in _NAME_LINE.finditer(scene.folded)]
