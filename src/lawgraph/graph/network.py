"""The graph as networkx has it: for drawing and for counting paths."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from lawgraph.errors import OutputError
from lawgraph.graph.knowledge import entity_key
from lawgraph.graph.literals import clean, clean_label
from lawgraph.graph.names import BASE, PROPERTY_LABELS, checked_base, iri
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind, ResolvedClaim

if TYPE_CHECKING:
    from lawgraph.graph.knowledge import EntityKey, Knowledge


def network(knowledge: Knowledge, *, base_iri: str = BASE, nodes: Literal["label", "iri"] = "label") -> Any:
    """Return a ``networkx.MultiDiGraph``: a node an entity, an edge a direct edge.

    A node is its label (包头市司法局), which is what networkx draws and people look up; of namesakes
    each is its label with its kind and id: ``张伟 (Official/zhangwei-3f9a1c)``. With ``nodes="iri"``
    it is its IRI. Raises OutputError for another ``nodes``.

    Nodes carry ``iri``, ``id``, ``label``, ``kind``, ``organ``, ``code``, ``alt_labels``, ``pinyin``,
    ``inferred`` and ``provisional``; edges (key: the property) ``property``, ``label``,
    ``label_en``, ``inferred`` and ``evidence``, a list of one dictionary a claim, empty where the
    edge is inferred. Cooperation is one edge, though it has no direction.
    """
    from networkx import MultiDiGraph  # noqa: PLC0415 - slow to import, and not every command needs it

    checked_base(base_iri)
    if nodes not in {"label", "iri"}:
        raise OutputError(f"nodes {nodes!r}", "is no name for a node", 'Give "label" or "iri"')
    graph = MultiDiGraph()
    iris = {entity_key(entity): iri(entity.kind, entity.id, base_iri) for entity in knowledge.entities}
    names = iris if nodes == "iri" else _names(knowledge)
    for entity in knowledge.entities:
        label = clean_label(entity.label) or entity.id
        graph.add_node(
            names[entity_key(entity)],
            iri=iris[entity_key(entity)],
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
            names[entity_key(subject)],
            names[entity_key(obj)],
            key=prop.value,
            property=prop.value,
            label=chinese,
            label_en=english,
            inferred=not claims,
            evidence=[_evidence(knowledge, claim) for claim in claims],
        )
    return graph


def _names(knowledge: Knowledge) -> dict[EntityKey, str]:
    """Return a name for each entity that no other has."""
    labels = {entity_key(entity): clean_label(entity.label) or entity.id for entity in knowledge.entities}
    bearers = Counter(labels.values())
    return {key: label if bearers[label] == 1 else f"{label} ({key[0]}/{key[1]})" for key, label in labels.items()}


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
