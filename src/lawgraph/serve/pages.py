"""The pages for people: the query page, and one for every IRI of the graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, PackageLoader
from starlette.responses import HTMLResponse, JSONResponse, Response

from lawgraph.graph import queries
from lawgraph.graph.names import ONTOLOGY
from lawgraph.reference import render
from lawgraph.serve.description import Description, describing
from lawgraph.serve.negotiation import GRAPHS, graph_format, media_type, wants_html
from lawgraph.serve.protocol import RequestError, checked
from lawgraph.serve.worker import Question

if TYPE_CHECKING:
    from starlette.requests import Request

#: What an IRI may hold (RFC 3987, less what SPARQL forbids between < and >).
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]+")
_SUFFIXES: Final = {"ttl": "turtle", "nt": "ntriples", "jsonld": "jsonld", "html": "html"}
_MAX_QUESTION: Final = 5_000_000

_templates = Environment(loader=PackageLoader("lawgraph.serve"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


async def query_page(request: Request) -> Response:
    """Return the page with the editor and the shipped questions."""
    shipped = [queries.load(name) for name in queries.names()]
    return HTMLResponse(_templates.get_template("query.html.j2").render(questions=shipped, base_iri=request.app.state.base_iri))


async def questions(_: Request) -> Response:
    """Return the shipped questions with their SPARQL."""
    shipped = [queries.load(name) for name in queries.names()]
    return JSONResponse([{"name": one.name, "en": one.en, "zh": one.zh, "sparql": one.sparql, "usage": one.usage} for one in shipped])


async def ontology(request: Request) -> Response:
    """Return the ontology: its documentation to a browser, else Turtle."""
    if wants_html(request.headers.get("accept")):
        # The page is one file with its style inside and nothing else.
        policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}
        return HTMLResponse(render(), headers={"Vary": "Accept", **policy})
    text = (queries.ontology_folder() / "lawgraph.ttl").read_bytes()
    return Response(text, media_type=media_type("turtle"), headers={"Vary": "Accept"})


async def describe(request: Request) -> Response:
    """Describe the IRI in the parameter ``iri``."""
    return await _described(request, request.query_params.get("iri", ""))


async def described(request: Request) -> Response:
    """Describe the thing of the graph whose IRI ends like this address; .ttl, .nt, .jsonld, .html choose the format."""
    local: str = request.path_params["local"]
    stem, dot, suffix = local.rpartition(".")
    if dot and suffix in _SUFFIXES:
        return await _described(request, request.app.state.base_iri + stem, _SUFFIXES[suffix])
    return await _described(request, request.app.state.base_iri + local)


async def _described(request: Request, iri: str, named: str | None = None) -> Response:
    if not _IRI.fullmatch(iri):
        raise RequestError(400, f"{iri[:200]!r}", "is no IRI", "Give an absolute IRI, such as that of a node of the graph")
    accept = request.headers.get("accept")
    if named == "html" or (named is None and wants_html(accept)):
        return await _page(request, iri)
    form = graph_format(accept, named if named in GRAPHS else None)
    question = Question(f"DESCRIBE <{iri}>", "json", form, request.app.state.limits.result_bytes)
    reply = checked(await request.app.state.pool.ask(question))
    if not await _known(request, iri):
        raise _unknown(iri)
    return Response(reply.body, media_type=media_type(reply.form), headers={"Vary": "Accept"})


async def _known(request: Request, iri: str) -> bool:
    question = Question(f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} }}", "csv", "turtle", _MAX_QUESTION)
    return b"true" in checked(await request.app.state.pool.ask(question)).body


async def _page(request: Request, iri: str) -> Response:
    answers = [
        checked(await request.app.state.pool.ask(Question(sparql, "json", "turtle", _MAX_QUESTION))).body
        for sparql in describing(iri)
    ]
    description = Description(iri, *answers)
    if not description.known:
        raise _unknown(iri)
    base_iri: str = request.app.state.base_iri

    def address(target: str) -> str:
        """Return where an IRI is shown: here for what is ours, elsewhere for the rest."""
        if target.startswith(base_iri):
            return "/id/" + target[len(base_iri) :]
        if target.startswith(ONTOLOGY):
            return "/ontology#" + target[len(ONTOLOGY) :]
        return target if re.match(r"https?://", target) else ""

    page = _templates.get_template("describe.html.j2").render(it=description, address=address)
    return HTMLResponse(page, headers={"Vary": "Accept"})


def _unknown(iri: str) -> RequestError:
    return RequestError(404, f"<{iri}>", "is not in this graph", "Look for its name on the query page")
