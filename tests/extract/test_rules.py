"""Every rule finds its own example, and an evidence span is the article's own words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgraph.extract.extractor import extract
from lawgraph.extract.registry import RULES
from lawgraph.model import Article, Claim, Kind, Mention, Modality, Property

PIECES = [
    "包头市司法局", "市司法局", "该局", "局长", "党组书记、", "张志刚", "王先生", "被授予", "荣获", "“全国先进集体”", "称号",
    "开展", "“树提争”", "活动", "印发", "《工作方案》", "召开", "部署会", "出席", "与", "联合", "市律师协会", "3月9日", "。", ",", "\n", "、", "“", "”", "《", "(", ")",
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_finds_its_example(rule):
    found = extract(Article(text=rule.example)).claims
    assert any(
        one.rule == rule.name
        and (one.subject.name, one.property, one.object.name) == (rule.expects.subject, rule.expects.property, rule.expects.object)
        for one in found
    ), [(one.rule, one.subject.name, one.property, one.object.name) for one in found]


def test_rules_have_ids_versions_and_docstrings():
    assert len({rule.id for rule in RULES}) == len(RULES) >= 15
    for rule in RULES:
        assert rule.version >= 1
        assert rule.find.__doc__


BODY = Mention(3, 6, Kind.INSTITUTION, "青州市司法局", ("司法局",), "370781", "justice-bureau", traits=(("born", "1970"),))


def test_an_anaphor_is_the_same_thing_at_another_place():
    assert BODY.anaphor(9, 11) == replace(BODY, start=9, end=11, anaphoric=True)


def test_a_claim_keeps_all_that_the_rule_does_not_fill_in():
    found = Claim(BODY, Property.AWARDED, BODY, 1, 2, "", 0.0, None, "局长", 2, "省司法厅", Modality.ACTING, "2020", "2021")
    other = BODY.anaphor(0, 0)
    told = found.ruled(other, BODY, rule="awarded.verb/1", confidence=0.9, observed="2019")
    assert told == replace(found, subject=other, rule="awarded.verb/1", confidence=0.9, observed="2019")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_gives_claims_that_stand_in_it(text):
    extraction = extract(Article(text=text, date="2021-04-07"))
    for claim in extraction.claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert 0 < claim.confidence < 1
        for end in (claim.subject, claim.object):
            assert 0 <= end.start <= end.end <= len(text)
            assert end in extraction.mentions
    for mention in extraction.mentions:
        assert mention.name
        assert mention.anaphoric or mention.start < mention.end


def test_extraction_is_a_pure_function():
    article = Article(text="包头市司法局局长张志刚出席部署会。该局被授予“全国先进集体”称号。", date="2021-04-07")
    assert extract(article) == extract(article)


@pytest.mark.parametrize("piece", ["“", "《", "、张三", "局", "(", "任", "被授予“", "开展", "包头市司法局"])
def test_hostile_text_ends(piece):
    # A runaway would not come back at all: no time is asserted here.
    extract(Article(text=piece * (30_000 // len(piece))))


def test_a_long_text_is_read_in_windows_with_true_offsets():
    line = "包头市司法局局长张志刚出席会议。" + "会议内容从略。" * 20 + "\n"
    article = Article(text=line * 400)
    assert len(article.text) > 60_000
    claims = extract(article).claims
    assert len(claims) == 400
    for claim in claims:
        assert article.text[claim.subject.start : claim.subject.end] == "张志刚"
        assert article.text[claim.start : claim.end].startswith("包头市司法局")


def test_every_rule_has_its_confidence_on_record():
    import tomllib
    from importlib import resources

    from lawgraph.extract.confidence import confidence_of

    table = tomllib.loads(resources.files("lawgraph.extract").joinpath("confidence.toml").read_text("utf-8"))
    assert list(table) == [rule.id for rule in RULES]
    assert all(row["right"] <= row["n"] for row in table.values())
    assert confidence_of("no such rule") == 0.5
