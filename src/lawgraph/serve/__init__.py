"""A graph as a SPARQL endpoint with a page for every IRI."""
