"""Institutions that no article gives a division, each with the bureaus of the build that it may be."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.review.doubts import Doubt, DoubtKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.model import Anchor
    from lawgraph.review.survey import Node, Survey

#: Candidates offered for one body, the likeliest first: of sixty 人民法院 the rest are guesses.
_OFFERED = 3

# Weights are judgement, as those of officials: the order alone.
_ONE_ARTICLE, _WITHIN, _AROUND, _NAMED, _RIVAL, _NAMESAKE = 2.0, 1.5, 1.0, 1.0, -0.5, 0.05
#: A name that says its level and no more is every city's: 市司法局, 区人民法院, 本院.
_BARE = re.compile(r"[省市县区州盟旗乡镇我本该全]")


def provisional_doubts(survey: Survey) -> Iterator[Doubt]:
    """Yield each provisional body with the likeliest bureaus of its kind that its name fits, and with its namesakes."""
    for node in survey.provisional:
        fitting = [body for body in survey.bodies.get(node.entity.organ or "", ()) if _fits(node.entity.label, body)]
        rivals = len({body.entity.code for body in fitting})
        doubts = [found for body in fitting if (found := _doubt(survey, node, body, rivals))]
        yield from sorted(doubts, key=lambda one: (-one.score, one.right.id))[:_OFFERED]
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in survey.provisional:
        groups[node.entity.label].append(node)
    for label in sorted(groups):
        if not _BARE.match(label):
            yield from itertools.starmap(_namesakes, itertools.pairwise(groups[label]))


def _namesakes(left: Node, right: Node) -> Doubt:
    """Ask of two provisional bodies of one name: 江南大学 of one article and of the next."""
    label = left.entity.label
    return Doubt(
        DoubtKind.PROVISIONAL,
        round(_NAMESAKE * len(label), 2),
        _side(left, left.anchors[0]),
        _side(right, right.anchors[0]),
        pros=("one name",),
        cons=("no text settles the division of either",),
    )


def _side(node: Node, anchor: Anchor) -> Side:
    line = [] if node.entity.provisional else Gazetteer.load().path(node.entity.code or "")
    known = f"{'/'.join(one.name for one in line)} ({node.entity.code})" if line else "no division is known"
    return Side(anchor, node.entity.label, node.entity.id, anchor.start, anchor.end, (known,))


def _fits(label: str, body: Node) -> bool:
    """Return whether a name without a division can be short for a full one: 鼓楼区司法局, 区司法局 for 南京市鼓楼区司法局."""
    return any(name.endswith(label) for name in (body.entity.label, *body.entity.alt_labels))


def _doubt(survey: Survey, node: Node, body: Node, rivals: int) -> Doubt | None:
    """Weigh one candidate; None where nothing but its name speaks for it and others share that."""
    code = body.entity.code or ""
    line = [division.code for division in Gazetteer.load().path(code)]
    pros: list[tuple[float, str]] = []
    mentioned = sorted({one for anchor in node.anchors for one in survey.codes.get(anchor.article_id, ())})
    here = {anchor.article_id for anchor in body.anchors}
    if any(anchor.article_id in here for anchor in node.anchors):
        pros.append((_ONE_ARTICLE, f"the same article names {body.entity.label}"))
    elif inside := [one for one in mentioned if code in [division.code for division in Gazetteer.load().path(one)]]:
        names = _named(code) if inside[0] == code else f"{_named(inside[0])} in {_named(code)}"
        pros.append((_WITHIN, f"the article names {names}"))
    elif around := [one for one in mentioned if one in line]:
        nearest = max(around, key=line.index)
        pros.append((_AROUND + line.index(nearest) / 10, f"the article names {_named(nearest)}, where it lies"))
    if rivals == 1:
        pros.append((_NAMED, "no other body of the build bears the name"))
    if not pros:
        return None
    cons = [f"{rivals} bodies of the build bear the name"] if rivals > 1 else []
    place, bearers = _division(node.entity.label)
    if bearers > 1:
        cons.append(f"{bearers} divisions are called {place}")
    score = sum(weight for weight, _ in pros) + _RIVAL * (max(rivals, bearers, 1) - 1)
    left, right = node.anchors[0], next((one for one in body.anchors if one.article_id == node.anchors[0].article_id), body.anchors[0])
    return Doubt(
        DoubtKind.PROVISIONAL,
        round(score, 2),
        _side(node, left),
        _side(body, right),
        pros=tuple(words for _, words in pros),
        cons=(*cons, "its own text settles no division"),
    )


def _division(label: str) -> tuple[str, int]:
    """Return the division that a name begins with, and how many bear that name today: 鼓楼区 is four."""
    gazetteer = Gazetteer.load()
    for end in range(len(label), 1, -1):
        if label[:end] in gazetteer.known:
            return label[:end], len({one.code for one in gazetteer.named(label[:end]) if one.valid_in()})
    return "", 0


def _named(code: str) -> str:
    division = Gazetteer.load().by_code(code)
    return division.name if division else code
