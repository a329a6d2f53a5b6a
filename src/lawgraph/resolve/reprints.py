"""Reprints: articles that are copies of one text, and short ones that a longer text holds whole.

Two texts are compared by the runs of four letters that they hold (shingles; Broder, On the
resemblance and containment of documents, 1997). Candidates come from MinHash with
locality-sensitive hashing, which finds texts that are alike throughout, and from long sentences
that stand in both, which finds cuts and excerpts. Each candidate is then compared in full, so that
what is said of two articles never rests on an estimate.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from lawgraph.read.copies import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgraph.model import Article

#: Letters of a shingle, and the share of the shorter text's shingles that the longer one must hold.
#: Measured on 5,011 items of a year of broadcast news: the most alike of different events (two
#: ceremonies of promotion, told in one formula) share 0.87; of copies made of them with another head
#: and foot 1.00 reach 0.9, with half of the sentences cut 0.998, with one letter in a hundred changed 0.99.
_SHINGLE, _HELD = 4, 0.9
#: Below this many shingles a text is a copy only of one with the same letters: two sentences of a formula are soon alike.
_ENOUGH = 60
#: A text with less than this share of the other's shingles is an excerpt, not a copy.
_EXCERPT = 0.5
#: 32 bands of 4 of 128 values find two texts that share 0.8 of their shingles always, 0.6 in 99 of 100 cases.
_VALUES, _BANDS, _SEED = 128, 32, 1
#: Each article looks for its own three longest sentences in others; shorter ones than this are formulas.
_PROBES, _SENTENCE = 3, 12
#: Candidates compared in full, the most alike first: thousands of notices may fill in one form.
_COMPARED = 64
#: A sentence that more texts than this have among their longest is a formula, and leads nowhere. A text that is like
#: as many earlier ones fills in a form: it is compared with those, and later ones are not compared with it.
_FORMULA = 256
#: How far below what a copy's sketch shares at the least an estimate may lie before the texts are not compared in
#: full: an estimate from 128 values errs by more than this in fewer than one case of ten thousand.
_MARGIN = 0.17
#: Texts whose shingles are kept at hand: a text's candidates are often those of the text before it.
_AT_HAND = 512

_ENDS = re.compile(r"[。！？；!?;\n]+")
_OTHER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Reprints:
    """``earliest`` leads from each article to the earliest known of its source: itself where it is no copy.

    ``excerpts`` leads from an article to those that hold it whole and are more than twice as long, of
    copies to the earliest that does. All are ids.
    """

    earliest: dict[str, str]
    excerpts: dict[str, tuple[str, ...]]


def find_reprints(articles: Iterable[Article]) -> Reprints:
    """Return which articles are one source.

    Copies are one source whatever chain of copies joins them. An excerpt is one source with the
    earliest known text that holds it, unless that text holds several that do not hold each other: such
    a digest is a source of its own, and so are they. The order of ``articles`` does not matter.

    Example: a report, its reprint under another head and a notice that is its first half are one
    source; of the three the one with the earliest date is ``earliest``.
    """
    ordered = sorted(articles, key=order)
    texts = _Texts([article.text for article in ordered])
    copies, holders = _Sets(len(ordered)), defaultdict[int, set[int]](set)
    for short, long in texts.pairs():
        if texts.size(short) >= _EXCERPT * texts.size(long):
            copies.join(short, long)
        else:
            holders[short].add(long)
    held = {(copies.find(short), copies.find(long)) for short, found in holders.items() for long in found}
    sources = _with_excerpts(copies, {pair for pair in held if pair[0] != pair[1]}, len(ordered))
    ids = [article.id for article in ordered]
    return Reprints(
        {name: ids[sources.find(number)] for number, name in enumerate(ids)},
        {
            ids[short]: tuple(ids[long] for long in sorted({copies.find(long): long for long in sorted(found, reverse=True)}.values()))
            for short, found in sorted(holders.items())
        },
    )


class _Sets:
    """Disjoint sets of numbers; the least stands for its set, and stands for the earliest article."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, one: int) -> int:
        while self._parent[one] != one:
            self._parent[one] = one = self._parent[self._parent[one]]
        return one

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def _with_excerpts(copies: _Sets, held: set[tuple[int, int]], size: int) -> _Sets:
    """Return the sets of copies, each excerpt joined to the earliest text that holds it and is no digest."""
    inside: dict[int, list[int]] = defaultdict(list)
    for short, long in sorted(held):
        inside[long].append(short)
    digests = {long for long, found in inside.items() if any((a, b) not in held and (b, a) not in held for a, b in combinations(found, 2))}
    sources = _Sets(size)
    for number in range(size):
        sources.join(number, copies.find(number))
    for short in sorted({pair[0] for pair in held}):
        if longer := [long for one, long in held if one == short and long not in digests]:
            sources.join(short, min(longer))
    return sources


class _Texts:
    """The texts as shingles, and the pairs of which the longer holds the shorter."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._letters = [letters(text) for text in texts]
        import rensa  # noqa: PLC0415  # only a build needs it, and its allocator takes address space that a server may not have

        # Lists, since the library reads those fast; their order has no part in a sketch.
        self._sketches = rensa.RMinHash.from_token_sets((list(shingles(text)) for text in self._letters), _VALUES, _SEED)

    def size(self, number: int) -> int:
        """Return how many letters a text has."""
        return len(self._letters[number])

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs (shorter, longer) of which the longer holds the shorter."""
        at_hand = lru_cache(_AT_HAND)(lambda number: shingles(self._letters[number]))
        for one, others in self._candidates():
            mine = at_hand(one)
            for other in others:
                if self._letters[one] == self._letters[other]:
                    yield min(one, other), max(one, other)
                    continue
                if not self._may_hold(one, other):
                    continue
                theirs = at_hand(other)
                least = min(len(mine), len(theirs))
                if least >= _ENOUGH and len(mine & theirs) >= _HELD * least:
                    yield (one, other) if self.size(one) <= self.size(other) else (other, one)

    def _may_hold(self, one: int, other: int) -> bool:
        """Tell whether the sketches allow that the longer text holds the shorter: a look at 128 values in place of all."""
        short, long = sorted((self.size(one), self.size(other)))
        shared = _HELD * short
        return bool(self._sketches[one].jaccard(self._sketches[other]) >= shared / (short + long - shared) - _MARGIN)

    def _candidates(self) -> Iterator[tuple[int, list[int]]]:
        """Yield each text with the earlier ones that it may be a copy of, and with those that may hold it."""
        import rensa  # noqa: PLC0415

        index = rensa.RMinHashLSH(threshold=_HELD, num_perm=_VALUES, num_bands=_BANDS)
        holders = self._holders()
        for number, sketch in enumerate(self._sketches):
            alike = sorted(index.query(sketch))
            if len(alike) < _FORMULA:
                index.insert(number, sketch)
            if len(alike) > _COMPARED:
                alike = sorted(alike, key=lambda other: (-sketch.jaccard(self._sketches[other]), other))[:_COMPARED]
            found = dict.fromkeys([*alike, *holders.get(number, ())])
            if found:
                yield number, list(found)

    def _holders(self) -> dict[int, list[int]]:
        """Return the texts in which one of the longest sentences of each text stands too, the most often hit first."""
        looking: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            long = sorted({one for one in _sentences(text) if len(one) >= _SENTENCE}, key=lambda one: (-len(one), one))
            for sentence in long[:_PROBES]:
                looking[sentence].append(number)
        looking = {sentence: numbers for sentence, numbers in looking.items() if len(numbers) <= _FORMULA}
        hits: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for other, text in enumerate(self._texts):
            for sentence in dict.fromkeys(_sentences(text)):
                for number in looking.get(sentence, ()):
                    if number != other:
                        hits[number][other] += 1
        return {number: sorted(found, key=lambda other: (-found[other], other))[:_COMPARED] for number, found in hits.items()}


def _sentences(text: str) -> list[str]:
    return [letters(part) for part in _ENDS.split(text)]


def letters(text: str) -> str:
    """Return the letters and digits of a text: marks and spaces are set otherwise in each reprint.

    Example: ``letters("“枫桥式”司法所，２０２１年")`` is ``"枫桥式司法所2021年"``.
    """
    return unicodedata.normalize("NFKC", _OTHER.sub("", text))


def shingles(text: str) -> set[str]:
    """Return the runs of four letters of a text; of a shorter one the text itself."""
    return {text[start : start + _SHINGLE] for start in range(max(len(text) - _SHINGLE + 1, 1))}
