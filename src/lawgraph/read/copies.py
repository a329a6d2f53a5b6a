"""Publications of one text: the earliest known is the article, the others are its copies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from lawgraph.read.furniture import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgraph.model import Article

#: The last day that a date may mean is compared, so that "2021" never counts as earlier than a day of 2021.
_LAST = "-12-31"
_NEVER = "9999"


def order(article: Article) -> tuple[str, bool, str]:
    """Return what sorts publications of one text, the earliest known first.

    By date; of one date, a body's own site (包头市司法局) before a newspaper; then by id. A publication
    without a date comes last. What was printed first in truth is not known and is not guessed.
    """
    date = article.date or _NEVER
    return date + _LAST[len(date) - 4 :], not is_official(article.publisher), article.id


def is_official(publisher: str | None) -> bool:
    """Tell whether a publisher is a body of its own: 包头市司法局网站 is, 法治日报 is not."""
    return bool(publisher and vocabulary().official.search(publisher))


def gather(articles: Iterable[Article]) -> list[Article]:
    """Return one article a text, in the order in which the texts first come; the other publications are its ``copies``.

    Another publication is one that names another publisher, date or address; what names neither
    publisher nor address may be the same page, saved once more. The result depends on the order of
    the texts alone and not on that of the publications.
    """
    by_text: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_text[article.text].append(article)
    return [_one(each) if len(each) > 1 else each[0] for each in by_text.values()]


def _one(publications: list[Article]) -> Article:
    flat = {replace(one, copies=()) for article in publications for one in (article, *article.copies)}
    first, *others = sorted(flat, key=lambda one: (*order(one), one.title, one.publisher or "", one.url or "", one.creators, one.source))
    copies: dict[tuple[str | None, ...], Article] = {_imprint(first): first}
    for one in others:
        if one.publisher or one.url:
            copies.setdefault(_imprint(one), one)
    return replace(first, copies=tuple(copies.values())[1:])


def _imprint(article: Article) -> tuple[str | None, ...]:
    return article.publisher, article.date, article.url
