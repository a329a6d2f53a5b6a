import pytest

from lawgraph.resolve.patterns import pattern


def key(name: str, *launchers: str) -> str | None:
    found = pattern(name, launchers)
    return found.key if found and found.particular else None


@pytest.mark.parametrize(
    "names",
    [
        ("“枫桥式”司法所", "包头市“枫桥式”司法所创建", "“枫桥式”司法所建设", "“枫桥式司法所”", "新时代“枫桥式”司法所", "四川省宜宾市“枫桥式”司法所", "第二批“枫桥式”司法所"),
        ("“法律明白人”", "“法律明白人”培养工程", "“法律明白人”项目", "乡村“法律明白人”", "2022年“法律明白人”培育行动", "全市“法律明白人”工程"),
        ("“一村一法律顾问”", "“一村一法律顾问”制度", "“一村一法律顾问”工作"),
        ("“8+N”普法联盟", "“8+Ｎ”普法联盟", "包头市“8+N”普法联盟"),
        ("“清风”行动", "“清风行动”", "第三季“清风”行动", "“清风”行动2.0版"),
        ("“法治体检”", "“法治体检”专项活动", "「法治体检」活动"),
    ],
    ids=lambda names: names[0],
)
def test_names_of_one_pattern_have_one_form(names):
    assert {key(name) for name in names} == {key(names[0])}
    assert key(names[0])


def test_names_of_other_patterns_have_other_forms():
    names = ["“枫桥式”司法所", "“枫桥式”公安派出所", "“枫桥式”人民法庭", "“枫桥式”工作法", "“8+N”普法联盟", "“8+N”调解联盟", "“1+5”工作交流平台", "“法律明白人”", "“一村一法律顾问”", "“一村一警”", "茉莉花“1+9”产业集群", "“1+9”产业集群"]
    assert len({key(name) for name in names} - {None}) == len(names)


@pytest.mark.parametrize(
    "name",
    [
        "普法宣传活动", "“普法宣传”活动", "全市普法宣传活动", "法治宣传教育活动", "“公共法律服务”平台", "“8+N”工作机制", "“8+N”", "“1234”模式", "“三三”工作法",
        "“枫桥式”", "“枫桥式”创建", "活动", "专项行动", "“活动”", "“”", "", " ", "“", "第二批", "2023年", "包头市", "。",
    ],
)  # fmt: skip
def test_common_words_have_none(name):
    assert key(name) is None


def test_the_launcher_is_no_part_of_the_form():
    assert key("包头市司法局“法润鹿城”品牌", "包头市司法局", "市司法局") == key("“法润鹿城”") == key("市司法局“法润鹿城”普法品牌", "市司法局")


def test_a_name_without_quotation_marks_needs_words_of_its_own():
    assert key("民营企业送法护航专项行动") is None
    assert pattern("法律明白人培养工程").key == key("“法律明白人”")
    assert key("石桥银杏树下讲理堂") == "石桥银杏树下讲理堂"


def test_the_label_keeps_the_quotation_marks():
    assert pattern("包头市“枫桥式”司法所创建").label == "“枫桥式”司法所"
    assert pattern("“法律明白人”培养工程").label == "“法律明白人”"
