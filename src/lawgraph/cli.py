"""The ``lawgraph`` command: arguments in, calls of the Python API, tables and progress out."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.errors import LawgraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from lawgraph.graph.store import Answer
    from lawgraph.pipeline import Graph, Progress

#: Exit statuses: all went well; some inputs could not be read, the rest is built; nothing was done.
OK, PARTLY, FAILED = 0, 1, 2

#: Longest list of unreadable inputs on the screen; build.json has them all.
_SHOWN_FAILURES = 20

app = typer.Typer(
    name="lawgraph",
    help="Read Chinese news about justice bureaus and their like into a knowledge graph in which every edge shows its sentence.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How an answer is printed."""

    table = "table"
    csv = "csv"
    json = "json"


def main() -> None:
    """Run the command; an error of ours is one line on stderr and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console is GBK: a letter that it lacks must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except LawgraphError as error:
        typer.echo(f"lawgraph: {error}", err=True)
        raise SystemExit(FAILED) from error
    except KeyboardInterrupt:
        typer.echo("lawgraph: stopped; what was written before is as it was", err=True)
        raise SystemExit(130) from None


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"lawgraph {version('lawgraph')}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")] = False,
) -> None:
    """Give every command the options of the whole program."""
    del version


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph build seeds/ -o output\n\n"
    "lawgraph build page.html notes.jsonl articles/ -o output\n\n"
    "cat page.txt | lawgraph build - -o output"
)
def build(
    paths: Annotated[list[str], typer.Argument(help="Files (.txt .html .md .jsonl .pdf), folders, or - for stdin.", metavar="PATH...")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.", metavar="DIR")] = Path("output"),
    base_iri: Annotated[str | None, typer.Option("--base-iri", help="What the IRIs of the data begin with.", metavar="IRI")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no tables.")] = False,
) -> None:
    """Read articles and write their graph: graph.ttl, network.html, articles.jsonl, claims.jsonl, build.json.

    An input that cannot be read is named with the reason and the remedy, and the others are built.
    Exit status: 0 all read, 1 some inputs failed, 2 nothing built.
    """
    from lawgraph import pipeline  # noqa: PLC0415  # the stages take a moment to load
    from lawgraph.graph.names import BASE, checked_base  # noqa: PLC0415

    base = checked_base(base_iri) if base_iri else BASE
    stdin = sys.stdin.buffer if "-" in paths else None
    with _progress(quiet=quiet) as progress:
        graph = pipeline.build(paths, stdin=stdin, base_iri=base, progress=progress)
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


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph query output leaders\n\n"
    "lawgraph query output honours --format csv > honours.csv\n\n"
    'lawgraph query output "SELECT ?name WHERE { ?o a lg:Official ; rdfs:label ?name }"\n\n'
    "lawgraph query output --list"
)
def query(
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote, or a Turtle file.", metavar="DIR")],
    question: Annotated[str | None, typer.Argument(help="SPARQL, a file with SPARQL, or the name of a shipped question.", metavar="QUERY")] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")] = Format.table,
    listing: Annotated[bool, typer.Option("--list", "-l", help="Show the shipped questions and leave.")] = False,
) -> None:
    """Ask a built graph: SPARQL as a string or a file, or a shipped question by its name."""
    from lawgraph.graph import queries, store  # noqa: PLC0415

    if listing or question is None:
        _list_questions()
        return
    sparql = _sparql(question, queries.names())
    answer = store.query(store.open_store(folder), sparql)
    if form is Format.csv:
        typer.echo(answer.to_csv(), nl=False)
    elif form is Format.json:
        typer.echo(answer.to_json(), nl=False)
    else:
        _print_table(answer)


def _sparql(question: str, names: tuple[str, ...]) -> str:
    """Return the text of a query: a shipped one, a file's, or the words themselves."""
    from lawgraph.errors import QueryError  # noqa: PLC0415
    from lawgraph.graph import queries  # noqa: PLC0415

    if question in names:
        return queries.load(question).sparql
    if "{" in question:
        return question
    path = Path(question)
    if path.is_file():
        try:
            return path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(str(path), f"cannot be read: {error}", "Save the query as UTF-8") from error
    raise QueryError(
        f"question {question!r}", "is neither SPARQL, nor a file, nor a shipped question", f"Choose from: {', '.join(names)}"
    )


def _list_questions() -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from lawgraph.graph import queries  # noqa: PLC0415

    table = Table()
    for heading in ("Name", "Question", "问题"):
        table.add_column(heading, overflow="fold")
    for name in queries.names():
        shipped = queries.load(name)
        table.add_row(name, shipped.en, shipped.zh)
    Console().print(table)


def _print_table(answer: Answer) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table()
    for column in answer.columns:
        table.add_column(column, overflow="fold")  # a name is never cut
    for row in answer.rows:
        # Text, not markup: [b] in an article's words is no formatting.
        table.add_row(*(Text(cell or "") for cell in row))
    console = Console()
    console.print(table)
    console.print(f"{len(answer.rows)} rows")


if __name__ == "__main__":
    main()
