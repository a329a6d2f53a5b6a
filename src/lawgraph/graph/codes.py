"""Codes from the published lists: the level of an honour, the kinds of institution, program and event.

A code follows from a node's name alone (and, for an institution, from the ending that the recogniser
matched). What the name does not tell stays without one: nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from lawgraph.graph import literals
from lawgraph.graph.names import CODES, PREFIXES
from lawgraph.graph.queries import ontology_folder
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Entity, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgraph.graph.derived import Statement

_PROPERTIES: Final = {
    Kind.HONOUR: ("lg:level", "level"),
    Kind.INSTITUTION: ("lg:institutionKind", "institution"),
    Kind.PROGRAM: ("lg:programKind", "program"),
    Kind.EVENT: ("lg:eventKind", "event"),
}
#: Quotation marks and brackets around a name, and the year that an honour was given for.
_OPENING = re.compile(r"[\"“‘《〈「『(（]*(?:\d{4}(?:[-—~至]\d{4})?年?度?)?[\"“‘《〈「『]*")
_CLOSING = '"”’》〉」』)） '
#: Levels of divisions in the gazetteer, as levels of honours.
_LEVELS: Final = {"province": "provincial", "prefecture": "municipal", "county": "county", "township": "township"}
#: The shortest and longest full names of divisions of county rank and up: 沙市, 积石山保安族东乡族撒拉族自治县.
_NAME_LENGTHS: Final = range(15, 1, -1)
#: What a concept takes into a graph; its definition stays in the published list.
_COPIED: Final = ("type", "inScheme", "label", "prefLabel", "notation")


def code_of(entity: Entity) -> tuple[str, str] | None:
    """Return the property and the local name of the code of an entity, None where its name tells none.

    Examples: ``("lg:level", "level-national")`` of 全国先进工作者, ``("lg:programKind",
    "program-method")`` of “三亮九谈”工作法, None of “普法1+1”.
    """
    if entity.kind not in _PROPERTIES:
        return None
    prop, prefix = _PROPERTIES[entity.kind]
    if entity.kind is Kind.INSTITUTION:
        code = entity.organ
    elif entity.kind is Kind.HONOUR:
        code = _level(entity.label)
    else:
        code = _by_ending(prefix, entity.label)
    local = f"{prefix}-{code}"
    return (prop, local) if code and local in _published() else None


def concepts(entities: Iterable[Entity]) -> Iterator[tuple[str, Iterator[Statement]]]:
    """Return the concepts that the entities use, and their schemes, as :func:`copies` yields them."""
    return copies({coded[1] for entity in entities if (coded := code_of(entity))})


def copies(used: set[str]) -> Iterator[tuple[str, Iterator[Statement]]]:
    """Yield published concepts, by their local names, and their schemes as subjects with their statements in Turtle."""
    schemes = {scheme for local in used for scheme in _published()[local]["skos:inScheme"]}
    for local in sorted(used | {scheme.removeprefix("lgc:") for scheme in schemes}):
        yield f"lgc:{local}", iter(_published()[local].items())


def _level(name: str) -> str | None:
    """Return the level that an honour's name begins with: 全国…, 四川省…, 市级…."""
    bare = name[_OPENING.match(name).end() :]  # type: ignore[union-attr]  # it matches the empty string too
    gazetteer = Gazetteer.load()
    for length in _NAME_LENGTHS:
        if len(bare) >= length and bare[length - 1] in "省市县区旗州盟":
            bearers = [one for one in gazetteer.named(bare[:length]) if one.name == bare[:length]]
            # 宜宾市 was a city of county rank until 1996: what is valid today goes before.
            levels = {one.level for one in [one for one in bearers if one.valid_in()] or bearers}
            if len(levels) == 1:
                return _LEVELS.get(levels.pop())
    words, longest = _words("level")
    return next((words[bare[:length]] for length in range(longest, 0, -1) if bare[:length] in words), None)


def _by_ending(table: str, name: str) -> str | None:
    """Return the kind whose longest word a name ends in; a name in quotation marks is looked at without them."""
    bare = name.rstrip(_CLOSING)
    words, longest = _words(table)
    return next((words[bare[-length:]] for length in range(longest, 0, -1) if bare[-length:] in words), None)


@cache
def _words(table: str) -> tuple[dict[str, str], int]:
    """Return the code of each word of a table of ``codes.toml``, and the length of the longest word."""
    words = {word: code for code, words in Vocabulary.load().codes[table].items() for word in words}
    return words, max(map(len, words))


@cache
def _published() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what ``codelists.ttl`` says of each concept and scheme, by local name, as predicates and objects in Turtle."""
    import pyoxigraph  # noqa: PLC0415 - a compiled library that only writing and asking need

    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for triple in pyoxigraph.parse(path=ontology_folder() / "codelists.ttl", format=pyoxigraph.RdfFormat.TURTLE):
        predicate = _prefixed(triple.predicate.value)
        if triple.subject.value.startswith(CODES) and predicate.partition(":")[2] in _COPIED:
            local = found.setdefault(triple.subject.value.removeprefix(CODES), {})
            predicate = "a" if predicate == "rdf:type" else predicate
            local[predicate] = tuple(sorted({*local.get(predicate, ()), _term(triple.object)}))
    return found


def _term(term: object) -> str:
    import pyoxigraph  # noqa: PLC0415

    if isinstance(term, pyoxigraph.Literal):
        return literals.string(term.value, term.language)
    return _prefixed(str(getattr(term, "value", term)))


def _prefixed(iri: str) -> str:
    for prefix in ("lgc", "skos", "rdfs", "rdf"):
        if iri.startswith(PREFIXES[prefix]):
            return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
    return f"<{iri}>"
