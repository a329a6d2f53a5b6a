"""Bytes in, bounded: whole pages up to a limit, or a long file line by line; the hash on the way."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, BinaryIO

from lawgraph.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 18

# One article a page: the longest report in the samples has 14 kB, a year of broadcast transcripts in
# one Markdown file 10 MB. Beyond 32 MiB an input is something else (a data set, a disk image).
MAX_PAGE = 32 << 20
# Real pages stay below 1 MB; the worst page tried (600,000 unclosed paragraphs) takes 3 s a megabyte.
MAX_HTML = 4 << 20
# A scanned yearbook.
MAX_PDF = 256 << 20
# One article a line, so a line is bounded as a page is, and the file is not bounded at all.
MAX_JSON_LINE = 32 << 20


class Stream:
    """An input that is read once; ``digest`` is set when its end was reached."""

    def __init__(self, handle: BinaryIO, source: str) -> None:
        self.source = source
        self.digest: str | None = None
        self._handle = handle
        self._hash = hashlib.sha256()
        self._head = b""

    def _read(self, size: int) -> bytes:
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        data = self._handle.read(size)
        self._hash.update(data)
        if not data:
            self.digest = self._hash.hexdigest()
        return data

    def peek(self) -> bytes:
        """Return the first bytes without taking them."""
        while len(self._head) < _CHUNK:
            data = self._handle.read(_CHUNK)
            if not data:
                break
            self._hash.update(data)
            self._head += data
        return self._head

    def whole(self, limit: int) -> bytes:
        """Return all bytes; more than ``limit`` of them are a :class:`ReadError`."""
        parts: list[bytes] = []
        size = 0
        while data := self._read(_CHUNK):
            parts.append(data)
            size += len(data)
            if size > limit:
                raise ReadError(
                    self.source,
                    f"the input is larger than {limit >> 20} MiB, so it is not one page",
                    "Split it, or write it as JSON Lines with one article a line",
                )
        return b"".join(parts)

    def lines(self, limit: int) -> Iterator[tuple[int, bytes | None]]:
        """Yield each line with its number from 1; None stands for a line of more than ``limit`` bytes."""
        number = 1
        parts: list[bytes] = []
        size = 0
        while data := self._read(_CHUNK):
            pieces = data.split(b"\n")
            for piece in pieces[:-1]:
                size += len(piece)
                yield number, None if size > limit else b"".join([*parts, piece])
                number, parts, size = number + 1, [], 0
            size += len(pieces[-1])
            # Of a line that is too long nothing is kept, so that it cannot fill the memory.
            parts = [] if size > limit else [*parts, pieces[-1]]
        if size:
            yield number, None if size > limit else b"".join(parts)
