import pyoxigraph
import pytest

from lawgraph.graph import queries
from lawgraph.graph.names import BASE, iri
from lawgraph.graph.stored import load

BAOTOU = "/id/institution/150200-sifaju"


@pytest.fixture(scope="module")
def nodes(folder):
    return [row[0] for row in load(folder).query("SELECT DISTINCT ?s { ?s a ?c } ORDER BY ?s").rows if row[0].startswith(BASE)]


def test_every_iri_of_the_graph_has_a_page_and_its_triples(client, nodes, folder):
    store = load(folder).store
    assert len(nodes) > 100
    for node in nodes[:: max(1, len(nodes) // 40)]:
        path = "/id/" + node.removeprefix(BASE)
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        found = client.get(path, headers={"Accept": "application/n-triples"})
        assert page.headers["vary"] == found.headers["vary"] == "Accept"
        quads = pyoxigraph.parse(found.content, format=pyoxigraph.RdfFormat.N_TRIPLES)
        own = store.quads_for_pattern(pyoxigraph.NamedNode(node), None, None)
        assert {str(quad.triple) for quad in quads} == {str(quad.triple) for quad in own}


def test_a_page_shows_names_edges_and_the_sentences(client):
    page = client.get(BAOTOU, headers={"Accept": "text/html"}).text
    for words in ("包头市司法局", "张志刚", "党组书记、局长", "领导", "原文依据"):
        assert words in page


@pytest.mark.parametrize(("suffix", "kind"), [("ttl", "text/turtle"), ("nt", "application/n-triples"), ("jsonld", "application/ld+json"), ("html", "text/html")])
def test_a_suffix_names_the_format(client, suffix, kind):
    response = client.get(f"{BAOTOU}.{suffix}", headers={"Accept": "image/png"})
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == kind


def test_any_iri_may_be_described(client):
    page = client.get("/describe", params={"iri": iri("institution", "150200-sifaju")}, headers={"Accept": "text/html"})
    assert "包头市司法局" in page.text
    assert client.get("/describe", params={"iri": "http://xmlns.com/foaf/0.1/Person"}).status_code in {200, 404}


@pytest.mark.parametrize("path", ["/id/institution/no-such", "/id/institution/no-such.ttl", "/describe?iri=https://example.org/x"])
def test_what_is_not_in_the_graph_is_not_found(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "not in this graph" in response.text


@pytest.mark.parametrize("wrong", ["", "x", "a b", "http://x/> ?p ?o } #", 'http://x/"', "http://x/\n", "http://x/{}", "http://x/\u0000"])
def test_what_is_no_iri_never_reaches_a_query(client, wrong):
    assert client.get("/describe", params={"iri": wrong}).status_code == 400


def test_a_hostile_title_is_text(client, folder):
    (article,) = (row[0] for row in load(folder).query('SELECT ?a { ?a a lg:Article ; rdfs:label ?t FILTER(CONTAINS(?t, "script")) }').rows)
    page = client.get("/id/" + article.removeprefix(BASE), headers={"Accept": "text/html"}).text
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
    assert 'href="javascript' not in page


def test_pages_may_run_and_fetch_nothing_from_elsewhere(client):
    for path in ("/", BAOTOU, "/sparql?query=x"):
        headers = client.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert headers["x-content-type-options"] == "nosniff"


def test_the_query_page_offers_every_shipped_question(client):
    page = client.get("/").text
    listed = {one["name"]: one for one in client.get("/questions").json()}
    assert set(listed) == set(queries.names())
    for name in queries.names():
        assert f'<option value="{name}">' in page
        assert listed[name]["sparql"] == queries.load(name).sparql


def test_the_editor_comes_with_the_package_and_its_licence(client):
    assert len(client.get("/static/yasqe.min.js").content) > 100_000
    assert "MIT License" in client.get("/static/LICENSES.txt").text
    assert client.get("/static/../app.py").status_code == 404


def test_the_ontology_is_a_page_or_turtle(client):
    page = client.get("/ontology", headers={"Accept": "text/html"})
    assert 'id="leads"' in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    turtle = client.get("/ontology", headers={"Accept": "text/turtle"})
    assert len(list(pyoxigraph.parse(turtle.content, format=pyoxigraph.RdfFormat.TURTLE))) > 100


@pytest.mark.page
def test_a_person_asks_and_follows_a_link(address, chromium):
    page = chromium.new_page(locale="zh-CN")
    wrong = []
    page.on("console", lambda message: message.type in {"error", "warning"} and wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.wait_for_selector("#answer table")
    page.select_option("#question", "leaders")
    page.wait_for_selector("text=张志刚")
    assert page.get_attribute('#save a[data-format="csv"]', "href").startswith("/sparql?query=")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT ?i { ?i rdfs:label \"包头市司法局\"@zh }')")
    page.click("#run")
    page.wait_for_selector("#answer a")
    page.click("#answer a")
    page.wait_for_selector("h1:has-text('包头市司法局')")
    page.go_back()
    page.wait_for_selector("#answer table")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT {')")
    page.click("#run")
    page.wait_for_selector(".wrong")
    assert "no SPARQL" in page.inner_text(".wrong")
    assert [text for text in wrong if "400" not in text] == []
