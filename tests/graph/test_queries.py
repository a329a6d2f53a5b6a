import re

import pytest
import rdflib

from lawgraph.errors import QueryError
from lawgraph.graph.queries import load, names
from lawgraph.graph.store import open_store, query

# What each question finds in the small graph of conftest.py
ROWS = {
    "articles": 3,
    "cooperation": 1,
    "documents": 2,
    "events": 2,
    "evidence": 12,
    "honours": 2,
    "honours-by-year": 2,
    "institutions-without-leader": 2,
    "launched-and-awarded": 1,
    "leaders": 2,
    "memberships": 12,
    "names": 19,
    "officials": 3,
    "parts": 2,
    "programs": 1,
    "rules": 11,
    "several-posts": 0,
    "successive-leaders": 0,
    "timeline": 12,
}


@pytest.fixture(scope="module")
def store(knowledge):
    return open_store(knowledge)


@pytest.fixture(scope="module")
def graph(knowledge, plain):
    return plain(knowledge)


def test_names_are_the_questions_tested_here():
    assert names() == tuple(sorted(ROWS))


@pytest.mark.parametrize("name", sorted(ROWS))
def test_question_finds_the_same_in_both_stores(name, store, graph: rdflib.Graph):
    question = load(name)
    answer = query(store, question.sparql)
    result = graph.query(question.sparql)
    if answer.form == "graph":
        rows = sorted(tuple(term.n3() for term in triple) for triple in result.graph)
    else:
        rows = [tuple(None if term is None else str(term) for term in row) for row in result]
        assert tuple(map(str, result.vars)) == answer.columns
    assert list(answer.rows) == list(map(tuple, rows))
    assert len(answer.rows) == ROWS[name]


@pytest.mark.parametrize("name", sorted(ROWS))
def test_question_is_told_in_both_languages(name):
    question = load(name)
    assert question.en.rstrip(".)").endswith(("?", "rows)?")) or "?" in question.en
    assert re.search("[一-龥]", question.zh)
    first, second = question.sparql.splitlines()[:2]
    assert first == f"# en: {question.en}"
    assert second == f"# zh: {question.zh}"


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"memberships"}))
def test_question_orders_by_every_column_so_that_rows_have_one_order(name):
    text = load(name).sparql
    order = text.split("ORDER BY")[1]
    columns = set(
        re.findall(r"\?\w+", re.sub(r"\(.*?AS (\?\w+)\)", r"\1", text.split("WHERE")[0].split("SELECT")[1]))
    )
    keyed = (
        {"?honours", "?recipients", "?rule"} if name == "honours-by-year" else set()
    )  # grouped by the year
    quoted = (
        {"?sentence", "?confidence"} if name == "evidence" else set()
    )  # follow from the span and the rule
    assert columns - keyed - quoted <= set(re.findall(r"\?\w+", order)), name


@pytest.mark.parametrize(
    "name", ["", "nope", "../shapes", "leaders.rq", "LEADERS", "a/../leaders", "leaders\n"]
)
def test_question_that_is_not_shipped_is_refused_with_the_names(name):
    with pytest.raises(QueryError, match="leaders"):
        load(name)


def test_optional_parameters_work(store):
    for name in names():
        text = load(name).sparql
        for hint in re.findall(r"^# param: .*before the last brace:  (.+)$", text, re.MULTILINE):
            head, tail = text.rsplit("}", 1)
            query(store, f"{head}  {hint}\n}}{tail}")
