"""Latin spelling of Chinese names, so that a reader without a Chinese keyboard finds them."""

from __future__ import annotations

import re
from functools import lru_cache

# Surnames that are read otherwise than the common word; pypinyin knows words, not people.
_SURNAMES = {
    "万俟": "mo qi", "尉迟": "yu chi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai",
    "仇": "qiu", "任": "ren", "冼": "xian", "区": "ou", "单": "shan", "召": "shao", "员": "yun",
    "宓": "fu", "尹": "yin", "折": "she", "曾": "zeng", "朴": "piao", "查": "zha", "洗": "xian",
    "盖": "ge", "种": "chong", "秘": "bi", "纪": "ji", "翟": "zhai", "葛": "ge", "覃": "qin",
    "解": "xie", "过": "guo", "那": "na", "郇": "xun", "都": "du", "隗": "wei", "黑": "he", "乜": "nie",
}  # fmt: skip


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
