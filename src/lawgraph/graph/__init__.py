"""Stage 4: entities and claims in, RDF and a networkx graph out."""
