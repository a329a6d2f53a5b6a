"""The files of a build take the place of the former ones together.

They are written into a folder of their own inside the build's, which gets another name once all are
whole and on the disk. That one rename is the moment from which the new build counts. Then the files are
moved over their former selves, the report last. A build killed before the rename has changed nothing;
what one killed after it did not move, the next build or reader of the folder moves (:func:`finish`).
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from contextlib import contextmanager, suppress
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lawgraph.errors import OutputError
from lawgraph.graph.files import atomic, write_error

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The report of a build: it names the hashes of the other files, so it is moved last.
REPORT_FILE: Final = "build.json"

_WRITING: Final = ".writing"
#: Followed by the digest of the report, so that a process that is slow to move the files of one build
#: never takes hold of the next one's.
_READY: Final = ".ready-"
_LOCK: Final = ".lock"


@contextmanager
def locked(folder: str | PathLike[str]) -> Iterator[Path]:
    """Keep the folder of a build, which is made where it is missing, to this process alone.

    The lock ends with the process, however that ends. Raises OutputError where another build is at work
    in the folder, or it cannot be made.
    """
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
        held = _lock(target)
    except OSError as error:
        raise write_error(target, error) from error
    if held is None:
        remedy = "Wait until it is done, or name another folder"
        raise OutputError(str(target), "another build is at work in this folder", remedy)
    try:
        finish(target)
        yield target
    finally:
        os.close(held)
        if sys.platform == "win32":
            with suppress(PermissionError):  # another process has taken it up meanwhile
                (target / _LOCK).unlink(missing_ok=True)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to write the files of a build into, build.json among them; then put them in place.

    The caller has :func:`locked` the build's folder. After an error the former files stand as they were.
    """
    writing = folder / _WRITING
    try:
        if writing.exists():  # of a build that was killed
            shutil.rmtree(writing)
        writing.mkdir()
        yield writing
        names = os.listdir(writing)  # noqa: PTH208  # names are all that is asked for
        for name in names:
            if (folder / name).is_dir():
                raise write_error(folder / name, OSError(errno.EISDIR, os.strerror(errno.EISDIR)))
        digest = hashlib.sha256((writing / REPORT_FILE).read_bytes()).hexdigest()[:16]
        _sync(writing)
        writing.rename(folder / (_READY + digest))
        _sync(folder)
    except OSError as error:
        raise write_error(folder, error) from error
    finally:
        shutil.rmtree(writing, ignore_errors=True)
    finish(folder)


def finish(folder: str | PathLike[str]) -> None:
    """Finish what a build that was killed had begun to put in place; nothing where there is no such thing.

    Any number of processes may do so at once. Raises OutputError where files cannot be moved.
    """
    target = Path(folder)
    try:
        names = sorted(name for name in os.listdir(target) if name.startswith(_READY))  # noqa: PTH208
    except OSError:  # no folder, or one that may not be listed: who reads in it will say so
        return
    for name in names:
        try:
            _move_all(target / name, target)
        except OSError as error:
            problem = f"the files of a build cannot be put in place: {error.strerror or error}"
            remedy = f"They are whole in {name} there: ask again, or build again, as a user who may write in that folder"
            raise OutputError(str(target), problem, remedy) from error


@contextmanager
def steady(folder: str | PathLike[str]) -> Iterator[None]:
    """Raise OutputError at the end where the build in a folder is another than at the start: what was read is of both."""
    finish(folder)
    report = Path(folder) / REPORT_FILE
    before = _content(report)
    yield
    if _content(report) != before:
        raise OutputError(str(folder), "was built anew while it was read", "Ask again")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # who needs it will say so
        return b""


def _move_all(ready: Path, target: Path) -> None:
    try:
        names = sorted(os.listdir(ready), key=lambda name: (name == REPORT_FILE, name))  # noqa: PTH208
    except FileNotFoundError:  # another process was quicker
        return
    for name in names:
        _move(ready / name, Path(os.path.realpath(target / name)))  # a link is followed
    _sync(target)
    try:
        ready.rmdir()
    except FileNotFoundError:
        return


def _move(ready: Path, place: Path) -> None:
    try:
        os.replace(ready, place)  # noqa: PTH105  # the one call that tests let fail
    except FileNotFoundError:
        if ready.exists():  # else another process was quicker
            raise
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with ready.open("rb") as stream, atomic(place) as copy:  # a link led to another disk
            shutil.copyfileobj(stream, copy)
        ready.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Make the names in a folder last; where a system cannot, its own order of writing has to do."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(opened)
    except OSError:
        return
    finally:
        os.close(opened)


if sys.platform == "win32":
    import msvcrt

    def _lock(folder: Path) -> int | None:
        """Return what holds the lock until it is closed; None where another process has it."""
        opened = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT)
        try:
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        except OSError:
            os.close(opened)
            return None
        return opened

else:
    import fcntl

    def _lock(folder: Path) -> int | None:
        """Return what holds the lock until it is closed; None where another process has it.

        The folder itself is locked, so no file is left of it. A file system without locks (some that are
        mounted over a network) keeps nobody out.
        """
        opened = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(opened)
            return None
        except OSError:
            return opened
        return opened
