"""From paths to articles: walk folders, choose the reader of each file, gather what came of it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, Protocol

from lawgraph.errors import ReadError
from lawgraph.model import Article
from lawgraph.read.encoding import decode
from lawgraph.read.stream import MAX_HTML, MAX_PAGE, MAX_PDF, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

STDIN = "-"


# A format is loaded when the first input of it is read: a build in which nothing changed loads none.


def _dump(stream: Stream) -> Iterator[Article | ReadError]:
    from lawgraph.read.dump import read_dump  # noqa: PLC0415

    yield read_dump(decode(stream.whole(MAX_PAGE), stream.source), stream.source)


def _html(stream: Stream) -> Iterator[Article | ReadError]:
    from lawgraph.read.webpage import read_html  # noqa: PLC0415

    yield read_html(decode(stream.whole(MAX_HTML), stream.source), stream.source)


def _markdown(stream: Stream) -> Iterator[Article | ReadError]:
    from lawgraph.read.markdown import read_markdown  # noqa: PLC0415

    yield from read_markdown(decode(stream.whole(MAX_PAGE), stream.source), stream.source)


def _jsonl(stream: Stream) -> Iterator[Article | ReadError]:
    from lawgraph.read.jsonl import read_jsonl  # noqa: PLC0415

    yield from read_jsonl(stream)


def _pdf(stream: Stream) -> Iterator[Article | ReadError]:
    from lawgraph.read.pdf import read_pdf  # noqa: PLC0415

    yield read_pdf(stream.whole(MAX_PDF), stream.source)


# Every format that can be read; a new one is a line here and a module.
FORMATS: dict[str, Callable[[Stream], Iterator[Article | ReadError]]] = {
    ".txt": _dump,
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
    ".jsonl": _jsonl,
    ".pdf": _pdf,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading: ``articles`` by source, ``failures``, the ``inputs`` with their SHA-256.

    ``duplicates`` names each source whose text another source has too, and that source: the earliest
    known publication, which is the article and has the others as its ``copies``.
    """

    articles: tuple[Article, ...]
    failures: tuple[ReadError, ...]
    inputs: tuple[tuple[str, str], ...]
    duplicates: tuple[tuple[str, str], ...] = ()


def source_of(path: Path | str) -> str:
    """Return a path as text that can be written as UTF-8, whatever bytes the file's name has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _order(source: str) -> tuple[str, int]:
    """Sort ``a.jsonl#2`` before ``a.jsonl#10``."""
    name, mark, number = source.rpartition("#")
    return (
        (name, int(number))
        if mark and number.isascii() and number.isdecimal() and len(number) < 10
        else (source, 0)
    )


#: People's corrections are kept beside the articles, in JSON Lines too, and are none.
_DECISIONS = "decisions.jsonl"


def _walk(folder: str) -> Iterator[str]:
    """Yield the readable files below ``folder``: no hidden ones, no README, no decisions, no unknown suffix."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            known = Path(name).suffix.lower() in FORMATS
            if known and not name.startswith(".") and Path(name).stem.lower() != "readme" and name != _DECISIONS:
                yield str(Path(root) / name)


def _is_folder(name: str) -> bool:
    """Tell whether a path is a folder; a name that no file can have (too long, a NUL) is none."""
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def list_inputs(paths: Iterable[Path | str]) -> tuple[str, ...]:
    """Return the inputs behind ``paths``, each once, sorted: folders become their files.

    Every entry can be given to :func:`read_input`. What does not exist stays in the list, so that
    reading it reports it; so does a folder in which there is nothing to read.

    Example: ``list_inputs(["articles"])`` is ``("articles/a.txt", "articles/b.html")``.
    """
    found: dict[str, None] = {}
    for path in paths:
        name = str(path)
        if name != STDIN and _is_folder(name):
            below = list(_walk(name))
            found.update(dict.fromkeys(below or [name]))
        else:
            found[name if name == STDIN else str(Path(name))] = None
    return tuple(sorted(found, key=source_of))


class _Read(NamedTuple):
    source: str
    digest: str | None


def _sniff(head: bytes) -> Callable[[Stream], Iterator[Article | ReadError]]:
    """Choose the reader of standard input by its first bytes."""
    start = head[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"%PDF-"):
        return _pdf
    if start.startswith(b"{"):
        line = start.split(b"\n", 1)[0]
        try:
            return _jsonl if isinstance(json.loads(line), dict) else _dump
        except (ValueError, RecursionError):
            # A first line longer than the sample is JSON Lines still when it opens like a record.
            return _jsonl if line[1:].lstrip().startswith(b'"') else _dump
    low = start[:1024].lower()
    if low.startswith(b"<") and any(
        tag in low for tag in (b"<!doctype", b"<html", b"<head", b"<body", b"<div", b"<p", b"<meta", b"<h1")
    ):
        return _html
    return _dump


#: An article longer than this is no article: a book has half a million letters, the longest
#: work report of the genre some fifty thousand.
MAX_ARTICLE = 1_000_000


def _checked(article: Article) -> Article | ReadError:
    if len(article.text) <= MAX_ARTICLE:
        return article
    return ReadError(
        article.source,
        f"its text has {len(article.text):,} letters, more than the {MAX_ARTICLE:,} that one article may have",
        "Split it into one file an article, or into a .jsonl with one article a line",
    )


def _read(
    stream: Stream, reader: Callable[[Stream], Iterator[Article | ReadError]]
) -> Iterator[Article | ReadError]:
    try:
        for item in reader(stream):
            yield _checked(item) if isinstance(item, Article) else item
    except ReadError as error:
        yield error
    except OSError as error:
        yield ReadError(
            stream.source,
            f"it cannot be read ({error.strerror or error})",
            "Check the file and its permissions",
        )


def _open(path: str, stdin: BinaryIO | None, done: Callable[[_Read], None]) -> Iterator[Article | ReadError]:
    """Read one input; at its end tell ``done`` its hash."""
    source = source_of(path)
    if path == STDIN:
        if stdin is None:
            yield ReadError(STDIN, "no standard input was given", "Pass stdin=sys.stdin.buffer")
            return
        stream = Stream(stdin, source)
        try:
            reader = _sniff(stream.peek())
        except OSError as error:
            yield ReadError(
                source, f"it cannot be read ({error.strerror or error})", "Check what is piped in"
            )
            return
        yield from _read(stream, reader)
        done(_Read(source, stream.digest))
        return
    file = Path(path)
    suffix = file.suffix.lower()
    known = ", ".join(sorted(FORMATS))
    try:
        if "\x00" in path:
            yield ReadError(
                source.replace("\x00", "\\0"), "a path cannot hold a NUL character", "Check the path"
            )
        elif file.is_dir():
            yield ReadError(
                source,
                f"the folder holds no file that can be read ({known})",
                "Name another folder or a file",
            )
        elif not file.exists():
            yield ReadError(source, "there is no such file or folder", "Check the path")
        elif not file.is_file():
            yield ReadError(source, "it is not a regular file", "Name a file, or pipe it in as -")
        elif suffix not in FORMATS:
            yield ReadError(
                source,
                f"files of the kind {suffix or '(no suffix)'} are not read",
                f"Convert it to one of {known}",
            )
        else:
            with file.open("rb") as handle:
                stream = Stream(handle, source)
                yield from _read(stream, FORMATS[suffix])
                done(_Read(source, stream.digest))
    except OSError as error:
        yield ReadError(source, f"it cannot be opened ({error})", "Check the path and its permissions")


class Kept(Protocol):
    """What earlier readings gave, by source and SHA-256 of the content."""

    def get(self, source: str, digest: str) -> Sequence[Article | ReadError] | None:
        """Return the articles and failures; None where they are not known."""

    def put(self, source: str, digest: str, items: Sequence[Article | ReadError]) -> None:
        """Keep them."""


#: A line of these is read as fast as it would be read back, and the file may be of any size.
_NOT_KEPT = frozenset({".jsonl"})


def digest_of(path: str) -> str | None:
    """Return the SHA-256 of an input that is a file of a known format and can be opened; None for any other."""
    file = Path(path)
    try:
        if file.suffix.lower() in FORMATS and file.is_file():
            with file.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        pass
    return None


def _open_kept(path: str, done: Callable[[_Read], None], kept: Kept) -> Iterator[Article | ReadError]:
    """Read one file, or take what it gave when it was last read."""
    source, digest = source_of(path), digest_of(path)
    items = kept.get(source, digest) if digest is not None else None
    if digest is not None and items is not None:
        yield from items
        done(_Read(source, digest))
        return
    read: list[_Read] = []
    new = []
    for item in _open(path, None, read.append):
        new.append(item)
        yield item
    for one in read:
        done(one)
        # A file that was not read to its end, or that changed meanwhile, is read again the next time.
        if digest is not None and one.digest == digest:
            kept.put(source, digest, new)


def read_input(path: Path | str, *, stdin: BinaryIO | None = None) -> Iterator[Article | ReadError]:
    """Yield the articles and failures of one input, one at a time; "-" is ``stdin``.

    Example: ``for item in read_input("2021.jsonl"): …`` holds one line in memory at a time.
    """
    yield from _open(str(path), stdin, lambda _: None)


def read_paths(
    paths: Iterable[Path | str],
    *,
    stdin: BinaryIO | None = None,
    on_article: Callable[[str], None] | None = None,
    on_input: Callable[[str], None] | None = None,
    kept: Kept | None = None,
) -> Reading:
    """Read files and folders; a failure is recorded and stops no other input.

    ``on_article`` hears the source of every article read, ``on_input`` every finished entry of
    :func:`list_inputs`. The result does not depend on the order of ``paths``, nor on what is ``kept``
    of earlier readings, which only saves reading it again.

    Example: ``read_paths(["articles"]).articles[0].title``.
    """
    from lawgraph.read.copies import gather  # noqa: PLC0415

    articles: list[Article] = []
    failures: list[ReadError] = []
    reads: list[_Read] = []
    for path in list_inputs(paths):
        known = kept is not None and path != STDIN and Path(path).suffix.lower() not in _NOT_KEPT
        for item in _open_kept(path, reads.append, kept) if kept and known else _open(path, stdin, reads.append):
            if isinstance(item, Article):
                articles.append(item)
                if on_article is not None:
                    on_article(item.source)
            else:
                failures.append(item)
        if on_input is not None:
            on_input(path)
    articles.sort(key=lambda article: _order(article.source))
    failures.sort(key=lambda error: _order(error.subject))
    by_text = {article.text: article for article in gather(articles)}
    sources = [(article.source, by_text[article.text].source) for article in articles]
    duplicates = tuple((source, first) for source, first in sources if source != first)
    inputs = tuple(sorted((each.source, each.digest) for each in reads if each.digest is not None))
    in_order = sorted(by_text.values(), key=lambda article: _order(article.source))
    return Reading(tuple(in_order), tuple(failures), inputs, duplicates)
