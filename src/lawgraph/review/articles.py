"""Single articles of a build, found in ``articles.jsonl`` by halving: nothing is read but what is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from lawgraph.errors import OutputError
from lawgraph.graph import records
from lawgraph.graph.files import read_error

if TYPE_CHECKING:
    from os import PathLike
    from typing import Self

    from lawgraph.model import Article


class Articles:
    """The articles of a built folder, which stand in order of their ids. Use it in a ``with`` statement."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        self._path = Path(folder) / records.ARTICLES_FILE
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        try:
            self._stream = self._path.open("rb")
        except OSError as error:
            raise read_error(self._path, error) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream:
            self._stream.close()

    def find(self, article_id: str) -> Article:
        """Return the article of an id. Raises OutputError where the file lacks it or is no record of a build."""
        assert self._stream is not None, "use Articles in a with statement"
        low, high = 0, self._stream.seek(0, 2)
        while low < high:  # the line sought begins in [low, high)
            middle = (low + high) // 2
            start, line = self._line(middle, low)
            if not line or start >= high:
                high = middle
                continue
            found = self._id(line)
            if found == article_id:
                return records.article_of(json.loads(line))
            if found < article_id:
                low = start + len(line)
            else:
                high = middle
        problem = f"lacks the article {article_id}, which a claim or a node stands on"
        raise OutputError(str(self._path), problem, "Build it again with `lawgraph build`")

    def _line(self, at: int, low: int) -> tuple[int, bytes]:
        """Return the first line that begins at or after ``at``, and where; ``low`` is known to begin one."""
        assert self._stream is not None
        if at > low:
            self._stream.seek(at - 1)
            self._stream.readline()
        else:
            self._stream.seek(low)
        return self._stream.tell(), self._stream.readline()

    def _id(self, line: bytes) -> str:
        try:
            return str(json.loads(line)["id"])
        except (ValueError, KeyError, TypeError) as error:
            problem = f"holds a line that is no record of a build: {error!r}"
            raise OutputError(str(self._path), problem, "Build it again with `lawgraph build`") from error
