"""Rules for ``launched``: who started, built or runs which program; and programs carried out for another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.subjects import doers
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim

_TRIAL = re.compile("承担|承接|完成|入选|被确定为|纳入|列为")


@rule(
    "launched.verb", 1,
    example="青州市司法局打造“法润青州”普法品牌。",
    expects=("青州市司法局", Property.LAUNCHED, "“法润青州”普法品牌"),
)
def verb(scene: Scene) -> Iterator[Claim]:
    """The subject of a verb of launching runs the program behind it."""
    for launch in scene.launches:
        if launch.verb is None or launch.pattern == "running":
            continue
        for doer in doers(scene, launch.verb.start):
            yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


@rule(
    "launched.running", 1,
    example="青州市司法局扩大服务,“一村一法律顾问”实现全覆盖。",
    expects=("青州市司法局", Property.LAUNCHED, "“一村一法律顾问”"),
)
def running(scene: Scene) -> Iterator[Claim]:
    """A program that is said to run is run by the body that the sentence is about."""
    for launch in scene.launches:
        if launch.verb is None or launch.pattern == "running":
            for doer in doers(scene, launch.program.start):
                yield claim(scene, doer, Property.LAUNCHED, launch.program, launch.program.start)


RULES = (verb, running)
