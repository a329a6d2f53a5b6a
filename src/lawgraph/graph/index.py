"""A graph as a store on disk: made once from its Turtle, then opened in a moment, by many processes at once.

Measured on 7.4 million triples: loading the Turtle takes 40 s each time, opening the index a tenth of a second.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from lawgraph.errors import OutputError
from lawgraph.graph.files import read_error, write_error

if TYPE_CHECKING:
    import pyoxigraph

#: The folder beside the Turtle that holds the index; its name in it is the hash of what it was made from.
INDEX_FOLDER = ".index"

_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def index_of(turtle: Path) -> Path:
    """Return the folder of the index of a Turtle file, making it where it is missing or out of date.

    It lies in ``.index`` beside the file, or among the temporary files where that cannot be written.
    Raises OutputError where the file cannot be read, is no Turtle, or no place is left for the index.
    """
    name = f"{_digest(turtle)[:16]}-{_engine()}"
    beside = turtle.resolve().parent / INDEX_FOLDER
    if (beside / name).is_dir():
        return beside / name
    try:
        return _make(turtle, beside / name)
    except OSError as error:
        if error.errno in _FORBIDDEN:  # another's folder, or a disk that is read only: everybody may still ask
            return _make(turtle, Path(tempfile.mkdtemp(prefix="lawgraph-index-")) / name)
        raise write_error(beside / name, error) from error


def open_index(index: Path) -> pyoxigraph.Store:
    """Open an index read only, without a lock: any number of processes may have it open."""
    import pyoxigraph  # noqa: PLC0415 - a compiled library that only queries need

    try:
        return pyoxigraph.Store.read_only(str(index))
    except (OSError, RuntimeError) as error:
        raise OutputError(str(index), f"is no index: {error}", "Remove that folder and ask again") from error


def _make(turtle: Path, index: Path) -> Path:
    """Load the Turtle into a new store, which takes the index's place when it is whole."""
    import pyoxigraph  # noqa: PLC0415

    index.parent.mkdir(parents=True, exist_ok=True)
    (index.parent / ".gitignore").write_text("*\n", encoding="ascii")
    temporary = index.with_name(f"{index.name}.{os.getpid()}.tmp")
    try:
        store = pyoxigraph.Store(str(temporary))
        try:
            store.bulk_load(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE)
        except SyntaxError as error:
            raise OutputError(str(turtle), f"is no Turtle: {error.msg}", "Build it again with `lawgraph build`") from error
        store.optimize()
        store.flush()
        del store  # closes its files, so that the folder can be renamed everywhere
        former = [path for path in index.parent.iterdir() if path.is_dir() and path not in {temporary, index}]
        try:
            temporary.rename(index)
        except OSError:
            if not index.is_dir():  # else another process was quicker, with the same content
                raise
        for path in former:
            if not path.name.endswith(".tmp"):  # another process may be at work in it
                shutil.rmtree(path, ignore_errors=True)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return index


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise read_error(path, error) from error


def _engine() -> str:
    """Return the version of the store's library: another version may write another format."""
    import pyoxigraph  # noqa: PLC0415

    return f"oxigraph-{pyoxigraph.__version__}"
