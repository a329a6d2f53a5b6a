"""The ``lawgraph`` command: arguments in, calls of the Python API, tables and progress out."""

from __future__ import annotations

import sys

import typer

from lawgraph.cli import (
    build,
    diff,
    evaluate,
    explain,
    export,
    link,
    ontology,
    query,
    review,
    serve,
    validate,
    verify,
    view,
)
from lawgraph.cli.program import FAILED, OK, PARTLY, Format, app
from lawgraph.errors import LawgraphError

__all__ = [
    "FAILED",
    "OK",
    "PARTLY",
    "Format",
    "app",
    "build",
    "diff",
    "evaluate",
    "explain",
    "export",
    "link",
    "main",
    "ontology",
    "query",
    "review",
    "serve",
    "validate",
    "verify",
    "view",
]


def main() -> None:
    """Run the command; an error of ours is one line on stderr and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        # A Chinese Windows console is GBK: a letter that it lacks must not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except LawgraphError as error:
        typer.echo(f"lawgraph: {error}", err=True)
        raise SystemExit(FAILED) from error
    except KeyboardInterrupt:
        typer.echo("lawgraph: stopped; what was written before is as it was", err=True)
        raise SystemExit(130) from None
