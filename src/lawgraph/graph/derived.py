"""What a part of the graph beyond claims gives: the record that every part in :mod:`lawgraph.graph.parts` fills."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

Statement: TypeAlias = tuple[str, tuple[str, ...]]
"""A predicate and its objects, in Turtle."""


@dataclass(slots=True)
class Derived:
    """Statements in Turtle: ``said`` of nodes that are there, by their name; ``nodes`` with all that is said of them."""

    said: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    nodes: dict[str, list[Statement]] = field(default_factory=dict)
