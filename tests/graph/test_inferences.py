"""Inferred superiors and successions in the graph: their nodes, rules and dates, checked by the shapes."""

import dataclasses

import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib import RDF

import lawgraph
from lawgraph.check.validate import validate
from lawgraph.check.verify import verify
from lawgraph.graph.queries import ontology_folder
from lawgraph.graph.turtle import to_turtle
from lawgraph.graph.vocabulary import LG
from lawgraph.model import Kind

PAGES = {
    "a.txt": "郫县新闻\n\n来源:示例报 2015-03-02\n\n郫县司法局局长王刚走访。\n",
    "b.txt": "郫都新闻\n\n来源:示例报 2021-03-02\n\n郫都区司法局局长李明走访。该局机关党委召开会议。\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    pages, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("out")
    for name, text in PAGES.items():
        (pages / name).write_text(text, encoding="utf-8")
    lawgraph.build([pages]).write(out)
    return out


@pytest.fixture(scope="module")
def told(folder):
    return rdflib.Graph().parse(folder / "graph.ttl")


def labels(told, predicate):
    name = rdflib.RDFS.label
    return {(str(told.value(s, name)), str(told.value(o, name))) for s, o in told.subject_objects(predicate)}


def test_superiors_stand_in_the_graph_with_their_inference(told):
    edges = {("郫县司法局", "成都市司法局"), ("郫都区司法局", "成都市司法局"), ("成都市司法局", "四川省司法厅"), ("四川省司法厅", "中华人民共和国司法部")}
    assert edges <= labels(told, LG.partOf)
    for inference in set(told.subjects(RDF.type, LG.Inference)):
        subject, predicate, obj = (told.value(inference, part) for part in (RDF.subject, RDF.predicate, RDF.object))
        assert (subject, predicate, obj) in told
        assert told.value(inference, LG.rule)
        assert told.value(inference, LG.basis).language == "zh"


def test_bodies_that_no_article_names_are_marked(told):
    marked = {str(told.value(one, rdflib.RDFS.label)) for one in told.subjects(LG.inferred, rdflib.Literal(True)) if (one, RDF.type, LG.Institution) in told}
    assert marked == {"成都市司法局", "四川省司法厅", "中华人民共和国司法部"}


def test_a_succession_is_an_edge_and_a_dated_node(told):
    assert labels(told, LG.succeeds) == {("郫都区司法局", "郫县司法局")}
    (one,) = told.subjects(RDF.type, LG.Succession)
    assert str(told.value(one, LG.notBefore)) == str(told.value(one, LG.notAfter)) == "2016"
    assert told.value(one, LG.tie) is None


def test_the_shipped_question_finds_it(folder):
    answer = lawgraph.load(folder).query("successions")
    assert [row[:4] for row in answer.rows] == [("郫都区司法局", "郫县司法局", "2016", "2016")]
    parts = lawgraph.load(folder).query("parts")
    assert ("郫都区司法局", "成都市司法局", "no", "guidance") in parts.rows


def test_the_build_conforms_and_holds(folder):
    assert validate(folder).conforms
    conforms, _, _ = pyshacl.validate(rdflib.Graph().parse(folder / "graph.ttl"), shacl_graph=rdflib.Graph().parse(ontology_folder() / "shapes.ttl"))
    assert conforms
    assert [str(finding) for finding in verify(folder)] == []


def test_a_build_read_back_says_the_same(folder):
    from lawgraph.graph.built import read_knowledge

    knowledge, base = read_knowledge(folder)
    again = list(pyoxigraph.parse(to_turtle(knowledge, base_iri=base), format=pyoxigraph.RdfFormat.TURTLE))
    first = list(pyoxigraph.parse((folder / "graph.ttl").read_bytes(), format=pyoxigraph.RdfFormat.TURTLE))
    assert {str(one) for one in again if "inference" in str(one)} == {str(one) for one in first if "inference" in str(one)}


def test_an_edge_that_no_rule_supplies_gets_no_inference(knowledge, plain):
    (edge,) = knowledge.inferred_edges
    strange = dataclasses.replace(edge[2], label="某某机关", id="mou")
    graph = plain(dataclasses.replace(knowledge, entities=(*knowledge.entities, strange), inferred_edges=((edge[0], edge[1], strange),)))
    assert list(graph.subjects(RDF.type, LG.Inference)) == []
    assert edge[2].kind is Kind.INSTITUTION
