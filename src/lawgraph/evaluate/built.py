"""A folder that holds graphs, taken apart into what each article states.

Read are the ``graph.ttl`` of a build, its nodes placed by the evidence of their claims, or one
``NAME.ttl`` for each article, its graph alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgraph.errors import EvaluationError
from lawgraph.evaluate.stated import Edge, Ground, Node, StatedGraph, backwards, node
from lawgraph.graph.names import PREFIXES
from lawgraph.graph.publish import finish
from lawgraph.graph.records import ARTICLES_FILE, read_articles
from lawgraph.graph.store import GRAPH_FILE, open_store
from lawgraph.model import Article, Kind, Property
from lawgraph.read import read_paths
from lawgraph.resolve.keys import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.evaluate.gold import Gold

_LG, _RDF, _RDFS, _SKOS = (PREFIXES[prefix] for prefix in ("lg", "rdf", "rdfs", "skos"))
_TYPE = _RDF + "type"
_LABELS = (_RDFS + "label", _SKOS + "prefLabel", _SKOS + "altLabel")
_KINDS = {_LG + kind.value: kind for kind in Kind}
_PROPERTIES = {_LG + prop.value: prop for prop in Property}


class _Claim(NamedTuple):
    edge: Edge
    ground: Ground
    article: str


@dataclass(slots=True)
class Built:
    """A Turtle graph with its nodes and edges by IRI, and the texts of its articles where the folder has them."""

    path: Path
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: set[Edge] = field(default_factory=set)
    claims: list[_Claim] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, Article] = field(default_factory=dict)

    def whole(self) -> StatedGraph:
        """Return all that the graph states; edges that no claim stands behind only where it has no claims at all."""
        graph = StatedGraph(dict(self.nodes), texts=tuple(article.text for article in self.texts.values()))
        if self.claims:
            self._add_claimed(graph, set(self.titles) | {claim.article for claim in self.claims})
        else:
            graph.edges = {edge: [] for edge in sorted(self.edges)}
        return graph

    def _add_claimed(self, graph: StatedGraph, articles: set[str]) -> None:
        """Add the edges that claims in these articles stand behind, cooperation both ways where the graph has it so."""
        for claim in self.claims:
            if claim.article in articles and claim.edge in self.edges:
                graph.add(claim.edge, claim.ground)
        for claim in self.claims:
            other = backwards(claim.edge)
            if claim.article in articles and other[0] is Property.COOPERATES_WITH and other in self.edges:
                graph.edges.setdefault(other, [])

    def of(self, gold: Gold, page: Path | None) -> StatedGraph:
        """Return what the graph states of the article that gold belongs to.

        The article is the one with the page's text, else the one whose source has the gold's name,
        else the one with its title. A node that stands in no claim is placed where a text has one
        of its labels. Raises EvaluationError where the graph has no such article, or two.
        """
        chosen = self._articles_of(gold, page)
        if set(self.titles) == chosen:
            return self.whole()
        graph = StatedGraph(texts=tuple(self.texts[one].text for one in sorted(chosen) if one in self.texts))
        placed = {end for claim in self.claims for end in claim.edge[1:]}
        self._add_claimed(graph, chosen)
        here = {end for edge in graph.edges for end in edge[1:]}
        texts = [normal(text) for text in graph.texts]
        for key, one in self.nodes.items():
            if key in here or (key not in placed and any(form in text for form in one.forms for text in texts)):
                graph.nodes[key] = one
        return graph

    def _articles_of(self, gold: Gold, page: Path | None) -> set[str]:
        if page is not None:
            ids = {article.id for article in read_paths([page]).articles}
            found = {iri for iri in self.titles if iri.rpartition("/")[2] in ids}
            if found:
                return found
        by_source = {iri for iri, article in self.texts.items() if _stem(article.source) == gold.name}
        found = by_source or {iri for iri, title in self.titles.items() if title and normal(title) == normal(gold.title)}
        if len(found) != 1:
            problem = "has no article for this gold" if not found else f"has {len(found)} articles that this gold may belong to"
            raise EvaluationError(f"{gold.path}", f"{self.path} {problem}", "Build its page too, or name the folder of pages with --articles")
        return found


def _stem(source: str) -> str:
    """Return the name that a source has for people: ``seed-000`` of seeds/seed-000.txt."""
    return Path(source.replace("\\", "/")).stem


def graphs_in(folder: Path, golds: Iterable[Gold], pages: dict[str, Path]) -> dict[str, StatedGraph]:
    """Return what the graphs of a folder state, by the names of the gold.

    Raises EvaluationError for a folder that is no build, or lacks an article.
    """
    finish(folder)
    if (folder / GRAPH_FILE).is_file():
        built = read_built(folder / GRAPH_FILE, folder / ARTICLES_FILE)
        return {gold.name: built.of(gold, pages.get(gold.name)) for gold in golds}
    out: dict[str, StatedGraph] = {}
    for gold in golds:
        path = folder / f"{gold.name}.ttl"
        if not path.is_file():
            problem = f"holds neither {GRAPH_FILE} nor {path.name}"
            raise EvaluationError(str(folder), problem, "Name the folder that `lawgraph build -o` wrote, or one with NAME.ttl for each gold")
        out[gold.name] = read_built(path).whole()
    return out


def read_built(path: Path, articles: Path | None = None) -> Built:
    """Read a Turtle file, with the texts of its articles where their file is there."""
    store = open_store(path)
    built = Built(path)
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in store:
        subject, predicate, value = quad.subject.value, quad.predicate.value, _value(quad.object)
        facts[subject][predicate].append(value)
        if predicate in _PROPERTIES:
            built.edges.add((_PROPERTIES[predicate], subject, value))
    for subject, fact in facts.items():
        types = set(fact[_TYPE])
        kind = next((kind for iri, kind in _KINDS.items() if iri in types), None)
        if kind is not None and "true" not in fact[_LG + "inferred"]:
            label = min(fact[_RDFS + "label"], default=subject)
            built.nodes[subject] = node(kind, label, (form for prop in _LABELS for form in fact[prop]))
        elif _LG + "Article" in types:
            built.titles[subject] = min(fact[PREFIXES["schema"] + "headline"], default="")
        elif _LG + "Claim" in types:
            built.claims.append(_claim(fact, facts, subject, path))
    built.claims.sort()
    if articles is not None and articles.is_file():
        known = {iri.rpartition("/")[2]: iri for iri in built.titles}
        built.texts = {known[article.id]: article for article in read_articles(articles) if article.id in known}
    return built


def _value(term: Any) -> str:
    return str(getattr(term, "value", term))


def _claim(fact: dict[str, list[str]], facts: dict[str, dict[str, list[str]]], subject: str, path: Path) -> _Claim:
    """Return a claim with its rule, its words and the article that they stand in."""
    ends = [fact.get(_RDF + key, [""])[0] for key in ("subject", "predicate", "object")]
    evidence = facts.get(fact.get(PREFIXES["prov"] + "wasDerivedFrom", [""])[0], {})
    if ends[1] not in _PROPERTIES or not ends[0] or not ends[2]:
        raise EvaluationError(str(path), f"its claim {subject} lacks an end or has an unknown property", "Build it again with `lawgraph build`")
    ground = Ground(fact.get(_LG + "rule", [""])[0], evidence.get(PREFIXES["oa"] + "exact", [""])[0])
    return _Claim((_PROPERTIES[ends[1]], ends[0], ends[2]), ground, evidence.get(PREFIXES["oa"] + "hasSource", [""])[0])
