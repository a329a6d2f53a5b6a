"""The difference as Turtle that a store loads: which triples are to go, and which to come.

In the Changeset vocabulary (http://purl.org/vocab/changeset/schema): one ``cs:ChangeSet`` for each
subject, whose ``cs:removal`` and ``cs:addition`` are ``rdf:Statement`` resources. Every node has an IRI,
made from what it says, so that a patch has no blank node and the same bytes for the same builds.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.diff.difference import Difference

CHANGESET: Final = "http://purl.org/vocab/changeset/schema#"
_PREFIXES: Final = f"""\
@prefix cs: <{CHANGESET}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
_DIGITS: Final = 20  # of a SHA-256: 80 bits, no collision expected below 10^10 statements


def patch(difference: Difference) -> Iterator[str]:
    """Yield the patch, a block at a time; of two builds that hold the same graph, its prefixes alone.

    Taking each removal out of the old graph and putting each addition in gives the new one.
    """
    yield _PREFIXES
    base = difference.bases[1]
    ordered = sorted([*((triple, "removal") for triple in difference.removed), *((triple, "addition") for triple in difference.added)])
    for subject, group in groupby(ordered, key=lambda one: one[0][0]):
        changes = [(triple, how, f"{base}statement/{_digest(*triple)}") for triple, how in group]
        name = _digest(subject, *(f"{how} {iri}" for _, how, iri in changes))
        told = "".join(f" ;\n    cs:{how} <{iri}>" for _, how, iri in changes)
        yield f"\n<{base}changeset/{name}> a cs:ChangeSet ;\n    cs:subjectOfChange {subject}{told} .\n"
        for triple, _, iri in changes:
            yield f"\n<{iri}> a rdf:Statement ;\n    rdf:subject {triple[0]} ;\n    rdf:predicate {triple[1]} ;\n    rdf:object {triple[2]} .\n"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:_DIGITS]
