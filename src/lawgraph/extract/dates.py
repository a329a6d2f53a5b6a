"""When a passage says that something was so: its own date, else the article's."""

from __future__ import annotations

import re

_FULL = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])?)?")
_MONTH = re.compile(r"(?<![\d年])(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号])")
_YEAR_WORDS = {"今年": 0, "去年": -1, "前年": -2}


def date_in(text: str, article_date: str | None) -> str | None:
    """Return the last date that ``text`` states, as precise as it states it: 2020年7月 is 2020-07.

    A month and day without a year (3月9日) take the year of the article, or the year before where
    that day would lie after it. Without a date in the article they are no date.
    """
    found: tuple[int, str] | None = None
    for match in _FULL.finditer(text):
        found = (match.start(), _iso(match["year"], match["month"], match["day"]))
    year = article_date[:4] if article_date else None
    if year is not None and article_date is not None:
        for match in _MONTH.finditer(text):
            if text[max(0, match.start() - 1) : match.start()] == "年":
                continue
            iso = _iso(year, match["month"], match["day"])
            if iso > article_date.ljust(10, "9"):
                iso = _iso(str(int(year) - 1), match["month"], match["day"])
            if found is None or match.start() > found[0]:
                found = (match.start(), iso)
        for word, shift in _YEAR_WORDS.items():
            if word in text and found is None:
                found = (text.index(word), str(int(year) + shift))
    return found[1] if found else None


def _iso(year: str, month: str | None, day: str | None) -> str:
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
