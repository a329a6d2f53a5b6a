from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lawgraph.lexicon.affixes import Endings, Openings

_WORDS = st.lists(st.text(alphabet="局长市", max_size=3), max_size=6)
_TEXT = st.text(alphabet="局长市张", max_size=8)


def test_the_longest_word_wins():
    assert Openings(["局", "局长", "市"]).at("张局长", 1) == "局长"
    assert Endings(["长", "局长", "市"]).at("张局长来", 3) == "局长"


def test_a_word_before_the_floor_is_none():
    assert Endings(["局长"]).at("张局长", 3, 2) is None
    assert Endings(["长", "局长"]).at("张局长", 3, 2) == "长"


@given(_WORDS, _TEXT, st.integers(0, 8))
def test_openings_agree_with_startswith(words, text, start):
    known = tuple(filter(None, words))
    assert (Openings(words).at(text, start) is not None) == text.startswith(known, start)


@given(_WORDS, _TEXT, st.integers(0, 8), st.integers(0, 8))
def test_endings_agree_with_endswith(words, text, end, floor):
    end = min(end, len(text))
    known = tuple(filter(None, words))
    assert (Endings(words).at(text, end, floor) is not None) == text.endswith(known, floor, end)
