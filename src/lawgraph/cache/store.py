"""The cache on disk: one SQLite file, written by one process, of which nothing is believed unchecked.

Each result carries a digest of its key and itself. Where one does not fit, or SQLite finds the file
damaged, the whole cache is dropped and the build does all work again: a cache saves time and decides
nothing. The same holds for a disk that is full or read only.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Any, Final, TypeVar

from lawgraph.cache.codec import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")

#: The folder beside the outputs, and the file in it.
CACHE_FOLDER: Final = ".cache"
_FILE: Final = "results.sqlite"

_FORMAT: Final = 1  # of the file; one of another format is dropped without a word
_CHECK: Final = 16  # bytes of digest before each result
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_SCHEMA: Final = f"""
PRAGMA auto_vacuum = INCREMENTAL;
CREATE TABLE result (key BLOB PRIMARY KEY, body BLOB NOT NULL);
PRAGMA user_version = {_FORMAT};
"""


def key_of(*parts: str | bytes) -> bytes:
    """Return the key of a result: a digest of all that it depends on."""
    found = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(len(data).to_bytes(8, "big") + data)
    return found.digest()


class Cache:
    """Results by key, in ``folder``/.cache. No method raises for what is wrong with the disk: ``note`` hears of it.

    What is kept is safe once :meth:`commit` returns, whenever the process is killed (the machine's end
    may take the last of it, and no more). ``fresh`` drops what earlier builds kept.
    """

    def __init__(self, folder: Path, *, fresh: bool = False, note: Callable[[str], None] = lambda _: None) -> None:
        self._place = folder / CACHE_FOLDER
        self._note = note
        self._used: set[bytes] = set()
        self._db: sqlite3.Connection | None = None
        if fresh:
            self._remove()
        self._open()

    def get(self, form: type[T], key: bytes) -> T | None:
        """Return the result of a key, None where there is none."""
        row = self._run("SELECT body FROM result WHERE key = ?", (key,))
        if row is None:
            return None
        try:
            found = unpack(form, _checked(key, row[0]))
        except ValueError as error:
            self._drop(str(error))
            return None
        self._used.add(key)
        return found

    def put(self, key: bytes, result: object) -> None:
        """Keep a result; :meth:`commit` makes it last."""
        body = pack(result)
        self._run("INSERT OR REPLACE INTO result VALUES (?, ?)", (key, _check(key, body) + body))
        self._used.add(key)

    def commit(self) -> None:
        """Make what was put last."""
        self._run("COMMIT", begin=False)

    def sweep(self) -> None:
        """Remove every result that was neither asked for nor put since the cache was opened."""
        self._run("CREATE TEMP TABLE used (key BLOB PRIMARY KEY)")
        for key in sorted(self._used):
            self._run("INSERT INTO used VALUES (?)", (key,))
        self._run("DELETE FROM result WHERE key NOT IN (SELECT key FROM used)")
        self._run("DROP TABLE used")
        self.commit()
        if self._db is not None:
            try:
                self._db.execute("PRAGMA incremental_vacuum").fetchall()
            except sqlite3.Error as error:
                self._failed(error)

    def close(self) -> None:
        """Commit and close the file."""
        self.commit()
        if self._db is not None:
            self._db.close()
            self._db = None

    def remove(self) -> None:
        """Close the cache and remove it from the disk."""
        self.close()
        self._remove()

    def _open(self) -> None:
        try:
            self._place.mkdir(parents=True, exist_ok=True)
            (self._place / ".gitignore").write_text("*\n", encoding="ascii")
            self._db = self._connected()
        except sqlite3.Error as error:
            self._failed(error)
        except OSError as error:
            self._note(f"nothing is kept for the next build: {self._place} cannot be written ({error.strerror or error})")

    def _connected(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._place / _FILE, isolation_level=None)
        try:
            if db.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
                db.close()
                self._remove_files()
                db = sqlite3.connect(self._place / _FILE, isolation_level=None)
                db.executescript(_SCHEMA)
            # With a log a commit costs no wait for the disk, and readers of the file are not held up.
            db.execute("PRAGMA journal_mode = WAL").fetchall()
            db.execute("PRAGMA synchronous = NORMAL")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _run(self, statement: str, values: tuple[Any, ...] = (), *, begin: bool = True) -> tuple[Any, ...] | None:
        """Run a statement within the transaction that is open, and return its first row."""
        if self._db is None:
            return None
        try:
            if begin and not self._db.in_transaction:
                self._db.execute("BEGIN")
            if begin or self._db.in_transaction:
                row: tuple[Any, ...] | None = self._db.execute(statement, values).fetchone()
                return row
        except sqlite3.Error as error:
            self._failed(error)
        return None

    def _failed(self, error: sqlite3.Error) -> None:
        # Only the first byte tells the kind; the others say more closely what it was.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
            self._drop(str(error))
        else:
            self._close_quietly()
            self._note(f"nothing more is kept for the next build: {self._place / _FILE}: {error}")

    def _drop(self, why: str) -> None:
        """Begin with an empty cache, since this one cannot be believed."""
        self._close_quietly()
        self._note(f"what earlier builds kept is damaged ({why}): all is read again")
        self._used.clear()
        self._remove_files()
        try:
            self._db = self._connected()
        except (sqlite3.Error, OSError) as error:
            self._note(f"nothing is kept for the next build: {self._place / _FILE}: {error}")

    def _close_quietly(self) -> None:
        if self._db is not None:
            db, self._db = self._db, None
            try:
                db.close()
            except sqlite3.Error:
                return  # what was not committed is lost, which is no more than time

    def _remove_files(self) -> None:
        for suffix in ("", "-wal", "-shm", "-journal"):
            try:
                (self._place / (_FILE + suffix)).unlink(missing_ok=True)
            except OSError as error:
                self._note(f"{self._place / (_FILE + suffix)} cannot be removed ({error.strerror or error})")

    def _remove(self) -> None:
        self._remove_files()
        try:
            (self._place / ".gitignore").unlink(missing_ok=True)
            self._place.rmdir()
        except OSError:
            return  # it is not there, or somebody keeps something else in it


def _check(key: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(key + body, digest_size=_CHECK).digest()


def _checked(key: bytes, stored: Any) -> bytes:
    """Return the result in what was stored; ValueError where it is not what was put under this key."""
    if not isinstance(stored, bytes) or stored[:_CHECK] != _check(key, stored[_CHECK:]):
        raise ValueError("a digest does not fit")
    return stored[_CHECK:]
