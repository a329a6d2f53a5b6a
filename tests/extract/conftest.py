import pytest

from lawgraph.extract.extractor import extract
from lawgraph.model import Article


@pytest.fixture
def edges():
    """The edges that a text gives: {(subject, property, object)}."""

    def of(text, date=None, **fields):
        extraction = extract(Article(text=text, date=date, **fields))
        return {(one.subject.name, one.property.value, one.object.name) for one in extraction.claims}

    return of


@pytest.fixture
def names():
    """The names of one kind that a text gives."""

    def of(text, kind, **fields):
        return {one.name for one in extract(Article(text=text, **fields)).mentions if one.kind == kind}

    return of
