"""What is worth a person's look, in which order, and what is not asked twice."""

import json

import pytest

import lawgraph
from lawgraph.errors import OutputError
from lawgraph.link import MODEL, Link, write_links
from lawgraph.model import Anchor, Entity, Kind, Merge, MergeReason
from lawgraph.resolve.decisions import Decision, Verdict
from lawgraph.review import Doubt, DoubtKind, doubts
from lawgraph.review.answers import Answers
from lawgraph.review.articles import Articles
from lawgraph.review.bodies import provisional_doubts
from lawgraph.review.queue import WEAK, _merges
from lawgraph.review.survey import Node, Survey

from .conftest import PAGES, write_pages


def of_kind(folder, kind, **more):
    return doubts(folder, kinds=[kind], **more)


def labels(doubt):
    return {doubt.left.label, doubt.right.label}


def build(tmp_path, *pages):
    path = tmp_path / "pages.jsonl"
    write_pages(path, [(f"第{n}篇", date, text) for n, (date, text) in enumerate(pages)])
    lawgraph.build([path]).write(tmp_path / "out")
    return tmp_path / "out"


def test_namesakes_of_two_cities_are_offered_with_their_posts_and_reasons(built):
    (doubt,) = of_kind(built, DoubtKind.OFFICIALS)
    assert labels(doubt) == {"张伟"}
    assert {side.facts for side in (doubt.left, doubt.right)} == {
        ("丰台区司法局 局长, 2019-03-04 (1 passage)",),
        ("成都市司法局 局长, 2020-01-01 (1 passage)",),
    }
    assert "no third official in this build bears the name" in doubt.pros
    assert "seen one after the other: until 2019-03-04, then from 2020-01-01" in doubt.pros
    assert doubt.cons == ("丰台区 and 成都市 lie in two provinces",)
    assert doubt.verdicts == (Verdict.SAME, Verdict.DIFFERENT)


def test_a_side_shows_the_passage_that_tells_the_post(built):
    (doubt,) = of_kind(built, DoubtKind.OFFICIALS)
    with Articles(built) as articles:
        for side in (doubt.left, doubt.right):
            text = articles.find(side.anchor.article_id).text
            assert text[side.anchor.start : side.anchor.end] == "张伟"
            assert "司法局局长张伟" in text[side.start : side.end]


def test_nearer_bodies_come_first_and_two_posts_at_once_last(tmp_path):
    folder = build(
        tmp_path,
        ("2019-03-04", "丰台区司法局局长张伟讲话。"),
        ("2020-03-04", "海淀区司法局局长张伟讲话。"),
        ("2019-01-04", "成都市司法局局长李明讲话。"),
        ("2019-05-04", "成都市司法局局长李明讲话。会议结束。"),
        ("2019-03-04", "包头市司法局局长李明讲话。"),
    )
    first, second = of_kind(folder, DoubtKind.OFFICIALS)
    assert labels(first) == {"张伟"}
    assert "丰台区 and 海淀区 lie in 北京市" in first.pros
    assert labels(second) == {"李明"}
    assert any("would have led" in one and "2019-03-04" in one for one in second.cons)


def test_one_date_of_birth_speaks_for_one_person_and_two_are_two(tmp_path):
    folder = build(
        tmp_path,
        ("2019-03-04", "丰台区司法局局长张伟，男，汉族，1970年3月生，主持工作。"),
        ("2020-03-04", "海淀区司法局局长张伟，男，汉族，1970年3月生，主持工作。"),
        ("2021-03-04", "包头市司法局局长张伟，男，汉族，1981年5月生，主持工作。"),
    )
    (doubt,) = of_kind(folder, DoubtKind.OFFICIALS)
    assert "both born 1970-03, ethnicity 汉族, gender male" in doubt.pros
    assert {side.facts[0] for side in (doubt.left, doubt.right)} == {"born 1970-03, ethnicity 汉族, gender male"}


def test_a_name_that_many_bear_speaks_against(tmp_path):
    places = ("丰台区", "海淀区", "成都市", "包头市")
    folder = build(tmp_path, *(("2019-03-04", f"{place}司法局局长张伟讲话。") for place in places))
    found = of_kind(folder, DoubtKind.OFFICIALS, limit=100)
    assert len(found) == 6
    assert not any("one after the other" in one for doubt in found for one in doubt.pros)
    assert all("4 officials in this build bear the name" in doubt.cons for doubt in found)


def test_a_probable_link_is_asked_first_by_its_score_and_not_again_as_namesakes(built):
    (namesakes,) = of_kind(built, DoubtKind.OFFICIALS)
    write_links(built, [Link(*sorted((namesakes.left.id, namesakes.right.id)), 0.83)])
    (doubt,) = of_kind(built, DoubtKind.LINKS)
    assert (doubt.score, doubt.pros[0]) == (0.83, f"{MODEL} gives 0.83 that they are one")
    assert set(namesakes.pros) < set(doubt.pros)
    assert {doubt.left.anchor, doubt.right.anchor} == {namesakes.left.anchor, namesakes.right.anchor}
    for kind in (DoubtKind.LINKS, DoubtKind.OFFICIALS):
        assert of_kind(built, kind, answers=Answers([decided(doubt, Verdict.DIFFERENT)])) == ()


def test_links_of_another_build_are_told_and_left_out(built, command):
    write_links(built, [])
    links = built / "links.jsonl"
    links.write_text(links.read_text(encoding="utf-8").replace('"claims": "', '"claims": "0'), encoding="utf-8")
    assert of_kind(built, DoubtKind.LINKS) == ()
    done = command("review", built, "--list")
    assert done.status == 0
    assert "was made of another build of this folder" in done.err


def test_a_bureau_without_a_division_is_offered_the_one_it_may_be(built):
    (doubt,) = of_kind(built, DoubtKind.PROVISIONAL)
    assert doubt.right.facts == ("江苏省/南京市/鼓楼区 (320106)",)
    assert doubt.left.facts == ("no division is known",)
    assert "no other body of the build bears the name" in doubt.pros
    assert any("divisions are called 鼓楼区" in one for one in doubt.cons)


def body(label, code, *articles):
    entity = Entity(f"{code}-x" if code else "x", Kind.INSTITUTION, label, f"{code}|{label}", code=code, organ="justice-bureau", provisional=code is None)
    return Node(entity, tuple(Anchor(Kind.INSTITUTION, article, 0, len(label), label) for article in articles))


@pytest.mark.parametrize(
    ("codes", "why"),
    [
        ({"350100"}, "the article names 福州市, where it lies"),
        ({"350000"}, "the article names 福建省, where it lies"),
        ({"350102001"}, "the article names 鼓东街道 in 鼓楼区"),
    ],
)
def test_what_the_article_names_beside_it_chooses_the_bureau(codes, why):
    found = Survey(provisional=[body("鼓楼区司法局", None, "a1")], codes={"a1": codes})
    found.bodies["justice-bureau"] = [body("鼓楼区司法局", code, "a2") for code in ("320106", "350102", "410204")]
    (doubt,) = provisional_doubts(found)
    assert doubt.right.id == "350102-x"
    assert doubt.pros == (why,)
    assert doubt.cons[:2] == ("3 bodies of the build bear the name", "4 divisions are called 鼓楼区")


def test_two_bodies_of_one_name_without_a_division_are_offered_unless_the_name_is_everybodys():
    found = Survey(provisional=[body("江南大学", None, "a1"), body("江南大学", None, "a2"), body("市司法局", None, "a1"), body("市司法局", None, "a2")])
    (doubt,) = provisional_doubts(found)
    assert labels(doubt) == {"江南大学"}


def test_programs_of_nearly_one_name_and_one_launcher_are_offered(built):
    (doubt,) = of_kind(built, DoubtKind.FORMS)
    assert labels(doubt) == {"“法治惠民进万家”活动", "“法治惠民到万家”活动"}
    assert doubt.left.facts == ("launched by 丰台区司法局",)


@pytest.mark.parametrize("names", [("“法治惠民第八批示范点”", "“法治惠民第九批示范点”"), ("“法治惠民2021行动”", "“法治惠民2022行动”")])
def test_batches_and_years_are_two_programs_and_nobody_is_asked(tmp_path, names):
    folder = build(tmp_path, *(("2022-02-02", f"丰台区司法局启动{name}活动。") for name in names))
    assert of_kind(folder, DoubtKind.FORMS) == ()


def test_claims_come_the_least_sure_first(built):
    found = of_kind(built, DoubtKind.CLAIMS, limit=100)
    sure = [json.loads(line)["confidence"] for line in (built / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [-one.score for one in found] == sorted(sure)
    assert all(one.verdicts == (Verdict.WRONG,) for one in found)
    assert len(of_kind(built, DoubtKind.CLAIMS, limit=2)) == 2


def test_a_merge_on_a_weak_reason_is_offered_and_one_on_a_key_is_not(built):
    (doubt,) = of_kind(built, DoubtKind.OFFICIALS)
    node = Node(next(one for one in lawgraph.build([built / "articles.jsonl"]).knowledge.entities if one.kind is Kind.OFFICIAL), ())
    merges = [Merge(doubt.left.anchor, doubt.right.anchor, reason, "x") for reason in (MergeReason.ADJACENT_BODY, MergeReason.FORMER_POST)]
    found = sorted(_merges(Survey(merges=[(node, one) for one in merges])), key=lambda one: -one.score)
    assert [one.pros[0].partition(":")[0] for one in found] == [MergeReason.FORMER_POST.value, MergeReason.ADJACENT_BODY.value]
    assert MergeReason.ADJACENT_BODY in WEAK
    assert not {MergeReason.DECISION, MergeReason.SAME_NAME, MergeReason.SAME_KEY, MergeReason.SAME_BODY} & set(WEAK)


# What was answered


def decided(doubt: Doubt, verdict: Verdict) -> Decision:
    return doubt.decision(verdict, who="王芳", when="2026-11-22")


@pytest.mark.parametrize("kind", [DoubtKind.OFFICIALS, DoubtKind.PROVISIONAL, DoubtKind.FORMS, DoubtKind.CLAIMS])
def test_what_was_decided_or_skipped_is_not_asked_again_until_it_is_undone(built, kind):
    doubt, *rest = of_kind(built, kind)
    for verdict in doubt.verdicts:
        made = decided(doubt, verdict)
        undone = Decision(Verdict.UNDO, undoes=made.id)
        for answers in (Answers([made]), Answers((), [made])):
            assert list(of_kind(built, kind, answers=answers)) == rest
        for answers in (Answers([made, undone]), Answers((), [made, undone])):
            assert list(of_kind(built, kind, answers=answers)) == [doubt, *rest]


def test_an_answer_counts_for_the_nodes_when_an_article_is_added_that_shows_them_otherwise(built, tmp_path):
    (doubt,) = of_kind(built, DoubtKind.OFFICIALS)
    answers = Answers([decided(doubt, Verdict.DIFFERENT)])
    more = tmp_path / "more.jsonl"
    write_pages(more, [*PAGES, ("再次部署", "2019-12-30", "丰台区司法局局长张伟再次讲话。")])
    lawgraph.build([more]).write(tmp_path / "more")
    (shown,) = of_kind(tmp_path / "more", DoubtKind.OFFICIALS)
    assert shown.left.anchor != doubt.left.anchor or shown.right.anchor != doubt.right.anchor
    assert of_kind(tmp_path / "more", DoubtKind.OFFICIALS, answers=answers) == ()


def test_what_follows_from_two_answers_is_not_asked(tmp_path):
    folder = build(tmp_path, *(("2019-03-04", f"{place}司法局局长张伟讲话。") for place in ("丰台区", "海淀区", "成都市")))
    pairs = {frozenset((one.left.id, one.right.id)): one for one in of_kind(folder, DoubtKind.OFFICIALS)}
    assert len(pairs) == 3
    first, second, third = pairs.values()
    for verdict in (Verdict.SAME, Verdict.DIFFERENT):
        answers = Answers([decided(first, Verdict.SAME), decided(second, verdict)])
        assert of_kind(folder, DoubtKind.OFFICIALS, answers=answers) == ()
    answers = Answers([decided(first, Verdict.DIFFERENT), decided(second, Verdict.DIFFERENT)])
    assert [labels(one) for one in of_kind(folder, DoubtKind.OFFICIALS, answers=answers)] == [labels(third)], "two differences say nothing of the third"


# Reading a build


def test_every_article_is_found_and_no_other(built):
    ids = [json.loads(line)["id"] for line in (built / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(ids) == len(PAGES)
    with Articles(built) as articles:
        for one in ids:
            assert articles.find(one).id == one
        for none in ("a0000000000000000", "affffffffffffffff", ids[2][:-1] + "g"):
            with pytest.raises(OutputError, match="lacks the article"):
                articles.find(none)


def test_a_folder_that_is_no_build_is_refused(tmp_path):
    with pytest.raises(OutputError, match=r"build\.json: cannot be read"):
        doubts(tmp_path)


@pytest.mark.parametrize("name", ["entities.jsonl", "claims.jsonl"])
def test_a_broken_file_of_a_build_is_named_with_its_line(built, name):
    path = built / name
    path.write_text(path.read_text(encoding="utf-8") + '{"kind"\n', encoding="utf-8")
    with pytest.raises(OutputError, match=rf"{name}: line \d+ is no record"):
        doubts(built)
