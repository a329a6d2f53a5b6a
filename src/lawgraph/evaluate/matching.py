"""Matching: which nodes and edges of an article's graph are those of its gold.

A node matches a gold entity of its class when one of its labels is the gold name or an accepted
form, letters and digits alone compared. An edge matches when its property and both ends do. What
gold calls optional counts for nothing, found or not, and neither does an edge with such an end; a
post told beside the same person's head post at the same body is no error. A gold entity that
several nodes match is split: one is found, each further one is counted apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgraph.evaluate.stated import backwards
from lawgraph.model import Property

if TYPE_CHECKING:
    from lawgraph.evaluate.gold import Gold, GoldEntity
    from lawgraph.evaluate.stated import Edge, StatedGraph
    from lawgraph.model import Kind


@dataclass(frozen=True, slots=True)
class Error:
    """A node or edge that the graph has and gold does not (``wrong``), the other way round (``missed``), or a ``split`` node.

    ``rules`` are those that made what is wrong; none for a node that stands in no claim. ``sentence``
    is the evidence of what is wrong, and of what was missed the sentence that says it, where found.
    """

    article: str
    problem: str
    kind: Kind | Property
    what: str
    rules: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(slots=True)
class Outcome:
    """What came of one article. ``counts`` has tp, fp, fn and split of each class and property.

    ``verdicts`` has for each claim its rule, and whether gold has its edge; None where gold leaves that open.
    """

    article: str
    counts: dict[Kind | Property, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[Error] = field(default_factory=list)
    verdicts: list[tuple[str, bool | None]] = field(default_factory=list)


def compare(gold: Gold, graph: StatedGraph) -> Outcome:
    """Return what of the gold the graph has, and what it has besides.

    Cooperation has no direction: where the graph has it both ways, one too many counts as two wrong edges.
    """
    outcome = Outcome(gold.name)
    nodes_of = {entity.id: _matches(entity, graph) for entity in gold.entities}
    entities_of: dict[str, list[GoldEntity]] = defaultdict(list)
    for entity in gold.entities:
        for node in nodes_of[entity.id]:
            entities_of[node].append(entity)
    _compare_nodes(gold, graph, nodes_of, entities_of, outcome)
    explained = _compare_relations(gold, graph, nodes_of, outcome)
    _compare_edges(graph, entities_of, explained, outcome)
    return outcome


def _matches(entity: GoldEntity, graph: StatedGraph) -> list[str]:
    forms = entity.forms
    return [key for key, node in graph.nodes.items() if node.kind is entity.kind and node.forms & forms]


def _compare_nodes(
    gold: Gold, graph: StatedGraph, nodes_of: dict[str, list[str]], entities_of: dict[str, list[GoldEntity]], outcome: Outcome
) -> None:
    for entity in gold.entities:
        if entity.optional:
            continue
        found = nodes_of[entity.id]
        outcome.counts[entity.kind]["tp" if found else "fn"] += 1
        if not found:
            outcome.errors.append(Error(gold.name, "missed", entity.kind, entity.name, sentence=graph.sentence_with(entity.name, *entity.accept)))
        elif len(found) > 1:
            outcome.counts[entity.kind]["split"] += len(found) - 1
            shown = " | ".join(sorted(graph.nodes[key].label for key in found))
            outcome.errors.append(Error(gold.name, "split", entity.kind, f"{entity.name}: {shown}"))
    for key, node in graph.nodes.items():
        if key not in entities_of:
            outcome.counts[node.kind]["fp"] += 1
            grounds = [ground for edge, all_of in graph.edges.items() if key in edge[1:] for ground in all_of]
            sentence = grounds[0].sentence if grounds else graph.sentence_with(node.label)
            outcome.errors.append(Error(gold.name, "wrong", node.kind, node.label, tuple(sorted({one.rule for one in grounds})), sentence))


def _compare_relations(gold: Gold, graph: StatedGraph, nodes_of: dict[str, list[str]], outcome: Outcome) -> set[Edge]:
    """Count what gold states; return the edges that it explains."""
    entity_of = {entity.id: entity for entity in gold.entities}
    explained: set[Edge] = set()
    for relation in gold.relations:
        ends = [(one, other) for one in nodes_of[relation.subject] for other in nodes_of[relation.object]]
        if relation.property is Property.COOPERATES_WITH:
            ends += [(other, one) for one, other in ends]
        hits = {edge for one, other in ends if (edge := (relation.property, one, other)) in graph.edges}
        explained |= hits
        subject, obj = entity_of[relation.subject], entity_of[relation.object]
        if relation.optional or subject.optional or obj.optional:
            continue
        outcome.counts[relation.property]["tp" if hits else "fn"] += 1
        if not hits:
            sentence = graph.sentence_with(relation.quote) or relation.quote
            outcome.errors.append(Error(gold.name, "missed", relation.property, f"{subject.name} → {obj.name}", sentence=sentence))
    return explained


def _compare_edges(graph: StatedGraph, entities_of: dict[str, list[GoldEntity]], explained: set[Edge], outcome: Outcome) -> None:
    def left_open(key: str) -> bool:
        return bool(entities_of.get(key)) and all(entity.optional for entity in entities_of[key])

    for edge, grounds in graph.edges.items():
        prop, subject, obj = edge
        told_twice = prop is Property.HOLDS_POST and (Property.LEADS, subject, obj) in graph.edges
        right: bool | None = False
        if edge in explained or (prop is Property.COOPERATES_WITH and backwards(edge) in explained):
            right = True
        elif told_twice or left_open(subject) or left_open(obj):
            right = None
        outcome.verdicts += [(ground.rule, right) for ground in grounds]
        if right is False:
            outcome.counts[prop]["fp"] += 1
            if prop is Property.COOPERATES_WITH and not grounds and backwards(edge) in graph.edges:
                continue  # the same edge read backwards is listed once
            what = " → ".join(graph.nodes[key].label if key in graph.nodes else key for key in (subject, obj))
            rules = tuple(sorted({ground.rule for ground in grounds}))
            outcome.errors.append(Error(outcome.article, "wrong", prop, what, rules, grounds[0].sentence if grounds else ""))
