import errno
import itertools
import os
import subprocess
import sys

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph import publish
from lawgraph.graph.publish import finish, locked, staged
from lawgraph.graph.records import read_report

NAMES = ("articles.jsonl", "build.json", "claims.jsonl", "graph.ttl")


def write(folder, text):
    for name in NAMES:
        (folder / name).write_text(f"{text} {name}")


def put(folder, text):
    with locked(folder) as target, staged(target) as new:
        write(new, text)


def held(folder):
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def all_of(text):
    return {name: f"{text} {name}" for name in NAMES}


def test_files_are_put_in_place_and_nothing_else_is_left(tmp_path):
    put(tmp_path / "a" / "b", "old")
    assert held(tmp_path / "a" / "b") == all_of("old")
    put(tmp_path / "a" / "b", "new")
    assert held(tmp_path / "a" / "b") == all_of("new")
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == set(NAMES)


def test_files_of_the_user_stay(tmp_path):
    (tmp_path / "decisions.jsonl").write_text("mine")
    put(tmp_path, "old")
    put(tmp_path, "new")
    assert held(tmp_path) == all_of("new") | {"decisions.jsonl": "mine"}


def test_an_error_on_the_way_leaves_the_former_files(tmp_path):
    def fail():
        with locked(tmp_path) as target, staged(target) as new:
            write(new, "new")
            raise KeyError

    put(tmp_path, "old")
    with pytest.raises(KeyError):
        fail()
    assert held(tmp_path) == all_of("old")
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


def failing_after(moves, error, monkeypatch):
    """Let os.replace fail once it has moved so many files."""
    real, count = os.replace, itertools.count()

    def replace(source, target):
        if next(count) >= moves:
            raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.parametrize("moves", range(4))
def test_a_switch_cut_off_at_any_file_is_finished_by_whoever_comes_next(tmp_path, monkeypatch, moves):
    put(tmp_path, "old")
    with monkeypatch.context() as patch:
        failing_after(moves, OSError(errno.EIO, "the plug was pulled"), patch)
        with pytest.raises(OutputError, match="plug"):
            put(tmp_path, "new")
    assert held(tmp_path)["build.json"] == "old build.json"  # the report is moved last
    finish(tmp_path)
    assert held(tmp_path) == all_of("new")
    assert {path.name for path in tmp_path.iterdir()} == set(NAMES)


def test_who_may_not_write_is_told_that_a_build_waits_to_be_finished(tmp_path, monkeypatch):
    put(tmp_path, "old")
    with monkeypatch.context() as patch:
        failing_after(1, PermissionError(errno.EACCES, "Permission denied"), patch)
        with pytest.raises(OutputError, match="cannot be put in place: Permission denied"):
            put(tmp_path, "new")
        with pytest.raises(OutputError, match="ask again, or build again, as a user who may write"):
            read_report(tmp_path)
    finish(tmp_path)
    assert held(tmp_path) == all_of("new")


def test_the_next_build_finishes_the_former_before_its_own_work(tmp_path, monkeypatch):
    put(tmp_path, "old")
    with monkeypatch.context() as patch:
        failing_after(2, OSError(errno.EIO, "gone"), patch)
        with pytest.raises(OutputError):
            put(tmp_path, "new")
    with locked(tmp_path):
        assert held(tmp_path) == all_of("new")


def test_a_build_killed_while_it_wrote_leaves_the_former_and_its_rest_is_cleared(tmp_path):
    put(tmp_path, "old")
    (tmp_path / ".writing").mkdir()
    (tmp_path / ".writing" / "graph.ttl").write_text("half")
    finish(tmp_path)
    assert held(tmp_path) == all_of("old")
    put(tmp_path, "new")
    assert held(tmp_path) == all_of("new")
    assert not (tmp_path / ".writing").exists()


def test_another_process_may_move_the_files_at_the_same_time(tmp_path, monkeypatch):
    """A second process takes the file away just before this one would, and the folder in the end."""
    put(tmp_path, "old")
    real = os.replace

    def replace(source, target):
        real(source, target)  # by the other one
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    put(tmp_path, "new")
    assert held(tmp_path) == all_of("new")


def test_a_link_is_followed_to_another_disk_too(tmp_path, monkeypatch):
    put(tmp_path / "out", "old")
    elsewhere = tmp_path / "elsewhere.ttl"
    (tmp_path / "out" / "graph.ttl").unlink()
    (tmp_path / "out" / "graph.ttl").symlink_to(elsewhere)
    put(tmp_path / "out", "new")
    assert elsewhere.read_text() == "new graph.ttl"
    real = os.replace

    def replace(source, target):
        if ".ready-" in str(source):
            raise OSError(errno.EXDEV, "another disk")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    put(tmp_path / "out", "newer")
    assert elsewhere.read_text() == "newer graph.ttl"
    assert held(tmp_path / "out") == all_of("newer")
    assert (tmp_path / "out" / "graph.ttl").is_symlink()


def test_a_folder_where_a_file_is_to_be_is_told_before_anything_is_moved(tmp_path):
    put(tmp_path, "old")
    (tmp_path / "graph.ttl").unlink()
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(OutputError, match="directory stands"):
        put(tmp_path, "new")
    assert held(tmp_path) == {name: text for name, text in all_of("old").items() if name != "graph.ttl"}


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    put(tmp_path, "old")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    def fail():
        with locked(tmp_path) as target, staged(target) as new:
            write(new, "new")
            with publish.atomic(new / "graph.ttl") as stream:
                stream.write(b"more")

    with pytest.raises(OutputError, match="Free some space"):
        fail()
    assert held(tmp_path) == all_of("old")


def test_two_builds_at_once_are_kept_apart(tmp_path):
    with locked(tmp_path):
        code = "import sys; from lawgraph.graph.publish import locked\nwith locked(sys.argv[1]): pass"
        done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert "another build is at work in this folder" in done.stderr
    with locked(tmp_path):  # and the lock is gone again
        pass


def test_the_lock_of_a_process_that_was_killed_is_no_obstacle(tmp_path):
    code = "import os, signal, sys\nfrom lawgraph.graph.publish import locked\nwith locked(sys.argv[1]): os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode < 0
    put(tmp_path, "new")
    assert held(tmp_path) == all_of("new")


def test_a_file_system_without_locks_keeps_nobody_out(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "no locks here")

    monkeypatch.setattr("fcntl.flock", refuse)
    put(tmp_path, "new")
    assert held(tmp_path) == all_of("new")


def test_settling_what_is_no_build_does_nothing(tmp_path):
    finish(tmp_path)
    finish(tmp_path / "nothing")
    (tmp_path / "file").write_text("")
    finish(tmp_path / "file")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_place_where_no_folder_can_be_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError), locked(tmp_path / "file"):
        pass
