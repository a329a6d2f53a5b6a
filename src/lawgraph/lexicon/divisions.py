"""The administrative divisions of China since 1980: who is 鼓楼区, what was 襄樊市, where does 临平区 belong.

Two tables lie beside this module. ``divisions.tsv`` holds provinces, prefectures and counties with every name
and code they had; ``townships.tsv`` holds today's streets, towns and townships and is read when first asked
for. Their headers tell the sources. Years are those of year-end tables: 郫县 became 郫都区 in 2016, so its row
ends with 2015.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from lawgraph.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: How a township's full name ends; nothing else makes us read the large table.
TOWNSHIP_ENDINGS = ("街道", "镇", "乡", "苏木", "区公所")
_TOWNSHIP_DIGITS = 9
#: The year of the newest of the national tables that ``divisions.tsv`` was made from; its header tells the day.
EDITION = 2026


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one code and one name.

    襄樊市 and 襄阳市 are two divisions of the code 420600: the first is valid to 2009 and its successor is
    the code itself. ``valid_from`` is None where the row was there in 1980 or its start is unknown,
    ``valid_to`` is None where it is valid today.
    """

    code: str
    name: str
    short: str
    level: str
    parent: str
    valid_from: int | None = None
    valid_to: int | None = None
    successor: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """All ways to write it: 凉山彝族自治州 is also 凉山 and 凉山州."""
        found = [self.name, self.short]
        if "自治" in self.name and self.name[-1] != "区":
            found.append(self.short.removesuffix(self.name[-1]) + self.name[-1])
        return tuple(dict.fromkeys(found))

    def valid_in(self, year: int | None = None) -> bool:
        """Tell whether it existed in that year, or exists today: 郫县 did in 2010.

        The year after the last one counts too, since news go on using the old name until the change is made.
        """
        if year is None:
            return self.valid_to is None
        return (self.valid_from or year) <= year <= (self.valid_to or year) + 1


def _rows(name: str) -> Iterator[list[str]]:
    """Yield the fields of each line of a data file that is no comment."""
    text = resources.files("lawgraph.lexicon").joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


class Gazetteer:
    """All divisions, by code and by name.

    >>> gazetteer = Gazetteer.load()
    >>> [d.name for d in gazetteer.path("150203")]
    ['内蒙古自治区', '包头市', '昆都仑区']
    """

    def __init__(self, divisions: Iterable[Division]) -> None:
        self._by_code: dict[str, list[Division]] = {}
        self._by_form: dict[str, list[Division]] = {}
        for division in divisions:
            self._by_code.setdefault(division.code, []).append(division)
            for form in division.forms:
                self._by_form.setdefault(form, []).append(division)

    @classmethod
    @functools.cache
    def load(cls) -> Gazetteer:
        """Return the one gazetteer of this process, read on the first call."""
        try:
            return cls(
                Division(code, name, short, level, parent, _year(start), _year(end), successor)
                for code, name, short, level, parent, start, end, successor in _rows("divisions.tsv")
            )
        except ValueError as error:
            raise LexiconError("divisions.tsv", str(error), "Run tools/build_divisions.py again") from error

    @functools.cached_property
    def _towns(self) -> tuple[dict[str, tuple[str, str]], dict[str, list[str]]]:
        """Name and last year of each township code, and the codes of each name.

        They stay strings until one is asked for: 38,749 objects would cost more than all else here.
        """
        by_code: dict[str, tuple[str, str]] = {}
        by_name: dict[str, list[str]] = {}
        for code, name, end in _rows("townships.tsv"):
            by_code[code] = (name, end)
            by_name.setdefault(name, []).append(code)
            if name.endswith(
                "镇镇"
            ):  # 乌镇 by 桐乡 is the town 乌镇镇, and must not be mistaken for 佳县's 乌镇
                by_name.setdefault(name[:-1], []).append(code)
        return by_code, by_name

    def _town(self, code: str) -> Division | None:
        """Make the division of a township code: 150203001 is 少先路街道 in 昆都仑区."""
        if code not in self._towns[0]:
            return None
        name, end = self._towns[0][code]
        # A township has no short form: 城关 would be eighty of them.
        return Division(code, name, name, "township", code[:6], None, _year(end))

    def by_code(self, code: str, year: int | None = None) -> Division | None:
        """Return the division of a code, as it is or was last named, or as it was in ``year``.

        420600 is 襄阳市, and 襄樊市 in 2005. Twelve digits of the statistics work too.
        """
        if len(code) > _TOWNSHIP_DIGITS:
            code = code[:_TOWNSHIP_DIGITS]
        if len(code) == _TOWNSHIP_DIGITS:
            if not code.endswith("000"):
                return self._town(code)
            code = code[:6]
        rows = self._by_code.get(code, ())
        then = [row for row in rows if year is not None and row.valid_in(year)]
        return max(then or rows, key=_recency, default=None)

    def rows(self, code: str) -> tuple[Division, ...]:
        """Return every division that ever had the code: of 420600 襄阳市 and 襄樊市. A township has one."""
        if len(code) == _TOWNSHIP_DIGITS:
            town = self._town(code)
            return () if town is None else (town,)
        return tuple(self._by_code.get(code, ()))

    def heir(self, division: Division) -> Division | None:
        """Return the division that took one's place, None where it exists today: of 郫县 郫都区."""
        if not division.successor:
            return None
        # Codes were dealt out anew in the 1980s: the heir is who held the code just then.
        heir = self.by_code(division.successor, (division.valid_to or 0) + 1)
        return self.by_code(division.successor) if heir == division else heir

    def named(self, text: str) -> tuple[Division, ...]:
        """Return every division with exactly that full or short name, by code.

        鼓楼区 gives several; 包头 and 包头市 give 150200; 凉山州 gives 凉山彝族自治州. Townships are found by
        their full names only.
        """
        found = list(self._by_form.get(text, ()))
        if text.endswith(TOWNSHIP_ENDINGS):
            towns = (self._town(code) for code in self._towns[1].get(text, ()))
            found.extend(town for town in towns if town is not None)
        return tuple(found)

    @functools.cached_property
    def known(self) -> frozenset[str]:
        """Every full or short name of a division: those for which :meth:`named` finds any."""
        return frozenset((*self._by_form, *(name for name in self._towns[1] if name.endswith(TOWNSHIP_ENDINGS))))

    def path(self, code: str) -> tuple[Division, ...]:
        """Return the divisions from the province down to the code's own; empty for an unknown code.

        150203 gives 内蒙古自治区, 包头市, 昆都仑区. A division of the past is shown under the names of its time.
        """
        division = self.by_code(code)
        return () if division is None else self._lineage(division)

    def _lineage(self, division: Division) -> tuple[Division, ...]:
        """Follow the parents of a row: 襄阳区 of 2005 lies in 襄樊市."""
        found = [division]
        while found[0].parent:
            parent = self.by_code(found[0].parent, division.valid_to)
            if parent is None:
                break
            found.insert(0, parent)
        return tuple(found)

    @functools.cached_property
    def common_words(self) -> frozenset[str]:
        """Names that mostly mean something else in running text: 新区, 公安."""
        return frozenset(word for row in _rows("division_stopwords.txt") for word in row[0].split())

    def names(self) -> Iterable[str]:
        """Yield each name that is safe to look for in running text, once: county and up, then townships.

        包头市 and 包头, 凉山州; not 公安 (a county), 郊区, or a name that ``division_stopwords.txt`` lists.
        """
        stop = self.common_words
        yield from (form for form in self._by_form if form not in stop)
        yield from (name for name in self._towns[1] if name not in stop and name not in self._by_form)

    def doubtful(self) -> Iterable[str]:
        """Yield each name that :meth:`names` leaves out, since it mostly means something else: 公安, 中山."""
        yield from (name for name in self.known if name in self.common_words)

    def resolve(self, text: str, within: str | None = None, year: int | None = None) -> Division | None:
        """Return the one division that the name can mean, or None where it can mean several or none.

        朝阳区 is None, 朝阳区 within 110000 is 110105. Divisions valid today, or in ``year`` where that is
        given, go before those of the past (重庆's 江北区 ended in 2025: today the name is 宁波's), and bearers of the full name before those of the short one.
        """
        found = list(self.named(text))
        if within is not None:
            found = [d for d in found if any(up.code == within for up in self._lineage(d))]
        valid = [d for d in found if d.valid_in(year)]
        found = valid or found
        found = [d for d in found if d.name in (text, f"{text}镇")] or found  # 乌镇 and 乌镇镇 alike
        if len(found) > 1:
            # 郫县 had three codes in turn: one place, so its last row stands for it.
            ends = {self._latest(d) for d in found}
            found = [max(found, key=_recency)] if len(ends) == 1 else [d for d in found if d.level == "prefecture" and all(d in self._lineage(other) for other in found)]  # 吉安 is the city and no county of it
        return found[0] if found else None

    def _latest(self, division: Division) -> str:
        """Follow the successors of a row to the code of today: 郫县 (512722) ends as 510117."""
        seen: set[Division] = set()
        while division not in seen and (heir := self.heir(division)) is not None:
            seen.add(division)
            division = heir
        return division.code


def _year(text: str) -> int | None:
    return int(text) if text else None


def _recency(division: Division) -> tuple[bool, int, int]:
    """Order rows of one code by how late they were valid."""
    return division.valid_to is None, division.valid_to or 0, division.valid_from or 0
