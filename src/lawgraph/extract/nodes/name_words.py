"""The words that tell a person's name, and what a name is."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.affixes import Openings
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+")
END = set(",;:。!?、()《》“”‘’ \n-/|…\"'[]<>*")


class Name(NamedTuple):
    """A person's name at [start, end). ``text`` has no padding: 高 颜 is 高颜."""

    start: int
    end: int
    text: str


class NameWords(NamedTuple):
    """The tables of names.toml and surnames.txt, compiled."""

    surnames: frozenset[str]
    openings: frozenset[str]  # the first letters of the surnames
    never: frozenset[str]
    seldom: frozenset[str]
    doubtful: frozenset[str]  # the seldom ones that are not never
    not_names: Openings
    after: Openings
    after_long: Openings
    given: frozenset[str]
    private: tuple[str, ...]
    private_openings: frozenset[str]
    parts: re.Pattern[str]


@functools.cache
def name_words() -> NameWords:
    """Return the words, compiled on the first call."""
    vocabulary = Vocabulary.load()
    names = vocabulary.names
    titles = [*vocabulary.posts["heads"], *vocabulary.posts["others"]]
    after = [*names["after"], *(title for title in titles if len(title) > 1)]
    return NameWords(
        vocabulary.surnames,
        frozenset(surname[0] for surname in vocabulary.surnames),
        frozenset(names["never"]),
        frozenset(names["seldom"]),
        frozenset(names["seldom"]) - frozenset(names["never"]),
        Openings(names["not_names"]),  # 755 words, and asked of every name that may be one
        Openings(after),
        Openings(word for word in after if len(word) > 1),
        frozenset(names["given"]),
        tuple(names["private"]),
        frozenset(word[0] for word in names["private"]),
        re.compile(f"(?:{'|'.join(sorted(names['parts'], key=len, reverse=True))}){{1,3}}"),
    )


def is_private(scene: Scene, start: int) -> bool:
    """Tell whether a surname-only citizen stands at ``start``: 王先生, 李某某."""
    words = name_words()
    folded = scene.folded
    if words.private_openings.isdisjoint(folded[start + 1 : start + 3]):
        return False
    return any(folded[start : start + length] in words.surnames and folded.startswith(words.private, start + length) for length in (2, 1))



def may_be_name(letters: str) -> bool:
    """Tell whether nothing in the letters speaks against a name: 铁道兵, 机构和 and 撰文 are none."""
    words = name_words()
    return words.not_names.at(letters, 0) is None and words.never.isdisjoint(letters) and letters[-1] not in OFFICE


#: Verbs of one letter that follow a name and that the tagger likes to draw into it: 邵鸿|作报告.
NEVER_LAST = frozenset("系作做说称讲谈问答任兼带率赴忙念却出向曾获到于")
#: Letters that end the names of offices and places, and no given name.
OFFICE = frozenset("局处厅署镇县乡股会证办")
DRAWN_IN = NEVER_LAST | {"为", "分", "就", "对", "致", "到"}
#: Surnames that are function words far more often.
FUNCTION = {"和", "来", "同", "向", "从", "于", "应", "由", "与", "都", "并", "经", "到", "对", "因", "任", "连", "代", "当", "时", "请", "及", "相", "有", "会", "能", "要", "智", "玉", "战", "展", "官", "支", "国", "门", "干", "计", "信", "沙", "商", "党", "阳", "步", "满", "首", "权", "利", "生", "平", "暴", "终", "公", "通", "双", "广", "鲜", "水", "木", "种", "户", "补", "青", "须", "随", "铁"}
