import os
import subprocess
import sys
import textwrap

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph import index, store
from lawgraph.graph.turtle import write_turtle


@pytest.fixture
def turtle(knowledge, tmp_path):
    write_turtle(knowledge, tmp_path / "graph.ttl")
    return tmp_path / "graph.ttl"


def test_index_holds_what_the_turtle_holds(turtle, knowledge):
    found = index.open_index(index.index_of(turtle))
    assert {str(quad.triple) for quad in found} == {str(quad.triple) for quad in store.open_store(knowledge)}


def test_index_is_made_once(turtle):
    first = index.index_of(turtle)
    made = first.stat().st_mtime_ns
    assert index.index_of(turtle) == first
    assert first.stat().st_mtime_ns == made


def test_a_graph_built_anew_gets_a_new_index_and_the_old_one_goes(turtle):
    old = index.index_of(turtle)
    with turtle.open("a", encoding="utf-8") as stream:
        stream.write("<https://example.org/a> <https://example.org/b> <https://example.org/c> .\n")
    new = index.index_of(turtle)
    assert new != old
    assert not old.exists()
    assert len(index.open_index(new)) == len(store.open_store(turtle))


def test_no_index_is_left_of_what_is_no_turtle(turtle):
    turtle.write_text("<a> <b", encoding="utf-8")
    with pytest.raises(OutputError, match="is no Turtle"):
        index.index_of(turtle)
    assert [path.name for path in (turtle.parent / index.INDEX_FOLDER).iterdir()] == [".gitignore"]


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(OutputError, match=r"graph\.ttl.*cannot be read"):
        index.index_of(tmp_path / "graph.ttl")


def test_a_folder_that_cannot_be_written_is_asked_all_the_same(turtle, monkeypatch, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(index.tempfile, "tempdir", str(elsewhere))
    (turtle.parent / index.INDEX_FOLDER).mkdir()
    real = index.Path.mkdir

    def forbidden(path, *args, **kwargs):
        if path == turtle.parent / index.INDEX_FOLDER:
            raise PermissionError(13, "Permission denied", str(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(index.Path, "mkdir", forbidden)
    found = index.index_of(turtle)
    assert found.is_relative_to(elsewhere)
    assert len(index.open_index(found)) > 10


def test_a_broken_index_is_named_with_its_remedy(turtle):
    found = index.index_of(turtle)
    for path in found.iterdir():
        path.write_bytes(b"")
    with pytest.raises(OutputError, match="Remove that folder"):
        index.open_index(found)


def test_many_processes_read_one_index(turtle):
    found = index.index_of(turtle)
    code = "import sys; from lawgraph.graph.index import open_index; print(len(open_index(sys.argv[1])))"
    runs = [subprocess.Popen([sys.executable, "-c", code, str(found)], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert len({run.communicate()[0] for run in runs}) == 1
    assert all(run.returncode == 0 for run in runs)


def test_large_graphs_are_asked_through_their_index(turtle, monkeypatch):
    monkeypatch.setattr(store, "_LARGE", 10)
    assert len(store.open_store(turtle.parent)) == len(store.open_store(turtle))
    assert (turtle.parent / index.INDEX_FOLDER).is_dir()


def test_killed_while_it_is_made_it_is_made_again(turtle):
    code = textwrap.dedent("""
        import os, sys, pathlib
        from lawgraph.graph import index
        index.Path.rename = lambda *_: os._exit(9)
        index.index_of(pathlib.Path(sys.argv[1]))
    """)
    killed = subprocess.run([sys.executable, "-c", code, str(turtle)], check=False, env=os.environ)
    assert killed.returncode == 9
    assert len(index.open_index(index.index_of(turtle))) > 10
