"""Tenures: what claims on one post say together, and what they do not."""

import dataclasses

import pytest

from lawgraph.graph.tenure_terms import tenure_part
from lawgraph.graph.tenures import Post, conflicts, posts_of, tenures
from lawgraph.model import Modality, Property

BUREAU = "青州市司法局"
APPOINTED, DISMISSED, RESIGNED, FORMER, ACTING, PROPOSED = "appointed", "dismissed", "resigned", "former", "acting", "proposed"


def spans(knowledge):
    """Return each tenure as name, post, first and last seen, stated start and end, ended by."""
    found = [(one.official.label, str(one.post), one.first_seen, one.last_seen, one.start, one.end, one.ended_by) for one in tenures(knowledge)]
    return sorted(found, key=lambda row: tuple(str(value) for value in row))


# Which post a title is


@pytest.mark.parametrize(
    ("role", "prop", "modality", "expected"),
    [
        ("局长", Property.LEADS, None, [(Post.HEAD, "局长")]),
        ("党组书记、局长", Property.LEADS, None, [(Post.PARTY_HEAD, "党组书记"), (Post.HEAD, "局长")]),
        ("党委书记、政委", Property.LEADS, None, [(Post.PARTY_HEAD, "党委书记"), (Post.PARTY_HEAD, "政委")]),
        ("代局长", Property.LEADS, Modality.ACTING, [(Post.ACTING_HEAD, "代局长")]),
        ("局长", Property.LEADS, Modality.ACTING, [(Post.ACTING_HEAD, "局长")]),
        ("党组书记、代局长", Property.LEADS, Modality.ACTING, [(Post.PARTY_HEAD, "党组书记"), (Post.ACTING_HEAD, "代局长")]),
        ("常务副局长", Property.HOLDS_POST, Modality.DEPUTY, [(Post.DEPUTY, "常务副局长")]),
        ("党组副书记", Property.HOLDS_POST, Modality.DEPUTY, [(Post.DEPUTY, "党组副书记")]),
        ("党组成员", Property.HOLDS_POST, None, [(Post.OTHER, "党组成员")]),
        ("第一书记", Property.LEADS, None, [(Post.OTHER, "第一书记")]),
        ("名誉会长", Property.LEADS, Modality.HONORARY, [(Post.OTHER, "名誉会长")]),
        (None, Property.LEADS, None, [(Post.HEAD, None)]),
        ("", Property.HOLDS_POST, None, [(Post.OTHER, None)]),
        ("、", Property.HOLDS_POST, None, [(Post.OTHER, None)]),
    ],
)
def test_title_is_the_post_it_names(role, prop, modality, expected):
    assert list(posts_of(role, prop, modality)) == expected


def test_secretaries_of_a_secretariat_are_its_members():
    assert posts_of("书记", Property.LEADS, None, several=True) == ((Post.OTHER, "书记"),)
    assert posts_of("第一书记", Property.LEADS, None, several=True) == ((Post.PARTY_HEAD, "第一书记"),)


# When


def test_sightings_make_one_tenure_and_count_their_articles(told):
    (one,) = tenures(told(("2019-01-10", "周立群", "局长"), ("2021-03", "周立群", "局长"), ("2020", "周立群", "局长")))
    assert (one.first_seen, one.last_seen, one.start, one.end, one.ended_by) == ("2019-01-10", "2021-03", None, None, None)
    assert one.sources == len(one.claims) == 3


def test_ten_claims_of_one_day_are_one_tenure_of_that_day(told):
    sentence = f"{BUREAU}局长周立群出席会议。"
    (one,) = tenures(told(*[("2021-03-09", "周立群", "局长", None, {"sentence": sentence})] * 10))
    assert (one.first_seen, one.last_seen) == ("2021-03-09", "2021-03-09")
    assert (one.sources, len(one.claims)) == (1, 10)  # one article says it ten times


def test_month_that_holds_a_day_gives_way_to_it(told):
    (one,) = tenures(told(("2021", "周立群", "局长"), ("2021-03-09", "周立群", "局长"), ("2021-03", "周立群", "局长")))
    assert (one.first_seen, one.last_seen) == ("2021-03-09", "2021-03-09")


def test_stated_dates_stay_apart_from_sightings(told):
    knowledge = told(
        ("2019-02-26", "周立群", "局长", APPOINTED, {"sentence": "2月26日,会议任命周立群为青州市司法局局长。", "written": "2019-03-01"}),
        ("2019-04-01", "周立群", "局长"),
        ("2021-07-30", "周立群", "局长", DISMISSED, {"sentence": "2021年7月30日,会议免去周立群的青州市司法局局长职务。", "written": "2021-08-02"}),
    )
    assert spans(knowledge) == [("周立群", "head", "2019-04-01", "2019-04-01", "2019-02-26", "2021-07-30", None)]


def test_appointment_without_a_date_of_its_own_is_a_sighting_and_no_start(told):
    knowledge = told(("2019-03-01", "周立群", "局长", APPOINTED, {"sentence": "会议任命周立群为青州市司法局局长。"}))
    assert spans(knowledge) == [("周立群", "head", "2019-03-01", "2019-03-01", None, None, None)]


def test_removal_without_a_date_of_its_own_tells_only_by_when(told):
    knowledge = told(("2019-01-10", "周立群", "局长"), ("2021-08-02", "周立群", "局长", RESIGNED, {"sentence": "会议接受周立群辞去青州市司法局局长职务。"}))
    assert spans(knowledge) == [("周立群", "head", "2019-01-10", "2019-01-10", None, None, "2021-08-02")]


def test_former_holder_was_there_before_the_day_of_writing(told):
    rows = ("2018-05", "周立群", "局长", FORMER, {"sentence": "2018年5月,时任青州市司法局局长周立群到访。", "written": "2022-01-05"})
    assert spans(told(rows)) == [("周立群", "head", None, None, None, None, "2022-01-05")]


def test_proposed_post_is_no_tenure(told):
    assert tenures(told(("2021-03-09", "周立群", "局长", PROPOSED))) == ()


def test_two_bodies_are_two_tenures(told):
    knowledge = told(("2019-01-10", "周立群", "局长"), ("2021-01-10", "周立群", "局长", None, {"body": "青州市民政局"}))
    assert sorted((one.institution.label, one.last_seen) for one in tenures(knowledge)) == [("青州市司法局", "2019-01-10"), ("青州市民政局", "2021-01-10")]


def test_removal_before_appointment_cuts_two_tenures(told):
    knowledge = told(
        ("2018-01-10", "周立群", "局长"),
        ("2019-07-30", "周立群", "局长", DISMISSED, {"sentence": "2019年7月30日,会议免去周立群的青州市司法局局长职务。"}),
        ("2021-02-26", "周立群", "局长", APPOINTED, {"sentence": "2021年2月26日,会议任命周立群为青州市司法局局长。"}),
        ("2022-01-10", "周立群", "局长"),
    )
    assert spans(knowledge) == [
        ("周立群", "head", "2018-01-10", "2018-01-10", None, "2019-07-30", None),
        ("周立群", "head", "2022-01-10", "2022-01-10", "2021-02-26", None, None),
    ]


def test_reversed_dates_of_one_term_are_kept_apart_and_never_swapped(told):
    knowledge = told(
        ("2021-05-01", "周立群", "局长", APPOINTED, {"since": "2021-05-01"}),
        ("2021-03-01", "周立群", "局长", DISMISSED, {"until": "2021-03-01"}),
    )
    assert spans(knowledge) == [
        ("周立群", "head", None, None, "2021-05-01", None, None),
        ("周立群", "head", None, None, None, "2021-03-01", None),
    ]


def test_election_of_one_who_is_in_office_is_no_start(told):
    knowledge = told(("2019-01-10", "周立群", "会长"), ("2021-02-26", "周立群", "会长", APPOINTED, {"since": "2021-02-26"}))
    assert [one.start for one in tenures(knowledge)] == [None]


def test_claim_without_date_belongs_to_the_only_tenure_and_to_none_of_two(told):
    once = told(("2019-01-10", "周立群", "局长"), (None, "周立群", "局长"))
    assert [len(one.claims) for one in tenures(once)] == [2]
    twice = told(
        ("2018-01-10", "周立群", "局长"), ("2019-01-10", "周立群", "局长", FORMER), ("2021-01-10", "周立群", "局长"), (None, "周立群", "局长")
    )
    assert sorted(len(one.claims) for one in tenures(twice)) == [1, 2]
    assert [(one.first_seen, one.sources) for one in tenures(told((None, "周立群", "局长")))] == [(None, 1)]


@pytest.mark.parametrize("date", ["2021-02-30", "2021-13", "去年", "0000", "", "2021-3-9"])
def test_what_is_no_date_dates_nothing(date, told):
    (one,) = tenures(told((date, "周立群", "局长")))
    assert one.first_seen is None


def test_order_of_claims_changes_nothing(told):
    knowledge = told(("2019", "周立群", "党组书记、局长"), ("2019-05", "周立群", "局长", FORMER), ("2021-01-01", "李明远", "代局长", ACTING))
    turned = dataclasses.replace(knowledge, articles=knowledge.articles[::-1], claims=knowledge.claims[::-1])
    assert tenures(knowledge) == tenures(turned)


# Two at once


@pytest.fixture
def pairs(told):
    def names(*rows):
        return [tuple(sorted((one.official.label, other.official.label))) for one, other in conflicts(tenures(told(*rows)))]

    return names


def test_two_heads_at_once_are_a_conflict(pairs):
    assert pairs(("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "局长")) == [("周立群", "李明远")]
    assert pairs(("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "局长"), ("2022", "李明远", "局长")) == [
        ("周立群", "李明远")
    ]
    assert pairs(("2021-01", "周立群", "党组书记"), ("2021-12", "周立群", "党组书记"), ("2021-06", "李明远", "党组书记")) == [("周立群", "李明远")]


NO_CONFLICT = {
    "one after the other": [("2020-01-10", "周立群", "局长"), ("2021-01-10", "周立群", "局长"), ("2021-03-01", "李明远", "局长")],
    "party and administration": [("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "党组书记")],
    "acting and outgoing": [("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "代局长", ACTING)],
    "handover within a month": [("2020-01-10", "周立群", "局长"), ("2021-03-28", "周立群", "局长"), ("2021-03-01", "李明远", "局长"), ("2022-01-01", "李明远", "局长")],
    "a late word on the one before": [("2021-03-01", "李明远", "局长"), ("2022-01-01", "李明远", "局长"), ("2021-03-20", "周立群", "局长")],
    "deputy in charge": [("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "副局长", "deputy")],
    "first secretary of a village": [("2021-01-10", "周立群", "书记"), ("2021-12-01", "周立群", "书记"), ("2021-06-01", "李明远", "第一书记")],
    "another body": [("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "局长", None, {"body": "青州市民政局"})],
    "another title": [("2021-01-10", "周立群", "董事长"), ("2021-12-01", "周立群", "董事长"), ("2021-06-01", "李明远", "总经理")],
    "only the year is known": [("2021", "周立群", "局长"), ("2021", "李明远", "局长")],
    "the other one is a former one": [("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "局长", FORMER)],
    "one name": [("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "周立群", "局长", None, {"number": "2"})],
    "one day names both": [("2021-06-01", "周立群", "局长"), ("2021-06-01", "李明远", "局长")],
}


@pytest.mark.parametrize("rows", NO_CONFLICT.values(), ids=NO_CONFLICT)
def test_no_conflict(rows, pairs):
    assert pairs(*rows) == []


def test_three_heads_are_three_pairs(pairs):
    rows = [(f"20{year}-01-10", name, "局长") for name in ("周立群", "李明远", "张黎") for year in (19, 20, 21)]
    assert len(pairs(*rows)) == 3


# In the graph


def test_tenure_is_a_membership_with_its_claims(told):
    knowledge = told(("2019-01-10", "周立群", "党组书记、局长"), ("2021-03", "周立群", "局长"))
    derived = tenure_part(knowledge, "https://w3id.org/lawgraph/id/")
    heads = [dict(said) for name, said in derived.nodes.items() if name.startswith("tenure:") and dict(said)["org:role"] == ("lgc:post-head",)]
    (head,) = heads
    assert head["a"] == ("lg:Tenure", "org:Membership")
    assert head["lg:firstSeen"] == ('"2019-01-10"^^xsd:date',)
    assert head["lg:lastSeen"] == ('"2021-03"^^xsd:gYearMonth',)
    assert head["prov:wasDerivedFrom"] == ("claim:c000", "claim:c001")
    assert head["lg:title"] == ('"局长"@zh',)
    assert {"lgc:post-head", "lgc:post-party-head", "lgc:posts"} <= set(derived.nodes)


def test_conflict_is_said_of_both(told):
    knowledge = told(("2021-01-10", "周立群", "局长"), ("2021-12-01", "周立群", "局长"), ("2021-06-01", "李明远", "局长"))
    nodes = {name: dict(said) for name, said in tenure_part(knowledge, "https://w3id.org/lawgraph/id/").nodes.items()}
    against = {name: said["lg:conflictsWith"] for name, said in nodes.items() if "lg:conflictsWith" in said}
    assert {name: (other,) for name, (other,) in against.items()} == against
    assert {other for (other,) in against.values()} == set(against)


def test_no_posts_no_tenures(told):
    assert tenure_part(told(), "https://w3id.org/lawgraph/id/").nodes == {}
