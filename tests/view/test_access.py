"""For everybody: contrast and names (axe-core), keys alone, paper, narrow screens, both languages."""

import os
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.page

AXE = Path("node_modules", "axe-core", "axe.min.js")
VIEWS = {
    "overview": "",
    "node": "#node=Institution/i1",
    "edge": "#edge=Institution/i1~held~Event/e7",
    "path": "#path=Official/o5~Official/o6",
    "timeline": "#view=timeline",
    "timeline of one": "#view=timeline&node=Institution/i1",
    "table": "#view=table",
    "officials": "#view=table&sheet=Official",
    "tree": "#view=tree",
}


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core: beside the environment's programs, or in the checkout's node_modules."""
    for folder in (Path(sys.prefix) / "interop", Path(__file__).parents[2]):
        if (folder / AXE).is_file():
            return (folder / AXE).read_text(encoding="utf-8")
    reason = "axe-core is not installed: npm install --prefix .venv/interop axe-core@4"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def violations(page, axe):
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    return [(each["id"], each["impact"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_nothing(open_page, province, axe, view, scheme):
    page = open_page(province, VIEWS[view], scheme=scheme)
    page.click("#narrow")
    assert violations(page, axe) == []


def test_axe_finds_nothing_on_a_telephone_with_all_open(open_page, province, axe):
    page = open_page(province, "#node=Institution/i1", width=390, height=844, locale="en")
    page.click("#panel button >> text=Find a path")
    page.click("#panel button >> text=SPARQL")
    page.click("#export")
    assert violations(page, axe) == []
    page.fill("#search", "sfj")
    assert violations(page, axe) == []


def test_axe_would_find_what_is_wrong(open_page, province, axe):
    page = open_page(province)
    page.evaluate("() => { const p = document.querySelector('#panel .lead'); p.style.color = p.ownerDocument.defaultView.getComputedStyle(p).backgroundColor; p.style.color = '#ddd'; }")
    assert [name for name, *_ in violations(page, axe)] == ["color-contrast"]


def test_every_control_is_reached_by_tab_and_shows_its_focus(open_page, province):
    page = open_page(province, "#node=Institution/i1")
    reached, plain = set(), []
    page.evaluate("document.body.focus()")
    for _ in range(400):
        page.keyboard.press("Tab")
        name, ring = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            if (!e.dataset.mark) e.dataset.mark = String(Math.random());
            return [e.dataset.mark, e === document.body || s.outlineStyle !== 'none' || e.closest('#canvas') !== null]; }"""
        )
        if name in reached:
            break
        reached.add(name)
        if not ring:
            plain.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
    assert plain == []
    missed = page.evaluate(
        """() => [...document.querySelectorAll('button, a[href], input, select, textarea, summary')]
        .filter((e) => e.checkVisibility() && !e.disabled && !e.dataset.mark).map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert missed == []


def test_a_reader_by_keys_alone_gets_from_name_to_sentence_to_query(open_page, province):
    page = open_page(province)
    page.keyboard.press("/")
    page.keyboard.type("baotou")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=包头市司法局")
    assert page.inner_text("#said") == "已选：包头市司法局"
    page.focus(".skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "SPARQL":
            break
    page.keyboard.press("Enter")
    assert page.locator("#panel textarea").first.is_visible()
    page.keyboard.press("Escape")
    page.until("!location.hash.includes('node=')")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("width", "height", "locale"), [(1280, 800, "zh-CN"), (1280, 800, "en"), (1024, 768, "en"), (390, 844, "zh-CN"), (390, 844, "en")])
def test_nothing_is_cut_off(open_page, province, view, width, height, locale):
    page = open_page(province, VIEWS[view], width=width, height=height, locale=locale)
    page.click("#narrow")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight")
    over = page.evaluate(
        """() => [...document.querySelectorAll('header *, .bar > button, #filters *, #panel *')].filter((e) => e.checkVisibility() && !e.closest('#results, #formats, textarea, .lane')
          && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert over == []
    inner = "(id) => { const e = document.getElementById(id); return e.hidden || e.scrollWidth <= e.clientWidth + 1; }"
    assert page.evaluate(inner, "panel")
    assert page.evaluate(inner, "sheet") or ("table" in VIEWS[view] and width < 1100)  # a wide table scrolls


@pytest.mark.parametrize("view", ["", "#node=Institution/i1", "#view=timeline", "#view=table", "#view=tree"])
def test_paper_gets_a_light_page_without_controls(open_page, province, view):
    page = open_page(province, view, scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('#panel, #sheet')).color") == "rgb(28, 32, 36)"
    # A canvas would be stretched to the paper: a drawing takes its place.
    on_map = "view" not in view
    assert page.locator(".paper").count() == on_map
    assert not page.locator("#canvas").is_visible()
    for control in ("#search", "#views", "#theme", "#narrow", ".zoom", ".actions", ".tail"):
        assert not any(each.is_visible() for each in page.locator(control).all())
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.locator(".paper").count() == 0


def test_both_languages_have_the_same_words(open_page, province):
    page = open_page(province)
    lacking = page.evaluate(
        """() => { const shape = (texts, at = '') => Object.entries(texts).flatMap(([name, value]) =>
          typeof value === 'object' && !Array.isArray(value) ? shape(value, `${at}${name}.`) : [`${at}${name}:${typeof value}:${Array.isArray(value) ? value.length : ''}`]);
        const [zh, en] = [shape(lawgraph.texts.zh), shape(lawgraph.texts.en)];
        return [...zh.filter((x) => !en.includes(x)), ...en.filter((x) => !zh.includes(x))]; }"""
    )
    assert lacking == []


@pytest.mark.parametrize("address", ["", "#view=timeline", "#view=table", "#view=tree", "#node=Institution/i1"])
def test_the_english_page_has_no_chinese_word_of_its_own(open_page, province, address):
    page = open_page(province, address, locale="en-GB")
    page.click("#narrow")
    page.click("#export")
    own = page.evaluate(
        """() => [...document.querySelectorAll('button, h3, h4, dt, label, p.gloss, .name, option, summary')].filter((e) => e.checkVisibility())
          .flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3 && /\\p{Script=Han}/u.test(n.data)).map((n) => n.data.slice(0, 60))"""
    )
    allowed = ("中文", "包头", "内蒙古", "市", "句中")
    assert [words for words in own if not any(word in words for word in allowed)] == []
