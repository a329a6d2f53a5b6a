"""CSV for ``neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv``.

A relationship a claim, so that each carries its sentence; one more for each inferred edge. The importer
takes one line a record, so line breaks in texts become spaces. Without a byte order mark, which it would
take for part of the first header.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any, Final

from lawgraph.export.registry import folder_at
from lawgraph.graph.files import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lawgraph.export.built import Built
    from lawgraph.export.registry import Options

_NODES: Final = (
    ":ID", ":LABEL", "iri", "name", "altNames:string[]", "pinyin", "code", "category", "division",
    "inferred:boolean", "provisional:boolean",
)  # fmt: skip
_RELATIONSHIPS: Final = (
    ":START_ID", ":TYPE", ":END_ID", "inferred:boolean", "claim", "role", "observed", "since", "until", "count:long",
    "conferredBy", "modality", "confidence:double", "rule", "quote", "start:long", "end:long", "article", "title",
    "publisher", "date", "url",
)  # fmt: skip
_ARRAY: Final = ";"  # the importer's own delimiter of arrays


def neo4j_files(built: Built, path: Path, options: Options) -> list[Path]:
    """Write ``nodes.csv`` and ``relationships.csv`` with the importer's headers into a folder."""
    del options
    folder = folder_at(path)
    tables = {"nodes.csv": (_NODES, _nodes(built)), "relationships.csv": (_RELATIONSHIPS, _relationships(built))}
    for name, (header, rows) in tables.items():
        with atomic(folder / name) as stream:
            text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(header)
            writer.writerows([_cell(value) for value in row] for row in rows)
            text.flush()
            text.detach()
    return [folder / name for name in tables]


def _nodes(built: Built) -> Iterator[Iterable[Any]]:
    for node in built.nodes():
        labels = _ARRAY.join(one for one in (node.kind, node.subclass) if one)
        # A name with the delimiter in it would fall into two.
        names = _ARRAY.join(name.replace(_ARRAY, "\uff1b") for name in node.alt_labels)
        yield (
            node.id, labels, node.iri, node.label, names, node.pinyin, node.code, node.category, node.division,
            node.inferred, node.provisional,
        )  # fmt: skip


def _relationships(built: Built) -> Iterator[Iterable[Any]]:
    for claim in built.claims():
        yield (
            claim.subject, _type(claim.property), claim.object, False, claim.id, claim.role, claim.observed, claim.since,
            claim.until, claim.count, claim.conferred_by, claim.modality, claim.confidence, claim.rule, claim.quote,
            claim.start, claim.end, claim.article, claim.title, claim.publisher, claim.date, claim.url,
        )  # fmt: skip
    nothing = [None] * (len(_RELATIONSHIPS) - 4)
    for edge in built.edges():
        if edge.inferred:
            yield edge.subject, _type(edge.property), edge.object, True, *nothing


def _type(name: str) -> str:
    """Return a property as Neo4j writes types: ``HOLDS_POST``."""
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name)


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return " ".join(value.splitlines()) if isinstance(value, str) else value
