"""Text from articles, made safe to show: no hidden characters, sentences with their marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Control, bidi and zero-width characters, tags and lone surrogates: none can be seen, all can make a
# line read otherwise than it is. Line feed, tab and the ideographic variation selectors stay.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ENDS = "。！？!?\n"
_CLOSERS = "”’」』）》】"
_REACH = 160  # characters of context on either side: a sentence without a full stop must not fill the panel

Span = tuple[int, int]


def shown(text: str) -> str:
    r"""Return the text without characters that cannot be seen.

    Example: ``shown("市\u202e司法局") == "市司法局"``
    """
    return _HIDDEN.sub("", text)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as the page shows it. Spans count UTF-16 units, as JavaScript does."""

    text: str
    evidence: Span
    subject: Span | None
    object: Span | None


def quote(text: str, evidence: Span, subject: Span, obj: Span) -> Quote:
    """Cut the sentence around the evidence out of an article and move the spans into it.

    A span that is empty (a dropped subject) or outside the sentence becomes None.
    """
    start, end = _sentence(text, *evidence)
    lead, tail = (
        start > 0 and text[start - 1] not in _ENDS + _CLOSERS,
        end < len(text) and text[end - 1] not in _ENDS + _CLOSERS,
    )
    before, after = ("…" if lead else ""), ("…" if tail and text[end] != "\n" else "")
    raw = text[start:end]
    positions = _positions(raw, len(before))

    def moved(span: Span) -> Span | None:
        if not start <= span[0] < span[1] <= end:
            return None
        return positions[span[0] - start], positions[span[1] - start]

    whole = moved(evidence) or (positions[0], positions[-1])
    return Quote(before + shown(raw) + after, whole, moved(subject), moved(obj))


def _sentence(text: str, start: int, end: int) -> Span:
    """Return the bounds of the sentence or sentences that [start, end) lies in, without outer blanks."""
    left = start
    while left > 0 and start - left < _REACH and text[left - 1] not in _ENDS:
        left -= 1
    while left < start and (text[left].isspace() or text[left] in _CLOSERS):
        left += 1
    right = end
    if right == 0 or text[right - 1] not in _ENDS:
        while right < len(text) and right - end < _REACH and text[right] not in _ENDS:
            right += 1
        if right < len(text) and text[right] in _ENDS and text[right] != "\n":
            right += 1
    while right < len(text) and text[right] in _CLOSERS:
        right += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right


def _positions(raw: str, first: int) -> list[int]:
    """Return where each code point of ``raw`` (and its end) stands in the shown text, in UTF-16 units."""
    positions, at = [], first
    for char in raw:
        positions.append(at)
        if not _HIDDEN.match(char):
            at += 2 if char > "\uffff" else 1
    return [*positions, at]
