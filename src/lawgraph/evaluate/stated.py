"""What a graph states of one article: its nodes, and its edges with the claims behind them.

It is taken from an article built alone, or from the ``graph.ttl`` of a build of many, where an
edge belongs to the articles that its claims stand in. What is only inferred, nodes and edges, is
no statement of an article and is left out.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.text import Text, fold
from lawgraph.model import Kind, Property
from lawgraph.resolve.keys import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.graph.knowledge import Knowledge

#: A property and the keys of its ends.
Edge = tuple[Property, str, str]


def backwards(edge: Edge) -> Edge:
    """Return an edge read from its other end."""
    return (edge[0], edge[2], edge[1])


class Node(NamedTuple):
    """A node: its class, the name that it shows, and all its labels normalised."""

    kind: Kind
    label: str
    forms: frozenset[str]


class Ground(NamedTuple):
    """What an edge stands on: a rule (id/version), and the sentence that it read."""

    rule: str
    sentence: str


@dataclass(slots=True)
class StatedGraph:
    """The nodes and edges of one article. ``texts`` are the article's, where they are known."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[Edge, list[Ground]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()

    def add(self, edge: Edge, ground: Ground) -> None:
        """Add an edge with what it stands on."""
        self.edges.setdefault(edge, []).append(ground)

    def sentence_with(self, *forms: str) -> str:
        """Return the first sentence that holds one of the forms, white space apart; "" where none does."""
        for text in self.texts:
            folded = fold(text)
            places = [index for index, char in enumerate(folded) if not char.isspace()]
            dense = "".join(folded[index] for index in places)
            for form in forms:
                wanted = re.sub(r"\s+", "", fold(form))
                at = dense.find(wanted) if wanted else -1
                if at >= 0:
                    return sentence_at(text, places[at])
        return ""


def sentence_at(text: str, position: int) -> str:
    """Return the sentence of a text that holds a position."""
    cut = Text.of(text)
    starts = [span.start for span in cut.sentences]
    index = max(0, bisect.bisect_right(starts, position) - 1)
    span = cut.sentences[index]
    return text[span.start : span.end].strip()


def node(kind: Kind, label: str, labels: Iterable[str]) -> Node:
    """Return a node with its labels normalised."""
    return Node(kind, label, frozenset(map(normal, labels)) - {""})


def of_knowledge(knowledge: Knowledge) -> StatedGraph:
    """Return what the claims of a build say, all its articles taken as one."""
    graph = StatedGraph(texts=tuple(article.text for article in knowledge.articles))
    for entity in knowledge.entities:
        if not entity.inferred:
            graph.nodes[f"{entity.kind}/{entity.id}"] = node(entity.kind, entity.label, (entity.label, *entity.alt_labels))
    for claim in knowledge.claims:
        ends = [f"{end.kind}/{end.id}" for end in (claim.subject, claim.object)]
        edge = (claim.claim.property, ends[0], ends[1])
        graph.add(edge, Ground(claim.claim.rule, knowledge.quote(claim)))
        if edge[0] is Property.COOPERATES_WITH:  # the graph has it both ways
            graph.edges.setdefault(backwards(edge), [])
    return graph
