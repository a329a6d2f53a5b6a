import pytest

from lawgraph.extract.batches import Stated, read_name, stated
from lawgraph.model import Kind, Mention


@pytest.mark.parametrize(
    ("name", "bare", "batch", "years"),
    [
        ("第八批全国民主法治示范村(社区)", "全国民主法治示范村(社区)", 8, ()),
        ("第一批“枫桥式”司法所", "“枫桥式”司法所", 1, ()),
        ("第十一批“枫桥式”司法所", "“枫桥式”司法所", 11, ()),
        ("第二十批次示范单位", "示范单位", 20, ()),
        ("第一百零二批示范单位", "示范单位", 102, ()),
        ("第27届中国青年五四奖章", "中国青年五四奖章", 27, ()),
        ("首批“枫桥式公安派出所”", "“枫桥式公安派出所”", 1, ()),
        ("全国首届优秀案例", "全国优秀案例", 1, ()),
        ("2021年度全省先进集体", "全省先进集体", None, (2021,)),
        ("2016-2018年度福建省人民调解先进个人", "福建省人民调解先进个人", None, (2016, 2017, 2018)),
        ("2019\u20142021年度先进个人", "先进个人", None, (2019, 2020, 2021)),
        ("2021-22年度先进个人", "先进个人", None, (2021, 2022)),
        ("2022年第三批优秀案例", "优秀案例", 3, (2022,)),
        ("感动中国2022年度人物", "感动中国人物", None, (2022,)),
        ("年度先进集体", "先进集体", None, ()),
        # what looks like a batch or a year and is a part of the name
        ("全国“七五”普法先进集体", "全国“七五”普法先进集体", None, ()),
        ("第一师先进集体", "第一师先进集体", None, ()),
        ("第二监狱标兵", "第二监狱标兵", None, ()),
        ("第七次全国人口普查先进个人", "第七次全国人口普查先进个人", None, ()),
        ("2008奥运安保先进集体", "2008奥运安保先进集体", None, ()),
        ("1921-2021年百年先锋奖", "1921-2021年百年先锋奖", None, ()),
        ("2021-2019年度先进个人", "2021-2019年度先进个人", None, ()),
        ("12021年奖", "12021年奖", None, ()),
        ("第批先进", "第批先进", None, ()),
        ("第零批先进", "第零批先进", None, ()),
        ("", "", None, ()),
        ("第九批", "", 9, ()),
    ],
)
def test_a_name_without_its_batch_and_year(name, bare, batch, years):
    assert read_name(name) == (bare, Stated(batch, years))


def test_what_a_mention_states_in_any_of_its_forms():
    assert stated(Mention(0, 1, Kind.HONOUR, "全国民主法治示范村", ("第九批“全国民主法治示范村”",))) == Stated(9, ())
    assert stated(Mention(0, 1, Kind.HONOUR, "先进集体", ("2021年度先进集体", "第三批先进集体"))) == Stated(3, (2021,))
    assert stated(Mention(0, 1, Kind.HONOUR, "先进集体")) == Stated()
