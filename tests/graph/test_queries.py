import re

import pytest
import rdflib

from lawgraph.errors import QueryError
from lawgraph.graph.queries import load, names
from lawgraph.graph.store import open_store, query

# What each question finds in the small graph of conftest.py
ROWS = {
    "articles": 3,
    "conflicts": 0,
    "cooperation": 1,
    "diffusion": 0,
    "documents": 2,
    "events": 2,
    "evidence": 12,
    "first-launchers": 0,
    "honour-batches": 0,
    "honours": 2,
    "honours-by-level": 1,
    "honours-by-year": 0,
    "institutions-without-leader": 2,
    "launched-and-awarded": 1,
    "leader-on": 2,
    "leaders": 2,
    "leaders-seen": 2,
    "memberships": 12,
    "names": 19,
    "officials": 3,
    "officials-who-moved": 0,
    "parts": 2,
    "patterns": 0,
    "programs": 1,
    "rules": 10,
    "several-posts": 0,
    "shared-in-prefecture": 0,
    "sources": 12,
    "successions": 0,
    "successive-leaders": 0,
    "timeline": 12,
    "two-leaders-at-once": 0,
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


#: Columns that follow from others: by what the answer is grouped, or the sentence from its span.
FOLLOW = {
    "evidence": {"?sentence", "?confidence"},
    "honours-by-year": {"?honours", "?institutions"},
    "launched-and-awarded": set(),
}


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"memberships"}))
def test_question_orders_by_every_column_so_that_rows_have_one_order(name):
    text = load(name).sparql
    order = text.rsplit("ORDER BY", 1)[1]
    columns = re.search(r"^SELECT (?:DISTINCT )?(.*)$", text, re.MULTILINE)[1]
    shown = set(re.findall(r"\?\w+", re.sub(r"\(.*? AS (\?\w+)\)", r"\1", columns)))
    assert shown - FOLLOW.get(name, set()) <= set(re.findall(r"\?\w+", order)), name


@pytest.mark.parametrize(
    "name", ["", "nope", "../shapes", "leaders.rq", "LEADERS", "a/../leaders", "leaders\n"]
)
def test_question_that_is_not_shipped_is_refused_with_the_names(name):
    with pytest.raises(QueryError, match="leaders"):
        load(name)


#: Lines of a query that are comments until somebody wants them.
OPTIONAL = re.compile(r"^( *)# ((?:VALUES|FILTER|\?\w+) .*|FILTER\(.*)$", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_lines_that_narrow_a_question_down_work(name, store):
    text = load(name).sparql
    for line in OPTIONAL.finditer(text):
        narrowed = text[: line.start()] + line[1] + line[2] + text[line.end() :]
        assert len(query(store, narrowed).rows) <= max(ROWS[name], 1)


def test_questions_about_much_are_narrowed_and_bounded():
    for name in ROWS:
        text = load(name).sparql
        if re.search(r"^ *LIMIT \d+$", text, re.MULTILINE):
            assert OPTIONAL.search(text) or "Change both" in text, name
            assert "at most" in text.lower() or "with most" in text, name


def test_narrowed_question_answers_for_the_one_asked_about(store):
    text = load("leaders").sparql.replace("# VALUES", "VALUES")
    assert {row[0] for row in query(store, text).rows} == {"包头市司法局"}
