"""Institutions: each line is a sentence of our own, and the full names that a careful reader gives."""

import pytest

HERE = "青州市司法局今年工作扎实。"  # sets the article in 青州市 (a county-level city of 潍坊市, 山东省)
BAOTOU = "包头市司法局召开了会议。包头市司法局局长讲话。"

FOUND = [
    ("四川省宜宾市司法局获奖。", {"宜宾市司法局"}),
    ("内蒙古自治区司法厅部署了工作。", {"内蒙古自治区司法厅"}),
    ("会议传达了司法部的要求。", {"中华人民共和国司法部"}),
    (BAOTOU + "市律师协会、市公证处参加。", {"包头市司法局", "包头市律师协会", "包头市公证处"}),
    (BAOTOU + "市委政法委、市委组织部、市中级人民法院、市检察院派员出席。",
     {"包头市司法局", "中共包头市委政法委员会", "中共包头市委组织部", "包头市中级人民法院", "包头市人民检察院"}),
    (BAOTOU + "市人大常委会、市政府、市政协有关人员参加。",
     {"包头市司法局", "包头市人民代表大会常务委员会", "包头市人民政府", "中国人民政治协商会议包头市委员会"}),
    ("包头市司法局政治警务部开展了走访。", {"包头市司法局", "包头市司法局政治警务部"}),
    ("包头市公共法律服务中心揭牌。群众走进公共法律服务中心。", {"包头市公共法律服务中心"}),
    ("横栏司法所和石岐司法所参加了评比。", {"横栏司法所", "石岐司法所"}),
    ("临江县人民法院大何庄人民法庭巡回审判。", {"临江县人民法院", "临江县人民法院大何庄人民法庭"}),
    ("临江县公安局刑侦大队破案。", {"临江县公安局", "临江县公安局刑侦大队"}),
    ("沙洋小江湖监狱举行开放日。", {"沙洋小江湖监狱"}),
    ("宜宾学院成立研究中心。", {"宜宾学院"}),
    ("民盟山东省委来所帮教。", {"中国民主同盟山东省委员会"}),
    ("共青团陕西省委有关人员参加。", {"共青团陕西省委员会"}),
    ("中央全面依法治国委员会办公室与司法部共同部署。", {"中央全面依法治国委员会办公室", "中华人民共和国司法部"}),
    ("沈阳高新技术产业开发区管委会派员参加。", {"沈阳高新技术产业开发区管委会"}),
    ("丰台区司法局与通州区司法局结对。", {"丰台区司法局", "通州区司法局"}),
    ("中山市教育和体育局、中山市司法局联合发文。", {"中山市教育和体育局", "中山市司法局"}),
    ("仲裁委员会(以下简称“青仲”)成立。青州仲裁委员会(以下简称“青仲委”)换届,青仲委聘任仲裁员。", {"青州市仲裁委员会"}),
    ("萬州區司法局與重慶市律師協會座談。", {"万州区司法局", "重庆市律师协会"}),
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[row[0][:14] for row in FOUND])
def test_institutions_are_found_with_their_full_names(names, text, expected):
    assert names(text, "Institution") == expected


NOTHING = [
    "各司法所要加强管理,各级党组织要发挥作用。",
    "律师事务所和公证处都是法律服务机构。",
    "干部在大厅里接待,全部办结。",
    "以人民为中心,党组中心组开展学习。",
    "记者者所说的话没有依据。",
    "有关部门、相关单位和律师事务所参加。",
    "基层司法所建设得到加强,规范化司法所越来越多。",
    "“枫桥式”司法所创建工作有序推进。",
    "国家长治久安关系千家万户。",
    "全国模范人民调解委员会评选开始。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_generic_bodies_are_no_institutions(names, text):
    assert names(text, "Institution") == set()


def test_a_body_is_known_by_its_division(names):
    from lawgraph.extract.extractor import extract
    from lawgraph.model import Article

    # 通州区 is two districts: the other place spoken of lies in 北京.
    found = extract(Article(text="丰台区司法局和通州区司法局参加。")).mentions
    assert {one.name: one.code for one in found} == {"丰台区司法局": "110106", "通州区司法局": "110112"}


def test_an_ambiguous_place_is_settled_by_the_article():
    from lawgraph.extract.extractor import extract
    from lawgraph.model import Article

    nanjing = Article(text="鼓楼区司法局走访企业。", title="南京市司法局推进法律服务", publisher="南京日报")
    alone = Article(text="鼓楼区司法局走访企业。")
    assert {one.code for one in extract(nanjing).mentions} == {"320106"}
    assert {one.code for one in extract(alone).mentions} == {None}


def test_the_same_letters_mean_another_body_in_another_article(names):
    assert "中山市司法局" in names("市司法局印发通知。", "Institution", title="中山市基层治理见成效", publisher="中山日报")
    assert "青州市司法局" in names(HERE + "市司法局印发通知。", "Institution")


ANAPHORS = [
    ("包头市司法局召开会议。该局印发《包头市普法办法》。", ("包头市司法局", "issued", "《包头市普法办法》")),
    ("青州市人民法院召开会议。该院印发《青州市诉讼指南》。", ("青州市人民法院", "issued", "《青州市诉讼指南》")),
    ("包头市司法局召开会议。会后印发《包头市普法办法》。", ("包头市司法局", "issued", "《包头市普法办法》")),
]


@pytest.mark.parametrize(("text", "edge"), ANAPHORS)
def test_the_body_spoken_of_is_found_again(edges, text, edge):
    assert edge in edges(text)


def test_our_bureau_is_the_publisher_s(edges):
    found = edges("我局印发《普法工作办法》。", publisher="包头市司法局")
    assert ("包头市司法局", "issued", "《普法工作办法》") in found


def test_a_unit_is_part_of_its_body(edges):
    assert ("包头市司法局政治警务部", "partOf", "包头市司法局") in edges("包头市司法局政治警务部开展走访。")
    assert ("驻包头市司法局纪检监察组", "partOf", "包头市司法局") in edges("包头市司法局开会。驻局纪检监察组列席。")
    assert not edges("中国银行业协会与中国银行座谈。") & {("中国银行业协会", "partOf", "中国银行")}


def test_bodies_that_act_together(edges):
    assert ("宜宾市司法局", "cooperatesWith", "宜宾学院") in edges("宜宾市司法局与宜宾学院合作建成研究中心。")
    assert ("包头市司法局", "cooperatesWith", "包头市律师协会") in edges("包头市司法局联合市律师协会成立服务团。")
    assert not edges("包头市司法局走访了包头市公安局。")


def test_a_newspaper_that_only_reports_is_no_node(names):
    assert names("江津日报讯(记者甲)江津区公安局召开会议。", "Institution") == {"江津区公安局"}


SHORT = [
    ("青川县公安局召开会议,县局领导何文龙出席,省厅肯定了做法。", {"青川县公安局", "四川省公安厅"}),
    ("包头市司法局召开会议,市局机关党委书记王强讲话。", {"包头市司法局", "包头市司法局机关党委"}),
    ("两江新区司法局召开会议,区司法局局长讲话。", {"两江新区司法局"}),
    ("沂源县司法局河口司法所获奖。", {"沂源县司法局", "沂源县司法局河口司法所"}),
    ("广州仲裁委员会(以下简称“广仲”)换届,广仲聘任仲裁员。", {"广州市仲裁委员会"}),
]


@pytest.mark.parametrize(("text", "expected"), SHORT, ids=[row[0][:14] for row in SHORT])
def test_short_forms_are_read_in_the_system_of_the_article(names, text, expected):
    assert names(text, "Institution") == expected


def test_no_place_comes_out_of_a_brand(names):
    text = "某局召开会议。打造“岚山老娘舅”品牌,县委组织部部长孟庆霖出席。"
    assert not {name for name in names(text, "Institution") if "岚山" in name}
