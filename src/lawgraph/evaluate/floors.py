"""Floors: figures that must not fall, in a file beside the tests.

The file pins figures of one set of articles and holds the SHA-256 of that set, so that nobody
compares figures of two sets without saying so. A floor rises by itself when it is written anew and
sinks only on demand.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.errors import EvaluationError
from lawgraph.evaluate.scores import GROUPS, MEASURES, Row
from lawgraph.graph.files import atomic
from lawgraph.model import Kind, Property

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Pinned besides every F1: a wrong leader or honour does a reader the most harm.
_PRECISE = (Property.LEADS.value, Property.AWARDED.value)
#: Floors are kept with this many digits, rounded down.
_DIGITS = 4


class Fall(NamedTuple):
    """A pinned figure that is worse than its floor (of split nodes: than its ceiling)."""

    figure: str
    floor: float
    now: float


@dataclass(frozen=True, slots=True)
class Digests:
    """The SHA-256 of the gold, and of the articles' pages."""

    gold: str
    articles: str


@dataclass(frozen=True, slots=True)
class Floors:
    """Pinned figures by name ("NODES core f1"), the most split nodes allowed, and the set that they were measured on."""

    digests: Digests
    figures: dict[str, float]
    split: int


def floors_of(rows: Sequence[Row], digests: Digests) -> Floors:
    """Return the floors that measured figures make: the F1 of all that gold has, the precision of ``leads`` and ``awarded``."""
    figures: dict[str, float] = {}
    for row in rows:
        for measure in MEASURES:
            value = getattr(row, measure).value
            pinned = measure == "f1" or (measure == "precision" and row.name in _PRECISE)
            if value is not None and pinned and row.tp + row.fn > 0:
                figures[f"{row.name} {measure}"] = math.floor(value * 10**_DIGITS + 1e-9) / 10**_DIGITS
    return Floors(digests, figures, _split(rows))


def _split(rows: Sequence[Row]) -> int:
    return next(row.split for row in rows if row.name == "NODES all")


def falls(floors: Floors, rows: Sequence[Row]) -> tuple[Fall, ...]:
    """Return the pinned figures that have fallen."""
    now = {f"{row.name} {measure}": getattr(row, measure).value for row in rows for measure in MEASURES}
    # A figure that cannot be computed any more was that of things that are found no longer.
    found = [Fall(name, floor, now.get(name) or 0.0) for name, floor in floors.figures.items()]
    fallen = [one for one in found if one.now < one.floor - 1e-9]
    if _split(rows) > floors.split:
        fallen.append(Fall("split nodes", floors.split, _split(rows)))
    return tuple(fallen)


def read_floors(path: Path) -> Floors:
    """Read a file of floors. Raises EvaluationError where it is none."""
    remedy = "Write it with `lawgraph evaluate GOLD_DIR --write-floor FILE`"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise EvaluationError(str(path), f"cannot be read: {error.strerror or error}", remedy) from error
    except ValueError as error:
        raise EvaluationError(str(path), f"is no TOML: {error}", remedy) from error
    known = {f"{name} {measure}" for name in (*GROUPS, *(one.value for one in (*Kind, *Property))) for measure in MEASURES}
    try:
        digests = Digests(table["gold"], table["articles"])
        figures = {name: float(value) for name, value in table["floors"].items()}
        split = int(table["split"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EvaluationError(str(path), f"is no file of floors: {error!r}", remedy) from error
    for name in figures:
        if name not in known:
            raise EvaluationError(str(path), f"pins {name!r}, which is no figure", remedy)
    return Floors(digests, figures, split)


def check_set(floors: Floors, digests: Digests, path: Path) -> None:
    """Raise EvaluationError where the floors were measured on another set than this one."""
    changed = [name for name in ("gold", "articles") if getattr(floors.digests, name) != getattr(digests, name)]
    if changed:
        problem = f"its floors were measured on other {' and other '.join(changed)} (SHA-256 differs)"
        remedy = "If the set was meant to change, set the floors anew with --write-floor and --new-set"
        raise EvaluationError(str(path), problem, remedy)


def raised(old: Floors, new: Floors, *, lower: bool) -> Floors:
    """Return the floors after measuring anew: each at the higher of the two, or at the new one with ``lower``."""
    if lower:
        return new
    figures = {name: max(old.figures.get(name, 0.0), new.figures.get(name, 0.0)) for name in (new.figures | old.figures)}
    return Floors(new.digests, figures, min(old.split, new.split))


def write_floors(floors: Floors, path: Path) -> None:
    """Write a file of floors."""
    lines = [
        "# Figures that must not fall: `lawgraph evaluate GOLD_DIR --floor` checks them, --write-floor raises them.",
        "# gold and articles are the SHA-256 of the set that they were measured on.",
        f'gold = "{floors.digests.gold}"',
        f'articles = "{floors.digests.articles}"',
        "",
        "# The most nodes that may be told as several.",
        f"split = {floors.split}",
        "",
        "[floors]",
        *(f'"{name}" = {value}' for name, value in floors.figures.items()),
    ]
    with atomic(path) as stream:
        stream.write(("\n".join(lines) + "\n").encode("utf-8"))
