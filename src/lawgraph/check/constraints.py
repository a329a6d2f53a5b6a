"""The constraint components of SHACL core: what each asks of the values of a property.

https://www.w3.org/TR/shacl/#core-components. Each maker takes what stands behind its parameter
in the shapes and yields constraints; :data:`MAKERS` names them all.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from lawgraph.check.values import comparable, well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lawgraph.check.shapes import Shape
    from lawgraph.check.values import Comparable
    from lawgraph.graph.stream import Term

    Maker: TypeAlias = Callable[[list[Term]], Iterator["Constraint"]]

SH: Final = "http://www.w3.org/ns/shacl#"


class Node(Protocol):
    """What a constraint may ask of the node that is checked."""

    properties: dict[str, list[Term]]

    def has_class(self, term: Term, wanted: str) -> bool:
        """Return whether a node of the graph is of a class, or of one below it."""

    def conforms(self, shape: Shape, value: Term) -> bool:
        """Return whether a value conforms to a shape."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One demand: the IRI of its component, its parameter in short Turtle, and the search for what breaks it.

    ``broken`` yields each value that breaks it, None where the values as a whole do; ``on_nothing``
    says that it can break where there are no values. A closed shape names the property beside the value.
    """

    component: str
    parameter: tuple[str, ...]
    broken: Callable[[Sequence[Term], Node], Iterator[Term | None]]
    on_nothing: bool = False


def _constraint(name: str, parameter: Sequence[object], broken: Callable[[Sequence[Term], Node], Iterator[Term | None]], *, on_nothing: bool = False) -> Constraint:
    component = f"{SH}{name[0].upper()}{name[1:]}ConstraintComponent"
    return Constraint(component, tuple(map(str, parameter)), broken, on_nothing)


def _each(name: str, parameter: Sequence[object], test: Callable[[Term, Node], bool]) -> Constraint:
    """Return a constraint that each value must pass by itself."""

    def broken(values: Sequence[Term], node: Node) -> Iterator[Term | None]:
        return (value for value in values if not test(value, node))

    return _constraint(name, parameter, broken)


def _text(term: Term) -> str | None:
    """Return the text of a literal or IRI; a blank node has none."""
    return term.value if isinstance(term, Literal | NamedNode) else None


def _class(given: list[Term]) -> Iterator[Constraint]:
    wanted = given[0].value
    yield _each("class", given, lambda value, node: node.has_class(value, wanted))


def _datatype(given: list[Term]) -> Iterator[Constraint]:
    def test(value: Term, _: Node) -> bool:
        return isinstance(value, Literal) and value.datatype == given[0] and well_formed(value)

    yield _each("datatype", given, test)


_NODE_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "IRI": (NamedNode,),
    "BlankNode": (BlankNode,),
    "Literal": (Literal,),
    "BlankNodeOrIRI": (BlankNode, NamedNode),
    "BlankNodeOrLiteral": (BlankNode, Literal),
    "IRIOrLiteral": (NamedNode, Literal),
}


def _node_kind(given: list[Term]) -> Iterator[Constraint]:
    local = given[0].value.removeprefix(SH)
    if local not in _NODE_KINDS:
        raise ValueError(f"{local} is no kind of node")
    kinds = _NODE_KINDS[local]
    yield _each("nodeKind", given, lambda value, _: isinstance(value, kinds))


def _min_count(given: list[Term]) -> Iterator[Constraint]:
    least = int(given[0].value)

    def broken(values: Sequence[Term], _: Node) -> Iterator[Term | None]:
        if len(values) < least:
            yield None

    if least > 0:
        yield _constraint("minCount", [least], broken, on_nothing=True)


def _max_count(given: list[Term]) -> Iterator[Constraint]:
    most = int(given[0].value)

    def broken(values: Sequence[Term], _: Node) -> Iterator[Term | None]:
        if len(values) > most:
            yield None

    yield _constraint("maxCount", [most], broken)


def _bounds(name: str, holds: Callable[[int], bool]) -> Maker:
    """Make sh:minInclusive and its like; ``holds`` takes the sign of value minus bound."""

    def make(given: list[Term]) -> Iterator[Constraint]:
        bound = comparable(given[0])
        if bound is None:
            raise ValueError(f"{given[0]} has no order")
        yield _each(name, given, lambda value, _: _compares(comparable(value), bound, holds))

    return make


def _compares(a: Comparable | None, b: Comparable | None, holds: Callable[[int], bool]) -> bool:
    if a is None or b is None or a[0] != b[0]:
        return False
    return holds((a > b) - (a < b))


def _length(name: str, holds: Callable[[int, int], bool]) -> Maker:
    def make(given: list[Term]) -> Iterator[Constraint]:
        bound = int(given[0].value)

        def test(value: Term, _: Node) -> bool:
            text = _text(value)
            return text is not None and holds(len(text), bound)

        if not (name == "minLength" and bound == 0):
            yield _each(name, [bound], test)

    return make


def _pattern(given: list[Term]) -> Iterator[Constraint]:
    flags = given[1].value if len(given) > 1 else ""
    if set(flags) - set("ims"):
        raise ValueError(f"the flags {flags!r} are not all of i, m and s")
    try:
        pattern = re.compile(f"(?{flags}){given[0].value}" if flags else given[0].value)
    except re.error as error:
        raise ValueError(f"{given[0].value!r} is no regular expression: {error}") from error

    def test(value: Term, _: Node) -> bool:
        text = _text(value)
        return text is not None and pattern.search(text) is not None

    yield _each("pattern", given, test)


def _language_in(given: list[Term]) -> Iterator[Constraint]:
    ranges = [term.value.lower() for term in given]

    def test(value: Term, _: Node) -> bool:
        language = (value.language or "").lower() if isinstance(value, Literal) else ""
        return bool(language) and any(language == one or language.startswith(one + "-") for one in ranges)

    yield _each("languageIn", given, test)


def _unique_lang(given: list[Term]) -> Iterator[Constraint]:
    def broken(values: Sequence[Term], _: Node) -> Iterator[Term | None]:
        tags = Counter(value.language.lower() for value in values if isinstance(value, Literal) and value.language)
        return (None for count in tags.values() if count > 1)

    if given[0].value == "true":
        yield _constraint("uniqueLang", [], broken)


def _in(given: list[Term]) -> Iterator[Constraint]:
    allowed = frozenset(given)
    yield _each("in", given, lambda value, _: value in allowed)


def _has_value(given: list[Term]) -> Iterator[Constraint]:
    def broken(values: Sequence[Term], _: Node) -> Iterator[Term | None]:
        if given[0] not in values:
            yield None

    yield _constraint("hasValue", given, broken, on_nothing=True)


def _equals(given: list[Term]) -> Iterator[Constraint]:
    other = given[0].value

    def broken(values: Sequence[Term], node: Node) -> Iterator[Term | None]:
        others = node.properties.get(other, ())
        yield from (value for value in values if value not in others)
        yield from (value for value in others if value not in values)

    yield _constraint("equals", given, broken, on_nothing=True)


def _disjoint(given: list[Term]) -> Iterator[Constraint]:
    other = given[0].value
    yield _each("disjoint", given, lambda value, node: value not in node.properties.get(other, ()))


def _less_than(name: str, holds: Callable[[int], bool]) -> Maker:
    def make(given: list[Term]) -> Iterator[Constraint]:
        other = given[0].value

        def broken(values: Sequence[Term], node: Node) -> Iterator[Term | None]:
            bounds = [comparable(bound) for bound in node.properties.get(other, ())]
            for value in values:
                for bound in bounds:
                    if not _compares(comparable(value), bound, holds):
                        yield value

        yield _constraint(name, given, broken)

    return make


def _closed(given: list[Term]) -> Iterator[Constraint]:
    allowed = frozenset(term.value for term in given[1:])

    def broken(_: Sequence[Term], node: Node) -> Iterator[Term | None]:
        return (NamedNode(name) for name in node.properties if name not in allowed)

    if given[0].value == "true":
        yield _constraint("closed", [], broken)


def logical(name: str, shapes: tuple[Shape, ...]) -> Constraint:
    """Return sh:and, sh:or, sh:xone, sh:not or sh:node over shapes."""
    wanted: dict[str, Callable[[int], bool]] = {
        "and": lambda count: count == len(shapes),
        "or": lambda count: count > 0,
        "xone": lambda count: count == 1,
        "not": lambda count: count == 0,
        "node": lambda count: count == 1,
    }
    holds = wanted[name]
    told = [text for shape in shapes for one in shape.constraints for text in one.parameter]
    return _each(name, told, lambda value, node: holds(sum(node.conforms(shape, value) for shape in shapes)))


MAKERS: Final[dict[str, Maker]] = {
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minCount": _min_count,
    "maxCount": _max_count,
    "minExclusive": _bounds("minExclusive", lambda sign: sign > 0),
    "minInclusive": _bounds("minInclusive", lambda sign: sign >= 0),
    "maxExclusive": _bounds("maxExclusive", lambda sign: sign < 0),
    "maxInclusive": _bounds("maxInclusive", lambda sign: sign <= 0),
    "minLength": _length("minLength", lambda length, bound: length >= bound),
    "maxLength": _length("maxLength", lambda length, bound: length <= bound),
    "pattern": _pattern,
    "languageIn": _language_in,
    "uniqueLang": _unique_lang,
    "in": _in,
    "hasValue": _has_value,
    "equals": _equals,
    "disjoint": _disjoint,
    "lessThan": _less_than("lessThan", lambda sign: sign < 0),
    "lessThanOrEquals": _less_than("lessThanOrEquals", lambda sign: sign <= 0),
    "closed": _closed,
}
"""Each parameter of SHACL core that is run, by its local name."""

OF_A_LIST: Final = frozenset({"in", "languageIn"})
"""Parameters whose value is a list."""

OF_THE_FOCUS: Final = frozenset(
    {"minCount", "maxCount", "uniqueLang", "equals", "disjoint", "lessThan", "lessThanOrEquals", "closed"}
)
"""Parameters that ask for properties of the node that is checked, and not for a value alone."""
