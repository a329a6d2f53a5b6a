"""No term of another vocabulary is made up: each is in the list of terms that were looked up in their own files."""

import csv
import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from lawgraph.graph import names, queries
from lawgraph.graph.vocabulary import LG
from lawgraph.model import Property

LINES = (Path(__file__).parent / "data" / "outside-terms.tsv").read_text(encoding="utf-8").splitlines()
KNOWN = {row["iri"]: row["kind"] for row in csv.DictReader((line for line in LINES if not line.startswith("#")), delimiter="\t")}
#: Namespaces of the project itself and of XML Schema's datatypes, and ontologies, licences and documents by name.
OURS = ("https://w3id.org/lawgraph/", "http://www.w3.org/2001/XMLSchema#", "https://www.apache.org/")


def outside(terms) -> set[str]:
    return {str(term) for term in terms if isinstance(term, rdflib.URIRef) and not str(term).startswith(OURS)}


def test_list_is_sorted_out_and_names_its_sources():
    assert len(KNOWN) == len([line for line in LINES if line.startswith("http")]) > 90
    assert set(KNOWN.values()) <= {"class", "property", "datatype", "other"}
    assert all(re.search(r"\t@vocabulary/[a-z]+ \d+\.\d+\.\d+$", line) for line in LINES if line.startswith("http"))


@pytest.mark.parametrize("name", ["ontology", "alignments", "codelists", "shapes"])
def test_terms_of_other_vocabularies_exist(name, request):
    used = outside(term for triple in request.getfixturevalue(name) for term in triple)
    assert used - set(KNOWN) == set()


def test_terms_of_other_vocabularies_in_the_data_exist(built):
    graph = rdflib.Graph().parse(built / "graph.ttl")
    used = outside(graph.predicates()) | outside(graph.objects(None, RDF.type))
    assert used - set(KNOWN) == set()
    assert {KNOWN[term] for term in outside(graph.predicates())} == {"property"}


def test_terms_of_other_vocabularies_in_the_questions_exist():
    for name in queries.names():
        text = queries.load(name).sparql
        prefixes = dict(re.findall(r"PREFIX (\w+): <([^>]+)>", text))
        used = {prefixes[prefix] + local for prefix, local in re.findall(r"(?<![\w:/<#])(\w+):(\w+)", text) if prefix in prefixes}
        assert outside(map(rdflib.URIRef, used)) - set(KNOWN) == set(), name


def test_classes_align_with_classes_and_properties_with_properties(alignments):
    for ours, theirs in alignments.subject_objects(RDFS.subClassOf):
        assert (str(ours).startswith(names.ONTOLOGY), KNOWN[str(theirs)]) == (True, "class")
    for ours, theirs in alignments.subject_objects(RDFS.subPropertyOf):
        assert (str(ours).startswith(names.ONTOLOGY), KNOWN[str(theirs)]) == (True, "property")


def test_each_kind_of_node_and_record_has_a_known_class_above_it(ontology, alignments):
    graph = ontology + alignments
    for name in ("Institution", "Official", "Program", "Honour", "Document", "Event", "Place", "Article", "Claim", "Evidence"):
        assert outside(graph.transitive_objects(LG[name], RDFS.subClassOf)), name


def test_relations_between_people_and_bodies_are_those_of_the_organization_ontology(ontology, alignments):
    graph = ontology + alignments
    org = "http://www.w3.org/ns/org#"
    above = {prop: outside(graph.transitive_objects(LG[prop.value], RDFS.subPropertyOf)) for prop in Property}
    assert above[Property.LEADS] >= {org + "headOf", org + "memberOf"}
    assert org + "memberOf" in above[Property.HOLDS_POST]
    assert org + "transitiveSubOrganizationOf" in above[Property.PART_OF]


def test_outside_terms_are_declared_where_they_are_used(alignments):
    for _, theirs in [*alignments.subject_objects(RDFS.subClassOf), *alignments.subject_objects(RDFS.subPropertyOf)]:
        if theirs != RDF.Statement:  # OWL 2 DL reserves it; the file says so
            assert {OWL.Class, OWL.ObjectProperty} & set(alignments.objects(theirs, RDF.type)), theirs
