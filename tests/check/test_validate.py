"""Validating: foreign files, hostile shapes, memory, and the command."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import subprocess
import sys

import pyoxigraph
import pytest
import rdflib

from lawgraph.check import index
from lawgraph.check.context import passages
from lawgraph.check.report import to_turtle
from lawgraph.check.shapes import read_shapes
from lawgraph.check.validate import validate
from lawgraph.check.words import component, problem
from lawgraph.errors import CheckError, OutputError

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def run(tmp_path, shapes: str, data: str) -> list[tuple[str, str]]:
    """Return the node and the component of each result, in order."""
    (tmp_path / "shapes.ttl").write_text(HEAD + shapes, encoding="utf-8")
    (tmp_path / "data.ttl").write_text(HEAD + data, encoding="utf-8")
    results = validate(tmp_path / "data.ttl", shapes=tmp_path / "shapes.ttl").results
    return [(result.focus.removeprefix("<https://example.org/").removesuffix(">"), component(result)) for result in results]


def refusal(tmp_path, shapes: str) -> str:
    (tmp_path / "shapes.ttl").write_text(HEAD + shapes, encoding="utf-8")
    with pytest.raises(CheckError) as caught:
        read_shapes(tmp_path / "shapes.ttl")
    return str(caught.value)


@pytest.mark.parametrize(
    ("shape", "good", "bad", "broken"),
    [
        ("sh:property [ sh:path ex:p ; sh:minExclusive 1 ]", "ex:p 2", "ex:p 1", "minExclusive"),
        ("sh:property [ sh:path ex:p ; sh:maxExclusive 1 ]", "ex:p 0.5", "ex:p 1", "maxExclusive"),
        ("sh:property [ sh:path ex:p ; sh:maxLength 2 ]", 'ex:p "司法"', 'ex:p "司法局"', "maxLength"),
        ("sh:property [ sh:path ex:p ; sh:uniqueLang true ]", 'ex:p "a"@zh, "b"@en, "c", "d"', 'ex:p "a"@zh, "b"@ZH', "uniqueLang"),
        ("sh:property [ sh:path ex:p ; sh:pattern '^a' ; sh:flags 'i' ]", 'ex:p "Ab"', 'ex:p "ba"', "pattern"),
        ("sh:property [ sh:path ex:p ; sh:lessThanOrEquals ex:q ]", "ex:p 1 ; ex:q 1", "ex:p 2 ; ex:q 1", "lessThanOrEquals"),
        ("sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ) ; sh:property [ sh:path ex:p ]", "ex:p 1", "ex:q 1", "closed"),
        ("sh:xone ( [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ] [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ] )", "ex:p 1", "ex:p 1 ; ex:q 1", "xone"),
        ("sh:and ( [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ] [ sh:property [ sh:path ex:p ; sh:maxCount 1 ] ] )", "ex:p 1", "ex:p 1, 2", "and"),
        ("sh:not [ sh:property [ sh:path ex:p ; sh:minCount 1 ] ]", "ex:q 1", "ex:p 1", "not"),
        ("sh:node ex:T . ex:T sh:property [ sh:path ex:p ; sh:datatype xsd:int ]", 'ex:p "5"^^xsd:int', 'ex:p "5000000000"^^xsd:int', "node"),
        ("sh:property [ sh:path ex:p ; sh:node [ sh:nodeKind sh:IRI ] ]", "ex:p ex:b", 'ex:p "b"', "node"),
        ("sh:property [ sh:path ex:p ; sh:in ( 1 ex:b ) ]", "ex:p ex:b", "ex:p 2", "in"),
        ("sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:maxCount 1 ]", "ex:q 1 . ex:b ex:p ex:a", "ex:q 1 . ex:b ex:p ex:a . ex:c ex:p ex:a", "maxCount"),
        ("sh:property [ sh:path ex:p ; sh:class ex:Top ]", "ex:p ex:b . ex:b a ex:Low . ex:Low rdfs:subClassOf ex:Top", "ex:p ex:b . ex:b a ex:Low", "class"),
    ],
)  # fmt: skip
def test_components_that_the_ontology_does_not_use_yet(tmp_path, shape, good, bad, broken):
    shapes = f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {shape} ."
    assert run(tmp_path, shapes, f"ex:a a ex:C ; {good} .") == []
    assert run(tmp_path, shapes, f"ex:a a ex:C ; {bad} .") == [("a", broken)]
    results = validate(tmp_path / "data.ttl", shapes=tmp_path / "shapes.ttl").results
    assert "{" not in problem(results[0])
    import pyshacl

    conforms, _, _ = pyshacl.validate(rdflib.Graph().parse(tmp_path / "data.ttl"), shacl_graph=rdflib.Graph().parse(tmp_path / "shapes.ttl"))
    assert not conforms


def test_a_shape_that_is_a_class_aims_at_its_members_and_a_deactivated_one_at_nothing(tmp_path):
    shapes = "ex:C a sh:NodeShape, rdfs:Class ; sh:property [ sh:path ex:p ; sh:minCount 1 ] ."
    assert run(tmp_path, shapes, "ex:a a ex:C .") == [("a", "minCount")]
    shapes += "ex:C sh:property ex:Q . ex:Q sh:path ex:q ; sh:minCount 1 ; sh:deactivated true ."
    assert run(tmp_path, shapes, "ex:a a ex:C .") == [("a", "minCount")]


@pytest.mark.parametrize(
    ("shape", "says"),
    [
        ("sh:sparql [ sh:select 'SELECT $this WHERE {}' ]", "uses sh:sparql"),
        ("sh:property [ sh:path ex:p ; sh:qualifiedValueShape [ sh:class ex:D ] ; sh:qualifiedMinCount 1 ]", "uses sh:qualified"),
        ("sh:property [ sh:path ( ex:p ex:q ) ; sh:minCount 1 ]", "a path of more than one step"),
        ("sh:property [ sh:path [ sh:zeroOrMorePath ex:p ] ; sh:minCount 1 ]", "a path of more than one step"),
        ("sh:property [ sh:path ex:p ; sh:node [ sh:property [ sh:path ex:q ; sh:minCount 1 ] ] ]", "the properties of another node"),
        ("sh:property ex:Mistyped", "without a sh:path"),
        ("sh:property [ sh:path ex:p ; sh:minCount 'many' ]", "sh:minCount that means nothing"),
        ("sh:property [ sh:path ex:p ; sh:pattern '(' ]", "sh:pattern that means nothing"),
        ("sh:property [ sh:path ex:p ; sh:nodeKind ex:Kind ]", "sh:nodeKind that means nothing"),
        ("sh:property [ sh:path ex:p ; sh:in ex:a ]", "is no list"),
        ("sh:minCount 1", "sh:minCount where it cannot stand"),
        ("sh:targetNode ex:a", "aims by sh:targetNode"),
        ("sh:not ex:S", "contains itself"),
        ("sh:property [ sh:path ex:p ; sh:minCuont 1 ]", "uses sh:minCuont"),
    ],
)  # fmt: skip
def test_what_is_not_run_is_refused_and_never_passed_over(tmp_path, shape, says):
    assert says in refusal(tmp_path, f"ex:S a sh:NodeShape ; sh:targetClass ex:C ; {shape} .")


def lines(built) -> list[str]:
    quads = pyoxigraph.parse(path=built / "graph.ttl")
    return [f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads]


def wrong(results):
    return {(result.focus, result.path, component(result)) for result in results}


def test_a_foreign_order_and_many_parts_change_nothing(built, tmp_path, monkeypatch):
    """Subjects whose triples lie apart are gathered on disk first."""
    found = [line for line in lines(built) if "#confidence>" not in line]
    (tmp_path / "ordered.nt").write_text("".join(found), encoding="utf-8")
    random.Random(1).shuffle(found)
    (tmp_path / "shuffled.nt").write_text("".join([*found, *found[:50]]), encoding="utf-8")  # repeats are one triple
    ordered = validate(tmp_path / "ordered.nt")
    assert {component(result) for result in ordered.results} == {"minCount"}
    monkeypatch.setattr(index, "_PART_SIZE", 20_000)
    stages = []
    shuffled = validate(tmp_path / "shuffled.nt", progress=index.Progress(begin=lambda name, _: stages.append(name)))
    assert stages == ["Indexing", "Splitting", "Indexing", "Checking"]
    assert wrong(shuffled.results) == wrong(ordered.results)
    assert (shuffled.checked, shuffled.total) == (ordered.checked, ordered.total)


@pytest.mark.parametrize("name", ["g.nq", "g.trig", "g.rdf", "g.jsonld", "g.nt.gz", "g.ttl.gz"])
def test_every_format_of_rdf_is_read(built, tmp_path, name):
    packed = name.endswith(".gz")
    form = pyoxigraph.RdfFormat.from_extension(name.removesuffix(".gz").rpartition(".")[2])
    data = pyoxigraph.serialize((quad.triple for quad in pyoxigraph.parse(path=built / "graph.ttl")), format=form)
    (tmp_path / name).write_bytes(gzip.compress(data) if packed else data)
    validation = validate(tmp_path / name)
    assert (validation.checked, validation.total) == (validate(built).checked, 0)


def test_blank_nodes_are_told_apart(tmp_path):
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:class ex:D ] ."
    assert run(tmp_path, shapes, "ex:a a ex:C ; ex:p [ a ex:D ] . [] a ex:C ; ex:p [ a ex:D ] .") == []
    assert [found for _, found in run(tmp_path, shapes, "[] a ex:C ; ex:p [ a ex:E ] .")] == ["class"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("no.ttl", None, "is not there"),
        ("odd.xyz", b"", "does not tell its format by its name"),
        ("bad.ttl", b"<a> <b>", "is no Turtle"),
        ("bad.nt.gz", b"no gzip", "gzip"),
        ("cut.nt.gz", gzip.compress(b"<http://a/> <http://a/> <http://a/> .\n" * 900)[:-9], "gzip"),
        ("rdf12.ttl", b"@prefix e: <http://e/> . e:a e:b <<( e:c e:d e:f )>> .", "RDF 1.2"),
    ],
)
def test_what_is_no_graph_is_told(tmp_path, name, content, says):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(OutputError, match=says):
        validate(tmp_path / name)


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(OutputError, match="holds neither"):
        validate(tmp_path)


# The command


@pytest.fixture
def broken(built, tmp_path):
    """A build in which a claim lost its evidence, an article its hash, and a bureau its label."""
    folder = tmp_path / "broken"
    shutil.copytree(built, folder)
    graph = (folder / "graph.ttl").read_text(encoding="utf-8")
    claim = graph.index("\nclaim:")
    at = graph.index(" ;\n    prov:wasDerivedFrom", claim)
    graph = graph[:at] + graph[graph.index(" .\n", at) :]
    at = graph.index(" ;\n    lg:sha256")
    graph = graph[:at] + graph[graph.index(" ;\n", at + 1) :]
    (folder / "graph.ttl").write_text(graph, encoding="utf-8")
    return folder


def test_command_is_content_with_a_build(command, built):
    done = command("validate", built)
    assert done.status == 0, done.err
    assert "nothing is wrong" in done.out


def test_command_tells_what_is_wrong_where(command, broken, graph):
    done = command("validate", broken, "-q")
    assert done.status == 1
    assert done.err == ""
    claim = graph.knowledge.claims[0]
    title = graph.knowledge.article_by_id(claim.article_id).title
    article = graph.knowledge.articles[0]
    assert f"article:{article.id} has no lg:sha256 (exactly one is needed): in «{article.title}»" in done.out
    # The graph no longer leads from the claim to its words; the records of the build do.
    expected = f"claim:{claim.id} has no prov:wasDerivedFrom (at least one is needed). A claim needs evidence: in «{title}», sentence “"
    assert expected + graph.knowledge.quote(claim)[:40] in done.out


def test_command_prints_as_many_as_it_may(command, built, tmp_path):
    text = (built / "graph.ttl").read_text(encoding="utf-8").replace("lg:confidence", "lg:confidense")
    (tmp_path / "graph.ttl").write_text(text, encoding="utf-8")
    done = command("validate", tmp_path, "--limit", 3, "-q")
    assert done.out.count("has no lg:confidence") == 3
    assert f"… and {text.count('lg:confidense') - 3} more" in done.out
    assert command("validate", tmp_path, "--limit", 0, "-q").out.count("has no lg:confidence") == text.count("lg:confidense")


def test_command_prints_json(command, broken):
    done = command("validate", broken, "-q", "--format", "json")
    assert done.status == 1
    report = json.loads(done.out)
    assert report["conforms"] is False
    assert report["total"] == len(report["results"]) == 3
    (claim,) = [one for one in report["results"] if "/claim/" in one["node"]]
    assert claim["component"] == "minCount"
    assert claim["sentence"]


def test_command_prints_a_shacl_report(command, broken):
    done = command("validate", broken, "-q", "-f", "turtle")
    assert done.status == 1
    report = rdflib.Graph().parse(data=done.out, format="turtle")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    assert report.value(None, sh.conforms, rdflib.Literal(False))
    assert len(list(report.objects(None, sh.result))) == 3
    for result in report.objects(None, sh.result):
        for wanted in (sh.focusNode, sh.resultSeverity, sh.sourceConstraintComponent, sh.sourceShape, sh.resultMessage, sh.resultPath):
            assert report.value(result, wanted) is not None
    assert done.out == to_turtle(validate(broken))  # the same bytes each time


def test_command_refuses_what_cannot_be_checked(command, tmp_path, built):
    (tmp_path / "shapes.ttl").write_text(HEAD + "ex:S sh:targetClass ex:C ; sh:sparql [] .", encoding="utf-8")
    done = command("validate", built, "--shapes", tmp_path / "shapes.ttl", "-q")
    assert done.status == 2
    assert "sh:sparql" in done.err
    assert command("validate", tmp_path / "none", "-q").status == 2


def test_the_place_of_a_node_is_found_in_the_graph_alone(built, graph, tmp_path):
    """A file without its folder tells the same passages as the records beside it."""
    shutil.copy(built / "graph.ttl", tmp_path / "alone.ttl")
    nodes = [f"<{node}>" for node in graph.network(nodes="iri").nodes]
    nodes += [f"<https://w3id.org/lawgraph/id/claim/{claim.id}>" for claim in graph.knowledge.claims]
    nodes += [f"<https://w3id.org/lawgraph/id/article/{article.id}>" for article in graph.knowledge.articles]
    of_records, of_graph = passages(built, nodes), passages(tmp_path / "alone.ttl", nodes)
    assert len(of_records) > 150
    assert of_graph == of_records


def test_a_damaged_record_takes_the_place_away_and_not_the_result(command, broken):
    (broken / "claims.jsonl").write_text("{", encoding="utf-8")
    done = command("validate", broken, "-q")
    assert done.status == 1
    assert "has no prov:wasDerivedFrom" in done.out


def test_memory_does_not_grow_with_the_triples_of_a_node(tmp_path):
    """Twenty times the triples on as many nodes take no more memory than a few megabytes."""

    def peak(count: int) -> int:
        path = tmp_path / f"{count}.nt"
        with path.open("w", encoding="utf-8") as stream:
            for node in range(500):
                stream.writelines(f'<https://example.org/{node}> <https://example.org/p{n}> "{"法" * 20}{n}" .\n' for n in range(count))
        code = (
            "import resource, sys; from lawgraph.check.validate import validate; validate(sys.argv[1]);"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=True, text=True)
        return int(done.stdout)  # kilobytes

    assert peak(400) - peak(20) < 8_000
