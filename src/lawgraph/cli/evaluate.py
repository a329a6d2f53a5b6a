"""``lawgraph evaluate``: gold in, precision and recall out, with floors that no figure may fall below."""

from __future__ import annotations

import itertools
import json
from pathlib import Path  # noqa: TC003  # typer reads the annotations
from typing import TYPE_CHECKING, Annotated

import typer

from lawgraph.cli.program import Format, app

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.table import Table

    from lawgraph.evaluate import Evaluation
    from lawgraph.evaluate.floors import Fall
    from lawgraph.evaluate.scores import Figure, Row
    from lawgraph.evaluate.tables import Record

#: Exit status where a figure has fallen below its floor.
_FALLEN = 1
#: Fewer articles than this, and the intervals are a hint at most.
_FEW = 20


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph evaluate seeds/gold\n\n"
    "lawgraph evaluate seeds/gold --errors\n\n"
    "lawgraph evaluate seeds/gold output --format csv > figures.csv\n\n"
    "lawgraph evaluate my/gold --articles my/pages --rules\n\n"
    "lawgraph evaluate seeds/gold --floor tests/data/floors/seeds.toml"
)
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A folder of gold, one JSON file an article, or one such file.", metavar="GOLD_DIR")],
    build: Annotated[Path | None, typer.Argument(help="A folder that `lawgraph build` wrote. Without it each page is built alone.", metavar="BUILD_DIR")] = None,
    articles: Annotated[Path | None, typer.Option("--articles", help="The folder of the pages, if it is not beside the gold.", metavar="DIR")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List what is wrong by rule and what is missed by kind, with the sentence.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="Show the measured precision of each rule.")] = False,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the results.")] = Format.table,
    floor: Annotated[Path | None, typer.Option("--floor", help="Fail where a figure is below its floor in this file.", metavar="FILE")] = None,
    write_floor: Annotated[Path | None, typer.Option("--write-floor", help="Raise the floors in this file to what is measured.", metavar="FILE")] = None,
    lower: Annotated[bool, typer.Option("--lower", help="With --write-floor: lower floors too.")] = False,
    new_set: Annotated[bool, typer.Option("--new-set", help="With --write-floor: the gold or the pages were changed on purpose.")] = False,
    write_confidence: Annotated[Path | None, typer.Option("--write-confidence", help="Write the measured precision of each rule as extract/confidence.toml has it.", metavar="FILE")] = None,
) -> None:
    """Compare a graph with gold: precision, recall and F1 by kind, with intervals.

    Exit status: 0 measured, 1 a figure is below its floor, 2 it could not be measured.
    """
    from lawgraph.evaluate import evaluate as run  # noqa: PLC0415  # the stages take a moment to load

    if (lower or new_set) and write_floor is None:
        raise typer.BadParameter("--lower and --new-set say how --write-floor writes: name its file too")
    if form is Format.csv and errors and rules:
        raise typer.BadParameter("CSV holds one table: choose --errors or --rules")
    evaluation = run(gold, build, articles=articles)
    rows = evaluation.rows()
    if form is Format.table:
        _print(evaluation, rows, _title(evaluation, gold, build), errors=errors, rules=rules)
    else:
        typer.echo(_json(evaluation, rows, errors=errors, rules=rules) if form is Format.json else _csv(evaluation, rows, errors=errors, rules=rules), nl=False)
    if write_confidence is not None:
        _write_confidence(evaluation, write_confidence)
    fallen = [*(_check(evaluation, rows, floor) if floor else ()), *(_raise(evaluation, rows, write_floor, lower=lower, new_set=new_set) if write_floor else ())]
    if fallen:
        raise typer.Exit(_FALLEN)


def _check(evaluation: Evaluation, rows: Sequence[Row], path: Path) -> tuple[Fall, ...]:
    """Name the figures that are below their floors."""
    from lawgraph.evaluate.floors import check_set, falls, read_floors  # noqa: PLC0415

    floors = read_floors(path)
    check_set(floors, evaluation.digests(), path)
    fallen = falls(floors, rows)
    _tell_falls(fallen)
    if not fallen:
        typer.echo(f"No figure is below its floor in {path}.", err=True)
    return fallen


def _raise(evaluation: Evaluation, rows: Sequence[Row], path: Path, *, lower: bool, new_set: bool) -> tuple[Fall, ...]:
    """Write the floors; name the figures that are below them and were not lowered."""
    from lawgraph.evaluate.floors import check_set, falls, floors_of, raised, read_floors, write_floors  # noqa: PLC0415

    measured = floors_of(rows, evaluation.digests())
    fallen: tuple[Fall, ...] = ()
    if path.exists() and not new_set:
        old = read_floors(path)
        check_set(old, measured.digests, path)
        fallen = () if lower else falls(old, rows)
        measured = raised(old, measured, lower=lower)
    write_floors(measured, path)
    _tell_falls(fallen)
    typer.echo(f"Floors of {len(measured.figures)} figures are in {path}." + (" Those that fell were not lowered: --lower does so." if fallen else ""), err=True)
    return fallen


def _tell_falls(fallen: Sequence[Fall]) -> None:
    for one in fallen:
        typer.echo(f"fell: {one.figure}: floor {one.floor:g}, now {one.now:.4g}", err=True)


def _write_confidence(evaluation: Evaluation, path: Path) -> None:
    from lawgraph.evaluate.rules import to_toml  # noqa: PLC0415
    from lawgraph.graph.files import atomic  # noqa: PLC0415

    with atomic(path) as stream:
        stream.write(to_toml(evaluation.rules(), len(evaluation.outcomes)).encode("utf-8"))
    typer.echo(f"The precision of each rule is in {path}.", err=True)


def _json(evaluation: Evaluation, rows: Sequence[Row], *, errors: bool, rules: bool) -> str:
    from lawgraph.evaluate import scores, tables  # noqa: PLC0415

    record: Record = {
        "articles": len(evaluation.outcomes),
        "interval": {"level": scores.LEVEL, "method": "percentile bootstrap over articles", "resamples": scores.RESAMPLES},
        "scores": tables.score_records(rows),
    }
    if rules:
        record["rules"] = tables.rule_records(evaluation.rules())
    if errors:
        record["errors"] = tables.error_records(evaluation.outcomes)
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _csv(evaluation: Evaluation, rows: Sequence[Row], *, errors: bool, rules: bool) -> str:
    from lawgraph.evaluate import tables  # noqa: PLC0415

    if errors:
        return tables.to_csv(tables.ERROR_COLUMNS, tables.error_records(evaluation.outcomes))
    if rules:
        return tables.to_csv(tables.RULE_COLUMNS, tables.rule_records(evaluation.rules()))
    return tables.to_csv(tables.SCORE_COLUMNS, tables.score_records(rows))


def _title(evaluation: Evaluation, gold: Path, build: Path | None) -> str:
    one = len(evaluation.outcomes) == 1
    which = f"{len(evaluation.outcomes)} article{'' if one else 's'} with gold in {gold}"
    if build is not None:
        return f"{which}, as {build} has {'it' if one else 'them'}"
    return f"{which}, {'' if one else 'each '}built alone"


def _print(evaluation: Evaluation, rows: Sequence[Row], title: str, *, errors: bool, rules: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from lawgraph.evaluate import scores  # noqa: PLC0415

    console = Console(highlight=False)
    console.print(title, markup=False, soft_wrap=True)
    console.print()
    console.print(_scores(rows))
    split = next(row.split for row in rows if row.name == "NODES all")
    if split:
        console.print(f"{split} node{'s are' if split > 1 else ' is'} split: told once more than the one thing that gold has.", soft_wrap=True)
    count = len(evaluation.outcomes)
    few = " Of so few articles they say little." if count < _FEW else ""
    console.print(f"Ranges: {scores.LEVEL:.0%} intervals, {scores.RESAMPLES} resamples of the {count} article{'s' if count > 1 else ''}.{few}", soft_wrap=True)
    if rules:
        _print_rules(console, evaluation)
    if errors:
        _print_errors(console, evaluation)
    elif any(outcome.errors for outcome in evaluation.outcomes):
        console.print("--errors lists what is wrong, missed and split, with the sentence.", soft_wrap=True)


def _scores(rows: Sequence[Row]) -> Table:
    from lawgraph.evaluate.scores import GROUPS  # noqa: PLC0415
    from lawgraph.model import Kind  # noqa: PLC0415

    table = _table("", "precision", "recall", "F1")
    for heading in ("found", "wrong", "missed"):
        table.add_column(heading, justify="right")
    kinds = {kind.value for kind in Kind}
    for section, of in itertools.groupby(rows, key=lambda row: "sum" if row.name in GROUPS else "node" if row.name in kinds else "edge"):
        for row in of:
            if row.tp + row.fp + row.fn == 0:
                continue  # gold has none of these, and neither has the graph
            cells = [row.name, *map(_figure, (row.precision, row.recall, row.f1)), str(row.tp), _mark(row.fp), _mark(row.fn)]
            table.add_row(*cells, style="bold" if section == "sum" else "")
        table.add_section()
    return table


def _table(*headings: str) -> Table:
    """Return a table that fits a screen of 80 columns."""
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=True)
    return table


def _figure(figure: Figure) -> str:
    """Show a measure with its interval: 0.94 0.88-1.00."""
    if figure.value is None or figure.low is None or figure.high is None:
        return "-"
    return f"{_rounded(figure.value)} [dim]{_rounded(figure.low)}-{_rounded(figure.high)}[/dim]"


def _rounded(value: float) -> str:
    """Round to two digits, where 1.00 is nothing short of 1."""
    return f"{min(value, 0.99) if 0.99 < value < 1 else value:.2f}"


def _mark(count: int) -> str:
    return str(count) if count else "[dim]0[/dim]"


def _print_rules(console: Console, evaluation: Evaluation) -> None:
    table = _table("rule")
    for heading in ("n", "right", "open", "confidence", "on record", "n then"):
        table.add_column(heading, justify="right")
    for one in evaluation.rules():
        measured = f"{one.confidence:.2f}" if one.n else "[dim]-[/dim]"
        table.add_row(one.rule, str(one.n), str(one.right), _mark(one.open), measured, f"{one.recorded.confidence:.2f}", str(one.recorded.n))
    console.print()
    console.print(table)
    console.print(
        "confidence = (right + 1) / (n + 2), Laplace's rule of succession: the chance that a rule's next claim is right;\n"
        "of a rule without a case it is 0.5. Claims carry the figure on record (extract/confidence.toml), measured on\n"
        "articles that no rule was written with. open: gold leaves the edge open, so that it counts for nothing.",
        soft_wrap=True,
    )


def _print_errors(console: Console, evaluation: Evaluation) -> None:
    from lawgraph.evaluate.tables import error_records  # noqa: PLC0415

    records = error_records(evaluation.outcomes)
    for (problem, group), of in itertools.groupby(records, key=lambda one: (one["problem"], _group(one))):
        listed = list(of)
        console.print(f"\n[bold]{problem}[/bold] {group} ({len(listed)})", soft_wrap=True)
        for one in listed:
            kind = f"{one['kind']}  " if problem == "wrong" else ""
            console.print(f"  {one['article']}  {kind}{one['what']}", markup=False, soft_wrap=True)
            if one["sentence"]:
                console.print(f"    {one['sentence']}", markup=False, style="dim", soft_wrap=True)
    if not records:
        console.print("\nNo error.")


def _group(record: Record) -> str:
    if record["problem"] != "wrong":
        return str(record["kind"])
    return ", ".join(record["rules"]) or "no rule: a node that stands in no claim"


