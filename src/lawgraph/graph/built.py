"""A folder that a build wrote, read back as the knowledge that it was written from."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lawgraph.errors import OutputError
from lawgraph.graph import records
from lawgraph.graph.knowledge import Knowledge, edge_of, entity_key
from lawgraph.graph.names import ONTOLOGY, ORGAN_CLASSES, PREFIXES, namespace
from lawgraph.graph.publish import steady
from lawgraph.graph.store import open_store
from lawgraph.graph.stored import read_report
from lawgraph.model import Entity, Kind, Property

if TYPE_CHECKING:
    from os import PathLike

    from lawgraph.graph.knowledge import Edge, EntityKey

_TYPE, _LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"
_ALT, _NOTATION = PREFIXES["skos"] + "altLabel", PREFIXES["skos"] + "notation"
_PLACES = (ONTOLOGY + "division", ONTOLOGY + "within")
_EDGES = {ONTOLOGY + prop.value: prop for prop in Property}


def read_knowledge(folder: str | PathLike[str]) -> tuple[Knowledge, str]:
    """Return the knowledge of a built folder, and what the IRIs of its data begin with.

    Texts and claims come from their JSON Lines; other names, nodes without a claim and edges that follow
    by rule stand in ``graph.ttl`` alone. Mentions are not read back. Raises OutputError for a folder that
    is no build, a file in it that cannot be read, or a folder that is built anew meanwhile.
    """
    path = Path(folder)
    if not path.is_dir():
        raise OutputError(str(path), "is no folder", "Give the folder that `lawgraph build -o` wrote")
    with steady(path):
        return _read(path)


def _read(path: Path) -> tuple[Knowledge, str]:
    base = str(read_report(path).get("base_iri", "")) or namespace(Kind.PLACE).removesuffix("place/")
    articles = records.read_articles(path / records.ARTICLES_FILE)
    claims = records.read_claims(path / records.CLAIMS_FILE)
    known = {entity_key(end): end for claim in claims for end in (claim.subject, claim.object)}
    nodes, edges = _read_graph(path, base, known)
    stated = {(entity_key(s), prop, entity_key(o)) for s, prop, o in map(edge_of, claims)}
    inferred: list[Edge] = []
    for subject, prop, obj in sorted(edges):
        # Cooperation stands both ways in the graph, and once in knowledge.
        if not {(subject, Property(prop), obj), (obj, Property(prop), subject)} & stated:
            inferred.append((nodes[subject], Property(prop), nodes[obj]))
    ends = {key for subject, _, obj in edges for key in (subject, obj)}
    # Divisions that no article names are written for queries alone.
    kept = [node for key, node in nodes.items() if key in ends or not (node.inferred and node.kind is Kind.PLACE)]
    return Knowledge(articles, tuple(kept), claims, tuple(inferred)), base


def _read_graph(
    path: Path, base: str, known: dict[EntityKey, Entity]
) -> tuple[dict[EntityKey, Entity], set[tuple[EntityKey, str, EntityKey]]]:
    """Return the nodes of ``graph.ttl`` and its direct edges."""
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    pattern = re.compile(re.escape(base) + "(" + "|".join(kind.value.lower() for kind in Kind) + ")/(.+)")
    kinds = {kind.value.lower(): kind for kind in Kind}
    keys: dict[str, EntityKey] = {}
    for quad in open_store(path):
        subject = str(quad.subject.value)
        if subject not in keys:
            if not (found := pattern.fullmatch(subject)):
                continue
            keys[subject] = (kinds[found[1]].value, unquote(found[2]))
        facts[subject][str(quad.predicate.value)].append(str(quad.object.value))
    nodes: dict[EntityKey, Entity] = {}
    for iri, fact in facts.items():
        key = keys[iri]
        label = min(fact[_LABEL], default=key[1])
        others = tuple(sorted(fact[_ALT]))
        if key in known:
            nodes[key] = replace(known[key], alt_labels=others)
            continue
        organ = next((name for name in map(_local, fact[_TYPE]) if name in ORGAN_CLASSES), None)
        places = [place for link in _PLACES for place in fact[link]]
        codes = fact[_NOTATION] or [code for place in places for code in facts[place][_NOTATION]]
        nodes[key] = Entity(
            id=key[1],
            kind=Kind(key[0]),
            label=label,
            key=key[1],
            alt_labels=others,
            code=min(codes, default=None),
            organ=_kebab(organ) if organ else None,
            inferred="true" in fact[ONTOLOGY + "inferred"],
            provisional="true" in fact[ONTOLOGY + "provisional"],
        )
    edges = {
        (keys[iri], _EDGES[predicate].value, keys[value])
        for iri, fact in facts.items()
        for predicate, values in fact.items()
        if predicate in _EDGES
        for value in values
        if value in keys
    }
    return nodes, edges


def _local(iri: str) -> str:
    return iri.removeprefix(ONTOLOGY)


def _kebab(name: str) -> str:
    """Return the identifier in the lexicon that a class was named after: JusticeBureau is justice-bureau."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()
