"""What differs between two builds, as a whole."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from lawgraph.diff.articles import ArticleChanges, compare_articles
from lawgraph.diff.edges import EdgeChange, EdgeChanges, compare_edges
from lawgraph.diff.nodes import NodeChange, NodeChanges, compare_nodes
from lawgraph.diff.sides import Side, Triple, differing_triples
from lawgraph.errors import OutputError
from lawgraph.graph.names import namespace
from lawgraph.graph.publish import steady
from lawgraph.model import Kind

if TYPE_CHECKING:
    from os import PathLike

    from lawgraph.diff.nodes import Key


@dataclass(frozen=True, slots=True)
class Difference:
    """What one build has and the other has not. ``removed`` and ``added`` are the triples of their graphs.

    ``bases`` is what the IRIs of either build begin with; nodes and edges are compared by kind and local
    name, so that another base alone makes no difference of theirs, only of the triples.
    """

    versions: tuple[str, str]
    bases: tuple[str, str]
    articles: ArticleChanges
    nodes: NodeChanges
    edges: EdgeChanges
    removed: frozenset[Triple]
    added: frozenset[Triple]

    @property
    def same(self) -> bool:
        """Whether nothing at all differs."""
        return not any(count for part in self.counts().values() for count in part.values())

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many of each there are."""
        articles, nodes, edges = self.articles, self.nodes, self.edges
        return {
            "articles": {"added": len(articles.added), "withdrawn": len(articles.withdrawn), "edited": len(articles.edited), "changed": len(articles.changed)},
            "nodes": {"gained": len(nodes.gained), "lost": len(nodes.lost), "renamed": len(nodes.renamed), "changed": len(nodes.changed)},
            "edges": {"gained": len(edges.gained), "lost": len(edges.lost), "changed": len(edges.changed)},
            "officials_no_longer_mentioned": {"lost": len(nodes.officials_gone)},
            "triples": {"added": len(self.added), "removed": len(self.removed)},
        }

    def record(self) -> dict[str, Any]:
        """Return the difference as a JSON object: each node and edge with its IRIs and sentences; the triples are counted."""
        old, new = self.bases
        articles, nodes, edges = self.articles, self.nodes, self.edges
        return {
            "same": self.same,
            "lawgraph": list(self.versions),
            "base_iri": list(self.bases),
            "counts": self.counts(),
            "articles": {
                "added": list(articles.added),
                "withdrawn": list(articles.withdrawn),
                "edited": [{"old": one, "new": other} for one, other in articles.edited],
                "changed": [{"article": one, "changes": changes} for one, changes in articles.changed],
            },
            "nodes": {
                "gained": [_node(one, new, old) for one in nodes.gained],
                "lost": [_node(one, old, new) for one in nodes.lost],
                "renamed": [_node(one, new, old) for one in nodes.renamed],
                "changed": [_node(one, new, old) for one in nodes.changed],
            },
            "edges": {
                "gained": [_edge(one, new) for one in edges.gained],
                "lost": [_edge(one, old) for one in edges.lost],
                "changed": [_edge(one, new) for one in edges.changed],
            },
            "officials_no_longer_mentioned": [_node(one, old, new) for one in nodes.officials_gone],
        }


def diff(old: str | PathLike[str], new: str | PathLike[str]) -> Difference:
    """Return what differs between two folders that `lawgraph build` wrote.

    Raises OutputError where a folder is no build, a file of it is damaged, or it is built anew meanwhile.
    """
    with steady(old), steady(new):
        sides = Side(old), Side(new)
        try:
            articles = compare_articles(*sides)
            nodes = compare_nodes(*sides, articles)
            triples = differing_triples(*sides)
            edges = compare_edges(*sides, triples, nodes.new_key)
        except (KeyError, TypeError, AttributeError) as error:
            remedy = "Build both again with `lawgraph build`"
            raise OutputError(f"{old} or {new}", f"holds a record that is none of a build: {error!r}", remedy) from error
    versions = [str(side.report.get("lawgraph", "")) for side in sides]
    return Difference((versions[0], versions[1]), (sides[0].base, sides[1].base), articles, nodes, edges, frozenset(triples[0]), frozenset(triples[1]))


def iri_of(key: Key, base: str) -> str:
    """Return the IRI of a node."""
    return namespace(Kind(key[0]), base) + key[1]


def _node(one: NodeChange, base: str, other: str) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": one.key[0], "iri": iri_of(one.key, base), "label": one.label, "mentions": one.mentions}
    if one.former:
        record["former_iri"] = iri_of(one.former, other)
    if one.changes:
        record["changes"] = {name: [before, after] for name, before, after in one.changes}
    if one.elsewhere:
        record["elsewhere"] = [{"iri": iri_of(key, other), "mentions": count} for key, count in one.elsewhere]
    return record | {"evidence": [asdict(piece) for piece in one.evidence]}


def _edge(one: EdgeChange, base: str) -> dict[str, Any]:
    subject, prop, obj = one.key
    record: dict[str, Any] = {
        "subject": {"iri": iri_of(subject, base), "label": one.subject},
        "property": prop,
        "object": {"iri": iri_of(obj, base), "label": one.object},
    }
    if one.changes:
        record["changes"] = {name: [before, after] for name, before, after in one.changes}
    record["evidence"] = [asdict(piece) for piece in one.evidence]
    return record | ({"former_evidence": [asdict(piece) for piece in one.former]} if one.former else {})
