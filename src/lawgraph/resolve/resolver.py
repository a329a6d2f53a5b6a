"""Resolve: the mentions of all articles in, entities and claims between them out.

First within each article (a person's name, a program's forms), then across articles by key. The
result is a function of the extractions alone and does not depend on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawgraph.model import Claim, Entity, Extraction, Kind, Mention, Property, ResolvedClaim
from lawgraph.resolve import ids, keys

if TYPE_CHECKING:
    from collections.abc import Iterable

#: One thing within one article: article id, kind, and the name that stands for all its forms.
Local = tuple[str, Kind, str]
#: The claims with their article and the things that their ends are.
Ends = list[tuple[str, Claim, Local, Local]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities and claims, sorted."""

    entities: tuple[Entity, ...]
    claims: tuple[ResolvedClaim, ...]


class _Union:
    """Sets that are joined one pair at a time; the least member stands for its set."""

    def __init__(self) -> None:
        self._parent: dict[Local, Local] = {}

    def find(self, one: Local) -> Local:
        root = one
        while self._parent.setdefault(root, root) != root:
            root = self._parent[root]
        while self._parent[one] != root:
            self._parent[one], one = root, self._parent[one]
        return root

    def join(self, one: Local, other: Local) -> None:
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """Return the entities that the mentions of ``extractions`` are, and the claims between them."""
    ordered = sorted(extractions, key=lambda one: one.article_id)
    local_of: dict[tuple[str, int, int, Kind, str], Local] = {}
    mentions: dict[Local, list[tuple[str, Mention]]] = defaultdict(list)
    for extraction in ordered:
        for mention, thing in _locals(extraction):
            local_of[extraction.article_id, mention.start, mention.end, mention.kind, mention.name] = thing
            mentions[thing].append((extraction.article_id, mention))

    def local(article_id: str, end: Mention) -> Local:
        return local_of[article_id, end.start, end.end, end.kind, end.name]

    ends: Ends = [
        (one.article_id, claim, local(one.article_id, claim.subject), local(one.article_id, claim.object))
        for one in ordered
        for claim in one.claims
    ]
    union = _join_across(mentions, ends)
    groups: dict[Local, list[Local]] = defaultdict(list)
    for each in sorted(mentions):
        groups[union.find(each)].append(each)
    key_of = _keys(mentions, ends)
    entity_of: dict[Local, Entity] = {}
    used: dict[tuple[Kind, str], str] = {}
    for members in sorted(groups.values(), key=lambda group: (group[0][1], min(key_of[one] for one in group))):
        entity = _entity(members, mentions, min(key_of[one] for one in members), used)
        for member in members:
            entity_of[member] = entity
    claims: dict[str, ResolvedClaim] = {}
    for article_id, claim, subject, obj in ends:
        resolved = _resolved(article_id, claim, entity_of[subject], entity_of[obj])
        if resolved.subject != resolved.object:
            claims.setdefault(resolved.id, resolved)
    entities = {(one.kind, one.id): one for one in entity_of.values()}
    return Resolution(
        tuple(entities[key] for key in sorted(entities)), tuple(claims[key] for key in sorted(claims))
    )


def _locals(extraction: Extraction) -> list[tuple[Mention, Local]]:
    """Group the mentions of one article: by name, and by shared forms where the kind has such."""
    union = _Union()
    by_form: dict[tuple[Kind, str], Local] = {}
    out: list[tuple[Mention, Local]] = []
    full = {(form, one.name) for one in extraction.mentions if one.kind is Kind.INSTITUTION and one.code for form in one.aliases}
    owners: dict[str, set[str]] = defaultdict(set)
    for form, name in full:
        owners[form].add(name)
    for mention in extraction.mentions:
        name = mention.name
        if mention.kind is Kind.INSTITUTION and mention.code is None and len(owners.get(name, ())) == 1:
            name = next(iter(owners[name]))  # 乐平铺司法所 is 茌平区司法局乐平铺司法所 where only that is named so
        local = (extraction.article_id, mention.kind, name)
        union.find(local)
        out.append((mention, local))
        if mention.kind in keys.KINDS_WITH_FORMS:
            for form in sorted(keys.forms(mention)):
                union.join(local, by_form.setdefault((mention.kind, form), local))
    return [(mention, union.find(local)) for mention, local in out]


def _keys(mentions: dict[Local, list[tuple[str, Mention]]], ends: Ends) -> dict[Local, str]:
    """Return the key of each thing in each article."""
    bodies: dict[Local, str] = {}
    for local, found in mentions.items():
        if local[1] is Kind.INSTITUTION:
            bodies[local] = min(keys.institution(mention, local[0])[0] for _, mention in found)
    around: dict[Local, list[str]] = defaultdict(list)
    codes: dict[Local, list[str]] = defaultdict(list)
    dates: dict[Local, list[str]] = defaultdict(list)
    for _, claim, subject, obj in ends:
        if subject in bodies and claim.property in {Property.LAUNCHED, Property.ISSUED}:
            around[obj].append(bodies[subject])
        if obj in bodies and claim.property in {Property.LEADS, Property.HOLDS_POST}:
            around[subject].append(bodies[obj])
        if claim.property is Property.AWARDED and claim.subject.code:
            codes[obj].append(claim.subject.code)
        if claim.observed and claim.property in {Property.HELD, Property.ATTENDED}:
            dates[obj].append(claim.observed)
    out: dict[Local, str] = dict(bodies)
    for local, found in mentions.items():
        article_id, kind, name = local
        mention = min((one for _, one in found), key=lambda one: (one.anaphoric, one.name, one.start))
        if kind is Kind.OFFICIAL:
            out[local] = f"{min(around[local]) if around[local] else article_id}|{name}"
        elif kind is Kind.PROGRAM:
            out[local] = keys.program(mention, around[local], article_id)
        elif kind is Kind.HONOUR:
            out[local] = keys.honour(mention, codes[local], article_id)
        elif kind is Kind.DOCUMENT:
            out[local] = keys.document(mention, around[local], article_id)
        elif kind is Kind.EVENT:
            out[local] = keys.event(mention, dates[local], article_id)
        elif kind is Kind.PLACE:
            out[local] = keys.place(mention)
    return out


def _join_across(mentions: dict[Local, list[tuple[str, Mention]]], ends: Ends) -> _Union:
    """Join the things of different articles that have one key, or one form in one scope; officials that share a body."""
    union = _Union()
    first: dict[tuple[Kind, str], Local] = {}
    for local, key in sorted(_keys(mentions, ends).items()):
        union.join(local, first.setdefault((local[1], key), local))
        if local[1] is Kind.PROGRAM:
            # “法润鹿城”品牌 and “法润鹿城”普法品牌 of one launcher. Programs alone: 《条例》 is a form of many
            # regulations and 先进集体 of many honours, while a launcher gives a name of its own once.
            scope = key.rpartition("|")[0]
            for form in sorted({form for _, mention in mentions[local] for form in keys.forms(mention)}):
                union.join(local, first.setdefault((local[1], f"{scope}|{form}"), local))
    bodies = {local: union.find(local) for local in mentions if local[1] is Kind.INSTITUTION}
    holder: dict[tuple[str, Local], Local] = {}
    for _, claim, subject, obj in ends:
        if claim.property in {Property.LEADS, Property.HOLDS_POST} and obj in bodies:
            union.join(subject, holder.setdefault((subject[2], bodies[obj]), subject))
    return union


def _entity(
    members: list[Local], mentions: dict[Local, list[tuple[str, Mention]]], key: str, used: dict[tuple[Kind, str], str]
) -> Entity:
    found = [pair for member in members for pair in mentions[member]]
    kind = members[0][1]
    named = [mention for _, mention in found if not mention.anaphoric] or [mention for _, mention in found]
    names = Counter(mention.name for mention in named)
    label = min(names, key=lambda name: (-names[name], len(name), name))
    others = {form for mention in named for form in (mention.name, *mention.aliases)} - {label}
    code = min((mention.code for mention in named if mention.code), default=None)
    organ = Counter(mention.organ for mention in named if mention.organ).most_common(1)
    provisional = kind is Kind.INSTITUTION and keys.institution(named[0], members[0][0])[1] and code is None
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


def _resolved(article_id: str, claim: Claim, subject: Entity, obj: Entity) -> ResolvedClaim:
    parts = (article_id, str(claim.start), str(claim.end), subject.kind, subject.id, claim.property, obj.kind, obj.id, claim.rule, claim.role or "")
    return ResolvedClaim("c" + ids.digest("|".join(parts), 16), article_id, subject, obj, claim)
