"""Programs and honours of nearly one name that are two nodes."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lawgraph.resolve.keys import normal
from lawgraph.review.doubts import Doubt, DoubtKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.model import Kind
    from lawgraph.review.survey import Node, Survey

#: Each name is compared with so many that follow it, once in order of its first letters and once of its
#: last: the sorted neighbourhood of Hernández and Stolfo (1995), linear where all pairs are quadratic.
_WINDOW = 8
#: The least share of letters in common (Ratcliff and Obershelp's, as difflib counts it). Below it the pairs
#: of a build are different things: 全国先进集体 and 全省先进集体 have 0.83, 法润鹿城 and 法润草原 0.5.
_LIKE = 0.8
#: What tells one batch, year, grade or level from another: never a variant of one name.
_TELLING = re.compile(r"[0-9零〇一二三四五六七八九十百]+|全国|全省|全市|全区|全县|[省市区县国]级|优秀|先进|模范|集体|个人")


def form_doubts(survey: Survey) -> Iterator[Doubt]:
    """Yield pairs of one kind and one scope whose names are nearly the same, digits and levels quite."""
    for kind in sorted(survey.forms):
        yield from _of_kind(kind, survey.forms[kind])


def _of_kind(kind: Kind, nodes: list[Node]) -> Iterator[Doubt]:
    del kind
    named = [(node.entity.key.rpartition("|")[0], normal(node.entity.label), node) for node in nodes]
    done: set[tuple[str, str]] = set()
    for order in (lambda one: one[:2], lambda one: (one[0], one[1][::-1])):
        ranked = sorted(named, key=lambda one: (order(one), one[2].entity.id))
        for place, (scope, form, node) in enumerate(ranked):
            for other_scope, other_form, other in ranked[place + 1 : place + 1 + _WINDOW]:
                pair = (min(node.entity.id, other.entity.id), max(node.entity.id, other.entity.id))
                if scope != other_scope or pair in done:
                    continue
                done.add(pair)
                if found := _doubt(node, form, other, other_form):
                    yield found


def _doubt(node: Node, form: str, other: Node, other_form: str) -> Doubt | None:
    if _TELLING.findall(form) != _TELLING.findall(other_form):
        return None
    inside = form in other_form or other_form in form
    like = SequenceMatcher(None, form, other_form, autojunk=False).ratio()
    if not inside and like < _LIKE:
        return None
    pros = ["one name lies in the other" if inside else f"the names share {like:.0%} of their letters"]
    scope = node.entity.key.rpartition("|")[0]
    pros.append("one launcher or level" if scope != node.anchors[0].article_id else "one article")
    cons = ["the keys differ", f"{_only(form, other_form)} against {_only(other_form, form)}"]
    left, right = (node, other) if node.entity.id < other.entity.id else (other, node)
    return Doubt(DoubtKind.FORMS, round(like + inside, 3), _side(left), _side(right), tuple(pros), tuple(cons))


def _only(form: str, other: str) -> str:
    """Return the letters of a name that the other lacks, in their order."""
    blocks = SequenceMatcher(None, form, other, autojunk=False).get_opcodes()
    return "".join(form[start:end] for tag, start, end, _, _ in blocks if tag in {"replace", "delete"}) or "nothing"


def _side(node: Node) -> Side:
    anchor = node.anchors[0]
    _, bar, body = node.entity.key.rpartition("|")[0].rpartition("|")  # a launcher's key is its division and its name
    return Side(anchor, node.entity.label, node.entity.id, anchor.start, anchor.end, (f"launched by {body}",) if bar else ())
