"""Whether ``entities.jsonl`` holds together: mentions that lie in their articles, merges that reach each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgraph.graph import records
from lawgraph.graph.identities import identified_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def identity_problems(record: dict[str, Any], lengths: Mapping[str, int]) -> Iterator[str]:
    """Yield what does not hold of a node's line; ``lengths`` are those of the articles' texts, by id."""
    try:
        found = identified_of(record)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"is no record of a node: {error!r}"
        return
    identity = found.identity
    for anchor in identity.mentions:
        length = lengths.get(anchor.article_id)
        if length is None:
            yield f"its article {anchor.article_id} is not in {records.ARTICLES_FILE}"
        elif not 0 <= anchor.start <= anchor.end <= length:
            yield f"its mention [{anchor.start}, {anchor.end}) lies outside the text of article:{anchor.article_id} ({length} characters)"
    if found.entity.inferred == bool(identity.mentions):
        yield "is inferred and has mentions" if found.entity.inferred else "has no mention and is not inferred"
    near = {anchor: anchor for anchor in identity.mentions}
    for merge in identity.merges:
        left, right = merge.left, merge.right
        while near[left] != left:
            left = near[left]
        while near[right] != right:
            right = near[right]
        near[left] = right
    if len(identity.merges) != max(0, len(near) - 1) or sum(anchor == other for anchor, other in near.items()) > 1:
        yield "its merges do not lead from each of its mentions to each other"
