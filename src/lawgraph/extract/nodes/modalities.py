"""What the words around a title say of the post: 原局长 is no longer held, 代理局长 for the time being."""

from __future__ import annotations

import functools
import re

from lawgraph.lexicon.affixes import Endings
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Modality

_ORDER = {modality: rank for rank, modality in enumerate(Modality)}


def strongest(*modalities: Modality | None) -> Modality | None:
    """Return the modality that says most against a post's being plainly held, or None."""
    found: Modality | None = None
    for one in modalities:
        if one is not None and (found is None or _ORDER[one] < _ORDER[found]):
            found = one
    return found


@functools.cache
def joins() -> dict[str, Modality | None]:
    """Return the words between a name and its post with what they say: 张三|任|局长."""
    table: dict[str, str] = Vocabulary.load().posts["joins"]
    return {word: Modality(said) if said else None for word, said in table.items()}


@functools.cache
def joining() -> Endings:
    """Return the words alone."""
    return Endings(joins())


@functools.cache
def _before() -> tuple[tuple[str, Modality], ...]:
    """Return the words before a title with what they say, the longest first."""
    table: dict[str, list[str]] = Vocabulary.load().posts["modality"]
    rows = [(word, Modality(said)) for said, words in table.items() for word in words]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


@functools.cache
def _first_letters() -> frozenset[str]:
    return frozenset(word[0] for word, _ in _before())


#: These stand before a title without being part of it; 副, 代 and 名誉 are part of it.
_NO_PART = {Modality.FORMER, Modality.CONCURRENT}


#: A rank that is no deputy's: 副局级|巡视员.
_RANK = re.compile("副[部省厅局处县科]级")


def of_title(title: str) -> tuple[str, Modality | None]:
    """Split what a title says of the post from the title itself: 原副局长 is 副局长, formerly held."""
    said: Modality | None = None
    moved = True
    rest = title
    while moved:
        moved = False
        for word, modality in _before() if rest[:1] in _first_letters() else ():
            if rest.startswith(word) and len(rest) > len(word) and not _RANK.match(rest):
                said = strongest(said, modality)
                rest = rest[len(word) :]
                title = rest if modality in _NO_PART and title.endswith(word + rest) and title.startswith(word) else title
                moved = True
                break
    if "副" in title and "副" in _RANK.sub("", title):
        said = strongest(said, Modality.DEPUTY)
    return title, said
