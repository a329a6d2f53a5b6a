"""Tenures: what the claims on one official, one institution and one post say together of when it was held.

A claim tells a day, a tenure is what follows from several: when the person was first and last seen in
the post, and, kept apart from that, what dates of appointment and removal are stated. Nothing is
filled in between: a tenure with two sightings says no more than the two. Follows the model of
org:Membership (W3C, The Organization Ontology, 2014).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from lawgraph.graph.reprints import sources
from lawgraph.graph.spans import days_between, earliest, first_day, is_date, last_day, latest
from lawgraph.model import Modality, Property
from lawgraph.resolve.ids import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lawgraph.graph.knowledge import Knowledge
    from lawgraph.model import Entity, ResolvedClaim


class Post(StrEnum):
    """What kinds of post are told apart; the values are the notations of the code list lgc:posts."""

    PARTY_HEAD = "party-head"  # 党组书记, 政委: beside an administrative head, not instead of one
    HEAD = "head"  # 局长, 院长, 主任
    ACTING_HEAD = "acting-head"  # 代局长
    DEPUTY = "deputy"  # 副局长
    OTHER = "other"  # 党组成员, 审判员, 名誉会长, 驻村第一书记


#: Who is told of in these was in the post, and is no longer.
_ENDED = frozenset({Modality.DISMISSED, Modality.RESIGNED})
#: A secretary beside the administrative head, and the commissar of police, prisons and courts' police.
_PARTY = ("书记", "村支书", "党支书", "政委", "政治委员", "教导员")
#: 中央书记处, 书记处 of the Youth League and of writers: each member is called 书记.
_COLLEGES = ("书记处",)
_TENURE_PROPERTIES = frozenset({Property.LEADS, Property.HOLDS_POST})
_Key: TypeAlias = "tuple[str, str, Post]"


class Known(NamedTuple):
    """From which to which day a post was held; a ``vague`` one, told of with a month or year alone, on some day between."""

    since: str
    until: str
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """One official in one post of one institution, without a break that the claims tell of.

    Dates are ISO 8601, as precise as the articles: ``first_seen`` and ``last_seen`` are days on which
    the post was plainly held; ``start`` and ``end`` are dates of appointment and removal that a
    sentence states; by ``ended_by`` the post was told of as a former one. ``titles`` are as printed.
    ``sources`` counts independent ones (copies of one text are one), ``claims`` are what all of this was derived from.
    """

    id: str
    official: Entity
    institution: Entity
    post: Post
    titles: tuple[str, ...]
    claims: tuple[ResolvedClaim, ...]
    sources: int
    first_seen: str | None = None
    last_seen: str | None = None
    start: str | None = None
    end: str | None = None
    ended_by: str | None = None

    @property
    def known(self) -> Known | None:
        """Between which days the post is known to be held; None for one that is told of as a former one alone."""
        first, last = self.start or self.first_seen or self.end, self.end or self.last_seen or self.start
        if first is None or last is None:
            return None
        since, until = last_day(first), first_day(last)
        return Known(since, until) if since <= until else Known(first_day(first), last_day(last), vague=True)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one claim tells of one post: when, and whether it was held then, began, ended."""

    claim: ResolvedClaim
    title: str | None
    date: str | None
    holds: bool
    stated: bool


def tenures(knowledge: Knowledge) -> tuple[Tenure, ...]:
    """Return the tenures that the claims of posts give, sorted by id.

    A post that is only proposed gives none. Where somebody is seen again in a post that was told to
    have ended before, that is another tenure; a claim without a date belongs to the only one, and to
    none where there are two.
    """
    groups: dict[_Key, list[_Told]] = defaultdict(list)
    for claim in knowledge.claims:
        if claim.claim.property in _TENURE_PROPERTIES and claim.claim.modality is not Modality.PROPOSED:
            date, holds, stated = _dated(knowledge, claim)
            date = date if date and is_date(date) else None
            several = claim.object.label.endswith(_COLLEGES)
            for post, title in posts_of(claim.claim.role, claim.claim.property, claim.claim.modality, several=several):
                groups[claim.subject.id, claim.object.id, post].append(_Told(claim, title, date, holds, stated))
    source_of = sources(knowledge)
    found = [
        _tenure(key, number, spell, source_of)
        for key, group in groups.items()
        for number, spell in enumerate(_spells(group))
    ]
    return tuple(sorted(found, key=lambda one: one.id))


@lru_cache(maxsize=65_536)  # titles are few, and claims come by the million
def posts_of(role: str | None, prop: Property, modality: Modality | None, *, several: bool = False) -> tuple[tuple[Post, str | None], ...]:
    """Return the kinds of post that a printed title names, each with its own words.

    ``several`` is true of a body whose secretaries are its members, and the first of them its head.
    Example: ``党组书记、局长`` of one who leads gives a party head and a head.
    """
    titles = [title for title in (role or "").split("、") if title]
    if not titles:
        return ((Post.HEAD if prop is Property.LEADS else Post.OTHER, None),)
    acting = any(_is_acting(title) for title in titles)
    found: dict[tuple[Post, str | None], None] = {}
    for title in titles:
        for_now = _is_acting(title) or (modality is Modality.ACTING and not acting)
        post = _post(title, prop, modality, for_now=for_now)
        if several and title.endswith("书记"):
            post = Post.PARTY_HEAD if title.endswith("第一书记") else Post.OTHER
        found[post, title] = None
    return tuple(found)


def _post(title: str, prop: Property, modality: Modality | None, *, for_now: bool) -> Post:
    if modality is Modality.HONORARY or title.startswith(("名誉", "荣誉")):
        return Post.OTHER
    if "副" in title:
        return Post.DEPUTY
    if prop is not Property.LEADS or title.endswith("第一书记"):
        return Post.OTHER
    if for_now:
        return Post.ACTING_HEAD
    return Post.PARTY_HEAD if title.endswith(_PARTY) else Post.HEAD


def _is_acting(title: str) -> bool:
    return title.startswith("代") and not title.startswith("代表")


def _dated(knowledge: Knowledge, resolved: ResolvedClaim) -> tuple[str | None, bool, bool]:
    """Return the date of a claim, whether the post was held on it, and whether the sentence itself states the date."""
    claim = resolved.claim
    if claim.modality is Modality.FORMER:
        # Of 时任 and 曾任 a date in the sentence dates the deed, so that the day of writing is all that is sure.
        return knowledge.article_by_id(resolved.article_id).date, False, False
    ended = claim.modality in _ENDED
    if not ended and claim.modality is not Modality.APPOINTED:
        return claim.observed, True, False
    if stated := (claim.until if ended else claim.since):
        return stated, not ended, True
    # Here, so that opening a graph does not load what reads articles.
    from lawgraph.extract.dates import dates_in  # noqa: PLC0415
    from lawgraph.extract.text import fold  # noqa: PLC0415

    written = knowledge.article_by_id(resolved.article_id).date
    stated_here = claim.observed is not None and claim.observed in dates_in(fold(knowledge.quote(resolved)), written)
    return claim.observed, not ended, stated_here


def _spells(group: list[_Told]) -> Iterator[list[_Told]]:
    """Cut what is told of one post where it is held again after it had ended."""
    dated = sorted(((one, one.date) for one in group if one.date), key=lambda pair: (first_day(pair[1]), not pair[0].holds, pair[0].claim.id))
    undated = [one for one in group if not one.date]
    spells: list[list[_Told]] = [[]]
    ended: str | None = None
    for one, date in dated:
        if one.holds and ended is not None and ended < first_day(date):
            spells.append([])
            ended = None
        elif not one.holds:
            ended = min(filter(None, (ended, last_day(date))))
        spells[-1].append(one)
    if len(spells) == 1:
        spells[0] += undated
    yield from spells


def _tenure(key: _Key, number: int, spell: list[_Told], source_of: Mapping[str, str]) -> Tenure:
    official, institution, post = key
    seen = [one.date for one in spell if one.holds and not one.stated and one.date]
    first, last = earliest(seen), latest(seen)
    starts = [one.date for one in spell if one.holds and one.stated and one.date]
    ends = [one.date for one in spell if not one.holds and one.stated and one.date]
    over = [one.date for one in spell if not one.holds and not one.stated and one.date]
    claims = {one.claim.id: one.claim for one in spell}
    some = spell[0].claim
    return Tenure(
        id="t" + digest(f"{official}|{institution}|{post}|{number}", 16),
        official=some.subject,
        institution=some.object,
        post=post,
        titles=tuple(sorted({one.title for one in spell if one.title})),
        claims=tuple(claims[one] for one in sorted(claims)),
        sources=len({source_of[one.article_id] for one in claims.values()}),
        first_seen=first,
        last_seen=last,
        # One who is elected again was in the post before: that is no start of it. Nor ends it while they are seen.
        start=earliest(one for one in starts if first is None or first_day(one) <= last_day(first)),
        end=earliest(one for one in ends if last is None or last_day(one) >= first_day(last)),
        ended_by=earliest(one for one in over if last is None or last_day(one) >= first_day(last)),
    )


#: Days for which two heads of one post are a handover: the outgoing one is still in print for a month.
HANDOVER_DAYS = 31


def conflicts(found: Iterable[Tenure]) -> tuple[tuple[Tenure, Tenure], ...]:
    """Return the pairs of tenures that cannot both be right: two heads of one post at once, the earlier first.

    Both are heads, or both party heads, of one institution under one title; both surely held the post
    on one day, and what they share is longer than a handover. An acting head, a deputy in charge and a
    party head beside an administrative one are no conflict.
    """
    bodies: dict[tuple[str, Post], list[tuple[Known, Tenure]]] = defaultdict(list)
    for tenure in found:
        if tenure.post in {Post.HEAD, Post.PARTY_HEAD} and (known := tenure.known):
            bodies[tenure.institution.id, tenure.post].append((known, tenure))
    out = []
    for heads in bodies.values():
        heads.sort(key=lambda pair: (pair[0], pair[1].id))
        for index, (one, tenure) in enumerate(heads):
            for other, rival in heads[index + 1 :]:
                if other.since > one.until:
                    break  # sorted by their beginnings: so do all that follow
                if _share_a_day(one, other) and _shared_days(one, other) > HANDOVER_DAYS and _same_post(tenure, rival):
                    out.append((tenure, rival))
    return tuple(sorted(out, key=lambda pair: (pair[0].id, pair[1].id)))


def _share_a_day(one: Known, other: Known) -> bool:
    """Tell whether there is surely a day on which both were held; the other begins no earlier, and before the one ends."""
    if one.vague:
        return not other.vague and other.since <= one.since and one.until <= other.until
    return not other.vague or other.until <= one.until


def _shared_days(one: Known, other: Known) -> int:
    """Return for how many days the later one was known before the earlier was last known, or the other way round if less."""
    return min(days_between(other.since, one.until), days_between(one.since, other.until))


def _same_post(one: Tenure, other: Tenure) -> bool:
    """Tell whether two persons hold one post: 董事长 and 总经理 of one company are two, and one name may be one person twice."""
    return one.official.id != other.official.id and one.official.label != other.official.label and not {*one.titles}.isdisjoint(other.titles)


def tenure_counts(knowledge: Knowledge) -> dict[str, int]:
    """Return how many tenures there are, and how many pairs of them conflict: what ``build.json`` tells."""
    found = tenures(knowledge)
    return {"tenures": len(found), "conflicts": len(conflicts(found))}
