"""Organs that took another's place: linked, never merged.

包头市法制办 gave way to 包头市司法局 in the reform of 2018, 郫县司法局 to 郫都区司法局 when the county became a
district. The reforms are data (``lexicon/data/successions.toml``), the divisions those of the gazetteer.
Only bodies that the graph holds anyway are linked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.successions import Reform, Reforms
from lawgraph.model import Kind
from lawgraph.resolve.hierarchy import PLACE, seat_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.lexicon.divisions import Division
    from lawgraph.model import Entity


@dataclass(frozen=True, slots=True)
class Succession:
    """``successor`` took the place of ``predecessor`` between two dates (ISO 8601, maybe partial), by a rule."""

    successor: Entity
    predecessor: Entity
    rule: str
    basis: str
    not_before: str
    not_after: str


def successions(entities: Iterable[Entity]) -> tuple[Succession, ...]:
    """Return which of the institutions took the place of which, in order of their ids, whatever order they come in."""
    bodies = sorted((one for one in entities if one.kind is Kind.INSTITUTION and not one.provisional), key=lambda one: one.id)
    known = _Known(bodies)
    found = {
        (one.successor.id, one.predecessor.id): one
        for body in bodies
        for one in (*_by_reform(body, known), *_by_division(body, known))
        if one.successor.id != one.predecessor.id
    }
    return tuple(found[key] for key in sorted(found))


class _Known:
    """The bodies by division and by the name without that one's; a national body by its whole name."""

    def __init__(self, bodies: list[Entity]) -> None:
        self._bodies: dict[tuple[str, str, str], Entity] = {}
        for body in bodies:
            for place, pattern in patterns(body):
                self._bodies.setdefault((*place, pattern), body)

    def first(self, place: tuple[str, str], names: Iterable[str]) -> Entity | None:
        return next((self._bodies[(*place, name)] for name in names if (*place, name) in self._bodies), None)


def patterns(body: Entity) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield a body's division, by code and name, with each of its names without that: ("150200", "包头市"), "{place}司法局"."""
    for form in (body.label, *body.alt_labels):
        if body.code is None:
            yield ("", ""), form
        elif (seat := seat_of(body.code, form)) is not None and PLACE in seat.pattern:
            yield (seat.division.code, seat.division.name), seat.pattern


def _by_reform(body: Entity, known: _Known) -> Iterator[Succession]:
    reforms = Reforms.load()
    for place, pattern in patterns(body):
        for reform in reforms.organs if body.code else reforms.national:
            for former in reform.former:
                stem = _stem(pattern, former)
                successor = None if stem is None else known.first(place, [stem + later.removeprefix("*") for later in reform.later])
                if successor is not None:
                    yield _reformed(reform, successor, body)


def _stem(pattern: str, form: str) -> str | None:
    """Return what stands before the words of a form, None where a name has another form."""
    if form.startswith("*"):
        return pattern.removesuffix(form[1:]) if pattern.endswith(form[1:]) else None
    return "" if pattern == form else None


def _reformed(reform: Reform, successor: Entity, body: Entity) -> Succession:
    return Succession(successor, body, reform.id, reform.basis, reform.not_before, reform.not_after)


def _by_division(body: Entity, known: _Known) -> Iterator[Succession]:
    """Yield the same organ in the first of the divisions after a body's own in which the graph holds one."""
    if body.code is None:
        return
    seat = seat_of(body.code, body.label)
    if seat is None or PLACE not in seat.pattern:
        return
    former: Division = seat.division
    seen = {(former.code, former.name)}
    since = None if former.valid_to is None else former.valid_to + 1
    while since is not None and (heir := Gazetteer.load().heir(former)) is not None and (heir.code, heir.name) not in seen:
        seen.add((heir.code, heir.name))
        changed = since if former.valid_to is None else former.valid_to + 1
        successor = known.first((heir.code, heir.name), [seat.pattern])
        if successor is not None:
            rule, basis = Reforms.load().division
            yield Succession(successor, body, rule, f"{basis}：{seat.division.name}，{heir.name}", str(since), str(changed))
            return
        former = heir
