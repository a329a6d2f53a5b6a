"""Read an HTML page: trafilatura finds the article, our own rules its date, source and names.

Measured (scale.md §5): of seven extractors, trafilatura lost no paragraph on 600 pages; it keeps
some furniture, which the rules for page dumps then take out. Everything else on the page (date,
source, editors) is read from its full text, which resiliparse makes in a hundredth of the time.
"""

from __future__ import annotations

import html
import logging
import re
from typing import TYPE_CHECKING, Any

from lawgraph.errors import ReadError
from lawgraph.read.clean import clean, clean_line
from lawgraph.read.dates import find_date
from lawgraph.read.dump import read_page
from lawgraph.read.furniture import HAN
from lawgraph.read.join import Line, lines_of
from lawgraph.read.page import Page, publisher_name

if TYPE_CHECKING:
    from lawgraph.model import Article

# trafilatura took 5 s for 1 MB of unclosed paragraphs, and time grows faster than the page. The
# text of a larger page is read as a dump, in well under a second a megabyte.
_MAX_TRAFILATURA = 1 << 20

# The names that government sites (the State Council's standard for them) and news sites give these.
_META_TITLE = ("articletitle", "og:title")
_META_DATE = ("pubdate", "publishdate", "article:published_time", "firstpublishedtime", "og:release_date")
_META_SOURCE = ("contentsource",)
_MIN_HEADLINE = 8

_TAG = re.compile(r"<[^<>]{0,500}>")
_SITE = re.compile(r"[_|\uff5c丨]| [-–—] |--")


def _text(value: str | None) -> str:
    """Return a title or attribute as plain text, without the tags that some pages put into it."""
    return clean_line(html.unescape(_TAG.sub("", value or "")))


class _Head:
    """What the head of a page says of itself, and all its text."""

    def __init__(self, markup: str) -> None:
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 - only HTML needs them
        from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

        tree = HTMLTree.parse(markup)
        document = tree.document
        self.title = _text(tree.title)
        self.metas: dict[str, str] = {}
        for tag in document.query_selector_all("meta[content]") if document is not None else ():
            name = tag.getattr("name") or tag.getattr("property")
            value = _text(tag.getattr("content"))
            if name and value:
                self.metas.setdefault(name.lower(), value)
        heads = document.query_selector_all("h1") if document is not None else ()
        self.heads = [text for tag in heads if (text := _text(tag.text))]
        link = document.query_selector("link[rel=canonical]") if document is not None else None
        self.url = self.meta(("og:url",)) or (_text(link.getattr("href")) if link is not None else "")
        self.text: str = extract_plain_text(
            tree, preserve_formatting=True, main_content=False, list_bullets=False
        )

    def meta(self, names: tuple[str, ...]) -> str:
        """Return the first of the named values that the page has."""
        return next((self.metas[name] for name in names if name in self.metas), "")


def _headline(head: _Head) -> str:
    """Return the headline: the meta tag for it, the only h1, or the page's title without the site.

    Example: the title ``市司法局召开教育整顿部署会_法治网`` gives ``市司法局召开教育整顿部署会``.
    """
    heads = [text for text in head.heads if len(HAN.findall(text)) >= _MIN_HEADLINE]
    title = head.meta(_META_TITLE) or (heads[0] if len(heads) == 1 else head.title)
    first = _SITE.split(title, maxsplit=1)[0].strip()
    return first if len(HAN.findall(first)) >= _MIN_HEADLINE else title


def _main_text(markup: str) -> str:
    """Return the article as trafilatura sees it, or nothing."""
    if len(markup) > _MAX_TRAFILATURA:
        return ""
    # What it logs on a broken page ("Document is empty") is told by our own error, with the remedy.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    from trafilatura import extract  # noqa: PLC0415 - takes 0.5 s to import

    options: dict[str, Any] = {"include_comments": False, "include_tables": True, "favor_recall": True}
    return extract(markup, output_format="txt", **options) or ""


def read_html(markup: str, source: str) -> Article:
    """Read an HTML page.

    Example: ``read_html("<h1>部署会召开</h1><p>包头市司法局召开部署会。</p>", "1.html")``.

    A :class:`ReadError` says that the page has no article, or that a parser broke on it.
    """
    markup = clean(markup)
    try:
        head = _Head(markup)
        main = _main_text(markup)
    except Exception as error:
        # The parsers are other people's; one page that breaks them must not end a build of a million.
        problem = f"the HTML cannot be parsed ({type(error).__name__})"
        raise ReadError(source, problem, "Open it in a browser and save it again") from error
    page = Page(
        title=_headline(head),
        publisher=publisher_name(head.meta(_META_SOURCE)),
        date=find_date(head.meta(_META_DATE)),
        url=head.url or None,
    )
    whole: Article | None = None
    failure: ReadError | None = None
    try:
        whole = read_page(page, _flat(head.text), source)
    except ReadError as error:
        failure = error
    if HAN.search(main):
        try:
            return read_page(page, _flat(main), source)
        except ReadError as error:
            failure = error
    if whole is None:
        raise failure or ReadError(
            source, "no article text was found on the page", "Check that the page was saved whole"
        )
    return whole


def _flat(text: str) -> list[Line]:
    """Return the lines without indents, which here are the extractor's and not the page's."""
    return [line._replace(indent=0) for line in lines_of(clean(text))]
