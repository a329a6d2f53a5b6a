"""Turtle, N-Triples, N-Quads and TriG: read and written as streams by Oxigraph."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyoxigraph

from lawgraph.errors import ExportError
from lawgraph.graph.files import atomic, read_error
from lawgraph.graph.names import NAMESPACES, PREFIXES, namespace
from lawgraph.graph.stream import size, triples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lawgraph.export.built import Built
    from lawgraph.export.registry import Options


def turtle(built: Built, path: Path, options: Options) -> list[Path]:
    """Write the very Turtle of the build, which already keeps to what every store reads."""
    del options
    (source,) = built.graph_files
    if path.exists() and path.samefile(source):
        raise ExportError(str(path), "is the build's own file", "Choose another name")
    with atomic(path) as stream:
        try:
            with source.open("rb") as own:
                shutil.copyfileobj(own, stream, 2**20)
        except FileNotFoundError as error:
            raise read_error(source, error) from error
    return [path]


def ntriples(built: Built, path: Path, options: Options) -> list[Path]:
    """Write one triple a line."""
    del options
    return _write((quad.triple for quad in _quads(built)), path, pyoxigraph.RdfFormat.N_TRIPLES)


def nquads(built: Built, path: Path, options: Options) -> list[Path]:
    """Write one quad a line, all in one named graph."""
    return _write(_in_graph(built, options), path, pyoxigraph.RdfFormat.N_QUADS)


def trig(built: Built, path: Path, options: Options) -> list[Path]:
    """Write Turtle around which stands the name of its graph."""
    prefixes = PREFIXES | {kind: namespace(kind, built.base) for kind in NAMESPACES}
    return _write(_in_graph(built, options), path, pyoxigraph.RdfFormat.TRIG, prefixes)


def dataset(base: str) -> str:
    """Return the IRI of the data of a build as a whole: of its named graph, and of its description."""
    return base + "dataset"


def _quads(built: Built) -> Iterator[pyoxigraph.Quad]:
    built.progress.begin("Writing", size(built.graph_files))
    for path in built.graph_files:
        yield from triples(path, built.progress.advance)


def _in_graph(built: Built, options: Options) -> Iterator[pyoxigraph.Quad]:
    name = options.graph or dataset(built.base)
    try:
        graph = pyoxigraph.NamedNode(name)
    except ValueError as error:
        raise ExportError(f"graph {name!r}", "is no absolute IRI", "Give one such as https://example.org/graph") from error
    return (pyoxigraph.Quad(subject, predicate, value, graph) for subject, predicate, value, _ in _quads(built))


def _write(
    found: Iterable[pyoxigraph.Triple] | Iterable[pyoxigraph.Quad],
    path: Path,
    form: pyoxigraph.RdfFormat,
    prefixes: dict[str, str] | None = None,
) -> list[Path]:
    with atomic(path) as stream:
        pyoxigraph.serialize(found, stream, form, prefixes=prefixes)
    return [path]
