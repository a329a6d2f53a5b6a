"""Two built folders in, what is in one and not in the other out: articles, nodes, edges and triples."""
