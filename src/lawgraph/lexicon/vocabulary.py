"""The words of the field, read from the TOML files beside this module.

A lawyer edits the files; this module only says what each table must hold, so that a slip of the
pen is an error with the file's name and not a silent gap.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from lawgraph.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Organ:
    """A kind of organ: 司法局 with its full name "{place}司法局". Fields as in organs.toml."""

    id: str
    endings: tuple[str, ...]
    full: str | None = None
    also: tuple[str, ...] = ()
    bare: bool = False
    loose: bool = False
    line: str = ""


@dataclass(frozen=True, slots=True)
class NationalBody:
    """A body with one name in the whole country: 中华人民共和国司法部, also 司法部."""

    name: str
    aliases: tuple[str, ...]
    organ: str
    rhetorical: frozenset[str] = frozenset()

    @property
    def forms(self) -> tuple[str, ...]:
        """The words that name it in running text: without 中央, which slogans are full of."""
        return tuple(form for form in (self.name, *self.aliases) if form not in self.rhetorical)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tables of words, by file."""

    organs: tuple[Organ, ...]
    national: tuple[NationalBody, ...]
    surnames: frozenset[str]
    posts: dict[str, Any]
    names: dict[str, Any]
    honours: dict[str, Any]
    programs: dict[str, Any]
    documents: dict[str, Any]
    events: dict[str, Any]
    relations: dict[str, Any]
    codes: dict[str, Any]
    gap: dict[str, Any]

    @classmethod
    @functools.cache
    def load(cls) -> Vocabulary:
        """Return the one vocabulary of this process, read on the first call.

        Raises LexiconError for a file that is no TOML or lacks a table.
        """
        organs = table("organs")
        national = table("national")
        try:
            return cls(
                organs=tuple(
                    Organ(
                        id=row["id"],
                        endings=tuple(row["endings"]),
                        full=row.get("full"),
                        also=tuple(row.get("also", ())),
                        bare=row.get("bare", False),
                        loose=row.get("loose", False),
                        line=row.get("line", row["id"]),
                    )
                    for row in organs["organ"]
                ),
                national=tuple(
                    NationalBody(
                        name=row["name"],
                        aliases=tuple(row["aliases"]),
                        organ=row["organ"],
                        rhetorical=frozenset(row.get("rhetorical", ())),
                    )
                    for row in national["body"]
                ),
                surnames=frozenset(_lines("surnames.txt")),
                posts=table("posts"),
                names=table("names"),
                honours=table("honours"),
                programs=table("programs"),
                documents=table("documents"),
                events=table("events"),
                relations=table("relations"),
                codes=table("codes"),
                gap=organs["gap"],
            )
        except KeyError as error:
            raise LexiconError(
                "organs.toml or national.toml", f"a row lacks {error}", "Add the missing field"
            ) from error


def _read(name: str) -> str:
    return resources.files("lawgraph.lexicon").joinpath("data", name).read_text(encoding="utf-8")


def _lines(name: str) -> list[str]:
    return [line for line in _read(name).splitlines() if line and not line.startswith("#")]


def table(name: str) -> dict[str, Any]:
    """Return a TOML file of ``data/``, by its name without the ending. Raises LexiconError where it is no TOML."""
    try:
        return tomllib.loads(_read(f"{name}.toml"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml", str(error), "Mend the line that it names") from error
