"""What holds for every format, and what goes wrong."""

from __future__ import annotations

import shutil
from importlib import util
from pathlib import Path

import pytest

from lawgraph.errors import ExportError, OutputError
from lawgraph.export.registry import FORMATS, Options, default_target, export

READY = [name for name, form in FORMATS.items() if form.needs is None or util.find_spec(form.needs[0])]


def content(files) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("name", READY)
def test_every_format_gives_the_same_bytes_each_time(folder, tmp_path, name):
    first = content(export(folder, name, tmp_path / "first" / FORMATS[name].output))
    assert first == content(export(folder, name, tmp_path / "second" / FORMATS[name].output))
    assert all(first.values())


@pytest.mark.parametrize("name", READY)
def test_every_format_goes_below_the_build_where_no_place_is_named(folder, tmp_path, name):
    build = shutil.copytree(folder, tmp_path / "build")
    files = export(build, name)
    assert all(file.is_relative_to(build / "export") for file in files)
    assert not list(build.rglob("*.tmp"))


def test_parts_go_into_a_folder_of_their_own():
    assert default_target("out", "nt", Options()) == Path("out/export/graph.nt")
    assert default_target("out", "nt", Options(shard_size=5)) == Path("out/export/nt")


@pytest.mark.parametrize("name", [name for name in READY if name != "turtle"])  # which is copied unread
def test_every_format_leaves_what_was_there_where_the_build_is_damaged(folder, tmp_path, name):
    build = shutil.copytree(folder, tmp_path / "build")
    before = content(export(build, name, tmp_path / "out"))
    text = (build / "graph.ttl").read_text(encoding="utf-8")
    (build / "graph.ttl").write_text(text[: len(text) // 2] + "<<<", encoding="utf-8")
    with pytest.raises(OutputError, match="is no Turtle"):
        export(build, name, tmp_path / "out")
    out = tmp_path / "out"
    left = [out] if out.is_file() else [path for path in out.iterdir() if path.is_file()]
    assert content(left) == before


@pytest.mark.parametrize("name", ["csv", "neo4j-csv", "graphml"])
def test_a_damaged_record_is_named(folder, tmp_path, name):
    build = shutil.copytree(folder, tmp_path / "build")
    with (build / "claims.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"id": "c1"}\n')
    with pytest.raises(OutputError, match=r"claims\.jsonl: line \d+ is no record"):
        export(build, name, tmp_path / "out")


@pytest.mark.parametrize("name", [name for name in READY if "." in FORMATS[name].output])
def test_a_full_disk_is_told(folder, name):
    with pytest.raises(OutputError, match="Free some space"):
        export(folder, name, "/dev/full")


@pytest.mark.parametrize("name", ["csv", "parquet", "neo4j-csv"])
def test_a_file_in_the_way_of_a_folder_is_told(folder, tmp_path, name):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        export(folder, name, tmp_path / "taken")
    with pytest.raises(OutputError, match="cannot be written"):
        export(folder, name, tmp_path / "taken" / "below")


def test_an_unknown_format_names_the_known(folder):
    with pytest.raises(ExportError, match=r"'rdfxml': is unknown\. Choose from: turtle, nt, "):
        export(folder, "rdfxml")


@pytest.mark.parametrize(("name", "extra", "needs"), [("parquet", "parquet", "pyarrow"), ("ftm", "ftm", "followthemoney")])
def test_a_missing_extra_is_told_with_the_command_that_installs_it(folder, monkeypatch, name, extra, needs):
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda module, *rest: None if module == needs else found(module, *rest))
    with pytest.raises(ExportError, match=rf'needs {needs}, which is not installed. Install it: pip install "lawgraph\[{extra}\]"'):
        export(folder, name)


def test_a_folder_that_is_no_build_is_told(tmp_path):
    with pytest.raises(OutputError, match=r"Give the directory that `lawgraph build -o` wrote"):
        export(tmp_path, "nt")


def test_turtle_does_not_write_over_the_build(folder):
    with pytest.raises(ExportError, match="own file"):
        export(folder, "turtle", folder / "graph.ttl")


@pytest.mark.parametrize(
    ("name", "options", "says"),
    [
        ("nt", Options(shard_size=0), "shard size 0"),
        ("turtle", Options(shard_size=5), "shard size 5"),
        ("nt", Options(graph="https://example.org/"), "no place in nt"),
        ("nquads", Options(graph="no iri"), "no absolute IRI"),
    ],
)
def test_options_that_do_not_fit_are_told(folder, tmp_path, name, options, says):
    with pytest.raises(ExportError, match=says):
        export(folder, name, tmp_path / "x", options=options)


# The command


def test_command_writes_and_tells_the_files(command, folder, tmp_path):
    done = command("export", folder, "--format", "csv", "-o", tmp_path / "csv")
    assert done.status == 0, done.err
    assert [line.split("  ")[0] for line in done.out.splitlines()] == [str(tmp_path / "csv" / f"{name}.csv") for name in ("nodes", "edges", "claims")]
    done = command("export", folder, "-f", "nt", "--shard-size", 500, "-o", tmp_path / "dump", "-q")
    assert (done.status, done.out, done.err) == (0, "", "")
    assert (tmp_path / "dump" / "manifest.json").is_file()


def test_command_lists_the_formats(command):
    done = command("export", "--list")
    assert done.status == 0
    assert all(name in done.out for name in FORMATS)


def test_command_is_polite_about_errors(command, folder, tmp_path):
    done = command("export", folder, "-f", "xlsx")
    assert done.status == 2
    assert done.err.startswith("lawgraph: LG800 format 'xlsx'")
    assert command("export", tmp_path, "-f", "nt", "-q").status == 2
