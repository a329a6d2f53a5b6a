"""Sessions of people's congresses and of the political consultative conferences, under whichever of their names.

政协第十四届全国委员会第一次会议 is 全国政协十四届一次会议, and 第十四届全国人民代表大会第一次会议 is
十四届全国人大一次会议: statutes name them in full, news in short. The term and the number of the
session make each one of its kind.
"""

from __future__ import annotations

import re

_N = "[一二三四五六七八九十百]+"
_OF = "(?P<place>全国|(?:(?!第)[\u4e00-\u9fff]){2,12}?)"
_END = f"第?(?P<session>{_N})次(?:全体)?会议"
_CONGRESS = "(?:人民代表大会|人大)"
_STANDING = "(?P<standing>常务委员会|常委会)?"
_FORMS = (
    ("congress", re.compile(f"{_OF}?第?(?P<term>{_N})届(?P<all>全国)?{_CONGRESS}{_STANDING}{_END}")),
    ("congress", re.compile(f"{_OF}{_CONGRESS}第?(?P<term>{_N})届{_STANDING}{_END}")),
    ("conference", re.compile(f"(?:中国人民政治协商会议|人民政协|政协){_OF}?第?(?P<term>{_N})届(?P<all>全国)?委员会{_STANDING}{_END}")),
    ("conference", re.compile(f"{_OF}政协第?(?P<term>{_N})届(?:委员会)?{_STANDING}{_END}")),
)


def session(name: str) -> str | None:
    """Return what tells a session from every other, None for what is no session of a known body.

    Example: ``session("全国政协十四届一次会议") == "conference|全国|十四||一"``. A session whose place the
    name does not tell (十五届人大三次会议) is none.
    """
    for body, form in _FORMS:
        found = form.fullmatch(name)
        if found is not None:
            told = found.groupdict()
            place = told["place"] or told.get("all")
            if place:
                return f"{body}|{place}|{told['term']}|{'standing' if told['standing'] else ''}|{told['session']}"
    return None
