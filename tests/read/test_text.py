import opencc
import pytest

from lawgraph.errors import ReadError
from lawgraph.read.clean import clean, clean_line
from lawgraph.read.dates import find_date
from lawgraph.read.encoding import decode

SIMPLIFIED = "云岭市司法局召开行政执法监督工作会，局长何志远镕䶮主持会议。"
TRADITIONAL = "臺江縣司法局今天舉辦普法講座，局長林志強出席並講話。講座由縣律師協會與司法局聯合主辦。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_encodings(text, encoding):
    assert decode(text.encode(encoding), "x") == text


@pytest.mark.parametrize("size", [8, 12, 20, len(TRADITIONAL)])
def test_big5_is_not_taken_for_gb18030(size):
    text = TRADITIONAL[:size]
    assert decode(text.encode("big5"), "x") == text


def test_big5_of_a_longer_text_that_gb18030_also_decodes():
    text = opencc.OpenCC("s2tw").convert("会议要求完善监督制度规范执法工作" * 5)
    data = text.encode("big5")
    data.decode("gb18030")  # no error: only the characters tell
    assert decode(data, "x") == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_cut_last_character_is_forgiven(encoding):
    assert decode(TRADITIONAL.encode(encoding) + "法".encode(encoding)[:-1], "x") == TRADITIONAL


def test_one_bad_byte_does_not_change_the_encoding():
    data = SIMPLIFIED.encode() * 10
    assert decode(data[:300] + b"\xff" + data[300:], "x").replace("\ufffd", "") == SIMPLIFIED * 10


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(128, 256)) * 20, b"\x00a\x00b"]
)
def test_not_text(data):
    with pytest.raises(ReadError):
        decode(data, "x")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("司法\u200b局\ufeff\u202e", "司法局"),
        ("甲\u3000乙\u00a0丙\t丁", "甲 乙 丙 丁"),
        ("甲\r\n乙\r丙\u2028丁\x85戊", "甲\n乙\n丙\n丁\n戊"),
        ("甲\x00\x1b乙", "甲乙"),
        ("，①（镕）", "，①（镕）"),
        ("\u2ea0\u2ec5\u2f00\u2f08", "民见一人"),
        ("甲\ud800乙", "甲\ufffd乙"),
    ],
)
def test_clean(raw, expected):
    assert clean(raw) == expected
    assert clean(expected) == expected


def test_clean_line():
    assert clean_line(" 部署会\n召开\u200b ") == "部署会 召开"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-04-07 17:54", "2021-04-07"),
        ("2025年4月24日", "2025-04-24"),
        ("2025/4/24", "2025-04-24"),
        ("第4898期:第02版 本期出版日期:2025-04-24", "2025-04-24"),
        ("时间:2019-08-28 11:33:51", "2019-08-28"),
        ("二〇二一年四月七日", "2021-04-07"),
        ("二○一九年十月二十四日", "2019-10-24"),
        ("二〇二〇年十二月三十一日", "2020-12-31"),
        ("民國110年4月7日", "2021-04-07"),
        ("２０２１年4月7日", "2021-04-07"),
        ("2021年04月07日08:33", "2021-04-07"),
        ("2021-13-40", None),
        ("2021年2月30日", None),
        ("2021年2月30日 2021年3月1日", "2021-03-01"),
        ("许可证20210407", None),
        ("2021年工作总结", None),
        ("12021-04-07", None),
        ("", None),
    ],
)
def test_find_date(text, expected):
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2021年4月", "2021-04"), ("2021", "2021"), ("2021-04", "2021-04"), ("20210407", "2021-04-07")],
)
def test_partial_dates(text, expected):
    assert find_date(text, partial=True, compact=True) == expected
