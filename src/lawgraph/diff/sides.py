"""The two folders that are compared, and which parts of their files are not in both.

Lines and blocks are told apart by their digests, and only those that differ are read: what is kept in
memory of all others is sixteen bytes each.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lawgraph.errors import OutputError
from lawgraph.graph import records
from lawgraph.graph.files import read_error
from lawgraph.graph.identities import ENTITIES_FILE
from lawgraph.graph.passages import sentence
from lawgraph.graph.store import GRAPH_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from os import PathLike

#: Articles whose text is kept at hand, since many pieces of evidence come from one article.
_TEXTS: Final = 256
_NEEDED: Final = (records.ARTICLES_FILE, records.CLAIMS_FILE, ENTITIES_FILE, GRAPH_FILE)


class Side:
    """One of the two builds. Raises OutputError where the folder is none."""

    def __init__(self, folder: str | PathLike[str]) -> None:
        self.folder = Path(folder)
        self.report: dict[str, Any] = records.read_report(folder)
        self.base = str(self.report["base_iri"])
        for name in _NEEDED:
            if not (self.folder / name).is_file():
                raise OutputError(str(self.folder / name), "is not there", "Build it again with `lawgraph build`")
        self._at: dict[str, int] | None = None
        self._article = lru_cache(maxsize=_TEXTS)(self._read_article)

    def path(self, name: str) -> Path:
        """Return the path of a file of the build."""
        return self.folder / name

    def article(self, article_id: str) -> dict[str, Any]:
        """Return the record of an article. Raises OutputError where there is none."""
        return self._article(article_id)

    def sentence(self, article_id: str, start: int, end: int) -> str:
        """Return the sentence around a mention."""
        text = str(self.article(article_id)["text"])
        return text[slice(*sentence(text, start, end))]

    def _read_article(self, article_id: str) -> dict[str, Any]:
        path = self.path(records.ARTICLES_FILE)
        if self._at is None:
            self._at, position = {}, 0
            for line in _lines(path):
                self._at[_record(path, line)["id"]] = position
                position += len(line)
        if article_id not in self._at:
            raise OutputError(str(path), f"lacks the article {article_id}, which a claim or a mention stands on", "Build it again with `lawgraph build`")
        with path.open("rb") as stream:
            stream.seek(self._at[article_id])
            return _record(path, stream.readline())


def differing_records(old: Side, new: Side, name: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the records of a JSON Lines file that stand in one build only: those of the old one, those of the new."""
    paths = old.path(name), new.path(name)
    gone, come = _differing(lambda: _lines(paths[0]), lambda: _lines(paths[1]))
    return [_record(paths[0], line) for line in gone], [_record(paths[1], line) for line in come]


def all_records(side: Side, name: str) -> Iterator[dict[str, Any]]:
    """Yield the records of a JSON Lines file."""
    path = side.path(name)
    for line in _lines(path):
        yield _record(path, line)


Triple = tuple[str, str, str]
"""Subject, predicate and object as N-Triples writes them."""


def differing_triples(old: Side, new: Side) -> tuple[set[Triple], set[Triple]]:
    """Return the triples that stand in one graph only: those of the old one, those of the new.

    Raises OutputError where a graph is no Turtle, or has a blank node, which nobody else can name.
    """
    paths = old.path(GRAPH_FILE), new.path(GRAPH_FILE)
    heads = tuple(next(_blocks(path), b"") for path in paths)
    if heads[0] == heads[1]:
        gone, come = _differing(lambda: _blocks(paths[0]), lambda: _blocks(paths[1]))
    else:  # the same words stand for other IRIs
        gone, come = list(_blocks(paths[0]))[1:], list(_blocks(paths[1]))[1:]
    before, after = _triples(paths[0], heads[0], gone), _triples(paths[1], heads[1], come)
    return before - after, after - before


def _differing(old: Callable[[], Iterable[bytes]], new: Callable[[], Iterable[bytes]]) -> tuple[list[bytes], list[bytes]]:
    known, seen, come = {_digest(line) for line in old()}, set(), []
    for line in new():
        digest = _digest(line)
        seen.add(digest)
        if digest not in known:
            come.append(line)
    return [line for line in old() if _digest(line) not in seen], come


def _digest(line: bytes) -> bytes:
    return hashlib.blake2b(line, digest_size=16).digest()


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            yield from stream
    except OSError as error:
        raise read_error(path, error) from error


def _blocks(path: Path) -> Iterator[bytes]:
    """Yield the prefixes, and then what is said of one subject at a time: our writer parts them by an empty line."""
    block: list[bytes] = []
    for line in _lines(path):
        if line != b"\n":
            block.append(line)
        elif block:
            yield b"".join(block)
            block = []
    if block:
        yield b"".join(block)


def _triples(path: Path, head: bytes, blocks: list[bytes]) -> set[Triple]:
    import pyoxigraph  # noqa: PLC0415 - a compiled library that only some commands need

    found: set[Triple] = set()
    try:
        for quad in pyoxigraph.parse(head + b"".join(blocks), format=pyoxigraph.RdfFormat.TURTLE):
            found.add((str(quad.subject), str(quad.predicate), str(quad.object)))
    except SyntaxError as error:
        raise OutputError(str(path), f"is no Turtle: {error.msg}", "Build it again with `lawgraph build`") from error
    if any(term.startswith("_:") for triple in found for term in triple):
        raise OutputError(str(path), "holds a blank node, which a patch cannot name", "Build it again with `lawgraph build`")
    return found


def _record(path: Path, line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise OutputError(str(path), f"holds a line that is no JSON: {error}", "Build it again with `lawgraph build`") from error
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise OutputError(str(path), "holds a line that is no record of a build", "Build it again with `lawgraph build`")
    return record
