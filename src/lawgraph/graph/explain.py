"""Why a node of a built folder is one thing: its mentions with their sentences, the merges, what follows by rule.

The files are read as streams, and only the lines that speak of the node are taken apart: a folder of
gigabytes is read through once, and nothing of it is kept.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lawgraph.errors import QueryError
from lawgraph.graph import records
from lawgraph.graph.files import read_error
from lawgraph.graph.identities import ENTITIES_FILE, Identified, iter_entities
from lawgraph.graph.names import ONTOLOGY, PREFIXES, iri, name, short
from lawgraph.graph.passages import sentence, shown
from lawgraph.graph.store import GRAPH_FILE
from lawgraph.graph.stream import by_subject
from lawgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from lawgraph.model import Anchor

_KINDS = {kind.value.lower(): kind for kind in Kind}
_SUBJECT, _PREDICATE, _OBJECT, _TYPE = (PREFIXES["rdf"] + word for word in ("subject", "predicate", "object", "type"))
_CLAIM = re.compile(rb"\S+ a lg:Claim\b")
_RULE = ONTOLOGY + "rule"
#: Labels near to one that nothing bears, to show what there is.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentence of an article that a mention stands in: ``start`` and ``end`` bound the mention in ``text``."""

    article_id: str
    date: str | None
    title: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Consequence:
    """A statement on a node that a rule supplies and no article.

    ``outgoing`` tells whether the node is its subject, ``other`` is the other end, with its label;
    ``details`` are what else is said of the statement, as pairs.
    """

    outgoing: bool
    predicate: str
    other: str
    label: str
    rule: str
    details: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What makes a node one thing. ``passages`` has one for each mention, in their order."""

    iri: str
    found: Identified
    passages: tuple[Passage, ...]
    decisions: tuple[dict[str, Any], ...]
    consequences: tuple[Consequence, ...]


def find(folder: str | PathLike[str], term: str) -> list[Identified]:
    """Return the nodes that a term means: by its IRI, prefixed name or local id, else its label, else another name.

    Examples of terms: ``institution:150200-sifaju``, ``150200-sifaju``, ``包头市司法局``. Raises QueryError
    where it means none, and OutputError where the folder is no build.
    """
    term = term.strip()
    kind, local = _address(term, str(records.read_report(folder)["base_iri"]))
    address = f'"id": {json.dumps(local)},'.encode()
    words = json.dumps(term, ensure_ascii=False).encode("utf-8", "replace")[1:-1]
    ranks: tuple[list[Identified], ...] = ([], [], [])
    near: list[str] = []
    for found in iter_entities(Path(folder) / ENTITIES_FILE, only=lambda line: address in line or words in line):
        entity = found.entity
        means = (entity.id == local and kind in {None, entity.kind}, entity.label == term, term in entity.alt_labels)
        if any(means):
            ranks[means.index(True)].append(found)
        elif term and term in entity.label and len(near) < _NEAR:
            near.append(entity.label)
    if best := next(filter(None, ranks), None):
        return best
    remedy = f"Nodes with it in their label: {', '.join(near)}" if near else "Give an IRI, a local id, or a label as it stands in the graph"
    raise QueryError(repr(term), "is no node of this build", remedy)


def explain(folder: str | PathLike[str], found: Identified) -> Explanation:
    """Return what makes a node one thing, with the sentences of its mentions and what rules supply of it."""
    path = Path(folder)
    report = records.read_report(path)
    base = str(report["base_iri"])
    wanted = set(found.identity.decisions)
    return Explanation(
        iri(found.entity.kind, found.entity.id, base),
        found,
        tuple(_passages(path / records.ARTICLES_FILE, found.identity.mentions)),
        tuple(one for one in report.get("decisions", {}).get("outcomes", ()) if one["id"] in wanted),
        tuple(_consequences(path, found, base)),
    )


def _address(term: str, base: str) -> tuple[Kind | None, str]:
    """Return the kind and local id that a term gives; None for the kind where it gives none."""
    bare = term.removeprefix("<").removesuffix(">")
    prefix, _, local = bare.removeprefix(base).partition("/") if bare.startswith(base) else bare.partition(":")
    return (_KINDS[prefix], unquote(local)) if prefix in _KINDS and local else (None, bare)


def _passages(path: Path, mentions: tuple[Anchor, ...]) -> Iterator[Passage]:
    """Yield the sentence of each mention."""
    wanted = {anchor.article_id.encode("utf-8") for anchor in mentions}
    articles: dict[str, dict[str, Any]] = {}
    opening = re.compile(rb'\{"id": "([^"]+)"')
    for article in records.iter_records(path, dict, only=lambda line: (one := opening.match(line)) and one[1] in wanted) if wanted else ():
        articles[article["id"]] = article
    for one in mentions:
        article = articles.get(one.article_id, {})
        passage = _sentence(article.get("text", ""), one.start, one.end)
        yield Passage(one.article_id, article.get("date"), shown(article.get("title") or ""), *passage)


def _sentence(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return the sentence of a mention without what cannot be seen, and where the mention is in it."""
    left, right = sentence(text, start, max(end, min(start + 1, len(text))))
    lead, named = shown(text[left:start]), shown(text[start:end])
    return lead + named + shown(text[end:right]), len(lead), len(lead) + len(named)


def _consequences(folder: Path, found: Identified, base: str) -> Iterator[Consequence]:
    """Yield the statements of ``graph.ttl`` on a node that have a rule and no article."""
    import pyoxigraph  # noqa: PLC0415 - a compiled library that takes a moment to load

    entity = found.entity
    own = iri(entity.kind, entity.id, base)
    spelt = re.escape(name(entity.kind, entity.id, base).encode("utf-8"))
    speaks = re.compile(rb"\n    rdf:(?:subject|object) " + spelt + rb" [;.]")
    blocks = _blocks(folder / GRAPH_FILE)
    text = b"\n".join([next(blocks), *filter(speaks.search, blocks)])  # the prefixes come first
    statements = [facts for _, facts in by_subject(pyoxigraph.parse(text, pyoxigraph.RdfFormat.TURTLE)) if _RULE in facts]
    ends = {facts[end][0].value for facts in statements for end in (_SUBJECT, _OBJECT)}
    labels = _labels(folder / ENTITIES_FILE, ends - {own}, base)
    for facts in statements:
        subject, obj = facts.pop(_SUBJECT)[0].value, facts.pop(_OBJECT)[0].value
        other = obj if subject == own else subject
        predicate, rule = facts.pop(_PREDICATE)[0], facts.pop(_RULE)[0]
        details = tuple((short(key).partition(":")[2], value.value) for key, values in facts.items() if key != _TYPE for value in values)
        yield Consequence(subject == own, short(str(predicate)), short(f"<{other}>"), labels.get(other, other), rule.value, details)


def _blocks(path: Path) -> Iterator[bytes]:
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


def _labels(path: Path, iris: set[str], base: str) -> dict[str, str]:
    """Return the labels of nodes by their IRIs."""
    if not iris:
        return {}
    wanted = {json.dumps(unquote(one.rpartition("/")[2])).encode() for one in iris}
    opening = re.compile(rb'\{"kind": "\w+", "id": ("[^"]+")')
    near = iter_entities(path, only=lambda line: (one := opening.match(line)) and one[1] in wanted)
    return {iri(one.entity.kind, one.entity.id, base): one.entity.label for one in near}
