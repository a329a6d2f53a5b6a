"""Dates that may be partial, as the days that they may mean: 2021-03 is some day of that month."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST = "-01-01"
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)


@lru_cache(maxsize=16_384)
def is_date(text: str) -> bool:
    """Tell whether a text is a day, month or year of the calendar in ISO 8601: 2021-02-30 is none."""
    if not _DATE.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(first_day(text))
    except ValueError:
        return False
    return True


def first_day(date: str) -> str:
    """Return the first day that a date may mean, as ISO 8601: 2021-03 begins on 2021-03-01."""
    return date + _FIRST[len(date) - 4 :]


def last_day(date: str) -> str:
    """Return the last day that a date may mean: 2021-02 ends on 2021-02-28."""
    if len(date) == len("2021"):
        return date + "-12-31"
    if len(date) == len("2021-02"):
        return f"{date}-{calendar.monthrange(int(date[:4]), int(date[5:]))[1]}"
    return date


def earliest(dates: Iterable[str]) -> str | None:
    """Return the date that begins first, as precise as one that lies within it: of 2021 and 2021-03-09 the latter."""
    found = list(dates)
    if not found:
        return None
    first = min(found, key=lambda one: (first_day(one), -len(one)))
    within = (one for one in found if first_day(first) <= first_day(one) and last_day(one) <= last_day(first))
    return min(within, key=lambda one: (-len(one), one))


def latest(dates: Iterable[str]) -> str | None:
    """Return the date that ends last, as precise as one that lies within it."""
    found = list(dates)
    if not found:
        return None
    last = max(found, key=lambda one: (last_day(one), len(one)))
    within = (one for one in found if first_day(last) <= first_day(one) and last_day(one) <= last_day(last))
    return max(within, key=lambda one: (len(one), one))


def days_between(one: str, other: str) -> int:
    """Return the days from one day to another, below zero where that comes first."""
    return (dt.date.fromisoformat(other) - dt.date.fromisoformat(one)).days
