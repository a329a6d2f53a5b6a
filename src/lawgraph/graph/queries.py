"""The questions that ship with lawgraph, by name, and the folder that holds them and the ontology."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lawgraph.errors import QueryError

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """A competency question: its name, the question in English and Chinese, and the query itself."""

    name: str
    en: str
    zh: str
    sparql: str


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
    return Question(name, told.get("en", ""), told.get("zh", ""), sparql)
