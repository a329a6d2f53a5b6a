"""What stands in the files of a built folder, found without reading them whole: sentences, labels, blocks of Turtle."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lawgraph.graph import records
from lawgraph.graph.files import read_error
from lawgraph.graph.identities import iter_entities
from lawgraph.graph.names import iri
from lawgraph.graph.passages import sentence, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_CLAIM = re.compile(rb"\S+ a lg:Claim\b")
_ARTICLE = re.compile(rb'\{"id": "([^"]+)"')
_NODE = re.compile(rb'\{"kind": "\w+", "id": ("[^"]+")')


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence of an article that a span stands in: ``start`` and ``end`` bound the span in ``text``."""

    article_id: str
    date: str | None
    title: str
    text: str
    start: int
    end: int


def passages(path: Path, spans: Iterable[tuple[str, int, int]]) -> Iterator[Passage]:
    """Yield the sentence of each span, given as article id, start and end, from ``articles.jsonl``."""
    spans = list(spans)
    wanted = {article_id.encode("utf-8") for article_id, _, _ in spans}
    articles: dict[str, dict[str, Any]] = {}
    for article in records.iter_records(path, dict, only=lambda line: (one := _ARTICLE.match(line)) and one[1] in wanted) if wanted else ():
        articles[article["id"]] = article
    for article_id, start, end in spans:
        article = articles.get(article_id, {})
        passage = _sentence(article.get("text", ""), start, end)
        yield Passage(article_id, article.get("date"), shown(article.get("title") or ""), *passage)


def _sentence(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the sentence of a span without what cannot be seen, and where the span is in it."""
    left, right = sentence(text, start, max(end, min(start + 1, len(text))))
    lead, named = shown(text[left:start]), shown(text[start:end])
    return lead + named + shown(text[end:right]), len(lead), len(lead) + len(named)


def blocks(path: Path) -> Iterator[bytes]:
    """Yield the prefixes of ``graph.ttl``, and the block of each node that stands before the first claim.

    Claims and their evidence come last (see ``turtle``) and are nine tenths of the file: they are not read.
    """
    block: list[bytes] = []
    try:
        with path.open("rb") as stream:
            for line in stream:
                if _CLAIM.match(line):
                    break
                if line == b"\n":
                    yield b"".join(block)
                    block = []
                else:
                    block.append(line)
    except OSError as error:
        raise read_error(path, error) from error
    yield b"".join(block)


def labels(path: Path, iris: Collection[str], base: str) -> dict[str, str]:
    """Return the labels of nodes by their IRIs, from ``entities.jsonl``."""
    if not iris:
        return {}
    wanted = {json.dumps(unquote(one.rpartition("/")[2])).encode() for one in iris}
    near = iter_entities(path, only=lambda line: (one := _NODE.match(line)) and one[1] in wanted)
    return {iri(one.entity.kind, one.entity.id, base): one.entity.label for one in near}
