"""Probable links between officials: found, scored, the same each time, and refused when they are of another build."""

import builtins
import importlib
import json

import pyoxigraph
import pytest
from typer.testing import CliRunner

import lawgraph
from lawgraph.check.validate import validate
from lawgraph.cli import app
from lawgraph.errors import LinkError
from lawgraph.link import MODEL, Link, link_officials, read_links, write_links
from lawgraph.model import Kind

#: A transfer between two provinces, which no rule follows, and somebody else of that surname.
LINES = [
    "包头市司法局局长欧阳建国主持会议。",
    "宜宾市司法局局长欧阳建国讲话。",
    "宜宾市司法局副局长王刚讲话。",
    "赤峰市公安局局长李明讲话。",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    pages, out = tmp_path_factory.mktemp("pages"), tmp_path_factory.mktemp("out")
    for number, line in enumerate(LINES):
        (pages / f"{number}.txt").write_text(f"会议召开\n\n来源:示例报 201{number + 4}-03-02\n\n{line}\n", encoding="utf-8")
    lawgraph.build([pages]).write(out)
    return out


@pytest.fixture(scope="module")
def claims(folder):
    from lawgraph.graph import records

    return records.read_claims(folder / records.CLAIMS_FILE)


def _splink():
    pytest.importorskip("splink", reason="the extra `link` is not installed")


def test_a_transfer_is_found_and_nobody_else_and_nothing_is_merged(claims):
    _splink()
    (link,) = link_officials(claims)
    names = {one.subject.id: one.subject.label for one in claims if one.subject.kind is Kind.OFFICIAL}
    assert {names[link.left], names[link.right]} == {"欧阳建国"}
    assert link.left < link.right
    assert 0.5 <= link.score < 1


def test_a_higher_threshold_asks_for_more(claims):
    _splink()
    (link,) = link_officials(claims)
    assert link_officials(claims, threshold=min(1.0, link.score + 0.001)) == ()


def test_no_claims_no_links():
    _splink()
    assert link_officials([]) == ()


def test_the_same_graph_gives_the_same_links(claims):
    _splink()
    assert link_officials(claims) == link_officials(list(claims)[::-1])


def test_without_splink_the_error_names_the_remedy(claims, monkeypatch):
    real = builtins.__import__

    def missing(name, *rest, **more):
        if name.split(".")[0] == "splink":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(LinkError, match=r"pip install 'lawgraph\[link\]'"):
        link_officials(claims)


def _two(claims):
    ids = sorted({one.subject.id for one in claims if one.subject.kind is Kind.OFFICIAL})
    return [Link(ids[0], ids[1], 0.93)]


def test_links_are_read_back_and_written_as_the_same_bytes(folder, claims):
    links = _two(claims)
    write_links(folder, links)
    first = [(folder / name).read_bytes() for name in ("links.jsonl", "links.ttl")]
    assert read_links(folder) == tuple(links)
    write_links(folder, links)
    assert [(folder / name).read_bytes() for name in ("links.jsonl", "links.ttl")] == first


def test_links_of_another_build_are_refused(folder, claims):
    write_links(folder, _two(claims))
    lines = (folder / "links.jsonl").read_text(encoding="utf-8").splitlines()
    other = json.loads(lines[0]) | {"claims": "0" * 64}
    (folder / "links.jsonl").write_text("\n".join([json.dumps(other), *lines[1:]]), encoding="utf-8")
    with pytest.raises(LinkError, match="another build"):
        read_links(folder)
    (folder / "links.jsonl").unlink()
    assert read_links(folder) == ()


def test_the_graph_and_its_links_keep_the_shapes(folder, claims, tmp_path):
    write_links(folder, _two(claims))
    both = tmp_path / "both.ttl"
    both.write_bytes((folder / "graph.ttl").read_bytes() + (folder / "links.ttl").read_bytes())
    assert validate(both).conforms
    store = pyoxigraph.Store()
    store.load(path=both)
    lg = "PREFIX lg: <https://w3id.org/lawgraph/ontology#> "
    assert store.query(lg + "ASK { ?a lg:probablySame ?b . ?b lg:probablySame ?a . ?l a lg:Likeness ; lg:score 0.93 }")
    broken = tmp_path / "broken.ttl"
    broken.write_text(both.read_text(encoding="utf-8").replace("lg:score 0.93", "lg:score 1.93"), encoding="utf-8")
    assert not validate(broken).conforms


def test_the_command_writes_both_files_and_tells_how_many(folder):
    _splink()
    result = CliRunner().invoke(app, ["link", str(folder)])
    assert result.exit_code == 0, result.output
    assert "1 probable links" in result.output
    head, line = (folder / "links.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(head)["model"] == MODEL
    assert set(json.loads(line)) == {"left", "right", "score"}


def test_a_folder_that_is_no_build_is_refused(tmp_path):
    assert CliRunner().invoke(app, ["link", str(tmp_path)]).exit_code != 0
    assert not (tmp_path / "links.jsonl").exists()


def test_importing_the_package_needs_no_splink():
    assert importlib.import_module("lawgraph.link").MODEL == MODEL
