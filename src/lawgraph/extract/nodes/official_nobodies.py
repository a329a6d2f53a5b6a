"""Leave out who is no official whatever stands beside the name: words that are no person, and the parties of a case."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgraph.extract.findings import Posting
    from lawgraph.extract.scene import Scene


def without_nobodies(scene: Scene, postings: Sequence[Posting]) -> list[Posting]:
    """Return the postings of persons who may be told; count the parties left out: 原告|章明远(教师)."""
    out: list[Posting] = []
    withheld: set[int] = set()
    for one in postings:
        if one.official.name in _nobody():
            continue
        if _parties().at(scene.folded, one.official.start):
            withheld.add(one.official.start)
            continue
        out.append(one)
    scene.withheld += len(withheld)
    return out


@functools.cache
def _nobody() -> frozenset[str]:
    """Return the words that are no person as a whole: countries, peoples, 贺信. 苏丹 may be a woman of Baotou."""
    words = Vocabulary.load()
    return frozenset({*words.relations["countries"], *words.names["ethnicities"], *words.names["nobody"]} - {"苏丹"})


@functools.cache
def _parties() -> Endings:
    return Endings(Vocabulary.load().names["parties"])
