"""What holds of any mentions and claims whatever, also of such as no extractor gives today."""

import itertools
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st

from lawgraph.model import Anchor, Claim, Extraction, Kind, Mention, Property
from lawgraph.resolve.decisions import Decision, Verdict
from lawgraph.resolve.resolver import resolve

BODIES = ("鼓楼区司法局", "司法局", "包头市司法局", "鼓楼区")
CODES = (None, "320106", "320302", "150200")
BORN = ((), (("born", "1970"),), (("born", "1970-03"),), (("born", "1971-03"), ("gender", "female")), (("gender", "male"),))
PROPERTIES = {
    (Kind.OFFICIAL, Kind.INSTITUTION): (Property.LEADS, Property.HOLDS_POST),
    (Kind.INSTITUTION, Kind.PROGRAM): (Property.LAUNCHED,),
    (Kind.INSTITUTION, Kind.HONOUR): (Property.AWARDED,),
    (Kind.INSTITUTION, Kind.INSTITUTION): (Property.PART_OF, Property.COOPERATES_WITH),
}

DAYS = st.sampled_from([None, "2018", "2019-03", "2021-04-07"])
ROLES = st.sampled_from([None, "局长", "党组书记、局长", "原副局长", ""])


@st.composite
def mentions(draw):
    kind = draw(st.sampled_from([Kind.INSTITUTION, Kind.INSTITUTION, Kind.OFFICIAL, Kind.PLACE, Kind.PROGRAM, Kind.HONOUR]))
    start = draw(st.integers(0, 12))
    body = kind in {Kind.INSTITUTION, Kind.PLACE}
    return Mention(
        start,
        start + draw(st.integers(0, 3)),
        kind,
        draw(st.sampled_from(BODIES if body else ("张伟", "张炜", "王某", "“法润”品牌", "全市先进集体"))),
        aliases=tuple(draw(st.lists(st.sampled_from(BODIES if body else ("法润", "先进集体")), max_size=2, unique=True))),
        code=draw(st.sampled_from(CODES)) if body else None,
        anaphoric=draw(st.booleans()),
        traits=draw(st.sampled_from(BORN)) if kind is Kind.OFFICIAL else (),
    )


@st.composite
def articles(draw):
    """Up to four articles, no two mentions of which have one span, kind and name."""
    found = []
    for number in range(draw(st.integers(1, 4))):
        distinct = {(one.start, one.end, one.kind, one.name): one for one in draw(st.lists(mentions(), max_size=7))}
        here = tuple(distinct.values())
        claims = [
            Claim(one, draw(st.sampled_from(PROPERTIES[one.kind, other.kind])), other, 0, 9, "a.b/1", 0.9, observed=draw(DAYS), role=draw(ROLES))
            for one, other in itertools.permutations(here, 2)
            if (one.kind, other.kind) in PROPERTIES and draw(st.integers(0, 2)) == 0
        ]
        found.append(Extraction(f"a{number}", here, tuple(claims)))
    return found


@st.composite
def decided(draw):
    """Articles, and decisions on pairs of their mentions."""
    found = draw(articles())
    anchors = [Anchor(one.kind, here.article_id, one.start, one.end, one.name) for here in found for one in here.mentions]
    pairs = [pair for pair in itertools.combinations(anchors, 2) if pair[0].kind is pair[1].kind]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    return found, [Decision(draw(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT])), *pair) for pair in chosen]


def _everything(resolution):
    return resolution, dict(resolution.identities)


@settings(max_examples=60, deadline=None)
@given(decided(), st.randoms(use_true_random=False))
def test_the_order_of_articles_and_of_mentions_changes_nothing(given_, random):
    found, decisions = given_
    turned = []
    for one in random.sample(found, len(found)):
        here = random.sample(one.mentions, len(one.mentions))
        turned.append(Extraction(one.article_id, tuple(here), one.claims))
    assert _everything(resolve(found, decisions=decisions)) == _everything(resolve(turned, decisions=decisions))


@settings(max_examples=60, deadline=None)
@given(decided())
def test_no_entity_has_two_division_codes_two_births_or_two_genders(given_):
    found, decisions = given_
    said = {
        Anchor(one.kind, here.article_id, one.start, one.end, one.name): one for here in found for one in here.mentions
    }
    resolution = resolve(found, decisions=decisions)
    for entity in resolution.entities:
        members = [said[anchor] for anchor in resolution.identities[entity.kind.value, entity.id].mentions]
        if entity.kind in {Kind.INSTITUTION, Kind.PLACE}:
            assert {one.code for one in members if one.code} <= {entity.code}
        traits = defaultdict(set)
        for name, value in {pair for one in members for pair in one.traits}:
            traits[name].add(value)
        assert len(traits["gender"]) <= 1
        assert all(value.startswith(min(traits["born"])) for value in traits["born"])
        assert len({value for value in traits["born"] if "-" in value}) <= 1


@settings(max_examples=60, deadline=None)
@given(decided())
def test_a_decision_in_force_is_kept_and_each_is_told(given_):
    found, decisions = given_
    resolution = resolve(found, decisions=decisions)
    entity_of = {anchor: key for key, identity in resolution.identities.items() for anchor in identity.mentions}
    effects = {one.decision: one.effect for one in resolution.decisions}
    assert set(effects) == {one.id for one in decisions}
    for one in decisions:
        if effects[one.id] == "applied":
            assert (entity_of[one.left] == entity_of[one.right]) == (one.verdict is Verdict.SAME)


@settings(max_examples=60, deadline=None)
@given(decided())
def test_each_mention_is_in_one_entity_and_reached_by_its_merges(given_):
    found, decisions = given_
    resolution = resolve(found, decisions=decisions)
    anchors = [anchor for identity in resolution.identities.values() for anchor in identity.mentions]
    assert len(anchors) == len(set(anchors)) == sum(len(one.mentions) for one in found)
    assert len({(one.kind, one.id) for one in resolution.entities}) == len(resolution.entities) == len(resolution.identities)
    for identity in resolution.identities.values():
        assert len(identity.merges) == len(identity.mentions) - 1
        reached = set(identity.mentions[:1])
        for _ in identity.merges:
            for merge in identity.merges:
                if {merge.left, merge.right} & reached:
                    reached |= {merge.left, merge.right}
        assert reached == set(identity.mentions)


@settings(max_examples=60, deadline=None)
@given(articles())
def test_claims_stand_between_entities_of_the_resolution(found):
    resolution = resolve(found)
    entities = set(resolution.entities)
    for claim in resolution.claims:
        assert {claim.subject, claim.object} <= entities
        assert claim.subject != claim.object
