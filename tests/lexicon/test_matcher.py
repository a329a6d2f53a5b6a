from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgraph.lexicon.matcher import Found, Matcher, longest, occurrences
from lawgraph.lexicon.terms import Term, terms


def test_each_set_has_its_own_longest_words():
    matcher = Matcher({"organ": ["司法局", "局", "市司法局机关"], "place": ["包头市", "包头"], "level": ["市"]})
    hits = matcher.find("包头市司法局长")
    assert hits.of("organ") == [Found(3, 6, "司法局")]
    assert hits.of("place") == [Found(0, 3, "包头市")]
    assert hits.of("level") == [Found(2, 3, "市")]
    assert hits.of("other") == []


def test_the_leftmost_word_wins_over_a_longer_one_behind_it():
    hits = Matcher({"a": ["甲乙", "乙丙丁戊"]}).find("甲乙丙丁戊")
    assert hits.of("a") == [Found(0, 2, "甲乙")]
    assert sorted(hits.all("a")) == [Found(0, 2, "甲乙"), Found(1, 5, "乙丙丁戊")]


def test_a_range_is_searched_as_if_it_were_the_whole_text():
    hits = Matcher({"a": ["甲乙", "乙丙", "丙"]}).find("甲乙丙")
    assert hits.of("a") == [Found(0, 2, "甲乙"), Found(2, 3, "丙")]
    assert hits.within("a", 1, 3) == [Found(1, 3, "乙丙")]
    assert hits.within("a", 1, 2) == []


def test_an_empty_word_is_no_word_and_an_empty_text_has_none():
    assert Matcher({"a": ["", "甲"]}).find("甲甲").of("a") == [Found(0, 1, "甲"), Found(1, 2, "甲")]
    assert Matcher({"a": ["甲"]}).find("").of("a") == []


def test_words_with_a_seldom_ending_are_found_all_the_same():
    sets = {"place": ["青州", "青州镇", "州镇"], "organ": ["镇司法所"]}
    hits = Matcher(sets, seldom=("镇", "乡")).find("青州镇司法所在青州")
    assert hits.of("place") == [Found(0, 3, "青州镇"), Found(7, 9, "青州")]
    assert hits.all("place") == [Found(0, 3, "青州镇"), Found(0, 2, "青州"), Found(1, 3, "州镇"), Found(7, 9, "青州")]
    assert hits.of("organ") == [Found(2, 6, "镇司法所")]


def _slow(words: list[str], text: str) -> list[Found]:
    """Leftmost-longest, letter by letter."""
    out: list[Found] = []
    at = 0
    while at < len(text):
        word = max((word for word in words if word and text.startswith(word, at)), key=len, default="")
        if word:
            out.append(Found(at, at + len(word), word))
        at += len(word) or 1
    return out


_LETTERS = st.text(alphabet="甲乙丙\n", max_size=12)


@given(st.lists(_LETTERS, max_size=6), st.lists(_LETTERS, max_size=6), _LETTERS)
def test_every_way_to_search_finds_the_same(first, second, text):
    hits = Matcher({"first": first, "second": second}, seldom=("乙", "丙乙")).find(text)
    assert hits.of("first") == _slow(first, text)
    assert hits.of("second") == _slow(second, text)
    assert longest(hits.all("first")) == _slow(first, text)
    assert occurrences(first, text) == _slow(first, text)


@pytest.mark.parametrize("term", Term)
def test_the_value_of_a_term_is_one_of_its_words(term):
    assert [found.word for found in terms().find(term.value).of(term)] == [term.value]
