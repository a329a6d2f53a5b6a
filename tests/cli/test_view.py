"""``lawgraph view``."""

import json
import re
import shutil

import pytest


@pytest.fixture
def page(command, built, tmp_path):
    """Return a function that runs ``lawgraph view`` on the sample pages and gives the command's end and the page's data."""

    def run(*args):
        file = tmp_path / "page.html"
        done = command("view", built, "-o", file, *args)
        found = re.search(r'id="data">(.*?)</script>', file.read_text(encoding="utf-8"), re.DOTALL) if file.exists() else None
        return done, json.loads(found[1]) if found else None

    return run


def test_the_whole_graph(page, graph):
    done, data = page("--title", "五篇报道")
    assert done.status == 0
    assert done.err == ""
    assert f"{len(graph.knowledge.entities)} nodes" in done.out
    assert len(data["nodes"]["name"]) == len(graph.knowledge.entities)
    assert (data["title"], data["focus"]) == ("五篇报道", None)


def test_around_a_node(page):
    done, data = page("--focus", "ybssfj", "--hops", "1")
    assert done.status == 0
    assert "around 宜宾市司法局" in done.out
    assert data["focus"] == "Institution/511500-sifaju"
    assert "杨国庆" in data["nodes"]["name"]
    assert "包头市司法局" not in data["nodes"]["name"]


def test_kinds_in_any_case(page):
    _, data = page("--kind", "official", "--kind", "Institution")
    assert {data["kinds"][kind] for kind in data["nodes"]["kind"]} == {"Official", "Institution"}


def test_the_same_command_gives_the_same_bytes(command, built, tmp_path):
    for name in ("a", "b"):
        command("view", built, "--focus", "宜宾市司法局", "-o", tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--focus", "包头"), "包头市司法局 (institution:150200-sifaju)"),
        (("--focus", "包头司法局"), "nearest: 包头市司法局"),
        (("--since", "last year"), "is no date"),
        (("--since", "2999"), "leaves nothing to draw"),
    ],
)
def test_what_is_wrong_is_one_line_and_no_page(page, args, words):
    done, data = page(*args)
    assert (done.status, data) == (2, None)
    assert done.err.startswith("lawgraph: LG500")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_a_folder_that_is_no_build(command, tmp_path):
    assert "LG300" in command("view", tmp_path).err
    assert command("view", tmp_path / "none").status == 2


def test_without_a_file_it_is_view_html_beside_the_graph(command, built, tmp_path):
    shutil.copytree(built, tmp_path / "out")
    before = (tmp_path / "out" / "network.html").read_bytes()
    assert command("view", tmp_path / "out", "--focus", "宜宾市司法局").status == 0
    assert (tmp_path / "out" / "view.html").is_file()
    assert (tmp_path / "out" / "network.html").read_bytes() == before
