"""``lawgraph review``: doubtful identities and claims, answered at the terminal, kept as decisions."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.cli.program import app, tell_broken

if TYPE_CHECKING:
    from lawgraph.review import Doubt
    from lawgraph.review.answers import Answers
    from lawgraph.review.articles import Articles

#: Beside the build: the decisions that were offered and left open, in the form of decisions.jsonl.
SKIPPED_FILE = "skipped.jsonl"


_CLAIM = re.compile("c[0-9a-f]{16}")
#: Nodes of one name that an error lists.
_SHOWN = 10


class Kinds(StrEnum):
    """What to ask about: the values of ``lawgraph.review.DoubtKind``, which takes a moment to load."""

    merges = "merges"
    provisional = "provisional"
    links = "links"
    officials = "officials"
    forms = "forms"
    claims = "claims"


class ListFormat(StrEnum):
    """How the queue is printed."""

    table = "table"
    json = "json"


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph review output\n\n"
    "lawgraph review output --kind officials --limit 50 --who 王芳\n\n"
    "lawgraph review output --about claim:c0123456789abcdef\n\n"
    "lawgraph review output --about 丰台区司法局 --about 北京市丰台区司法局\n\n"
    "lawgraph review output --list --format json > doubts.json\n\n"
    "lawgraph review output --undo d0123456789abcdef\n\n"
    "lawgraph build articles/ -o output --decisions output/decisions.jsonl"
)
def review(
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote.", metavar="DIR")],
    kind: Annotated[list[Kinds] | None, typer.Option("--kind", "-k", help="What to ask about; may be given again. By default all.")] = None,
    about: Annotated[list[str] | None, typer.Option("--about", "-a", help="Ask of this node or claim alone; of two nodes, whether they are one.", metavar="NODE")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Questions of each kind.", metavar="N")] = 20,
    decisions: Annotated[Path | None, typer.Option("--decisions", help="The file to add to. By default the one of the build, else DIR/decisions.jsonl.", metavar="FILE")] = None,
    who: Annotated[str | None, typer.Option("--who", help="Your name in the decisions. By default git's user.name.", metavar="NAME")] = None,
    undo: Annotated[str | None, typer.Option("--undo", help="Take back the decision of this id and leave.", metavar="ID")] = None,
    listing: Annotated[bool, typer.Option("--list", "-l", help="Print the questions and leave; needs no terminal.")] = False,
    form: Annotated[ListFormat, typer.Option("--format", "-f", help="How --list prints them; JSON holds the lines that would answer.")] = ListFormat.table,
) -> None:
    """Ask about doubtful identities and claims, both sentences side by side; answers go to decisions.jsonl.

    The next build with that file applies them. What was answered or skipped is not asked again.
    """
    from lawgraph.cli.review_session import Session  # noqa: PLC0415  # the stages take a moment to load
    from lawgraph.review.articles import Articles  # noqa: PLC0415

    path = _decisions_path(folder, decisions)
    answers = _answers(path, folder / SKIPPED_FILE)
    if undo is not None:
        _undo(path, undo, _who(who))
        return
    queue = _queue(folder, [one.value for one in kind or Kinds], limit, answers, about or [])
    with Articles(folder) as articles:
        if listing:
            _list(queue, articles, form)
            return
        if not queue:
            typer.echo(f"lawgraph: nothing to ask{' about ' + about[0] if about else ''}: what is in doubt was answered or skipped.")
            return
        _need_terminal()
        Session(queue, articles, answers, path, folder / SKIPPED_FILE, _who(who), _now).run()


def _queue(folder: Path, kinds: list[str], limit: int, answers: Answers, about: list[str]) -> tuple[Doubt, ...]:
    """Return the questions; about two nodes there is one, asked whatever was answered before."""
    from lawgraph.errors import LinkError, QueryError  # noqa: PLC0415
    from lawgraph.graph.explain import find  # noqa: PLC0415
    from lawgraph.graph.names import name  # noqa: PLC0415
    from lawgraph.link import read_links  # noqa: PLC0415
    from lawgraph.review import DoubtKind, doubts, pair  # noqa: PLC0415

    about = [f"claim:{one}" if _CLAIM.fullmatch(one) else one for one in about]
    claims = [one for one in about if one.startswith("claim:")]
    if len(about) > 2 or (claims and len(about) > 1):
        raise QueryError(", ".join(about), "are more than can be asked about", "Name one claim, one node, or two nodes")
    nodes = []
    for term in about if not claims else ():
        found = find(folder, term)
        if len(found) > 1:
            raise QueryError(repr(term), f"is the name of {len(found)} nodes", "Give one of " + ", ".join(name(one.entity.kind, one.entity.id) for one in found[:_SHOWN]))
        nodes += found
    if len(nodes) == 2:
        return (pair(*nodes),)
    try:
        read_links(folder)
    except LinkError as error:
        typer.echo(f"lawgraph: {error}", err=True)
    one = claims[0] if claims else name(nodes[0].entity.kind, nodes[0].entity.id) if nodes else None
    return doubts(folder, kinds=[DoubtKind(value) for value in kinds], limit=limit, answers=answers, about=one)


def _decisions_path(folder: Path, given: Path | None) -> Path:
    """Return the file to add to: the one given, the one that the build applied, or decisions.jsonl in its folder."""
    from lawgraph.errors import DecisionError  # noqa: PLC0415
    from lawgraph.graph import records  # noqa: PLC0415
    from lawgraph.graph.decided import DECISIONS_FILE  # noqa: PLC0415

    if given is not None:
        return given
    applied = records.read_report(folder).get("decisions")
    source = applied.get("source") if isinstance(applied, dict) else None
    if not isinstance(source, str):
        return folder / DECISIONS_FILE
    for found in (Path(source), folder / Path(source).name):  # the build may have been moved, its file with it
        if found.is_file():
            return found
    raise DecisionError(source, "is what the build applied, and is not there", "Say where it is with --decisions FILE")


def _answers(path: Path, skipped: Path) -> Answers:
    from lawgraph.graph.decided import Decisions, read_decisions  # noqa: PLC0415
    from lawgraph.review.answers import Answers  # noqa: PLC0415

    decided, left_open = (read_decisions(one) if one.exists() else Decisions(str(one)) for one in (path, skipped))
    for one in (decided, left_open):
        tell_broken(one.path, one.broken)
    return Answers(decided.decisions, left_open.decisions)


def _need_terminal() -> None:
    from lawgraph.errors import DecisionError  # noqa: PLC0415

    if not _at_terminal():
        remedy = "Run it in one, or take the questions with --list --format json and add the lines that answer them to the file of decisions"
        raise DecisionError("lawgraph review", "asks at a terminal, and there is none here", remedy)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _who(given: str | None) -> str:
    """Return the name to sign with, and say where it comes from unless it was given."""
    import shutil  # noqa: PLC0415
    import subprocess  # noqa: PLC0415

    from lawgraph.errors import DecisionError  # noqa: PLC0415

    if given is not None and given.strip():
        return given.strip()
    name = ""
    if git := shutil.which("git"):
        done = subprocess.run([git, "config", "user.name"], capture_output=True, encoding="utf-8", errors="replace", check=False)  # noqa: S603
        name = done.stdout.strip()
    if not name:
        raise DecisionError("the name to sign with", "is not known: git has no user.name here", "Give it with --who NAME")
    typer.echo(f"lawgraph: decisions are signed {name}, git's user.name; --who NAME signs otherwise.", err=True)
    return name


def _now() -> str:
    import datetime as dt  # noqa: PLC0415

    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def _undo(path: Path, identifier: str, who: str) -> None:
    from lawgraph.errors import DecisionError  # noqa: PLC0415
    from lawgraph.graph.decided import append_decision, read_decisions  # noqa: PLC0415
    from lawgraph.resolve.decisions import Decision, Verdict  # noqa: PLC0415

    if identifier not in {one.id for one in read_decisions(path).decisions}:
        raise DecisionError(f"decision {identifier}", f"is not in {path}", "`lawgraph explain` and that file tell the ids")
    undone = Decision(Verdict.UNDO, undoes=identifier, who=who, when=_now())
    append_decision(path, undone)
    typer.echo(f"lawgraph: {identifier} is undone by {undone.id} in {path}. Build again to apply it.")


def _list(queue: tuple[Doubt, ...], articles: Articles, form: ListFormat) -> None:
    from lawgraph.cli import review_screen  # noqa: PLC0415

    if form is ListFormat.json:
        import json  # noqa: PLC0415

        typer.echo(json.dumps([review_screen.record(one, articles) for one in queue], ensure_ascii=False, indent=1))
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table()
    for heading in ("Kind", "Left", "Right", "For", "Against"):
        table.add_column(heading, overflow="fold")
    for doubt in queue:
        table.add_row(*(Text(cell) for cell in review_screen.row(doubt)))
    console = Console()
    console.print(table)
    console.print(f"{len(queue)} questions")
