"""A built folder as an export reads it: the nodes, edges and claims as rows, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lawgraph.graph import records
from lawgraph.graph.literals import clean, clean_label
from lawgraph.graph.names import CODES, KIND_LABELS, ONTOLOGY, PREFIXES, PROPERTY_LABELS, short
from lawgraph.graph.stream import Progress, by_subject, rdf_files, size, triples
from lawgraph.model import Kind, Property

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from lawgraph.graph.stream import Group, Term

    _Edge = tuple[str, str, str]

_LABEL: Final = PREFIXES["rdfs"] + "label"
_SKOS: Final = PREFIXES["skos"]
_TYPE: Final = PREFIXES["rdf"] + "type"
_KINDS: Final = {ONTOLOGY + kind.value: kind for kind in Kind}
_EDGES: Final = {ONTOLOGY + prop.value: prop for prop in Property}
#: Where a node's code from the published lists stands, by whichever property.
_CODED: Final = tuple(ONTOLOGY + name for name in ("institutionKind", "programKind", "eventKind", "level"))
_PLACED: Final = tuple(ONTOLOGY + name for name in ("division", "within"))


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node.

    ``id`` is its short name (``institution:150200-sifaju``), ``category`` its code in the published lists
    (``institution-justice-bureau``), ``division`` the place that it belongs to.
    """

    id: str
    iri: str
    kind: str
    kind_zh: str
    subclass: str | None
    label: str
    alt_labels: tuple[str, ...]
    pinyin: str | None
    code: str | None
    category: str | None
    division: str | None
    inferred: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A direct edge, with the number of its claims, the first of them and its words.

    One that follows by rule and stands in no article is ``inferred`` and has no claim. Cooperation is one
    edge, its ends in order of id.
    """

    subject: str
    subject_label: str
    property: str
    property_zh: str
    object: str
    object_label: str
    inferred: bool
    claims: int
    confidence: float | None
    first_observed: str | None
    last_observed: str | None
    claim: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim: what is said, in which words, where they stand (code points of the article's text), by which rule."""

    id: str
    subject: str
    subject_label: str
    property: str
    object: str
    object_label: str
    role: str | None
    observed: str | None
    since: str | None
    until: str | None
    count: int | None
    conferred_by: str | None
    modality: str | None
    confidence: float
    rule: str
    quote: str
    start: int
    end: int
    article: str
    title: str
    publisher: str | None
    date: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text."""

    id: str
    title: str
    publisher: str | None
    date: str | None
    creators: tuple[str, ...]
    url: str | None
    sha256: str


class Built:
    """A folder that `lawgraph build` wrote. Raises OutputError where it is none, or a file of it is damaged."""

    def __init__(self, folder: str | PathLike[str], progress: Progress | None = None) -> None:
        self.folder = Path(folder)
        self.report = records.read_report(folder)
        self.base: str = self.report["base_iri"]
        self.progress = progress or Progress()
        self.graph_files = rdf_files(folder)

    def groups(self, stage: str = "Reading graph") -> Iterator[Group]:
        """Yield the nodes of the graph, each with its properties."""
        self.progress.begin(stage, size(self.graph_files))
        for path in self.graph_files:
            yield from by_subject(triples(path, self.progress.advance))

    def nodes(self) -> Iterator[NodeRow]:
        """Yield the nodes in the order of the graph, inferred ones and divisions too."""
        for subject, properties in self.groups("Nodes"):
            classes = [value.value for value in properties.get(_TYPE, ())]
            kind = next((_KINDS[name] for name in classes if name in _KINDS), None)
            if kind is not None:
                yield _node(subject, kind, classes, properties)

    def edges(self) -> Iterator[EdgeRow]:
        """Yield the direct edges in the order of the graph."""
        stated: dict[_Edge, _Stated] = {}
        for claim in self.claims():
            edge = _oriented(claim.subject, claim.property, claim.object)
            if edge not in stated:
                stated[edge] = _Stated(claim)
            stated[edge].add(claim)
        for subject, properties in self.groups("Edges"):
            name = short(subject)
            for path, prop in _EDGES.items():
                for value in properties.get(path, ()):
                    edge = _oriented(name, prop.value, short(str(value)))
                    if edge[0] == name:  # cooperation stands in the graph in both directions
                        yield self._edge(edge, prop, stated.get(edge))

    def _edge(self, edge: _Edge, prop: Property, stated: _Stated | None) -> EdgeRow:
        return EdgeRow(
            subject=edge[0],
            subject_label=self.labels.get(edge[0], ""),
            property=edge[1],
            property_zh=PROPERTY_LABELS[prop][0],
            object=edge[2],
            object_label=self.labels.get(edge[2], ""),
            inferred=stated is None,
            claims=stated.count if stated else 0,
            confidence=stated.confidence if stated else None,
            first_observed=min(stated.dates, default=None) if stated else None,
            last_observed=max(stated.dates, default=None) if stated else None,
            claim=stated.first.id if stated else None,
            quote=stated.first.quote if stated else None,
        )

    def claims(self) -> Iterator[ClaimRow]:
        """Yield the claims in order of their ids."""
        path = self.folder / records.CLAIMS_FILE
        articles = self._articles
        self.progress.begin("Claims", size([path]))
        yield from records.iter_records(path, lambda record: _claim(record, articles), self.progress.advance)

    def articles(self) -> Iterator[ArticleRow]:
        """Yield the articles in order of their ids, without their texts."""
        yield from self._articles.values()

    @cached_property
    def labels(self) -> dict[str, str]:
        """The label of each node, by its short name."""
        return {node.id: node.label for node in self.nodes()}

    @cached_property
    def _articles(self) -> dict[str, ArticleRow]:
        path = self.folder / records.ARTICLES_FILE
        self.progress.begin("Articles", size([path]))
        return {row.id: row for row in records.iter_records(path, _article, self.progress.advance)}


class _Stated:
    """What the claims of one edge say together."""

    __slots__ = ("confidence", "count", "dates", "first")

    def __init__(self, first: ClaimRow) -> None:
        self.first = first
        self.count = 0
        self.confidence = 0.0
        self.dates: set[str] = set()

    def add(self, claim: ClaimRow) -> None:
        self.count += 1
        self.confidence = max(self.confidence, claim.confidence)
        if claim.observed:
            self.dates.add(claim.observed)


def _oriented(subject: str, prop: str, obj: str) -> _Edge:
    if prop == Property.COOPERATES_WITH and obj < subject:
        return (obj, prop, subject)
    return (subject, prop, obj)


def _node(subject: str, kind: Kind, classes: list[str], properties: dict[str, list[Term]]) -> NodeRow:
    def first(*paths: str) -> str | None:
        return next((str(value.value) for path in paths for value in properties.get(path, ())), None)

    return NodeRow(
        id=short(subject),
        iri=subject[1:-1],
        kind=kind.value,
        kind_zh=KIND_LABELS[kind][0],
        subclass=next((name.removeprefix(ONTOLOGY) for name in classes if name.startswith(ONTOLOGY) and name not in _KINDS), None),
        label=first(_LABEL) or short(subject),
        alt_labels=tuple(str(value.value) for value in properties.get(_SKOS + "altLabel", ())),
        pinyin=first(_SKOS + "hiddenLabel"),
        code=first(_SKOS + "notation"),
        category=(first(*_CODED) or "").removeprefix(CODES) or None,
        division=short(f"<{place}>") if (place := first(*_PLACED)) else None,
        inferred=first(ONTOLOGY + "inferred") == "true",
        provisional=first(ONTOLOGY + "provisional") == "true",
    )


def _article(record: dict[str, Any]) -> ArticleRow:
    return ArticleRow(
        id=record["id"],
        title=clean_label(record["title"]),
        publisher=clean_label(record["publisher"] or "") or None,
        date=record["date"],
        creators=tuple(clean_label(creator) for creator in record["creators"]),
        url=record["url"],
        sha256=record["sha256"],
    )


def _claim(record: dict[str, Any], articles: dict[str, ArticleRow]) -> ClaimRow:
    ends = {end: f"{record[end]['kind'].lower()}:{record[end]['id']}" for end in ("subject", "object")}
    article = articles[record["article"]]
    return ClaimRow(
        id=record["id"],
        subject=ends["subject"],
        subject_label=clean_label(record["subject"]["label"]),
        property=record["property"],
        object=ends["object"],
        object_label=clean_label(record["object"]["label"]),
        role=record.get("role"),
        observed=record.get("observed"),
        since=record.get("since"),
        until=record.get("until"),
        count=record.get("count"),
        conferred_by=record.get("conferred_by"),
        modality=record.get("modality"),
        confidence=float(record["confidence"]),
        rule=record["rule"],
        quote=clean(record["quote"]),
        start=record["start"],
        end=record["end"],
        article=article.id,
        title=article.title,
        publisher=article.publisher,
        date=article.date,
        url=article.url,
    )
