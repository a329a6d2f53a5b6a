import pytest

from lawgraph.extract.dates import date_in


@pytest.mark.parametrize(
    ("text", "article", "expected"),
    [
        ("2022年9月2日,大会举行", None, "2022-09-02"),
        ("2020年7月启动试点", "2022-09-22", "2020-07"),
        ("2020年底建成", "2022-09-22", "2020"),
        ("3月9日,召开部署会", "2021-04-07", "2021-03-09"),
        ("12月9日,召开部署会", "2021-04-07", "2020-12-09"),
        ("3月9日,召开部署会", None, None),
        ("今年推行告知承诺制", "2021-04-07", "2021"),
        ("去年获奖", "2021-04-07", "2020"),
        ("召开部署会", "2021-04-07", None),
    ],
)
def test_date_in(text, article, expected):
    assert date_in(text, article) == expected
