"""Sentences as the page shows them."""

import pytest

from lawgraph.graph.passages import shown
from lawgraph.view.quotes import quote

TEXT = "开头。“包头市司法局局长张三出席了会议。”结尾"


def spans(text, *words):
    return [(text.index(word), text.index(word) + len(word)) for word in words]


def cut(found, span):
    return found.text.encode("utf-16-le")[span[0] * 2 : span[1] * 2].decode("utf-16-le")


def test_the_sentence_is_cut_and_the_spans_follow():
    evidence, subject, obj = spans(TEXT, "包头市司法局局长张三", "张三", "包头市司法局")
    found = quote(TEXT, evidence, subject, obj)
    assert found.text == "“包头市司法局局长张三出席了会议。”"
    assert (cut(found, found.subject), cut(found, found.object)) == ("张三", "包头市司法局")
    assert cut(found, found.evidence) == "包头市司法局局长张三"


def test_spans_count_utf16_units_past_hidden_and_astral_characters():
    text = "😀\u202e市𠮷局启动\u200b项目。"
    evidence, subject, obj = spans(text, text, "市𠮷局", "项目")
    found = quote(text, evidence, subject, obj)
    assert found.text == "😀市𠮷局启动项目。"
    assert (cut(found, found.subject), cut(found, found.object)) == ("市𠮷局", "项目")


def test_a_dropped_subject_and_words_outside_the_sentence_have_no_span():
    text = "包头市司法局召开会议。启动项目。"
    found = quote(text, spans(text, "启动项目。")[0], (11, 11), (0, 6))
    assert found.text == "启动项目。"
    assert found.subject is None
    assert found.object is None


def test_a_sentence_without_end_is_cut_short_and_says_so():
    text = "字" * 1000
    found = quote(text, (500, 510), (500, 501), (505, 506))
    assert found.text.startswith("…")
    assert found.text.endswith("…")
    assert len(found.text) < 400


@pytest.mark.parametrize(
    "char", ["\u202e", "\u200b", "\u2066", "\ufeff", "\x00", "\ud800", "\u2028", "\U000e0041"]
)
def test_characters_that_cannot_be_seen_are_not_shown(char):
    assert shown(f"市{char}局") == "市局"


def test_ideographic_variants_stay():
    assert shown("葛\U000e0100城") == "葛\U000e0100城"
