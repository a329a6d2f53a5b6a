"""Across articles: things of one key are one, programs of one form in one scope, officials as ``people`` says."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lawgraph.model import Kind, MergeReason, Property
from lawgraph.resolve import keys
from lawgraph.resolve.people import official_joins
from lawgraph.resolve.things import Body, Post
from lawgraph.resolve.union import Gathering

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgraph.resolve.things import Local, Said
    from lawgraph.resolve.union import Union

_POSTS = {Property.LEADS, Property.HOLDS_POST}


def join_across(things: Sequence[Local], said: Sequence[Said], union: Union) -> None:
    """Join the things of all articles, which have their keys."""
    _by_key(things, union)
    _by_form(things, union)
    officials = [thing for thing in things if thing.kind is Kind.OFFICIAL]
    for one in official_joins(officials, _posts(things, said, union)):
        union.join(one.left.number, one.right.number, one.reason, one.detail)


def _by_key(things: Iterable[Local], union: Union) -> None:
    gathering = Gathering(union)
    for thing in things:
        gathering.add((thing.kind, thing.key), thing.number, MergeReason.SAME_KEY, thing.key)


def _by_form(things: Iterable[Local], union: Union) -> None:
    """Join programs of one form in one scope: “法润鹿城”品牌 and “法润鹿城”普法品牌 of one launcher.

    Programs alone: 《条例》 is a form of many regulations and 先进集体 of many honours, while a launcher
    gives a name of its own once.
    """
    gathering = Gathering(union)
    for thing in things:
        if thing.kind is Kind.PROGRAM:
            scope = thing.key.rpartition("|")[0]
            for form in sorted({form for mention in thing.mentions for form in keys.forms(mention)}):
                gathering.add((scope, form), thing.number, MergeReason.FORM_IN_SCOPE, f"{scope}|{form}")


def _posts(things: Iterable[Local], said: Iterable[Said], union: Union) -> Iterator[Post]:
    members: dict[int, list[Local]] = defaultdict(list)
    for thing in things:
        if thing.kind is Kind.INSTITUTION:
            members[union.find(thing.number)].append(thing)
    bodies = {number: _body(number, group) for number, group in members.items()}
    for one in said:
        if one.claim.property in _POSTS and one.object.kind is Kind.INSTITUTION:
            yield Post(one.subject, bodies[union.find(one.object.number)], one.claim, one.object)


def _body(number: int, group: list[Local]) -> Body:
    mentions = [mention for thing in group for mention in thing.mentions]
    return Body(
        number,
        key=min(thing.key for thing in group),
        name=min(thing.name for thing in group),
        code=min((one.code for one in mentions if one.code), default=None),
        organ=min((one.organ for one in mentions if one.organ), default=None),
    )
