"""When a passage says that something was so: its own date, as precise as it states it."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

#: A date by figures, or one told from the day of writing. A number before 号文 or 度 dates no deed.
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})年(?!度)(?:(?P<month>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号](?!文))?)?"
    r"|(?P<since>今年|去年|前年|同年|当年|本年|上年)(?!度)(?:的)?(?:(?P<month2>1[0-2]|[1-9])月(?:份)?(?:(?P<day2>3[01]|[12]\d|[1-9])[日号])?)?"
    r"|(?<![\d年.])(?P<month3>1[0-2]|0?[1-9])月(?:份)?(?:(?P<day3>3[01]|[12]\d|0?[1-9])[日号](?!文))?(?![度\d])"
    r"|(?<![\d月.至-])(?P<day4>3[01]|[12]\d|[1-9])日(?=[上下中]午|晚|凌晨|,|在|,|[\u4e00-\u9fff])"
    r"|(?P<moon>上个?月|本月|这个月|当月)|(?P<near>今天|今日|昨天|昨日|前天|前日)"
)
#: What follows the date of a span of time, within which nothing is dated: 2016年以来.
_SPAN = re.compile("(?:年?底?)?(?:以来|来|起|至今|到|至(?!今))")
#: What a date of somebody's life stands beside: it dates none of their deeds. 1975年8月|生 · 生于|1975年8月
_LIFE = re.compile("生(?=[,;。、 )于人]|$)|出生|参加工作|入党|加入中国共产党|入伍|参军|毕业(?=[,;。、 )于]|$)")
_BORN = "生于"
_AHEAD = ("将于", "将在", "定于", "拟于")
_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "前年": -2}
_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "前日": -2}


def date_in(text: str, article_date: str | None, at: int | None = None, reach: int | None = None) -> str | None:
    """Return the date that ``text`` states for what it says at ``at``, as precise as it states it: 2020年7月 is 2020-07.

    ``article_date`` is an ISO 8601 date, maybe partial. Of several dates the last before ``at``
    counts (the last of all where ``at`` is None), else the first behind it that begins before
    ``reach``. A month and day without
    a year take the year told before them, else that of the article, or the year before where they
    would lie after it; 去年, 上月 and 昨天 are told from the article's date. Without that they are no
    date, and a span (2016年以来) is none.

    >>> date_in("2016年以来成绩突出,2018年被授予称号,次年3月又获奖", None, 14)
    '2018'
    """
    found = _dates(text, article_date)
    if not found:
        return None
    if at is None:
        return found[-1][1]
    before = [iso for start, iso in found if start <= at]
    if before:
        return before[-1]
    return found[0][1] if reach is None or found[0][0] < reach else None


def dates_in(text: str, article_date: str | None) -> frozenset[str]:
    """Return every date that a folded text states, as :func:`date_in` reads it."""
    return frozenset(iso for _, iso in _dates(text, article_date))


@functools.lru_cache(maxsize=256)  # a sentence says many things, one after the other
def _dates(text: str, article_date: str | None) -> tuple[tuple[int, str], ...]:
    """Return where each date of a text stands, and what it means."""
    found: list[tuple[int, str]] = []
    year = article_date[:4] if article_date else None
    told = False
    for match in _DATE.finditer(text):
        if _LIFE.match(text, match.end()) or text.endswith(_BORN, 0, match.start()):
            continue
        iso = _read(match, article_date, year, told=told)
        if iso is None:
            continue
        year, told = iso[:4], told or bool(match["year"])
        # 今年以来 lies within its year; 2016年以来 may be any year since.
        if match["since"] or not _SPAN.match(text, match.end()):
            found.append((match.start(), iso))
    return tuple(found)


def _read(match: re.Match[str], article: str | None, year: str | None, *, told: bool) -> str | None:
    """Return what one date means, given the article's and the year told last before it."""
    if match["year"]:
        return _iso(match["year"], match["month"], match["day"])
    if match["since"]:
        if match["since"] not in _YEARS:
            return _iso(year, match["month2"], match["day2"]) if told and year else None
        return _iso(str(int(article[:4]) + _YEARS[match["since"]]), match["month2"], match["day2"]) if article else None
    if match["month3"]:
        if year is None or (article is None and not told):
            return None
        iso = _iso(year, match["month3"], match["day3"])
        if not told and article is not None and iso > article.ljust(10, "9") and not _is_ahead(match):
            iso = _iso(str(int(year) - 1), match["month3"], match["day3"])
        return iso
    if article is None or len(article) < 7:
        return None
    if match["moon"]:
        return _month(article, -1 if match["moon"].startswith("上") else 0)
    if len(article) < 10:
        return None
    if match["near"]:
        try:
            return (dt.date.fromisoformat(article[:10]) + dt.timedelta(days=_DAYS[match["near"]])).isoformat()
        except (ValueError, OverflowError):
            return None  # an article dated to no day of any calendar
    month = _month(article, -1 if int(match["day4"]) > int(article[8:10]) else 0)
    return _iso(month[:4], month[5:], match["day4"])


def _is_ahead(match: re.Match[str]) -> bool:
    """Tell whether the words before a date tell of what is to come: 将于|3月11日 does not mean the March that was."""
    return match.string.endswith(_AHEAD, 0, match.start())


def _month(article: str, shift: int) -> str:
    """Return the article's month, or one ``shift`` months from it."""
    count = int(article[:4]) * 12 + int(article[5:7]) - 1 + shift
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def _iso(year: str, month: str | None, day: str | None) -> str:
    if month and day and 1 <= int(year) <= 9999 and int(day) > calendar.monthrange(int(year), int(month))[1]:
        day = None  # 2月30日 is a slip of the pen: the month still stands
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])
