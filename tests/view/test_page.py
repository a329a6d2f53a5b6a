"""What a reader does, in a real Chromium without a network."""

import pytest

pytestmark = pytest.mark.page


def test_opens_with_an_overview_and_a_drawn_map(open_page, province):
    page = open_page(province, title="北岭省")
    assert page.inner_text("h1") == "北岭省"
    assert "处原文为证" in page.inner_text("#panel")
    assert page.evaluate("lawgraph.labels().length") > 8
    assert page.locator("#panel .top li").count() == 8


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("包头", "包头市司法局"), ("baotou", "包头市司法局"), ("bt sfj", "包头市司法局"), ("btsfj", "包头市司法局"), ("qinghesfj", "青禾市司法局"),
        ("sfj yunxi", "云溪市司法局"), ("石桥sfj", "石桥市司法局"), ("chenly", "陈立言"), ("BaoTou ShiSiFaJu", "包头市司法局"), ("150200", "包头市司法局"),
    ],
)  # fmt: skip
def test_search_finds(open_page, province, query, name):
    page = open_page(province)
    assert page.evaluate("(query) => lawgraph.search(query)[0]", query) == name


def test_search_by_pinyin_and_enter_opens_the_evidence(open_page, province):
    page = open_page(province)
    page.keyboard.press("/")
    page.keyboard.type("bt sfj")
    assert page.locator("#results li").first.inner_text().startswith("包头市司法局")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=包头市司法局")
    assert page.url.split("#")[1].startswith("node=Institution/")
    leaders = page.locator(".group").first
    assert "韩子墨" in leaders.inner_text()
    assert "党组书记、局长" in leaders.inner_text()
    quote = leaders.locator("blockquote").last
    assert quote.inner_text() == "包头市司法局党组书记、局长韩子墨主持会议并讲话。"
    assert quote.locator("mark.subject").inner_text() == "韩子墨"
    assert quote.locator("mark.object").inner_text() == "包头市司法局"
    source = leaders.locator(".source a").first
    assert source.get_attribute("href") == "https://example.org/news"
    assert source.get_attribute("rel") == "noopener noreferrer"
    assert "leads.rule/1" in leaders.inner_text()


def test_a_dropped_or_short_name_is_explained(open_page, province):
    page = open_page(province)
    page.fill("#search", "青禾法润")
    page.keyboard.press("Enter")
    assert "句中省略主语：青禾市司法局" in page.inner_text("#panel")


def test_a_click_on_the_map_opens_node_and_edge(open_page, province):
    page = open_page(province)
    spot = "(node) => { const at = lawgraph.map().canvasToDOM(lawgraph.graph.nodes[node]); return [at.x, at.y]; }"
    number = page.evaluate("lawgraph.graph.nodes.find((node) => node.name === '云溪市司法局').id")
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate(spot, number)
    page.mouse.click(box["x"] + x, box["y"] + y)
    page.wait_for_selector("#panel h2 >> text=云溪市司法局")
    page.wait_for_timeout(100)
    other = page.evaluate("lawgraph.graph.nodes.find((node) => node.name === '高远航').id")
    (x, y), (u, v) = page.evaluate(spot, number), page.evaluate(spot, other)
    page.mouse.click(box["x"] + (x + 2 * u) / 3, box["y"] + (y + 2 * v) / 3)
    page.wait_for_selector("#panel .triple")
    assert "领导" in page.inner_text("#panel .verb")
    assert page.locator("#panel blockquote").count() == 2
    page.go_back()
    page.wait_for_selector("#panel h2 >> text=云溪市司法局")


def test_the_legend_filters_the_map_and_the_table(open_page, province):
    page = open_page(province)
    page.click("#legend [data-kind=Program]")
    assert page.get_attribute("#legend [data-kind=Program]", "aria-pressed") == "false"
    assert page.evaluate(
        "lawgraph.graph.nodes.filter((n) => n.kind === 'Program' && n.drawn).every((n) => lawgraph.map().body.nodes[n.id].options.hidden)"
    )
    page.click("#views [data-view=table]")
    page.wait_for_selector("#sheet tbody tr")
    assert page.locator("#sheet .Program").count() == 0
    page.click("#legend [data-kind=Program]")
    # The hash tells the page what to show, and its event comes when the browser sees fit.
    page.wait_for_selector("#sheet .Program", state="attached")


def test_the_table_has_every_edge_and_sorts(open_page, province):
    page = open_page(province, "#view=table")
    assert page.locator(".edgesTable tbody tr").count() == len(province.edges())
    page.click(".edgesTable thead button >> nth=0")
    assert page.get_attribute(".edgesTable th >> nth=0", "aria-sort") == "ascending"
    page.click(".edgesTable tbody a >> nth=0")
    page.wait_for_selector("#panel blockquote, #panel .group")
    rows = 0
    for kind in page.locator(".sheets button[data-sheet]:not([data-sheet=edges])").all():
        kind.click()
        page.wait_for_selector(f".{kind.get_attribute('data-sheet')}Table")
        rows += page.locator("#sheet tbody tr").count()
    assert rows == len(province.entities)


def test_the_address_brings_the_view_back(open_page, province):
    page = open_page(province)
    page.fill("#search", "高远航")
    page.keyboard.press("Enter")
    page.click("#legend [data-kind=Event]")
    page.click("#language")
    page.click("#theme")
    address = page.url
    page.reload()
    page.until("window.lawgraph")
    assert page.url == address
    assert page.inner_text("#panel h2") == "高远航"
    assert "Leads" in page.inner_text("#panel")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("html", "lang") == "en"
    assert page.get_attribute("#legend [data-kind=Event]", "aria-pressed") == "false"


def test_a_link_to_nothing_says_so(open_page, province):
    assert "不在本图中" in open_page(province, "#node=Institution/none").inner_text("#panel")


def test_the_interface_follows_the_browser(open_page, province):
    page = open_page(province, locale="en-GB", scheme="dark")
    assert page.inner_text("h1") == "Who leads, launches and wins"
    assert page.get_attribute("html", "data-theme") == "dark"


@pytest.mark.parametrize("address", ["", "#view=table", "#view=table&sheet=Program", "#view=timeline", "#view=tree", "#lang=en&theme=dark"])
def test_a_hostile_article_does_nothing(open_page, hostile, address):
    page = open_page(hostile, address)
    page.fill("#search", "script")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel blockquote")
    assert "</script><script>window.pwned=1</script>项目" in page.inner_text("#panel h2")
    assert "<b onclick=alert(1)>另外😀开展" in page.inner_text("#panel blockquote")
    assert (
        page.locator("#panel mark.object").first.inner_text()
        == "</script><script>window.pwned=1</script>项目"
    )
    assert page.locator("#panel .source a").count() == 0
    assert page.locator("img, b[onclick]").count() == 0
    page.click("#panel button >> text=SPARQL")
    page.click("#panel .tail a")
    page.wait_for_selector("#panel .triple")
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, b[onclick]").count() == 0
    # Nothing that cannot be seen is in the page: no character that turns a line or hides in it.
    hidden = "/[\\u202a-\\u202e\\u2066-\\u2069\\u200b-\\u200f\\ufeff]/"
    assert page.evaluate(f"!{hidden}.test(document.body.innerText + document.title)")


@pytest.mark.parametrize(
    "address",
    [
        "#node=<img src=x onerror=window.pwned=1>",
        "#edge=javascript:window.pwned=1&view=table",
        "#path=</script><script>window.pwned=1</script>~x",
        "#province=<img src=x onerror=window.pwned=1>&sheet=__proto__&view=constructor",
        '#lang=__proto__&theme=" onload=window.pwned=1 x="',
    ],
)
def test_a_hostile_address_does_nothing(open_page, province, address):
    page = open_page(province, address)
    page.click("#narrow")
    assert page.locator("#panel").count() == 1
    assert page.locator("img").count() == 0
    assert page.evaluate("window.pwned") is None
    assert page.inner_text("#language") in {"English", "中文"}


@pytest.mark.parametrize(
    ("width", "address"),
    [
        (1280, ""),
        (390, ""),
        (390, "#node=Institution/i1"),
        (1280, "#node=Institution/i1"),
        (390, "#view=table"),
    ],
)
def test_nothing_is_clipped_and_no_labels_overlap(open_page, province, width, address):
    page = open_page(province, address, width=width, height=844 if width == 390 else 800)
    assert page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"
    )
    # A list needs the room; the panel comes when something is chosen.
    assert page.locator("#panel").is_visible() is not ("table" in address)
    if panel := page.locator("#panel").bounding_box():
        assert panel["height"] > 300
        assert panel["x"] + panel["width"] <= width
    assert page.evaluate(
        "(() => { const p = document.getElementById('panel'); return p.scrollWidth <= p.clientWidth; })()"
    )
    boxes = page.evaluate("lawgraph.labels()")
    assert boxes or "table" in address
    for i, a in enumerate(boxes):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in boxes[:i])


def test_keys_alone_reach_everything(open_page, province):
    page = open_page(province)
    page.keyboard.press("/")
    page.keyboard.type("sfj")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#results [aria-selected=true] .found bdi").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#panel h2 >> text={chosen}")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel .top")


def test_the_rest_of_a_large_graph_is_found_and_drawn(open_page, large):
    page = open_page(large)
    drawn = "lawgraph.graph.nodes.filter((node) => node.drawn).length"
    assert page.evaluate(drawn) == 300
    page.fill("#search", "第99市第18号")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=第99市第18号工程")
    assert page.evaluate(drawn) > 300
    page.click("#panel .group a.node")
    page.wait_for_selector("#panel h2 >> text=第99市司法局")
    assert page.evaluate(
        "lawgraph.graph.nodes.filter((node) => node.name.startsWith('第99市')).every((node) => node.drawn)"
    )


def test_an_empty_graph_opens(open_page, writer):
    assert "0 个节点" in open_page(writer().knowledge()).inner_text("#panel")


def test_every_kind_hidden_says_how_to_undo_it(open_page, province):
    page = open_page(province, "#hide=Institution,Official,Program,Honour,Document,Event,Place")
    assert page.locator("#note").is_visible()
