"""The process that answers queries, one at a time, so that it can be stopped in the middle of one."""

from __future__ import annotations

import io
import signal
from typing import TYPE_CHECKING, Literal, NamedTuple

from lawgraph.errors import LawgraphError, QueryError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import pyoxigraph
    from typing_extensions import Buffer

ResultFormat = Literal["json", "xml", "csv", "tsv"]
GraphFormat = Literal["turtle", "ntriples", "jsonld"]


class Question(NamedTuple):
    """A query, with the format for its answer if that is a table and if that is a graph."""

    sparql: str
    table: ResultFormat
    graph: GraphFormat
    max_bytes: int


class Reply(NamedTuple):
    """An answer as bytes in a format (``form``), or, with the form "error", what was wrong with the question: the error's subject, problem, remedy."""

    form: str
    body: bytes
    error: tuple[str, str, str] = ("", "", "")


def work(connection: Connection, index: str, base_iri: str, memory_bytes: int) -> None:
    """Answer the questions that come through the connection until it closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    _bound(memory_bytes)
    from lawgraph.graph.index import open_index  # noqa: PLC0415 - after the bound, in this process only

    store = open_index(index)  # type: ignore[arg-type]
    connection.send(None)  # ready
    while True:
        try:
            question = connection.recv()
        except EOFError:
            return
        connection.send(answer(store, question, base_iri))


def answer(store: pyoxigraph.Store, question: Question, base_iri: str) -> Reply:
    """Return the answer to one question; an error of the query is a reply too."""
    import pyoxigraph  # noqa: PLC0415

    from lawgraph.graph.store import solve  # noqa: PLC0415

    sink = _Sink(question.max_bytes)
    try:
        found = solve(store, question.sparql, base_iri=base_iri)
        if isinstance(found, pyoxigraph.QueryTriples):
            pyoxigraph.serialize(found, sink, format=_graph_format(question.graph), prefixes=_prefixes(base_iri))
            return Reply(question.graph, sink.getvalue())
        if isinstance(found, pyoxigraph.QueryBoolean) and question.table in {"csv", "tsv"}:
            # The standard has no such form for ASK; one column of one cell is what `lawgraph query` gives.
            return Reply(question.table, f"answer\n{str(bool(found)).lower()}\n".encode())
        found.serialize(sink, format=_table_format(question.table))
        return Reply(question.table, sink.getvalue())
    except _TooLargeError:
        problem = f"has an answer of more than {question.max_bytes:,} bytes"
        return Reply("error", b"", ("the query", problem, "Add a LIMIT, or ask for less"))
    except MemoryError:
        return Reply("error", b"", ("the query", "needs more memory than it may have", "Ask for less"))
    except LawgraphError as error:
        return Reply("error", b"", (error.subject, error.problem, error.remedy))
    except (OSError, RuntimeError, ValueError) as error:
        wrong = QueryError("the query", f"cannot be answered: {error}", "Ask something simpler")
        return Reply("error", b"", (wrong.subject, wrong.problem, wrong.remedy))


class _TooLargeError(Exception):
    """The answer outgrew its limit."""


class _Sink(io.BytesIO):
    """A stream in memory that refuses to grow beyond its limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Buffer) -> int:
        size = super().write(data)
        if self.tell() > self._limit:
            raise _TooLargeError
        return size


def _bound(memory_bytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    except (ImportError, OSError, ValueError):
        return  # the limit on time still holds


def _table_format(name: ResultFormat) -> pyoxigraph.QueryResultsFormat:
    import pyoxigraph  # noqa: PLC0415

    kinds = pyoxigraph.QueryResultsFormat
    return {"json": kinds.JSON, "xml": kinds.XML, "csv": kinds.CSV, "tsv": kinds.TSV}[name]


def _graph_format(name: GraphFormat) -> pyoxigraph.RdfFormat:
    import pyoxigraph  # noqa: PLC0415

    kinds = pyoxigraph.RdfFormat
    return {"turtle": kinds.TURTLE, "ntriples": kinds.N_TRIPLES, "jsonld": kinds.JSON_LD}[name]


def _prefixes(base_iri: str) -> dict[str, str]:
    from lawgraph.graph.store import prefixes  # noqa: PLC0415

    return prefixes(base_iri)
