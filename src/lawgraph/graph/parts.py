"""What is known beyond claims and follows from them: each part is a pure function of the knowledge.

A part says more of nodes that are there, adds nodes of its own, or both. ``PARTS`` lists them; the
Turtle writer asks :func:`derive` once and needs to know none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.graph.derived import Derived
from lawgraph.graph.inferences import hierarchy_part, succession_part
from lawgraph.graph.patterns import pattern_part
from lawgraph.graph.reprints import reprint_part
from lawgraph.graph.tenure_terms import tenure_part
from lawgraph.graph.traits import trait_part

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgraph.graph.knowledge import Knowledge

PARTS: tuple[Callable[[Knowledge, str], Derived], ...] = (hierarchy_part, succession_part, trait_part, tenure_part, reprint_part, pattern_part)
"""Each takes the knowledge and what the IRIs of its data begin with."""


def derive(knowledge: Knowledge, base: str) -> Derived:
    """Return what all parts say together, in the order of ``PARTS``."""
    whole = Derived()
    for part in PARTS:
        found = part(knowledge, base)
        for subject, statements in found.said.items():
            whole.said[subject] += statements
        whole.nodes |= found.nodes
    return whole
