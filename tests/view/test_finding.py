"""Filters, paths between nodes, folding, and the address that keeps it all."""

import json

import pytest

from lawgraph.model import Property

pytestmark = pytest.mark.page

FACTS = [
    ("2019-05-01", "包头市司法局", "150200", Property.LAUNCHED, "P", "法律明白人工程", 0.95),
    ("2021-06-02", "包头市司法局", "150200", Property.AWARDED, "H", "全国先进集体", 0.7),
    ("2021-07-03", "宜宾市司法局", "511500", Property.AWARDED, "H", "全国先进集体", 0.95),
    ("2022-08-04", "宜宾市司法局", "511500", Property.HELD, "E", "宜宾法治论坛", 0.95),
    (None, "宜宾市司法局", "511500", Property.ISSUED, "D", "《宜宾办法》", 0.95),
]


@pytest.fixture(scope="session")
def cities(writer):
    """Two bureaus in two provinces, dates from 2019 to 2022, one edge without a date, one of low confidence."""
    from dataclasses import replace

    w = writer()
    for date, bureau, code, prop, kind, name, sure in FACTS:
        w.entity("I", bureau, code=code, organ="justice-bureau")
        w.article(f"{bureau}{name}", date, [("I", bureau, prop, kind, name, f"{bureau}{prop.value}{name}。", None)])
        w.claims[-1] = replace(w.claims[-1], claim=replace(w.claims[-1].claim, confidence=sure))
    return w.knowledge()


@pytest.fixture(scope="session")
def ministry(writer):
    """Two offices: both below a ministry with many others, and joined by a program and a partner besides."""
    w = writer()
    facts = [("I", f"第{n}局", Property.PART_OF, "I", "司法部", f"第{n}局隶属司法部。", None) for n in range(60)]
    facts += [
        ("I", "第1局", Property.LAUNCHED, "P", "联合项目", "第1局启动联合项目。", None),
        ("I", "研究所", Property.IMPLEMENTS, "P", "联合项目", "研究所落实联合项目。", None),
        ("I", "研究所", Property.COOPERATES_WITH, "I", "第2局", "研究所与第2局合作。", None),
    ]
    w.article("部局", "2021-01-01", facts)
    w.entity("I", "孤岛局")
    return w.knowledge()


def await_kept(page, expected):
    """Wait until the page keeps just these edges."""
    page.until(
        "[...new Set([...lawgraph.kept().edges].map((edge) => edge.object.name + edge.property))].sort().join(' ')"
        f" === {json.dumps(sorted(expected))}.sort().join(' ')"
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("#since=2021&until=2021", {"全国先进集体awarded"}),
        ("#since=2020&until=2022", {"全国先进集体awarded", "宜宾法治论坛held"}),
        ("#since=2022&until=2022&undated=1", {"宜宾法治论坛held", "《宜宾办法》issued"}),
        ("#without=awarded,issued", {"法律明白人工程launched", "宜宾法治论坛held"}),
        ("#hide=Honour,Document", {"法律明白人工程launched", "宜宾法治论坛held"}),
        ("#sure=0.9&hide=Program,Event,Document", {"全国先进集体awarded"}),
        ("#province=内蒙古自治区", {"法律明白人工程launched", "全国先进集体awarded"}),
        ("#province=四川省&since=2019&until=2021", {"全国先进集体awarded"}),
    ],
)
def test_a_filter_leaves_what_passes_in_every_view(open_page, cities, address, expected):
    page = open_page(cities, address)
    await_kept(page, expected)
    for view in ("table", "timeline"):
        page.click(f"#views [data-view={view}]")
        page.wait_for_selector("#sheet h2")
        names = page.inner_text("#sheet")
        assert {edge for edge in expected if edge.rstrip("abcdefghijklmnopqrstuvwxyz") in names} == expected
        hidden = {name for *_, name, _ in FACTS} - {edge.rstrip("abcdefghijklmnopqrstuvwxyz") for edge in expected}
        assert not [name for name in hidden if name in names]


def test_low_confidence_and_its_edge_go(open_page, cities):
    page = open_page(cities, "#sure=0.9")
    pairs = page.evaluate("[...lawgraph.kept().edges].map((edge) => edge.subject.name + edge.object.name)")
    assert "宜宾市司法局全国先进集体" in pairs
    assert "包头市司法局全国先进集体" not in pairs


def test_the_filters_work_by_mouse_and_by_keyboard(open_page, cities):
    page = open_page(cities)
    page.click("#narrow")
    page.click("#filters .chips [data-kind=awarded]")
    page.until("!lawgraph.kept().edges.size || [...lawgraph.kept().edges].every((edge) => edge.property !== 'awarded')")
    assert "without=awarded" in page.url
    assert page.evaluate("document.activeElement.dataset.kind") == "awarded"
    page.keyboard.press("Enter")
    page.until("lawgraph.kept().edges.size === 5")
    page.select_option("#province", "四川省")
    page.until("lawgraph.kept().edges.size === 3")
    page.select_option("#province", "")
    page.until("lawgraph.kept().edges.size === 5")
    page.focus("#since")
    page.keyboard.press("ArrowRight")
    page.until("location.hash.includes('since=2020')")
    assert page.evaluate("document.activeElement.id") == "since"
    assert page.inner_text(".years") == "2020–2022"
    page.keyboard.press("End")
    page.until("location.hash.includes('since=2022')")
    assert page.inner_text(".years") == "2022"
    await_kept(page, {"宜宾法治论坛held"})
    page.check("#undated")
    page.until("lawgraph.kept().edges.size === 2")
    assert page.inner_text("#narrow").startswith("筛选 · 1")
    page.click("#reset")
    page.until("lawgraph.kept().edges.size === 5")
    page.go_back()
    page.until("lawgraph.kept().edges.size === 2")


def test_a_thumb_cannot_pass_the_other(open_page, cities):
    page = open_page(cities, "#since=2021&until=2021")
    page.click("#narrow")
    page.focus("#since")
    page.keyboard.press("ArrowRight")
    page.until("location.hash.includes('since=2022') && location.hash.includes('until=2022')")


def test_what_is_selected_stays_though_a_filter_hides_it(open_page, cities):
    page = open_page(cities, "#hide=Event")
    page.fill("#search", "宜宾法治论坛")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=宜宾法治论坛")
    number = page.evaluate("lawgraph.graph.nodes.find((node) => node.name === '宜宾法治论坛').id")
    assert not page.evaluate("(id) => lawgraph.map().body.nodes[id].options.hidden", number)


def test_a_path_avoids_the_ministry(open_page, ministry):
    page = open_page(ministry)
    page.fill("#search", "第1局")
    page.keyboard.press("Enter")
    page.click("#panel button >> text=查找路径")
    page.keyboard.type("第2局")
    page.wait_for_selector("#ends li")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .path")
    assert page.locator("#panel .path h4 .node").all_inner_texts() == ["联合项目", "研究所", "第2局"]
    assert page.locator("#panel .path blockquote").count() == 3
    assert "path=" in page.url
    page.click("#panel button >> text=对调")
    page.until("document.querySelector('#panel .path h4 .node').textContent === '研究所'")
    # Only the ministry joins two offices without another bond.
    page.evaluate(
        """() => { const key = (name) => lawgraph.graph.nodes.find((node) => node.name === name).key;
        location.hash = `path=${key('第7局')}~${key('第8局')}`; }"""
    )
    page.until("document.querySelector('#panel .path h4 .node').textContent === '司法部'")


def test_a_path_keeps_to_the_filters_and_says_where_there_is_none(open_page, ministry):
    page = open_page(ministry)
    keys = page.evaluate("['第1局', '第2局', '孤岛局'].map((name) => lawgraph.graph.nodes.find((node) => node.name === name).key)")
    page.evaluate("(keys) => { location.hash = `without=implements&path=${keys[0]}~${keys[1]}`; }", keys)
    page.until("document.querySelector('#panel .path h4 .node').textContent === '司法部'")
    page.evaluate("(keys) => { location.hash = `path=${keys[0]}~${keys[2]}`; }", keys)
    page.wait_for_selector("#panel .notice >> text=没有路径")


def drawn(page):
    return page.evaluate("lawgraph.graph.nodes.filter((node) => { const at = lawgraph.map().body.nodes[node.id]; return at && !at.options.hidden; }).length")


def test_neighbours_fold_and_unfold(open_page, ministry):
    page = open_page(ministry)
    everything = drawn(page)
    page.fill("#search", "司法部")
    page.keyboard.press("Enter")
    page.click("#panel .fold")
    page.wait_for_selector("#panel .unfold")
    assert "fold=" in page.url
    assert drawn(page) == everything - 58  # all offices but the two that have another bond
    page.reload()
    page.until("window.lawgraph")
    assert drawn(page) == everything - 58
    page.click("#panel .unfold")
    page.wait_for_selector("#panel .fold")
    assert drawn(page) == everything


def test_neighbours_expand_in_batches_and_back_undoes_it(open_page, writer):
    w = writer()
    w.article("星", "2021-01-01", [("I", "中心局", Property.LAUNCHED, "P", f"第{n}号工程", f"中心局启动第{n}号工程。", None) for n in range(1600)])
    page = open_page(w.knowledge())
    first = drawn(page)
    page.fill("#search", "中心局")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .expand")
    chosen = drawn(page)
    page.click("#panel .expand")
    page.until("location.hash.includes('open=')")
    page.wait_for_timeout(100)
    assert first <= chosen < drawn(page)
    page.go_back()
    page.until("!location.hash.includes('open=')")
    page.wait_for_timeout(100)
    assert drawn(page) == chosen


@pytest.mark.parametrize("query", ["hangzhousfj", "hzsfj", "hz sfj", "杭sfj", "hangz sifa", "HangZhou司法", "h z s s f j"])
def test_partial_and_mixed_syllables_find(open_page, writer, query):
    w = writer()
    for city in ("杭州市", "湖州市", "惠州市", "广州市"):
        w.entity("I", f"{city}司法局")
    w.article("杭州", "2021-01-01", [("I", "杭州市司法局", Property.HELD, "E", "论坛", "杭州市司法局举办论坛。", None)])
    assert open_page(w.knowledge()).evaluate("(query) => lawgraph.search(query)[0]", query) == "杭州市司法局"


def test_a_year_is_found_and_leads_to_what_happened(open_page, cities):
    page = open_page(cities)
    page.fill("#search", "2021")
    assert page.locator("#results li").first.inner_text() == "2021 年发生的事\n2 件"
    page.keyboard.press("Enter")
    page.wait_for_selector("#sheet .events")
    assert page.locator("#sheet .fact").count() == 2
    assert page.locator("#sheet time").all_inner_texts() == ["07-03", "06-02"]


def test_the_address_keeps_view_filters_and_way(open_page, cities):
    address = "#path=Institution/i0~Institution/i2&view=timeline&province=%E5%9B%9B%E5%B7%9D%E7%9C%81&since=2019&until=2022&lang=en"
    page = open_page(cities, address)
    page.wait_for_selector("#sheet h2")
    assert page.get_attribute("#views [data-view=timeline]", "aria-current") == "page"
    page.click("#theme")
    page.until("location.hash.includes('theme=dark')")
    for part in address[1:].split("&"):
        assert part in page.url


@pytest.mark.parametrize("address", ["#view=nonsense", "#since=x&until=y", "#sure=abc", "#sheet=None&view=table", "#path=a~b", "#open=x,y&fold=z", "#%E0%A4%A"])
def test_an_address_that_makes_no_sense_is_borne(open_page, cities, address):
    assert open_page(cities, address).locator("#panel h2").count() == 1
