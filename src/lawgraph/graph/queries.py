"""The questions that ship with lawgraph, by name, with their parameters, and the folder that holds them and the ontology.

A question's file declares each parameter in a line of its head, and has the value on lines of its own:

    # --institution NAME: the institution, by its name / 机构名称
    VALUES ?institution { "包头市司法局"@zh }

The value there is an example, so that the file is a query for every engine. Where the line is a comment
(``# VALUES``) the parameter may be left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lawgraph.errors import QueryError
from lawgraph.graph import literals
from lawgraph.graph.spans import is_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PARAMETER = re.compile(r"^# --([a-z]+) (NAME|DAY): (.+) / (.+)$", re.MULTILINE)
_VALUES = r"^( *)(# )?VALUES \?{} \{{ (.+) \}}$"
_DAY = len("2021-06-01")


class ValueKind(StrEnum):
    """What a parameter takes; the word stands behind it in the question's file."""

    NAME = "NAME"
    DAY = "DAY"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question is asked with: what it is in English and Chinese, an example, and whether it must be given."""

    name: str
    kind: ValueKind
    en: str
    zh: str
    example: str
    required: bool

    def term(self, value: str) -> str:
        """Return a value as a literal of SPARQL. Raises QueryError for one that is none of its kind."""
        if self.kind is ValueKind.DAY:
            if len(value) != _DAY or not is_date(value):
                raise QueryError(f"{value!r} for --{self.name}", "is no day", "Give year, month and day, as 2021-06-01")
            return literals.string(value)
        if not (name := literals.clean_label(value)):
            raise QueryError(f"{value!r} for --{self.name}", "is no name", "Give a name as it stands in the graph")
        return literals.string(name, "zh")


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its name, the question in English and Chinese, the query itself, and its parameters."""

    name: str
    en: str
    zh: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()

    @property
    def usage(self) -> str:
        """How the question is asked: ``leader-on --institution NAME --date DAY``, what may be left out in brackets."""
        told = (f"--{one.name} {one.kind}" for one in self.parameters)
        marked = (text if one.required else f"[{text}]" for text, one in zip(told, self.parameters, strict=True))
        return " ".join((self.name, *marked))

    @property
    def examples(self) -> dict[str, str]:
        """An example of each value that must be given."""
        return {one.name: one.example for one in self.parameters if one.required}

    def ask(self, values: Mapping[str, str]) -> str:
        """Return the query with these values for its parameters, each a literal in its place.

        A value is written as one literal, whatever it holds, and is never read as SPARQL. Raises
        QueryError for a parameter that the question lacks, one that is missing, or a value that is none.
        """
        known = {one.name: one for one in self.parameters}
        if unknown := sorted(set(values) - set(known)):
            problem = f"has no parameter --{unknown[0]}"
            raise QueryError(f"question {self.name!r}", problem, f"Ask it as: {self.usage}" if known else "Ask it without")
        sparql = self.sparql
        for name, parameter in known.items():
            if name in values:
                line = f"VALUES ?{name} {{ {parameter.term(values[name])} }}"
                # A function, since a replacement in text would read the value's backslashes.
                sparql = re.sub(_VALUES.format(name), lambda found, line=line: found[1] + line, sparql, flags=re.MULTILINE)  # type: ignore[misc]
            elif parameter.required:
                raise QueryError(f"question {self.name!r}", f"needs --{name}", f"Ask it as: {self.usage}")
        return sparql


@cache
def ontology_folder() -> Path:
    """Return the folder with ``lawgraph.ttl``, ``shapes.ttl`` and ``queries/``.

    It is inside the installed package, and beside ``src`` in a checkout.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "ontology", package.parents[1] / "ontology"):
        if (folder / "lawgraph.ttl").is_file():
            return folder
    raise QueryError("the ontology", f"is not beside {package}", "Install lawgraph again")


def names() -> tuple[str, ...]:
    """Return the names of the shipped questions, sorted."""
    return tuple(sorted(path.stem for path in (ontology_folder() / "queries").glob("*.rq")))


def limit(sparql: str) -> int | None:
    """Return how many rows a shipped question stops at, None where it has no such line.

    The largest of its LIMITs that stand on lines of their own, as the shipped questions have them.
    """
    return max(map(int, re.findall(r"^ *LIMIT (\d+)$", sparql, re.MULTILINE)), default=None)


def load(name: str) -> Question:
    """Return the shipped question of this name.

    Example: ``load("leaders").zh`` is ``谁领导哪个机构,以什么职务?``
    """
    path = ontology_folder() / "queries" / f"{name}.rq"
    # The test on the form comes first: a name from a user must not reach other files.
    if not _NAME.fullmatch(name) or not path.is_file():
        raise QueryError(
            f"question {name!r}", "is not among the shipped ones", f"Choose from: {', '.join(names())}"
        )
    sparql = path.read_text(encoding="utf-8")
    told = dict(re.findall(r"^# (en|zh): (.+)$", sparql, re.MULTILINE))
    return Question(name, told.get("en", ""), told.get("zh", ""), sparql, tuple(_parameters(name, sparql)))


def _parameters(question: str, sparql: str) -> Iterator[Parameter]:
    """Yield the parameters that a file declares. Raises QueryError for one without a place in the query."""
    for name, kind, en, zh in _PARAMETER.findall(sparql):
        places = re.findall(_VALUES.format(name), sparql, re.MULTILINE)
        if not places:
            raise QueryError(f"question {question!r}", f"has no line VALUES ?{name} {{ … }}", "Add it where the value belongs")
        example = places[0][2].removesuffix("@zh").strip('"')
        yield Parameter(name, ValueKind(kind), en, zh, example, required=any(not mark for _, mark, _ in places))


def sparql_of(query: str, values: Mapping[str, str]) -> str:
    """Return the SPARQL of a shipped question, named by ``query`` and asked with ``values``, or ``query`` itself.

    Raises QueryError as :meth:`Question.ask` does, and for values with a query that is no shipped question.
    """
    if query in names():
        return load(query).ask(values)
    if values:
        raise QueryError("the query", f"takes no --{min(values)}", f"Values go with a shipped question: {', '.join(names())}")
    return query
