"""Resolve: the mentions of all articles in, entities and claims between them out.

First within each article (a person's name, a program's forms), then across articles by key. The
result is a function of the extractions alone and does not depend on their order. Every join of two
mentions is kept with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgraph.extract.batches import stated
from lawgraph.model import (
    Claim,
    Entity,
    Extraction,
    Identity,
    Kind,
    Mention,
    Merge,
    Outcome,
    Property,
    ResolvedClaim,
)
from lawgraph.resolve import ids, keys
from lawgraph.resolve.across import join_across
from lawgraph.resolve.corrections import Corrections
from lawgraph.resolve.entities import entities_of
from lawgraph.resolve.identities import Identities
from lawgraph.resolve.things import Local, Said, Spot
from lawgraph.resolve.union import Union
from lawgraph.resolve.within import join_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawgraph.resolve.decisions import Decision


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities and claims, sorted; what makes each entity one; what each decision did.

    ``identities`` and ``merges`` are keyed by the value of an entity's kind and its id.
    """

    entities: tuple[Entity, ...]
    claims: tuple[ResolvedClaim, ...]
    identities: Mapping[tuple[str, str], Identity] = field(default_factory=dict, repr=False, compare=False)
    decisions: tuple[Outcome, ...] = ()

    @property
    def merges(self) -> Mapping[tuple[str, str], tuple[Merge, ...]]:
        """Why the mentions of each entity are one."""
        return {key: identity.merges for key, identity in self.identities.items()}


def resolve(extractions: Iterable[Extraction], *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Return the entities that the mentions of ``extractions`` are, and the claims between them.

    ``decisions`` are people's, in the order in which they were taken. They go before every rule but two
    that never yield: two division codes are two bodies, two dates of birth or genders two persons. An
    article that comes twice counts once.
    """
    ordered = sorted({one.article_id: one for one in extractions}.values(), key=lambda one: one.article_id)
    spots: list[Spot] = []
    ranges: dict[str, range] = {}
    for extraction in ordered:
        start = len(spots)
        spots += [(extraction.article_id, mention) for mention in _distinct(extraction.mentions)]
        ranges[extraction.article_id] = range(start, len(spots))
    union = Union(mention for _, mention in spots)
    corrections = Corrections(decisions)
    claims = [(one, corrections.without_wrong(one)) for one in ordered]
    corrections.apply(spots, ranges, union)
    things: list[Local] = []
    said: list[Said] = []
    for extraction, kept in claims:
        found = join_within(spots, ranges[extraction.article_id], union)
        things += found
        said += _said(extraction.article_id, kept, found)
    keys.set_keys(things, said)
    join_across(things, said, union)
    entities = entities_of(things, union, corrections.names_of(union))
    return Resolution(
        tuple(sorted(entities.values(), key=lambda one: (one.kind, one.id))),
        _resolved_all(said, entities, union),
        Identities(spots, union, entities, corrections.touched),
        corrections.told(),
    )


def _resolved_all(said: Iterable[Said], entities: Mapping[int, Entity], union: Union) -> tuple[ResolvedClaim, ...]:
    """Return the claims between entities in order of id; what a thing would say of itself is none."""
    claims: dict[str, ResolvedClaim] = {}
    for one in said:
        subject, obj = entities[union.find(one.subject.number)], entities[union.find(one.object.number)]
        if subject is not obj:
            resolved = _resolved(one.article_id, one.claim, subject, obj)
            claims.setdefault(resolved.id, resolved)
    return tuple(claims[key] for key in sorted(claims))


def _distinct(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions in order, one for each span, kind and name: the one with a code before one without."""
    ordered = sorted(mentions, key=lambda one: (one.start, one.end, one.kind, one.name, not one.code, one.code or "", one.aliases))
    return list({_spot(one): one for one in reversed(ordered)}.values())[::-1]


def _spot(mention: Mention) -> tuple[int, int, Kind, str]:
    return mention.start, mention.end, mention.kind, mention.name


def _said(article_id: str, claims: Iterable[Claim], things: Sequence[Local]) -> list[Said]:
    """Return claims of one article with the things that their ends are."""
    of = {_spot(mention): thing for thing in things for mention in thing.mentions}
    return [Said(article_id, one, of[_spot(one.subject)], of[_spot(one.object)]) for one in claims]


def _resolved(article_id: str, claim: Claim, subject: Entity, obj: Entity) -> ResolvedClaim:
    parts = [article_id, str(claim.start), str(claim.end), subject.kind, subject.id, claim.property, obj.kind, obj.id, claim.rule, claim.role or ""]
    if claim.property is Property.AWARDED and any(told := stated(claim.object)):
        parts.append(repr(tuple(told)))  # 第七批 and 第八批 of one honour in one sentence
    return ResolvedClaim("c" + ids.digest("|".join(parts), 16), article_id, subject, obj, claim)
