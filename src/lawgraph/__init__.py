"""lawgraph: Chinese news about justice bureaus as a knowledge graph with evidence."""
