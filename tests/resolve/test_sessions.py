"""One session under its statutory and its short name."""

import pytest

from lawgraph.resolve.sessions import session


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("第十四届全国人民代表大会第一次会议", "十四届全国人大一次会议"),
        ("第十四届全国人民代表大会常务委员会第六次会议", "十四届全国人大常委会第六次会议"),
        ("政协第十四届全国委员会第一次会议", "全国政协十四届一次会议"),
        ("政协第十四届全国委员会常务委员会第二次会议", "全国政协十四届常委会第二次会议"),
        ("包头市第十五届人民代表大会第三次会议", "包头市十五届人大三次会议"),
        ("包头市第十五届人民代表大会第三次会议", "包头市人大十五届三次会议"),
        ("中国人民政治协商会议包头市第十四届委员会第一次会议", "包头市政协十四届一次会议"),
    ],
)
def test_two_names_of_one_session(full, short):
    assert session(full) == session(short) is not None


def test_sessions_that_differ_stay_apart():
    names = ["十四届全国人大一次会议", "十四届全国人大二次会议", "十三届全国人大一次会议", "十四届全国人大常委会第一次会议", "全国政协十四届一次会议", "包头市十四届人大一次会议"]
    assert len({session(name) for name in names}) == len(names)


@pytest.mark.parametrize("name", ["十五届人大三次会议", "全国普法工作会议", "市政协会议", "第三次党组会议", ""])
def test_what_names_no_place_or_number_is_no_session(name):
    assert session(name) is None
