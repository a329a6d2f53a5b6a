"""The values of literals: whether one is well formed for its datatype, and what it compares as."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph

if TYPE_CHECKING:
    from lawgraph.graph.stream import Term

Comparable: TypeAlias = tuple[str, Decimal | str]
"""A family of values, within which they have an order, and the value."""

XSD: Final = "http://www.w3.org/2001/XMLSchema#"

_ZONE = r"(?P<zone>Z|[+-](?:0\d|1[0-4]):[0-5]\d)?"
_DAY = r"(?P<year>\d{4,})-(?P<month>\d\d)-(?P<day>\d\d)"
_DOUBLE = r"[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|INF)|NaN"
_FORMS: Final = {
    XSD + name: re.compile(form, re.ASCII)
    for name, form in {
        "boolean": "true|false|0|1",
        "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "double": _DOUBLE,
        "float": _DOUBLE,
        "date": _DAY + _ZONE,
        "dateTime": rf"{_DAY}T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?){_ZONE}",
        "gYearMonth": rf"\d{{4,}}-(?:0[1-9]|1[0-2]){_ZONE}",
        "gYear": rf"\d{{4,}}{_ZONE}",
    }.items()
}
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)
#: The integers and the bounds of their values, both included.
_INTEGERS: Final[dict[str, tuple[int | None, int | None]]] = {
    XSD + "integer": (None, None),
    XSD + "nonNegativeInteger": (0, None),
    XSD + "positiveInteger": (1, None),
    XSD + "long": (-(2**63), 2**63 - 1),
    XSD + "int": (-(2**31), 2**31 - 1),
    XSD + "short": (-(2**15), 2**15 - 1),
    XSD + "byte": (-(2**7), 2**7 - 1),
}
_NUMBERS: Final = frozenset({*_INTEGERS, XSD + "decimal", XSD + "double", XSD + "float"})
_LEAP = 2000  # the calendar repeats every 400 years, and Python's ends with the year 9999


def well_formed(literal: pyoxigraph.Literal) -> bool:
    """Return whether the text is one that the datatype allows; a datatype unknown here allows all.

    Example: ``"2021-02-30"^^xsd:date`` is not.
    """
    datatype, text = literal.datatype.value, literal.value
    if datatype in _INTEGERS:
        low, high = _INTEGERS[datatype]
        if not _INTEGER.fullmatch(text):
            return False
        return (low is None or low <= int(text)) and (high is None or int(text) <= high)
    form = _FORMS.get(datatype)
    if form is None:
        return True
    found = form.fullmatch(text)
    if found is None:
        return False
    return "day" not in form.groupindex or _on_calendar(found)


def _on_calendar(found: re.Match[str]) -> bool:
    try:
        dt.date(int(found["year"]) % 400 + _LEAP, int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return True


def comparable(term: Term) -> Comparable | None:
    """Return what a literal compares as, None where it has no order or is ill formed."""
    if not isinstance(term, pyoxigraph.Literal) or not well_formed(term):
        return None
    datatype, text = term.datatype.value, term.value
    if datatype in _NUMBERS:
        return None if text == "NaN" else ("number", Decimal(text.replace("INF", "Infinity")))
    form = _FORMS.get(datatype)
    if form is None:
        return ("string", text) if datatype == XSD + "string" else None
    # Padded with zeros, dates of one datatype and zone stand in the order of their text.
    found = form.fullmatch(text)
    zone = (found["zone"] or "") if found and "zone" in form.groupindex else ""
    return (datatype + zone, text)
