"""The things that are one, made an entity: its label, key, code and identifier."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.extract.batches import read_name, stated
from lawgraph.model import Entity, Kind
from lawgraph.resolve import ids, keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawgraph.resolve.things import Local
    from lawgraph.resolve.union import Union


def entities_of(things: Sequence[Local], union: Union, names: Mapping[int, str]) -> dict[int, Entity]:
    """Return the entity of each set of ``union``, by the number that stands for the set.

    ``names`` are those that people gave, by the same numbers.
    """
    groups: dict[int, list[Local]] = defaultdict(list)
    for thing in things:
        groups[union.find(thing.number)].append(thing)
    keyed = sorted((members[0].kind, min(one.key for one in members), number) for number, members in groups.items())
    bearer: dict[tuple[Kind, str], str] = {}  # an id to the key of the entity that bears it
    out: dict[int, Entity] = {}
    for kind, key, number in keyed:
        entity = _entity(groups[number], key)
        if (kind, entity.id) in bearer:
            # Another key with the same letters, or the same key and a bar between the two: its first mention tells it.
            apart = key if bearer[kind, entity.id] != key else f"{key}|{entity.mentions[0]}"
            entity = replace(entity, id=_free(entity.id, apart, kind, bearer))
        bearer[kind, entity.id] = key
        out[number] = _renamed(entity, names[number]) if number in names else entity
    return out


def _free(identifier: str, apart: str, kind: Kind, bearer: Mapping[tuple[Kind, str], str]) -> str:
    """Return an id with a digest behind it that no other entity of the kind bears: six digits, more where they meet."""
    return next(free for length in range(6, 64) if (kind, free := f"{identifier}-{ids.digest(apart, length)}") not in bearer)


def _entity(members: list[Local], key: str) -> Entity:
    found = [(member.article_id, mention) for member in members for mention in member.mentions]
    kind = members[0].kind
    named = [mention for _, mention in found if not mention.anaphoric] or [mention for _, mention in found]
    names = Counter(mention.name for mention in named)
    label = min(names, key=lambda name: (-names[name], len(name), name))
    if kind is Kind.HONOUR and len({stated(mention) for mention in named}) > 1:
        label = read_name(label)[0]  # no name of one batch for the honour of several
    others = {form for mention in named for form in (mention.name, *mention.aliases)} - {label}
    code = min((mention.code for _, mention in found if mention.code), default=None)
    organ = Counter(mention.organ for mention in named if mention.organ).most_common(1)
    return Entity(
        id=ids.entity_id(kind, label, key, code),
        kind=kind,
        label=label,
        key=key,
        alt_labels=tuple(sorted(others)),
        code=code,
        organ=organ[0][0] if organ else None,
        provisional=kind is Kind.INSTITUTION and all(keys.institution(mention, members[0].article_id)[1] for mention in named),
        mentions=tuple(sorted({(article_id, mention.start, mention.end) for article_id, mention in found})),
    )


def _renamed(entity: Entity, name: str) -> Entity:
    """Return an entity with the name that somebody gave it. Its id stays: links to it hold."""
    return replace(entity, label=name, alt_labels=tuple(sorted({*entity.alt_labels, entity.label} - {name})))
