"""Rules for ``partOf`` and ``cooperatesWith``: how bodies belong and work together."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.rules.launches import launchers
from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim, Mention

#: What a list of partners may go on with: items that nobody knows, the matter (就建立…机制), adverbs; then the deed.
_TOGETHER = re.compile(
    r"(?:[、和及](?!.{0,3}共同)[\u4e00-\u9fff]{2,16}?){0,3}(?:等(?:\d+|[一二三四五六七八九十多]+)?[家个]?(?:单位|部门|机构)?)?(?:(?:就|围绕)[^,。;]{2,30}?(?=签订|签署|达成))?(?:先后|正式|成功|再次|依法|率先){0,2}"
    r"(?:合作|建立|建起|搭建|构建|创建|合力|开展|举办|组建|建成|共同|联合|共建|携手|联手|牵手|协作|签约|签署|签订|会签|结对)"
)


#: A name that opens with one of these kinds is a namesake and no unit: 中国银行业协会.
_NO_PARENTS = {"company", "media"}


@rule(
    "partOf.name", 1,
    example="青州市司法局政治警务部开展了走访。",
    expects=("青州市司法局政治警务部", Property.PART_OF, "青州市司法局"),
)
def by_name(scene: Scene) -> Iterator[Claim]:
    """A unit whose name opens with a body's name is part of that body, the nearest above it."""
    bodies = {one.name: one for one in reversed(scene.institutions) if not one.anaphoric and one.organ not in _NO_PARENTS}
    told: set[str] = set()
    for unit in scene.institutions:
        stem = unit.name.removeprefix("驻")
        above = [name for name in bodies if stem.startswith(name) and name not in {unit.name, stem}]
        if unit.name.startswith("驻") and stem.startswith(tuple(bodies)):
            above = [name for name in bodies if stem.startswith(name)]
        if not above or unit.anaphoric or unit.name in told:
            continue
        told.add(unit.name)
        parent = bodies[max(above, key=len)]
        here = next((one for one in scene.bodies_from(unit.start) if one.name == parent.name and one.end < unit.end), None)
        # Where the unit is printed without its body, the body stands in the unit's own words only by inference.
        yield claim(scene, unit, Property.PART_OF, here or parent.anaphor(unit.start, unit.start), unit.start)


@rule(
    "partOf.seat", 1,
    example="青州市公共法律服务中心设在青州市司法局。",
    expects=("青州市公共法律服务中心", Property.PART_OF, "青州市司法局"),
)
def by_seat(scene: Scene) -> Iterator[Claim]:
    """A body that is said to be seated in another is part of it."""
    for body in scene.institutions:
        if scene.folded.startswith("设在", body.end):
            for host in scene.institutions:
                if host.start == body.end + 2:
                    yield claim(scene, body, Property.PART_OF, host, body.start)


@rule(
    "cooperatesWith.verb", 3,
    example="青州市司法局联合市律师协会成立服务团。",
    expects=("青州市司法局", Property.COOPERATES_WITH, "青州市律师协会"),
)
def together(scene: Scene) -> Iterator[Claim]:
    """A联合B, A会同B; A与B合作, A和B共同: two bodies that act together."""
    folded = scene.folded
    for second in scene.institutions:
        sentence = scene.text.sentence(second.start)
        read = _joint_before(scene, sentence.start, second)
        if read is None or second.end > sentence.end:
            continue
        joint, at = read
        bodies = [one for one in scene.institutions if sentence.start <= one.start and one.end <= sentence.end]
        others = _listed(scene, bodies, second)
        if joint == "邀请" and folded.startswith("的", others[-1].end):
            continue  # 邀请|甲社区|的居民
        if joint in {"与", "和", "同"} and not _TOGETHER.match(folded, others[-1].end):
            continue
        clause = scene.text.clause(second.start)
        said = max([clause.start, *(one.end for one in bodies if one.end <= at)])
        if _unreal().search(folded, said, at + len(joint)):
            continue  # 希望与…合作, 将会同…
        near = [one for one in bodies if clause.start <= one.start and one.end <= at and one.name != second.name]
        if near and folded.startswith("、", near[-1].end):
            continue  # the last item of a list, and no partner's subject: 与甲协会、香港|联合调解中心
        for partner in near[-1:] or launchers(scene, at)[:1]:
            for other in others:
                if partner.name != other.name:
                    yield claim(scene, partner, Property.COOPERATES_WITH, other, other.start)


@functools.cache
def _unreal() -> re.Pattern[str]:
    """What is planned, wished or asked for has not been done together."""
    return re.compile("|".join((*Vocabulary.load().relations["unreal"], "将(?=联合|会同|与|和|同|携手|邀)")))


_JOINTS = Endings(("联合", "会同", "携手", "邀请", "与", "和", "同"))
#: Between two items of a list, one that nobody knows may stand.
_LIST = re.compile(" ?(?:、[\u4e00-\u9fff]{2,14}?)?(?:、|和|及|以及|与) ?")


def _listed(scene: Scene, bodies: list[Mention], first: Mention) -> list[Mention]:
    """Return a body with those listed behind it: 与|A、B以及C|共同签署."""
    out = [max((one for one in bodies if one.start == first.start), key=lambda one: one.end)]
    for body in sorted(bodies, key=lambda one: (one.start, -one.end)):
        if _LIST.fullmatch(scene.folded, out[-1].end, body.start) if body.start >= out[-1].end else False:
            out.append(body)
    return out


#: Items of a list before the first that is known: 联合|区河长办、|市水利局.
_ITEMS = re.compile(r"(?P<joint>联合|会同|携手|与)(?:[\u4e00-\u9fff]{2,14}、){1,3}$")


def _joint_before(scene: Scene, start: int, second: Mention) -> tuple[str, int] | None:
    """Return the word that joins a body to the one before it, and where it stands; a list's unknown items are passed over."""
    folded = scene.folded
    joint = _JOINTS.at(folded, second.start, start)
    if joint is not None:
        return joint, second.start - len(joint)
    if not folded.endswith("、", start, second.start):
        return None
    clause = scene.text.clause(second.start)
    floor = max([clause.start, *(one.end for one in scene.institutions if clause.start <= one.start and one.end <= second.start)])
    items = _ITEMS.search(folded, floor, second.start)
    return (items["joint"], items.start()) if items is not None else None


RULES = (by_name, by_seat, together)
