import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor

import httpx2
import pyoxigraph
import pytest
from starlette.testclient import TestClient

from lawgraph.graph import queries
from lawgraph.graph.stored import load
from lawgraph.serve import Limits, application

#: Runs until the end of days: six unbound patterns joined.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s }"
LEADER = "SELECT DISTINCT ?name { ?o lg:leads ?i ; skos:prefLabel ?name . ?i rdfs:label '包头市司法局'@zh }"
FORMATS = {
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
}


def names(response) -> list[str]:
    return [row["name"]["value"] for row in response.json()["results"]["bindings"]]


def test_a_query_by_get_by_form_and_as_a_body(client, ask):
    ways = [
        client.get("/sparql", params={"query": LEADER}),
        client.post("/sparql", data={"query": LEADER}),
        ask(LEADER),
    ]
    for response in ways:
        assert response.status_code == 200, response.text
        assert names(response) == ["张志刚"]


@pytest.mark.parametrize("kind", FORMATS)
def test_results_in_each_format_hold_the_same_rows(ask, kind):
    response = ask(LEADER, kind)
    assert response.headers["content-type"].split(";")[0] == kind
    rows = list(pyoxigraph.parse_query_results(response.content, format=FORMATS[kind]))
    assert [str(row["name"].value) for row in rows] == ["张志刚"]


def test_results_as_csv(ask):
    response = ask(LEADER, "text/csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(response.text))) == [["name"], ["张志刚"]]


@pytest.mark.parametrize("kind", GRAPHS)
def test_graphs_in_each_format_hold_the_same_triples(ask, kind):
    query = "CONSTRUCT { ?o lg:leads ?i } WHERE { ?o lg:leads ?i }"
    response = ask(query, kind)
    assert response.headers["content-type"].split(";")[0] == kind
    triples = {str(quad.triple) for quad in pyoxigraph.parse(response.content, format=GRAPHS[kind])}
    plain = {str(quad.triple) for quad in pyoxigraph.parse(ask(query, "application/n-triples").content, format=pyoxigraph.RdfFormat.N_TRIPLES)}
    assert triples == plain
    assert len(triples) > 3


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", "application/sparql-results+json"),
        ("text/html,*/*;q=0.8", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml", "application/sparql-results+xml"),
        ("no media type at all", "application/sparql-results+json"),
    ],
)
def test_the_accept_header_decides(ask, accept, kind):
    assert ask(LEADER, accept).headers["content-type"] == kind


def test_a_named_format_overrules_the_header(client):
    response = client.get("/sparql", params={"query": LEADER, "format": "tsv"}, headers={"Accept": "text/csv"})
    assert response.headers["content-type"].startswith("text/tab-separated-values")
    assert client.get("/sparql", params={"query": LEADER, "format": "docx"}).status_code == 400


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_ask_says_true_or_false(ask, accept):
    assert "true" in ask("ASK { ?o lg:leads ?i }", accept).text
    assert "false" in ask("ASK { ?o lg:leads 7 }", accept).text


@pytest.mark.parametrize("name", queries.names())
def test_every_shipped_question_has_the_answer_of_the_command(ask, folder, name):
    shipped = queries.load(name)
    expected = load(folder).query(name, **shipped.examples)
    response = ask(shipped.sparql, "text/csv, application/n-triples")
    assert response.status_code == 200, response.text
    if expected.form == "graph":
        assert len(set(response.text.splitlines())) == len(expected.rows)
    else:
        rows = list(csv.reader(io.StringIO(response.text)))
        assert tuple(rows[0]) == expected.columns
        assert len(rows) - 1 == len(expected.rows)


def test_a_question_is_asked_by_its_name_with_values(client, folder):
    values = {"institution": "包头市司法局", "date": "2021-03-23"}
    expected = load(folder).query("leader-on", **values)
    response = client.get("/questions/leader-on", params=values | {"format": "csv"})
    assert response.status_code == 200, response.text
    rows = list(csv.reader(io.StringIO(response.text)))
    assert tuple(rows[0]) == expected.columns
    assert len(rows) - 1 == len(expected.rows) > 0
    assert client.get("/questions/leaders").json()["results"]["bindings"]


@pytest.mark.parametrize(
    ("address", "status", "word"),
    [
        ("/questions/leader-on?institution=x", 400, "needs --date"),
        ("/questions/leader-on?institution=x&date=2021", 400, "no day"),
        ("/questions/leader-on?institution=x&institution=y&date=2021-03-23", 400, "twice"),
        ("/questions/leaders?institution=x", 400, "no parameter"),
        ("/questions/nobody", 404, "not among"),
        ("/questions/leaders?format=exe", 400, "unknown"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(client, address, status, word):
    response = client.get(address)
    assert response.status_code == status
    assert word in response.text


# What is refused


@pytest.mark.parametrize(
    ("request_", "status", "word"),
    [
        ({"data": {"update": "DELETE WHERE { ?s ?p ?o }"}}, 403, "only reads"),
        ({"content": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 403, "only reads"),
        ({"data": {"query": "INSERT DATA { <a:b> <a:c> 1 }"}}, 400, "Update"),
        ({"data": {"query": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ({"data": {"query": "SELECT * FROM <http://example.org/g> { ?s ?p ?o }"}}, 400, "FROM"),
        ({"data": {"query": LEADER, "default-graph-uri": "http://example.org/g"}}, 400, "one graph"),
        ({"data": {"query": LEADER, "named-graph-uri": "http://example.org/g"}}, 400, "one graph"),
        ({"data": {"query": "SELECT ?x WHERE {"}}, 400, "no SPARQL"),
        ({"data": {}}, 415, "content type"),
        ({"data": {"other": "x"}}, 400, "0 queries"),
        ({"content": "query=a&query=b", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400, "2 queries"),
        ({"content": b"\xff\xfe", "headers": {"Content-Type": "application/sparql-query"}}, 400, "UTF-8"),
        ({"content": "query=%ff", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400, "UTF-8"),
        ({"content": "{}", "headers": {"Content-Type": "application/json"}}, 415, "application/json"),
        ({"content": "#" * 10_001, "headers": {"Content-Type": "application/sparql-query"}}, 413, "10,000 bytes"),
        ({"content": "&".join("a=b" for _ in range(100)), "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400, "form"),
    ],
)
def test_a_wrong_request_gets_the_reason_and_the_remedy(client, request_, status, word):
    response = client.post("/sparql", **request_)
    assert response.status_code == status, response.text
    assert word in response.text
    assert "Traceback" not in response.text


def test_methods_that_write_are_not_there(client):
    for method in ("PUT", "DELETE", "PATCH"):
        assert client.request(method, "/sparql").status_code == 405


def test_a_query_that_never_ends_is_stopped_and_the_next_is_answered(ask):
    stopped = ask(ENDLESS)
    assert stopped.status_code == 504
    assert "5 s" in stopped.text
    assert names(ask(LEADER)) == ["张志刚"]


def test_an_answer_that_is_too_large_is_refused_whole(ask):
    response = ask("SELECT * { ?s ?p ?o }")
    assert response.status_code == 400
    assert "200,000 bytes" in response.text
    assert "LIMIT" in response.text
    assert names(ask(LEADER)) == ["张志刚"]


def test_a_worker_that_dies_takes_one_query_with_it(folder):
    limits = Limits(query_seconds=20, workers=1)
    app = application(folder, limits=limits)
    with TestClient(app, base_url="http://127.0.0.1") as client, ThreadPoolExecutor(1) as threads:
        asking = threads.submit(client.get, "/sparql", params={"query": ENDLESS})
        (worker,) = app.state.pool._all
        while not asking.running():
            pass
        worker.process.join(0.5)
        worker.process.kill()
        assert asking.result(20).status_code == 500
        assert names(client.get("/sparql", params={"query": LEADER})) == ["张志刚"]


def test_who_waits_too_long_for_a_worker_is_asked_to_come_again(folder):
    limits = Limits(query_seconds=3, queue_seconds=0.2, workers=1)
    with TestClient(application(folder, limits=limits), base_url="http://127.0.0.1") as client, ThreadPoolExecutor(2) as threads:
        both = [threads.submit(client.get, "/sparql", params={"query": ENDLESS}) for _ in range(2)]
        statuses = sorted(one.result(20).status_code for one in both)
    assert statuses == [503, 504]


def test_a_hungry_query_does_not_take_the_machine_with_it(folder):
    limits = Limits(query_seconds=6, memory_bytes=1_000_000_000, workers=1)
    grows = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c))) AS ?all) { ?a ?p ?x . ?b ?q ?y . ?c ?r ?z }"
    with TestClient(application(folder, limits=limits), base_url="http://127.0.0.1") as client:
        assert client.get("/sparql", params={"query": grows}).status_code in {400, 500, 504}
        assert names(client.get("/sparql", params={"query": LEADER})) == ["张志刚"]


# Who may ask


def test_other_hosts_and_sites_are_kept_out(client, folder):
    assert client.get("/sparql", params={"query": LEADER}, headers={"Host": "evil.example"}).status_code == 400
    site = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in client.get("/", headers=site).headers
    with TestClient(application(folder, origins=["https://example.org"]), base_url="http://127.0.0.1") as open_to_one:
        assert open_to_one.get("/", headers=site).headers["access-control-allow-origin"] == "https://example.org"
        assert "access-control-allow-origin" not in open_to_one.get("/", headers={"Origin": "https://evil.example"}).headers


def test_fifty_clients_at_once_are_all_answered(address):
    def some(number: int) -> list[int]:
        with httpx2.Client(timeout=60) as client:
            query = f"SELECT ?l {{ ?o lg:leads ?i ; rdfs:label ?l }} LIMIT {number + 1}"
            return [client.post(f"{address}/sparql", data={"query": query}).status_code for _ in range(4)]

    with ThreadPoolExecutor(50) as threads:
        statuses = [status for part in threads.map(some, range(50)) for status in part]
    assert statuses == [200] * 200


def test_json_is_json(address):
    response = httpx2.get(f"{address}/sparql", params={"query": LEADER}, timeout=60)
    assert json.loads(response.content)["head"]["vars"] == ["name"]
