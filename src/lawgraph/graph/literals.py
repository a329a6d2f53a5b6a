"""Values as Turtle literals, in the one form that every store reads alike (canonical and escaped)."""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from functools import lru_cache

from lawgraph.errors import OutputError

_ESCAPES = {ord(c): e for c, e in {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.items()}
# Control characters are legal in Turtle, but a terminal obeys them: they are written as \uXXXX.
_ESCAPES |= {c: f"\\u{c:04X}" for c in (*range(1, 32), *range(0x7F, 0xA0)) if c not in _ESCAPES}
_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\ud800-\udfff]')
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
# Overrides and isolates change how the *rest* of a line is shown, so that a label could lie.
_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_URL = re.compile(
    r"https?://[A-Za-z0-9\u00a0-\ud7ff._~-]+(?::[0-9]{1,5})?"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?@!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=\u00a0-\ud7ff-]|%[0-9A-Fa-f]{2})*)?"
)


def clean(text: str) -> str:
    """Drop what no store holds: U+0000 and halves of surrogate pairs."""
    return _UNWRITABLE.sub("", text)


def clean_label(text: str) -> str:
    """Drop what no store holds, and the marks that turn the direction of writing."""
    return _BIDI.sub("", clean(text)).strip()


def string(text: str, language: str | None = None) -> str:
    r"""Return a one-line literal: ``string('说"法"', "zh") == '"说\\"法\\""@zh'``."""
    # Most texts have nothing to escape, and to look is cheaper than to translate.
    body = f'"{clean(text).translate(_ESCAPES)}"' if _SPECIAL.search(text) else f'"{text}"'
    return f"{body}@{language}" if language else body


@lru_cache(maxsize=16_384)
def date(value: str) -> str:
    """Return a date as xsd:date, xsd:gYearMonth or xsd:gYear by its precision.

    What is no date ("2021-02-30") stays a plain string: the shapes then report it, while a store
    that is given a wrong xsd:date keeps it, drops it or stops.
    """
    if found := _DATE.fullmatch(value):
        year, month, day = found.groups()
        try:
            dt.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            return string(value)
        datatype = "xsd:date" if day else "xsd:gYearMonth" if month else "xsd:gYear"
        return f'"{value}"^^{datatype}'
    return string(value)


@lru_cache(maxsize=16_384)
def decimal(value: float) -> str:
    """Return a canonical xsd:decimal, to four places: ``decimal(0.90) == '0.9'``."""
    if not math.isfinite(value):
        raise OutputError(f"confidence {value}", "is no number", "Give one from 0 to 1")
    text = f"{Decimal(repr(value)).quantize(Decimal('0.0001')):f}".rstrip("0").rstrip(".")
    # A bare "1" would be an xsd:integer, and "1.0" is not canonical.
    return text if "." in text else f'"{0 if text == "-0" else text}"^^xsd:decimal'


def url(value: str | None) -> str | None:
    """Return an IRI for a web address that every store accepts as one, else None."""
    return f"<{value}>" if value and _URL.fullmatch(value) else None
