"""National bodies and their heads in general news: whose ministry it is, and what is no body at all."""

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Kind


def named(text, kind=Kind.INSTITUTION):
    return sorted({one.name for one in extract(Article(text=text)).mentions if one.kind is kind})


def posts(text):
    return {(one.subject.name, one.property.value, one.object.name) for one in extract(Article(text=text)).claims}


@pytest.mark.parametrize("other", ["国家数据局", "国家统计局", "国家医疗保障局"])
def test_two_national_bodies_of_one_article_stay_two(other):
    found = named(f"{other}今天发布数据。国家发展改革委发布通知。")
    assert found == sorted([other, "国家发展和改革委员会"])


def test_the_congress_is_not_its_standing_committee():
    found = named("全国人大表决通过决定。全国人大常委会审议草案。")
    assert found == ["全国人民代表大会", "全国人民代表大会常务委员会"]


def test_the_party_school_is_one_under_both_its_names():
    assert named("研讨班在中央党校(国家行政学院)开班。中央党校举行庆祝大会。") == ["中共中央党校"]


@pytest.mark.parametrize(
    "text",
    ["乌国防部发布消息。国防部情报总局称行动结束。", "据阿塞拜疆国防部消息,国防部人员撤离。", "陪同越共中央政治局委员、中央书记处书记王某会见。"],
)
def test_a_ministry_or_party_body_of_another_country_is_not_china_s(text):
    assert not {"中华人民共和国国防部", "中央书记处"} & set(named(text))


def test_china_s_ministry_is_told_beside_another_s():
    assert "中华人民共和国国防部" in named("乌国防部发布消息。中国国防部发言人答问。")
    assert "中央书记处" in named("会见越共中央总书记后,中共中央政治局常委、中央书记处书记王某讲话。")


def test_letters_of_the_law_are_no_court():
    assert "最高人民法院" not in named("宪法是国家的最高法律规范。")
    assert "最高人民法院" in named("最高法发布典型案例。")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("国务院总理王大明签署国务院令。", ("王大明", "leads", "中华人民共和国国务院")),
        ("国务院副总理王大明出席会议。", ("王大明", "holdsPost", "中华人民共和国国务院")),
        ("中国全国人大常委会委员长王大明访问。", ("王大明", "leads", "全国人民代表大会常务委员会")),
    ],
)
def test_heads_of_state_organs_hold_their_posts(text, claim):
    assert claim in posts(text)


def test_a_country_is_nobody():
    assert named("乌克兰总统表示,联合国秘书长阿富汗问题特别代表到访。", Kind.OFFICIAL) == []


def test_a_special_region_s_government_is_one_under_its_names():
    assert named("香港特区政府举行仪式。香港特别行政区政府表示欢迎。") == ["香港特别行政区政府"]


def test_a_municipality_is_no_province():
    text = "北京市举行纪念活动。他历任副省长、省长,省委书记。"
    assert not {"北京市人民政府", "中国共产党北京市委员会"} & set(named(text))


@pytest.mark.parametrize(("text", "stands"), [("着眼全局谋划。", False), ("全局干警参加培训。", True)])
def test_the_whole_is_a_bureau_only_where_its_people_follow(text, stands):
    found = extract(Article(text=f"青州市司法局召开会议。{text}")).mentions
    assert any(one.anaphoric and text.startswith("全局"[: one.end - one.start]) for one in found if one.start >= 11) is stands


def test_where_something_is_done_is_not_who_the_article_is_about():
    text = "比赛在青州奥体中心举行。开幕式在青州奥体中心举行。\n积极开展志愿服务,推出文明观赛行动。"
    assert not [one for one in extract(Article(text=text)).mentions if one.anaphoric and "奥体中心" in one.name]


@pytest.mark.parametrize("text", ["国家副主席王大明会见外宾。", "习近平主席特别代表、国家副主席王大明访问。"])
def test_the_vice_president_holds_a_post_at_the_presidency(text):
    assert ("王大明", "holdsPost", "中华人民共和国主席") in posts(text)


@pytest.mark.parametrize("text", ["同越共中央总书记阮某、国家主席武文赏会谈。", "越南国家主席武文赏邀请。", "该国国家主席武文赏邀请。"])
def test_another_country_s_president_is_not_china_s(text):
    assert "中华人民共和国主席" not in named(text)


def test_a_governor_belongs_to_the_province_of_the_sentence():
    found = named("浙江省开展行动。\n考察组在山东省委书记林武和省长周乃翔陪同下考察。")
    assert "山东省人民政府" in found
    assert "浙江省人民政府" not in found


@pytest.mark.parametrize("text", ["北京市召开会议。旧金山市长布里德送行。", "陪同某某访华的有外交部部长。", "韩国企划财政部发布报告。", "副中心建设提速,北京城市副中心站开工。"])
def test_nothing_of_ours_is_named(text):
    assert not {"北京市人民政府", "中华人民共和国外交部", "中华人民共和国财政部", "北京城市副中心"} & set(named(text))


@pytest.mark.parametrize(
    ("text", "body"),
    [("会议闭幕。王大明委员长主持会议。", "全国人民代表大会常务委员会"), ("国务委员王大明出席。", "中华人民共和国国务院")],
)
def test_a_title_of_one_body_in_the_country_tells_it(text, body):
    assert ("王大明", body) in {(subject, obj) for subject, _, obj in posts(text)}


def test_another_parliament_s_chair_is_not_ours():
    assert "全国人民代表大会常务委员会" not in named("朝鲜最高人民会议常任委员会委员长崔某到访。")


def test_a_minister_is_ours_where_the_words_before_say_so():
    ours = ("王大明", "leads", "中华人民共和国外交部")
    assert ours in posts("国务委员兼外交部长王大明出席。")
    assert not [one for one in posts("俄罗斯国防部长某某、外交部长拉夫罗夫出席。") if one[2] == "中华人民共和国外交部"]


def test_the_centre_of_a_party_is_one_body():
    assert ("王大明", "leads", "中国民主同盟中央委员会") in posts("民盟中央主席王大明发言。")
