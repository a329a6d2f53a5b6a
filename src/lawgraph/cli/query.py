"""``lawgraph query``: questions in, a table, CSV or JSON out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.cli.program import Format, app

if TYPE_CHECKING:
    from lawgraph.graph.store import Answer


@app.command(
    # A shipped question brings its own options: what typer does not know is left for it.
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph query output leaders\n\n"
    "lawgraph query output honours --format csv > honours.csv\n\n"
    'lawgraph query output "SELECT ?name WHERE { ?o a lg:Official ; rdfs:label ?name }"\n\n'
    "lawgraph query output leader-on --institution 包头市司法局 --date 2021-06-01\n\n"
    "lawgraph query output --list"
)
def query(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote, or a Turtle file.", metavar="DIR")],
    question: Annotated[str | None, typer.Argument(help="SPARQL, a file with SPARQL, or the name of a shipped question.", metavar="QUERY")] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")] = Format.table,
    listing: Annotated[bool, typer.Option("--list", "-l", help="Show the shipped questions and leave.")] = False,
) -> None:
    """Ask a built graph: SPARQL as a string or a file, or a shipped question by its name.

    Some questions take values, as --institution NAME and --date DAY behind their name; --list shows which.
    """
    from lawgraph.graph import queries, store, stored  # noqa: PLC0415
    from lawgraph.graph.names import BASE  # noqa: PLC0415

    if listing or question is None:
        _list_questions()
        return
    sparql = queries.sparql_of(_text(question, queries.names()), _values(context.args))
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
        _print_table(answer, stored.read_report(folder).get("base_iri", BASE))


def _values(words: list[str]) -> dict[str, str]:
    """Return the values behind a question: --institution NAME and --institution=NAME alike."""
    from lawgraph.errors import QueryError  # noqa: PLC0415

    values: dict[str, str] = {}
    rest = list(words)
    while rest:
        name, given, value = rest.pop(0).partition("=")
        if not name.startswith("--") or not (given or rest):
            raise QueryError(f"{name!r}", "is no option with a value", "Write each as --NAME VALUE; `lawgraph query --list` shows them")
        if (name := name.removeprefix("--")) in values:
            raise QueryError(f"--{name}", "is given twice", "Give it once")
        values[name] = value if given else rest.pop(0)
    return values


def _text(question: str, names: tuple[str, ...]) -> str:
    """Return the name of a shipped question, or the text of a query: a file's, or the words themselves."""
    from lawgraph.errors import QueryError  # noqa: PLC0415

    if question in names or "{" in question:
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
        told = [f"--{one.name} {one.kind}{'' if one.required else ' (may be left out)'}: {one.en}" for one in shipped.parameters]
        zh = [f"--{one.name} {one.kind}{'' if one.required else '（可省略）'}：{one.zh}" for one in shipped.parameters]
        table.add_row(name, "\n".join((shipped.en, *told)), "\n".join((shipped.zh, *zh)))
    Console().print(table)


def _print_table(answer: Answer, base: str) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table()
    for column in answer.columns:
        table.add_column(column, overflow="fold")  # a name is never cut
    for row in answer.rows:
        # Text, not markup: [b] in an article's words is no formatting.
        table.add_row(*(Text(_shown(cell or "", base)) for cell in row))
    console = Console()
    console.print(table)
    console.print(f"{len(answer.rows)} row{'s' * (len(answer.rows) != 1)}")


def _shown(cell: str, base: str) -> str:
    """Return a cell as a reader wants it: IRIs of the graph and its vocabularies by their prefixes, nothing that a terminal obeys."""
    from lawgraph.graph.names import PREFIXES, short  # noqa: PLC0415
    from lawgraph.graph.passages import shown  # noqa: PLC0415

    iri = cell.removeprefix("<").removesuffix(">")
    if iri.startswith(base):
        return shown(iri.removeprefix(base).replace("/", ":", 1))
    return shown(short(cell) if iri.startswith(tuple(PREFIXES.values())) else cell)
