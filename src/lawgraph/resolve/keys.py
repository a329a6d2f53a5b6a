"""Keys: what makes two mentions one thing. Never a distance between strings.

A key starts with the kind's own scope: an institution's is its division code, a program's its
launcher, an official's one of their bodies. What has no scope that the text settles is scoped to
its article: false separation is safer than false identity.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from lawgraph.lexicon.body_names import BodyNames
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention, Property
from lawgraph.resolve import honours
from lawgraph.resolve.sessions import session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgraph.resolve.things import Local, Said

#: Titles shorter than this (工作方案, 教育学习方案) are used by many bodies for documents of their own.
_OWN_TITLE = 8


@functools.lru_cache(maxsize=65536)
def normal(text: str) -> str:
    """Return the letters, their marks and the digits of a name: “党建+法治”品牌 and 党建+法治品牌 are one form."""
    text = unicodedata.normalize("NFKC", text).lower()
    if text.isalnum():  # most names are, and to look up each letter takes ten times as long
        return text
    return "".join(char for char in text if unicodedata.category(char)[0] in "LMN")


def forms(mention: Mention) -> frozenset[str]:
    """Return the normalised forms of a mention's name and aliases."""
    names = [mention.name, *mention.aliases]
    if mention.kind is Kind.HONOUR:
        names += [honours.VARIANT.sub("", name) for name in names]
    return frozenset(form for form in map(normal, names) if form)


@functools.cache
def _national() -> tuple[str, ...]:
    return tuple(body.name for body in Vocabulary.load().national)


@functools.cache
def _campaigns() -> dict[str, str]:
    """Return the forms of campaigns of the whole country, each with the campaign's name."""
    programs = Vocabulary.load().programs
    return {normal(name): normal(name) for name in programs["national"]} | {normal(short): normal(name) for short, name in programs["national_short"].items()}


def institution(mention: Mention, article_id: str) -> tuple[str, bool]:
    """Return the key of an institution and whether it is provisional.

    A body of a division is known by code and name, one of a country by its full name (俄外交部 is
    俄罗斯外交部). The rest is its article's own: a body whose division nobody tells, and 河湖管理处 of an
    article on Tibet, whose name says neither where nor which.
    """
    if mention.code is not None and _tells_where(mention.name, mention.code):
        return f"{mention.code}|{mention.name}", False
    if mention.name.startswith(_national()):
        return f"national|{mention.name}", False
    if mention.code is None and (own := BodyNames.load().own(mention.name)):
        return f"{'national' if own.startswith(_national()) else 'own'}|{own}", False
    return f"{article_id}|{mention.name}", True


@functools.lru_cache(maxsize=65536)
def _tells_where(name: str, code: str) -> bool:
    """Return whether a name holds one of the divisions that it stands in."""
    path = Gazetteer.load().path(code)
    return not path or any(form in name for division in path for form in division.forms)


def program(mention: Mention, launchers: list[str], article_id: str) -> str:
    """Return the key of a program: nationwide campaigns by name, others by launcher and name."""
    name = normal(mention.name)
    known = {_campaigns()[form] for form in forms(mention) if form in _campaigns()}
    if known:
        return f"national|{min(known)}"
    return f"{min(launchers) if launchers else article_id}|{name}"


def document(mention: Mention, issuers: list[str], article_id: str) -> str:
    """Return the key of a document: by its title where that is a title of its own, else by issuer."""
    name = normal(mention.name)
    national = any(name.startswith(normal(start)) for start in Vocabulary.load().documents["national"])
    if national or len(name) >= _OWN_TITLE:
        return f"document|{name}"
    return f"{min(issuers) if issuers else article_id}|{name}"


#: Letters of the longest full names of divisions.
_DIVISION = 15
#: The number of a session, 第三届, 第一次; and whose it is, since every body counts its own: 全国, 中山市.
_NUMBER = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]+|[一二三四五六七八九十百零〇\d]+)(?:届|次)")
_WHOSE = re.compile("全国|中国|国际|世界|全球|亚洲|政协")
_LEVEL = re.compile("[省市县区州盟旗]")
#: What opens a name that every division has: 全市第二届运动会.
_OUR_OWN = ("全省", "全区", "全市", "全州", "全县", "全旗", "省", "自治区", "市", "州", "县", "区", "旗")


def is_numbered(name: str) -> bool:
    """Tell whether a number and its owner make an event one of its kind, whatever the day: 十四届全国人大一次会议."""
    if _NUMBER.search(name) is None or name.startswith(_OUR_OWN):
        return False
    return _WHOSE.search(name) is not None or any(_division_ends(name, found.end()) for found in _LEVEL.finditer(name))


def _division_ends(name: str, end: int) -> bool:
    return any(name[start:end] in Gazetteer.load().known for start in range(max(0, end - _DIVISION), end - 1))


def event(mention: Mention, dates: list[str], article_id: str) -> str:
    """Return the key of an event: by name where a number makes that its own, else by name and day; without a day by article."""
    held = session(mention.name)
    if held is not None:
        return f"event|{held}"
    if is_numbered(mention.name):
        return f"event|{normal(mention.name)}"
    days = [date for date in dates if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date)]
    return f"{min(days) if days else article_id}|{normal(mention.name)}"


def place(mention: Mention) -> str:
    """Return the key of a place: its division's code and its own name."""
    return f"{mention.code or ''}|{normal(mention.name)}"


KINDS_WITH_FORMS = (Kind.PROGRAM, Kind.HONOUR, Kind.DOCUMENT, Kind.EVENT, Kind.PLACE)
"""Kinds whose mentions are one within an article where they share a form."""


def set_keys(things: Iterable[Local], said: Sequence[Said]) -> None:
    """Give each thing of each article its key."""
    things = list(things)
    for thing in things:
        if thing.kind is Kind.INSTITUTION:
            thing.key = min(institution(mention, thing.article_id)[0] for mention in thing.mentions)
    around: dict[Local, list[str]] = defaultdict(list)
    awarded: dict[Local, list[Said]] = defaultdict(list)
    dates: dict[Local, list[str]] = defaultdict(list)
    for one in said:
        claim = one.claim
        if one.subject.kind is Kind.INSTITUTION and claim.property in {Property.LAUNCHED, Property.ISSUED}:
            around[one.object].append(one.subject.key)
        if one.object.kind is Kind.INSTITUTION and claim.property in {Property.LEADS, Property.HOLDS_POST}:
            around[one.subject].append(one.object.key)
        if claim.property is Property.AWARDED:
            awarded[one.object].append(one)
        if claim.observed and claim.property in {Property.HELD, Property.ATTENDED}:
            dates[one.object].append(claim.observed)
    for thing in things:
        if thing.kind is Kind.OFFICIAL:
            thing.key = f"{min(around.get(thing, (thing.article_id,)))}|{thing.name}"
        elif thing.kind is Kind.PROGRAM:
            thing.key = program(thing.mention, around.get(thing, []), thing.article_id)
        elif thing.kind is Kind.HONOUR:
            awards = [_award(one, around.get(one.subject, [])) for one in awarded.get(thing, ())]
            thing.key = honours.key(thing.mentions, thing.mention.name, awards, thing.article_id)
        elif thing.kind is Kind.DOCUMENT:
            thing.key = document(thing.mention, around.get(thing, []), thing.article_id)
        elif thing.kind is Kind.EVENT:
            thing.key = event(thing.mention, dates.get(thing, []), thing.article_id)
        elif thing.kind is Kind.PLACE:
            thing.key = place(thing.mention)


def _award(one: Said, bodies: list[str]) -> honours.Award:
    """Return who got an honour; for an official their body stands, by whose key it is known where it is."""
    subject, code = one.subject, one.claim.subject.code
    if subject.kind is Kind.OFFICIAL:
        recipient = min(bodies, default=None)
        division = (recipient or "").partition("|")[0]
        code = division if division.isdigit() else None
    else:
        recipient = subject.key if subject.kind is Kind.INSTITUTION else place(subject.mention)
    return honours.Award(code, recipient, one.claim.conferred_by)
