"""The published ontology as records: its terms in the order of the file, its code lists, and what the shapes demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph

from lawgraph.graph.names import CODES, ONTOLOGY, PREFIXES
from lawgraph.graph.queries import ontology_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode
    Value = Node | pyoxigraph.Literal | pyoxigraph.Triple

_SHACL: Final = "http://www.w3.org/ns/shacl#"
_NAMES: Final = PREFIXES | {
    "vann": "http://purl.org/vocab/vann/",
    "sh": _SHACL,
    "lgs": "https://w3id.org/lawgraph/shapes#",
}
_TYPE = "rdf:type"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English and in Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape demands of one property: ``oa:start``, ``1``, ``xsd:integer, at least 0``."""

    path: str
    count: str
    values: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property: names of other terms are prefixed (``lg:leads``, ``org:headOf``)."""

    name: str
    iri: str
    label: Text
    definition: Text
    example: Text
    kinds: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]
    domain: str = ""
    range: str = ""
    inverse: str = ""
    disjoint: tuple[str, ...] = ()
    used_by: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def local(self) -> str:
        """Return the name without its prefix: what the page's anchors are."""
        return self.name.partition(":")[2]

    @property
    def is_class(self) -> bool:
        """Tell whether it is a class."""
        return "owl:Class" in self.kinds


@dataclass(frozen=True, slots=True)
class Concept:
    """An entry of a code list."""

    name: str
    code: str
    label: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class CodeList:
    """A SKOS concept scheme with its concepts in order."""

    name: str
    label: Text
    definition: Text
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """All that is published: ``about`` has title, version and the like by prefixed name."""

    about: dict[str, tuple[str, ...]]
    title: Text
    description: Text
    terms: tuple[Term, ...]
    codelists: tuple[CodeList, ...]
    by_name: dict[str, Term] = field(default_factory=dict)


class _File:
    """The triples of a Turtle file: subjects, and the objects of each, in the order of the file."""

    def __init__(self, *names: str) -> None:
        self._facts: dict[str, dict[str, list[Value]]] = {}
        for name in names:
            for triple in pyoxigraph.parse(path=ontology_folder() / name, format=pyoxigraph.RdfFormat.TURTLE):
                facts = self._facts.setdefault(_key(triple.subject), {})
                facts.setdefault(prefixed(triple.predicate.value), []).append(triple.object)

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def all(self, subject: str, predicate: str) -> list[Value]:
        return self._facts.get(subject, {}).get(predicate, [])

    def names(self, subject: str, predicate: str) -> tuple[str, ...]:
        return tuple(prefixed(_key(one)) for one in self.all(subject, predicate))

    def name(self, subject: str, predicate: str) -> str:
        return next(iter(self.names(subject, predicate)), "")

    def text(self, subject: str, predicate: str) -> Text:
        told = {one.language: one.value for one in self.all(subject, predicate) if isinstance(one, pyoxigraph.Literal)}
        return Text(told.get("en", ""), told.get("zh", ""))

    def items(self, head: str) -> Iterator[Value]:
        """Yield the members of an RDF list."""
        while first := self.all(head, "rdf:first"):
            yield first[0]
            head = _key(self.all(head, "rdf:rest")[0])


@cache
def read() -> Ontology:
    """Return the ontology, its alignments, code lists and shapes, as the installed package has them."""
    facts = _File("lawgraph.ttl", "alignments.ttl")
    iris = [one for one in facts if one.startswith(ONTOLOGY)]
    rules = _rules(_File("shapes.ttl"))
    disjoint = [[prefixed(_key(one)) for one in facts.items(_key(head))] for one in facts for head in facts.all(one, "owl:members")]
    terms = tuple(_term(iri, iris, facts, disjoint, rules) for iri in iris)
    about = ONTOLOGY.rstrip("#")
    told = ("owl:versionInfo", "owl:versionIRI", "dcterms:created", "dcterms:modified", "dcterms:license", "dcterms:creator")
    return Ontology(
        {name: tuple(_key(one) for one in facts.all(about, name)) for name in told},
        facts.text(about, "dcterms:title"),
        facts.text(about, "dcterms:description"),
        terms,
        tuple(_codelists(_File("codelists.ttl"))),
        {term.name: term for term in terms},
    )


def prefixed(iri: str) -> str:
    """Return an IRI by its prefix: ``org:headOf``; what has none as it is."""
    for prefix, start in _NAMES.items():
        if iri.startswith(start):
            return f"{prefix}:{iri.removeprefix(start)}"
    return iri


def expanded(name: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return _NAMES[prefix] + local if prefix in _NAMES else name


def _key(term: Value) -> str:
    return str(term) if isinstance(term, pyoxigraph.BlankNode | pyoxigraph.Triple) else term.value


def _term(iri: str, iris: list[str], facts: _File, disjoint: list[list[str]], rules: dict[str, list[Rule]]) -> Term:
    name = prefixed(iri)
    above = (*facts.names(iri, "rdfs:subClassOf"), *facts.names(iri, "rdfs:subPropertyOf"))
    ends = ("rdfs:domain", "rdfs:range")
    return Term(
        name=name,
        iri=iri,
        label=facts.text(iri, "rdfs:label"),
        definition=facts.text(iri, "skos:definition"),
        example=facts.text(iri, "skos:example"),
        kinds=facts.names(iri, _TYPE),
        above=above,
        below=tuple(prefixed(one) for one in iris if name in facts.names(one, "rdfs:subClassOf") or name in facts.names(one, "rdfs:subPropertyOf")),
        domain=facts.name(iri, "rdfs:domain"),
        range=facts.name(iri, "rdfs:range"),
        inverse=facts.name(iri, "owl:inverseOf"),
        disjoint=tuple(other for group in disjoint if name in group for other in group if other != name),
        used_by=tuple(prefixed(one) for one in iris if any(name == facts.name(one, end) for end in ends)),
        rules=tuple(rules.get(name, ())),
    )


def _codelists(facts: _File) -> Iterator[CodeList]:
    for scheme in facts:
        if "skos:ConceptScheme" in facts.names(scheme, _TYPE):
            concepts = tuple(
                Concept(prefixed(one), facts.name(one, "skos:notation"), facts.text(one, "skos:prefLabel"), facts.text(one, "skos:definition"))
                for one in facts
                if one.startswith(CODES) and prefixed(scheme) in facts.names(one, "skos:inScheme")
            )
            yield CodeList(prefixed(scheme), facts.text(scheme, "skos:prefLabel"), facts.text(scheme, "skos:definition"), concepts)


def _rules(facts: _File) -> dict[str, list[Rule]]:
    """Return what the shapes of each class demand, and those of the subjects of each property, by name."""
    found: dict[str, list[Rule]] = {}
    for shape in facts:
        if "sh:NodeShape" in facts.names(shape, _TYPE):
            rules = [_rule(_key(one), facts) for one in facts.all(shape, "sh:property")]
            for target in (*facts.names(shape, "sh:targetClass"), *facts.names(shape, "sh:targetSubjectsOf")):
                found.setdefault(target, []).extend(rules)
    return found


def _rule(node: str, facts: _File) -> Rule:
    path = facts.all(node, "sh:path")[0]
    inverse = facts.name(_key(path), "sh:inversePath")
    least, most = facts.name(node, "sh:minCount") or "0", facts.name(node, "sh:maxCount") or "*"
    return Rule(
        f"^{inverse}" if inverse else prefixed(_key(path)),
        least if least == most else f"{least}..{most}",
        ", ".join(_demands(node, facts)) or ", ".join(one.removeprefix("sh:") for one in facts.names(node, "sh:nodeKind")),
    )


def _demands(node: str, facts: _File) -> Iterator[str]:
    """Yield what the values must be, shortest form: ``lg:Place``, ``xsd:date or xsd:gYear``, ``≥ 0``."""
    for key in ("sh:class", "sh:datatype", "sh:hasValue"):
        yield from facts.names(node, key)
    for head in facts.all(node, "sh:or"):
        yield " | ".join(", ".join(_demands(_key(one), facts)) for one in facts.items(_key(head)))
    for head in facts.all(node, "sh:in"):
        yield " | ".join(_values(facts.items(_key(head))))
    for head in facts.all(node, "sh:languageIn"):
        yield " | ".join(f"@{one}" for one in _values(facts.items(_key(head))))
    signs = {"sh:minInclusive": "≥", "sh:maxInclusive": "≤", "sh:lessThan": "<", "sh:equals": "=", "sh:disjoint": "≠", "sh:pattern": "~"}
    for key, sign in signs.items():
        yield from (f"{sign} {name}" for name in facts.names(node, key))


def _values(values: Iterable[Value]) -> Iterator[str]:
    return (prefixed(_key(one)) for one in values)
