"""Choosing a part of what is known: around a node, of some kinds, since a date."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from typing import TYPE_CHECKING

from lawgraph.errors import ViewError
from lawgraph.graph.knowledge import Knowledge, entity_key
from lawgraph.graph.names import BASE, iri
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from lawgraph.graph.knowledge import EntityKey
    from lawgraph.model import Entity, ResolvedClaim

_SHOWN = 8  # candidates that an error names
_LIKENESS = 0.45  # of difflib's ratio: 包头司法局 and 包头市司法局 have 0.91, two names with half their characters 0.5
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_LATIN = re.compile(r"[a-zü ']+")


def select(
    knowledge: Knowledge, *, focus: Entity | None = None, hops: int = 2, kinds: Collection[Kind] = (), since: str | None = None
) -> Knowledge:
    """Return the part of the knowledge that lies within ``hops`` edges of a node, of these kinds, since a date.

    ``since`` is a year, month or day (ISO 8601); a claim without any date, of its own or of its article,
    is left out then. Edges that follow by rule have no date and stay. ``focus`` stays whatever its kind.
    Raises ViewError where ``since`` is no date or nothing is left.
    """
    if since is not None and not _DATE.fullmatch(since):
        raise ViewError(f"--since {since!r}", "is no date", "Give a year, month or day: 2021, 2021-03 or 2021-03-09")
    here = entity_key(focus) if focus else None

    def wanted(entity: Entity) -> bool:
        return not kinds or entity.kind in kinds or entity_key(entity) == here

    claims = [
        claim
        for claim in knowledge.claims
        if wanted(claim.subject) and wanted(claim.object) and (since is None or _is_since(knowledge, claim, since))
    ]
    edges = [edge for edge in knowledge.inferred_edges if wanted(edge[0]) and wanted(edge[2])]
    near: dict[EntityKey, set[EntityKey]] = defaultdict(set)
    for subject, obj in [*((c.subject, c.object) for c in claims), *((edge[0], edge[2]) for edge in edges)]:
        near[entity_key(subject)].add(entity_key(obj))
        near[entity_key(obj)].add(entity_key(subject))
    if here is not None:
        kept = _within(near, here, hops)
    elif since is not None:
        kept = set(near)
    else:
        kept = {entity_key(entity) for entity in knowledge.entities if wanted(entity)}
    claims = [claim for claim in claims if entity_key(claim.subject) in kept and entity_key(claim.object) in kept]
    edges = [edge for edge in edges if entity_key(edge[0]) in kept and entity_key(edge[2]) in kept]
    entities = tuple(entity for entity in knowledge.entities if entity_key(entity) in kept)
    if not entities or (since is not None and not claims):
        raise ViewError("the selection", "leaves nothing to draw", "Take an earlier --since or more kinds")
    stated = {claim.article_id for claim in claims}
    articles = tuple(article for article in knowledge.articles if article.id in stated)
    return Knowledge(articles, entities, tuple(claims), tuple(edges))


def _within(near: dict[EntityKey, set[EntityKey]], start: EntityKey, hops: int) -> set[EntityKey]:
    seen, rim = {start}, {start}
    for _ in range(hops):
        rim = {other for node in rim for other in near[node]} - seen
        seen |= rim
    return seen


def _is_since(knowledge: Knowledge, resolved: ResolvedClaim, since: str) -> bool:
    claim = resolved.claim
    # What holds until a date is seen at that date; of a partial date ("2021") the whole span counts.
    date = claim.until or claim.observed or claim.since or knowledge.article_by_id(resolved.article_id).date
    return date is not None and date >= since[: len(date)]


def find(knowledge: Knowledge, text: str, *, base_iri: str = BASE) -> Entity:
    """Return the one entity that is meant by an IRI, a name, a part of one, pinyin or initials.

    Exact names win over parts of names, and Chinese over pinyin. Raises ViewError where several are
    meant (with the candidates) or none (with the nearest names). Examples: ``find(knowledge, "包头市司法局")``,
    ``find(knowledge, "baotou sifaju")``, ``find(knowledge, "https://w3id.org/lawgraph/id/institution/150200-sifaju")``
    """
    text = text.strip()
    for entity in knowledge.entities:
        short = f"{entity.kind.value.lower()}:{entity.id}"
        if text in {iri(entity.kind, entity.id, base_iri), short, f"{entity.kind.value}/{entity.id}"}:
            return entity
    degree: dict[EntityKey, int] = defaultdict(int)
    for (subject, _, obj), _ in knowledge.edges():
        degree[entity_key(subject)] += 1
        degree[entity_key(obj)] += 1
    for matches in _tests(text):
        found = [entity for entity in knowledge.entities if any(matches(entity, name) for name in (entity.label, *entity.alt_labels))]
        if len(found) == 1:
            return found[0]
        if found:
            found.sort(key=lambda entity: (-degree[entity_key(entity)], entity_key(entity)))
            names = "; ".join(f"{entity.label} ({entity.kind.value.lower()}:{entity.id})" for entity in found[:_SHOWN])
            more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise ViewError(f"focus {text!r}", f"may be any of {len(found)} nodes: {names}{more}", "Give the whole name, or what stands in brackets")
    raise ViewError(f"focus {text!r}", f"names nothing in this graph{_nearest(knowledge, text)}", "Give a name, pinyin or the IRI of a node")


def _tests(text: str) -> list[Callable[[Entity, str], bool]]:
    """Return the ways in which a text may mean a node, the surest first."""

    def spelt(entity: Entity, name: str) -> str:
        return pinyin(name, person=entity.kind is Kind.OFFICIAL).lower()

    tests: list[Callable[[Entity, str], bool]] = [lambda _, name: name == text]
    latin = text.lower().replace("ü", "v")
    if not latin or not _LATIN.fullmatch(latin):
        return [*tests, lambda _, name: bool(text) and text in name]
    whole, words = latin.replace(" ", "").replace("'", ""), latin.split()

    def ends(entity: Entity, name: str) -> list[int]:
        """Return where each word begins, in order, at a syllable of the name, and where the last one ends, or nothing."""
        syllables, at, found = spelt(entity, name).split(), 0, list[int]()
        for word in words:
            start = next((i for i in range(at, len(syllables)) if "".join(syllables[i:]).startswith(word)), None)
            if start is None:
                return []
            found.append(start)
            at = start + 1
        return [*found, len("".join(syllables[found[-1] :])) - len(words[-1])]

    def from_end_to_end(entity: Entity, name: str) -> bool:
        found = ends(entity, name)
        return bool(found) and found[0] == found[-1] == 0

    def initials(entity: Entity, name: str) -> str:
        return "".join(syllable[0] for syllable in spelt(entity, name).split())

    return [
        *tests,
        lambda entity, name: spelt(entity, name).replace(" ", "") == whole,
        from_end_to_end,
        lambda entity, name: initials(entity, name) == whole,
        lambda entity, name: bool(ends(entity, name)),
        lambda entity, name: whole in initials(entity, name),
    ]


def _nearest(knowledge: Knowledge, text: str) -> str:
    """Return the names nearest to a text, as words for an error."""
    names: dict[str, str] = {}
    for entity in knowledge.entities:
        for name in (entity.label, *entity.alt_labels):
            names.setdefault(name, entity.label)
        names.setdefault(pinyin(entity.label, person=entity.kind is Kind.OFFICIAL).replace(" ", ""), entity.label)
    close = difflib.get_close_matches(text, list(names), n=_SHOWN, cutoff=_LIKENESS)
    labels = list(dict.fromkeys(names[each] for each in close))
    return f"; nearest: {', '.join(labels)}" if labels else ""
