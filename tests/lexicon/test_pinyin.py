
import pytest

from lawgraph.lexicon.pinyin import common_sounds, pinyin, spelt


@pytest.mark.parametrize(
    ("text", "person", "spelt"),
    [
        ("包头市司法局", False, "bao tou shi si fa ju"),
        ("重庆市长寿区", False, "chong qing shi chang shou qu"),
        ("石家庄市长安区司法局", False, "shi jia zhuang shi chang an qu si fa ju"),
        ("市长热线", False, "shi zhang re xian"),
        ("单志刚", True, "shan zhi gang"),
        ("单位", False, "dan wei"),
        ("曾丽", True, "zeng li"),
        ("尉迟恭", True, "yu chi gong"),
        ("12348热线", False, "12348 re xian"),
        ("", False, ""),
    ],
)
def test_pinyin(text, person, spelt):
    assert pinyin(text, person=person) == spelt


def test_common_sounds_spell_a_name_again():
    names = ["包头市司法局", "第3号工程 A班", "重庆市", "重庆市长寿区", "重点工程"]
    sounds = common_sounds((name, pinyin(name)) for name in names)
    assert sounds["重"] == "chong"
    assert spelt("包头市司法局", sounds) == "bao tou shi si fa ju"
    assert spelt("第3号工程 A班", sounds) == pinyin("第3号工程 A班")
    assert spelt("重点工程", sounds) != pinyin("重点工程")


def test_common_sounds_do_not_depend_on_the_order():
    pairs = [("长安", "chang an"), ("校长", "xiao zhang")]
    assert common_sounds(pairs) == common_sounds(pairs[::-1]) == {"安": "an", "校": "xiao", "长": "chang"}
