"""Gender, birth and ethnicity in the graph: on the claim whose sentence states them, and on the official where none differs."""

import pytest

from lawgraph.check.validate import validate
from lawgraph.graph.traits import trait_part
from lawgraph.graph.turtle import to_turtle

BASE = "https://w3id.org/lawgraph/id/"


@pytest.fixture
def of(told):
    def read(*each):
        knowledge = told(*(("2021-01-10", "周立群", "局长", None, {"traits": traits}) for traits in each))
        said = trait_part(knowledge, BASE).said
        return knowledge, dict(next(iter(said.values()))) if said else {}

    return read


def test_agreeing_claims_give_the_most_precise_birth(of):
    _, said = of((("born", "1975"), ("gender", "female")), (("born", "1975-08"),), (("ethnicity", "彝族"),), ())
    assert said == {"schema:birthDate": ('"1975-08"^^xsd:gYearMonth',), "schema:gender": ('"female"',), "lg:ethnicity": ('"彝族"@zh',)}


def test_claims_that_differ_leave_the_official_without(of):
    knowledge, said = of((("born", "1975-08"), ("gender", "female")), (("born", "1975-09"), ("gender", "female")))
    assert said == {"schema:gender": ('"female"',)}
    turtle = to_turtle(knowledge).decode()
    assert 'lg:statedBirth "1975-08"^^xsd:gYearMonth' in turtle
    assert 'lg:statedBirth "1975-09"^^xsd:gYearMonth' in turtle


def test_year_and_another_years_month_differ(of):
    assert of((("born", "1974"),), (("born", "1975-08"),))[1] == {}


def test_nothing_stated_nothing_said(of):
    assert of((), ())[1] == {}


def test_graph_with_traits_and_tenures_conforms(tmp_path, of):
    knowledge, _ = of((("born", "1975-08"), ("ethnicity", "彝族"), ("gender", "female")))
    (tmp_path / "graph.ttl").write_bytes(to_turtle(knowledge))
    assert validate(tmp_path / "graph.ttl").conforms
