"""The words that institutions are found by, compiled once a process."""

from __future__ import annotations

import functools
from typing import Any, NamedTuple

from lawgraph.lexicon.matcher import Matcher
from lawgraph.lexicon.vocabulary import Organ, Vocabulary


class OrganWords(NamedTuple):
    """The automata and word sets."""

    endings: Matcher
    organ_of: dict[str, Organ]
    national: Matcher
    national_of: dict[str, tuple[str, tuple[str, ...], str]]
    titles: Matcher
    gap_verbs: frozenset[str]
    gap_stop: frozenset[str]
    not_organs: frozenset[str]
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
        for form in (body.name, *body.aliases)
        if form not in body.rhetorical
    }
    posts = vocabulary.posts
    gap: dict[str, Any] = vocabulary.gap
    return OrganWords(
        endings=Matcher(organ_of),
        organ_of=organ_of,
        national=Matcher(national_of),
        national_of=national_of,
        titles=Matcher((*posts["heads"], *posts["others"])),
        gap_verbs=frozenset(gap["verbs"]),
        gap_stop=frozenset(gap["stop"]),
        not_organs=frozenset(gap["not_organs"]),
        kinds=frozenset(gap["kinds"]),
    )
