import dataclasses
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgraph.cache.codec import pack, unpack
from lawgraph.extract.extractor import extract
from lawgraph.model import Article, Extraction, Kind
from lawgraph.read import read_paths

TEXT = st.text(st.characters(), max_size=20)  # halves of surrogate pairs too
ARTICLES = st.builds(Article, TEXT, TEXT, st.none() | TEXT, st.none() | TEXT, st.tuples(TEXT, TEXT) | st.just(()), st.none() | TEXT, TEXT)
ARTICLES |= st.builds(lambda article, copies: dataclasses.replace(article, copies=tuple(copies)), ARTICLES, st.lists(ARTICLES, max_size=2))


@given(ARTICLES)
def test_an_article_comes_back_as_it_was(article):
    assert unpack(Article, pack(article)) == article


def test_extractions_come_back_as_they_were(seeds):
    articles = read_paths([seeds]).articles
    for article in articles:
        extraction = extract(article)
        again = unpack(Extraction, pack(extraction))
        assert again == extraction
        assert all(type(one.kind) is Kind for one in again.mentions)
    assert unpack(tuple[Article, ...], pack(articles)) == articles


@pytest.mark.parametrize("form", [Article, Extraction, tuple[Article, ...], tuple[str, int], str])
@pytest.mark.parametrize(
    "data",
    [b"", b"\0", b"{}", zlib.compress(b""), zlib.compress(b"{"), zlib.compress(b"\xff"), *(zlib.compress(one) for one in (b"{}", b"[1]", b"null", b'["a", "b"]', b"[" * 100_000))],
    ids=range(11),
)
def test_other_bytes_are_refused(form, data):
    with pytest.raises(ValueError, match="no "):
        unpack(form, data)


def test_a_record_with_an_enum_that_there_is_not_is_refused(seeds):
    (article,) = read_paths([seeds / "seed-003.txt"]).articles
    text = zlib.decompress(pack(extract(article))).decode()
    assert '"Institution"' in text
    with pytest.raises(ValueError, match="Extraction"):
        unpack(Extraction, zlib.compress(text.replace('"Institution"', '"Bank"').encode()))


def test_true_is_no_number():
    with pytest.raises(ValueError, match="bool"):
        unpack(int, pack(True))


def test_a_form_that_cannot_be_told_is_an_error():
    with pytest.raises(ValueError, match="no way"):
        unpack(tuple[int | str, ...], pack(((1),)))
