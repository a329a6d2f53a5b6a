"""A folder that a build wrote, read back."""

import shutil

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph.built import read_knowledge
from lawgraph.graph.knowledge import Knowledge, entity_key
from lawgraph.model import Article, Entity, Kind, Property
from lawgraph.pipeline import Graph
from lawgraph.read import Reading
from lawgraph.view import render


def test_the_page_of_a_folder_is_that_of_the_build(graph, built):
    knowledge, base = read_knowledge(built)
    assert knowledge.counts() == graph.knowledge.counts()
    assert render(knowledge, base_iri=base) == (built / "network.html").read_text(encoding="utf-8")


def test_names_and_nodes_without_a_claim_come_back(graph, built):
    knowledge, _ = read_knowledge(built)
    before = {entity_key(entity): entity for entity in graph.knowledge.entities}
    assert {entity_key(entity) for entity in knowledge.entities} == set(before)
    for entity in knowledge.entities:
        was = before[entity_key(entity)]
        assert (entity.label, entity.alt_labels, entity.inferred, entity.provisional) == (was.label, was.alt_labels, was.inferred, was.provisional)


def test_edges_by_rule_and_another_base_come_back(tmp_path):
    above = Entity("150000-sifating", Kind.INSTITUTION, "内蒙古自治区司法厅", "a", code="150000", organ="justice-bureau", inferred=True)
    below = Entity("150200-sifaju", Kind.INSTITUTION, "包头市司法局", "b", ("市司法局",), "150200", "justice-bureau")
    odd = Entity("名 #1", Kind.PROGRAM, "项目", "c")
    knowledge = Knowledge((Article("文。"),), (odd,), (), ((below, Property.PART_OF, above),))
    Graph(knowledge, Reading((), (), (), ()), base_iri="https://example.org/x/").write(tmp_path)
    back, base = read_knowledge(tmp_path)
    assert base == "https://example.org/x/"
    assert [(s.label, p, o.label) for (s, p, o), _ in back.edges()] == [("包头市司法局", Property.PART_OF, "内蒙古自治区司法厅")]
    assert [(entity.id, entity.code, entity.organ, entity.alt_labels) for entity in back.entities] == [
        (entity.id, entity.code, entity.organ, entity.alt_labels) for entity in knowledge.entities
    ]


@pytest.mark.parametrize("name", ["graph.ttl", "claims.jsonl", "articles.jsonl"])
def test_a_folder_that_lacks_a_file_is_told(built, tmp_path, name):
    shutil.copytree(built, tmp_path / "out")
    (tmp_path / "out" / name).unlink()
    with pytest.raises(OutputError, match=name):
        read_knowledge(tmp_path / "out")


def test_a_path_that_is_no_folder_is_told(built):
    with pytest.raises(OutputError, match="is no folder"):
        read_knowledge(built / "graph.ttl")
