"""The timeline, the tables and the hierarchy: the same data, switched at the top."""

import re

import pytest

from lawgraph.model import Kind, Property

pytestmark = pytest.mark.page


@pytest.fixture(scope="session")
def decade(writer):
    """One bureau over ten years: two leaders in turn, programs, honours, and one thing without a date."""
    w = writer()
    bureau = "云溪市司法局"

    def article(title, date, *facts):
        w.article(title, date, facts)

    for year in (2012, 2014, 2016):
        article(f"旧{year}", f"{year}-03-01", ("O", "林思齐", Property.LEADS, "I", bureau, f"{bureau}局长林思齐{year}讲话。", "局长"))
    article("新", "2019-05", ("O", "许知秋", Property.LEADS, "I", bureau, f"{bureau}局长许知秋讲话。", "局长"))
    article("项目", "2013", ("I", bureau, Property.LAUNCHED, "P", "法润云溪", f"{bureau}启动法润云溪。", None))
    sentence = f"{bureau}获评全国先进集体,举办云溪论坛。"
    article(
        "双喜", "2021-06-30", ("I", bureau, Property.AWARDED, "H", "全国先进集体", sentence, None), ("I", bureau, Property.HELD, "E", "云溪论坛", sentence, None)
    )
    article("文件", None, ("I", bureau, Property.ISSUED, "D", "《云溪办法》", f"{bureau}印发《云溪办法》。", None))
    return w.knowledge()


def of_bureau(page, view):
    page.fill("#search", "云溪市司法局")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2 >> text=云溪市司法局")
    page.click(f"#views [data-view={view}]")
    page.wait_for_selector("#sheet h2")


def test_the_timeline_of_an_institution_tells_who_led_what_began_what_was_won(open_page, decade):
    page = open_page(decade)
    of_bureau(page, "timeline")
    assert page.inner_text("#sheet h2") == "云溪市司法局：时间线"
    titles = page.locator("#sheet .yearSection h3").all_inner_texts()
    assert titles == ["2021 年2", "2019 年1", "2013 年1", "2012 年1", "未注明日期1"]
    assert page.locator("#sheet time").all_inner_texts() == ["06-30", "05", "2013", "03-01"]
    facts = page.locator("#sheet .fact").all_inner_texts()
    assert facts[0].startswith("获得荣誉全国先进集体")
    assert facts[1].startswith("举办的活动云溪论坛")
    assert facts[4].startswith("领导人林思齐局长")
    assert "又见 2014-03-01、2016-03-01" in facts[4]
    # Two facts of one sentence stand above it once.
    assert page.locator("#sheet .events > li").count() == 5
    assert page.locator("#sheet .events > li").first.locator("blockquote").count() == 1


def test_the_chart_has_a_lane_for_each_leader_over_the_years_seen(open_page, decade):
    page = open_page(decade)
    of_bureau(page, "timeline")
    assert page.locator(".chart .lane .name").all_inner_texts() == ["许知秋", "林思齐", "获得荣誉", "发起的项目", "举办的活动", ""]
    old = page.locator(".chart .lane", has_text="林思齐").locator(".bar").bounding_box()
    new = page.locator(".chart .lane", has_text="许知秋").locator(".bar").bounding_box()
    assert old["width"] > 100 > new["width"]
    assert old["x"] + old["width"] < new["x"]
    assert page.locator(".chart .tick").all_inner_texts()[0] == "2012"


def test_a_year_of_the_timeline_is_pressed_and_released(open_page, decade):
    page = open_page(decade, "#view=timeline")
    page.click(".yearBar [data-year='2021']")
    page.until("document.querySelectorAll('#sheet .yearSection').length === 1")
    assert page.locator("#sheet .fact").count() == 2
    assert page.get_attribute(".yearBar [data-year='2021']", "aria-pressed") == "true"
    assert "另有 1 条关系未注明日期" in page.inner_text("#sheet")
    page.click("#sheet button >> text=一并列出")
    page.until("document.querySelectorAll('#sheet .yearSection').length === 2")
    page.click(".yearBar [data-year='2021']")
    page.until("document.querySelectorAll('#sheet .yearSection').length === 5")


def test_a_long_timeline_shows_more_when_asked(open_page, large):
    page = open_page(large, "#view=timeline")
    rows = page.locator("#sheet .events > li")
    assert rows.count() == 150
    page.click("#sheet .more")
    assert rows.count() == 300


def test_a_graph_without_dates_says_so(open_page, writer):
    w = writer()
    w.article("无日期", None, [("I", "甲局", Property.HELD, "E", "论坛", "甲局举办论坛。", None)])
    page = open_page(w.knowledge(), "#view=timeline")
    assert "没有注明日期的关系" in page.inner_text("#sheet")
    assert page.locator("#sheet .fact").count() == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_a_table_with_every_node_that_sorts_by_every_column(open_page, province, kind):
    page = open_page(province, f"#view=table&sheet={kind.value}")
    rows = page.locator("#sheet tbody tr")
    assert rows.count() == sum(entity.kind is kind for entity in province.entities)
    heads = page.locator("#sheet thead button")
    for column in range(heads.count()):
        heads.nth(column).click()
        order = page.get_attribute(f"#sheet thead th >> nth={column}", "aria-sort")
        cells = page.locator(f"#sheet tbody tr > :nth-child({column + 1})").all_inner_texts()
        if order == "descending":
            assert [int(cell or 0) for cell in cells] == sorted((int(cell or 0) for cell in cells), reverse=True)
        else:
            told = page.evaluate("(cells) => [...cells].sort(new Intl.Collator('zh-CN', { numeric: true }).compare)", [c for c in cells if c])
            assert [c.split("\n")[0] for c in cells if c] == [c.split("\n")[0] for c in told]
        assert sorted(cells, key=lambda cell: cell == "") == cells or order == "descending"


def test_the_table_of_officials_tells_their_posts(open_page, province):
    page = open_page(province, "#view=table&sheet=Official")
    page.fill(".within", "云溪 副局长")
    assert page.locator("#sheet tbody tr").count() == 1
    row = re.sub(r"\s+", " ", page.inner_text("#sheet tbody tr"))
    assert row.startswith("林思齐 lin si qi 云溪市司法局 副局长")
    assert page.inner_text(".tableTop .count") == "1 行"


def test_what_only_follows_by_rule_is_drawn_from_a_selected_node_alone(open_page, province):
    drawn = "lawgraph.map().body.data.edges.get().filter((edge) => edge.dashes && !edge.hidden).length"
    page = open_page(province)
    assert page.evaluate(drawn) == 0
    bureau = next(one for one in province.entities if one.label == "石桥市司法局")
    page.evaluate(f"location.hash = 'node=Institution/{bureau.id}'")
    page.until(f"{drawn} === 1")
    page.evaluate("location.hash = ''")
    page.until(f"{drawn} === 0")


def test_the_hierarchy_has_each_institution_below_its_own(open_page, province):
    page = open_page(province, "#view=tree")
    top = page.locator(".tree > li", has_text="北岭省司法厅")
    names = top.locator("> ul > li > .branch > .node").all_inner_texts()
    assert sorted(names) == ["云溪市司法局", "石桥市司法局", "青禾市司法局"]
    assert top.locator("> ul > li.inferred").count() == 3
    centre = top.locator("li", has_text="青禾市法律援助中心").last
    centre.locator("a.quiet").click()
    page.wait_for_selector("#panel .triple")
    assert "青禾市法律援助中心是青禾市司法局下属单位。" in page.inner_text("#panel")
    institutions = [entity.label for entity in province.entities if entity.kind is Kind.INSTITUTION]
    shown = page.locator("#sheet .branch > .node").all_inner_texts()
    assert sorted(shown) == sorted(institutions)


def test_who_had_a_post_is_no_leader_of_today(open_page, writer):
    from dataclasses import replace

    from lawgraph.model import Modality

    w = writer()
    for name, modality in (("甲某", Modality.FORMER), ("乙某", Modality.ACTING), ("丙某", None)):
        w.article(name, "2021", [("O", name, Property.LEADS, "I", "某市司法局", f"某市司法局局长{name}。", "局长")])
        w.claims[-1] = replace(w.claims[-1], claim=replace(w.claims[-1].claim, modality=modality))
    page = open_page(w.knowledge(), "#view=table&sheet=Institution")
    assert sorted(page.locator("#sheet tbody td .Official + bdi").all_inner_texts()) == ["丙某", "乙某"]
    page.click("#sheet tbody th a")
    page.wait_for_selector("#panel .group")
    assert sorted(page.locator("#panel .group .role").all_inner_texts()) == ["局长 · 2021", "局长（代理） · 2021", "局长（原任） · 2021"]


def test_a_branch_folds(open_page, province):
    page = open_page(province, "#view=tree")
    toggle = page.locator(".tree > li > .branch .toggle").first
    toggle.focus()
    page.keyboard.press("Enter")
    assert toggle.get_attribute("aria-expanded") == "false"
    assert not page.locator(".tree > li > ul").first.is_visible()


def test_a_ring_of_parts_ends(open_page, writer):
    w = writer()
    w.article("环", "2021", [("I", a, Property.PART_OF, "I", b, f"{a}隶属{b}。", None) for a, b in (("甲局", "乙局"), ("乙局", "丙局"), ("丙局", "甲局"))])
    page = open_page(w.knowledge(), "#view=tree")
    assert page.locator("#sheet .branch > .node").count() == 4
    assert page.inner_text("#sheet").count("见上文") == 1


def test_the_views_share_one_panel(open_page, province):
    page = open_page(province, "#node=Institution/i1")
    for view in ("timeline", "table", "tree", "map"):
        page.click(f"#views [data-view={view}]")
        page.wait_for_selector(f"body[data-view={view}]")
        assert page.inner_text("#panel h2") == "青禾市司法局"
    page.go_back()
    page.wait_for_selector("body[data-view=tree]")
