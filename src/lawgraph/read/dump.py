"""Read a page dump: the text of a page as a reader copied it, with everything around the article.

A page has a head (above the first paragraph: menus, title, date, source), the article, and a foot
(below the last paragraph: editors, licences, other articles). What stands inside the article stays
unless it can be nothing but furniture: when in doubt, keep.
"""

from __future__ import annotations

import re

from lawgraph.errors import ReadError
from lawgraph.model import Article
from lawgraph.read.byline import byline, cut_closing, cut_opening, names
from lawgraph.read.clean import clean, clean_line, tidy
from lawgraph.read.dates import find_date
from lawgraph.read.furniture import HAN, Zone, is_furniture, is_key, vocabulary
from lawgraph.read.headline import pick_title
from lawgraph.read.join import Line, is_numbered, lines_of, paragraphs, wrap_width
from lawgraph.read.page import MAX_LABEL_LINE, Label, Page, labels, owner

_SENTENCE = re.compile("[。;；]|[!?！？…]”?$")
# 60 characters with a comma are a paragraph although they have no end; long headlines have no comma.
_LONG = 60
# A paragraph behind a list of other articles is text of this one only when it is long.
_MIN_AFTER_LIST = 50
_FIRST_WORDS = 30
# Beside its date, a line such as "南方法治报 四月七日 星期三" holds the name of a paper; a headline has more.
_MAX_MASTHEAD = 8
_DATE_WORDS = re.compile("[〇零○一二三四五六七八九十廿年月日号号时分]|星期.|周[一二三四五六日]|[上下]午")
_AMBIGUOUS = ("时间", "日期", "時間")


def _han(text: str) -> int:
    return len(HAN.findall(text))


def _is_paragraph(line: str) -> bool:
    """Tell whether a line is running text rather than a heading, a name or a tool."""
    if len(line) > MAX_LABEL_LINE:
        return HAN.search(line) is not None
    if "。" in line:
        return True
    if not _SENTENCE.search(line):
        return _han(line) >= _LONG and any(mark in line for mark in ",，")
    return _han(line) >= (20 if line.endswith((";", "；")) else 40)


def _is_text(line: str, zone: Zone) -> bool:
    return (
        _is_paragraph(line) and not is_furniture(line, zone) and not (zone is not Zone.BODY and labels(line))
    )


def _bounds(lines: list[Line]) -> tuple[int, int]:
    """Return the first line of the article and the line behind its last."""
    first = next((i for i, line in enumerate(lines) if _is_text(line.text, Zone.HEAD)), len(lines))
    # The first lines of a wrapped paragraph have no full stop yet.
    width = wrap_width(lines[first:])
    while width is not None and first and _wraps(lines[first - 1], lines[first], width):
        first -= 1
    last = first
    listing = False
    for i in range(first, len(lines)):
        text = lines[i].text
        words = vocabulary()
        if is_key(text[:MAX_LABEL_LINE], words.comments) and sum(len(line.text) for line in lines[i:]) * 2 < sum(
            len(line.text) for line in lines
        ):
            break
        if is_key(text[:MAX_LABEL_LINE], words.list_marks):
            listing = True
        elif _is_text(text, Zone.FOOT):
            if listing and _han(text) < _MIN_AFTER_LIST:
                continue
            listing = False
            last = i + 1
    return first, last


def _wraps(line: Line, following: Line, width: int) -> bool:
    """Tell whether a wrapped paragraph goes on from ``line`` to ``following``."""
    return (
        width - 3 <= len(line.text) <= width
        and not following.gap
        and following.indent < 2
        and not labels(line.text)
    )


def _opens_foot(text: str) -> bool:
    """Tell whether a line below the last paragraph belongs to the page."""
    if is_furniture(text, Zone.FOOT) or byline(text) or text.startswith(vocabulary().title):
        return True
    # "时间:3月10日前" below a notice is its own; "发布时间:" is the page's.
    return bool(labels(text)) and not text.startswith(_AMBIGUOUS)


def _stray_text(lines: list[Line], last: int) -> int:
    """Move the end of the article over lines below its last paragraph that nothing marks as foot.

    A notice may end with its signature, a report with a list: they stay until the first line that
    is furniture, a label or a byline.
    """
    marks = vocabulary().list_marks
    while last < len(lines) and not _opens_foot(lines[last].text) and not is_key(lines[last].text, marks):
        last += 1
    return last


def _read_head(page: Page, head: list[Line]) -> list[Line]:
    """Read title, date, source and names above the article; return the lines that are its headings."""
    kept: list[Line] = []
    markers: list[int] = []  # before which of ``kept`` a line of date or source stood
    crumb = 0
    for i, line in enumerate(head):
        text = line.text
        found = labels(text)
        who = byline(text)
        date = find_date(text, compact=True)
        if found or who or (date and _han(_DATE_WORDS.sub("", text)) <= _MAX_MASTHEAD):
            before = head[i - 1].text if i else ""
            if date and text.startswith(date[:4]) and kept and kept[-1].text == before:
                _take_account(page, kept)
            page.add_labels(found)
            page.add_creators(() if found else who)
            if date and not page.date:
                page.date = date
            if any(label.kind in {"date", "publisher"} for label in found) or who or date:
                markers.append(len(kept))
            if "版" in text and "第" in text:
                crumb = len(kept)
        elif is_furniture(text, Zone.HEAD):
            if "位置" in text or ">" in text or "上一版" in text:
                crumb = len(kept)
        else:
            kept.append(line)
    page.title, rest = pick_title([line.text for line in kept], markers, crumb)
    return [kept[i] for i in rest]


def _take_account(page: Page, kept: list[Line]) -> None:
    """Take a short name between title and date as the account that published (澎湃号, 公众号)."""
    name = kept[-1].text
    if len(kept) >= 2 and 2 <= _han(name) <= 10 and names(name) == (name,):
        page.add_creators((name,))
        kept.pop()


def _read_foot(page: Page, foot: list[Line]) -> None:
    """Read editors, source, copyright owner and the original title below the article."""
    words = vocabulary()
    for line in foot:
        text = line.text
        if len(text) > MAX_LABEL_LINE:
            continue
        if text.startswith(words.title):
            page.title = (
                clean_line(text.partition(":")[2] or text.partition("：")[2]).strip("《》“” ") or page.title
            )
            continue
        found = labels(text)
        page.add_labels([label for label in found if label.kind != "date"])
        for label in found:
            if label.kind == "date" and not page.foot_date:
                page.foot_date = find_date(label.value, partial=True)
        page.add_creators(() if found else byline(text))
        page.owner = page.owner or owner(text)
        if not page.foot_date and not found and _han(text) < 12:
            page.foot_date = find_date(text)


def _body_lines(page: Page, lines: list[Line]) -> list[Line]:
    """Return the lines of the article without the furniture between its paragraphs."""
    kept: list[Line] = []
    words = vocabulary()
    listing = False
    width = wrap_width(lines)
    for line in lines:
        text = line.text
        if width is not None and len(text) >= width - 3:
            kept.append(line)  # a piece of a wrapped paragraph may look like anything
            continue
        if is_key(text[:MAX_LABEL_LINE], words.list_marks):
            listing = True
            continue
        if listing and not (_is_paragraph(text) and _han(text) >= _MIN_AFTER_LIST):
            continue
        listing = False
        if is_furniture(text, Zone.BODY):
            continue
        who = byline(text)
        if who:
            page.add_creators(who)
            continue
        found = labels(text)
        if found and all(label.kind in {"publisher", "creator"} and _understood(label) for label in found):
            page.add_labels(found)
            continue
        kept.append(line)
    return kept


def _understood(label: Label) -> bool:
    return bool(names(label.value)) or (label.kind == "publisher" and len(label.value) <= 20)


def _drop_abstract(body: list[str]) -> list[str]:
    """Drop a 导读 or 摘要 that a later paragraph repeats, and the label of one that is not repeated."""
    for i, text in enumerate(body[:3]):
        opened = text.lstrip("【[")
        if not opened.startswith(vocabulary().abstract):
            continue
        label = next(word for word in vocabulary().abstract if opened.startswith(word))
        content = opened[len(label) :].lstrip("】]:： ")
        opening, ending = content[:_FIRST_WORDS], content[-_FIRST_WORDS:].rstrip("。.… ")
        if content and any(opening in later and ending in later for later in body[i + 1 :]):
            return body[:i] + body[i + 1 :]
    return body


def _cut_bylines(page: Page, body: list[str]) -> list[str]:
    """Cut bylines from both ends of each paragraph; a paragraph that was only that goes."""
    kept: list[str] = []
    for i, text in enumerate(body):
        opened = cut_opening(text)
        closed = cut_closing(opened.text)
        page.add_creators(opened.creators)
        page.add_creators(closed.creators)
        if i < 3:
            page.outlet = page.outlet or opened.outlet
        if closed.text:
            kept.append(closed.text)
    return kept


def body_text(page: Page, lines: list[Line]) -> str:
    """Return the text of an article from its lines; what they say of source and names goes to ``page``."""
    body = paragraphs(_body_lines(page, lines))
    return tidy("\n".join(_cut_bylines(page, _drop_abstract(body))))


def read_page(page: Page, lines: list[Line], source: str) -> Article:
    """Read the lines of a page; what ``page`` already holds (from HTML metadata) wins over the lines."""
    first, last = _bounds(lines)
    if first == len(lines):
        return _without_paragraphs(page, lines, source)
    given = page.title
    last = _stray_text(lines, last)
    headings = _read_head(page, lines[:first])
    body = body_text(page, headings + lines[first:last])
    _read_foot(page, lines[last:])
    page.title = given or page.title
    return article(page, body, source)


def _without_paragraphs(page: Page, lines: list[Line], source: str) -> Article:
    """Read a text that has no full sentence: a single line, a list of names."""
    rest = [line for line in lines if not is_furniture(line.text, Zone.FOOT) and not labels(line.text)]
    # Beside furniture, a few words are a menu that the vocabulary does not know.
    if sum(_han(line.text) for line in rest) < (4 if len(rest) == len(lines) else 20):
        raise ReadError(
            source, "no article text was found on the page", "Check that the page was saved whole"
        )
    if len(rest) > 1 and not is_numbered(rest[0].text):
        page.title = page.title or rest[0].text
        rest = rest[1:]
    return article(page, body_text(page, rest), source)


def article(page: Page, body: str, source: str) -> Article:
    """Make the article of a page that has been read."""
    if not HAN.search(body):
        raise ReadError(
            source, "no Chinese article text was found on the page", "Check that the page was saved whole"
        )
    return Article(
        text=body,
        title=clean_line(page.title),
        publisher=page.publisher or page.outlet or page.owner,
        date=page.date or page.foot_date,
        creators=tuple(page.creators),
        url=page.url,
        source=source,
    )


def read_dump(text: str, source: str) -> Article:
    r"""Read the text of a page dump.

    Example: ``read_dump("部署会召开\\n2021-03-09 来源:法治报\\n包头市司法局召开部署会。", "1.txt")``.
    """
    return read_page(Page(), lines_of(clean(text)), source)
