"""Tell a person's name from the words around it.

Nothing here decides that somebody is an official: the rules ask "does a name begin (or end) at this
place?", after a title, before 同志, beside a quoted honour. A surname opens a name; where it ends
is decided by what follows, by the other places where the same name stands, and by the tagger.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.affixes import Openings
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003134f]+")
#: 艾尔肯·吐尼亚孜: parts of one to eight letters, joined by a dot.
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}")
_END = set(",;:。!?、()《》“”‘’ \n-/|…\"'[]<>*")


class Name(NamedTuple):
    """A person's name at [start, end). ``text`` has no padding: 高 颜 is 高颜."""

    start: int
    end: int
    text: str


class _Words(NamedTuple):
    surnames: frozenset[str]
    openings: frozenset[str]  # the first letters of the surnames
    never: frozenset[str]
    seldom: frozenset[str]
    not_names: tuple[str, ...]
    after: Openings
    private: tuple[str, ...]


@functools.cache
def _words() -> _Words:
    vocabulary = Vocabulary.load()
    names = vocabulary.names
    titles = [*vocabulary.posts["heads"], *vocabulary.posts["others"]]
    return _Words(
        vocabulary.surnames,
        frozenset(surname[0] for surname in vocabulary.surnames),
        frozenset(names["never"]),
        frozenset(names["seldom"]),
        tuple(names["not_names"]),
        Openings((*names["after"], *(title for title in titles if len(title) > 1))),
        tuple(names["private"]),
    )


def is_private(scene: Scene, start: int) -> bool:
    """Tell whether a surname-only citizen stands at ``start``: 王先生, 李某某."""
    words = _words()
    folded = scene.folded
    for length in (2, 1):
        if folded[start : start + length] in words.surnames and folded.startswith(words.private, start + length):
            return True
    return False


def name_at(scene: Scene, start: int, limit: int | None = None) -> Name | None:
    """Return the name that begins at ``start`` (blanks before it are skipped), or None.

    书记江成与大家 gives 江成, since 与 is in no name; 局长高度重视 gives None.
    """
    folded = scene.folded
    limit = len(folded) if limit is None else limit
    while start < limit and folded[start] == " ":
        start += 1
    dotted = _DOTTED.match(folded, start, limit) if folded.find("·", start, start + 9) >= 0 else None
    if dotted and not _runs_over(scene, dotted):
        return _dotted(scene, dotted)
    if folded[start : start + 1] not in _words().openings:
        return None
    if is_private(scene, start):
        return None
    words = _words()
    best: tuple[float, Name] | None = None
    for surname_length in (2, 1):
        surname = folded[start : start + surname_length]
        # 黄张敬瑜: a married woman of Hong Kong bears two surnames.
        married = surname_length == 2 and len(surname) == 2 and set(surname) <= words.surnames
        if len(surname) != surname_length or (surname not in words.surnames and not married):
            continue
        for given_length in (2, 1):
            name = _candidate(scene, start, surname_length, given_length, limit)
            if name is None:
                continue
            score = _score(scene, words, name, surname_length, given_length)
            if married and surname not in words.surnames:
                if given_length == 1:
                    continue
                score -= 1.2  # seldom: only where the shorter reading leaves a letter over
            if best is None or score > best[0]:
                best = (score, name)
    if best is None or best[0] < _THRESHOLD or _is_place(scene, best[1]):
        return None
    return best[1]


def _is_place(scene: Scene, name: Name) -> bool:
    """Tell whether a place or a body stands where a name was read: 曲周县, 区政府."""
    here = scene.places_within(name.start, name.start + 1)
    if any(place.end > name.start + 1 and place.printed[-1] in "省市县区旗州盟镇乡道" for place in here):
        return True
    if any(body.end >= name.end for body in scene.bodies_from(name.start)):
        return True
    return any(scene.bodies_from(position) for position in range(name.start + 1, name.end))


def _given_by_itself(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the tagger reads a given name behind a letter that it takes for a word: 于|东辉, not 于|会上."""
    if end - start != 2:
        return False
    tokens = scene.tokens.between(start, end)
    return bool(tokens) and tokens[0].start == start and tokens[-1].end == end and tokens[0].tag.startswith("nr")


#: A name needs a word boundary behind it or the tagger's word for it (weights in ``_score``).
_THRESHOLD = 1.0


def _candidate(scene: Scene, start: int, surname_length: int, given_length: int, limit: int) -> Name | None:
    """Return surname and given name of these lengths, over one blank at most (高 颜)."""
    folded = scene.folded
    words = _words()
    position = start + surname_length
    if surname_length == 1 and given_length == 1 and folded[position : position + 1] == " ":
        position += 1
    end = position + given_length
    given = folded[position:end]
    if end > limit or len(given) < given_length:
        return None
    if not _HAN.fullmatch(given) or not words.never.isdisjoint(given):
        return None
    if given[-1] in _NEVER_LAST and given_length == 2:
        return None
    following = folded[end : end + 1]
    closed = given_length == 2 and (not following or (following in _END and following not in "“《‘("))
    doubtful = given[-1:] if closed else given  # 刘向前, with a mark behind it: 向 is no preposition
    if given[-1] == "为" and not closed:
        return None  # 选举何伟|为会长
    function = folded[start : start + surname_length] in _FUNCTION and not _given_by_itself(scene, position, end)
    if not words.seldom.isdisjoint(doubtful) or function:
        token = scene.tokens.at(start)
        if token is None or (token.start, token.end) != (start, end) or not token.tag.startswith("nr"):
            return None
    text = folded[start : start + surname_length] + given
    if text.startswith(words.not_names):
        return None
    return Name(start, end, text)


def _score(scene: Scene, words: _Words, name: Name, surname_length: int, given_length: int) -> float:
    """Weigh a candidate: what follows it, how the tagger cut it, where else it stands.

    The weights were set on the example sentences of the tests and held on unseen pages: a hard
    boundary or a following verb alone is enough, the tagger alone is enough only for ``nr``.
    """
    folded = scene.folded
    score = 0.0
    following = folded[name.end : name.end + 1]
    if not following or following in _END:
        score += 1.5
    elif words.after.at(folded, name.end) and scene.tokens.at(name.end) is not None:
        # The following word must be a word of its own: 任 of 任职, not of a given name 任远.
        score += 1.2 if scene.tokens.starts_at(name.end) or given_length == 2 else 0.6
    elif scene.tokens.starts_at(name.end):
        score += 0.5
    token = scene.tokens.at(name.start)
    if folded[name.end : name.end + 1] in _DRAWN_IN and token is not None and token.end == name.end + 1:
        token = None  # 刘丰作|典型发言: the tagger drew the verb into the name
        score += 0.4
    if token is not None and token.start == name.start:
        if token.end == name.end:
            score += 1.0 if token.tag.startswith("nr") else (-1.2 if given_length == 1 and token.tag[0] in "vadt" else 0.1)
        elif token.end > name.end:
            score -= 0.8
        elif token.word in _FUNCTION and token.tag[0] in "cpvd" and not _given_by_itself(scene, name.start + surname_length, name.end):
            score -= 1.2  # 和党员干部: a conjunction before a crowd, not a person called 和
        elif not scene.tokens.starts_at(name.end):
            score -= 1.0
    if surname_length == 2:
        score += 0.4
    if surname_length + given_length == 3:
        score += 0.3  # nine in ten names of the genre have three letters
    if folded.count(name.text) > 1:
        score += 0.4
    return score


def _dotted(scene: Scene, match: re.Match[str]) -> Name:
    """End a dotted name before a verb that the letters ran into: 艾尔肯·吐尼亚孜|出席."""
    start, end = match.span()
    last_dot = scene.folded.rfind("·", start, end)
    words = _words()
    for position in range(last_dot + 2, end):
        if scene.tokens.starts_at(position) and words.after.at(scene.folded, position):
            end = position
            break
    return Name(start, end, scene.folded[start:end])


def _runs_over(scene: Scene, match: re.Match[str]) -> bool:
    """Tell whether the first part of a dotted run holds a verb: 李明致电艾尔肯·… begins with another name."""
    first = scene.folded.find("·", match.start())
    return any(token.tag[0] == "v" for token in scene.tokens.between(match.start() + 1, first))


def name_before(scene: Scene, end: int, floor: int = 0) -> Name | None:
    """Return the name that ends at ``end`` (blanks and 同志 skipped), or None: 张三|任局长 gives 张三."""
    folded = scene.folded
    while end > floor and folded[end - 1] == " ":
        end -= 1
    if folded.endswith("同志", 0, end):
        end -= 2
    for match in _DOTTED.finditer(folded, max(floor, end - 30), end) if folded.find("·", max(floor, end - 30), end) >= 0 else ():
        if match.end() == end:
            return Name(match.start(), end, match.group())
    words = _words()
    best: tuple[float, Name] | None = None
    for surname_length, given_length in ((2, 2), (2, 1), (1, 2), (1, 1)):
        start = end - surname_length - given_length
        for padded in (0, 1):
            start -= padded
            if start < floor or folded[start : start + surname_length] not in words.surnames:
                continue
            name = _candidate(scene, start, surname_length, given_length, end)
            if name is None or name.end != end:
                continue
            score = _score(scene, words, name, surname_length, given_length)
            before = folded[start - 1 : start]
            if not before or before in _END or scene.tokens.starts_at(start):
                score += 0.5
            else:
                score -= 1.0
            if before in words.surnames and folded[start - 2 : start - 1] in _END:
                score -= 2.0  # 卫东 of 、汪卫东: the letter before is the surname
            longer = best is not None and name.start == best[1].start + 1 and name.end == best[1].end
            if longer and best is not None and best[0] >= _THRESHOLD and _alone(scene, best[1].start):
                continue  # 周|海涛: 海 is a surname too, but the letter before is one that stands by itself
            if best is None or score > best[0]:
                best = (score, name)
    if best is None or best[0] < _THRESHOLD or _is_place(scene, best[1]):
        return None
    return best[1]


def _alone(scene: Scene, position: int) -> bool:
    """Tell whether the tagger starts a word at ``position``, so that the letter there ends no word before it."""
    return scene.tokens.starts_at(position)


#: Verbs of one letter that follow a name and that the tagger likes to draw into it: 邵鸿|作报告.
_NEVER_LAST = frozenset("作做说称讲谈问答任兼带率赴忙念")
_DRAWN_IN = _NEVER_LAST | {"为"}
#: Surnames that are function words far more often.
_FUNCTION = {"和", "来", "同", "向", "从", "于", "应", "由", "与", "都", "并", "经", "到", "对", "因", "任", "连", "代", "当", "时", "请", "及", "相", "有", "会", "能", "要", "智", "玉", "战", "展", "官", "支", "国", "门", "干", "计", "信", "沙", "商", "党", "阳", "步", "满", "首", "权", "利", "生", "平", "暴", "终", "公", "通", "双", "广", "鲜", "水"}


def names_before(scene: Scene, end: int, floor: int) -> list[Name]:
    """Return the names of a list that ends at ``end``: 张三、李四|当选为副会长 gives two."""
    name = name_before(scene, end, floor)
    out: list[Name] = []
    while name is not None:
        out.insert(0, name)
        before = scene.folded[name.start - 1 : name.start]
        if before not in {"、", "和"} or name.start - 1 <= floor:
            break
        name = name_before(scene, name.start - 1, floor)
    return out


#: Between the names of a list: 张三、李四和王五.
_JOINT = re.compile(r" ?(?:、|和|及|以及|与|,) ?")


def names_from(scene: Scene, start: int, limit: int) -> list[Name]:
    """Return the names of a list that begins at ``start``: 张三、李四和王五 gives three."""
    out: list[Name] = []
    position = start
    while position < limit:
        name = name_at(scene, position, limit)
        if name is None:
            break
        out.append(name)
        position = name.end
        if scene.folded.startswith("同志", position):
            position += 2
        position = skip_brackets(scene.folded, position)
        joint = _JOINT.match(scene.folded, position)
        if joint is None:
            break
        position = joint.end()
    return out


def skip_brackets(text: str, position: int) -> int:
    """Return the position behind a short bracket: 张三(女,回族) goes on behind the bracket."""
    if text[position : position + 1] == "(":
        close = text.find(")", position, position + 25)
        if close >= 0:
            return close + 1
    return position
