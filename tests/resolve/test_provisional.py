"""Names that several divisions share: what decides, and that without a decision the body stays its article's."""

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Kind
from lawgraph.resolve.resolver import resolve


def bodies(*articles):
    resolution = resolve([extract(article) for article in articles])
    return [(one.label, one.code, one.provisional) for one in resolution.entities if one.kind is Kind.INSTITUTION]


@pytest.mark.parametrize("name", ["鼓楼区司法局", "朝阳区人民法院", "和平区公安局", "城关区司法局", "市司法局"])
def test_without_a_decision_a_body_is_provisional_and_its_article_s_own(name):
    found = bodies(Article(text=f"{name}召开会议。"), Article(text=f"{name}印发通知。"))
    assert found == [(name, None, True), (name, None, True)]


@pytest.mark.parametrize(
    ("article", "code"),
    [
        (Article(text="鼓楼区司法局召开会议。", publisher="福州日报"), "350102"),
        (Article(text="鼓楼区司法局召开会议。", publisher="南京市司法局"), "320106"),
        (Article(text="徐州讯 鼓楼区司法局召开会议。"), "320302"),  # the dateline
        (Article(text="福州市司法局开展活动,鼓楼区司法局局长王刚参加。"), "350102"),  # another mention
        (Article(text="城关区司法局召开会议。兰州市司法局到会。"), "620102"),
        (Article(text="河南省开封市鼓楼区司法局召开会议。"), "410204"),  # the name's own words
        (Article(text="和平区司法局召开会议。", title="天津市和平区司法局"), "120101"),
    ],
)
def test_publisher_dateline_other_mentions_and_title_decide(article, code):
    assert code in {found for _, found, _ in bodies(article)}
    assert not any(provisional for *_, provisional in bodies(article))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吉林司法厅召开会议。", ("吉林省司法厅", "220000", False)),
        ("吉林司法局召开会议。", ("吉林市司法局", "220200", False)),
        ("吉林省司法厅召开会议。", ("吉林省司法厅", "220000", False)),
        ("吉林市司法局召开会议。", ("吉林市司法局", "220200", False)),
        ("海南州司法局召开会议。", ("海南藏族自治州司法局", "632500", False)),
        ("海南省司法厅召开会议。", ("海南省司法厅", "460000", False)),
    ],
)
def test_the_bureau_s_own_level_decides_between_province_and_city(text, expected):
    assert bodies(Article(text=text)) == [expected]


def test_two_articles_that_decide_differently_are_two_bodies():
    found = bodies(Article(text="鼓楼区司法局召开会议。", publisher="福州日报"), Article(text="鼓楼区司法局印发通知。", publisher="南京市司法局"))
    assert sorted(code for _, code, _ in found) == ["320106", "350102"]
