from collections import Counter

import pytest

from lawgraph.evaluate.matching import Outcome
from lawgraph.evaluate.scores import score
from lawgraph.model import Kind, Property


def outcome(name, **counts):
    return Outcome(name, {Kind.OFFICIAL: Counter(counts), Property.LEADS: Counter(tp=counts.get("tp", 0))})


def rows(*outcomes):
    return {row.name: row for row in score(outcomes)}


def test_figures_are_those_of_the_sums():
    official = rows(outcome("a", tp=3, fp=1), outcome("b", tp=1, fn=2, split=1))["Official"]
    assert (official.tp, official.fp, official.fn, official.split) == (4, 1, 2, 1)
    assert official.precision.value == pytest.approx(4 / 5)
    assert official.recall.value == pytest.approx(4 / 6)
    assert official.f1.value == pytest.approx(8 / 11)


def test_groups_sum_their_kinds():
    found = rows(outcome("a", tp=3, fp=1), outcome("b", tp=1))
    assert found["NODES core"].tp == found["NODES all"].tp == 4
    assert found["EDGES core"].tp == 4
    assert found["EDGES core"].fp == 0


def test_nothing_to_measure_is_no_figure():
    found = rows(outcome("a", fn=1))
    assert found["Official"].precision.value is None
    assert found["Official"].recall.value == 0
    assert found["Official"].f1.value == 0
    assert found["Place"].f1 == (None, None, None)
    assert rows()["NODES all"].f1.value is None


def test_intervals_hold_the_figure_and_do_not_change():
    outcomes = [outcome(str(index), tp=index % 4, fp=index % 3, fn=index % 2) for index in range(1, 30)]
    first, second = score(outcomes), score(outcomes)
    assert first == second
    official = next(row for row in first if row.name == "Official")
    for figure in (official.precision, official.recall, official.f1):
        assert 0 <= figure.low < figure.value < figure.high <= 1


def test_an_interval_is_near_the_one_of_theory():
    # 200 articles with one node each, 100 of them right: the standard error of the precision is sqrt(.25 / 200).
    outcomes = [outcome(str(index), **{"tp" if index % 2 else "fp": 1}) for index in range(200)]
    low, high = rows(*outcomes)["Official"].precision[1:]
    assert low == pytest.approx(0.5 - 1.96 * 0.0354, abs=0.015)
    assert high == pytest.approx(0.5 + 1.96 * 0.0354, abs=0.015)


def test_one_article_has_no_spread():
    official = rows(outcome("a", tp=1, fp=1))["Official"]
    assert official.precision == (0.5, 0.5, 0.5)
