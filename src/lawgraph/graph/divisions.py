"""Administrative divisions as nodes: those that the bodies and places of a graph belong to, up to the province.

They are no entities of the articles. The writer adds them, so that a query can ask for the bureaus of
a prefecture, and every store can answer with the prefecture's name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import EDITION, Division, Gazetteer
from lawgraph.model import Entity, Kind
from lawgraph.resolve.ids import entity_id

if TYPE_CHECKING:
    from collections.abc import Iterable

_COUNTY_DIGITS = 6


@cache
def division(code: str | None) -> Entity | None:
    """Return the division of a code as a place, None for a code that the gazetteer lacks.

    Example: ``division("150200").id == "150200-baotoushi"`` (包头市)
    """
    row = _row(code)
    if row is None:
        return None
    local = entity_id(Kind.PLACE, row.name, "", row.code)
    short = (row.short,) if row.short != row.name else ()
    return Entity(local, Kind.PLACE, row.name, f"{row.code}|{row.name}", short, row.code, inferred=True)


@cache
def above(code: str | None) -> Entity | None:
    """Return the next higher division: of 150203 (昆都仑区) 包头市, None above a province."""
    row = _row(code)
    return division(row.parent) if row is not None and row.parent else None


def is_division(place: Entity) -> bool:
    """Tell whether a place is the very division of its code: 包头市 is, 曹一村 of 中山市 is not."""
    row = _row(place.code)
    return row is not None and place.label == row.name


def around(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the divisions that the entities belong to, and those above them, which are no entities themselves."""
    found: dict[str, Entity] = {}
    named: set[str] = set()
    for entity in entities:
        if entity.kind is Kind.PLACE and is_division(entity):
            named.add(entity.id)
        if entity.kind in {Kind.INSTITUTION, Kind.PLACE}:
            place = division(entity.code)
            while place is not None and place.id not in found:
                found[place.id] = place
                place = above(place.code)
    return tuple(found[local] for local in sorted(found) if local not in named)


def standard(code: str) -> str:
    """Return the datatype of a code, by its length: GB/T 2260 has six digits, GB/T 10114 nine."""
    return "lgc:GBT2260" if len(code) == _COUNTY_DIGITS else "lgc:GBT10114"


def edition(code: str) -> int:
    """Return the year of the last table of codes that holds the division under its name."""
    row = _row(code)
    return EDITION if row is None or row.valid_to is None else row.valid_to


@cache
def _row(code: str | None) -> Division | None:
    return Gazetteer.load().by_code(code) if code else None
