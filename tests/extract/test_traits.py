"""What the words behind an official's name state of the person: never of a citizen, never of somebody else."""

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Article, Kind

WHOLE = (("born", "1975-08"), ("ethnicity", "彝族"), ("gender", "female"))


def traits(text, date="2021-03-09"):
    found = extract(Article(text=text, date=date))
    return {one.name: one.traits for one in found.mentions if one.kind is Kind.OFFICIAL and one.traits}


TOLD = [
    ("周立群,女,彝族,1975年8月生,大学学历,现任青州市司法局局长。", WHOLE),
    ("周立群\uff0c女\uff0c彝族\uff0c1975年08月出生\uff0c籍贯山东青州\uff0c中共党员\uff0c现任青州市司法局副局长\uff0c拟任青州市司法局局长。", WHOLE),
    ("青州市司法局局长周立群,女,彝族,生于1975年8月,出席会议。", WHOLE),
    ("青州市司法局局长周立群(女,彝族,1975.08生)出席会议。", WHOLE),
    ("青州市司法局局长周立群\uff08女\uff0c彝族\uff0c1975年8月3日生\uff09出席会议。", WHOLE),  # the day is left out
    ("会议决定任命周立群(女,彝族)为青州市司法局局长。", WHOLE[1:]),
    ("决定任命:\n周立群(女)为青州市司法局局长;", WHOLE[2:]),
    ("青州市司法局局长周立群,1975年生,出席会议。", (("born", "1975"),)),
    ("青州市司法局局长周立群,女,46岁,1975年出生于山东青州。", (("born", "1975"), ("gender", "female"))),
    ("青州市司法局局長周立群\uff0c女\uff0c滿族。", (("ethnicity", "满族"), ("gender", "female"))),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_traits_are_read_behind_the_name(text, expected):
    assert traits(text) == {"周立群": expected}


NOT_TOLD = [
    "青州市司法局局长周立群,女儿在家。",
    "青州市司法局局长周立群,男方代表发言。",
    "青州市司法局局长周立群,1998年3月,主持会议。",
    "青州市司法局局长周立群,1998年参加工作。",
    "青州市司法局局长周立群,1998年3月生效的办法由他解读。",
    "青州市司法局局长周立群,2030年生。",  # after the article
    "青州市司法局局长周立群,1975年13月生。",
    "青州市司法局局长周立群,男,女。",  # one of the two is wrong, and nothing tells which
    "青州市司法局局长周立群出席会议。陈某,女,1990年8月生,汉族,前来求助。",
    "青州市司法局局长周立群走访村民陈大山,男,彝族,1950年8月生。",
    "青州市司法局局长周立群(",
    "青州市司法局局长周立群,",
]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_is_not_told_of_the_official_is_no_trait(text):
    assert traits(text) == {}


def test_each_of_a_list_has_their_own():
    found = traits("青州市司法局局长周立群(男)、副局长李明远(女,回族)出席。")
    assert found == {"周立群": (("gender", "male"),), "李明远": (("ethnicity", "回族"), ("gender", "female"))}


def test_a_claim_carries_the_traits_that_its_own_sentence_states():
    found = extract(Article(text="青州市司法局局长周立群,女,出席会议。会后,周立群局长讲话。", date="2021-03-09"))
    told = {found_claim.start: found_claim.subject.traits for found_claim in found.claims}
    assert told[0] == (("gender", "female"),)
    assert all(not traits for start, traits in told.items() if start)


def test_a_birth_dates_no_post():
    (found,) = extract(Article(text="周立群,女,1975年8月生,现任青州市司法局局长。", date="2021-03-09")).claims
    assert found.observed == "2021-03-09"


def test_the_56_ethnic_groups_are_there_once():
    groups = Vocabulary.load().names["ethnicities"]
    assert len(groups) == len(set(groups)) == 56
