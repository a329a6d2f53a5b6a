"""Writing files whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lawgraph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEDIES = {
    errno.ENOSPC: "Free some space on that disk or choose another directory",
    errno.EDQUOT: "Free some of your quota or choose another directory",
    errno.EACCES: "Allow writing there or choose another directory",
    errno.EPERM: "Allow writing there or choose another directory",
    errno.EROFS: "The disk is read-only: choose another directory",
    errno.ENOENT: "Make the directory first",
    errno.ENOTDIR: "A file stands where a directory is needed: choose another directory",
    errno.EISDIR: "A directory stands where the file is to be: move it or choose another name",
    errno.ENAMETOOLONG: "Choose a shorter name",
}


@contextmanager
def atomic(path: str | PathLike[str]) -> Iterator[BinaryIO]:
    """Yield a stream whose content takes the file's place at the end, if nothing went wrong.

    A reader never sees half a file, and after a failure the former one is still there. A link is
    followed; a device or pipe (``/dev/stdout``) is written straight.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as stream:
                yield stream
            return
        temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            with temporary.open("wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())  # else a crash may leave the new name on an empty file
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise write_error(path, error) from error


def sha256(path: str | PathLike[str]) -> str:
    """Return the SHA-256 of a file's content, as hexadecimal. Raises OutputError where it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise read_error(path, error) from error


def write_error(path: str | PathLike[str], error: OSError) -> OutputError:
    """Return the error that tells which file could not be written and what to do."""
    remedy = _REMEDIES.get(error.errno or 0, "Choose another directory")
    return OutputError(str(path), f"cannot be written: {error.strerror or error}", remedy)


def read_error(path: str | PathLike[str], error: OSError) -> OutputError:
    """Return the error that tells which result could not be read back."""
    remedy = "Give the directory that `lawgraph build -o` wrote"
    return OutputError(str(path), f"cannot be read: {error.strerror or error}", remedy)
