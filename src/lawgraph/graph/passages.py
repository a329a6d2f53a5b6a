"""Passages of articles, made safe to show: sentences around a span, without hidden characters."""

from __future__ import annotations

import re

# Control, bidi and zero-width characters, tags and lone surrogates: none can be seen, all can make a
# line read otherwise than it is. Line feed, tab and the ideographic variation selectors stay.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
ENDS = "。！？!?\n"
CLOSERS = "”’」』）》】"
_REACH = 160  # characters of context on either side: a sentence without a full stop must not fill the panel

Span = tuple[int, int]


def shown(text: str) -> str:
    r"""Return the text without characters that cannot be seen.

    Example: ``shown("市\u202e司法局") == "市司法局"``
    """
    return HIDDEN.sub("", text)


def sentence(text: str, start: int, end: int) -> Span:
    """Return the bounds of the sentence or sentences that [start, end) lies in, without outer blanks."""
    left = start
    while left > 0 and start - left < _REACH and text[left - 1] not in ENDS:
        left -= 1
    while left < start and (text[left].isspace() or text[left] in CLOSERS):
        left += 1
    right = end
    if right == 0 or text[right - 1] not in ENDS:
        while right < len(text) and right - end < _REACH and text[right] not in ENDS:
            right += 1
        if right < len(text) and text[right] in ENDS and text[right] != "\n":
            right += 1
    while right < len(text) and text[right] in CLOSERS:
        right += 1
    while right > end and text[right - 1].isspace():
        right -= 1
    return left, right
