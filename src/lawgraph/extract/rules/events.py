"""Rules for ``held`` and ``attended``: who held an event, who was there."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lawgraph.extract.rules.base import claim, rule
from lawgraph.extract.subjects import doers
from lawgraph.lexicon.matcher import Matcher
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.extract.scene import Scene
    from lawgraph.model import Claim


@functools.cache
def _attending() -> Matcher:
    return Matcher(Vocabulary.load().events["attended"])


@rule(
    "held.verb", 1,
    example="3月9日,青州市司法局召开队伍教育整顿部署会。",
    expects=("青州市司法局", Property.HELD, "队伍教育整顿部署会"),
)
def held(scene: Scene) -> Iterator[Claim]:
    """The subject of a verb of holding holds the event behind it."""
    for holding in scene.holdings:
        if not holding.held:
            continue
        for doer in doers(scene, holding.verb.start):
            yield claim(scene, doer, Property.HELD, holding.event, holding.event.start)


@rule(
    "attended.same-sentence", 1,
    example="青州市司法局召开队伍教育整顿部署会,市司法局局长周立群出席并讲话。",
    expects=("周立群", Property.ATTENDED, "队伍教育整顿部署会"),
)
def attended(scene: Scene) -> Iterator[Claim]:
    """An official who is said to attend, chair or speak in the sentence of an event, or in the next one, was there."""
    for holding in scene.holdings:
        index = scene.text.sentence_index(holding.event.start)
        for sentence in scene.text.sentences[index : index + 2]:
            if scene.folded.rfind("\n", holding.event.start, sentence.start + 1) > holding.event.start:
                break
            verbs = _attending().find(scene.folded[sentence.start : sentence.end])
            if not verbs:
                continue
            last = sentence.start + max(verb.end for verb in verbs)
            for official in scene.officials:
                if sentence.start <= official.start < last:
                    yield claim(scene, official, Property.ATTENDED, holding.event, official.start)


RULES = (held, attended)
