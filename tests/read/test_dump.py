import json
import re

import pytest

from lawgraph.errors import ReadError
from lawgraph.read.byline import byline, cut_closing, cut_opening, names
from lawgraph.read.dump import read_dump
from lawgraph.read.furniture import Zone, is_furniture


def dump(path):
    return read_dump(path.read_text(encoding="utf-8"), path.name)


def test_government_page(data):
    article = dump(data / "gov.txt")
    assert article.title == "云岭市司法局召开行政执法监督工作会"
    assert (article.publisher, article.date) == ("云岭市司法局", "2022-03-01")
    assert article.creators == ("周明", "林小雨")
    assert article.text.split("\n") == [
        "2月28日，云岭市司法局召开行政执法监督工作会，局长何志远主持会议。",
        "压实监督责任",
        "会议要求，各县区司法局要完善监督制度，规范执法行为。",
        "图为会议现场。",
        "时间：3月10日前完成整改",
    ]


def test_public_account_page(data):
    article = dump(data / "wechat.txt")
    assert article.title == "法律援助暖人心 临河县这样做"
    assert (article.publisher, article.date) == ("临河县司法局", "2023-05-06")
    assert article.creators == ("临河司法", "苏婷", "罗大成")
    assert article.text.split("\n") == [
        "5月5日，临河县法律援助中心走进工地，为农民工讲解维权知识。",
        "“遇到欠薪怎么办？”工人老陈问。",
        "中心主任高翔一一解答，并留下了咨询电话。",
    ]


def test_newspaper_page_with_kicker_abstract_and_broken_paragraphs(data):
    article = dump(data / "paper.txt")
    assert article.title == "调解能手云岭故事汇"
    assert article.date == "2021-04-07"
    assert article.publisher == "南方法治报社"
    assert article.creators == ("郑重", "云岭市司法局")
    assert article.text.split("\n") == [
        "近年来，云岭市司法局培育金牌调解员，化解矛盾纠纷。去年，全市调解组织按照司法厅要求，调解纠纷三千件。",
        "据市司法局干部马兰介绍，调解员每月培训一次，成效明显。",
        "建好调解队伍",
        "老杨当了二十年调解员，被评为“全省模范人民调解员”。",
        "讲好调解故事",
        "去年，《云岭调解故事集》出版，市司法局印发各县区。",
    ]


def test_traditional_page(data):
    article = dump(data / "traditional.txt")
    assert (article.title, article.publisher, article.date) == (
        "臺江縣司法局舉辦普法講座",
        "法治時報",
        "2021-04-07",
    )
    assert article.creators == ("陳國華", "黃麗")
    assert len(article.text.split("\n")) == 2


@pytest.mark.parametrize("number", range(5))
def test_sample_dumps(shared, number):
    page = dump(shared / "articles" / f"seed-00{number}.txt")
    gold = json.loads((shared / "gold" / "articles" / f"seed-00{number}.json").read_text(encoding="utf-8"))
    expected = gold["source"]
    assert page.title == expected["title"]
    assert page.date == expected["published"]
    assert list(page.creators) == expected["creators"]
    # The annotator adds in parentheses which site reprinted it.
    assert page.publisher == (expected["publisher"] and re.sub(r"\(.*\)$", "", expected["publisher"]))
    for word in (
        "ICP",
        "责任编辑",
        "一审",
        "Copyright",
        "当前位置",
        "语音",
        "导读",
        "本报记者",
        "供稿",
        "通讯员 董",
    ):
        assert word not in page.text
    raw = re.sub(r"\s", "", (shared / "articles" / f"seed-00{number}.txt").read_text(encoding="utf-8"))
    assert len(re.sub(r"\s", "", page.text)) > 0.75 * len(raw)


@pytest.mark.parametrize(
    "foot",
    ["特此通知。", "云岭市司法局", "2021年4月7日", "联系人：马兰 电话：0871-1234567。", "一、临河县司法局"],
)
def test_text_below_the_last_paragraph_stays(foot):
    page = f"关于表彰先进的决定\n来源：云岭日报\n现将先进名单公布如下，请各单位学习。\n{foot}\n责任编辑：马兰"
    assert read_dump(page, "x").text.split("\n")[-1] == foot


@pytest.mark.parametrize(
    "line", ["主办单位：云岭市司法局", "时间：4月7日下午", "地点：云岭市和平路1号", "共有三家单位参加"]
)
def test_lines_of_a_notice_stay_inside_the_article(line):
    page = f"通知\n现就活动有关事项通知如下。\n{line}\n请准时参加。"
    assert line in read_dump(page, "x").text


def test_first_date_of_the_body_is_not_the_date():
    assert read_dump("云岭召开会议\n云岭市司法局2020年1月2日召开会议。\n会议由何志远主持。", "x").date is None


def test_original_title_in_the_foot_wins():
    page = "云岭头条今日推荐看点\n何志远调研司法所\n2021-04-07\n何志远到司法所调研。\n原标题：《何志远调研基层司法所》\n"
    assert read_dump(page, "x").title == "何志远调研基层司法所"


def test_related_list_in_the_middle_goes_and_long_text_behind_it_stays():
    long = "会后，云岭市司法局组织各县区司法局负责同志实地观摩了和平司法所规范化建设情况，并就下一步工作进行了交流讨论，何志远作了总结讲话。"
    text = read_dump(
        f"云岭召开会议\n云岭市司法局召开会议。\n相关阅读\n送法下乡进社区\n法援进万家。\n{long}", "x"
    ).text
    assert text == f"云岭市司法局召开会议。\n{long}"


def test_wrapped_page_is_joined():
    paragraph = "云岭市司法局近日召开会议，研究部署全市行政执法监督工作，局长何志远主持会议并讲话，各县区司法局负责同志参加会议，会议听取了有关情况的汇报，对下一步工作作出安排，要求各单位抓好落实。"
    lines = "\n".join(paragraph[i : i + 20] for i in range(0, len(paragraph), 20))
    assert read_dump(f"云岭召开会议\n2021-04-07\n\n{lines}", "x").text == paragraph


@pytest.mark.parametrize("page", ["首页 新闻\n打印\n滇ICP备05000000号", "登录", "***\n———"])
def test_page_of_furniture_alone_is_refused(page):
    with pytest.raises(ReadError, match="no article text"):
        read_dump(page, "x")


def test_single_sentence_is_an_article():
    assert read_dump("何志远任云岭市司法局局长", "-").text == "何志远任云岭市司法局局长"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("本报记者●王硕", ("王硕",)),
        ("记者 张三 通讯员 李四光", ("张三", "李四光")),
        ("文/张三 图/李四光", ("张三", "李四光")),
        ("一审：陈娟、吴靖宇", ("陈娟", "吴靖宇")),
        ("记者 王 伟", ("王伟",)),
        ("包头市司法局供稿", ("包头市司法局",)),
        ("市司法局编辑部", ("市司法局编辑部",)),
        ("记者走进社区", ()),
        ("法治报道", ()),
        ("记者了解到，会议召开。", ()),
        ("责任编辑：guanliyuan3", ()),
    ],
)
def test_byline(line, expected):
    assert byline(line) == expected


@pytest.mark.parametrize(
    ("paragraph", "text", "creators", "outlet"),
    [
        ("法治报道讯(通讯员 董定权) 正文。", "正文。", ("董定权",), "法治报道"),
        ("千龙网讯（记者 刘美君）9月2日，大会举行。", "9月2日，大会举行。", ("刘美君",), "千龙网"),
        ("新华社云岭4月7日电（记者 张三）会议召开。", "会议召开。", ("张三",), None),
        ("本报讯 记者张三 通讯员李四光报道：会议召开。", "会议召开。", ("张三", "李四光"), None),
        ("法治网消息（每日法治）：会议召开。", "会议召开。", (), "法治网"),
        ("市司法局（以下简称市局）召开会议。", "市司法局（以下简称市局）召开会议。", (), None),
        ("中新网消息灵通（记者)很多。", "中新网消息灵通（记者)很多。", (), None),
    ],
)
def test_cut_opening(paragraph, text, creators, outlet):
    assert cut_opening(paragraph) == (text, creators, outlet)


@pytest.mark.parametrize(
    ("paragraph", "text", "creators"),
    [
        ("会议强调落实。(包头市司法局供稿)", "会议强调落实。", ("包头市司法局",)),
        ("会议召开。（记者 张三）", "会议召开。", ("张三",)),
        ("会议召开。记者 张三", "会议召开。", ("张三",)),
        ("会议召开（据新华社报道）", "会议召开（据新华社报道）", ()),
        ("受表彰的有何志远（已故）", "受表彰的有何志远（已故）", ()),
    ],
)
def test_cut_closing(paragraph, text, creators):
    assert cut_closing(paragraph)[:2] == (text, creators)


def test_names_refuse_a_sentence():
    assert names("陈娟、吴靖宇") == ("陈娟", "吴靖宇")
    assert names("据介绍，今年") == ()


@pytest.mark.parametrize(
    ("line", "zone", "expected"),
    [
        ("【打印】【关闭】", Zone.BODY, True),
        ("打印店专项整治", Zone.BODY, False),
        ("沪公网安备31010602000299号", Zone.BODY, True),
        ("公安机关检查了ICP备案情况。", Zone.BODY, False),
        ("主办单位：云岭市司法局", Zone.BODY, False),
        ("主办单位：云岭市司法局", Zone.FOOT, True),
        ("人民网>>时政>>滚动新闻", Zone.HEAD, True),
        ("大中小" * 19 + "云", Zone.BODY, False),
        ("”", Zone.BODY, False),
    ],
)
def test_furniture(line, zone, expected):
    assert is_furniture(line, zone) is expected
