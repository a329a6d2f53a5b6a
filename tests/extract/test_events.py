"""Events, who held them and who was there, on sentences of our own making."""

from __future__ import annotations

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.extract.rules import events
from lawgraph.model import Article, Kind

EDGES = [
    ("3月9日,青州市司法局召开社区矫正工作推进会。", [("青州市司法局", "held", "社区矫正工作推进会")]),
    ("近日,青州市人民法院举办“法官说法”知识讲座。", [("青州市人民法院", "held", "“法官说法”知识讲座")]),
    ("5月8日,青州市法学会第三次会员代表大会在市委党校召开。", [("青州市法学会", "held", "青州市法学会第三次会员代表大会")]),
    (
        "青州市司法局召开人民调解工作座谈会。局长周立群出席会议并讲话,副局长王志明主持会议。",
        [
            ("青州市司法局", "held", "人民调解工作座谈会"),
            ("周立群", "attended", "人民调解工作座谈会"),
            ("王志明", "attended", "人民调解工作座谈会"),
        ],
    ),
    (
        "6月2日,全市政法工作会议在市影剧院隆重召开。青州市司法局局长周立群在会上作交流发言。",
        [("周立群", "attended", "全市政法工作会议")],
    ),
    ("9月2日,全省法治建设表彰大会在京举行。青州市司法局局长周立群作为代表参会。", [("周立群", "attended", "全省法治建设表彰大会")]),
    (
        "2月28日,青州市人大常委会召开会议。青州市第六届人民代表大会常务委员会第二次会议召开,青州市人大常委会主任王志明主持会议。",
        [
            ("青州市人民代表大会常务委员会", "held", "青州市第六届人民代表大会常务委员会第二次会议"),
            ("王志明", "attended", "青州市第六届人民代表大会常务委员会第二次会议"),
        ],
    ),
    ("3月23日,青州市司法局局长王志明为全体干警上了一堂生动的“党课”。", [("王志明", "attended", "“党课”")]),
    ("公证工作调研座谈会由青州市司法局副局长王志明主持。", [("王志明", "attended", "公证工作调研座谈会")]),
    ("9月26日,青州监狱举办“开放日”活动。", [("青州监狱", "held", "“开放日”活动")]),
    ("行政复议工作座谈会在青州市司法局会议室召开。", [("青州市司法局", "held", "行政复议工作座谈会")]),
    # events by their form
    (
        "2月27日,青州监狱举办了以“展示风貌”为主题的开放日活动,副监狱长周立群在座谈会上作了介绍。",
        [("青州监狱", "held", "“展示风貌”主题开放日活动"), ("周立群", "attended", "“展示风貌”主题开放日活动")],
    ),
    (
        "当天上午,由青州市普法办、青州市司法局主办,青州市法学会协办的“弘扬宪法精神”主题活动举行。青州市司法局局长周立群参加活动。",
        [
            ("青州市普法办", "held", "“弘扬宪法精神”主题活动"),
            ("青州市司法局", "held", "“弘扬宪法精神”主题活动"),
            ("周立群", "attended", "“弘扬宪法精神”主题活动"),
        ],
    ),
    ("12日上午,青州市司法局召开座谈会,局长周立群分享了经历。", [("青州市司法局", "held", "青州市司法局座谈会"), ("周立群", "attended", "青州市司法局座谈会")]),
    (
        "青州市司法局开展“法助振兴”系列公益活动。局长周立群主持启动仪式。",
        [("周立群", "attended", "“法助振兴”系列公益活动启动仪式")],
    ),
    (
        "青州市特殊人员收治中心设立于2014年;2021年5月6日,该中心新院揭牌仪式举行,青州市司法局局长周立群出席并讲话。",
        [("周立群", "attended", "青州市特殊人员收治中心新院揭牌仪式")],
    ),
    ("5月6日,青州市司法局局长周立群参加青州市公安局庆祝警察节表彰会。", [("青州市公安局", "held", "青州市公安局庆祝警察节表彰会"), ("周立群", "attended", "青州市公安局庆祝警察节表彰会")]),
    ("青州市司法局局长周立群参加青州市人民政府组织的禁毒宣传启动仪式。", [("青州市人民政府", "held", "禁毒宣传启动仪式"), ("周立群", "attended", "禁毒宣传启动仪式")]),
    (
        "5月6日,青州市司法局召开半年工作总结暨表彰会。局长周立群出席并作“两个确立”主题专题党课。",
        [("青州市司法局", "held", "半年工作总结暨表彰会"), ("周立群", "attended", "半年工作总结暨表彰会")],
    ),
    (
        "青州市公安局举行民警荣誉奖章颁授仪式。政委王志明主持仪式,副市长、公安局长周立群出席。",
        [
            ("青州市公安局", "held", "民警荣誉奖章颁授仪式"),
            ("王志明", "attended", "民警荣誉奖章颁授仪式"),
            ("周立群", "attended", "民警荣誉奖章颁授仪式"),
        ],
    ),
]

NOTHING = [
    "青州市司法局统筹召开分片工作会议,听取意见。",
    "青州市司法局定期召开人民调解工作联席会议。",
    "举办这样的讲座是为了答疑解惑。",
    "青州市司法局要求每月召开矛盾纠纷分析会。",
    "青州市司法局多次召开队伍建设推进会。",
    "青州市司法局举办各类法治讲座80余场。",
    "各工作组召集人参加会议。",
    "青州市司法局计划举办律师业务培训班。",
    "青州市司法局召开座谈会,听取意见。",
    "青州市司法局每月举办以“清风”为主题的开放日活动。",
    "市律协会长周立群召集工作小组成员举行工作会议。",
    "青州市司法局通过召开座谈会等形式征求意见。",
]


def edges(text: str) -> list[tuple[str, str, str]]:
    """Return the edges to events that an article of this text gives."""
    found = extract(Article(text=text, date="2023-05-10"))
    return sorted({(claim.subject.name, str(claim.property), claim.object.name) for claim in found.claims if claim.object.kind is Kind.EVENT})


@pytest.mark.parametrize(("text", "expected"), EDGES)
def test_edges(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert edges(text) == sorted(expected)


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(text: str) -> None:
    found = extract(Article(text=text, date="2023-05-10"))
    assert not [mention.name for mention in found.mentions if mention.kind is Kind.EVENT]


@pytest.mark.parametrize("rule", events.RULES, ids=lambda rule: rule.id)
def test_each_rule_finds_its_example(rule) -> None:
    found = extract(Article(text=rule.example, date="2023-05-10"))
    assert any(
        claim.rule == rule.name and (claim.subject.name, claim.property, claim.object.name) == (rule.expects.subject, rule.expects.property, rule.expects.object)
        for claim in found.claims
    )


def test_guests_named_in_a_later_paragraph_of_the_one_meeting() -> None:
    text = "5月6日,青州市律师协会召开行业党建工作推进会。\n青州市司法局副局长王志明列席会议。"
    assert ("王志明", "attended", "行业党建工作推进会") in edges(text)


def test_whose_words_are_studied_was_not_there() -> None:
    text = "5月6日,青州市司法局召开司法所建设部署会,传达学习省司法厅厅长王志明讲话精神,局长周立群主持会议。"
    assert ("周立群", "attended", "司法所建设部署会") in edges(text)
    assert ("王志明", "attended", "司法所建设部署会") not in edges(text)


def test_an_event_spoken_of_is_a_node() -> None:
    for text, name in (("6月4日在青州市禁毒工作电视电话会议上,该所被评为先进单位。", "青州市禁毒工作电视电话会议"), ("近日,全国公安系统立功集体表彰大会上传来喜讯。", "全国公安系统立功集体表彰大会")):
        found = extract(Article(text=text, date="2023-05-10"))
        assert name in {mention.name for mention in found.mentions if mention.kind is Kind.EVENT}
    found = extract(Article(text="青州市司法局学习了全国公安工作会议上的讲话,在全国扫黄打非工作会议上的讲话。", date="2023-05-10"))
    assert "全国扫黄打非工作会议" in {mention.name for mention in found.mentions if mention.kind is Kind.EVENT}
