"""The code lists: complete, in both languages, and the same as the words of the lexicon and the shapes."""

import pytest
import rdflib
from rdflib import RDF, RDFS
from rdflib.collection import Collection
from rdflib.namespace import SH, SKOS

from lawgraph.graph.names import CODES, ONTOLOGY, organ_class
from lawgraph.graph.queries import ontology_folder
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Modality

LGC = rdflib.Namespace(CODES)
WORDS = Vocabulary.load()


def notations(graph: rdflib.Graph, scheme: str) -> set[str]:
    return {str(graph.value(one, SKOS.notation)) for one in graph.subjects(SKOS.inScheme, LGC[scheme])}


@pytest.mark.parametrize(("scheme", "table"), [("honour-levels", "level"), ("program-kinds", "program"), ("event-kinds", "event")])
def test_codes_are_those_that_words_give(codelists, scheme, table):
    assert notations(codelists, scheme) == set(WORDS.codes[table])
    words = [word for kind in WORDS.codes[table].values() for word in kind]
    assert len(words) == len(set(words)), "one word gives two codes"


def test_kinds_of_institution_are_the_organs_of_the_lexicon_with_their_class(codelists):
    organs = {organ.id for organ in WORDS.organs} | {body.organ for body in WORDS.national}
    # What ends in 中心 or 领导小组 is an institution of no kind that its name tells.
    assert notations(codelists, "institution-kinds") == organs - {"institution"}
    for concept in codelists.subjects(SKOS.inScheme, LGC["institution-kinds"]):
        (cls,) = codelists.objects(concept, RDFS.seeAlso)
        assert str(cls) == ONTOLOGY + str(organ_class(str(codelists.value(concept, SKOS.notation))))


def test_modalities_are_those_of_the_shapes_and_the_lexicon(codelists, shapes):
    (constraint,) = [node for node in shapes.subjects(SH.path, rdflib.URIRef(ONTOLOGY + "modality")) if (node, SH["in"], None) in shapes]
    allowed = {str(value) for value in Collection(shapes, shapes.value(constraint, SH["in"]))}
    assert notations(codelists, "modalities") == allowed
    assert allowed == {str(one) for one in Modality}
    told = {*WORDS.posts["modality"], *filter(None, WORDS.posts["joins"].values())}
    assert told == allowed, "a modality that no word tells, or a word that tells none"


def test_every_concept_has_one_scheme_one_code_and_a_local_name_made_of_them(codelists):
    seen = set()
    for concept in codelists.subjects(RDF.type, SKOS.Concept):
        (scheme,) = codelists.objects(concept, SKOS.inScheme)
        (notation,) = codelists.objects(concept, SKOS.notation)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in codelists
        assert (concept, SKOS.topConceptOf, scheme) in codelists
        assert str(concept).removeprefix(CODES).endswith(f"-{notation}")
        assert sorted(label.language for label in codelists.objects(concept, SKOS.prefLabel)) == ["en", "zh"]
        assert set(codelists.objects(concept, SKOS.prefLabel)) == set(codelists.objects(concept, RDFS.label))
        seen.add((scheme, notation))
    assert len(seen) == len(set(codelists.subjects(RDF.type, SKOS.Concept))) > 90


def test_labels_within_a_scheme_differ(codelists):
    for scheme in codelists.subjects(RDF.type, SKOS.ConceptScheme):
        labels = [label for one in codelists.subjects(SKOS.inScheme, scheme) for label in codelists.objects(one, SKOS.prefLabel)]
        assert len(labels) == len(set(labels))


def test_chinese_is_written_with_full_width_punctuation():
    for name in ("lawgraph.ttl", "codelists.ttl"):
        graph = rdflib.Graph().parse(ontology_folder() / name)
        for _, _, text in graph:
            if isinstance(text, rdflib.Literal) and text.language == "zh":
                near = [text[max(0, i - 1) : i + 2] for i, char in enumerate(text) if char in ",;:?"]
                assert not [spot for spot in near if any("一" <= char <= "龥" for char in spot)], text
