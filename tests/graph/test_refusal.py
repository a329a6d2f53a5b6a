import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgraph.errors import QueryError
from lawgraph.graph.refusal import refuse
from lawgraph.graph.store import query

IRI = "<http://localhost:1/x>"
# Each but the escaped one was parsed by pyoxigraph 0.5.13, which then made, or would make, the request.
CALLS = [
    f"SELECT * {{ SERVICE {IRI} {{ ?s ?p ?o }} }}",
    f"SELECT * {{ service silent {IRI} {{ ?s ?p ?o }} }}",
    f"SELECT * {{SERVICE{IRI}{{?s ?p ?o}}}}",
    f"SELECT * {{ ?s ?p 1SERVICE{IRI}{{?s ?p ?o}}}}",
    f"SELECT * {{ ?s ?p trueSERVICE{IRI}{{?s ?p ?o}}}}",
    "PREFIX : <http://localhost:1/> SELECT * {SERVICE:x{?s ?p ?o}}",
    "PREFIX e: <http://localhost:1/> SELECT * {SERVICEe:x{?s ?p ?o}}",
    "PREFIX e: <http://localhost:1/> SELECT * { ?s ?p e:.SERVICE e:x{?s ?p ?o}}",
    f"SELECT * {{?a ?q ?b FILTER(?a<?b)SERVICE#>\n{IRI}{{?s ?p ?o}}}}",
    f"SELECT * {{?a ?q ?b FILTER(1<?b&&?c='>') SERVICE {IRI} {{?s ?p ?o}} #'\n}}",
    f"PREFIX e: <http://a/> SELECT * {{?a ?q e:a\\# . SERVICE {IRI} {{?s ?p ?o}}\n}}",
    f"SELECT * {{\\u0053ERVICE {IRI} {{?s ?p ?o}}}}",
    f"ASK {{ FILTER EXISTS {{ SERVICE {IRI} {{ ?s ?p ?o }} }} }}",
    f"SELECT * {{ SERVICE ?g {{ ?s ?p ?o }} VALUES ?g {{ {IRI} }} }}",
]
UPDATES = [
    "INSERT DATA { <a:a> <a:b> 1 }",
    "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "# 说明\ndrop all",
    "LOAD <http://localhost:1/x>",
    "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
]
ALLOWED = [
    'SELECT ?service { ?service ?p "SERVICE" }',
    "# SERVICE, INSERT\nSELECT * { ?s ?p ?o }",
    "PREFIX e: <http://x.org/service/> SELECT * { ?s e:serviceOf ?o FILTER(?o < 3 && ?o <= 4) }",
    'SELECT * { ?s ?p ?o FILTER(CONTAINS(STR(?o), "legal service with insert")) }',
    "SELECT (1 AS ?delete) { }",
    'SELECT * { ?s ?p """a "SERVICE" b""" }',
]


@pytest.mark.parametrize("text", CALLS)
def test_query_that_calls_another_server_is_refused(text):
    with pytest.raises(QueryError, match="SERVICE: is refused, since a query must not call"):
        query(pyoxigraph.Store(), text)


@pytest.mark.parametrize("text", UPDATES)
def test_update_is_refused(text):
    with pytest.raises(QueryError, match="is refused, since queries only read"):
        query(pyoxigraph.Store(), text)


@pytest.mark.parametrize("text", ALLOWED)
def test_query_that_only_mentions_the_words_is_allowed(text):
    query(pyoxigraph.Store(), text)


PIECES = [
    '"',
    "'",
    "<",
    ">",
    "#",
    "\n",
    "\\",
    "?a",
    "e:b",
    " ",
    ".",
    ";",
    "=",
    "&&",
    "(",
    ")",
    "FILTER",
    "1",
    "{",
    "}",
    "<?b",
    "a",
    ":",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.lists(st.sampled_from(PIECES), max_size=8))
def test_no_text_around_it_hides_the_call(before, after):
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(*[pyoxigraph.NamedNode("http://e/b")] * 3))
    text = f"PREFIX e: <http://e/> SELECT * {{ ?s ?p ?o {''.join(before)}SERVICE{''.join(after)}{IRI} {{ ?x ?y ?z }} }}"
    try:
        list(store.query(text))
    except OSError:  # it was about to call: port 1 is refused before any packet leaves
        with pytest.raises(QueryError):
            refuse(text)
    except SyntaxError:
        pass  # no query, so nothing to refuse


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://example.org/g> WHERE { ?s ?p ?o }",
        "select * from named <http://example.org/g> where { graph ?g { ?s ?p ?o } }",
        "ASK FROM lg:g { ?s ?p ?o }",
        "SELECT *\nFROM\n<g> { ?s ?p ?o }",
    ],
)
def test_another_graph_is_refused(query):
    with pytest.raises(QueryError, match="FROM"):
        refuse(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?from { ?from lg:from ?x . FILTER(?x < 3) } # taken from the report",
        'SELECT * { ?s rdfs:label "from <http://example.org/>" }',
        "PREFIX from: <http://example.org/> SELECT * { ?s from:x ?o }",
        "SELECT * { ?s <http://example.org/from> ?o }",
    ],
)
def test_the_word_from_elsewhere_is_no_graph(query):
    refuse(query)
