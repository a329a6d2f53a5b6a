"""The graph as networkx has it: for drawing and for counting paths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgraph.graph.literals import clean, clean_label
from lawgraph.graph.names import BASE, PROPERTY_LABELS, checked_base, iri
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind, ResolvedClaim

if TYPE_CHECKING:
    from lawgraph.graph.knowledge import Knowledge


def network(knowledge: Knowledge, *, base_iri: str = BASE) -> Any:
    """Return a ``networkx.MultiDiGraph``: a node an entity (key: its IRI), an edge a direct edge.

    Nodes carry ``id``, ``label``, ``kind``, ``organ``, ``code``, ``alt_labels``, ``pinyin``,
    ``inferred`` and ``provisional``; edges (key: the property) ``property``, ``label``,
    ``label_en``, ``inferred`` and ``evidence``, a list of one dictionary a claim, empty where the
    edge is inferred. Cooperation is one edge, though it has no direction.
    """
    from networkx import MultiDiGraph  # noqa: PLC0415 - slow to import, and not every command needs it

    checked_base(base_iri)
    graph = MultiDiGraph()
    for entity in knowledge.entities:
        label = clean_label(entity.label) or entity.id
        graph.add_node(
            iri(entity.kind, entity.id, base_iri),
            id=entity.id,
            label=label,
            kind=entity.kind.value,
            organ=entity.organ,
            code=entity.code,
            alt_labels=sorted({clean_label(other) for other in entity.alt_labels} - {label, ""}),
            pinyin=pinyin(label, person=entity.kind is Kind.OFFICIAL),
            inferred=entity.inferred,
            provisional=entity.provisional,
        )
    for (subject, prop, obj), claims in knowledge.edges():
        chinese, english = PROPERTY_LABELS[prop]
        graph.add_edge(
            iri(subject.kind, subject.id, base_iri),
            iri(obj.kind, obj.id, base_iri),
            key=prop.value,
            property=prop.value,
            label=chinese,
            label_en=english,
            inferred=not claims,
            evidence=[_evidence(knowledge, claim) for claim in claims],
        )
    return graph


def _evidence(knowledge: Knowledge, resolved: ResolvedClaim) -> dict[str, Any]:
    article, claim = knowledge.article_by_id(resolved.article_id), resolved.claim
    return {
        "claim": resolved.id,
        "quote": clean(knowledge.quote(resolved)),
        "start": claim.start,
        "end": claim.end,
        "article": resolved.article_id,  # not article.id, which hashes the text each time
        "title": clean_label(article.title),
        "publisher": clean_label(article.publisher or "") or None,
        "date": article.date,
        "url": article.url,
        "source": article.source,
        "role": claim.role,
        "observed": claim.observed,
        "since": claim.since,
        "until": claim.until,
        "conferred_by": claim.conferred_by,
        "count": claim.count,
        "modality": claim.modality,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
