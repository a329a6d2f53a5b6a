import re

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS
from rdflib.namespace import SKOS

from lawgraph.graph import names
from lawgraph.graph.queries import ontology_folder
from lawgraph.graph.vocabulary import LG
from lawgraph.model import Kind, Property

ONTOLOGY = rdflib.URIRef("https://w3id.org/lawgraph/ontology")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "lawgraph.ttl")


@pytest.fixture(scope="module")
def aligned(ontology) -> rdflib.Graph:
    """The ontology with its alignments."""
    return rdflib.Graph().parse(ontology_folder() / "alignments.ttl") + ontology


def own_terms(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    return {s for s in graph.subjects(RDF.type) if str(s).startswith(names.ONTOLOGY)}


@pytest.mark.parametrize("name", ["lawgraph.ttl", "alignments.ttl", "codelists.ttl", "shapes.ttl"])
def test_file_reads_alike_in_both_stores(name):
    data = (ontology_folder() / name).read_bytes()
    parsed = list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(parsed) == len(rdflib.Graph().parse(data=data, format="turtle")) > 60


def test_ontology_and_vocabulary_have_the_same_terms(ontology):
    declared = set(LG.__annotations__) - {"_NS", "_fail", "_extras"} | set(LG._extras)
    assert own_terms(ontology) == {LG[term] for term in declared}


def test_every_term_has_label_definition_and_example_in_both_languages(ontology):
    for term in own_terms(ontology):
        for prop in (RDFS.label, SKOS.definition, SKOS.example):
            found = sorted((o.language, bool(str(o).strip())) for o in ontology.objects(term, prop))
            assert found == [("en", True), ("zh", True)], (term, prop)
        assert ontology.value(term, RDFS.isDefinedBy) == ONTOLOGY


def test_every_class_is_below_a_known_one_and_every_property_has_domain_and_range(aligned):
    ontology = aligned
    for term in own_terms(ontology) - {LG.Entity}:
        kinds = set(ontology.objects(term, RDF.type))
        if OWL.Class in kinds:
            assert ontology.value(term, RDFS.subClassOf), term
        else:
            # Several domains mean their intersection, which nobody wants
            assert len(list(ontology.objects(term, RDFS.domain))) == 1, term
            assert len(list(ontology.objects(term, RDFS.range))) == 1, term


def test_every_edge_has_an_inverse_with_turned_ends(ontology):
    for prop in set(Property) - {Property.COOPERATES_WITH}:
        (inverse,) = ontology.objects(LG[prop.value], OWL.inverseOf)
        assert ontology.value(inverse, OWL.inverseOf) == LG[prop.value]
    assert (LG.cooperatesWith, RDF.type, OWL.SymmetricProperty) in ontology
    assert (LG.leads, RDFS.subPropertyOf, LG.holdsPost) in ontology


def test_labels_in_the_code_are_those_of_the_ontology(ontology):
    coded = names.PROPERTY_LABELS | names.KIND_LABELS
    assert set(coded) == set(Property) | set(Kind)
    for term, pair in coded.items():
        told = {o.language: str(o) for o in ontology.objects(LG[term.value], RDFS.label)}
        assert (told["zh"], told["en"]) == pair


def test_organ_classes_are_the_subclasses_of_institution(ontology):
    below = set(ontology.transitive_subjects(RDFS.subClassOf, LG.Institution)) - {LG.Institution}
    assert {str(c).removeprefix(names.ONTOLOGY) for c in below} == names.ORGAN_CLASSES


def test_seven_kinds_of_node_are_the_entities(ontology):
    below = set(ontology.transitive_subjects(RDFS.subClassOf, LG.Entity))
    assert {LG[kind.value] for kind in Kind} <= below
    assert LG.Claim not in below


def test_ontology_tells_title_creator_licence_and_version(ontology):
    told = {str(p).rsplit("/", 1)[-1].rsplit("#", 1)[-1] for p in ontology.predicates(ONTOLOGY)}
    assert {"title", "creator", "license", "versionIRI", "preferredNamespacePrefix", "created", "modified"} <= told


def test_every_term_in_the_data_shapes_and_queries_exists(ontology, knowledge, plain):
    known = own_terms(ontology)
    used = {term for triple in plain(knowledge) for term in triple if str(term).startswith(names.ONTOLOGY)}
    assert len(used) > 40
    assert used <= known
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    assert {t for triple in shapes for t in triple if str(t).startswith(names.ONTOLOGY)} <= known
    for path in (ontology_folder() / "queries").glob("*.rq"):
        local = set(re.findall(r"\blg:(\w+)", path.read_text("utf-8")))
        assert {LG[name] for name in local} <= known, path.name
