"""What the recognisers find, as records: the ground that the scene keeps and the rules stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.model import Kind

if TYPE_CHECKING:
    from lawgraph.lexicon.divisions import Division
    from lawgraph.lexicon.matcher import Found
    from lawgraph.model import Mention, Modality

#: 北京, 天津, 上海, 重庆: "市" there is the province itself.
MUNICIPALITIES = ("110000", "120000", "310000", "500000")


class Place(NamedTuple):
    """A chain of division names at [start, end): 四川省宜宾市, with the last one's division where that is settled."""

    start: int
    end: int
    printed: str
    division: Division | None


@dataclass(frozen=True, slots=True)
class Setting:
    """The division that an article is about, and what 省, 市, 县 and 区 mean in it."""

    focus: Division | None
    path: tuple[Division, ...] = ()

    def level(self, word: str) -> Division | None:
        """Return the division that a bare level word stands for: 市 in an article about 丰台区 is 北京市."""
        if word in {"省", "自治区", "直辖市"}:
            province = self._first("province")
            municipal = province is not None and province.code in MUNICIPALITIES
            return None if municipal and word != "直辖市" else province  # no 省长 of 北京市
        if word == "市":
            if self.focus is not None and self.focus.level == "county" and self.focus.name.endswith("市"):
                return self.focus
            prefecture = self._first("prefecture")
            if prefecture is not None:
                return prefecture
            province = self._first("province")
            if province is not None and province.code in MUNICIPALITIES:
                return province
            return None
        if word in {"州", "盟", "地区"}:
            found = self._first("prefecture")
        elif word in {"县", "区", "旗"}:
            found = self._first("county")
            if found is None and word == "区":
                found = self._first("province")
                return found if found is not None and found.name.endswith("自治区") else None
        else:
            found = self._first("township")
        return found if found is not None and found.name.endswith(word) else None

    def _first(self, level: str) -> Division | None:
        return next((division for division in self.path if division.level == level), None)


@dataclass(frozen=True, slots=True)
class Post:
    """A title at [start, end) and its body. ``full_start`` is where its body's name begins."""

    start: int
    end: int
    full_start: int
    title: str
    head: bool
    body: Mention | None
    modality: Modality | None = None
    elsewhere: bool = False  # at a body that is named and not known


@dataclass(frozen=True, slots=True)
class Posting:
    """One person at one post, as one passage says it."""

    official: Mention
    post: Post
    pattern: str
    modality: Modality | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """An honour as one passage gives it, and who got it there. ``at`` is where the passage says so."""

    honour: Mention
    pattern: str
    at: int
    receivers: tuple[Mention, ...] = ()
    giver: str | None = None
    count: int | None = None

    @property
    def recipients(self) -> tuple[Mention, ...]:
        """The persons among the receivers: they become known as officials for the whole article."""
        return tuple(one for one in self.receivers if one.kind is Kind.OFFICIAL and not one.anaphoric)


@dataclass(frozen=True, slots=True)
class Launch:
    """A program as one passage names it, with the verb that governs it, if any, and who runs it where the form itself says so."""

    program: Mention
    pattern: str
    verb: Found | None
    bodies: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A document as one passage cites it, with the verb before it and whether that verb issues."""

    document: Mention
    verb: Found | None
    issued: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """An event as one passage names it, with the verb before it, if any; ``held`` where the passage says it took place.

    ``pattern`` is ``behind``, ``before``, ``lecture``, ``inspection`` or ``named``: the last are nodes without an edge.
    """

    event: Mention
    verb: Found | None
    held: bool
    pattern: str
