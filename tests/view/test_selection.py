"""Choosing a part of a graph, and finding the node that a reader means."""

import pytest

from lawgraph.errors import ViewError
from lawgraph.graph.names import iri
from lawgraph.model import Kind, Property
from lawgraph.view.selection import find, select


@pytest.fixture(scope="module")
def bureau(province):
    return find(province, "包头市司法局")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("包头市司法局", "包头市司法局"),
        ("北岭省包头市司法局", "包头市司法局"),
        ("baotoushisifaju", "包头市司法局"),
        ("Bao Tou Shi Si Fa Ju", "包头市司法局"),
        ("baotou sifaju", "包头市司法局"),
        ("btssfj", "包头市司法局"),
        ("韩子", "韩子墨"),
        ("han zimo", "韩子墨"),
        ("institution:i0", "北岭省司法厅"),
        ("Institution/i0", "北岭省司法厅"),
        (iri(Kind.INSTITUTION, "i0"), "北岭省司法厅"),
    ],
)
def test_a_node_is_found_by_name_pinyin_initials_and_iri(province, text, name):
    assert find(province, text).label == name


def test_what_several_may_be_is_told_with_all_of_them(province):
    with pytest.raises(ViewError, match="may be any of") as caught:
        find(province, "法治论坛")
    assert "包头市法治论坛 (event:" in str(caught.value)
    assert "青禾市法治论坛 (event:" in str(caught.value)


@pytest.mark.parametrize("text", ["包头司法局", "baotuoshisifaju"])
def test_what_nothing_bears_is_told_with_the_nearest(province, text):
    with pytest.raises(ViewError, match="nearest: 包头市司法局"):
        find(province, text)


@pytest.mark.parametrize("text", ["", "  ", "zzzzzz", "\u202e", "[", "司法局" * 100])
def test_odd_words_find_nothing(province, text):
    with pytest.raises(ViewError, match="names nothing"):
        find(province, text)


def test_hops_bound_the_part_around_a_node(province, bureau):
    alone, near, far = (select(province, focus=bureau, hops=hops) for hops in (0, 1, 2))
    assert [entity.label for entity in alone.entities] == ["包头市司法局"]
    assert all(bureau in edge[:1] + edge[2:] for edge, _ in select(province, focus=bureau, hops=1, kinds=[Kind.OFFICIAL]).edges())
    neighbours = {end.label for edge, _ in province.edges() for end in (edge[0], edge[2]) if bureau in (edge[0], edge[2])}
    assert {entity.label for entity in near.entities} == neighbours
    assert {entity.label for entity in near.entities} < {entity.label for entity in far.entities}
    assert {claim.article_id for claim in near.claims} == {article.id for article in near.articles}


def test_kinds_bound_it_and_the_focus_stays(province, bureau):
    part = select(province, focus=bureau, kinds=[Kind.OFFICIAL])
    assert {entity.kind for entity in part.entities} == {Kind.OFFICIAL, Kind.INSTITUTION}
    assert {entity.label for entity in part.entities} == {"包头市司法局", "韩子墨", "罗一鸣"}


def test_a_rule_s_edge_is_an_edge_too(province):
    part = select(province, focus=find(province, "北岭省司法厅"), hops=1)
    assert sum(prop is Property.PART_OF for (_, prop, _), _ in part.edges()) == 3
    assert len(part.entities) == 4


@pytest.mark.parametrize(("since", "years"), [("2022", {"2022", "2023"}), ("2023-06", {"2023"}), ("2023-06-11", {"2023"})])
def test_since_keeps_what_is_dated_then_or_later(province, since, years):
    part = select(province, since=since)
    dates = {claim.claim.observed for claim in part.claims}
    assert {date[:4] for date in dates} == years
    assert all(date >= since for date in dates)
    assert len(part.claims) == sum(claim.claim.observed >= since for claim in province.claims)


def test_a_partial_date_counts_as_its_whole_span(writer):
    w = writer()
    for date in ("2021", "2020", None):
        w.article(f"报道{date}", date, [("I", f"甲{date}司法局", Property.HELD, "E", f"论坛{date}", f"甲{date}司法局举办论坛{date}。", None)])
    part = select(w.knowledge(), since="2021-06")
    assert [claim.subject.label for claim in part.claims] == ["甲2021司法局"]


@pytest.mark.parametrize("since", ["x", "21", "2021-3", "2021-03-09T00:00", ""])
def test_since_is_a_date(province, since):
    with pytest.raises(ViewError, match="is no date"):
        select(province, since=since)


def test_nothing_left_is_an_error(province):
    with pytest.raises(ViewError, match="leaves nothing"):
        select(province, since="2999")
