"""JSON Lines: one article a line, its text taken as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgraph.errors import ReadError
from lawgraph.model import Article
from lawgraph.read.byline import split_names
from lawgraph.read.clean import clean, clean_line, tidy
from lawgraph.read.dates import find_date
from lawgraph.read.encoding import decode
from lawgraph.read.stream import MAX_JSON_LINE, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

_REMEDY = 'Write each line as {"title": "…", "text": "…", "date": "2021-04-07", "publisher": "…", "url": "…", "creators": ["…"]}'


def _string(record: dict[str, Any], name: str, source: str) -> str | None:
    """Return a text field as one line, or None where it is missing, null or blank."""
    value = record.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(source, f"the field {name} is a {type(value).__name__}, not a string", _REMEDY)
    return clean_line(value) or None


def _creators(value: object, source: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return split_names(clean_line(value))
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(dict.fromkeys(name for name in map(clean_line, value) if name))
    raise ReadError(source, "the field creators is neither a list of strings nor a string", _REMEDY)


def read_record(line: bytes, source: str) -> Article:
    """Read one line.

    Its text is a body already: no furniture is looked for, so that ``articles.jsonl`` of a build
    gives the same articles again, with the same identifiers.

    Example: ``read_record('{"text": "包头市司法局召开会议。"}'.encode(), "a.jsonl#1")``.
    """
    try:
        record = json.loads(decode(line, source))
    except (ValueError, RecursionError) as error:
        # ValueError: broken JSON, or a number of more than 4,300 digits.
        raise ReadError(source, f"the line is not JSON ({str(error)[:80]})", _REMEDY) from error
    if not isinstance(record, dict):
        raise ReadError(source, f"the line holds a {type(record).__name__}, not an object", _REMEDY)
    text = record.get("text")
    if not isinstance(text, str):
        raise ReadError(source, "the line has no field text that is a string", _REMEDY)
    text = tidy(clean(text))
    if not text:
        raise ReadError(source, "the field text is empty", _REMEDY)
    return Article(
        text=text,
        title=_string(record, "title", source) or "",
        publisher=_string(record, "publisher", source),
        date=find_date(_string(record, "date", source) or "", partial=True, compact=True),
        creators=_creators(record.get("creators"), source),
        url=_string(record, "url", source),
        source=source,
    )


def read_jsonl(stream: Stream) -> Iterator[Article | ReadError]:
    """Yield an article or an error for each line that is not blank; a broken line stops no other."""
    empty = True
    for number, line in stream.lines(MAX_JSON_LINE):
        source = f"{stream.source}#{number}"
        if line is None:
            empty = False
            yield ReadError(
                source, f"the line is longer than {MAX_JSON_LINE >> 20} MiB", "Write one article a line"
            )
        elif line.strip(b" \t\r\xef\xbb\xbf"):
            empty = False
            try:
                yield read_record(line, source)
            except ReadError as error:
                yield error
    if empty:
        yield ReadError(
            stream.source, "the input is empty", "Check that the download or the copy was complete"
        )
