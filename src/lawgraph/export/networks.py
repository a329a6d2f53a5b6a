"""GraphML and GEXF, written by networkx: nodes, and edges with the first of their sentences."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from lawgraph.graph.files import atomic

if TYPE_CHECKING:
    from pathlib import Path

    from lawgraph.export.built import Built
    from lawgraph.export.registry import Options

#: What XML 1.0 cannot hold, not even escaped.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def graphml(built: Built, path: Path, options: Options) -> list[Path]:
    """Write GraphML (http://graphml.graphdrawing.org/)."""
    del options
    from networkx.readwrite.graphml import GraphMLWriter  # noqa: PLC0415 - slow to import

    writer = GraphMLWriter(encoding="utf-8", prettyprint=True, named_key_ids=True)
    writer.add_graph_element(_network(built))
    with atomic(path) as stream:
        writer.dump(stream)
    return [path]


def gexf(built: Built, path: Path, options: Options) -> list[Path]:
    """Write GEXF 1.2 (https://gexf.net/)."""
    del options
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    meta = writer.xml.find("meta")
    meta.attrib.pop("lastmodifieddate", None)  # today's date: the same graph must give the same bytes
    writer.add_graph(_network(built))
    with atomic(path) as stream:
        writer.write(stream)
    return [path]


def _network(built: Built) -> Any:
    """Return a MultiDiGraph of values that XML holds: what is unknown is left out, several names are joined by "|"."""
    from networkx import MultiDiGraph  # noqa: PLC0415

    graph = MultiDiGraph()
    for node in built.nodes():
        graph.add_node(node.id, **_values(asdict(node)))
    for number, edge in enumerate(built.edges()):
        if edge.subject in graph and edge.object in graph:
            values = _values(asdict(edge)) | {"label": edge.property_zh, "weight": max(edge.claims, 1)}
            # The key becomes the edge's id in the file, which must be its own.
            graph.add_edge(values.pop("subject"), values.pop("object"), key=f"e{number}", **values)
    return graph


def _values(row: dict[str, Any]) -> dict[str, str | int | float | bool]:
    row.pop("id", None)
    joined = {key: "|".join(value) if isinstance(value, tuple) else value for key, value in row.items()}
    return {key: _UNWRITABLE.sub("", value) if isinstance(value, str) else value for key, value in joined.items() if value not in (None, "")}
