"""The vocabulary of page furniture, read once from ``furniture.toml``."""

from __future__ import annotations

import re
import tomllib
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lawgraph.read.clean import fold

# Furniture is short. A longer line is looked at as text only, which also bounds the work on a page
# that comes as one line of 20 MB.
MAX_LINE = 300

# A menu is a few words; the bound keeps the test of one cheap.
MAX_MENU = 60

# A licence or contact line holds at most this much; longer, and it may tell something.
_MAX_CONTAINS = 120

_CUT_OFF = re.compile("[。”’》」』!?,、]")
_CRUMB = re.compile("[\u4e00-\u9fff] ?>{1,2} ?[\u4e00-\u9fff]")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")

_MARKS = " 【】[]()|丨│<>〈〉«»›·•:-—_=*/●■□▲▼◆◇○◎…。.,、#&\"'“”"
# The same with their full-width forms.
_EDGE = _MARKS + "".join(chr(ord(mark) + 0xFEE0) for mark in _MARKS if "!" <= mark <= "~")
_MARK_RUN = re.compile(f"[{re.escape(_MARKS)}]+")
# What every label ends in.
_LABEL_MARK = re.compile("[:：丨|｜/／]")


def key(line: str) -> str:
    """Return ``line`` without spaces and marks, as furniture words are compared: ``"【打印】"`` is ``"打印"``."""
    return _MARK_RUN.sub("", fold(line))


def is_key(line: str, keys: frozenset[str]) -> bool:
    """Tell whether the key of a line is one of ``keys``; most lines do not even begin like one."""
    return line.lstrip(_EDGE)[:1] in vocabulary().openings and key(line) in keys


def _wide(letter: str) -> str:
    """Return the full-width form of a letter of ASCII, any other letter as it is."""
    return chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter


def find_labels(line: str) -> list[re.Match[str]]:
    """Return the labels in a line with their marks: ``"来源:"`` of ``"来源:法治报"``."""
    return list(vocabulary().labelled.finditer(line)) if _LABEL_MARK.search(line) else []


class Vocabulary(NamedTuple):
    """``furniture.toml``, with its lists as the forms that the rules need."""

    words: frozenset[str]
    menu: re.Pattern[str]
    starts: tuple[str, ...]
    edges: tuple[str, ...]
    notices: tuple[str, ...]
    longest_notice: int  # in letters
    contains: re.Pattern[str]
    foot: tuple[str, ...]
    list_marks: frozenset[str]
    comments: frozenset[str]
    openings: frozenset[str]  # the first letters of words, list_marks and comments, in both widths
    labels: dict[str, str]  # each label and what it labels: "publisher", "date", "creator", "ignored" …
    labelled: re.Pattern[str]
    reporter: tuple[str, ...]
    reporter_at: re.Pattern[str]
    after: tuple[str, ...]
    makers: tuple[str, ...]
    abstract: tuple[str, ...]
    title: tuple[str, ...]
    organs: tuple[str, ...]
    not_names: tuple[str, ...]
    official: re.Pattern[str]  # the end of a publisher that is a body of its own


def _any_of(words: list[str] | set[str]) -> str:
    """Return an alternation, longest first: the first alternative that fits is then the longest."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def vocabulary() -> Vocabulary:
    """Read the vocabulary, once a process."""
    data = tomllib.loads(files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))
    line, labels, names, publishers = data["line"], data["labels"], data["names"], data["publishers"]
    words = frozenset(filter(None, map(key, line["words"])))
    list_marks, comments = frozenset(map(key, data["list"]["marks"])), frozenset(map(key, data["list"]["comments"]))
    kinds: dict[str, str] = {}
    for kind in ("ignored", "creator", "reporter", "date", "publisher"):
        for label in labels[kind]:
            kinds[label] = "creator" if kind == "reporter" else kind
    for label in labels["slashed"]:
        kinds.setdefault(label, "creator")
    slashed = set(labels["slashed"]) - set(labels["creator"])
    return Vocabulary(
        words=words,
        # Possessive: without it, ambiguous words (大, 大中小) would be tried in every combination.
        menu=re.compile(f"(?:{_any_of(set(words))})++"),
        starts=tuple(line["starts"]),
        edges=tuple(line["edges"]),
        notices=tuple(line["notices"]),
        longest_notice=max(map(len, line["notices"])),
        contains=re.compile(_any_of(line["contains"])),
        foot=tuple(line["foot"]),
        list_marks=list_marks,
        comments=comments,
        openings=frozenset(form for word in words | list_marks | comments for form in (word[:1], _wide(word[:1]))),
        labels=kinds,
        # A label with its colon or bar, or one of 文 and 图 with its slash or bar.
        labelled=re.compile(
            f"(?P<label>{_any_of(set(kinds) - slashed)}) ?[:：丨|｜/／] ?|(?P<slashed>{_any_of(slashed)}) ?[/／丨|｜] ?",
        ),
        reporter=tuple(sorted(set(labels["reporter"]), key=len, reverse=True)),
        reporter_at=re.compile(_any_of(labels["reporter"])),
        after=tuple(sorted(set(labels["after"]), key=len, reverse=True)),
        makers=tuple(labels["makers"]),
        abstract=tuple(labels["abstract"]),
        title=tuple(labels["title"]),
        organs=tuple(names["organs"]),
        not_names=tuple(names["not_names"]),
        official=re.compile(f"(?:{_any_of(publishers['official'])})(?:{_any_of(publishers['sites'])})?$"),
    )


class Zone(Enum):
    """Where a line stands. Inside the article, only what can be nothing else is furniture."""

    HEAD = "above the first paragraph"
    BODY = "between the first and the last paragraph"
    FOOT = "below the last paragraph"


def is_furniture(line: str, zone: Zone = Zone.BODY) -> bool:
    """Tell whether a line belongs to the page and not to its article.

    Example: ``is_furniture("【打印】【关闭】")`` is true, ``is_furniture("打印店专项整治")`` is not.
    """
    if len(line) > MAX_LINE:
        return False
    words = vocabulary()
    opening = line.lstrip(_EDGE)[:1]
    if "。" in line and opening not in words.openings and line[-1] not in ">＞" and not fold(line[: words.longest_notice]).startswith(words.notices):
        return False  # a sentence, as most lines are
    line = fold(line)
    bare = _MARK_RUN.sub("", line) if opening in words.openings else opening
    # A line of marks alone (——, ***) parts sections of the page and says nothing; but a full stop or
    # quotation mark that a line break cut off is text.
    if (
        (not bare and not _CUT_OFF.search(line))
        or bare in words.words
        or line.endswith(">")
        or (opening in words.openings and len(bare) <= MAX_MENU and words.menu.fullmatch(bare))
    ):
        return True
    if line.startswith(words.notices):
        return True
    if "。" in line or len(line) > _MAX_CONTAINS:
        return False
    if line.startswith(words.starts) or words.contains.search(line):
        return True
    if zone is Zone.BODY:
        return False
    if line.startswith(words.edges) or (zone is Zone.HEAD and _CRUMB.search(line)):
        return True
    return zone is Zone.FOOT and (any(word in line for word in words.foot) or not HAN.search(_MARK_RUN.sub("", line)))
