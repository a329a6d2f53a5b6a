import io
import random
import re

import pyoxigraph
import pytest
import rdflib
from rdflib import RDF, RDFS
from rdflib.namespace import SKOS

from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.names import BASE, namespace
from lawgraph.graph.turtle import to_turtle, write_turtle
from lawgraph.graph.vocabulary import LG
from lawgraph.model import Article, Entity, Kind, Property

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
HOSTILE = [
    '说"""法"""',
    "<script>alert(1)</script>",
    "反\\斜\\\\杠\\",
    "两\n行\r\n文\u2028字",
    "空\x00字",
    "\u202e倒写\u202c\u200f",
    "长" * 10_000,
    "' . <http://evil/> a <http://evil/> . '",
    "\u001b[31m红\u0085",
    "𠮷田司法局",
    "@zh^^xsd:date",
    " ",
]


def triples(data: bytes) -> set[str]:
    return {str(t) for t in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)}


def test_turtle_reads_alike_in_rdflib_and_pyoxigraph(knowledge, plain):
    data = to_turtle(knowledge)
    parsed = list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(parsed) == len(set(map(str, parsed))) > 250  # no triple is written twice
    store = pyoxigraph.Store()
    store.bulk_load(data, format=pyoxigraph.RdfFormat.TURTLE)
    graph = plain(knowledge)
    assert len(graph) == len(store) == len(parsed)
    # rdflib's own N-Triples give the same set: no literal was rewritten on the way
    again = pyoxigraph.parse(
        graph.serialize(format="nt", encoding="utf-8"), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    assert {str(t) for t in again} == triples(data)


def test_turtle_is_the_same_bytes_for_the_same_knowledge(knowledge):
    data = to_turtle(knowledge)
    for seed in range(3):
        parts = [list(knowledge.articles), list(knowledge.entities), list(knowledge.claims)]
        for part in parts:
            random.Random(seed).shuffle(part)
        assert to_turtle(Knowledge(*map(tuple, parts), knowledge.inferred_edges)) == data


def test_turtle_goes_to_a_path_or_a_stream(knowledge, tmp_path):
    stream = io.BytesIO()
    write_turtle(knowledge, stream)
    write_turtle(knowledge, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == stream.getvalue() == to_turtle(knowledge)


@pytest.mark.parametrize("label", HOSTILE, ids=lambda label: ascii(label[:12]))
def test_turtle_survives_hostile_labels(with_label, label):
    data = to_turtle(with_label(label))
    node = rdflib.URIRef(BASE + "institution/150200-sifaju")
    graph = rdflib.Graph().parse(data=data, format="turtle")
    shown = graph.value(node, RDFS.label)
    kept = re.sub("[\x00\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", "", label).strip()
    assert str(shown) == (kept or "150200-sifaju")
    assert graph.value(node, SKOS.prefLabel) == shown
    assert len(graph) == len(triples(data))
    assert b"\x00" not in data
    check_shape_of_text(data.decode())


def check_shape_of_text(text: str) -> None:
    """Check what QLever's parallel reader and Virtuoso ask for."""
    head, *blocks = text.split("\n\n")
    assert all(line.startswith("@prefix ") for line in head.splitlines())
    assert all(block.rstrip("\n").endswith(" .") for block in blocks)
    for block in blocks:
        first, *rest = block.rstrip("\n").split("\n")
        assert not first.startswith(" ")
        assert all(line.startswith("    ") for line in rest), "a literal runs over two lines"
    assert "_:" not in re.sub(r'"(?:[^"\\]|\\.)*"', "", text)


def test_turtle_keeps_to_what_all_stores_read(knowledge):
    check_shape_of_text(to_turtle(knowledge).decode())


def test_every_direct_edge_has_a_claim_unless_inferred(knowledge, plain):
    graph = plain(knowledge)
    claimed = {
        (graph.value(c, RDF.subject), graph.value(c, RDF.predicate), graph.value(c, RDF.object))
        for c in graph.subjects(RDF.type, LG.Claim)
    }
    assert len(claimed) == 12
    edges = {(s, LG[p.value], o) for p in Property for s, o in graph.subject_objects(LG[p.value])}
    assert claimed <= edges
    ids = namespace(Kind.INSTITUTION)
    left = edges - claimed
    assert {(str(s).removeprefix(ids), str(o).removeprefix(ids)) for s, _, o in left} == {
        ("150200-zhongyuan", "150200-sifaju"),  # the other direction of cooperation
        ("150200-sifaju", "150000-sifating"),  # inferred
    }


def test_every_claim_has_evidence_with_the_words_of_its_article(knowledge, plain):
    graph = plain(knowledge)
    texts = {BASE + "article/" + article.id: article.text for article in knowledge.articles}
    claims = list(graph.subjects(RDF.type, LG.Claim))
    for claim in claims:
        evidence = graph.value(claim, PROV.wasDerivedFrom)
        text = texts[str(graph.value(evidence, OA.hasSource))]
        start, end = int(graph.value(evidence, OA.start)), int(graph.value(evidence, OA.end))
        assert text[start:end] == str(graph.value(evidence, OA.exact))
    assert len(set(graph.objects(None, PROV.wasDerivedFrom))) < len(
        claims
    )  # shared by claims on one sentence


def test_claim_and_node_carry_what_was_read(knowledge):
    text = to_turtle(knowledge).decode()
    for line in (
        'lg:role "党组书记、局长"@zh',
        'lg:observedOn "2021-03-23"^^xsd:date',
        'lg:observedOn "2022-09"^^xsd:gYearMonth',
        'lg:since "2020"^^xsd:gYear',
        'lg:conferredBy "银川市人民政府"@zh',
        "lg:count 1 ;",
        'lg:modality "proposed"',
        "lg:confidence 0.9 ;",
        "a lg:Claim, lg:LeadsClaim",
        "a lg:Institution, lg:JusticeBureau",
        'skos:hiddenLabel "shan wen"@zh-latn-pinyin',
        'skos:notation "150200"',
        "lg:inferred true",
        "lg:provisional true",
        'schema:author "记者甲"@zh, "通讯员乙"@zh',
        "schema:url <https://example.org/news/2021-03/23/1.html>",
    ):
        assert line in text, line


def test_turtle_of_nothing_is_a_graph_of_nothing():
    assert triples(to_turtle(Knowledge())) == set()


def test_turtle_writes_ids_that_break_the_contract_as_full_iris():
    odd = Entity("a b/局", Kind.EVENT, "事", "事")
    data = to_turtle(Knowledge(entities=(odd,)))
    assert b"<https://w3id.org/lawgraph/id/event/a%20b%2F%E5%B1%80> a lg:Event" in data
    assert len(triples(data)) == 4


def test_turtle_under_another_base(knowledge):
    data = to_turtle(knowledge, base_iri="https://example.org/id/")
    assert b"https://w3id.org/lawgraph/id/" not in data
    assert b"@prefix institution: <https://example.org/id/institution/> ." in data


def test_article_without_a_title_is_shown_by_its_first_words():
    data = to_turtle(Knowledge((Article("第一句话。\n第二句话。", url="javascript:alert(1)"),)))
    assert 'rdfs:label "第一句话。…"@zh' in data.decode()
    assert b"javascript" not in data
