"""Read Markdown: one article a file, or one a ``###`` item where a file holds a day's news."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from lawgraph.read.clean import clean, clean_line
from lawgraph.read.dates import find_date
from lawgraph.read.dump import article, body_text
from lawgraph.read.furniture import HAN
from lawgraph.read.join import Line, lines_of
from lawgraph.read.page import Page, labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgraph.errors import ReadError
    from lawgraph.model import Article

_HEADING = re.compile(r"(#{1,6}) +(.+?) *#*$")
_FIELD = re.compile(r"([A-Za-z_]{1,30}) *: *(.*)$")
_BLOCK = re.compile(
    r"<(?:br|/?p|/?div|/?li|/?tr|/?h[1-6]|/?blockquote)(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|<!--[^<>]{0,1000}-->")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\([^()]{0,1000}\)")
_ORIGINAL = re.compile(r"\[(?:查看|阅读)?原文(?:链接)?\]\((https?://[^\s()]{1,1000})\)")
_EMPHASIS = re.compile(r"\*\*\*?|__|~~|`")
_LINE_MARK = re.compile(r"(?:>\s?|[-*+] +|#{1,6} +)")
_MARKS = frozenset(">-*+#")  # what these begin with
_RULE = re.compile(r"[-*_ ]{3,}$")
_RULES = frozenset("-*_")

# Headings of this level are the items of a day's news, when a file has several with text.
_ITEM_LEVEL = 3

_FIELDS = {
    "title": "title",
    "date": "date",
    "published": "date",
    "publisher": "publisher",
    "source": "publisher",
}
_CREATOR_FIELDS = {"author", "authors", "creator", "creators"}


def plain(text: str) -> str:
    r"""Return Markdown and inline HTML as plain lines: ``"<p>**包头**<br>市</p>"`` is ``"\n包头\n市\n"``."""
    if "<" in text:
        text = _TAG.sub("", _BLOCK.sub("\n", text))
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
    if any(mark in text for mark in "*_~`"):
        text = _EMPHASIS.sub("", text)
    return html.unescape(text)


def _lines(raw: list[str]) -> list[Line]:
    """Return the lines of a body, each paragraph of soft-wrapped lines as one."""
    joined: list[list[str]] = []
    open_paragraph = False
    for line in raw:
        stripped = line.strip()
        if not stripped or (stripped[0] in _RULES and _RULE.match(stripped)):
            open_paragraph = False
            continue
        mark = _LINE_MARK.match(stripped) if stripped[0] in _MARKS else None
        text = stripped[mark.end() :] if mark else stripped
        hard = line.endswith(("  ", "\\")) or stripped.startswith("#")
        if open_paragraph and not mark:
            joined[-1].append(text)
        else:
            joined.append([text])
        open_paragraph = not hard
    return lines_of(clean(plain("\n".join(map("".join, joined)))))


def _front_matter(lines: list[str], page: Page) -> list[str]:
    """Take in ``--- title: … ---`` at the top and return the lines behind it."""
    if not lines or lines[0].strip() != "---":
        return lines
    end = next((i for i, line in enumerate(lines[1:60], 1) if line.strip() in {"---", "..."}), None)
    if end is None:
        return lines
    key = ""
    for line in lines[1:end]:
        match = _FIELD.match(line)
        item = line.strip()
        if match is not None:
            key, value = match[1].lower(), clean_line(match[2]).strip("\"'")
        elif item.startswith("- "):
            value = clean_line(item[2:]).strip("\"'")
        else:
            continue
        if key in _CREATOR_FIELDS:
            names = (name.strip(" \"'") for name in value.strip("[]").replace(",", "、").split("、"))
            page.add_creators(tuple(name for name in names if name))
        elif key == "url":
            page.url = page.url or value or None
        elif key in _FIELDS and value:
            _set(page, _FIELDS[key], value)
    return lines[end + 1 :]


def _set(page: Page, name: str, value: str) -> None:
    if name == "date":
        page.date = page.date or find_date(value, partial=True, compact=True)
    elif name == "title":
        page.title = page.title or value
    else:
        page.publisher = page.publisher or value


def _item_heads(lines: list[str]) -> list[int]:
    """Return the lines that open an item: none unless several items have text below them."""
    heads = [i for i, line in enumerate(lines) if line.startswith("###") and _level(line) == _ITEM_LEVEL]
    if len(heads) < 2:
        return []
    with_text = sum(
        any(HAN.search(line) for line in lines[start + 1 : end] if not _level(line))
        for start, end in zip(heads, [*heads[1:], len(lines)], strict=True)
    )
    return heads if with_text > 1 else []


def _level(line: str) -> int:
    match = _HEADING.match(line) if line.startswith("#") else None
    return len(match[1]) if match else 0


def _title(line: str) -> str:
    match = _HEADING.match(line)
    return clean_line(plain(match[2])) if match else ""


def read_markdown(text: str, source: str) -> Iterator[Article | ReadError]:
    """Yield the articles of a Markdown file.

    Example: a file ``# 新闻 (20230101)`` with two items ``### 甲`` and ``### 乙`` gives two articles of
    2023-01-01, with the sources ``a.md#1`` and ``a.md#2``.
    """
    common = Page()
    lines = _front_matter(clean(text).split("\n"), common)
    heads = _item_heads(lines)
    if not heads:
        yield _single(common, lines, source)
        return
    for line in lines[: heads[0]]:
        if _level(line) == 1 or labels(line):
            common.date = common.date or find_date(line, compact=True, partial=bool(labels(line)))
    for number, (start, end) in enumerate(zip(heads, [*heads[1:], len(lines)], strict=True), 1):
        stop = next((i for i in range(start + 1, end) if lines[i].startswith("#") and 0 < _level(lines[i]) < _ITEM_LEVEL), end)
        raw = lines[start + 1 : stop]
        page = Page(title=_title(lines[start]), publisher=common.publisher, date=common.date)
        page.url = next((match[1] for line in raw if "原文" in line and (match := _ORIGINAL.search(line))), common.url)
        page.add_creators(tuple(common.creators))
        body = body_text(page, _lines(raw))
        if HAN.search(body):  # an item without text is a headline in a list
            yield article(page, body, f"{source}#{number}")


def _single(page: Page, lines: list[str], source: str) -> Article:
    """Read a file that is one article."""
    head = next((i for i, line in enumerate(lines) if line.strip()), None)
    if head is not None and _level(lines[head]) == 1:
        page.title = page.title or _title(lines[head])
        lines = lines[head + 1 :]
    body = _lines(lines)
    while (
        body
        and (found := labels(body[0].text))
        and any(label.kind in {"date", "publisher", "creator"} for label in found)
    ):
        page.add_labels(found)
        body = body[1:]
    return article(page, body_text(page, body), source)
