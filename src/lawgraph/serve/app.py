"""The ASGI application: which address answers what."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lawgraph.errors import LawgraphError
from lawgraph.graph.index import index_of
from lawgraph.graph.names import BASE
from lawgraph.graph.store import turtle_of
from lawgraph.graph.stored import read_report
from lawgraph.serve import pages, protocol
from lawgraph.serve.limits import Limits
from lawgraph.serve.pool import BusyError, Pool, ServeError, TimeLimitError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from os import PathLike

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Names under which a browser on this machine reaches the server; any other is a page of somebody else's
#: that had its own name point here (DNS rebinding).
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]", "::1")

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def application(
    folder: str | PathLike[str],
    *,
    limits: Limits | None = None,
    hosts: Sequence[str] = LOCAL_HOSTS,
    origins: Sequence[str] = (),
) -> Starlette:
    """Return the ASGI application for a folder that a build wrote, or a Turtle file.

    ``hosts`` are the names that the server answers to ("*" for any), ``origins`` the web sites whose
    scripts may read from it (none by default). The index of the graph is made here, where it is
    missing; the workers start with the application. Raises OutputError where there is no graph.
    """
    limits = limits or Limits()
    turtle = turtle_of(folder)
    base_iri = str(read_report(folder).get("base_iri", BASE))
    pool = Pool(index_of(turtle), base_iri, limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            pool.stop()

    middleware = [Middleware(_Headers), Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))]
    if origins:
        middleware.append(Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"]))
    app = Starlette(
        routes=[
            Route("/", pages.query_page),
            Route("/sparql", protocol.sparql, methods=["GET", "POST"]),
            Route("/questions", pages.questions),
            Route("/questions/{name}", protocol.question),
            Route("/describe", pages.describe),
            Route("/ontology", pages.ontology),
            Route("/id/{local:path}", pages.described),
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        ],
        middleware=middleware,
        exception_handlers={LawgraphError: _told},
        lifespan=lifespan,
    )
    app.state.pool, app.state.limits, app.state.base_iri = pool, limits, base_iri
    return app


def _told(_: Request, error: Exception) -> Response:
    """Tell a client what was wrong: 503 to come again, 504 for the limit on time, 500 for a worker that died, else 400."""
    if isinstance(error, protocol.RequestError):
        return PlainTextResponse(f"{error}\n", error.status)
    if isinstance(error, BusyError):
        return PlainTextResponse(f"{error}\n", 503, {"Retry-After": "1"})
    status = 504 if isinstance(error, TimeLimitError) else 500 if isinstance(error, ServeError) else 400
    return PlainTextResponse(f"{error}\n", status)


class _Headers:
    """Adds to every response what keeps a page from running or fetching anything else, unless it says so itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in _HEADERS if one[0] not in given)]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
