"""Turtle: the graph as a text that people read and every store loads.

An own writer rather than a library's, since it alone keeps to what all stores read alike: no
escape in a prefixed name, no literal over two lines, every statement at its end " .", a line
break. It streams (0.55 million triples a second on 80,000 claims, one core, where
``pyoxigraph.serialize`` with its terms to make was measured at 0.3). Same knowledge, same bytes.
"""

from __future__ import annotations

import gc
import io
from itertools import chain
from os import PathLike
from typing import TYPE_CHECKING, BinaryIO

from lawgraph.extract.batches import stated as honour_stated
from lawgraph.graph import codes, divisions, literals
from lawgraph.graph.files import atomic
from lawgraph.graph.knowledge import EntityKey, Knowledge, entity_key
from lawgraph.graph.names import (
    BASE,
    NAMESPACES,
    PREFIXES,
    checked_base,
    claim_class,
    name,
    namespace,
    organ_class,
)
from lawgraph.graph.parts import derive
from lawgraph.graph.records import copy_id
from lawgraph.graph.traits import stated
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Article, Entity, Kind, Property, ResolvedClaim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.graph.derived import Derived, Statement

_USED_PREFIXES = ("lg", "lgc", "oa", "org", "prov", "rdf", "rdfs", "schema", "skos", "xsd")
_NEXT = " ;\n    "
# An enum's value is looked up by a slow descriptor, and statements are written by the million.
_RANK = {prop: rank for rank, prop in enumerate(Property)}
_PREDICATE = {prop: f"lg:{prop.value}" for prop in Property}
_CLAIM_CLASS = {prop: f"lg:{claim_class(prop)}" for prop in Property}
_KIND_CLASS = {kind: f"lg:{kind.value}" for kind in Kind}
_TITLE_LENGTH = 24  # an article without a title is shown by its first words


def write_turtle(
    knowledge: Knowledge, target: str | PathLike[str] | BinaryIO, *, base_iri: str = BASE, derived: Derived | None = None
) -> None:
    """Write the graph to a path (whole or not at all) or a binary stream.

    ``derived`` is what follows from the knowledge (:func:`lawgraph.graph.parts.derive`), where it is at hand already.
    """
    checked_base(base_iri)
    if isinstance(target, str | PathLike):
        with atomic(target) as stream:
            _write(knowledge, stream, base_iri, derived)
    else:
        _write(knowledge, target, base_iri, derived)


def to_turtle(knowledge: Knowledge, *, base_iri: str = BASE) -> bytes:
    """Return the graph as Turtle in UTF-8."""
    stream = io.BytesIO()
    write_turtle(knowledge, stream, base_iri=base_iri)
    return stream.getvalue()


def _write(knowledge: Knowledge, stream: BinaryIO, base: str, derived: Derived | None) -> None:
    # Nothing here makes a cycle, and of a large graph each full collection walks millions of records.
    collecting = gc.isenabled()
    gc.disable()
    try:
        stream.writelines(block.encode("utf-8") for block in _blocks(knowledge, base, derived or derive(knowledge, base)))
    finally:
        if collecting:
            gc.enable()


def _blocks(knowledge: Knowledge, base: str, derived: Derived) -> Iterator[str]:
    prefixes = {prefix: PREFIXES[prefix] for prefix in _USED_PREFIXES}
    prefixes |= {kind: namespace(kind, base) for kind in NAMESPACES}
    yield "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    out: dict[EntityKey, list[tuple[Property, Entity]]] = {}
    for (subject, prop, obj), _ in knowledge.edges():
        out.setdefault(entity_key(subject), []).append((prop, obj))
        if prop is Property.COOPERATES_WITH and subject != obj:  # symmetric: a plain query asks either way
            out.setdefault(entity_key(obj), []).append((prop, subject))
    for entity in chain(knowledge.entities, divisions.around(knowledge.entities)):
        subject_name = name(entity.kind, entity.id, base)
        told = _entity(entity, out.get(entity_key(entity), []), base)
        yield _block(subject_name, chain(told, derived.said.get(subject_name, ())))
    for subject_name in sorted(derived.nodes):
        yield _block(subject_name, derived.nodes[subject_name])
    for concept, statements in codes.concepts(knowledge.entities):
        yield _block(concept, statements)
    for article in knowledge.articles:
        subject_name = name("article", article.id, base)
        yield _block(subject_name, chain(_article(article), derived.said.get(subject_name, ())))
        for copy in article.copies:
            subject_name = name("article", copy_id(article, copy), base)
            yield _block(subject_name, chain(_article(copy), derived.said.get(subject_name, ())))
    written: set[str] = set()
    for claim in knowledge.claims:
        evidence_id = f"{claim.article_id}-{claim.claim.start}-{claim.claim.end}"
        evidence = name("evidence", evidence_id, base)
        yield _claim(claim, evidence, base)
        if evidence_id not in written:  # several claims may stand on one sentence
            written.add(evidence_id)
            yield _evidence(claim, evidence, knowledge.quote(claim), base)


def _block(subject: str, statements: Iterable[Statement]) -> str:
    lines = [f"{predicate} {objects[0] if len(objects) == 1 else ', '.join(objects)}" for predicate, objects in statements]
    return f"\n{subject} {_NEXT.join(lines)} .\n"


def _entity(entity: Entity, edges: list[tuple[Property, Entity]], base: str) -> Iterator[Statement]:
    organ = organ_class(entity.organ) if entity.kind is Kind.INSTITUTION else None
    yield "a", (_KIND_CLASS[entity.kind], *([f"lg:{organ}"] if organ else []))
    label = literals.clean_label(entity.label) or entity.id
    named = (literals.string(label, "zh"),)
    yield "rdfs:label", named
    yield "skos:prefLabel", named
    others = sorted({literals.clean_label(other) for other in entity.alt_labels} - {label, ""})
    if others:
        yield "skos:altLabel", tuple(literals.string(other, "zh") for other in others)
    spelt = pinyin(label, person=entity.kind is Kind.OFFICIAL)
    # Hidden, because a name that nobody wrote is for finding, not for showing.
    yield "skos:hiddenLabel", (literals.string(spelt, "zh-latn-pinyin"),)
    if entity.code:
        yield from _division(entity, base)
    if coded := codes.code_of(entity):
        yield coded[0], (f"lgc:{coded[1]}",)
    if entity.inferred:
        yield "lg:inferred", ("true",)
    if entity.provisional:
        yield "lg:provisional", ("true",)
    objects: dict[Property, set[str]] = {}
    for prop, other in edges:
        objects.setdefault(prop, set()).add(name(other.kind, other.id, base))
    for prop in sorted(objects, key=_RANK.__getitem__):
        yield _PREDICATE[prop], tuple(sorted(objects[prop]))


def _division(entity: Entity, base: str) -> Iterator[Statement]:
    """Yield where a body or a place belongs; of a division itself its code and the edition that holds it."""
    own = entity.kind is Kind.PLACE and divisions.is_division(entity)
    place = divisions.above(entity.code) if own else divisions.division(entity.code)
    if place is not None:
        link = "lg:division" if entity.kind is Kind.INSTITUTION else "lg:within"
        yield link, (name(place.kind, place.id, base),)
    if own and entity.code:
        yield "skos:notation", (f'"{entity.code}"^^{divisions.standard(entity.code)}',)
        yield "lg:codeEdition", (f'"{divisions.edition(entity.code)}"^^xsd:gYear',)


def _article(article: Article) -> Iterator[Statement]:
    title = literals.clean_label(article.title)
    first = literals.clean_label(article.text[:_TITLE_LENGTH].partition("\n")[0])
    yield "a", ("lg:Article",)
    yield "rdfs:label", (literals.string(title or f"{first}…", "zh"),)
    if title:
        yield "schema:headline", (literals.string(title, "zh"),)
    if article.publisher:
        yield "schema:publisher", (literals.string(literals.clean_label(article.publisher), "zh"),)
    if article.date:
        yield "schema:datePublished", (literals.date(article.date),)
    creators = sorted({literals.clean_label(creator) for creator in article.creators} - {""})
    if creators:
        yield "schema:author", tuple(literals.string(creator, "zh") for creator in creators)
    if address := literals.url(article.url):
        yield "schema:url", (address,)
    yield "schema:inLanguage", ('"zh"',)
    yield "lg:sha256", (literals.string(article.sha256),)


def _claim(resolved: ResolvedClaim, evidence: str, base: str) -> str:
    """Return the block of a claim. Nine in ten statements are on claims and evidence, so both are written straight."""
    claim = resolved.claim
    told = ""
    if claim.role:
        told += f"{_NEXT}lg:role {literals.string(literals.clean_label(claim.role), 'zh')}"
    if claim.observed:
        told += f"{_NEXT}lg:observedOn {literals.date(claim.observed)}"
    if claim.since:
        told += f"{_NEXT}lg:since {literals.date(claim.since)}"
    if claim.until:
        told += f"{_NEXT}lg:until {literals.date(claim.until)}"
    if claim.conferred_by:
        told += f"{_NEXT}lg:conferredBy {literals.string(literals.clean_label(claim.conferred_by), 'zh')}"
    if claim.count is not None:
        told += f"{_NEXT}lg:count {int(claim.count)}"
    if claim.modality:
        told += f"{_NEXT}lg:modality {literals.string(claim.modality)}"
    if claim.property is Property.AWARDED:
        batch, years = honour_stated(claim.object)
        told += f"{_NEXT}lg:batch {batch}" if batch else ""
        told += f"{_NEXT}lg:year {', '.join(literals.date(str(year)) for year in years)}" if years else ""
    if claim.subject.traits:
        told += "".join(f"{_NEXT}{predicate} {objects[0]}" for predicate, objects in stated(claim.subject))
    return (
        f"\n{name('claim', resolved.id, base)} a lg:Claim, {_CLAIM_CLASS[claim.property]}"
        f"{_NEXT}rdf:subject {name(resolved.subject.kind, resolved.subject.id, base)}"
        f"{_NEXT}rdf:predicate {_PREDICATE[claim.property]}"
        f"{_NEXT}rdf:object {name(resolved.object.kind, resolved.object.id, base)}{told}"
        f"{_NEXT}lg:confidence {literals.decimal(claim.confidence)}"
        f"{_NEXT}lg:rule {literals.string(claim.rule)}"
        f"{_NEXT}prov:wasDerivedFrom {evidence} .\n"
    )


def _evidence(resolved: ResolvedClaim, evidence: str, quote: str, base: str) -> str:
    return (
        f"\n{evidence} a lg:Evidence"
        f"{_NEXT}oa:hasSource {name('article', resolved.article_id, base)}"
        f"{_NEXT}oa:start {resolved.claim.start}"
        f"{_NEXT}oa:end {resolved.claim.end}"
        f"{_NEXT}oa:exact {literals.string(quote)} .\n"
    )
