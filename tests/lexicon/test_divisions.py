"""The gazetteer: twenty recent changes, names that many places share, paths, names of the past."""

from __future__ import annotations

from importlib import resources

import pytest

from lawgraph.lexicon.divisions import Division, Gazetteer

#: Divisions made from 2018 to 2024: code, name, first year, and the code and name that each replaced.
CHANGES = [
    ("370116", "莱芜区", 2018, "371200", "莱芜市"),
    ("410783", "长垣市", 2019, "410728", "长垣县"),
    ("451082", "平果市", 2019, "451023", "平果县"),
    ("659010", "胡杨河市", 2019, "", ""),
    ("130505", "任泽区", 2020, "130526", "任县"),
    ("220184", "公主岭市", 2020, "220381", "公主岭市"),
    ("320614", "海门区", 2020, "320684", "海门市"),
    ("360783", "龙南市", 2020, "360727", "龙南县"),
    ("460302", "西沙区", 2020, "", ""),
    ("510118", "新津区", 2020, "510132", "新津县"),
    ("330113", "临平区", 2021, "", ""),
    ("330114", "钱塘区", 2021, "", ""),
    ("350405", "沙县区", 2021, "350427", "沙县"),
    ("410308", "孟津区", 2021, "410322", "孟津县"),
    ("513402", "会理市", 2021, "513425", "会理县"),
    ("654203", "沙湾市", 2021, "654223", "沙湾县"),
    ("659012", "白杨市", 2023, "", ""),
    ("540481", "米林市", 2023, "540422", "米林县"),
    ("540581", "错那市", 2023, "540530", "错那县"),
    ("653228", "和康县", 2024, "", ""),
]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def names(found: tuple[Division, ...]) -> list[str]:
    return [division.name for division in found]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change[0])
def test_recent_change(gazetteer, change):
    code, name, year, old_code, old_name = change
    new = gazetteer.by_code(code)
    assert (new.name, new.level, new.valid_from, new.valid_to) == (name, "county", year, None)
    assert gazetteer.resolve(name) == new
    if old_code:
        old = gazetteer.by_code(old_code)
        assert (old.name, old.valid_to, old.successor) == (old_name, year - 1, code)


def test_every_parent_and_successor_exists(gazetteer):
    rows = [row for rows in gazetteer._by_code.values() for row in rows]
    assert all(gazetteer.by_code(row.parent) for row in rows if row.parent)
    assert all(gazetteer.by_code(row.successor) for row in rows if row.successor)
    assert all(row.valid_to is not None for row in rows if row.successor)
    today = [row for row in rows if row.valid_to is None]
    assert len({row.code for row in today}) == len(today)
    assert all(gazetteer.by_code(row.parent).valid_to is None for row in today if row.parent)


def test_counts_of_today(gazetteer):
    today = [row for rows in gazetteer._by_code.values() for row in rows if row.valid_to is None]
    levels = [row.level for row in today]
    assert [levels.count(level) for level in ("province", "prefecture", "county")] == [34, 333, 2847]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("包头市", "包头"),
        ("丰台区", "丰台"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("凉山彝族自治州", "凉山"),
        ("延边朝鲜族自治州", "延边"),
        ("克孜勒苏柯尔克孜自治州", "克孜勒苏"),
        ("西双版纳傣族自治州", "西双版纳"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("东乡族自治县", "东乡"),
        ("鄂伦春自治旗", "鄂伦春"),
        ("管城回族区", "管城"),
        ("道县", "道县"),
        ("阿拉善盟", "阿拉善"),
        ("喀什地区", "喀什"),
        ("乌拉特后旗", "乌拉特后旗"),
        ("达拉特旗", "达拉特"),
        ("浦东新区", "浦东"),
        ("清新区", "清新"),
        ("神农架林区", "神农架"),
        ("碑林区", "碑林"),
        ("景德镇市", "景德镇"),
        ("海南藏族自治州", "海南州"),
        ("河北区", "河北区"),
    ],
)
def test_short_name(gazetteer, name, short):
    assert {row.short for row in gazetteer.named(name)} == {short}


@pytest.mark.parametrize(
    "text", ["鼓楼区", "城关区", "朝阳区", "市中区", "朝阳", "城关镇", "乌镇", "没有这个县"]
)
def test_shared_name_is_nobody(gazetteer, text):
    assert gazetteer.resolve(text) is None


@pytest.mark.parametrize(
    ("text", "within", "code"),
    [
        ("鼓楼区", "320100", "320106"),
        ("鼓楼区", "350000", "350102"),
        ("城关区", "620000", "620102"),
        ("朝阳区", "110000", "110105"),
        ("朝阳区", "220000", "220104"),
        ("昆都仑区", "150200", "150203"),
        ("昆都仑区", "150100", None),
        ("临平街道", "330113", "330113001"),
    ],
)
def test_place_within_a_place(gazetteer, text, within, code):
    found = gazetteer.resolve(text, within)
    assert (found and found.code) == code


def test_jilin_is_a_province_and_a_city(gazetteer):
    assert [row.code for row in gazetteer.named("吉林")] == ["220000", "220200"]
    assert gazetteer.resolve("吉林") is None
    assert gazetteer.resolve("吉林省").code == "220000"
    assert gazetteer.resolve("吉林市").code == "220200"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("包头", "150200"),
        ("包头市", "150200"),
        ("凉山州", "513400"),
        ("恩施州", "422800"),
        ("西双版纳", "532800"),
        ("河南", "410000"),
        ("海南", "460000"),
        ("河南县", "632324"),
        ("襄阳", "420600"),
        ("阿拉尔市", "659002"),
    ],
)
def test_natural_short_form(gazetteer, text, code):
    assert gazetteer.resolve(text).code == code


def test_names_of_the_past(gazetteer):
    assert gazetteer.by_code("420600").name == "襄阳市"
    assert gazetteer.by_code("420600", 2005).name == "襄樊市"
    assert gazetteer.resolve("襄樊").valid_to == 2009
    # 郫县 had three codes in turn; the last one stands for it
    assert [row.code for row in gazetteer.named("郫县")] == ["510124", "512122", "512722"]
    assert gazetteer.resolve("郫县").successor == "510117"
    assert gazetteer.resolve("下城区").successor == "330105"


def test_year_decides_between_then_and_now(gazetteer):
    assert gazetteer.resolve("江北区").code == "330205"
    assert gazetteer.resolve("江北区", year=2020) is None
    assert gazetteer.resolve("江北区", "500000", 2020).code == "500105"
    assert gazetteer.resolve("巢湖市", year=2005).level == "prefecture"


def test_path(gazetteer):
    assert names(gazetteer.path("150203")) == ["内蒙古自治区", "包头市", "昆都仑区"]
    assert names(gazetteer.path("110105")) == ["北京市", "朝阳区"]
    assert names(gazetteer.path("659002")) == ["新疆维吾尔自治区", "阿拉尔市"]
    assert names(gazetteer.path("330113001")) == ["浙江省", "杭州市", "临平区", "临平街道"]
    assert names(gazetteer.path("330113001000")) == names(gazetteer.path("330113001"))
    assert names(gazetteer.path("150203000000")) == names(gazetteer.path("150203"))
    assert names(gazetteer.path("710000")) == ["台湾省"]
    assert gazetteer.path("999999") == ()


def test_path_of_the_past_bears_its_names(gazetteer):
    assert names(gazetteer.path("420621")) == ["湖北省", "襄樊市", "襄阳县"]


def test_names_are_safe(gazetteer):
    found = list(gazetteer.names())
    known = set(found)
    assert len(known) == len(found)
    assert min(map(len, known)) >= 2
    assert {"包头", "包头市", "凉山州", "恩施州", "内蒙古", "新疆", "西双版纳", "公安县", "襄樊市"} <= known
    assert {"临平街道", "乌镇镇"} <= known
    assert not {"公安", "合作", "郊区", "大兴", "临平街", "乌镇", "小城镇"} & known


def test_doubtful_names_are_the_rest(gazetteer):
    doubtful = set(gazetteer.doubtful())
    assert {"公安", "合作", "郊区", "大兴"} <= doubtful
    assert doubtful.isdisjoint(gazetteer.names())
    assert gazetteer.known <= doubtful | set(gazetteer.names())


def test_every_stopword_is_a_name(gazetteer):
    text = resources.files("lawgraph.lexicon").joinpath("data", "division_stopwords.txt").read_text("utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    assert len(set(words)) == len(words)
    assert [word for word in words if not gazetteer.named(word)] == []


def test_abolished_township_is_of_the_past(gazetteer):
    # the table marks it 岭上乡（2021年撤销）
    found = gazetteer.resolve("岭上乡", "330702")
    assert (found.code, found.valid_to) == ("330702207", 2020)


def test_load_is_cached(gazetteer):
    assert Gazetteer.load() is gazetteer


@pytest.mark.parametrize("table", ["divisions.tsv", "townships.tsv"])
def test_table_is_sorted_and_free_of_carriage_returns(table):
    data = resources.files("lawgraph.lexicon").joinpath("data", table).read_bytes()
    assert b"\r" not in data
    codes = [line.split("\t")[0] for line in data.decode().splitlines() if not line.startswith("#")]
    assert codes == sorted(codes)
