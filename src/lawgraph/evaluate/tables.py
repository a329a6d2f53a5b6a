"""The results of an evaluation as records: one dictionary a row, for JSON, CSV and the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgraph.evaluate.scores import MEASURES, Figure, Row
from lawgraph.graph.store import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgraph.evaluate.matching import Error, Outcome
    from lawgraph.evaluate.rules import RuleScore

Record = dict[str, Any]

#: Columns of each table, so that one without rows has its header too.
SCORE_COLUMNS = ("name", *(f"{one}{end}" for one in MEASURES for end in ("", "_low", "_high")), "found", "wrong", "missed", "split")
ERROR_COLUMNS = ("problem", "kind", "rules", "article", "what", "sentence")
RULE_COLUMNS = ("rule", "n", "right", "open", "confidence", "recorded_n", "recorded_right", "recorded_confidence")


def score_records(rows: Sequence[Row]) -> list[Record]:
    """Return the scores, figures rounded to four digits."""
    return [_score(row) for row in rows]


def _score(row: Row) -> Record:
    figures: Record = {}
    for measure in MEASURES:
        figure: Figure = getattr(row, measure)
        for end, value in zip(("", "_low", "_high"), figure, strict=True):
            figures[measure + end] = None if value is None else round(value, 4)
    return {"name": row.name, **figures, "found": row.tp, "wrong": row.fp, "missed": row.fn, "split": row.split}


def error_records(outcomes: Sequence[Outcome]) -> list[Record]:
    """Return the errors: the wrong ones by rule, then the missed and the split ones by class and property."""
    order = {"wrong": 0, "missed": 1, "split": 2}
    errors = [error for outcome in outcomes for error in outcome.errors]
    errors.sort(key=lambda one: (order[one.problem], one.rules if one.problem == "wrong" else (), one.kind, one.article, one.what))
    return [_error(error) for error in errors]


def _error(error: Error) -> Record:
    return {
        "problem": error.problem,
        "kind": error.kind.value,
        "rules": list(error.rules),
        "article": error.article,
        "what": error.what,
        "sentence": " ".join(error.sentence.split()),
    }


def rule_records(scores: Sequence[RuleScore]) -> list[Record]:
    """Return the scores of the rules beside what is on record of them."""
    return [
        {
            "rule": one.rule,
            "n": one.n,
            "right": one.right,
            "open": one.open,
            "confidence": one.confidence,
            "recorded_n": one.recorded.n,
            "recorded_right": one.recorded.right,
            "recorded_confidence": one.recorded.confidence,
        }
        for one in scores
    ]


def to_csv(columns: tuple[str, ...], records: Sequence[Record]) -> str:
    """Return records as CSV that no spreadsheet takes for formulas; a list is joined by blanks."""
    return Answer(columns, tuple(tuple(_cell(record[column]) for column in columns) for record in records)).to_csv()


def _cell(value: Any) -> str | None:
    return None if value is None else " ".join(value) if isinstance(value, list) else str(value)
