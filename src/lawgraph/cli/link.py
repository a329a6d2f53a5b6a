"""``lawgraph link``: a built folder in, probable links between its officials beside it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads it
from typing import Annotated

import typer

from lawgraph.cli.program import app


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph link output\n\n"
    "lawgraph link output --threshold 0.9\n\n"
    "cat output/graph.ttl output/links.ttl > both.ttl"
)
def link(
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote.", metavar="DIR")],
    threshold: Annotated[float, typer.Option("--threshold", "-t", min=0.01, max=1.0, help="The least probability of a link.", metavar="P")] = 0.5,
) -> None:
    """Find officials who are probably one person under two nodes (extra: link).

    Writes links.jsonl and links.ttl (lg:probablySame with a score and the model) into the folder. Nothing is
    merged: a decision of yours does that. Build again, and link again.

    Exit status: 0 done, 2 the folder is no build or Splink is not installed.
    """
    from lawgraph.graph import records  # noqa: PLC0415
    from lawgraph.graph.publish import locked  # noqa: PLC0415
    from lawgraph.link import link_officials, write_links  # noqa: PLC0415

    records.read_report(folder)
    with locked(folder):
        links = link_officials(records.read_claims(folder / records.CLAIMS_FILE), threshold=threshold)
        write_links(folder, links)
    typer.echo(f"{len(links)} probable links, {sum(1 for one in links if one.score >= 0.9)} of them at 0.9 or more: {folder / 'links.jsonl'}")
