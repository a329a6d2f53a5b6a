import pytest

from lawgraph.graph.spans import days_between, earliest, first_day, is_date, last_day, latest


@pytest.mark.parametrize(("date", "first", "last"), [("2021", "2021-01-01", "2021-12-31"), ("2021-02", "2021-02-01", "2021-02-28"), ("2020-02", "2020-02-01", "2020-02-29"), ("2021-02-03", "2021-02-03", "2021-02-03")])
def test_days_that_a_date_may_mean(date, first, last):
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        ([], None, None),
        (["2021"], "2021", "2021"),
        (["2021", "2021-03", "2021-03-09"], "2021-03-09", "2021-03-09"),
        (["2021-03", "2021-05-01", "2020"], "2020", "2021-05-01"),
        (["2020-12-31", "2021"], "2020-12-31", "2021"),
        (["2021-03-09", "2021-03-09"], "2021-03-09", "2021-03-09"),
        (["2021-03-02", "2021-03-20", "2021-03"], "2021-03-02", "2021-03-20"),
    ],
)
def test_earliest_and_latest_are_as_precise_as_may_be(dates, first, last):
    assert earliest(dates) == first
    assert latest(dates) == last
    assert earliest(iter(dates[::-1])) == first


@pytest.mark.parametrize(("text", "answer"), [("2021", True), ("2021-03", True), ("2021-03-09", True), ("2021-02-30", False), ("2021-3", False), ("", False), ("0000", False), ("20210309", False), ("2021-03-09T00", False), ("\u0662\u0660\u0662\u0661", False)])
def test_what_a_date_is(text, answer):
    assert is_date(text) is answer


def test_days_between():
    assert days_between("2021-03-01", "2021-03-31") == 30
    assert days_between("2021-03-31", "2021-03-01") == -30
    assert days_between("2020-12-31", "2021-01-01") == 1
