"""Decisions of people in the resolver: what they join, part, leave out and rename, and what is told of each."""

import dataclasses

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Anchor, Article, Effect, Kind, MergeReason, Property
from lawgraph.resolve.decisions import ClaimAnchor, Decision, Verdict
from lawgraph.resolve.resolver import resolve

FENGTAI = Article(text="丰台区司法局局长张伟讲话。")
HAIDIAN = Article(text="海淀区司法局局长张伟讲话。")
BAOTOU = Article(text="包头市司法局局长张志刚主持会议。")
AGAIN = Article(text="包头市司法局局长张志刚走访企业。")
THIRD = Article(text="包头市司法局局长张志刚出席会议。")


def _resolve(articles, *decisions):
    return resolve([extract(article) for article in articles], decisions=decisions)


def _anchor(article, kind, words, name=None, shift=0):
    start = article.text.index(words)
    return Anchor(kind, article.id, start + shift, start + len(words) + shift, name or words)


def _person(article, words):
    return _anchor(article, Kind.OFFICIAL, words)


def _of(resolution, kind):
    return [one for one in resolution.entities if one.kind is kind]


def _effects(resolution):
    return [one.effect for one in resolution.decisions]


def test_same_joins_two_officials_whom_no_rule_joins_and_says_so():
    decision = Decision(Verdict.SAME, _person(FENGTAI, "张伟"), _person(HAIDIAN, "张伟"), who="甲")
    assert len(_of(_resolve([FENGTAI, HAIDIAN]), Kind.OFFICIAL)) == 2
    resolution = _resolve([FENGTAI, HAIDIAN], decision)
    (person,) = _of(resolution, Kind.OFFICIAL)
    (merge,) = resolution.merges["Official", person.id]
    assert (merge.reason, merge.detail) == (MergeReason.DECISION, decision.id)
    assert resolution.identities["Official", person.id].decisions == (decision.id,)
    assert _effects(resolution) == [Effect.APPLIED]


def test_different_parts_what_the_keys_join_and_both_keep_an_id_of_their_own():
    decision = Decision(Verdict.DIFFERENT, _person(BAOTOU, "张志刚"), _person(AGAIN, "张志刚"))
    resolution = _resolve([BAOTOU, AGAIN], decision)
    people = _of(resolution, Kind.OFFICIAL)
    assert [one.label for one in people] == ["张志刚", "张志刚"]
    assert len({one.id for one in people}) == 2
    assert all(resolution.identities["Official", one.id].decisions == (decision.id,) for one in people)
    assert len(_of(resolution, Kind.INSTITUTION)) == 1


def test_different_holds_against_a_chain_of_joins():
    decision = Decision(Verdict.DIFFERENT, _person(BAOTOU, "张志刚"), _person(AGAIN, "张志刚"))
    for articles in ([BAOTOU, AGAIN, THIRD], [THIRD, AGAIN, BAOTOU]):
        people = _of(_resolve(articles, decision), Kind.OFFICIAL)
        assert sorted(len(one.mentions) for one in people) == [1, 2]
        for one in people:
            assert not {BAOTOU.id, AGAIN.id} <= {article for article, _, _ in one.mentions}


def test_different_parts_two_of_one_name_within_an_article():
    article = Article(text="丰台区司法局局长张伟讲话。海淀区司法局局长张伟也讲话。")
    second = article.text.rindex("张伟")
    anchors = [Anchor(Kind.OFFICIAL, article.id, start, start + 2, "张伟") for start in (article.text.index("张伟"), second)]
    assert len(_of(_resolve([article]), Kind.OFFICIAL)) == 1
    resolution = _resolve([article], Decision(Verdict.DIFFERENT, *anchors))
    assert len({one.id for one in _of(resolution, Kind.OFFICIAL)}) == 2
    heads = {(claim.subject.id, claim.object.label) for claim in resolution.claims if claim.claim.property is Property.LEADS}
    assert len({person for person, _ in heads}) == 2


def test_of_decisions_that_contradict_each_other_over_a_chain_the_later_holds():
    first, second, third = (_person(one, "张志刚") for one in (BAOTOU, AGAIN, THIRD))
    apart = Decision(Verdict.DIFFERENT, first, third)
    one, other = Decision(Verdict.SAME, first, second), Decision(Verdict.SAME, second, third)
    resolution = _resolve([BAOTOU, AGAIN, THIRD], apart, one, other)
    assert len(_of(resolution, Kind.OFFICIAL)) == 1
    assert _effects(resolution) == [Effect.CONTRADICTED, Effect.APPLIED, Effect.APPLIED]
    assert one.id in resolution.decisions[0].detail
    assert other.id in resolution.decisions[0].detail
    resolution = _resolve([BAOTOU, AGAIN, THIRD], one, other, apart)
    assert len(_of(resolution, Kind.OFFICIAL)) == 2
    assert _effects(resolution) == [Effect.CONTRADICTED, Effect.APPLIED, Effect.APPLIED]
    assert apart.id in resolution.decisions[0].detail


def test_no_decision_makes_one_of_two_divisions():
    sides = (_anchor(FENGTAI, Kind.INSTITUTION, "丰台区司法局"), _anchor(HAIDIAN, Kind.INSTITUTION, "海淀区司法局"))
    resolution = _resolve([FENGTAI, HAIDIAN], Decision(Verdict.SAME, *sides))
    assert sorted(one.code for one in _of(resolution, Kind.INSTITUTION)) == ["110106", "110108"]
    (outcome,) = resolution.decisions
    assert outcome.effect is Effect.CONTRADICTED
    assert "two division codes, 110106 and 110108" in outcome.detail


def test_a_mention_is_found_though_its_span_moved_a_little_and_the_report_says_what_was_met():
    moved = Anchor(Kind.OFFICIAL, FENGTAI.id, 7, 9, "长张")
    resolution = _resolve([FENGTAI, HAIDIAN], Decision(Verdict.SAME, moved, _person(HAIDIAN, "张伟")))
    assert len(_of(resolution, Kind.OFFICIAL)) == 1
    assert f"张伟 [8, 10) of {FENGTAI.id}" in resolution.decisions[0].detail


@pytest.mark.parametrize(
    ("anchor", "told"),
    [
        (Anchor(Kind.OFFICIAL, "a0000000000000000", 0, 2, "张伟"), "the article a0000000000000000 is not among those read"),
        (Anchor(Kind.OFFICIAL, FENGTAI.id, 0, 2, "丰台"), "no Official is found there"),
        (Anchor(Kind.PROGRAM, FENGTAI.id, 8, 10, "张伟"), "no Program is found there"),
        (Anchor(Kind.OFFICIAL, FENGTAI.id, 900, 902, "张伟"), "no Official is found there"),
        (Anchor(Kind.OFFICIAL, FENGTAI.id, 8, 8, "张伟"), "no Official is found there"),
    ],
)
def test_a_decision_on_what_is_not_there_is_told_and_changes_nothing(anchor, told):
    resolution = _resolve([FENGTAI, HAIDIAN], Decision(Verdict.RENAME, anchor, name="别名"))
    assert _effects(resolution) == [Effect.UNMATCHED]
    assert told in resolution.decisions[0].detail
    assert resolution.entities == _resolve([FENGTAI, HAIDIAN]).entities


def test_both_sides_in_one_mention_match_nothing():
    decision = Decision(Verdict.DIFFERENT, Anchor(Kind.OFFICIAL, FENGTAI.id, 8, 9, "张"), Anchor(Kind.OFFICIAL, FENGTAI.id, 9, 10, "伟"))
    (outcome,) = _resolve([FENGTAI], decision).decisions
    assert outcome.effect is Effect.UNMATCHED
    assert "one mention by now" in outcome.detail


def test_rename_gives_the_label_and_keeps_the_id_and_the_former_name():
    before = _of(_resolve([BAOTOU]), Kind.OFFICIAL)[0]
    one = Decision(Verdict.RENAME, _person(BAOTOU, "张志刚"), name="张志钢")
    resolution = _resolve([BAOTOU, AGAIN], one)
    (person,) = _of(resolution, Kind.OFFICIAL)
    assert (person.id, person.label, person.alt_labels) == (before.id, "张志钢", ("张志刚",))
    assert all(claim.subject.label == "张志钢" for claim in resolution.claims if claim.subject.kind is Kind.OFFICIAL)


def test_of_two_names_for_one_thing_the_later_holds():
    one = Decision(Verdict.RENAME, _person(BAOTOU, "张志刚"), name="张志钢")
    other = Decision(Verdict.RENAME, _person(AGAIN, "张志刚"), name="张治刚")
    resolution = _resolve([BAOTOU, AGAIN], one, other)
    assert [person.label for person in _of(resolution, Kind.OFFICIAL)] == ["张治刚"]
    assert _effects(resolution) == [Effect.OVERRULED, Effect.APPLIED]
    assert other.id in resolution.decisions[0].detail


def _wrong(resolution):
    (claim,) = [one for one in resolution.claims if one.claim.property is Property.LEADS]
    said = claim.claim
    sides = (Anchor(end.kind, claim.article_id, end.start, end.end, end.name) for end in (said.subject, said.object))
    return Decision(Verdict.WRONG, *sides, claim=ClaimAnchor(claim.id, said.property, said.start, said.end, said.role))


def test_a_wrong_claim_is_left_out_and_the_nodes_stay():
    resolution = _resolve([FENGTAI])
    decision = _wrong(resolution)
    mended = _resolve([FENGTAI], decision)
    assert [one for one in mended.claims if one.claim.property is Property.LEADS] == []
    assert {one.label for one in mended.entities} == {one.label for one in resolution.entities}
    assert _effects(mended) == [Effect.APPLIED]
    (person,) = _of(mended, Kind.OFFICIAL)
    assert mended.identities["Official", person.id].decisions == (decision.id,)


def test_a_wrong_claim_is_found_though_its_ends_moved_and_another_role_is_another_claim():
    decision = _wrong(_resolve([FENGTAI]))
    moved = dataclasses.replace(decision, left=dataclasses.replace(decision.left, start=decision.left.start + 1))
    assert _effects(_resolve([FENGTAI], moved)) == [Effect.APPLIED]
    other = dataclasses.replace(decision, claim=dataclasses.replace(decision.claim, role="院长"))
    resolution = _resolve([FENGTAI], other)
    assert _effects(resolution) == [Effect.UNMATCHED]
    assert [one.claim.property for one in resolution.claims].count(Property.LEADS) == 1


def test_what_was_undone_is_told_and_does_nothing():
    decision = Decision(Verdict.SAME, _person(FENGTAI, "张伟"), _person(HAIDIAN, "张伟"))
    resolution = _resolve([FENGTAI, HAIDIAN], decision, Decision(Verdict.UNDO, undoes=decision.id))
    assert len(_of(resolution, Kind.OFFICIAL)) == 2
    assert _effects(resolution) == [Effect.UNDONE, Effect.APPLIED]
    assert resolution.decisions[0].decision == decision.id


def test_decisions_do_not_depend_on_the_order_of_articles():
    decisions = (
        Decision(Verdict.SAME, _person(FENGTAI, "张伟"), _person(HAIDIAN, "张伟")),
        Decision(Verdict.DIFFERENT, _person(BAOTOU, "张志刚"), _person(AGAIN, "张志刚")),
    )
    articles = [FENGTAI, HAIDIAN, BAOTOU, AGAIN, THIRD]
    one, other = _resolve(articles, *decisions), _resolve(articles[::-1], *decisions)
    assert (one, dict(one.merges)) == (other, dict(other.merges))


def test_parts_of_one_key_have_ids_of_their_own_without_a_digest_twice():
    decision = Decision(Verdict.DIFFERENT, _person(BAOTOU, "张志刚"), _person(AGAIN, "张志刚"))
    plain, other = sorted(one.id for one in _of(_resolve([BAOTOU, AGAIN], decision), Kind.OFFICIAL))
    assert other.startswith(f"{plain}-")
    assert len(set(other.split("-"))) == len(other.split("-"))
