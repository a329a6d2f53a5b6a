"""Organs that took another's place: by reform and by division, between bodies of the graph alone."""

import pytest

from lawgraph.errors import LexiconError
from lawgraph.extract.extractor import extract
from lawgraph.lexicon import successions as data
from lawgraph.lexicon.successions import Reforms
from lawgraph.model import Article, Entity, Kind
from lawgraph.resolve.ids import entity_id
from lawgraph.resolve.resolver import resolve
from lawgraph.resolve.succession import successions


def body(label, code=None, others=()):
    key = f"{code or 'national'}|{label}"
    return Entity(entity_id(Kind.INSTITUTION, label, key, code), Kind.INSTITUTION, label, key, others, code)


def told(*bodies):
    return [(one.predecessor.label, one.successor.label, one.not_before, one.not_after) for one in successions(bodies)]


@pytest.mark.parametrize("reform", [*Reforms.load().organs, *Reforms.load().national], ids=lambda reform: reform.id)
def test_each_form_of_a_reform_links_two_bodies_of_one_place(reform):
    code = "150200" if reform in Reforms.load().organs else None
    for former in reform.former:
        for later in reform.later:
            old, new = (name.replace("{place}", "包头市").replace("*", "包头市") for name in (former, later))
            assert told(body(old, code), body(new, code)) == [(old, new, reform.not_before, reform.not_after)]


def test_dates_of_a_reform_are_in_order():
    for reform in (*Reforms.load().organs, *Reforms.load().national):
        assert reform.not_before <= reform.not_after


def test_bodies_of_two_places_are_no_successors():
    assert told(body("包头市人民政府法制办公室", "150200"), body("宜宾市司法局", "511500")) == []


def test_nothing_is_added_to_the_graph():
    assert told(body("包头市人民政府法制办公室", "150200")) == []
    assert told(body("包头市司法局", "150200")) == []


def test_the_first_form_of_the_successor_is_meant():
    office, full, short = body("包头市工商局", "150200"), body("包头市市场监督管理局", "150200"), body("包头市市场监管局", "150200")
    assert told(office, full, short) == [("包头市工商局", "包头市市场监督管理局", "2009", "2019-03")]


def test_a_body_is_found_by_another_of_its_names():
    office = body("包头市人民政府法制办公室", "150200", ("包头市法制办",))
    assert len(told(office, body("包头市司法局", "150200"))) == 1


def test_a_county_that_became_a_district_keeps_its_bureaus_apart_and_linked():
    county, district = body("郫县司法局", "510124"), body("郫都区司法局", "510117")
    assert told(county, district) == [("郫县司法局", "郫都区司法局", "2016", "2016")]
    assert "郫县" in successions([county, district])[0].basis
    assert told(county, body("郫都区人民法院", "510117")) == []


def test_a_city_with_a_new_name_under_its_code():
    assert told(body("襄樊市司法局", "420600"), body("襄阳市司法局", "420600")) == [("襄樊市司法局", "襄阳市司法局", "2010", "2010")]


def test_two_reforms_of_divisions_in_a_row_bound_the_years():
    # 茌平县 became 茌平区 in 2019; 通县 became 通州区 in 1997, and nothing lies between.
    assert told(body("茌平县司法局", "371523"), body("茌平区司法局", "371503")) == [("茌平县司法局", "茌平区司法局", "2019", "2019")]


def test_what_articles_call_the_two_is_linked():
    old = Article(text="2015年,郫县司法局局长王刚走访。", title="郫县", date="2015-03-02")
    new = Article(text="2021年,郫都区司法局局长李明走访。", title="郫都区", date="2021-03-02")
    entities = resolve([extract(old), extract(new)]).entities
    assert told(*entities) == [("郫县司法局", "郫都区司法局", "2016", "2016")]
    reformed = [extract(Article(text=text)) for text in ("包头市法制办主任王刚讲话。", "包头市司法局局长李明讲话。")]
    assert [one[:2] for one in told(*resolve(reformed).entities)] == [("包头市人民政府法制办公室", "包头市司法局")]


def test_a_wrong_date_in_the_data_is_told(monkeypatch):
    rows = data.table("successions")
    rows["reform"][0]["not_after"] = "spring"
    monkeypatch.setattr(data, "table", lambda _: rows)
    with pytest.raises(LexiconError, match="spring"):
        Reforms.load.__wrapped__(Reforms)
