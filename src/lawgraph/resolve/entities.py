"""The things that are one, made an entity: its label, key, code and identifier."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from lawgraph.model import Entity, Kind
from lawgraph.resolve import ids, keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgraph.resolve.things import Local
    from lawgraph.resolve.union import Union


def entities_of(things: Sequence[Local], union: Union) -> dict[int, Entity]:
    """Return the entity of each set of ``union``, by the number that stands for the set."""
    groups: dict[int, list[Local]] = defaultdict(list)
    for thing in things:
        groups[union.find(thing.number)].append(thing)
    keyed = sorted((members[0].kind, min(one.key for one in members), number) for number, members in groups.items())
    used: dict[tuple[Kind, str], str] = {}
    return {number: _entity(groups[number], key, used) for _, key, number in keyed}


def _entity(members: list[Local], key: str, used: dict[tuple[Kind, str], str]) -> Entity:
    found = [(member.article_id, mention) for member in members for mention in member.mentions]
    kind = members[0].kind
    named = [mention for _, mention in found if not mention.anaphoric] or [mention for _, mention in found]
    names = Counter(mention.name for mention in named)
    label = min(names, key=lambda name: (-names[name], len(name), name))
    others = {form for mention in named for form in (mention.name, *mention.aliases)} - {label}
    code = min((mention.code for mention in named if mention.code), default=None)
    organ = Counter(mention.organ for mention in named if mention.organ).most_common(1)
    provisional = kind is Kind.INSTITUTION and code is None and keys.institution(named[0], members[0].article_id)[1]
    identifier = ids.entity_id(kind, label, key, code)
    if used.setdefault((kind, identifier), key) != key:
        identifier = f"{identifier}-{ids.digest(key)}"
        used[kind, identifier] = key
    return Entity(
        id=identifier,
        kind=kind,
        label=label,
        key=key,
        alt_labels=tuple(sorted(others)),
        code=code,
        organ=organ[0][0] if organ else None,
        provisional=provisional,
        mentions=tuple(sorted({(article_id, mention.start, mention.end) for article_id, mention in found})),
    )
