"""The pitfalls of ontologies, each a SPARQL query in ``pitfalls/`` that returns the terms that fell in.

They are those of the OOPS! catalogue that a machine can see. Each query is run on the published files, where it must
find nothing, and on the ontology with one thing broken, where it must find that.
"""

from pathlib import Path

import pytest
import rdflib

from lawgraph.graph.names import ONTOLOGY
from lawgraph.graph.queries import ontology_folder

PITFALLS = sorted((Path(__file__).parent / "pitfalls").glob("*.rq"))
#: For each query what to replace in lawgraph.ttl, by what, and the term that it then must find.
BROKEN = {
    "missing-label": ('"leads"@en, "领导"@zh', '"leads"@en', "leads"),
    "several-labels": ('"leads"@en, "领导"@zh', '"leads"@en, "heads"@en, "领导"@zh', "leads"),
    "missing-definition": ('skos:definition "A people\'s court at any level."@en, ', "skos:definition ", "Court"),
    "missing-example": ('skos:example "true of a provincial department that only', 'rdfs:comment "true of a provincial department that only', "inferred"),
    "missing-is-defined-by": (
        "    rdfs:isDefinedBy <https://w3id.org/lawgraph/ontology> ;\n    rdfs:domain lg:Article",
        "    rdfs:domain lg:Article",
        "sha256",
    ),
    "missing-domain-or-range": ("    rdfs:domain lg:Article ;\n", "", "sha256"),
    "several-domains-or-ranges": ("rdfs:domain lg:Article ;", "rdfs:domain lg:Article, lg:Claim ;", "sha256"),
    "missing-inverse": (" ;\n    owl:inverseOf lg:attendedBy", "", "attended"),
    "crossed-inverse": (
        "    rdfs:domain lg:Event ;\n    rdfs:range lg:Official",
        "    rdfs:domain lg:Official ;\n    rdfs:range lg:Event",
        "attendedBy",
    ),
    "mixed-naming": ("lg:observedOn a", "lg:observed_on a", "observed_on"),
    "unconnected": ("\nlg:Court a", "\nlg:Thing a owl:Class .\nlg:Court a", "Thing"),
    "untyped": ("rdfs:domain lg:Article ;", "rdfs:domain lg:Text ;", "Text"),
    "cycle": ("rdfs:subClassOf lg:Association .", "rdfs:subClassOf lg:LawyersAssociation .", "LawyersAssociation"),
    "missing-disjointness": ("lg:Article lg:Claim lg:Evidence lg:Tenure lg:Inference lg:Likeness )", "lg:Article lg:Claim )", "Evidence"),
    "missing-licence": ("dcterms:license <https://www.apache.org/licenses/LICENSE-2.0> ;", 'dcterms:license "Apache" ;', None),
}


def found(path: Path, graph: rdflib.Graph) -> set[str]:
    return {str(row.term) for row in graph.query(path.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def published(ontology, alignments, codelists) -> rdflib.Graph:
    """All that the project publishes as vocabulary."""
    return ontology + alignments + codelists


def test_each_query_has_its_broken_ontology():
    assert {path.stem for path in PITFALLS} == set(BROKEN)


@pytest.mark.parametrize("path", PITFALLS, ids=lambda path: path.stem)
def test_published_terms_fall_into_no_pitfall(path, published):
    assert found(path, published) == set()


@pytest.mark.parametrize("path", PITFALLS, ids=lambda path: path.stem)
def test_pitfall_is_found_where_there_is_one(path):
    text = (ontology_folder() / "lawgraph.ttl").read_text(encoding="utf-8")
    old, new, term = BROKEN[path.stem]
    assert old in text
    graph = rdflib.Graph().parse(data=text.replace(old, new), format="turtle")
    assert (ONTOLOGY + term if term else ONTOLOGY.rstrip("#")) in found(path, graph)


def test_every_published_file_tells_its_licence_and_version(ontology, alignments, codelists, shapes):
    query = next(path for path in PITFALLS if path.stem == "missing-licence")
    for graph in (ontology, alignments, codelists, shapes):
        assert len(list(graph.subjects(rdflib.RDF.type, rdflib.OWL.Ontology))) == 1
        assert found(query, graph) == set()
