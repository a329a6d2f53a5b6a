"""One statement of a built folder and what it stands on: a claim with its sentence, or what a rule supplies with the rule."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lawgraph.errors import QueryError
from lawgraph.graph import records
from lawgraph.graph.identities import ENTITIES_FILE
from lawgraph.graph.lookup import Passage, blocks, labels, passages
from lawgraph.graph.names import ONTOLOGY, PREFIXES, iri, name, short
from lawgraph.graph.store import GRAPH_FILE
from lawgraph.graph.stream import by_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike

    from lawgraph.model import ResolvedClaim

_SUBJECT, _PREDICATE, _OBJECT, _TYPE = (PREFIXES["rdf"] + word for word in ("subject", "predicate", "object", "type"))
_RULE = ONTOLOGY + "rule"
#: What a claim may carry, in the order in which it is told.
_FIELDS = ("role", "modality", "count", "conferred_by", "observed", "since", "until", "confidence")


@dataclass(frozen=True, slots=True)
class Statement:
    """A subject, a predicate and an object, by their names in Turtle, with the labels of the ends, and the rule.

    ``details`` are what else is said of it, as pairs; ``passage`` is the sentence of a claim, None for
    what a rule supplies and no article says.
    """

    iri: str
    subject: str
    subject_label: str
    predicate: str
    object: str
    object_label: str
    rule: str
    details: tuple[tuple[str, str], ...] = ()
    passage: Passage | None = None


def find_statement(folder: str | PathLike[str], term: str) -> Statement | None:
    """Return the claim or inference that a term names, None for a term that is of another kind.

    Examples of terms: ``claim:c028c07213a0929e1``, ``inference:i0123456789abcdef``, or the whole IRI. Raises
    QueryError where the build has none of that name, and OutputError where the folder is no build.
    """
    path = Path(folder)
    base = str(records.read_report(path)["base_iri"])
    bare = term.strip().removeprefix("<").removesuffix(">")
    kind, _, local = bare.removeprefix(base).partition("/") if bare.startswith(base) else bare.partition(":")
    if kind not in {"claim", "inference"}:
        return None
    found: Iterator[Statement]
    if kind == "claim":
        address = b'{"id": ' + json.dumps(unquote(local)).encode() + b","
        found = (_claim(path, one, base) for one in records.iter_records(path / records.CLAIMS_FILE, records.claim_of, only=lambda line: line.startswith(address)))
    else:
        opening = name(kind, unquote(local) or "-", base).encode("utf-8", "replace") + b" a "
        found = by_rule(path, lambda block: block.startswith(opening), base)
    if (statement := next(found, None)) is None:
        raise QueryError(repr(term), f"is no {kind} of this build", f"Ask `lawgraph query DIR evidence`, or give a {kind} as graph.ttl names it")
    return statement


def by_rule(folder: Path, keep: Callable[[bytes], object], base: str) -> Iterator[Statement]:
    """Yield the statements that a rule supplies and no article says, of those blocks of ``graph.ttl`` that ``keep`` holds of."""
    import pyoxigraph  # noqa: PLC0415 - a compiled library that takes a moment to load

    found = blocks(folder / GRAPH_FILE)
    text = b"\n".join([next(found), *filter(keep, found)])  # the prefixes come first
    nodes = [(node, facts) for node, facts in by_subject(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)) if {_RULE, _SUBJECT} <= facts.keys()]
    known = labels(folder / ENTITIES_FILE, {facts[end][0].value for _, facts in nodes for end in (_SUBJECT, _OBJECT)}, base)
    for node, facts in nodes:
        ends = [facts.pop(end)[0].value for end in (_SUBJECT, _OBJECT)]
        (subject, subject_label), (obj, object_label) = ((short(f"<{end}>"), known.get(end, end)) for end in ends)
        predicate, rule = facts.pop(_PREDICATE)[0], facts.pop(_RULE)[0]
        details = tuple((short(f"<{key}>").partition(":")[2], value.value) for key, values in facts.items() if key != _TYPE for value in values)
        yield Statement(node.strip("<>"), subject, subject_label, short(str(predicate)), obj, object_label, rule.value, details)


def speaks_of(names: str) -> Callable[[bytes], object]:
    """Return a test whether a block of ``graph.ttl`` has the node of this name in Turtle as its subject or object."""
    return re.compile(rb"\n    rdf:(?:subject|object) " + re.escape(names.encode("utf-8")) + rb" [;.]").search


def _claim(folder: Path, found: ResolvedClaim, base: str) -> Statement:
    claim = found.claim
    (passage,) = passages(folder / records.ARTICLES_FILE, [(found.article_id, claim.start, claim.end)])
    return Statement(
        iri("claim", found.id, base),
        name(found.subject.kind, found.subject.id, base),
        found.subject.label,
        f"lg:{claim.property.value}",
        name(found.object.kind, found.object.id, base),
        found.object.label,
        claim.rule,
        tuple((field, str(value)) for field in _FIELDS if (value := getattr(claim, field)) is not None),
        passage,
    )
