"""Every join of two mentions is kept with its reason."""

from collections import defaultdict

from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Kind, MergeReason
from lawgraph.resolve.resolver import resolve

ONE = Article(text="包头市司法局局长张志刚主持会议。市司法局打造“法润鹿城”普法品牌。该局表示满意。")
TWO = Article(text="近日,包头司法局党组书记、局长张志刚走访。该局推出“法润鹿城”品牌。", title="包头市司法局走访")


def _resolve(*articles):
    return resolve([extract(article) for article in articles])


def _merges(resolution, kind, label):
    (entity,) = [one for one in resolution.entities if one.kind is kind and one.label == label]
    return resolution.merges[kind.value, entity.id]


def test_the_merges_of_an_entity_reach_each_of_its_mentions():
    resolution = _resolve(ONE, TWO)
    for entity in resolution.entities:
        merges = resolution.merges[entity.kind.value, entity.id]
        near = defaultdict(set)
        for merge in merges:
            near[merge.left].add(merge.right)
            near[merge.right].add(merge.left)
        spans = {(anchor.article_id, anchor.start, anchor.end) for anchor in near}
        assert spans <= set(entity.mentions)
        assert spans == set(entity.mentions) or (len(entity.mentions) == 1 and not merges)
        reached, todo = set(), list(near)[:1]
        while todo:
            anchor = todo.pop()
            reached.add(anchor)
            todo += near[anchor] - reached
        assert reached == set(near)
        assert len(merges) == max(0, len(near) - 1)


def test_a_bureau_of_two_articles_is_one_by_its_key_and_by_name_and_reference_within_each():
    merges = _merges(_resolve(ONE, TWO), Kind.INSTITUTION, "包头市司法局")
    across = [one for one in merges if one.left.article_id != one.right.article_id]
    assert [(one.reason, one.detail) for one in across] == [(MergeReason.SAME_KEY, "150200|包头市司法局")]
    within = {one.reason for one in merges if one.left.article_id == one.right.article_id}
    assert within == {MergeReason.SAME_NAME, MergeReason.REFERENCE}


def test_an_official_of_two_articles_is_one_by_the_body():
    (merge,) = _merges(_resolve(ONE, TWO), Kind.OFFICIAL, "张志刚")
    assert {merge.left.article_id, merge.right.article_id} == {ONE.id, TWO.id}
    assert merge.reason in {MergeReason.SAME_KEY, MergeReason.SAME_BODY}
    assert "包头市司法局" in merge.detail


def test_a_program_of_two_articles_is_one_by_a_form_in_the_scope_of_its_launcher():
    merges = _merges(_resolve(ONE, TWO), Kind.PROGRAM, "“法润鹿城”品牌")
    (across,) = [one for one in merges if one.left.article_id != one.right.article_id]
    assert across.reason is MergeReason.FORM_IN_SCOPE
    assert across.detail == "150200|包头市司法局|法润鹿城"


def test_an_entity_without_a_merge_has_an_empty_tuple_and_an_unknown_one_none():
    resolution = _resolve(Article(text="丰台区司法局局长张伟讲话。"))
    assert _merges(resolution, Kind.OFFICIAL, "张伟") == ()
    assert ("Official", "nobody") not in resolution.merges
    assert set(resolution.merges) == {(one.kind.value, one.id) for one in resolution.entities}
