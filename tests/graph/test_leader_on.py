"""Who led on a day: the sentences either side of it, what was between them, and nobody where no sentence tells."""

import dataclasses

import pytest

from lawgraph.errors import QueryError
from lawgraph.graph.queries import load, sparql_of
from lawgraph.graph.store import open_store, query

BUREAU = "青州市司法局"
ROWS = (
    ("2019-01-10", "周立群", "局长"),
    ("2020-05-10", "周立群", "党组书记、局长"),
    ("2021-03-09", "周立群", "局长", "dismissed", {"sentence": "2021年3月9日,会议免去周立群的青州市司法局局长职务。"}),
    ("2021-04-02", "李明远", "代局长", "acting"),
    ("2021-06-02", "李明远", "局长", "appointed", {"sentence": "2021年6月2日,会议任命李明远为青州市司法局局长。"}),
    ("2023", "李明远", "局长"),
    ("2024-05-01", "李明远", "局长", "resigned", {"sentence": "2024年5月1日,李明远辞去青州市司法局局长职务。"}),
    ("2025", "张黎", "局长"),
    ("2026-02-01", "王平", "副局长", "deputy"),
    ("2026-02-01", "赵刚", "局长", None, {"body": "青州市民政局"}),
)


@pytest.fixture(scope="module")
def store(told):
    return open_store(told(*ROWS))


def on(store, date, institution=BUREAU):
    """Return post, status, leader and the dates before and after, of the administrative seat and the Party's."""
    answer = query(store, load("leader-on").ask({"institution": institution, "date": date}))
    at = [answer.columns.index(name) for name in ("post", "status", "leader", "seenBefore", "seenAfter")]
    return [tuple(row[index] for index in at) for row in answer.rows]


def administrative(store, date):
    return [row[1:] for row in on(store, date) if row[0] != "党内正职"]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2018-06-01", [("gap: first after", "周立群", None, "2019-01-10")]),
        ("2019-01-10", [("seen that day", "周立群", "2019-01-10", "2019-01-10")]),
        ("2019-06-01", [("seen before and after", "周立群", "2019-01-10", "2020-05-10")]),
        ("2021-01-01", [("seen before and after", "周立群", "2020-05-10", "2021-03-09")]),
        ("2021-03-20", [("gap: last before", "周立群", "2021-03-09", None), ("gap: first after", "李明远", None, "2021-04-02")]),
        ("2021-04-02", [("seen that day", "李明远", "2021-04-02", "2021-04-02")]),
        ("2022-01-01", [("stated", "李明远", "2021-06-02", "2023")]),
        ("2024-12-31", [("gap: last before", "李明远", "2024-05-01", None), ("gap: first after", "张黎", None, "2025")]),
        ("2025-06-01", [("about then", "张黎", None, None)]),
        ("2030-01-01", [("gap: last before", "张黎", "2025", None)]),
    ],
)
def test_who_led_and_by_what(store, date, expected):
    assert sorted(administrative(store, date)) == sorted(expected)


def test_party_head_has_a_seat_of_its_own(store):
    assert ("党内正职", "gap: first after", "周立群", None, "2020-05-10") in on(store, "2019-06-01")


def test_sentences_stand_beside_their_dates(store):
    answer = query(store, load("leader-on").ask({"institution": BUREAU, "date": "2021-01-01"}))
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    (row,) = [row for row in rows if row["post"] == "行政正职"]
    assert "第1次出席会议" in row["sentenceBefore"]
    assert row["sentenceAfter"] == "2021年3月9日,会议免去周立群的青州市司法局局长职务。"


def test_two_at_once_are_a_conflict_with_both_sentences(told):
    knowledge = told(("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "局长"))
    store = open_store(knowledge)
    assert sorted(row[1:3] for row in on(store, "2021-06-01")) == [("conflict", "周立群"), ("conflict", "李明远")]
    assert [row[1:3] for row in on(store, "2021-05-01")] == [("seen before and after", "周立群")]
    for sparql in (load("conflicts").sparql, load("conflicts").ask({"institution": BUREAU})):
        (row,) = query(store, sparql).rows
        assert row == (
            BUREAU, "行政正职", "周立群", "2021-12-01", "青州市司法局局长周立群第1次出席会议。", "李明远", "2021-06-01", "青州市司法局局长李明远第2次出席会议。",
        )  # fmt: skip
    assert query(store, load("conflicts").ask({"institution": "青州市民政局"})).rows == ()


def test_former_holder_is_told_of_where_nobody_else_is(told):
    store = open_store(told(("2022-01-05", "周立群", "局长", "former")))
    assert [row[1:3] for row in on(store, "2018-01-01")] == [("formerly", "周立群")]
    assert on(store, "2023-01-01") == []


def test_article_without_a_date_is_told_of_as_such(told):
    store = open_store(told((None, "周立群", "局长")))
    assert on(store, "2021-01-01") == [("行政正职", "undated", "周立群", None, None)]


def test_other_bodies_and_unknown_ones_answer_for_themselves(store):
    assert [row[2] for row in on(store, "2026-02-01", "青州市民政局")] == ["赵刚"]
    assert on(store, "2026-02-01", "不存在的局") == []


def test_other_forms_of_a_name_are_asked_alike(told):
    knowledge = told(("2021-01-10", "周立群", "局长"))
    (body,) = [one for one in knowledge.entities if one.label == BUREAU]
    other = dataclasses.replace(body, alt_labels=("市司法局",))
    claims = tuple(dataclasses.replace(claim, object=other) for claim in knowledge.claims)
    store = open_store(dataclasses.replace(knowledge, claims=claims, entities=tuple(other if one == body else one for one in knowledge.entities)))
    assert on(store, "2021-01-10", "市司法局") == on(store, "2021-01-10")


def test_rdflib_answers_alike(told, plain):
    rows = (*ROWS, ("2022-01-01", "王平", "局长"), (None, "钱来", "局长"), ("2027-01-01", "孙立", "局长", "former"))
    knowledge = told(*rows)
    store, graph = open_store(knowledge), plain(knowledge)
    asked = [load("leader-on").ask({"institution": BUREAU, "date": date}) for date in ("2018-01-01", "2022-01-01", "2025-06-01", "2026-06-01")]
    for sparql in (*asked, load("conflicts").sparql):
        found = [tuple(None if term is None else str(term) for term in row) for row in graph.query(sparql)]
        assert found == list(query(store, sparql).rows)
        assert found


# Values are bound, and never read as SPARQL

HOSTILE = [
    f'{BUREAU}"@zh }} ?s ?p ?o . # ',
    '"@zh } UNION { ?s ?p ?o } #',
    "\\",
    '\\"@zh }',
    "\\u0022@zh }",
    "\\1\\g<1>",
    f"{BUREAU}\n}} ?s ?p ?o {{",
    "{ } ?x $y @zh ^^ <urn:x>",
    "SERVICE <http://192.0.2.1/> { ?s ?p ?o }",
    "'''\"\"\"",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_value_is_a_name_that_nothing_has(store, value):
    assert on(store, "2021-01-01", value) == []


@pytest.mark.parametrize("value", HOSTILE)
def test_value_reaches_the_store_as_it_was_given(store, value):
    text = load("leader-on").ask({"institution": value, "date": "2021-01-01"})
    line = next(line for line in text.splitlines() if "VALUES ?institution" in line)
    ((found,),) = query(store, f"SELECT (STR(?institution) AS ?given) WHERE {{ {line} }}").rows
    assert found == value.strip()


@pytest.mark.parametrize("date", ["2021", "2021-06", "2021-02-30", "", "01/06/2021", '2021-06-01" } #', "2021-06-01\n", "\uff12021-06-01"])
def test_what_is_no_day_is_refused(date):
    with pytest.raises(QueryError, match="no day"):
        load("leader-on").ask({"institution": BUREAU, "date": date})


def test_missing_unknown_and_empty_values_are_refused_with_the_usage():
    with pytest.raises(QueryError, match=r"needs --date.*leader-on --institution NAME --date DAY"):
        load("leader-on").ask({"institution": BUREAU})
    with pytest.raises(QueryError, match="no parameter --when"):
        load("leader-on").ask({"institution": BUREAU, "date": "2021-06-01", "when": "now"})
    with pytest.raises(QueryError, match="no parameter --institution"):
        load("rules").ask({"institution": BUREAU})
    with pytest.raises(QueryError, match="is no name"):
        load("leader-on").ask({"institution": " \u202e", "date": "2021-06-01"})
    with pytest.raises(QueryError, match="takes no --date"):
        sparql_of("ASK {}", {"date": "2021-06-01"})
    assert load("conflicts").usage == "conflicts [--institution NAME]"
    assert load("conflicts").ask({}) == load("conflicts").sparql
