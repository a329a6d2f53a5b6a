"""What is wrong, in words that a person can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lawgraph.check.constraints import SH
from lawgraph.check.values import XSD
from lawgraph.graph.names import short

if TYPE_CHECKING:
    from lawgraph.check.context import Passage
    from lawgraph.check.validate import Result

#: Longest value, and longest sentence, that is shown whole.
_VALUE, _SENTENCE = 60, 80

_NUMBER: Final = re.compile(rf'"([^"]*)"\^\^<{XSD}(?:integer|decimal|double|boolean)>')

#: Of a property, a value and the parameter: what breaks the component. {p} {v} {w}, and {c} the count.
_WORDS: Final = {
    "class": "{p} {v} is no {w}",
    "datatype": "{p} {v} is no {w}",
    "nodeKind": "{p} {v} is no {w}",
    "minCount": "has {c} ({needs})",
    "maxCount": "has {c} ({needs})",
    "minExclusive": "{p} {v} is not above {w}",
    "minInclusive": "{p} {v} is below {w}",
    "maxExclusive": "{p} {v} is not below {w}",
    "maxInclusive": "{p} {v} is above {w}",
    "minLength": "{p} {v} is shorter than {w}",
    "maxLength": "{p} {v} is longer than {w}",
    "pattern": "{p} {v} does not match {w}",
    "languageIn": "{p} {v} is not marked as in {w}",
    "uniqueLang": "has two {p} in one language",
    "in": "{p} {v} is none of {w}",
    "hasValue": "has no {p} {w}",
    "equals": "{p} and {w} differ: {v}",
    "disjoint": "{p} and {w} share {v}",
    "lessThan": "{p} {v} is not below {w}",
    "lessThanOrEquals": "{p} {v} is above {w}",
    "closed": "has a property that is not foreseen: {v}",
    "and": "{p} {v} is not all of {w}",
    "or": "{p} {v} is none of {w}",
    "xone": "{p} {v} is not exactly one of {w}",
    "not": "{p} {v} must not be {w}",
    "node": "{p} {v} is not as asked: {w}",
}


def component(result: Result) -> str:
    """Return the parameter whose demand is not met: ``minCount``."""
    local = result.constraint.component.removeprefix(SH).removesuffix("ConstraintComponent")
    return local[0].lower() + local[1:]


def problem(result: Result) -> str:
    """Return what is wrong with a node: ``claim:c03 has no lg:confidence (exactly one is needed)``."""
    path = ("^" if result.shape.inverse else "") + short(f"<{result.path}>") if result.path else ""
    # The value of a node shape is the node itself, which is named already.
    named = path or component(result) == "closed"
    told = _WORDS[component(result)].format(
        p=path,
        v=_cut(_shown(str(result.value)), _VALUE) if named else "",
        w=", ".join(_shown(one) for one in result.constraint.parameter),
        c=f"{result.count or 'no'} {path}",
        needs=_needs(result),
    )
    own = result.shape.messages.get("en") or result.shape.messages.get("")
    return " ".join(f"{short(result.focus)} {told}".split()) + (f". {own.rstrip('.')}" if own else "")


def place(passage: Passage | None) -> str:
    """Return where the node comes from: ``in «title», sentence “…”``; nothing where that is unknown."""
    if passage is None:
        return ""
    told = [f"in «{passage.title}»"] if passage.title else []
    told += [f"sentence “{_cut(passage.sentence, _SENTENCE)}”"] if passage.sentence else []
    return ", ".join(told)


def _needs(result: Result) -> str:
    bounds = {
        one.component.removeprefix(SH): int(one.parameter[0])
        for one in result.shape.constraints
        if one.component.endswith("CountConstraintComponent")
    }
    least, most = bounds.get("MinCountConstraintComponent"), bounds.get("MaxCountConstraintComponent")
    if least == most:
        return f"exactly {_number(least)} needed"
    if most is None or (least is not None and result.count < least):
        return f"at least {_number(least)} needed"
    return f"at most {_number(most)} allowed"


def _shown(term: str) -> str:
    """Return a term for the eye: a number is bare, a kind of node (``sh:IRI``) its local name."""
    if found := _NUMBER.fullmatch(term):
        return found[1]
    return short(term).removeprefix(f"<{SH}").removesuffix(">") if SH in term else short(term)


def _number(count: int | None) -> str:
    return "one is" if count == 1 else f"{count} are"


def _cut(text: str, length: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
