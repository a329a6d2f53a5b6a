"""How each kind of node looks. The stylesheet holds the same colours, and more for the dark; a test compares."""

from __future__ import annotations

from dataclasses import dataclass

from lawgraph.model import Kind


@dataclass(frozen=True, slots=True)
class Look:
    """A vis-network shape, and a colour with at least 3:1 contrast to the paper (WCAG 1.4.11)."""

    shape: str
    colour: str


# Shape repeats what colour says, for readers who cannot tell the colours apart and for print. The order
# is that of the legend, and of the nodes around an institution: people, then what was done, then what it won.
LOOKS = {
    Kind.INSTITUTION: Look("square", "#20456e"),
    Kind.OFFICIAL: Look("dot", "#b3541e"),
    Kind.PROGRAM: Look("triangle", "#1d7a5f"),
    Kind.HONOUR: Look("star", "#a67c00"),
    Kind.DOCUMENT: Look("diamond", "#6b4f9e"),
    Kind.EVENT: Look("hexagon", "#b0305c"),
    Kind.PLACE: Look("triangleDown", "#5b6670"),
}
