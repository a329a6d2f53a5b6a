"""The page as the value of a notebook's cell."""

import sys

import pytest

from lawgraph.errors import OutputError, ViewError
from lawgraph.pipeline import Graph
from lawgraph.read import Reading
from lawgraph.view import Inline


@pytest.fixture
def built_graph(province):
    return Graph(province, Reading((), (), ()))


def test_view_is_the_page_in_a_frame(built_graph):
    inline = built_graph.view(title="北岭省", height=500)
    assert inline.html == built_graph.html(title="北岭省")
    frame = inline._repr_html_()
    assert frame.startswith("<iframe ")
    assert 'height="500"' in frame
    assert "allow-same-origin" not in frame
    # The page is one attribute: nothing in it ends the attribute or the frame.
    assert frame.count('"') == 2 * frame.split("srcdoc=")[0].count("=") + 2
    assert frame.count("<") == 2


def test_ipython_shows_it_without_being_asked(built_graph):
    formatters = pytest.importorskip("IPython.core.formatters")
    data, _ = formatters.DisplayFormatter().format(built_graph.view())
    assert data["text/html"].startswith("<iframe ")
    assert "save('network.html')" in data["text/plain"]


@pytest.fixture
def no_ipython(monkeypatch):
    """A Python in which neither IPython nor pyvis, which imports it, has been loaded or can be."""
    for module in [name for name in sys.modules if name.split(".")[0] in {"pyvis", "IPython"}]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "IPython", None)


def test_view_needs_no_ipython(built_graph, no_ipython):
    assert built_graph.view()._repr_html_().endswith('&lt;/html&gt;\n"></iframe>')


def test_pyvis_without_ipython_is_told(built_graph, no_ipython):
    with pytest.raises(ViewError, match="pip install pyvis ipython"):
        built_graph.to_pyvis()


@pytest.mark.parametrize("height", [0, -1, 10**9, 3.5, "100%", '640" onload="x', True])
def test_a_height_is_a_number_of_pixels(height):
    with pytest.raises(ViewError, match="LG500 height"):
        Inline("", height)


def test_save_writes_what_render_gave(built_graph, tmp_path):
    path = built_graph.view().save(tmp_path / "network.html")
    assert path.read_bytes() == built_graph.html().encode()
    with pytest.raises(OutputError):
        built_graph.view().save(tmp_path / "nowhere" / "network.html")


def test_a_graph_shows_its_counts(built_graph):
    shown = built_graph._repr_html_()
    assert "articles</th><td>13</td>" in shown
    assert ".view()" in shown


@pytest.mark.page
def test_the_page_works_in_its_frame_and_cannot_leave_it(chromium, hostile, tmp_path):
    file = tmp_path / "notebook.html"
    frame = Graph(hostile, Reading((), (), ())).view()._repr_html_()
    file.write_text(f"<!doctype html><title>notebook</title><body>{frame}", encoding="utf-8")
    context = chromium.new_context(viewport={"width": 1100, "height": 800}, locale="zh-CN", offline=True, reduced_motion="reduce")
    faults = []
    page = context.new_page()
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(("file:", "data:", "about:")) else None)
    page.goto(file.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator("#search").fill("script")
    inner.locator("#search").press("Enter")
    inner.locator("#panel h2", has_text="window.pwned").wait_for()
    inner.locator("#views [data-view=timeline]").click()
    inner.locator("#sheet h2").wait_for()
    inner.locator("#panel .back").click()
    inner.locator("#sheet h2", has_text="全部").wait_for()
    inner.locator("#export").click()
    with page.expect_download() as waiting:
        inner.locator("#formats [data-format=csv]").click()
    assert waiting.value.suggested_filename == "lawgraph.csv"
    assert page.evaluate("window.pwned") is None
    assert page.title() == "notebook"
    assert faults == []
    context.close()
