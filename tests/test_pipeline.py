import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib

import lawgraph
from lawgraph.errors import OutputError, QueryError
from lawgraph.model import Kind, Property

LG = "https://w3id.org/lawgraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
FILES = {"abstained.jsonl", "articles.jsonl", "build.json", "claims.jsonl", "entities.jsonl", "graph.ttl", "network.html"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# The same input gives the same bytes


def built_apart(paths, output: Path, cwd: Path, hash_seed: str) -> dict[str, bytes]:
    """Build in a process of its own: another order of sets, another place."""
    arguments = [sys.executable, "-m", "lawgraph.cli", "build", *map(str, paths), "-o", str(output), "-q"]
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    subprocess.run(arguments, cwd=cwd, env=environment, check=True, stdin=subprocess.DEVNULL)
    return contents(output)


def test_two_builds_have_the_same_bytes(seeds, tmp_path):
    for name in ("one", "two"):
        lawgraph.build([seeds]).write(tmp_path / name)
    assert contents(tmp_path / "one").keys() == FILES
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_building_anew_into_a_folder_leaves_the_same_bytes(built, graph, tmp_path):
    shutil.copytree(built, tmp_path / "again")
    graph.write(tmp_path / "again")
    assert contents(tmp_path / "again") == contents(built)


def test_neither_the_place_nor_the_order_nor_the_hash_seed_changes_a_byte(seeds, tmp_path):
    pages = sorted(seeds.glob("*.txt"))
    one = built_apart(pages, tmp_path / "one", seeds, "1")
    two = built_apart(pages[::-1], tmp_path / "two", tmp_path, "2")
    assert one.keys() == FILES
    assert one == two


def test_relative_paths_give_the_same_bytes_wherever_the_folder_lies(seeds, tmp_path):
    results = []
    for name in ("here", "there"):
        shutil.copytree(seeds, tmp_path / name / "pages")
        results.append(built_apart(["pages"], tmp_path / name / "output", tmp_path / name, "0"))
    assert results[0] == results[1]
    assert not [name for name, data in results[0].items() if str(tmp_path).encode() in data]


def test_a_build_does_not_look_at_the_clock(seeds, tmp_path, monkeypatch):
    lawgraph.build([seeds]).write(tmp_path / "now")
    monkeypatch.setattr(time, "time", lambda: 4_000_000_000.0)
    random.seed(7)
    lawgraph.build([seeds]).write(tmp_path / "later")
    assert contents(tmp_path / "now") == contents(tmp_path / "later")


def test_one_page_more_leaves_the_claims_of_the_others(seeds):
    pages = sorted(seeds.glob("*.txt"))
    some = lawgraph.build(pages[:-1]).knowledge
    for article in some.articles:
        found = Counter((c.claim, c.subject.label) for c in some.claims if c.article_id == article.id)
        alone = lawgraph.build([article.source]).knowledge
        assert found == Counter((c.claim, c.subject.label) for c in alone.claims)


# The Python API


def test_every_public_name_is_there():
    assert sorted(lawgraph.__all__) == list(lawgraph.__all__)
    for name in lawgraph.__all__:
        assert getattr(lawgraph, name) is not None
    with pytest.raises(AttributeError, match="nope"):
        lawgraph.nope  # noqa: B018


def test_build_takes_paths_of_any_kind(seeds):
    one = seeds / "seed-003.txt"
    counts = {str(lawgraph.build(paths).knowledge.counts()) for paths in ([one], [str(one)], iter([one]), (one, one))}
    assert len(counts) == 1


def test_build_reads_a_stream(seeds):
    page = seeds / "seed-003.txt"
    with page.open("rb") as stream:
        piped = lawgraph.build(["-"], stdin=stream).knowledge
    assert [article.source for article in piped.articles] == ["-"]
    assert piped.counts() == lawgraph.build([page]).knowledge.counts()


def test_build_of_nothing_is_an_empty_graph(tmp_path):
    graph = lawgraph.build([])
    assert graph.knowledge.counts()["nodes"] == 0
    assert graph.failures == ()
    assert graph.query("leaders").rows == ()
    assert graph.network().number_of_nodes() == 0
    graph.write(tmp_path / "out")
    assert contents(tmp_path / "out").keys() == FILES


def test_progress_hears_of_every_article(seeds):
    totals, read, extracted = [], [], []
    lawgraph.build([seeds], progress=lawgraph.Progress(total=totals.append, read=read.append, extracted=extracted.append))
    assert totals == [5, 5]
    assert len(set(read)) == len(read) == 5
    assert extracted == sorted(extracted)
    assert len(extracted) == 5


def test_rdf_is_what_the_file_holds(graph, built):
    assert isinstance(graph.rdf, rdflib.Graph)
    assert len(graph.rdf) > 1000
    # rdflib tells "x" from "x"^^xsd:string, which are one literal in RDF 1.1 and in the store.
    simple = {tuple(rdflib.Literal(str(term)) if getattr(term, "datatype", None) == rdflib.XSD.string else term for term in triple) for triple in graph.rdf}
    assert simple == set(rdflib.Graph().parse(built / "graph.ttl"))
    assert graph.rdf is graph.rdf


def test_network_has_labels_kinds_and_evidence(graph):
    network = graph.network()
    counts = graph.knowledge.counts()
    assert isinstance(network, nx.MultiDiGraph)
    assert (network.number_of_nodes(), network.number_of_edges()) == (counts["nodes"], counts["edges"])
    kinds = Counter(data["kind"] for _, data in network.nodes(data=True))
    assert {kind.value: kinds[kind.value] for kind in Kind} == {kind.value: counts[kind.value] for kind in Kind}
    assert all(data["label"] for _, data in network.nodes(data=True))
    texts = {article.id: article.text for article in graph.knowledge.articles}
    for _, _, key, data in network.edges(keys=True, data=True):
        assert key in set(Property)
        assert data["label"]
        assert data["evidence"] or data["inferred"]
        for passage in data["evidence"]:
            assert texts[passage["article"]][passage["start"] : passage["end"]] == passage["quote"]


def test_query_takes_a_name_or_sparql(graph):
    named = graph.query("leaders")
    assert named.columns == ("institution", "leader", "role", "observed", "status")
    asked = graph.query("SELECT ?name WHERE { ?body a lg:Institution ; rdfs:label ?name } ORDER BY ?name")
    assert ("宜宾市司法局",) in asked.rows
    with pytest.raises(QueryError, match="SERVICE"):
        graph.query("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }")


def test_query_finds_the_same_before_and_after_writing(graph, built, command):
    done = command("query", built, "leaders", "--format", "json")
    assert done.out == graph.query("leaders").to_json()


def test_report_counts_what_the_graph_holds(graph, built, seeds):
    report = json.loads((built / "build.json").read_text(encoding="utf-8"))
    hashes = report.pop("files")
    assert report == graph.report()
    assert hashes == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in built.iterdir() if path.name != "build.json"}
    assert report["counts"] == graph.knowledge.counts()
    assert len(report["inputs"]) == 5
    assert report["lawgraph"]
    measured = {claim["rule"]: claim["confidence"] for claim in lines(built / "claims.jsonl")}
    assert {rule: report["rules"][rule]["confidence"] for rule in measured} == measured
    assert all(0 <= rule["right"] <= rule["n"] for rule in report["rules"].values())
    assert report["failures"] == []


# Evidence first


@pytest.fixture(scope="module")
def store(built) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_load(path=str(built / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    return store


def found(store, sparql: str) -> list[tuple[str, ...]]:
    rows = store.query(sparql, prefixes={"lg": LG, "rdf": RDF, "oa": OA, "prov": PROV})
    return [tuple(term.value for term in row) for row in rows]


def test_every_direct_edge_has_a_claim_or_an_inference(store):
    properties = " ".join(f"lg:{prop.value}" for prop in Property)
    edges = set(found(store, f"SELECT ?s ?p ?o {{ VALUES ?p {{ {properties} }} ?s ?p ?o }}"))
    claims = set(found(store, "SELECT ?s ?p ?o { ?c a lg:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"))
    claims |= {(o, p, s) for s, p, o in claims if p == f"{LG}cooperatesWith"}
    inferred = set(found(store, "SELECT ?s ?p ?o { ?c a lg:Inference ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"))
    assert len(inferred) >= 10
    assert not inferred & claims
    assert len(edges) >= 60
    assert edges == claims | inferred


def test_the_words_of_every_claim_stand_at_its_offsets(store, built):
    texts = {article["id"]: article["text"] for article in lines(built / "articles.jsonl")}
    claims = lines(built / "claims.jsonl")
    for claim in claims:
        text = texts[claim["article"]]
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["quote"].strip()
        for end in (claim["subject"]["mention"], claim["object"]["mention"]):
            assert 0 <= end["start"] <= end["end"] <= len(text)
        assert claim["rule"]
        assert 0 < claim["confidence"] <= 1
    passages = found(
        store,
        "SELECT ?c ?article ?start ?end ?words { ?c a lg:Claim ; lg:rule ?rule ; lg:confidence ?confidence ;"
        " prov:wasDerivedFrom ?e . ?e oa:hasSource ?article ; oa:start ?start ; oa:end ?end ; oa:exact ?words }",
    )
    assert len(passages) == len(claims)
    for _, article, start, end, words in passages:
        assert texts[article.rpartition("/")[2]][int(start) : int(end)] == words


def test_every_claim_names_a_rule_that_there_is(built, graph):
    assert {claim["rule"] for claim in lines(built / "claims.jsonl")} <= set(graph.report()["rules"])


# What goes wrong


def test_a_folder_that_cannot_be_made_is_an_output_error(graph, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="LG300"):
        graph.write(tmp_path / "file" / "output")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_leave_to_write_is_an_output_error(graph, tmp_path):
    (tmp_path / "mine").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="Allow writing there"):
        graph.write(tmp_path / "mine")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full, the full disk, is a thing of Linux")
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_full_disk_is_an_output_error(graph, tmp_path, name):
    (tmp_path / name).symlink_to("/dev/full")
    with pytest.raises(OutputError, match="Free some space"):
        graph.write(tmp_path)
    assert not [path.name for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


GOOD = "表彰大会召开\n\n来源:示例法治报 2022-09-22\n\n宜宾市司法局局长杨国庆介绍,宜宾市司法局获评“全国司法行政系统先进集体”。\n"
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def test_a_folder_with_a_broken_file_of_each_kind_builds_the_good_ones(command, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    good = {
        "utf8.txt": GOOD.encode(),
        "gb18030.txt": GOOD.replace("表彰", "总结").replace("杨国庆", "李明远").encode("gb18030"),
        "claims-utf8.html": (
            '<html><head><meta charset="utf-8"><title>普法</title></head><body><h1>普法</h1>'
            "<p>包头市司法局局长张志刚介绍,包头市司法局召开普法工作会议,全市干警参加了会议。</p></body></html>"
        ).encode("gb18030"),
        "hostile.jsonl": json.dumps(
            {"title": f"法治{HOSTILE}", "publisher": HOSTILE, "text": "宜宾市司法局局长杨国庆出席会议。宜宾市司法局召开法治建设工作会议。"}
        ).encode(),
        "script.html": (
            "<html><head><title>公证<script>alert(3)</script></title></head><body><h1>公证<script>alert(3)</script></h1>"
            "<p>银川市司法局局长单文出席会议。银川市司法局召开公证工作会议,对全年工作作出了安排。</p></body></html>"
        ).encode(),
    }
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \n\t\n",
        "binary.txt": bytes(range(256)) * 64,
        "image.html": b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(5000),
        "noise.txt": random.Random(2).randbytes(5000).replace(b"\x00", b"\xff"),  # an encoding that there is not
        "empty.pdf": b"",
        "broken.pdf": b"%PDF-1.7\nno more than that",
        "broken.jsonl": b'{"title": "x", "text": \n',
    }
    for name, data in (good | bad).items():
        (pages / name).write_bytes(data)
    (pages / "one-line.txt").write_text("司法局召开会议部署工作" * 635_000, encoding="utf-8")  # 20 MB, and no line's end
    assert (pages / "one-line.txt").stat().st_size > 20_000_000

    # In a process of its own, so that a rule which never ends on the long line fails here and stops no other test.
    arguments = [sys.executable, "-m", "lawgraph.cli", "build", str(pages), "-o", str(tmp_path / "out"), "-q"]
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", timeout=60, check=False)

    assert done.returncode == 1
    named = {Path(line.split(": ")[1].removeprefix("LG100 ").partition("#")[0]).name for line in done.stderr.splitlines()}
    assert named == bad.keys() | {"one-line.txt"}
    report = json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    assert all(one["problem"] and one["remedy"] for one in report["failures"])
    sources = {Path(article["source"].partition("#")[0]).name: article for article in lines(tmp_path / "out" / "articles.jsonl")}
    assert sources.keys() == good.keys()
    assert "张志刚" in sources["claims-utf8.html"]["text"]
    leaders = {row["leader"] for row in json.loads(command("query", tmp_path / "out", "leaders", "-f", "json").out)}
    assert {"杨国庆", "李明远", "张志刚", "单文"} <= leaders

    html = (tmp_path / "out" / "network.html").read_text(encoding="utf-8")
    assert HOSTILE not in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    # Escaped, not lost.
    assert "onerror" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_failed_write_leaves_the_former_files_whole(graph, built, tmp_path):
    folder = tmp_path / "out"
    shutil.copytree(built, folder)
    (folder / "build.json").unlink()
    (folder / "build.json").mkdir()
    with pytest.raises(OutputError):
        graph.write(folder)
    for name in FILES - {"build.json"}:
        assert (folder / name).read_bytes() == (built / name).read_bytes()


def test_every_node_of_a_build_is_told_with_its_mentions_and_merges(graph, built):
    texts = {article["id"]: article["text"] for article in lines(built / "articles.jsonl")}
    found = lines(built / "entities.jsonl")
    assert [(one["kind"], one["id"]) for one in found] == [(one.kind.value, one.id) for one in graph.knowledge.entities]
    for one in found:
        mentions, merges = one.get("mentions", []), one.get("merges", [])
        assert mentions or one.get("inferred")
        assert len(merges) == max(0, len(mentions) - 1)
        for mention in mentions:
            assert 0 <= mention["start"] <= mention["end"] <= len(texts[mention["article"]])
