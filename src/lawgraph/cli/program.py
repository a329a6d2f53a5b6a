"""The program that the commands join, its exit statuses and the ways it prints an answer."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.graph.stream import Progress

#: Exit statuses: all went well; some inputs could not be read, the rest is built; nothing was done.
OK, PARTLY, FAILED = 0, 1, 2

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


def tell_broken(path: str | None, lines: Iterable[int]) -> None:
    """Tell of lines in a file of decisions that break off, on stderr."""
    for line in lines:
        typer.echo(f"lawgraph: {path}, line {line} breaks off (its write was killed) and is not counted: decide again, or delete it.", err=True)


@contextmanager
def byte_progress(*, quiet: bool) -> Iterator[Progress]:
    """Show one bar for each stage of work on files, in bytes, on stderr; nothing where ``quiet``."""
    from lawgraph.graph.stream import Progress  # noqa: PLC0415

    if quiet:
        yield Progress()
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bars  # noqa: PLC0415

    columns = (TextColumn("{task.description:10}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    bars = Bars(*columns, console=Console(stderr=True))

    def begin(name: str, total: int) -> None:
        bars.start()  # with the first stage: an error before it is one line, and no empty bar
        bars.add_task(name, total=total)

    try:
        yield Progress(begin=begin, advance=lambda done: bars.advance(bars.tasks[-1].id, done))
    finally:
        if bars.tasks:
            bars.stop()
