"""Put paragraphs together again that a page broke, and part headings that it glued on."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import NamedTuple

from lawgraph.read.furniture import HAN

# A paragraph may end with these; a line that ends otherwise goes on in the next.
_TERMINAL = tuple('。!?！？…;:；：.”’"」』)）】]')
_SENTENCE_END = tuple("。!?！？…;；")
_OPEN = tuple(",，、《“‘(（[「『【—")
# No line begins with these; where one does, the break stands inside a sentence.
_CLOSING = tuple(",.。，．、;；：!！?？”’）》」』")
_CLAUSE = re.compile("[,，。;；]")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:[、．]|\.(?!\d)| )|第[一二三四五六七八九十百\d]{1,4}[章节条部編编节]|[●■◆★▲①-⑳]",
)
_CAPTION = re.compile(r"图为|图[:：1-9一二三四五六七八九]|[↑↓▲△▼]")
# The words after the last sentence end of a paragraph when they look like a heading.
_GLUED = re.compile(r"(?<=[。!?！？”])([^。!?！？,，;；:：、.()（）《》\d]{6,30})$")
# Marks that no heading ends in.
_NO_HEADING = tuple("。!?！？;；:：")
# A line that ends so is a whole paragraph, and has no heading at its end.
_WHOLE = tuple(mark for mark in _NO_HEADING if mark in _TERMINAL)

# What a news sentence opens with and a heading with a comma does not.
_NEWS_OPENERS = (
    "据",
    "近日",
    "日前",
    "近年来",
    "今年",
    "去年",
    "目前",
    "此外",
    "同时",
    "当天",
    "当日",
    "随后",
)

_MIN_OPEN = 30  # a shorter line without an end is a heading
_MIN_WRAPPED_LINES = 4
_MAX_WRAP = 120
_TAIL = 64  # more than the longest glued heading


class Line(NamedTuple):
    """A line of a page, its indent, and whether an empty line stood before it."""

    text: str
    indent: int = 0
    gap: bool = False


def lines_of(text: str) -> list[Line]:
    """Return the lines of ``text`` that are not empty."""
    found: list[Line] = []
    gap = False
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            found.append(Line(stripped, len(raw) - len(raw.lstrip()), gap))
            gap = False
        else:
            gap = True
    return found


def is_numbered(line: str) -> bool:
    """Tell whether a line opens with a number, as headings and list items do: "一、…", "(二)…"."""
    return _NUMBERED.match(line) is not None


def is_heading(line: str) -> bool:
    """Tell whether a line looks like a heading: short, and without the end of a sentence."""
    return (
        len(line) <= _MIN_OPEN
        and not line.endswith(_SENTENCE_END)
        and "。" not in line
        and not line.endswith(_OPEN)
    )


def wrap_width(lines: list[Line]) -> int | None:
    """Return the width at which a page was wrapped, or None where its lines are paragraphs.

    A wrapped page (a printed PDF, an old mail) has most of its lines within three characters of
    the longest and most of them without a sentence end.
    """
    if len(lines) < _MIN_WRAPPED_LINES:
        return None
    longest = max(len(line.text) for line in lines)
    if not 10 <= longest <= _MAX_WRAP:
        return None
    full = [line for line in lines if len(line.text) >= longest - 3]
    unended = sum(not line.text.endswith(_SENTENCE_END) for line in full)
    return longest if len(full) * 2 >= len(lines) and unended * 2 > len(full) else None


def _is_lopsided(line: str) -> bool:
    """Tell a short broken sentence from a heading: the clauses of a heading are about equally long.

    Example: ``"据市司法局干部王红介绍,队伍教"`` is broken; ``"打造品牌,服务群众"`` is a heading.
    """
    clauses = _CLAUSE.split(line)
    return len(clauses) > 1 and (
        line.startswith(_NEWS_OPENERS) or len(clauses[-1]) * 2 < max(map(len, clauses))
    )


class _Open:
    """The paragraph under construction: its parts, and of its text only what the rules look at.

    Looking at the whole text for each line would make a page of one paragraph cost the square of
    its length.
    """

    __slots__ = ("caption", "clause", "last", "parts", "quotes", "size", "tail", "titles")

    def __init__(self, text: str) -> None:
        self.parts: list[str] = []
        self.size = self.last = self.titles = self.quotes = 0
        self.tail = ""
        self.clause = False
        self.caption = _CAPTION.match(text) is not None
        self.add(text)

    def add(self, text: str) -> None:
        tail = self.tail[-1:]
        # Latin words need the space that the line break stood for; Chinese has none, nor has a broken "5G".
        if tail.isascii() and tail.islower() and text[0].isascii() and text[0].isalpha():
            text = " " + text
        self.parts.append(text)
        self.size += len(text)
        self.last = len(text)
        self.titles += text.count("《") - text.count("》")
        self.quotes += text.count("“") - text.count("”")
        self.clause = self.clause or _CLAUSE.search(text) is not None
        self.tail = (self.tail + text)[-_TAIL:]


def _goes_on(current: _Open, following: Line, width: int | None, *, indented: bool) -> bool:
    """Tell whether ``following`` continues ``current``."""
    if following.text.startswith(_CLOSING):
        return True
    if following.indent >= 2 and (indented or width is not None):
        return False
    if width is not None and not following.gap and current.last >= width - 3:
        return not (current.tail.endswith("。") and is_numbered(following.text))
    if current.tail.endswith(_TERMINAL) or current.caption or is_numbered(following.text):
        return False
    if current.tail.endswith(_OPEN):
        return True
    if current.size < _MIN_OPEN and not _is_lopsided("".join(current.parts)):
        return False
    if current.titles > 0 or current.quotes > 0:
        return True
    if not current.clause:
        return False
    return len(following.text) >= _MIN_OPEN or _CLAUSE.search(following.text) is not None


def _glued_heading(current: _Open, headings: Counter[int]) -> str | None:
    """Find a heading at the end of a paragraph; its length must be like that of the page's others."""
    if current.tail.endswith(_NO_HEADING):
        return None  # nearly every paragraph
    match = _GLUED.search(current.tail)
    if match is None or match[1].count("“") != match[1].count("”"):
        return None
    size = len(match[1])
    return match[1] if any(headings[size + more] for more in (-2, -1, 0, 1, 2)) else None


def paragraphs(lines: list[Line]) -> list[str]:
    """Join what belongs together: one string a paragraph, heading or caption.

    Example: the lines ``会上传达了精神,按照总方案制`` and ``定了《学习方案》。`` of a page whose
    paragraphs are longer than 30 characters become one paragraph.
    """
    width = wrap_width(lines)
    indented = sum(line.indent >= 2 for line in lines) * 2 >= len(lines)
    headings = Counter(len(line.text) for line in lines if is_heading(line.text) and HAN.search(line.text))
    done: list[str] = []
    current: _Open | None = None
    for line, following in itertools.zip_longest(lines, lines[1:]):
        if current is None:
            if width is None and line.text.endswith(_WHOLE) and (following is None or not following.text.startswith(_CLOSING)):
                done.append(line.text)  # nearly every paragraph
            else:
                current = _Open(line.text)
            continue
        glued = _glued_heading(current, headings) if width is None else None
        if glued is None and _goes_on(current, line, width, indented=indented):
            current.add(line.text)
            continue
        whole = "".join(current.parts)
        done.extend([whole] if glued is None else [whole[: -len(glued)], glued])
        current = _Open(line.text)
    if current is not None:
        done.append("".join(current.parts))
    return done
