"""Each format, opened by a reader that is not ours."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd
import pyoxigraph
import pytest
import rdflib

import lawgraph
from lawgraph.export.jsonld import context
from lawgraph.export.registry import FORMATS, Options, export
from lawgraph.graph.names import BASE, PREFIXES, short
from lawgraph.graph.queries import ontology_folder
from lawgraph.model import Property

if TYPE_CHECKING:
    from pathlib import Path

INFERRED = ("institution:150200-sifaju", "partOf", "institution:150000-sifating")


def triples(path: Path) -> set[str]:
    return {str(quad.triple) for quad in pyoxigraph.parse(path=path)}


@pytest.fixture(scope="module")
def expected(folder) -> set[str]:
    return triples(folder / "graph.ttl")


# RDF


@pytest.mark.parametrize("name", ["turtle", "nt", "nquads", "trig", "jsonld"])
def test_rdf_holds_the_same_triples(folder, expected, tmp_path, name):
    (path,) = export(folder, name, tmp_path / FORMATS[name].output)
    quads = list(pyoxigraph.parse(path=path))
    assert {str(quad.triple) for quad in quads} == expected
    assert len(quads) == len(expected)
    named = name in {"nquads", "trig"}
    assert {quad.graph_name for quad in quads} == {pyoxigraph.NamedNode(BASE + "dataset") if named else pyoxigraph.DefaultGraph()}


def test_the_named_graph_can_be_chosen(folder, tmp_path):
    (path,) = export(folder, "nquads", tmp_path / "g.nq", options=Options(graph="https://example.org/g"))
    assert {quad.graph_name.value for quad in pyoxigraph.parse(path=path)} == {"https://example.org/g"}


def test_json_ld_reads_alike_in_rdflib(folder, tmp_path):
    (path,) = export(folder, "jsonld", tmp_path / "graph.jsonld")
    graph, own = rdflib.Graph().parse(path, format="json-ld"), rdflib.Graph().parse(folder / "graph.ttl")
    assert set(graph) == set(own)


def test_json_ld_is_short_and_has_a_node_a_line(folder, tmp_path):
    (path,) = export(folder, "jsonld", tmp_path / "graph.jsonld")
    data = json.loads(path.read_text(encoding="utf-8"))
    nodes = {node["id"]: node for node in data["@graph"]}
    bureau = nodes["institution:150200-sifaju"]
    assert bureau["label"] == "包头市司法局"
    assert bureau["type"] == ["lg:Institution", "lg:JusticeBureau"]
    assert bureau["partOf"] == "institution:150000-sifating"
    claim = next(node for node in data["@graph"] if "lg:LeadsClaim" in node["type"])
    assert claim["predicate"] == "lg:leads"
    assert isinstance(claim["confidence"], str)  # a JSON number would be read as a double
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(nodes) + 3
    assert not [key for node in data["@graph"] for key in node if ":" in key and not key.startswith(("rdfs:", "skos:", "lg:", "schema:"))]


def test_json_ld_under_another_base(graph, tmp_path):
    other = lawgraph.Graph(graph.knowledge, graph._reading, base_iri="https://example.org/data#")
    other.write(tmp_path / "build")
    (path,) = export(tmp_path / "build", "jsonld")
    assert triples(path) == triples(tmp_path / "build" / "graph.ttl")
    assert set(rdflib.Graph().parse(path, format="json-ld")) == set(rdflib.Graph().parse(tmp_path / "build" / "graph.ttl"))
    assert "institution:150200-sifaju" in path.read_text(encoding="utf-8")


def test_json_ld_writes_in_full_what_the_context_lacks(folder, tmp_path):
    build = tmp_path / "build"
    build.mkdir()
    (build / "build.json").write_bytes((folder / "build.json").read_bytes())
    odd = (
        "@prefix e: <https://example.org/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix oa: <http://www.w3.org/ns/oa#> . @prefix lg: <https://w3id.org/lawgraph/ontology#> .\n"
        'e:a e:p e:b, 5, 05, 0.50, true, "x", "x"@en, 99999999999999999999 ; rdfs:label "en"@en, "plain", e:c ; oa:start 1.5, "x" ; lg:leads "text" .\n'
        "[] e:p [] .\n"
    )
    (build / "graph.ttl").write_text(odd, encoding="utf-8")
    (path,) = export(build, "jsonld")
    form = pyoxigraph.RdfFormat.JSON_LD
    found = pyoxigraph.Dataset(pyoxigraph.parse(path=path, format=form))
    own = pyoxigraph.Dataset(pyoxigraph.parse(path=build / "graph.ttl"))
    for dataset in (found, own):
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    assert found == own


def test_the_published_context_has_a_term_for_every_property(folder):
    """A property that is added to the ontology gets its line in ontology/context.jsonld."""
    terms = {rdflib.Namespace(PREFIXES[told["@id"].partition(":")[0]])[told["@id"].partition(":")[2]] for told in context().values() if isinstance(told, dict)}
    ontology = rdflib.Graph().parse(ontology_folder() / "lawgraph.ttl")
    kinds = (rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
    own = {name for kind in kinds for name in ontology.subjects(rdflib.RDF.type, kind) if str(name).startswith(PREFIXES["lg"])}
    used = set(rdflib.Graph().parse(folder / "graph.ttl").predicates()) - {rdflib.RDF.type}
    assert (own | used) - terms == set()
    assert {term for term in terms if term.startswith(PREFIXES["lg"])} <= own
    dates = {"observedOn", "since", "until"}
    for name in own - {rdflib.URIRef(PREFIXES["lg"] + date) for date in dates}:
        (told,) = [told for told in context().values() if isinstance(told, dict) and told["@id"] == short(f"<{name}>")]
        assert (told.get("@type") == "@id") == ((name, rdflib.RDF.type, rdflib.OWL.ObjectProperty) in ontology)


# Networks


@pytest.mark.parametrize(("name", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networkx_reads_the_network(folder, rich_graph, tmp_path, name, read):
    (path,) = export(folder, name, tmp_path / f"n.{name}")
    network, own = read(path), rich_graph.network(nodes="iri")
    edges = {(s, data["property"], o): data for s, o, data in network.edges(data=True)}
    assert {(BASE + s.replace(":", "/"), prop, BASE + o.replace(":", "/")) for s, prop, o in edges} == {
        (s, data["property"], o) for s, o, data in own.edges(data=True)
    }
    assert {BASE + node.replace(":", "/") for node in network} >= set(own)
    for node in own:
        here = network.nodes[short(f"<{node}>")]
        assert (here["label"], here["kind"], here["inferred"]) == (own.nodes[node]["label"], own.nodes[node]["kind"], own.nodes[node]["inferred"])
    inferred = edges[INFERRED]
    assert inferred["inferred"] is True
    assert inferred["claims"] == 0
    stated = [data for data in edges.values() if not data["inferred"]]
    assert all(data["claims"] > 0 and data["quote"] and data["claim"] for data in stated)
    assert sum(data["claims"] for data in stated) == len(rich_graph.knowledge.claims)
    assert "\x0b" not in path.read_text(encoding="utf-8")
    assert "2026" not in path.read_text(encoding="utf-8").partition("<graph")[0]  # no date of today


# Tables


@pytest.fixture(scope="module", params=["csv", "parquet"])
def tables(request, folder, tmp_path_factory):
    target = tmp_path_factory.mktemp(request.param)
    files = export(folder, request.param, target)
    read = pd.read_csv if request.param == "csv" else pd.read_parquet
    return request.param, {file.stem: read(file) for file in files}


def test_pandas_reads_the_tables(tables, rich_graph):
    _, frames = tables
    knowledge = rich_graph.knowledge
    assert set(frames) == {"nodes", "edges", "claims"}
    assert len(frames["claims"]) == len(knowledge.claims)
    assert len(frames["edges"]) == len(knowledge.edges())
    assert {entity.label for entity in knowledge.entities} <= set(frames["nodes"].label)
    assert frames["nodes"].id.is_unique
    edges = {(row.subject, row.property, row.object): row for row in frames["edges"].itertuples()}
    assert bool(edges[INFERRED].inferred) is True
    assert edges[INFERRED].claims == 0
    assert frames["edges"].claims.sum() == len(knowledge.claims)
    assert set(frames["edges"].subject) | set(frames["edges"].object) <= set(frames["nodes"].id)
    assert set(frames["edges"].property) <= {prop.value for prop in Property}


def test_every_quote_in_the_tables_stands_at_its_offsets(tables, rich_graph):
    _, frames = tables
    for row in frames["claims"].itertuples():
        article = rich_graph.knowledge.article_by_id(row.article)
        assert article.text[row.start : row.end] == row.quote
        assert article.title == row.title


def test_csv_is_safe_in_a_spreadsheet_and_parquet_exact(tables, folder):
    kind, frames = tables
    (names,) = frames["nodes"].loc[frames["nodes"].id == "institution:150200-sifaju", "alt_labels"]
    if kind == "parquet":
        assert '=1+1;"<b>局</b>"\n|\x0b二行' in list(names)
        assert frames["claims"].dtypes["confidence"] == "float64"
        assert frames["nodes"].dtypes["inferred"] == "bool"
    else:
        assert names.startswith("'=1+1;")


def test_csv_opens_in_a_chinese_excel(folder, tmp_path):
    for path in export(folder, "csv", tmp_path):
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in data


def test_neo4j_importer_finds_its_headers_and_every_end(folder, rich_graph, tmp_path):
    nodes, relationships = export(folder, "neo4j-csv", tmp_path)
    for path in (nodes, relationships):
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        assert len({len(row) for row in rows}) == 1
        assert data.count(b"\n") == len(rows)  # one line a record
    with nodes.open(encoding="utf-8", newline="") as stream:
        things = {row[":ID"]: row for row in csv.DictReader(stream)}
    with relationships.open(encoding="utf-8", newline="") as stream:
        links = list(csv.DictReader(stream))
    assert things["institution:150200-sifaju"][":LABEL"] == "Institution;JusticeBureau"
    assert all(name for name in things["institution:150200-sifaju"]["altNames:string[]"].split(";"))
    assert {row[":START_ID"] for row in links} | {row[":END_ID"] for row in links} <= set(things)
    stated = [row for row in links if row["inferred:boolean"] == "false"]
    assert {row["claim"] for row in stated} == {claim.id for claim in rich_graph.knowledge.claims}
    assert all(row["quote"] for row in stated)
    (inferred,) = [row for row in links if row["inferred:boolean"] == "true"]
    assert (inferred[":START_ID"], inferred[":TYPE"], inferred[":END_ID"]) == (INFERRED[0], "PART_OF", INFERRED[2])
    assert "COOPERATES_WITH" in {row[":TYPE"] for row in stated}


# FollowTheMoney


def test_followthemoney_reads_its_entities(folder, rich_graph, tmp_path):
    ftm = pytest.importorskip("followthemoney", reason="the extra ftm is not installed: pip install lawgraph[ftm]", exc_type=ImportError)
    (path,) = export(folder, "ftm", tmp_path / "entities.ftm.json")
    proxies = {proxy.id: proxy for line in path.read_text(encoding="utf-8").splitlines() for proxy in [ftm.model.get_proxy(json.loads(line))]}
    knowledge = rich_graph.knowledge
    assert {proxy.first("recordId", quiet=True) for proxy in proxies.values()} - {None} == {claim.id for claim in knowledge.claims}
    assert {f"article-{article.id}" for article in knowledge.articles} <= set(proxies)
    bureau = proxies["institution-150200-sifaju"]
    assert bureau.schema.name == "PublicBody"
    assert bureau.caption == "包头市司法局"
    for proxy in proxies.values():
        proxy.schema.validate(proxy.to_dict())
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":  # every end is there, and of a schema that the property takes
                assert proxies[value].schema.is_a(prop.range), (proxy, prop, proxies[value].schema)
    links = [proxy for proxy in proxies.values() if proxy.schema.edge]
    inferred = [proxy for proxy in links if not proxy.has("proof")]
    assert len(links) == len(knowledge.claims) + 1
    assert [proxy.first("role") for proxy in inferred] == ["隶属于 / is part of"]
    assert all(proxy.has("description") for proxy in links if proxy not in inferred)
