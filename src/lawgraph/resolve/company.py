"""Officials whom an article names without a post: told by who is named with them, by the place, or by a rare name alone.

Three kinds of evidence, each with the chance that it misleads: that a namesake sits at one body with a
namesake of somebody else in the article, in the prefecture that the article is on, or anywhere. How
often such an official is in the corpus at all is counted, as in :mod:`lawgraph.resolve.chance`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.model import MergeReason
from lawgraph.resolve.stints import Gap, gap_of
from lawgraph.resolve.things import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgraph.resolve.chance import Chance
    from lawgraph.resolve.stints import Stint
    from lawgraph.resolve.things import Local, Post

#: The highest probability of somebody else at which the one known bearer of a name is taken for who is named.
LIMIT = 0.02
#: Officials named without a post of whom nothing is found, before the corpus says more.
_FOUND_SEEN = 50
#: A name without a post may be that of people whom no article gives a post: at least so many in the news
#: of a place, and in all news.
_NEAR, _ANYWHERE = 200, 2_000


class Evidence(StrEnum):
    """What tells who is named, the surest first."""

    COMPANY = "named with somebody of the same body"
    PLACE = "the one bearer of the name in the prefecture that the article is on"
    NAME = "the one bearer of a rare name"


class _Trace(NamedTuple):
    official: Local
    stint: Stint
    evidence: Evidence
    expected: float  # bearers of the name that chance alone puts there


def unposted_joins(
    unposted: Iterable[Local], posts: Iterable[Post], named: Mapping[str, Sequence[Stint]], people: Mapping[int, int], chance: Chance
) -> Iterator[Join]:
    """Yield who is named without a post, each with the one person that the evidence tells.

    ``named`` has the stints by name, ``people`` the person of each stint by the number of its first official.
    """
    alone = list(unposted)
    prefectures: dict[str, set[str]] = defaultdict(set)
    for post in posts:
        if post.body.code:
            prefectures[post.official.article_id].add(post.body.code[:4])
    together: dict[str, set[str]] = defaultdict(set)
    for one in alone:
        together[one.article_id].add(one.name)
    everywhere = [stint for group in named.values() for stint in group if stint.first is not None and stint.code]
    size = Counter(stint.code[:4] for stint in everywhere)
    bodies = len({stint.body.number for stint in everywhere})
    traces: list[_Trace] = []
    tried: Counter[Evidence] = Counter()
    hoped: dict[Evidence, float] = defaultdict(float)
    for official in alone:
        known = [stint for stint in named.get(official.name, ()) if stint.first is not None and stint.code]
        others = together[official.article_id] - {official.name}
        near = prefectures[official.article_id]
        evidence = Evidence.COMPANY if others else Evidence.PLACE if near else Evidence.NAME
        tried[evidence] += 1
        if not known:
            continue
        borne = max(map(chance.borne, known))
        if evidence is Evidence.COMPANY:
            found = [(stint, mate) for stint in known for name in sorted(others) for mate in named.get(name, ()) if _colleagues(stint, mate)]
            expected = len(everywhere) * borne * max((chance.borne(mate) for _, mate in found), default=0.0) * len(everywhere) / bodies
            known = [stint for stint, _ in found]
        elif evidence is Evidence.PLACE:
            known = [stint for stint in known if stint.code[:4] in near]
            expected = max(_NEAR, sum(size[one] for one in near)) * borne
        else:
            expected = max(_ANYWHERE, len(everywhere)) * borne
        hoped[evidence] += min(1.0, expected)
        if known and len({people[stint.officials[0].number] for stint in known}) == 1:
            traces.append(_Trace(official, known[0], evidence, expected))
    found_by = Counter(trace.evidence for trace in traces)
    for trace in traces:
        kind = trace.evidence
        share = max(0.0, found_by[kind] - hoped[kind]) / (tried[kind] + _FOUND_SEEN)
        probability = trace.expected / (trace.expected + share) if share else 1.0
        if probability <= LIMIT:
            detail = f"{trace.stint.body.name}: {kind}; somebody else with a probability of {probability:.4f}"
            yield Join(trace.stint.officials[0], trace.official, MergeReason.SAME_COMPANY, detail)


def _colleagues(one: Stint, other: Stint) -> bool:
    """Tell whether two stints are at one body at one time."""
    return one.body.number == other.body.number and one.first is not None and other.first is not None and gap_of(one, other) in {Gap.TOGETHER, Gap.NEXT}
