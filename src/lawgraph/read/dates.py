"""Find the date that a page gives itself, as an ISO 8601 date that may be partial."""

from __future__ import annotations

import datetime as dt
import re

from lawgraph.read.clean import fold

_NUMERALS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_HAN = "〇零○O一二三四五六七八九"

# 2021-04-07, 2025/4/24, 2021.4.7, 2025年4月24日, 2025年04月
_DIGITS = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d) ?(?:年|[-/.]) ?(?P<m>\d{1,2})(?: ?(?:月|[-/.]) ?(?P<d>\d{1,2})(?!\d))?(?!\d)",
)
# 二〇二一年四月七日, 二○一九年十月
_CHINESE = re.compile(
    rf"(?P<y>[一二][{_HAN}]{{3}})年(?P<m>[{_HAN}十]{{1,3}})月(?:(?P<d>[{_HAN}十廿卅]{{1,4}})日)?",
)
# 民國110年4月7日
_REPUBLIC = re.compile(r"民[國国](?P<y>\d{2,3})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?")
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:年|$)")

# The first year of the Republic is 1912.
_REPUBLIC_OFFSET = 1911


def _number(text: str) -> int:
    """Read a Chinese or Arabic number below 100: ``"二十四"`` is 24, ``"廿三"`` is 23."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(text.translate(_NUMERALS))
    return int(tens.translate(_NUMERALS) or "1") * 10 + int(ones.translate(_NUMERALS) or "0")


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """Return the date, or None where the calendar has no such day."""
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        return None
    parts = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def find_date(text: str, *, partial: bool = False, compact: bool = False) -> str | None:
    """Return the first possible date in ``text``, or None.

    ``partial`` admits "2021年4月" and "2021年"; a line that is not labelled as a date should not
    have it, since "2021年工作总结" is a title. ``compact`` admits 20210407, which elsewhere is more
    often the number of a licence.

    Example: ``find_date("发布时间:二〇二一年四月七日")`` is ``"2021-04-07"``.
    """
    text = fold(text)
    found: list[tuple[int, str]] = []
    patterns = [(_DIGITS, 0), (_CHINESE, 0), (_REPUBLIC, _REPUBLIC_OFFSET)]
    if compact:
        patterns.append((_COMPACT, 0))
    for pattern, offset in patterns:
        for match in pattern.finditer(text):
            year = int(match["y"].translate(_NUMERALS)) + offset
            day = _number(match["d"]) if match["d"] else None
            if day is None and not partial:
                continue
            iso = _iso(year, _number(match["m"]), day)
            if iso is not None:
                found.append((match.start(), iso))
                break
    year_only = _YEAR.search(text) if partial and not found else None
    if year_only is not None:
        return str(int(year_only["y"]))
    return min(found)[1] if found else None
