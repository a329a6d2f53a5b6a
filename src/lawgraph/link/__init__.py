"""Probable links between officials whom the resolver keeps apart: a built folder in, weighted links out.

The second tier of identity. The first (:mod:`lawgraph.resolve`) merges only what hardly errs; this one,
with Splink (extra ``link``), finds transfers and broken forms and merges nothing.
"""

from lawgraph.link.files import read_links, write_links
from lawgraph.link.officials import MODEL, Link, link_officials

__all__ = ["MODEL", "Link", "link_officials", "read_links", "write_links"]
