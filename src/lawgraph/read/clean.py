"""Make decoded text safe to store and to point into, changing no Han character.

The text of an article is what all offsets point into, so everything that is invisible goes here,
once, before an article exists. NFKC is left alone on purpose: it would turn the printed "，" and
"①" into other characters, and quotes must stay as printed. NFC only merges forms that Unicode
calls the same character (the compatibility ideograph U+F9E5 and 裡), so that one text has one id.
"""

from __future__ import annotations

import re
import unicodedata

_REPLACEMENT = "\ufffd"

# Printed as a line break somewhere: CR, VT, FF, NEL, line and paragraph separator.
_NEWLINES = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Every width of space means one space to a reader; a name split by U+3000 should match as by " ".
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")

# C0 and C1 controls, soft hyphen, zero-width and bidirectional controls, variation selectors, tags.
# A zero-width space inside 司法局 hides it from every rule, and a bidi override makes a viewer show
# an evidence quote in another order than it is stored: neither is ever part of a news text.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e01ef]",
)

# Lone surrogates come from JSON escapes ("\ud800"); they have no UTF-8 form, so no hash either.
_SURROGATES = re.compile("[\ud800-\udfff]")

# Radicals that some PDF fonts emit for the ideograph (scale.md §5: ⺠⻅⼀⼈ for 民见一人). NFKC covers
# the Kangxi block; the supplement has almost no mappings, so its common ones are listed.
_SUPPLEMENT = dict(
    zip(
        "\u2ea0\u2e9f\u2ec1\u2ec4\u2ec5\u2ec6\u2ec9\u2ecb\u2ed3\u2ed4\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd"
        "\u2ee2\u2ee3\u2ee4\u2ee5\u2ee6\u2ee7\u2ee8\u2ee9\u2eec\u2eee\u2ef0\u2ef3\u2ebc\u2ed1\u2ed7\u2e9d\u2e92\u2ecf",
        "民母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟肉長雨月巳邑",
        strict=True,
    ),
)
_RADICALS = re.compile("[\u2e80-\u2fd5]")

# One set of all letters above: most text has none of them, and is then done with after one look.
_UNCLEAN = re.compile(
    "[\r\v\f\x85\u2028\u2029" + "".join(one.pattern[1:-1] for one in (_SPACES, _INVISIBLE, _SURROGATES, _RADICALS)) + "]"
)


def _fold_radical(match: re.Match[str]) -> str:
    char = match.group()
    return _SUPPLEMENT.get(char) or unicodedata.normalize("NFKC", char)


def clean(text: str) -> str:
    r"""Return ``text`` with plain newlines and spaces and without invisible characters.

    Example: ``clean("包头市\u200b司法局\u3000召开\r\n会议")`` is ``"包头市司法局 召开\n会议"``.
    """
    if _UNCLEAN.search(text):
        text = _NEWLINES.sub("\n", text)
        text = _SPACES.sub(" ", text)
        text = _INVISIBLE.sub("", text)
        text = _SURROGATES.sub(_REPLACEMENT, text)
        text = _RADICALS.sub(_fold_radical, text)
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    r"""Return ``text`` as one line, for titles and names: ``"部署会\n召开 "`` is ``"部署会 召开"``."""
    return " ".join(clean(text).split())


# The full-width forms of ASCII, U+FF01 to U+FF5E, one for one.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE = re.compile("[\uff01-\uff5e]")
# Those that every text has: replaced one by one they cost a tenth of a ``translate``, which looks up each letter.
_USUAL = {chr(code + 0xFEE0): chr(code) for code in map(ord, ",:;!?()")}


def fold(text: str) -> str:
    """Return ``text`` with full-width ASCII made plain, for comparing only: ``"２０２１年"`` is ``"2021年"``."""
    if not _WIDE.search(text):
        return text
    for mark, plain in _USUAL.items():
        text = text.replace(mark, plain)
    return text.translate(_FOLD) if _WIDE.search(text) else text


def tidy(text: str) -> str:
    """Return ``text`` with each line stripped and empty lines gone: a body as an article holds it."""
    stripped = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in stripped if line)
