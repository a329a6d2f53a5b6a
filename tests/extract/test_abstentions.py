"""Words that call for a claim in vain: each reason is what the sentence says or lacks."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgraph.extract.extractor import extract
from lawgraph.extract.nodes import program_names
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Article, Reason

#: A text, the word in it that calls for a claim, of which property, and why there is none.
CASES = [
    ("青州市司法局尚未开展“法润青州”普法活动。", "开展", "launched", Reason.NEGATED),
    ("青州市司法局没有获评全省先进集体。", "获评", "awarded", Reason.NEGATED),
    ("青州市司法局将启动“法润青州”普法行动。", "启动", "launched", Reason.PLANNED),
    ("省司法厅拟授予青州市司法局“全省模范司法局”称号。", "授予", "awarded", Reason.PLANNED),
    ("下一步,青州市司法局将出台《司法所建设标准》。", "出台", "issued", Reason.PLANNED),
    ("周立群拟任青州市司法局局长。", "局长", "leads", Reason.PLANNED),
    ("省司法厅要求青州市司法局开展“法润青州”普法活动。", "开展", "launched", Reason.ASKED),
    ("司法所应当建立“一村一顾问”工作机制。", "建立", "launched", Reason.ASKED),
    ("连续三年无违纪的司法所,方可授予“全市模范司法所”称号。", "授予", "awarded", Reason.CONDITIONAL),
    ("青州市司法局被推荐评为全省先进集体。", "评为", "awarded", Reason.NOMINATED),
    ("青州市司法局每月召开专题学习会。", "召开", "held", Reason.REPEATED),
    ("周立群强调,全面推行行政执法“三项制度”。", "全面推行", "launched", Reason.SAID),
    ("周立群在青州市司法局督导开展“平安护航”专项行动。", "开展", "launched", Reason.REPORTED),
    ("周立群说:“我们这些年一直在青州市司法局的各个基层司法所里想办法,努力开展普法宣传,打造群众身边的法律服务,大家都很辛苦也很高兴。”", "开展", "launched", Reason.QUOTED),
    ("某司法所所长王某某到场。", "所长", "leads", Reason.PRIVATE),
    ("局长带头学习。", "局长", "leads", Reason.NO_NAME),
    ("李明远局长到场。", "局长", "leads", Reason.NO_BODY),
    ("青州市司法局荣获省级通报。", "荣获", "awarded", Reason.NO_HONOUR),
    ("12名干警荣立个人三等功。", "荣立", "awarded", Reason.NO_RECIPIENT),
    ("青州市司法局打造“最后一公里”。", "打造", "launched", Reason.SLOGAN),
    ("青州市司法局深入开展普法宣传。", "深入开展", "launched", Reason.NO_PROGRAM),
    ("青州市司法局建成青州市公共法律服务中心。", "建成", "launched", Reason.BODY),
    ("青州市司法局印发通知。", "印发", "issued", Reason.NO_DOCUMENT),
    ("青州市司法局召开会议。", "召开", "held", Reason.NO_EVENT),
    ("群众代表出席全市普法工作动员会。", "出席", "attended", Reason.NO_OFFICIAL),
    ("青州市司法局局长周立群出席活动。", "出席", "attended", Reason.NO_EVENT),
    ("青州市司法局联合多家单位走访群众。", "联合", "cooperatesWith", Reason.NO_PARTNER),
    ("全面推行行政执法“三项制度”。", "全面推行", "launched", Reason.NO_SUBJECT),
    ("会上宣读了《司法所建设标准》,该标准由青州市司法局编印。", "编印", "issued", Reason.NO_RULE),
]


def found(text, **fields):
    return [(text[one.start : one.end], one.property.value, one.reason) for one in extract(Article(text=text, **fields)).abstentions]


@pytest.mark.parametrize(("text", "word", "prop", "reason"), CASES, ids=[f"{prop}: {reason}: {text[:12]}" for text, _, prop, reason in CASES])
def test_the_reason_is_that_of_the_sentence(text, word, prop, reason):
    assert (word, prop, reason) in found(text)


def test_every_reason_has_its_case():
    assert {reason for *_, reason in CASES} == set(Reason)


@pytest.mark.parametrize(
    "text",
    [
        "青州市司法局开展“法润青州”普法活动。",
        "青州市司法局获评“全省模范司法局”称号。",
        "青州市司法局局长周立群介绍情况。",
        "青州市司法局印发《司法所建设标准》。",
        "3月9日,青州市司法局召开队伍教育整顿部署会。",
        "青州市司法局联合青州市律师协会开展“法润青州”普法活动。",
    ],
)
def test_a_sentence_with_its_claim_is_no_abstention(text):
    assert extract(Article(text=text)).claims
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "青州市司法局取得明显成效。",  # a weak verb of receiving, and no honour in sight
        "各司法所落实决策部署,加强合作。",  # verbs used as nouns
        "这是《关于开展普法工作的通知》。",  # the verb is a title's own
        "群众说这是“打造样板”。",  # and a slogan's own
        "书记员记录。",  # 书记 is part of another word
        "",
        "。。。\n\n!?",
    ],
)
def test_what_calls_for_nothing_is_not_listed(text):
    assert found(text) == []


def test_a_clause_is_listed_once_a_kind():
    assert [one[:2] for one in found("青州市司法局深入开展普法宣传和打造服务阵地。")] == [("深入开展", "launched")]
    assert [one[:2] for one in found("青州市司法局深入开展普法宣传,积极打造服务阵地。")] == [("深入开展", "launched"), ("打造", "launched")]


def test_places_hold_in_the_articles_own_text():
    text = "第一句无事。\u3000\u3000青州市司法局召开會議。"
    (one,) = extract(Article(text=text)).abstentions
    assert text[one.start : one.end] == "召开"
    assert text[one.sentence_start : one.sentence_end] == "青州市司法局召开會議。"


def test_places_hold_in_a_text_that_is_read_in_windows():
    line = "青州市司法局召开会议。" + "会议内容从略。" * 20 + "\n"
    article = Article(text=line * 400)
    abstentions = extract(article).abstentions
    assert len(abstentions) == 400
    assert {article.text[one.start : one.end] for one in abstentions} == {"召开"}
    assert {article.text[one.sentence_start : one.sentence_end] for one in abstentions} == {"青州市司法局召开会议。"}


def test_words_of_doubt_are_words_that_stay_the_rules():
    """A verb that the rules take for undone has a word of doubt before it: the two vocabularies agree."""
    doubt = Vocabulary.load().relations["doubt"]
    known = re.compile("|".join(word for words in doubt.values() for word in words))
    rules = f"{program_names._UNREAL.pattern}|{program_names._FUTURE.pattern}"
    for word in ("拟", "力争", "计划", "希望", "要求", "应当", "必须", "需要", "建议", "号召", "倡议", "鼓励", "准备", "打算", "有待", "尚未", "即将", "将要", "将会", "将开展", "要开展", "下一步,", "今后,", "未来,", "明年,"):
        assert re.search(rules, word), word
        assert known.search(word), word
    assert {reason.name.lower() for reason in Reason} >= set(doubt)


PIECES = ["青州市司法局", "局长", "周立群", "拟", "未", "授予", "荣获", "开展", "印发", "《条例》", "召开", "会议", "出席", "联合", "“", "”", "《", "》", ",", "。", "\n", " ", "某", "4名干警", "“法润青州”活动", "\u3000"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_gives_abstentions_that_stand_in_it(text):
    first = extract(Article(text=text))
    assert first == extract(Article(text=text))
    told = {(claim.property, claim.start) for claim in first.claims}
    for one in first.abstentions:
        assert 0 <= one.sentence_start <= one.start < one.end <= one.sentence_end <= len(text)
        assert (one.property, one.sentence_start) not in told
    assert list(first.abstentions) == sorted(first.abstentions, key=lambda one: (one.start, one.end))
