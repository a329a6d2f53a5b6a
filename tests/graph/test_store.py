import csv
import io
import json

import pytest
import rdflib

from lawgraph.errors import OutputError, QueryError
from lawgraph.graph.store import Answer, open_store, query, rdf
from lawgraph.graph.stored import load
from lawgraph.graph.turtle import write_turtle


@pytest.fixture(scope="module")
def store(knowledge):
    return open_store(knowledge)


def test_store_opens_knowledge_a_file_and_a_build_directory(knowledge, store, tmp_path):
    write_turtle(knowledge, tmp_path / "graph.ttl")
    assert len(open_store(tmp_path)) == len(open_store(tmp_path / "graph.ttl")) == len(store)


def test_rdflib_asks_the_same_store(store):
    graph = rdf(store)
    assert isinstance(graph, rdflib.Graph)
    assert len(graph) == len(store)
    assert rdflib.Literal("包头市司法局", "zh") in graph.objects(None, rdflib.RDFS.label)
    rows = graph.query("SELECT ?l WHERE { ?o a lg:JusticeBureau ; rdfs:label ?l }")
    assert "包头市司法局" in {str(row.l) for row in rows}


@pytest.mark.parametrize("opened", [open_store, load])
def test_store_tells_which_file_is_missing_or_broken(tmp_path, opened):
    with pytest.raises(OutputError, match="cannot be read"):
        opened(tmp_path)
    (tmp_path / "graph.ttl").write_text("<a> <b", encoding="utf-8")
    with pytest.raises(OutputError, match="is no Turtle"):
        opened(tmp_path)


def test_query_select_knows_the_prefixes(store):
    answer = query(store, "SELECT ?l WHERE { institution:150200-sifaju rdfs:label ?l }")
    assert answer == Answer(("l",), (("包头市司法局",),))


def test_query_gives_none_for_what_is_unbound(store):
    answer = query(store, "SELECT ?a ?b WHERE { BIND(1 AS ?a) OPTIONAL { ?b a lg:NoSuchClass } }")
    assert answer.rows == (("1", None),)
    assert json.loads(answer.to_json()) == [{"a": "1", "b": None}]
    assert answer.to_csv() == "a,b\n1,\n"


def test_query_ask_construct_describe(store):
    assert query(store, "ASK { ?s lg:leads ?o }").rows == (("true",),)
    assert query(store, "ASK { ?s lg:leads ?s }").rows == (("false",),)
    built = query(store, "CONSTRUCT { ?s foaf:name ?l } WHERE { ?s a lg:Official ; rdfs:label ?l }")
    assert built.form == "graph"
    assert built.rows == tuple(sorted(built.rows))
    assert '<http://xmlns.com/foaf/0.1/name> "张志刚"@zh .\n' in built.to_ntriples()
    assert query(store, "DESCRIBE institution:150200-sifaju").columns == ("subject", "predicate", "object")
    with pytest.raises(QueryError, match="holds no triples"):
        query(store, "ASK {}").to_ntriples()


def test_query_tells_where_the_syntax_is_wrong(store):
    with pytest.raises(QueryError, match=r"line 2, column 11 in") as caught:
        query(store, "SELECT * WHERE {\n  ?s ?p ?? }")
    assert "?s ?p ??" in str(caught.value)
    assert caught.value.code == "LG400"


@pytest.mark.parametrize(
    "text", ["", "谁领导包头市司法局?", "SELECT", "SELECT * {", "\x00", "SELECT ?x { ?x nope:y ?z }"]
)
def test_query_that_is_no_sparql_is_a_query_error(store, text):
    with pytest.raises(QueryError):
        query(store, text)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+x", "'+x"), ("-x", "'-x"), ("\tx", "'\tx"), ("-3", "-3"), ("+1.5", "+1.5"), ("局", "局")],
)  # fmt: skip
def test_csv_cells_are_no_formulas(cell, shown):
    answer = Answer(("a",), ((cell,),))
    assert list(csv.reader(io.StringIO(answer.to_csv()))) == [["a"], [shown]]
    assert list(csv.reader(io.StringIO(answer.to_csv(guard=False)))) == [["a"], [cell]]


def test_csv_quotes_what_needs_it():
    answer = Answer(("a", "b"), (('说"法",二\n行', None),))
    assert answer.to_csv() == 'a,b\n"说""法"",二\n行",\n'
