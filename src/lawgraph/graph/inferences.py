"""What follows by rule and stands in no article, as nodes: which rule supplies an edge, and on what statute.

An inferred ``lg:partOf`` has one ``lg:Inference``, as a stated one has claims. A ``lg:succeeds`` between
two bodies has one ``lg:Succession``, which bounds the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.graph import literals
from lawgraph.graph.derived import Derived
from lawgraph.graph.knowledge import entity_key
from lawgraph.graph.names import name
from lawgraph.model import Property
from lawgraph.resolve.hierarchy import infer
from lawgraph.resolve.ids import digest
from lawgraph.resolve.succession import successions

if TYPE_CHECKING:
    from lawgraph.graph.derived import Statement
    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Entity

#: Hexadecimal digits of an inference's id: 64 bits, as for claims.
_DIGITS = 16


def hierarchy_part(knowledge: Knowledge, base: str) -> Derived:
    """Return a ``lg:Inference`` for each inferred edge of the knowledge that the rules of the hierarchy supply."""
    out = Derived()
    inferred = {(entity_key(lower), entity_key(upper)) for lower, prop, upper in knowledge.inferred_edges if prop is Property.PART_OF}
    for one in infer(knowledge.entities) if inferred else ():
        if (entity_key(one.lower), entity_key(one.upper)) in inferred:
            told = _statement(("lg:Inference",), one.lower, "lg:partOf", one.upper, one.rule.id, one.rule.basis, base)
            out.nodes[_name(one.lower, "partOf", one.upper, base)] = [*told, ("lg:tie", (literals.string(one.rule.tie),))]
    return out


def succession_part(knowledge: Knowledge, base: str) -> Derived:
    """Return the edges ``lg:succeeds`` between bodies of the graph, each with its ``lg:Succession``."""
    out = Derived()
    former: dict[str, set[str]] = {}
    for one in successions(knowledge.entities):
        successor, predecessor = (name(end.kind, end.id, base) for end in (one.successor, one.predecessor))
        former.setdefault(successor, set()).add(predecessor)
        told = _statement(("lg:Inference", "lg:Succession"), one.successor, "lg:succeeds", one.predecessor, one.rule, one.basis, base)
        bounds: list[Statement] = [("lg:notBefore", (literals.date(one.not_before),)), ("lg:notAfter", (literals.date(one.not_after),))]
        out.nodes[_name(one.successor, "succeeds", one.predecessor, base)] = told + bounds
    for successor, predecessors in former.items():
        out.said[successor].append(("lg:succeeds", tuple(sorted(predecessors))))
    return out


def _statement(classes: tuple[str, ...], subject: Entity, predicate: str, obj: Entity, rule: str, basis: str, base: str) -> list[Statement]:
    return [
        ("a", classes),
        ("rdf:subject", (name(subject.kind, subject.id, base),)),
        ("rdf:predicate", (predicate,)),
        ("rdf:object", (name(obj.kind, obj.id, base),)),
        ("lg:rule", (literals.string(rule),)),
        ("lg:basis", (literals.string(basis, "zh"),)),
    ]


def _name(subject: Entity, predicate: str, obj: Entity, base: str) -> str:
    parts = (*entity_key(subject), predicate, *entity_key(obj))
    return name("inference", f"i{digest('|'.join(parts), _DIGITS)}", base)
