
import pytest

from lawgraph.lexicon.pinyin import pinyin


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
