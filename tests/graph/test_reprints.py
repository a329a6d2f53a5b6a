import dataclasses
import json

import pytest
import rdflib

from lawgraph.graph import records
from lawgraph.graph.knowledge import Knowledge
from lawgraph.graph.names import BASE
from lawgraph.graph.queries import load
from lawgraph.graph.reprints import sources
from lawgraph.graph.store import open_store, query
from lawgraph.graph.vocabulary import LG
from lawgraph.model import Article

LONG = "、".join(f"第{n}镇办理法律援助{n * 13}件" for n in range(30)) + "。"
OWN = "、".join(f"第{n}村聘请法律顾问{n * 17}名" for n in range(30)) + "。"


def made(*publications: tuple[str | None, str]) -> Knowledge:
    return Knowledge(tuple(Article(text, date=f"2021-01-0{n}", publisher=publisher) for n, (publisher, text) in enumerate(publications, 1)))


@pytest.mark.parametrize(
    ("publications", "count"),
    [
        ([("甲报", LONG), ("乙报", OWN)], 2),
        ([("甲报", LONG), ("甲报", OWN)], 1),  # one publisher
        ([("甲报", LONG), ("乙报", "又讯：" + LONG)], 1),  # one text, reprinted
        ([("甲报", LONG), ("乙报", OWN), ("乙报", "又讯：" + LONG)], 2),  # who reprints has a voice of its own still
        ([(None, LONG), (None, OWN)], 2),  # two articles that name no publisher
        ([(None, LONG), ("乙报", LONG + "（完）")], 1),
        ([], 0),
    ],
)
def test_sources_that_repeat_each_other_count_once(publications, count):
    assert len(set(sources(made(*publications)).values())) == count


@pytest.fixture
def reprinted(knowledge):
    """The small graph, and one of its articles reprinted: once with another head, twice to the letter."""
    first = next(article for article in knowledge.articles if article.publisher == "示例法治报" and len(article.text) > 60)
    with_head = dataclasses.replace(first, text="本报讯：" + first.text, publisher="乙报", date="2021-04-01", source="b")
    twins = [dataclasses.replace(first, publisher=name, date="2021-05-01", source=name) for name in ("丁报", "丙报")]
    claims = list(knowledge.claims)
    for claim in knowledge.claims:
        if claim.article_id == first.id:
            shifted = dataclasses.replace(claim.claim, start=claim.claim.start + 4, end=claim.claim.end + 4)
            claims.append(dataclasses.replace(claim, id="x" + claim.id, article_id=with_head.id, claim=shifted))
    return Knowledge((*knowledge.articles, with_head, *twins), knowledge.entities, tuple(claims), knowledge.inferred_edges)


def test_the_graph_tells_of_each_publication_the_earliest_known(reprinted, plain):
    graph = plain(reprinted)
    (first,) = [article for article in reprinted.articles if article.copies]
    ((_, group),) = [(k, v) for k, v in _groups(graph).items() if len(v) > 1]
    assert len(group) == 4
    assert rdflib.URIRef(f"{BASE}article/{first.id}") in group
    assert len(list(graph.objects(None, LG.earliestKnown))) == len(reprinted.articles) + 2


def _groups(graph):
    found: dict[rdflib.URIRef, set[rdflib.URIRef]] = {}
    for article, earliest in graph.subject_objects(LG.earliestKnown):
        found.setdefault(earliest, set()).add(article)
    return found


def test_the_question_counts_sources_and_copies(reprinted):
    answer = query(open_store(reprinted), load("sources").sparql)
    rows = {row[:3]: row[3:] for row in answer.rows}
    assert rows["张志刚", "leads", "包头市司法局"] == ("1", "3")
    assert rows["李明", "leads", "银川市司法局"] == ("1", "0")
    assert list(answer.rows[0][3:]) == ["1", "3"]


def test_copies_are_written_and_read_back(reprinted, tmp_path):
    path = tmp_path / records.ARTICLES_FILE
    records.write_articles(reprinted, path)
    assert records.read_articles(path) == reprinted.articles
    written = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    (copied,) = [record for record in written if "copies" in record]
    assert [copy["publisher"] for copy in copied["copies"]] == ["丁报", "丙报"]
    assert len({copy["id"] for copy in copied["copies"]}) == 2
    assert all("text" not in copy for copy in copied["copies"])
