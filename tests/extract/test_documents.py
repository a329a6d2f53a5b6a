"""Documents, who issued and who implements them, on sentences of our own making."""

from __future__ import annotations

import pytest

from lawgraph.extract.extractor import extract
from lawgraph.extract.rules import documents
from lawgraph.model import Article, Kind

EDGES = [
    ("青州市司法局印发《司法所规范化建设标准》。", [("青州市司法局", "issued", "《司法所规范化建设标准》")]),
    ("青州市司法局起草《基层法律服务管理办法》。", [("青州市司法局", "issued", "《基层法律服务管理办法》")]),
    (
        "青州市司法局编印《人民调解工作手册》《法律援助指南》。",
        [("青州市司法局", "issued", "《人民调解工作手册》"), ("青州市司法局", "issued", "《法律援助指南》")],
    ),
    ("青州市司法局制定并严格执行《理论学习制度》。", [("青州市司法局", "issued", "《理论学习制度》")]),
    ("今年以青州市人民政府3号文件,出台了关于加强司法所建设的通知。", [("青州市人民政府", "issued", "关于加强司法所建设的通知")]),
    ("会上宣读了《青州市公安局关于表彰先进集体的决定》。", [("青州市公安局", "issued", "《青州市公安局关于表彰先进集体的决定》")]),
    ("会议传达了司法部《关于加强公证工作的意见》。", [("中华人民共和国司法部", "issued", "《关于加强公证工作的意见》")]),
    ("青州市司法局认真学习贯彻《中国共产党政法工作条例》。", [("青州市司法局", "implements", "《中国共产党政法工作条例》")]),
    ("青州市人民法院贯彻落实《家庭教育促进法》。", [("青州市人民法院", "implements", "《家庭教育促进法》")]),
    ("青州市司法局按照上级要求,制定《队伍教育整顿方案》。", [("青州市司法局", "issued", "《队伍教育整顿方案》")]),
    ("自《青州市公共法律服务条例》施行以来,青州市司法局持续抓好落实。", [("青州市司法局", "implements", "《青州市公共法律服务条例》")]),
    ("青州监狱创办《新生》刊物。", [("青州监狱", "issued", "《新生》")]),
]

NO_EDGE = [
    "青州市司法局组织干警观看影片《长夜》《归来》。",
    "青州市司法局将印发《行政复议工作指引》。",
    "青州市司法局要求学习《中国共产党廉洁自律准则》。",
    "全省各级人民法庭认真落实《民事诉讼法》。",
    "青州市司法局摄制微电影《归途》。",
]


def edges(text: str) -> list[tuple[str, str, str]]:
    """Return the edges to documents that an article of this text gives."""
    found = extract(Article(text=text, date="2023-05-10"))
    return sorted({(claim.subject.name, str(claim.property), claim.object.name) for claim in found.claims if claim.object.kind is Kind.DOCUMENT})


@pytest.mark.parametrize(("text", "expected"), EDGES)
def test_edges(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert edges(text) == sorted(expected)


@pytest.mark.parametrize("text", NO_EDGE)
def test_no_edge(text: str) -> None:
    assert edges(text) == []


@pytest.mark.parametrize("rule", documents.RULES, ids=lambda rule: rule.id)
def test_each_rule_finds_its_example(rule) -> None:
    found = extract(Article(text=rule.example, date="2023-05-10"))
    assert any(
        claim.rule == rule.name and (claim.subject.name, claim.property, claim.object.name) == (rule.expects.subject, rule.expects.property, rule.expects.object)
        for claim in found.claims
    )


@pytest.mark.parametrize("text", ["干警观看了影片《归途》。", "《法治日报》刊登了文章。", "合唱《祖国颂》拉开序幕。"])
def test_films_songs_and_papers_are_no_documents(text: str) -> None:
    found = extract(Article(text=text, date="2023-05-10"))
    assert not [mention.name for mention in found.mentions if mention.kind is Kind.DOCUMENT]
