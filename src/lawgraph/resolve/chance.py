"""How likely one name at two bodies is two people: measured from the corpus itself, never learnt from labels.

Two shares are compared, both of pairs of stints that stand alike in place and time. The first: pairs
that bear one name because somebody moved. It is the share that bears one name less the share that does
so by chance, and chance is measured where nobody can be one person: in two provinces at one time. The
second: how often chance gives this very name, from how common its surname and its given name are
(which are drawn almost independently) and how many others bear it. Their ratio is the estimate of
record linkage (Fellegi and Sunter 1969), with rates counted instead of fitted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.resolve.stints import GAPS, LAG, Gap, Place, above, gap_of, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from lawgraph.resolve.stints import Stint

Relation: TypeAlias = tuple[Place, Gap]

#: Before a corpus says more: two officials at random share a name once in 40,000 pairs (the commonest
#: names are borne by 2 in 10,000 people; reports of the Ministry of Public Security), in pairs seen.
_NAMESAKES, _NAMESAKES_SEEN = 2.5e-5, 200_000
#: ... a name of two characters is borne by at most 1.5 in 10,000, a longer one by 1 in 40,000, in people seen.
_BORNE, _BORNE_SEEN = {2: 1.5e-4}, 1_000
_BORNE_LONGER = 2.5e-5
#: ... of two stints that follow each other at a superior and its subordinate, or in one division, one
#: in 500 is one person's: five in a hundred posts are filled from there, by one of some 25 people.
_MOVES, _MOVES_SEEN = 2e-3, 2_000
_CLOSE = {Place.DIVISION, Place.ABOVE}
#: Names of more stints than this are common ones; their pairs would be millions and prove nothing.
_MANY = 300


class Chance:
    """The shares of a corpus: ``namesakes(one, other)`` is the probability that the pair is two people.

    ``names`` are those of all officials: who has no dated stint counts once for how common names are.
    """

    def __init__(self, stints: Iterable[Stint], names: Iterable[str] = ()) -> None:
        dated = [one for one in stints if one.first is not None and one.code]
        self._surnames: Counter[tuple[str, str]] = Counter()
        self._given: Counter[tuple[str, str]] = Counter()
        self._size: Counter[str] = Counter()
        self._here: Counter[tuple[str, str]] = Counter()
        settled = {one.name for one in dated}
        borne = [(one.name, ("", one.code[:2])) for one in dated] + [(name, ("",)) for name in sorted(set(names) - settled)]
        for name, scopes in borne:
            surname, given = split(name)
            for scope in scopes:
                self._surnames[scope, surname] += 1
                self._given[scope, given] += 1
                self._here[scope, name] += 1
                self._size[scope] += 1
        self._moves = _moves(dated)

    def namesakes(self, one: Stint, other: Stint) -> float:
        """Return the probability that two stints of one name, dated and at bodies with a division, are two people's."""
        moved = self._moves[place_of(one, other), gap_of(one, other)]
        borne = max(self.borne(one), self.borne(other))
        return borne / (borne + moved) if moved else 1.0

    def borne(self, stint: Stint) -> float:
        """Return the share of officials who bear a name: by its parts, here and everywhere, and by its bearers in other provinces."""
        return self.share(stint.name, stint.code[:2])

    def share(self, name: str, province: str = "") -> float:
        """Return the share of officials who bear a name; where a province is told, it is left out of who bears the very name."""
        elsewhere = self._here["", name] - self._here[province, name]
        others = self._size[""] - self._size[province] if province else 0
        seen = max(self._by_parts(name, ""), self._by_parts(name, province), elsewhere / others if others else 0.0)
        usual = _BORNE.get(len(name), _BORNE_LONGER)
        return (usual * _BORNE_SEEN + seen * self._size[""]) / (_BORNE_SEEN + self._size[""])

    def _by_parts(self, name: str, scope: str) -> float:
        surname, given = split(name)
        size, own = self._size[scope], self._here[scope, name]
        # Who bears the very name does not count: it may be one person who moved. One is added for all unseen.
        others = self._given[scope, given] - own + (1 if not scope else 0)
        return (self._surnames[scope, surname] - own) / size * others / size if size else 0.0


def split(name: str) -> tuple[str, str]:
    """Return surname and given name: 欧阳|建国, 张|伟."""
    length = 2 if len(name) > 2 and name[:2] in Vocabulary.load().surnames else 1
    return name[:length], name[length:]


def _moves(stints: Sequence[Stint]) -> dict[Relation, float]:
    """Return, for each way in which two stints can stand to each other, the share of pairs that are one person who moved."""
    pairs = _pairs(stints)
    alike = _alike(stints)
    apart = (Place.ELSEWHERE, Gap.TOGETHER)
    by_chance = (_NAMESAKES * _NAMESAKES_SEEN + alike[apart]) / (_NAMESAKES_SEEN + pairs[apart])
    out: dict[Relation, float] = {}
    for place in Place:
        for gap in Gap:
            prior = _MOVES if place in _CLOSE and gap is not Gap.TOGETHER else 0.0
            seen = pairs[place, gap] + _MOVES_SEEN
            out[place, gap] = max(0.0, (alike[place, gap] + prior * _MOVES_SEEN - by_chance * pairs[place, gap]) / seen)
    return out


def _alike(stints: Iterable[Stint]) -> Counter[Relation]:
    """Count the pairs of stints that bear one name, by how they stand to each other."""
    named: dict[str, list[Stint]] = defaultdict(list)
    for one in stints:
        named[one.name].append(one)
    return Counter(
        (place_of(one, other), gap_of(one, other))
        for group in named.values()
        if len(group) <= _MANY
        for one, other in combinations(group, 2)
    )


def _pairs(stints: Sequence[Stint]) -> Mapping[Relation, float]:
    """Count all pairs of stints by how they stand to each other, without looking at each."""
    body = _within(stints, lambda one: (one.code, one.line))
    division = _within(stints, lambda one: one.code)
    city_line = _within(stints, lambda one: (one.code[:4], one.line))
    city = _within(stints, lambda one: one.code[:4])
    province_line = _within(stints, lambda one: (one.code[:2], one.line))
    province = _within(stints, lambda one: one.code[:2])
    everywhere = _within(stints, lambda _: None)
    in_city, in_province, in_nation = _upward(stints)
    out: Counter[Relation] = Counter()
    for gap in Gap:
        out[Place.DIVISION, gap] = division[gap] - body[gap]
        out[Place.ABOVE, gap] = in_city[gap] + in_province[gap] + in_nation[gap]
        out[Place.CITY_LINE, gap] = city_line[gap] - body[gap] - in_city[gap]
        out[Place.CITY, gap] = city[gap] - division[gap] - city_line[gap] + body[gap]
        out[Place.PROVINCE_LINE, gap] = province_line[gap] - city_line[gap] - in_province[gap]
        out[Place.PROVINCE, gap] = province[gap] - city[gap] - province_line[gap] + city_line[gap]
        out[Place.ELSEWHERE, gap] = everywhere[gap] - province[gap] - in_nation[gap]
    return out


def _within(stints: Iterable[Stint], scope: Callable[[Stint], Hashable]) -> Counter[Gap]:
    groups: dict[Hashable, list[Stint]] = defaultdict(list)
    for one in stints:
        groups[scope(one)].append(one)
    out: Counter[Gap] = Counter()
    for group in groups.values():
        after = _after(group, group)
        out.update(after)
        out[Gap.TOGETHER] += len(group) * (len(group) - 1) // 2 - after.total()
    return out


def _upward(stints: Iterable[Stint]) -> tuple[Counter[Gap], Counter[Gap], Counter[Gap]]:
    """Count the pairs of a stint and one at a superior body on its line: in one prefecture, else one province, else the nation."""
    groups: dict[tuple[str, str], list[Stint]] = defaultdict(list)
    for one in stints:
        groups[one.code, one.line].append(one)
    found: tuple[Counter[Gap], Counter[Gap], Counter[Gap]] = (Counter(), Counter(), Counter())
    for (code, line), group in groups.items():
        for higher in above(code):
            upper = groups.get((higher, line), [])
            after = _after(group, upper) + _after(upper, group)
            out = found[0 if code[:4] == higher[:4] else 1 if code[:2] == higher[:2] else 2]
            out.update(after)
            out[Gap.TOGETHER] += len(group) * len(upper) - after.total()
    return found


def _after(earlier: Sequence[Stint], later: Sequence[Stint]) -> Counter[Gap]:
    """Count the pairs in which the second begins when the first is over, by the time between."""
    starts = sorted(one.first for one in later if one.first is not None)
    out: Counter[Gap] = Counter()
    for one in earlier:
        low = bisect_left(starts, one.last - LAG)
        if one.first is not None and one.first >= one.last - LAG:  # a short stint would follow itself
            low = max(low, bisect_right(starts, one.last))
        for gap, longest in GAPS:
            high = bisect_right(starts, one.last + longest)
            out[gap] += max(0, high - low)
            low = max(low, high)
    return out
