"""Graphs of a thousand and of twenty thousand nodes, in a real Chromium without a network."""

import json
import time
from importlib import resources
from itertools import pairwise

import pytest

from lawgraph.view import render
from lawgraph.view.collector import DRAW_ALL, DRAW_FIRST
from lawgraph.view.page import SIGMA

DRAWN = "lawgraph.graph.nodes.filter((node) => node.drawn).length"
PLACES = "JSON.stringify(lawgraph.graph.nodes.filter((node) => node.drawn).map((node) => [node.id, node.x, node.y]))"
VAST = 20_000


def disjoint(boxes):
    return not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for i, a in enumerate(boxes) for b in boxes[:i])


def test_a_large_page_is_small_enough_and_always_the_same(generated):
    html = render(generated(VAST))
    assert len(html.encode()) < 8_000_000
    assert render(generated(2000)) == render(generated(2000))


def test_only_a_page_that_needs_it_has_sigma(generated, province):
    bundle = resources.files("lawgraph.view").joinpath(SIGMA).read_text(encoding="utf-8")
    assert bundle in render(generated(DRAW_ALL + 500))
    assert bundle not in render(generated(DRAW_ALL))
    assert bundle not in render(province)
    assert "eval(" not in bundle
    assert "new Function" not in bundle


def test_the_bundle_s_licence_names_the_pinned_versions(root):
    pinned = json.loads((root / "tools" / "sigma" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    licence = resources.files("lawgraph.view").joinpath("sigma.LICENSE.txt").read_text(encoding="utf-8")
    bundle = resources.files("lawgraph.view").joinpath(SIGMA).read_text(encoding="utf-8")
    for package, version in pinned.items():
        assert f"== {package} {version} ==" in licence
        assert version in bundle[:100]
    assert licence.count("Permission is hereby granted, free of charge") == 4


@pytest.mark.page
@pytest.mark.parametrize("size", [1000, VAST])
def test_it_opens_with_names_that_do_not_overlap(open_page, generated, size):
    knowledge = generated(size)
    render(knowledge)  # so that the time below is the browser's alone but for a second rendering
    start = time.perf_counter()
    page = open_page(knowledge)
    assert time.perf_counter() - start < 60
    drawn = page.evaluate(DRAWN)
    assert drawn == size if size <= DRAW_ALL else drawn <= DRAW_FIRST
    boxes = page.evaluate("lawgraph.labels()")
    assert len(boxes) > 20
    assert disjoint(boxes)
    assert page.evaluate("lawgraph.graph.nodes.length") == size
    # From the address to a drawn map, without the starting of a browser; 3 s is the aim, alone on two cores.
    assert page.evaluate("performance.now()") < 30_000


@pytest.mark.page
def test_what_is_not_drawn_is_found_and_stands_in_rows_beside_its_body(open_page, generated):
    page = open_page(generated(VAST))
    before = page.evaluate(PLACES)
    hidden = page.evaluate("lawgraph.graph.nodes.findLast((node) => !node.drawn && node.kind === 'Program').name")
    page.fill("#search", hidden)
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#panel h2 >> text={hidden}")
    page.click("#panel .group a.node")  # the body that launched it
    page.wait_for_selector("#panel h2 >> text=司法局")
    body = page.evaluate("decodeURIComponent(location.hash).match(/node=([^&]*)/)[1]")
    company = page.evaluate(
        """(key) => { const hub = lawgraph.graph.nodeByKey.get(key);
        return lawgraph.graph.nodes.filter((node) => node.drawn && node.home === hub && node !== hub).map((node) => [node.x, node.y, node.side]); }""",
        body,
    )
    assert len(company) >= 18
    assert {side for _, _, side in company} == {-1, 1}
    rows = [sorted(y for _, y, to in company if to == side) for side in (-1, 1)]
    assert all(low - high >= 20 for column in rows for high, low in pairwise(column))
    assert disjoint(page.evaluate("lawgraph.labels()"))
    # The address alone says what is drawn and where.
    places, address = page.evaluate(PLACES), page.url
    page.goto("about:blank")
    page.goto(address)
    page.until("Boolean(window.lawgraph)")
    assert page.evaluate(PLACES) == places
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .top")
    assert page.evaluate(PLACES) == before


@pytest.mark.page
def test_everything_else_makes_room(open_page, generated):
    page = open_page(generated(VAST))
    hub = page.evaluate("lawgraph.graph.nodes.find((node) => node.drawn && node.foot > 0 && node.more > 10).key")
    page.evaluate("(key) => { location.hash = `node=${key}`; }", hub)
    page.until("lawgraph.graph.nodes.filter((node) => node.drawn).length > 305")
    clashes = page.evaluate(
        """() => { const drawn = lawgraph.graph.nodes.filter((node) => node.drawn); let clashes = 0;
        drawn.forEach((a, i) => drawn.slice(i + 1).forEach((b) => { if (Math.hypot(a.x - b.x, a.y - b.y) < 12) clashes += 1; })); return clashes; }"""
    )
    assert clashes == 0
    fields = page.evaluate("lawgraph.graph.opening.fields.filter((field) => !field.level).map((f) => [f.x, f.y, f.x + f.width, f.y + f.height])")
    assert disjoint(fields)


@pytest.mark.page
def test_the_map_never_draws_more_than_it_can_move(open_page, generated):
    page = open_page(generated(VAST))
    keys = page.evaluate("lawgraph.graph.nodes.filter((node) => node.kind === 'Institution').slice(0, 120).map((node) => node.key).join(',')")
    page.evaluate("(keys) => { location.hash = `open=${keys}`; }", keys)
    page.until("lawgraph.graph.nodes.filter((node) => node.drawn).length > 1000")
    assert page.evaluate(DRAWN) <= DRAW_ALL


@pytest.mark.page
def test_everything_is_drawn_at_a_press_and_taken_back(open_page, generated):
    page = open_page(generated(VAST))
    assert page.evaluate("lawgraph.whole()") is None
    page.click("#scope button")
    page.until("lawgraph.whole() !== null")
    assert page.evaluate("lawgraph.whole().sigma.getGraph().order") == VAST
    assert page.evaluate("lawgraph.whole().sigma.getGraph().size") == len(generated(VAST).edges())
    assert "20000" in page.inner_text("#scope").replace(",", "")
    assert disjoint(page.evaluate("lawgraph.labels()"))
    page.fill("#search", "东城区司法局")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=东城区司法局")
    assert page.evaluate("lawgraph.whole() !== null")
    page.click("#scope button")
    page.until("lawgraph.whole() === null")
    assert page.locator("#canvas").is_visible()
    assert page.locator("#whole").count() == 0


@pytest.mark.page
def test_a_dot_can_be_clicked(open_page, generated):
    page = open_page(generated(2000), "#whole=1")
    page.until("lawgraph.whole() !== null")
    page.wait_for_timeout(300)
    spot = """() => { const whole = lawgraph.whole(); const node = whole.nodes.find((node) => node.kind === 'Institution' && node.edges.length > 20);
    const { x, y } = whole.spot(node), box = whole.box.getBoundingClientRect(); return [box.left + x, box.top + y, node.name]; }"""
    x, y, name = page.evaluate(spot)
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    page.wait_for_selector(f"#panel h2 >> text={name}")


@pytest.mark.page
def test_without_webgl_the_overview_stays(open_page, generated):
    page = open_page(generated(2000))
    page.evaluate(
        """() => { const old = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind.includes("webgl") ? null : old.call(this, kind, ...rest); }; }"""
    )
    page.click("#scope button")
    page.until("document.getElementById('said').textContent.includes('WebGL')")
    page.until("!location.hash.includes('whole')")
    assert page.locator("#canvas").is_visible()
    assert page.locator("#whole").count() == 0


@pytest.mark.page
def test_a_browser_that_cannot_unpack_is_told(chromium, generated, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(render(generated(VAST)), encoding="utf-8", newline="\n")
    page = chromium.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(file.as_uri())
    page.wait_for_selector("#panel:has-text('2023')")
    page.close()
