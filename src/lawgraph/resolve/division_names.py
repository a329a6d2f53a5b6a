"""Names of divisions that open another name: 四川省|人民调解先进集体, 包头市|“枫桥式”司法所."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import Gazetteer

if TYPE_CHECKING:
    from lawgraph.lexicon.divisions import Division

#: The longest and shortest names of divisions of county rank and up: 积石山保安族东乡族撒拉族自治县, 沙市.
LENGTHS = range(15, 1, -1)


@functools.lru_cache(maxsize=65536)
def bearers(name: str) -> tuple[Division, ...]:
    """Return the divisions of county rank and up that a full name may mean, those of today before those of the past.

    The full forms alone, 湘西州 among them, and of provinces the short ones too (广东): 全州 and 公安 open other words.
    """
    found = [one for one in Gazetteer.load().named(name) if one.level == "province" or (one.level != "township" and (one.name == name or name != one.short))]
    return tuple([one for one in found if one.valid_in()] or found)


def opening(text: str) -> int:
    """Return the length of the division's name that opens a text and does not end it, 0 where none does."""
    return next((length for length in LENGTHS if len(text) > length and bearers(text[:length])), 0)
