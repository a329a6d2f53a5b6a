"""``lawgraph export``: a built folder in, files of another format out."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads it
from typing import Annotated

import typer

from lawgraph.cli.program import app, byte_progress


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph export output --format csv\n\n"
    "lawgraph export output --format graphml -o network.graphml\n\n"
    "lawgraph export output --format nt --shard-size 10000000 -o dump\n\n"
    "lawgraph export --list"
)
def export(
    folder: Annotated[Path | None, typer.Argument(help="A folder that `lawgraph build` wrote.", metavar="DIR")] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="One of the formats that --list shows.", metavar="FORMAT")] = "turtle",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file or folder to write; below DIR/export if not given.", metavar="PATH")] = None,
    shard_size: Annotated[int | None, typer.Option("--shard-size", help="Write N-Triples as part-*.nt.gz of about this many triples, with manifest.json and void.ttl.", metavar="N")] = None,
    graph: Annotated[str | None, typer.Option("--graph", help="The named graph of nquads and trig.", metavar="IRI")] = None,
    listing: Annotated[bool, typer.Option("--list", "-l", help="Show the formats and leave.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, and no list of files.")] = False,
) -> None:
    """Write a built graph for other tools: RDF, network formats, tables, Neo4j, FollowTheMoney.

    Each file appears whole or not at all, and has the same bytes for the same build.
    """
    from lawgraph.export.registry import Options  # noqa: PLC0415
    from lawgraph.export.registry import export as write  # noqa: PLC0415

    if listing or folder is None:
        _list_formats()
        return
    with byte_progress(quiet=quiet) as progress:
        files = write(folder, form, output, options=Options(shard_size, graph), progress=progress)
    if not quiet:
        for file in files:
            typer.echo(f"{file}  {file.stat().st_size if file.is_file() else 0:,} bytes")


def _list_formats() -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from lawgraph.export.registry import FORMATS  # noqa: PLC0415

    table = Table("Format", "Writes", "For", "Extra")
    for name, form in FORMATS.items():
        table.add_row(name, form.output if "." in form.output else f"{form.output}/", form.told, form.needs[1] if form.needs else "")
    Console().print(table)
