"""The order of an evaluation: read the gold, take or build the graphs, compare them article by article."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lawgraph import pipeline
from lawgraph.errors import EvaluationError
from lawgraph.evaluate.built import graphs_in
from lawgraph.evaluate.floors import Digests
from lawgraph.evaluate.gold import Gold, digest, find_pages, read_gold
from lawgraph.evaluate.matching import Outcome, compare
from lawgraph.evaluate.rules import RuleScore, measure_rules
from lawgraph.evaluate.scores import Row, score
from lawgraph.evaluate.stated import of_knowledge

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgraph.evaluate.stated import StatedGraph

#: Longest list of missing pages in an error.
_SHOWN = 5
_ARTICLES_REMEDY = "Name the folder of pages with --articles: each has the name of its gold (seed-000.json and seed-000.txt)"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of comparing: an outcome an article, in order of the gold's names."""

    golds: tuple[Gold, ...]
    outcomes: tuple[Outcome, ...]
    pages: dict[str, Path]

    def rows(self) -> tuple[Row, ...]:
        """Precision, recall and F1 with their intervals, by class, by property and in sum."""
        return score(self.outcomes)

    def rules(self) -> tuple[RuleScore, ...]:
        """Measured precision of each rule."""
        return measure_rules(self.outcomes)

    def digests(self) -> Digests:
        """The SHA-256 of the gold and of its pages. Raises EvaluationError where a page is not there."""
        _need_pages(self.golds, self.pages)
        return Digests(digest(gold.path for gold in self.golds), digest(self.pages.values()))


def evaluate(
    gold: str | Path,
    build: str | Path | None = None,
    *,
    articles: str | Path | None = None,
    on_article: Callable[[str], None] | None = None,
) -> Evaluation:
    """Compare gold with a build, or with its pages, each built alone.

    ``gold`` is a folder of gold or one file of it; ``build`` a folder that ``lawgraph build`` wrote, or
    one with a NAME.ttl for each gold; ``articles`` the folder of the pages, looked for beside the gold
    where it is None. ``on_article`` hears the name of each article that is done.

    Example: ``evaluate("seeds/gold").rows()``. Raises EvaluationError where something is not there or is not what it should be.
    """
    path = Path(gold)
    golds = read_gold(path)
    pages = find_pages(golds, path, Path(articles) if articles is not None else None)
    graphs = None if build is None else graphs_in(Path(build), golds, pages)
    if graphs is None:
        _need_pages(golds, pages)
    outcomes = []
    for one in golds:
        stated = graphs[one.name] if graphs is not None else _alone(pages[one.name])
        outcomes.append(compare(one, stated))
        if on_article is not None:
            on_article(one.name)
    return Evaluation(golds, tuple(outcomes), pages)


def _alone(page: Path) -> StatedGraph:
    """Build one page by itself."""
    graph = pipeline.build([page])
    if graph.failures:
        raise graph.failures[0]
    return of_knowledge(graph.knowledge)


def _need_pages(golds: tuple[Gold, ...], pages: dict[str, Path]) -> None:
    missing = [gold.path.name for gold in golds if gold.name not in pages]
    if missing:
        shown = ", ".join(missing[:_SHOWN]) + (f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else "")
        raise EvaluationError(str(golds[0].path.parent), f"the pages of {shown} are not there", _ARTICLES_REMEDY)
