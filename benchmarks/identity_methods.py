"""The methods of the identity benchmark. Each takes extractions and gives clusterings of their mentions by threshold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from identity_scores import Spot

from lawgraph.model import Extraction, Kind, Property
from lawgraph.resolve.resolver import resolve

Clusters = dict[Spot, Hashable]
#: Clusterings by threshold; the empty string where a method has none.
Runs = dict[str, Clusters]


class Row(NamedTuple):
    """A mention as a record of columns, which is what the peers take. Where nothing is known the column is empty."""

    spot: Spot
    name: str
    body: str
    code: str
    organ: str
    head: bool
    year: int


def rows_of(extractions: Iterable[Extraction]) -> tuple[list[Row], list[Row]]:
    """Return the officials, each with the body of the post that is held, and the institutions."""
    people: list[Row] = []
    bodies: list[Row] = []
    for one in extractions:
        held = {}
        for claim in one.claims:
            if claim.property in {Property.LEADS, Property.HOLDS_POST}:
                gone = claim.modality is not None and claim.modality.value in {"former", "dismissed"}
                if claim.subject.start not in held or not gone:
                    held[claim.subject.start] = claim
        for mention in one.mentions:
            spot = (one.article_id, mention.start, mention.kind)
            if mention.kind is Kind.INSTITUTION:
                bodies.append(Row(spot, mention.name, mention.name, mention.code or "", mention.organ or "", False, 0))
            elif (claim := held.get(mention.start)) is not None:
                at = claim.object
                people.append(Row(spot, mention.name, at.name, at.code or "", at.organ or "", claim.property is Property.LEADS, int((claim.observed or "0")[:4])))
            else:
                people.append(Row(spot, mention.name, "", "", "", False, 0))
    return people, bodies


def lawgraph(extractions: list[Extraction]) -> Runs:
    """Our resolver."""
    entities = resolve(extractions).entities
    return {"": {(article, start, one.kind): (one.kind, one.id) for one in entities for article, start, _ in one.mentions}}


def name(extractions: list[Extraction]) -> Runs:
    """Plain equality of names."""
    people, bodies = rows_of(extractions)
    return {"": {row.spot: row.name for row in (*people, *bodies)}}


def name_province(extractions: list[Extraction]) -> Runs:
    """Equality of name and province."""
    people, bodies = rows_of(extractions)
    return {"": {row.spot: (row.name, row.code[:2]) for row in (*people, *bodies)}}


def rapidfuzz(extractions: list[Extraction]) -> Runs:
    """Likeness of names and bodies within blocks: people of a surname in a province, bodies of an organ in a province."""
    from rapidfuzz.process import cdist

    people, bodies = rows_of(extractions)
    blocks: dict[Hashable, dict[tuple[str, str], list[Spot]]] = defaultdict(lambda: defaultdict(list))
    for row in people:
        blocks["official", row.name[0], row.code[:2]][row.name, row.body].append(row.spot)
    for row in bodies:
        blocks["institution", row.organ, row.code[:2]][row.name, row.name].append(row.spot)
    thresholds = (70, 80, 85, 90, 95)
    runs: Runs = {str(threshold): {} for threshold in thresholds}
    for block, records in blocks.items():
        keys = list(records)
        names, places = [key[0] for key in keys], [key[1] for key in keys]
        likeness = (cdist(names, names, workers=1) + cdist(places, places, workers=1)) / 2
        for threshold in thresholds:
            parent = list(range(len(keys)))
            for one, other in zip(*(likeness >= threshold).nonzero(), strict=True):
                if one < other:
                    parent[_root(parent, int(other))] = _root(parent, int(one))
            for number, key in enumerate(keys):
                for spot in records[key]:
                    runs[str(threshold)][spot] = (block, _root(parent, number))
    return runs


def _root(parent: list[int], one: int) -> int:
    while parent[one] != one:
        parent[one] = one = parent[parent[one]]
    return one


def splink(extractions: list[Extraction]) -> Runs:
    """Splink on DuckDB, trained on the records themselves: people by name, place, organ, post and year; bodies likewise."""
    from identity_splink import cluster_bodies, cluster_people

    people, bodies = rows_of(extractions)
    of_people, of_bodies = cluster_people(people), cluster_bodies(bodies)
    return {threshold: of_people[threshold] | of_bodies[threshold] for threshold in of_people}


METHODS: dict[str, Callable[[list[Extraction]], Runs]] = {
    "lawgraph": lawgraph,
    "name": name,
    "name and province": name_province,
    "rapidfuzz": rapidfuzz,
    "Splink": splink,
}
