"""The text of an article as the rules see it: folded, cut into sentences and clauses.

Folding maps each character to exactly one character, so an offset in the folded text is the same
offset in the article's own text. Rules match on the folded text and quote from the article.
"""

from __future__ import annotations

import bisect
import functools
import re
import sys
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.terms import Term, terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawgraph.lexicon.matcher import Found

#: Where a sentence ends. A semicolon ends a clause only: its halves share their subject.
_SENTENCE_END = re.compile(r"[。!?\n]+[”’」』)]*")
_CLAUSE_END = re.compile(r"[,;:。!?\n]")
_QUOTE_OR_LINE = re.compile(r"[“”\n]")
#: Quotation marks of all kinds become “ ” ‘ ’.
_QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "＂": '"', "〝": "“", "〞": "”", "｢": "“", "｣": "”"}
_DOTS = dict.fromkeys("・•‧∙⋅･●", "·")
_OTHER = {"—": "-", "–": "-", "〔": "(", "〕": ")", "【": "(", "】": ")", "〈": "《", "〉": "》", "\u3000": " ", "\xa0": " "}


class Keyed:
    """A pattern whose every match holds one of a few words: a text that has none of these is not searched.

    To look for a word costs a hundredth of what it costs to try a pattern at every letter.

    >>> [match.group() for match in Keyed("“[^”]+”为主题", "为主题").finditer("以“清风”为主题的活动")]
    ['“清风”为主题']
    """

    def __init__(self, pattern: str, *words: str) -> None:
        self.pattern = re.compile(pattern)
        self.words = words

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Yield the matches in [start, end) as ``re.Pattern.finditer`` does."""
        for word in self.words:
            if text.find(word, start, end) >= 0:
                return self.pattern.finditer(text, start, end)
        return iter(())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in [start, end), None where there is none."""
        return next(self.finditer(text, start, end), None)


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


#: A Span of a pair: half of what ``Span(…)`` takes, which is a function of Python's own.
_span: Callable[[tuple[int, int]], Span] = functools.partial(tuple.__new__, Span)


@functools.cache
def _folding() -> dict[int, str]:
    """The table of single characters: width and traditional forms (OpenCC's t2s, letter by letter)."""
    from opencc import OpenCC  # noqa: PLC0415  # loaded only where text is read

    table: dict[int, str] = {}
    for code in range(0xFF01, 0xFF5F):  # full-width ASCII
        table[code] = unicodedata.normalize("NFKC", chr(code))
    for source in (_QUOTES, _DOTS, _OTHER):
        table.update({ord(key): value for key, value in source.items()})
    letters = [chr(code) for code in (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))]
    simple = OpenCC("t2s").convert("\n".join(letters)).split("\n")
    for letter, other in zip(letters, simple, strict=True):
        if letter != other and len(other) == 1:
            table[ord(letter)] = other
    # 著 is kept: in simplified text it is a word of its own, and 着 for it would break 著名.
    table.pop(ord("著"), None)
    return table


#: The marks of every text. Replacing these one by one, and then what few other letters are to be
#: folded, takes a seventh of the time of one ``translate``, which looks each letter up.
_USUAL = {chr(code + 0xFEE0): chr(code) for code in map(ord, ",:;!?()")}


@functools.cache
def _unusual() -> re.Pattern[str]:
    """One of the other letters of the table."""
    return re.compile("[" + "".join(re.escape(chr(code)) for code in sorted(_folding())) + "]")


def _folded_letter(match: re.Match[str]) -> str:
    return _folding()[ord(match.group())]


def fold(text: str) -> str:
    """Return ``text`` with one plain form for each character, of the same length.

    >>> fold("東昌府區司法局，「優秀」")
    '东昌府区司法局,“优秀”'
    """
    folded = text
    for mark, plain in _USUAL.items():
        folded = folded.replace(mark, plain)
    folded = _unusual().sub(_folded_letter, folded)
    if '"' in folded:
        folded = _pair_quotes(folded)
    return folded


def _pair_quotes(text: str) -> str:
    """Turn straight double quotes into opening and closing ones, paragraph by paragraph."""
    out: list[str] = []
    opened = False
    for char in text:
        if char == "\n":
            opened = False
        if char == '"':
            char = "”" if opened else "“"  # noqa: PLW2901  # the loop's own letter is what changes
            opened = not opened
        out.append(char)
    return "".join(out)


class Text:
    """A folded text with its sentences, clauses and quotations, and the words of all sets in it.

    ``quotes`` are the outermost quoted ranges, marks excluded: of “枫桥式” the two ends of 枫桥式. A mark
    within a short quoted name ends no sentence.
    """

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.quotes = tuple(_quoted(folded)) if "“" in folded else ()
        self.sentences = tuple(_sentences(folded, self.quotes))
        self._starts = [span.start for span in self.sentences]
        #: What stands before the first sentence counts with it.
        self._in_order = (self.sentences[0], *self.sentences) if self.sentences else (Span(0, len(folded)),)
        self._openings = [span.start for span in self.quotes]
        self._marks: list[int] = []
        self._bounds: list[int] = []
        self._clauses: dict[int, Span] = {}
        hits = terms().find(folded)
        #: The words of a set in the text, in order and without overlap.
        self.found: Callable[[Term], list[Found]] = hits.of
        #: The words of a set in [start, end), those that overlap too.
        self.found_all = hits.all
        #: The words of a set in [start, end), as if the text had nothing else.
        self.found_in: Callable[[Term, int, int], list[Found]] = hits.within

    @classmethod
    def of(cls, text: str) -> Text:
        """Fold ``text``."""
        return cls(fold(text))

    def _cut_clauses(self) -> list[int]:
        """Find the marks that end clauses, commas in quotes apart; return where a clause or a sentence begins."""
        marks: list[int] = []
        start = 0
        for quote in self.quotes:
            marks += [match.start() for match in _CLAUSE_END.finditer(self.folded, start, quote.start)]
            start = quote.end
        marks += [match.start() for match in _CLAUSE_END.finditer(self.folded, start)]
        self._marks = marks
        self._bounds = sorted({0, *[mark + 1 for mark in marks], *self._starts})
        return self._bounds

    def sentence(self, position: int) -> Span:
        """Return the sentence that holds ``position``."""
        return self._in_order[bisect.bisect_right(self._starts, position)]

    def sentence_index(self, position: int) -> int:
        """Return the number of the sentence that holds ``position``."""
        return (bisect.bisect_right(self._starts, position) or 1) - 1

    def clause(self, position: int) -> Span:
        """Return the clause (up to , ; : or a sentence's end) that holds ``position``, commas in quotes apart."""
        index = bisect.bisect_right(self._bounds or self._cut_clauses(), position)
        return self._clauses.get(index) or self._clause(index, position)

    def _clause(self, index: int, position: int) -> Span:
        sentence = self.sentence(position)
        marks = self._marks
        mark = bisect.bisect_left(marks, position)
        start = marks[mark - 1] + 1 if mark > 0 else 0
        end = marks[mark] if mark < len(marks) else len(self.folded)
        made = self._clauses[index] = _span((max(start, sentence.start), min(end, sentence.end)))
        return made

    def in_quotes(self, position: int) -> bool:
        """Tell whether a position lies within a quoted range."""
        quotes = self.quotes
        if not quotes:
            return False
        index = bisect.bisect_right(self._openings, position) - 1
        return index >= 0 and position < quotes[index].end


def _quoted(text: str) -> list[Span]:
    """Find “…” ranges that close within their paragraph, the outermost only."""
    spans: list[Span] = []
    start: int | None = None
    for match in _QUOTE_OR_LINE.finditer(text):
        mark = match.group()
        if mark == "“" and start is None:
            start = match.end()
        elif mark == "”" and start is not None:
            spans.append(Span(start, match.start()))
            start = None
        elif mark == "\n":
            start = None
    return spans


#: A quotation longer than this is speech: its sentences are sentences of the text.
_SPEECH = 40


def _sentences(text: str, quotes: tuple[Span, ...]) -> list[Span]:
    start = 0
    short = [quote for quote in quotes if quote.end - quote.start <= _SPEECH]
    index = 0
    if not short:
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        return [_span((start, end)) for start, end in zip([0, *ends], [*ends, len(text)], strict=True) if start < end and not text[start:end].isspace()]
    spans: list[Span] = []
    for match in _SENTENCE_END.finditer(text):
        mark, end = match.span()
        while index < len(short) and short[index].end < mark:
            index += 1
        # A mark within a short quoted name (“我学法,我守法!”活动) ends no sentence.
        if index < len(short) and short[index].start <= mark < short[index].end:
            continue
        if not text[start:end].isspace():
            spans.append(_span((start, end)))
        start = end
    if text[start:].strip():
        spans.append(Span(start, len(text)))
    return spans
