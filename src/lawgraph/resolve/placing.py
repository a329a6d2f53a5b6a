"""Bodies whose place no article settles, told by their people: 市司法局 whose 局长 is 欧阳建国.

A body known from other articles is meant where it is of that kind and level, its name can be shortened
so, and the same people held the same posts there at that time; and where chance hardly puts people of
those names at any such body.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.model import MergeReason, Property
from lawgraph.resolve.stints import LAG, Stint, line_of, years
from lawgraph.resolve.things import Join, Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgraph.model import Mention
    from lawgraph.resolve.chance import Chance
    from lawgraph.resolve.things import Body, Local

#: The highest probability of another body at which one is taken for the body meant.
LIMIT = 0.01
#: Words that stand for the name of a division before a kind of body, longest first.
_LEVELS = ("自治区", "地区", "省", "市", "州", "盟", "区", "县", "旗")
#: Of the people of a body, at least so many in 100 are named by a second article, before the corpus says more.
_NAMED_AGAIN, _NAMED_SEEN = 0.1, 100


class _Known(NamedTuple):
    """A body with a division: one of its things, and the forms of its name."""

    body: Body
    at: Local
    forms: frozenset[str]


def is_provisional(post: Post) -> bool:
    """Tell whether no article settles where the body of a post stands."""
    return post.body.code is None and post.body.key.startswith(f"{post.official.article_id}|")


def place_bodies(posts: Sequence[Post], stints: Sequence[Stint], chance: Chance) -> tuple[list[Post], list[Join]]:
    """Return the posts with the bodies that their people tell, and the joins that say so.

    ``stints`` are those at bodies whose place is settled.
    """
    known = _known(posts)
    stints = [stint for stint in stints if stint.body.number in known]
    crowd = _Crowd(stints)
    named: dict[str, list[Stint]] = defaultdict(list)
    for stint in stints:
        named[stint.name].append(stint)
    open_posts: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        if is_provisional(post):
            open_posts[post.body.number].append(post)
    meant: dict[int, Body] = {}
    joins: list[Join] = []
    for number, group in open_posts.items():
        found = _meant(group, named, known, crowd, chance)
        if found is not None:
            body, names, probability = found
            meant[number] = body.body
            detail = f"{'、'.join(names)} in {group[0].claim.observed}; another body with a probability of {probability:.4f}"
            joins.append(Join(body.at, group[0].at, MergeReason.SAME_STAFF, detail))
    return [post._replace(body=meant.get(post.body.number, post.body)) for post in posts], joins


def _known(posts: Iterable[Post]) -> dict[int, _Known]:
    forms: dict[int, set[str]] = defaultdict(set)
    first: dict[int, Post] = {}
    for post in posts:
        if post.body.code is not None:
            first.setdefault(post.body.number, post)
            forms[post.body.number] |= _forms(post.claim.object)
    return {number: _Known(post.body, post.at, frozenset(forms[number])) for number, post in first.items()}


def _forms(mention: Mention) -> set[str]:
    return {mention.name, *mention.aliases}


class _Crowd:
    """How many people of a line and level are in office at a time, and at how many bodies."""

    def __init__(self, stints: Iterable[Stint]) -> None:
        self._firsts: dict[tuple[str, int], list[float]] = defaultdict(list)
        self._lasts: dict[tuple[str, int], list[float]] = defaultdict(list)
        bodies: dict[tuple[str, int], set[int]] = defaultdict(set)
        again: Counter[bool] = Counter()
        for one in stints:
            if one.first is not None:
                key = (one.line, _level(one.code))
                self._firsts[key].append(one.first)
                self._lasts[key].append(one.last)
                bodies[key].add(one.body.number)
                again[len({official.article_id for official in one.officials}) > 1] += 1
        for dates in (*self._firsts.values(), *self._lasts.values()):
            dates.sort()
        self._bodies = {key: len(found) for key, found in bodies.items()}
        #: The probability that another article names somebody of a body too.
        self.named_again = (_NAMED_AGAIN * _NAMED_SEEN + again[True]) / (_NAMED_SEEN + again.total())

    def at(self, stint: Stint, when: float) -> tuple[int, float]:
        """Return how many are in office at bodies like a stint's, and how many at each."""
        key = (stint.line, _level(stint.code))
        present = bisect_right(self._firsts[key], when + LAG) - bisect_left(self._lasts[key], when - LAG)
        return max(1, present), max(1.0, present / self._bodies[key])


def _level(code: str) -> int:
    """Return how many digits of a code say something: 2 of a province's, 4 of a prefecture's, 6 of a county's."""
    return 2 if code[2:] == "0000" else 4 if code[4:6] == "00" else 6


def _meant(
    posts: list[Post], named: dict[str, list[Stint]], known: dict[int, _Known], crowd: _Crowd, chance: Chance
) -> tuple[_Known, list[str], float] | None:
    """Return the one body that the people of a nameless one tell, their names, and the probability of another."""
    when = years(posts[0].claim.observed)
    if when is None:
        return None
    line = line_of(posts[0].body)
    told = frozenset().union(*(_forms(post.claim.object) for post in posts))
    staff: dict[int, dict[str, Stint]] = defaultdict(dict)
    for post in posts:
        head = post.claim.property is Property.LEADS
        for stint in named.get(post.official.name, ()):
            in_office = stint.first is not None and stint.first - LAG <= when <= stint.last + LAG
            if in_office and stint.line == line and (stint.head or not head) and _fits(told, known[stint.body.number].forms):
                staff[stint.body.number][stint.name] = stint
    if not staff:
        return None
    most = max(map(len, staff.values()))
    best = [number for number, found in staff.items() if len(found) == most]
    if len(best) > 1:
        return None
    found = staff[best[0]]
    present, at_each = crowd.at(next(iter(found.values())), when)
    expected = present / at_each
    for stint in found.values():
        expected *= at_each * chance.borne(stint)
    probability = expected / (expected + crowd.named_again)
    return (known[best[0]], sorted(found), probability) if probability <= LIMIT else None


def _fits(told: Iterable[str], forms: Iterable[str]) -> bool:
    """Tell whether a full name can be shortened to one of the forms told: 包头市司法局 to 市司法局."""
    ends = tuple(form for form in told if form.startswith(_LEVELS))
    return any(form in told or form.endswith(ends) for form in forms)
