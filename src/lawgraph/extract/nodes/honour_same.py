"""Honours told by pointing back at one: 石桥村榜上有名, 市公证处也获此殊荣, 甲法院张三等最终获得殊荣."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Award
from lawgraph.extract.nodes import honour_lists
from lawgraph.extract.nodes.honour_names import pieces
from lawgraph.extract.nodes.honour_recipients import anaphor, before
from lawgraph.extract.nodes.honour_verbs import words
from lawgraph.extract.nodes.honour_words import is_ended, is_marked, kinds_of, named
from lawgraph.lexicon.terms import Term
from lawgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.nodes.honour_verbs import Verb
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Mention


#: Without a name behind them these share the honour named before.
_BARE = {"上榜", "入选"}


def shared(scene: Scene, awards: list[Award]) -> Iterator[Award]:
    """Give an honour named just before to who is said to be among its holders."""
    found_all = scene.text.found(Term.SHARING)
    bare = [one for one in scene.text.found(Term.AWARDING) if one.word in _BARE and scene.folded[one.end : one.end + 1] in {",", "。", ";", "!"} and not any(other.start <= one.start < other.end for other in found_all)]
    for at, end, word in sorted((*found_all, *bare)):
        clause = scene.text.clause(at)
        if scene.folded.startswith("的", end) or words().unreal.search(scene.folded[max(clause.start, at - 22) : at]):
            continue
        floor = scene.folded.rfind("\n", 0, at) + 1
        nearest = max((award.at for award in awards if floor <= award.at < at), default=None)
        meant = [award.honour for award in awards if award.at == nearest and award.honour.start < at]
        sentence = scene.text.sentence(at)
        if sentence.start > (nearest if nearest is not None else -1):
            meant = _announced(scene, sentence.start, at) or meant
        if not meant and sentence.start > floor:
            meant = _announced(scene, scene.text.sentence(sentence.start - 1).start, sentence.start)
        if not meant and word.endswith(_POINTING):
            meant = _just_named(scene, at)
        if not meant or any(award.at in range(at, end) or (len(meant) > 1 and end <= award.at < sentence.end) for award in awards):
            continue
        found = before(scene, clause.start, at, frozenset(Kind))
        for honour in meant:
            kinds = kinds_of(honour.name)
            people = found.mentions or (honour_lists.told_on(scene, end, kinds) if found.crowd is not None else ())
            yield Award(honour, "same", at, tuple(one for one in people if one.kind in kinds), None, found.crowd or None)


def _announced(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return the honours whose list a clause makes known: 公布|全省“枫桥式”司法所名单."""
    found: list[Mention] = []
    for match in words().announced.finditer(scene.folded, start, end):
        position = match.end() + (1 if scene.folded.startswith("了", match.end()) else 0)
        read = pieces(scene, position, end, weak=False)
        found = [piece.honour for piece in read] or found
    return found


#: These point back at an honour; 榜上有名 may be of any list.
_POINTING = ("殊荣", "荣誉", "称号", "奖项")
_QUOTED = re.compile("“(?P<name>[^“”\n]{4,24})”")
#: What a contest is called that is only held, or whose candidates are told.
_OPEN = re.compile("”[^,。;“”]{0,6}(?:候选|提名|推荐|评选标准|评选条件)")
#: So many sentences back an honour is still the one meant.
_BACK = 2


def _just_named(scene: Scene, position: int) -> list[Mention]:
    """Return the one honour in quotation marks that the sentence names before ``position``, or else one of the two before it: 选出了10名|“最美法官”|。甲、乙获得殊荣."""
    index = scene.text.sentence_index(position)
    for sentence in reversed(scene.text.sentences[max(0, index - _BACK) : index + 1]):
        end = min(position, sentence.end)
        quoted = [match for match in _QUOTED.finditer(scene.folded, sentence.start, end) if is_marked(match["name"]) and is_ended(match["name"])]
        if quoted and not _OPEN.match(scene.folded, quoted[-1].end() - 1):
            return [named(scene, *quoted[-1].span("name"), "", "")] if len({match["name"] for match in quoted}) == 1 else []
    return []


def spoken_to(scene: Scene, position: int) -> Mention | None:
    """Return the person whom the clauses before name last: 甲慰问了乙,|丙向其颁发…; one of the clause itself hands it out."""
    clause, sentence = scene.text.clause(position), scene.text.sentence(position)
    him = max((one for one in scene.officials if sentence.start <= one.start and one.end <= clause.start), key=lambda one: one.end, default=None)
    return anaphor(him, position) if him is not None else None


#: Between an honour and a verb that gives another one to the same: 被评为“A”、|记|二等功, 被批准为烈士,并|追记|一等功.
_ON = re.compile("[”’](?:称号|荣誉|荣誉称号)?[、,和及]?(?:并|同时|还|又)*|(?:\\(?[^()]{0,4}\\)?)?(?:称号|荣誉称号)?[、,](?:并|同时|还|又)*")


def told_on(scene: Scene, verb: Verb, last: list[Award]) -> tuple[Mention, ...]:
    """Return who got the honour told right before, where only a mark stands between it and the verb."""
    before_it = max((award for award in last if award.honour.end <= verb.start), key=lambda award: award.honour.end, default=None)
    if before_it is None or not _ON.fullmatch(scene.folded, before_it.honour.end, verb.start):
        return ()
    return before_it.receivers
