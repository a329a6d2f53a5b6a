"""The body above a body, known from what it is and where, without being told by any article.

包头市司法局 stands below 内蒙古自治区司法厅, and that below 司法部. The lines, with the tie and the statute
of each, are data (``lexicon/data/hierarchy.toml``). What no code tells, such as the intermediate court
of a district in Beijing, has no superior here: nothing is guessed.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import Division, Gazetteer
from lawgraph.lexicon.hierarchy import Below, Line, Lines, Rule
from lawgraph.lexicon.vocabulary import NationalBody, Vocabulary
from lawgraph.model import Entity, Kind, Property
from lawgraph.resolve import ids

if TYPE_CHECKING:
    from collections.abc import Iterable

PLACE = "{place}"
"""What stands for the name of a division in the name of a body."""


@dataclass(frozen=True, slots=True)
class Inference:
    """One edge that a rule supplies: ``lower`` is part of ``upper``."""

    lower: Entity
    upper: Entity
    rule: Rule


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a body sits: its division, that one's level in the lines, and the name without the division's."""

    division: Division
    level: str
    pattern: str


@dataclass(frozen=True, slots=True)
class _Sought:
    """The name of a superior: ``division`` is None for a national body."""

    division: Division | None
    name: str
    organ: str
    rule: Rule


def infer(entities: Iterable[Entity]) -> tuple[Inference, ...]:
    """Return the superior of each institution, and of each superior up to the top, at most one a body.

    Institutions of which no article settles the division have none.

    A superior is the entity of that name where there is one, else a new one with ``inferred`` set.
    The result does not depend on the order of ``entities``.
    """
    settled = {one.id: one for one in entities if one.kind is Kind.INSTITUTION and not one.provisional}
    bodies = sorted(settled.values(), key=lambda one: (one.inferred, one.id))
    known = _Known(bodies)
    out: list[Inference] = []
    queue = deque(bodies)
    seen = {one.id for one in bodies}
    while queue:
        lower = queue.popleft()
        sought = _superior(lower, known)
        if sought is None:
            continue
        upper = known.body(sought)
        if upper.id == lower.id:
            continue
        out.append(Inference(lower, upper, sought.rule))
        if upper.id not in seen:
            seen.add(upper.id)
            queue.append(upper)
    return tuple(sorted(out, key=lambda one: one.lower.id))


class _Known:
    """The bodies by division and name; those that no article names are made when they are asked for."""

    def __init__(self, bodies: list[Entity]) -> None:
        self._by_name: dict[tuple[str, str], Entity] = {}
        self._ids = {one.id: one.key for one in bodies}
        for forms in (lambda one: (one.label,), lambda one: one.alt_labels):
            for one in bodies:
                for form in forms(one):
                    self._by_name.setdefault((one.code or "", form), one)

    def find(self, code: str, name: str) -> Entity | None:
        return self._by_name.get((code, name))

    def body(self, sought: _Sought) -> Entity:
        code = sought.division.code if sought.division else ""
        found = self.find(code, sought.name)
        if found is None:
            found = self._by_name[code, sought.name] = self._made(sought)
        return found

    def _made(self, sought: _Sought) -> Entity:
        national = _national().get(sought.name) if sought.division is None else None
        code = sought.division.code if sought.division else None
        key = f"{code or 'national'}|{sought.name}"
        local = ids.entity_id(Kind.INSTITUTION, sought.name, key, code)
        if self._ids.setdefault(local, key) != key:
            local = f"{local}-{ids.digest(key)}"
            self._ids[local] = key
        organ = national.organ if national else _organs().get(_pattern(sought), sought.organ)
        return Entity(local, Kind.INSTITUTION, sought.name, key, (), code, organ, inferred=True)


def _superior(body: Entity, known: _Known) -> _Sought | None:
    """Return the name of the body above one, None where no rule tells it."""
    lines = Lines.load()
    if body.code is None:
        return _unit_of(body, None, "national", known)
    if body.code.startswith(lines.outside):
        return None
    seat = seat_of(body.code, body.label)
    if seat is None:
        return None
    line = lines.by_name.get((seat.level, seat.pattern))
    if line is not None:
        return _above_in_line(line, seat)
    for below in lines.below:
        found = _above_by_kind(below, seat)
        if found is not None:
            return found
    return _unit_of(body, seat.division, seat.level, known)


def _above_in_line(line: Line, seat: Seat) -> _Sought | None:
    division = _parent(seat.division)
    if division is None:
        return _Sought(None, line.names["national"], line.organ, line.rule)
    level = _level(division)
    if level is None or level not in line.names or (line.by_prefecture and seat.level == "county" and level in {"province", "municipality"}):
        return None
    return _Sought(division, line.names[level].replace(PLACE, division.name), line.organ, line.rule)


def _above_by_kind(below: Below, seat: Seat) -> _Sought | None:
    """Return the body that an outpost, a department or a prison belongs to by its kind."""
    province = _lineage(seat.division)[0]
    opens = below.opens.replace("{province}", province.name)
    name = seat.pattern if PLACE in below.opens else seat.pattern.replace(PLACE, seat.division.name)
    if not name.endswith(below.ends) or not name.startswith(opens) or name in {*below.ends, PLACE}:
        return None
    division = {"own": seat.division, "province": province}.get(below.at) or _county(seat.division)
    level = _level(division) if division else None
    if division is None or level is None or (below.not_in_districts and division.name.endswith("区")):
        return None
    if below.line is None:
        return _Sought(division, (below.name or "").replace(PLACE, division.name), below.organ or "institution", below.rule)
    if level not in below.line.names or (below.line.by_prefecture and level != "county"):
        return None
    return _Sought(division, below.line.names[level].replace(PLACE, division.name), below.line.organ, below.rule)


def _unit_of(body: Entity, place: Division | None, level: str, known: _Known) -> _Sought | None:
    """Return the body whose whole name opens a unit's name, the longest: 包头市司法局|机关党委.

    That is a body of a line or a national one, or a unit of such that an article names:
    上海市公安局浦东分局|刑侦支队.
    """
    lines = Lines.load()
    stem = body.label.removeprefix("驻")
    if body.organ in lines.not_units or (place is None and body.label in _national()):
        return None
    for end in range(len(stem) - 1, 0, -1):
        name = stem[:end]
        line = lines.by_name.get((level, name.replace(place.name, PLACE))) if place else None
        if line is not None:
            return _Sought(place, name, line.organ, lines.unit)
        national = _national().get(name) if place is None else None
        if national is not None:
            return None if national.organ in lines.not_units else _Sought(None, name, national.organ, lines.unit)
        named = known.find(body.code or "", name)
        if named is not None and named.label == name and named.organ not in lines.not_units and _unit_of(named, place, level, known):
            return _Sought(place, name, named.organ or "", lines.unit)
    return None


@cache
def seat_of(code: str, label: str) -> Seat | None:
    """Return the division of a code that a name holds in full, the longest; else the one of today."""
    rows = Gazetteer.load().rows(code)
    named = [row for row in rows if row.name in label]
    division = max(named, key=lambda row: (len(row.name), row.valid_to is None, row.valid_to or 0)) if named else Gazetteer.load().by_code(code)
    if division is None:
        return None
    level = _level(division)
    return None if level is None else Seat(division, level, label.replace(division.name, PLACE))


def _level(division: Division) -> str | None:
    """Return the level at which the lines name the bodies of a division, None for a zone."""
    if division.name.endswith(Lines.load().zones) or division.code.startswith(Lines.load().outside):
        return None
    if division.level == "province" and division.name.endswith("市"):
        return "municipality"
    if division.level == "prefecture" and division.name.endswith(("地区", "盟")):
        return "office"
    return division.level


def _parent(division: Division) -> Division | None:
    """Return the division above, under the name of the lower one's time."""
    return Gazetteer.load().by_code(division.parent, division.valid_to) if division.parent else None


def _lineage(division: Division) -> list[Division]:
    found = [division]
    while (above := _parent(found[0])) is not None:
        found.insert(0, above)
    return found


def _county(division: Division) -> Division | None:
    """Return the county that a division is or lies in, or the city that has no counties."""
    for one in reversed(_lineage(division)):
        if one.level == "county" or one.code in Lines.load().undivided:
            return one
        if one.level != "township":
            return None
    return None


@cache
def _national() -> dict[str, NationalBody]:
    return {body.name: body for body in Vocabulary.load().national}


@cache
def _organs() -> dict[str, str]:
    """Return the organ of the lexicon whose full name is made like this: {place}司法厅 is a justice-department."""
    return {organ.full: organ.id for organ in reversed(Vocabulary.load().organs) if organ.full}


def _pattern(sought: _Sought) -> str:
    return sought.name.replace(sought.division.name, PLACE) if sought.division else sought.name


def superior_edges(entities: Iterable[Entity]) -> tuple[tuple[Entity, Property, Entity], ...]:
    """Return the edges that :func:`infer` finds, as :class:`~lawgraph.graph.knowledge.Knowledge` takes them."""
    return tuple((one.lower, Property.PART_OF, one.upper) for one in infer(entities))
