"""The order of the stages: read, extract, resolve, graph, view. The only module that knows it whole."""

from __future__ import annotations

import json
from importlib import metadata
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from lawgraph.cache.results import Extractions, Readings
from lawgraph.extract.confidence import record_of
from lawgraph.extract.pool import extract_all
from lawgraph.extract.registry import RULES
from lawgraph.graph import abstained as abstained_file
from lawgraph.graph import identities, records
from lawgraph.graph.decided import Decisions, decisions_record, taken
from lawgraph.graph.files import atomic, sha256
from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.names import BASE
from lawgraph.graph.publish import REPORT_FILE, locked, staged
from lawgraph.graph.tenures import tenure_counts
from lawgraph.progress import Progress
from lawgraph.read import Reading, list_inputs, read_paths
from lawgraph.resolve.hierarchy import superior_edges
from lawgraph.resolve.resolver import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from os import PathLike
    from pathlib import Path

    import rdflib

    from lawgraph.cache.store import Cache
    from lawgraph.errors import ReadError
    from lawgraph.graph.store import Answer
    from lawgraph.model import Abstention, Extraction, Identity, Outcome
    from lawgraph.resolve.decisions import Decision
    from lawgraph.view import Inline

#: What a build writes, and the order in which it does: the report comes last and says that all is there.
GRAPH_FILE, VIEW_FILE = "graph.ttl", "network.html"


class Graph:
    """A built graph: query it, look at it, write it.

    ``knowledge`` holds its articles, entities and claims; ``failures`` the inputs that could not be read;
    ``abstained``, by article id, the words that called for a claim and got none, each with its reason;
    ``identities``, by kind and id, the mentions of each node and why they are one; ``outcomes`` what each
    decision of ``decisions`` did.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        reading: Reading,
        *,
        withheld: int = 0,
        abstained: Mapping[str, tuple[Abstention, ...]] | None = None,
        identities: Mapping[tuple[str, str], Identity] | None = None,
        decisions: Decisions | None = None,
        outcomes: tuple[Outcome, ...] = (),
        base_iri: str = BASE,
    ) -> None:
        self.knowledge = knowledge
        self.identities = identities or {}
        self.decisions = decisions or Decisions()
        self.outcomes = outcomes
        self.base_iri = base_iri
        self._reading = reading
        self._withheld = withheld
        self.abstained = abstained or {}
        self._store: Any = None
        self._rdf: rdflib.Graph | None = None

    @property
    def failures(self) -> tuple[ReadError, ...]:
        """The inputs that could not be read, with the reason and the remedy."""
        return self._reading.failures

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """The inputs that were read, each with the SHA-256 of its content."""
        return self._reading.inputs

    @property
    def rdf(self) -> rdflib.Graph:
        """The graph as an rdflib graph over the same store that answers ``query``."""
        if self._rdf is None:
            from lawgraph.graph.store import rdf  # noqa: PLC0415  # rdflib takes a moment to load

            self._rdf = rdf(self._stored())
        return self._rdf

    def network(self, *, nodes: Literal["label", "iri"] = "label") -> Any:
        """Return a networkx MultiDiGraph with labels, kinds and evidence.

        A node is its label, so that networkx draws names: ``networkx.draw(g.network(), with_labels=True)``.
        ``nodes="iri"`` makes it its IRI, to meet ``g.rdf``. Raises OutputError for any other value.
        """
        from lawgraph.graph.network import network  # noqa: PLC0415

        return network(self.knowledge, base_iri=self.base_iri, nodes=nodes)

    def query(self, query: str, **values: str) -> Answer:
        """Answer a SPARQL query, or a shipped question by its name ("leaders") with the values of its parameters.

        Example: ``query("leader-on", institution="包头市司法局", date="2021-06-01")``. Raises QueryError for a query that is wrong, an update, or one that calls another service.
        """
        from lawgraph.graph import queries, store  # noqa: PLC0415

        sparql = queries.sparql_of(query, values)
        return store.query(self._stored(), sparql, base_iri=self.base_iri)

    def _stored(self) -> Any:
        if self._store is None:
            from lawgraph.graph.store import open_store  # noqa: PLC0415

            self._store = open_store(self.knowledge, base_iri=self.base_iri)
        return self._store

    def to_pyvis(self) -> Any:
        """Return a pyvis Network of the graph, laid out; raise ViewError where pyvis cannot be imported."""
        from lawgraph.view import collect  # noqa: PLC0415

        return collect(self.knowledge)

    def html(self, *, title: str | None = None) -> str:
        """Return the page ``network.html``."""
        from lawgraph.view import render  # noqa: PLC0415

        return render(self.knowledge, title=title, base_iri=self.base_iri)

    def view(self, *, title: str | None = None, height: int = 640) -> Inline:
        """Return the page as Jupyter shows it in a cell, ``height`` pixels high; nothing is fetched.

        IPython need not be installed. Raises ViewError for a height that is none.
        """
        from lawgraph.view import Inline  # noqa: PLC0415

        return Inline(self.html(title=title), height)

    def _repr_html_(self) -> str:
        """Return what Jupyter shows of a graph: its counts, and how to see it. The page itself has megabytes."""
        counts = self.knowledge.counts()
        cells = "".join(f"<tr><th style='text-align:left'>{name}</th><td>{count}</td></tr>" for name, count in counts.items() if count)
        return f'<table>{cells}</table><p><code>.view()</code> shows the network, <code>.query("leaders")</code> asks it.</p>'

    def report(self) -> dict[str, Any]:
        """Return what ``build.json`` holds: inputs with hashes, versions, the rules with their measured precision, counts, conflicts, failures."""
        return {
            "lawgraph": metadata.version("lawgraph"),
            "base_iri": self.base_iri,
            "rules": {rule.name: _measured(rule.id) for rule in RULES},
            "inputs": [{"source": source, "sha256": sha256} for source, sha256 in self._reading.inputs],
            "duplicates": [{"source": source, "same_as": first} for source, first in self._reading.duplicates],
            "failures": [{"source": error.subject, "code": error.code, "problem": error.problem, "remedy": error.remedy} for error in self.failures],
            "counts": self.knowledge.counts(),
            "tenures": tenure_counts(self.knowledge),
            "abstained": abstained_file.abstention_counts(self.abstained),
            "withheld_private_persons": self._withheld,
            "decisions": decisions_record(self.decisions, self.outcomes),
        }

    def write(self, folder: str | Path) -> None:
        """Write all files of a build into ``folder``, all of them or none; ``build.json`` adds their hashes to the report.

        Raises OutputError where the folder cannot be made, another build is at work in it, or a file cannot be written.
        """
        with locked(folder) as target, staged(target) as new:
            self.write_files(new)

    def write_files(self, target: Path) -> None:
        """Write all files of a build into an empty folder, ``build.json`` last: what :meth:`write` puts in place.

        Raises OutputError where a file cannot be written.
        """
        from lawgraph.graph.turtle import write_turtle  # noqa: PLC0415

        records.write_articles(self.knowledge, target / records.ARTICLES_FILE)
        records.write_claims(self.knowledge, target / records.CLAIMS_FILE)
        abstained_file.write_abstentions(self.knowledge, self.abstained, target / abstained_file.ABSTAINED_FILE)
        identities.write_entities(self.knowledge, self.identities, target / identities.ENTITIES_FILE)
        write_turtle(self.knowledge, target / GRAPH_FILE, base_iri=self.base_iri)
        _write(target / VIEW_FILE, self.html())
        written = (records.ARTICLES_FILE, records.CLAIMS_FILE, identities.ENTITIES_FILE, abstained_file.ABSTAINED_FILE, GRAPH_FILE, VIEW_FILE)
        report = self.report() | {"files": {name: sha256(target / name) for name in written}}
        _write(target / REPORT_FILE, json.dumps(report, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _measured(rule: str) -> dict[str, float]:
    """Return how far a rule is to be trusted: right of its n claims on gold, in which version, and what its claims carry."""
    record = record_of(rule)
    return {"n": record.n, "right": record.right, "confidence": record.confidence} | ({"measured_version": record.version} if record.n else {})


def _write(path: Path, text: str) -> None:
    with atomic(path) as stream:
        stream.write(text.encode("utf-8"))


def build(
    paths: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    base_iri: str = BASE,
    progress: Progress | None = None,
    jobs: int | None = 1,
    cache: Cache | None = None,
    decisions: str | PathLike[str] | Decisions | Iterable[Decision] = (),
) -> Graph:
    """Read files and folders and return their graph.

    What cannot be read is in ``Graph.failures`` and stops nothing else. ``jobs`` processes extract, None
    for as many as pay; ``cache`` holds what earlier builds read and extracted, and takes in what this one does.
    The graph is the same. ``decisions`` are people's corrections, or the file that holds them: they are applied,
    and ``Graph.outcomes`` tells what each did. Raises DecisionError for a file of them that cannot be read.

    Example: ``build(["seeds/"], decisions="decisions.jsonl")``
    """
    given = taken(decisions)  # before anything else: a broken file is told at once
    progress = progress or Progress()
    paths = list(paths)
    progress.total(len(list_inputs(paths)))
    reading = read_paths(paths, stdin=stdin, on_input=progress.read, kept=Readings(cache) if cache else None)
    progress.total(len(reading.articles))
    extractions: list[Extraction] = []
    for extraction in extract_all(reading.articles, jobs=jobs, kept=Extractions(cache) if cache else None):
        progress.extracted(reading.articles[len(extractions)].source)
        extractions.append(extraction)
    resolution = resolve(extractions, decisions=given.decisions)
    knowledge = Knowledge(reading.articles, resolution.entities, resolution.claims, superior_edges(resolution.entities))
    withheld = sum(extraction.withheld for extraction in extractions)
    return Graph(
        knowledge,
        reading,
        withheld=withheld,
        abstained={extraction.article_id: extraction.abstentions for extraction in extractions if extraction.abstentions},
        identities=resolution.identities,
        decisions=given,
        outcomes=resolution.decisions,
        base_iri=base_iri,
    )
