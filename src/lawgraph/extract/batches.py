"""The batch and the years that the name of an honour states: 第八批…, 2016-2018年度…."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lawgraph.model import Mention

_NUMERAL = "[〇零一二三四五六七八九十百两0-9]{1,5}"
#: 第八批, 第十一届, 首批, 第三批次. Not 第一师 and 第二监狱, nor 第二次全国污染源普查, which is the name of the census.
_BATCH = re.compile(rf"(?:第({_NUMERAL})|(首))(?:批次|批|届)的?")
#: 2021年度, 2016-2018年度, 2022年; a bare 2018 may be a part of the name (2008奥运安保先进集体).
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年?(?:[-\u2013\u2014~\uff5e至到]+((?:19|20)?[0-9]{2}))?(?:年度|年)(?:的)?")
#: Longer runs of years are no award for each of them (1950-2000年), but a span that a name speaks of.
_LONGEST = 10
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100}


class Stated(NamedTuple):
    """What a name says besides the honour: the number of its batch or session, and the years it is for."""

    batch: int | None = None
    years: tuple[int, ...] = ()


@functools.lru_cache(maxsize=65536)
def read_name(name: str) -> tuple[str, Stated]:
    """Return an honour's name without batch and year, and these.

    Examples: 第八批“全国民主法治示范村” is (“全国民主法治示范村”, batch 8); 2016-2018年度福建省先进个人
    is (福建省先进个人, years 2016 to 2018); 全国“七五”普法先进集体 stays as it is.
    """
    batch, years = None, tuple[int, ...]()
    if (found := _BATCH.search(name)) and (number := 1 if found[2] else _number(found[1])):
        batch, name = number, name[: found.start()] + name[found.end() :]
    if found := _YEAR.search(name):
        first = int(found[1])
        last = int(found[1][: 4 - len(found[2])] + found[2]) if found[2] else first
        if first <= last < first + _LONGEST:
            years, name = tuple(range(first, last + 1)), name[: found.start()] + name[found.end() :]
    if years or batch or name.startswith("年度"):
        name = name.removeprefix("度").removeprefix("年度") or name
    return name, Stated(batch, years)


def stated(mention: Mention) -> Stated:
    """Return the batch and the years that a mention of an honour states in its name or another form of it."""
    told = [read_name(name)[1] for name in (mention.name, *mention.aliases)]
    return Stated(next((one.batch for one in told if one.batch), None), next((one.years for one in told if one.years), ()))


def _number(text: str) -> int:
    """Return the value of a numeral below a thousand: 十一, 27, 一百零二; 0 where it is none."""
    if text.isascii():
        return int(text)
    value = digit = 0
    for letter in text:
        if letter in _UNITS:
            value += (digit or 1) * _UNITS[letter]
            digit = 0
        elif letter.isascii():
            return 0
        else:
            digit = _DIGITS[letter]
    return value + digit
