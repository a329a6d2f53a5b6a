"""Read post titles: "市委常委、政法委书记" is two posts at two bodies, and each has its holder.

A post is a title with the words that belong to it (副, 党组) and the body it stands at. Posts that
follow each other (党组书记、局长) make a chain; a chain stands before its holder's name, or behind
it (张三任…局长). This module finds chains and bodies; ``officials`` finds the holders.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.findings import Post
from lawgraph.extract.nodes import institution_naming as naming
from lawgraph.extract.nodes.institution_words import organ_words
from lawgraph.extract.nodes.modalities import of_title, strongest
from lawgraph.extract.nodes.official_names import name_before, stands_alone
from lawgraph.extract.nodes.post_bodies import (
    HOUSES,
    MEMBERS,
    body_before,
    body_of_staff,
    by_field_committee,
    by_plain_word,
    by_short_committee,
    court_of_committee,
    fits,
    fits_some,
    practised_at,
    society_of,
    spoken_of,
)
from lawgraph.extract.nodes.post_implied import BETWEEN, bare_organ, implied_body, office_of_title, own_body
from lawgraph.extract.nodes.post_titles import heads, is_title
from lawgraph.extract.nodes.post_units import short_unit, unit_before, unit_in_title
from lawgraph.extract.nodes.post_villages import village_body
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention, Modality

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.lexicon.matcher import Found

Chain = tuple[Post, ...]
#: The letters of the longest Chinese name, with a blank.
_LONGEST_NAME = 5


@functools.cache
def _prefixes() -> Endings:
    return Endings(Vocabulary.load().posts["prefixes"])


def find_chains(scene: Scene) -> list[Chain]:
    """Return the chains of posts in a text, in order."""
    chains: list[list[Post]] = []
    for found in scene.text.found(Term.TITLE):
        previous = chains[-1][-1] if chains else None
        if not is_title(scene, found) or (previous is not None and found.start < previous.end):
            continue
        post = _post(scene, found, previous)
        if post.body is None and previous is not None and not own_body(post.title):
            post = _in_unit(scene, post, previous)
        if previous is not None and _across(scene, previous, post):
            chains[-1].append(replace(post, elsewhere=True))
        elif previous is not None and _joined(scene, previous, post):
            if post.body is None and not own_body(post.title):
                post = _inherit(post, previous)
            else:
                post = _at_home(scene, post, previous)
            if "兼" in scene.folded[previous.end : post.full_start]:
                post = replace(post, modality=strongest(post.modality, Modality.CONCURRENT))
            chains[-1].append(post)
        else:
            chains.append([post])
    out: list[Chain] = []
    for chain in chains:
        out.append(tuple(_complete(scene, chain, out[-1] if out else None)))
    return out


def _at_home(scene: Scene, post: Post, previous: Post) -> Post:
    """Let 区 of a later post mean the district of the post before it: 奉贤区司法局局长、|区|行政复议局局长, in news of 青羊区."""
    body, before = post.body, previous.body
    if body is None or before is None or body.code is None or before.code is None or body.code == before.code:
        return post
    level = scene.folded[body.start : body.start + 1]
    theirs, meant = (Gazetteer.load().by_code(code) for code in (before.code, body.code))
    if theirs is None or meant is None or level not in "省市县区旗" or theirs.name[-1] != level or meant.name[-1] != level or theirs.level != meant.level:
        return post
    names = [name.replace(meant.name, theirs.name, 1) for name in (body.name, *body.aliases)]
    return replace(post, body=replace(body, name=names[0], aliases=tuple(names[1:]), code=theirs.code))


def _in_unit(scene: Scene, post: Post, previous: Post) -> Post:
    """Seat a later post of a chain in the unit named before it: 中级人民法院党组成员、|执行局|局长."""
    committee = by_short_committee(scene, post.start)
    if committee is not None:
        return replace(post, body=committee, full_start=committee.start)  # 省律协副会长、|女工委|主任
    if not {"。", "\n"}.isdisjoint(scene.folded[previous.end : post.start]):
        return post  # no unit goes over a full stop
    unit = unit_before(scene, post.start) or unit_in_title(scene, post)
    if unit is None:
        house, start = by_plain_word(scene, post.start)
        if house is not None and start < post.start - 1 and BETWEEN.fullmatch(scene.folded, previous.end, start):
            return replace(post, body=house, full_start=start)  # 荆州区委常委、|分局|局长
    if unit is None or body_before(scene, post.start) is not None or not BETWEEN.fullmatch(scene.folded, previous.end, unit.start):
        return post
    if unit.organ == "sub-district-office" or unit.name.endswith("区管委会") or any(one.end < unit.end for one in scene.bodies_from(unit.start)):
        return replace(post, body=unit, full_start=unit.start)  # 律师行业党委副书记、|司法厅律师工作处|处长: the unit names its own body
    printed = scene.folded[unit.start : unit.end]
    if previous.body is None:
        return replace(post, full_start=unit.start)  # 监狱|党委委员、政治处|主任: whose unit, ``_complete`` tells
    # 综治四室副主任、|秘书室|副主任: the second unit is the first one's sister.
    above = [one.name for one in scene.institutions if previous.body.name.startswith(one.name) and one.name != previous.body.name and one.end <= previous.start and one.code == previous.body.code]
    owner = max(above, key=len, default=previous.body.name)
    body = Mention(unit.start, unit.end, Kind.INSTITUTION, owner + printed, (printed,), previous.body.code, "institution")
    return replace(post, body=body, full_start=unit.start)


#: Ranks and seats that are always at the body spoken of: …局长陈军、四级调研员|李静.
_FLOATING = re.compile(r"(?:调研员|巡视员|主任科员|秘书长|党组成员|党委委员|委员|成员|警长|专委|督察长|工会主席|纪检组长|副书记|政委|总工程师|领导)$")
#: One name, or a list of them: 副主任刘东、王华、申国,|秘书长.
_NAME_BETWEEN = re.compile(r"[\u4e00-\u9fff· ]{2,12}(?:同志)?(?:[、和][\u4e00-\u9fff· ]{2,5}){0,9}[、,;和及 ]{1,2}(?:原|前)?")


def _beside(scene: Scene, first: Post, previous: Chain | None) -> Mention | None:
    """Return the body of the chain before, where only a name stands between and the title is a rank."""
    if previous is None or previous[-1].body is None:
        return None
    # 司法厅基层工作处处长刁春风、|副处长|李玉洲: the unit just told, which is no body of the list yet.
    # A second head sits beside the first: 局长徐宏光,|政委|姜和平.
    other = not first.head or first.modality is Modality.FORMER or all(post.title != first.title for post in previous)
    if not (_FLOATING.search(first.title) or (other and fits(first.title, previous[-1].body))):
        return None
    if not _NAME_BETWEEN.fullmatch(scene.folded, previous[-1].end, first.start) or short_unit(scene, first.start):
        return None
    body, house = previous[-1].body, previous[0].body
    if first.title.startswith("党") and house is not None and body.name.startswith(house.name):
        return house  # 法院党组成员、政治部主任甲和|党组成员|乙: the Party group is the court's, and not its unit's
    return society_of(scene, body) if first.title in MEMBERS or first.title.endswith("秘书长") else body


def _of_an_unknown(scene: Scene, first: Post, previous: Chain | None) -> bool:
    """Tell whether a deputy stands beside a head whose body was not made out: 市女律联会长甲,|副会长乙."""
    if previous is None or previous[-1].body is not None or not first.title.endswith(previous[-1].title):
        return False
    return previous[-1].head and _NAME_BETWEEN.fullmatch(scene.folded, previous[-1].end, first.start) is not None


#: The letters of 组长, 主席, 局长.
_PLAIN_TITLE = 2


def _post(scene: Scene, found: Found, previous: Post | None) -> Post:
    if len(found.word) > _PLAIN_TITLE and found.word[-_PLAIN_TITLE:] in heads() and any(one.start < found.start for one in scene.bodies_to(found.end - _PLAIN_TITLE)):
        # 驻院|纪检监察组|组长, 全国|妇联|主席: what the title holds is the end of a body's name.
        found = found._replace(start=found.end - _PLAIN_TITLE, word=found.word[-_PLAIN_TITLE:])
    start = _with_prefixes(scene, found.start, previous.end if previous is not None else 0)
    for organ in ("党委", "党工委"):
        # 自治区党委|书记: the committee is the body here, and no part of the title.
        if scene.folded.startswith(organ, start) and scene.bodies_to(start + len(organ)):
            start += len(organ)
    body = body_before(scene, start)
    if body is None and previous is not None and scene.folded.endswith("机关", 0, start):
        body, start = _staff_of(scene, start, previous)
    if body is None and (rank := _RANK.search(scene.folded, max(0, start - _LONGEST_RANK), start)):
        body = body_before(scene, rank.start())  # 最高人民法院审判委员会|副部级|专职委员, 律师协会|第五届理事会|会长
    if body is not None and previous is not None:
        body = _of_the_post_before(scene, body, previous)
    body = body or body_of_staff(scene, start, found.word) or court_of_committee(scene, start)
    if body is not None and body.name.endswith(("党委", "党组")):
        # 公安厅|党委副书记: the bureau's own Party group is told as a post at the bureau.
        owner = next((one for one in scene.bodies_from(body.start) if one.end == body.end - 2 and not one.anaphoric), None)
        if owner is None and body.end - body.start < len(body.name):
            whole = next((one for one in scene.institutions if one.name == body.name[:-2]), None)  # 分局|党委书记, of the 惠济分局 named before
            owner = replace(body, name=whole.name, aliases=whole.aliases, organ=whole.organ) if whole is not None else None
        if owner is not None:
            body, start = owner, start - 2
    if body is not None and body.anaphoric and scene.folded.endswith("机关", 0, body.end) and scene.folded.startswith(_OF_THE_ORGAN, start):
        # 局机关|党委书记: the Party committee of the bureau's own staff.
        organ = next(word for word in _OF_THE_ORGAN if scene.folded.startswith(word, start))
        name = f"{body.name}机关{organ}"
        start += len(organ)
        body = Mention(body.start, start, Kind.INSTITUTION, name, (f"机关{organ}",), body.code, "institution")
    if body is not None and (unit := office_of_title(found.word)) is not None and start == found.start:
        body = Mention(body.start, found.end - 1, Kind.INSTITUTION, body.name + unit, (unit,), body.code, "institution")  # 法院|执行局长
    end = found.end + 2 if scene.folded.startswith("助理", found.end) else found.end  # 中队长|助理
    printed = scene.folded[start:end]
    title, modality = of_title(printed)
    start += len(printed) - len(title)  # 市政协|原|副主席: the word is no part of the title
    head = found.word in heads() and not any(mark in title for mark in ("副", "名誉", "助理"))
    full_start = body.start if body is not None else start
    if body is None:
        body, full_start = implied_body(scene, found.word, start, previous)
    if body is None:
        body, full_start = bare_organ(scene, start, previous)
    if body is None:
        body, full_start = village_body(scene, found.word, start, previous)
    modality = strongest(modality, _said_before(scene, full_start))
    return Post(start, end, full_start, title, head, body, modality)


#: The rank of whoever holds a post, between the body and the title.
_RANK = re.compile("(?:[正副][部省厅局处县科]级|(?:第[一二三四五六七八九十\\d]{1,3}届)?(?:常务)?[理监]事会|分管|主管)$")
_LONGEST_RANK = 11


def _of_the_post_before(scene: Scene, body: Mention, previous: Post) -> Mention:
    """Return 市公安局 of 烟台市政府副市长、|市公安局|局长 as Yantai's, whatever city the article is about."""
    printed = scene.folded[body.start : body.end]
    organ = organ_words().organ_of.get(printed[1:])
    if organ is None or previous.body is None or previous.body.code in {None, body.code} or not BETWEEN.fullmatch(scene.folded, previous.end, body.start):
        return body
    division = Gazetteer.load().by_code(previous.body.code or "")
    if division is None or not naming.is_level(division, printed[0]):
        return body
    return naming.of_division(body.start, body.end, printed, division, organ, printed[1:])


def _staff_of(scene: Scene, start: int, previous: Post) -> tuple[Mention | None, int]:
    """Return the Party body of the staff of the body of the post before, and where the title begins: 司法局党组成员、|机关党委|书记."""
    organ = next((word for word in _OF_THE_ORGAN if scene.folded.startswith(word, start)), None)
    if organ is None or previous.body is None or not BETWEEN.fullmatch(scene.folded, previous.end, start - len("机关")):
        return None, start
    begin, end = start - len("机关"), start + len(organ)
    return Mention(begin, end, Kind.INSTITUTION, f"{previous.body.name}机关{organ}", (f"机关{organ}",), previous.body.code, "institution"), end


#: Words right before a body's name that tell of the post at it: 原|青州市司法局局长, 兼|市普法办主任.
_SAID_BEFORE = {
    "时任": Modality.FORMER, "原": Modality.FORMER, "前": Modality.FORMER, "兼": Modality.CONCURRENT, "挂职": Modality.SECONDED, "代理": Modality.ACTING,
}  # fmt: skip
_SAYING = Endings(_SAID_BEFORE)


def _said_before(scene: Scene, start: int) -> Modality | None:
    """Return what the word right before a post says of it."""
    word = _SAYING.at(scene.folded, start)
    opening = start - len(word or "")
    return _SAID_BEFORE[word] if word and (scene.tokens.starts_at(opening) or scene.folded[opening - 1 : opening] in ",、;") else None


#: Party bodies that an organ's staff has of its own.
_OF_THE_ORGAN = ("党委", "党总支", "党支部", "纪委")


def _with_prefixes(scene: Scene, start: int, floor: int) -> int:
    """Move ``start`` over the words that belong to a title: 党组|副|书记."""
    while body_before(scene, start) is None:  # 专职 of 机关党委|专职副书记 is the title's, 党委 the body's
        prefix = _prefixes().at(scene.folded, start, floor)
        if prefix is None:
            break
        start -= len(prefix)  # 副 of 县委副书记 belongs to the title, 委 of 县委 to the body
    return start


#: A mark, and the name of a body that is not known.
_UNKNOWN = re.compile(r"(?:、|兼任?)[\u4e00-\u9fff]{3,18}")
#: Words for people who stand in a list without a name.
_OTHERS = re.compile("[和及与等]|负责|代表(?!大会)|领导(?!小组)|人员|同志|一行|部分|成员|干警|民警|律师(?!协会|事务所)")
#: The last letters of units and bodies.
_UNIT_ENDS = frozenset("部处科室队组会委办厅局院所站庭心")


def _across(scene: Scene, previous: Post, post: Post) -> bool:
    """Tell whether one person's next post is at a body that is not known: 政治局委员、中央外事工作委员会办公室|主任王毅."""
    if post.body is not None or not _UNKNOWN.fullmatch(scene.folded, previous.end, post.full_start):
        return False
    if previous.body is None and (name := name_before(scene, previous.start, scene.text.sentence(previous.start).start)) is not None and stands_alone(scene, name):
        return False  # 王广善|总经理、某研究院总经理上官建华: the first has his post behind him
    if _OTHERS.search(scene.folded, previous.end, post.start):
        return False
    return _unknown_body(scene, post.start) or scene.folded[post.start - 1] in _UNIT_ENDS


def _joined(scene: Scene, previous: Post, post: Post) -> bool:
    between = scene.folded[previous.end : post.full_start]
    if between in {"和", "及", "与"} and post.body is not None and previous.full_start == previous.start and previous.head and _addressed(scene, previous):
        return False  # 李和鹏院长|和|秣陵镇党委书记刘德军
    if between == "," and scene.folded[post.start - 1] in "的名位":
        return False  # …的一名社区民警,人民法院|的|法官也来了
    if not BETWEEN.fullmatch(between) or "\n" in between:
        return False
    if previous.title == "领导" and between:
        return False  # 市司法局|领导,市委常委甲: those who came with him
    return not (between in {"、", "和", "及"} and post.full_start < post.start and _of_another(scene, previous))


#: What stands before a clause that opens with a name.
_OPENS = frozenset({"", ",", "。", ";", "\n", ":", "、"})


def _of_another(scene: Scene, post: Post) -> bool:
    """Tell whether a title is its holder's address, so that the next post is another's: 鉴定科学研究所|沈明|所长、苏州大学党委书记戴荣."""
    if post.full_start < post.start or scene.folded.endswith(("任", "为"), 0, post.start):
        return False
    name = name_before(scene, post.start, max(0, post.start - _LONGEST_NAME))
    return name is not None and (scene.folded[name.start - 1 : name.start] in _OPENS or any(one.end == name.start for one in scene.institutions))


def _addressed(scene: Scene, post: Post) -> bool:
    """Tell whether a title is the form of address of the name before it."""
    name = name_before(scene, post.start, max(0, post.start - 4))
    return name is not None and stands_alone(scene, name)


def _inherit(post: Post, previous: Post) -> Post:
    """Give a later post of a chain the body of the one before it."""
    if previous.body is None or post.elsewhere:
        return post
    # 原党组书记、局长: both are over; 副 and 兼 say nothing of the next title.
    carried = previous.modality if previous.modality in {Modality.FORMER, Modality.PROPOSED} else None
    return replace(post, body=previous.body, modality=strongest(post.modality, carried))


_POINTING = frozenset("该本我")


def _behind(scene: Scene, post: Post) -> int:
    """Return where the name of a post's body may end: before 原 of 教育改造处|原处长, before 的 of 二监区|的监区长."""
    before = scene.folded[post.start - 1 : post.start]
    return post.start - 1 if (before == "原" and post.modality is Modality.FORMER) or (before == "的" and fits_some(post.title)) else post.start


def _complete(scene: Scene, chain: list[Post], previous: Chain | None) -> list[Post]:
    """Find a body for the first posts of a chain that have none: a unit, or the body spoken of."""
    first = chain[0]
    if first.body is not None:
        return chain
    beside = _beside(scene, first, previous)
    if beside is None and _of_an_unknown(scene, first, previous):
        return chain
    unit = unit_before(scene, _behind(scene, first)) or unit_in_title(scene, first)
    if beside is not None:
        first = replace(first, body=beside.anaphor(first.start, first.end))
    elif unit is not None:
        first = replace(first, body=unit, full_start=unit.start)
    elif first.title.startswith(("村", "社区", "居委会")):
        return chain  # a village's own post, whatever bureau the article is about
    elif scene.folded[first.start - 2 : first.start - 1] in _POINTING and scene.folded[first.start - 1] in HOUSES:
        return chain  # 该院|党组书记, of a body that was not made out
    elif (committee := by_short_committee(scene, first.start) or by_field_committee(scene, first.start)) is not None:
        first = replace(first, body=committee, full_start=committee.start)
    elif _unknown_body(scene, first.start):
        owner, start = by_plain_word(scene, first.start)
        if owner is None:
            return chain
        first = replace(first, body=owner, full_start=start)
    elif (practice := practised_at(scene, first)) is not None:
        first = replace(first, body=practice)
    elif first.head or first.title in {"党组成员", "党委委员", "党组副书记", "党委副书记"} or "副" in first.title or first.title in MEMBERS:
        owner = _of_the_chain(scene, chain)
        if owner is not None:
            first = replace(first, body=owner.anaphor(first.start, first.end))
    chain = [first, *chain[1:]]
    for index in range(1, len(chain)):
        if chain[index].body is None:
            chain[index] = _in_unit(scene, chain[index], chain[index - 1]) if chain[index].full_start < chain[index].start else chain[index]
        if chain[index].body is None:
            chain[index] = _inherit(chain[index], chain[index - 1])
    return chain


def _of_the_chain(scene: Scene, chain: list[Post]) -> Mention | None:
    """Return the body spoken of that fits the titles of a chain: 党组书记、|院长 is of a 院."""
    fitting = next((post for post in chain if post.body is None and post.full_start == post.start and fits_some(post.title)), None)
    if fitting is chain[0]:
        return spoken_of(scene, fitting)
    if not chain[0].title.startswith(("党组", "党委")):
        return None
    if fitting is None or (scene.focus is not None and fits(fitting.title, scene.focus)):
        return scene.focus
    return spoken_of(scene, fitting)


def _unknown_body(scene: Scene, start: int) -> bool:
    """Tell whether a noun stands right before a title: 国会|主席 names a body that we do not know."""
    if scene.folded.endswith(("为", "任", "当选", "是", "系"), 0, start):
        return False
    token = scene.tokens.at(start - 1)
    if token is not None and token.end > start and token.tag[0] == "n":
        return True  # 研习|社主任: the tagger drew the name's end into the title
    return token is not None and token.end == start and (token.tag[0] in "nj" or token.tag == "vn" or token.word == "办") and not token.tag.startswith("nr") and token.word not in {"同志", "现任", "会议", "分管"}
