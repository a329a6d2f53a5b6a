"""What is known of each official across articles, as columns that a record linker compares."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Kind, Modality, Property
from lawgraph.resolve.chance import split
from lawgraph.resolve.stints import line_of, years
from lawgraph.resolve.things import Body

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.model import Entity, ResolvedClaim

_POSTS = {Property.LEADS, Property.HOLDS_POST}
_NOT_HELD = {Modality.FORMER, Modality.PROPOSED}


class Profile(NamedTuple):
    """An official's name, how it sounds, and the places, lines of work and years of the posts held; sets are sorted."""

    id: str
    name: str
    surname: str
    sound: str
    codes: list[str]
    cities: list[str]
    provinces: list[str]
    lines: list[str]
    first: float | None
    last: float | None
    born: str | None
    gender: str | None


def profiles_of(claims: Iterable[ResolvedClaim]) -> list[Profile]:
    """Return the profiles of the officials who hold a post in some claim, by id."""
    held: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for claim in claims:
        if claim.subject.kind is Kind.OFFICIAL and claim.claim.property in _POSTS:
            held[claim.subject.id].append(claim)
    return [_profile(posts[0].subject, posts) for _, posts in sorted(held.items())]


def _profile(official: Entity, posts: list[ResolvedClaim]) -> Profile:
    codes = sorted({one.object.code for one in posts if one.object.code})
    lines = {line_of(Body(0, one.object.key, one.object.label, one.object.code, one.object.organ)) for one in posts}
    dates = [when for one in posts if one.claim.modality not in _NOT_HELD and (when := years(one.claim.observed)) is not None]
    traits = {kind: value for one in posts for kind, value in sorted(one.claim.subject.traits)}
    return Profile(
        id=official.id,
        name=official.label,
        surname=split(official.label)[0],
        sound=pinyin(official.label, person=True),
        codes=codes,
        cities=sorted({code[:4] for code in codes}),
        provinces=sorted({code[:2] for code in codes}),
        lines=sorted(lines),
        first=min(dates, default=None),
        last=max(dates, default=None),
        born=traits.get("born"),
        gender=traits.get("gender"),
    )
