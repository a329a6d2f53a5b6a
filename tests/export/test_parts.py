"""N-Triples in parts: manifest, description, and that no subject is torn apart."""

from __future__ import annotations

import gzip
import hashlib
import json

import pyoxigraph
import pytest

from lawgraph.check.validate import validate
from lawgraph.export.registry import Options, export
from lawgraph.graph.names import BASE

VOID = "http://rdfs.org/ns/void#"


@pytest.fixture(scope="module")
def dump(folder, tmp_path_factory):
    """The build in parts of about 300 triples."""
    target = tmp_path_factory.mktemp("dump")
    export(folder, "nt", target, options=Options(shard_size=300))
    return target


@pytest.fixture(scope="module")
def store(dump):
    """All parts, as a store loads them."""
    store = pyoxigraph.Store()
    for path in sorted(dump.glob("part-*.nt.gz")):
        store.bulk_load(gzip.decompress(path.read_bytes()), format=pyoxigraph.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="module")
def description(dump):
    store = pyoxigraph.Store()
    store.bulk_load(path=dump / "void.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    return store


def ask(store, query, **values):
    """Return the rows of a query as plain values."""
    return [tuple(term.value for term in row) for row in store.query(query)]


def test_parts_hold_the_graph(dump, folder):
    lines = [line for path in sorted(dump.glob("*.gz")) for line in gzip.decompress(path.read_bytes()).decode().splitlines()]
    own = {f"{quad.subject} {quad.predicate} {quad.object} ." for quad in pyoxigraph.parse(path=folder / "graph.ttl")}
    assert len(lines) == len(own)
    assert set(lines) == own


def test_all_triples_of_a_subject_are_in_one_part_and_evidence_by_its_claim(dump):
    found: dict[str, set[str]] = {}
    for path in dump.glob("*.gz"):
        for line in gzip.decompress(path.read_bytes()).decode().splitlines():
            found.setdefault(line.split(" ", 1)[0], set()).add(path.name)
            if "#wasDerivedFrom>" in line:
                found.setdefault("claims of " + line.split(" ")[2], set()).add(path.name)
    assert {len(parts) for name, parts in found.items() if name.startswith("<")} == {1}
    evidence = [name for name in found if "/evidence/" in name and name.startswith("<")]
    assert evidence
    assert all(found[name] <= found[f"claims of {name}"] for name in evidence)


def test_manifest_tells_what_is_there(dump, folder):
    manifest = json.loads((dump / "manifest.json").read_text(encoding="utf-8"))
    files = sorted(path.name for path in dump.glob("part-*.nt.gz"))
    assert [part["file"] for part in manifest["parts"]] == files == [f"part-{n:05}.nt.gz" for n in range(len(files))]
    assert len(files) > 4
    for part in manifest["parts"]:
        data = (dump / part["file"]).read_bytes()
        text = gzip.decompress(data)
        assert part["sha256"] == hashlib.sha256(data).hexdigest()
        assert (part["bytes"], part["unpacked_bytes"], part["triples"]) == (len(data), len(text), text.count(b"\n"))
        assert 300 <= part["triples"] < 500 or part["file"] == files[-1]
    assert manifest["triples"] == sum(part["triples"] for part in manifest["parts"]) == len(list(pyoxigraph.parse(path=folder / "graph.ttl")))
    assert manifest["description"]["sha256"] == hashlib.sha256((dump / "void.ttl").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("figure", "query"),
    [
        ("triples", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ("distinctSubjects", "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s ?p ?o }"),
        ("properties", "SELECT (COUNT(DISTINCT ?p) AS ?n) { ?s ?p ?o }"),
        ("classes", "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?s a ?c }"),
        ("entities", f'SELECT (COUNT(DISTINCT ?s) AS ?n) {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), "{BASE}")) }}'),
    ],
)
def test_figures_of_the_description_equal_the_data(description, store, figure, query):
    told = ask(description, f"SELECT ?n {{ <{BASE}dataset> <{VOID}{figure}> ?n }}")
    assert told == ask(store, query)
    assert int(told[0][0]) > 0


def test_partitions_of_the_description_equal_the_data(description, store):
    for part, name, figure, query in (
        ("classPartition", "class", "entities", "SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c"),
        ("propertyPartition", "property", "triples", "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p"),
    ):
        told = ask(description, f"SELECT ?x ?n {{ <{BASE}dataset> <{VOID}{part}> ?d . ?d <{VOID}{name}> ?x ; <{VOID}{figure}> ?n }}")
        assert sorted(told) == sorted(ask(store, query))


def test_distributions_are_the_parts(description, dump):
    dcat = "http://www.w3.org/ns/dcat#"
    rows = ask(description, f"SELECT ?t ?b {{ <{BASE}dataset> <{dcat}distribution> ?d . ?d <http://purl.org/dc/terms/title> ?t ; <{dcat}byteSize> ?b }}")
    assert {(title, int(size)) for title, size in rows} == {(path.name, path.stat().st_size) for path in dump.glob("*.gz")}


def test_parts_are_the_same_bytes_each_time_and_old_ones_go(dump, folder, tmp_path):
    export(folder, "nt", tmp_path, options=Options(shard_size=50))
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    export(folder, "nt", tmp_path, options=Options(shard_size=300))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name != "notes.txt"} == {path.name: path.read_bytes() for path in dump.iterdir()}
    assert (tmp_path / "notes.txt").is_file()


def test_an_exported_folder_is_validated_like_a_build(dump, folder):
    parts, whole = validate(dump), validate(folder)
    assert (parts.conforms, parts.checked) == (whole.conforms, whole.checked)


def test_a_graph_of_nothing_is_one_empty_part(folder, tmp_path):
    (tmp_path / "build.json").write_bytes((folder / "build.json").read_bytes())
    (tmp_path / "graph.ttl").write_bytes(b"")
    files = export(tmp_path, "nt", tmp_path / "dump", options=Options(shard_size=10))
    assert [file.name for file in files] == ["part-00000.nt.gz", "void.ttl", "manifest.json"]
    assert gzip.decompress(files[0].read_bytes()) == b""
    list(pyoxigraph.parse(path=files[1]))
