"""Why a node of a built folder is one thing: its mentions with their sentences, the merges, what follows by rule.

The files are read as streams, and only the lines that speak of the node are taken apart: a folder of
gigabytes is read through once, and nothing of it is kept.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lawgraph.errors import QueryError
from lawgraph.graph import records
from lawgraph.graph.identities import ENTITIES_FILE, Identified, iter_entities
from lawgraph.graph.lookup import Passage, passages
from lawgraph.graph.names import iri, name
from lawgraph.graph.statements import Statement, by_rule, speaks_of
from lawgraph.model import Kind

if TYPE_CHECKING:
    from os import PathLike

_KINDS = {kind.value.lower(): kind for kind in Kind}
#: Labels near to one that nothing bears, to show what there is.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Explanation:
    """What makes a node one thing. ``passages`` has one for each mention, in their order.

    ``consequences`` are the statements on it that a rule supplies and no article says.
    """

    iri: str
    found: Identified
    passages: tuple[Passage, ...]
    decisions: tuple[dict[str, Any], ...]
    consequences: tuple[Statement, ...]


def find(folder: str | PathLike[str], term: str) -> list[Identified]:
    """Return the nodes that a term means: by its IRI, prefixed name or local id, else its label, else another name.

    Examples of terms: ``institution:150200-sifaju``, ``150200-sifaju``, ``包头市司法局``. Raises QueryError
    where it means none, and OutputError where the folder is no build.
    """
    term = term.strip()
    kind, local = _address(term, str(records.read_report(folder)["base_iri"]))
    address = f'"id": {json.dumps(local)},'.encode()
    words = json.dumps(term, ensure_ascii=False).encode("utf-8", "replace")[1:-1]
    ranks: tuple[list[Identified], ...] = ([], [], [])
    near: list[str] = []
    for found in iter_entities(Path(folder) / ENTITIES_FILE, only=lambda line: address in line or words in line):
        entity = found.entity
        means = (entity.id == local and kind in {None, entity.kind}, entity.label == term, term in entity.alt_labels)
        if any(means):
            ranks[means.index(True)].append(found)
        elif term and term in entity.label and len(near) < _NEAR:
            near.append(entity.label)
    if best := next(filter(None, ranks), None):
        return best
    remedy = f"Nodes with it in their label: {', '.join(near)}" if near else "Give an IRI, a local id, or a label as it stands in the graph"
    raise QueryError(repr(term), "is no node of this build", remedy)


def explain(folder: str | PathLike[str], found: Identified) -> Explanation:
    """Return what makes a node one thing, with the sentences of its mentions and what rules supply of it."""
    path = Path(folder)
    report = records.read_report(path)
    base = str(report["base_iri"])
    wanted = set(found.identity.decisions)
    return Explanation(
        iri(found.entity.kind, found.entity.id, base),
        found,
        tuple(passages(path / records.ARTICLES_FILE, ((one.article_id, one.start, one.end) for one in found.identity.mentions))),
        tuple(one for one in report.get("decisions", {}).get("outcomes", ()) if one["id"] in wanted),
        tuple(by_rule(path, speaks_of(name(found.entity.kind, found.entity.id, base)), base)),
    )


def _address(term: str, base: str) -> tuple[Kind | None, str]:
    """Return the kind and local id that a term gives; None for the kind where it gives none."""
    bare = term.removeprefix("<").removesuffix(">")
    prefix, _, local = bare.removeprefix(base).partition("/") if bare.startswith(base) else bare.partition(":")
    return (_KINDS[prefix], unquote(local)) if prefix in _KINDS and local else (None, bare)
