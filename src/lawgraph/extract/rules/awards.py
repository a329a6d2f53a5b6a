"""Rules for ``awarded``: who was given which honour. ``extract.honours`` reads the passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim


def _claims(scene: Scene, pattern: str) -> Iterator[Claim]:
    for award in scene.awards:
        if award.pattern == pattern:
            for receiver in award.receivers:
                yield claim(scene, receiver, Property.AWARDED, award.honour, award.at, count=award.count, conferred_by=award.giver)


@rule(
    "awarded.subject", 6,
    example="青州市司法局先后被评为“全国司法行政系统先进集体”“全省普法工作先进单位”。",
    expects=("青州市司法局", Property.AWARDED, "全国司法行政系统先进集体"),
)
def subject(scene: Scene) -> Iterator[Claim]:
    """Give the honour to what stands right before a verb of receiving or 被; of a crowd (4名干部) nobody is named."""
    yield from _claims(scene, "subject")


@rule(
    "awarded.carried", 6,
    example="青州市司法局扎实推进普法工作,多次荣获“全省普法工作先进单位”称号。",
    expects=("青州市司法局", Property.AWARDED, "全省普法工作先进单位"),
)
def carried(scene: Scene) -> Iterator[Claim]:
    """Give the honour of a verb without a subject to that of an earlier clause or sentence, if its kind may get it."""
    yield from _claims(scene, "carried")


@rule(
    "awarded.object", 5,
    example="司法部授予青州市司法局、临江县司法局“全国模范司法局”称号。",
    expects=("临江县司法局", Property.AWARDED, "全国模范司法局"),
)
def given(scene: Scene) -> Iterator[Claim]:
    """Give the honour to the object of a verb of giving, behind the verb or before it with 将, 给, 为."""
    yield from _claims(scene, "object")


@rule(
    "awarded.handed", 1,
    example="省委把“全省文明单位”的牌子颁给了青州市司法局。",
    expects=("青州市司法局", Property.AWARDED, "全省文明单位"),
)
def handed(scene: Scene) -> Iterator[Claim]:
    """Give what stands behind 把 to who stands behind 颁给."""
    yield from _claims(scene, "handed")


@rule(
    "awarded.named-after", 4,
    example="获得“全省优秀法官”称号的是:青州市人民法院院长周立群、临江县人民法院院长陈海涛。",
    expects=("陈海涛", Property.AWARDED, "全省优秀法官"),
)
def named_after(scene: Scene) -> Iterator[Claim]:
    """Give the honour to whom the words behind 获得…的 name."""
    yield from _claims(scene, "named-after")


@rule(
    "awarded.same", 2,
    example="省司法厅公布全省“七五”普法先进单位名单,青州市司法局榜上有名。",
    expects=("青州市司法局", Property.AWARDED, "全省“七五”普法先进单位"),
)
def same(scene: Scene) -> Iterator[Claim]:
    """Give the honour named just before to who is said to be on its list or to share it."""
    yield from _claims(scene, "same")


@rule(
    "awarded.listed", 2,
    example="表彰名单\n全省司法行政系统先进集体:\n青州市司法局\n临江县司法局\n",
    expects=("临江县司法局", Property.AWARDED, "全省司法行政系统先进集体"),
)
def listed(scene: Scene) -> Iterator[Claim]:
    """Give the honour that a heading names to the names under it."""
    yield from _claims(scene, "listed")


@rule(
    "awarded.apposition", 5,
    example="当地涌现出“全国优秀共产党员”周立群等先进人物。",
    expects=("周立群", Property.AWARDED, "全国优秀共产党员"),
)
def apposition(scene: Scene) -> Iterator[Claim]:
    """Give an honour right before a person's name to that person."""
    yield from _claims(scene, "apposition")


@rule(
    "awarded.being", 1,
    example="青州市人民法院是全国文明诉讼服务示范法院。",
    expects=("青州市人民法院", Property.AWARDED, "全国文明诉讼服务示范法院"),
)
def being(scene: Scene) -> Iterator[Claim]:
    """Give an honour with its level to the one that is said to be it, where nothing follows it in the clause."""
    yield from _claims(scene, "being")


@rule(
    "awarded.praised", 2,
    example="会议对青州市司法局、临江县司法局等10个“全市普法工作先进单位”予以表彰。",
    expects=("临江县司法局", Property.AWARDED, "全市普法工作先进单位"),
)
def praised(scene: Scene) -> Iterator[Claim]:
    """Give a quoted honour that counts its holders to those named before the number: 对A、B等10名“…”予以表彰."""
    yield from _claims(scene, "praised")


RULES = (subject, given, handed, named_after, same, listed, apposition, being, praised, carried)
