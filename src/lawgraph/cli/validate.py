"""``lawgraph validate``: a graph in, what breaks its shapes out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003  # typer reads it
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.cli.program import PARTLY, app, byte_progress

if TYPE_CHECKING:
    from lawgraph.check.context import Passage
    from lawgraph.check.validate import Validation


class ReportFormat(StrEnum):
    """How a validation is printed."""

    table = "table"
    json = "json"
    turtle = "turtle"


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph validate output\n\n"
    "lawgraph validate graph.nt.gz --limit 100\n\n"
    "lawgraph validate output --format turtle > report.ttl\n\n"
    "lawgraph validate output --shapes my-shapes.ttl"
)
def validate(
    source: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` or `export` wrote, or an RDF file.", metavar="DIR|FILE")],
    shapes: Annotated[Path | None, typer.Option("--shapes", help="Other shapes than those of the ontology (SHACL core, Turtle).", metavar="FILE")] = None,
    form: Annotated[ReportFormat, typer.Option("--format", "-f", help="How to print what is wrong; turtle is a SHACL report.")] = ReportFormat.table,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="The most results to print; 0 prints all.", metavar="N")] = 20,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Check a graph against the shapes of the ontology, in memory that does not grow with its triples.

    Each result tells what is wrong with which node, and the article and sentence behind it.
    Exit status: 0 nothing is wrong, 1 something is, 2 the graph or the shapes cannot be read.
    """
    from lawgraph.check import report  # noqa: PLC0415
    from lawgraph.check.context import passages  # noqa: PLC0415
    from lawgraph.check.validate import validate as check  # noqa: PLC0415

    with byte_progress(quiet=quiet) as progress:
        validation = check(source, shapes=shapes, keep=limit or None, progress=progress)
    if form is ReportFormat.turtle:
        typer.echo(report.to_turtle(validation), nl=False)
    else:
        behind = passages(source, (result.focus for result in validation.results))
        if form is ReportFormat.json:
            typer.echo(report.to_json(validation, behind), nl=False)
        else:
            _print(validation, behind)
    if not validation.conforms:
        raise typer.Exit(PARTLY)


def _print(validation: Validation, behind: dict[str, Passage]) -> None:
    from lawgraph.check.words import place, problem  # noqa: PLC0415

    for result in validation.results:
        where = place(behind.get(result.focus))
        typer.echo(problem(result) + (f": {where}" if where else ""))
    rest = validation.total - len(validation.results)
    if rest:
        typer.echo(f"… and {rest} more (--limit 0 shows all)")
    if validation.conforms:
        typer.echo(f"{validation.checked} nodes checked: nothing is wrong.")
    else:
        typer.echo(f"{validation.checked} nodes checked: {validation.total} things are wrong.")
