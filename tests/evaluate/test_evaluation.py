"""Gold against pages and against built folders, and our figures against those of the scorer in ../shared."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import lawgraph
from lawgraph.errors import EvaluationError, OutputError, ReadError
from lawgraph.evaluate import evaluate
from lawgraph.graph.turtle import to_turtle

SHARED = Path(__file__).parents[3] / "shared"
SCORER = SHARED / "gold" / "score.py"
SETS = {"seeds": (Path(__file__).parents[2] / "seeds" / "gold", Path(__file__).parents[2] / "seeds"), "reports": (SHARED / "gold" / "articles", SHARED / "articles")}


def sums(evaluation):
    return {row.name: (row.tp, row.fp, row.fn, row.split) for row in evaluation.rows()}


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer (../shared) is not beside this checkout")
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("spoil", [False, True], ids=["as-built", "spoiled"])
def test_figures_are_those_of_the_other_scorer(name, spoil, tmp_path):
    """Spoiled: edges are turned round and an article's nodes renamed, so that there is something of every kind of error."""
    gold, pages = SETS[name]
    for page in sorted(pages.glob("seed-*.txt")):
        turtle = to_turtle(lawgraph.build([page]).knowledge).decode()
        if spoil:
            turtle = turtle.replace("lg:launched", "lg:implements").replace("司法局", "法院").replace("lg:Document", "lg:Program")
            turtle = turtle.replace("lg:holdsPost", "lg:leads").replace("lg:held", "lg:cooperatesWith")
        (tmp_path / f"{page.stem}.ttl").write_text(turtle, encoding="utf-8")
    done = subprocess.run([sys.executable, str(SCORER), str(gold), str(tmp_path), "--json"], capture_output=True, check=True, text=True)
    theirs = {key.rpartition(":")[2]: row for key, row in json.loads(done.stdout).items()}
    evaluation = evaluate(gold, tmp_path)
    assert sums(evaluation) == {key: tuple(row.get(count, 0) for count in ("tp", "fp", "fn", "split")) for key, row in theirs.items()}
    assert {row.name: [round(figure.value or 0.0, 4) for figure in (row.precision, row.recall, row.f1)] for row in evaluation.rows()} == {
        key: [row[letter] for letter in "prf"] for key, row in theirs.items()
    }
    assert any(row.fp for row in evaluation.rows()) or not spoil
    if not spoil:
        assert sums(evaluate(gold)) == sums(evaluation)


def test_each_page_is_built_alone(gold_dir):
    found = sums(evaluate(gold_dir))
    assert found["NODES all"] == (3, 0, 0, 0)
    assert found["EDGES all"] == (2, 0, 0, 0)


def test_a_page_that_is_not_there_is_told(gold_dir, tmp_path):
    (gold_dir.parent / "page.txt").unlink()
    with pytest.raises(EvaluationError, match=r"the pages of page\.json are not there.*--articles"):
        evaluate(gold_dir)
    with pytest.raises(EvaluationError, match="not there"):
        evaluate(gold_dir, articles=tmp_path)


def test_a_page_that_cannot_be_read_is_told(gold_dir):
    (gold_dir.parent / "page.txt").write_bytes(b"")
    with pytest.raises(ReadError):
        evaluate(gold_dir)


@pytest.fixture
def other(tmp_path):
    """A second page, with an event of its own."""
    (tmp_path / "set" / "other.txt").write_text("动员会召开\n\n来源:示例法治报 2021-05-07\n\n5月6日,临江县司法局召开普法工作动员会。临江县司法局局长王志明主持会议。\n", encoding="utf-8")
    return tmp_path / "set" / "other.txt"


@pytest.mark.parametrize("left_out", [(), ("articles.jsonl",), ("claims.jsonl", "build.json", "network.html")], ids=["whole", "no-texts", "only-graph-and-texts"])
def test_a_build_of_many_articles_is_scored_article_by_article(gold_dir, other, tmp_path, left_out):
    lawgraph.build([gold_dir.parent / "page.txt", other]).write(tmp_path / "out")
    for name in left_out:
        (tmp_path / "out" / name).unlink()
    # The other page's five nodes and edges are no errors of this one.
    found = sums(evaluate(gold_dir, tmp_path / "out"))
    assert found["NODES all"] == (3, 0, 0, 0)
    assert found["EDGES all"] == (2, 0, 0, 0)


@pytest.mark.parametrize("by", ["text", "source", "title"])
def test_the_article_of_a_build_is_found(gold_dir, other, tmp_path, by):
    lawgraph.build([gold_dir.parent / "page.txt", other]).write(tmp_path / "out")
    if by != "text":
        (gold_dir.parent / "page.txt").unlink()
    if by == "title":
        (tmp_path / "out" / "articles.jsonl").unlink()
    assert sums(evaluate(gold_dir, tmp_path / "out"))["NODES all"] == (3, 0, 0, 0)


def test_a_build_without_the_article_is_told(gold_dir, other, tmp_path):
    lawgraph.build([other]).write(tmp_path / "out")
    with pytest.raises(EvaluationError, match=r"page\.json: .* has no article for this gold"):
        evaluate(gold_dir, tmp_path / "out")


def test_two_articles_that_may_be_meant_are_told(gold_dir, other, tmp_path):
    shutil.copytree(gold_dir.parent, tmp_path / "copy")
    (tmp_path / "copy" / "page.txt").write_text(other.read_text(encoding="utf-8"), encoding="utf-8")
    lawgraph.build([gold_dir.parent / "page.txt", tmp_path / "copy" / "page.txt"]).write(tmp_path / "out")
    (gold_dir.parent / "page.txt").unlink()
    with pytest.raises(EvaluationError, match="has 2 articles"):
        evaluate(gold_dir, tmp_path / "out")


def test_what_is_no_build_is_told(gold_dir, tmp_path):
    with pytest.raises(EvaluationError, match=r"holds neither graph\.ttl nor page\.ttl"):
        evaluate(gold_dir, tmp_path)
    (tmp_path / "graph.ttl").write_text("no turtle", encoding="utf-8")
    with pytest.raises(OutputError, match="is no Turtle"):
        evaluate(gold_dir, tmp_path)


def test_a_claim_that_lacks_an_end_is_told(gold_dir, tmp_path):
    turtle = to_turtle(lawgraph.build([gold_dir.parent / "page.txt"]).knowledge).decode()
    (tmp_path / "graph.ttl").write_text(turtle.replace("rdf:predicate lg:leads", "rdf:predicate lg:likes"), encoding="utf-8")
    with pytest.raises(EvaluationError, match="unknown property"):
        evaluate(gold_dir, tmp_path)


def test_what_is_only_inferred_is_no_statement(gold_dir, tmp_path):
    turtle = to_turtle(lawgraph.build([gold_dir.parent / "page.txt"]).knowledge).decode()
    turtle += '\n<https://x.example/a> a lg:Institution ; rdfs:label "山东省司法厅"@zh ; lg:inferred true ; lg:cooperatesWith <https://x.example/b> .\n'
    (tmp_path / "graph.ttl").write_text(turtle, encoding="utf-8")
    assert sums(evaluate(gold_dir, tmp_path)) == sums(evaluate(gold_dir))


def test_a_node_that_stands_in_no_claim_is_placed_by_its_label(gold_dir, other, tmp_path):
    lawgraph.build([gold_dir.parent / "page.txt", other]).write(tmp_path / "out")
    graph = tmp_path / "out" / "graph.ttl"
    loose = '\n<https://x.example/a> a lg:Document ; rdfs:label "整顿部署"@zh .\n<https://x.example/b> a lg:Document ; rdfs:label "普法工作"@zh .\n'
    graph.write_text(graph.read_text(encoding="utf-8") + loose, encoding="utf-8")
    (document,) = [row for row in evaluate(gold_dir, tmp_path / "out").rows() if row.name == "Document"]
    assert document.fp == 1
