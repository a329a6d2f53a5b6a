"""Names of bodies that stand in no division: whose own they are, and which are anybody's."""

import pytest

from lawgraph.errors import LexiconError
from lawgraph.lexicon import body_names
from lawgraph.lexicon.body_names import BodyNames


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("俄罗斯外交部", "俄罗斯外交部"),
        ("俄外交部", "俄罗斯外交部"),
        ("美国防部", "美国国防部"),
        ("美国国防部", "美国国防部"),
        ("叙外交部", "叙利亚外交部"),
        ("沙特外交部", "沙特阿拉伯外交部"),
        ("英国国家统计局", "英国国家统计局"),
        ("韩国最高法院", "韩国最高法院"),
        ("中国外交部", "中华人民共和国外交部"),
        ("中国科学院", "中国科学院"),
        ("中国汽车工业协会", "中国汽车工业协会"),
        ("中国银行", "中国银行"),
        ("国家外汇管理局", "国家外汇管理局"),
        ("联合国人权理事会", "联合国人权理事会"),
    ],
)
def test_a_name_of_one_body_has_one_full_form(name, full):
    assert BodyNames.load().own(name) == full
    assert not BodyNames.load().is_generic(name)


@pytest.mark.parametrize(
    "name",
    ["商业银行", "上市公司", "公立医院", "高水平研究型大学", "普通高等学校", "城市副中心", "康复中心", "美国公司", "美国中小银行", "中国法院", "改革开放新格局", "“五位一体”总体布局", "党中央总揽全局", "市政府"],
)
def test_a_name_of_a_sort_is_nobody_s_own(name):
    assert BodyNames.load().is_generic(name)
    assert BodyNames.load().own(name) is None


@pytest.mark.parametrize(
    "name",
    ["清华大学", "三峡集团", "华为公司", "协和医院", "省委", "民政局", "财政局", "国家邮政局", "俄联邦安全局", "科技创新局", "美国广播公司", "新开发银行", "", "局", "大学城派出所"],
)
def test_a_name_that_may_be_one_body_s_is_not_called_a_sort(name):
    assert not BodyNames.load().is_generic(name)


@pytest.mark.parametrize("name", ["清华大学", "三峡集团", "中国特色世界一流大学", "国家机关部门党组(党委", "俄罗斯方面总部", "中国", "联合国", "俄", "美国西部", ""])
def test_what_is_in_doubt_is_no_name_of_its_own(name):
    assert BodyNames.load().own(name) is None


def test_a_table_that_is_wrong_is_an_error_with_the_file_s_name(monkeypatch):
    whole = body_names.table("body_names")
    for broken in ({**whole, "kinds": 5}, {**whole, "of_a_country": ["("]}, {key: value for key, value in whole.items() if key != "known"}):
        monkeypatch.setattr(body_names, "table", lambda _, broken=broken: broken)
        with pytest.raises(LexiconError, match=r"body_names\.toml"):
            BodyNames()
