"""Places in the text, and the division that the article is about."""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.extract.findings import Place, Setting
from lawgraph.lexicon.affixes import Openings
from lawgraph.lexicon.divisions import Division, Gazetteer
from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary
from lawgraph.model import Kind, Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgraph.extract.text import Text
    from lawgraph.extract.tokens import Tokens

#: Weights of a vote for the article's division. A title names it on purpose; the opening nearly so;
#: a place with an organ behind it (包头市|司法局) more so than one in passing.
_TITLE, _SOURCE, _OPENING, _ORGAN = 4, 3, 1, 2
_OPENING_LENGTH = 300
#: What a publisher calls its own place outweighs a guest's that the title and the opening name.
_OURS = 12
#: One place in passing makes no subject.
_QUORUM = 2
#: What full names of divisions end in.
_LEVEL_LETTERS = "省市县区旗州盟镇乡道"


@functools.cache
def _organ_openings() -> Openings:
    """What may follow a place and make it a body's: the endings of all organs."""
    return Openings(ending for organ in Vocabulary.load().organs for ending in organ.endings if len(ending) > 1)


class Chain(NamedTuple):
    """Division names that adjoin at [start, end): 四川省|宜宾市."""

    start: int
    end: int
    names: tuple[str, ...]


def settle(chains: Sequence[Chain], *, within: tuple[Division, ...] = (), year: int | None = None) -> list[Place]:
    """Return the places that chains name, each with its division where that is settled.

    ``within`` is the path of the article's division, from the province down: it settles names
    that several divisions bear (鼓楼区); else the provinces of the other places do, where only one
    of them has such a name. Example: 四川省|宜宾市 is 511500.
    """
    if not chains:
        return []
    places = [Place(chain.start, chain.end, "".join(chain.names), _settle(chain.names, within, year)) for chain in chains]
    if all(place.division is not None for place in places):
        return places
    provinces = {place.division.code[:2] + "0000" for place in places if place.division is not None}
    return [
        place if place.division is not None else place._replace(division=_by_neighbours(chain.names, provinces, year))
        for place, chain in zip(places, chains, strict=True)
    ]


@functools.lru_cache(maxsize=1 << 15)
def _resolve(name: str, within: str | None, year: int | None) -> Division | None:
    """Ask the gazetteer; an article, and a year of articles even more, asks for the same few names over and over."""
    return Gazetteer.load().resolve(name, within, year)


@functools.lru_cache(maxsize=1 << 12)
def _path(code: str) -> tuple[Division, ...]:
    return Gazetteer.load().path(code)


def _by_neighbours(names: tuple[str, ...], provinces: set[str], year: int | None) -> Division | None:
    """Return the division of a name that exactly one of the provinces spoken of has."""
    found = {_resolve(names[-1], province, year) for province in sorted(provinces)} - {None}
    return found.pop() if len(found) == 1 else None


def _conjunction(folded: str, start: int) -> bool:
    """Tell whether a place would begin with an 和 that joins: 市司法局|和|县司法局 and no 和县."""
    return folded[start] == "和" and start > 0 and folded[start - 1] not in "\n,;。!?:、 (“《"


def _persons(text: Text) -> frozenset[str]:
    """Return the three letters behind each title that open with a surname: 太平 of 检察长胡|太平 is no place."""
    surnames = Vocabulary.load().surnames
    return frozenset(text.folded[end : end + 3] for _, end, _ in text.found(Term.TITLE) if text.folded[end : end + 1] in surnames)


def find_chains(text: Text, tokens: Tokens, *, source: bool = False) -> list[Chain]:
    """Return the runs of adjoining division names in ``text``: of 四川省宜宾市司法局 the one 四川省|宜宾市; of the ``source`` 辽宁日报, 辽宁."""
    folded = text.folded
    spans: list[tuple[int, int]] = []
    for found in text.found(Term.PLACE):
        token = tokens.at(found.start)
        # A short name is a place only where a word starts: 大兴 in 扩大兴趣 is none.
        if token is None:
            continue
        last = tokens.at(found.end - 1)
        if last is not None and found.start < last.start and last.end > found.end and last.tag == "ns":
            continue  # 向|山东省, and no 向山
        if last is not None and found.word == "代县" and folded.startswith("长", found.end):
            continue  # 代|县长
        opens = token.start == found.start or token.tag in {"ns", "nt"}
        whole = opens and (token.end <= found.end or token.tag in {"ns", "nt"} or (source and token.start == found.start and found.word in _of_masthead(token.word)))
        named = opens and found.word[-1] in _LEVEL_LETTERS
        # 联合|镇政府: a verb before a level word, though there are towns called 联合镇.
        if named and found.word[-1] in "镇乡道" and token.tag == "v" and not (spans and spans[-1][1] == found.start):
            continue
        if whole or named:
            spans.append((found.start, found.end))
    taken = {position for start, end in spans for position in range(start, end)}
    # Short names that are common words too (中山, 白银) count where jieba tags a place; so does a name that a longer one hid.
    known, common = Gazetteer.load().known, Gazetteer.load().common_words
    for found in (*text.found_all(Term.PLACE), *text.found_all(Term.DOUBTFUL_PLACE)):
        # 新区 may be any town's.
        if found.start not in taken and found.end - 1 not in taken and found.word in known and not (found.word[-1] == "区" and found.word in common):
            token = tokens.at(found.start)
            if token is not None and token.start == found.start and token.end == found.end and token.tag == "ns":
                spans.append((found.start, found.end))
    persons = _persons(text) if spans else frozenset()
    spans = [(start, end) for start, end in spans if not _conjunction(folded, start) and folded[max(0, start - 1) : end] not in persons and not folded.startswith("长安网", start)]
    spans.sort()
    chains: list[Chain] = []
    index = 0
    while index < len(spans):
        start, end = spans[index]
        chain = [folded[start:end]]
        while index + 1 < len(spans) and spans[index + 1][0] == end:
            index += 1
            chain.append(folded[end : spans[index][1]])
            end = spans[index][1]
        index += 1
        chains.append(Chain(start, end, tuple(chain)))
    return chains


#: What ends the names of newspapers and stations that the tagger reads as one word: 辽宁日报.
_MASTHEAD = ("日报", "晚报", "电视台")


@functools.lru_cache(maxsize=1 << 10)
def _of_masthead(word: str) -> frozenset[str]:
    """Return the province or city that a newspaper is named after: 辽宁 of 辽宁日报; 光明 of 光明日报 is only a county's name."""
    if not word.endswith(_MASTHEAD):
        return frozenset()
    found = {word[:length]: _resolve(word[:length], None, None) for length in (2, 3)}
    return frozenset(name for name, division in found.items() if division is not None and division.level in {"province", "prefecture"})


def _settle(chain: tuple[str, ...], within: tuple[Division, ...], year: int | None) -> Division | None:
    """Return the division of the last name of a chain, each name within the one before it."""
    division: Division | None = None
    for name in chain:
        found = None
        if division is not None:
            found = _resolve(name, division.code, year)
        if found is None:
            found = _resolve(name, None, year)
        if found is None:
            # The article's own division decides, the narrowest level first: 鼓楼区 in an article about 南京.
            for outer in reversed(within):
                found = _resolve(name, outer.code, year)
                if found is not None:
                    break
        if found is None:
            return None
        division = found
    return division


def find_setting(title: list[Place], source: list[Place], body: list[Place], text: Text) -> Setting:
    """Return the division that an article is about, by votes of its title, source and text."""
    votes: Counter[str] = Counter()
    for place in title:
        _vote(votes, place, _TITLE)
    for place in source:
        _vote(votes, place, _SOURCE)
    for division in _ours(source, text):
        votes[division.code] += _OURS
    openings = _organ_openings()
    for place in body:
        ending = openings.at(text.folded, place.end)
        before_organ = ending is not None and not text.folded.startswith("长", place.end + len(ending))  # 邓|建平|大队长 is a person
        # “岚山老娘舅” is a brand and 岚山 in it no place; a short name alone is too often something else.
        dateline = place.start == 0 and text.folded.startswith("讯", place.end)  # 徐州|讯
        if text.in_quotes(place.start) or not (before_organ or dateline or place.printed[-1] in _LEVEL_LETTERS):
            continue
        weight = _TITLE if dateline else 1
        if place.start < _OPENING_LENGTH:
            weight += _OPENING
        if before_organ:
            weight += _ORGAN
        _vote(votes, place, weight)
    return _narrowed(_as_published(setting_of(_winner(votes) or _only(body, text)), source), (*title, *body))


def _narrowed(setting: Setting, places: Sequence[Place]) -> Setting:
    """Let the one city or county that an article names say which 市 or 县 is meant in it: 来芜调研 on a page of 安徽, with 芜湖市 named once."""
    if not setting.path or setting.path[-1].level not in {"province", "prefecture"}:
        return setting
    depth = len(setting.path)
    paths = {_path(place.division.code) for place in places if place.division is not None}
    below = {path for path in paths if path[:depth] == setting.path and len(path) > depth}
    for level in ("county", "prefecture"):
        named = {path[: index + 1] for path in below for index, division in enumerate(path) if division.level == level}
        if len(named) > 1:
            return setting if level == "prefecture" else _narrowed_to(setting, below, depth)
        if named:
            return Setting(setting.focus, named.pop())
    return setting


def _narrowed_to(setting: Setting, below: set[tuple[Division, ...]], depth: int) -> Setting:
    """Return the setting with the one prefecture that several counties lie in."""
    named = {path[: depth + 1] for path in below}
    return Setting(setting.focus, named.pop()) if len(named) == 1 and setting.path[-1].level == "province" else setting


#: How a body's own page calls the body.
_OUR_HOUSES = ("我院", "我局", "我所", "我监", "我狱")


def _ours(source: list[Place], text: Text) -> list[Division]:
    """Return the divisions that a publisher calls its own: 我市 on 廉江新闻 is 廉江市."""
    said = [word for word in ("省", "市", "县", "区", "州", "旗") if "我" + word in text.folded]
    paths = [_path(place.division.code) for place in source if place.division is not None] if said else []
    told = [division for path in paths[:1] for division in path[-1:] if division.name.endswith(tuple(said))]
    if told or not any(word in text.folded for word in _OUR_HOUSES):
        return told
    paths = [_path(place.division.code) for place in source if place.division is not None]
    return [max(paths, key=len)[-1]] if paths else []  # 我院 on the page of a court is of its place


def _only(body: list[Place], text: Text) -> str | None:
    """Return the one prefecture or county whose short name a text without any other place says twice: 平安清徐、法治清徐."""
    named = [place.division for place in body if place.division is not None and not text.in_quotes(place.start)]
    lower = {division.code for division in named if division.level in {"prefecture", "county"}}
    return lower.pop() if len(lower) == 1 and len(named) >= _QUORUM else None


def _as_published(setting: Setting, source: list[Place]) -> Setting:
    """Let the publisher's place say which 市 and 县 are meant where the article is about a division above it.

    市委 in 济南日报 is that of 济南市, however much a text speaks of 山东省.
    """
    paths = {place.division.code: _path(place.division.code) for place in source if place.division is not None}
    deepest = max(paths.values(), key=len, default=())
    if setting.focus is None or not deepest or any(path != deepest[: len(path)] for path in paths.values()):
        return setting
    return Setting(setting.focus, deepest) if setting.path == deepest[: len(setting.path)] else setting


def setting_of(code: str | None) -> Setting:
    """Return the setting of a division code."""
    gazetteer = Gazetteer.load()
    if code is None:
        return Setting(None)
    return Setting(gazetteer.by_code(code), _path(code))


def _vote(votes: Counter[str], place: Place, weight: int) -> None:
    if place.division is not None:
        votes[place.division.code] += weight


def _winner(votes: Counter[str]) -> str | None:
    """Walk down from the country: go into a part where it and its parts have more votes than stay above.

    Votes for 包头市 20, 九原区 1: the article is about 包头市. 北京市 3, 丰台区 9: about 丰台区.
    """
    if sum(votes.values()) < _QUORUM:
        return None
    subtree: Counter[str] = Counter()
    parents: dict[str, str | None] = {}
    for code in sorted(votes):
        above: str | None = None
        for division in _path(code):
            subtree[division.code] += votes[code]
            parents[division.code] = above
            above = division.code
    current: str | None = None
    while True:
        parts = [code for code, parent in parents.items() if parent == current]
        if not parts:
            return current
        best = max(parts, key=lambda code: (subtree[code], code))
        stay = votes[current] if current is not None else 0
        rest = sum(subtree[part] for part in parts) - subtree[best]
        # Several parts of equal weight are a list (three districts honoured), not the subject.
        if current is not None and (subtree[best] <= stay or subtree[best] <= rest):
            return current
        current = best


_VILLAGE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:村|社区)(?![\u4e00-\u9fff]*?(?:矫正|服刑|民警|工作|居民|群众|法官|调解员|法律顾问))")


def place_mentions(places: list[Place], institutions: list[Mention], text: Text, tokens: Tokens) -> list[Mention]:
    """Return the places that may act by themselves: no part of a body's name, and a verb or list behind them.

    Villages are found by their ending: 古镇镇|曹一村.
    """
    starts = [one.start for one in institutions]
    reach = [0, *itertools.accumulate((one.end for one in institutions), max)]  # how far the bodies reach, of which there are so many
    out: list[Mention] = []
    for place in places:
        end = place.end
        village = _village(text, tokens, place)
        if village is not None:
            end = village
        if reach[bisect.bisect_left(starts, end)] > place.start:
            continue
        following = tokens.at(end)
        if following is not None and following.tag[0] in "nb" and following.tag != "nr":
            continue
        if place.division is None or place.division.level == "province":
            continue
        printed = text.folded[place.start : end]
        if village is not None:
            own = text.folded[place.end : end]
            last = place.division.name + own
            out.append(Mention(place.start, end, Kind.PLACE, own, tuple(dict.fromkeys((last, printed))), place.division.code))
        else:
            out.append(Mention(place.start, end, Kind.PLACE, place.division.name, (printed,), place.division.code))
    return out


def _village(text: Text, tokens: Tokens, place: Place) -> int | None:
    match = _VILLAGE.match(text.folded, place.end)
    if match is None or any(token.tag[0] in "vpdc" for token in tokens.between(place.end, match.end())):
        return None
    return match.end()
