"""What the stages of resolve hand to each other: numbered mentions, the things of one article, what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from lawgraph.model import Claim, Kind, Mention, MergeReason

Spot: TypeAlias = "tuple[str, Mention]"
"""A mention with its article's id. Its place in the sorted list of all spots is the mention's number."""


class Local:
    """One thing within one article: all its mentions there.

    ``number`` is that of the mention that stands for it, ``mention`` that mention: the one that names it
    best. ``name`` is the least of its names, ``key`` what makes it one with things of other articles.
    """

    __slots__ = ("article_id", "key", "kind", "mention", "mentions", "name", "number")

    def __init__(self, article_id: str, number: int, mention: Mention, mentions: list[Mention]) -> None:
        self.article_id = article_id
        self.number = number
        self.mention = mention
        self.mentions = mentions
        self.kind: Kind = mention.kind
        self.name = min(one.name for one in mentions)
        self.key = ""


class Said(NamedTuple):
    """A claim with its article and the things that its ends are."""

    article_id: str
    claim: Claim
    subject: Local
    object: Local


class Body(NamedTuple):
    """An institution across articles, as far as its own keys make it one. ``number`` tells it from the others."""

    number: int
    key: str
    name: str
    code: str | None
    organ: str | None


class Post(NamedTuple):
    """An official who leads or holds a post at a body, and the claim that says so; ``at`` is the body in that article."""

    official: Local
    body: Body
    claim: Claim
    at: Local


class Join(NamedTuple):
    """Two things that are one, and why."""

    left: Local
    right: Local
    reason: MergeReason
    detail: str = ""
