"""Resolve: the mentions of all articles in, entities and claims between them out.

First within each article (a person's name, a program's forms), then across articles by key. The
result is a function of the extractions alone and does not depend on their order. Every join of two
mentions is kept with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgraph.model import Claim, Entity, Extraction, Mention, Merge, Outcome, ResolvedClaim
from lawgraph.resolve import ids, keys
from lawgraph.resolve.across import join_across
from lawgraph.resolve.entities import entities_of
from lawgraph.resolve.merges import Merges
from lawgraph.resolve.things import Local, Said, Spot
from lawgraph.resolve.union import Union
from lawgraph.resolve.within import join_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities and claims, sorted; why the mentions of each entity are one; what each decision did.

    ``merges`` is keyed by the value of an entity's kind and its id.
    """

    entities: tuple[Entity, ...]
    claims: tuple[ResolvedClaim, ...]
    merges: Mapping[tuple[str, str], tuple[Merge, ...]] = field(default_factory=dict, repr=False, compare=False)
    decisions: tuple[Outcome, ...] = ()


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """Return the entities that the mentions of ``extractions`` are, and the claims between them."""
    ordered = sorted(extractions, key=lambda one: one.article_id)
    spots: list[Spot] = [(one.article_id, mention) for one in ordered for mention in _sorted(one)]
    union = Union(len(spots))
    things: list[Local] = []
    said: list[Said] = []
    start = 0
    for extraction in ordered:
        numbers = range(start, start := start + len(extraction.mentions))
        found = join_within(spots, numbers, union)
        things += found
        said += _said(extraction, found)
    keys.set_keys(things, said)
    join_across(things, said, union)
    entities = entities_of(things, union)
    claims: dict[str, ResolvedClaim] = {}
    for one in said:
        subject, obj = entities[union.find(one.subject.number)], entities[union.find(one.object.number)]
        resolved = _resolved(one.article_id, one.claim, subject, obj)
        if resolved.subject != resolved.object:
            claims.setdefault(resolved.id, resolved)
    return Resolution(
        tuple(sorted(entities.values(), key=lambda one: (one.kind, one.id))),
        tuple(claims[key] for key in sorted(claims)),
        Merges(spots, union, entities),
    )


def _sorted(extraction: Extraction) -> list[Mention]:
    return sorted(extraction.mentions, key=lambda one: (one.start, one.end, one.kind, one.name))


def _said(extraction: Extraction, things: Sequence[Local]) -> list[Said]:
    """Return the claims of one article with the things that their ends are."""
    of = {
        (mention.start, mention.end, mention.kind, mention.name): thing for thing in things for mention in thing.mentions
    }

    def thing(end: Mention) -> Local:
        return of[end.start, end.end, end.kind, end.name]

    return [Said(extraction.article_id, one, thing(one.subject), thing(one.object)) for one in extraction.claims]


def _resolved(article_id: str, claim: Claim, subject: Entity, obj: Entity) -> ResolvedClaim:
    parts = (article_id, str(claim.start), str(claim.end), subject.kind, subject.id, claim.property, obj.kind, obj.id, claim.rule, claim.role or "")
    return ResolvedClaim("c" + ids.digest("|".join(parts), 16), article_id, subject, obj, claim)
