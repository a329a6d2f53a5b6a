"""Asking the graph: SPARQL over an embedded store, read only and without the network."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from lawgraph.errors import OutputError, QueryError
from lawgraph.graph.files import read_error
from lawgraph.graph.index import index_of, open_index
from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.names import BASE, NAMESPACES, PREFIXES, namespace
from lawgraph.graph.publish import finish
from lawgraph.graph.refusal import refuse
from lawgraph.graph.turtle import to_turtle

if TYPE_CHECKING:
    from os import PathLike

    import pyoxigraph
    import rdflib

    StorePath = str | PathLike[str]

GRAPH_FILE = "graph.ttl"

#: Bytes of Turtle above which loading takes longer (some 2 s, 0.4 million triples) than one cares to wait at each question.
_LARGE = 20_000_000

_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query found.

    ``form`` is "select" (a row a solution; None where a variable is unbound), "ask" (one cell,
    "true" or "false", in the column ``answer``) or "graph" (CONSTRUCT and DESCRIBE: a row a triple,
    sorted, in the columns ``subject``, ``predicate``, ``object``, its terms as N-Triples has them).
    In the cells of a SELECT an IRI and a literal are their bare text.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    form: Literal["select", "ask", "graph"] = "select"

    def to_json(self) -> str:
        """Return a JSON list of one object a row, keys in the order of the columns."""
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"

    def to_csv(self, *, guard: bool = True) -> str:
        """Return CSV with a header line (RFC 4180, but lines end in a line feed).

        With ``guard``, a cell that a spreadsheet would run as a formula (it begins with = + - @,
        a tab or a carriage return, and is no number) gets a leading apostrophe: the texts come
        from the web. Without it the cells are exact.
        """
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(self.columns)
        for row in self.rows:
            writer.writerow([guarded(cell) if guard and cell else cell for cell in row])
        return stream.getvalue()

    def to_ntriples(self) -> str:
        """Return the triples of a CONSTRUCT or DESCRIBE as N-Triples."""
        if self.form != "graph":
            raise QueryError(
                "this answer", "holds no triples", "Ask with CONSTRUCT or DESCRIBE, or take to_csv or to_json"
            )
        return "".join(" ".join(cell or "" for cell in row) + " .\n" for row in self.rows)


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula: ``'=1+1`` for ``=1+1``; a number stays one."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def open_store(source: StorePath | Knowledge, *, base_iri: str = BASE) -> pyoxigraph.Store:
    """Return a store with a graph in it: of a Turtle file, of the directory that a build wrote, or of knowledge.

    A small one is loaded into memory; of a large one an index is kept on disk (:mod:`lawgraph.graph.index`)
    and opened read only. Raises OutputError where the file cannot be read or is no Turtle.
    """
    import pyoxigraph  # noqa: PLC0415 - a compiled library that only queries need

    store = pyoxigraph.Store()
    if isinstance(source, Knowledge):
        store.bulk_load(to_turtle(source, base_iri=base_iri), format=pyoxigraph.RdfFormat.TURTLE)
        return store
    path = turtle_of(source)
    try:
        if path.stat().st_size > _LARGE:
            return open_index(index_of(path))
        with path.open("rb") as stream:
            store.bulk_load(stream, format=pyoxigraph.RdfFormat.TURTLE)
    except SyntaxError as error:
        raise OutputError(
            str(path), f"is no Turtle: {error.msg}", "Build it again with `lawgraph build`"
        ) from error
    except OSError as error:
        raise read_error(path, error) from error
    return store


def turtle_of(source: StorePath) -> Path:
    """Return the Turtle file that is meant: the path itself, or ``graph.ttl`` in a folder.

    Raises OutputError where a build that was killed over putting it in place cannot be finished.
    """
    path = Path(source)
    path = path / GRAPH_FILE if path.is_dir() else path
    finish(path.parent)
    return path


def rdf(store: pyoxigraph.Store) -> rdflib.Graph:
    """Return a store as an rdflib graph, for users who hold rdflib code: nothing is copied.

    ``graph.query`` is answered by the store, some 20 times as fast as by rdflib itself.
    """
    import oxrdflib  # noqa: PLC0415 - slow to import, as is rdflib
    import rdflib  # noqa: PLC0415
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID  # noqa: PLC0415

    graph = rdflib.Graph(
        store=oxrdflib.OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none"
    )
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph


def prefixes(base_iri: str = BASE) -> dict[str, str]:
    """Return the prefixes that every query may use: the vocabularies', and one for each kind of thing in the data."""
    return PREFIXES | {kind: namespace(kind, base_iri) for kind in NAMESPACES}


def solve(
    store: pyoxigraph.Store, sparql: str, *, base_iri: str = BASE
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
    """Start one SPARQL query and return the store's own result, which is worked out as it is read.

    Raises QueryError for a query that is wrong, an update, or one that calls another service or names another graph.
    """
    refuse(sparql)
    try:
        return store.query(sparql, prefixes=prefixes(base_iri))
    except SyntaxError as error:
        raise _syntax_error(str(error.msg), sparql) from error


def query(store: pyoxigraph.Store, sparql: str, *, base_iri: str = BASE) -> Answer:
    """Run one SPARQL query (SELECT, ASK, CONSTRUCT, DESCRIBE) and return all that it found.

    The prefixes of :data:`lawgraph.graph.names.PREFIXES` and of the data (``institution:`` …) may
    be left out. SPARQL Update and SERVICE are refused: a query changes nothing and calls nobody.
    """
    import pyoxigraph  # noqa: PLC0415

    try:
        result = solve(store, sparql, base_iri=base_iri)
        if isinstance(result, pyoxigraph.QuerySolutions):
            columns = tuple(variable.value for variable in result.variables)
            return Answer(columns, tuple(tuple(map(_cell, solution)) for solution in result))
        if isinstance(result, pyoxigraph.QueryBoolean):
            return Answer(("answer",), ((str(bool(result)).lower(),),), "ask")
        triples = sorted({(str(t.subject), str(t.predicate), str(t.object)) for t in result})
        return Answer(("subject", "predicate", "object"), tuple(triples), "graph")
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError("the query", f"cannot be answered: {error}", "Ask something simpler") from error


def _cell(term: object) -> str | None:
    if term is None:
        return None
    value = getattr(term, "value", None)
    # A blank node's value is its bare label, and a quoted triple has none: both show as written.
    return str(term) if value is None or str(term).startswith("_:") else str(value)


def _syntax_error(message: str, sparql: str) -> QueryError:
    found = _POSITION.fullmatch(message)
    if not found:
        return QueryError(
            "the query", f"is no SPARQL: {message}", "See https://www.w3.org/TR/sparql11-query/"
        )
    line, column, problem = int(found[1]), int(found[2]), found[3]
    lines = sparql.splitlines()
    shown = f" in {lines[line - 1].strip()[:80]!r}" if 0 < line <= len(lines) else ""
    return QueryError(
        f"the query, line {line}, column {column}{shown}",
        f"is no SPARQL: {problem}",
        "Correct it there and ask again",
    )
