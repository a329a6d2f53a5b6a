"""The verbs that say an honour was given or received, and whether they say that it was."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgraph.lexicon.terms import Term
from lawgraph.lexicon.vocabulary import Vocabulary

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.text import Span


class Words(NamedTuple):
    """The vocabulary of awards, made once a process."""

    receive: frozenset[str]
    weak: frozenset[str]
    hand: tuple[str, ...]
    unreal: re.Pattern[str]
    split: tuple[str, ...]
    announced: re.Pattern[str]


@functools.cache
def words() -> Words:
    """Return the vocabulary of awards."""
    table = Vocabulary.load().honours
    return Words(
        frozenset(table["receive"]) - {"荣记"},
        frozenset((*table["weak"], "颁发")),
        tuple(sorted(table["hand"], key=lambda word: (-len(word), word))),
        re.compile("|".join(table["unreal"])),
        tuple(table["split"]),
        re.compile("|".join(map(re.escape, sorted(table["announced"], key=lambda word: (-len(word), word))))),
    )


class Verb(NamedTuple):
    """A verb of giving or receiving; a weak one needs an honour by its own words behind it."""

    start: int
    end: int
    word: str
    weak: bool


def verbs_of(scene: Scene) -> dict[Span, list[Verb]]:
    """Return the verbs of giving and receiving of each sentence that has any, in order."""
    weak = words().weak
    out: dict[Span, list[Verb]] = {}
    for start, end, word in scene.text.found(Term.AWARDING):
        if (len(word) > 1 and word != "受到") or _single(scene, start, end, word):
            out.setdefault(scene.text.sentence(start), []).append(Verb(start, end, word, word in weak))
    return out


_CAUGHT, _LEARNT = frozenset("捕查抓破截缴起擒俘拿所屡"), frozenset("悉取刑批奖胜利救赔准知释益罪")
_SET_UP = frozenset("设建成树确创订对独公书登标牢铭日笔切谨速追自挺中起伫")
_MERIT_AHEAD = re.compile(r"[^,。;]{0,16}?(?:等功|[一二三]级功|嘉奖)")


#: 受到|嘉奖 is a merit; 受到|欢迎 is none.
_PRAISE_AHEAD = re.compile(r"(?:[\u4e00-\u9fff]{2,12})?(?:个人|集体)?嘉奖")


def _single(scene: Scene, start: int, end: int, word: str) -> bool:
    """Accept 立, 记 and 获 only where they are verbs by themselves: not in 设立, 登记, 查获, 获悉."""
    folded = scene.folded
    last, following = folded[start - 1 : start], folded[end : end + 1]
    if word in {"受到", "受"}:
        return _PRAISE_AHEAD.match(folded, end) is not None
    if word == "获":
        return last not in _CAUGHT and following not in _LEARNT
    token = scene.tokens.at(start)
    if token is not None and len(token.word) > 1 and token.tag.startswith("nr"):
        return False  # 周|立|群
    return last not in _SET_UP and following != "者" and _MERIT_AHEAD.match(folded, end) is not None


#: What an honour has where none of its words is a mark: quotation marks, or the rank of a merit or a prize.
_UNMARKED = re.compile("[“功奖]|第[一二三]名|[冠亚季]军")


def may_name(scene: Scene, sentence: Span) -> bool:
    """Tell whether an honour may be named in a sentence: most that 获得 or 授予 something have none."""
    return bool(scene.text.found_all(Term.DISTINCTION, *sentence)) or _UNMARKED.search(scene.folded, *sentence) is not None


def folds(scene: Scene, verb: Verb, following: Verb) -> bool:
    """Tell whether two verbs are one: 获|省司法厅|授予, 荣获由省委|颁发|的."""
    if verb.word not in words().receive or following.word in words().receive:
        return False
    between = scene.folded[verb.end : following.start]
    return len(between) <= 26 and not re.search("[,;:“”《等]", between) and not re.search(r"等功|\d次", between)


def is_real(scene: Scene, verb: Verb, sentence: Span) -> bool:
    """Refuse what is planned, proposed, asked for or denied: 拟授予, 力争获评, 推荐…为."""
    clause = scene.text.clause(verb.start)
    lead = scene.folded[max(sentence.start, clause.start, verb.start - 22) : verb.start]
    last = max((match.end() for match in words().unreal.finditer(lead)), default=-1)
    # A verb of having got it between the two ends the doubt: 经申报推荐,成功获评.
    return last < 0 or bool(re.search("经|通过", lead[:last])) or bool(re.search("成功|最终|后,|正式", lead[last:]))
