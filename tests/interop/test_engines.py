"""Every engine loads the build of the sample pages and answers every question like the embedded store.

Counts are compared, never a loader's exit status: Virtuoso reports no error and keeps 1 of 5 triples of what it misreads.
"""

import pyoxigraph
import pytest

from lawgraph.graph import queries
from lawgraph.graph.queries import ontology_folder
from lawgraph.graph.store import open_store, query

PARSERS = ("rapper", "serdi", "n3")
FILES = ("lawgraph.ttl", "alignments.ttl", "codelists.ttl", "shapes.ttl")


@pytest.fixture(scope="module")
def store(built) -> pyoxigraph.Store:
    return open_store(built)


@pytest.mark.parametrize("parser", PARSERS)
def test_parser_reads_every_triple_of_a_build(parser, parsed, built, store):
    assert parsed(parser, built / "graph.ttl") == len(store) > 2000


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("parser", PARSERS)
def test_parser_reads_every_triple_of_the_ontology(parser, name, parsed):
    path = ontology_folder() / name
    count = sum(1 for _ in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE))
    assert parsed(parser, path) == count > 60


def test_server_holds_every_triple_of_a_build(endpoint, store):
    assert endpoint.count() == len(store)


@pytest.mark.parametrize("name", queries.names())
def test_server_answers_every_question_alike(name, endpoint, store):
    sparql = queries.load(name).sparql
    answer = query(store, sparql)
    if answer.form == "graph":
        assert endpoint.triples(sparql) == {" ".join(map(str, row)) for row in answer.rows}
    else:
        assert endpoint.rows(sparql) == list(answer.rows)


def test_server_keeps_the_values_of_literals(endpoint, store):
    """Dates, numbers, typed codes and languages, as texts with their datatypes."""
    sparql = """
        SELECT DISTINCT ?property ?type ?language (COUNT(*) AS ?uses) WHERE {
          ?s ?property ?o . FILTER(isLiteral(?o)) BIND(LCASE(LANG(?o)) AS ?language)
          # Virtuoso is of the time before rdf:langString
          BIND(IF(?language = "", STR(DATATYPE(?o)), "") AS ?type)
        } GROUP BY ?property ?type ?language ORDER BY ?property ?type ?language"""
    assert sorted(map(str, endpoint.rows(sparql))) == sorted(map(str, query(store, sparql).rows))
