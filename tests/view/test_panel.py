"""What the panel shows is what the records of the build say, and its query returns the same."""

import json

import pytest

from lawgraph.graph.passages import shown
from lawgraph.model import Property
from lawgraph.pipeline import Graph
from lawgraph.read import Reading

pytestmark = pytest.mark.page


@pytest.fixture
def claims(built):
    return [json.loads(line) for line in (built / "claims.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def articles(built):
    lines = (built / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def ends_of(claim):
    ends = tuple(f"{claim[end]['kind']}/{claim[end]['id']}" for end in ("subject", "object"))
    # Cooperation has no direction: its edge has the ends in the order of their ids.
    return sorted(ends) if claim["property"] == Property.COOPERATES_WITH else ends


def test_the_evidence_of_every_edge_is_that_of_the_records(open_page, graph, claims, articles):
    page = open_page(graph.knowledge)
    told = page.evaluate(
        """() => lawgraph.graph.edges.flatMap((edge) => edge.passages.map((p) => [
          edge.subject.key, edge.property, edge.object.key, p.claim, p.sentence.slice(...p.quote), p.rule, p.confidence,
          p.role ?? null, p.date ?? null, p.since ?? null, p.until ?? null, p.article.title, p.article.publisher ?? null, p.article.reported ?? null]))"""
    )
    expected = []
    for claim in claims:
        article = articles[claim["article"]]
        subject, obj = ends_of(claim)
        expected.append(
            [subject, claim["property"], obj, claim["id"], shown(claim["quote"]), claim["rule"], claim["confidence"],
             *(claim.get(name) for name in ("role", "observed", "since", "until")),
             shown(article["title"]), article["publisher"], article["date"]]
        )  # fmt: skip
    assert sorted(told, key=lambda row: row[3]) == sorted(expected, key=lambda row: row[3])


def test_the_panel_of_an_edge_shows_all_of_it(open_page, graph, claims, articles):
    page = open_page(graph.knowledge)
    claim = next(c for c in claims if c["property"] == "leads" and articles[c["article"]]["publisher"] and c.get("role"))
    article = articles[claim["article"]]
    subject, obj = ends_of(claim)
    page.evaluate("(key) => { location.hash = `edge=${key}`; }", f"{subject}~leads~{obj}")
    page.wait_for_selector("#panel .triple")
    panel = page.inner_text("#panel")
    for words in (claim["role"], article["title"], article["publisher"], article["date"], claim["rule"], f"{claim['confidence']:.2f}", "独立来源"):
        assert words in panel
    quoted = page.locator("#panel blockquote").all_inner_texts()
    assert any(claim["quote"] in quote for quote in quoted)


def test_context_beyond_the_evidence_is_set_apart(open_page, writer):
    w = writer()
    article = w.article("一篇", "2021-01-01", [("I", "甲市司法局", Property.HELD, "E", "法治论坛", "甲市司法局举办法治论坛,各界参加。", None)])
    (resolved,) = w.claims
    start = article.text.index("甲市司法局举办")
    from dataclasses import replace

    w.claims[0] = replace(resolved, claim=replace(resolved.claim, start=start, end=start + len("甲市司法局举办法治论坛")))
    page = open_page(w.knowledge(), "#node=Institution/i0")
    assert page.inner_text("#panel blockquote .context") == ",各界参加。"
    assert page.locator("#panel blockquote mark").all_inner_texts() == ["甲市司法局", "法治论坛"]


def test_a_node_tells_its_division_dates_and_names(open_page, province):
    page = open_page(province)
    page.fill("#search", "包头")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=包头市司法局")
    facts = page.inner_text("#panel dl")
    assert "内蒙古自治区 · 包头市" in facts
    assert "北岭省包头市司法局" in facts
    assert "150200" in facts
    assert "2023-03-04 至 2023-09-02" in facts
    assert page.inner_text("#panel .pinyin") == "bao tou shi si fa ju"
    headings = page.locator("#panel .group h3").all_inner_texts()
    assert headings[:4] == ["领导人1", "任职者1", "获得荣誉1", "发起的项目5"]


def test_an_edge_tells_its_independent_sources_and_copies(open_page, writer):
    w = writer()
    sentence = "甲市司法局启动“清风”行动，" + "、".join(f"为第{n}个乡镇开通咨询热线{n * 7}次" for n in range(20)) + "。"
    fact = ("I", "甲市司法局", Property.LAUNCHED, "P", "“清风”行动", sentence, None)
    w.article("首发", "2021-03-01", [fact], publisher="甲报")
    w.article("转载", "2021-03-04", [fact, ("I", "甲市司法局", Property.HELD, "E", "法治论坛", "甲市司法局又办法治论坛。", None)], publisher="乙报")
    other = ("I", "甲市司法局", Property.LAUNCHED, "P", "“清风”行动", "记者走访时，甲市司法局说“清风”行动已经启动。", None)
    w.article("走访", "2021-04-02", [other], publisher="丙报")
    w.article("走访", "2021-04-05", [other], publisher="丁报")  # the same text to the letter: no claim of its own
    w.claims.pop()
    page = open_page(w.knowledge(), "#node=Institution/i0")
    page.locator("#panel .group", has_text="“清风”行动").locator(".tail a").first.click()
    page.wait_for_selector("#panel .triple")
    support = page.inner_text("#panel > .gloss")
    assert "2 个独立来源，2 篇转载" in support
    assert "3 篇报道" in support
    sources = page.locator("#panel .source").all_inner_texts()
    assert [source for source in sources if "转载；已知最早：甲报 2021-03-01" in source] == [one for one in sources if "乙报" in one]
    assert page.locator("#panel .copies summary").all_inner_texts() == ["1 篇转载"]


def test_a_program_leads_to_those_of_its_pattern(open_page, writer):
    w = writer()
    for city, name, date in (("甲市", "“清风护企”行动", "2021-03-01"), ("乙市", "“清风护企”工程", "2022-04-02"), ("丙市", "“银杏讲堂”品牌", "2022-05-01")):
        w.article("启动", date, [("I", f"{city}司法局", Property.LAUNCHED, "P", name, f"{city}司法局启动{name}。", None)])
    page = open_page(w.knowledge(), "#node=Program/p1")
    pattern = page.locator("#panel .pattern")
    assert pattern.locator("h3").inner_text() == "同类做法：“清风护企”1"
    assert "乙市司法局 · 2022-04-02" in pattern.inner_text()
    pattern.locator("a").click()
    page.wait_for_selector("#panel h2 >> text=“清风护企”工程")
    assert "甲市司法局" in page.inner_text("#panel .pattern")
    page.evaluate("location.hash = '#node=Program/p5'")
    page.wait_for_selector("#panel h2 >> text=“银杏讲堂”品牌")
    assert page.locator("#panel .pattern").count() == 0


@pytest.mark.parametrize("base", ["https://w3id.org/lawgraph/id/", "https://example.org/数据/"])
def test_the_query_of_every_edge_returns_its_sentences(open_page, province, base):
    graph = Graph(province, Reading((), (), ()), base_iri=base)
    page = open_page(province, base_iri=base)
    edges = page.evaluate(
        "lawgraph.graph.edges.map((edge) => [lawgraph.sparql(edge), edge.passages.map((p) => p.sentence.slice(...p.quote))])"
    )
    assert len(edges) == len(province.edges())
    for sparql, sentences in edges:
        answer = graph.query(sparql)
        if sentences:
            assert sorted(row[0] for row in answer.rows) == sorted(sentences)
        else:
            assert len(answer.rows) == 1


def test_one_click_on_an_edge_shows_its_query(open_page, province):
    page = open_page(province, "#node=Institution/i1")
    item = page.locator("#panel .group article").first
    assert item.locator("textarea").count() == 0
    item.locator("button", has_text="SPARQL").click()
    assert "rdf:predicate lg:leads" in item.locator("textarea").input_value()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    item.locator("button", has_text="复制").click()
    page.wait_for_selector("#said >> text=已复制")
    assert page.evaluate("navigator.clipboard.readText()") == item.locator("textarea").input_value()
    item.locator(".tail a").click()
    page.wait_for_selector("#panel .triple")
    page.click("#panel .actions button >> text=SPARQL")
    assert page.locator("#panel textarea").is_visible()


def test_links_lead_out_safely(open_page, province):
    page = open_page(province, "#node=Institution/i1")
    for link in page.locator("#panel .source a").all():
        assert link.get_attribute("href").startswith("https://")
        assert link.get_attribute("rel") == "noopener noreferrer"
        assert link.get_attribute("target") == "_blank"


def test_a_passage_and_a_node_give_the_command_that_corrects_them(open_page, province):
    page = open_page(province, "#node=Institution/i1")
    passage = page.locator("#panel .passage").first
    passage.locator("button", has_text="更正").click()
    command = passage.locator("textarea").input_value()
    assert command.startswith("lawgraph review DIR --about claim:")
    assert command.removeprefix("lawgraph review DIR --about claim:") in {claim.id for claim in province.claims}
    page.locator("#panel .actions > button", has_text="更正").click()
    assert page.locator("#panel .actions textarea").input_value() == "lawgraph explain DIR institution:i1\nlawgraph review DIR --about institution:i1"
