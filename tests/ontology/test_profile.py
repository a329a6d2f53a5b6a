"""The ontology is inside OWL 2 RL, and consistent with what a build writes."""

from __future__ import annotations

import owlrl
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, XSD
from rdflib.collection import Collection
from rdflib.namespace import FOAF, ORG, SKOS

from lawgraph.graph.names import ONTOLOGY
from lawgraph.graph.queries import ontology_folder
from lawgraph.graph.vocabulary import LG

#: https://www.w3.org/TR/owl2-profiles/#OWL_2_RL: the datatypes of the profile that such an ontology can need.
DATATYPES = {RDFS.Literal, RDF.PlainLiteral, XSD.string, XSD.boolean, XSD.integer, XSD.decimal, XSD.dateTime, XSD.anyURI}
DECLARED = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Ontology}
ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo, OWL.versionIRI, OWL.deprecated, OWL.priorVersion}
#: How owlrl marks a contradiction that it found.
ERROR = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")


def outside_rl(graph: rdflib.Graph) -> list[str]:
    """Return the axioms that are not of the few kinds below, each of which the grammar of OWL 2 RL allows."""

    def named(term: object, kind: rdflib.URIRef) -> bool:
        return isinstance(term, rdflib.URIRef) and (term, RDF.type, kind) in graph

    lists = {node for head in graph.objects(None, OWL.members) for node in graph.transitive_objects(head, RDF.rest)}
    annotations = ANNOTATIONS | set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    found = []
    for subject, predicate, obj in graph:
        if predicate == RDF.type:
            functional = obj == OWL.FunctionalProperty and (named(subject, OWL.ObjectProperty) or named(subject, OWL.DatatypeProperty))
            symmetric = obj == OWL.SymmetricProperty and named(subject, OWL.ObjectProperty)
            fits = (obj in DECLARED and isinstance(subject, rdflib.URIRef)) or functional or symmetric or obj == OWL.AllDisjointClasses
        elif predicate == RDFS.subClassOf:
            fits = named(subject, OWL.Class) and named(obj, OWL.Class)
        elif predicate == RDFS.subPropertyOf:
            fits = any(named(subject, kind) and named(obj, kind) for kind in (OWL.ObjectProperty, OWL.DatatypeProperty))
        elif predicate == OWL.inverseOf:
            fits = named(subject, OWL.ObjectProperty) and named(obj, OWL.ObjectProperty)
        elif predicate == RDFS.domain:
            fits = named(obj, OWL.Class)
        elif predicate == RDFS.range:
            fits = named(obj, OWL.Class) if named(subject, OWL.ObjectProperty) else named(subject, OWL.DatatypeProperty) and obj in DATATYPES
        elif predicate == OWL.members:
            fits = (subject, RDF.type, OWL.AllDisjointClasses) in graph and all(named(one, OWL.Class) for one in Collection(graph, obj))
        else:
            fits = predicate in annotations or (predicate in {RDF.first, RDF.rest} and subject in lists)
        if not fits:
            found.append(" ".join(term.n3() for term in (subject, predicate, obj)))
    return sorted(found)


def test_ontology_is_inside_owl_2_rl(ontology):
    assert outside_rl(ontology) == []


def test_alignments_are_inside_owl_2_rl_but_for_the_one_statement_told_there(ontology, alignments):
    assert outside_rl(ontology + alignments) == [f"{LG.Statement.n3()} {RDFS.subClassOf.n3()} {RDF.Statement.n3()}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("rdfs:domain lg:Entity ;", "rdfs:domain [ a owl:Class ; owl:unionOf ( lg:Program lg:Honour ) ] ;"),
        ("rdfs:range rdf:PlainLiteral", "rdfs:range xsd:gYear"),
        ("rdfs:subClassOf lg:Association .", "rdfs:subClassOf [ a owl:Restriction ; owl:onProperty lg:leads ; owl:someValuesFrom lg:Court ] ."),
        ("owl:inverseOf lg:attendedBy", "owl:inverseOf lg:sha256"),
        ("rdfs:subPropertyOf lg:holdsPost", "rdfs:subPropertyOf lg:count"),
        ("lg:rule a owl:DatatypeProperty", "lg:rule a owl:DatatypeProperty, owl:ReflexiveProperty"),
    ],
)
def test_what_is_outside_the_profile_is_found(old, new):
    text = (ontology_folder() / "lawgraph.ttl").read_text(encoding="utf-8")
    assert old in text
    assert outside_rl(rdflib.Graph().parse(data=text.replace(old, new, 1), format="turtle"))


def closure(*parts: rdflib.Graph) -> rdflib.Graph:
    """Return all that OWL 2 RL lets follow."""
    graph = rdflib.Graph()
    for part in parts:
        graph += part
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: rdflib.Graph) -> list[str]:
    told = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return [str(graph.value(one, told)) for one in graph.subjects(RDF.type, ERROR)] + [
        f"{one} is nothing" for one in graph.subjects(RDF.type, OWL.Nothing)
    ]


@pytest.fixture(scope="module")
def data() -> rdflib.Graph:
    """One of each thing that a graph holds, in the terms of the ontology."""
    return rdflib.Graph().parse(
        data="""
        @prefix lg: <https://w3id.org/lawgraph/ontology#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix : <https://example.org/> .
        :zhang lg:leads :bureau .
        :bureau lg:awarded :medal ; lg:launched :brand ; lg:cooperatesWith :court ; lg:division :city ; lg:partOf :department .
        :court lg:implements :plan .
        :city lg:within :province .
        :claim lg:count 2 ; lg:confidence 0.9 ; lg:role "\\u5C40\\u957F"@zh ; lg:since "2020"^^xsd:gYear .
        :zhang lg:inferred true .""",
        format="turtle",
    )


def test_ontology_with_its_alignments_is_consistent_and_says_what_it_means(ontology, alignments, data):
    found = closure(ontology, alignments, data)
    here = rdflib.Namespace("https://example.org/")
    assert errors(found) == []
    assert (here.zhang, ORG.headOf, here.bureau) in found
    assert (here.zhang, LG.holdsPost, here.bureau) in found
    assert (here.bureau, LG.ledBy, here.zhang) in found
    assert (here.court, LG.cooperatesWith, here.bureau) in found
    assert (here.zhang, RDF.type, FOAF.Person) in found
    assert (here.medal, RDF.type, SKOS.Concept) in found
    assert (here.bureau, RDF.type, LG.Recipient) in found
    assert (here.city, RDF.type, LG.Place) in found
    assert (here.claim, RDF.type, RDF.Statement) in found


@pytest.mark.parametrize(
    "wrong",
    [
        ":zhang lg:launched :brand .",  # a person is no institution
        ":bureau a lg:Court , lg:LawFirm .",
        ":claim a lg:Evidence .",
        ":brand lg:programKind :x . :x lg:leads :bureau . :x a lg:Place .",
        ":medal lg:within :city .",
    ],
)
def test_contradiction_is_found(wrong, ontology, data):
    prefixes = f"@prefix lg: <{ONTOLOGY}> . @prefix : <https://example.org/> . "
    assert errors(closure(ontology, data, rdflib.Graph().parse(data=prefixes + wrong, format="turtle")))


def test_build_is_consistent_with_the_ontology(ontology, alignments, codelists, built):
    """Owlrl holds no literal against its datatype; the shapes do."""
    graph = rdflib.Graph().parse(built / "graph.ttl")
    found = closure(ontology, alignments, codelists, graph)
    assert len(found) > len(graph) + 2000
    assert errors(found) == []
