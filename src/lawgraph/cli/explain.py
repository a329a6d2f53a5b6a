"""``lawgraph explain``: a node in, why it is one thing out."""

from __future__ import annotations

import json
from enum import StrEnum
from itertools import groupby
from pathlib import Path  # noqa: TC003  # typer reads it
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgraph.cli.program import PARTLY, app

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType

    from lawgraph.graph.explain import Explanation
    from lawgraph.graph.identities import Identified
    from lawgraph.graph.lookup import Passage
    from lawgraph.graph.statements import Statement

#: Letters shown on either side of a mention: two lines of a usual terminal together.
_AROUND = 40
#: Merges shown of those that have one reason; JSON has all.
_TOGETHER = 12


class ExplanationFormat(StrEnum):
    """How an explanation is printed."""

    table = "table"
    json = "json"


@app.command(
    epilog="[bold]Examples[/bold]\n\n"
    "lawgraph explain output 包头市司法局\n\n"
    "lawgraph explain output institution:150200-sifaju\n\n"
    "lawgraph explain output claim:c02f83b3b1c0ad6a1\n\n"
    "lawgraph explain output 150200-sifaju --limit 0 --format json > why.json"
)
def explain(
    folder: Annotated[Path, typer.Argument(help="A folder that `lawgraph build` wrote.", metavar="DIR")],
    term: Annotated[str, typer.Argument(help="A node, by its IRI, prefixed name, local id or label; or a claim or inference, by its IRI or prefixed name.", metavar="NODE")],
    form: Annotated[ExplanationFormat, typer.Option("--format", "-f", help="How to print the explanation.")] = ExplanationFormat.table,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="The most mentions and merges to show; 0 shows all.", metavar="N")] = 20,
) -> None:
    """Tell why a node is one thing: its key, its mentions with their sentences, each merge with its reason, decisions, rules.

    Of a claim or an inference it tells the rule and what that stands on.

    Exit status: 0 explained, 1 the label is that of several nodes, which are listed, 2 there is no such node.
    """
    from lawgraph.graph import explain as explaining  # noqa: PLC0415
    from lawgraph.graph.publish import steady  # noqa: PLC0415
    from lawgraph.graph.statements import find_statement  # noqa: PLC0415

    with steady(folder):
        statement = find_statement(folder, term)
        found = [] if statement else explaining.find(folder, term)
        explanation = explaining.explain(folder, found[0]) if len(found) == 1 else None
    if len(found) > 1:
        _list(found, form, limit)
        raise typer.Exit(PARTLY)
    if form is ExplanationFormat.json:
        record = _statement_record(statement) if statement else _record(explanation) if explanation else {}
        typer.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    from rich.console import Console  # noqa: PLC0415

    console = Console(highlight=False)
    if statement:
        _print_statement(statement, folder, console)
    elif explanation:
        _print(explanation, limit, console)


def _list(found: list[Identified], form: ExplanationFormat, limit: int) -> None:
    """Print the nodes of one label."""
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from lawgraph.graph.reasons import told_key  # noqa: PLC0415

    if form is ExplanationFormat.json:
        rows = [{"name": _name(one), "label": one.entity.label, "key": one.entity.key, "mentions": len(one.identity.mentions)} for one in found]
        typer.echo(json.dumps({"several": rows}, ensure_ascii=False, indent=1))
        return
    table = Table("Node", "Label", "Mentions", "Key")
    shown = sorted(found, key=lambda one: -len(one.identity.mentions))[: limit or None]
    for one in shown:
        table.add_row(*map(Text, (_name(one), one.entity.label, str(len(one.identity.mentions)), told_key(one.entity.key))))
    console = Console(highlight=False)
    console.print(f"{len(found)} nodes bear that name; ask for one of them:")
    console.print(table)
    if len(found) > len(shown):
        console.print(f"… and {len(found) - len(shown)} more (--limit 0 shows all)")


def _name(found: Identified) -> str:
    from lawgraph.graph.names import name  # noqa: PLC0415

    return name(found.entity.kind, found.entity.id)


def _print(explanation: Explanation, limit: int, console: Console) -> None:
    identity = explanation.found.identity
    console.print(_head(explanation))
    if identity.mentions:
        articles = len({one.article_id for one in identity.mentions})
        console.print(_title(f"{_count(len(identity.mentions), 'mention')} in {_count(articles, 'article')}"))
        for part in _mentions(explanation, limit):
            console.print(part)
        _rest(len(identity.mentions), limit, console)
    if identity.merges:
        console.print(_title(f"Why they are one: {_count(len(identity.merges), 'merge')}"))
        rows = list(_merges(explanation))
        console.print(_grid(rows[: limit or None]))
        _rest(len(rows), limit, console)
    if identity.decisions:
        console.print(_title("Decisions that speak of it"))
        told = {one["id"]: one for one in explanation.decisions}
        console.print(_grid([(one, _decision(told.get(one, {}))) for one in identity.decisions]))
    if explanation.consequences:
        own = _name(explanation.found)
        console.print(_title("What follows by rule and stands in no article"))
        by_rule = [(f"{one.predicate} {one.object_label}" if one.subject == own else f"{one.subject_label} {one.predicate} it", one) for one in explanation.consequences]
        console.print(_grid([(words, f"by {one.rule}", _pairs(one.details)) for words, one in by_rule[: limit or None]]))
        _rest(len(by_rule), limit, console)


def _print_statement(statement: Statement, folder: Path, console: Console) -> None:
    """Print a claim with its sentence, or an inference with what its rule stands on."""
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from lawgraph.graph import records  # noqa: PLC0415

    measured = records.read_report(folder).get("rules", {}).get(statement.rule, {})
    rows = [
        ("IRI", statement.iri),
        ("Subject", f"{statement.subject_label}  {statement.subject}"),
        ("Object", f"{statement.object_label}  {statement.object}"),
        ("Rule", statement.rule + (f", right in {measured['right']} of {measured['n']} claims that were checked" if measured.get("n") else "")),
        *statement.details,
    ]
    title = Text(f"{statement.subject_label} {statement.predicate} {statement.object_label}", style="bold")
    console.print(Panel(_facts(rows), title=title, title_align="left", expand=False))
    if statement.passage:
        console.print(_source(statement.passage))
        console.print(_marked(statement.passage))
    else:
        console.print("No article says it: the rule supplies it.")


def _pairs(details: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{key} {value}" for key, value in details)


def _source(passage: Passage) -> RenderableType:
    from rich.text import Text  # noqa: PLC0415

    return Text(f"{passage.date or 'without a date'}  {passage.title}  ({passage.article_id})", style="dim")


def _facts(rows: Sequence[tuple[str, str]]) -> RenderableType:
    """Return a grid of what is told and its value, one a row."""
    from rich.table import Column, Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid("", Column(overflow="fold"), padding=(0, 2))  # nothing is cut
    for fact, value in rows:
        grid.add_row(Text(fact, style="dim"), Text(value))
    return grid


def _mentions(explanation: Explanation, limit: int) -> Iterator[RenderableType]:
    """Yield, for each article by its date, its title and then the sentences with their mentions marked."""
    numbered = sorted(enumerate(explanation.passages, 1), key=lambda pair: (pair[1].date or "9", pair[1].article_id, pair[0]))
    for _, group in groupby(numbered[: limit or None], key=lambda pair: pair[1].article_id):
        rows = list(group)
        passage = rows[0][1]
        yield _source(passage)
        yield _grid([(f"#{number}", _marked(one)) for number, one in rows])


def _merges(explanation: Explanation) -> Iterator[tuple[str, str]]:
    """Yield the merges in words, those between articles first; all that have one reason together."""
    from lawgraph.graph.reasons import told_merge  # noqa: PLC0415

    identity = explanation.found.identity
    numbers = {anchor: number for number, anchor in enumerate(identity.mentions, 1)}
    together: dict[tuple[bool, str], list[tuple[int, int]]] = {}
    for merge in identity.merges:
        within = merge.left.article_id == merge.right.article_id
        together.setdefault((within, told_merge(merge)), []).append((numbers[merge.left], numbers[merge.right]))
    for (_, why), pairs in sorted(together.items(), key=lambda group: group[0][0]):
        chains = groupby(pairs[:_TOGETHER], key=lambda pair: pair[0])
        shown = ", ".join(f"#{left} = {' '.join(f'#{right}' for _, right in rights)}" for left, rights in chains)
        yield shown + (f" and {len(pairs) - _TOGETHER} more" if len(pairs) > _TOGETHER else ""), why


def _decision(told: dict[str, Any]) -> str:
    """Return a decision of ``build.json`` in words: who decided what, when and why, and what came of it."""
    taken = [told.get("verdict", ""), *([f"“{told['name']}”"] if "name" in told else []), *([f"by {told['who']}"] if "who" in told else [])]
    head = ", ".join(filter(None, [" ".join(filter(None, taken)), told.get("when")])) + (f": {told['why']}" if "why" in told else "")
    effect = f"{told.get('effect', '')}: {told['detail']}" if told.get("detail") else told.get("effect", "")
    return "\n".join(filter(None, (head, effect)))


def _title(text: str) -> RenderableType:
    from rich.text import Text  # noqa: PLC0415

    return Text(f"\n{text}", style="bold")


def _grid(rows: Sequence[tuple[str | RenderableType, ...]]) -> RenderableType:
    from rich.table import Column, Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    grid = Table.grid("", *(Column(overflow="fold") for _ in rows[0]), padding=(0, 2))  # nothing is cut
    for row in rows:
        # Text, not markup: [b] in an article's words is no formatting.
        grid.add_row("", *(Text(cell) if isinstance(cell, str) else cell for cell in row))
    return grid


def _head(explanation: Explanation) -> RenderableType:
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from lawgraph.graph.names import KIND_LABELS  # noqa: PLC0415
    from lawgraph.graph.reasons import told_key, told_state  # noqa: PLC0415

    entity = explanation.found.entity
    chinese, english = KIND_LABELS[entity.kind]
    facts = {
        "Kind": " · ".join(filter(None, (f"{english} {chinese}", entity.organ, entity.code))),
        "IRI": explanation.iri,
        "Also": "、".join(entity.alt_labels),
        "Key": f"{entity.key}\n{told_key(entity.key)}",
        "State": told_state(entity),
    }
    grid = _facts([(fact, value) for fact, value in facts.items() if value])
    return Panel(grid, title=Text(entity.label, style="bold"), title_align="left", expand=False)


def _marked(passage: Passage) -> RenderableType:
    """Return what stands around a mention, with the mention marked; (…) where a subject was dropped."""
    from rich.text import Text  # noqa: PLC0415

    left, right = max(0, passage.start - _AROUND), min(len(passage.text), passage.end + _AROUND)
    named = passage.text[passage.start : passage.end] or "(…)"
    lead = ("…" if left else "") + passage.text[left : passage.start]
    tail = passage.text[passage.end : right] + ("…" if right < len(passage.text) else "")
    return Text.assemble(lead, (named, "bold cyan"), tail)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _rest(total: int, limit: int, console: Console) -> None:
    if limit and total > limit:
        console.print(f"… and {total - limit} more (--limit 0 shows all)")


def _record(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as a JSON object: the line of ``entities.jsonl``, with sentences and words beside it."""
    from lawgraph.graph.identities import identified_record  # noqa: PLC0415
    from lawgraph.graph.reasons import told_key, told_merge, told_state  # noqa: PLC0415

    record = {"iri": explanation.iri, **identified_record(explanation.found)}
    record["key_in_words"] = told_key(explanation.found.entity.key)
    record["state"] = told_state(explanation.found.entity)
    for mention, passage in zip(record.get("mentions", ()), explanation.passages, strict=True):
        mention |= {"date": passage.date, "title": passage.title, "sentence": passage.text}
    for merge, one in zip(record.get("merges", ()), explanation.found.identity.merges, strict=True):
        merge["in_words"] = told_merge(one)
    record["decisions"] = [next((told for told in explanation.decisions if told["id"] == one), {"id": one}) for one in explanation.found.identity.decisions]
    record["by_rule"] = [_statement_record(one) for one in explanation.consequences]
    return record


def _statement_record(statement: Statement) -> dict[str, Any]:
    record: dict[str, Any] = {
        "iri": statement.iri,
        "subject": {"node": statement.subject, "label": statement.subject_label},
        "predicate": statement.predicate,
        "object": {"node": statement.object, "label": statement.object_label},
        "rule": statement.rule,
        "details": dict(statement.details),
    }
    if passage := statement.passage:
        record |= {"article": passage.article_id, "date": passage.date, "title": passage.title, "sentence": passage.text}
    return record
