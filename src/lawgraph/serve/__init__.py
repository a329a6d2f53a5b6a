"""A graph as a SPARQL endpoint with a query page and a page for every IRI.

>>> from lawgraph.serve import application
>>> app = application("output/")      # doctest: +SKIP
"""

from lawgraph.serve.app import application
from lawgraph.serve.limits import Limits

__all__ = ["Limits", "application"]
