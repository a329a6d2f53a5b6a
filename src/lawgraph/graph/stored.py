"""A graph that was built before, opened again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgraph.errors import OutputError
from lawgraph.graph import queries, store
from lawgraph.graph.files import read_error
from lawgraph.graph.names import BASE
from lawgraph.graph.publish import REPORT_FILE, finish

if TYPE_CHECKING:
    from os import PathLike

    import pyoxigraph
    import rdflib


class StoredGraph:
    """The graph in a folder that ``lawgraph build`` wrote (or in one Turtle file), for asking only.

    ``report`` is its ``build.json``, empty beside a bare Turtle file; ``base_iri`` what the IRIs of its data begin with.
    """

    def __init__(self, opened: pyoxigraph.Store, report: dict[str, Any]) -> None:
        self.store = opened
        self.report = report
        self.base_iri = str(report.get("base_iri", BASE))
        self._rdf: rdflib.Graph | None = None

    @property
    def rdf(self) -> rdflib.Graph:
        """The graph as an rdflib graph over the same store."""
        if self._rdf is None:
            self._rdf = store.rdf(self.store)
        return self._rdf

    def query(self, query: str, **values: str) -> store.Answer:
        """Answer a SPARQL query, or a shipped question by its name ("leaders") with the values of its parameters.

        Example: ``query("leader-on", institution="包头市司法局", date="2021-06-01")``. Raises QueryError for a query that is wrong, an update, or one that calls another service.
        """
        sparql = queries.sparql_of(query, values)
        return store.query(self.store, sparql, base_iri=self.base_iri)


def load(folder: str | PathLike[str]) -> StoredGraph:
    """Open the graph in a folder that a build wrote, or a Turtle file.

    A large one gets an index on disk the first time (some minutes for ten million triples) and opens
    in a moment from then on. Raises OutputError where there is none or it cannot be read.

    >>> load("output/").query("leaders").rows               # doctest: +SKIP
    """
    return StoredGraph(store.open_store(folder), read_report(folder))


def read_report(folder: str | PathLike[str]) -> dict[str, Any]:
    """Return the ``build.json`` of a build's folder; an empty one where there is none."""
    path = Path(folder)
    path = (path if path.is_dir() else path.parent) / REPORT_FILE
    finish(path.parent)
    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise read_error(path, error) from error
    except ValueError as error:
        raise OutputError(str(path), f"is no report of a build: {error}", "Build it again with `lawgraph build`") from error
    if not isinstance(report, dict):
        raise OutputError(str(path), "is no report of a build", "Build it again with `lawgraph build`")
    return report
