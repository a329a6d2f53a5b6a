"""The published files of ``ontology/`` as rdflib graphs."""

from __future__ import annotations

import pytest
import rdflib

from lawgraph.graph.queries import ontology_folder


def _file(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / name)


@pytest.fixture(scope="session")
def ontology() -> rdflib.Graph:
    return _file("lawgraph.ttl")


@pytest.fixture(scope="session")
def alignments() -> rdflib.Graph:
    return _file("alignments.ttl")


@pytest.fixture(scope="session")
def codelists() -> rdflib.Graph:
    return _file("codelists.ttl")


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    return _file("shapes.ttl")
