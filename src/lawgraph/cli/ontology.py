"""``lawgraph ontology``: the terms of the graph as a table, as Turtle or as a page."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgraph.cli.program import app


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph ontology\n\n"
    "lawgraph ontology --html -o ontology.html\n\n"
    "lawgraph ontology --turtle > lawgraph.ttl"
)
def ontology(
    html: Annotated[bool, typer.Option("--html", help="One page in English and Chinese, with every term, code and question.")] = False,
    turtle: Annotated[bool, typer.Option("--turtle", help="The ontology as it is published.")] = False,
    output: Annotated[str | None, typer.Option("--output", "-o", help="The file to write; without it the text is printed.", metavar="FILE")] = None,
) -> None:
    """Show the classes and properties of a graph: a table, or with --html a page, or with --turtle the file."""
    if html and turtle:
        raise typer.BadParameter("give --html or --turtle, not both")
    if html or turtle or output:
        _write(_page() if html else _file(), output)
    else:
        _table()


def _page() -> str:
    from lawgraph.reference import render  # noqa: PLC0415

    return render()


def _file() -> str:
    from lawgraph.graph.queries import ontology_folder  # noqa: PLC0415

    return (ontology_folder() / "lawgraph.ttl").read_text(encoding="utf-8")


def _write(text: str, output: str | None) -> None:
    from lawgraph.graph.files import atomic  # noqa: PLC0415

    if output is None:
        typer.echo(text, nl=False)
        return
    with atomic(output) as stream:
        stream.write(text.encode("utf-8"))


def _table() -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    from lawgraph.reference import groups  # noqa: PLC0415

    table = Table()
    for heading in ("Term", "English", "中文", "Domain", "Range"):
        table.add_column(heading, overflow="fold")
    for _, group, terms in groups():
        table.add_section()
        table.add_row(f"[bold]{group.en}[/bold]", "", group.zh, "", "")
        for term in terms:
            table.add_row(term.name, term.label.en, term.label.zh, term.domain, term.range)
    Console().print(table)
