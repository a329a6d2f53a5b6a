"""Why each node of a build is one thing: ``entities.jsonl``, one object a line, sorted by kind and id.

A line holds what the entity is, its mentions, the merges that made them one (``left`` and ``right`` are
places in the list of mentions, from 0), and the ids of the decisions that speak of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lawgraph.graph import records
from lawgraph.graph.knowledge import entity_key
from lawgraph.model import Anchor, Entity, Identity, Kind, Merge, MergeReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from os import PathLike

    from lawgraph.graph.knowledge import EntityKey, Knowledge

ENTITIES_FILE = "entities.jsonl"


@dataclass(frozen=True, slots=True)
class Identified:
    """An entity, and what makes it one thing."""

    entity: Entity
    identity: Identity = field(default_factory=Identity)


def write_entities(knowledge: Knowledge, identities: Mapping[EntityKey, Identity], path: str | PathLike[str]) -> None:
    """Write every node with its mentions and merges; one that no article names has none."""
    none = Identity()
    found = (Identified(entity, identities.get(entity_key(entity), none)) for entity in knowledge.entities)
    records.write_records(map(identified_record, found), path)


def iter_entities(
    path: str | PathLike[str],
    advance: Callable[[int], None] | None = None,
    *,
    only: Callable[[bytes], object] | None = None,
) -> Iterator[Identified]:
    """Yield back, one line at a time, what :func:`write_entities` wrote; ``advance`` takes the bytes of each line.

    Lines of which ``only`` does not hold are passed over. Raises OutputError that names the line where
    one is no record.
    """
    return records.iter_records(path, identified_of, advance, only=only)


def identified_record(found: Identified) -> dict[str, Any]:
    """Return an entity with what makes it one as a JSON object."""
    identity = found.identity
    place = {anchor: place for place, anchor in enumerate(identity.mentions)}
    return records.told(
        {
            **records.entity_record(found.entity),
            "alt_labels": list(found.entity.alt_labels),
            "mentions": [{"article": one.article_id, "start": one.start, "end": one.end, "name": one.name} for one in identity.mentions],
            "merges": [
                records.told({"left": place[one.left], "right": place[one.right], "reason": one.reason.value, "detail": one.detail or None})
                for one in identity.merges
            ],
            "decisions": list(identity.decisions),
        }
    )


def identified_of(record: dict[str, Any]) -> Identified:
    """Return the entity, with its names and mentions, that :func:`identified_record` wrote."""
    kind = Kind(record["kind"])
    mentions = tuple(Anchor(kind, one["article"], one["start"], one["end"], one["name"]) for one in record.get("mentions", ()))
    merges = tuple(
        Merge(mentions[one["left"]], mentions[one["right"]], MergeReason(one["reason"]), one.get("detail", ""))
        for one in record.get("merges", ())
    )
    entity = replace(
        records.entity_of(record),
        alt_labels=tuple(record.get("alt_labels", ())),
        mentions=tuple(sorted({(one.article_id, one.start, one.end) for one in mentions})),
    )
    return Identified(entity, Identity(mentions, merges, tuple(record.get("decisions", ()))))
