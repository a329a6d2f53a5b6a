"""``lawgraph diff``: two built folders in, what is in one and not in the other out."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path  # noqa: TC003  # typer reads it
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgraph.cli.program import PARTLY, app

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from lawgraph.diff.difference import Difference
    from lawgraph.diff.edges import EdgeChange
    from lawgraph.diff.evidence import Evidence
    from lawgraph.diff.nodes import NodeChange


class DifferenceFormat(StrEnum):
    """How differences are printed."""

    table = "table"
    json = "json"
    turtle = "turtle"


#: A sentence in a table is cut here; JSON has it whole.
_SHOWN = 80


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph diff last-month this-month\n\n"
    "lawgraph diff last-month this-month --limit 0\n\n"
    "lawgraph diff last-month this-month --format json > difference.json\n\n"
    "lawgraph diff last-month this-month --format turtle > patch.ttl"
)
def diff(
    old: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote.", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="Another one, of later articles or another version.", metavar="NEW")],
    form: Annotated[DifferenceFormat, typer.Option("--format", "-f", help="How to print it; turtle is a patch in the Changeset vocabulary.")] = DifferenceFormat.table,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="The most lines of each kind in a table; 0 prints all.", metavar="N")] = 10,
) -> None:
    """Tell what differs between two builds: articles, nodes and edges with their sentences, officials who are no longer mentioned.

    A node whose IRI changed while its mentions stayed is renamed, not lost and gained.
    Exit status: 0 the same, 1 they differ, 2 a folder is no build.
    """
    from lawgraph.diff.difference import diff as compare  # noqa: PLC0415  # its stages take a moment to load
    from lawgraph.diff.patch import patch  # noqa: PLC0415

    found = compare(old, new)
    if form is DifferenceFormat.json:
        typer.echo(json.dumps(found.record(), ensure_ascii=False, indent=1))
    elif form is DifferenceFormat.turtle:
        for block in patch(found):
            sys.stdout.buffer.write(block.encode("utf-8"))  # whatever the terminal takes, a Turtle file is UTF-8
        sys.stdout.buffer.flush()
    else:
        _tables(found, limit)
    if not found.same:
        raise typer.Exit(PARTLY)


def _tables(found: Difference, limit: int) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    console = Console()
    for name, values in (("lawgraph", found.versions), ("base IRI", found.bases)):
        if values[0] != values[1]:
            console.print(f"{name}: {values[0]} → {values[1]}", markup=False, highlight=False, soft_wrap=True)
    if found.same:
        console.print("The same: articles, nodes, edges and all other triples.")
        return
    summary = Table("", "gained", "lost", "renamed", "changed")
    names = {"added": "gained", "withdrawn": "lost", "edited": "changed", "removed": "lost"}
    for part, counts in found.counts().items():
        row: dict[str, int] = {}
        for how, count in counts.items():
            row[names.get(how, how)] = row.get(names.get(how, how), 0) + count
        summary.add_row(part.replace("_", " "), *(str(row.get(column, "")) for column in ("gained", "lost", "renamed", "changed")))
    console.print(summary)
    _list(console, "Articles added", map(_article, found.articles.added), limit)
    _list(console, "Articles withdrawn", map(_article, found.articles.withdrawn), limit)
    _list(console, "Articles edited", (_article(other) for _, other in found.articles.edited), limit)
    _list(console, "Articles told of in another way", (f"{_article(one)}{_changes(tuple((name, *values) for name, values in changes.items()))}" for one, changes in found.articles.changed), limit)
    _list(console, "Officials no longer mentioned", map(_node, found.nodes.officials_gone), limit)
    for how in ("gained", "lost", "renamed", "changed"):
        _list(console, f"Nodes {how}", map(_node, getattr(found.nodes, how)), limit)
    for how in ("gained", "lost", "changed"):
        _list(console, f"Edges {how}", map(_edge, getattr(found.edges, how)), limit)


def _list(console: Console, title: str, rows: Iterable[str], limit: int) -> None:
    """Print a title and the rows below it; nothing where there are none."""
    from lawgraph.graph.passages import shown as safe  # noqa: PLC0415

    shown = list(rows)
    if not shown:
        return
    console.print(f"\n{title}", style="bold", highlight=False)
    for row in shown[: limit or None]:
        console.print(f"  {safe(row)}", markup=False, highlight=False, soft_wrap=True)
    if limit and len(shown) > limit:
        console.print(f"  … and {len(shown) - limit} more (--limit 0 shows all)", highlight=False)


def _article(record: dict[str, Any]) -> str:
    return " ".join(filter(None, (record["id"], record["date"], record["publisher"], record["title"], record["url"] or record["source"])))


def _node(one: NodeChange) -> str:
    former = f"{one.former[1]} → " if one.former else ""
    elsewhere = f", its mentions are {', '.join(f'{key[1]} ({count})' for key, count in one.elsewhere)} in the other" if one.elsewhere else ""
    return f"{one.key[0]} {one.label} ({former}{one.key[1]}){_changes(one.changes)}{elsewhere}{_quoted(one.evidence)}"


def _edge(one: EdgeChange) -> str:
    return f"{one.subject} {one.key[1]} {one.object}{_changes(one.changes)}{_quoted(one.evidence or one.former)}"


def _changes(changes: tuple[tuple[str, Any, Any], ...]) -> str:
    return "".join(f"; {name.replace('_', ' ')} {_value(before)} → {_value(after)}" for name, before, after in changes)


def _value(value: Any) -> str:
    return "、".join(map(str, value)) or "-" if isinstance(value, list) else "-" if value is None else str(value)


def _quoted(evidence: tuple[Evidence, ...]) -> str:
    """Return the first sentence, and how many more there are."""
    return next(_sentences(evidence), "")


def _sentences(evidence: tuple[Evidence, ...]) -> Iterator[str]:
    for one in evidence:
        quote = one.quote if len(one.quote) <= _SHOWN else one.quote[: _SHOWN - 1] + "…"
        more = f" and {len(evidence) - 1} more" if len(evidence) > 1 else ""
        yield f"\n    “{quote}” {one.date or ''} {one.article}{more}".rstrip()
