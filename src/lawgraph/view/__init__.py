"""Stage 5: the graph as a page that opens offline."""
