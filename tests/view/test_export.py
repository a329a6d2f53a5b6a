"""What is seen, taken out as a file."""

import csv
import io

import networkx as nx
import pytest

from lawgraph.model import Property

pytestmark = pytest.mark.page


@pytest.fixture(scope="session")
def risky(writer):
    """Names that a spreadsheet, XML or a file system would trip over."""
    w = writer()
    names = ['=HYPERLINK("http://example.org","工程")', "+1工程", "-工程", "@工程", "\t=工程", "＝工程", '引"号,逗\n行', "<b>&'工程", "法治\u202e工程"]
    w.article("表", "2021", [("I", "甲/乙:局", Property.LAUNCHED, "P", name, f"甲/乙:局启动{name}。", None) for name in names])
    return w.knowledge()


def export(page, name):
    page.click("#export")
    with page.expect_download() as waiting:
        page.click(f"#formats [data-format={name}]")
    download = waiting.value
    return download.suggested_filename, download.path().read_bytes()


def test_csv_has_a_row_for_each_passage(open_page, province):
    name, content = export(open_page(province, "#view=table"), "csv")
    assert name == "lawgraph.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(province.claims) + len(province.inferred_edges)
    row = next(row for row in rows if row["主语"] == "陈立言" and row["职务"] == "党组书记、局长")
    assert row["原文"] == "青禾市司法局党组书记、局长陈立言主持会议并讲话。"
    assert row["关系"] == "领导"
    assert row["发布者"] == "北岭日报"
    assert row["链接"] == "https://example.org/news"
    assert row["规则"] == "leads.rule/1"
    assert row["主语 IRI"].startswith("https://w3id.org/lawgraph/id/official/")


def test_csv_is_never_a_formula(open_page, risky):
    _, content = export(open_page(risky), "csv")
    cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
    assert "'=HYPERLINK(\"http://example.org\",\"工程\")" in cells
    assert not [cell for cell in cells if cell.strip()[:1] in set("=+-@＝＋－＠")]
    assert '引"号,逗\n行' in cells


@pytest.mark.parametrize("view", ["map", "table"])
def test_gexf_opens_in_networkx(open_page, province, view):
    _, content = export(open_page(province, f"#view={view}"), "gexf")
    graph = nx.read_gexf(io.BytesIO(content))
    # The map leaves out the node without an edge and what only follows by rule; the table has both.
    on_map = view == "map"
    assert graph.number_of_nodes() == len(province.entities) - 2 * on_map
    assert graph.number_of_edges() == len(province.edges()) - len(province.inferred_edges) * on_map
    labels = {data["label"]: data for _, data in graph.nodes(data=True)}
    assert labels["包头市司法局"]["pinyin"] == "bao tou shi si fa ju"
    assert labels["包头市司法局"]["code"] == "150200"
    edge = next(data for *_, data in graph.edges(data=True) if data["property"] == "holdsPost")
    assert edge["role"] == "副局长"
    assert edge["confidence"] == 0.9
    assert "通报了情况" in edge["sentence"]


def test_gexf_holds_names_that_are_no_xml(open_page, risky):
    _, content = export(open_page(risky), "gexf")
    labels = {data["label"] for _, data in nx.read_gexf(io.BytesIO(content)).nodes(data=True)}
    assert {"<b>&'工程", "法治工程"} <= labels


def test_svg_shows_what_the_map_shows(open_page, province):
    from lxml import etree

    page = open_page(province, "#hide=Program", title="北岭省")
    name, content = export(page, "svg")
    assert name == "北岭省.svg"
    drawing = etree.fromstring(content)
    texts = [element.text for element in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[0] == "北岭省"
    assert "青禾市司法局" in texts
    assert "项目" not in texts
    assert {"机构", "人员", "荣誉"} <= set(texts)
    labels = page.evaluate("lawgraph.labels().length")
    assert len(texts) >= labels + 1 + 6  # the names on the map, the title, the legend without programs
    assert b"javascript" not in content


def test_svg_holds_hostile_names_as_text(open_page, hostile):
    from lxml import etree

    _, content = export(open_page(hostile), "svg")
    assert b"<script" not in content
    assert etree.fromstring(content) is not None


def test_png_is_a_picture_at_two_pixels_a_point(open_page, province):
    page = open_page(province)
    name, content = export(page, "png")
    assert name == "lawgraph.png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width = int.from_bytes(content[16:20], "big")
    assert width == 2 * page.evaluate("document.getElementById('canvas').clientWidth")
    assert len(content) > 20_000


def test_a_file_is_named_after_what_is_selected(open_page, risky):
    page = open_page(risky)
    page.fill("#search", "甲")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=甲/乙:局")
    assert export(page, "csv")[0] == "甲_乙_局.csv"


def test_the_filters_narrow_the_export(open_page, province):
    _, content = export(open_page(province, "#view=table&without=launched,partOf&since=2020&until=2020"), "csv")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert {row["关系"] for row in rows} == {"领导", "任职于", "获得", "印发", "举办", "出席"}


def test_the_menu_opens_and_closes_by_keyboard(open_page, province):
    page = open_page(province, "#view=table")
    page.focus("#export")
    page.keyboard.press("Enter")
    assert page.get_attribute("#export", "aria-expanded") == "true"
    assert page.is_disabled("#formats [data-format=png]")
    page.keyboard.press("Escape")
    assert page.get_attribute("#export", "aria-expanded") == "false"
    assert page.evaluate("document.activeElement.id") == "export"
