"""Stage 5: the graph as a page that opens offline."""

from lawgraph.view.collector import collect
from lawgraph.view.notebook import Inline
from lawgraph.view.page import render

__all__ = ["Inline", "collect", "render"]
