"""lawgraph: Chinese news about justice bureaus as a knowledge graph in which every edge shows its sentence.

>>> import lawgraph
>>> g = lawgraph.build(["seeds/"])        # doctest: +SKIP
>>> g.query("leaders").rows               # doctest: +SKIP
>>> g.rdf, g.network()                    # doctest: +SKIP
>>> g.write("output/")                    # doctest: +SKIP
>>> lawgraph.load("output/").rdf          # doctest: +SKIP
>>> lawgraph.build_into("output/", ["seeds/"])    # reads only what changed    # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgraph.errors import LawgraphError
from lawgraph.model import Article, Claim, Entity, Extraction, Kind, Mention, Property, ResolvedClaim

if TYPE_CHECKING:
    from lawgraph.graph.stored import StoredGraph, load
    from lawgraph.incremental import build_into
    from lawgraph.pipeline import Graph, build
    from lawgraph.progress import Progress

__all__ = [
    "Article",
    "Claim",
    "Entity",
    "Extraction",
    "Graph",
    "Kind",
    "LawgraphError",
    "Mention",
    "Progress",
    "Property",
    "ResolvedClaim",
    "StoredGraph",
    "build",
    "build_into",
    "load",
]

_PIPELINE = ("Graph", "Progress", "build")
_STORED = ("StoredGraph", "load")


def __getattr__(name: str) -> Any:
    """Load the pipeline and the store when they are first asked for, so that ``lawgraph --help`` stays quick."""
    if name in _PIPELINE:
        from lawgraph import pipeline  # noqa: PLC0415

        return getattr(pipeline, name)
    if name == "build_into":
        from lawgraph import incremental  # noqa: PLC0415

        return incremental.build_into
    if name in _STORED:
        from lawgraph.graph import stored  # noqa: PLC0415

        return getattr(stored, name)
    raise AttributeError(f"module 'lawgraph' has no attribute {name!r}")
