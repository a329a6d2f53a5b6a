"""Sets of words that a text may go on with, or end with, at a position.

``str.startswith`` with a tuple tries every word of it; here only those are tried that share the
letter at hand, which at most positions are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def _grouped(words: Iterable[str], letter: int) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for word in sorted(set(filter(None, words)), key=lambda word: (-len(word), word)):
        groups.setdefault(word[letter], []).append(word)
    return {first: tuple(group) for first, group in groups.items()}


class Openings:
    """Words that a text may go on with: ``Openings(["局", "局长"]).at("张局长", 1)`` is ``"局长"``."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _grouped(words, 0)

    def at(self, text: str, start: int) -> str | None:
        """Return the longest of the words that begins at ``start``."""
        for word in self._words.get(text[start : start + 1], ()):
            if text.startswith(word, start):
                return word
        return None


class Endings:
    """Words that a text may end with: ``Endings(["长", "局长"]).at("张局长来", 3)`` is ``"局长"``."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = _grouped(words, -1)

    def at(self, text: str, end: int, floor: int = 0) -> str | None:
        """Return the longest of the words that ends at ``end`` and begins at ``floor`` or behind it."""
        for word in self._words.get(text[end - 1 : end], ()):
            if text.endswith(word, floor, end):
                return word
        return None

    def every(self, text: str, end: int, floor: int = 0) -> Iterator[str]:
        """Yield all of the words that end so, the longest first."""
        for word in self._words.get(text[end - 1 : end], ()):
            if text.endswith(word, floor, end):
                yield word
