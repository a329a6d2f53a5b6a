"""Verifying a built folder: that its files are those of the build, and that they agree with one another.

The texts and claims are read line by line and the graph node by node; what is kept in memory is
where each article and claim stands, and the edges: some 0.6 kB a claim.
"""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lawgraph.check.agreement import GraphReader
from lawgraph.check.identity import identity_problems
from lawgraph.errors import OutputError
from lawgraph.extract.registry import RULES
from lawgraph.graph import files, records
from lawgraph.graph.identities import ENTITIES_FILE
from lawgraph.graph.names import short
from lawgraph.graph.publish import REPORT_FILE, steady
from lawgraph.graph.stream import Progress
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

#: Articles whose text is kept at hand: claims of one article stand apart, since they are sorted by id.
_TEXTS: Final = 512
_SHOWN: Final = 40
_RULES: Final = {rule.id: rule.version for rule in RULES}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not hold: what it is about (``claim:c03``, ``graph.ttl``), and what is wrong with it."""

    subject: str
    problem: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.problem}"


def verify(folder: str | PathLike[str], *, inputs: bool = False, progress: Progress | None = None) -> Iterator[Finding]:
    """Yield all that does not hold of a folder that `lawgraph build` wrote; nothing where it is sound.

    With ``inputs``, the pages that were read are hashed again too, where ``build.json`` says they are.
    Raises OutputError where the folder has no ``build.json``, or is built anew meanwhile.
    """
    with steady(folder):
        report = records.read_report(folder)
        verifier = _Verifier(Path(folder), report, progress or Progress())
        yield from verifier.hashes()
        if inputs:
            yield from verifier.inputs()
        for stage in (verifier.articles, verifier.claims, verifier.entities, verifier.graph):
            try:
                yield from stage()
            except OutputError as error:
                yield Finding(Path(error.subject).name, error.problem)
        yield from verifier.counts()


class _Verifier:
    """What the stages hand to one another."""

    def __init__(self, folder: Path, report: dict[str, Any], progress: Progress) -> None:
        self._folder = folder
        self._report = report
        self._progress = progress
        self._article_at: dict[str, int] = {}
        self._copy_at: dict[str, int] = {}  # other publications of an article's text, at the article
        self._lengths: dict[str, int] = {}  # of each article's text
        self._claim_at: dict[str, int] = {}
        self._edges: dict[tuple[str, str, str], str] = {}  # an edge to the first claim that states it
        self._evidence: dict[str, str] = {}
        self._edge_count: int | None = None
        self._text = lru_cache(maxsize=_TEXTS)(self._read_text)

    def hashes(self) -> Iterator[Finding]:
        """Compare each file with the hash that the build wrote down."""
        hashes = self._report.get("files")
        if not isinstance(hashes, dict):
            yield Finding(REPORT_FILE, "has no hashes of the files: it was written by an older version")
            return
        for name, digest in sorted(hashes.items()):
            yield from _compare_hash(self._folder / name, name, digest, "the build wrote")

    def inputs(self) -> Iterator[Finding]:
        """Compare each page that was read with its hash."""
        for entry in self._report.get("inputs", ()):
            if entry["source"] != "-":
                yield from _compare_hash(Path(entry["source"]), entry["source"], entry["sha256"], "was read")

    def articles(self) -> Iterator[Finding]:
        """Check that each article is named after its text."""
        for position, record in self._lines(records.ARTICLES_FILE):
            if isinstance(record, Finding):
                yield record
                continue
            name, text = f"article:{record.get('id')}", record.get("text")
            if not isinstance(text, str) or not isinstance(record.get("id"), str):
                yield Finding(name, "has no id or no text")
                continue
            digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
            if digest != record.get("sha256"):
                yield Finding(name, "its text is not the one that was read (SHA-256 differs)")
            if record["id"] != "a" + str(record.get("sha256"))[:16]:
                yield Finding(name, "its id does not begin its SHA-256")
            if record["id"] in self._article_at:
                yield Finding(name, f"is twice in {records.ARTICLES_FILE}")
            self._article_at[record["id"]] = position
            self._lengths[record["id"]] = len(text)
            self._copy_at |= dict.fromkeys(_copies(record), position)

    def claims(self) -> Iterator[Finding]:
        """Check each claim against its text, and keep its edge and evidence for the graph."""
        for position, record in self._lines(records.CLAIMS_FILE):
            if isinstance(record, Finding):
                yield record
                continue
            name = f"claim:{record.get('id')}"
            try:
                for problem in self._claim_problems(record):
                    yield Finding(name, problem)
                if record["id"] in self._claim_at:
                    yield Finding(name, f"is twice in {records.CLAIMS_FILE}")
                ends = (_end(record["subject"]), _end(record["object"]))
                self._edges.setdefault((ends[0], sys.intern(record["property"]), ends[1]), record["id"])
                self._evidence.setdefault(f"{record['article']}-{record['start']}-{record['end']}", record["id"])
                self._claim_at[record["id"]] = position
            except (KeyError, TypeError, AttributeError) as error:
                yield Finding(name, f"is no record of a claim: {error!r}")

    def _claim_problems(self, record: dict[str, Any]) -> Iterator[str]:
        article, start, end = record["article"], record["start"], record["end"]
        if article not in self._article_at:
            yield f"its article {article} is not in {records.ARTICLES_FILE}"
        else:
            text = self._text(article)
            if not 0 <= start < end <= len(text):
                yield f"its quote [{start}, {end}) lies outside the text of article:{article} ({len(text)} characters)"
            elif text[start:end] != record["quote"]:
                yield f"its quote is not at [{start}, {end}) of article:{article}: there stands “{_cut(text[start:end])}”"
        rule, _, version = record["rule"].rpartition("/")
        if rule not in _RULES:
            yield f"its rule {record['rule']} is unknown to lawgraph {metadata.version('lawgraph')}"
        elif version != str(_RULES[rule]):
            yield f"its rule {record['rule']} is another version than that of lawgraph {metadata.version('lawgraph')}, which has {rule}/{_RULES[rule]}"
        if record["property"] not in set(Property):
            yield f"its property {record['property']} is none"

    def entities(self) -> Iterator[Finding]:
        """Check that each node's mentions lie in their articles, that its merges reach them, and that claims have their nodes."""
        known: set[str] = set()
        for _, record in self._lines(ENTITIES_FILE):
            if isinstance(record, Finding):
                yield record
                continue
            name = f"{str(record.get('kind')).lower()}:{record.get('id')}"
            for problem in identity_problems(record, self._lengths):
                yield Finding(name, problem)
            if name in known:
                yield Finding(name, f"is twice in {ENTITIES_FILE}")
            known.add(name)
        for edge, identifier in self._edges.items():
            for end in sorted({edge[0], edge[2]} - known):
                yield Finding(f"claim:{identifier}", f"its {end} is not in {ENTITIES_FILE}")

    def graph(self) -> Iterator[Finding]:
        """Compare the graph with the articles and claims, both ways."""
        reader = GraphReader(self._folder, self._report["base_iri"], self._progress)
        with (self._folder / records.CLAIMS_FILE).open("rb") as stream:

            def claim(identifier: str) -> dict[str, Any] | None:
                position = self._claim_at.pop(identifier, None)
                if position is None:
                    return None
                stream.seek(position)
                return dict(json.loads(stream.readline()))

            def text(article: str) -> str | None:
                return self._text(article) if article in self._article_at or article in self._copy_at else None

            for subject, problem in reader.read(claim, text, self._evidence.keys()):
                yield Finding(short(subject), problem)
        for identifier in self._claim_at:
            yield Finding(f"claim:{identifier}", "is not in graph.ttl")
        for evidence, identifier in self._evidence.items():
            if evidence not in reader.evidence:
                yield Finding(f"claim:{identifier}", f"its evidence:{evidence} is not in graph.ttl")
        for article in (*self._article_at, *self._copy_at):
            if article not in reader.articles:
                yield Finding(f"article:{article}", "is not in graph.ttl")
        yield from self._edge_problems(reader)

    def _edge_problems(self, reader: GraphReader) -> Iterator[Finding]:
        for edge, identifier in self._edges.items():
            if edge not in reader.edges:
                yield Finding(f"claim:{identifier}", f"its edge {_shown(edge)} is not in graph.ttl")
            elif edge[1] == Property.COOPERATES_WITH and edge[::-1] not in reader.edges:
                yield Finding(f"claim:{identifier}", f"its edge {_shown(edge[::-1])} is not in graph.ttl, though cooperation is mutual")
        count = 0
        for edge in reader.edges:
            mutual = edge[1] == Property.COOPERATES_WITH
            count += not (mutual and edge[0] > edge[2] and edge[::-1] in reader.edges)
            stated = edge in self._edges or (mutual and edge[::-1] in self._edges)
            if not stated and edge not in reader.inferences:
                yield Finding(_shown(edge), "has no claim, and no rule supplies it")
        self._edge_count = count

    def counts(self) -> Iterator[Finding]:
        """Compare the numbers of the report with those that were found."""
        counts = self._report.get("counts", {})
        found = {"articles": len(self._article_at), "edges": self._edge_count}
        for name, number in found.items():
            if number is not None and counts.get(name) != number:
                yield Finding(REPORT_FILE, f"tells of {counts.get(name)} {name}, but there are {number}")

    def _lines(self, name: str) -> Iterator[tuple[int, dict[str, Any] | Finding]]:
        """Yield the offset and the record of each line; a finding for a line that holds none."""
        path = self._folder / name
        position = 0
        try:
            self._progress.begin(f"Reading {name}", path.stat().st_size)
            with path.open("rb") as stream:
                for number, line in enumerate(stream, 1):
                    try:
                        record = json.loads(line)
                        bad = not isinstance(record, dict)
                    except ValueError:
                        bad = True
                    yield position, Finding(name, f"line {number} is no record of a build") if bad else record
                    position += len(line)
                    self._progress.advance(len(line))
        except OSError as error:
            raise files.read_error(path, error) from error

    def _read_text(self, article: str) -> str:
        with (self._folder / records.ARTICLES_FILE).open("rb") as stream:
            stream.seek(self._article_at[article] if article in self._article_at else self._copy_at[article])
            return str(json.loads(stream.readline())["text"])


def _compare_hash(path: Path, name: str, digest: str, did: str) -> Iterator[Finding]:
    try:
        if files.sha256(path) != digest:
            yield Finding(name, f"is not the file that {did} (SHA-256 differs)")
    except OutputError as error:
        yield Finding(name, error.problem)


def _copies(record: dict[str, Any]) -> list[str]:
    """Return the ids of the other publications of an article's text."""
    copies = record.get("copies")
    return [copy["id"] for copy in copies if isinstance(copy, dict) and isinstance(copy.get("id"), str)] if isinstance(copies, list) else []


def _end(record: dict[str, Any]) -> str:
    """Return the end of an edge as kind and id, one string for all edges of a node."""
    return sys.intern(f"{record['kind'].lower()}:{record['id']}")


def _shown(edge: tuple[str, str, str]) -> str:
    return f"{edge[0]} lg:{edge[1]} {edge[2]}"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
