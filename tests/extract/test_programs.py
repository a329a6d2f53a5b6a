"""Programs and who launches or implements them, on sentences of our own making."""

from __future__ import annotations

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.extract.rules import launches
from lawgraph.model import Article, Kind

#: A sentence and the edges of programs that it says: (body, property, program).
EDGES = [
    # quotation marks
    ("东昌府区司法局打造“法润东昌”普法品牌。", [("东昌府区司法局", "launched", "“法润东昌”普法品牌")]),
    ("青州市人民法院探索“法官+网格员”解纷模式。", [("青州市人民法院", "launched", "“法官+网格员”解纷模式")]),
    ("青州市公安局启动“护蕾2023”专项行动,严打侵害未成年人犯罪。", [("青州市公安局", "launched", "“护蕾2023”专项行动")]),
    (
        "青州市公安局部署开展“净网2022”“昆仑2022”等专项行动。",
        [("青州市公安局", "launched", "“净网2022”专项行动"), ("青州市公安局", "launched", "“昆仑2022”专项行动")],
    ),
    (
        "青州市强制隔离戒毒所创办“戒毒学堂”和“心灵氧吧”。",
        [("青州市强制隔离戒毒所", "launched", "“戒毒学堂”"), ("青州市强制隔离戒毒所", "launched", "“心灵氧吧”")],
    ),
    (
        "青州市司法局创新“三色预警”工作法、“四必访”机制等8项经验做法。",
        [("青州市司法局", "launched", "“三色预警”工作法"), ("青州市司法局", "launched", "“四必访”机制")],
    ),
    (
        "青州市司法局推出“法律服务超市”、“掌上法援”小程序、“律师说法”直播间。",
        [
            ("青州市司法局", "launched", "“法律服务超市”"),
            ("青州市司法局", "launched", "“掌上法援”小程序"),
            ("青州市司法局", "launched", "“律师说法”直播间"),
        ],
    ),
    (
        "青州市司法局培育“红烛先锋”“法援惠民”等6个服务品牌。",
        [("青州市司法局", "launched", "“红烛先锋”服务品牌"), ("青州市司法局", "launched", "“法援惠民”服务品牌")],
    ),
    ("青州仲裁委员会上线“云仲裁”平台。", [("青州市仲裁委员会", "launched", "“云仲裁”平台")]),
    ("青州市人民检察院设立“未检云站”工作室。", [("青州市人民检察院", "launched", "“未检云站”工作室")]),
    ("青州市司法局推行行政处罚“首违不罚”清单制度。", [("青州市司法局", "launched", "“首违不罚”清单制度")]),
    ("青州市司法局发布“青州公共法律服务地图”。", [("青州市司法局", "launched", "“青州公共法律服务地图”")]),
    ("青州市司法局开展以“尊崇宪法”为主题的宪法宣传周活动。", [("青州市司法局", "launched", "“尊崇宪法”宪法宣传周")]),
    (
        "青州市司法局城郊司法所提炼“听得细、讲得清”的“四步”调解工作法。",
        [("青州市司法局城郊司法所", "launched", "“四步”调解工作法")],
    ),
    (
        "青州市公安局举行“青警云”智慧警务平台上线仪式。",
        [("青州市公安局", "launched", "“青警云”智慧警务平台")],
    ),
    ("青州监狱与市妇联建立“黄丝带”帮教基地。", [("青州监狱", "launched", "“黄丝带”帮教基地"), ("青州市妇女联合会", "launched", "“黄丝带”帮教基地")]),
    # without quotation marks
    ("青州市司法局深入开展司法所标准化创建三年行动。", [("青州市司法局", "launched", "司法所标准化创建三年行动")]),
    ("青州市司法局推进法治政府建设示范创建活动。", [("青州市司法局", "launched", "法治政府建设示范创建活动")]),
    (
        "青州市司法局组织开展社区矫正安全隐患大排查大整治专项行动。",
        [("青州市司法局", "launched", "社区矫正安全隐患大排查大整治专项行动")],
    ),
    ("青州市司法局建成全市首个民法典广场。", [("青州市司法局", "launched", "民法典广场")]),
    ("青州市司法局在地铁二号线开通宪法专列。", [("青州市司法局", "launched", "宪法专列")]),
    ("青州市人民法院建成全市首个少年法庭教育基地。", [("青州市人民法院", "launched", "少年法庭教育基地")]),
    ("青州市司法局开展局领导包联乡镇司法所活动。", [("青州市司法局", "launched", "局领导包联乡镇司法所活动")]),
    ("青州市法律援助中心推行证明事项告知承诺制。", [("青州市法律援助中心", "launched", "证明事项告知承诺制")]),
    # told in other ways
    ("青州市司法局“法润青州”微信公众号正式上线。", [("青州市司法局", "launched", "“法润青州”微信公众号")]),
    ("青州市人民检察院的“益心为公”工作室揭牌。", [("青州市人民检察院", "launched", "“益心为公”工作室")]),
    ("由青州市司法局研发的“青法通”平台投入使用。", [("青州市司法局", "launched", "“青法通”平台")]),
    ("5月8日,青州市司法局举行“法润乡村”行动启动仪式。", [("青州市司法局", "launched", "“法润乡村”行动")]),
    ("青州市司法局局长周立群指出,今年以来,该局开展“护企行”专项行动。", [("青州市司法局", "launched", "“护企行”专项行动")]),
    # brands that stand behind their owners
    (
        "青州市人民检察院“青检护苗”、历城区人民检察院“泉城益心”两个特色品牌获得二等奖。",
        [("青州市人民检察院", "launched", "“青检护苗”"), ("历城区人民检察院", "launched", "“泉城益心”")],
    ),
    (
        "青州市人民检察院青检“护河小分队”、历城区人民检察院“小石榴”未检工作室2个特色品牌获得优秀奖。",
        [("青州市人民检察院", "launched", "青检“护河小分队”"), ("历城区人民检察院", "launched", "“小石榴”未检工作室")],
    ),
    ("青州市人民检察院“稷下护苗”获评全省检察机关十佳文化品牌。", [("青州市人民检察院", "launched", "“稷下护苗”")]),
    (
        "青州市人民法院“云门调解”工作室、历城区人民法院“泉城”法官工作室等5个品牌获奖。",
        [("青州市人民法院", "launched", "“云门调解”工作室"), ("历城区人民法院", "launched", "“泉城”法官工作室")],
    ),
    # what a quotation goes on with
    ("青州市司法局加强“智慧矫正”体系建设。", [("青州市司法局", "launched", "“智慧矫正”体系建设")]),
    ("青州市司法局开展“学思践悟,赛出风采”每月之星评选。", [("青州市司法局", "launched", "“学思践悟,赛出风采”每月之星评选")]),
    ("青州市司法局持续深化行政立法、行政执法、行政复议“三段融合”创新实践。", [("青州市司法局", "launched", "“三段融合”创新实践")]),
    ("青州市司法局在全省率先提出“主动司法”工作理念。", [("青州市司法局", "launched", "“主动司法”工作理念")]),
    ("青州市司法局把“以奖代补”工作机制贯穿其中。", [("青州市司法局", "launched", "“以奖代补”工作机制")]),
    ("青州市司法局坚持“三项暖心服务”。", [("青州市司法局", "launched", "“三项暖心服务”")]),
    ("青州市司法局举办“学习贯彻法治思想专题轮训班”4期。", [("青州市司法局", "launched", "“学习贯彻法治思想专题轮训班”")]),
    ("青州市司法局实行“证明事项告知承诺制”:申请人写下承诺书。", [("青州市司法局", "launched", "“证明事项告知承诺制”")]),
    # named places and systems
    ("青州市人民法院上线运行青法智能卷宗3.0系统。", [("青州市人民法院", "launched", "青法智能卷宗3.0系统")]),
    ("青州市人民法院推行互联网诉讼服务平台。", [("青州市人民法院", "launched", "互联网诉讼服务平台")]),
    ("青州市司法局打造集宣传、咨询于一体的云门山法治文化馆,开发“数字云门”小程序。", [
        ("青州市司法局", "launched", "云门山法治文化馆"),
        ("青州市司法局", "launched", "“数字云门”小程序"),
    ]),
    ("青州市强制隔离戒毒所与两家医院签约共建戒毒人员康复基地。", [("青州市强制隔离戒毒所", "launched", "戒毒人员康复基地")]),
    ("青州市司法局推行村(社区)法律顾问试点工作。", [("青州市司法局", "launched", "村(社区)法律顾问试点工作")]),
    ("青州市司法局以民主法治示范村(社区)创建为抓手,打造新高地。", [("青州市司法局", "launched", "民主法治示范村(社区)创建")]),
    # parallel items
    ("青州市司法局开展宪法进机关、宪法进校园、普法责任单位年度等级评定等12项主题活动。", [
        ("青州市司法局", "launched", "宪法进机关"),
        ("青州市司法局", "launched", "宪法进校园"),
        ("青州市司法局", "launched", "普法责任单位年度等级评定"),
    ]),
    ("青州市司法局开展“宪法进机关”“宪法进农村”等活动。", [("青州市司法局", "launched", "宪法进机关"), ("青州市司法局", "launched", "宪法进农村")]),
    # a partner's likeness is no partner
    ("同属潍坊法院系统的青州市人民法院走出新路:推行“族老调解”工作机制。", [("青州市人民法院", "launched", "“族老调解”工作机制")]),
    # another's undertaking
    ("青州市司法局承担并完成全国政法队伍教育整顿试点,用时四个月。", [("青州市司法局", "implements", "全国政法队伍教育整顿试点")]),
    ("青州市司法局圆满完成了全国行政复议改革试点任务。", [("青州市司法局", "implements", "全国行政复议改革试点")]),
    (
        "青州市司法局承担了司法部社区矫正信息化建设、山东省公共法律服务均等化示范等国家级、省级试点任务。",
        [
            ("青州市司法局", "implements", "社区矫正信息化建设"),
            ("青州市司法局", "implements", "山东省公共法律服务均等化示范"),
        ],
    ),
    ("青州市司法局按照司法所规范化建设三年行动的部署,改造司法所六个。", [("青州市司法局", "implements", "司法所规范化建设三年行动")]),
]

#: Sentences that say nothing of a program's launch.
NO_EDGE = [
    "青州市司法局坚持“以人民为中心”的发展思想,打通服务群众“最后一公里”。",
    "青州市司法局坚持“四个结合”,突出“三个重点”,实现“两个提升”。",
    "青州市司法局着力锻造“司法铁军”,树立“忠诚担当”形象。",
    "青州市司法局开展普法宣传活动,举办法律知识竞赛活动。",
    "青州市司法局组织干警开展志愿服务活动和送法进社区活动。",
    "青州市司法局拟推出“法援直通车”项目。",
    "下一步,青州市司法局将开展“法润企业”专项活动,打造“青法通”平台。",
    "青州市司法局要求,要深入开展“百日会战”专项行动。",
    "青州市司法局局长周立群表示,该局将继续擦亮“法润青州”品牌。",
    "青州市司法局制作展板介绍教育整顿有关情况。",
    "青州市司法局贯彻《人民调解法》,创新调解方式。",
    "青州市司法局打造群众“信得过、叫得响”的服务窗口。",
    "青州市司法局深化主题教育成果。",
    "全省各级人民法庭总结出“五步调解法”。",
    "青州市司法局听取开展作风建设大讨论活动等工作进展情况。",
    "青州市司法局制定三年行动计划。",
    "青州市司法局推动解决“老大难”问题。",
    "青州市司法局获得群众“点赞”,形成“比学赶超”的良好氛围。",
    "青州市司法局构建“党委领导、政府负责、社会协同”的工作格局。",
    "青州市司法局推行“不见面”办理,实行“一人一策”。",
    "青州市公安局在“百日行动”中抓获嫌疑人30名。",
    "青州市司法局印发通知,要求各司法所开展“大排查”活动。",
    "青州市司法局召开会议。会议强调,要推行“首问负责”机制。",
    "青州市司法局当好法治青州建设的“施工队”和“先行军”。",
    "青州市司法局搭建公共法律服务平台。",
    "青州市司法局下载“青视网”客户端。",
    "青州市司法局以全国文明城市创建为契机,开展义诊活动。",
    "青州市司法局坚持“三项纪律”,坚持“四项基本制度”。",
    "青州市司法局率先提出“平安青州”建设目标。",
    "青州市公安局纵深推进扫黑除恶专项斗争,打掉团伙3个。",
    "我省律师行业开展“律师进园区”活动。",
    "青州市司法局组织宪法进机关宣传。",
]

#: Sentences in which a program is named, though nobody launches it.
NODES = [
    ("多年来,“老周说法”工作室深受群众欢迎。", "“老周说法”工作室"),
    ("青州市司法局拟推出“法援直通车”项目。", "“法援直通车”项目"),
    ("青州市人大代表演示了青州智慧矫正大数据监督平台。", "青州智慧矫正大数据监督平台"),
]


def edges(text: str, *properties: str) -> list[tuple[str, str, str]]:
    """Return the edges to programs that an article of this text gives."""
    found = extract(Article(text=text, date="2023-05-10"))
    return [
        (claim.subject.name, str(claim.property), claim.object.name)
        for claim in found.claims
        if claim.object.kind is Kind.PROGRAM and claim.property in properties
    ]


@pytest.mark.parametrize(("text", "expected"), EDGES)
def test_edges(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert sorted(edges(text, "launched", "implements")) == sorted(expected)


@pytest.mark.parametrize("text", NO_EDGE)
def test_no_edge(text: str) -> None:
    assert edges(text, "launched", "implements") == []


@pytest.mark.parametrize(("text", "name"), NODES)
def test_named_only(text: str, name: str) -> None:
    found = extract(Article(text=text, date="2023-05-10"))
    assert name in {mention.name for mention in found.mentions if mention.kind is Kind.PROGRAM}
    assert not edges(text, "launched")


def test_a_unit_named_before_goes_by_its_kind() -> None:
    text = "青州市人民检察院设有“小石榴”未成年人检察工作室。\n成立以来,工作室先后荣获多项荣誉;开展“护苗百场宣讲”活动。"
    assert edges(text, "launched") == [("“小石榴”未成年人检察工作室", "launched", "“护苗百场宣讲”活动")]


def test_a_brand_launches_nothing() -> None:
    text = "青州市人民法院王府人民法庭打造“牡丹法庭”特色品牌,服务花农。\n牡丹法庭创建“一枝一叶”家事审判特色品牌。"
    assert {subject for subject, *_ in edges(text, "launched")} == {"青州市人民法院王府人民法庭"}


@pytest.mark.parametrize("rule", launches.RULES, ids=lambda rule: rule.id)
def test_each_rule_finds_its_example(rule) -> None:
    found = extract(Article(text=rule.example, date="2023-05-10"))
    assert any(
        claim.rule == rule.name and (claim.subject.name, claim.property, claim.object.name) == (rule.expects.subject, rule.expects.property, rule.expects.object)
        for claim in found.claims
    )


def test_a_central_body_that_is_only_mentioned_launches_nothing() -> None:
    text = "国家禁毒委员会办公室设在公安部。一是抓好宣传。推动禁毒“五进”活动。"
    assert edges(text, "launched") == []


def test_a_title_is_never_cut() -> None:
    text = "会上宣读了《青州市司法局开展“百日攻坚”专项行动实施方案》。青州市司法局落实《人民调解法》。"
    found = extract(Article(text=text, date="2023-05-10"))
    assert not [mention.name for mention in found.mentions if mention.kind is Kind.PROGRAM]


def test_forms_of_a_name_across_articles() -> None:
    found = extract(Article(text="青州市司法局打造基层治理“法润青州”特色品牌。", date="2023-05-10"))
    program = next(mention for mention in found.mentions if mention.kind is Kind.PROGRAM)
    forms = {program.name, *program.aliases}
    assert {"法润青州", "“法润青州”", "“法润青州”品牌", "法润青州品牌", "“法润青州”特色品牌"} <= forms


def test_a_short_form_is_the_same_program() -> None:
    text = "青州市司法局研发“青州社矫风险预警平台”精准发现隐患。此后,该局升级风险预警平台,开展队伍教育整顿。"
    found = extract(Article(text=text, date="2023-05-10"))
    assert {mention.name for mention in found.mentions if mention.kind is Kind.PROGRAM} == {"“青州社矫风险预警平台”", "政法队伍教育整顿"}


def test_names_begin_and_end_with_words() -> None:
    text = "青州市司法局明确了开展好队伍教育整顿凝聚人心的意义,推动“八五”普法规划实施,开展护航民营经济专项行动。"
    for mention in extract(Article(text=text, date="2023-05-10")).mentions:
        if mention.kind is Kind.PROGRAM:
            assert not mention.name.startswith(("好", "了", "、", "的", "和")), mention.name
