"""Names without a post that are named so often that one person must be meant: 韩正 in forty articles of a year.

Namesakes are mentioned in proportion to how common a name is. Where a name is met far more often than
that, somebody familiar bears it; whoever else is meant by a mention of it is the expected count over the
found one, and that two familiar people bear one name is as likely as the name is common among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import MergeReason
from lawgraph.resolve.things import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgraph.resolve.chance import Chance
    from lawgraph.resolve.stints import Stint
    from lawgraph.resolve.things import Local

#: The highest probability of somebody else at which mentions of a name are taken for one person's.
LIMIT = 0.03
#: The share of the posts told of a name that must be one person's, who is then the familiar one.
_MOSTLY = 0.8


def familiar_joins(
    unposted: Iterable[Local], named: Mapping[str, Sequence[Stint]], people: Mapping[int, int], chance: Chance
) -> Iterator[Join]:
    """Yield those named without a post who are one familiar person, and who that is where posts of the name are told.

    ``named`` has the stints by name, ``people`` the person of each stint by the number of its first official.
    """
    shared = frozenset(Vocabulary.load().names["shared"])
    groups: dict[str, list[Local]] = defaultdict(list)
    for official in unposted:
        if official.name not in shared:
            groups[official.name].append(official)
    posted = {name: _holders(stints, people) for name, stints in named.items()}
    often = Counter({name: len(group) for name, group in groups.items()})
    mentions = often.total()
    for name, holders in posted.items():
        often[name] += holders.total()
    told = max(1, often.total() - mentions)
    counts = sorted(often.values())
    for name, group in groups.items():
        borne = chance.share(name)
        # Another person as familiar as this one; and mentions of all the others who bear the name.
        as_familiar = borne * (len(counts) - bisect_left(counts, often[name]))
        others = borne * (mentions - len(group))
        alone = as_familiar + others / len(group)
        one = alone <= LIMIT
        if one:
            yield from (_join(group[0], other, f"{name}, in {len(group)} articles", alone) for other in group[1:])
        if name not in posted:
            continue
        holders = posted[name]
        person, articles = max(holders.items(), key=lambda item: (item[1], -item[0]))
        if articles < _MOSTLY * holders.total():
            continue
        # Somebody who is in office in many articles is named without the post in as many more as people are in general.
        expected = articles * mentions / told
        doubt = min(as_familiar + others / (others + expected), alone + borne * told / articles)
        if doubt <= LIMIT:
            stint = next(stint for stint in named[name] if people[stint.officials[0].number] == person)
            detail = f"{name}, in {len(group)} articles, and at {stint.body.name} in {articles}"
            yield from (_join(stint.officials[0], official, detail, doubt) for official in (group[:1] if one else group))


def _join(left: Local, right: Local, detail: str, doubt: float) -> Join:
    return Join(left, right, MergeReason.FAMILIAR_NAME, f"{detail}; somebody else with a probability of {doubt:.4f}")


def _holders(stints: Iterable[Stint], people: Mapping[int, int]) -> Counter[int]:
    """Return in how many articles each bearer of a name has a post."""
    articles: dict[int, set[str]] = defaultdict(set)
    for stint in stints:
        articles[people[stint.officials[0].number]].update(official.article_id for official in stint.officials)
    return Counter({person: len(found) for person, found in articles.items()})
