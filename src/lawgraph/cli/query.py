"""``lawgraph query``: questions in, a table, CSV or JSON out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.cli.program import Format, app

if TYPE_CHECKING:
    from lawgraph.graph.store import Answer


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
    if (limit := queries.limit(sparql)) and len(answer.rows) >= limit:
        typer.echo(f"lawgraph: the question stops at {limit} rows; narrow it down in a copy of its file, as its first lines tell.", err=True)
        if question in queries.names():
            typer.echo(f"lawgraph: the file is {queries.ontology_folder() / 'queries' / question}.rq", err=True)
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
