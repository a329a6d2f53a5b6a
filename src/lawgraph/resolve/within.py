"""Within an article: mentions of one name are one thing, and mentions of one form where the kind has such."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lawgraph.model import Kind, MergeReason
from lawgraph.resolve import keys
from lawgraph.resolve.things import Local
from lawgraph.resolve.union import Gathering

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgraph.model import Mention
    from lawgraph.resolve.things import Spot
    from lawgraph.resolve.union import Union


def join_within(spots: Sequence[Spot], numbers: range, union: Union) -> list[Local]:
    """Join the mentions ``numbers`` of one article, and return the things that they are."""
    found = [(number, spots[number][1]) for number in numbers]
    full: dict[str, set[str]] = defaultdict(set)
    for _, mention in found:
        if mention.kind is Kind.INSTITUTION and mention.code:
            for alias in mention.aliases:
                full[alias].add(mention.name)
    named = Gathering(union)
    # References last, and codes first: what has no code of its own joins what has one, and ties no two.
    for number, mention in sorted(found, key=lambda pair: (pair[1].anaphoric, pair[1].code is None, pair[0])):
        reason = MergeReason.REFERENCE if mention.anaphoric else MergeReason.SAME_NAME
        named.add((mention.kind, mention.name), number, reason, mention.name)
    formed = Gathering(union)
    for number, mention in found:
        if mention.kind is Kind.INSTITUTION and mention.code is None and len(full.get(mention.name, ())) == 1:
            # 乐平铺司法所 is 茌平区司法局乐平铺司法所 where only that is named so
            (name,) = full[mention.name]
            named.add((mention.kind, name), number, MergeReason.FULL_NAME, name)
        if mention.kind in keys.KINDS_WITH_FORMS:
            for form in sorted(keys.forms(mention)):
                formed.add((mention.kind, form), number, MergeReason.SHARED_FORM, form)
    groups: dict[int, list[tuple[int, Mention]]] = defaultdict(list)
    for pair in found:
        groups[union.find(pair[0])].append(pair)
    return [_thing(spots[members[0][0]][0], members) for members in groups.values()]


def _thing(article_id: str, members: list[tuple[int, Mention]]) -> Local:
    number, mention = min(members, key=lambda pair: (pair[1].anaphoric, pair[1].name, pair[1].start))
    return Local(article_id, number, mention, [one for _, one in members])
