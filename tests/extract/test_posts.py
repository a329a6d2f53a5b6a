"""Posts: double and triple posts, posts before and after the name, lists, acting and former holders."""

import pytest

HOLDS = [
    ("包头市司法局党组书记、局长李明远主持会议。", {("李明远", "leads", "包头市司法局")}),
    ("包头市司法局副局长周立群出席。", {("周立群", "holdsPost", "包头市司法局")}),
    ("青川县委常委、政法委书记李明远,副县长、公安局局长张黎出席。",
     {("李明远", "holdsPost", "中国共产党青川县委员会"), ("李明远", "leads", "中共青川县委政法委员会"),
      ("张黎", "holdsPost", "青川县人民政府"), ("张黎", "leads", "青川县公安局")}),
    ("银川市司法局局长马建国介绍了经验。", {("马建国", "leads", "银川市司法局")}),
    ("宜宾市副市长王强,宜宾市司法局局长李红、副局长赵刚出席。",
     {("王强", "holdsPost", "宜宾市人民政府"), ("李红", "leads", "宜宾市司法局"), ("赵刚", "holdsPost", "宜宾市司法局")}),
    ("自治区党委书记石某某讲话。包头市委书记孟繁荣讲话。", {("孟繁荣", "leads", "中国共产党包头市委员会")}),
    ("包头市司法局副局长王强、赵刚、李红出席。",
     {("王强", "holdsPost", "包头市司法局"), ("赵刚", "holdsPost", "包头市司法局"), ("李红", "holdsPost", "包头市司法局")}),
    ("会议决定任命周立群为青州市司法局局长。", {("周立群", "leads", "青州市司法局")}),
    ("泉州市律师协会换届,大会选举何建农为会长,罗春凤、程小平为副会长。",
     {("何建农", "leads", "泉州市律师协会"), ("罗春凤", "holdsPost", "泉州市律师协会"), ("程小平", "holdsPost", "泉州市律师协会")}),
    ("免去周立群的青州市司法局局长职务。", {("周立群", "leads", "青州市司法局")}),
    ("周立群,男,汉族,1971年3月生,现任青州市司法局局长。", {("周立群", "leads", "青州市司法局")}),
    ("包头市司法局召开会议。李明远局长讲话。", {("李明远", "leads", "包头市司法局")}),
    ("包头市司法局机关党委专职副书记高宏伟发言。", {("高宏伟", "holdsPost", "包头市司法局机关党委")}),
    ("包头市司法局召开会议。办公室主任宁晓霞传达文件。", {("宁晓霞", "leads", "包头市司法局办公室")}),
    ("江津区公安局几江派出所所长吴国勋带队。", {("吴国勋", "leads", "江津区公安局几江派出所")}),
    ("山东省交通运输厅党组书记江成与大家交流。", {("江成", "leads", "山东省交通运输厅")}),
    ("包头市司法局局长高 颜出席。", {("高颜", "leads", "包头市司法局")}),
    ("喀什地区司法局局长艾尔肯·吐尼亚孜出席会议。", {("艾尔肯·吐尼亚孜", "leads", "喀什地区司法局")}),
    ("包头市司法局局长欧阳建国到任。", {("欧阳建国", "leads", "包头市司法局")}),
    ("包头市司法局局长张志刚以案说法。", {("张志刚", "leads", "包头市司法局")}),
    ("济南市政府副市长齐建中出席。", {("齐建中", "holdsPost", "济南市人民政府")}),
    ("沙洋小江湖监狱党委书记、监狱长唐怀远致辞。", {("唐怀远", "leads", "沙洋小江湖监狱")}),
    ("北塔区纪委副书记、监委副主任向振东列席。",
     {("向振东", "holdsPost", "中共北塔区纪律检查委员会"), ("向振东", "holdsPost", "北塔区监察委员会")}),
    ("无锡市司法局局长陈红为“最美法律服务人”颁奖。", {("陈红", "leads", "无锡市司法局")}),
    ("会议决定任命:李明为市司法局局长、赵军为市民政局局长。青州市人大常委会",
     {("李明", "leads", "青州市司法局"), ("赵军", "leads", "青州市民政局")}),
    ("免去赵刚青州市司法局局长职务,退休。", {("赵刚", "leads", "青州市司法局")}),
    ("聘任张三丰、李四光等20人为青州仲裁委员会仲裁员。",
     {("张三丰", "holdsPost", "青州市仲裁委员会"), ("李四光", "holdsPost", "青州市仲裁委员会")}),
    ("郑州中院党组书记、院长于东辉陪同。", {("于东辉", "leads", "郑州市中级人民法院")}),
    ("河南省高级人民法院开会。省法院副院长王绍华出席。", {("王绍华", "holdsPost", "河南省高级人民法院")}),
    ("四川鼎立律师事务所主任施杰发言。", {("施杰", "leads", "四川鼎立律师事务所")}),
    ("长春净月高新技术产业开发区人民法院院长马兰参加。", {("马兰", "leads", "长春净月高新技术产业开发区人民法院")}),
    ("时任包头市司法局局长的周明亮回忆了当年。", {("周明亮", "leads", "包头市司法局")}),
    ("湖州市公安局党委委员、副局长,长兴县委常委、政法委书记、公安局局长王建平到场。",
     {("王建平", "holdsPost", "湖州市公安局"), ("王建平", "holdsPost", "中国共产党长兴县委员会"),
      ("王建平", "leads", "中共长兴县委政法委员会"), ("王建平", "leads", "长兴县公安局")}),
    ("庐阳区司法局局长陈军、四级调研员李静陪同。", {("陈军", "leads", "庐阳区司法局"), ("李静", "holdsPost", "庐阳区司法局")}),
    ("蕉岭县检察院徐权(副检察长)获得证书。", {("徐权", "holdsPost", "蕉岭县人民检察院")}),
    ("张小强为武进区司法局副局长;\n", {("张小强", "holdsPost", "武进区司法局")}),
    ("秦芳,2011年起担任嘉善县委书记,拟任设区市副市长。", {("秦芳", "leads", "中国共产党嘉善县委员会")}),
    ("梅江區人民檢察院檢察長黃國銳匯報工作。", {("黄国锐", "leads", "梅江区人民检察院")}),
]


@pytest.mark.parametrize(("text", "expected"), HOLDS, ids=[row[0][:16] for row in HOLDS])
def test_posts_and_their_bodies(edges, text, expected):
    found = {edge for edge in edges(text) if edge[1] in {"leads", "holdsPost"}}
    assert found == expected


NOBODY = [
    "包头市司法局局长高度重视这项工作。",
    "和党员干部、群众代表一起学习。",
    "包头市司法局局长王某某被查。",
    "家住九原区的王先生来办理公证。",
    "法院院长负责制得到落实。",
    "曲周县人民法院派员,区政府副区长列席会议。",
    "司法所所长由具有法学背景的干部担任。",
    "全市党员干部代表参加,律师代表发言。",
    "经公示,拟任某局局长的人选尚未确定。",
    "老主任全力支持工作。",
    "包头市司法局局长于会上强调了三点。",
    "陈升常年在此执勤。",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_looks_like_a_name_and_is_none(names, text):
    assert names(text, "Official") == set()


def test_a_proposed_post_is_held_by_nobody_yet(edges):
    text = "周立群,男,1971年3月生,现任临江县司法局副局长,拟任青州市司法局局长。"
    found = edges(text)
    assert ("周立群", "holdsPost", "临江县司法局") in found
    assert ("周立群", "leads", "青州市司法局") not in found


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("青州市司法局原局长周立群回忆了当年。", "former"),
        ("免去周立群的青州市司法局局长职务。", "dismissed"),
        ("青州市司法局局长周立群讲话。", None),
    ],
)
def test_former_dismissed_and_present_holders_are_told_apart(text, modality):
    from lawgraph.extract.extractor import extract
    from lawgraph.model import Article

    (claim,) = [one for one in extract(Article(text=text)).claims if one.property == "leads"]
    assert claim.modality == modality


def test_the_title_is_kept_as_printed():
    from lawgraph.extract.extractor import extract
    from lawgraph.model import Article

    (claim,) = extract(Article(text="包头市司法局党组书记、局长李明远主持。", date="2021-03-23")).claims
    assert (claim.role, claim.observed) == ("党组书记、局长", "2021-03-23")


def test_private_persons_are_counted_and_left_out():
    from lawgraph.extract.extractor import extract
    from lawgraph.model import Article

    assert extract(Article(text="包头市司法局局长王某讲话。")).withheld == 1


def test_a_body_that_we_do_not_know_lends_nobody_its_post(edges):
    assert not edges("包头市司法局接待了来宾。越南国会主席王庭惠到访。") & {("王庭惠", "leads", "包头市司法局")}


def test_a_name_in_traditional_letters_keeps_its_printed_form():
    from lawgraph.extract.extractor import extract
    from lawgraph.model import Article

    (claim,) = extract(Article(text="梅江區人民檢察院檢察長黃國銳匯報工作。")).claims
    assert claim.subject.aliases == ("黃國銳",)
