"""Stage 4: entities and claims in, RDF and a networkx graph out.

``knowledge`` holds what a build knows; ``turtle``, ``network`` and ``records`` write it down;
``store`` and ``queries`` ask it; ``names`` and ``vocabulary`` are the terms of ``ontology/``.
"""
