"""Edges that came, went, or are told of in another way: another date, office or confidence."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from lawgraph.diff.evidence import Evidence
from lawgraph.diff.nodes import Key
from lawgraph.diff.sides import Side, Triple, all_records, differing_records
from lawgraph.graph.identities import ENTITIES_FILE
from lawgraph.graph.names import ONTOLOGY
from lawgraph.graph.records import CLAIMS_FILE
from lawgraph.model import Kind, Property

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EdgeKey = tuple[Key, str, Key]
"""Subject, property ("leads") and object."""

_PROPERTIES: Final = {f"<{ONTOLOGY}{prop.value}>": prop.value for prop in Property}
_KINDS: Final = {kind.value.lower(): kind.value for kind in Kind}
#: What the claims of an edge say of it, each as the sorted values of all of them.
_SAID: Final = ("role", "modality", "since", "until", "conferred_by", "count")
_Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge of one build or of both, with the labels of its ends; one that follows by rule has no evidence.

    ``changes`` holds old and new value by field: what the claims say (role, modality, since, until, …), when
    they first and last see it, the highest confidence, and how many there are. The evidence of a changed
    edge is what is new; that which is gone stands in ``former``.
    """

    key: EdgeKey
    subject: str
    object: str
    changes: tuple[tuple[str, Any, Any], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    former: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeChanges:
    """All changes of edges, each kind sorted by key."""

    gained: tuple[EdgeChange, ...]
    lost: tuple[EdgeChange, ...]
    changed: tuple[EdgeChange, ...]


def compare_edges(old: Side, new: Side, triples: tuple[set[Triple], set[Triple]], new_key: Mapping[Key, Key]) -> EdgeChanges:
    """Return what happened to the edges. An end that was only renamed is the same end."""
    before, after = _edges(triples[0], old.base), _edges(triples[1], new.base)
    moved = {_moved(edge, new_key) for edge in before}
    gained = sorted(after - moved)
    lost = sorted(edge for edge in before if _moved(edge, new_key) not in after)
    gone, come = differing_records(old, new, CLAIMS_FILE)
    told = {_moved(_edge(record), new_key) for record in gone} | {_edge(record) for record in come}
    kept = told - set(gained) - {_moved(edge, new_key) for edge in lost}
    former_key = {now: was for was, now in new_key.items()}
    claims = (
        _claims(old, {*lost, *(_moved(edge, former_key) for edge in kept)}),
        _claims(new, {*gained, *kept}),
    )
    labels = (
        _labels(old, (end for edge in lost for end in edge[::2])),
        _labels(new, (end for edge in (*gained, *kept) for end in edge[::2])),
    )
    changed = (_change(edge, (old, new), (claims[0].get(_moved(edge, former_key), []), claims[1].get(edge, [])), labels[1]) for edge in sorted(kept))
    return EdgeChanges(
        tuple(_whole(edge, new, claims[1].get(edge, []), labels[1]) for edge in gained),
        tuple(_whole(edge, old, claims[0].get(edge, []), labels[0]) for edge in lost),
        tuple(one for one in changed if one.changes),
    )


def _edges(triples: Iterable[Triple], base: str) -> set[EdgeKey]:
    """Return the direct edges among triples."""
    iri = re.compile("<" + re.escape(base) + "(" + "|".join(_KINDS) + ")/(.+)>")
    found = set()
    for subject, predicate, obj in triples:
        if predicate in _PROPERTIES and (one := iri.fullmatch(subject)) and (other := iri.fullmatch(obj)):
            found.add(_oriented(((_KINDS[one[1]], unquote(one[2])), _PROPERTIES[predicate], (_KINDS[other[1]], unquote(other[2])))))
    return found


def _oriented(edge: EdgeKey) -> EdgeKey:
    """Return the one form of an edge: cooperation stands both ways in the graph."""
    return edge[::-1] if edge[1] == Property.COOPERATES_WITH and edge[2] < edge[0] else edge


def _moved(edge: EdgeKey, keys: Mapping[Key, Key]) -> EdgeKey:
    return _oriented((keys.get(edge[0], edge[0]), edge[1], keys.get(edge[2], edge[2])))


def _edge(record: _Record) -> EdgeKey:
    ends = [(record[end]["kind"], record[end]["id"]) for end in ("subject", "object")]
    return _oriented((ends[0], record["property"], ends[1]))


def _claims(side: Side, wanted: set[EdgeKey]) -> dict[EdgeKey, list[_Record]]:
    """Return all claims of the edges that are asked for."""
    found: dict[EdgeKey, list[_Record]] = defaultdict(list)
    if wanted:
        for record in all_records(side, CLAIMS_FILE):
            if (edge := _edge(record)) in wanted:
                found[edge].append(record)
    return found


def _labels(side: Side, ends: Iterable[Key]) -> dict[Key, str]:
    wanted = set(ends)
    found = ((record["kind"], record["id"], record["label"]) for record in all_records(side, ENTITIES_FILE)) if wanted else ()
    return {(kind, identifier): label for kind, identifier, label in found if (kind, identifier) in wanted}


def _whole(edge: EdgeKey, side: Side, claims: list[_Record], labels: Mapping[Key, str]) -> EdgeChange:
    return EdgeChange(edge, labels.get(edge[0], edge[0][1]), labels.get(edge[2], edge[2][1]), evidence=_evidence(side, claims))


def _change(edge: EdgeKey, sides: tuple[Side, Side], claims: tuple[list[_Record], list[_Record]], labels: Mapping[Key, str]) -> EdgeChange:
    before, after = _told(claims[0]), _told(claims[1])
    changes = tuple((name, before[name], after[name]) for name in before if before[name] != after[name])
    places = [{_place(record) for record in one} for one in claims]
    come = [record for record in claims[1] if _place(record) not in places[0]]
    gone = [record for record in claims[0] if _place(record) not in places[1]]
    if not come and not gone:  # the same passages, read in another way
        come = claims[1]
    subject, obj = (labels.get(end, end[1]) for end in (edge[0], edge[2]))
    return EdgeChange(edge, subject, obj, changes, _evidence(sides[1], come), _evidence(sides[0], gone))


def _told(claims: list[_Record]) -> dict[str, Any]:
    """Return what the claims of an edge say together."""
    said: dict[str, Any] = {name: sorted({record[name] for record in claims if record.get(name) is not None}) for name in _SAID}
    seen = sorted(record["observed"] for record in claims if record.get("observed"))
    said |= {"first_seen": seen[0] if seen else None, "last_seen": seen[-1] if seen else None}
    return said | {"confidence": max((record["confidence"] for record in claims), default=None), "claims": len(claims)}


def _place(record: _Record) -> tuple[object, ...]:
    """Return where a claim stands: what stays the same when its ends get other IRIs."""
    ends = (record[end]["mention"] for end in ("subject", "object"))
    return (record["article"], record["start"], record["end"], record["property"], *((one["start"], one["end"]) for one in ends))


def _evidence(side: Side, claims: list[_Record]) -> tuple[Evidence, ...]:
    def of(record: _Record) -> Evidence:
        article = side.article(record["article"])
        return Evidence(record["article"], article["title"], article["date"], record["quote"], record["rule"], record["confidence"])

    return tuple(of(record) for record in sorted(claims, key=lambda one: (one["article"], one["start"], one["id"])))
