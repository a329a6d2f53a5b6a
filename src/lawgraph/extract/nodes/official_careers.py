"""Find posts that a career tells without naming the person again: 2005年后担任湖北省公安厅副厅长.

Whose career it is the paragraph says before: 今年50岁的|周立群|是…人, or a line that opens with the
name. A life told line by line (1990.07-1995.03 青州市司法局科员) is that of whoever the last line
that opens such a life names.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Posting
from lawgraph.extract.nodes.modalities import joins, strongest
from lawgraph.extract.nodes.official_names import name_at, name_before, stands_alone, stranger_before
from lawgraph.lexicon.terms import Term
from lawgraph.model import Kind, Mention, Modality

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgraph.extract.findings import Post
    from lawgraph.extract.nodes.name_words import Name
    from lawgraph.extract.nodes.official_posts import Chain
    from lawgraph.extract.scene import Scene

_DATE = r"(?:(?:19|20)\d{2}(?:年(?:\d{1,2}月)?(?:\d{1,2}日)?|[./]\d{1,2}|(?=[-\u2013\u2014~至]))|(?:[今去]年)?\d{1,2}月(?:\d{1,2}日)?|[今去]年)"
_SPAN = rf"{_DATE}(?P<until> ?(?:至|到|[-\u2013\u2014~]{{1,2}}) ?(?:{_DATE}|\d{{1,2}}月|(?P<now>今|现在)?))?"
_ORDER = r"此后|随后|后来?|之后|其后|不久后?|同年(?:\d{1,2}月)?|次年(?:\d{1,2}月)?|翌年|早年|其间|期间|目前"
#: Words of a career that need no date before them; what they govern may be a list with other work in it.
_TOLD = r"现任|担任过|历任|曾先后担任|曾先后任|先后担任|先后任|曾经担任|曾担任|曾任"
#: Joining words that open no step of a career: they stand behind a name, or are of things.
_NO_STEPS = frozenset({"的", "为", "系", "是", "作为", "代表", "拟", "现为"})


@functools.cache
def _step() -> re.Pattern[str]:
    """What stands between the last mark and a post that a career tells."""
    verbs = "|".join(sorted(set(joins()) - _NO_STEPS, key=len, reverse=True))
    return re.compile(
        rf"(?:[\u4e00-\u9fff·]{{1,4}}于)?(?:(?:{_SPAN})(?:起|开始|后|以后|以来)?|{_ORDER})[ ,:)]{{0,2}}(?:他|她)?(?:又|再|起|开始|历|被|开始|并)?(?P<verb>{verbs})"
        rf"|(?:他|她)?(?:还|也)?(?P<told>{_TOLD})(?:[^。;\n]{{0,60}}[,、])?"
    )


@functools.cache
def _closings() -> frozenset[str]:
    """Return the letters that the step of a career may end in."""
    return frozenset({",", "、", *(word[-1] for word in (*joins(), *_TOLD.split("|")))})


#: A line of a life, with no verb: 1990.07-1995.03 青州市司法局科员.
_LINE = re.compile(rf"[ (]*(?=(?:19|20)\d\d){_SPAN}[ ,:)]{{0,3}}(?:任)?")
#: What may stand behind the posts of such a line.
_CLOSES = frozenset({"", "\n", " ", "。", ";", ",", "、", "("})
#: What opens the life of the person whose name it begins with: 周立群,男,汉族,1970年1月生.
_LIFE = re.compile(r"(?:同志)?(?:[,( ]{1,2}(?:[男女][,、 )]|[\u4e00-\u9fff]{1,4}族[,、 )]|(?:19|20)\d{2}(?:年|\.)\d{0,2}月?出?生)|[( ](?:19|20)\d{2}年|(?:同志)?(?:个人)?(?:简历|履历))")
#: What stands behind the name of the person whom a paragraph is about.
_SUBJECT = re.compile(r"(?:同志)?(?:[,(,]|是|出生|生于|[^,。;、]{0,6}?(?:任|曾|在|于|从|调|转|升|当选|履新)|毕业|参加工作|同志|简历|的简历)")
_AGED = re.compile(r"\d{2}岁的")
_OPENS = ",。;:\n的由 "
#: 曾任无锡市公安局局长|近8年的赵志新: the post is told of whoever stands behind it.
_OF_ANOTHER = re.compile("[^,。;、的]{0,8}的[\u4e00-\u9fff]")
#: The letters of the titles that stand right before a name.
_TITLE = 6
#: The text before a post in which its step is looked for.
_REACH = 90


def of_another(scene: Scene, end: int) -> bool:
    """Tell whether a post that ends at ``end`` is told of whoever stands behind it."""
    return _OF_ANOTHER.match(scene.folded, end) is not None


def find_careers(scene: Scene, chains: Sequence[Chain], postings: Sequence[Posting]) -> Iterator[Posting]:
    """Yield the posts of a career whose holder is named further up in the paragraph, or in the line that opens his life."""
    taken = {posting.post.start for posting in postings}
    told: Posting | None = None  # the last post of a list that 历任 opens
    for chain in chains:
        if any(post.start in taken for post in chain):
            told = None
            continue
        if told is not None and _goes_on(scene, told.post, chain[0]):
            going = [Posting(told.official, post, "career", strongest(told.modality, post.modality)) for post in chain]
            yield from going
            told = replace(going[-1], modality=told.modality)
            continue
        told = None
        found = _step_before(scene, chain[0].full_start, chain[-1].end)
        if found is None:
            continue
        start, modality = found
        if of_another(scene, chain[-1].end):
            continue
        person = _person(scene, chain[0].full_start, postings) or _life_above(scene, start)
        if person is None:
            continue
        for post in chain:
            yield Posting(person, post, "career", strongest(modality, post.modality))
        if modality is Modality.FORMER:
            told = Posting(person, chain[-1], "career", modality)


def _step_before(scene: Scene, end: int, after: int) -> tuple[int, Modality | None] | None:
    """Return where the step of a career that goes on with posts at [end, after) begins, and what it says of them."""
    folded = scene.folded
    line = folded.rfind("\n", 0, end) + 1
    dated = _LINE.fullmatch(folded, line, end) if folded[after : after + 1] in _CLOSES else None
    if dated:
        return line, Modality.FORMER if dated["until"] and not dated["now"] else None
    if folded[end - 1 : end] not in _closings():
        return None
    floor = max(line, end - _REACH, max(folded.rfind(mark, line, end) for mark in "。;") + 1)
    for start in [floor, *(at + 1 for at in range(floor, end) if folded[at] == ",")]:
        step = _step().fullmatch(folded, start + (folded[start : start + 1] == " "), end)
        if step:
            return start, joins().get(step["verb"] or step["told"])
    return None


def _person(scene: Scene, end: int, postings: Sequence[Posting]) -> Mention | None:
    """Return the person whom the paragraph before ``end`` is about: the last who stands there as its subject."""
    paragraph = scene.folded.rfind("\n", 0, end) + 1
    known = {posting.official.name for posting in postings}
    best: Mention | None = None
    for start in (paragraph, *(match.end() for match in _AGED.finditer(scene.folded, paragraph, end))):
        opening = name_at(scene, start)
        if opening is not None and _SUBJECT.match(scene.folded, opening.end):
            best = Mention(opening.start, opening.end, Kind.OFFICIAL, opening.text)
    for name in sorted(known):
        at = scene.folded.rfind(name, paragraph, end)
        while at >= 0:
            stands = at == paragraph or scene.folded[at - 1] in _OPENS or any(one.end == at for one in scene.text.found_in(Term.TITLE, max(0, at - _TITLE), at))
            if stands and _SUBJECT.match(scene.folded, at + len(name)) and (best is None or at > best.start):
                best = Mention(at, at + len(name), Kind.OFFICIAL, name)
            at = scene.folded.rfind(name, paragraph, at)
    return best


#: What stands between two posts of such a list.
_REST = re.compile("[、,;](?:[\u4e00-\u9fff]{2,20}[、,;]){0,2}[\u4e00-\u9fff]{0,12}")


#: What a line says that opens somebody's life.
_OPENED = re.compile("[男女][,、 ]|族[,、 ]|[年月日]出?生")


def _life_above(scene: Scene, start: int) -> Mention | None:
    """Return whose life the lines tell of which one begins at ``start``: the name of the last line above that opens one."""
    folded = scene.folded
    line = folded.rfind("\n", 0, start) + 1
    own = not folded[line:start].strip(" ")  # else the line tells of schooling before, and goes on with the one above alone
    if not own and _OPENED.search(folded, line, start):
        return None  # another life, whose name was not made out
    while line > 0:
        line = folded.rfind("\n", 0, line - 1) + 1
        opening = name_at(scene, line)
        if opening is not None and _LIFE.match(folded, opening.end):
            return Mention(opening.start, opening.end, Kind.OFFICIAL, opening.text)
        if not own:
            return None
    return None


def _goes_on(scene: Scene, before: Post, first: Post) -> bool:
    """Tell whether a list of posts goes on over work that is no post: 历任甲局局长,某校教学骨干,|乙局局长."""
    return _REST.fullmatch(scene.folded, before.end, first.full_start) is not None


#: 廖静文|出任|徐悲鸿纪念馆|馆长, 莫柔|还担任过|基金会|会长: a verb of holding, and the words for a body that was not made out.
_FAR = re.compile(
    r"(?:曾经?|还|也|一直|先后|现|在|正式|同时|此前|后来|随后){0,2}(?P<verb>担任|出任|就任|接任|升任|任)(?:过|了)?(?P<where>[^,。;:、()\n]{2,24})$"
)
_LONGEST_FAR = 36
_HELD: dict[str, Modality | None] = {"出任": Modality.APPOINTED, "就任": Modality.APPOINTED, "接任": Modality.APPOINTED, "升任": Modality.APPOINTED}


def holder_afar(scene: Scene, first: Post, floor: int) -> tuple[Name | None, Modality | None]:
    """Return who holds a post at a body that was not made out, where a verb of holding and the name open the clause."""
    match = _FAR.search(scene.folded, max(floor, first.full_start - _LONGEST_FAR), first.full_start)
    name = name_before(scene, match.start(), floor) if match else None
    if match is not None and (name is None or not stands_alone(scene, name)):
        name = stranger_before(scene, match.start(), floor)
    if match is None or name is None:
        return None, None
    return name, Modality.FORMER if "曾" in match.group() or "过" in match.group() else _HELD.get(match["verb"])
