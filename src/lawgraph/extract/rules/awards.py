"""Rules for ``awarded``: who was given which honour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.subjects import doers
from lawgraph.model import Kind, Mention, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.honours import Award
    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim

_RECIPIENTS = (Kind.INSTITUTION, Kind.OFFICIAL, Kind.PLACE)
#: Verbs whose subject gives the honour, unless 被 makes it the one who gets it.
_ACTIVE = ("授予", "评为", "评选为", "命名为")


def _active(scene: Scene, award: Award) -> bool:
    assert award.trigger is not None
    if award.trigger.word not in _ACTIVE:
        return False
    clause = scene.text.clause(award.trigger.start)
    return "被" not in scene.folded[clause.start : award.trigger.start] and "获" not in scene.folded[clause.start : award.trigger.start]


def _between(scene: Scene, start: int, end: int) -> list[Mention]:
    """Return the longest bodies, persons and places named in [start, end)."""
    inside = [
        one
        for one in (*scene.institutions, *scene.officials, *scene.place_mentions)
        if start <= one.start and one.end <= end and not one.anaphoric
    ]
    return [
        one
        for one in inside
        if not any(other is not one and other.start <= one.start and one.end <= other.end and (other.end - other.start) > (one.end - one.start) for other in inside)
    ]


def _conferrer(scene: Scene, award: Award) -> str | None:
    """Return who gives it: 被|司法部|授予, or the subject of an active verb."""
    assert award.trigger is not None
    clause = scene.text.clause(award.trigger.start)
    passive = scene.folded.rfind("被", clause.start, award.trigger.end)
    givers = _between(scene, passive + 1, award.trigger.start) if passive >= 0 else []
    return "、".join(one.name for one in givers if one.kind is Kind.INSTITUTION) or None


@rule(
    "awarded.subject", 1,
    example="青州市司法局先后被评为“全国司法行政系统先进集体”“全省普法工作先进单位”。",
    expects=("青州市司法局", Property.AWARDED, "全国司法行政系统先进集体"),
)
def subject(scene: Scene) -> Iterator[Claim]:
    """The subject of a verb of receiving is the recipient."""
    for award in scene.awards:
        if award.trigger is None or award.recipients or _active(scene, award):
            continue
        clause = scene.text.clause(award.trigger.start)
        passive = scene.folded.rfind("被", clause.start, award.trigger.end)
        position = passive if passive >= 0 else award.trigger.start
        inside = [one for one in _between(scene, clause.start, position) if one.kind is Kind.OFFICIAL]
        for recipient in inside or doers(scene, position, kinds=_RECIPIENTS):
            yield claim(
                scene, recipient, Property.AWARDED, award.honour, award.trigger.start,
                count=award.count, conferred_by=_conferrer(scene, award),
            )


@rule(
    "awarded.object", 1,
    example="司法部授予青州市司法局、临江县司法局“全国模范司法局”称号。",
    expects=("临江县司法局", Property.AWARDED, "全国模范司法局"),
)
def given(scene: Scene) -> Iterator[Claim]:
    """The bodies and persons between a verb of giving and the honour are the recipients."""
    for award in scene.awards:
        if award.trigger is None or not _active(scene, award):
            continue
        recipients = _between(scene, award.trigger.end, award.honour.start)
        givers = doers(scene, award.trigger.start)
        if not recipients:
            # 将甲评为…, 经推荐甲评为…: named before the verb, behind 将 or 把.
            clause = scene.text.clause(award.trigger.start)
            recipients = _between(scene, clause.start, award.trigger.start)
            givers = []
        names = "、".join(dict.fromkeys(one.name for one in givers if not one.anaphoric)) or None
        for recipient in recipients:
            yield claim(scene, recipient, Property.AWARDED, award.honour, award.trigger.start, conferred_by=names)


@rule(
    "awarded.apposition", 1,
    example="当地涌现出“全国优秀共产党员”周立群等先进人物。",
    expects=("周立群", Property.AWARDED, "全国优秀共产党员"),
)
def apposition(scene: Scene) -> Iterator[Claim]:
    """An honour right before a person's name is that person's."""
    for award in scene.awards:
        for recipient in award.recipients:
            yield claim(scene, replace(recipient), Property.AWARDED, award.honour, award.honour.start)


RULES = (subject, given, apposition)
