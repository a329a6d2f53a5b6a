"""The pages of documentation that are generated from the ontology."""

from lawgraph.reference.page import groups, render

__all__ = ["groups", "render"]
