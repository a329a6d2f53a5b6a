"""What the graph says of reprints: of each article the earliest known of its source, and what it is an excerpt of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.graph.derived import Derived
from lawgraph.graph.names import name
from lawgraph.graph.records import copy_id

if TYPE_CHECKING:
    from lawgraph.graph.knowledge import Knowledge


def reprint_part(knowledge: Knowledge, base: str) -> Derived:
    """Return ``lg:earliestKnown`` of every article and copy, and ``lg:excerptOf`` of those that a longer text holds."""
    found = Derived()
    told = knowledge.reprints
    for article in knowledge.articles:
        first = (name("article", told.earliest[article.id], base),)
        longer = tuple(name("article", other, base) for other in told.excerpts.get(article.id, ()))
        for local in (article.id, *(copy_id(article, copy) for copy in article.copies)):
            statements = found.said[name("article", local, base)]
            statements.append(("lg:earliestKnown", first))
            if longer:
                statements.append(("lg:excerptOf", longer))
    return found


def sources(knowledge: Knowledge) -> dict[str, str]:
    """Return the independent source of each article, by article id: its publisher, of a copy that of the earliest known.

    Where that names no publisher, the earliest known article is a source by itself. Statements are
    from independent sources where these differ: one publisher is one source, whatever it prints
    twice, and so is one text, whoever reprints it.
    """
    publishers = {article.id: article.publisher for article in knowledge.articles}
    return {article: publishers[first] or first for article, first in knowledge.reprints.earliest.items()}
