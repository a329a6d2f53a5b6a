"""The pages of documentation that are generated from the ontology."""
