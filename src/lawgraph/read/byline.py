"""Names of those who made a text: read from bylines, and cut from the paragraphs that they open or close.

A byline is cut only when every word of it is understood; otherwise it stays in the text, for a
name too many in a text does less harm than a sentence too few.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lawgraph.read.furniture import find_labels, vocabulary

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_SEPARATORS = re.compile(r"[、,，;；/|｜丨│&\s●•○◎◆■□▲:：+]+")
_ONE_HAN = re.compile(f"[{_HAN}]")
_NAME = re.compile(f"[{_HAN}·〇•]{{2,25}}")
_PARENTHESISED = re.compile(r"[(（][^()（）]{0,30}[)）]")
# A personal name without a dot has at most four characters (欧阳修远).
_MAX_PERSON = 4

# 本报讯(记者 张三), 千龙网讯(记者 李四), 新华社包头4月7日电(记者 王五), 央视网消息(新闻联播):
_DATELINE = re.compile(
    r"(?P<outlet>[^\s。、,;:!?，；：！？“”《》()（）]{0,24}?)(?P<mark>讯|訊|电|電|消息|报道|專電)? ?[(（【\[](?P<inner>[^()（）【】\[\]]{1,80})[)）】\]] ?(?P<colon>[:：])? ?",
)
_BRACKET = re.compile(r"[(（【\[]")
# The bracket of a dateline stands within so many letters: an outlet of 24, a mark of two, a blank, and itself.
_DATELINE_REACH = 28
_PLAIN_DATELINE = re.compile(r"本[报報网網刊台](?:综合)?(?:讯|訊|消息) ?[:：]? ?")
_REPORTS = re.compile(r"(?P<by>[^。,，:：]{2,50}?)(?:报道|報道|報導)[:：] ?")
# How a paragraph ends that has no byline behind its text.
_ENDS = tuple("。!?！？”")
_CLOSING = re.compile(r" ?[(（【\[](?P<inner>[^()（）【】\[\]。]{2,80})[)）】\]] ?$")
_TRIM = " ●•○◎◆■□▲▼△:：丨|｜/／—-【】[]()（）"

# "法治报道" is the name of a paper, "张三整理" might be a heading: they need parentheses around them.
_WEAK_AFTER = frozenset({"报道", "整理"})

# A byline is looked for within this many characters from either end of a paragraph.
_REACH = 160


class Cut(NamedTuple):
    """A paragraph without its byline, and what the byline said."""

    text: str
    creators: tuple[str, ...] = ()
    outlet: str | None = None


def split_names(value: str) -> tuple[str, ...]:
    """Return the parts of a list of names, unjudged: ``"张三、李四"`` is ``("张三", "李四")``."""
    return tuple(dict.fromkeys(token for token in _SEPARATORS.split(value) if token))


def names(value: str) -> tuple[str, ...]:
    """Return the names in the value of a label, or nothing where it holds anything else.

    Example: ``names("陈娟、吴靖宇")`` is ``("陈娟", "吴靖宇")``; ``names("王 伟")`` is ``("王伟",)``.
    """
    words = vocabulary()
    tokens = [token for token in _SEPARATORS.split(_PARENTHESISED.sub(" ", value).strip(_TRIM)) if token]
    merged: list[str] = []
    for token in tokens:
        # "王 伟" is one name set apart, as newspapers align two-character names.
        if merged and len(token) == 1 and len(merged[-1]) == 1 and _ONE_HAN.fullmatch(token):
            merged[-1] += token
        else:
            merged.append(token)
    if not merged or not all(
        _NAME.fullmatch(token) and not token.startswith(words.not_names) for token in merged
    ):
        return ()
    return tuple(dict.fromkeys(merged))


def _labelled_names(text: str) -> tuple[str, ...]:
    """Return the names of "记者 张三 通讯员 李四" when the text is nothing but labels and names."""
    words = vocabulary()
    text = text.strip(_TRIM)
    found: list[str] = []
    starts: list[tuple[int, int]] = []
    for match in find_labels(text):
        label = match["label"] or match["slashed"]
        if words.labels.get(label) not in {"creator", "ignored"}:
            return ()
        starts.append(match.span())
    for match in words.reporter_at.finditer(text):
        if not any(start <= match.start() < end for start, end in starts):
            starts.append(match.span())
    starts.sort()
    if not starts or text[: starts[0][0]].strip(_TRIM):
        return ()
    for (_, end), (following, _) in zip(starts, [*starts[1:], (len(text), 0)], strict=True):
        segment = text[end:following].strip(_TRIM)
        if not segment:
            continue  # "记者:摄影 张三": two labels for one name
        who = names(_without_after(segment))
        if not who:
            return ()
        found.extend(who)
    return tuple(dict.fromkeys(found))


def _without_after(text: str, *, alone: bool = False) -> str:
    """Return ``text`` without a word such as 供稿 or 摄 at its end; ``alone`` on a line 报道 is no such word."""
    for word in vocabulary().after:
        if alone and word in _WEAK_AFTER:
            continue
        if text.endswith(word) and len(text) > len(word) + 1:
            return text[: -len(word)].rstrip(_TRIM)
    return text


def _suffixed_names(text: str, *, alone: bool = False) -> tuple[str, ...]:
    """Return the names of "包头市司法局供稿" or "张三 摄"."""
    bare = _without_after(text, alone=alone)
    return names(bare) if bare != text else ()


def byline(line: str) -> tuple[str, ...]:
    """Return the names of a line that is a byline and nothing else; otherwise nothing.

    Example: ``byline("本报记者●王硕")`` is ``("王硕",)``; ``byline("记者走进社区")`` is ``()``.
    """
    if len(line) > _REACH or "。" in line:
        return ()
    bare = line.strip(_TRIM)
    found = _labelled_names(bare) or _suffixed_names(bare, alone=True)
    if found:
        # "记者走进社区" reads as a label and a name; a person's name has four characters at most.
        glued = bare.startswith(vocabulary().reporter) and not _SEPARATORS.search(bare)
        return () if glued and len(found[0]) > _MAX_PERSON - 1 else found
    if bare.endswith(vocabulary().makers) and len(bare) <= 20:
        return names(bare)
    return ()


def cut_opening(paragraph: str) -> Cut:
    """Cut the dateline and byline that open a paragraph.

    Example: ``cut_opening("法治报道讯(通讯员 董定权) 正文。")`` is ``("正文。", ("董定权",), "法治报道")``.
    """
    head = paragraph[:_REACH]
    match = _DATELINE.match(head) if _BRACKET.search(head, 0, _DATELINE_REACH) else None
    if match is not None:
        who = _labelled_names(match["inner"])
        if who or (match["colon"] and match["mark"] and match["outlet"]):
            outlet = match["outlet"] if match["mark"] in {"讯", "訊", "消息"} else ""
            if outlet.startswith(("本", "我")) or len(outlet) > 10:
                outlet = ""
            return Cut(paragraph[match.end() :].lstrip(), who, outlet or None)
    match = _PLAIN_DATELINE.match(head)
    start = match.end() if match is not None else 0
    report = _REPORTS.match(head, start) if "报道" in head or "報" in head else None
    who = _labelled_names(report["by"]) if report is not None else ()
    if report is not None and who:
        start = report.end()
    return Cut(paragraph[start:].lstrip(), who) if start else Cut(paragraph)


def cut_closing(paragraph: str) -> Cut:
    """Cut the byline that closes a paragraph.

    Example: ``cut_closing("会议强调落实。(包头市司法局供稿)")`` is ``("会议强调落实。", ("包头市司法局",))``.
    """
    start = max(0, len(paragraph) - _REACH)
    if paragraph.endswith(_ENDS):
        return Cut(paragraph)
    match = _CLOSING.search(paragraph, start)
    if match is not None:
        who = _labelled_names(match["inner"]) or _suffixed_names(match["inner"])
        if who:
            return Cut(paragraph[: match.start()].rstrip(), who)
    stop = max(paragraph.rfind(mark, start) for mark in _ENDS)
    if 0 <= stop < len(paragraph) - 1:
        tail = paragraph[stop + 1 :]
        who = byline(tail)
        if who and vocabulary().reporter_at.match(tail.strip(_TRIM)):
            return Cut(paragraph[: stop + 1], who)
    return Cut(paragraph)
