"""Weigh a reading of a Chinese name: surname and given name of one length or another at one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgraph.extract.nodes.name_words import (
    DRAWN_IN,
    END,
    FUNCTION,
    HAN,
    NEVER_LAST,
    OFFICE,
    Name,
    NameWords,
    name_words,
)
from lawgraph.extract.tokens import is_guess
from lawgraph.lexicon.terms import Term

if TYPE_CHECKING:
    from lawgraph.extract.scene import Scene
    from lawgraph.extract.tokens import Token

#: A name needs a word boundary behind it or the tagger's word for it (weights in ``score_of``).
THRESHOLD = 1.0
#: A short name is padded with blanks to the width of three letters, or of the line's: 秦  岚.
_PADDING = 4


def candidate(scene: Scene, start: int, surname_length: int, given_length: int, limit: int) -> Name | None:
    """Return surname and given name of these lengths, over one blank at most (高 颜)."""
    folded = scene.folded
    words = name_words()
    position = start + surname_length
    while surname_length == given_length == 1 and folded[position : position + 1] == " " and position - start < _PADDING:
        position += 1
    end = position + given_length
    given = folded[position:end]
    if end > limit or len(given) < given_length:
        return None
    if not HAN.fullmatch(given) or not _allowed(scene, given, end):
        return None
    if (given[-1] in NEVER_LAST or given[-1] in OFFICE) and given_length == 2:
        return None
    if given in _LEVELS:
        return None  # 成|村“两委”
    following = folded[end : end + 1]
    closed = given_length == 2 and (not following or following == "等" or (following in END and following not in "“《‘("))
    doubtful = given[-1:] if closed or (given_length == 2 and words.after_long.at(folded, end)) else given  # 刘向前, with a mark behind it: 向 is no preposition
    if given[-1] == "等" and not closed:
        return None  # 李鸿等|陪同
    if given[-1] == "致" and folded.startswith(("辞", "词", "欢迎", "答谢"), end):
        return None  # 代兵|致欢迎辞
    if given[-1] == "为" and not closed and following not in _BEHIND_WEI:
        return None  # 选举何伟|为会长, but 律师闫大为|在答辩状中
    if given[-1] == "为":
        doubtful = given[:-1]
    if given[-1] == "生" and following == "于":
        return None  # 作者班宇|生于1986年
    function = folded[start : start + surname_length] in FUNCTION and not _given_by_itself(scene, position, end) and not _behind_title(scene, start, end)
    unlikely = function or not words.doubtful.isdisjoint(doubtful)
    if unlikely and not _is_token(scene, start, end) and not _is_drawn(scene, start, end) and not _is_cut(scene, start, position, end):
        return None
    if given_length == 2 and given[-1] in words.seldom and not closed and _is_guessed(scene, start):
        return None  # 孙琦|将: the tagger guesses, and likes to draw a word of one letter in
    if surname_length == 2 and words.after_long.at(folded, position) == given:
        return None  # 向孙|院长: two letters that may be surnames, and a title
    text = folded[start : start + surname_length] + given
    if surname_length == 1 and text[0] in FUNCTION and given[0] in words.surnames and folded.count(given) > folded.count(text):
        return None  # 向|苏珍, whom the text names without it
    if words.not_names.at(text, 0) is not None and (len(text) < 3 or text[-1] in "科处室委" or not _is_token(scene, start, end)):
        return None
    if following == "村" and folded.startswith(("党", "委", "民", "支", "两委", "书记", "主任", "社区"), end + 1):
        return None  # 陈家屲|村党支部
    if following in {"镇", "乡"} and not folded.startswith("长", end + 1):
        return None  # 安蔡楼|镇司法所
    if given[0] == "家" and folded[position + 1 : position + 2] in _SETTLEMENT:
        return None  # 刘家|村, 石家庄
    return Name(start, end, text)


def _given_by_itself(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the tagger reads a given name behind a letter that it takes for a word: 于|东辉, not 于|会上."""
    if end - start != 2:
        return False
    tokens = scene.tokens.between(start, end)
    return bool(tokens) and tokens[0].start == start and tokens[-1].end == end and (tokens[0].tag.startswith("nr") or (len(tokens) == 1 and tokens[0].tag == "nz"))


#: Surnames that are words, and that open a name behind a title where a mark closes it: 副局长代兵、.
_SELDOM_WORDS = frozenset("于代应时商党官阳")


def _behind_title(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a surname that is a word opens a name between a title and a mark: 庭长于前军、, not 局长于近日."""
    closed = scene.folded[end : end + 1] in {"、", ",", "。", "等", ")"}
    if scene.folded[start] not in _SELDOM_WORDS or not (closed or (scene.folded[start] in "于代" and name_words().after_long.at(scene.folded, end))):
        return False
    inner = scene.tokens.at(end - 1)
    whole = inner is not None and (inner.start, inner.end) == (start, end)  # 于洋 is a place to the tagger
    if inner is None or inner.tag[0] in "tmf" or not (whole or scene.folded[end - 1] in name_words().given):
        return False
    return any(one.end == start for one in scene.text.found_in(Term.TITLE, max(0, start - 6), start))


def _allowed(scene: Scene, given: str, end: int) -> bool:
    """Tell whether function words in a given name may be part of it: 王新和 before a verb, 吴让东, 刘少之 before a mark."""
    words = name_words()
    if words.never.isdisjoint(given) and "之" not in given:
        return True
    following = scene.folded[end : end + 1]
    closed = not following or (following in END and following not in "“《‘(") or words.after_long.at(scene.folded, end) is not None
    if len(given) == 2 and given[0] in "在与" and given[1] not in words.never and _is_token(scene, end - len(given) - 1, end):
        return closed or words.after.at(scene.folded, end) is not None  # 李在明|表示
    if given == "和平":
        return scene.tokens.starts_at(end)
    if len(given) == 2 and given[0] == "和" and given[1] in words.given and given[1] not in words.surnames:
        return closed or words.after.at(scene.folded, end) is not None  # 李和鹏|带领
    if given[0] == "之":
        return _is_token(scene, end - len(given) - 1, end)
    if len(given) == 2 and given[0] == "从" and given[1] not in words.never:
        return closed or words.after.at(scene.folded, end) is not None  # 李从教: nothing comes from a surname alone
    if len(given) == 2 and given[0] == "让" and given[1] not in words.never:
        return closed or words.after.at(scene.folded, end) is not None
    joins = given[-1] in "和与" and len(given) == 2 and given[0] not in words.never
    marked = given[-1] in "都还又让之" and len(given) == 2 and given[0] not in words.never
    return (joins and closed) or (marked and (closed or following == "等"))


#: Words of one letter between a name and others that the tagger draws into it.
_CONJUNCTIONS = frozenset({"及", "等", "与"})
#: Letters that end the names of places, and are no given name by themselves.
_LEVELS = frozenset({"村", "镇", "乡", "县", "区", "市", "省", "厅"})
#: What follows 家 in the name of a village.
_SETTLEMENT = frozenset("村庄镇乡屯堡湾沟坪坝寨营店桥河口峡山岭角渡塘冲")


def _is_token(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the tagger reads exactly these letters as a name: 刘家义, 黄金龙."""
    token = scene.tokens.at(start)
    return token is not None and (token.start, token.end) == (start, end) and token.tag.startswith("nr")


def score_of(scene: Scene, words: NameWords, name: Name, surname_length: int, given_length: int) -> float:
    """Weigh a candidate: what follows it, how the tagger cut it, where else it stands.

    The weights were set on the example sentences of the tests and held on unseen pages: a hard
    boundary or a following verb alone is enough, the tagger alone is enough only for ``nr``.
    """
    folded = scene.folded
    score = 0.0
    following = folded[name.end : name.end + 1]
    if not following or following in END:
        score += 1.5
    elif words.after.at(folded, name.end) and scene.tokens.at(name.end) is not None:
        # The following word must be a word of its own: 任 of 任职, not of a given name 任远.
        score += 1.2 if (scene.tokens.starts_at(name.end) or given_length == 2) and not _ends_a_name(folded, name.end) else 0.6
    elif scene.tokens.starts_at(name.end):
        score += 0.5
    token = scene.tokens.at(name.start)
    if token is not None and (drew_in(scene, name, token) or (token.end == name.end + 1 and (following in DRAWN_IN or following in _CONJUNCTIONS))):
        # 刘丰作|典型发言, 沈茂欣及|委员: the tagger drew the word behind into the name
        score += 0.8 if drew_in(scene, name, token) else 0.4
        token = None
    if token is not None and token.start == name.start - 1 and token.word[0] == "长" and len(token.word) == 2:
        score += 0.4  # 局|长史|辉: the tagger drew the title's end into a word
    if token is not None and token.start == name.start:
        if token.end == name.end:
            if token.tag.startswith("nr"):
                score += _read_as_name(scene, words, name, given_length)
            else:  # 曾刚 is no adverb: the tagger made a word of two letters that no dictionary holds
                guess = is_guess(token.word)
                score += (_OF_A_WORD.get(token.tag[0], 0.1) if not guess else 0.1) if given_length == 1 else (0.6 if guess else 0.1)
        elif token.end > name.end:
            score -= 0.8
        elif token.word in FUNCTION and token.tag[0] in "cpvd" and not _given_by_itself(scene, name.start + surname_length, name.end) and not _behind_title(scene, name.start, name.end):
            score -= 1.2  # 和党员干部: a conjunction before a crowd, not a person called 和
        elif name.end < len(folded) and not scene.tokens.starts_at(name.end) and not _cut_twice(scene, token):
            score -= 0.3 if _closes(scene, words, name.end) and folded[name.end - 1] in words.given else 1.0
        elif token.end < name.end and token.tag.startswith("nr") and scene.tokens.starts_at(name.end):
            score += 0.3  # 朱|志强: the tagger reads the surname, or a shorter name, and a word of its own
        elif token.end == name.start + surname_length and _one_given(scene, token.end, name.end):
            score += 0.4  # 焦|金明, 楼|文龙: a letter by itself that is a surname, and one word behind it
        if given_length == 1 and token.end == name.end and _leaves_a_letter(scene, words, name.end):
            score -= 0.8
    if given_length == 2 and words.after_long.at(folded, name.end - 1):
        score -= 0.6  # 张政|荣获, not 张政荣|获
    if surname_length == 2:
        score += 0.4
    if surname_length + given_length == 3:
        score += 0.3  # nine in ten names of the genre have three letters
    if folded.count(name.text) > 1:
        score += 0.4
    return score


def _ends_a_name(folded: str, position: int) -> bool:
    """Tell whether a letter that may be a verb stands before a mark, where names end: 杨家|发, of 民警杨家发,."""
    return folded[position : position + 1] in _LAST and folded[position + 1 : position + 2] in {"、", ",", ";", "。", ")"}


#: Verbs of one letter that are at home at the end of names too.
_LAST = frozenset("发正原用有立")


#: What follows a name that ends in 为, and no word for a post.
_BEHIND_WEI = frozenset("在的将说称对也则曾")


def _is_guessed(scene: Scene, start: int) -> bool:
    token = scene.tokens.at(start)
    return token is not None and token.start == start and is_guess(token.word)


def _is_cut(scene: Scene, start: int, given: int, end: int) -> bool:
    """Tell whether the tagger reads a surname and a given name, each by itself: 吴|向东."""
    token = scene.tokens.at(start)
    return token is not None and (token.start, token.end) == (start, given) and token.tag.startswith("nr") and _given_by_itself(scene, given, end)


def _is_drawn(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the tagger guesses a name of these letters and the next one: 向华|是."""
    token = scene.tokens.at(start)
    return token is not None and token.tag.startswith("nr") and drew_in(scene, Name(start, end, scene.folded[start:end]), token)


def drew_in(scene: Scene, name: Name, token: Token) -> bool:
    """Tell whether the tagger's guess holds a name and the first letter of what follows it: 丁晟是|个导演, 崔恺出|了方案."""
    if (token.start, token.end) != (name.start, name.end + 1) or not is_guess(token.word):
        return False
    return scene.folded[name.end] in _DRAWN


#: Letters that a guess draws into the name before them, and that end no given name (新和 is one).
_DRAWN = DRAWN_IN | frozenset("受值是将自从在对被把因由都也还则携告以")


def _closes(scene: Scene, words: NameWords, end: int) -> bool:
    """Tell whether a mark or a word that follows names stands at ``end``."""
    following = scene.folded[end : end + 1]
    return not following or following in END or words.after.at(scene.folded, end) is not None


def _read_as_name(scene: Scene, words: NameWords, name: Name, given_length: int) -> float:
    """Weigh the tagger's own reading: less where it leaves a letter of names before a word that follows names (王兰|青|到)."""
    if given_length == 2 or _closes(scene, words, name.end):
        return 1.0
    rival = scene.folded[name.end : name.end + 1] in words.given and _closes(scene, words, name.end + 1)
    return 0.3 if rival else 1.0


#: Two letters that are a word: seldom a name where it is a verb, at times where it is an adjective (舒畅).
_OF_A_WORD = {"v": -1.2, "d": -1.2, "t": -1.2, "a": -0.4}


def _one_given(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the letters behind a surname are one word that may be a given name: 文龙, not 质量."""
    token = scene.tokens.at(start)
    return token is not None and (token.start, token.end) == (start, end) and end - start == 2 and token.tag in {"nr", "nz", "ns", "nrt", "nrfg", "ng", "g"}


def _cut_twice(scene: Scene, token: Token) -> bool:
    """Tell whether the tagger reads two names in a row: 黄信|敬则 of 黄信敬则透露."""
    following = scene.tokens.at(token.end)
    return following is not None and token.tag.startswith("nr") and following.tag.startswith("nr")


def _leaves_a_letter(scene: Scene, words: NameWords, end: int) -> bool:
    """Tell whether a reading leaves over one letter that is a word nowhere: 李静|姝."""
    token = scene.tokens.at(end)
    if token is None or token.start != end or not HAN.match(token.word):
        return False
    if token.tag.startswith("nr") and len(token.word) == 2:
        return words.after.at(scene.folded, end + 1) is not None  # 黄信|敬则, read 黄信敬|则
    if len(token.word) > 1 or token.word in words.never or token.word in DRAWN_IN or words.after.at(token.word, 0) == token.word or token.word in words.seldom:
        return False
    following = scene.folded[token.end : token.end + 1]
    closed = not following or following in END or words.after.at(scene.folded, token.end) is not None
    return token.tag[0] in "gnjaz" or (closed and token.tag[0] != "v")
