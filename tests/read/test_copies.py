import random
from dataclasses import replace

import pytest

from lawgraph.model import Article
from lawgraph.read import read_paths
from lawgraph.read.copies import gather, is_official, order

TEXT = "包头市司法局召开部署会。"
FIRST = Article(TEXT, "部署会召开", "示例法治报", "2021-03-09", source="a.txt")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2021-03-09", "2021-03-10"),
        ("2021-03-09", "2021-03"),  # a month may end on its last day
        ("2021-03-31", "2021"),
        ("2020", "2021-01-01"),
        ("2021", None),
        ("2021-12-31", None),
    ],
)
def test_the_earliest_known_is_never_one_whose_date_may_be_later(earlier, later):
    assert order(replace(FIRST, date=earlier)) < order(replace(FIRST, date=later))


@pytest.mark.parametrize("publisher", ["包头市司法局", "内蒙古自治区司法厅网站", "示例县人民法院微信公众号", "某市人民政府门户网站"])
def test_a_body_that_publishes_itself_is_official(publisher):
    assert is_official(publisher)


@pytest.mark.parametrize("publisher", ["示例法治报", "示例日报社编辑部", "局外人", "法院之声网", "", None])
def test_a_newspaper_is_not(publisher):
    assert not is_official(publisher)


def test_of_one_date_the_own_site_of_a_body_goes_first():
    own = replace(FIRST, publisher="包头市司法局网站")
    (article,) = gather([FIRST, own])
    assert article.publisher == "包头市司法局网站"
    assert article.copies == (FIRST,)


def test_publications_of_one_text_are_one_article_with_copies_whatever_their_order():
    others = [
        replace(FIRST, publisher="乙报", date="2021-03-12", source="b.txt"),
        replace(FIRST, publisher="丙网", date="2021-03-10", url="https://example.org/c", source="c.txt"),
        replace(FIRST, publisher="丙网", date="2021-03-10", url="https://example.org/d", source="d.txt"),
    ]
    expected = gather([FIRST, *others])
    assert [copy.source for copy in expected[0].copies] == ["c.txt", "d.txt", "b.txt"]
    for seed in range(5):
        shuffled = [FIRST, *others]
        random.Random(seed).shuffle(shuffled)
        assert gather(shuffled) == expected
        # what was gathered before is gathered again without loss
        assert gather([*gather(shuffled[:2]), *gather(shuffled[2:])]) == expected


def test_a_page_saved_twice_is_no_copy():
    bare = Article(TEXT, source="x.txt")
    again = replace(FIRST, title="另一个标题", source="z.txt")
    (article,) = gather([bare, again, FIRST])
    assert article.date == "2021-03-09"
    assert article.copies == ()


def test_texts_that_differ_by_one_letter_are_two_articles():
    assert len(gather([FIRST, replace(FIRST, text=TEXT + "又")])) == 2


def test_reading_keeps_the_earliest_known_and_lists_the_others(tmp_path):
    line = '{{"text": "{}", "title": "部署会", "publisher": "{}", "date": "{}"}}\n'
    (tmp_path / "a.jsonl").write_text(line.format(TEXT, "乙报", "2021-03-12"), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(line.format(TEXT, "甲报", "2021-03-09"), encoding="utf-8")
    reading = read_paths([tmp_path])
    (article,) = reading.articles
    assert (article.publisher, [copy.publisher for copy in article.copies]) == ("甲报", ["乙报"])
    assert reading.duplicates == ((f"{tmp_path}/a.jsonl#1", f"{tmp_path}/b.jsonl#1"),)
