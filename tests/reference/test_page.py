"""The page of the ontology: complete, in two languages, closed in itself, and the same each time."""

import html.parser
import re

import pytest
import rdflib
from rdflib import RDF, RDFS

from lawgraph.graph import names, queries
from lawgraph.graph.queries import ontology_folder
from lawgraph.reference import groups, render
from lawgraph.reference.terms import Rule, read


class Outline(html.parser.HTMLParser):
    """What is in a page: ids, links, tags and the texts of the two languages."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.tags.append((tag, told))
        self.ids += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if tag == "a" else []


@pytest.fixture(scope="module")
def page() -> str:
    return render()


@pytest.fixture(scope="module")
def outline(page) -> Outline:
    return Outline(page)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ontology_folder() / "lawgraph.ttl")


def test_every_term_is_an_anchor_by_its_local_name(outline, ontology):
    terms = {str(one).removeprefix(names.ONTOLOGY) for one in ontology.subjects(RDF.type) if str(one).startswith(names.ONTOLOGY)}
    assert len(terms) > 70
    assert terms <= set(outline.ids)
    assert sorted(term.local for _, _, group in groups() for term in group) == sorted(terms)  # each in one group


def test_ids_are_unique_and_links_inside_lead_somewhere(outline):
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)
    assert {link for link in outline.links if not link.startswith("#")} == {
        link for link in outline.links if re.match(r"https?://(www\.w3\.org|xmlns\.com|schema\.org|purl\.org|www\.apache\.org)/", link)
    }


def test_labels_definitions_and_examples_stand_there_in_both_languages(page, ontology):
    for text in [*ontology.objects(None, RDFS.label), *ontology.objects(None, rdflib.SKOS.definition), *ontology.objects(None, rdflib.SKOS.example)]:
        escaped = str(text).replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;").replace(">", "&gt;").replace("<", "&lt;")
        assert escaped in page, text


def test_page_fetches_and_runs_nothing(outline, page):
    assert {tag for tag, _ in outline.tags} & {"script", "img", "link", "iframe", "object", "form"} == set()
    assert not any(name.startswith("on") or name == "src" for _, told in outline.tags for name in told)
    assert "url(" not in page
    assert "@import" not in page


def test_page_is_the_same_each_time(page):
    assert render() == page


def test_page_has_codes_and_questions(outline, page):
    assert {"lgc:honour-levels", "lgc:level-national", "lgc:program-brand"} <= set(outline.ids)
    assert {f"question-{name}" for name in queries.names()} <= set(outline.ids)
    assert "国家级" in page


def test_terms_know_what_is_said_of_them():
    terms = read().by_name
    assert terms["lg:leads"].above == ("lg:holdsPost", "org:headOf")
    assert terms["lg:holdsPost"].below == ("lg:leads",)
    assert terms["lg:leads"].inverse == "lg:ledBy"
    assert "lg:attended" in terms["lg:Event"].used_by
    assert "lg:Claim" in terms["lg:Evidence"].disjoint
    assert terms["lg:JusticeBureau"].above == ("lg:Institution", "schema:GovernmentOrganization")


def test_what_shapes_demand_is_told_with_its_cardinality():
    rules = {rule.path: rule for rule in read().by_name["lg:Evidence"].rules}
    assert rules["oa:hasSource"] == Rule("oa:hasSource", "1", "lg:Article")
    assert rules["oa:start"] == Rule("oa:start", "1", "xsd:integer, ≥ 0, < oa:end")
    assert rules["^prov:wasDerivedFrom"] == Rule("^prov:wasDerivedFrom", "1..*", "lg:Claim")
    claim = {rule.path: rule for rule in read().by_name["lg:Claim"].rules}
    assert claim["lg:since"] == Rule("lg:since", "0..1", "xsd:date | xsd:gYearMonth | xsd:gYear")
    assert claim["rdf:subject"] == Rule("rdf:subject", "1", "IRI")
    assert claim["lg:role"] == Rule("lg:role", "0..1", "@zh")


@pytest.mark.page
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_page_is_read_in_either_language_without_sideways_scrolling(page, tmp_path, width, height):
    sync_api = pytest.importorskip("playwright.sync_api")
    import shutil

    path = tmp_path / "ontology.html"
    path.write_text(page, encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        try:
            tab = browser.new_page(viewport={"width": width, "height": height})
            said = []
            tab.on("console", lambda message: said.append(message.text))
            tab.goto(path.as_uri())
            english, chinese = tab.locator("#leads p[lang=en]").first, tab.locator("#leads p[lang=zh]").first
            assert english.is_visible()
            assert chinese.is_visible()
            tab.locator("label[for=zh]").click()
            assert not english.is_visible()
            assert chinese.is_visible()
            tab.locator("label[for=en]").click()
            assert english.is_visible()
            assert not chinese.is_visible()
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
            assert said == []
        finally:
            browser.close()
