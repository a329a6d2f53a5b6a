import tomllib
from importlib.resources import files

import pytest

from lawgraph.errors import OutputError
from lawgraph.graph import names
from lawgraph.graph.names import short
from lawgraph.graph.vocabulary import LG
from lawgraph.model import Kind, Property


def test_iri_has_one_namespace_a_kind():
    assert (
        names.iri(Kind.INSTITUTION, "150200-sifaju")
        == "https://w3id.org/lawgraph/id/institution/150200-sifaju"
    )
    assert names.iri("claim", "c1", "https://example.org/") == "https://example.org/claim/c1"


@pytest.mark.parametrize("local", ["a", "150200-sifaju", "_x", "a_b-c"])
def test_name_is_prefixed_where_no_escape_is_needed(local):
    assert names.name(Kind.OFFICIAL, local) == f"official:{local}"


@pytest.mark.parametrize("local", ["-a", "a-", "a.b", "a/b", "局", "a b", "a>b", "%41", 'a"', "a\ud800"])
def test_name_is_a_full_iri_elsewhere(local):
    name = names.name(Kind.OFFICIAL, local)
    assert name.startswith("<https://w3id.org/lawgraph/id/official/")
    assert name.isascii()
    assert not set(name[1:-1]) & set(' <>"')


def test_name_of_nothing_is_refused():
    with pytest.raises(OutputError, match="empty identifier"):
        names.name(Kind.OFFICIAL, "")


@pytest.mark.parametrize(
    "base",
    [
        "",
        "id/",
        "https://example.org/id",
        "https://example.org/<x>/",
        "https://e.org/ /",
        "https://e.org/\n/",
    ],
)
def test_base_iri_that_cannot_hold_names_is_refused(base):
    with pytest.raises(OutputError, match="base IRI"):
        names.iri("claim", "c1", base)


def test_misspelt_term_raises():
    assert str(LG.leads) == names.ONTOLOGY + "leads"
    with pytest.raises(AttributeError):
        _ = LG.laeds


def test_every_kind_property_and_organ_has_its_term():
    for kind in Kind:
        assert LG[kind.value]
    for prop in Property:
        assert LG[prop.value]
        assert LG[names.claim_class(prop)]
    for organ in names.ORGAN_CLASSES:
        assert LG[organ]


def test_organ_class_of_an_unknown_organ_is_none():
    assert names.organ_class("justice-bureau") == "JusticeBureau"
    assert names.organ_class("no-such-organ") is None
    assert names.organ_class("institution") == "OtherInstitution"
    assert names.organ_class(None) is None


def test_every_organ_of_the_lexicon_has_a_class():
    data = files("lawgraph.lexicon") / "data"
    organs = {entry["id"] for entry in tomllib.loads((data / "organs.toml").read_text("utf-8"))["organ"]}
    assert len(organs) > 20
    assert {organ for organ in organs if names.organ_class(organ) is None} == set()


@pytest.mark.parametrize(
    ("term", "shown"),
    [
        ("<https://w3id.org/lawgraph/id/claim/c03>", "claim:c03"),
        ("<https://example.org/g#official/zhang-3f>", "official:zhang-3f"),
        ("<https://w3id.org/lawgraph/ontology#leads>", "lg:leads"),
        ("<https://example.org/a b>", "<https://example.org/a b>"),
        ('"局长"@zh', '"局长"@zh'),
        ('"2021"^^<http://www.w3.org/2001/XMLSchema#gYear>', '"2021"^^xsd:gYear'),
        ('"甲^^乙"', '"甲^^乙"'),
        ("_:b0", "_:b0"),
    ],
)
def test_short_is_what_people_write(term, shown):
    assert short(term) == shown
