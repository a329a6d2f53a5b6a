"""Which organ took the place of which: ``successions.toml``, read and checked."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lawgraph.errors import LexiconError
from lawgraph.lexicon.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = "successions.toml"
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Reform:
    """Organs named as ``former`` gave way to those named as ``later``. Fields as in ``successions.toml``."""

    id: str
    basis: str
    not_before: str
    not_after: str
    former: tuple[str, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reforms:
    """All of ``successions.toml``; ``division`` is the rule for divisions that took another's place, with its basis."""

    organs: tuple[Reform, ...]
    national: tuple[Reform, ...]
    division: tuple[str, str]

    @classmethod
    @functools.cache
    def load(cls) -> Reforms:
        """Return the reforms, read on the first call. Raises LexiconError for a row that lacks a field or has a wrong date."""
        rows = table("successions")
        try:
            division = rows["division"]
            return cls(
                tuple(map(_reform, rows["reform"])), tuple(map(_reform, rows["national"])), (_id(division), division["basis"])
            )
        except KeyError as error:
            raise LexiconError(_FILE, f"a row lacks {error}", "Add the missing field") from error


def _reform(row: Mapping[str, Any]) -> Reform:
    for name in ("not_before", "not_after"):
        if not _DATE.fullmatch(row[name]):
            raise LexiconError(_FILE, f"{row['id']} has {name} {row[name]!r}", "Give a year, month or day: 2018, 2018-03 or 2018-03-17")
    return Reform(_id(row), row["basis"], row["not_before"], row["not_after"], tuple(row["from"]), tuple(row["to"]))


def _id(row: Mapping[str, Any]) -> str:
    return f"succession.{row['id']}/{row['version']}"
