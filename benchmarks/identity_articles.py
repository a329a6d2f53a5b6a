"""Articles on a made world: their texts, and the records that extraction would give of them.

The records, not the texts, are what the identity benchmark resolves: a hundred thousand articles would
measure extraction. ``benchmarks/identity.py --read N`` compares both on N articles. How a form is read
(which are settled by the dateline, which stay without a code, which give nothing) follows the extractor.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from identity_data import END, START, Body, Official, Post, Shares, World

from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.pinyin import pinyin
from lawgraph.model import Article, Claim, Extraction, Kind, Mention, Modality, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What stands for a division's name in short forms, by the ending of the name: 自治区司法厅, 州公安局, 县法院.
_LEVEL_WORDS = ("自治区", "自治州", "地区", "自治县", "自治旗", "林区", "特区")


@dataclass(frozen=True)
class Made:
    """An article, what extraction gives of it, and which body or official each mention truly is, by start and kind."""

    article: Article
    extraction: Extraction
    truth: dict[tuple[int, Kind], str]
    form: str  # how its body is named; "private" where it names a private person


class _Draft:
    """An article in the making: pieces of text, with mentions where they fall."""

    def __init__(self, opening: str) -> None:
        self.text = opening
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []
        self.truth: dict[tuple[int, Kind], str] = {}
        self.withheld = 0

    def say(self, words: str) -> int:
        start = len(self.text)
        self.text += words
        return start

    def mention(self, printed: str, mention: Mention | None, key: str) -> Mention | None:
        start = self.say(printed)
        if mention is None:
            return None
        found = replace(mention, start=start, end=start + len(printed))
        self.mentions.append(found)
        self.truth[start, found.kind] = key
        return found


@dataclass(frozen=True)
class _Form:
    """How a source names a body: as printed, as read, and what stands around."""

    name: str
    printed: str
    read: Mention | None
    dateline: str = ""
    publisher: str | None = None


def write_articles(world: World, mentions: int = 100_000, *, seed: int = 1, shares: Shares | None = None) -> Iterator[Made]:
    """Yield articles until ``mentions`` officials are named, reprints among them."""
    shares = shares or Shares()
    writer = _Writer(world, random.Random(seed * 7919 + 1), shares)
    left = mentions
    for made in writer.articles():
        yield made
        left -= sum(1 for one in made.extraction.mentions if one.kind is Kind.OFFICIAL)
        if left <= 0:
            return


class _Writer:
    def __init__(self, world: World, chance: random.Random, shares: Shares) -> None:
        self._world, self._chance, self._shares = world, chance, shares
        self._gazetteer = Gazetteer.load()
        self._posts: dict[int, list[tuple[Post, Official]]] = defaultdict(list)
        for official in world.officials:
            for post in official.posts:
                self._posts[post.seat].append((post, official))
        self._missing = [chance.uniform(*shares.region_missing) for _ in world.seats]
        self._near: dict[str, list[int]] = defaultdict(list)
        for seat, bodies in enumerate(world.seats):
            self._near[bodies[0].prefecture].append(seat)
        self._sounds: dict[str, list[str]] = defaultdict(list)
        for char in sorted({char for official in world.officials for char in official.name}):
            self._sounds[pinyin(char)].append(char)
        self._number = 0

    def articles(self) -> Iterator[Made]:
        """Yield articles without end: those on moves where they fall, in between what bureaus do."""
        chance, shares = self._chance, self._shares
        moves = [(post, who) for who in self._world.officials for post in who.posts if post.since >= START]
        moves = [one for one in moves if chance.random() < (0.3 if one[0].head else 0.15)]
        chance.shuffle(moves)
        order = list(range(len(self._world.seats)))
        chance.shuffle(order)
        weight = {"province": 6.0, "prefecture": 2.5, "county": 1.0}
        weights = [weight[self._world.seats[seat][0].level] / (rank + 200) for rank, seat in enumerate(order)]
        while True:
            if moves and chance.random() < 0.07:
                post, who = moves.pop()
                draw = lambda: self._appointment(post, who)  # noqa: E731, B023
            else:
                seat = chance.choices(order, weights)[0]
                when = START + (END - START) * chance.random() ** 0.7  # more news with the years
                draw = lambda: self._report(seat, when)  # noqa: E731, B023
            state = chance.getstate()
            if (made := draw()) is None:
                continue
            yield made
            if chance.random() < shares.reprinted:
                after = chance.getstate()
                for _ in range(min(40, 1 + int(chance.paretovariate(2)))):
                    chance.setstate(state)  # the same draws, so the same text, under another number
                    copy = draw()
                    if copy is not None:
                        yield copy
                chance.setstate(after)

    def _report(self, seat: int, when: float) -> Made | None:
        chance = self._chance
        body = self._world.body(seat, when)
        present = self._in_office(seat, when)
        if not present:
            return None
        form = self._form(body, self._missing[seat])
        draft = self._open(form)
        day = _day(when)
        if chance.random() < self._shares.private:
            draft.say(f"居民{present[0][1].name[0]}某某前来办事。")
            draft.withheld += 1
        named = 0
        for post, who in sorted(present, key=lambda one: not one[0].head):
            if named and chance.random() > 0.35:
                continue
            self._state(draft, form if not named else self._again(form), body, post, who, day)
            draft.say(chance.choice(("主持会议。", "作了讲话。", "到场调研。", "介绍了情况。")))
            named += 1
        if chance.random() < 0.15:
            other = chance.choice(self._near[body.prefecture])
            guests = [one for one in self._in_office(other, when) if one[0].head]
            if other != seat and guests:
                guest = self._world.body(other, when)
                self._state(draft, self._whole(guest), guest, *guests[0], day)
                draft.say("出席。")
        return self._close(draft, form, day)

    def _appointment(self, post: Post, who: Official) -> Made | None:
        chance, shares = self._chance, self._shares
        when = post.since + chance.random() * 0.1
        body = self._world.body(post.seat, when)
        form = self._form(body, 0.05)  # such notices name places in full
        draft = self._open(form)
        day = _day(when)
        name = self._name(who)
        resume = chance.random() < shares.resumes
        official = draft.mention(name, _official(name, who if resume else None), who.key)
        assert official is not None
        if resume:
            sex = "女" if who.sex == "f" else "男"
            draft.say(f"，{sex}，汉族，{who.born[:4]}年{int(who.born[5:])}月生，现任")
        else:
            draft.say("任")
        at = draft.mention(form.printed, form.read, body.key)
        draft.say((body.head if post.head else body.deputy) + "。")
        appointed = None if resume or chance.random() < 0.4 else Modality.APPOINTED
        self._claim(draft, official, at, body, post, day, appointed or (None if post.head else Modality.DEPUTY))
        past = [one for one in who.posts if one.until <= post.since]
        stated = past if resume else past[-1:] if chance.random() < shares.former_stated else []
        for old in stated:
            before = self._world.body(old.seat, old.until - 0.01)
            gone = Modality.DISMISSED if not resume and chance.random() < 0.4 else Modality.FORMER
            draft.say("免去其" if gone is Modality.DISMISSED else "曾任")
            whole = self._whole(before)
            where = draft.mention(whole.printed, whole.read, before.key)
            draft.say(before.head if old.head else before.deputy)
            draft.say("职务。" if gone is Modality.DISMISSED else "。")
            self._claim(draft, official, where, before, old, day, gone)
        return self._close(draft, form, day)

    def _state(self, draft: _Draft, form: _Form, body: Body, post: Post, who: Official, day: str) -> None:
        """Say that somebody holds a post."""
        at = draft.mention(form.printed, form.read, body.key)
        title = body.head if post.head else body.deputy
        party = post.head and not body.name.startswith("中共") and self._chance.random() < 0.4
        draft.say(f"党组书记、{title}" if party else title)
        name = self._name(who)
        official = draft.mention(name, _official(name, None), who.key)
        assert official is not None
        self._claim(draft, official, at, body, post, day, None if post.head else Modality.DEPUTY)
        if party and at is not None:
            draft.claims.append(replace(draft.claims[-1], role="党组书记"))

    def _claim(self, draft: _Draft, official: Mention, at: Mention | None, body: Body, post: Post, day: str, modality: Modality | None) -> None:
        if at is None:
            return
        prop = Property.LEADS if post.head else Property.HOLDS_POST
        role = body.head if post.head else body.deputy
        start, end = min(official.start, at.start), max(official.end, at.end)
        draft.claims.append(Claim(official, prop, at, start, end, "post.title-before-name/1", 0.95, observed=day, role=role, modality=modality))

    def _in_office(self, seat: int, when: float) -> list[tuple[Post, Official]]:
        return [one for one in self._posts[seat] if one[0].since <= when < one[0].until]

    def _name(self, who: Official) -> str:
        """Return a name as printed: half of the wrong characters are in names of people."""
        if self._chance.random() >= self._shares.wrong_characters / 2:
            return who.name
        at = self._chance.randrange(1, len(who.name))
        # Four in five wrong characters in Chinese sound like the right one (Liu et al., TALIP 10(2), 2011).
        alike = [char for char in self._sounds[pinyin(who.name[at])] if char != who.name[at]] if self._chance.random() < 0.8 else []
        any_other = sorted({char for chars in self._sounds.values() for char in chars} - {who.name[at]})
        return who.name[:at] + self._chance.choice(alike or any_other) + who.name[at + 1 :]

    def _form(self, body: Body, missing: float) -> _Form:
        """Return how an article names a body, and what reading it gives."""
        chance = self._chance
        read = _institution(body)
        above = self._above(body)
        draw = chance.random()
        wrong = chance.random() < self._shares.wrong_characters / 2
        if draw < 0.3 or wrong:
            long = body.name.replace(body.own, above + body.own)
            if not wrong:
                return _Form("full", long, read)
            spoilt = long.replace(body.own, body.own[0] + "某" + body.own[2:] if len(body.own) > 2 else "某" + body.own[1:])
            # The city before it is read, and the district that nobody knows stays in the name.
            code = body.code[:4] + "00" if body.level == "county" and above and not body.name.startswith("中共") else None
            return _Form("wrong", spoilt, replace(read, name=spoilt, code=code) if code else None)
        if draw < 0.55:
            if not body.ambiguous:
                return _Form("own", body.name, read)
            if chance.random() < 0.8:
                return _Form("own-dateline", body.name, read, dateline=f"本报{above}讯 ")
            return _Form("own-ambiguous", body.name, replace(read, code=None))
        if draw < 0.7 and not body.name.startswith("中共"):
            return _Form("our", "我" + body.name[-1], replace(read, anaphoric=True), publisher=body.name.replace(body.own, above + body.own))
        level = next((word.removeprefix("自治") if body.level != "province" else word for word in _LEVEL_WORDS if body.own.endswith(word)), body.own[-1])
        short = body.name.replace(body.own, level).removeprefix("中共")
        if chance.random() >= missing:
            return _Form("short", short, read, dateline=f"本报{above}{body.own}讯 ")
        # 区司法局 gives no body, 市司法局 one that stays with its article.
        return _Form("short-missing", short, replace(read, name=short, code=None) if level in {"省", "市", "自治区"} else None)

    def _whole(self, body: Body) -> _Form:
        return _Form("full", body.name.replace(body.own, self._above(body) + body.own), _institution(body))

    def _again(self, form: _Form) -> _Form:
        """Return the form of a body that has been named: 该局."""
        word = "该" + form.printed[-1]
        return replace(form, printed=word, read=form.read and replace(form.read, anaphoric=True))

    def _above(self, body: Body) -> str:
        path = self._gazetteer.path(body.code)
        return "" if body.level == "province" or len(path) < 2 else path[-2].name

    def _open(self, form: _Form) -> _Draft:
        self._number += 1
        return _Draft(f"{form.dateline}第{self._number}号消息。")

    def _close(self, draft: _Draft, form: _Form, day: str) -> Made:
        article = Article(draft.text, "消息", form.publisher, day, source=f"made.jsonl#{self._number}")
        extraction = Extraction(article.id, tuple(draft.mentions), tuple(draft.claims), draft.withheld)
        return Made(article, extraction, draft.truth, "private" if draft.withheld else form.name)


def _institution(body: Body) -> Mention:
    return Mention(0, 0, Kind.INSTITUTION, body.name, code=body.code, organ=body.organ)


def _official(name: str, who: Official | None) -> Mention:
    found = Mention(0, 0, Kind.OFFICIAL, name)
    if who is None:
        return found
    return replace(found, traits=(("born", who.born), ("ethnicity", "汉族"), ("gender", "female" if who.sex == "f" else "male")))


def _day(when: float) -> str:
    year = int(when)
    month = int((when - year) * 12) + 1
    day = int(((when - year) * 12 - (month - 1)) * 28) + 1
    return f"{year}-{month:02}-{day:02}"
