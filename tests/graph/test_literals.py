import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal

from lawgraph.errors import OutputError
from lawgraph.graph import literals


def read_back(literal: str) -> str:
    head = "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <http://a/s> <http://a/p> "
    (triple,) = pyoxigraph.parse(f"{head}{literal} .".encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return triple.object.value


@given(st.text())
def test_string_reads_back_as_it_was_and_stays_on_one_line(text):
    literal = literals.string(text, "zh")
    assert not set(literal) & set("\n\r\x00\x0b\x0c\x1b\x85")
    assert read_back(literal) == literals.clean(text)
    assert literals.clean(text) == "".join(c for c in text if c != "\x00")


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        ("2021-03-09", '"2021-03-09"^^xsd:date'),
        ("2021-03", '"2021-03"^^xsd:gYearMonth'),
        ("2021", '"2021"^^xsd:gYear'),
        ("2021-02-30", '"2021-02-30"'),
        ("2021-13", '"2021-13"'),
        ("2021-3-9", '"2021-3-9"'),
        ("0000", '"0000"'),
        ("二〇二一年", '"二〇二一年"'),
        ("\uff12\uff10\uff12\uff11", '"\uff12\uff10\uff12\uff11"'),  # full-width digits
        ('2021" .', '"2021\\" ."'),
    ],
)
def test_date_has_the_datatype_of_its_precision(value, literal):
    assert literals.date(value) == literal
    assert read_back(literal) == value


@pytest.mark.parametrize(
    ("value", "literal"),
    [(0.9, "0.9"), (0.90001, "0.9"), (1.0, '"1"^^xsd:decimal'), (0, '"0"^^xsd:decimal'), (-0.00001, '"0"^^xsd:decimal'),
     (1e-3, "0.001"), (0.12345, "0.1234"), (1 / 3, "0.3333")],
)  # fmt: skip
def test_decimal_is_canonical(value, literal):
    assert literals.decimal(value) == literal
    lexical = read_back(literal)
    datatype = "http://www.w3.org/2001/XMLSchema#decimal"
    assert str(Literal(lexical, datatype=datatype)) == lexical
    store = pyoxigraph.Store()
    subject = pyoxigraph.NamedNode("http://a/s")
    store.add(
        pyoxigraph.Quad(
            subject, subject, pyoxigraph.Literal(lexical, datatype=pyoxigraph.NamedNode(datatype))
        )
    )
    assert next(iter(store)).object.value == lexical


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_decimal_refuses_what_is_no_number(value):
    with pytest.raises(OutputError):
        literals.decimal(value)


def test_label_loses_marks_that_turn_the_writing():
    assert literals.clean_label("\u202e局法司\u202c\u2066 ") == "局法司"


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a/1.html", "http://example.org:8080/?id=1&p=2#c", "http://例子.测试/新闻/1.html", "https://e.org/%E5%B1%80", "http://e.org"],
)  # fmt: skip
def test_url_of_a_page_is_an_iri(address):
    assert literals.url(address) == f"<{address}>"
    pyoxigraph.NamedNode(address)


@pytest.mark.parametrize(
    "address",
    [None, "", "javascript:alert(1)", "file:///etc/passwd", "ftp://e.org/", "http://", "https://e.org/a b", "https://e.org/<x>",
     'https://e.org/"', "https://e.org/%zz", "https://e.org/\n", "https://e.org/#a#b", "https://[::1", "http://e.org:x/", "https://e.org/a|b"],
)  # fmt: skip
def test_url_that_some_store_would_refuse_is_left_out(address):
    assert literals.url(address) is None


@given(st.from_regex(r"https?://[^\s]{1,40}", fullmatch=True))
def test_url_that_passes_is_an_iri_for_the_store(address):
    if literals.url(address):
        data = f"<http://a/s> <http://a/p> <{address}> .".encode()
        assert len(list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))) == 1
