"""The formats that a graph is exported in, and the one function that exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module, util
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lawgraph.errors import ExportError
from lawgraph.export.built import Built
from lawgraph.graph.files import write_error

if TYPE_CHECKING:
    from os import PathLike

    from lawgraph.graph.stream import Progress


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its module and function, the name of what it writes (a folder where it has no ending), who reads it.

    ``needs`` names a library that is not installed with lawgraph, and the extra that brings it.
    """

    module: str
    function: str
    output: str
    told: str
    needs: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What only some formats ask: the triples a part of N-Triples (None: one file), the graph of N-Quads and TriG."""

    shard_size: int | None = None
    graph: str | None = None


FORMATS: Final = {
    "turtle": Format("rdf", "turtle", "graph.ttl", "RDF for people; every store"),
    "nt": Format("rdf", "ntriples", "graph.nt", "RDF for machines; every store; with --shard-size in parts"),
    "nquads": Format("rdf", "nquads", "graph.nq", "RDF in a named graph; Oxigraph, Virtuoso, GraphDB, Jena"),
    "trig": Format("rdf", "trig", "graph.trig", "RDF in a named graph, for people"),
    "jsonld": Format("jsonld", "jsonld", "graph.jsonld", "RDF as JSON; web developers"),
    "graphml": Format("networks", "graphml", "graph.graphml", "networkx, Gephi, yEd, igraph"),
    "gexf": Format("networks", "gexf", "graph.gexf", "Gephi, networkx"),
    "csv": Format("sheets", "csv_files", "csv", "Excel, pandas, R"),
    "parquet": Format("parquet", "parquet_files", "parquet", "pandas, polars, DuckDB, Spark", ("pyarrow", "parquet")),
    "neo4j-csv": Format("neo4j", "neo4j_files", "neo4j", "neo4j-admin database import"),
    "ftm": Format("ftm", "entities", "entities.ftm.json", "FollowTheMoney: Aleph, OpenAleph, ftmq", ("followthemoney", "ftm")),
}
"""The formats by name."""


def default_target(folder: str | PathLike[str], name: str, options: Options) -> Path:
    """Return where an export goes that is told no place: below ``export/`` in the built folder."""
    output = "nt" if name == "nt" and options.shard_size is not None else FORMATS[name].output
    return Path(folder) / "export" / output


def export(
    folder: str | PathLike[str],
    name: str,
    target: str | PathLike[str] | None = None,
    *,
    options: Options | None = None,
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write a built folder in a format and return the files that it made, each written whole or not at all.

    The bytes depend on the build alone. Raises ExportError for an unknown format or a missing library,
    OutputError where the folder is no build or the target cannot be written.
    """
    options = options or Options()
    if name not in FORMATS:
        raise ExportError(f"format {name!r}", "is unknown", f"Choose from: {', '.join(FORMATS)}")
    if options.shard_size is not None and (name != "nt" or options.shard_size < 1):
        raise ExportError(f"shard size {options.shard_size}", f"fits no export as {name}", "Give a number of triples, with --format nt")
    if options.graph is not None and name not in {"nquads", "trig"}:
        raise ExportError(f"graph {options.graph}", f"has no place in {name}", "Name a graph with --format nquads or trig")
    form = FORMATS[name]
    if form.needs and util.find_spec(form.needs[0]) is None:
        raise ExportError(f"format {name}", f"needs {form.needs[0]}, which is not installed", f'Install it: pip install "lawgraph[{form.needs[1]}]"')
    if options.shard_size is not None:
        form = replace(form, module="parts", function="parts")
    built = Built(folder, progress)
    path = Path(target) if target is not None else default_target(folder, name, options)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(path.parent, error) from error
    write = getattr(import_module(f"lawgraph.export.{form.module}"), form.function)
    return tuple(write(built, path, options))


def folder_at(path: Path) -> Path:
    """Make the folder that a format of several files writes into, and return it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_error(path, error) from error
    return path
