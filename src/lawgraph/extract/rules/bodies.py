"""Rules for ``partOf`` and ``cooperatesWith``: how bodies belong and work together."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.subjects import doers
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim, Mention

_TOGETHER = re.compile(r"合作|建立|创建|合力|开展|举办|组建|建成|共同|联合|共建|携手|联手|牵手|协作|签约|签署|签订|结对")


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
        yield claim(scene, unit, Property.PART_OF, here or replace(parent, start=unit.start, end=unit.start, anaphoric=True), unit.start)


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
    "cooperatesWith.verb", 1,
    example="青州市司法局联合市律师协会成立服务团。",
    expects=("青州市司法局", Property.COOPERATES_WITH, "青州市律师协会"),
)
def together(scene: Scene) -> Iterator[Claim]:
    """A联合B, A会同B; A与B合作, A和B共同: two bodies that act together."""
    folded = scene.folded
    for sentence in scene.text.sentences:
        bodies = [one for one in scene.institutions if sentence.start <= one.start and one.end <= sentence.end]
        for second in bodies:
            joint = next((word for word in _JOINTS if folded.endswith(word, sentence.start, second.start)), None)
            if joint is None:
                continue
            others = _listed(scene, bodies, second)
            if joint in {"与", "和", "同"} and not _TOGETHER.match(folded, others[-1].end):
                continue
            clause = scene.text.clause(second.start)
            said = max([clause.start, *(one.end for one in bodies if one.end <= second.start - len(joint))])
            if _unreal().search(folded, said, second.start):
                continue  # 希望与…合作, 将会同…
            near = [one for one in bodies if clause.start <= one.start and one.end <= second.start - len(joint) and one.name != second.name]
            for partner in near[-1:] or doers(scene, second.start - len(joint)):
                for other in others:
                    if partner.name != other.name:
                        yield claim(scene, partner, Property.COOPERATES_WITH, other, other.start)


@functools.cache
def _unreal() -> re.Pattern[str]:
    """What is planned, wished or asked for has not been done together."""
    return re.compile("|".join((*Vocabulary.load().relations["unreal"], "将(?=联合|会同|与|和|同|携手|邀)")))


_JOINTS = ("联合", "会同", "携手", "邀请", "与", "和", "同")
_LIST = re.compile(" ?(?:、|和|及|以及|与) ?")


def _listed(scene: Scene, bodies: list[Mention], first: Mention) -> list[Mention]:
    """Return a body with those listed behind it: 与|A、B以及C|共同签署."""
    out = [first]
    for body in bodies:
        if _LIST.fullmatch(scene.folded, out[-1].end, body.start) if body.start >= out[-1].end else False:
            out.append(body)
    return out


RULES = (by_name, by_seat, together)
