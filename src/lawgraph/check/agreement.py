"""Whether a graph says what the records of its build say, node by node."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING, Any, Final

from lawgraph.check.context import node_key
from lawgraph.errors import OutputError
from lawgraph.graph import literals
from lawgraph.graph.names import ONTOLOGY, PREFIXES, iri, short
from lawgraph.graph.store import GRAPH_FILE
from lawgraph.graph.stream import Progress, by_subject, size, triples
from lawgraph.model import Property

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from lawgraph.graph.stream import Term

    Properties = dict[str, list[Term]]

_RDF, _OA = PREFIXES["rdf"], PREFIXES["oa"]
_TYPE: Final = _RDF + "type"
_TRAITS: Final = {ONTOLOGY + "statedBirth": "born", ONTOLOGY + "statedEthnicity": "ethnicity", ONTOLOGY + "statedGender": "gender"}
_DERIVED: Final = PREFIXES["prov"] + "wasDerivedFrom"
_EDGES: Final = {ONTOLOGY + prop.value: sys.intern(prop.value) for prop in Property}
#: Qualifiers of a claim: the property, and the field of the record.
_LABELS: Final = {ONTOLOGY + "role": "role", ONTOLOGY + "conferredBy": "conferred_by"}
_TEXTS: Final = {
    ONTOLOGY + "rule": "rule",
    ONTOLOGY + "modality": "modality",
    ONTOLOGY + "observedOn": "observed",
    ONTOLOGY + "since": "since",
    ONTOLOGY + "until": "until",
    ONTOLOGY + "count": "count",
}


class GraphReader:
    """Reads ``graph.ttl`` once: compares claims, evidence and articles as they come, and gathers the edges."""

    def __init__(self, folder: Path, base: str, progress: Progress) -> None:
        self._path = folder / GRAPH_FILE
        self._base = base
        self._progress = progress
        self.edges: dict[tuple[str, str, str], None] = {}
        self.inferences: set[tuple[str, str, str]] = set()
        self.evidence: set[str] = set()
        self.articles: set[str] = set()

    def read(
        self,
        claim: Callable[[str], dict[str, Any] | None],
        text: Callable[[str], str | None],
        needed: Collection[str],
    ) -> Iterator[tuple[str, str]]:
        """Yield each node that says other than the records, and how.

        ``claim`` returns the record of a claim, ``text`` the text of an article; ``needed`` is the evidence
        that claims stand on. Raises OutputError where the graph cannot be read.
        """
        self._progress.begin("Reading graph.ttl", size([self._path]))
        for subject, properties in by_subject(triples(self._path, self._progress.advance)):
            classes = {value.value for value in properties.get(_TYPE, ())}
            kind, local = node_key(subject) or ("", "")
            if ONTOLOGY + "Claim" in classes:
                record = claim(local)
                if record is None:
                    yield subject, "is not in claims.jsonl, or is twice in graph.ttl"
                    continue
                try:
                    yield from [(subject, problem) for problem in self._claim(record, properties)]
                except (KeyError, TypeError, ValueError, ArithmeticError, OutputError) as error:
                    yield subject, f"its record in claims.jsonl cannot be compared: {error!r}"
            elif ONTOLOGY + "Evidence" in classes:
                self.evidence.add(local)
                if local not in needed:
                    yield subject, "is evidence of no claim"
                yield from ((subject, problem) for problem in self._evidence(properties, text))
            elif ONTOLOGY + "Article" in classes:
                self.articles.add(local)
                if (words := text(local)) is None:
                    yield subject, "is not in articles.jsonl"
                else:
                    yield from self._article(subject, words, properties)
            elif ONTOLOGY + "Inference" in classes:
                self._inference(properties)
            elif kind:
                self._entity(sys.intern(f"{kind}:{local}"), properties)

    def _claim(self, record: dict[str, Any], properties: Properties) -> Iterator[str]:
        """Yield the differences between the node of a claim and its record."""
        ends = {end: iri(record[end]["kind"].lower(), record[end]["id"], self._base) for end in ("subject", "object")}
        evidence = f"{record['article']}-{record['start']}-{record['end']}"
        expected: dict[str, str | None] = {
            _RDF + "subject": ends["subject"],
            _RDF + "predicate": ONTOLOGY + record["property"],
            _RDF + "object": ends["object"],
            _DERIVED: iri("evidence", evidence, self._base),
            ONTOLOGY + "confidence": literals.decimal(record["confidence"]).partition("^^")[0].strip('"'),
        }
        for name, field in _TEXTS.items():
            value = record.get(field)
            expected[name] = None if value is None else literals.clean(str(value))
        for name, field in _LABELS.items():
            expected[name] = literals.clean_label(record[field]) if record.get(field) else None
        traits = record["subject"]["mention"].get("traits", {})
        expected |= {name: traits.get(trait) for name, trait in _TRAITS.items()}
        for name, value in expected.items():
            found = [term.value for term in properties.get(name, ())]
            if found != ([] if value is None else [value]):
                yield f"{short(f'<{name}>')} is {_told(found)} in graph.ttl and {_told([value] if value else [])} in claims.jsonl"

    def _evidence(self, properties: Properties, text: Callable[[str], str | None]) -> Iterator[str]:
        """Yield what keeps the words of evidence from standing at its offsets."""
        sources = [node_key(str(term)) for term in properties.get(_OA + "hasSource", ())]
        try:
            (source,) = sources
            (start,), (end,) = ([int(term.value) for term in properties.get(_OA + name, ())] for name in ("start", "end"))
            (exact,) = (term.value for term in properties.get(_OA + "exact", ()))
        except ValueError:
            yield "has not one article, start, end and text each"
            return
        words = text(source[1]) if source else None
        if words is None:
            yield "its article is not in articles.jsonl"
        elif not 0 <= start < end <= len(words) or literals.clean(words[start:end]) != exact:
            yield f"its words are not at [{start}, {end}) of article:{source[1] if source else ''}"

    def _article(self, subject: str, words: str, properties: Properties) -> Iterator[tuple[str, str]]:
        digest = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()
        if [term.value for term in properties.get(ONTOLOGY + "sha256", ())] != [digest]:
            yield subject, "its lg:sha256 is not that of its text"

    def _inference(self, properties: Properties) -> None:
        subjects, predicates, objects = (properties.get(_RDF + name, ()) for name in ("subject", "predicate", "object"))
        for subject, predicate, obj in zip(subjects, predicates, objects, strict=False):
            ends = (":".join(node_key(str(end)) or ("", str(end))) for end in (subject, obj))
            self.inferences.add((next(ends), predicate.value.removeprefix(ONTOLOGY), next(ends)))

    def _entity(self, name: str, properties: Properties) -> None:
        for path in _EDGES.keys() & properties.keys():
            for value in properties[path]:
                kind, local = node_key(str(value)) or ("", str(value))
                self.edges[name, _EDGES[path], sys.intern(f"{kind}:{local}")] = None


def _told(values: list[str]) -> str:
    return ", ".join(f"“{short(f'<{value}>') if value.startswith('http') else value}”" for value in values) or "missing"
