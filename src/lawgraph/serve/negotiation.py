"""Which format a client gets: by its Accept header, or by the name that it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import mimeparse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.serve.worker import GraphFormat, ResultFormat

#: The media types of results, the first of a format being the one that is sent. A tie goes to the later one.
TABLES: Final[dict[ResultFormat, tuple[str, ...]]] = {
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "xml": ("application/sparql-results+xml", "application/xml"),
    "json": ("application/sparql-results+json", "application/json"),
}
GRAPHS: Final[dict[GraphFormat, tuple[str, ...]]] = {
    "jsonld": ("application/ld+json", "application/json"),
    "ntriples": ("application/n-triples", "text/plain"),
    "turtle": ("text/turtle", "application/x-turtle"),
}
HTML: Final = "text/html"


def table_format(accept: str | None, named: str | None = None) -> ResultFormat:
    """Return the format of a SELECT or ASK: the one named, else the best of the Accept header, else JSON."""
    for form, types in TABLES.items():
        if named in {form, *types}:
            return form
    best = best_of(accept, (kind for types in TABLES.values() for kind in types))
    return next((form for form, types in TABLES.items() if best in types), "json")


def graph_format(accept: str | None, named: str | None = None) -> GraphFormat:
    """Return the format of a CONSTRUCT or DESCRIBE: the one named, else the best of the Accept header, else Turtle."""
    for form, types in GRAPHS.items():
        if named in {form, *types}:
            return form
    best = best_of(accept, (kind for types in GRAPHS.values() for kind in types))
    return next((form for form, types in GRAPHS.items() if best in types), "turtle")


def wants_html(accept: str | None) -> bool:
    """Tell whether a page is wanted rather than RDF: a browser's header, and one that takes anything."""
    kinds = (*(kind for types in GRAPHS.values() for kind in types), HTML)
    return best_of(accept or "*/*", kinds) == HTML


def best_of(accept: str | None, kinds: Iterable[str]) -> str:
    """Return the media type that the header likes best, "" for a header that likes none or is none."""
    if not accept:
        return ""
    try:
        return str(mimeparse.best_match(list(kinds), accept))
    except mimeparse.MimeTypeParseException:
        return ""


def media_type(form: str) -> str:
    """Return the Content-Type of a format by its name."""
    kind = next(types[0] for name, types in (*TABLES.items(), *GRAPHS.items()) if name == form)
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
