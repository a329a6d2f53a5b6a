"""The program that the commands join, its exit statuses and the ways it prints an answer."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

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
