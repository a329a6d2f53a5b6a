"""Stage 1: pages and files in, articles out.

``read_paths`` reads everything, ``read_input`` one input as a stream. Each format is a module here;
the vocabulary of page furniture is ``furniture.toml``.
"""

from lawgraph.read.reader import FORMATS, Reading, list_inputs, read_input, read_paths

__all__ = ["FORMATS", "Reading", "list_inputs", "read_input", "read_paths"]
