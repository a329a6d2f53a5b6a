"""``lawgraph build``: articles in, the folder of a graph out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.cli.program import FAILED, PARTLY, app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from lawgraph.pipeline import Graph, Progress

#: Longest list of unreadable inputs on the screen; build.json has them all.
_SHOWN_FAILURES = 20


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph build seeds/ -o output\n\n"
    "lawgraph build page.html notes.jsonl articles/ -o output\n\n"
    "cat page.txt | lawgraph build - -o output\n\n"
    "lawgraph build news/*.jsonl -o output --jobs 8"
)
def build(
    paths: Annotated[list[str], typer.Argument(help="Files (.txt .html .md .jsonl .pdf), folders, or - for stdin.", metavar="PATH...")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.", metavar="DIR")] = Path("output"),
    base_iri: Annotated[str | None, typer.Option("--base-iri", help="What the IRIs of the data begin with.", metavar="IRI")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that extract; by default as many as pay.", metavar="N")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no tables.")] = False,
) -> None:
    """Read articles and write their graph: graph.ttl, network.html, articles.jsonl, claims.jsonl, abstained.jsonl, build.json.

    An input that cannot be read is named with the reason and the remedy, and the others are built.
    Exit status: 0 all read, 1 some inputs failed, 2 nothing built.
    """
    from lawgraph import pipeline  # noqa: PLC0415  # the stages take a moment to load
    from lawgraph.graph.names import BASE, checked_base  # noqa: PLC0415

    base = checked_base(base_iri) if base_iri else BASE
    stdin = sys.stdin.buffer if "-" in paths else None
    with _progress(quiet=quiet) as progress:
        graph = pipeline.build(paths, stdin=stdin, base_iri=base, progress=progress, jobs=jobs)
    if graph.knowledge.articles:
        graph.write(output)
        if not quiet:
            _report(graph, output)
    _failures(graph, output)
    if not graph.knowledge.articles:
        typer.echo("lawgraph: no article could be read, so nothing was written.", err=True)
        raise typer.Exit(FAILED)
    if graph.failures:
        raise typer.Exit(PARTLY)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress]:
    """Show one bar for reading and one for extracting, on stderr."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    from lawgraph.pipeline import Progress  # noqa: PLC0415

    if quiet:
        yield Progress()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks = [bars.add_task("Reading   "), bars.add_task("Extracting", visible=False)]
        stage = iter(tasks)

        def total(count: int) -> None:
            bars.update(next(stage), total=count, visible=True)

        yield Progress(
            total=total,
            read=lambda _: bars.advance(tasks[0]),
            extracted=lambda _: bars.advance(tasks[1]),
        )


def _report(graph: Graph, output: Path) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415

    folder = escape(str(output))
    console = Console()
    counts = graph.knowledge.counts()
    console.print(f"\n{counts['articles']} articles, {counts['claims']} claims, each with its sentence.")
    console.print(_counts(counts))
    console.print(f"Open [bold]{escape(str(output / 'network.html'))}[/bold] in a browser, or ask:", soft_wrap=True)
    for question in ("leaders", "honours", "programs"):
        console.print(f"  lawgraph query {folder} {question}", highlight=False, soft_wrap=True)


def _counts(counts: dict[str, int]) -> Table:
    from itertools import zip_longest  # noqa: PLC0415

    from rich.table import Table  # noqa: PLC0415

    from lawgraph.graph.names import KIND_LABELS, PROPERTY_LABELS  # noqa: PLC0415
    from lawgraph.model import Kind, Property  # noqa: PLC0415

    table = Table("Nodes", "", "", "Edges", "", "")
    nodes = [(kind.value, KIND_LABELS[kind][0], str(counts[kind.value])) for kind in Kind]
    edges = [(prop.value, PROPERTY_LABELS[prop][0], str(counts[prop.value])) for prop in Property]
    for node, edge in zip_longest(nodes, edges, fillvalue=("", "", "")):
        table.add_row(*node, *edge)
    table.add_section()
    table.add_row("all", "", str(counts["nodes"]), "all", "", str(counts["edges"]))
    return table


def _failures(graph: Graph, output: Path) -> None:
    for error in graph.failures[:_SHOWN_FAILURES]:
        typer.echo(f"not read: {error}", err=True)
    rest = len(graph.failures) - _SHOWN_FAILURES
    if rest > 0:
        typer.echo(f"… and {rest} more: see {output / 'build.json'}", err=True)
