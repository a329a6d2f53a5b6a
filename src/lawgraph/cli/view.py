"""``lawgraph view``: a built graph, or a part of it, as a page."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from lawgraph.cli.program import app
from lawgraph.model import Kind  # noqa: TC001 - typer reads the annotations

#: Nodes beyond which a page opens slowly and a part of the graph serves better (measured: benchmarks/README.md).
_LARGE = 20_000


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph view output --focus 包头市司法局\n\n"
    'lawgraph view output --focus "baotou sifaju" --hops 1 -o baotou.html\n\n'
    "lawgraph view output --focus institution:150200-sifaju --since 2021\n\n"
    "lawgraph view output --kind Institution --kind Official -o who.html"
)
def view(
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote.", metavar="DIR")],
    focus: Annotated[str | None, typer.Option("--focus", help="A node: its name or a part of it, pinyin, initials, or its IRI.", metavar="NAME_OR_IRI")] = None,
    hops: Annotated[int, typer.Option("--hops", min=0, help="How many edges away from the focus a node may be.", metavar="N")] = 2,
    kind: Annotated[list[Kind] | None, typer.Option("--kind", case_sensitive=False, help="Only nodes of this kind; may be given several times.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Only what is dated then or later: 2021, 2021-03 or 2021-03-09.", metavar="DATE")] = None,
    title: Annotated[str | None, typer.Option("--title", help="The heading of the page.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The page to write; without it view.html in DIR.", metavar="FILE")] = None,
) -> None:
    """Write a built graph, or the part of it around one node, as a page that opens offline."""
    from lawgraph.graph.built import read_knowledge  # noqa: PLC0415
    from lawgraph.graph.files import atomic  # noqa: PLC0415
    from lawgraph.view import render  # noqa: PLC0415
    from lawgraph.view.selection import find, select  # noqa: PLC0415

    knowledge, base = read_knowledge(folder)
    node = find(knowledge, focus, base_iri=base) if focus is not None else None
    if node is not None or kind or since is not None:
        knowledge = select(knowledge, focus=node, hops=hops, kinds=kind or (), since=since)
    page = output or folder / "view.html"
    with atomic(page) as stream:
        stream.write(render(knowledge, title=title, focus=node, base_iri=base).encode("utf-8"))
    counts = knowledge.counts()
    around = f" around {node.label}" if node is not None else ""
    typer.echo(f"{page}: {counts['nodes']} nodes, {counts['edges']} edges, {counts['claims']} claims{around}")
    if counts["nodes"] > _LARGE:
        typer.echo("lawgraph: such a page opens slowly; --focus, --kind or --since make a smaller one.", err=True)
