import pytest

from lawgraph.extract.extractor import extract
from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.patterns import find_patterns
from lawgraph.graph.queries import load
from lawgraph.graph.store import open_store, query
from lawgraph.graph.vocabulary import LG
from lawgraph.model import Article, Kind
from lawgraph.resolve.resolver import resolve


def known(*told: tuple[str, str | None]) -> Knowledge:
    articles = tuple(Article(text, date=date) for text, date in told)
    resolution = resolve([extract(article) for article in articles])
    return Knowledge(articles, resolution.entities, resolution.claims)


SPREAD = (
    ("包头市司法局启动“法律明白人”培养工程。", "2021-02-27"),
    ("宜宾市司法局启动“法律明白人”行动。", "2021-03-01"),
    ("银川市司法局推出“法律明白人”行动。", "2021-05"),
    ("中山市司法局打造“法律明白人”品牌。", "2022"),
    ("常德市司法局开展普法宣传活动。", "2021-01-01"),
    ("岳阳市司法局开展普法宣传活动。", "2021-01-02"),
    ("绵阳市司法局启动“涪江清波”行动。", "2021-01-03"),
)


@pytest.fixture(scope="module")
def spread():
    return known(*SPREAD)


def test_programs_of_separate_launchers_stay_and_share_a_pattern(spread, plain):
    (pattern,) = find_patterns(spread)
    assert pattern.label == "“法律明白人”"
    assert len(pattern.programs) == 4
    graph = plain(spread)
    (concept,) = set(graph.objects(None, LG.patternOf))
    assert str(concept).endswith(f"/pattern/{pattern.id}")
    assert len(list(graph.subjects(LG.patternOf, concept))) == 4
    assert len([one for one in spread.entities if one.kind is Kind.PROGRAM and "明白人" in one.label]) == 4


def test_diffusion_tells_the_first_launch_the_followers_and_the_delay(spread):
    answer = query(open_store(spread), load("diffusion").sparql)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert [(row["institution"], row["date"], row["delay"], row["unit"]) for row in rows] == [
        ("包头市司法局", "2021-02-27", "0", "days"),
        ("宜宾市司法局", "2021-03-01", "2", "days"),
        ("银川市司法局", "2021-05", "3", "months"),
        ("中山市司法局", "2022", "1", "years"),
    ]
    assert [row["sentence"] for row in rows] == [text for text, _ in SPREAD[:4]]


@pytest.mark.parametrize("name", ["diffusion", "patterns"])
def test_rdflib_answers_alike(spread, plain, name):
    sparql = load(name).sparql
    rows = [tuple(None if term is None else str(term) for term in row) for row in plain(spread).query(sparql)]
    assert rows == list(query(open_store(spread), sparql).rows)


@pytest.mark.parametrize(
    ("first", "later", "delay", "unit"),
    [
        ("2020-02-28", "2020-03-01", "2", "days"),  # a leap year
        ("1999-12-31", "2000-01-01", "1", "days"),
        ("2019-01-31", "2024-01-31", "1826", "days"),
        ("2021-12", "2022-01-05", "1", "months"),
        ("2021", "2023-05", "2", "years"),
        ("2021-03-01", "2021", "0", "years"),  # the year may end after the day
        ("2021-03-01", None, "", ""),
    ],
)
def test_the_delay_has_the_precision_of_the_dates(first, later, delay, unit):
    knowledge = known(("包头市司法局启动“法律明白人”培养工程。", first), ("宜宾市司法局启动“法律明白人”行动。", later))
    answer = query(open_store(knowledge), load("diffusion").sparql)
    assert [row[2] for row in answer.rows] == ["包头市司法局", "宜宾市司法局"]
    assert answer.rows[1][4:6] == (delay, unit)


def test_patterns_are_listed_by_places(spread):
    answer = query(open_store(spread), load("patterns").sparql)
    assert [row[:6] for row in answer.rows] == [("“法律明白人”", "4", "4", "4", "2021-02-27", "2022")]


def test_one_launcher_makes_no_pattern():
    twice = known(("包头市司法局启动“法律明白人”培养工程。", "2021-02-27"), ("包头市司法局推出“法律明白人”行动。", "2023-02-27"))
    assert find_patterns(twice) == ()


def test_what_nobody_launched_makes_no_pattern():
    assert find_patterns(known(("宜宾市司法局启动“法律明白人”培养工程。", None), ("“法律明白人”培养工程受到好评。", None))) == ()
    assert find_patterns(Knowledge()) == ()


def test_plain_words_join_a_pattern_that_others_quote():
    (pattern,) = find_patterns(known(SPREAD[0], ("宜宾市司法局启动法律明白人培养工程。", "2021-03-01"), SPREAD[2]))
    assert pattern.label == "“法律明白人”"


def test_words_without_quotation_marks_need_two_divisions():
    text = "{}启动石桥银杏树下讲理堂工程。"
    assert len(find_patterns(known((text.format("包头市司法局"), None), (text.format("宜宾市司法局"), None)))) == 1
    assert find_patterns(known((text.format("包头市司法局"), None), (text.format("包头市公安局"), None))) == ()
