"""Which body stands above which: the lines of ``hierarchy.toml``, read and checked."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lawgraph.errors import LexiconError
from lawgraph.lexicon.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The ties that bind a body to the one above it, as ``hierarchy.toml`` explains them.
TIES = ("leadership", "guidance", "supervision", "unit")
#: Levels at which a line names its bodies, from the top; ``office`` is a 地区 or 盟.
LEVELS = ("national", "province", "municipality", "prefecture", "office", "county", "township")
_FILE = "hierarchy.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """What an inferred edge stands on: ``id`` with its version ("hierarchy.justice/1"), the tie, the statute."""

    id: str
    tie: str
    basis: str
    example: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """Bodies of one kind at every level: ``names`` by level, with {place} for the division's full name."""

    rule: Rule
    organ: str
    names: Mapping[str, str]
    by_prefecture: bool


@dataclass(frozen=True, slots=True)
class Below:
    """A body under one of a line, or under the body of a ``name`` of its own. Fields as in ``hierarchy.toml``."""

    rule: Rule
    opens: str
    ends: tuple[str, ...]
    at: str
    line: Line | None
    name: str | None
    organ: str | None
    not_in_districts: bool


@dataclass(frozen=True)
class Lines:
    """All of ``hierarchy.toml``."""

    lines: tuple[Line, ...]
    below: tuple[Below, ...]
    unit: Rule
    not_units: frozenset[str]
    outside: tuple[str, ...]
    zones: tuple[str, ...]
    undivided: frozenset[str]

    @functools.cached_property
    def by_name(self) -> Mapping[tuple[str, str], Line]:
        """The line of each name at each level: ("prefecture", "{place}司法局")."""
        return {(level, name): line for line in self.lines for level, name in line.names.items()}

    @classmethod
    @functools.cache
    def load(cls) -> Lines:
        """Return the lines, read on the first call. Raises LexiconError for a row that lacks a field or has a wrong one."""
        rows = table("hierarchy")
        try:
            lines = {row["id"]: _line(row) for row in rows["line"]}
            return cls(
                lines=tuple(lines.values()),
                below=tuple(_below(row, lines) for row in rows["below"]),
                unit=_rule(rows["unit"]),
                not_units=frozenset(rows["unit"]["not_organs"]),
                outside=tuple(rows["outside"]),
                zones=tuple(rows["zones"]),
                undivided=frozenset(rows["undivided"]),
            )
        except KeyError as error:
            raise LexiconError(_FILE, f"a row lacks {error}, or names a line that is none", "Add the missing field") from error


def _rule(row: Mapping[str, Any]) -> Rule:
    if row["tie"] not in TIES:
        raise LexiconError(_FILE, f"{row['id']} has the tie {row['tie']!r}", f"Use one of {', '.join(TIES)}")
    lower, upper = row["example"]
    return Rule(f"hierarchy.{row['id']}/{row['version']}", row["tie"], row["basis"], (lower, upper))


def _line(row: Mapping[str, Any]) -> Line:
    return Line(_rule(row), row["organ"], {level: row[level] for level in LEVELS if level in row}, row.get("by_prefecture", False))


def _below(row: Mapping[str, Any], lines: Mapping[str, Line]) -> Below:
    return Below(
        rule=_rule(row),
        opens=row.get("opens", ""),
        ends=tuple(row["ends"]),
        at=row["at"],
        line=lines[row["under"]] if "under" in row else None,
        name=None if "under" in row else row["name"],
        organ=None if "under" in row else row["organ"],
        not_in_districts=row.get("not_in_districts", False),
    )
