import pytest
import rdflib

from lawgraph.graph.queries import ontology_folder
from lawgraph.graph.turtle import to_turtle

pyshacl = pytest.importorskip("pyshacl")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "shapes.ttl")


def conforms(data: bytes, shapes: rdflib.Graph) -> tuple[bool, str]:
    ok, _, report = pyshacl.validate(rdflib.Graph().parse(data=data, format="turtle"), shacl_graph=shapes)
    return ok, report


def test_what_is_written_conforms(knowledge, shapes):
    ok, report = conforms(to_turtle(knowledge), shapes)
    assert ok, report


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lg:confidence 0.9 ;", "lg:confidence 1.5 ;"),
        ("lg:confidence 0.9 ;", "lg:confidence 9 ;"),
        ('lg:rule "leads.example/1" ;', ""),
        ("rdf:predicate lg:leads ;", "rdf:predicate lg:held ;"),
        ("rdf:object institution:150200-sifaju ;", "rdf:object program:caoyuanfalvguanjia ;"),
        ('rdfs:label "张志刚"@zh ;', ""),
        ('rdfs:label "张志刚"@zh ;', 'rdfs:label "张三"@zh ;'),
        ("oa:start 0 ;", "oa:start 99 ;"),
        ("oa:start 0 ;", "oa:start -1 ;"),
        ('"2021-03-23"^^xsd:date', '"昨天"'),
        ("lg:leads institution:150200-sifaju", "lg:leads program:caoyuanfalvguanjia"),
        ('lg:sha256 "', 'lg:sha256 "x'),
        ("lg:count 1 ;", "lg:count -1 ;"),
        ("a lg:Evidence ;", "a rdfs:Resource ;"),
    ],
)
def test_what_is_wrong_is_found(knowledge, shapes, old, new):
    text = to_turtle(knowledge).decode()
    assert old in text
    ok, _ = conforms(text.replace(old, new, 1).encode(), shapes)
    assert not ok
