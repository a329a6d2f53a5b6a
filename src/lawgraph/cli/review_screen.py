"""How ``lawgraph review`` shows a doubt: the sentences side by side, what speaks for and against, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgraph.graph.passages import sentence, shown
from lawgraph.resolve.decisions import Verdict, anchor_record, content
from lawgraph.review import DoubtKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console
    from rich.text import Text

    from lawgraph.model import Article
    from lawgraph.review import Doubt, Side
    from lawgraph.review.articles import Articles

#: Facts of a node on the screen; a career of twenty bodies would push the sentences off it.
_FACTS = 5
QUESTIONS = {
    DoubtKind.MERGES: "One node on a weak reason: are these one?",
    DoubtKind.PROVISIONAL: "A body without a division: is it this one?",
    DoubtKind.LINKS: "Two nodes that are probably one person: are they?",
    DoubtKind.OFFICIALS: "Two nodes of one name: are they one person?",
    DoubtKind.FORMS: "Two nodes of nearly one name: are they one?",
    DoubtKind.CLAIMS: "Does this follow from the words?",
    DoubtKind.NAMED: "The two nodes that you named: are they one?",
}


def show(console: Console, doubt: Doubt, articles: Articles, place: str) -> None:
    """Print a doubt; ``place`` says where in the queue it stands."""
    from rich.rule import Rule  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console.print(Rule(Text(f"{place}  {QUESTIONS[doubt.kind]}")))
    sides = (doubt.left,) if doubt.claim else (doubt.left, doubt.right)
    table = Table(show_header=False, box=None, expand=True, padding=(0, 2, 0, 0))
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    found = [articles.find(side.anchor.article_id) for side in sides]
    marked = (doubt.left, doubt.right) if doubt.claim else None
    table.add_row(*(_head(side, doubt) for side in sides))
    table.add_row(*(_source(article) for article in found))
    table.add_row(*(passage(article, side, marked or (side,)) for article, side in zip(found, sides, strict=True)))
    console.print(table)
    for mark, words, style in (("+", doubt.pros, "green"), ("-", doubt.cons, "red")):
        for one in words:
            console.print(Text(f" {mark} {shown(one)}", style=style))


def _head(side: Side, doubt: Doubt) -> Text:
    from rich.text import Text  # noqa: PLC0415

    names = [doubt.left, doubt.right] if doubt.claim else [side]
    text = Text(" / ".join(f"{shown(one.label)} ({one.anchor.kind.value.lower()}:{one.id})" for one in names), style="bold")
    for fact in side.facts[:_FACTS]:
        text.append(f"\n{shown(fact)}", style="not bold")
    if len(side.facts) > _FACTS:
        text.append(f"\nand {len(side.facts) - _FACTS} more", style="not bold dim")
    return text


def _source(article: Article) -> Text:
    from rich.text import Text  # noqa: PLC0415

    known = [article.date or "no date", article.publisher, article.title or "no title", article.url or article.source]
    return Text(shown("  ".join(one for one in known if one)).replace("\n", " "), style="dim")


def passage(article: Article, side: Side, marked: Iterable[Side]) -> Text:
    """Return the sentences around a side's passage with the mentions marked, free of what a terminal would obey."""
    from rich.text import Text  # noqa: PLC0415

    start, end = sentence(article.text, side.start, side.end)
    text, spans = Text(), []
    for one in marked:
        if one.anchor.start == one.anchor.end:  # a subject that the sentence drops
            spans.append((one.anchor.start, one.anchor.end, f"[{one.anchor.name}]"))
        else:
            spans.append((one.anchor.start, one.anchor.end, ""))
    at = start
    for left, right, instead in sorted(spans):
        if left < at or right > end:
            continue
        text.append(shown(article.text[at:left]).replace("\n", " "))
        text.append(shown(instead or article.text[left:right]).replace("\n", " "), style="bold reverse" if not instead else "italic")
        at = right
    text.append(shown(article.text[at:end]).replace("\n", " "))
    return text


def row(doubt: Doubt) -> tuple[str, ...]:
    """Return a doubt as the cells of a row: kind, left, right, for, against."""
    sides = ["\n".join((side.label, *side.facts[:_FACTS])) for side in (doubt.left, doubt.right)]
    cells = (doubt.kind.value, *sides, "\n".join(doubt.pros), "\n".join(doubt.cons))
    return tuple(map(shown, cells))


def record(doubt: Doubt, articles: Articles) -> dict[str, Any]:
    """Return a doubt as a JSON object; ``offers`` holds the lines that would answer it, without who and when."""
    return {
        "kind": doubt.kind.value,
        "score": doubt.score,
        "question": QUESTIONS[doubt.kind],
        "left": _side_record(doubt.left, articles),
        "right": _side_record(doubt.right, articles),
        "for": list(doubt.pros),
        "against": list(doubt.cons),
        "offers": [content(doubt.decision(verdict)) for verdict in doubt.verdicts],
    }


def _side_record(side: Side, articles: Articles) -> dict[str, Any]:
    article = articles.find(side.anchor.article_id)
    start, end = sentence(article.text, side.start, side.end)
    return {
        "node": f"{side.anchor.kind.value.lower()}:{side.id}",
        "label": side.label,
        "facts": list(side.facts),
        "mention": anchor_record(side.anchor),
        "date": article.date,
        "title": article.title,
        "source": article.url or article.source,
        "sentence": article.text[start:end],
    }


def keys_of(doubt: Doubt) -> dict[str, str]:
    """Return the keys that answer a doubt, each with what it does."""
    known = {Verdict.SAME: ("s", "same"), Verdict.DIFFERENT: ("d", "different"), Verdict.WRONG: ("w", "wrong")}
    keys = dict(known[verdict] for verdict in doubt.verdicts)
    return keys | {"r": "rename", "k": "skip", "u": "undo", "q": "quit"}
