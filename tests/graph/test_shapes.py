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
        ('lg:modality "proposed"', 'lg:modality "maybe"'),
        ('"150200"^^lgc:GBT2260', '"150200"'),
        ('"150200"^^lgc:GBT2260', '"1502"^^lgc:GBT2260'),
        ('lg:codeEdition "2026"^^xsd:gYear', 'lg:codeEdition "2026"'),
        ("lg:division place:150200-baotoushi", "lg:division honour:erdenggong"),
        ("lg:division place:150200-baotoushi", "lg:division place:150200-baotoushi, place:150000-neimengguzizhiqu"),
        ("lg:within place:150000-neimengguzizhiqu", "lg:within honour:erdenggong"),
        ("lg:institutionKind lgc:institution-justice-bureau", "lg:institutionKind lgc:level-national"),
        ("lg:level lgc:level-national", "lg:level lgc:program-brand"),
        ("lg:eventKind lgc:event-meeting", "lg:eventKind lgc:event-meeting, lgc:event-lecture"),
        ('skos:prefLabel "meeting"@en, "会议"@zh', 'skos:prefLabel "meeting"@en'),
        ("skos:inScheme lgc:event-kinds", "skos:inScheme lgc:event-meeting"),
    ],
)
def test_what_is_wrong_is_found(knowledge, shapes, old, new):
    text = to_turtle(knowledge).decode()
    assert old in text
    ok, _ = conforms(text.replace(old, new, 1).encode(), shapes)
    assert not ok
