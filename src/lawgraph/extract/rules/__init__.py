"""The rules: one module for each kind of edge, one small function for each pattern."""
