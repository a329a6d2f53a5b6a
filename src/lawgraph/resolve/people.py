"""Officials across articles: which of one name are one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.model import MergeReason
from lawgraph.resolve.things import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.resolve.things import Local, Post


def official_joins(posts: Iterable[Post]) -> Iterator[Join]:
    """Yield the officials of different articles that are one: those of one name at one body.

    ``posts`` come in the order of articles and passages, which the answer does not depend on.
    """
    first: dict[tuple[str, int], Local] = {}
    for post in posts:
        other = first.setdefault((post.official.name, post.body.number), post.official)
        if other is not post.official:
            yield Join(other, post.official, MergeReason.SAME_BODY, post.body.name)
