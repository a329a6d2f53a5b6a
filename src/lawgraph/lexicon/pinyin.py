"""Latin spelling of Chinese names, so that a reader without a Chinese keyboard finds them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Surnames that are read otherwise than the common word; pypinyin knows words, not people.
_SURNAMES = {
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai",
    "仇": "qiu", "任": "ren", "冼": "xian", "区": "ou", "单": "shan", "召": "shao", "员": "yun",
    "宓": "fu", "尹": "yin", "折": "she", "曾": "zeng", "朴": "piao", "查": "zha", "洗": "xian",
    "盖": "ge", "种": "chong", "秘": "bi", "纪": "ji", "翟": "zhai", "葛": "ge", "覃": "qin",
    "解": "xie", "过": "guo", "那": "na", "郇": "xun", "都": "du", "隗": "wei", "黑": "he", "乜": "nie",
}  # fmt: skip


_HAN = re.compile("[\u3400-\u9fff]")
_PIECE = re.compile("[\u3400-\u9fff]|[^\u3400-\u9fff\\s]+")

# 石家庄市长安区: the word 市长 (mayor) is not in there, so the name is spelt in two pieces.
_PLACE_WITH_CHANG = re.compile("(?<=[省市区县])(?=长[^长]{1,2}(?:区|县|市|镇|乡|街道))")


@lru_cache(maxsize=65536)
def pinyin(text: str, *, person: bool = False) -> str:
    """Return the pinyin without tone marks, a space between syllables; other characters stay.

    Examples: ``pinyin("包头市司法局") == "bao tou shi si fa ju"``;
    ``pinyin("单志刚", person=True) == "shan zhi gang"``
    """
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionaries take a moment to load

    if person:
        for length in (2, 1):
            if len(text) > length and (surname := _SURNAMES.get(text[:length])):
                return " ".join([surname, *_syllables(lazy_pinyin(text[length:]))])
    return " ".join(s for piece in _PLACE_WITH_CHANG.split(text) for s in _syllables(lazy_pinyin(piece)))


def _syllables(parts: list[str]) -> list[str]:
    return [part for piece in parts for part in piece.split()]


def common_sounds(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the commonest sound of each character in these names, from pairs of a name and its pinyin.

    Example: ``common_sounds([("包头", "bao tou")]) == {"包": "bao", "头": "tou"}``
    """
    counts: dict[str, Counter[str]] = {}
    for name, sounds in names:
        syllables = sounds.split()
        pieces = _pieces(name)
        if len(pieces) == len(syllables):
            for piece, sound in zip(pieces, syllables, strict=True):
                if _HAN.fullmatch(piece):
                    counts.setdefault(piece, Counter())[sound] += 1
    # Of two sounds that are as common the first in the alphabet: the order of the names must not matter.
    return {char: min(found, key=lambda sound: (-found[sound], sound)) for char, found in sorted(counts.items())}


def spelt(name: str, sounds: Mapping[str, str]) -> str:
    """Return the name spelt with these sounds, other characters as they are, a space between.

    Example: ``spelt("包头12", {"包": "bao", "头": "tou"}) == "bao tou 12"``
    """
    return " ".join(sounds.get(piece, piece) for piece in _pieces(name))


def _pieces(name: str) -> list[str]:
    """Return each Chinese character, and the words between them."""
    return _PIECE.findall(name)
