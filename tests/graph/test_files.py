import errno
import os

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph.files import atomic


def test_atomic_replaces_the_file_at_the_end(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with atomic(path) as stream:
        stream.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_atomic_keeps_the_former_file_after_a_failure(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), atomic(path) as stream:  # noqa: PT012
        stream.write(b"half")
        _ = 1 / 0
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_atomic_gives_the_usual_permissions(tmp_path):
    with atomic(tmp_path / "a"):
        pass
    (tmp_path / "b").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


def test_atomic_follows_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with atomic(tmp_path / "link") as stream:
        stream.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_atomic_writes_straight_to_a_device():
    with atomic(os.devnull) as stream:
        stream.write(b"x")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_full_disk_is_told_with_the_remedy():
    with (  # noqa: PT012
        pytest.raises(OutputError, match=r"/dev/full: cannot be written: No space left.*Free some space"),
        atomic("/dev/full") as stream,
    ):
        stream.write(b"x" * 100_000)
        stream.flush()


def test_full_disk_in_the_middle_leaves_nothing_behind(tmp_path):
    with pytest.raises(OutputError, match="Free some space"), atomic(tmp_path / "a") as stream:  # noqa: PT012
        stream.write(b"x")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("where", "remedy"),
    [
        ("no/such/a", "Make the directory first"),
        ("file/a", "A file stands"),
        ("dir", "A directory stands"),
        ("x" * 300, "shorter name"),
    ],
)
def test_place_that_cannot_be_written_is_told(tmp_path, where, remedy):
    (tmp_path / "file").touch()
    (tmp_path / "dir").mkdir()
    with pytest.raises(OutputError, match=remedy), atomic(tmp_path / where) as stream:
        stream.write(b"x")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["dir", "file"]
