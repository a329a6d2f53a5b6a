"""Identity across articles: one thing is one node, and what the text does not settle stays apart."""

import itertools

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Extraction, Kind, Mention
from lawgraph.resolve import keys
from lawgraph.resolve.resolver import resolve


def _resolve(*articles):
    return resolve([extract(article) for article in articles])


def _labels(resolution, kind):
    return sorted(one.label for one in resolution.entities if one.kind is kind)


BAOTOU_1 = Article(text="包头市司法局局长张志刚主持会议。市司法局打造“法润鹿城”普法品牌。")
BAOTOU_2 = Article(text="近日,包头司法局党组书记、局长张志刚走访。该局推出“法润鹿城”品牌。", title="包头市司法局走访")
FENGTAI = Article(text="丰台区司法局局长张伟讲话。")
HAIDIAN = Article(text="海淀区司法局局长张伟讲话。")


def test_a_bureau_of_two_articles_is_one_node():
    (bureau,) = [one for one in _resolve(BAOTOU_1, BAOTOU_2).entities if one.kind is Kind.INSTITUTION]
    assert (bureau.label, bureau.code, bureau.id) == ("包头市司法局", "150200", "150200-sifaju")
    assert {article for article, _, _ in bureau.mentions} == {BAOTOU_1.id, BAOTOU_2.id}


def test_two_bureaus_that_differ_by_one_letter_never_meet():
    assert _labels(_resolve(FENGTAI, HAIDIAN), Kind.INSTITUTION) == ["丰台区司法局", "海淀区司法局"]


def test_one_name_at_one_bureau_is_one_official():
    assert _labels(_resolve(BAOTOU_1, BAOTOU_2), Kind.OFFICIAL) == ["张志刚"]


def test_one_name_at_two_bureaus_is_two_officials():
    resolution = _resolve(FENGTAI, HAIDIAN)
    assert _labels(resolution, Kind.OFFICIAL) == ["张伟", "张伟"]
    assert len({one.id for one in resolution.entities if one.kind is Kind.OFFICIAL}) == 2


def test_one_program_of_one_launcher_is_one_node_whatever_its_ending():
    assert len(_labels(_resolve(BAOTOU_1, BAOTOU_2), Kind.PROGRAM)) == 1


def test_programs_of_one_name_at_two_bureaus_stay_apart():
    one = Article(text="包头市司法局开展“法律进万家”活动。")
    other = Article(text="宜宾市司法局开展“法律进万家”活动。")
    assert len(_labels(_resolve(one, other), Kind.PROGRAM)) == 2


def test_a_national_honour_is_one_and_a_city_s_is_each_city_s():
    text = "{}市司法局被授予“全国模范司法局”称号。该局被评为“全市先进集体”。"
    resolution = _resolve(Article(text=text.format("包头")), Article(text=text.format("宜宾")))
    assert _labels(resolution, Kind.HONOUR) == ["全国模范司法局", "全市先进集体", "全市先进集体"]


def test_a_body_without_a_settled_place_is_provisional_and_its_article_s_own():
    one, other = Article(text="鼓楼区司法局走访企业。"), Article(text="鼓楼区司法局召开会议,部署工作。")
    found = [entity for entity in _resolve(one, other).entities if entity.kind is Kind.INSTITUTION]
    assert [entity.provisional for entity in found] == [True, True]
    assert len({entity.id for entity in found}) == 2


def test_a_short_title_is_its_issuer_s_and_a_law_is_everybody_s():
    text = "{}市司法局印发《工作方案》。该局学习《中国共产党政法工作条例》。"
    resolution = _resolve(Article(text=text.format("包头")), Article(text=text.format("宜宾")))
    assert _labels(resolution, Kind.DOCUMENT) == ["《中国共产党政法工作条例》", "《工作方案》", "《工作方案》"]


def test_the_order_of_the_articles_changes_nothing():
    articles = [BAOTOU_1, BAOTOU_2, FENGTAI, HAIDIAN]
    results = {str(_resolve(*order)) for order in itertools.permutations(articles)}
    assert len(results) == 1


def test_every_claim_has_entities_of_the_resolution():
    resolution = _resolve(BAOTOU_1, BAOTOU_2, FENGTAI)
    assert resolution.claims
    for claim in resolution.claims:
        assert claim.subject in resolution.entities
        assert claim.object in resolution.entities
    assert len({claim.id for claim in resolution.claims}) == len(resolution.claims)


@pytest.mark.parametrize("kind", [Kind.INSTITUTION, Kind.OFFICIAL, Kind.PROGRAM])
def test_ids_are_ascii_and_safe_in_turtle(kind):
    import re

    for entity in _resolve(BAOTOU_1, BAOTOU_2, FENGTAI).entities:
        if entity.kind is kind:
            assert re.fullmatch(r"[A-Za-z0-9_-]+", entity.id)


def test_two_regulations_with_one_short_form_stay_apart():
    one = Article(text="包头市司法局学习《中国共产党政法工作条例》(以下简称《条例》)。该局贯彻《条例》。")
    other = Article(text="宜宾市司法局学习《中国共产党纪律处分条例》(下称《条例》)。该局贯彻《条例》。")
    assert _labels(_resolve(one, other), Kind.DOCUMENT) == ["《中国共产党政法工作条例》", "《中国共产党纪律处分条例》"]


def test_two_honours_with_one_inner_name_stay_apart():
    text = "包头市司法局被授予“全国先进集体”称号。该局被评为“全市先进集体”。"
    assert _labels(_resolve(Article(text=text)), Kind.HONOUR) == ["全国先进集体", "全市先进集体"]


def test_the_other_half_of_a_title_in_brackets_is_the_same_honour_and_a_grade_is_another():
    one = Article(text="青州市云门村被授予“全国民主法治示范村(社区)”称号。")
    two = Article(text="青州市云门村被授予“全国民主法治示范村”称号。")
    assert len(_labels(_resolve(one, two), Kind.HONOUR)) == 1
    first = Article(text="青州市司法局荣获“全省普法先进单位(一等奖)”称号。")
    second = Article(text="青州市司法局荣获“全省普法先进单位(二等奖)”称号。")
    assert len(_labels(_resolve(first, second), Kind.HONOUR)) == 2


def test_a_short_form_of_a_campaign_of_the_whole_country_is_that_campaign():
    text = "青州市司法局开展政法队伍教育整顿。青州市司法局推进司法行政队伍教育整顿。"
    assert len(_labels(_resolve(Article(text=text)), Kind.PROGRAM)) <= 1


def test_a_body_of_another_country_is_one_in_all_articles_whatever_the_form_of_the_country():
    one, other = Article(text="俄罗斯外交部发布声明,俄罗斯外交部表示反对。"), Article(text="俄外交部发布公告。")
    (body,) = [entity for entity in _resolve(one, other).entities if entity.kind is Kind.INSTITUTION]
    assert (body.label, body.alt_labels, body.provisional) == ("俄罗斯外交部", ("俄外交部",), False)
    assert {article for article, _, _ in body.mentions} == {one.id, other.id}


def test_a_body_whose_name_tells_neither_where_nor_which_is_its_article_s():
    found = []
    for number in (1, 2):
        name = Mention(0, 5, Kind.INSTITUTION, "河湖管理处", code="540000")
        found.append(Extraction(f"a{number}", (name, Mention(9, 15, Kind.INSTITUTION, "拉萨市司法局", code="540100"))))
    bodies = [(entity.label, entity.provisional) for entity in resolve(found).entities]
    assert sorted(bodies) == [("拉萨市司法局", False), ("河湖管理处", True), ("河湖管理处", True)]


def test_a_sort_of_body_is_no_node():
    assert _labels(_resolve(Article(text="商业银行印发《服务办法》。上市公司发布公告。青州市建设“双中心”,开展普法。")), Kind.INSTITUTION) == []


def test_a_numbered_session_of_a_known_body_is_one_on_every_day():
    text = "第十届全国法律援助论坛{}在包头举行。包头市司法局局长张志刚出席第十届全国法律援助论坛。"
    days = [Article(text=text.format(day), date=f"2023-05-0{day[0]}") for day in ("3日", "4日")]
    assert len({one.id for one in _resolve(*days).entities if one.kind is Kind.EVENT and one.label.startswith("第十届")}) == 1


@pytest.mark.parametrize(
    ("name", "numbered"),
    [
        ("十四届全国人大一次会议", True),
        ("中山市人民调解协会第三届会员代表大会", True),
        ("第三次党组会议", False),
        ("全市第二届运动会", False),
        ("第二届社区运动会", False),
        ("全国普法工作会议", False),
    ],
)
def test_a_number_is_an_event_s_own_where_its_owner_is_told(name, numbered):
    assert keys.is_numbered(name) is numbered
