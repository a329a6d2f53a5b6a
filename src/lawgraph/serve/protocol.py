"""The SPARQL 1.1 Protocol: a query by GET, by a form, or as the body of a POST.

Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn
from urllib.parse import parse_qsl

from starlette.responses import Response

from lawgraph.errors import QueryError
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
    if named is not None and named not in {*TABLES, *GRAPHS}:
        _refuse(400, f"the format {named!r}", "is unknown", f"Choose from: {', '.join((*TABLES, *GRAPHS))}")
    if len(queries) != 1:
        _refuse(400, "the request", f"has {len(queries)} queries instead of one", "Give one parameter named query")
    accept = request.headers.get("accept")
    question = Question(queries[0], table_format(accept, named), graph_format(accept, named), request.app.state.limits.result_bytes)
    reply = checked(await request.app.state.pool.ask(question))
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
