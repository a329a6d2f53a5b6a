"""``lawgraph verify``: a built folder in, what does not hold of it out."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path  # noqa: TC003  # typer reads it
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.cli.program import PARTLY, app, byte_progress

if TYPE_CHECKING:
    from lawgraph.check.verify import Finding


class FindingFormat(StrEnum):
    """How findings are printed."""

    table = "table"
    json = "json"


@app.command(epilog="[bold]Examples[/bold]\n\nlawgraph verify output\n\nlawgraph verify output --inputs\n\nlawgraph verify output --format json > findings.json")
def verify(
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote.", metavar="DIR")],
    inputs: Annotated[bool, typer.Option("--inputs", help="Hash the pages that were read again too.")] = False,
    form: Annotated[FindingFormat, typer.Option("--format", "-f", help="How to print what was found.")] = FindingFormat.table,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="The most findings to print; 0 prints all.", metavar="N")] = 20,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Check that a build is whole: each quote at its offsets, each edge with its claim, each hash, each rule known.

    Exit status: 0 all holds, 1 something does not, 2 the folder is no build.
    """
    from lawgraph.check.verify import verify as check  # noqa: PLC0415

    total, kept = 0, list["Finding"]()
    with byte_progress(quiet=quiet) as progress:
        for finding in check(folder, inputs=inputs, progress=progress):
            total += 1
            if not limit or len(kept) < limit:
                kept.append(finding)
    if form is FindingFormat.json:
        found = [{"subject": finding.subject, "problem": finding.problem} for finding in kept]
        typer.echo(json.dumps({"sound": not total, "total": total, "findings": found}, ensure_ascii=False, indent=1))
    else:
        for finding in kept:
            typer.echo(str(finding))
        if total > len(kept):
            typer.echo(f"… and {total - len(kept)} more (--limit 0 shows all)")
        typer.echo(f"{total} things do not hold." if total else "All holds: quotes, edges, hashes and rules.")
    if total:
        raise typer.Exit(PARTLY)
