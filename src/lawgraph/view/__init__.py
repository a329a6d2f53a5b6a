"""Stage 5: the graph as a page that opens offline."""

from lawgraph.view.collector import collect
from lawgraph.view.page import render

__all__ = ["collect", "render"]
