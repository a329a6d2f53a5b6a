"""Who was given which honour: sentences of our own, with the edges that they must and must not give."""

from __future__ import annotations

import re

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.extract.rules import awards
from lawgraph.model import Article, Kind, Property


def edges(text: str, title: str = "") -> set[tuple[str, str]]:
    """The awards of a text; a unit is told without its bureau, since how it is named is another module's matter."""
    found = extract(Article(text=text, title=title)).claims
    return {(re.sub("^.*?(?:司法局|公安局)(?=.)", "", one.subject.name), one.object.name) for one in found if one.property is Property.AWARDED}


def honours(text: str) -> set[str]:
    return {one.name for one in extract(Article(text=text)).mentions if one.kind is Kind.HONOUR}


BUREAU, COURT, OFFICE = "青州市司法局", "青州市人民法院", "云门司法所"

GIVEN = [
    # the subject of a verb of receiving, or of 被
    ("近日,青州市司法局被省司法厅授予“全省法治宣传教育先进集体”荣誉称号。", {(BUREAU, "全省法治宣传教育先进集体")}),
    ("青州市司法局先后荣获全国人民调解工作先进集体、全省优秀司法局、市级文明单位等多项荣誉。", {(BUREAU, "全国人民调解工作先进集体"), (BUREAU, "全省优秀司法局"), (BUREAU, "市级文明单位")}),
    ("青州市司法局荣获全国、全省法治宣传教育先进集体。", {(BUREAU, "全国法治宣传教育先进集体"), (BUREAU, "全省法治宣传教育先进集体")}),
    ("青州市公安局城东派出所荣立集体二等功2次、三等功3次,所长赵建国荣立个人三等功1次。", {("城东派出所", "集体二等功"), ("城东派出所", "集体三等功"), ("赵建国", "个人三等功")}),
    ("青州市人民检察院检察官王晓燕荣获第九届全国“十佳公诉人”提名奖。", {("王晓燕", "全国“十佳公诉人”提名奖")}),
    ("周海涛同志先后荣获“全国优秀法官”“全省办案标兵”等称号,荣立二等功一次。", {("周海涛", "全国优秀法官"), ("周海涛", "全省办案标兵"), ("周海涛", "二等功")}),
    ("青州市司法局云门司法所获评第二批全省新时代“枫桥式”司法所。", {(OFFICE, "全省新时代“枫桥式”司法所")}),
    ("青州市司法局获评全国法律援助和公共法律服务工作先进集体。", {(BUREAU, "全国法律援助和公共法律服务工作先进集体")}),
    ("青州监狱获司法部授予“全国现代化文明监狱”称号。", {("青州监狱", "全国现代化文明监狱")}),
    ("青州市人民法院喜获由最高人民法院授予的“全国优秀法院”荣誉称号。", {(COURT, "全国优秀法院")}),
    ("青州市司法局在全市目标管理考核中被评为优秀单位。", {(BUREAU, "优秀单位")}),
    ("青州市未成年人保护中心荣获全国维护青少年权益先进集体。", {("青州市未成年人保护中心", "全国维护青少年权益先进集体")}),
    ("青州市司法局报送的《一码解纷》获评全省法治创新优秀案例。", {(BUREAU, "全省法治创新优秀案例")}),
    # lists, crowds with names
    ("青州市司法局、临海市司法局和兴化市司法局获评“全国先进司法局”。", {(BUREAU, "全国先进司法局"), ("临海市司法局", "全国先进司法局"), ("兴化市司法局", "全国先进司法局")}),
    ("青州市司法局等12个单位被评为“全省平安建设先进单位”。", {(BUREAU, "全省平安建设先进单位")}),
    ("青州市司法局局长郑伟、临海市司法局副局长吴敏(女)荣获“全国司法行政系统先进工作者”称号。", {("郑伟", "全国司法行政系统先进工作者"), ("吴敏", "全国司法行政系统先进工作者")}),
    ("柳平等38名律师被省司法厅荣记个人二等功。", {("柳平", "个人二等功")}),
    # places and systems
    ("沂源县荣获“平安铜鼎”,这是该县连续四年被评为省级平安县。", {("沂源县", "平安铜鼎"), ("沂源县", "省级平安县")}),
    ("青州市邵庄镇王辇村、弥河镇上院村被命名为第九批“全国民主法治示范村(社区)”。", {("王辇村", "全国民主法治示范村(社区)"), ("上院村", "全国民主法治示范村(社区)")}),
    ("青州市司法行政系统先后获得“全国公共法律服务工作先进集体”等国家级荣誉12项。", {("青州市司法行政系统", "全国公共法律服务工作先进集体")}),
    ("山东省青州市被授予全国“六五”普法先进县(市、区)称号。", {("青州市", "全国“六五”普法先进县(市、区)")}),
    ("宋佳怡获评“全国优秀律师”,来自公证战线的李秀英荣获“全国劳动模范”称号。", {("宋佳怡", "全国优秀律师"), ("李秀英", "全国劳动模范")}),
    # a subject said earlier
    ("青州市司法局因工作成绩突出,被市委、市政府记集体三等功。", {(BUREAU, "集体三等功")}),
    ("青州市司法局云门司法所所长黄建军,先后被评为全国司法所模范个人、全省人民调解能手。", {("黄建军", "全国司法所模范个人"), ("黄建军", "全省人民调解能手")}),
    ("泰兴市司法局局长莫辉扎根基层二十年。他先后荣获全省劳动模范等称号。", {("莫辉", "全省劳动模范")}),
    # the object of a verb of giving
    ("会议宣读决定,授予青州市司法局等12个单位“全市平安建设先进单位”称号,授予孙丽华等20名同志“全市平安建设先进个人”称号。", {(BUREAU, "全市平安建设先进单位"), ("孙丽华", "全市平安建设先进个人")}),
    ("省高级人民法院给青州市人民法院执行局记集体一等功。", {("青州市人民法院执行局", "集体一等功")}),
    ("省司法厅为青州市司法局记集体二等功一次,为张建国记个人三等功一次。", {(BUREAU, "集体二等功"), ("张建国", "个人三等功")}),
    ("市委、市政府将青州市司法局评为2022年度全市绩效考核先进单位。", {(BUREAU, "全市绩效考核先进单位")}),
    ("司法部追授周国平同志“全国司法行政系统一级英模”称号。", {("周国平", "全国司法行政系统一级英模")}),
    ("青州市司法局表彰王刚为优秀党务工作者。", {("王刚", "优秀党务工作者")}),
    ("国务院授予厦门市公安局思明分局莲前派出所“全国模范公安单位”称号。", {("思明分局莲前派出所", "全国模范公安单位")}),
    # named after, listed, beside
    ("青州市律师协会表彰了获得“全市十佳律师”称号的陈明、林芳和高建平。", {("陈明", "全市十佳律师"), ("林芳", "全市十佳律师"), ("高建平", "全市十佳律师")}),
    ("获得全省优秀司法所称号的有:青州市司法局云门司法所、沂源县司法局悦庄司法所。", {(OFFICE, "全省优秀司法所"), ("悦庄司法所", "全省优秀司法所")}),
    ("光荣榜\n●“全国模范公安单位”\n青州市公安局城东派出所\n●“全国优秀人民警察”\n青州市公安局刑侦大队大队长 姚建军\n沂源县公安局民警 宋小刚\n", {("城东派出所", "全国模范公安单位"), ("姚建军", "全国优秀人民警察"), ("宋小刚", "全国优秀人民警察")}),
    ("一、全市司法行政系统先进集体(2个)\n青州市司法局办公室\n沂源县司法局\n二、全市司法行政系统先进个人(3名)\n张建国 李秀英 王德胜\n", {("办公室", "全市司法行政系统先进集体"), ("沂源县司法局", "全市司法行政系统先进集体"), ("张建国", "全市司法行政系统先进个人"), ("李秀英", "全市司法行政系统先进个人"), ("王德胜", "全市司法行政系统先进个人")}),
    ("全国模范人民调解员刘桂兰来到现场。", {("刘桂兰", "全国模范人民调解员")}),
    ("“全国劳动模范”、青州市公证处主任马立新作了报告。", {("马立新", "全国劳动模范")}),
    ("全国道德模范提名奖获得者杨秀英走上讲台。", {("杨秀英", "全国道德模范提名奖")}),
    ("省司法厅公布全省“枫桥式”司法所名单,青州市云门司法所榜上有名。", {("青州市云门司法所", "全省“枫桥式”司法所")}),
]


@pytest.mark.parametrize(("text", "expected"), GIVEN)
def test_who_got_what(text: str, expected: set[tuple[str, str]]) -> None:
    assert edges(text) == expected


#: No edge at all: planned, asked for, denied, a crowd, a meeting, a program, another thing got.
NOTHING = [
    "青州市司法局正在积极争创全国文明单位。",
    "青州市司法局被市委推荐为全省先进集体。",
    "拟授予青州市司法局“全省先进集体”称号,现予公示。",
    "青州市司法局申报全国先进司法局。",
    "在评选中,青州市司法局未获“全省先进集体”称号。",
    "青州市司法局有望获评全国文明单位。",
    "市司法局局长李志强为荣获“全市优秀律师”称号的律师代表颁奖。",
    "青州市司法局5名干警荣立个人三等功,3个司法所被评为省级“枫桥式”司法所。",
    "青州市司法局多名干警先后获评“优秀共产党员”。",
    "为表彰先进,市委政法委决定对获得“平安建设先进单位”的20个单位予以通报表扬。",
    "青州市司法局通过了“全国文明单位”复审。",
    "青州市开展“优秀司法所”评选活动。",
    "青州市司法局举行“最美司法人”颁奖仪式。",
    "青州市司法局打造“党建先锋”品牌,获得群众一致好评。",
    "马立新获得了国家法律职业资格证书。",
    "青州市司法局获得财政支持200万元。",
    "青州市公安局民警抓获嫌疑人3名,查获毒品一批。",
    "赵建国当选为青州市律师协会会长。",
    "青州市司法局被列为全省公共法律服务试点单位。",
    "青州市司法局组织观看全国劳动模范先进事迹报告会。",
    "青州市司法局召开表彰大会,表彰全市优秀司法所10个、优秀人民调解员20名。",
    "青州市司法局获得群众赠送的锦旗一面。",
    "赣州市、吉安市、南昌市3个设区市司法局获得全国地市级人民调解宣传工作先进单位。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nobody_got_anything(text: str) -> None:
    assert edges(text) == set()


def test_a_crowd_leaves_the_honour_as_a_node() -> None:
    assert honours("青州市司法局5名干警荣立个人三等功。") == {"个人三等功"}


def test_the_giver_is_never_the_recipient() -> None:
    found = [one for one in extract(Article(text="2019年,青州市人民法院被最高人民法院、共青团中央授予全国青少年维权岗称号。")).claims if one.property is Property.AWARDED]
    assert [(one.subject.name, one.conferred_by) for one in found] == [(COURT, "最高人民法院、共青团中央")]


def test_times_are_counted() -> None:
    found = extract(Article(text="青州市公安局荣立集体二等功2次、三等功3次。")).claims
    assert {one.object.name: one.count for one in found if one.property is Property.AWARDED} == {"集体二等功": 2, "集体三等功": 3}


def test_a_personal_honour_never_goes_to_a_body() -> None:
    assert edges("青州市司法局扎根基层。\n先后获得“省优秀人民调解员”等荣誉。") == set()


def test_a_person_in_the_title_is_the_pronoun() -> None:
    text = "清晨六点,老街已经热闹起来。\n他叫王德胜,是有名的调解员。二十年来,他先后获得“省优秀人民调解员”“市劳动模范”等荣誉。"
    assert edges(text, "王德胜:老街上的和事佬") == {("王德胜", "省优秀人民调解员"), ("王德胜", "市劳动模范")}


def test_batch_and_level_are_other_forms_of_one_name() -> None:
    found = extract(Article(text="青州市司法局捧得第七届山东省“人民满意的公务员集体”奖牌。")).mentions
    honour = next(one for one in found if one.kind is Kind.HONOUR)
    assert {"“人民满意的公务员集体”", "人民满意的公务员集体", "第七届山东省“人民满意的公务员集体”"} <= {honour.name, *honour.aliases}


def test_an_honour_for_bodies_is_no_body() -> None:
    found = extract(Article(text="青州市王府街道人民调解委员会荣获“全国模范人民调解委员会”称号。")).mentions
    assert "全国模范人民调解委员会" not in {one.name for one in found if one.kind is Kind.INSTITUTION}


@pytest.mark.parametrize("rule", awards.RULES, ids=lambda rule: rule.name)
def test_each_rule_finds_its_own_example(rule: awards.Rule) -> None:
    found = {(one.subject.name, one.object.name) for one in extract(Article(text=rule.example)).claims if one.rule == rule.name}
    assert (rule.expects.subject, rule.expects.object) in found
