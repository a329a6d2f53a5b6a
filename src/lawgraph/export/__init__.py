"""A built graph in the formats of other tools."""
