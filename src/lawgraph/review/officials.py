"""Officials of one name who are two nodes and may be one person."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.link import MODEL
from lawgraph.resolve.union import clash
from lawgraph.review.doubts import Doubt, DoubtKind, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.link import Link
    from lawgraph.review.survey import Appearance, Node, Survey, Tenure

#: Of a name that more officials bear, only those next to each other by division are compared (a sorted
#: neighbourhood): three hundred of one name would be 44,850 questions that nobody asks.
_WINDOW = 40
#: A career takes longer than that from one post to the next only where texts lack.
_GAP_YEARS = 5

# The weights are judgement, as logarithms of odds: they put the likely pairs first and decide nothing.
_SAME_BODY, _SAME_NAME, _SHORT_NAME = 4.0, 3.5, 2.5
_SAME_DIVISION, _WITHIN, _SAME_PREFECTURE, _SAME_PROVINCE, _ELSEWHERE = 3.0, 2.0, 1.5, 0.5, -1.5
_NO_BODY, _SAME_ORGAN, _SAME_ROLE, _SOON, _FAR, _TWO_AT_ONCE, _ONE_ARTICLE = -0.5, 0.5, 0.3, 0.5, -1.0, -3.0, -3.0
_SAME_BIRTH, _SAME_TRAIT, _TWO_NAMES = 4.0, 0.3, -1.0


def official_doubts(survey: Survey) -> Iterator[Doubt]:
    """Yield each pair of namesakes that are two nodes and may be one, with what speaks for one person and against.

    Nobody is asked of two who differ in birth or gender: no decision makes them one.
    """
    for name in sorted(survey.officials):
        group = sorted(survey.officials[name], key=lambda node: (_code(node), node.entity.id))
        for place, left in enumerate(group):
            for right in group[place + 1 : place + 1 + _WINDOW]:
                if not clash(left.marks, right.marks):
                    yield _doubt(left, right, len(group))


def linked_doubts(survey: Survey, links: Iterable[Link]) -> Iterator[Doubt]:
    """Yield each probable link whose officials may be one, by its probability, with the same reasons."""
    for link in links:
        left, right = survey.linked.get(link.left), survey.linked.get(link.right)
        if left and right and not clash(left.marks, right.marks):
            found = _doubt(left, right, len(survey.officials.get(left.entity.label, ())))
            told = f"{MODEL} gives {link.score:.2f} that they are one"
            yield replace(found, kind=DoubtKind.LINKS, score=link.score, pros=(told, *found.pros))


def _code(node: Node) -> str:
    return min((tenure.body.code for tenure in node.tenures.values() if tenure.body.code), default="")


def _doubt(left: Node, right: Node, namesakes: int) -> Doubt:
    names = left.entity.label, right.entity.label
    rarity = _rarity(namesakes) if names[0] == names[1] else (_TWO_NAMES, f"two names, {names[0]} and {names[1]}")
    weighed = [rarity, _bodies(left, right), _organs(left, right), _roles(left, right), _times(left, right)]
    if together := left.articles & right.articles:
        weighed.append((_ONE_ARTICLE, f"one article names both ({min(together)})"))
    if both := sorted(left.traits.items() & right.traits.items()):
        weighed.append((_SAME_BIRTH if "born" in dict(both) else _SAME_TRAIT, "both " + ", ".join(f"{trait} {value}" for trait, value in both)))
    one, other = _nearest(left, right)
    said = [(weight, words) for weight, words in weighed if words]
    return Doubt(
        DoubtKind.OFFICIALS,
        round(sum(weight for weight, _ in weighed), 2),
        _side(left, one),
        _side(right, other),
        pros=tuple(words for weight, words in said if weight >= 0),
        cons=tuple(words for weight, words in said if weight < 0),
    )


def _rarity(namesakes: int) -> tuple[float, str]:
    if namesakes == 2:
        return 0.0, "no third official in this build bears the name"
    return -math.log(namesakes - 1), f"{namesakes} officials in this build bear the name"


def _bodies(left: Node, right: Node) -> tuple[float, str]:
    """Weigh how near the nearest two bodies of the two are."""
    pairs = list(itertools.product(left.tenures.values(), right.tenures.values()))
    if not pairs:
        return _NO_BODY, "no body is known of one of them"
    return max((_distance(one, other) for one, other in pairs), key=lambda found: (found[0], found[1]))


def _distance(one: Tenure, other: Tenure) -> tuple[float, str]:
    left, right = one.body, other.body
    if left.id == right.id:
        return _SAME_BODY, f"both at {left.label}"
    if left.label == right.label:
        return _SAME_NAME, f"both at a body called {left.label}"
    if left.label.endswith(right.label) or right.label.endswith(left.label):
        return _SHORT_NAME, f"{left.label} and {right.label} may be one body"
    if not left.code or not right.code:
        return _NO_BODY, f"the division of {(right if left.code else left).label} is not known"
    if left.code == right.code:
        return _SAME_DIVISION, f"both in {_named(left.code)}"
    above, below = sorted((left.code, right.code), key=lambda code: (len(_line(code)), code))
    lines = _line(above), _line(below)
    if above in lines[1]:
        return _WITHIN, f"{_named(below)} lies in {_named(above)}"
    shared = [code for code in lines[0] if code in lines[1]]
    if len(shared) > 1:
        return _SAME_PREFECTURE, f"{_named(above)} and {_named(below)} lie in {_named(shared[-1])}"
    if shared:
        return _SAME_PROVINCE, f"{_named(above)} and {_named(below)} lie in {_named(shared[0])}"
    return _ELSEWHERE, f"{_named(above)} and {_named(below)} lie in two provinces"


@lru_cache(maxsize=16_384)  # every division of the country, and then some
def _line(code: str) -> tuple[str, ...]:
    return tuple(division.code for division in Gazetteer.load().path(code))


@lru_cache(maxsize=16_384)
def _named(code: str) -> str:
    division = Gazetteer.load().by_code(code)
    return division.name if division else code


def _organs(left: Node, right: Node) -> tuple[float, str]:
    organs = [{tenure.body.organ for tenure in node.tenures.values() if tenure.body.organ} for node in (left, right)]
    if both := sorted(organs[0] & organs[1]):
        return _SAME_ORGAN, f"bodies of one kind ({both[0]})"
    return 0.0, ""


def _roles(left: Node, right: Node) -> tuple[float, str]:
    roles = [{role for tenure in node.tenures.values() for role in tenure.roles} for node in (left, right)]
    if both := sorted(roles[0] & roles[1]):
        return _SAME_ROLE, f"one title ({both[0]})"
    return 0.0, ""


def _times(left: Node, right: Node) -> tuple[float, str]:
    """Weigh whether one could have gone from the one post to the other, or would have held both at once."""
    spans = [[tenure for tenure in node.tenures.values() if tenure.days] for node in (left, right)]
    for one, other in itertools.product(*spans):
        if one.leads and other.leads and one.body.code != other.body.code and one.days[0] <= other.days[-1] and other.days[0] <= one.days[-1]:
            start, end = max(one.days[0], other.days[0]), min(one.days[-1], other.days[-1])
            return _TWO_AT_ONCE, f"would have led {one.body.label} and {other.body.label} at once, {start} to {end}"
    if not spans[0] or not spans[1]:
        return 0.0, ""
    days = [(min(one.days[0] for one in found), max(one.days[-1] for one in found)) for found in spans]
    (_, end), (start, _) = sorted(days)
    if start <= end:
        return 0.0, f"both seen on {end}" if start == end else ""
    gap = int(start[:4]) - int(end[:4])
    if gap <= _GAP_YEARS:
        return _SOON, f"seen one after the other: until {end}, then from {start}"
    return _FAR, f"{gap} years lie between {end} and {start}"


def _nearest(left: Node, right: Node) -> tuple[Appearance | None, Appearance | None]:
    """Return the passage of each that lie closest in time."""
    pairs = itertools.product(left.appearances, right.appearances)
    days = [(abs(_number(one.day) - _number(other.day)) if one.day and other.day else math.inf, place, one, other) for place, (one, other) in enumerate(pairs)]
    if not days:
        return next(iter(left.appearances), None), next(iter(right.appearances), None)
    _, _, one, other = min(days, key=lambda found: found[:2])
    return one, other


def _number(day: str) -> int:
    """Return a date, maybe partial, as months since year 0: near enough to compare."""
    return int(day[:4]) * 12 + int(day[5:7] or 6)


def _side(node: Node, seen: Appearance | None) -> Side:
    anchor = seen.anchor if seen else node.anchors[0]
    start, end = (seen.start, seen.end) if seen else (anchor.start, anchor.end)
    facts = sorted(node.tenures.values(), key=lambda one: (one.days[:1] or ["9"], one.body.id))
    traits = [", ".join(f"{trait} {value}" for trait, value in sorted(node.traits.items()))] if node.traits else []
    return Side(anchor, node.entity.label, node.entity.id, start, end, (*traits, *map(str, facts)))
