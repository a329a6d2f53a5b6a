"""Read the text of a PDF with pypdfium2, an optional extra.

Measured (scale.md §5): pypdf and pdfplumber emit radicals (⺠⻅) in place of ideographs for PDFs that a
browser printed, pypdfium2 does not; PyMuPDF is AGPL.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgraph.errors import ReadError
from lawgraph.read.clean import clean
from lawgraph.read.dump import read_page
from lawgraph.read.furniture import HAN
from lawgraph.read.join import Line, lines_of
from lawgraph.read.page import Page

if TYPE_CHECKING:
    from lawgraph.model import Article

_PAGE_NUMBER = re.compile(
    r"[-—–· ]{0,3}(?:第 ?)?\d{1,4}(?: ?页)?(?: ?[/／] ?\d{1,4})?[-—–· ]{0,3}(?:共 ?\d{1,4} ?页)?"
)
# A scanned volume has thousands of pages; an article does not.
_MAX_PAGES = 2000


def _page_texts(data: bytes, source: str) -> list[str]:
    try:
        import pypdfium2  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise ReadError(
            source, "reading PDF needs pypdfium2", 'Install it: pip install "lawgraph[pdf]"'
        ) from error
    try:
        with pypdfium2.PdfDocument(data) as document:
            texts = []
            for number in range(min(len(document), _MAX_PAGES)):
                page = document[number]
                text_page = page.get_textpage()
                texts.append(text_page.get_text_bounded())
                text_page.close()
                page.close()
            return texts
    except Exception as error:
        # PDFium's own error, and whatever a damaged file makes of its bindings.
        problem = f"the PDF cannot be opened ({str(error)[:80]})"
        raise ReadError(source, problem, "Check that the file is complete and has no password") from error


def _page_lines(text: str) -> list[Line]:
    """Return the lines of a page without its number, which stands in the first or last line."""
    lines = lines_of(clean(text))
    for end in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[end].text):
            lines.pop(end)
    return lines


def read_pdf(data: bytes, source: str) -> Article:
    """Read a PDF as a page dump.

    Example: ``read_pdf(Path("报告.pdf").read_bytes(), "报告.pdf")``.
    """
    if not data:
        raise ReadError(source, "the input is empty", "Check that the download or the copy was complete")
    texts = _page_texts(data, source)
    lines = [line for text in texts for line in _page_lines(text)]
    if not any(HAN.search(line.text) for line in lines):
        raise ReadError(source, "the PDF holds no Chinese text; it may be a scan", "Run OCR over it first")
    return read_page(Page(), lines, source)
