"""Shapes: SHACL core read from Turtle and made ready to run on one node at a time.

What is run is SHACL core (https://www.w3.org/TR/shacl/, sections 2 to 4) as far as a node's own
properties, the classes of its neighbours and the nodes that point at it decide: then a graph can be
checked in parts. A shape that needs more, or that uses a component unknown here, raises; nothing
is passed over in silence.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph

from lawgraph.check import constraints
from lawgraph.errors import CheckError, OutputError
from lawgraph.graph.files import read_error

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgraph.check.constraints import Constraint
    from lawgraph.graph.stream import Term

SH: Final = "http://www.w3.org/ns/shacl#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_CLASSES: Final = frozenset(
    {"http://www.w3.org/2000/01/rdf-schema#Class", "http://www.w3.org/2002/07/owl#Class"}
)
#: What says nothing about validity.
_TOLD: Final = frozenset({"name", "description", "order", "group", "defaultValue", "message", "severity", "deactivated"})
_TARGETS: Final = frozenset({"targetClass", "targetSubjectsOf"})
#: Read together with another parameter.
_READ_ALONG: Final = frozenset({"flags", "ignoredProperties"})
_LOGICAL: Final = frozenset({"and", "or", "xone", "not", "node"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What a node, or each value of one of its properties, must be like.

    ``id`` is its name in N-Triples, ``path`` the IRI of a property, None for a node shape; ``inverse`` says that it is followed
    backwards. ``required`` are those of the constraints that a property without a value can break.
    ``messages`` are by language.
    """

    id: str
    path: str | None
    inverse: bool
    constraints: tuple[Constraint, ...] = ()
    required: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    messages: dict[str, str] = field(default_factory=dict)
    severity: str = SH + "Violation"


@dataclass(slots=True)
class Shapes:
    """All shapes of a file, by what they aim at, and what the graph must be asked for them."""

    by_class: dict[str, list[Shape]] = field(default_factory=lambda: defaultdict(list))
    by_subject_of: dict[str, list[Shape]] = field(default_factory=lambda: defaultdict(list))
    inverse_paths: frozenset[str] = frozenset()


def read_shapes(path: Path) -> Shapes:
    """Read a file of shapes. Raises OutputError where it cannot be read, CheckError for what is not run."""
    store = pyoxigraph.Store()
    try:
        store.bulk_load(path.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE)
    except OSError as error:
        raise read_error(path, error) from error
    except SyntaxError as error:
        raise OutputError(str(path), f"is no Turtle: {error.msg}", "Correct it there") from error
    return _Reader(store).read()


class _Reader:
    """Walks the graph of shapes."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self._inverse: set[str] = set()
        self._open: list[Term] = []  # the shapes that are being read, for finding circles

    def read(self) -> Shapes:
        shapes = Shapes()
        for quad in self._store.quads_for_pattern(None, None, None):
            local = quad.predicate.value.removeprefix(SH)
            if quad.predicate.value.startswith(SH) and local.startswith("target") and local not in _TARGETS:
                raise _refused(quad.subject, f"aims by sh:{local}", "Aim by sh:targetClass or sh:targetSubjectsOf")
        # In the order of their names: a node's results come in the same order each time.
        for index, local in ((shapes.by_class, "targetClass"), (shapes.by_subject_of, "targetSubjectsOf")):
            for quad in sorted(self._store.quads_for_pattern(None, pyoxigraph.NamedNode(SH + local), None), key=str):
                index[_iri(quad.object)].append(self._shape(quad.subject, at_focus=True))
        for shape_class in sorted(_CLASSES):  # a shape that is a class aims at its members
            kind = pyoxigraph.NamedNode(shape_class)
            for quad in self._store.quads_for_pattern(None, pyoxigraph.NamedNode(RDF + "type"), kind):
                if self._values(quad.subject, "property"):
                    shapes.by_class[_iri(quad.subject)].append(self._shape(quad.subject, at_focus=True))
        shapes.inverse_paths = frozenset(self._inverse)
        return shapes

    def _shape(self, node: Term, *, at_focus: bool) -> Shape:
        """Read one shape.

        ``at_focus`` is true where the shape is put to the node that is being checked, whose properties
        are at hand, and false where it is put to a value, of which the classes alone are known.
        """
        if node in self._open:
            raise _refused(node, "contains itself", "Take the circle out")
        self._open.append(node)
        try:
            return self._read_shape(node, at_focus=at_focus)
        finally:
            self._open.pop()

    def _read_shape(self, node: Term, *, at_focus: bool) -> Shape:
        said = self._said(node)
        path, inverse = self._path(node, said)
        if any(value.value == "true" for value in said.get("deactivated", ())):
            return Shape(_name(node, path, []), path, inverse)  # all nodes conform to it
        if not at_focus and (path or said.get("property")):
            raise _refused(node, "asks for the properties of another node", "Give that node a shape of its own")
        found: list[Constraint] = []
        for local, values in said.items():
            if local in _TOLD | _TARGETS | _READ_ALONG | {"path", "property"}:
                continue
            if local in _LOGICAL:
                found += self._logical(local, values, at_focus=at_focus and path is None)
            elif local in constraints.MAKERS:
                if local in constraints.OF_THE_FOCUS and (not at_focus or (path is None) != (local == "closed")):
                    raise _refused(node, f"has sh:{local} where it cannot stand", "See https://www.w3.org/TR/shacl/")
                found += self._constraints(node, local, values, said)
            else:
                raise _refused(node, f"uses sh:{local}", "Take it out, or check it with pySHACL")
        found.sort(key=lambda one: (one.component, one.parameter))
        parts = [self._shape(value, at_focus=path is None) for value in said.get("property", ())]
        if any(part.path is None for part in parts):
            raise _refused(node, "has a sh:property without a sh:path", "Give the path, or correct the name of the shape")
        parts.sort(key=lambda part: (part.path or "", part.id))
        return Shape(
            id=_name(node, path, [*((one.component, *one.parameter) for one in found), *((part.id,) for part in parts)]),
            path=path,
            inverse=inverse,
            constraints=tuple(found),
            required=tuple(one for one in found if one.on_nothing),
            properties=tuple(parts),
            messages={one.language or "": one.value for one in said.get("message", ()) if isinstance(one, pyoxigraph.Literal)},
            severity=_iri(said["severity"][0]) if "severity" in said else SH + "Violation",
        )

    def _said(self, node: Term) -> dict[str, list[Term]]:
        """Return what the shapes say of a node in terms of SHACL, sorted."""
        said: dict[str, list[Term]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(node, None, None):
            if quad.predicate.value.startswith(SH):
                said[quad.predicate.value.removeprefix(SH)].append(quad.object)
        return {local: sorted(said[local], key=str) for local in sorted(said)}

    def _path(self, node: Term, said: dict[str, list[Term]]) -> tuple[str | None, bool]:
        if "path" not in said:
            return None, False
        path = said["path"][0]
        if isinstance(path, pyoxigraph.NamedNode):
            return path.value, False
        steps = self._said(path)
        if set(steps) == {"inversePath"} and isinstance(steps["inversePath"][0], pyoxigraph.NamedNode):
            self._inverse.add(steps["inversePath"][0].value)
            return steps["inversePath"][0].value, True
        raise _refused(node, "has a path of more than one step", "Use the IRI of a property, or sh:inversePath of one")

    def _constraints(self, node: Term, local: str, values: list[Term], said: dict[str, list[Term]]) -> Iterator[Constraint]:
        make = constraints.MAKERS[local]
        for value in values:
            try:
                given = self._list(value) if local in constraints.OF_A_LIST else [value]
                if local == "closed":
                    given = [value, *self._closed(node, said)]
                elif local == "pattern":
                    given = [value, *said.get("flags", ())]
                yield from make(given)
            except (ValueError, TypeError, AttributeError) as error:
                raise _refused(node, f"has an sh:{local} that means nothing ({error})", "Correct it") from error

    def _closed(self, node: Term, said: dict[str, list[Term]]) -> Iterator[Term]:
        """Yield the properties that a closed shape allows."""
        for ignored in said.get("ignoredProperties", ()):
            yield from self._list(ignored)
        for value in self._values(node, "property"):
            for path in self._values(value, "path"):
                if isinstance(path, pyoxigraph.NamedNode):
                    yield path

    def _logical(self, local: str, values: list[Term], *, at_focus: bool) -> Iterator[Constraint]:
        for value in values:
            members = self._list(value) if local in {"and", "or", "xone"} else [value]
            yield constraints.logical(local, tuple(self._shape(member, at_focus=at_focus) for member in members))

    def _values(self, node: Term, local: str) -> list[Term]:
        return [quad.object for quad in self._store.quads_for_pattern(node, pyoxigraph.NamedNode(SH + local), None)]

    def _list(self, head: Term) -> list[Term]:
        members: list[Term] = []
        seen = set()
        while head != pyoxigraph.NamedNode(RDF + "nil"):
            step = {quad.predicate.value: quad.object for quad in self._store.quads_for_pattern(head, None, None)}
            if RDF + "first" not in step or RDF + "rest" not in step or head in seen:
                raise _refused(head, "is no list", "Write it in round brackets")
            seen.add(head)
            members.append(step[RDF + "first"])
            head = step[RDF + "rest"]
        return members


def _name(node: Term, path: str | None, content: list[tuple[str, ...]]) -> str:
    """Return a shape's name: for one without an IRI a digest of what it says, the same each time it is read."""
    if isinstance(node, pyoxigraph.NamedNode):
        return str(node)
    return "_:s" + hashlib.sha256(repr((path, content)).encode()).hexdigest()[:12]


def _iri(term: Term) -> str:
    if not isinstance(term, pyoxigraph.NamedNode):
        raise _refused(term, "stands where an IRI must", "Write an IRI")
    return term.value


def _refused(node: Term, problem: str, remedy: str) -> CheckError:
    return CheckError(f"shape {node}", problem, remedy)
