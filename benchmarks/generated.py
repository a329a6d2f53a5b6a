"""A generated build of any size, in the shape of a real one: articles, mentions, claims, all with true offsets.

Bureaus stand in the real table of divisions, surnames have their real order of frequency, and each
sentence is one that the rules read. Nothing in it happened. The same seed gives the same build.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from lawgraph.extract.registry import RULES
from lawgraph.lexicon.divisions import Gazetteer
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Article, Claim, Extraction, Kind, Mention, Property

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Claims of an article: that of the sample pages (75 claims in 5).
CLAIMS_AN_ARTICLE = 15
_BUREAUS = 3_000
_GIVEN = "志国建伟丽敏静强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红娥玲芬芳燕彩春菊凤洁梅琳"
_LEVELS = ("全国", "全省", "全市")
_TITLES = ("先进集体", "模范单位", "文明单位", "人民满意的公务员集体", "普法工作先进单位")
_NOUNS = ("服务圈", "调解室", "工作法", "普法行动", "服务平台", "护航行动")
_WORDS = ("晨曦", "连心", "清风", "枫桥", "同心", "法润", "暖阳", "磐石", "润心", "金桥")
#: A rule that could have found it, for each property.
_RULES = {rule.expects.property: rule.name for rule in RULES}
_SUBJECTS = ("人民调解", "社区矫正", "法律援助", "行政复议", "公证服务", "法治宣传")


def generate(claims: int, seed: int = 1) -> Iterator[tuple[Article, Extraction]]:
    """Yield articles with what was extracted from them, ``claims`` claims in all."""
    chance = random.Random(seed)
    bureaus = _bureaus(chance)
    # Somebody leads each bureau for some years, and comes from a pool in which names recur.
    surnames = sorted(Vocabulary.load().surnames)
    leaders = [[_name(chance, surnames) for _ in range(3)] for _ in bureaus]
    left = claims
    number = 0
    while left > 0:
        number += 1
        which = chance.randrange(len(bureaus))
        article = _article(chance, number, bureaus[which], leaders[which], bureaus, min(left, CLAIMS_AN_ARTICLE))
        left -= len(article[1].claims)
        yield article


def _bureaus(chance: random.Random) -> list[tuple[str, str]]:
    """Return (name, code) of bureaus of real prefectures and counties."""
    gazetteer = Gazetteer.load()
    codes = sorted({name for division in map(gazetteer.named, sorted(gazetteer.names())) for name in [d.code for d in division if d.valid_in(2024)]})
    chosen = chance.sample([code for code in codes if len(code) == 6 and not code.endswith("0000")], _BUREAUS)
    found = []
    for code in chosen:
        path = gazetteer.path(code)
        found.append(("".join(division.name for division in path[1:]) + "司法局", code))
    return found


def _name(chance: random.Random, surnames: list[str]) -> str:
    # The commonest hundred surnames cover most of the people: half of the names draw from the first tenth.
    pool = surnames[: len(surnames) // 10] if chance.random() < 0.5 else surnames
    return chance.choice(pool) + "".join(chance.choice(_GIVEN) for _ in range(chance.choice((1, 2, 2))))


def _article(
    chance: random.Random, number: int, bureau: tuple[str, str], leaders: list[str], bureaus: list[tuple[str, str]], claims: int
) -> tuple[Article, Extraction]:
    year = chance.randrange(2005, 2026)
    date = f"{year}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    leader = leaders[(year - 2005) // 7]
    text = f"本网讯 第{number}号报道。\n"
    found: list[Claim] = []
    while len(found) < claims:
        sentence, spans, prop, more = _sentence(chance, bureau, leader, bureaus, year, first=not found)
        start = len(text)
        subject, obj = (Mention(start + at, start + at + len(name), kind, name, code=code, organ=organ) for at, name, kind, code, organ in spans)
        found.append(Claim(subject, prop, obj, start, start + len(sentence), _RULES[prop], 0.9, observed=date, **more))
        text += sentence
    article = Article(text, f"{bureau[0]}报道之{number}", "示例法治报", date, (), f"https://example.org/{number}", f"generated.jsonl#{number}")
    mentions = tuple(end for claim in found for end in (claim.subject, claim.object))
    return article, Extraction(article.id, mentions, tuple(found))


def _sentence(chance, bureau, leader, bureaus, year, *, first):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Return a sentence, the spans of its two ends, the property and the claim's other fields."""
    name, code = bureau
    body = (name, Kind.INSTITUTION, code, "justice-bureau")
    draw = 0.0 if first else chance.random()
    if draw < 0.15:
        role = chance.choice(("局长", "党组书记、局长", "党委书记、局长"))
        sentence = f"{name}{role}{leader}介绍了情况。"
        return sentence, (_span(sentence, leader, Kind.OFFICIAL), _span(sentence, *body)), Property.LEADS, {"role": role}
    if draw < 0.45:
        program = f"“{chance.choice(_WORDS)}”{chance.choice(_SUBJECTS)}{chance.choice(_NOUNS)}"
        sentence = f"{name}启动{program}。"
        return sentence, (_span(sentence, *body), _span(sentence, program, Kind.PROGRAM)), Property.LAUNCHED, {}
    if draw < 0.65:
        honour = f"{year}年度{chance.choice(_LEVELS)}{chance.choice(_SUBJECTS)}{chance.choice(_TITLES)}"
        sentence = f"{name}荣获“{honour}”称号。"
        return sentence, (_span(sentence, *body), _span(sentence, honour, Kind.HONOUR)), Property.AWARDED, {}
    if draw < 0.8:
        document = f"《{year}年{chance.choice(_SUBJECTS)}工作实施方案》"
        sentence = f"{name}印发{document}。"
        return sentence, (_span(sentence, *body), _span(sentence, document, Kind.DOCUMENT)), Property.ISSUED, {}
    if draw < 0.9:
        event = f"{year}年{chance.choice(_SUBJECTS)}工作推进会"
        sentence = f"{leader}出席{event}。"
        return sentence, (_span(sentence, leader, Kind.OFFICIAL), _span(sentence, event, Kind.EVENT)), Property.ATTENDED, {}
    other = chance.choice(bureaus)
    while other[0] == name or other[0] in name or name in other[0]:
        other = chance.choice(bureaus)
    sentence = f"{name}与{other[0]}共建协作机制。"
    return sentence, (_span(sentence, *body), _span(sentence, other[0], Kind.INSTITUTION, other[1], "justice-bureau")), Property.COOPERATES_WITH, {}


def _span(sentence, name, kind, code=None, organ=None):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    return sentence.index(name), name, kind, code, organ
