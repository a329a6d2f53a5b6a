"""The SPARQL 1.1 Protocol: a query by GET, by a form, or as the body of a POST.

Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl

from starlette.responses import Response

from lawgraph.errors import QueryError
from lawgraph.graph.queries import load, names
from lawgraph.serve.negotiation import GRAPHS, TABLES, graph_format, media_type, table_format
from lawgraph.serve.worker import Question

if TYPE_CHECKING:
    from starlette.requests import Request

    from lawgraph.serve.worker import Reply

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MAX_FIELDS = 20


class RequestError(QueryError):
    """A request that is no query of the protocol; ``status`` is its HTTP status."""

    def __init__(self, status: int, subject: str, problem: str, remedy: str) -> None:
        super().__init__(subject, problem, remedy)
        self.status = status


async def sparql(request: Request) -> Response:
    """Answer a query by GET or POST in the format that the client likes best.

    ``format`` (json, xml, csv, tsv; turtle, ntriples, jsonld) overrules the Accept header, for links.
    """
    fields = await _fields(request)
    queries = [value for name, value in fields if name == "query"]
    named = next((value for name, value in fields if name == "format"), None)
    for name, _ in fields:
        if name in {"default-graph-uri", "named-graph-uri"}:
            _refuse(400, f"the parameter {name}", "is refused, since there is one graph here", "Leave it out")
        if name in {"update", "using-graph-uri", "using-named-graph-uri"}:
            _refuse_update()
    if len(queries) != 1:
        _refuse(400, "the request", f"has {len(queries)} queries instead of one", "Give one parameter named query")
    return await _answer(request, queries[0], named)


async def question(request: Request) -> Response:
    """Answer a shipped question by its name; its values, and ``format``, are the parameters of the address.

    Example: ``/questions/leader-on?institution=包头市司法局&date=2021-06-01``
    """
    name: str = request.path_params["name"]
    fields = request.query_params.multi_items()
    values = dict(fields)
    if len(values) != len(fields):
        _refuse(400, "the request", "gives a parameter twice", "Give it once")
    named = values.pop("format", None)
    if name not in names():
        _refuse(404, f"question {name[:80]!r}", "is not among the shipped ones", f"Choose from: {', '.join(names())}")
    return await _answer(request, load(name).ask(values), named)


async def _answer(request: Request, query: str, named: str | None) -> Response:
    """Answer a query in the format that is named, else in the one that the client likes best."""
    if named is not None and named not in {*TABLES, *GRAPHS}:
        _refuse(400, f"the format {named!r}", "is unknown", f"Choose from: {', '.join((*TABLES, *GRAPHS))}")
    accept = request.headers.get("accept")
    asked = Question(query, table_format(accept, named), graph_format(accept, named), request.app.state.limits.result_bytes)
    reply = checked(await request.app.state.pool.ask(asked))
    return Response(reply.body, media_type=media_type(reply.form), headers={"Vary": "Accept"})


def checked(reply: Reply) -> Reply:
    """Return the reply if it is an answer. Raises QueryError if it tells what was wrong with the query."""
    if reply.form == "error":
        raise QueryError(*reply.error)
    return reply


async def _fields(request: Request) -> list[tuple[str, str]]:
    fields = list(request.query_params.multi_items())
    if request.method != "POST":
        return fields
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _UPDATE:
        _refuse_update()
    if kind not in {_FORM, _QUERY}:
        _refuse(415, f"the content type {kind or 'of nothing'}", "is no query", f"Send {_QUERY}, or a form with the field query")
    text = await _body(request)
    if kind == _QUERY:
        return [*fields, ("query", text)]
    try:
        return [*fields, *parse_qsl(text, keep_blank_values=True, max_num_fields=_MAX_FIELDS, errors="strict")]
    except ValueError as error:
        raise RequestError(400, "the form", f"cannot be read: {error}", "Encode it as UTF-8, with few fields") from error


async def _body(request: Request) -> str:
    limit: int = request.app.state.limits.request_bytes
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > limit:
            _refuse(413, "the request", f"is larger than {limit:,} bytes", "Ask in fewer words")
        parts.append(part)
    try:
        return b"".join(parts).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, "the request", f"is no UTF-8: {error}", "Encode the query as UTF-8") from error


def _refuse(status: int, subject: str, problem: str, remedy: str) -> NoReturn:
    raise RequestError(status, subject, problem, remedy)


def _refuse_update() -> NoReturn:
    remedy = "Use SELECT, ASK, CONSTRUCT or DESCRIBE; to correct the graph, record a decision and build again"
    _refuse(403, "SPARQL Update", "is refused, since this server only reads", remedy)
