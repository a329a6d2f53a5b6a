
"""The page as text: closed, safe and always the same."""

import base64
import hashlib
import json
import re
import subprocess
import sys
import zlib
from importlib import resources

import pytest

from lawgraph.graph.knowledge import Knowledge
from lawgraph.lexicon.pinyin import spelt
from lawgraph.model import Modality, Property
from lawgraph.view import collect, page, render
from lawgraph.view.collector import DRAW_FIRST, link
from lawgraph.view.kinds import LOOKS
from lawgraph.view.page import SCRIPTS, to_json, vis_network

VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"


def data_of(html):
    return json.loads(
        re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1]
    )


def table(columns):
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def test_collect_gives_a_pyvis_network_with_the_graph(province):
    from pyvis.network import Network

    network = collect(province)
    assert isinstance(network, Network)
    assert network.directed
    assert [node["id"] for node in network.nodes] == list(range(len(province.entities)))
    assert len(network.edges) == len(province.edges())
    assert sum(len(edge["evidence"]) for edge in network.edges) == len(province.claims)
    assert all("title" not in node for node in network.nodes)
    assert network.get_node(0) is network.nodes[0]


def test_every_passage_of_the_page_is_in_its_article(province):
    data = data_of(render(province))
    texts = {article.id: article.text for article in province.articles}
    passages = table(data["passages"])
    assert len(passages) == len(province.claims)
    for passage in passages:
        assert (
            data["sentences"][passage["sentence"]].strip("…")
            in texts[data["articles"]["id"][passage["article"]]]
        )


def test_the_same_knowledge_gives_the_same_bytes(province):
    assert render(province).encode() == render(province).encode()


def test_the_policy_lets_only_our_own_scripts_and_style_run(hostile):
    html = render(hostile)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none'; ")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2
    for kind, body in [
        *(("script-src", script) for script in scripts),
        ("style-src", re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]),
    ]:
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in next(part for part in policy.split("; ") if part.startswith(kind))
    assert "unsafe" not in policy
    assert "\r" not in html


def test_nothing_is_fetched(province):
    html = render(province)
    assert not re.findall(
        r"<(?:link|img|iframe|script[^>]*\ssrc|base|object|embed)\b", html.replace(vis_network(), "")
    )
    assert "@import" not in html
    assert "url(" not in re.search(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    assert "sourceMappingURL" not in html


def test_our_scripts_set_text_and_never_markup():
    for name in SCRIPTS:
        script = resources.files("lawgraph.view").joinpath(name).read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(|XMLHttp",
            script,
        ), name
        assert "</script" not in script.lower()
        assert "<!--" not in script


def test_hostile_text_stays_text(hostile):
    html = render(hostile, title='<script>alert("x")</script>')
    data = re.search(r'id="data">(.*?)</script>', html, re.DOTALL)[1]
    assert not set(data) & set("<>&\u2028\u2029\u202e")
    assert "<script>alert" not in html
    parsed = json.loads(data)
    assert any(name.startswith("</script>") for name in parsed["nodes"]["name"])
    assert any(title.startswith("<img src=x") for title in parsed["articles"]["title"])
    assert not any(url and url.startswith("javascript") for url in parsed["articles"]["url"])


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "java\nscript:x",
        "",
        None,
    ],
)
def test_only_web_addresses_become_links(url):
    assert link(url) is None


def test_web_addresses_stay():
    assert link(" https://example.org/a?b=1&c=2 ") == "https://example.org/a?b=1&c=2"


@pytest.mark.parametrize(
    "text", ["</script>", "<!--<script>", "&amp;", "\u2028\u2029", '"\\\n', "\ud800", "😀", "包头"]
)
def test_json_round_trips_and_cannot_leave_its_element(text):
    encoded = to_json({"text": text})
    assert json.loads(encoded) == {"text": text}
    encoded.encode()
    assert not set(encoded) & set("<>&\u2028\u2029")


def test_vis_network_is_the_one_we_measured():
    file = resources.files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js")
    assert hashlib.sha256(file.read_bytes()).hexdigest() == VIS_SHA256


def test_stylesheet_and_network_have_the_same_colours():
    style = resources.files("lawgraph.view").joinpath("style.css").read_text(encoding="utf-8")
    for kind, look in LOOKS.items():
        assert f"--{kind.value}: {look.colour};" in style
    assert len({look.shape for look in LOOKS.values()}) == len(LOOKS)


def test_both_languages_name_every_kind_and_property():
    texts = resources.files("lawgraph.view").joinpath("texts.js").read_text(encoding="utf-8")
    for name in [*LOOKS, *Property]:
        assert len(re.findall(rf"\b{name.value}: ", texts)) >= 2, name


def test_both_languages_name_every_modality_as_the_code_list_does():
    from lawgraph.graph.queries import ontology_folder

    texts = resources.files("lawgraph.view").joinpath("texts.js").read_text(encoding="utf-8")
    codes = (ontology_folder() / "codelists.ttl").read_text(encoding="utf-8")
    for modality in Modality:
        told = re.search(rf"lgc:modality-{modality.value} a .*?prefLabel \"(.*?)\"@en, \"(.*?)\"@zh", codes, re.DOTALL)
        for word in told.groups():
            assert f'{modality.value}: "{word}"' in texts


def test_a_large_graph_draws_its_best_connected_first(large):
    network = collect(large)
    drawn = [node for node in network.nodes if not node.get("hidden")]
    assert 200 < len(drawn) <= DRAW_FIRST
    assert sum(node["kind"] == "Institution" for node in drawn) == 60
    assert max(node["degree"] for node in network.nodes) == max(node["degree"] for node in drawn)


def test_a_node_of_which_no_article_says_anything_is_not_drawn(province):
    loose = [node for node in collect(province).nodes if node["degree"] == 0]
    assert [node["name"] for node in loose] == ["北岭省司法厅", "北岭大学"]  # a superior by rule, and one only mentioned
    assert all(node["hidden"] for node in loose)


def test_one_article_and_one_sentence_keep_their_numbers(writer):
    w = writer()
    w.article("一篇", "2021", [("I", "甲市司法局", Property.HELD, "E", "论坛", "甲市司法局举办论坛。", None)])
    assert table(data_of(render(w.knowledge()))["passages"])[0]["article"] == 0


def test_names_are_spelt_from_a_table_of_sounds_where_that_is_right(province):
    data = data_of(render(province))
    spelt_out = {node["name"]: node.get("pinyin") for node in table(data["nodes"])}
    assert data["sounds"]["\u53f8"] == "si"
    assert spelt_out["青禾市司法局"] is None
    assert all(node["pinyin"] == (spelt_out[node["name"]] or spelt(node["name"], data["sounds"])) for node in collect(province).nodes)


def test_a_large_page_is_packed_and_reads_back(province, monkeypatch):
    plain = data_of(render(province))
    monkeypatch.setattr(page, "PACK_FROM", 100)
    html = render(province)
    packed = re.search(r'<script type="text/plain" id="data">([A-Za-z0-9+/=]*)</script>', html)[1]
    assert json.loads(zlib.decompress(base64.b64decode(packed))) == plain


def test_an_empty_graph_is_a_page_too():
    assert data_of(render(Knowledge()))["nodes"] == {}


def test_a_page_is_made_without_a_notebook():
    """IPython and networkx, which pyvis loads, take longer than the build of an article."""
    program = (
        "import sys; from lawgraph.graph.knowledge import Knowledge; from lawgraph.view import render; "
        "render(Knowledge((), (), ())); print({'IPython', 'networkx', 'pyvis'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"
