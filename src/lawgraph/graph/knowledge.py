"""What a build knows: articles, entities and the claims between them, in one fixed order."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from lawgraph.errors import OutputError
from lawgraph.model import Article, Entity, Kind, Property, ResolvedClaim
from lawgraph.read.copies import gather
from lawgraph.resolve.reprints import Reprints, find_reprints

Edge: TypeAlias = tuple[Entity, Property, Entity]
EntityKey: TypeAlias = tuple[str, str]
"""Kind and id: an id is unique only within its kind."""

_MISSING = "Pass every article that a claim stands on, with the text that it was read with"


# An enum's value is looked up by a slow descriptor, and keys are made by the million.
_KIND_NAMES = {kind: kind.value for kind in Kind}


def entity_key(entity: Entity) -> EntityKey:
    """Return what tells an entity from every other: its kind and id."""
    return (_KIND_NAMES[entity.kind], entity.id)


@dataclass(frozen=True)
class Knowledge:
    """Articles, entities and claims, sorted and free of repeats whatever order they came in.

    ``entities`` also takes in every entity at the end of a claim or of an inferred edge. Of two
    entities with one kind and id, the one in ``entities`` wins; of two articles with one text,
    the earliest known, and the other is a copy of it. ``inferred_edges`` follow from a rule and not
    from an article (包头市司法局 隶属于 内蒙古自治区司法厅): they have no claim.
    """

    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[ResolvedClaim, ...] = ()
    inferred_edges: tuple[Edge, ...] = ()
    _articles: dict[str, Article] = field(default_factory=dict, init=False, repr=False, compare=False)
    _entities: dict[EntityKey, Entity] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for article in gather(self.articles):
            self._articles[article.id] = article
        ends = [end for claim in self.claims for end in (claim.subject, claim.object)]
        ends += [end for edge in self.inferred_edges for end in (edge[0], edge[2])]
        for group in (self.entities, ends):
            for entity in sorted(group, key=_entity_order):
                self._entities.setdefault(entity_key(entity), entity)
        claims: dict[str, ResolvedClaim] = {}
        for claim in self.claims:
            if claims.setdefault(claim.id, claim) != claim:
                raise OutputError(
                    f"claim {claim.id}", "stands for two different claims", "Make claim ids unique"
                )
            self._check_evidence(claim)
        stated = {_edge_key(edge_of(claim)) for claim in self.claims}
        inferred = {
            key: _oriented(edge)
            for edge in sorted(self.inferred_edges, key=_edge_key)
            if (key := _edge_key(_oriented(edge))) not in stated
        }
        # The dataclass is frozen for its users; the fields get their canonical order once, here.
        object.__setattr__(self, "articles", tuple(self._articles[key] for key in sorted(self._articles)))
        object.__setattr__(self, "entities", tuple(self._entities[key] for key in sorted(self._entities)))
        object.__setattr__(self, "claims", tuple(claims[key] for key in sorted(claims)))
        object.__setattr__(self, "inferred_edges", tuple(inferred[key] for key in sorted(inferred)))

    def _check_evidence(self, claim: ResolvedClaim) -> None:
        """Raise unless the claim's span lies in the text of one of the articles."""
        article = self._articles.get(claim.article_id)
        if article is None:
            raise OutputError(f"claim {claim.id}", f"its article {claim.article_id} is not here", _MISSING)
        start, end = claim.claim.start, claim.claim.end
        if not 0 <= start < end <= len(article.text):
            span = f"its evidence [{start}, {end}) lies outside the text of {article.id} ({len(article.text)} characters)"
            raise OutputError(f"claim {claim.id}", span, _MISSING)

    def article_by_id(self, article_id: str) -> Article:
        """Return the article with this id; KeyError if there is none."""
        return self._articles[article_id]

    def entity_by_id(self, kind: Kind, entity_id: str) -> Entity:
        """Return the entity of this kind and id; KeyError if there is none."""
        return self._entities[kind.value, entity_id]

    @cached_property
    def reprints(self) -> Reprints:
        """Which of the articles are one source; worked out when it is first asked for."""
        return find_reprints(self.articles)

    def quote(self, claim: ResolvedClaim) -> str:
        """Return the words that a claim stands on."""
        return self._articles[claim.article_id].text[claim.claim.start : claim.claim.end]

    def edges(self) -> list[tuple[Edge, list[ResolvedClaim]]]:
        """Return the distinct edges in order, each with its claims; inferred ones have none.

        Cooperation has no direction: A with B and B with A are one edge, its ends in order of id.
        """
        found: dict[tuple[EntityKey, str, EntityKey], list[ResolvedClaim]] = {}
        for claim in self.claims:
            found.setdefault(_edge_key(edge_of(claim)), []).append(claim)
        for edge in self.inferred_edges:
            found.setdefault(_edge_key(edge), [])
        order = {prop.value: prop for prop in Property}
        return [
            ((self._entities[subject], order[prop], self._entities[obj]), found[subject, prop, obj])
            for subject, prop, obj in sorted(found)
        ]

    def counts(self) -> dict[str, int]:
        """Return the numbers of articles, claims, nodes by kind and edges by property, zeros included."""
        kinds = Counter(entity.kind for entity in self.entities)
        properties = Counter(edge[1] for edge, _ in self.edges())
        counts = {"articles": len(self.articles), "claims": len(self.claims)}
        counts |= {"nodes": len(self.entities), "edges": properties.total()}
        counts |= {kind.value: kinds[kind] for kind in Kind}
        return counts | {prop.value: properties[prop] for prop in Property}


def edge_of(claim: ResolvedClaim) -> Edge:
    """Return the edge that a claim states, with the ends of a symmetric one in order."""
    return _oriented((claim.subject, claim.claim.property, claim.object))


def _oriented(edge: Edge) -> Edge:
    subject, prop, obj = edge
    if prop is Property.COOPERATES_WITH and entity_key(obj) < entity_key(subject):
        return (obj, prop, subject)
    return edge


def _edge_key(edge: Edge) -> tuple[EntityKey, str, EntityKey]:
    return (entity_key(edge[0]), edge[1].value, entity_key(edge[2]))


def _entity_order(entity: Entity) -> tuple[object, ...]:
    return (
        entity.kind.value,
        entity.id,
        entity.inferred,
        entity.label,
        entity.alt_labels,
        entity.key,
        entity.code or "",
    )
