"""The words that institutions are found by, compiled once a process."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from lawgraph.lexicon.vocabulary import Organ, Vocabulary


class OrganWords(NamedTuple):
    """The automata and word sets."""

    organ_of: dict[str, Organ]
    national_of: dict[str, tuple[str, tuple[str, ...], str]]
    gap_verbs: frozenset[str]
    gap_stop: frozenset[str]
    not_organs: frozenset[str]
    not_bodies: tuple[str, ...]
    kinds: frozenset[str]


@functools.cache
def organ_words() -> OrganWords:
    """Return the words, compiled on the first call."""
    vocabulary = Vocabulary.load()
    organ_of: dict[str, Organ] = {}
    for organ in vocabulary.organs:
        for ending in organ.endings:
            organ_of.setdefault(ending, organ)
    national_of = {
        form: (body.name, body.aliases, body.organ)
        for body in vocabulary.national
        for form in body.forms
    }
    gap: dict[str, Any] = vocabulary.gap
    return OrganWords(
        organ_of=organ_of,
        national_of=national_of,
        gap_verbs=frozenset(gap["verbs"]),
        gap_stop=frozenset(gap["stop"]),
        not_organs=frozenset(gap["not_organs"]),
        not_bodies=tuple(gap["not_bodies"]),
        kinds=frozenset(gap["kinds"]),
    )
