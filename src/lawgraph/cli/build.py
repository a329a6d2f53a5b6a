"""``lawgraph build``: articles in, the folder of a graph out."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgraph.cli.program import FAILED, PARTLY, app, tell_broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress as Bars
    from rich.table import Table

    from lawgraph.errors import ReadError
    from lawgraph.progress import Progress

#: What became of a decision that a person should look at again.
_LOST = {"matches nothing", "contradicted"}
#: Longest list of unreadable inputs on the screen; build.json has them all.
_SHOWN_FAILURES = 20


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph build seeds/ -o output\n\n"
    "lawgraph build page.html notes.jsonl articles/ -o output\n\n"
    "cat page.txt | lawgraph build - -o output\n\n"
    "lawgraph build news/*.jsonl -o output --jobs 8\n\n"
    "lawgraph build articles/ -o output --decisions decisions.jsonl"
)
def build(
    paths: Annotated[list[str], typer.Argument(help="Files (.txt .html .md .jsonl .pdf), folders, or - for stdin.", metavar="PATH...")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write into.", metavar="DIR")] = Path("output"),
    base_iri: Annotated[str | None, typer.Option("--base-iri", help="What the IRIs of the data begin with.", metavar="IRI")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes that extract; by default as many as pay.", metavar="N")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read and extract everything again, whatever earlier builds into DIR have done.")] = False,
    decisions: Annotated[Path | None, typer.Option("--decisions", help="People's corrections, which `lawgraph review` writes. By default DIR/decisions.jsonl, where there is one.", metavar="FILE")] = None,
    no_decisions: Annotated[bool, typer.Option("--no-decisions", help="Apply no corrections, not even those of DIR.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar and no tables.")] = False,
) -> None:
    """Read articles and write their graph: graph.ttl, network.html, articles.jsonl, claims.jsonl, entities.jsonl, abstained.jsonl, build.json.

    Into a folder with a build in it, only what changed is read and extracted again; the files are the same as from nothing.
    Corrections are applied, and those that match nothing any more are named; the file of them is never written or removed.
    An input that cannot be read is named with the reason and the remedy, and the others are built.
    Exit status: 0 all read, 1 some inputs failed, 2 nothing built.
    """
    from lawgraph.graph.names import BASE, checked_base  # noqa: PLC0415  # the stages take a moment to load
    from lawgraph.incremental import build_into  # noqa: PLC0415

    if decisions and no_decisions:
        raise typer.BadParameter("--decisions and --no-decisions exclude each other")
    corrections = () if no_decisions else decisions
    base = checked_base(base_iri) if base_iri else BASE
    stdin = sys.stdin.buffer if "-" in paths else None
    with _progress(quiet=quiet) as progress:
        built = build_into(output, paths, stdin=stdin, base_iri=base, progress=progress, jobs=jobs, fresh=fresh, decisions=corrections)
    if built.articles and not quiet:
        _report(built.report["counts"], built.report.get("tenures", {}).get("conflicts", 0), output)
    _decisions(built.report["decisions"], output, quiet=quiet)
    _failures(built.failures, output)
    if not built.articles:
        typer.echo("lawgraph: no article could be read, so nothing was written.", err=True)
        raise typer.Exit(FAILED)
    if built.failures:
        raise typer.Exit(PARTLY)


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Progress]:
    """Show one bar for reading and one for extracting, on stderr, from when there is something to do."""
    from lawgraph.progress import Progress  # noqa: PLC0415

    def note(text: str) -> None:
        typer.echo(f"lawgraph: {text}", err=True)

    if quiet:
        yield Progress(note=note)
        return
    with ExitStack() as shown:
        bars: list[Bars] = []

        def total(count: int) -> None:
            if not bars:
                bars.append(shown.enter_context(_bars()))
            bars[0].add_task("Extracting" if bars[0].tasks else "Reading   ", total=count)

        yield Progress(
            total=total,
            read=lambda _: bars[0].advance(bars[0].tasks[0].id),
            extracted=lambda _: bars[0].advance(bars[0].tasks[1].id),
            note=note,
        )


def _bars() -> Bars:
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Bars(*columns, console=Console(stderr=True))


def _report(counts: dict[str, int], conflicts: int, output: Path) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.markup import escape  # noqa: PLC0415

    folder = escape(str(output))
    console = Console()
    console.print(f"\n{counts['articles']} articles, {counts['claims']} claims, each with its sentence.")
    console.print(_counts(counts))
    console.print(f"Open [bold]{escape(str(output / 'network.html'))}[/bold] in a browser, or ask:", soft_wrap=True)
    if conflicts:
        console.print(f"{conflicts} {'pair' if conflicts == 1 else 'pairs'} of leaders cannot both be right: [bold]conflicts[/bold] below shows the sentences.")
    for question in ("leaders", "honours", "programs", *(["conflicts"] if conflicts else [])):
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


def _decisions(told: dict[str, Any], output: Path, *, quiet: bool) -> None:
    """Tell what came of the corrections, and of each that could not be applied why."""
    from lawgraph.graph.decided import DECISIONS_FILE  # noqa: PLC0415
    from lawgraph.graph.passages import shown  # noqa: PLC0415

    own = output / DECISIONS_FILE
    if own.is_file() and (told["source"] is None or not own.samefile(told["source"])):
        typer.echo(f"lawgraph: {own} is there and was not applied.", err=True)
    if told["effects"] and not quiet:
        typer.echo(f"Decisions of {told['source']}: " + ", ".join(f"{count} {effect}" for effect, count in told["effects"].items()))
    tell_broken(told["source"], told["broken_lines"])
    lost = [one for one in told["outcomes"] if one["effect"] in _LOST]
    for one in lost[:_SHOWN_FAILURES]:
        typer.echo(shown(f"not applied: line {one['line']}, {one['verdict']} {one['id']} {one['effect']}: {one['detail']}"), err=True)
    _rest(len(lost), output)


def _failures(failures: tuple[ReadError, ...], output: Path) -> None:
    for error in failures[:_SHOWN_FAILURES]:
        typer.echo(f"not read: {error}", err=True)
    _rest(len(failures), output)


def _rest(count: int, output: Path) -> None:
    if count > _SHOWN_FAILURES:
        typer.echo(f"… and {count - _SHOWN_FAILURES} more: see {output / 'build.json'}", err=True)
