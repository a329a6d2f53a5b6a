"""Tenures as the graph says them: a node each, as org:Membership has it, with the claims that it follows from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lawgraph.graph import codes, literals
from lawgraph.graph.derived import Derived
from lawgraph.graph.names import name
from lawgraph.graph.tenures import conflicts, tenures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.graph.derived import Statement
    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.graph.tenures import Tenure


def tenure_part(knowledge: Knowledge, base: str) -> Derived:
    """Return a node for each tenure, and the concepts of the posts held."""
    found = tenures(knowledge)
    against: dict[str, set[str]] = defaultdict(set)
    for one, other in conflicts(found):
        against[one.id].add(other.id)
        against[other.id].add(one.id)
    derived = Derived()
    for one in found:
        derived.nodes[name("tenure", one.id, base)] = list(_statements(one, against.get(one.id, set()), base))
    derived.nodes |= {concept: list(said) for concept, said in codes.copies({f"post-{one.post}" for one in found})}
    return derived


def _statements(one: Tenure, against: set[str], base: str) -> Iterator[Statement]:
    yield "a", ("lg:Tenure", "org:Membership")
    titles = "、".join(one.titles)
    label = literals.clean_label(f"{one.official.label}：{one.institution.label}{titles}")
    yield "rdfs:label", (literals.string(label, "zh"),)
    yield "org:member", (name(one.official.kind, one.official.id, base),)
    yield "org:organization", (name(one.institution.kind, one.institution.id, base),)
    yield "org:role", (f"lgc:post-{one.post}",)
    if named := sorted({literals.clean_label(title) for title in one.titles} - {""}):
        yield "lg:title", tuple(literals.string(title, "zh") for title in named)
    dates = (("firstSeen", one.first_seen), ("lastSeen", one.last_seen), ("statedStart", one.start), ("statedEnd", one.end), ("endedBy", one.ended_by))
    for local, date in dates:
        if date:
            yield f"lg:{local}", (literals.date(date),)
    if known := one.known:
        yield "lg:knownFrom", (literals.date(known.since),)
        yield "lg:knownUntil", (literals.date(known.until),)
    yield "lg:sources", (str(one.sources),)
    if against:
        yield "lg:conflictsWith", tuple(name("tenure", other, base) for other in sorted(against))
    yield "prov:wasDerivedFrom", tuple(name("claim", claim.id, base) for claim in one.claims)
