"""``lawgraph serve``: a built graph as a SPARQL endpoint with pages."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads it
from typing import Annotated

import typer

from lawgraph.cli.program import app


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph serve output\n\n"
    "curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?n WHERE { ?o a lg:Official ; rdfs:label ?n }' http://127.0.0.1:8000/sparql\n\n"
    "lawgraph serve output --port 9000 --timeout 30 --cors https://example.org"
)
def serve(
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote, or a Turtle file.", metavar="DIR")],
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 opens the server to the network.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8000,
    timeout: Annotated[float, typer.Option(help="Seconds that one query may run.", min=0.1)] = 10.0,
    workers: Annotated[int, typer.Option(help="Queries answered at the same time.", min=1, max=64)] = 2,
    max_result: Annotated[int, typer.Option(help="Megabytes of one answer at most.", min=1)] = 50,
    cors: Annotated[list[str] | None, typer.Option(help="A web site whose scripts may read from the server; may be repeated.", metavar="ORIGIN")] = None,
) -> None:
    """Serve a built graph: SPARQL at /sparql, a query page at /, and a page for every IRI. It only reads.

    Ctrl-C stops it. Large graphs get an index on disk the first time.
    """
    from lawgraph.errors import OutputError  # noqa: PLC0415

    try:
        from lawgraph.serve.running import run  # noqa: PLC0415  # an extra, and slow to load
    except ImportError as error:
        raise OutputError("lawgraph serve", f"needs the extra packages: {error}", "Run: pip install 'lawgraph[serve]'") from error
    from lawgraph.serve.limits import Limits  # noqa: PLC0415

    limits = Limits(query_seconds=timeout, workers=workers, result_bytes=max_result * 1_000_000)
    run(folder, host=host, port=port, limits=limits, origins=cors or (), say=lambda text: typer.echo(text, err=True))
