import pytest

from lawgraph.extract.batches import stated
from lawgraph.extract.extractor import extract
from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.queries import load
from lawgraph.graph.store import open_store, query
from lawgraph.model import Article, Kind, Mention
from lawgraph.resolve.honours import Award, key
from lawgraph.resolve.resolver import resolve


def scope(name: str, *awards: Award, aliases: tuple[str, ...] = (), article: str = "a1") -> str:
    return key([Mention(0, 1, Kind.HONOUR, name, aliases)], name, awards, article)


CHENGDU = Award("510100", "510100|成都市司法局", None)
CHANGSHA = Award("430100", "430100|长沙市司法局", None)


def test_one_honour_of_a_province_however_it_is_said():
    assert scope("四川省人民调解先进集体") == scope("全省人民调解先进集体", CHENGDU) == scope("省级人民调解先进集体", CHENGDU) == scope("第三批“四川省人民调解先进集体”") == "510000|人民调解先进集体"
    assert scope("全省人民调解先进集体", aliases=("四川省人民调解先进集体",)) == "510000|人民调解先进集体"


def test_honours_of_two_provinces_never_meet():
    assert scope("全省先进集体", CHENGDU) != scope("全省先进集体", CHANGSHA)
    assert scope("省级文明单位", CHENGDU) != scope("湖南省文明单位")
    assert scope("先进集体", CHENGDU) != scope("先进集体", CHANGSHA)
    assert scope("“枫桥式”司法所", CHENGDU) != scope("“枫桥式”司法所", CHANGSHA)
    # in one article bodies of both: the word settles nothing
    assert scope("全省先进集体", CHENGDU, CHANGSHA) not in {scope("全省先进集体", CHENGDU), scope("全省先进集体", CHANGSHA)}
    assert scope("全省先进集体", article="a1") != scope("全省先进集体", article="a2")


def test_a_collective_is_no_unit_and_a_grade_no_other():
    names = ["四川省先进集体", "四川省先进单位", "四川省先进个人", "全国先进集体", "全国先进单位", "个人二等功", "个人三等功", "集体二等功"]
    assert len({scope(name, CHENGDU) for name in names}) == len(names)


def test_the_country_s_own_are_one_whoever_got_them():
    for name in ("全国模范司法所", "国家级民主法治示范村", "个人二等功", "时代楷模", "共和国勋章", "第七届“法治政府奖”"):
        assert scope(name, CHENGDU) == scope(name, CHANGSHA, article="a2"), name
    assert scope("国家级民主法治示范村(社区)") == scope("第八批“全国民主法治示范村”")


def test_who_conferred_it_tells_honours_of_a_common_name_apart():
    city, county = (Award("150203", "150203|昆都仑区司法局", giver) for giver in ("包头市人民政府", "昆都仑区人民政府"))
    other = Award("150204", "150204|青山区司法局", "包头市人民政府")
    assert scope("先进集体", city) == scope("先进集体", other, article="a2") != scope("先进集体", county)
    assert scope("一级公安派出所", Award("500116", "x", "公安部")) == scope("一级公安派出所", Award("150203", "y", "公安部"), article="a2")


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("全市先进集体", "150200", "150200|先进集体"),
        ("全市先进集体", "150203", "150200|先进集体"),
        ("市级先进集体", "110105", "110000|先进集体"),  # a municipality
        ("全区先进集体", "110105", "110105|先进集体"),
        ("自治区级先进集体", "640100", "640000|先进集体"),
        ("全州先进集体", "433101", "433100|先进集体"),
        # 全市 in a city of county rank, 全区 in an autonomous region: either may be meant
        ("全市先进集体", "510781", "r|全市先进集体"),
        ("全区先进集体", "150203", "r|全区先进集体"),
        ("全县先进集体", "150200", "r|全县先进集体"),
        # no word for a level
        ("市场监管先进单位", "150200", "r|市场监管先进单位"),
        ("省长质量奖", "150200", "honour|省长质量奖"),
        ("区域协作先进单位", "150203", "r|区域协作先进单位"),
    ],
)
def test_a_word_for_a_level_means_the_division_of_whoever_got_it(name, code, expected):
    assert scope(name, Award(code, "r", None)) == expected


def test_of_namesakes_the_division_of_the_recipients_is_meant():
    assert scope("鼓楼区先进集体", Award("320106", "r", None)) == "320106|先进集体"
    assert scope("鼓楼区先进集体") == "a1|鼓楼区先进集体"
    assert scope("广东法治人物") == "440000|法治人物"


TEXTS = (
    "东山县石桥村被命名为第八批“全国民主法治示范村”。",
    "包头市昆都仑区少先路街道团结社区入选第九批“全国民主法治示范村(社区)”。",
    "银川市司法局局长李明说，银川市曹一村被评为“全国民主法治示范村”。",
)


@pytest.fixture(scope="module")
def awarded():
    articles = tuple(Article(text, date=f"2021-0{n}-01") for n, text in enumerate(TEXTS, 1))
    resolution = resolve([extract(article) for article in articles])
    return Knowledge(articles, resolution.entities, resolution.claims)


def test_all_batches_are_one_honour_and_each_claim_tells_its_own(awarded):
    (honour,) = [one for one in awarded.entities if one.kind is Kind.HONOUR]
    assert honour.label == "全国民主法治示范村"
    assert "第八批" in "".join(honour.alt_labels)
    answer = query(open_store(awarded), load("honour-batches").sparql)
    assert [(row[0], row[1]) for row in answer.rows] == [("全国民主法治示范村", "8"), ("全国民主法治示范村", "9")]


def test_two_batches_in_one_sentence_are_two_claims():
    article = Article("包头市司法局荣获2019年度全国普法工作先进单位、2021年度全国普法工作先进单位。")
    resolution = resolve([extract(article)])
    (honour,) = [one for one in resolution.entities if one.kind is Kind.HONOUR]
    assert honour.label == "全国普法工作先进单位"
    assert len(resolution.claims) == 2
    assert {stated(one.claim.object).years for one in resolution.claims} == {(2019,), (2021,)}
