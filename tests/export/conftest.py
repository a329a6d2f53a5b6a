"""A build with what an export must carry and withstand: an inferred edge, and a name that breaks formats."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

import lawgraph
from lawgraph.graph.knowledge import Knowledge
from lawgraph.model import Property

if TYPE_CHECKING:
    from pathlib import Path

#: A formula, a delimiter, line breaks, a control character that XML cannot hold, markup, quotation marks.
HOSTILE = '=1+1;"<b>局</b>"\n|\x0b二行'


def rich(graph: lawgraph.Graph) -> lawgraph.Graph:
    """Return the graph of the sample pages with a superior body known by rule, and another name for a bureau."""
    knowledge = graph.knowledge
    body = next(entity for entity in knowledge.entities if entity.id == "150200-sifaju")
    renamed = dataclasses.replace(body, alt_labels=(*body.alt_labels, HOSTILE))
    superior = dataclasses.replace(body, id="150000-sifating", label="内蒙古自治区司法厅", alt_labels=(), code="150000", inferred=True)
    entities = tuple(renamed if entity is body else entity for entity in knowledge.entities)
    more = Knowledge(knowledge.articles, entities, knowledge.claims, ((renamed, Property.PART_OF, superior),))
    return lawgraph.Graph(more, graph._reading)


@pytest.fixture(scope="session")
def rich_graph(graph) -> lawgraph.Graph:
    return rich(graph)


@pytest.fixture(scope="session")
def folder(rich_graph, tmp_path_factory) -> Path:
    """The folder of that build. Read only: all tests share it."""
    path = tmp_path_factory.mktemp("rich") / "build"
    rich_graph.write(path)
    return path
